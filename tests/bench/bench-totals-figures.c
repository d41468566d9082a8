/* What the pages of figures ask. */
#include "bench-totals.h"

#include "kheo-query.h"
#include "kheo-registers.h"

static void
time_total (KheoDb *db, const char *what, gint64 indicator, KheoQuery *query, KheoFiguresBy by)
{
  GError *error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  bench_start ();
  total = kheo_total_figures (db, indicator, query, by, &error);
  bench_check (total != NULL, &error);
  bench_stop (what);
}

static void
time_indicator (KheoDb *db, KheoIndicators *indicators, guint index)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  gint64       id = kheo_indicators_get (indicators, index)->id;
  GError      *error = NULL;
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), 0);
  g_autoptr (GArray) sums = NULL;

  query->period = kheo_period_year (2024);
  time_total (db, "one indicator: first total of a year", id, query, KHEO_FIGURES_BY_NOTHING);
  time_total (db, "one indicator: the same again", id, query, KHEO_FIGURES_BY_NOTHING);
  time_total (db, "one indicator: by unit", id, query, KHEO_FIGURES_BY_CHILD);
  time_total (db, "one indicator: by quarter", id, query, KHEO_FIGURES_BY_QUARTER);
  bench_start ();
  sums = kheo_rollup_figures (db, id, query, map, &error);
  bench_check (sums != NULL, &error);
  bench_stop ("one indicator: all units");
  query->period = KHEO_PERIOD_ALL;
  time_total (db, "one indicator: all time, by year", id, query, KHEO_FIGURES_BY_YEAR);
  query->clock = KHEO_CLOCK_TODAY;
  time_total (db, "one indicator: all time, today's map, by unit", id, query,
              KHEO_FIGURES_BY_CHILD);
}

static void
time_all (KheoDb *db, KheoIndicators *indicators)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;

  bench_start ();
  ids = kheo_query_run (db, query, &error);
  bench_check (ids != NULL, &error);
  bench_stop ("list: all figures, first (reads them all)");
  g_clear_pointer (&ids, g_array_unref);
  bench_start ();
  ids = kheo_query_run (db, query, &error);
  bench_stop ("list: all figures, again");
  g_clear_pointer (&ids, g_array_unref);
  query->period = kheo_period_year (2024);
  bench_start ();
  ids = kheo_query_run (db, query, &error);
  bench_stop ("list: one year");
  bench_start ();
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      g_autoptr (KheoFigureTotal) total = kheo_total_figures (
          db, kheo_indicators_get (indicators, i)->id, query, KHEO_FIGURES_BY_NOTHING, &error);

      bench_check (total != NULL, &error);
    }
  bench_stop ("totals: all indicators of a year");
}

void
bench_time_figures (KheoDb *db, KheoIndicators *indicators)
{
  time_indicator (db, indicators, 0);
  time_indicator (db, indicators, 3);
  time_all (db, indicators);
}
