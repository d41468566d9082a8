/*
 * kheo-bench-figures BOOK [FIGURES]: makes a book of 34 provinces, 3,332 communes, 66 indicators
 * and 4,000,000 figures (unless it is there), then times what the window asks of them.  No test: it
 * asserts nothing of time.
 */
#include "kheo-book.h"
#include "kheo-figures.h"
#include "kheo-history.h"
#include "kheo-id.h"
#include "kheo-registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_PROVINCES  34
#define N_COMMUNES   98 /* of each */
#define N_INDICATORS 66

static gint64  started;
static clock_t cpu_started;

static void
start (void)
{
  started = g_get_monotonic_time ();
  cpu_started = clock ();
}

static void
stop (const char *what)
{
  double cpu = (double) (clock () - cpu_started) * 1000 / CLOCKS_PER_SEC;

  printf ("%-46s %9.1f ms, %9.1f ms of processor\n", what,
          (double) (g_get_monotonic_time () - started) / 1000, cpu);
}

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error->message);
}

static void
add_units (KheoDb *db, GArray *communes)
{
  GError *error = NULL;

  for (guint p = 0; p < N_PROVINCES; p++)
    {
      g_autofree char *name = g_strdup_printf ("Tỉnh %02u", p);
      KheoUnitVersion  province = { .name = name, .type = kheo_unit_type_find ("province") };

      check (kheo_unit_table_insert (db, &province, &error), error);
      for (guint c = 0; c < N_COMMUNES; c++)
        {
          g_autofree char *own = g_strdup_printf ("Xã %02u-%03u", p, c);
          KheoUnitVersion  commune = { .name = own,
                                       .type = kheo_unit_type_find ("commune"),
                                       .parent_id = province.unit_id };

          check (kheo_unit_table_insert (db, &commune, &error), error);
          g_array_append_val (communes, commune.unit_id);
        }
    }
}

static gint64
add_indicator (KheoDb *db, guint i)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);
  g_autofree char *code = g_strdup_printf ("X%02u", i);
  GError          *error = NULL;

  kheo_record_set_text (record, KHEO_INDICATOR_CODE, code);
  kheo_record_set_text (record, KHEO_INDICATOR_NAME, code);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, i % 8 == 7 ? "percent" : "count");
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, i % 8 == 7 ? 2 : 0);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, i % 4 == 3 ? "stock" : "flow");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, i % 8 == 7 ? "ratio" : "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, i % 4 == 3 ? "last" : "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_LEVEL, "commune");
  check (kheo_record_table_insert (db, record, &error), error);
  return kheo_record_get_id (record);
}

/* Quarter by quarter, commune by commune, as reports come in. */
static void
add_figures (KheoDb *db, GArray *communes, const gint64 *indicators, guint n)
{
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (db, &kheo_register_figures);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint64 id = (guint64) kheo_id_next_block (n);
  guint   made = 0;
  GError *error = NULL;

  for (int quarter = 0; made < n; quarter++)
    {
      g_autofree char *period = g_strdup_printf ("%d-Q%d", 2000 + quarter / 4, quarter % 4 + 1);

      for (guint c = 0; c < communes->len && made < n; c++)
        for (guint i = 0; i < N_INDICATORS && made < n; i++)
          {
            KheoValue values[KHEO_FIGURE_N_FIELDS] = { 0 };

            kheo_value_set_integer (&values[KHEO_FIGURE_INDICATOR], indicators[i]);
            kheo_value_set_integer (&values[KHEO_FIGURE_UNIT], g_array_index (communes, gint64, c));
            kheo_value_set_text (&values[KHEO_FIGURE_PERIOD], period);
            kheo_value_set_text (&values[KHEO_FIGURE_STATE], "value");
            kheo_value_set_integer (&values[KHEO_FIGURE_VALUE], g_rand_int_range (rand, 0, 1000));
            if (i % 8 == 7)
              kheo_value_set_integer (&values[KHEO_FIGURE_DENOMINATOR], 1000);
            check (kheo_record_writer_insert (writer, (gint64) id++, values, &error), error);
            kheo_value_clear (&values[KHEO_FIGURE_PERIOD]);
            kheo_value_clear (&values[KHEO_FIGURE_STATE]);
            made++;
          }
    }
}

