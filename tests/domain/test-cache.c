/* What is kept in files of the cache folder says the same as the tables, whatever came between. */
#include "domain-book.h"
#include "kheo-cache.h"
#include "kheo-figures.h"
#include "kheo-rollup.h"
#include "kheo-scan.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *book;
  char *cache; /* where the files are */
} Fixture;

static KheoDb *
open_book (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_book_open_db (self->book, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  return db;
}

static gint64
first_indicator (KheoDb *db)
{
  return kheo_indicators_get (kheo_world_get_indicators (kheo_world_get (db, NULL), NULL), 0)->id;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (KheoDb) db = NULL;

  self->folder = g_dir_make_tmp ("kheo-cache-XXXXXX", NULL);
  self->book = g_build_filename (self->folder, "b.kheo", NULL);
  self->cache = g_build_filename (g_get_user_cache_dir (), "kheo", "columns", NULL);
  kheo_cache_set_least (1);
  db = open_book (self);
  book_fill (db, rand, 60, 300);
  action_begin (db);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *code = g_strdup_printf ("A%u", i);

      book_add_indicator (db, code, code,
                          i == 2 ? "percent 2 flow ratio ratio" : "count 0 flow sum sum", NULL);
    }
  action_end (db);
  for (guint i = 0; i < 3; i++)
    book_fill_figures (
        db, rand,
        kheo_indicators_get (kheo_world_get_indicators (kheo_world_get (db, NULL), NULL), i)->id,
        60);
}

static guint
count_files (Fixture *self, gboolean remove)
{
  g_autoptr (GDir) dir = g_dir_open (self->cache, 0, NULL);
  const char *name;
  guint       n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->cache, name, NULL);

      n++;
      if (remove)
        g_unlink (path);
    }
  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-lock" };

  count_files (self, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (self->book, ends[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->book);
  g_free (self->cache);
}

/* All that the world says of models, units and figures, as text. */
static char *
tell (KheoDb *db, gboolean figures_first)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  gint64 indicator = first_indicator (db);

  if (figures_first)
    g_ptr_array_unref (kheo_figures_list_periods (db, 0, query, NULL));
  for (guint clock = KHEO_CLOCK_AS_REPORTED; clock <= KHEO_CLOCK_ON_DAY; clock++)
    {
      KheoUnitMap *map;
      g_autoptr (GArray) counts = NULL;
      g_autoptr (GArray) sums = NULL;

      query->clock = clock;
      query->clock_day = book_day ("2023-01-01");
      map = kheo_world_get_map (kheo_world_get (db, &error), query->clock_day);
      query->reg = &kheo_register_models;
      counts = kheo_rollup_counts (db, query, map, &error);
      g_assert_no_error (error);
      query->reg = &kheo_register_figures;
      sums = kheo_rollup_figures (db, indicator, query, map, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < counts->len; i++)
        {
          const KheoFigureSum *sum = &g_array_index (sums, KheoFigureSum, i);

          g_string_append_printf (text, "%s %u %" G_GINT64_FORMAT " %u\n",
                                  kheo_unit_map_get_version (map, i)->name,
                                  g_array_index (counts, guint32, i), sum->value, sum->n_figures);
        }
    }
  query->search = g_strdup ("hoa");
  query->reg = &kheo_register_models;
  {
    g_autoptr (GArray) ids = kheo_query_run (db, query, &error);

    g_string_append_printf (text, "%u found\n", ids->len);
  }
  return g_string_free (text, FALSE);
}

/* A few more figures of the first indicator, for years that have none. */
static void
add_figures (KheoDb *db)
{
  static int   year = 2030;
  gint64       indicator = first_indicator (db);
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), 0);
  gint64       units[5];

  for (guint i = 0; i < 5; i++)
    units[i] = kheo_unit_map_get_id (map, i);
  action_begin (db);
  year++;
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *period = g_strdup_printf ("%d", year);

      book_add_figure (db, indicator, units[i], period, 100 + i, NO_AMOUNT);
    }
  action_end (db);
}

