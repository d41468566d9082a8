/* Spellings of one thing: what is put together, what is left apart, what is remembered. */
#include "kheo-import-cluster.h"
#include "transfer-book.h"

#include <string.h>

#define HEAD "STT,Tên mô hình,Đơn vị thực hiện,Xã,Lĩnh vực,Loại hình,Năm,Họ và tên\n"
#define TAIL ",Xã An Bình,Kinh tế,Tập thể,2024,"

static void
test_keys (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean    tones, same;
  } cases[] = {
    { "Hội Nông dân xã Hòa Lạc", "HỘI NÔNG DÂN xã Hoà  Lạc.", TRUE, TRUE },
    { "Lý Văn Sỹ", "Lí Văn Sĩ", TRUE, TRUE },
    { "Nguyễn Văn An", "Nguyễn Văn Ân", TRUE, FALSE },
    { "Thúy", "Thúi", TRUE, FALSE },
    { "Hội ND xã An Bình", "Hội Nông dân xã An Bình", FALSE, TRUE },
    { "HND X. An Bình", "Hội nông dân xã An Bình", FALSE, TRUE },
    { "Hội LHPN P. Hoà Thành", "Hội Liên hiệp Phụ nữ phường Hòa Thành", FALSE, TRUE },
    { "UB MTTQ xã Tân Mỹ", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Mĩ", FALSE, TRUE },
    { "Đoàn TNCS HCM xã Tân Mỹ", "Đoàn thanh niên xã Tân Mỹ", FALSE, TRUE },
    { "Đ/c Bí thư chi bộ", "Bí thư chi bộ", FALSE, TRUE },
    { "PCT Hội", "Phó Chủ tịch Hội", FALSE, TRUE },
    { "Hội Nông dân", "Hội Cựu chiến binh", FALSE, FALSE },
    { "Khối P", "Khối phường", FALSE, FALSE }, /* a letter at the end is a name */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = kheo_cluster_key (cases[i].a, cases[i].tones);
      g_autofree char *b = kheo_cluster_key (cases[i].b, cases[i].tones);

      if ((strcmp (a, b) == 0) != cases[i].same)
        g_error ("“%s” gives “%s”, “%s” gives “%s”", cases[i].a, a, cases[i].b, b);
    }
}

typedef struct
{
  KheoTestDir *dir;
  KheoDb      *db;
  KheoImport  *import;
} Fixture;

static void
open_sheet (Fixture *fixture, const char *name, const char *sheet)
{
  g_clear_pointer (&fixture->import, kheo_import_free);
  fixture->import = transfer_read_text (fixture->dir, name, sheet);
  transfer_match (fixture->import, fixture->db);
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->dir = kheo_test_dir_new ();
  fixture->db = transfer_book_with_units ();
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->import, kheo_import_free);
  kheo_db_close (fixture->db);
  kheo_test_dir_free (fixture->dir);
}

static GPtrArray *
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *clusters = kheo_import_find_clusters (fixture->import, fixture->db, NULL, &error);

  g_assert_no_error (error);
  return clusters;
}

static const char *
owner_of (Fixture *fixture, guint index)
{
  g_autoptr (GPtrArray) records = transfer_list_records (fixture->import);
  KheoRecord *record = g_ptr_array_index (records, index);

  return g_intern_string (kheo_record_get_text (record, KHEO_MODEL_OWNER));
}

