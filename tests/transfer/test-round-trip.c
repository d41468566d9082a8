/* Every register, exported in every format and taken in again: all rows unchanged, the book too. */
#include "transfer-book.h"

#include "kheo-digest.h"
#include "kheo-history.h"
#include "kheo-imports.h"
#include "kheo-indicator-catalogue.h"
#include "kheo-record-table.h"
#include "kheo-sample.h"
#include "kheo-table-export.h"

#include <string.h>

/* The sample province with the whole catalogue of indicators: codes, parts of others, all choices.
 * Made once: nothing below may change it. */
static KheoDb *book;

static void
catalogue_add (KheoDb *db)
{
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (kheo_history_begin (db, &error));
  kheo_indicator_catalogue_add_all (db, &n, &error);
  g_assert_no_error (error);
  changes = kheo_history_end (db, "catalogue", "test", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 20);
}

static void
export_to (KheoDb *db, const KheoRegister *reg, const char *path, guint *out_n)
{
  g_autoptr (KheoQuery) query = kheo_query_new (reg);
  g_autoptr (GError) error = NULL;
  KheoTableExport what = { .query = query };

  kheo_table_export_write (db, &what, path, NULL, out_n, &error);
  g_assert_no_error (error);
}

static void
assert_no_errors (const KheoImport *import)
{
  guint n = 0;

  for (guint i = 0; i < kheo_import_get_n_findings (import); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_test_message ("%s at row %d: %s", finding.code, finding.row + 1, finding.message);
      n += finding.severity == KHEO_SEVERITY_ERROR;
    }
  g_assert_cmpuint (n, ==, 0);
}

typedef struct
{
  const KheoRegister *reg;
  const char         *format;
  KheoImportAs        as;
} RoundTrip;

static void
test_round_trip (gconstpointer data)
{
  const RoundTrip *what = data;
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *name = g_strconcat (what->reg->name, ".", what->format, NULL);
  g_autofree char *path = kheo_test_dir_build (dir, name);
  g_autofree char *before = kheo_book_digest (book, NULL);
  g_autofree char *after = NULL;
  g_autoptr (KheoImport) import = NULL;
  KheoImportTableInfo info;
  KheoImportCounts    counts;
  guint               n = 0;

  export_to (book, what->reg, path, &n);
  g_assert_cmpuint (n, >, 0);
  import = transfer_read (path, NULL);
  g_assert_cmpint (transfer_commit (import, book), ==, 0);
  kheo_import_table_get_info (kheo_import_get_table (import, 0), &info);
  g_assert_cmpint (info.as, ==, what->as);
  counts = kheo_import_count (import, NULL);
  g_assert_cmpuint (counts.rows, ==, n);
  g_assert_cmpuint (counts.unchanged, ==, n);
  g_assert_cmpuint (counts.created + counts.changed + counts.refused, ==, 0);
  assert_no_errors (import);
  /* Units say in JSON what their rows follow from too. */
  if (what->reg != &kheo_register_units)
    transfer_assert_no_findings (import);
  after = kheo_book_digest (book, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* Under the headings that a Vietnamese program writes: "Mã đơn vị" makes no list of units of it. */
static void
test_vietnamese (gconstpointer data)
{
  const KheoRegister *reg = data;
  const char         *headings =
      reg == &kheo_register_targets
                  ? "STT,Mã chỉ tiêu,Chỉ tiêu,Đơn vị tính,Đơn vị,Huyện,Tỉnh,Mã đơn vị,Kỳ báo cáo,"
                    "Chỉ tiêu giao,Yêu cầu đạt,Văn bản giao,Ghi chú,Mã bản ghi"
                  : "STT,Mã chỉ tiêu,Chỉ tiêu,Đơn vị tính,Đơn vị,Huyện,Tỉnh,Mã đơn vị,Kỳ báo cáo,"
                    "Tình trạng số liệu,Giá trị,Trên tổng số,Mức chính xác,Lý do thiếu số "
                    "liệu,Ghi chú,Mã bản ghi";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "vi.csv");
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;
  g_autoptr (KheoImport) import = NULL;
  KheoImportTableInfo info;
  guint               n = 0;

  export_to (book, reg, path, &n);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  said = g_strconcat (headings, strchr (text, '\n'), NULL);
  g_assert_true (g_file_set_contents (path, said, -1, NULL));
  import = transfer_read (path, NULL);
  transfer_match (import, book);
  transfer_assert_no_findings (import);
  kheo_import_table_get_info (kheo_import_get_table (import, 0), &info);
  g_assert_cmpint (info.as, ==, KHEO_IMPORT_FIGURES);
  g_assert_cmpuint (kheo_import_count (import, NULL).unchanged, ==, n);
}

/* ---- Indicators from elsewhere ---- */

/* As an office would write it: no ids, Vietnamese words, "Trong đó" and "Tổng số" in names, a part
 * before what it is a part of. */
#define SHEET                                                                                                                       \
  "DANH MỤC CHỈ TIÊU;;;;;;;;\n"                                                                                                \
  "STT;Mã chỉ tiêu;Tên chỉ tiêu;Đơn vị tính;Loại giá trị;Số chữ số thập phân;Tính chất;Tổng hợp " \
  "theo đơn vị;Cộng theo thời gian;Kỳ báo cáo chỉ tiêu;Thuộc chỉ tiêu\n"                                        \
  "1;X2;Trong đó: hộ nghèo;hộ;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;Năm;X1\n"                            \
  "2;X1;Tổng số hộ;hộ;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;Hằng quý;\n"                              \
  "3;X3;Tỷ lệ hộ tham gia;%;Tỷ lệ;2;Hiện có;Tính lại tỷ lệ;Tính lại tỷ lệ;Năm;Tổng số hộ\n"

static KheoRecord *
find_indicator (KheoDb *db, const char *code)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT id FROM indicator WHERE code = :code");

  kheo_stmt_bind_text (stmt, ":code", code);
  if (!kheo_stmt_step (stmt, NULL))
    return NULL;
  return kheo_record_table_get (db, &kheo_register_indicators, kheo_stmt_get_int (stmt, 0), NULL);
}

