/* Lists of tasks and petitions as offices write them, in and out. */
#include "transfer-book.h"

#include "kheo-digest.h"
#include "kheo-history.h"
#include "kheo-imports.h"
#include "kheo-matters.h"
#include "kheo-provenance.h"
#include "kheo-record-table.h"
#include "kheo-table-export.h"
#include "kheo-unit-edit.h"

#include <string.h>

/* The state is not said by all; a unit is written above its rows, too. */
#define TASKS                                                                                                                  \
  "TỈNH ỦY SÔNG VÂN;;;;;;;\n"                                                                                            \
  "BẢNG THEO DÕI NHIỆM VỤ QUÝ III NĂM 2026;;;;;;;\n"                                                                  \
  "STT;Nội dung nhiệm vụ;Đơn vị;Cơ quan chủ trì;Ngày giao;Thời hạn hoàn thành;Tiến độ;Kết quả\n" \
  "1;Rà soát hộ nghèo;Xã An Bình;UBND xã;05/07/2026;30/09/2026;Đang thực hiện;\n"                                 \
  "2;Tổng kết Tháng Dân vận;Xã Hòa Lạc;Khối Dân vận;10/07/2026;10/2026;Hoàn thành;Đã báo cáo\n"         \
  "3;Rà soát hộ nghèo;Phường Hoà Thành;UBND phường;05/07/2026;30/09/2026;;\n"

#define PETITIONS                                                                                                    \
  "TỔNG HỢP KIẾN NGHỊ CỦA CỬ TRI;;;;;;\n"                                                                \
  "STT;Nội dung kiến nghị;Hình thức tiếp nhận;Ngày tiếp nhận;Lĩnh vực;Cơ quan giải quyết;" \
  "Kết quả giải quyết\n"                                                                                     \
  "I;HUYỆN ĐÔNG HÀ;;;;;\n"                                                                                      \
  "1;Xã An Bình;;;;;\n"                                                                                            \
  "-;Đề nghị sửa cầu treo thôn Một;Tiếp xúc cử tri;15/07/2026;Giao thông;UBND huyện;\n"          \
  "-;Đề nghị cấp nước sạch;Dân gửi;16/07/2026;Đời sống;Sở Xây dựng;Đã khởi công ngày 1/8\n"

static KheoRecord *
record_at (KheoDb *db, const KheoRegister *reg, guint index)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY import_row LIMIT 1 OFFSET %u",
                                          reg->table, index);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  g_assert_true (kheo_stmt_step (stmt, NULL));
  return kheo_record_table_get (db, reg, kheo_stmt_get_int (stmt, 0), NULL);
}

static void
assert_counts (const KheoImport *import, guint created, guint changed, guint unchanged)
{
  KheoImportCounts counts = kheo_import_count (import, NULL);

  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s at row %d: %s", finding.code, finding.row + 1, finding.message);
    }
  g_assert_cmpuint (counts.refused, ==, 0);
  g_assert_cmpuint (counts.created, ==, created);
  g_assert_cmpuint (counts.changed, ==, changed);
  g_assert_cmpuint (counts.unchanged, ==, unchanged);
}

static void
assert_as (const KheoImport *import, KheoImportAs as)
{
  KheoImportTableInfo info;

  kheo_import_table_get_info (kheo_import_get_table (import, 0), &info);
  g_assert_cmpint (info.as, ==, as);
}

