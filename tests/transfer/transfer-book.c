#include "transfer-book.h"

#include <string.h>

static const char units[] = "Tỉnh,Mã tỉnh,Huyện,Mã huyện,Xã,Mã xã\n"
                            "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Xã An Bình,10101\n"
                            "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Xã Hòa Lạc,10102\n"
                            "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Thị trấn Đông Hà,10103\n"
                            "Tỉnh Sông Vân,10,Thành phố Vân Giang,102,Phường An Bình,10201\n"
                            "Tỉnh Sông Vân,10,Thành phố Vân Giang,102,Phường Hoà Thành,10202\n"
                            "Tỉnh Sông Vân,10,Thành phố Vân Giang,102,Xã Tân Mỹ,10203\n";

KheoDb *
transfer_book_new (void)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_book_open_db (":memory:", KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  return db;
}

KheoImport *
transfer_read (const char *path, const KheoImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  KheoImport *import = kheo_import_read (path, options, NULL, &error);

  g_assert_no_error (error);
  return import;
}

KheoImport *
transfer_read_text (KheoTestDir *dir, const char *name, const char *text)
{
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return transfer_read (path, NULL);
}

void
transfer_match (KheoImport *import, KheoDb *db)
{
  g_autoptr (GError) error = NULL;

  kheo_import_match (import, db, NULL, &error);
  g_assert_no_error (error);
}

gint64
transfer_commit (KheoImport *import, KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  g_assert_true (kheo_history_begin (db, &error));
  transfer_match (import, db);
  kheo_import_commit (import, db, NULL, &error);
  g_assert_no_error (error);
  changes = kheo_history_end (db, "import", "test", &error);
  g_assert_no_error (error);
  return changes != NULL ? kheo_change_set_get_action (changes) : 0;
}

KheoDb *
transfer_book_with_units (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "units.csv", units);
  KheoDb *db = transfer_book_new ();

  transfer_commit (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 6);
  transfer_assert_no_findings (import);
  return db;
}

static void
drop_record (gpointer record)
{
  g_clear_object (&record);
}

GPtrArray *
transfer_list_records (const KheoImport *import)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (drop_record);

  for (guint t = 0; t < kheo_import_get_n_tables (import); t++)
    {
      KheoImportTable    *table = kheo_import_get_table (import, t);
      KheoImportTableInfo info;

      kheo_import_table_get_info (table, &info);
      for (guint i = 0; i < info.n_rows; i++)
        {
          KheoImportRow row;

          kheo_import_table_get_row (table, i, &row);
          if (row.kind != KHEO_ROW_DATA)
            continue;
          g_ptr_array_add (records, row.status == KHEO_ROW_REFUSED
                                        ? NULL
                                        : kheo_import_table_dup_record (table, i));
        }
    }
  return records;
}

gboolean
transfer_find (const KheoImport *import, const char *code, KheoImportFinding *out_finding)
{
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      kheo_import_get_finding (import, i, out_finding);
      if (strcmp (out_finding->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

void
transfer_assert_no_findings (const KheoImport *import)
{
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s at row %d column %d: %s", finding.code, finding.row + 1, finding.column,
                      finding.message);
    }
  g_assert_cmpuint (kheo_import_get_n_findings (import), ==, 0);
}

const char *
transfer_unit_code (const KheoImport *import, KheoRecord *record)
{
  const KheoUnitVersion *version = kheo_units_get_version (
      kheo_import_get_units (import), kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0),
      kheo_date_today ());

  return version != NULL ? version->code : NULL;
}

/* ---- Cases ---- */

static char *
describe (const KheoImport *import, KheoRecord *record)
{
  gint64           budget = kheo_record_get_integer (record, KHEO_MODEL_BUDGET, -1);
  const char      *day = kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON);
  g_autofree char *amount =
      budget >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, budget) : g_strdup ("");

  return g_strdup_printf (
      "%s|%s|%s|%s|%" G_GINT64_FORMAT "|%s|%s", kheo_record_get_text (record, KHEO_MODEL_NAME),
      transfer_unit_code (import, record), kheo_record_get_text (record, KHEO_MODEL_KIND),
      kheo_record_get_text (record, KHEO_MODEL_FIELD),
      kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0), day != NULL ? day : "", amount);
}

static void
assert_findings (const KheoImport *import, const char *want)
{
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_string_append_printf (got, "%s%s", i > 0 ? " " : "", finding.code);
      g_assert_cmpstr (finding.message, !=, "");
    }
  g_assert_cmpstr (got->str, ==, want);
}

void
transfer_check_case (gconstpointer test_case)
{
  const TransferCase *what = test_case;
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "sheet.csv", what->sheet);
  g_autoptr (GPtrArray) records = NULL;
  guint n = 0;

  transfer_match (import, db);
  records = transfer_list_records (import);
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *got = NULL;

      if (records->pdata[i] == NULL)
        continue;
      got = describe (import, records->pdata[i]);
      g_assert_cmpuint (n, <, G_N_ELEMENTS (what->want));
      g_assert_cmpstr (got, ==, what->want[n]);
      n++;
    }
  g_assert_cmpstr (n < G_N_ELEMENTS (what->want) ? what->want[n] : NULL, ==, NULL);
  assert_findings (import, what->findings);
}
