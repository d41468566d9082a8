/* The published reform, and one of the whole country made up in its shape: 100,000 random models
 * count as before, in all and in each unit that took others in whole; by every basis. */
#include "national-table.h"
#include "transfer-book.h"

#include "kheo-digest.h"
#include "kheo-history.h"
#include "kheo-id.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"

#include <string.h>

#define DAY "2025-07-01"
#ifdef __SANITIZE_ADDRESS__ /* many times slower */
#define N_MODELS    10000u
#define N_PROVINCES 4u
#else
#define N_MODELS    100000u
#define N_PROVINCES 34u
#endif

static gboolean
import_fixture (KheoDb *db, const char *name)
{
  g_autofree char *path = kheo_test_fixture (name);
  g_autoptr (KheoImport) import = NULL;

  if (path == NULL)
    return FALSE;
  import = transfer_read (path, NULL);
  transfer_commit (import, db);
  return TRUE;
}

static void
add_models (KheoDb *db, KheoUnitMap *map)
{
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (db, &kheo_register_models);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2025);
  g_autoptr (GError) error = NULL;
  KheoValue values[KHEO_MODEL_N_FIELDS] = { 0 };
  gint64    id = kheo_id_next_block (N_MODELS);

  kheo_value_set_text (&values[KHEO_MODEL_NAME], "Mô hình");
  kheo_value_set_text (&values[KHEO_MODEL_KIND], "collective");
  kheo_value_set_text (&values[KHEO_MODEL_FIELD], "economy");
  kheo_db_begin (db, &error);
  for (guint i = 0; i < N_MODELS; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) kheo_unit_map_get_n (map));

      kheo_value_set_integer (&values[KHEO_MODEL_UNIT], kheo_unit_map_get_id (map, at));
      kheo_value_set_integer (&values[KHEO_MODEL_YEAR], g_rand_int_range (rand, 2015, 2025));
      kheo_record_writer_insert (writer, id + i, values, &error);
      g_assert_no_error (error);
    }
  kheo_db_commit (db, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < KHEO_MODEL_N_FIELDS; i++)
    kheo_value_clear (&values[i]);
}

/* By unit id: how many count there. */
static GHashTable *
count (KheoDb *db, KheoClock clock, const char *day, KheoBasis basis)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = NULL;
  KheoUnitMap *map;
  GHashTable  *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint        roots = 0;

  query->clock = clock;
  query->clock_day = kheo_date_from_iso (day);
  query->basis = basis;
  map = kheo_world_get_map (kheo_world_get (db, &error), query->clock_day);
  counts = kheo_rollup_counts (db, query, map, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < counts->len; i++)
    {
      gint64 id = kheo_unit_map_get_id (map, i);
      guint  n = g_array_index (counts, guint32, i);

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (n));
      roots += kheo_unit_map_get_parent (map, i) < 0 ? n : 0;
    }
  g_assert_cmpuint (roots, ==, N_MODELS);
  return by_id;
}

static guint
count_of (GHashTable *counts, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, &id));
}

/* Units all of whose predecessors went into them whole. */
static void
assert_merged (KheoDb *db, GHashTable *before, GHashTable *after)
{
  KheoUnits            *units = kheo_world_get_units (kheo_world_get (db, NULL));
  guint                 n_links = 0;
  guint                 n_merged = 0;
  const KheoSuccession *links = kheo_units_get_successions (units, &n_links);
  g_autoptr (GHashTable) sums = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer       key, value;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_links; i++)
      {
        guint sum = GPOINTER_TO_UINT (g_hash_table_lookup (sums, &links[i].new_id));

        if (pass == 0)
          g_hash_table_insert (sums, (gpointer) &links[i].new_id,
                               GUINT_TO_POINTER (sum + count_of (before, links[i].old_id)));
        else if (!links[i].whole)
          g_hash_table_remove (sums, &links[i].new_id);
      }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const KheoUnitVersion *version =
          kheo_units_get_version (units, *(gint64 *) key, kheo_date_from_iso (DAY));
      guint sum = GPOINTER_TO_UINT (value);

      /* A unit that was there before had its own too; districts went into their province. */
      if (version->type->level != KHEO_LEVEL_COMMUNE)
        continue;
      n_merged++;
      g_assert_cmpuint (count_of (after, *(gint64 *) key), ==,
                        sum + count_of (before, *(gint64 *) key));
    }
  g_assert_cmpuint (n_merged, >, 50);
}

