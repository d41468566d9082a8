/* What was done with the book, on paper: every file, action and matter once, the newest first. */
#include "kheo-annex-question.h"
#include "kheo-imports.h"
#include "reform-desk.h"

static KheoAnnexContent *
annex_of (KheoDb *db, const char *subject)
{
  g_autoptr (KheoQuery) query = kheo_query_new (kheo_annex_subject_get_query_register (subject));
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (subject, query);
  g_autoptr (GError) error = NULL;
  KheoAnnexContent *annex = kheo_annex_question_answer (question, db, NULL, FALSE, NULL, &error);

  g_assert_no_error (error);
  return annex;
}

static const char *
cell (const KheoAnnexContent *annex, guint row, const char *key)
{
  int column = kheo_annex_table_find (annex->table, key);

  g_assert_cmpint (column, >=, 0);
  return kheo_annex_table_get_cell (annex->table, row, (guint) column);
}

static void
test_nothing (void)
{
  static const char *const subjects[] = { "imports", "history", "reform-matters" };
  KheoDb                  *db = book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autoptr (KheoAnnexContent) annex = annex_of (db, subjects[i]);

      g_assert_false (kheo_annex_table_says_anything (annex->table));
      g_assert_cmpuint (kheo_annex_table_get_n_rows (annex->table), ==, 1); /* says so */
    }
  kheo_db_close (db);
}

static void
test_history (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoAnnexContent) annex = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  gint64 first;

  action_begin (db);
  book_add_unit (db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  first = action_end (db);
  action_begin (db);
  book_add_unit (db, "Xã Mường La", NULL, 0, NULL, NULL);
  action_end (db);
  undone = kheo_history_undo (db, first, "lan", NULL, NULL);
  g_assert_nonnull (undone);
  annex = annex_of (db, "history");
  g_assert_cmpuint (kheo_annex_table_get_n_rows (annex->table), ==, 2); /* an undo is no line */
  g_assert_cmpstr (cell (annex, 0, "state"), ==, "");
  g_assert_cmpstr (cell (annex, 1, "state"), ==, "Taken back");
  g_assert_cmpstr (cell (annex, 1, "no"), ==, "2");
  kheo_db_close (db);
}

static void
test_imports (void)
{
  KheoDb         *db = book_new ();
  KheoImportEntry entry = {
    .file = (char *) "Mô hình 2024.xlsx",
    .sha256 = (char *) "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    .size = 1,
    .at = 1700000000,
    .as = (char *) "models"
  };
  g_autoptr (KheoAnnexContent) annex = NULL;
  g_autoptr (GError) error = NULL;

  action_begin (db);
  kheo_import_table_insert (db, &entry, &error);
  g_assert_no_error (error);
  action_end (db);
  annex = annex_of (db, "imports");
  g_assert_cmpuint (kheo_annex_table_get_n_rows (annex->table), ==, 1);
  g_assert_cmpstr (cell (annex, 0, "file"), ==, "Mô hình 2024.xlsx");
  g_assert_cmpstr (cell (annex, 0, "as"), ==, "Models");
  g_assert_cmpstr (cell (annex, 0, "state"), ==, "Nothing of it is left");
  kheo_db_close (db);
}

/* A divided unit with a model and no basis leaves matters, under the line of their reform. */
static void
test_matters (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (KheoAnnexContent) annex = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  KheoReformAct *act;
  gint64         reform;
  guint          n;

  desk_init (&desk);
  action_begin (desk.db);
  book_add_model (desk.db, "Mô hình", desk.c, 2025, NULL);
  action_end (desk.db);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.c);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  reform = desk_apply_any (&desk);
  tasks = kheo_reform_list_tasks (desk.db, reform, NULL);
  n = tasks->len;
  g_assert_cmpuint (n, >, 0);
  action_begin (desk.db);
  g_assert_true (kheo_reform_task_close (desk.db, ((KheoReformTask *) tasks->pdata[0])->id,
                                         "theo biên bản", NULL));
  action_end (desk.db);

  annex = annex_of (desk.db, "reform-matters");
  g_assert_cmpuint (kheo_annex_table_get_n_rows (annex->table), ==, n + 1);
  g_assert_cmpint (kheo_annex_table_get_row_kind (annex->table, 0), ==, KHEO_ANNEX_ROW_GROUP);
  g_assert_cmpstr (cell (annex, n, "note"), ==, "theo biên bản"); /* open ones stand first */
  g_assert_cmpstr (cell (annex, n, "done"), !=, "");
  g_assert_nonnull (strstr (cell (annex, n, "unit"), "Xã Tân Mỹ")); /* as it was called */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/annex-journal/nothing", test_nothing);
  g_test_add_func ("/report/annex-journal/history", test_history);
  g_test_add_func ("/report/annex-journal/imports", test_imports);
  g_test_add_func ("/report/annex-journal/matters", test_matters);
  return g_test_run ();
}
