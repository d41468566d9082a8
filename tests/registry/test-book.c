#include "kheo-book-tables.h"
#include "kheo-schema.h"
#include "kheo-test.h"
#include "test-books.h"

#include <glib/gstdio.h>
#include <string.h>

static KheoBook *
open_book (const char *path, KheoDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  KheoBook *book = kheo_book_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (book);
  return book;
}

static void
free_book (KheoBook *book)
{
  kheo_book_close (book);
  g_assert_finalize_object (book);
}

static void
test_create_with_folder (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "new/folder/book.kheo");
  KheoBook        *book = open_book (path, KHEO_DB_CREATE);
  GStatBuf         info;

  g_assert_cmpstr (kheo_book_get_path (book), ==, path);
  g_assert_false (kheo_book_is_read_only (book));
  g_assert_nonnull (kheo_book_get_store (book));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  free_book (book);

  /* It is a book: opens without being made. */
  free_book (open_book (path, 0));
}

static void
check_refused (const char *path, KheoDbFlags flags, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) db_error = NULL;

  g_assert_null (kheo_book_open (path, flags, &error));
  g_assert_error (error, KHEO_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (kheo_book_open_db (path, flags, &db_error));
  g_assert_error (db_error, KHEO_ERROR, code);
  g_assert_cmpstr (error->message, ==, db_error->message);
}

static char *
write_file (KheoTestDir *dir, const char *name, const char *bytes, gsize size)
{
  char *path = kheo_test_dir_build (dir, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return path;
}

static void
test_refusals (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *missing = kheo_test_dir_build (dir, "missing.kheo");
  g_autofree char *junk = g_strnfill (8192, 'x');
  g_autofree char *text = write_file (dir, "text.kheo", junk, 8192);
  g_autofree char *empty = write_file (dir, "empty.kheo", "", 0);
  g_autofree char *before = NULL;
  gsize            size = 0;

  check_refused (missing, 0, KHEO_ERROR_NOT_FOUND);
  check_refused (text, KHEO_DB_CREATE, KHEO_ERROR_CORRUPT);
  check_refused (empty, 0, KHEO_ERROR_CORRUPT);
  check_refused (kheo_test_dir_get_path (dir), 0, KHEO_ERROR_FORMAT);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (text, &before, &size, NULL));
  g_assert_cmpmem (before, size, junk, 8192);
}