/* Each province has what it had: the published tables do not move one into another. */
static void
assert_provinces (KheoDb *db, GHashTable *before, GHashTable *after)
{
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_from_iso (DAY));

  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    if (kheo_unit_map_get_parent (map, i) < 0)
      g_assert_cmpuint (count_of (after, kheo_unit_map_get_id (map, i)), ==,
                        count_of (before, kheo_unit_map_get_id (map, i)));
}

static void
test_published (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) reported = NULL;
  g_autoptr (GHashTable) reported_after = NULL;

  if (!import_fixture (db, "real/units-national-2025-01.csv"))
    return;
  add_models (db,
              kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_from_iso ("2025-06-30")));
  /* They were put in past the history: the world is loaded again. */
  kheo_db_set_data (db, "kheo-world", NULL, NULL);
  before = count (db, KHEO_CLOCK_ON_DAY, "2025-06-30", KHEO_BASIS_NONE);
  reported = count (db, KHEO_CLOCK_AS_REPORTED, "2025-06-30", KHEO_BASIS_NONE);
  g_assert_true (import_fixture (db, "real/conversion-2025-quang-ninh-son-la.csv"));
  reported_after = count (db, KHEO_CLOCK_AS_REPORTED, "2025-06-30", KHEO_BASIS_NONE);

  for (guint basis = 0; basis < KHEO_N_BASES; basis++)
    {
      g_autoptr (GHashTable) after = count (db, KHEO_CLOCK_ON_DAY, DAY, basis);
      g_autoptr (GHashTable) still = count (db, KHEO_CLOCK_ON_DAY, "2025-06-30", basis);
      GHashTableIter iter;
      gpointer       key, value;

      /* What is apportioned comes on top of what a unit took in whole: only units without parts. */
      assert_merged (db, before, after);
      assert_provinces (db, before, after);
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          g_assert_cmpuint (count_of (still, *(gint64 *) key), ==, GPOINTER_TO_UINT (value));
          g_assert_cmpuint (count_of (reported_after, *(gint64 *) key), ==,
                            count_of (reported, *(gint64 *) key));
        }
    }
}

/* ---- The whole country ---- */

/* Each old unit has as many successors as rows; one that goes on as it is has none and lives. */
static void
assert_successors (KheoDb *db, const NationalTable *table)
{
  KheoUnits *units = kheo_world_get_units (kheo_world_get (db, NULL));
  g_autoptr (KheoUnitMap) after = kheo_unit_map_new (units, kheo_date_from_iso (DAY));
  guint                 n_links = 0;
  const KheoSuccession *links = kheo_units_get_successions (units, &n_links);
  g_autoptr (GHashTable) n_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_kept = 0;

  for (guint i = 0; i < n_links; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_of, &links[i].old_id));

      g_assert_cmpint (kheo_unit_map_find (after, links[i].new_id), >=, 0);
      g_hash_table_insert (n_of, (gpointer) &links[i].old_id, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < table->olds->len; i++)
    {
      const NationalOld *old = &g_array_index (table->olds, NationalOld, i);
      gint64 id = kheo_units_resolve (units, old->code, kheo_date_from_iso ("2025-06-30"), NULL);
      guint  n = GPOINTER_TO_UINT (g_hash_table_lookup (n_of, &id));

      g_assert_cmpint (id, !=, 0);
      if (kheo_unit_map_find (after, id) >= 0)
        {
          g_assert_cmpuint (n, ==, 0);
          n_kept++;
        }
      else
        g_assert_cmpuint (n, ==, old->n_heirs);
    }
  g_assert_cmpuint (n_kept, <=, table->n_pure);
}

static void
count_levels (KheoDb *db, const char *day, guint *n_of)
{
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_from_iso (day));

  memset (n_of, 0, (KHEO_LEVEL_ORGANISATION + 1) * sizeof *n_of);
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    n_of[kheo_unit_map_get_version (map, i)->type->level]++;
}

