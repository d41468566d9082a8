#include "kheo-book-lock.h"
#include "kheo-store.h"
#include "kheo-test.h"

#include <stdio.h>
#include <string.h>

static const char *const     steps[] = { "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) STRICT" };
static const char *const     tables[] = { "t", NULL };
static const KheoStoreSchema schema = { steps, 1, tables };

typedef struct
{
  KheoTestDir *dir;
  char        *path;
  KheoStore   *store;
  GString     *log; /* what happened on the main thread, in order */
  GThread     *main;
} Fixture;

static KheoStore *
open_store (Fixture *fixture, KheoDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  KheoStore *store = kheo_store_open (fixture->path, &schema, flags, &error);

  g_assert_no_error (error);
  return store;
}

static void
changed_cb (KheoStore *store, KheoChangeSet *changes, Fixture *fixture)
{
  g_assert_true (g_thread_self () == fixture->main);
  g_string_append_printf (fixture->log, "changed %u;", kheo_change_set_get_n (changes));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->main = g_thread_self ();
  fixture->dir = kheo_test_dir_new ();
  fixture->path = kheo_test_dir_build (fixture->dir, "a.kheo");
  fixture->log = g_string_new (NULL);
  fixture->store = open_store (fixture, KHEO_DB_CREATE);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kheo_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_string_free (fixture->log, TRUE);
  g_free (fixture->path);
  kheo_test_dir_free (fixture->dir);
}

static gpointer
run_sql (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_db_exec (db, data, error) ? g_strdup ("done") : NULL;
}

static gpointer
count_rows (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT count(*) FROM t");

  if (!kheo_stmt_step (stmt, error))
    return NULL;
  return g_strdup_printf ("%d", (int) kheo_stmt_get_int (stmt, 0));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  g_string_append_printf (fixture->log, "read %s;", error != NULL ? "failed" : text);
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  gint64           action = -1;
  g_autofree char *text = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (error != NULL)
    g_string_append_printf (fixture->log, "error %s %d;", g_quark_to_string (error->domain),
                            error->code);
  else
    g_string_append_printf (fixture->log, "wrote %d;", (int) action);
}

static void
undo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);

  if (error != NULL)
    g_string_append_printf (fixture->log, "error %d;", error->code);
  else
    g_string_append_printf (fixture->log, "undone %u;", kept->len);
}

static void
write_sql (Fixture *fixture, const char *sql, GCancellable *cancellable)
{
  kheo_store_write_async (fixture->store, "title", run_sql, g_strdup (sql), g_free, g_free,
                          cancellable, write_cb, fixture);
}

static void
read_count (Fixture *fixture)
{
  kheo_store_read_async (fixture->store, count_rows, NULL, NULL, g_free, NULL, read_cb, fixture);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_assert_false (kheo_store_is_read_only (fixture->store));
  g_assert_cmpstr (kheo_store_get_path (fixture->store), ==, fixture->path);
  write_sql (fixture, "INSERT INTO t VALUES (1, 'a'), (2, 'b')", NULL);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 1;"));
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 2;"));
  write_sql (fixture, "UPDATE t SET v = v", NULL);
  write_sql (fixture, "DELETE FROM t WHERE id = 1", NULL);
  write_sql (fixture, "DELETE FROM nothing", NULL);
  kheo_store_undo_async (fixture->store, 2, FALSE, undo_cb, fixture);
  kheo_store_undo_async (fixture->store, 2, FALSE, undo_cb, fixture);
  kheo_store_undo_async (fixture->store, 2, TRUE, undo_cb, fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "error 2;changed 1;undone 0;"));
  g_assert_cmpstr (fixture->log->str, ==,
                   "changed 2;wrote 1;read 2;wrote 0;changed 1;wrote 2;error kheo-error-quark 0;"
                   "changed 1;undone 0;error 2;changed 1;undone 0;");
}

/* A reader answers while the writer works. */
typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean may_end;
} Gate;