static void
make_book (const char *path, guint n)
{
  GError *error = NULL;
  g_autoptr (KheoDb) db = kheo_book_open_db (path, KHEO_DB_CREATE, &error);
  g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 indicators[N_INDICATORS];

  check (db != NULL, error);
  start ();
  check (kheo_db_begin (db, &error), error);
  add_units (db, communes);
  for (guint i = 0; i < N_INDICATORS; i++)
    indicators[i] = add_indicator (db, i);
  add_figures (db, communes, indicators, n);
  check (kheo_db_commit (db, &error), error);
  stop ("book: made");
}

static void
time_total (KheoDb *db, const char *what, gint64 indicator, KheoQuery *query, KheoFiguresBy by)
{
  GError *error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  start ();
  total = kheo_total_figures (db, indicator, query, by, &error);
  check (total != NULL, error);
  stop (what);
}

static void
time_indicator (KheoDb *db, KheoIndicators *indicators, guint index)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  gint64       id = kheo_indicators_get (indicators, index)->id;
  GError      *error = NULL;
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), 0);
  g_autoptr (GArray) sums = NULL;

  query->period = kheo_period_year (2003);
  time_total (db, "one indicator: first total of a year", id, query, KHEO_FIGURES_BY_NOTHING);
  time_total (db, "one indicator: the same again", id, query, KHEO_FIGURES_BY_NOTHING);
  time_total (db, "one indicator: by unit", id, query, KHEO_FIGURES_BY_CHILD);
  time_total (db, "one indicator: by quarter", id, query, KHEO_FIGURES_BY_QUARTER);
  start ();
  sums = kheo_rollup_figures (db, id, query, map, &error);
  check (sums != NULL, error);
  stop ("one indicator: all units");
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

  start ();
  ids = kheo_query_run (db, query, &error);
  check (ids != NULL, error);
  stop ("list: all figures, first (reads them all)");
  g_clear_pointer (&ids, g_array_unref);
  start ();
  ids = kheo_query_run (db, query, &error);
  stop ("list: all figures, again");
  g_clear_pointer (&ids, g_array_unref);
  query->period = kheo_period_year (2003);
  start ();
  ids = kheo_query_run (db, query, &error);
  stop ("list: one year");
  start ();
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      g_autoptr (KheoFigureTotal) total = kheo_total_figures (
          db, kheo_indicators_get (indicators, i)->id, query, KHEO_FIGURES_BY_NOTHING, &error);

      check (total != NULL, error);
    }
  stop ("totals: all indicators of a year");
}

static void
time_edit (KheoDb *db, gint64 indicator)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, indicator);
  GError          *error = NULL;

  query->period = kheo_period_year (2003);
  kheo_query_add_condition (query, "indicator_id", id);
  ids = kheo_query_run (db, query, &error);
  check (ids != NULL && ids->len > 0, error);
  record = kheo_record_table_get (db, &kheo_register_figures, g_array_index (ids, gint64, 0), NULL);
  kheo_record_set_integer (record, KHEO_FIGURE_VALUE,
                           kheo_record_get_integer (record, KHEO_FIGURE_VALUE, 0) + 1);
  check (kheo_history_begin (db, &error), error);
  check (kheo_record_table_update (db, record, &error), error);
  changes = kheo_history_end (db, "bench", "bench", &error);
  check (changes != NULL, error);
  time_total (db, "one figure edited: total again", indicator, query, KHEO_FIGURES_BY_NOTHING);
}

int
main (int argc, char *argv[])
{
  guint   n = argc > 2 ? (guint) atoi (argv[2]) : 4000000;
  GError *error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoIndicators) indicators = NULL;
  KheoWorld *world;

  if (argc < 2)
    {
      fprintf (stderr, "kheo-bench-figures BOOK [FIGURES]\n");
      return 2;
    }
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS))
    make_book (argv[1], n);
  start ();
  db = kheo_book_open_db (argv[1], 0, &error);
  check (db != NULL, error);
  world = kheo_world_get (db, &error);
  check (world != NULL, error);
  stop ("book: opened, units and models read");
  indicators = kheo_indicators_ref (kheo_world_get_indicators (world, &error));
  time_indicator (db, indicators, 0);
  time_indicator (db, indicators, 3);
  time_all (db, indicators);
  time_edit (db, kheo_indicators_get (indicators, 0)->id);
  return 0;
}
