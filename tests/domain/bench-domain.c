/*
 * kheo-bench-domain BOOK: times what the window asks of the rules, on a book of kheo-make-book.
 * No test: it asserts nothing of time.
 */
#include "kheo-book.h"
#include "kheo-digest.h"
#include "kheo-query.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-unit-match.h"
#include "kheo-world.h"

#include <stdio.h>
#include <time.h>

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
time_units (KheoDb *db)
{
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitMap) map = NULL;
  g_autoptr (KheoUnitMatcher) matcher = NULL;
  g_autoptr (GArray) hits = NULL;
  GError *error = NULL;

  start ();
  units = kheo_units_load (db, &error);
  check (units != NULL, error);
  stop ("units: load");
  start ();
  map = kheo_unit_map_new (units, 0);
  stop ("units: map of a day");
  start ();
  hits = kheo_unit_map_search (map, "chieng", 200);
  stop ("units: search “chieng”");
  g_array_unref (hits);
  start ();
  hits = kheo_unit_map_search (map, "a", G_MAXUINT);
  stop ("units: search “a”, all hits");
  start ();
  matcher = kheo_unit_matcher_new (units, 0);
  stop ("units: matcher");
}

static void
time_query (KheoDb *db, const char *what, KheoQuery *query)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *line = NULL;

  start ();
  ids = kheo_query_run (db, query, &error);
  check (ids != NULL, error);
  line = g_strdup_printf ("query: %s (%u)", what, ids->len);
  stop (line);
}

static void
time_queries (KheoDb *db)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);

  time_query (db, "all, tree order, first", query);
  time_query (db, "all, tree order, again", query);
  kheo_query_set_condition (query, "field", "economy");
  query->period = kheo_period_year (2024);
  time_query (db, "one field, one year", query);
  query->sort = g_strdup ("budget");
  time_query (db, "by budget, first", query);
  time_query (db, "by budget, again", query);
  g_clear_pointer (&query->sort, g_free);
  query->sort = g_strdup ("owner");
  time_query (db, "by owner, first", query);
  g_clear_pointer (&query->sort, g_free);
  query->sort = g_strdup ("name");
  query->descending = TRUE;
  time_query (db, "by name, descending", query);
  g_clear_pointer (&query->sort, g_free);
  kheo_query_set_condition (query, "field", NULL);
  query->descending = FALSE;
  query->period = KHEO_PERIOD_ALL;
  query->search = g_strdup ("du lich");
  time_query (db, "search “du lich”, first", query);
  time_query (db, "search “du lich”, again", query);
  g_clear_pointer (&query->search, g_free);
  query->search = g_strdup ("dat chieng");
  time_query (db, "search “dat chieng”", query);
  g_clear_pointer (&query->search, g_free);
  query->search = g_strdup ("Đạt Chiềng");
  time_query (db, "search “Đạt Chiềng”, exact first", query);
}

static void
time_totals (KheoDb *db)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  KheoWorld      *world = kheo_world_get (db, NULL);
  KheoUnitMap    *map = kheo_world_get_map (world, 0);
  const KheoClock clocks[] = { KHEO_CLOCK_AS_REPORTED, KHEO_CLOCK_TODAY };
  const KheoBy    both[] = { KHEO_BY_FIELD, KHEO_BY_KIND };
  const KheoBy    child = KHEO_BY_CHILD;
  const KheoBy    year = KHEO_BY_YEAR;

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (GArray) counts = NULL;
      g_autoptr (KheoTotal) total = NULL;

      query->clock = clocks[i];
      start ();
      counts = kheo_rollup_counts (db, query, map, NULL);
      stop (i == 0 ? "counts of all nodes, as reported" : "counts of all nodes, today");
      start ();
      total = kheo_total_models (db, query, both, 2, NULL);
      stop ("total by field,kind");
      kheo_total_free (total);
      start ();
      total = kheo_total_models (db, query, &child, 1, NULL);
      stop ("total by child");
      kheo_total_free (total);
      start ();
      total = kheo_total_models (db, query, &year, 1, NULL);
      stop ("total by year");
    }
}

static void
time_edit (KheoDb *db)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GArray) ids = kheo_query_run (db, query, NULL);
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *note = NULL;
  GError          *error = NULL;

  record = kheo_record_table_get (db, &kheo_register_models,
                                  g_array_index (ids, gint64, ids->len / 2), &error);
  check (record != NULL && kheo_history_begin (db, &error), error);
  kheo_record_set_text (record, KHEO_MODEL_STATUS, "commended");
  note = g_strdup_printf ("sửa %u", g_random_int ());
  kheo_record_set_text (record, KHEO_MODEL_NOTE, note);
  check (kheo_record_table_update (db, record, &error), error);
  changes = kheo_history_end (db, "bench", NULL, &error);
  start ();
  check (kheo_world_get (db, &error) != NULL, error);
  stop ("world: patch after an edit");
  time_query (db, "tree order after an edit", query);
}

int
main (int argc, char *argv[])
{
  g_autoptr (KheoDb) db = NULL;
  g_autofree char *digest = NULL;
  GError          *error = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: %s BOOK\n", argv[0]);
      return 2;
    }
  db = kheo_book_open_db (argv[1], 0, &error);
  check (db != NULL, error);
  time_units (db);
  start ();
  check (kheo_world_get (db, &error) != NULL, error);
  stop ("world: load");
  time_queries (db);
  time_totals (db);
  time_edit (db);
  start ();
  digest = kheo_book_digest (db, &error);
  check (digest != NULL, error);
  stop ("digest");
  return 0;
}
