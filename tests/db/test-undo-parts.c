/*
 * Random histories of things that hang together: imports that found units and models, edits and
 * removals by hand, taken back and forth in any order.  Whatever happens, nothing refers to what is
 * gone, no unit is left without a version, and undoing all from the last to the first leaves
 * nothing.
 */
#include "kheo-history.h"

#include "kheo-test.h"

#include <string.h>

/* A sanitizer remembers the way to each of SQLite's many allocations: fewer rounds there. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define N_ROUNDS 30
#else
#define N_ROUNDS 400
#endif
#define N_STEPS 24

static const char *const steps[] = {
  "CREATE TABLE import (id INTEGER PRIMARY KEY, file TEXT) STRICT;"
  "CREATE TABLE layout (id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import (id))"
  "  STRICT;"
  "CREATE TABLE unit (id INTEGER PRIMARY KEY, note TEXT) STRICT;"
  "CREATE TABLE version (id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit (id),"
  "  start INTEGER NOT NULL, end INTEGER, name TEXT, parent INTEGER REFERENCES unit (id)) STRICT;"
  "CREATE TABLE succession (id INTEGER PRIMARY KEY, old INTEGER NOT NULL REFERENCES unit (id),"
  "  new INTEGER NOT NULL REFERENCES unit (id)) STRICT;"
  "CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT,"
  "  unit INTEGER NOT NULL REFERENCES unit (id), copy_of INTEGER REFERENCES model (id),"
  "  code INTEGER UNIQUE, import INTEGER REFERENCES import (id)) STRICT;"
  "CREATE TABLE alias (id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit (id)"
  "  ON DELETE CASCADE) STRICT;"
  "CREATE TABLE file (id INTEGER PRIMARY KEY, record INTEGER NOT NULL) STRICT;"
};
static const char *const tables[] = { "import", "layout", "unit", "version", "succession",
                                      "model",  "alias",  "file", NULL };
static const KheoBond    bonds[] = {
     { "version", "unit", KHEO_BOND_PART },      { "version", "unit", KHEO_BOND_HOLDS },
     { "succession", "new", KHEO_BOND_PART },    { "succession", "old", KHEO_BOND_HOLDS },
     { "succession", "old", KHEO_BOND_PART },    { "layout", "import", KHEO_BOND_PART },
     { "file", "record", KHEO_BOND_PART, TRUE }, { NULL },
};

typedef struct
{
  KheoDb *db;
  GRand  *rand;
  GArray *actions; /* gint64 */
  gint64  next;
} Book;

static void
book_open (Book *book, guint32 seed)
{
  book->db = kheo_db_open (":memory:", 0, NULL);
  g_assert_true (kheo_db_migrate (book->db, steps, 1, NULL));
  kheo_history_attach (book->db, tables);
  kheo_history_set_bonds (book->db, bonds);
  book->rand = g_rand_new_with_seed (seed);
  book->actions = g_array_new (FALSE, FALSE, sizeof (gint64));
  book->next = 1;
}

static void
book_close (Book *book)
{
  kheo_db_close (book->db);
  g_rand_free (book->rand);
  g_array_unref (book->actions);
}

static gint64
query (Book *book, const char *sql)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (book->db, sql);

  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : 0;
}

static gint64
pick (Book *book, const char *table)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gint64           n = query (book, count);
  g_autofree char *sql = NULL;

  if (n == 0)
    return 0;
  sql = g_strdup_printf ("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET %d", table,
                         g_rand_int_range (book->rand, 0, (int) n));
  return query (book, sql);
}

