/*
 * bench-totals BOOK [FIGURES]: totals of every node in the three clocks, on a book of
 * kheo-make-book (100000 1000000).  The first run gives the book indicators, figures and a reform:
 * districts end, communes become a third as many, some are divided, hamlets follow.  Beside it the
 * same by plain recursive SQL.  Asserts nothing of time; the counts themselves must agree.
 */
#include "bench-totals.h"

#include "kheo-book.h"
#include "kheo-history.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-unit-days.h"
#include "kheo-unit-edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS 9 /* of what is told as a median */

/* ---- Medians ---- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef gpointer (*AskFunc) (KheoDb *db, gpointer what);

/* The median of the processor's time of some runs; the last answer is the caller's. */
static double
time_median (KheoDb *db, const char *name, AskFunc ask, gpointer what, GArray **out)
{
  double  times[RUNS];
  double  wall[RUNS];
  GArray *answer = NULL;

  for (guint i = 0; i < RUNS; i++)
    {
      g_clear_pointer (&answer, g_array_unref);
      bench_start ();
      answer = ask (db, what);
      times[i] = bench_stop (NULL);
      wall[i] = bench_wall ();
    }
  qsort (times, RUNS, sizeof *times, compare_doubles);
  qsort (wall, RUNS, sizeof *wall, compare_doubles);
  printf ("%-56s %9.2f ms, %9.2f ms of processor (least %.2f)\n", name, wall[RUNS / 2],
          times[RUNS / 2], times[0]);
  if (out != NULL)
    *out = answer;
  else
    g_clear_pointer (&answer, g_array_unref);
  return times[RUNS / 2];
}

typedef struct
{
  KheoQuery *query;
  gint64     indicator; /* 0: models */
} Question;

static gpointer
ask_all_nodes (KheoDb *db, gpointer what)
{
  Question    *question = what;
  GError      *error = NULL;
  KheoWorld   *world = kheo_world_get (db, &error);
  KheoDate     day = question->query->clock == KHEO_CLOCK_ON_DAY ? question->query->clock_day : 0;
  KheoUnitMap *map;
  GArray      *answer;

  bench_check (world != NULL, &error);
  map = kheo_world_get_map (world, day);
  answer = question->indicator != 0
               ? kheo_rollup_figures (db, question->indicator, question->query, map, &error)
               : kheo_rollup_counts (db, question->query, map, &error);
  bench_check (answer != NULL, &error);
  return answer;
}

/* ---- Plain SQL ---- */

#define PARENTS                                                                                    \
  "WITH RECURSIVE map (unit_id, parent_id) AS MATERIALIZED (SELECT unit_id, parent_id"             \
  " FROM unit_version WHERE (valid_from IS NULL OR valid_from <= :day)"                            \
  " AND (valid_to IS NULL OR valid_to >= :day)),"                                                  \
  " climb (unit_id, above) AS (SELECT unit_id, unit_id FROM map UNION ALL"                         \
  " SELECT climb.unit_id, map.parent_id FROM climb JOIN map ON map.unit_id = climb.above"          \
  " WHERE map.parent_id IS NOT NULL) "

static double
time_sql (KheoDb *db, const char *name, const char *sql, KheoUnitMap *map, GArray *expected)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  GError *error = NULL;
  guint   n_wrong = 0;
  guint   n = 0;
  double  cpu;

  bench_start ();
  kheo_stmt_bind_text (stmt, ":day", "2025-06-30");
  while (kheo_stmt_step (stmt, &error))
    {
      int index = kheo_unit_map_find (map, kheo_stmt_get_int (stmt, 0));

      n++;
      if (expected != NULL && index >= 0 &&
          g_array_index (expected, guint32, index) != kheo_stmt_get_int (stmt, 1))
        n_wrong++;
    }
  bench_check (error == NULL, &error);
  cpu = bench_stop (name);
  printf ("  (%u nodes, %u differ)\n", n, n_wrong);
  return cpu;
}

/* ---- What is asked ---- */