#define OWNERS                                                                                     \
  HEAD "1,Một,Hội Nông dân xã An Bình" TAIL "Nguyễn Văn An\n"                                   \
       "2,Hai,Hội Nông dân xã An Bình" TAIL "Nguyễn Văn Ân\n"                                  \
       "3,Ba,Hội ND xã An Bình" TAIL "Trần Thị Thuý\n"                                        \
       "4,Bốn,HỘI NÔNG DÂN XÃ AN BÌNH" TAIL "Trần Thị Thúy\n"                                 \
       "5,Năm,Hội Nôngg dân xã An Bình" TAIL "Lê Hà\n"                                           \
       "6,Sáu,Tổ dân phố 1" TAIL "Lê Hà\n"                                                       \
       "7,Bảy,Tổ dân phố 2" TAIL "Lê Hạ\n"

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) clusters = NULL;
  const KheoCluster     *first, *second;
  const KheoClusterForm *form;

  open_sheet (fixture, "a.csv", OWNERS);
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 2); /* "Tổ dân phố 1" and 2, An and Ân, Hà and Hạ: none */
  first = g_ptr_array_index (clusters, 0);
  second = g_ptr_array_index (clusters, 1);
  g_assert_cmpint (first->field, ==, KHEO_MODEL_PERSON);
  g_assert_cmpint (first->kind, ==, KHEO_CLUSTER_SPELLING);
  g_assert_cmpint (second->field, ==, KHEO_MODEL_OWNER);
  g_assert_cmpint (second->kind, ==, KHEO_CLUSTER_NEAR);
  g_assert_cmpint (second->n_rows, ==, 5);
  g_assert_cmpint (second->forms->len, ==, 4);
  form = g_ptr_array_index (second->forms, 0);
  g_assert_cmpstr (form->text, ==, "Hội Nông dân xã An Bình");
  g_assert_cmpint (form->n_rows, ==, 2);
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  KheoImportTable *table;
  g_autoptr (GPtrArray) clusters = NULL;
  g_autoptr (GArray) joins = NULL;

  open_sheet (fixture, "a.csv", OWNERS);
  table = kheo_import_get_table (fixture->import, 0);
  g_assert_cmpstr (owner_of (fixture, 2), ==, "Hội ND xã An Bình");
  kheo_import_join (fixture->import, table, KHEO_MODEL_OWNER, "Hội ND xã An Bình",
                    "Hội Nông dân xã An Bình");
  /* Another thing, a person says. */
  kheo_import_join (fixture->import, table, KHEO_MODEL_OWNER, "Hội Nôngg dân xã An Bình",
                    "Hội Nôngg dân xã An Bình");
  transfer_match (fixture->import, fixture->db);
  g_assert_cmpstr (owner_of (fixture, 2), ==, "Hội Nông dân xã An Bình");
  g_assert_cmpstr (owner_of (fixture, 4), ==, "Hội Nôngg dân xã An Bình");
  joins = kheo_import_list_joins (fixture->import);
  g_assert_cmpint (joins->len, ==, 1);
  g_assert_cmpint (g_array_index (joins, KheoJoin, 0).n_rows, ==, 1);
  g_assert_false (g_array_index (joins, KheoJoin, 0).remembered);
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 2);
  g_assert_cmpint (((KheoCluster *) clusters->pdata[1])->forms->len, ==, 2);
  /* And taken back. */
  kheo_import_join (fixture->import, table, KHEO_MODEL_OWNER, "Hội ND xã An Bình", NULL);
  transfer_match (fixture->import, fixture->db);
  g_assert_cmpstr (owner_of (fixture, 2), ==, "Hội ND xã An Bình");
}

static void
test_remember (Fixture *fixture, gconstpointer data)
{
  KheoImportFinding finding;
  g_autoptr (GPtrArray) clusters = NULL;

  open_sheet (fixture, "a.csv", OWNERS);
  kheo_import_join (fixture->import, kheo_import_get_table (fixture->import, 0), KHEO_MODEL_OWNER,
                    "Hội ND xã An Bình", "Hội Nông dân xã An Bình");
  g_assert_cmpint (transfer_commit (fixture->import, fixture->db), !=, 0);

  open_sheet (fixture, "b.csv", HEAD "1,Tám,Hội ND xã An Bình" TAIL "Lê Hà\n");
  g_assert_cmpstr (owner_of (fixture, 0), ==, "Hội Nông dân xã An Bình");
  g_assert_true (transfer_find (fixture->import, "spelling-joined", &finding));
  g_assert_cmpint (finding.row, ==, 1);
  g_assert_cmpint (finding.column, ==, 2);
  g_assert_cmpstr (finding.value, ==, "Hội ND xã An Bình");
  /* Not this time, and not any more. */
  kheo_import_join (fixture->import, kheo_import_get_table (fixture->import, 0), KHEO_MODEL_OWNER,
                    "Hội ND xã An Bình", NULL);
  g_assert_cmpint (transfer_commit (fixture->import, fixture->db), !=, 0);
  open_sheet (fixture, "c.csv", HEAD "1,Chín,Hội ND xã An Bình" TAIL "Lê Hà\n");
  g_assert_cmpstr (owner_of (fixture, 0), ==, "Hội ND xã An Bình");
  g_assert_false (transfer_find (fixture->import, "spelling-joined", &finding));
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 0);
}

