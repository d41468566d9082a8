/* What we write, we read: importing an export into the same book changes nothing. */
#include "transfer-book.h"

#include "kheo-table-export.h"

#include <string.h>

#define SHEET                                                                                                               \
  "STT;Tên mô hình;Xã, phường;Huyện;Đơn vị thực hiện;Loại hình;Lĩnh vực;Ngày đăng ký;Kinh phí " \
  "(đồng);Số người tham gia;Họ và tên;Ghi chú\n"                                                               \
  "1;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;05/02/2024;1.200.000;35;;Duy trì\n"       \
  "2;Đường hoa;Xã An Bình;Huyện Đông Hà;Hội Phụ nữ;TT;Kinh tế;05/02/2024;1.200.000;35;;Duy trì\n"       \
  "3;\"Ngõ \"\"sạch\"\", đẹp\";An Bình;Vân Giang;Hội ND;CN;VH-XH;5/2023;;;Trần Thị Ước;\n"                 \
  "4;Tổ tự quản;Tân Mỹ;Vân Giang;Công an xã;TT;QP-AN;2022;0;12;;\n"

static KheoDb *
filled_book (KheoTestDir *dir)
{
  KheoDb *db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "sheet.csv", SHEET);

  transfer_commit (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 4);
  return db;
}

static void
export_to (KheoDb *db, const KheoRegister *reg, const char *path, gboolean is_public)
{
  g_autoptr (KheoQuery) query = kheo_query_new (reg);
  g_autoptr (GError) error = NULL;
  KheoTableExport what = { .query = query, .is_public = is_public };
  guint           n = 0;

  kheo_table_export_write (db, &what, path, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, reg == &kheo_register_units ? 9 : 4);
}

static void
assert_unchanged (KheoDb *db, const char *path, guint n)
{
  g_autoptr (KheoImport) import = transfer_read (path, NULL);
  KheoImportCounts counts;

  g_assert_cmpint (transfer_commit (import, db), ==, 0);
  counts = kheo_import_count (import, NULL);
  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s: %s %s", path, finding.code, finding.message);
    }
  g_assert_cmpuint (counts.unchanged, ==, n);
  g_assert_cmpuint (counts.rows, ==, n);
}

static void
test_models (gconstpointer data)
{
  const char *name = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autoptr (KheoDb) db = filled_book (dir);

  export_to (db, &kheo_register_models, path, FALSE);
  assert_unchanged (db, path, 4);
}

static void
test_units (gconstpointer data)
{
  const char *name = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autoptr (KheoDb) db = filled_book (dir);

  export_to (db, &kheo_register_units, path, FALSE);
  assert_unchanged (db, path, 9);
}

/* The same table without its column of ids: records are known by what they say. */
static void
test_without_ids (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "again.csv");
  g_autoptr (KheoDb) db = filled_book (dir);

  g_file_set_contents (path, SHEET, -1, NULL);
  assert_unchanged (db, path, 4);
}

static void
test_public (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "public.csv");
  g_autofree char *text = NULL;
  g_autoptr (KheoDb) db = filled_book (dir);

  export_to (db, &kheo_register_models, path, TRUE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Tổ tự quản"));
  g_assert_null (strstr (text, "Trần Thị Ước"));
}

static void
test_json (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = filled_book (dir);
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  KheoTableExport  what = { .query = query, .offset = 1, .limit = 2 };
  g_autofree char *text = kheo_table_export_dup_json (db, &what, NULL, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray  *records = NULL;
  JsonObject *record = NULL;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  records = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (records), ==, 2);
  record = json_array_get_object_element (records, 0);
  g_assert_true (json_object_has_member (record, "budget"));
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (record, "source"), "file"), ==,
      "sheet.csv");
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "a.xlsx", "a.ods", "a.csv", "a.json" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *models = g_strconcat ("/transfer/export/models/", names[i] + 2, NULL);
      g_autofree char *units = g_strconcat ("/transfer/export/units/", names[i] + 2, NULL);

      g_test_add_data_func (models, names[i], test_models);
      g_test_add_data_func (units, names[i], test_units);
    }
  g_test_add_func ("/transfer/export/without-ids", test_without_ids);
  g_test_add_func ("/transfer/export/public", test_public);
  g_test_add_func ("/transfer/export/json", test_json);
  return g_test_run ();
}