static void
time_clocks (KheoDb *db, gint64 indicator, double *before)
{
  g_autoptr (KheoQuery) query =
      kheo_query_new (indicator != 0 ? &kheo_register_figures : &kheo_register_models);
  Question question = { query, indicator };
  g_autoptr (GArray) old_map = NULL;

  if (indicator != 0)
    query->period = kheo_period_year (2024);
  query->clock = KHEO_CLOCK_AS_REPORTED;
  time_median (db, "  as reported", ask_all_nodes, &question, NULL);
  query->clock = KHEO_CLOCK_TODAY;
  time_median (db, "  today's map", ask_all_nodes, &question, NULL);
  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = kheo_date_from_iso (BENCH_REFORM) - 1;
  *before = time_median (db, "  the map before the reform", ask_all_nodes, &question, &old_map);
}

/* A day that was not asked for yet: the map and where everything counts on it are made anew. */
static void
time_switch (KheoDb *db, gint64 indicator)
{
  g_autoptr (KheoQuery) query =
      kheo_query_new (indicator != 0 ? &kheo_register_figures : &kheo_register_models);
  Question question = { query, indicator };
  double   times[RUNS];

  if (indicator != 0)
    query->period = kheo_period_year (2024);
  query->clock = KHEO_CLOCK_ON_DAY;
  for (guint i = 0; i < RUNS; i++)
    {
      GArray *answer;

      query->clock_day =
          kheo_date_from_iso (BENCH_REFORM) - RUNS + i * 2 + (indicator != 0 ? 100 : 0);
      bench_start ();
      answer = ask_all_nodes (db, &question);
      times[i] = bench_stop (NULL);
      g_array_unref (answer);
    }
  qsort (times, RUNS, sizeof *times, compare_doubles);
  printf ("%-56s %22.2f ms of processor (least %.2f)\n", "  a clock not asked for yet",
          times[RUNS / 2], times[0]);
}

/* What is made once for the clock, and kept. */
static void
time_first (KheoDb *db)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  Question          question = { query, 0 };
  const char *const names[] = { "  as reported, first", "  today's map, first" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GArray *answer;

      query->clock = i == 0 ? KHEO_CLOCK_AS_REPORTED : KHEO_CLOCK_TODAY;
      bench_start ();
      answer = ask_all_nodes (db, &question);
      bench_stop (names[i]);
      g_array_unref (answer);
    }
  query->basis = KHEO_BASIS_EQUAL;
  time_median (db, "  today's map, divided units in equal parts", ask_all_nodes, &question, NULL);
}

static void
time_parts (KheoDb *db)
{
  KheoUnits *units;
  GError    *error = NULL;

  units = kheo_units_load (db, &error);
  bench_check (units != NULL, &error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KheoUnitMap) map = NULL;
      g_autoptr (GArray) children = NULL;

      bench_start ();
      map = kheo_unit_map_new (units, kheo_date_from_iso (BENCH_REFORM) - i);
      bench_stop ("map of a day");
      bench_start ();
      for (guint k = 0; k < kheo_unit_map_get_n (map); k++)
        {
          g_clear_pointer (&children, g_array_unref);
          children = kheo_unit_map_list_children (map, (int) k);
        }
      bench_stop ("every node expanded once");
    }
  bench_start ();
  g_array_unref (kheo_units_list_days (units));
  bench_stop ("days on which anything changed");
  kheo_units_unref (units);
}

/* @indicator 0: of models. */
static void
time_edit (KheoDb *db, gint64 indicator)
{
  const KheoRegister *reg = indicator != 0 ? &kheo_register_figures : &kheo_register_models;
  g_autoptr (KheoQuery) query = kheo_query_new (reg);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, indicator);
  g_autoptr (GArray) ids = NULL;
  Question question = { query, indicator };
  double   times[RUNS];
  GError  *error = NULL;

  if (indicator != 0)
    {
      query->period = kheo_period_year (2024);
      kheo_query_add_condition (query, "indicator_id", id);
    }
  ids = kheo_query_run (db, query, NULL);
  query->clock = KHEO_CLOCK_TODAY;
  for (guint i = 0; i < RUNS; i++)
    {
      gint64 edited = g_array_index (ids, gint64, (i + 1) * ids->len / (RUNS + 1));
      g_autoptr (KheoRecord) record = kheo_record_table_get (db, reg, edited, &error);
      g_autoptr (KheoChangeSet) changes = NULL;
      g_autofree char *note = g_strdup_printf ("%u", g_random_int ());
      GArray          *answer;

      bench_check (record != NULL && kheo_history_begin (db, &error), &error);
      if (indicator != 0)
        kheo_record_set_integer (record, KHEO_FIGURE_VALUE, g_random_int_range (0, 1000));
      kheo_record_set_text (record, indicator != 0 ? KHEO_FIGURE_NOTE : KHEO_MODEL_NOTE, note);
      bench_check (kheo_record_table_update (db, record, &error), &error);
      changes = kheo_history_end (db, "bench", NULL, &error);
      bench_start ();
      answer = ask_all_nodes (db, &question);
      times[i] = bench_stop (NULL);
      g_array_unref (answer);
    }
  qsort (times, RUNS, sizeof *times, compare_doubles);
  printf ("%-56s %22.2f ms of processor (least %.2f)\n",
          indicator != 0 ? "a figure edited, all nodes again" : "a model edited, all nodes again",
          times[RUNS / 2], times[0]);
}

