/* Rows against the book: what is new, changed, unchanged, refused; and what a person may correct.
 */
#include "transfer-book.h"

#include "kheo-history.h"
#include "kheo-registers.h"
#include "kheo-unit-edit.h"

#include <string.h>

#define HEADING                                                                                                             \
  "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Ngày đăng ký;Kinh phí " \
  "(đồng)\n"
#define ROW_A "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;05/02/2024;1.200.000\n"
#define ROW_B "2;Ngõ sạch;Xã Hòa Lạc;Huyện Đông Hà;Hội ND;TT;VH-XH;06/02/2024;\n"
#define ROW_C "3;Nhà sạch;Xã Hòa Lạc;Huyện Đông Hà;Hội ND;TT;VH-XH;07/02/2024;\n"

static KheoImport *
import_text (KheoDb *db, KheoTestDir *dir, const char *text)
{
  KheoImport *import = transfer_read_text (dir, "sheet.csv", text);

  transfer_commit (import, db);
  return import;
}

static void
assert_counts (
    const KheoImport *import, guint created, guint changed, guint unchanged, guint refused)
{
  KheoImportCounts counts = kheo_import_count (import, NULL);

  g_assert_cmpuint (counts.created, ==, created);
  g_assert_cmpuint (counts.changed, ==, changed);
  g_assert_cmpuint (counts.unchanged, ==, unchanged);
  g_assert_cmpuint (counts.refused, ==, refused);
}

/* The index of the @n-th data row. */
static guint
data_row (const KheoImport *import, guint n, KheoImportTable **out_table)
{
  KheoImportTableInfo info;

  *out_table = kheo_import_get_table (import, 0);
  kheo_import_table_get_info (*out_table, &info);
  for (guint i = 0; i < info.n_rows; i++)
    {
      KheoImportRow row;

      kheo_import_table_get_row (*out_table, i, &row);
      if (row.kind == KHEO_ROW_DATA && n-- == 0)
        return i;
    }
  g_assert_not_reached ();
}

static void
test_again (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = import_text (db, dir, HEADING ROW_A ROW_B);
  g_autoptr (KheoImport) second = import_text (db, dir, HEADING ROW_B ROW_A ROW_C);

  assert_counts (first, 2, 0, 0, 0);
  assert_counts (second, 1, 0, 2, 0);
}

static void
test_changed (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = import_text (db, dir, HEADING ROW_A ROW_B);
  g_autoptr (KheoImport) second = transfer_read_text (
      dir, "b.csv",
      HEADING
      "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;05/02/2024;1.500.000\n" ROW_B);
  KheoImportTable *table = NULL;
  guint            index = data_row (second, 0, &table);
  KheoImportRow    row;
  g_autoptr (KheoRecord) before = NULL;
  g_autoptr (KheoRecord) after = NULL;

  transfer_match (second, db);
  assert_counts (second, 0, 1, 1, 0);
  g_assert_cmpuint (kheo_import_table_get_changes (table, index), ==, 1ull << KHEO_MODEL_BUDGET);
  before = kheo_import_table_load_stored (table, index, db, NULL);
  g_assert_cmpint (kheo_record_get_integer (before, KHEO_MODEL_BUDGET, 0), ==, 1200000);

  transfer_commit (second, db);
  kheo_import_table_get_row (table, index, &row);
  after = kheo_record_table_get (db, &kheo_register_models, row.id, NULL);
  g_assert_cmpint (kheo_record_get_integer (after, KHEO_MODEL_BUDGET, 0), ==, 1500000);
  /* An empty cell takes nothing away. */
  g_clear_pointer (&second, kheo_import_free);
  second = import_text (db, dir,
                        HEADING "1;Đường hoa;Xã An Bình;Huyện Đông Hà;;TT;Kinh tế;05/02/2024;\n");
  assert_counts (second, 0, 0, 1, 0);
}