static void
assert_counts (KheoImport *import, guint created, guint changed, guint unchanged, guint refused)
{
  KheoImportCounts counts = kheo_import_count (import, NULL);

  g_assert_cmpuint (counts.created, ==, created);
  g_assert_cmpuint (counts.changed, ==, changed);
  g_assert_cmpuint (counts.unchanged, ==, unchanged);
  g_assert_cmpuint (counts.refused, ==, refused);
}

static void
test_new (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", SHEET);
  g_autoptr (KheoImport) again = transfer_read_text (dir, "b.csv", SHEET);
  g_autoptr (KheoRecord) whole = NULL;
  g_autoptr (KheoRecord) part = NULL;
  g_autoptr (KheoRecord) rate = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_cmpint (transfer_commit (import, db), !=, 0);
  transfer_assert_no_findings (import);
  assert_counts (import, 3, 0, 0, 0);
  whole = find_indicator (db, "X1");
  part = find_indicator (db, "X2");
  rate = find_indicator (db, "X3");
  g_assert_cmpstr (kheo_record_get_text (whole, KHEO_INDICATOR_NAME), ==, "Tổng số hộ");
  g_assert_cmpstr (kheo_record_get_text (whole, KHEO_INDICATOR_FREQUENCY), ==, "quarter");
  g_assert_cmpstr (kheo_record_get_text (whole, KHEO_INDICATOR_NATURE), ==, "stock");
  g_assert_cmpint (kheo_record_get_integer (part, KHEO_INDICATOR_PARENT, 0), ==,
                   kheo_record_get_id (whole));
  g_assert_cmpint (kheo_record_get_integer (rate, KHEO_INDICATOR_PARENT, 0), ==,
                   kheo_record_get_id (whole));
  g_assert_cmpint (kheo_record_get_integer (rate, KHEO_INDICATOR_DECIMALS, 0), ==, 2);
  g_assert_cmpstr (kheo_record_get_text (rate, KHEO_INDICATOR_ACROSS_UNITS), ==, "ratio");
  /* Which row made it. */
  rows = kheo_import_row_list (db, "indicator", kheo_record_get_id (part), NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((KheoImportRowEntry *) rows->pdata[0])->row, ==, 3);

  g_assert_cmpint (transfer_commit (again, db), ==, 0);
  assert_counts (again, 0, 0, 3, 0);
}

