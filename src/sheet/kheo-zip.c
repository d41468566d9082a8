#include "kheo-zip.h"

#include "kheo-error.h"
#include "kheo-unzip.h"

#include <archive_entry.h>
#include <string.h>

#define END_SIZE 22u /* of the end-of-central-directory record without its comment */

struct _KheoZip
{
  GBytes       *bytes;    /* owned */
  KheoProgress *progress; /* borrowed, may be NULL */
  GHashTable   *parts;    /* owned: set of folded names */
  gint64        consumed; /* packed bytes of the parts read so far, for the progress */
};

static char *
fold_name (const char *name)
{
  char *folded = g_ascii_strdown (name, -1);

  return g_strdelimit (folded, "\\", '/');
}

static guint
read_u16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

/* How many parts the directory at the end announces. FALSE when there is no directory: the file was
 * cut short, or is no zip. G_MAXUINT16 means 64-bit records, whose count we do not read. */
static gboolean
count_parts (GBytes *bytes, guint *out_count)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize back = END_SIZE; back <= MIN (size, END_SIZE + G_MAXUINT16); back++)
    {
      const guint8 *p = data + size - back;

      if (memcmp (p, "PK\5\6", 4) == 0 && read_u16 (p + 20) + END_SIZE == back)
        {
          *out_count = read_u16 (p + 10);
          return TRUE;
        }
    }
  return FALSE;
}

static void
set_corrupt (GError **error, const char *name, struct archive *archive)
{
  const char *why = archive_error_string (archive);

  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "zip part “%s”: %s", name,
               why != NULL ? why : "damaged");
}

typedef struct archive Archive;

static void
archive_close (Archive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_close)

/* Only the reader that goes by the central directory: the other one would take a truncated archive
 * for a whole one. */
static Archive *
open_archive (KheoZip *self, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  gsize       size;
  const void *data = g_bytes_get_data (self->bytes, &size);

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    return g_steal_pointer (&archive);

  set_corrupt (error, "directory", archive);
  return NULL;
}

/* The next part, its folded name in @out_name; FALSE without error at the end. A name that this
 * locale cannot write is "": no part that we read has one, so only that warning passes. */
static gboolean
next_part (Archive *archive, struct archive_entry **out_entry, char **out_name, GError **error)
{
  int         status = archive_read_next_header (archive, out_entry);
  const char *name;
  const char *why = archive_error_string (archive);

  g_clear_pointer (out_name, g_free);
  if (status == ARCHIVE_EOF)
    return FALSE;
  if (status != ARCHIVE_OK &&
      !(status == ARCHIVE_WARN && why != NULL && g_str_has_prefix (why, "Pathname")))
    {
      set_corrupt (error, "header", archive);
      return FALSE;
    }
  name = archive_entry_pathname (*out_entry);
  *out_name = fold_name (name != NULL && g_utf8_validate (name, -1, NULL) ? name : "");
  return TRUE;
}

static gboolean
list_parts (KheoZip *self, guint n_announced, GError **error)
{
  g_autoptr (Archive) archive = open_archive (self, error);
  struct archive_entry *entry;
  g_autofree char      *name = NULL;
  g_autoptr (GError) problem = NULL;
  guint n_parts = 0;

  if (archive == NULL)
    return FALSE;
  while (next_part (archive, &entry, &name, &problem))
    {
      if (++n_parts > KHEO_ZIP_MAX_PARTS)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "zip of too many parts");
          return FALSE;
        }
      if (archive_entry_is_encrypted (entry))
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "zip part “%s”: encrypted", name);
          return FALSE;
        }
      if (*name != '\0' && !g_hash_table_add (self->parts, g_steal_pointer (&name)))
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "zip with a part twice");
          return FALSE;
        }
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (n_announced != G_MAXUINT16 && n_parts != n_announced)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT,
                   "zip directory announces %u parts, has %u", n_announced, n_parts);
      return FALSE;
    }
  return TRUE;
}

KheoZip *
kheo_zip_open (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoZip) self = g_new0 (KheoZip, 1);
  guint n_parts;

  self->bytes = g_bytes_ref (bytes);
  self->progress = progress;
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!count_parts (bytes, &n_parts))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "zip without directory: cut short");
      return NULL;
    }
  if (!list_parts (self, n_parts, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kheo_zip_free (KheoZip *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_hash_table_unref (self->parts);
  g_free (self);
}

gboolean
kheo_zip_has (KheoZip *self, const char *name)
{
  g_autofree char *folded = fold_name (name);

  return g_hash_table_contains (self->parts, folded);
}

static gboolean
check_size (const char *name, guint64 size, guint64 packed, GError **error)
{
  if (size <= KHEO_ZIP_MAX_PART &&
      (size <= KHEO_ZIP_RATIO_FROM || size / KHEO_ZIP_MAX_RATIO <= packed))
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
               "zip part “%s” grows beyond %" G_GUINT64_FORMAT " bytes", name, size);
  return FALSE;
}

/* The data of the part whose header was read just now; @size as that says. */
static gboolean
read_part (KheoZip    *self,
           Archive    *archive,
           const char *name,
           gint64      size,
           KheoZipFunc func,
           gpointer    user_data,
           GError    **error)
{
  guint64 total = 0;
  gint64  start = archive_filter_bytes (archive, -1);
  gsize   archive_size = g_bytes_get_size (self->bytes);
  g_autoptr (KheoUnzip) unzip = kheo_unzip_new (archive, size);

  for (;;)
    {
      const KheoUnzipBlock *block = kheo_unzip_next (unzip);
      gint64                packed = MAX (block->place - start, 0);

      if (block->status == ARCHIVE_EOF)
        {
          self->consumed += packed;
          return TRUE;
        }
      /* The library reads ahead, so what it took so far is at least what the part needed. */
      if (block->status == ARCHIVE_OK && (guint64) block->offset == total)
        total += block->size;
      else
        {
          g_clear_pointer (&unzip, kheo_unzip_free);
          set_corrupt (error, name, archive);
          return FALSE;
        }
      if (!check_size (name, total, (guint64) packed, error) ||
          !kheo_progress_tick (self->progress,
                               (double) (self->consumed + packed) / (double) archive_size, NULL,
                               error) ||
          !func (block->data, block->size, user_data, error))
        return FALSE;
    }
}

gboolean
kheo_zip_read (
    KheoZip *self, const char *name, KheoZipFunc func, gpointer user_data, GError **error)
{
  g_autoptr (Archive) archive = open_archive (self, error);
  g_autofree char      *folded = fold_name (name);
  g_autofree char      *found = NULL;
  struct archive_entry *entry;
  g_autoptr (GError) problem = NULL;

  if (archive == NULL)
    return FALSE;
  while (next_part (archive, &entry, &found, &problem))
    if (g_str_equal (found, folded))
      return read_part (self, archive, name, archive_entry_size (entry), func, user_data, error);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "zip without part “%s”", name);
  return FALSE;
}

typedef struct
{
  GString *text;
  gsize    max;
} Collector;

static gboolean
collect_cb (const char *data, gsize size, gpointer user_data, GError **error)
{
  Collector *collector = user_data;

  if (size > collector->max - collector->text->len)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "zip part of too many bytes");
      return FALSE;
    }
  g_string_append_len (collector->text, data, (gssize) size);
  return TRUE;
}

GString *
kheo_zip_read_all (KheoZip *self, const char *name, gsize max, GError **error)
{
  Collector collector = { g_string_new (NULL), max };

  if (kheo_zip_read (self, name, collect_cb, &collector, error))
    return collector.text;
  g_string_free (collector.text, TRUE);
  return NULL;
}
