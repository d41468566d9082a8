/* The finder of tables and all that follows it, on arbitrary sheets: read, understand, match,
 * correct, match again, write; the book is left as it was.  Inputs are csv, html or XML 2003, which
 * a fuzzer can change and which say merges and fonts. */
#include "kheo-history.h"
#include "transfer-book.h"

#include <glib/gstdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* One book for all inputs: each is cancelled. */
static KheoDb *
get_book (void)
{
  static KheoDb *db = NULL;

  if (db == NULL)
    db = transfer_book_with_units ();
  return db;
}

/* A file of its own for each process, so that several may run in one folder. */
static const char *
write_input (const guint8 *data, gsize size)
{
  static char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    path = g_strdup_printf ("%s/kheo-fuzz-%d", g_get_tmp_dir (), (int) getpid ());
  g_file_set_contents_full (path, size > 0 ? (const char *) data : "", (gssize) size,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

static void
look_at_row (const KheoImportTable *table, guint index)
{
  KheoImportTableInfo info;
  KheoImportRow       row;
  g_autoptr (KheoRecord) record = kheo_import_table_dup_record (table, index);

  kheo_import_table_get_info (table, &info);
  kheo_import_table_get_row (table, index, &row);
  g_assert_cmpint (kheo_import_table_find_row (table, row.row), ==, (int) index);
  g_assert_nonnull (kheo_row_kind_name (row.kind));
  g_assert_nonnull (kheo_row_status_name (row.status));
  kheo_import_table_get_changes (table, index);
  for (int field = 0; info.reg != NULL && field < (int) info.reg->n_fields; field++)
    kheo_import_table_get_value (table, index, field);
}

static void
look_at_table (const KheoImportTable *table)
{
  KheoImportTableInfo info;

  kheo_import_table_get_info (table, &info);
  for (guint i = 0; i < info.n_columns; i++)
    {
      KheoImportColumn column;
      g_autofree char *label = NULL;

      kheo_import_table_get_column (table, i, &column);
      label = kheo_import_table_field_label (table, column.field);
      g_assert_true (label == NULL || g_utf8_validate (label, -1, NULL));
      g_assert_true (column.heading == NULL || g_utf8_validate (column.heading, -1, NULL));
    }
  for (guint i = 0; i < info.n_rows; i++)
    look_at_row (table, i);
  for (guint i = 0; i < kheo_import_table_get_n_totals (table); i++)
    {
      KheoImportTotal total;

      kheo_import_table_get_total (table, i, &total);
    }
}

static void
look_at_all (const KheoImport *import)
{
  g_autoptr (JsonNode) json = kheo_import_to_json (import);
  g_autofree char *text = json_to_string (json, FALSE);
  g_autofree char *summary = kheo_import_dup_summary (import);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < kheo_import_get_n_tables (import); i++)
    look_at_table (kheo_import_get_table ((KheoImport *) import, i));
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_assert_true (g_utf8_validate (finding.message, -1, NULL));
    }
}

/* A person's corrections, as the bytes have it. */
static void
correct (KheoImport *import, const guint8 *data, gsize size)
{
  KheoImportTable    *table;
  KheoImportTableInfo info;
  guint               deed = size > 0 ? data[size / 2] : 0;
  guint               where = size > 1 ? data[size - 1] : 0;

  if (kheo_import_get_n_tables (import) == 0)
    return;
  table = kheo_import_get_table (import, where % kheo_import_get_n_tables (import));
  kheo_import_table_get_info (table, &info);
  if (deed % 5 == 0 && info.n_columns > 0 && info.reg != NULL)
    {
      KheoImportColumn column;
      g_autoptr (GArray) fields = kheo_import_table_list_fields (table);

      kheo_import_table_get_column (table, where % info.n_columns, &column);
      if (fields->len > 0)
        kheo_import_set_column (import, table, column.column,
                                g_array_index (fields, int, deed % fields->len));
    }
  else if (deed % 5 == 1)
    kheo_import_set_heading (import, table, info.first_row,
                             MIN (info.first_row + where % 4, info.last_row));
  else if (deed % 5 == 2 && info.n_rows > 0 && info.reg != NULL)
    kheo_import_set_value (import, table, where % info.n_rows, (int) (deed % info.reg->n_fields),
                           "Xã An Bình", NULL);
  else if (deed % 5 == 3 && info.n_rows > 0)
    kheo_import_take_row (import, table, where % info.n_rows);
  else
    kheo_import_set_as (import, table, deed % 2 == 0 ? KHEO_IMPORT_MODELS : KHEO_IMPORT_NOTHING);
}

static void
match (KheoImport *import, KheoDb *db)
{
  g_autoptr (GError) error = NULL;

  if (kheo_import_match (import, db, NULL, &error))
    look_at_all (import);
  else
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  KheoDb *db = get_book ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoImport) import = kheo_import_read (write_input (data, size), NULL, NULL, &error);

  if (import == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  look_at_all (import);
  match (import, db);
  correct (import, data, size);
  g_assert_true (kheo_history_begin (db, NULL));
  match (import, db);
  if (!kheo_import_commit (import, db, NULL, &error))
    g_assert_nonnull (error);
  kheo_history_cancel (db);
  return 0;
}
