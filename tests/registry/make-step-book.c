/*
 * registry-make-step-book PATH: writes a small book of the current schema with a row in every table
 * and two actions in its history.  Run once when a step is released; tests/data/books/step-N.kheo
 * is never made again.
 */
#include "kheo-book-tables.h"
#include "test-books.h"

#include <glib/gstdio.h>

static void
end_action (KheoDb *db, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = kheo_history_end (db, title, "Lò Thị Mai", &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
}

static gint64
add_units (KheoDb *db, gint64 *out_commune)
{
  g_autoptr (GError) error = NULL;
  gint64          province = test_add_unit (db, "Tỉnh Sơn La", "province", "14", 0);
  gint64          district = test_add_unit (db, "Huyện Mường La", "district", "118", province);
  KheoUnitVersion ended = {
    .valid_to = kheo_date_new (2025, 6, 30),
    .name = (char *) "Xã Nặm Păm",
    .type = kheo_unit_type_find ("commune"),
    .code = (char *) "03808",
    .parent_id = district,
  };
  KheoSuccession succession = { .whole = TRUE, .date = kheo_date_new (2025, 7, 1) };

  *out_commune = test_add_unit (db, "Xã Ngọc Chiến", "commune", "03784", district);
  g_assert_true (kheo_unit_table_insert (db, &ended, &error));
  succession.old_id = ended.unit_id;
  succession.new_id = *out_commune;
  g_assert_true (kheo_succession_insert (db, &succession, "1681/NQ-UBTVQH15", &error));
  return province;
}

static void
add_models (KheoDb *db, gint64 unit, gint64 import)
{
  g_autoptr (KheoRecord) first = test_model_new (unit, "Du lịch cộng đồng bản Lướt");
  g_autoptr (KheoRecord) second = NULL;
  g_autoptr (GError) error = NULL;

  kheo_record_set_text (first, KHEO_MODEL_OWNER, "Hội Nông dân xã Ngọc Chiến");
  kheo_record_set_text (first, KHEO_MODEL_REGISTERED_ON, "2022-06");
  kheo_record_set_integer (first, KHEO_MODEL_BUDGET, 8300000);
  kheo_record_set_integer (first, KHEO_MODEL_IMPORT, import);
  kheo_record_set_text (first, KHEO_MODEL_IMPORT_SHEET, "Danh sách");
  kheo_record_set_integer (first, KHEO_MODEL_IMPORT_ROW, 7);
  g_assert_true (kheo_record_table_insert (db, first, &error));

  second = kheo_record_dup (first);
  kheo_record_set_text (second, KHEO_MODEL_KIND, "individual");
  kheo_record_set_text (second, KHEO_MODEL_PERSON, "Quàng Văn Thủy");
  kheo_record_set_integer (second, KHEO_MODEL_PARENT, kheo_record_get_id (first));
  g_assert_true (kheo_record_table_insert (db, second, &error));
}

static void
add_small_tables (KheoDb *db, gint64 unit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "Kế hoạch.txt", NULL);

  g_assert_true (g_file_set_contents (path, "Kế hoạch năm 2022", -1, NULL));
  g_assert_true (kheo_attachment_add (db, "unit", unit, path, &error));
  g_remove (path);
  g_assert_true (kheo_setting_set (db, "office", "BAN DÂN VẬN", &error));
  g_assert_true (kheo_alias_set (db, "ngoc chien", 0, unit, &error));
  g_assert_true (kheo_mapping_set (db, "form-1", "Mẫu huyện", "{}", &error));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a", -1);
  KheoImportEntry import = { 0, (char *) "mo-hinh.xlsx", sha256, 1, 1655769600, (char *) "models" };
  gint64          commune = 0;

  g_assert_true (argc == 2 && !g_file_test (argv[1], G_FILE_TEST_EXISTS));
  db = kheo_book_open_db (argv[1], KHEO_DB_CREATE, &error);
  g_assert_no_error (error);

  g_assert_true (kheo_history_begin (db, &error));
  add_units (db, &commune);
  end_action (db, "Nhập 4 đơn vị từ don-vi.xls");
  g_assert_true (kheo_history_begin (db, &error));
  g_assert_true (kheo_import_table_insert (db, &import, &error));
  add_models (db, commune, import.id);
  end_action (db, "Nhập 2 mô hình từ mo-hinh.xlsx");
  g_assert_true (kheo_history_begin (db, &error));
  add_small_tables (db, commune);
  end_action (db, "Sửa thông tin cơ quan");
  return 0;
}
