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

static gint64
add_indicator (KheoDb *db)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);
  g_autoptr (GError) error = NULL;

  kheo_record_set_text (record, KHEO_INDICATOR_CODE, "DV22");
  kheo_record_set_text (record, KHEO_INDICATOR_NAME, "Vận động Quỹ “Vì người nghèo”");
  kheo_record_set_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE, "đồng");
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, "money");
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, 0);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, "flow");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, "sum");
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

static void
add_figures (KheoDb *db, gint64 unit, gint64 import)
{
  g_autoptr (KheoRecord) figure = kheo_record_new (&kheo_register_figures, 0);
  g_autoptr (KheoRecord) target = kheo_record_new (&kheo_register_targets, 0);
  g_autoptr (GError) error = NULL;
  gint64 indicator = add_indicator (db);

  kheo_record_set_integer (figure, KHEO_FIGURE_INDICATOR, indicator);
  kheo_record_set_integer (figure, KHEO_FIGURE_UNIT, unit);
  kheo_record_set_text (figure, KHEO_FIGURE_PERIOD, "2022-Q3");
  kheo_record_set_text (figure, KHEO_FIGURE_STATE, "value");
  kheo_record_set_integer (figure, KHEO_FIGURE_VALUE, 553000000);
  kheo_record_set_text (figure, KHEO_FIGURE_QUALIFIER, "more-than");
  kheo_record_set_integer (figure, KHEO_FIGURE_IMPORT, import);
  kheo_record_set_text (figure, KHEO_FIGURE_IMPORT_SHEET, "Biểu 1");
  kheo_record_set_integer (figure, KHEO_FIGURE_IMPORT_ROW, 9);
  kheo_record_set_integer (figure, KHEO_FIGURE_IMPORT_COLUMN, 4);
  kheo_record_table_insert (db, figure, &error);
  g_assert_no_error (error);

  kheo_record_set_integer (target, KHEO_TARGET_INDICATOR, indicator);
  kheo_record_set_integer (target, KHEO_TARGET_UNIT, unit);
  kheo_record_set_text (target, KHEO_TARGET_PERIOD, "2022");
  kheo_record_set_integer (target, KHEO_TARGET_VALUE, 1000000000);
  kheo_record_set_text (target, KHEO_TARGET_DIRECTION, "at-least");
  kheo_record_table_insert (db, target, &error);
  g_assert_no_error (error);
}

