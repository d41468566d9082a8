/* Files cut short and files with wrong bytes: an error or a whole workbook, never a crash, and
 * never a part of a zip that passes for all of it. */
#include "kheo-sheet-builder.h"
#include "sheet-samples.h"

#include "kheo-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static GBytes *
sample_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
sample_by_name (const char *name)
{
  if (strcmp (name, "xlsx") == 0)
    return sample_full_xlsx ();
  if (strcmp (name, "ods") == 0)
    return sample_full_ods ();
  if (strcmp (name, "xls") == 0)
    return sample_full_xls ();
  if (strcmp (name, "html") == 0)
    return sample_text (sample_full_html);
  if (strcmp (name, "mhtml") == 0)
    return sample_text (sample_full_mhtml);
  if (strcmp (name, "xml2003") == 0)
    return sample_text (sample_full_xml2003);
  return sample_text (sample_full_csv);
}

/* Looks at every cell, so that a wrong offset is found out by the sanitizer. */
static guint64
count_cells (KheoWorkbook *workbook)
{
  guint64 n = 0;

  for (guint s = 0; s < kheo_workbook_get_n_sheets (workbook); s++)
    {
      const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, s);

      for (guint row = 0; row < kheo_sheet_get_n_rows (sheet); row++)
        {
          guint           n_cells;
          const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n_cells);

          for (guint i = 0; i < n_cells; i++)
            {
              g_autofree char *shown = kheo_cell_dup_display (sheet, &cells[i]);

              g_assert_true (g_utf8_validate (shown, -1, NULL));
              n++;
            }
        }
    }
  return n;
}

/* The cells, or -1 when it is refused as damaged, too large or foreign. */
static gint64
read_quietly (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read_bytes (bytes, NULL, &error);

  if (workbook != NULL)
    return (gint64) count_cells (workbook);
  g_assert_true (error != NULL && error->domain == KHEO_ERROR);
  g_assert_cmpint (error->code, !=, KHEO_ERROR_NOT_FOUND);
  return -1;
}

static void
test_truncated (gconstpointer data)
{
  g_autoptr (GBytes) whole = sample_by_name (data);
  gsize    size = g_bytes_get_size (whole);
  gboolean is_strict =
      strcmp (data, "xlsx") == 0 || strcmp (data, "ods") == 0 || strcmp (data, "xml2003") == 0;

  for (gsize length = 4; length < size; length += length < size - 100 ? 100 : 1)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);
      gint64 n_cells = read_quietly (part);

      if (is_strict)
        g_assert_cmpint (n_cells, ==, -1);
    }
}

/* The container's own tables are at the end of what libgsf writes; but whatever is missing, an xls
 * gives all its cells or none. */
static void
test_truncated_xls (void)
{
  g_autoptr (GBytes) whole = sample_full_xls ();
  gint64 n_cells = read_quietly (whole);

  g_assert_cmpint (n_cells, >, 10);
  for (gsize length = 8; length < g_bytes_get_size (whole); length += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);
      gint64 n = read_quietly (part);

      g_test_message ("%" G_GSIZE_FORMAT " bytes", length);
      g_assert_true (n == -1 || n == n_cells);
    }
}

static void
test_mutated (gconstpointer data)
{
  g_autoptr (GBytes) whole = sample_by_name (data);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (whole, &size);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) changed = NULL;

      for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int (random);
      changed = g_bytes_new_take (copy, size);
      read_quietly (changed);
    }
}

/* A bad checksum: all rows would be there but for the last block. */
static void
test_bad_crc (void)
{
  g_autoptr (GBytes) whole = sample_full_xlsx ();
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (whole, &size);
  guint         n_refused = 0;

  for (gsize i = 0; i + 4 < size; i++)
    if (memcmp (bytes + i, "PK\1\2", 4) == 0)
      {
        guint8 *copy = g_memdup2 (bytes, size);
        g_autoptr (GBytes) changed = NULL;

        copy[i + 16] ^= 1; /* of the checksum in the central directory */
        changed = g_bytes_new_take (copy, size);
        n_refused += read_quietly (changed) == -1;
      }
  g_assert_cmpuint (n_refused, >=, 6); /* all parts but the list of types, which is not read */
}

