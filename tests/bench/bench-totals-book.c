/* The clock of the benchmark, and its book. */
#include "bench-totals.h"

#include "kheo-book.h"
#include "kheo-history.h"
#include "kheo-id.h"
#include "kheo-registers.h"

#include <stdio.h>
#include <time.h>

#define N_INDICATORS 66

static double started;
static double cpu_started;

static double
now_ms (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

void
bench_start (void)
{
  started = now_ms (CLOCK_MONOTONIC);
  cpu_started = now_ms (CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_stop (const char *what)
{
  double cpu = now_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_started;

  if (what != NULL)
    printf ("%-56s %9.2f ms, %9.2f ms of processor\n", what, now_ms (CLOCK_MONOTONIC) - started,
            cpu);
  return cpu;
}

void
bench_check (gboolean done, GError *const *error)
{
  if (!done)
    g_error ("%s", *error != NULL ? (*error)->message : "failed");
}

double
bench_wall (void)
{
  return now_ms (CLOCK_MONOTONIC) - started;
}

GArray *
bench_list_level (KheoUnitMap *map, KheoLevel level)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    if (kheo_unit_map_get_version (map, i)->type->level == level)
      g_array_append_val (indexes, i);
  return indexes;
}

/* ---- The book ---- */

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
  bench_check (kheo_record_table_insert (db, record, &error), &error);
  return kheo_record_get_id (record);
}

/* Quarter by quarter, commune by commune, as reports come in. */
static void
add_figures (KheoDb *db, KheoUnitMap *map, guint n)
{
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (db, &kheo_register_figures);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) communes = bench_list_level (map, KHEO_LEVEL_COMMUNE);
  KheoValue values[KHEO_FIGURE_N_FIELDS] = { 0 };
  guint64   id = (guint64) kheo_id_next_block (n);
  gint64    indicators[N_INDICATORS];
  guint     made = 0;
  GError   *error = NULL;

  for (guint i = 0; i < N_INDICATORS; i++)
    indicators[i] = add_indicator (db, i);
  kheo_value_set_text (&values[KHEO_FIGURE_STATE], "value");
  for (int quarter = 0; made < n; quarter++)
    {
      g_autofree char *period = g_strdup_printf ("%d-Q%d", 2024 + quarter / 4, quarter % 4 + 1);

      kheo_value_set_text (&values[KHEO_FIGURE_PERIOD], period);
      for (guint c = 0; c < communes->len && made < n; c++)
        for (guint i = 0; i < N_INDICATORS && made < n; i++, made++)
          {
            guint at = g_array_index (communes, guint, c);

            kheo_value_set_integer (&values[KHEO_FIGURE_INDICATOR], indicators[i]);
            kheo_value_set_integer (&values[KHEO_FIGURE_UNIT], kheo_unit_map_get_id (map, at));
            kheo_value_set_integer (&values[KHEO_FIGURE_VALUE], g_rand_int_range (rand, 0, 1000));
            kheo_value_clear (&values[KHEO_FIGURE_DENOMINATOR]);
            if (i % 8 == 7)
              kheo_value_set_integer (&values[KHEO_FIGURE_DENOMINATOR], 1000);
            bench_check (kheo_record_writer_insert (writer, (gint64) id++, values, &error), &error);
          }
    }
  for (guint i = 0; i < KHEO_FIGURE_N_FIELDS; i++)
    kheo_value_clear (&values[i]);
}

static void
end_version (KheoDb *db, const KheoUnitVersion *version)
{
  KheoUnitVersion ended = *version;
  GError         *error = NULL;

  ended.valid_to = kheo_date_from_iso (BENCH_REFORM) - 1;
  bench_check (kheo_unit_table_update_version (db, &ended, &error), &error);
}

