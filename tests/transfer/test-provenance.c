/* Where a record came from: every kind of place, later edits, files that cannot be shown. */
#include "kheo-history.h"
#include "kheo-kept.h"
#include "kheo-provenance.h"
#include "kheo-registers.h"
#include "transfer-book.h"

#include <glib/gstdio.h>
#include <string.h>

#define SHEET                                                                                                \
  "<html><head><meta charset=\"utf-8\"></head><body><table>"                                                 \
  "<tr><td colspan=6>DANH SÁCH MÔ HÌNH NĂM 2024</td></tr>"                                               \
  "<tr><td>STT</td><td>Tên mô hình</td><td>Loại</td><td>Lĩnh vực</td><td>Đơn vị chủ trì</td>" \
  "<td>Kinh phí (triệu đồng)</td></tr>"                                                                \
  "<tr><td>I</td><td>Huyện Đông Hà</td><td></td><td></td><td></td><td></td></tr>"                       \
  "<tr><td></td><td>Xã An Bình</td><td></td><td></td><td></td><td></td></tr>"                              \
  "<tr><td>1</td><td>Đường hoa</td><td>Tập thể</td><td>Kinh tế</td>"                               \
  "<td rowspan=2>Hội Phụ nữ</td><td>12,5</td></tr>"                                                    \
  "<tr><td>2</td><td>Nuôi ong</td><td>Tập thể</td><td>Kinh tế</td><td>7</td></tr>"                    \
  "</table></body></html>"

static gint64
find_model (KheoDb *db, const char *name)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT id FROM model WHERE name = :name");

  kheo_stmt_bind_text (stmt, ":name", name);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

static KheoSource *
read_source (KheoDb *db, const KheoRegister *reg, gint64 id, KheoSourceCache *cache)
{
  g_autoptr (GError) error = NULL;
  KheoSource *source = kheo_source_read (db, reg, id, cache, NULL, &error);

  g_assert_no_error (error);
  return source;
}

/* @want: "kind cell text". */
static void
assert_cell (const KheoSource *source, int field, const char *want)
{
  const KheoSourceCell *cell = kheo_source_find (source, field);
  g_autofree char      *got = NULL;

  g_assert_nonnull (cell);
  got = g_strdup_printf ("%s %s %s", kheo_source_kind_name (cell->kind),
                         cell->cell != NULL ? cell->cell : "-",
                         cell->text != NULL ? cell->text : "-");
  g_assert_cmpstr (got, ==, want);
}

static gint64
import_sheet (KheoDb *db, KheoTestDir *dir, const char *name, const char *text)
{
  g_autoptr (KheoImport) import = transfer_read_text (dir, name, text);

  g_assert_true (kheo_import_is_file_kept (import));
  return transfer_commit (import, db);
}

static void
test_places (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoSourceCache) cache = kheo_source_cache_new ();
  g_autoptr (KheoSource) source = NULL;
  const KheoSourceOrigin *origin;

  import_sheet (db, dir, "a.xls", SHEET);
  source = read_source (db, &kheo_register_models, find_model (db, "Nuôi ong"), cache);
  g_assert_cmpuint (source->origins->len, ==, 1);
  origin = g_ptr_array_index (source->origins, 0);
  g_assert_cmpstr (origin->file, ==, "a.xls");
  g_assert_cmpint (origin->row, ==, 5);
  g_assert_true (origin->made);
  g_assert_null (origin->problem);
  g_assert_nonnull (origin->workbook);
  assert_cell (source, KHEO_MODEL_NAME, "cell B6 Nuôi ong");
  assert_cell (source, KHEO_MODEL_UNIT, "group B4 Xã An Bình");
  assert_cell (source, KHEO_MODEL_OWNER, "merged E5 Hội Phụ nữ");
  assert_cell (source, KHEO_MODEL_YEAR, "title A1 DANH SÁCH MÔ HÌNH NĂM 2024");
  assert_cell (source, KHEO_MODEL_BUDGET, "cell F6 7");
  g_assert_cmpstr (kheo_source_find (source, KHEO_MODEL_BUDGET)->heading, ==,
                   "Kinh phí (triệu đồng)");
  g_assert_null (kheo_source_find (source, KHEO_MODEL_NOTE));
}

