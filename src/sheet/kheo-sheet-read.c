/* Which reader a file is for, told by its bytes. */
#include "kheo-charset.h"
#include "kheo-sheet-builder.h"
#include "kheo-zip.h"

#include "kheo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SNIFF 4096u /* bytes at the start in which HTML and XML show themselves */

typedef KheoWorkbook *(*Reader) (GBytes *bytes, KheoProgress *progress, GError **error);

/* Files that are often picked by mistake; the message names them. */
static const struct
{
  const char *magic;
  const char *name;
} strangers[] = {
  { "%PDF-", "a PDF file" },
  { "{\\rtf", "an RTF text" },
  { "\x89PNG", "a picture" },
  { "\xff\xd8\xff", "a picture" },
  { "GIF8", "a picture" },
  { "Rar!", "a RAR archive" },
  { "7z\xbc\xaf", "a 7z archive" },
  { "\x1f\x8b", "a gzip archive" },
  { "SQLite format 3", "a database" },
};

/* Whether @word stands in the first bytes, whatever its case; UTF-16 counts as its letters. */
static gboolean
has_word (const char *data, gsize size, const char *word)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (gsize i = 0; i < MIN (size, SNIFF); i++)
    if (data[i] != '\0')
      g_string_append_c (letters, g_ascii_tolower (data[i]));
  return strstr (letters->str, word) != NULL;
}

static gboolean
starts_with_tag (const char *data, gsize size)
{
  gsize i = 0;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < MIN (size, SNIFF) &&
         (g_ascii_isspace (data[i]) || data[i] == '\0' || (guint8) data[i] >= 0xfe))
    i++;
  return i < size && data[i] == '<';
}

static Reader
find_zip_reader (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoZip) zip = kheo_zip_open (bytes, progress, error);

  if (zip == NULL)
    return NULL;
  if (kheo_zip_has (zip, "[Content_Types].xml") && kheo_zip_has (zip, "_rels/.rels"))
    return kheo_xlsx_read;
  if (kheo_zip_has (zip, "content.xml") && kheo_zip_has (zip, "META-INF/manifest.xml"))
    return kheo_ods_read;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a zip archive, but no spreadsheet");
  return NULL;
}

static Reader
find_text_reader (const char *data, gsize size)
{
  gboolean tagged = starts_with_tag (data, size);

  if (tagged && has_word (data, size, "urn:schemas-microsoft-com:office:spreadsheet") &&
      !has_word (data, size, "<html"))
    return kheo_xml2003_read;
  if (has_word (data, size, "mime-version:") && has_word (data, size, "content-type:"))
    return kheo_mhtml_read;
  if (tagged || has_word (data, size, "<html") || has_word (data, size, "<table"))
    return kheo_html_read;
  return kheo_csv_read;
}

static Reader
find_reader (GBytes *bytes, KheoProgress *progress, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an empty file");
      return NULL;
    }
  if (size >= 4 && (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "PK\5\6", 4) == 0))
    return find_zip_reader (bytes, progress, error);
  if (size >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0)
    return kheo_xls_read;
  /* Excel 4 and older wrote their records bare: BOF is 09 00, 09 02 or 09 04. */
  if (size >= 4 && data[0] == 9 && (data[1] == 0 || data[1] == 2 || data[1] == 4) && data[3] == 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a workbook of Excel 4 or older");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (size >= strlen (strangers[i].magic) &&
        memcmp (data, strangers[i].magic, strlen (strangers[i].magic)) == 0)
      {
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "%s", strangers[i].name);
        return NULL;
      }
  if (!kheo_charset_is_text (data, size))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "neither a spreadsheet nor text");
      return NULL;
    }
  return find_text_reader (data, size);
}

KheoWorkbook *
kheo_workbook_read_bytes (GBytes *bytes, KheoProgress *progress, GError **error)
{
  Reader reader;

  if (g_bytes_get_size (bytes) > KHEO_SHEET_MAX_FILE)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a file of more than %u bytes",
                   KHEO_SHEET_MAX_FILE);
      return NULL;
    }
  if (!kheo_progress_tick (progress, 0, NULL, error))
    return NULL;
  reader = find_reader (bytes, progress, error);
  return reader != NULL ? reader (bytes, progress, error) : NULL;
}

static void
set_errno (GError **error, const char *path, int number)
{
  g_set_error (error, KHEO_ERROR,
               number == ENOENT || number == ENOTDIR ? KHEO_ERROR_NOT_FOUND : KHEO_ERROR_FAILED,
               "“%s”: %s", path, g_strerror (number));
}

/* All of the file. Read, not mapped: a file on a share that shrinks would kill the program. */
static GBytes *
load (int fd, const char *path, KheoProgress *progress, GError **error)
{
  g_autoptr (GByteArray) buffer = NULL;
  struct stat status;
  gssize      n;

  if (fstat (fd, &status) < 0)
    {
      set_errno (error, path, errno);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "“%s”: not a file", path);
      return NULL;
    }
  if (status.st_size > KHEO_SHEET_MAX_FILE)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "“%s”: too large", path);
      return NULL;
    }

  buffer = g_byte_array_new ();
  g_byte_array_set_size (buffer, (guint) status.st_size + 1);
  for (gsize done = 0;; done += (gsize) n)
    {
      n = read (fd, buffer->data + done, MIN (buffer->len - done, 1u << 20));
      if (n < 0)
        {
          set_errno (error, path, errno);
          return NULL;
        }
      if (n == 0 || done + (gsize) n == buffer->len) /* it grows while we read: the start will do */
        {
          g_byte_array_set_size (buffer, (guint) (done + (gsize) n));
          return g_byte_array_free_to_bytes (g_steal_pointer (&buffer));
        }
      if (!kheo_progress_tick (progress, 0, NULL, error))
        return NULL;
    }
}

KheoWorkbook *
kheo_workbook_read (const char *path, KheoProgress *progress, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  /* Not blocking, so that a named pipe is refused and not waited for. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    {
      set_errno (error, path, errno);
      return NULL;
    }
  bytes = load (fd, path, progress, error);
  close (fd);
  return bytes != NULL ? kheo_workbook_read_bytes (bytes, progress, error) : NULL;
}