static void
test_tasks (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "nhiem-vu.csv", TASKS);
  g_autoptr (KheoImport) again = transfer_read_text (dir, "lai.csv", TASKS);
  g_autofree char *before = kheo_book_digest (db, NULL);
  g_autofree char *after = NULL;
  g_autoptr (KheoRecord) first = NULL;
  g_autoptr (KheoRecord) second = NULL;
  g_autoptr (KheoRecord) third = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action;

  assert_as (import, KHEO_IMPORT_TASKS);
  action = transfer_commit (import, db);
  g_assert_cmpint (action, !=, 0);
  assert_counts (import, 3, 0, 0);
  first = record_at (db, &kheo_register_tasks, 0);
  second = record_at (db, &kheo_register_tasks, 1);
  third = record_at (db, &kheo_register_tasks, 2);
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_TASK_NAME), ==, "Rà soát hộ nghèo");
  g_assert_cmpstr (transfer_unit_code (import, first), ==, "10101");
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_TASK_BODY), ==, "UBND xã");
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_TASK_GIVEN_ON), ==, "2026-07-05");
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_TASK_STATE), ==, "doing");
  g_assert_cmpint (kheo_record_get_integer (first, KHEO_TASK_IMPORT_ROW, 0), ==, 4);
  g_assert_cmpstr (kheo_record_get_text (second, KHEO_TASK_DUE_ON), ==, "2026-10");
  g_assert_cmpstr (kheo_record_get_text (second, KHEO_TASK_STATE), ==, "done");
  /* The same name elsewhere is another task; without a state it is new. */
  g_assert_cmpstr (transfer_unit_code (import, third), ==, "10202");
  g_assert_cmpstr (kheo_record_get_text (third, KHEO_TASK_STATE), ==, "new");

  g_assert_cmpint (transfer_commit (again, db), ==, 0);
  assert_counts (again, 0, 0, 3);

  undone = kheo_history_undo (db, action, "tester", NULL, &error);
  g_assert_no_error (error);
  after = kheo_book_digest (db, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_petitions (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "kien-nghi.csv", PETITIONS);
  g_autoptr (KheoImport) again = transfer_read_text (dir, "lai.csv", PETITIONS);
  g_autoptr (KheoRecord) first = NULL;
  g_autoptr (KheoRecord) second = NULL;

  assert_as (import, KHEO_IMPORT_PETITIONS);
  g_assert_cmpint (transfer_commit (import, db), !=, 0);
  assert_counts (import, 2, 0, 0);
  first = record_at (db, &kheo_register_petitions, 0);
  second = record_at (db, &kheo_register_petitions, 1);
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_PETITION_CONTENT), ==,
                   "Đề nghị sửa cầu treo thôn Một");
  g_assert_cmpstr (transfer_unit_code (import, first), ==, "10101");
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_PETITION_SOURCE), ==, "voter-meeting");
  g_assert_cmpstr (kheo_record_get_text (first, KHEO_PETITION_STATE), ==, "open");
  /* What was answered was dealt with. */
  g_assert_cmpstr (kheo_record_get_text (second, KHEO_PETITION_STATE), ==, "done");
  g_assert_cmpstr (kheo_record_get_text (second, KHEO_PETITION_SOURCE), ==, "citizen");

  g_assert_cmpint (transfer_commit (again, db), ==, 0);
  assert_counts (again, 0, 0, 2);
}

/* A list of models that also has a column of petitions is a list of models. */
static void
test_not_mistaken (void)
{
  static const char sheet[] = "STT;Tên mô hình;Xã;Lĩnh vực;Trạng thái;Nội dung kiến nghị\n"
                              "1;Tổ liên gia;Xã An Bình;Kinh tế;Đang thực hiện;Không\n";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", sheet);

  assert_as (import, KHEO_IMPORT_MODELS);
}

/* ---- Out and in again ---- */