static gpointer
wait_at_gate (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  g_assert_true (kheo_db_exec (db, "INSERT INTO t VALUES (9, 'slow')", error));
  g_mutex_lock (&gate->mutex);
  while (!gate->may_end)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

static void
test_read_while_writing (Fixture *fixture, gconstpointer data)
{
  Gate gate = { 0 };

  kheo_store_write_async (fixture->store, "slow", wait_at_gate, &gate, NULL, NULL, NULL, write_cb,
                          fixture);
  read_count (fixture);
  WAIT_UNTIL (strcmp (fixture->log->str, "read 0;") == 0);
  g_mutex_lock (&gate.mutex);
  gate.may_end = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 1;"));
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 1;"));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { 0 };

  /* Cancelled before it began. */
  kheo_store_write_async (fixture->store, "slow", wait_at_gate, &gate, NULL, NULL, NULL, write_cb,
                          fixture);
  write_sql (fixture, "INSERT INTO t VALUES (1, 'a')", cancellable);
  g_cancellable_cancel (cancellable);
  g_mutex_lock (&gate.mutex);
  gate.may_end = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "error g-io-error-quark 19;"));

  /* Cancelled while a statement runs that would never end. */
  g_cancellable_reset (cancellable);
  write_sql (fixture,
             "WITH RECURSIVE n (i) AS (VALUES (100) UNION ALL SELECT i + 1 FROM n)"
             " INSERT INTO t SELECT i, '' FROM n",
             cancellable);
  g_cancellable_cancel (cancellable);
  g_string_truncate (fixture->log, 0);
  WAIT_UNTIL (strcmp (fixture->log->str, "error g-io-error-quark 19;") == 0);
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 1;"));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  KheoStore *first = fixture->store;

  write_sql (fixture, "INSERT INTO t VALUES (1, 'a')", NULL);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 1;"));

  /* Open already, even by ourselves: the second may read. */
  fixture->store = open_store (fixture, KHEO_DB_CREATE);
  g_assert_true (kheo_store_is_read_only (fixture->store));
  g_string_truncate (fixture->log, 0);
  read_count (fixture);
  WAIT_UNTIL (strcmp (fixture->log->str, "read 1;") == 0);
  write_sql (fixture, "DELETE FROM t", NULL);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "error kheo-error-quark 7;"));
  kheo_store_undo_async (fixture->store, 1, FALSE, undo_cb, fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "error 7;"));
  kheo_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = first;

  /* And the first still writes. */
  write_sql (fixture, "INSERT INTO t VALUES (2, 'b')", NULL);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 2;"));
}

/* The other process of test_other_process(): holds the book until its input ends. */
static void
hold_book (const char *path)
{
  g_autoptr (GError) error = NULL;
  KheoStore *store = kheo_store_open (path, &schema, 0, &error);
  char       byte;

  g_assert_no_error (error);
  g_print (kheo_store_is_read_only (store) ? "r" : "w");
  if (fread (&byte, 1, 1, stdin) == 1)
    g_error ("nothing should come");
  kheo_store_close (store);
  g_object_unref (store);
}

static char
start_holder (const char *program, const char *path, GSubprocess **out_process)
{
  g_autoptr (GError) error = NULL;
  char  answer = 0;
  gsize n = 0;

  *out_process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, program, "--hold", path, NULL);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (*out_process), &answer, 1, &n, NULL,
                           &error);
  g_assert_no_error (error);
  return answer;
}

static void
end_holder (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, &error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static const char *program;

static void
test_other_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GSubprocess) third = NULL;

  g_assert_cmpint (start_holder (program, fixture->path, &second), ==, 'r');
  end_holder (second);
  kheo_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_assert_cmpint (start_holder (program, fixture->path, &third), ==, 'w');
  fixture->store = open_store (fixture, 0);
  g_assert_true (kheo_store_is_read_only (fixture->store));
  end_holder (third);
}

static void
test_close_waits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO t VALUES (%d, 'x')", i);

      write_sql (fixture, sql, NULL);
    }
  kheo_store_close (fixture->store);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 20;"));
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read failed;"));
  g_object_unref (fixture->store);
  fixture->store = open_store (fixture, KHEO_DB_READ_ONLY);
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 20;"));
}

/* A book that was there before: its reader must not take it for unchanging. */
static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  kheo_store_close (fixture->store);
  g_object_unref (fixture->store);
  fixture->store = open_store (fixture, 0);
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 0;"));
  write_sql (fixture, "INSERT INTO t VALUES (1, 'a')", NULL);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "wrote 1;"));
  read_count (fixture);
  WAIT_UNTIL (g_str_has_suffix (fixture->log->str, "read 1;"));
}

static void
test_bad (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_store_open (path, &schema, 0, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "nonsense", -1, NULL));
  g_assert_null (kheo_store_open (path, &schema, KHEO_DB_CREATE, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT);
}

static void
test_network (void)
{
  g_assert_true (kheo_file_system_is_remote (0x6969));
  g_assert_true (kheo_file_system_is_remote (0xff534d42));
  g_assert_true (kheo_file_system_is_remote ((guint64) (gint64) (gint32) 0xff534d42));
  g_assert_true (kheo_file_system_is_remote (0xfe534d42));
  g_assert_false (kheo_file_system_is_remote (0xef53));     /* ext4 */
  g_assert_false (kheo_file_system_is_remote (0x01021994)); /* tmpfs */
}

#define ADD(name, func) g_test_add ("/db/store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--hold") == 0)
    {
      hold_book (argv[2]);
      return 0;
    }
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("read-while-writing", test_read_while_writing);
  ADD ("cancel", test_cancel);
  ADD ("read-only", test_read_only);
  ADD ("other-process", test_other_process);
  ADD ("close-waits", test_close_waits);
  ADD ("reopen", test_reopen);
  g_test_add_func ("/db/store/bad", test_bad);
  g_test_add_func ("/db/store/network", test_network);
  return g_test_run ();
}