static gint64
found_commune (KheoDb *db, guint number, gint64 province)
{
  g_autofree char *name = g_strdup_printf ("Xã Mới %u", number);
  g_autofree char *code = g_strdup_printf ("M%05u", number);
  KheoUnitVersion  version = { .valid_from = kheo_date_from_iso (BENCH_REFORM),
                               .name = name,
                               .code = code,
                               .type = kheo_unit_type_find ("commune"),
                               .parent_id = province };
  GError          *error = NULL;

  bench_check (kheo_unit_table_insert (db, &version, &error), &error);
  return version.unit_id;
}

static void
succeed (KheoDb *db, gint64 old, gint64 heir, gboolean whole)
{
  KheoSuccession link = {
    .old_id = old, .new_id = heir, .whole = whole, .date = kheo_date_from_iso (BENCH_REFORM)
  };
  GError *error = NULL;

  bench_check (kheo_succession_insert (db, &link, NULL, &error), &error);
}

/* Ends one commune; its hamlets go to @heirs one after the other. */
static void
end_commune (KheoDb *db, KheoUnitMap *map, guint at, const gint64 *heirs, guint n_heirs)
{
  guint   moved = 0;
  GError *error = NULL;

  end_version (db, kheo_unit_map_get_version (map, at));
  for (guint i = 0; i < n_heirs; i++)
    succeed (db, kheo_unit_map_get_id (map, at), heirs[i], n_heirs == 1);
  for (guint h = at + 1; h < kheo_unit_map_get_end (map, at); h++)
    {
      KheoUnitVersion after = *kheo_unit_map_get_version (map, h);

      end_version (db, &after);
      after.id = 0;
      after.valid_from = kheo_date_from_iso (BENCH_REFORM);
      after.parent_id = heirs[moved++ % n_heirs];
      bench_check (kheo_unit_table_insert_version (db, &after, &error), &error);
    }
}

static void
reform_province (KheoDb *db, KheoUnitMap *map, guint province, guint *number)
{
  gint64 id = kheo_unit_map_get_id (map, province);
  gint64 heirs[2] = { 0, 0 };
  guint  n = 0;

  for (guint i = province + 1; i < kheo_unit_map_get_end (map, province); i++)
    {
      const KheoUnitVersion *version = kheo_unit_map_get_version (map, i);

      if (version->type->level == KHEO_LEVEL_DISTRICT)
        {
          end_version (db, version);
          succeed (db, version->unit_id, id, TRUE);
        }
      if (version->type->level != KHEO_LEVEL_COMMUNE)
        continue;
      if (n++ % 3 == 0)
        {
          heirs[1] = heirs[0];
          heirs[0] = found_commune (db, ++*number, id);
        }
      /* Every twentieth is divided between the new commune and the one before it. */
      end_commune (db, map, i, heirs, n % 20 == 0 && heirs[1] != 0 ? 2 : 1);
    }
}

static void
reform (KheoDb *db, KheoUnitMap *map)
{
  g_autoptr (GArray) provinces = bench_list_level (map, KHEO_LEVEL_PROVINCE);
  g_autoptr (KheoChangeSet) changes = NULL;
  GError *error = NULL;
  guint   number = 0;

  bench_check (kheo_history_begin (db, &error), &error);
  for (guint p = 0; p < provinces->len; p++)
    reform_province (db, map, g_array_index (provinces, guint, p), &number);
  changes = kheo_history_end (db, "reform", "bench", &error);
  bench_check (changes != NULL, &error);
}

void
bench_complete_book (const char *path, guint n_figures)
{
  GError *error = NULL;
  g_autoptr (KheoDb) db = kheo_book_open_db (path, 0, &error);
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitMap) map = NULL;

  bench_check (db != NULL, &error);
  if (kheo_history_get_seq (db) != 0)
    return;
  bench_start ();
  units = kheo_units_load (db, &error);
  bench_check (units != NULL, &error);
  map = kheo_unit_map_new (units, kheo_date_from_iso (BENCH_REFORM) - 1);
  bench_check (kheo_db_begin (db, &error), &error);
  add_figures (db, map, n_figures);
  bench_check (kheo_db_commit (db, &error), &error);
  reform (db, map);
  bench_stop ("book completed");
}