/* The file on the disk does not matter any more; what was edited since has no cell. */
static void
test_edited (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.xls");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSource) source = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  const KheoSourceCell *cell;
  g_autofree char      *sentence = NULL;

  import_sheet (db, dir, "a.xls", SHEET);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_db_exec (db, "UPDATE model SET budget = 5 WHERE name = 'Nuôi ong'", NULL));
  changes = kheo_history_end (db, "x", "Lan", &error);
  source = read_source (db, &kheo_register_models, find_model (db, "Nuôi ong"), NULL);
  assert_cell (source, KHEO_MODEL_NAME, "cell B6 Nuôi ong");
  assert_cell (source, KHEO_MODEL_BUDGET, "edited - -");
  cell = kheo_source_find (source, KHEO_MODEL_BUDGET);
  g_assert_cmpstr (cell->actor, ==, "Lan");
  g_assert_cmpint (cell->action, ==, kheo_change_set_get_action (changes));
  sentence = kheo_source_dup_sentence (source, cell);
  g_assert_nonnull (strstr (sentence, "Lan"));
}

#define HEADING                                                                                    \
  "STT;Tên mô hình;Xã;Huyện;Đơn vị chủ trì;Loại;Lĩnh vực;Ngày đăng ký;Kinh phí (đồng)\n"

/* A second file changed one field: that one leads there, the others to the first. */
static void
test_changed (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoSource) source = NULL;
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GArray) records = NULL;
  const KheoImportState *state;
  gint64                 id;

  import_sheet (db, dir, "a.csv",
                HEADING "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội;TT;KT;15/2/2024;100\n");
  id = find_model (db, "Đường hoa");
  import_sheet (db, dir, "b.csv",
                HEADING "1;Khác;Xã An Bình;Huyện Đông Hà;Hội;TT;KT;15/3/2024;50\n"
                        "2;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội;TT;KT;15/2/2024;200\n");
  source = read_source (db, &kheo_register_models, id, NULL);
  g_assert_cmpuint (source->origins->len, ==, 2);
  assert_cell (source, KHEO_MODEL_OWNER, "cell E2 Hội");
  assert_cell (source, KHEO_MODEL_YEAR, "derived H2 15/2/2024");
  assert_cell (source, KHEO_MODEL_BUDGET, "cell I3 200");
  g_assert_cmpstr (((KheoSourceOrigin *) g_ptr_array_index (
                        source->origins, kheo_source_find (source, KHEO_MODEL_BUDGET)->origin))
                       ->file,
                   ==, "b.csv");

  /* And the opposite. */
  states = kheo_imports_list (db, NULL);
  g_assert_cmpuint (states->len, ==, 3); /* the list of units too */
  state = g_ptr_array_index (states, 0);
  g_assert_cmpstr (state->entry.file, ==, "b.csv");
  g_assert_cmpuint (state->n_records, ==, 1);
  g_assert_cmpuint (state->n_changed, ==, 1);
  g_assert_true (state->is_kept && !state->undone);
  g_assert_cmpint (kheo_imports_of_action (db, state->action), ==, state->entry.id);
  records = kheo_imports_list_records (db, state->entry.id, NULL, 3, 0, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (g_array_index (records, KheoImportRecord, 0).id, ==, id);
}