static void
test_changed (void)
{
  static const char sheet[] = "Mã chỉ tiêu;Tên chỉ tiêu;Đơn vị tính;Loại giá trị;Tính chất\n"
                              ";Tổng số hộ;gia đình;Số lượng;Hiện có\n"
                              "X3;Tỷ lệ hộ tham gia;%;;\n"
                              "X9;Chỉ tiêu khác;%;Vô lý;Hiện có\n"
                              "X3;Tỷ lệ hộ tham gia;%;;\n";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) first = transfer_read_text (dir, "a.csv", SHEET);
  g_autoptr (KheoImport) import = transfer_read_text (dir, "b.csv", sheet);
  g_autoptr (KheoRecord) whole = NULL;
  g_autoptr (KheoRecord) stored = NULL;
  KheoImportFinding finding;

  transfer_commit (first, db);
  transfer_match (import, db);
  assert_counts (import, 0, 1, 1, 2);
  g_assert_true (transfer_find (import, "bad-value", &finding));
  g_assert_cmpint (finding.row, ==, 3);
  g_assert_true (transfer_find (import, "duplicate-row", &finding));
  g_assert_cmpint (finding.row, ==, 4);
  g_assert_cmpuint (kheo_import_table_get_changes (kheo_import_get_table (import, 0), 1), ==,
                    1u << KHEO_INDICATOR_UNIT_OF_MEASURE);
  stored = kheo_import_table_load_stored (kheo_import_get_table (import, 0), 1, db, NULL);
  g_assert_cmpstr (kheo_record_get_text (stored, KHEO_INDICATOR_UNIT_OF_MEASURE), ==, "hộ");
  g_assert_cmpint (transfer_commit (import, db), !=, 0);
  whole = find_indicator (db, "X1");
  g_assert_cmpstr (kheo_record_get_text (whole, KHEO_INDICATOR_UNIT_OF_MEASURE), ==, "gia đình");
  g_assert_cmpstr (kheo_record_get_text (whole, KHEO_INDICATOR_FREQUENCY), ==, "quarter");
}

/* What a row lacks, and what the rules of the register do not allow. */
static void
test_refused (void)
{
  static const char sheet[] =
      "Mã chỉ tiêu;Tên chỉ tiêu;Loại giá trị;Số chữ số thập phân;Tính chất;Tổng hợp theo đơn "
      "vị;Cộng theo thời gian;Thuộc chỉ tiêu\n"
      "A;Một;Số lượng;1;Hiện có;Cộng;Lấy số cuối kỳ;\n"
      "B;Hai;Số lượng;0;;Cộng;Lấy số cuối kỳ;\n"
      "C;Ba;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;D\n"
      "D;Bốn;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;C\n"
      "E;Năm;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;A\n"
      "F;Sáu;Số lượng;0;Hiện có;Cộng;Lấy số cuối kỳ;Không đâu\n";
  static const char *const codes[] = { "decimals-of-whole", "missing",   "bad-value",
                                       "bad-value",         "bad-value", "bad-value" };
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", sheet);
  g_autoptr (KheoRecord) orphan = NULL;

  transfer_match (import, db);
  g_assert_cmpuint (kheo_import_get_n_findings (import), ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      KheoImportFinding finding;

      kheo_import_get_finding (import, i, &finding);
      g_assert_cmpstr (finding.code, ==, codes[i]);
      g_assert_cmpint (finding.row, ==, i + 1);
    }
  assert_counts (import, 1, 0, 0, 5);
  g_assert_cmpint (transfer_commit (import, db), !=, 0);
  g_assert_null (find_indicator (db, "E"));
  orphan = find_indicator (db, "F");
  g_assert_cmpint (kheo_record_get_integer (orphan, KHEO_INDICATOR_PARENT, 0), ==, 0);
}