/* A model goes on: the next year's list makes another record. */
static void
test_next_year (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = import_text (db, dir, HEADING ROW_A);
  g_autoptr (KheoImport) second = import_text (
      db, dir,
      HEADING "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;05/02/2025;1.200.000\n");

  assert_counts (second, 1, 0, 0, 0);
  transfer_assert_no_findings (second);
}

static void
test_day_corrected (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = import_text (db, dir, HEADING ROW_A ROW_B ROW_C);
  g_autoptr (KheoImport) list = transfer_read_text (
      dir, "list.csv",
      HEADING
      "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;15/02/2024;\n" ROW_B ROW_C);
  g_autoptr (KheoImport) alone = transfer_read_text (
      dir, "alone.csv",
      HEADING "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;15/02/2024;\n");
  KheoImportFinding finding;

  transfer_match (list, db);
  assert_counts (list, 0, 1, 2, 0);
  g_assert_true (transfer_find (list, "likely-changed", &finding));
  transfer_match (alone, db);
  assert_counts (alone, 1, 0, 0, 0);
  g_assert_true (transfer_find (alone, "likely-duplicate", &finding));
}

static void
test_undo (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", HEADING ROW_A ROW_B);
  g_autoptr (KheoImport) again = transfer_read_text (dir, "a.csv", HEADING ROW_A ROW_B);
  gint64 action = transfer_commit (import, db);
  g_autoptr (KheoChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;

  undone = kheo_history_undo (db, action, "test", NULL, &error);
  g_assert_no_error (error);
  transfer_match (again, db);
  assert_counts (again, 2, 0, 0, 0);
}

static void
test_answer_is_remembered (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  const char *text = HEADING
      "1;A;Xã Bình An;Đông Hà;Hội;TT;KT;1/2/2024;\n2;B;Xã Bình An;Đông Hà;Hội;TT;KT;2/2/2024;\n";
  g_autoptr (KheoImport) first = transfer_read_text (dir, "a.csv", text);
  g_autoptr (KheoImport) second = NULL;
  KheoImportFinding finding;
  gint64            unit = 0;

  transfer_match (first, db);
  assert_counts (first, 0, 0, 0, 2);
  g_assert_true (transfer_find (first, "unit-unknown", &finding));
  g_assert_cmpstr (finding.value, ==, "Xã Bình An");
  unit = kheo_units_resolve (kheo_import_get_units (first), "10101", kheo_date_today (), NULL);
  for (guint i = 0; i < kheo_import_get_n_units (first); i++)
    {
      KheoImportUnit as_written;

      kheo_import_get_unit (first, i, &as_written);
      if (strcmp (as_written.text, "Xã Bình An") == 0)
        kheo_import_choose_unit (first, i, unit);
    }
  transfer_commit (first, db);
  assert_counts (first, 2, 0, 0, 0);

  second =
      transfer_read_text (dir, "b.csv", HEADING "1;C;Xã Bình An;Đông Hà;Hội;TT;KT;1/3/2024;\n");
  transfer_match (second, db);
  assert_counts (second, 1, 0, 0, 0);
}

static void
test_corrections (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import =
      transfer_read_text (dir, "a.csv",
                          HEADING "1;A;Xã An Bình;Đông Hà;Hội;hai người;KT;1/2/2024;\n"
                                  "2;B;Xã An Bình;Đông Hà;Hội;TT;KT;2/2/2024;\n;Ba dòng "
                                  "chữ;;;;;;;\n3;C;Xã An Bình;Đông Hà;Hội;TT;KT;2/2/2024;\n");
  KheoImportTable  *table = NULL;
  KheoImportFinding finding;
  g_autoptr (GError) error = NULL;

  transfer_match (import, db);
  assert_counts (import, 2, 0, 0, 1);
  g_assert_true (transfer_find (import, "group-unknown", &finding));

  g_assert_false (kheo_import_set_value (import, table = kheo_import_get_table (import, 0),
                                         data_row (import, 0, &table), KHEO_MODEL_KIND, "ba người",
                                         &error));
  g_assert_nonnull (error);
  g_assert_true (kheo_import_set_value (import, table, data_row (import, 0, &table),
                                        KHEO_MODEL_KIND, "Cá nhân", NULL));
  kheo_import_skip_row (import, table, data_row (import, 1, &table));
  transfer_match (import, db);
  assert_counts (import, 2, 0, 0, 0);
  g_assert_true (transfer_find (import, "group-unknown", &finding));
  kheo_import_skip_row (import, table, (guint) kheo_import_table_find_row (table, 3));
  transfer_match (import, db);
  transfer_assert_no_findings (import);
}

/* A heading nobody knows: a person says what it is, and the next file of the form is understood. */
static void
test_mapping (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  const char *text = "STT;Tên mô hình;Xã;Huyện;Bên làm;Loại hình;Lĩnh vực;Năm\n"
                     "1;A;Xã An Bình;Đông Hà;Hội Phụ nữ;TT;KT;2024\n";
  g_autoptr (KheoImport) first = transfer_read_text (dir, "a.csv", text);
  g_autoptr (KheoImport) second = transfer_read_text (dir, "b.csv", text);
  KheoImportTable *table = kheo_import_get_table (first, 0);
  g_autoptr (GPtrArray) records = NULL;

  transfer_match (first, db);
  kheo_import_set_column (first, table, 4, KHEO_MODEL_OWNER);
  transfer_commit (first, db);
  transfer_match (second, db);
  assert_counts (second, 0, 0, 1, 0);
  records = transfer_list_records (second);
  g_assert_cmpstr (kheo_record_get_text (records->pdata[0], KHEO_MODEL_OWNER), ==, "Hội Phụ nữ");
}

/* The same form with a band above its heading, a year in it and an empty column behind. */
static void
test_mapping_of_a_form_that_changed (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first =
      transfer_read_text (dir, "a.csv",
                          "STT;Tên mô hình;Xã;Huyện;Bên làm năm 2024;Loại hình;Lĩnh vực;Năm\n"
                          "1;A;Xã An Bình;Đông Hà;Hội Phụ nữ;TT;KT;2024\n");
  g_autoptr (KheoImport) second = transfer_read_text (
      dir, "b.xls",
      "<html><table><tr><th rowspan=2>STT<th colspan=3>Mô hình<th colspan=4>Đăng ký<th></tr>"
      "<tr><th>Tên mô hình<th>Xã<th>Huyện<th>Bên làm năm 2025<th>Loại hình<th>Lĩnh vực<th>Năm</tr>"
      "<tr><td>1<td>B<td>Xã An Bình<td>Đông Hà<td>Hội ND<td>TT<td>KT<td>2025</tr></table></html>");
  KheoImportTable *table = kheo_import_get_table (first, 0);
  g_autoptr (GPtrArray) records = NULL;

  transfer_match (first, db);
  kheo_import_set_column (first, table, 4, KHEO_MODEL_OWNER);
  transfer_commit (first, db);
  transfer_match (second, db);
  transfer_assert_no_findings (second);
  records = transfer_list_records (second);
  g_assert_cmpstr (kheo_record_get_text (records->pdata[0], KHEO_MODEL_OWNER), ==, "Hội ND");
}

static void
test_defaults (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import =
      transfer_read_text (dir, "a.csv",
                          "STT;Tên mô hình;Xã;Huyện;Đơn vị thực hiện;Lĩnh vực\n"
                          "1;A;Xã An Bình;Đông Hà;Hội Phụ nữ;KT\n");

  transfer_match (import, db);
  assert_counts (import, 0, 0, 0, 1);
  kheo_import_set_year (import, 2024);
  kheo_import_set_default (import, kheo_import_get_table (import, 0), KHEO_MODEL_KIND,
                           "collective");
  transfer_match (import, db);
  assert_counts (import, 1, 0, 0, 0);
  transfer_assert_no_findings (import);
}

static void
test_create_units (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) plain = NULL;
  g_autoptr (KheoImport) import = NULL;
  KheoImportFinding finding;

  plain = transfer_read_text (dir, "a.csv", HEADING ROW_A ROW_B);
  transfer_match (plain, db);
  assert_counts (plain, 0, 0, 0, 2);
  g_assert_true (transfer_find (plain, "unit-unknown", &finding));

  options->create_units = TRUE;
  import = transfer_read (path, options);
  transfer_commit (import, db);
  assert_counts (import, 2, 0, 0, 0);
  g_assert_cmpuint (kheo_units_get_n (kheo_world_get_units (kheo_world_get (db, NULL))), ==, 3);
}