static void
run (KheoDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kheo_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* What an import leaves behind, and the answers given in its review. */
static void
add_answers (KheoDb *db)
{
  run (db, "INSERT INTO import_table (import_id, sheet, as_register, heading_first, heading_last,"
           " row_last, columns) SELECT id, 'Danh sách', 'models', 4, 5, 8,"
           " '[{\"column\": 2, \"field\": \"name\", \"heading\": \"Tên mô hình\"}]' FROM import");
  run (db, "INSERT INTO import_row (import_id, table_name, record_id, sheet, row, fields)"
           " SELECT import.id, 'model', model.id, 'Danh sách', 7, 'budget note'"
           " FROM import, model LIMIT 1");
  run (db, "INSERT INTO not_duplicate (table_name, a_id, b_id)"
           " SELECT 'model', min (id), max (id) FROM model");
  run (db, "INSERT INTO spelling (register, field, written, meant)"
           " VALUES ('models', 'owner', 'HND xã', 'Hội Nông dân xã')");
  run (db, "INSERT INTO indicator_alias (match_key, indicator_id)"
           " SELECT 'qui vi nguoi ngheo', id FROM indicator");
}

/* A reform with its weights and what is left to do, and a group. */
static void
add_reform (KheoDb *db)
{
  g_autoptr (GError) error = NULL;

  run (db, "INSERT INTO reform (date, title, number, issued_on, issuer, note) VALUES"
           " ('2025-07-01', 'Sắp xếp xã của huyện Mường La', '1681/NQ-UBTVQH15', '2025-06-16',"
           "  'Ủy ban Thường vụ Quốc hội', 'Toàn bộ huyện')");
  run (db, "UPDATE succession SET whole = 0, reform_id = (SELECT id FROM reform)");
  kheo_succession_set_weight (db, test_query_int (db, "SELECT id FROM succession"),
                              KHEO_BASIS_POPULATION, 4321, &error);
  g_assert_no_error (error);
  run (db,
       "INSERT INTO reform_task (reform_id, kind, unit_id, other_id, detail)"
       " SELECT reform_id, 'left-behind', old_id, new_id, 'Bản chưa có xã mới' FROM succession");
  run (db, "INSERT INTO unit_group (kind, name, valid_from) VALUES"
           " ('Cụm thi đua', 'Cụm thi đua số 8', '2025-07-01')");
  run (db, "INSERT INTO unit_group_member (group_id, unit_id)"
           " SELECT unit_group.id, new_id FROM unit_group, succession");
}

/* What is to be done and what was asked for, one handed over from the unit that ended. */
static void
add_open_matters (KheoDb *db)
{
  run (db,
       "INSERT INTO task (name, name_sort, unit_id, first_unit_id, address, body, person, origin,"
       " document, given_on, due_on, state, import_id, import_sheet, import_row)"
       " SELECT 'Rà soát hộ nghèo', x'00', new_id, old_id, 'Bản Lướt', 'Hội Nông dân xã',"
       "  'Lò Văn An', 'Giao ban quý III/2025', '12-TB/DV', '2025-07-10', '2025-09', 'doing',"
       "  import.id, 'Nhiệm vụ', 6 FROM succession, import");
  run (db, "INSERT INTO petition (content, unit_id, first_unit_id, address, source, received_on,"
           " sender_type, field, addressed_to, body, sent_on, due_on, state, public)"
           " SELECT 'Sửa cầu treo bản Lướt', new_id, old_id, 'Bản Lướt', 'voter-meeting',"
           "  '2025-07-15', 'group', 'Giao thông', 'government', 'UBND xã', '2025-07-20',"
           "  '2025-10-20', 'open', 'no' FROM succession");
}

/* A chart of the office's own figures, a board that shows it, a layout of annexes. */
static void
add_board (KheoDb *db)
{
  run (db,
       "INSERT INTO chart (title, kind, subtitle, unit_of_measure, source, dated_on, unit_id,"
       " content, options, note) SELECT 'Tổ công nghệ số cộng đồng', 'bar', 'Năm 2022–2024', 'tổ',"
       "  'Báo cáo tổng kết', '2024-12-15', id, char (9) || '2022' || char (9) || '2023' ||"
       "  char (10) || 'Mường La' || char (9) || '12' || char (9) || '18,5' || char (10),"
       "  'emphasis' || char (9) || 'Mường La', 'Hội nghị tổng kết' FROM unit LIMIT 1");
  run (db, "INSERT INTO board (unit_id, name, place) SELECT id, 'Giao ban', 1 FROM unit LIMIT 1");
  run (db, "INSERT INTO board_item (board_id, place, width, what, dataset, kind, title, chart_id)"
           " SELECT board.id, 0, 2, 'chart', 'chart', 'bar', 'Tổ công nghệ số', chart.id"
           "  FROM board, chart");
  run (db, "INSERT INTO annex_layout (name, content) VALUES ('Phụ lục 1', '{}')");
}

/* A target as it was before the reform. */
static void
add_target_before (KheoDb *db)
{
  run (db, "INSERT INTO target_before (target_id, until, value)"
           " SELECT id, '2025-06-30', 10 FROM target");
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
  g_assert_true (kheo_history_begin (db, &error));
  add_figures (db, commune, import.id);
  add_answers (db);
  end_action (db, "Nhập 1 số liệu từ bieu-1.xlsx");
  g_assert_true (kheo_history_begin (db, &error));
  add_reform (db);
  end_action (db, "Sắp xếp xã của huyện Mường La");
  g_assert_true (kheo_history_begin (db, &error));
  add_open_matters (db);
  end_action (db, "Thêm nhiệm vụ và kiến nghị");
  g_assert_true (kheo_history_begin (db, &error));
  add_board (db);
  end_action (db, "Thêm bảng theo dõi “Giao ban”");
  g_assert_true (kheo_history_begin (db, &error));
  add_target_before (db);
  end_action (db, "Chỉ tiêu trước khi sắp xếp");
  return 0;
}