static gboolean run (Book *book, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* FALSE when a rule of the tables refuses it. */
static gboolean
run (Book *book, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return kheo_db_exec (book->db, sql, NULL);
}

#define ID G_GINT64_FORMAT

/* ---- What happens in an office ---- */

static gint64
found_unit (Book *book, gint64 parent)
{
  gint64 unit = book->next++;

  run (book, "INSERT INTO unit VALUES (%" ID ", NULL)", unit);
  run (book, "INSERT INTO version VALUES (%" ID ", %" ID ", 0, NULL, 'v', nullif (%" ID ", 0))",
       book->next++, unit, parent);
  return unit;
}

static void
import_file (Book *book)
{
  gint64 import = book->next++;
  gint64 unit = pick (book, "unit");

  run (book, "INSERT INTO import VALUES (%" ID ", 'a')", import);
  run (book, "INSERT INTO layout VALUES (%" ID ", %" ID ")", book->next++, import);
  for (int i = g_rand_int_range (book->rand, unit == 0, 4); i > 0; i--)
    unit = found_unit (book, unit);
  for (int i = g_rand_int_range (book->rand, 0, 6); i > 0; i--)
    {
      gint64 chosen = g_rand_boolean (book->rand) ? unit : pick (book, "unit");

      run (book,
           "INSERT INTO model VALUES (%" ID ", 'm', %" ID ", nullif (%" ID ", 0), %" ID ", %" ID
           ")",
           book->next, chosen, g_rand_int_range (book->rand, 0, 4) == 0 ? pick (book, "model") : 0,
           book->next, import);
      book->next++;
    }
  if (g_rand_int_range (book->rand, 0, 3) == 0)
    run (book, "UPDATE model SET name = 'again' || %" ID " WHERE id = %" ID, book->next++,
         pick (book, "model"));
}

/* One unit ends and another takes its place. */
static void
reform (Book *book)
{
  gint64 old = query (book, "SELECT unit FROM version WHERE end IS NULL AND NOT EXISTS"
                            " (SELECT 1 FROM succession WHERE old = version.unit) LIMIT 1");
  gint64 unit;

  if (old == 0)
    return;
  unit = found_unit (book, 0);
  run (book, "UPDATE version SET start = 9 WHERE unit = %" ID, unit);
  run (book, "UPDATE version SET end = 8 WHERE end IS NULL AND unit = %" ID, old);
  run (book, "INSERT INTO succession VALUES (%" ID ", %" ID ", %" ID ")", book->next++, old, unit);
}

static void
rename_unit (Book *book)
{
  gint64 unit = query (book, "SELECT unit FROM version WHERE end IS NULL"
                             " ORDER BY id DESC LIMIT 1");

  if (unit == 0)
    return;
  run (book, "UPDATE version SET end = 20 WHERE end IS NULL AND unit = %" ID, unit);
  run (book, "INSERT INTO version VALUES (%" ID ", %" ID ", 21, NULL, 'new', NULL)", book->next++,
       unit);
}

static void
edit (Book *book)
{
  switch (g_rand_int_range (book->rand, 0, 7))
    {
    case 0:
      run (book, "UPDATE model SET unit = %" ID " WHERE id = %" ID, pick (book, "unit"),
           pick (book, "model"));
      break;
    case 1:
      run (book, "UPDATE version SET name = 'n%" ID "' WHERE id = %" ID, book->next++,
           pick (book, "version"));
      break;
    case 2:
      run (book, "INSERT INTO alias VALUES (%" ID ", %" ID ")", book->next++, pick (book, "unit"));
      break;
    case 3:
      run (book, "INSERT INTO file VALUES (%" ID ", %" ID ")", book->next++, pick (book, "model"));
      run (book, "DELETE FROM file WHERE record = 0");
      break;
    case 4:
      run (book, "UPDATE model SET code = %d WHERE id = %" ID,
           g_rand_int_range (book->rand, 0, (int) book->next), pick (book, "model"));
      break;
    case 5:
      run (book, "UPDATE version SET parent = NULL WHERE id = %" ID, pick (book, "version"));
      break;
    default:
      run (book, "UPDATE model SET name = 'n%" ID "' WHERE id = %" ID, book->next++,
           pick (book, "model"));
    }
}

/* As the program removes records: with what is attached, and only what nothing needs. */
static void
remove_one (Book *book)
{
  gint64 model = pick (book, "model");
  gint64 unit = pick (book, "unit");

  if (g_rand_boolean (book->rand))
    {
      if (run (book, "DELETE FROM model WHERE id = %" ID, model))
        run (book, "DELETE FROM file WHERE record = %" ID, model);
      return;
    }
  if (query (book, "SELECT count(*) FROM unit") < 2)
    return;
  run (book,
       "DELETE FROM version WHERE unit = %" ID " AND NOT EXISTS (SELECT 1 FROM model WHERE unit ="
       " %" ID ") AND NOT EXISTS (SELECT 1 FROM version AS v WHERE parent = %" ID ") AND NOT EXISTS"
       " (SELECT 1 FROM succession WHERE old = %" ID " OR new = %" ID ")",
       unit, unit, unit, unit, unit);
  run (book,
       "DELETE FROM unit WHERE id = %" ID " AND NOT EXISTS (SELECT 1 FROM version WHERE unit ="
       " unit.id)",
       unit);
}

static void
act (Book *book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  g_assert_true (kheo_history_begin (book->db, &error));
  switch (g_rand_int_range (book->rand, 0, 8))
    {
    case 0:
    case 1:
    case 2:
      import_file (book);
      break;
    case 3:
      reform (book);
      break;
    case 4:
      rename_unit (book);
      break;
    case 5:
      remove_one (book);
      break;
    default:
      edit (book);
    }
  changes = kheo_history_end (book->db, "x", "x", &error);
  g_assert_no_error (error);
  if (changes != NULL)
    {
      gint64 id = kheo_change_set_get_action (changes);

      g_array_append_val (book->actions, id);
    }
}

/* ---- What must hold ---- */

static void
assert_whole (Book *book)
{
  static const char *const queries[] = {
    "SELECT count(*) FROM pragma_foreign_key_check",
    "SELECT count(*) FROM unit WHERE NOT EXISTS (SELECT 1 FROM version WHERE unit = unit.id)",
    "SELECT count(*) FROM file WHERE NOT EXISTS (SELECT 1 FROM model WHERE id = record)",
    "SELECT count(*) FROM import WHERE NOT EXISTS (SELECT 1 FROM layout WHERE import = import.id)",
    /* Two versions of one unit on one day. */
    "SELECT count(*) FROM version AS a JOIN version AS b ON a.unit = b.unit AND a.id < b.id"
    " WHERE a.start <= coalesce (b.end, 99) AND b.start <= coalesce (a.end, 99)",
    /* What has a successor lives on beside it. */
    "SELECT count(*) FROM succession JOIN version ON unit = old WHERE end IS NULL AND start < 9",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    if (query (book, queries[i]) != 0)
      {
        g_test_message ("%s", queries[i]);
        g_assert_not_reached ();
      }
}

static gboolean
is_undone (Book *book, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT undone FROM action WHERE id = %" ID, id);

  return query (book, sql) != 0;
}

/* TRUE when it changed anything; a rehearsal says the same before. */
static gboolean
take (Book *book, gint64 id, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GArray) foreseen = NULL;
  gint64 seq = kheo_history_get_seq (book->db);
  g_autoptr (KheoChangeSet) rehearsed =
      kheo_history_preview (book->db, id, redo, &foreseen, &error);
  g_autoptr (KheoChangeSet) changes = NULL;

  if (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_INVALID))
    {
      g_assert_true (is_undone (book, id) && !redo);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpint (kheo_history_get_seq (book->db), ==, seq);
  assert_whole (book);
  changes = redo ? kheo_history_redo (book->db, id, "x", &kept, &error)
                 : kheo_history_undo (book->db, id, "x", &kept, &error);
  g_assert_no_error (error);
  assert_whole (book);
  g_assert_cmpuint (kept->len, ==, foreseen->len);
  g_assert_cmpint (changes != NULL, ==, rehearsed != NULL);
  if (changes != NULL)
    g_assert_cmpuint (kheo_change_set_get_n (changes), ==, kheo_change_set_get_n (rehearsed));
  for (guint i = 0; i < kept->len; i++)
    {
      const KheoKept *row = &g_array_index (kept, KheoKept, i);

      g_assert_nonnull (row->why);
      /* Each once. */
      for (guint j = 0; j < i; j++)
        g_assert_false (row->id == g_array_index (kept, KheoKept, j).id &&
                        strcmp (row->table, g_array_index (kept, KheoKept, j).table) == 0);
    }
  return changes != NULL;
}

static void
take_any (Book *book)
{
  gint64 id;

  if (book->actions->len == 0)
    return;
  id = g_array_index (book->actions, gint64,
                      g_rand_int_range (book->rand, 0, (int) book->actions->len));
  take (book, id, is_undone (book, id));
}

static gint64
count_rows (Book *book)
{
  gint64 n = 0;

  for (gsize i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

      n += query (book, sql);
    }
  return n;
}

/* From the last to the first; of what was taken back, what was kept then. */
static void
undo_all (Book *book)
{
  for (guint i = 0; i < book->actions->len; i++)
    if (is_undone (book, g_array_index (book->actions, gint64, i)))
      take (book, g_array_index (book->actions, gint64, i), TRUE);
  for (guint i = book->actions->len; i > 0; i--)
    take (book, g_array_index (book->actions, gint64, i - 1), FALSE);
}

static void
test_random (void)
{
  for (guint32 round = 0; round < N_ROUNDS; round++)
    {
      Book book;

      book_open (&book, round);
      for (int step = 0; step < N_STEPS; step++)
        {
          if (g_rand_int_range (book.rand, 0, 3) > 0)
            act (&book);
          else
            take_any (&book);
          assert_whole (&book);
        }
      undo_all (&book);
      if (count_rows (&book) != 0)
        {
          g_test_message ("round %u leaves %d rows", round, (int) count_rows (&book));
          g_assert_not_reached ();
        }
      book_close (&book);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/undo-parts/random", test_random);
  return g_test_run ();
}
