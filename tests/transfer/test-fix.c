/* Corrections of many cells at once, of letters, and what is remembered of a form. */
#include "transfer-book.h"

#include "kheo-registers.h"

#include <string.h>

#define HEAD "STT,Tên mô hình,Đơn vị thực hiện,Xã,Lĩnh vực,Loại hình,Năm,Ngày đăng ký\n"
#define TAIL ",Xã An Bình,Kinh tế,Tập thể,2024,"
#define SHEET                                                                                      \
  HEAD "1,Một,Hội ND" TAIL "đầu năm\n2,Hai,Hội ND" TAIL "05/03/2024\n"                             \
       "3,Ba,Hội PN" TAIL "đầu năm\n4,Bốn,Hội ND" TAIL "đầu năm\n"

static const char *
text_of (const KheoImport *import, guint index, guint field)
{
  g_autoptr (GPtrArray) records = transfer_list_records (import);

  return g_intern_string (kheo_record_get_text (g_ptr_array_index (records, index), field));
}

static void
test_alike (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", SHEET);
  KheoImportTable *table = kheo_import_get_table (import, 0);
  guint            first = (guint) kheo_import_table_find_row (table, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) fixed = NULL;

  g_assert_cmpint (kheo_import_count_alike (import, table, first, KHEO_MODEL_REGISTERED_ON), ==, 2);
  g_assert_cmpint (kheo_import_count_alike (import, table, first, KHEO_MODEL_NAME), ==, 0);
  g_assert_cmpint (kheo_import_count_alike (import, table, first, KHEO_MODEL_NOTE), ==, 0);
  g_assert_false (
      kheo_import_set_alike (import, table, first, KHEO_MODEL_REGISTERED_ON, "mai", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* One of them was corrected by itself before: all are the same now. */
  g_assert_true (kheo_import_set_value (import, table, first + 2, KHEO_MODEL_REGISTERED_ON,
                                        "09/09/2024", NULL));
  g_assert_true (
      kheo_import_set_alike (import, table, first, KHEO_MODEL_REGISTERED_ON, "02/01/2024", &error));
  g_assert_no_error (error);
  transfer_match (import, db);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (text_of (import, i, KHEO_MODEL_REGISTERED_ON), ==,
                     i == 1 ? "2024-03-05" : "2024-01-02");
  g_assert_false (transfer_find (import, "bad-value", &(KheoImportFinding){ 0 }));
  fixed = kheo_import_table_list_fixed (table);
  g_assert_cmpint (fixed->len, ==, 3);
  g_assert_cmpint (g_array_index (fixed, KheoImportFixed, 2).row, ==, 4);
  g_assert_true (kheo_import_is_fixed (table, first, KHEO_MODEL_REGISTERED_ON));
  g_assert_false (kheo_import_is_fixed (table, first + 1, KHEO_MODEL_REGISTERED_ON));
  g_assert_false (kheo_import_is_fixed (table, first, KHEO_MODEL_NAME));
}

/* ".VnTime" text in a file that names no font, read as a person says. */
static void
test_letters (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import =
      transfer_read_text (dir, "a.csv", HEAD "1,Một,Héi Phô n÷" TAIL "05/03/2024\n");
  KheoImportTable *table = kheo_import_get_table (import, 0);

  transfer_match (import, db);
  g_assert_cmpstr (text_of (import, 0, KHEO_MODEL_OWNER), ==, "Héi Phô n÷");
  g_assert_cmpint (kheo_import_get_encoding (import, 0, 2), ==, -1);
  kheo_import_set_encoding (import, table, 2, KHEO_ENCODING_TCVN3);
  transfer_match (import, db);
  g_assert_cmpint (kheo_import_get_encoding (import, 0, 2), ==, KHEO_ENCODING_TCVN3);
  g_assert_cmpstr (text_of (import, 0, KHEO_MODEL_OWNER), ==, "Hội Phụ nữ");
  g_assert_cmpstr (text_of (import, 0, KHEO_MODEL_NAME), ==, "Một");
  kheo_import_set_encoding (import, table, 2, KHEO_ENCODING_UNICODE);
  transfer_match (import, db);
  g_assert_cmpstr (text_of (import, 0, KHEO_MODEL_OWNER), ==, "Héi Phô n÷");
}

/* The second file of a form is known by its headings, and by the name that a person gave it. */
static void
test_form (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = transfer_read_text (dir, "a.csv", SHEET);
  g_autoptr (KheoImport) second =
      transfer_read_text (dir, "b.csv", HEAD "1,Năm,Hội ND" TAIL "05/03/2024\n");
  g_autoptr (KheoImport) other = transfer_read_text (
      dir, "c.csv", "Tên mô hình,Xã,Lĩnh vực,Loại hình,Năm\nSáu,Xã An Bình,Kinh tế,TT,2024\n");
  KheoImportColumn column;

  transfer_match (first, db);
  g_assert_false (kheo_import_is_form_known (first));
  kheo_import_set_form_name (first, "Biểu 2 của huyện");
  transfer_commit (first, db);
  transfer_match (second, db);
  g_assert_true (kheo_import_is_form_known (second));
  g_assert_cmpstr (kheo_import_get_form_name (second), ==, "Biểu 2 của huyện");
  /* Nobody corrected a column: it is understood by itself, as before. */
  kheo_import_table_get_column (kheo_import_get_table (second, 0), 1, &column);
  g_assert_cmpint (column.field, ==, KHEO_MODEL_NAME);
  g_assert_false (column.corrected);
  transfer_match (other, db);
  g_assert_false (kheo_import_is_form_known (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/fix/alike", test_alike);
  g_test_add_func ("/transfer/fix/letters", test_letters);
  g_test_add_func ("/transfer/fix/form", test_form);
  return g_test_run ();
}