/* What a program that opens the book now says, with the files and without. */
static void
assert_same (Fixture *self, gboolean figures_first)
{
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;

  {
    g_autoptr (KheoDb) db = open_book (self);

    with = tell (db, figures_first);
  }
  count_files (self, TRUE);
  {
    g_autoptr (KheoDb) db = open_book (self);

    without = tell (db, TRUE);
  }
  g_assert_cmpstr (with, ==, without);
  /* The second has made them anew. */
  g_assert_cmpuint (count_files (self, FALSE), ==, 3);
}

static void
test_edits (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  assert_same (self, TRUE);
  assert_same (self, FALSE);
  for (guint round = 0; round < 12; round++)
    {
      {
        g_autoptr (KheoDb) db = open_book (self);

        action_begin (db);
        for (int i = g_rand_int_range (rand, 0, 12); i > 0; i--)
          book_edit (db, rand);
        action_end (db);
        if (round % 3 == 0)
          add_figures (db);
      }
      assert_same (self, round % 2 == 0);
    }
}

/* An edit after the files were opened, but before they were read. */
static void
test_read_late (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  assert_same (self, TRUE);
  {
    g_autoptr (KheoDb) db = open_book (self);
    g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
    gint64 second =
        kheo_indicators_get (kheo_world_get_indicators (kheo_world_get (db, NULL), NULL), 1)->id;
    g_autoptr (KheoFigureTotal) total =
        kheo_total_figures (db, second, query, KHEO_FIGURES_BY_NOTHING, NULL);

    g_assert_nonnull (total);
    add_figures (db);
    after = tell (db, FALSE);
  }
  count_files (self, TRUE);
  {
    g_autoptr (KheoDb) db = open_book (self);

    before = tell (db, TRUE);
  }
  g_assert_cmpstr (before, ==, after);
}

static void
spoil (Fixture *self, const char *end, gsize at)
{
  g_autoptr (GDir) dir = g_dir_open (self->cache, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->cache, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            size;

      if (!g_str_has_suffix (name, end))
        continue;
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      bytes[at % size] ^= 0x40;
      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    }
}

static void
test_damage (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "units", "models", "figures" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  assert_same (self, TRUE);
  for (guint round = 0; round < 60; round++)
    {
      spoil (self, names[round % 3], g_rand_int (rand));
      assert_same (self, TRUE);
    }
}

/* A copy that went its own way has actions of the same numbers: its files are not the other's. */
static void
test_other_book (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize            size;
  gint64           unit = 0;

  {
    g_autoptr (KheoDb) db = open_book (self);

    g_assert_true (kheo_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL));
  }
  g_assert_true (g_file_get_contents (self->book, &bytes, &size, NULL));
  for (guint way = 0; way < 2; way++)
    {
      g_autoptr (KheoDb) db = NULL;

      g_assert_true (g_file_set_contents (self->book, bytes, (gssize) size, NULL));
      db = open_book (self);
      unit = kheo_unit_map_get_id (kheo_world_get_map (kheo_world_get (db, NULL), 0), 0);
      action_begin (db);
      for (guint i = 0; i <= way; i++)
        book_add_model (db, "Mô hình", unit, 2024, NULL);
      action_end (db);
      g_free (tell (db, TRUE));
      g_clear_pointer (&db, kheo_db_close);
      assert_same (self, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("kheo-test-cache-XXXXXX", NULL);
  int              status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  kheo_db_scan_set_least (0); /* tables are read from both ends */
  g_test_add ("/cache/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/cache/read-late", Fixture, NULL, set_up, test_read_late, tear_down);
  g_test_add ("/cache/damage", Fixture, NULL, set_up, test_damage, tear_down);
  g_test_add ("/cache/other-book", Fixture, NULL, set_up, test_other_book, tear_down);
  status = g_test_run ();
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *in = g_build_filename (cache, "kheo", i == 0 ? "columns" : NULL, NULL);

      g_rmdir (in);
    }
  g_rmdir (cache);
  return status;
}
