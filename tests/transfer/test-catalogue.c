/* A person says that a heading means an indicator of the catalogue, which the book does not have.
 */
#include "transfer-book.h"

static void
test_chosen (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  static const char sheet[] =
      "NĂM 2024\nTT;Đơn vị;Họp dân các kiểu\n1;Xã Hòa Lạc;5\n2;Xã Tân Mỹ;6\n";
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", sheet);
  g_autoptr (KheoImport) again = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  KheoImportIndicator indicator;

  transfer_match (import, db);
  g_assert_false (kheo_import_choose_catalogue (import, 0, "no such code"));
  g_assert_true (kheo_import_choose_catalogue (import, 0, "DV35"));
  transfer_match (import, db);
  kheo_import_get_indicator (import, 0, &indicator);
  g_assert_cmpint (indicator.quality, ==, KHEO_MATCH_ALIAS);
  transfer_commit (import, db);
  stmt = kheo_db_prepare (db, "SELECT count(*) FROM figure JOIN indicator i ON i.id = indicator_id"
                              " WHERE i.code = 'DV35'");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, 2);
  /* The answer is remembered: nothing is asked of the next file. */
  again = transfer_read_text (dir, "b.csv", sheet);
  transfer_match (again, db);
  g_assert_cmpuint (kheo_import_count (again, NULL).unchanged, ==, 2);
  transfer_assert_no_findings (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/catalogue/chosen", test_chosen);
  return g_test_run ();
}