/* A file follows what the book writes. */
static void
test_book_forms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) clusters = NULL;
  const KheoCluster *cluster;

  open_sheet (fixture, "a.csv", HEAD "1,Một,Hội Nông dân xã An Bình" TAIL "\n");
  transfer_commit (fixture->import, fixture->db);
  open_sheet (fixture, "b.csv", HEAD "1,Hai,HND xã An Bình" TAIL "\n2,Ba,HND xã An Bình" TAIL "\n");
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 1);
  cluster = g_ptr_array_index (clusters, 0);
  g_assert_cmpstr (((KheoClusterForm *) cluster->forms->pdata[0])->text, ==,
                   "Hội Nông dân xã An Bình");
  g_assert_cmpint (((KheoClusterForm *) cluster->forms->pdata[0])->n_book, ==, 1);
}

/* Who leads a task repeats as who owns a model does; what is joined is remembered for tasks. */
static void
test_tasks (Fixture *fixture, gconstpointer data)
{
  static const char sheet[] =
      "STT,Nhiệm vụ,Xã,Đơn vị chủ trì,Người phụ trách,Ngày giao,Trạng thái\n"
      "1,Khảo sát mô hình,Xã An Bình,Hội Nông dân xã An Bình,Lý Văn Sỹ,1/2/2024,Xong\n"
      "2,Tổng kết mô hình,Xã An Bình,Hội ND xã An Bình,Lí Văn Sĩ,2/2/2024,Xong\n"
      "3,Báo cáo quý,Xã An Bình,Hội Nông dân xã An Bình,Trần Thị Mai,3/2/2024,Xong\n";
  g_autoptr (GPtrArray) clusters = NULL;
  KheoImportTable *table = NULL;

  open_sheet (fixture, "a.csv", sheet);
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 2);
  g_assert_cmpint (((KheoCluster *) clusters->pdata[0])->field, ==, KHEO_TASK_PERSON);
  g_assert_cmpint (((KheoCluster *) clusters->pdata[1])->field, ==, KHEO_TASK_BODY);
  table = kheo_import_get_table (fixture->import, 0);
  kheo_import_join (fixture->import, table, KHEO_TASK_BODY, "Hội ND xã An Bình",
                    "Hội Nông dân xã An Bình");
  transfer_commit (fixture->import, fixture->db);
  open_sheet (fixture, "b.csv",
              "STT,Nhiệm vụ,Xã,Đơn vị chủ trì,Ngày giao,Trạng thái\n"
              "1,Khảo sát lại,Xã An Bình,Hội ND xã An Bình,5/2/2024,Xong\n");
  table = kheo_import_get_table (fixture->import, 0);
  g_assert_cmpstr (kheo_import_table_get_value (table, 1, KHEO_TASK_BODY).text, ==,
                   "Hội Nông dân xã An Bình");
}

/* Many spellings cost no more than their number. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) sheet = g_string_new (HEAD);
  g_autoptr (GPtrArray) clusters = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (sheet, "%u,Mô hình %u,Tổ tự quản số %u xóm Đồi" TAIL "\n", i + 1, i, i);
  open_sheet (fixture, "a.csv", sheet->str);
  clusters = find (fixture);
  g_assert_cmpint (clusters->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/transfer/cluster/" path, Fixture, NULL, setup, function, teardown)
  g_test_add_func ("/transfer/cluster/keys", test_keys);
  ADD ("find", test_find);
  ADD ("join", test_join);
  ADD ("remember", test_remember);
  ADD ("book", test_book_forms);
  ADD ("tasks", test_tasks);
  ADD ("many", test_many);
#undef ADD
  return g_test_run ();
}