static void
run (KheoDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kheo_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* A commune that ended, what is closed there, and what was handed over. */
static KheoDb *
make_book (KheoTestDir *dir)
{
  KheoDb *db = transfer_book_with_units ();
  g_autoptr (KheoImport) tasks = transfer_read_text (dir, "nhiem-vu.csv", TASKS);
  g_autoptr (KheoImport) petitions = transfer_read_text (dir, "kien-nghi.csv", PETITIONS);
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;

  transfer_commit (tasks, db);
  transfer_commit (petitions, db);
  g_assert_true (kheo_history_begin (db, &error));
  /* "Xã An Bình" became a part of "Xã Hòa Lạc". */
  run (db, "UPDATE unit_version SET valid_to = '2026-07-31' WHERE code = '10101'");
  run (db, "INSERT INTO succession (old_id, new_id, whole, date)"
           " SELECT a.unit_id, b.unit_id, 1, '2026-08-01' FROM unit_version AS a, unit_version AS b"
           " WHERE a.code = '10101' AND b.code = '10102'");
  run (db, "UPDATE task SET first_unit_id = unit_id,"
           " unit_id = (SELECT unit_id FROM unit_version WHERE code = '10102')"
           " WHERE unit_id = (SELECT unit_id FROM unit_version WHERE code = '10101')");
  run (db, "UPDATE petition SET answered_on = '2026-07-20' WHERE state = 'done'");
  run (db, "UPDATE petition SET state = 'done', answered_on = '2026-07-30' WHERE state = 'open'");
  changes = kheo_history_end (db, "sắp xếp", "tester", &error);
  g_assert_no_error (error);
  return db;
}

typedef struct
{
  const KheoRegister *reg;
  const char         *format;
} RoundTrip;

static void
test_round_trip (gconstpointer data)
{
  const RoundTrip *what = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = make_book (dir);
  g_autofree char *name = g_strconcat (what->reg->name, ".", what->format, NULL);
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autofree char *before = kheo_book_digest (db, NULL);
  g_autofree char *after = NULL;
  g_autoptr (KheoQuery) query = kheo_query_new (what->reg);
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GError) error = NULL;
  KheoTableExport out = { .query = query };
  guint           n = 0;

  kheo_table_export_write (db, &out, path, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, what->reg == &kheo_register_tasks ? 3 : 2);
  import = transfer_read (path, NULL);
  g_assert_cmpint (transfer_commit (import, db), ==, 0);
  assert_counts (import, 0, 0, n);
  after = kheo_book_digest (db, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* The old list again: the task that was handed over is the same. */
static void
test_old_list_again (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = make_book (dir);
  g_autoptr (KheoImport) import = transfer_read_text (dir, "lai.csv", TASKS);

  g_assert_cmpint (transfer_commit (import, db), ==, 0);
  assert_counts (import, 0, 0, 3);
}

/* ---- Where it came from ---- */

static void
test_source (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = make_book (dir);
  g_autoptr (KheoRecord) task = record_at (db, &kheo_register_tasks, 0);
  g_autoptr (GPtrArray) states = kheo_imports_list (db, NULL);
  g_autoptr (GArray) records = NULL;
  KheoImportState *state = NULL;

  for (guint i = 0; i < states->len; i++)
    if (strcmp (((KheoImportState *) states->pdata[i])->entry.as, "tasks") == 0)
      state = states->pdata[i];
  g_assert_nonnull (state);
  g_assert_cmpuint (state->n_records, ==, 3);
  g_assert_cmpstr (state->counts[0].table, ==, "task");
  records = kheo_imports_list_records (db, state->entry.id, NULL, 4, 0, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (g_array_index (records, KheoImportRecord, 0).id, ==, kheo_record_get_id (task));
}

int
main (int argc, char *argv[])
{
  static const RoundTrip trips[] = {
    { &kheo_register_tasks, "xlsx" },     { &kheo_register_tasks, "ods" },
    { &kheo_register_tasks, "csv" },      { &kheo_register_tasks, "json" },
    { &kheo_register_petitions, "xlsx" }, { &kheo_register_petitions, "ods" },
    { &kheo_register_petitions, "csv" },  { &kheo_register_petitions, "json" },
  };

  kheo_test_init (&argc, &argv);
  g_test_add_func ("/transfer/matters/tasks", test_tasks);
  g_test_add_func ("/transfer/matters/petitions", test_petitions);
  g_test_add_func ("/transfer/matters/not-mistaken", test_not_mistaken);
  for (guint i = 0; i < G_N_ELEMENTS (trips); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transfer/matters/round-trip/%s/%s",
                                               trips[i].reg->name, trips[i].format);

      g_test_add_data_func (path, &trips[i], test_round_trip);
    }
  g_test_add_func ("/transfer/matters/old-list-again", test_old_list_again);
  g_test_add_func ("/transfer/matters/source", test_source);
  return g_test_run ();
}
