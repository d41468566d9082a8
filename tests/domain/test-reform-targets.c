/* What becomes of targets: no one is lost, none is in a total twice. */
#include "reform-desk.h"

#include "kheo-figures.h"
#include "kheo-test.h"

/* A desk with an indicator of which A and B have a target of 10 and of 12 for @period; its id. */
static gint64
init (Desk *desk, const char *period)
{
  gint64 count;

  desk_init (desk);
  action_begin (desk->db);
  count = book_add_indicator (desk->db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk->db, count, desk->a, period, 10);
  book_add_target (desk->db, count, desk->b, period, 12);
  action_end (desk->db);
  return count;
}

/* The sum of all that is set for @unit. */
static gint64
target_of (Desk *desk, gint64 unit)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "SELECT sum (value) FROM target WHERE unit_id = :unit");
  gint64 value = 0;

  kheo_stmt_bind_int (stmt, ":unit", unit);
  if (kheo_stmt_step (stmt, NULL))
    value = kheo_stmt_get_int (stmt, 0);
  return value;
}

static char *
note_of (Desk *desk, gint64 unit)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "SELECT note FROM target WHERE unit_id = :unit ORDER BY id");

  kheo_stmt_bind_int (stmt, ":unit", unit);
  return kheo_stmt_step (stmt, NULL) ? g_strdup (kheo_stmt_get_text (stmt, 0)) : NULL;
}

static void
test_targets (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *note = NULL;
  gint64           count, rate, reform, merged;

  count = init (&desk, "2026");
  action_begin (desk.db);
  rate = book_add_indicator (desk.db, "A2", "Tỷ lệ", "percent 0 stock none none", NULL);
  book_add_target (desk.db, count, desk.a, "2025", 7); /* over before the day */
  book_add_target (desk.db, rate, desk.a, "2026", 90);
  book_add_target (desk.db, rate, desk.b, "2026", 80); /* not equal: a person decides */
  book_add_target (desk.db, count, desk.a, "2027", 3); /* the other has none: the same */
  action_end (desk.db);
  desk_add_merger (&desk);
  reform = desk_apply (&desk, "");
  merged = desk_id_of (&desk, "Xã Mới");
  g_assert_cmpint (target_of (&desk, merged), ==, 22);
  note = note_of (&desk, merged);
  g_assert_cmpstr (note, ==, "Xã An Bình 10 + Xã Hòa Lạc 12, by 7/NQ");
  g_assert_cmpint (target_of (&desk, desk.a), ==, 10 + 7 + 90 + 3); /* what was set stays */
  desk_assert_tasks (&desk, reform, "target target target");
}

static gint64
total_target (Desk *desk, gint64 indicator, const char *period, gint64 unit, const char *day)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  query->unit = unit;
  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = book_day (day);
  g_assert_true (kheo_period_parse (period, &query->period, NULL));
  total = kheo_total_figures (desk->db, indicator, query, KHEO_FIGURES_BY_NOTHING, &error);
  g_assert_no_error (error);
  return total->sum.has_target ? total->sum.target : NO_AMOUNT;
}

/* No target is in a total twice, on the map of the day before or of the day after. */
static void
test_targets_once (void)
{
  g_auto (Desk) desk = { NULL };
  gint64 count;

  count = init (&desk, "2026");
  desk_add_merger (&desk);
  desk_apply (&desk, "");
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  /* What was set for a time that none of the old ones had is in it too. */
  action_begin (desk.db);
  book_add_target (desk.db, count, desk.a, "2027-Q1", 4);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2027", 0, EVE), ==, 4);
  action_begin (desk.db);
  book_add_target (desk.db, count, desk_id_of (&desk, "Xã Mới"), "2026-Q4", 30);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2026-Q4", 0, EVE), ==, 30);
  g_assert_cmpint (total_target (&desk, count, "2026-Q4", 0, DAY), ==, 30);
}

static void
set_target (Desk *desk, gint64 indicator, gint64 unit, const char *period, gint64 value)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "UPDATE target SET value = :value WHERE unit_id = :unit"
                                 " AND indicator_id = :indicator AND period = :period");

  action_begin (desk->db);
  kheo_stmt_bind_int (stmt, ":value", value);
  kheo_stmt_bind_int (stmt, ":unit", unit);
  kheo_stmt_bind_int (stmt, ":indicator", indicator);
  kheo_stmt_bind_text (stmt, ":period", period);
  g_assert_true (kheo_stmt_run (stmt, NULL));
  action_end (desk->db);
}

/* A unit that goes on takes another in, and a person gives it a target for both: the map of the day
 * before has what was set for it then. */
static void
test_targets_overwritten (void)
{
  g_auto (Desk) desk = { NULL };
  gint64 count, stock;

  count = init (&desk, "2026");
  action_begin (desk.db);
  stock = book_add_indicator (desk.db, "A2", "Số tổ", "count 0 stock sum last", NULL);
  book_add_target (desk.db, stock, desk.a, "2026", 1);
  book_add_target (desk.db, stock, desk.b, "2026", 2);
  action_end (desk.db);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  desk_apply (&desk, "");
  /* Nobody has decided: both count, wherever they are. */
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, DAY), ==, 22);
  set_target (&desk, count, desk.b, "2026", 22);
  set_target (&desk, stock, desk.b, "2026", 3);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, EVE), ==, 12);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, stock, "2026", 0, EVE), ==, 3);
  g_assert_cmpint (total_target (&desk, stock, "2026", 0, DAY), ==, 3);
}

/* A person gives the new unit a target of the whole year: it holds what was set for the quarters
 * of those that went into it. */
static void
test_targets_of_the_year (void)
{
  g_auto (Desk) desk = { NULL };
  gint64 count, merged;

  count = init (&desk, "2026-Q1");
  desk_add_merger (&desk);
  desk_apply (&desk, "");
  merged = desk_id_of (&desk, "Xã Mới");
  action_begin (desk.db);
  book_add_target (desk.db, count, merged, "2026", 60);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 60);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 60);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, EVE), ==, 12);
  g_assert_cmpint (total_target (&desk, count, "2026-Q1", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026-Q1", 0, DAY), ==, 22);
}

/* What the reform notes of the targets before it goes with it. */
static void
test_targets_taken_back (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *before = NULL;
  gint64           count, reform;

  count = init (&desk, "2026");
  before = desk_digest (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  reform = desk_apply (&desk, "");
  set_target (&desk, count, desk.b, "2026", 22);
  set_target (&desk, count, desk.b, "2026", 12);
  desk_take_back (&desk, reform, before);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
}

/* Into one that goes on, and of one that was divided: a person decides. */
static void
test_targets_undecided (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  gint64         count, reform;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.c, "2026", 12);
  book_add_model (desk.db, "Mô hình", desk.c, 2025, NULL);
  action_end (desk.db);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.c);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  reform = desk_apply (&desk, "");
  g_assert_cmpint (target_of (&desk, desk.b), ==, 0);
  desk_assert_tasks (&desk, reform, "target target divided-records weight");
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/reform/targets", test_targets);
  g_test_add_func ("/reform/targets-once", test_targets_once);
  g_test_add_func ("/reform/targets-overwritten", test_targets_overwritten);
  g_test_add_func ("/reform/targets-of-the-year", test_targets_of_the_year);
  g_test_add_func ("/reform/targets-taken-back", test_targets_taken_back);
  g_test_add_func ("/reform/targets-undecided", test_targets_undecided);
  return g_test_run ();
}