static void
test_damaged (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoSource) source = NULL;
  g_autoptr (KheoSource) gone = NULL;
  const KheoSourceOrigin *origin;

  import_sheet (db, dir, "a.xls", SHEET);
  g_assert_true (kheo_db_exec (db, "UPDATE blob SET data = x'00'", NULL));
  source = read_source (db, &kheo_register_models, find_model (db, "Nuôi ong"), NULL);
  origin = g_ptr_array_index (source->origins, 0);
  g_assert_nonnull (origin->problem);
  g_assert_null (origin->workbook);
  assert_cell (source, KHEO_MODEL_NAME, "unknown - -");
  g_assert_true (kheo_db_exec (db, "DELETE FROM blob", NULL));
  gone = read_source (db, &kheo_register_models, find_model (db, "Nuôi ong"), NULL);
  origin = g_ptr_array_index (gone->origins, 0);
  g_assert_nonnull (origin->problem);
}

/* Units have no place for it of their own. */
static void
test_units (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (KheoSource) source = NULL;

  import_sheet (db, dir, "u.csv",
                "Mã,Tên đơn vị,Cấp trên\n10,Tỉnh Sông Vân,\n"
                "101,Huyện Đông Hà,Tỉnh Sông Vân\n");
  stmt = kheo_db_prepare (db, "SELECT unit_id FROM unit_version WHERE code = '101'");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  source = read_source (db, &kheo_register_units, kheo_stmt_get_int (stmt, 0), NULL);
  assert_cell (source, KHEO_UNIT_FIELD_NAME, "cell B3 Huyện Đông Hà");
  assert_cell (source, KHEO_UNIT_FIELD_CODE, "cell A3 101");
}

/* Taken back weeks later: one model was edited, so it stays with all that it stands in. */
static void
test_take_back (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.xls");
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoChangeSet) edited = NULL;
  g_autoptr (KheoChangeSet) rest = NULL;
  g_autoptr (KheoSource) source = NULL;
  gint64 action;

  options->create_units = TRUE;
  g_assert_true (g_file_set_contents (path, SHEET, -1, NULL));
  import = transfer_read (path, options);
  action = transfer_commit (import, db);
  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_db_exec (db, "UPDATE model SET note = 'x' WHERE name = 'Nuôi ong'", NULL));
  edited = kheo_history_end (db, "x", "Lan", &error);

  changes = kheo_history_undo (db, action, "Lan", &kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpint (find_model (db, "Đường hoa"), ==, 0);
  g_assert_cmpint (find_model (db, "Nuôi ong"), !=, 0);
  lines = kheo_kept_describe (db, kept, 0, &error);
  g_assert_cmpuint (lines->len, ==, 3); /* the model, its commune and the district */
  g_assert_cmpstr (((KheoKeptLine *) lines->pdata[0])->text, ==,
                   "Model “Nuôi ong” (Xã An Bình): kept, because it was edited since.");
  g_assert_nonnull (strstr (((KheoKeptLine *) lines->pdata[1])->text, "Unit “Xã An Bình”"));
  g_assert_true (((KheoKeptLine *) lines->pdata[0])->reg == &kheo_register_models);
  states = kheo_imports_list (db, NULL);
  g_assert_cmpuint (states->len, ==, 1);
  g_assert_true (((KheoImportState *) states->pdata[0])->partly);
  source = read_source (db, &kheo_register_models, find_model (db, "Nuôi ong"), NULL);
  assert_cell (source, KHEO_MODEL_NAME, "cell B6 Nuôi ong");

  /* Without the edit the rest goes too; the list still knows the file. */
  kheo_change_set_unref (
      kheo_history_undo (db, kheo_change_set_get_action (edited), "Lan", NULL, &error));
  rest = kheo_history_undo (db, action, "Lan", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rest);
  g_assert_cmpint (find_model (db, "Nuôi ong"), ==, 0);
  g_ptr_array_unref (states);
  states = kheo_imports_list (db, NULL);
  g_assert_cmpuint (states->len, ==, 1);
  g_assert_cmpstr (((KheoImportState *) states->pdata[0])->entry.file, ==, "a.xls");
  g_assert_true (((KheoImportState *) states->pdata[0])->undone);
  g_assert_false (((KheoImportState *) states->pdata[0])->partly);
}