/* What is done to a unit; @i tells one run from another. */
typedef gboolean (*UnitEdit) (KheoDb *db, KheoUnitMap *map, guint commune, guint i, GError **error);

static gboolean
rename_unit (KheoDb *db, KheoUnitMap *map, guint commune, guint i, GError **error)
{
  KheoUnitVersion  changed = *kheo_unit_map_get_version (map, commune);
  g_autofree char *name = g_strdup_printf ("Xã Đổi Tên %u", g_random_int ());

  changed.name = name;
  return kheo_unit_change (db, changed.unit_id, kheo_date_today (), &changed, error);
}

static gboolean
move_unit (KheoDb *db, KheoUnitMap *map, guint commune, guint i, GError **error)
{
  KheoUnitVersion changed = *kheo_unit_map_get_version (map, commune);
  g_autoptr (GArray) provinces = bench_list_level (map, KHEO_LEVEL_PROVINCE);

  changed.parent_id = kheo_unit_map_get_id (
      map, g_array_index (provinces, guint, g_random_int () % provinces->len));
  return kheo_unit_change (db, changed.unit_id, kheo_date_today (), &changed, error);
}

static gboolean
add_unit (KheoDb *db, KheoUnitMap *map, guint commune, guint i, GError **error)
{
  g_autofree char *name = g_strdup_printf ("Thôn Mới %u", g_random_int ());
  KheoUnitVersion  version = { .name = name,
                               .type = kheo_unit_type_find ("hamlet"),
                               .valid_from = kheo_date_today (),
                               .parent_id = kheo_unit_map_get_id (map, commune) };

  return kheo_unit_add (db, &version, error);
}

/* The last hamlet of a commune joins its first. */
static gboolean
merge_units (KheoDb *db, KheoUnitMap *map, guint commune, guint i, GError **error)
{
  guint          last = kheo_unit_map_get_end (map, commune) - 1;
  KheoSuccession link = { .new_id = kheo_unit_map_get_id (map, commune + 1),
                          .whole = TRUE,
                          .date = kheo_date_today () };

  /* One that began today, by another run, cannot have ended yesterday. */
  while (last > commune + 1 && kheo_unit_map_get_version (map, last)->valid_from >= link.date)
    last--;
  if (last <= commune + 1)
    return TRUE;
  link.old_id = kheo_unit_map_get_id (map, last);
  return kheo_unit_end (db, link.old_id, link.date - 1, error) &&
         kheo_succession_insert (db, &link, NULL, error);
}

static void
time_unit_edit (KheoDb *db, const char *name, UnitEdit edit)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  Question question = { query, 0 };
  double   units[RUNS], all[RUNS];
  GError  *error = NULL;

  query->clock = KHEO_CLOCK_TODAY;
  for (guint i = 0; i < RUNS; i++)
    {
      KheoUnitMap *map = kheo_unit_map_ref (kheo_world_get_map (kheo_world_get (db, NULL), 0));
      g_autoptr (GArray) communes = bench_list_level (map, KHEO_LEVEL_COMMUNE);
      g_autoptr (KheoChangeSet) changes = NULL;
      guint commune = g_array_index (communes, guint, (i + 1) * communes->len / (RUNS + 1));

      if (!kheo_history_begin (db, &error) || !edit (db, map, commune, i, &error))
        bench_check (FALSE, &error);
      changes = kheo_history_end (db, "bench", NULL, &error);
      bench_check (error == NULL, &error);
      kheo_unit_map_unref (map);
      bench_start ();
      bench_check (kheo_world_get (db, &error) != NULL, &error);
      units[i] = bench_stop (NULL);
      g_array_unref (ask_all_nodes (db, &question));
      all[i] = bench_stop (NULL);
    }
  qsort (units, RUNS, sizeof *units, compare_doubles);
  qsort (all, RUNS, sizeof *all, compare_doubles);
  printf ("%-56s %22.2f ms of processor (least %.2f), of that units %.2f\n", name, all[RUNS / 2],
          all[0], units[RUNS / 2]);
}