/* Makes a book and runs @sql over it. */
static char *
make_altered (KheoTestDir *dir, const char *name, const char *sql)
{
  char *path = kheo_test_dir_build (dir, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = kheo_book_open_db (path, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  kheo_db_exec (db, sql, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_strangers (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *newer = make_altered (dir, "newer.kheo", "PRAGMA user_version = 900");
  g_autofree char *other = make_altered (dir, "other.kheo", "PRAGMA application_id = 12");

  check_refused (newer, 0, KHEO_ERROR_NEWER);
  check_refused (other, 0, KHEO_ERROR_FORMAT);
}

static void
test_second_writer (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) reader = NULL;
  KheoDb   *writer = kheo_book_open_db (path, KHEO_DB_CREATE, &error);
  KheoBook *book = NULL;

  g_assert_no_error (error);
  g_assert_null (kheo_book_open_db (path, 0, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_BUSY);
  g_clear_error (&error);

  book = open_book (path, 0);
  g_assert_true (kheo_book_is_read_only (book));
  free_book (book);
  reader = kheo_book_open_db (path, KHEO_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (kheo_db_is_read_only (reader));

  kheo_db_close (writer);
  book = open_book (path, 0);
  g_assert_false (kheo_book_is_read_only (book));
  g_assert_null (kheo_book_open_db (path, 0, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_BUSY);
  free_book (book);
}

static void
test_default_path (void)
{
  g_autofree char *path = kheo_book_default_path ();

  g_assert_true (g_str_has_prefix (path, g_get_user_data_dir ()));
  g_assert_true (g_str_has_suffix (path, "/kheo/book.kheo"));
}

typedef struct
{
  gboolean done;
  gint64  *result;
  gint64   action;
  GError  *error;
  GArray  *kept;
} Answer;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->result =
      kheo_store_write_finish (KHEO_STORE (source), result, &answer->action, &answer->error);
  answer->done = TRUE;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->kept = kheo_store_undo_finish (KHEO_STORE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
count_cb (KheoBook *book, KheoChangeSet *changes, guint *n)
{
  g_assert_true (kheo_change_set_touches (changes, "model"));
  (*n)++;
}

/* @answer is used up; gives the number of the result, 0 for a failure. */
static gint64
wait_for (Answer *answer)
{
  gint64 number = 0;

  WAIT_UNTIL (answer->done);
  if (answer->result != NULL)
    number = *answer->result;
  g_clear_pointer (&answer->result, g_free);
  answer->done = FALSE;
  return number;
}

static gint64
save (KheoBook *book, KheoRecord *record, Answer *answer)
{
  kheo_book_save_async (book, record, NULL, written_cb, answer);
  return wait_for (answer);
}

static gint64
make_book_with_unit (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = kheo_book_open_db (path, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  return test_add_unit (db, "Xã A", "commune", NULL, 0);
}

static void
check_history (KheoStore *store, const char *newest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db =
      kheo_book_open_db (kheo_store_get_path (store), KHEO_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) actions = kheo_history_list (db, 1, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 1);
  g_assert_cmpstr (((KheoAction *) actions->pdata[0])->title, ==, newest);
}

static void
test_save_and_delete (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.kheo");
  gint64           unit = make_book_with_unit (path);
  g_autoptr (KheoRecord) record = test_model_new (unit, "Bản Lướt");
  KheoBook *book = open_book (path, 0);
  Answer    answer = { 0 };
  guint     n = 0;
  gint64    id = 0;
  gint64    none = 5;

  g_signal_connect (book, "changed", G_CALLBACK (count_cb), &n);
  id = save (book, record, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (answer.action, >, 0);
  g_assert_cmpint (kheo_record_get_id (record), ==, 0);
  g_assert_cmpuint (n, ==, 1);
  check_history (kheo_book_get_store (book), "Add the model “Bản Lướt”");

  kheo_record_set_id (record, id);
  kheo_record_set_text (record, KHEO_MODEL_NAME, "Bản Lướt II");
  g_assert_cmpint (save (book, record, &answer), ==, id);
  g_assert_cmpuint (n, ==, 2);
  check_history (kheo_book_get_store (book), "Change the model “Bản Lướt II”");

  /* Saving what is there already is no action. */
  g_assert_cmpint (save (book, record, &answer), ==, id);
  g_assert_cmpint (answer.action, ==, 0);
  g_assert_cmpuint (n, ==, 2);

  kheo_book_delete_async (book, &kheo_register_models, &id, 1, written_cb, &answer);
  g_assert_cmpint (wait_for (&answer), ==, 1);
  g_assert_cmpuint (n, ==, 3);
  check_history (kheo_book_get_store (book), "Delete 1 model");
  kheo_store_undo_async (kheo_book_get_store (book), answer.action, FALSE, undone_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_clear_pointer (&answer.kept, g_array_unref);
  g_assert_cmpuint (n, ==, 4);

  kheo_record_set_text (record, KHEO_MODEL_KIND, "nobody");
  g_assert_cmpint (save (book, record, &answer), ==, 0);
  g_assert_error (answer.error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_clear_error (&answer.error);
  kheo_book_delete_async (book, &kheo_register_models, &none, 1, written_cb, &answer);
  wait_for (&answer);
  g_assert_cmpint (answer.action, ==, 0);
  g_assert_cmpuint (n, ==, 4);
  free_book (book);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/book/create-with-folder", test_create_with_folder);
  g_test_add_func ("/registry/book/refusals", test_refusals);
  g_test_add_func ("/registry/book/strangers", test_strangers);
  g_test_add_func ("/registry/book/second-writer", test_second_writer);
  g_test_add_func ("/registry/book/default-path", test_default_path);
  g_test_add_func ("/registry/book/save-and-delete", test_save_and_delete);
  return g_test_run ();
}