/* A figure is one cell; its row, the heading and the title say of what. */
static void
test_figures (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "f.xls");
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (KheoSource) source = NULL;

  options->as = KHEO_IMPORT_FIGURES;
  g_assert_true (g_file_set_contents (
      path,
      "<html><head><meta charset=\"utf-8\"></head><body><table>"
      "<tr><td colspan=4>TỔNG HỢP SỐ LIỆU CÔNG TÁC DÂN VẬN NĂM 2024</td></tr>"
      "<tr><td rowspan=2>STT</td><td rowspan=2>Đơn vị</td><td colspan=2>Nhà Đại đoàn kết</td></tr>"
      "<tr><td>Xây mới</td><td>Sửa chữa</td></tr>"
      "<tr><td>1</td><td>Xã Hòa Lạc</td><td>5</td><td>7</td></tr>"
      "<tr><td>2</td><td>Xã Tân Mỹ</td><td>6</td><td>8</td></tr></table></body></html>",
      -1, NULL));
  import = transfer_read (path, options);
  transfer_commit (import, db);
  stmt = kheo_db_prepare (db, "SELECT id FROM figure WHERE value = 8");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  source = read_source (db, &kheo_register_figures, kheo_stmt_get_int (stmt, 0), NULL);
  assert_cell (source, KHEO_FIGURE_VALUE, "cell D5 8");
  assert_cell (source, KHEO_FIGURE_UNIT, "cell B5 Xã Tân Mỹ");
  assert_cell (source, KHEO_FIGURE_INDICATOR, "heading D3 Sửa chữa");
  assert_cell (source, KHEO_FIGURE_PERIOD, "title A1 TỔNG HỢP SỐ LIỆU CÔNG TÁC DÂN VẬN NĂM 2024");
}

/* What a person corrected before it was taken in still shows its cell, and says so. */
static void
test_corrected (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (
      dir, "f.csv", "NĂM 2024\nTT;Đơn vị;Số cuộc tuyên truyền\n1;Xã Hòa Lạc;5\n2;Xã Tân Mỹ;bảy\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (KheoStmt) other = NULL;
  g_autoptr (KheoSource) corrected = NULL;
  g_autoptr (KheoSource) source = NULL;
  KheoImportTable *table = kheo_import_get_table (import, 0);

  transfer_match (import, db);
  g_assert_true (kheo_import_set_figure (
      import, table, (guint) kheo_import_table_find_figure (table, 3, 2), "7", &error));
  g_assert_no_error (error);
  transfer_commit (import, db);
  stmt = kheo_db_prepare (db, "SELECT id FROM figure WHERE value = 7");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  corrected = read_source (db, &kheo_register_figures, kheo_stmt_get_int (stmt, 0), NULL);
  assert_cell (corrected, KHEO_FIGURE_VALUE, "corrected C4 bảy");
  other = kheo_db_prepare (db, "SELECT id FROM figure WHERE value = 5");
  g_assert_true (kheo_stmt_step (other, NULL));
  source = read_source (db, &kheo_register_figures, kheo_stmt_get_int (other, 0), NULL);
  assert_cell (source, KHEO_FIGURE_VALUE, "cell C3 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/provenance/places", test_places);
  g_test_add_func ("/transfer/provenance/edited", test_edited);
  g_test_add_func ("/transfer/provenance/changed", test_changed);
  g_test_add_func ("/transfer/provenance/damaged", test_damaged);
  g_test_add_func ("/transfer/provenance/units", test_units);
  g_test_add_func ("/transfer/provenance/take-back", test_take_back);
  g_test_add_func ("/transfer/provenance/figures", test_figures);
  g_test_add_func ("/transfer/provenance/corrected", test_corrected);
  return g_test_run ();
}