static void
assert_sound (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* What a new province has is what those that went into it had. */
static void
assert_counts (KheoDb *db, GHashTable *before, GHashTable *reported)
{
  for (guint basis = 0; basis < KHEO_N_BASES; basis++)
    {
      g_autoptr (GHashTable) after = count (db, KHEO_CLOCK_ON_DAY, DAY, basis);
      g_autoptr (GHashTable) today = count (db, KHEO_CLOCK_TODAY, DAY, basis);
      g_autoptr (GHashTable) still = count (db, KHEO_CLOCK_ON_DAY, "2025-06-30", basis);
      g_autoptr (GHashTable) reported_after =
          count (db, KHEO_CLOCK_AS_REPORTED, "2025-06-30", basis);
      GHashTableIter iter;
      gpointer       key, value;

      assert_merged (db, before, after);
      assert_merged (db, before, today);
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          g_assert_cmpuint (count_of (still, *(gint64 *) key), ==, GPOINTER_TO_UINT (value));
          g_assert_cmpuint (count_of (reported_after, *(gint64 *) key), ==,
                            count_of (reported, *(gint64 *) key));
        }
    }
}

/* None lost, none double: 34 provinces, 3,321 communes, no district; and back to what was. */
static void
test_national (void)
{
  g_autofree char *path = kheo_test_fixture ("real/units-national-2025-01.csv");
  g_autofree char *list = NULL;
  g_autoptr (KheoTestDir) dir = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (NationalTable) table = NULL;
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) reported = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *digest_after = NULL;
  guint            was[KHEO_LEVEL_ORGANISATION + 1];
  guint            is[KHEO_LEVEL_ORGANISATION + 1];
  gint64           action;

  if (path == NULL)
    return;
  dir = kheo_test_dir_new ();
  db = transfer_book_new ();
  g_file_get_contents (path, &list, NULL, &error);
  g_assert_no_error (error);
  table = national_table_new (list, N_PROVINCES);
  import_fixture (db, "real/units-national-2025-01.csv");
  add_models (db,
              kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_from_iso ("2025-06-30")));
  kheo_db_set_data (db, "kheo-world", NULL, NULL);
  before = count (db, KHEO_CLOCK_ON_DAY, "2025-06-30", KHEO_BASIS_NONE);
  reported = count (db, KHEO_CLOCK_AS_REPORTED, "2025-06-30", KHEO_BASIS_NONE);
  count_levels (db, "2025-06-30", was);
  digest = kheo_book_digest (db, &error);

  import = transfer_read_text (dir, "national.csv", table->csv);
  action = transfer_commit (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).refused, ==, 0);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, table->n_rows);
  count_levels (db, DAY, is);
  if (N_PROVINCES == 34)
    {
      g_assert_cmpuint (table->n_new, ==, 3321);
      g_assert_cmpuint (table->n_pure, ==, 137);
      g_assert_cmpuint (table->n_parts[2], ==, 397);
      g_assert_cmpuint (table->n_parts[3], ==, 58);
      g_assert_cmpuint (table->n_parts[4], ==, 15);
      g_assert_cmpuint (table->n_parts[5], ==, 1);
      g_assert_cmpuint (table->n_reused, >, 2170);
      g_assert_cmpuint (is[KHEO_LEVEL_PROVINCE], ==, 34);
      g_assert_cmpuint (is[KHEO_LEVEL_DISTRICT], ==, 0);
      g_assert_cmpuint (is[KHEO_LEVEL_COMMUNE], ==, 3321);
    }
  else
    g_assert_cmpuint (is[KHEO_LEVEL_COMMUNE] - table->n_new, ==,
                      was[KHEO_LEVEL_COMMUNE] - table->olds->len);
  assert_successors (db, table);
  assert_sound (db);
  assert_counts (db, before, reported);

  changes = kheo_history_undo (db, action, "tester", NULL, &error);
  g_assert_no_error (error);
  digest_after = kheo_book_digest (db, &error);
  g_assert_cmpstr (digest_after, ==, digest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/reform-totals/published", test_published);
  g_test_add_func ("/transfer/reform-totals/national", test_national);
  return g_test_run ();
}
