/* What was refused, corrected and dropped again: exactly these rows are taken, and nothing twice.
 */
#include "kheo-import-rejects.h"
#include "transfer-book.h"

#include "kheo-sheet.h"

#include <string.h>

#define ROW(n, name, field)                                                                        \
  "<tr><td>" n "</td><td>" name "</td><td>x</td><td></td><td>" field "</td><td>12,5</td></tr>"
#define GROUP(n, name)                                                                             \
  "<tr><td>" n "</td><td>" name "</td><td></td><td></td><td></td><td></td></tr>"
#define SHEET                                                                                      \
  "<html><head><meta charset=\"utf-8\"></head><body><table>"                                       \
  "<tr><td colspan=6>DANH SÁCH MÔ HÌNH NĂM 2024</td></tr>"                                     \
  "<tr><td rowspan=2>STT</td><td rowspan=2>Tên mô hình</td><td colspan=2>Loại mô hình</td>" \
  "<td rowspan=2>Lĩnh vực</td><td rowspan=2>Kinh phí (triệu đồng)</td></tr>"              \
  "<tr><td>Tập thể</td><td>Cá nhân</td></tr>" GROUP ("I", "Huyện Đông Hà")                         \
      GROUP ("", "Xã An Bình") ROW ("1", "Đường hoa", "Kinh tế")                                   \
          ROW ("2", "Nuôi ong", "Gì cũng được") GROUP ("", "Xã Không Có")                          \
              ROW ("3", "Tổ tự quản", "Kinh tế") "</table></body></html>"

static void
write_rejects (KheoImport *import, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_import_write_rejects (import, path, &error));
  g_assert_no_error (error);
}

/* The corrected file as a person makes it: @wrong becomes @right. */
static KheoImport *
correct (KheoTestDir *dir, const char *path, const char *const *pairs)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_read (path, NULL, NULL);
  const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, 0);
  g_autoptr (GString) html =
      g_string_new ("<html><head><meta charset=\"utf-8\"></head><body><table>");

  for (guint row = 0; row < kheo_sheet_get_n_rows (sheet); row++)
    {
      g_string_append (html, "<tr>");
      for (guint column = 0; column < kheo_sheet_get_n_columns (sheet); column++)
        {
          const KheoMerge *merge = kheo_sheet_find_merge (sheet, row, column);
          g_autofree char *text =
              kheo_cell_dup_display (sheet, kheo_sheet_get_cell (sheet, row, column));
          const char *shown = text;

          if (merge != NULL && (merge->row != row || merge->column != column))
            continue;
          for (guint i = 0; pairs[i] != NULL; i += 2)
            if (strcmp (text, pairs[i]) == 0)
              shown = pairs[i + 1];
          g_string_append_printf (html, "<td rowspan=%u colspan=%u>%s</td>",
                                  merge != NULL ? merge->rows : 1,
                                  merge != NULL ? merge->columns : 1, shown);
        }
      g_string_append (html, "</tr>");
    }
  g_string_append (html, "</table></body></html>");
  return transfer_read_text (dir, "corrected.xls", html->str);
}

static void
test_round (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "rejects.xlsx");
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.xls", SHEET);
  g_autoptr (KheoImport) again = NULL;
  g_autoptr (KheoImport) whole = NULL;
  static const char *const one[] = { "Gì cũng được", "Kinh tế", NULL };
  static const char *const both[] = { "Gì cũng được", "Kinh tế", "Xã Không Có", "Xã Hòa Lạc",
                                      NULL };
  KheoImportCounts         counts;

  transfer_commit (import, db);
  counts = kheo_import_count (import, NULL);
  g_assert_cmpuint (counts.created, ==, 1);
  g_assert_cmpuint (counts.refused, ==, 2);
  g_assert_cmpuint (kheo_import_count_rejects (import), ==, 2);
  write_rejects (import, path);

  again = correct (dir, path, one);
  transfer_commit (again, db);
  counts = kheo_import_count (again, NULL);
  g_assert_cmpuint (counts.rows, ==, 2);
  g_assert_cmpuint (counts.created, ==, 1);
  g_assert_cmpuint (counts.refused, ==, 1);

  whole = correct (dir, path, both);
  transfer_commit (whole, db);
  counts = kheo_import_count (whole, NULL);
  g_assert_cmpuint (counts.created, ==, 1);
  g_assert_cmpuint (counts.unchanged, ==, 1);
  transfer_assert_no_findings (whole);
}

/* Of figures single cells are refused, and all of a column whose unit is not known. */
static void
test_figures (void)
{
  static const char sheet[] =
      "KẾT QUẢ NĂM 2024\nNội dung;Xã An Bình;Xã Không Có\nSố cuộc tuyên truyền;3;4\n"
      "Số cuộc giám sát;bảy;8\n";
  static const char *const pairs[] = { "bảy", "7", "Xã Không Có", "Xã Hòa Lạc", NULL };
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "rejects.xlsx");
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", sheet);
  g_autoptr (KheoImport) again = NULL;
  KheoImportCounts counts;

  transfer_commit (import, db);
  counts = kheo_import_count (import, NULL);
  g_assert_cmpuint (counts.created, ==, 1);
  g_assert_cmpuint (counts.refused, ==, 3);
  g_assert_cmpuint (kheo_import_count_rejects (import), ==, 2);
  write_rejects (import, path);

  again = correct (dir, path, pairs);
  transfer_commit (again, db);
  counts = kheo_import_count (again, NULL);
  g_assert_cmpuint (counts.created, ==, 3);
  g_assert_cmpuint (counts.unchanged, ==, 1);
  g_assert_cmpuint (counts.refused, ==, 0);
  transfer_assert_no_findings (again);
}

static void
test_texts (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "rejects.xlsx");
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.xls", SHEET);
  g_autoptr (KheoWorkbook) workbook = NULL;
  g_autofree char *name = kheo_import_dup_rejects_name (import);
  const KheoSheet *sheet;
  const KheoCell  *remark;

  g_assert_cmpstr (name, ==, "a - to correct.xlsx");
  transfer_match (import, db);
  write_rejects (import, path); /* also before commit */
  workbook = kheo_workbook_read (path, NULL, NULL);
  sheet = kheo_workbook_get_sheet (workbook, 0);
  /* Title, two rows of headings, district and commune, then the row. */
  g_assert_cmpstr (kheo_cell_get_text (sheet, kheo_sheet_get_cell (sheet, 3, 1)), ==,
                   "Huyện Đông Hà");
  g_assert_cmpstr (kheo_cell_get_text (sheet, kheo_sheet_get_cell (sheet, 5, 1)), ==, "Nuôi ong");
  remark = kheo_sheet_get_cell (sheet, 5, 6);
  g_assert_nonnull (strstr (kheo_cell_get_text (sheet, remark), "Lĩnh vực: “Gì cũng được”"));
}

static void
test_nothing (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "rejects.xlsx");
  g_autoptr (KheoImport) import = transfer_read_text (
      dir, "a.csv",
      "Tên mô hình;Xã;Huyện;Loại;Lĩnh vực;Năm\nA;Xã An Bình;Huyện Đông Hà;TT;KT;2024\n");
  g_autoptr (GError) error = NULL;

  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_count_rejects (import), ==, 0);
  g_assert_false (kheo_import_write_rejects (import, path, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/rejects/round", test_round);
  g_test_add_func ("/transfer/rejects/figures", test_figures);
  g_test_add_func ("/transfer/rejects/texts", test_texts);
  g_test_add_func ("/transfer/rejects/nothing", test_nothing);
  return g_test_run ();
}