static void
test_under (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_file_set_contents (path,
                       "STT;Tên mô hình;Xã;Đơn vị thực hiện;Loại hình;Lĩnh vực;Năm\n"
                       "1;A;An Bình;Hội;TT;KT;2024\n",
                       -1, NULL);
  options->under = g_strdup ("102");
  import = transfer_read (path, options);
  transfer_match (import, db);
  records = transfer_list_records (import);
  g_assert_cmpstr (transfer_unit_code (import, records->pdata[0]), ==, "10201");
}

static void
rename_unit (KheoDb *db, const char *code, const char *name, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  KheoUnits      *units = kheo_world_get_units (kheo_world_get (db, NULL));
  KheoDate        day = kheo_date_from_iso (from);
  gint64          id = kheo_units_resolve (units, code, day, &error);
  KheoUnitVersion changed = *kheo_units_get_version (units, id, day);

  g_assert_no_error (error);
  changed.name = (char *) name;
  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_unit_change (db, id, day, &changed, &error));
  changes = kheo_history_end (db, "Renamed", "tester", &error);
  g_assert_no_error (error);
}

/* Neither the name of the row's day nor today's: found all the same, and told with what it is. */
static void
test_old_name (void)
{
  static const char *const days[] = { "05/02/2022", "05/02/2026" };
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();

  rename_unit (db, "10101", "Xã Giữa", "2023-01-01");
  rename_unit (db, "10101", "Xã Sau", "2025-01-01");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *sheet = g_strdup_printf (
          HEADING "1;Đường hoa;Xã Giữa;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;%s;\n", days[i]);
      g_autoptr (KheoImport) import = transfer_read_text (dir, "sheet.csv", sheet);
      g_autoptr (GPtrArray) records = NULL;
      KheoImportFinding finding;

      transfer_match (import, db);
      records = transfer_list_records (import);
      g_assert_cmpuint (records->len, ==, 1);
      g_assert_cmpstr (transfer_unit_code (import, records->pdata[0]), ==, "10101");
      g_assert_true (transfer_find (import, "unit-old-name", &finding));
      g_assert_nonnull (strstr (finding.message, "Xã Sau"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/match/again", test_again);
  g_test_add_func ("/transfer/match/changed", test_changed);
  g_test_add_func ("/transfer/match/next-year", test_next_year);
  g_test_add_func ("/transfer/match/day-corrected", test_day_corrected);
  g_test_add_func ("/transfer/match/undo", test_undo);
  g_test_add_func ("/transfer/match/answer-is-remembered", test_answer_is_remembered);
  g_test_add_func ("/transfer/match/corrections", test_corrections);
  g_test_add_func ("/transfer/match/mapping", test_mapping);
  g_test_add_func ("/transfer/match/mapping-of-a-form-that-changed",
                   test_mapping_of_a_form_that_changed);
  g_test_add_func ("/transfer/match/defaults", test_defaults);
  g_test_add_func ("/transfer/match/create-units", test_create_units);
  g_test_add_func ("/transfer/match/under", test_under);
  g_test_add_func ("/transfer/match/old-name", test_old_name);
  return g_test_run ();
}