static GBytes *
make_bomb (gsize inflated)
{
  struct archive          *archive = archive_write_new ();
  gsize                    used = 0, room = inflated / 500 + 65536;
  char                    *buffer = g_malloc (room);
  g_autofree char         *block = g_strnfill (1 << 20, ' ');
  struct archive_entry    *entry = archive_entry_new ();
  static const char *const parts[] = { "[Content_Types].xml", "_rels/.rels" };

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, room, &used), ==, ARCHIVE_OK);
  archive_entry_set_filetype (entry, AE_IFREG);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      archive_entry_set_pathname (entry, parts[i]);
      archive_entry_set_size (entry, i == 0 ? 1 : (la_int64_t) inflated);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      for (gsize done = 0; done < (i == 0 ? 1 : inflated); done += 1 << 20)
        archive_write_data (archive, block, i == 0 ? 1 : MIN (1 << 20, inflated - done));
    }
  archive_entry_free (entry);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) bytes = make_bomb (80u << 20);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (bytes), <, 1 << 20);
  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE);
}

/* UTF-16 with half a pair in its middle: the parser must not end there quietly. */
static void
test_bad_encoding (void)
{
  const char *end = strstr (sample_full_xml2003, "</Table>");
  g_autoptr (GString) text = g_string_new_len (sample_full_xml2003, end - sample_full_xml2003);
  g_autofree gunichar2 *units = NULL;
  glong                 n;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) damaged = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "<Row><Cell><Data ss:Type='String'>x</Data></Cell></Row>");
  g_string_append (text, end);
  units = g_utf8_to_utf16 (text->str, -1, NULL, &n, NULL);
  bytes = g_bytes_new (units, (gsize) n * 2);
  g_assert_cmpint (read_quietly (bytes), >, 20000);

  units[n / 2] = 0xd800;
  damaged = g_bytes_new (units, (gsize) n * 2);
  g_assert_cmpint (read_quietly (damaged), ==, -1);
}

/* The directory announces more parts than there are. */
static void
test_directory_count (void)
{
  g_autoptr (GBytes) whole = sample_full_xlsx ();
  gsize   size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
  g_autoptr (GBytes) changed = NULL;

  size = g_bytes_get_size (whole);
  copy[size - 22 + 8]++;
  copy[size - 22 + 10]++;
  changed = g_bytes_new_take (copy, size);
  g_assert_cmpint (read_quietly (changed), ==, -1);
}

static void
test_part_twice (void)
{
  g_autoptr (GBytes) bytes = sample_zip ("[Content_Types].xml", "<a/>", "_rels/.rels", "<a/>",
                                         "_RELS/.rels", "<b/>", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT);
}

/* Parts with names that no locale here can write do not stand in the way. */
static void
test_foreign_names (void)
{
  g_autoptr (GBytes) bytes =
      sample_zip ("mimetype", "x", "Hình ảnh.png", "x", "\xff\xfe.png", "x",
                  "META-INF/manifest.xml", "<a/>", "content.xml", "<a><spreadsheet/></a>", NULL);

  g_assert_cmpint (read_quietly (bytes), ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "xlsx", "ods", "xls", "html", "mhtml", "xml2003", "csv" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *truncated = g_strconcat ("/sheet/damage/truncated/", names[i], NULL);
      g_autofree char *mutated = g_strconcat ("/sheet/damage/mutated/", names[i], NULL);

      g_test_add_data_func (truncated, names[i], test_truncated);
      g_test_add_data_func (mutated, names[i], test_mutated);
    }
  g_test_add_func ("/sheet/damage/truncated-xls", test_truncated_xls);
  g_test_add_func ("/sheet/damage/bad-crc", test_bad_crc);
  g_test_add_func ("/sheet/damage/bomb", test_bomb);
  g_test_add_func ("/sheet/damage/bad-encoding", test_bad_encoding);
  g_test_add_func ("/sheet/damage/directory-count", test_directory_count);
  g_test_add_func ("/sheet/damage/part-twice", test_part_twice);
  g_test_add_func ("/sheet/damage/foreign-names", test_foreign_names);
  return g_test_run ();
}
