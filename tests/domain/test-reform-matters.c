/* What a reform leaves: open matters, tasks, its impact, its decision; and taking it back. */
#include "reform-desk.h"

#include "kheo-id.h"
#include "kheo-test.h"

#include <string.h>

/* @register_table: "task" or "petition". */
static gint64
add_matter (Desk *desk, const char *table, gint64 unit, const char *state, const char *address)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s (id, %s, %sunit_id, state, address, due_on)"
                       " VALUES (:id, 'Rà soát', %s:unit, :state, :address, '2026-12-31')",
                       table, strcmp (table, "task") == 0 ? "name" : "content",
                       strcmp (table, "task") == 0 ? "name_sort, " : "",
                       strcmp (table, "task") == 0 ? "x'01', " : "");
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (desk->db, sql);
  g_autoptr (GError) error = NULL;
  gint64 id = kheo_id_next ();

  kheo_stmt_bind_int (stmt, ":id", id);
  kheo_stmt_bind_int (stmt, ":unit", unit);
  kheo_stmt_bind_text (stmt, ":state", state);
  kheo_stmt_bind_text (stmt, ":address", address);
  action_begin (desk->db);
  kheo_stmt_run (stmt, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  return id;
}

/* Where a matter is now, and where it was first. */
static void
assert_matter (Desk *desk, const char *table, gint64 id, gint64 unit, gint64 first)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT unit_id, coalesce (first_unit_id, 0) FROM %s WHERE id = :id", table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (desk->db, sql);

  kheo_stmt_bind_int (stmt, ":id", id);
  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, unit);
  g_assert_cmpint (kheo_stmt_get_int (stmt, 1), ==, first);
  kheo_stmt_reset (stmt);
}

/* Two communes become one: what is open goes along, what is closed stays; and all comes back. */
static void
test_matters (void)
{
  g_auto (Desk) desk = { NULL };
  gint64           open, petition, done, other, merged, reform;
  g_autofree char *before = NULL;
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformImpact) impact = NULL;

  desk_init (&desk);
  open = add_matter (&desk, "task", desk.a, "doing", NULL);
  petition = add_matter (&desk, "petition", desk.b, "open", NULL);
  done = add_matter (&desk, "task", desk.b, "done", NULL);
  other = add_matter (&desk, "petition", desk.c, "open", NULL);
  before = desk_digest (&desk);
  desk_add_merger (&desk);
  plan = desk_plan (&desk, DAY);
  impact = kheo_reform_impact_new (plan, desk.db, NULL);
  g_assert_cmpuint (impact->total.tasks, ==, 2);
  g_assert_cmpuint (impact->total.open_tasks, ==, 1);
  g_assert_cmpuint (impact->total.petitions, ==, 1);
  g_assert_cmpuint (impact->total.open_petitions, ==, 1);

  reform = desk_apply (&desk, "");
  merged = desk_id_of (&desk, "Xã Mới");
  assert_matter (&desk, "task", open, merged, desk.a);
  assert_matter (&desk, "petition", petition, merged, desk.b);
  assert_matter (&desk, "task", done, desk.b, 0);
  assert_matter (&desk, "petition", other, desk.c, 0);
  desk_assert_tasks (&desk, reform, "");
  desk_assert_sound (&desk);
  desk_take_back (&desk, reform, before);
  assert_matter (&desk, "task", open, desk.a, 0);
}

/* Of a divided unit those go along that name a hamlet with a place; a person decides the rest. */
static void
test_matters_divided (void)
{
  g_auto (Desk) desk = { NULL };
  gint64           placed, unplaced, nowhere, reform;
  g_autofree char *before = NULL;
  KheoReformAct   *act;

  desk_init (&desk);
  placed = add_matter (&desk, "task", desk.b, "new", "nhà văn hóa, thôn Một");
  unplaced = add_matter (&desk, "petition", desk.b, "doing", "thôn Chín");
  nowhere = add_matter (&desk, "task", desk.b, "new", NULL);
  before = desk_digest (&desk);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.a, NULL);
  kheo_reform_act_add_unit (act, desk.c, NULL);
  act = desk_add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.c;
  reform = desk_apply (&desk, "");
  assert_matter (&desk, "task", placed, desk.c, desk.b);
  assert_matter (&desk, "petition", unplaced, desk.b, 0);
  assert_matter (&desk, "task", nowhere, desk.b, 0);
  desk_assert_tasks (&desk, reform, "open-matter open-matter");
  desk_take_back (&desk, reform, before);
}

/* Who only gives a hamlet away keeps all but what names it. */
static void
test_matters_of_rest (void)
{
  g_auto (Desk) desk = { NULL };
  gint64         gone, kept, reform;
  KheoReformAct *act;

  desk_init (&desk);
  gone = add_matter (&desk, "petition", desk.b, "open", "Thôn Một");
  kept = add_matter (&desk, "petition", desk.b, "open", NULL);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, desk.a, NULL);
  act = desk_add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.a;
  reform = desk_apply (&desk, "");
  assert_matter (&desk, "petition", gone, desk.a, desk.b);
  assert_matter (&desk, "petition", kept, desk.b, 0);
  desk_assert_tasks (&desk, reform, "");
}