/* What SQLite needs to go through the same tables: the least that reading them can take. */
static void
time_plain (KheoDb *db)
{
  static const char *const statements[] = { "SELECT sum (unit_id & 1) FROM model",
                                            "SELECT sum (value & 1) FROM figure" };

  bench_start ();
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, statements[i]);
      GError *error = NULL;

      bench_check (kheo_stmt_step (stmt, &error), &error);
    }
  bench_stop ("one sum over models and figures in SQL");
}

static void
time_load (KheoDb *db)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  GError *error = NULL;
  double  cpu;

  bench_start ();
  units = kheo_units_load (db, &error);
  bench_check (units != NULL, &error);
  bench_stop ("units alone");
  bench_start ();
  bench_check (kheo_world_get (db, &error) != NULL, &error);
  cpu = bench_stop ("units and models");
  bench_start ();
  periods = kheo_figures_list_periods (db, 0, query, &error);
  bench_check (periods != NULL, &error);
  cpu += bench_stop ("all figures");
  printf ("%-56s %22.2f ms of processor\n", "loaded", cpu);
  time_plain (db);
}

int
main (int argc, char *argv[])
{
  guint   n = argc > 2 ? (guint) atoi (argv[2]) : 4000000;
  GError *error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoIndicators) indicators = NULL;
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (GArray) counts = NULL;
  gint64       indicator;
  double       models, figures, sql;
  KheoUnitMap *map;
  Question     question;

  if (argc < 2)
    {
      fprintf (stderr, "bench-totals BOOK [FIGURES]\n");
      return 2;
    }
  bench_complete_book (argv[1], n);
  db = kheo_book_open_db (argv[1], 0, &error);
  bench_check (db != NULL, &error);
  time_load (db);
  if (argc > 3)
    return 0;
  indicators = kheo_indicators_ref (kheo_world_get_indicators (kheo_world_get (db, NULL), &error));
  indicator = kheo_indicators_get (indicators, 0)->id;
  time_parts (db);

  printf ("models of every node\n");
  time_first (db);
  time_clocks (db, 0, &models);
  time_switch (db, 0);
  printf ("figures of one indicator of a year, of every node\n");
  time_clocks (db, indicator, &figures);
  time_switch (db, indicator);
  bench_time_figures (db, indicators);
  time_edit (db, 0);
  time_edit (db, indicator);
  time_unit_edit (db, "a unit renamed, all nodes again", rename_unit);
  time_unit_edit (db, "a unit moved, all nodes again", move_unit);
  time_unit_edit (db, "a unit added, all nodes again", add_unit);
  time_unit_edit (db, "two units merged, all nodes again", merge_units);

  query = kheo_query_new (&kheo_register_models);
  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = kheo_date_from_iso (BENCH_REFORM) - 1;
  question = (Question){ query, 0 };
  counts = ask_all_nodes (db, &question);
  map = kheo_world_get_map (kheo_world_get (db, NULL), query->clock_day);
  sql = time_sql (db, "SQL: models of every node before the reform",
                  PARENTS "SELECT above, sum (n) FROM climb JOIN (SELECT unit_id AS own,"
                          " count (*) AS n FROM model GROUP BY unit_id) ON own = unit_id"
                          " GROUP BY above",
                  map, counts);
  printf ("  %.0f times ours\n", sql / models);
  sql = time_sql (db, "SQL: one indicator of every node before the reform",
                  PARENTS "SELECT above, sum (n) FROM climb JOIN (SELECT unit_id AS own,"
                          " sum (value) AS n FROM figure WHERE indicator_id ="
                          " (SELECT id FROM indicator WHERE code = 'X00')"
                          " AND period LIKE '2024%' GROUP BY unit_id) ON own = unit_id"
                          " GROUP BY above",
                  map, NULL);
  printf ("  %.0f times ours\n", sql / figures);
  return 0;
}
