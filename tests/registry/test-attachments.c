#include "kheo-book-tables.h"
#include "kheo-history.h"
#include "kheo-test.h"
#include "test-books.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
write_file (KheoTestDir *dir, const char *name, const char *content)
{
  char *path = kheo_test_dir_build (dir, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static gint64
only_attachment (KheoDb *db, gint64 record)
{
  g_autoptr (GPtrArray) all = kheo_attachment_list (db, "model", record, NULL);

  g_assert_cmpuint (all->len, ==, 1);
  return ((KheoAttachment *) all->pdata[0])->id;
}

static void
test_content_is_kept_once (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *plan = write_file (dir, "Kế hoạch.txt", "nội dung");
  g_autofree char *copy = write_file (dir, "copy.txt", "nội dung");
  g_autofree char *empty = write_file (dir, "empty.txt", "");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const KheoAttachment *first = NULL;

  g_assert_true (kheo_attachment_add (db, "model", 1, plan, &error));
  g_assert_true (kheo_attachment_add (db, "model", 1, copy, &error));
  g_assert_true (kheo_attachment_add (db, "model", 1, empty, &error));
  g_assert_true (kheo_attachment_add (db, "unit", 1, empty, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM blob"), ==, 2);

  all = kheo_attachment_list (db, "model", 1, &error);
  g_assert_cmpuint (all->len, ==, 3);
  first = all->pdata[0];
  g_assert_cmpstr (first->name, ==, "Kế hoạch.txt");
  g_assert_cmpstr (first->mime, ==, "text/plain");
  g_assert_cmpint (first->size, ==, 10);
  bytes = kheo_attachment_read (db, first->id, &error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "nội dung", 10);
}

static void
test_refusals (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *large = write_file (dir, "large.bin", "x");
  g_autofree char *missing = kheo_test_dir_build (dir, "missing");

  g_assert_cmpint (truncate (large, 64 * 1024 * 1024 + 1), ==, 0);
  g_assert_false (kheo_attachment_add (db, "model", 1, large, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (kheo_attachment_add (db, "model", 1, missing, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kheo_attachment_read (db, 9, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (kheo_attachment_remove (db, 9, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

/* Begins and ends one action around the removal of @attachment or the record @record. */
static gint64
remove_in_action (KheoDb *db, gint64 attachment, gint64 record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  g_assert_true (kheo_history_begin (db, &error));
  if (attachment != 0)
    kheo_attachment_remove (db, attachment, &error);
  else
    kheo_record_table_delete (db, &kheo_register_models, record, &error);
  g_assert_no_error (error);
  changes = kheo_history_end (db, "remove", "tester", &error);
  g_assert_no_error (error);
  return kheo_change_set_get_action (changes);
}

static void
check_undo_brings_back (gboolean whole_record)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file (dir, "a.txt", "abc");
  gint64           unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) ids = test_add_models (db, unit, 1);
  gint64 model = g_array_index (ids, gint64, 0);
  g_autoptr (KheoChangeSet) undone = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 attachment = 0;
  gint64 action = 0;

  g_assert_true (kheo_attachment_add (db, "model", model, path, &error));
  attachment = only_attachment (db, model);
  action = remove_in_action (db, whole_record ? 0 : attachment, model);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM attachment"), ==, 0);

  undone = kheo_history_undo (db, action, "tester", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (only_attachment (db, model), ==, attachment);
  bytes = kheo_attachment_read (db, attachment, &error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
}

static void
test_undo (void)
{
  check_undo_brings_back (FALSE);
  check_undo_brings_back (TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/attachments/content-is-kept-once", test_content_is_kept_once);
  g_test_add_func ("/registry/attachments/refusals", test_refusals);
  g_test_add_func ("/registry/attachments/undo", test_undo);
  return g_test_run ();
}