static void
test_impact (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformImpact) impact = NULL;
  g_autoptr (GError) error = NULL;
  const KheoReformImpactRow *row;

  desk_init (&desk);
  action_begin (desk.db);
  book_add_model (desk.db, "Một", desk.a, 2025, NULL);
  book_add_model (desk.db, "Hai", desk.b, 2025, NULL);
  book_add_model (desk.db, "Ba", desk.c, 2025, NULL);
  action_end (desk.db);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.c);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  plan = desk_plan (&desk, DAY);
  impact = kheo_reform_impact_new (plan, desk.db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (impact->olds->len, ==, 2);
  g_assert_cmpuint (impact->total.models, ==, 2);
  g_assert_cmpuint (impact->news->len, ==, 2);
  for (guint i = 0; i < impact->news->len; i++)
    {
      row = &g_array_index (impact->news, KheoReformImpactRow, i);
      g_assert_cmpuint (row->models, ==, row->unit_id == desk.b ? 2 : 0);
      g_assert_cmpuint (row->divided, ==, 1);
    }
}

/* Next month: tasks were closed, the decision was corrected; the book is what it was. */
static void
test_taken_back (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct   *act;
  gint64           reform;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) reforms = NULL;
  g_autoptr (GArray) successions = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  desk_init (&desk);
  action_begin (desk.db);
  book_add_model (desk.db, "Một", desk.b, 2025, NULL);
  action_end (desk.db);
  before = desk_digest (&desk);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  kheo_reform_act_add_unit (act, desk.a, NULL);
  reform = desk_apply (&desk, "unit-moved");
  desk_assert_tasks (&desk, reform, "unit-moved divided-records weight");

  tasks = kheo_reform_list_tasks (desk.db, reform, &error);
  action_begin (desk.db);
  kheo_reform_task_close (desk.db, ((KheoReformTask *) tasks->pdata[0])->id, "xong", &error);
  g_assert_no_error (error);
  action_end (desk.db);
  desk_assert_tasks (&desk, reform, "divided-records weight unit-moved!");
  action_begin (desk.db);
  kheo_db_exec (desk.db, "UPDATE reform SET number = '8/NQ'", &error);
  action_end (desk.db);
  successions = kheo_succession_list (desk.db, &error);
  action_begin (desk.db);
  g_assert_true (kheo_succession_set_weight (desk.db,
                                             g_array_index (successions, KheoSuccession, 0).id,
                                             KHEO_BASIS_HOUSEHOLDS, 700, &error));
  action_end (desk.db);
  reforms = kheo_reform_list (desk.db, &error);
  g_assert_cmpuint (reforms->len, ==, 1);
  g_assert_cmpstr (((KheoReformEntry *) reforms->pdata[0])->number, ==, "8/NQ");
  g_assert_cmpuint (((KheoReformEntry *) reforms->pdata[0])->n_open, ==, 2);

  changes = kheo_reform_take_back (desk.db, reform, "tester", &kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpuint (kept->len, ==, 0);
  after = desk_digest (&desk);
  g_assert_cmpstr (after, ==, before);
  desk_assert_sound (&desk);
}

static void
test_decision (void)
{
  static const struct
  {
    const char *text, *number, *issued_on, *issuer, *line;
  } cases[] = {
    { "1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội", "1656/NQ-UBTVQH15", "2025-06-16",
      "Ủy ban Thường vụ Quốc hội", "1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội" },
    { "Nghị quyết số 1656/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội",
      "Nghị quyết số 1656/NQ-UBTVQH15", "2025-06-16", "Ủy ban Thường vụ Quốc hội",
      "Nghị quyết số 1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội" },
    { "7/NQ", "7/NQ", NULL, NULL, "7/NQ" },
    { "7/NQ, HĐND tỉnh, khóa XV", "7/NQ", NULL, "HĐND tỉnh, khóa XV", "7/NQ, HĐND tỉnh, khóa XV" },
    { "", NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KheoReformDecision) decision = { 0 };
      g_autofree char *day = NULL;
      g_autofree char *line = NULL;

      kheo_reform_decision_init_parse (&decision, cases[i].text);
      day = kheo_date_to_iso (decision.issued_on);
      line = kheo_reform_decision_format (&decision);
      g_assert_cmpstr (decision.number, ==, cases[i].number);
      g_assert_cmpstr (day, ==, cases[i].issued_on);
      g_assert_cmpstr (decision.issuer, ==, cases[i].issuer);
      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/reform/matters", test_matters);
  g_test_add_func ("/reform/matters-divided", test_matters_divided);
  g_test_add_func ("/reform/matters-of-rest", test_matters_of_rest);
  g_test_add_func ("/reform/impact", test_impact);
  g_test_add_func ("/reform/taken-back", test_taken_back);
  g_test_add_func ("/reform/decision", test_decision);
  return g_test_run ();
}