/* Lists that people keep say little of how things add up: it is asked for once. */
static void
test_short_list (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv",
                                                      "Mã chỉ tiêu;Tên chỉ tiêu;Đơn vị tính;Kỳ báo "
                                                      "cáo chỉ tiêu\n"
                                                      "A;Số hộ;hộ;Năm\n"
                                                      "B;Số người;người;Quý\n");
  KheoImportTable    *table = kheo_import_get_table (import, 0);
  KheoImportTableInfo info;

  kheo_import_table_get_info (table, &info);
  g_assert_cmpint (info.as, ==, KHEO_IMPORT_INDICATORS);
  transfer_match (import, db);
  assert_counts (import, 0, 0, 0, 2);
  g_assert_cmpuint (kheo_import_get_n_findings (import), ==, 5);
  kheo_import_set_default (import, table, KHEO_INDICATOR_VALUE_TYPE, "count");
  kheo_import_set_default (import, table, KHEO_INDICATOR_DECIMALS, "0");
  kheo_import_set_default (import, table, KHEO_INDICATOR_NATURE, "flow");
  kheo_import_set_default (import, table, KHEO_INDICATOR_ACROSS_UNITS, "sum");
  kheo_import_set_default (import, table, KHEO_INDICATOR_ACROSS_TIME, "sum");
  g_assert_cmpint (transfer_commit (import, db), !=, 0);
  assert_counts (import, 2, 0, 0, 0);
}

/* Asked for by name, and not taken where something else is asked for. */
static void
test_as (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  static const char *const names[] = { "indicators", "models", "figures", "auto" };
  KheoImportAs             as = KHEO_IMPORT_NOTHING;

  g_assert_true (g_file_set_contents (path, SHEET, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KheoImport) import = NULL;
      KheoImportTableInfo info;

      g_assert_true (kheo_import_as_parse (names[i], &as));
      options->as = as;
      import = transfer_read (path, options);
      kheo_import_table_get_info (kheo_import_get_table (import, 0), &info);
      g_assert_cmpint (info.as == KHEO_IMPORT_INDICATORS, ==, i == 0 || i == 3);
    }
}

int
main (int argc, char **argv)
{
  static const char *const formats[] = { "xlsx", "ods", "csv", "json" };
  static const struct
  {
    const KheoRegister *reg;
    KheoImportAs        as;
  } registers[] = { { &kheo_register_models, KHEO_IMPORT_MODELS },
                    { &kheo_register_units, KHEO_IMPORT_UNITS },
                    { &kheo_register_indicators, KHEO_IMPORT_INDICATORS },
                    { &kheo_register_figures, KHEO_IMPORT_FIGURES },
                    { &kheo_register_targets, KHEO_IMPORT_FIGURES } };
  static RoundTrip trips[G_N_ELEMENTS (formats) * G_N_ELEMENTS (registers)];
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  book = transfer_book_new ();
  kheo_sample_fill (book, NULL, &error);
  g_assert_no_error (error);
  catalogue_add (book);
  for (guint i = 0; i < G_N_ELEMENTS (trips); i++)
    {
      g_autofree char *path = NULL;

      trips[i] = (RoundTrip){ registers[i / G_N_ELEMENTS (formats)].reg,
                              formats[i % G_N_ELEMENTS (formats)],
                              registers[i / G_N_ELEMENTS (formats)].as };
      path = g_strdup_printf ("/round-trip/%s/%s", trips[i].reg->name, trips[i].format);
      g_test_add_data_func (path, &trips[i], test_round_trip);
    }
  g_test_add_data_func ("/vietnamese/figures", &kheo_register_figures, test_vietnamese);
  g_test_add_data_func ("/vietnamese/targets", &kheo_register_targets, test_vietnamese);
  g_test_add_func ("/indicators/new", test_new);
  g_test_add_func ("/indicators/changed", test_changed);
  g_test_add_func ("/indicators/refused", test_refused);
  g_test_add_func ("/indicators/short-list", test_short_list);
  g_test_add_func ("/indicators/as", test_as);
  status = g_test_run ();
  g_clear_pointer (&book, kheo_db_close);
  return status;
}
