#include "kheo-record-list.h"
#include "kheo-test.h"
#include "list-validator.h"
#include "test-books.h"

/* A book on disk with @n models, the list over it, and their ids. */
typedef struct
{
  KheoTestDir    *dir;
  KheoBook       *book;
  KheoRecordList *list;
  ListValidator  *validator;
  GArray         *ids;
} Stage;

static Stage *
stage_new (guint n)
{
  Stage           *self = g_new0 (Stage, 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  KheoDb *db = NULL;

  self->dir = kheo_test_dir_new ();
  path = kheo_test_dir_build (self->dir, "a.kheo");
  db = kheo_book_open_db (path, KHEO_DB_CREATE, &error);
  g_assert_no_error (error);
  self->ids = test_add_models (db, test_add_unit (db, "Xã A", "commune", NULL, 0), n);
  kheo_db_close (db);

  self->book = kheo_book_open (path, 0, &error);
  g_assert_no_error (error);
  self->list = kheo_record_list_new (self->book, &kheo_register_models);
  self->validator = list_validator_new (self->list);
  return self;
}

static void
stage_free (Stage *self)
{
  list_validator_free (self->validator);
  kheo_book_close (self->book);
  /* An answer under way still holds the list. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->book);
  g_array_unref (self->ids);
  kheo_test_dir_free (self->dir);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static GArray *
copy_ids (GArray *ids)
{
  return g_array_copy (ids);
}

/* Waits for the record of the row at @position and gives its name. */
static const char *
name_at (Stage *self, guint position)
{
  g_autoptr (KheoRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  WAIT_UNTIL (kheo_row_get_record (row) != NULL);
  g_assert_cmpint (kheo_record_get_id (kheo_row_get_record (row)), ==, kheo_row_get_id (row));
  return kheo_record_get_text (kheo_row_get_record (row), KHEO_MODEL_NAME);
}

static void
test_empty (void)
{
  g_autoptr (Stage) self = stage_new (0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 0));
  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 0);
  g_assert_cmpuint (kheo_record_list_find (self->list, 1), ==, G_MAXUINT);
}

static void
test_rows_come_later (void)
{
  g_autoptr (Stage) self = stage_new (300);
  g_autoptr (KheoRow) row = NULL;

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 299);
  g_assert_null (kheo_row_get_record (row));
  g_assert_cmpstr (name_at (self, 299), ==, "Mô hình 300");
  g_assert_cmpstr (name_at (self, 0), ==, "Mô hình 1");
  g_assert_cmpuint (kheo_record_list_find (self->list, g_array_index (self->ids, gint64, 200)), ==,
                    200);
  list_validator_check (self->validator, self->ids);
}

static void
test_new_order (void)
{
  g_autoptr (Stage) self = stage_new (600);
  g_autoptr (GArray) turned = g_array_new (FALSE, FALSE, sizeof (gint64));

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  g_assert_cmpstr (name_at (self, 0), ==, "Mô hình 1");
  for (guint i = 600; i > 0; i--)
    g_array_append_val (turned, g_array_index (self->ids, gint64, i - 1));

  kheo_record_list_take_ids (self->list, copy_ids (turned));
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 3);
  g_assert_cmpstr (name_at (self, 0), ==, "Mô hình 600");
  list_validator_check (self->validator, turned);
}

static void
test_small_change_keeps_rows (void)
{
  g_autoptr (Stage) self = stage_new (300);
  g_autoptr (GArray) fewer = copy_ids (self->ids);
  g_autoptr (KheoRow) before = NULL;
  g_autoptr (KheoRow) after = NULL;

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  name_at (self, 200);
  before = g_list_model_get_item (G_LIST_MODEL (self->list), 200);

  /* The same order is no change. */
  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 1);

  g_array_remove_index (fewer, 100);
  kheo_record_list_take_ids (self->list, copy_ids (fewer));
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 2);
  after = g_list_model_get_item (G_LIST_MODEL (self->list), 199);
  g_assert_true (before == after);
  g_assert_nonnull (kheo_row_get_record (after));
  list_validator_check (self->validator, fewer);

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  list_validator_check (self->validator, self->ids);
}

static void
test_old_answers_are_dropped (void)
{
  g_autoptr (Stage) self = stage_new (600);
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KheoRow) old = NULL;

  g_array_append_val (last, g_array_index (self->ids, gint64, 599));
  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  old = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  kheo_record_list_take_ids (self->list, copy_ids (last));
  g_assert_cmpstr (name_at (self, 0), ==, "Mô hình 600");
  g_assert_null (kheo_row_get_record (old));
}

typedef struct
{
  gboolean done;
  gint64   action;
} Answer;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  g_free (kheo_store_write_finish (KHEO_STORE (source), result, &answer->action, &error));
  g_assert_no_error (error);
  answer->done = TRUE;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
count_cb (KheoRow *row, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_edits_refresh_rows (void)
{
  g_autoptr (Stage) self = stage_new (300);
  g_autoptr (KheoRow) row = NULL;
  g_autoptr (KheoRow) neighbour = NULL;
  g_autoptr (KheoRecord) edited = NULL;
  Answer   answer = { 0 };
  gboolean undone = FALSE;
  guint    n = 0;
  guint    n_neighbour = 0;

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  name_at (self, 7);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 7);
  neighbour = g_list_model_get_item (G_LIST_MODEL (self->list), 8);
  g_signal_connect (row, "notify::record", G_CALLBACK (count_cb), &n);
  g_signal_connect (neighbour, "notify::record", G_CALLBACK (count_cb), &n_neighbour);

  edited = kheo_record_dup (kheo_row_get_record (row));
  kheo_record_set_id (edited, kheo_row_get_id (row));
  kheo_record_set_text (edited, KHEO_MODEL_NAME, "đổi tên");
  kheo_book_save_async (self->book, edited, NULL, written_cb, &answer);
  WAIT_UNTIL (answer.done && n == 1);
  g_assert_cmpstr (name_at (self, 7), ==, "đổi tên");

  kheo_store_undo_async (kheo_book_get_store (self->book), answer.action, FALSE, undone_cb,
                         &undone);
  WAIT_UNTIL (undone && n == 2);
  g_assert_cmpstr (name_at (self, 7), ==, "Mô hình 8");
  g_assert_cmpuint (n_neighbour, ==, 0);
  g_assert_cmpuint (list_validator_get_n_signals (self->validator), ==, 1);
}

/* The new ids may come before the changed record was read again: it must not stay old. */
static void
test_edit_and_new_order_at_once (void)
{
  g_autoptr (Stage) self = stage_new (300);
  g_autoptr (GArray) fewer = copy_ids (self->ids);
  g_autoptr (KheoRow) row = NULL;
  g_autoptr (KheoRecord) edited = NULL;
  Answer answer = { 0 };

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  name_at (self, 7);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 7);
  edited = kheo_record_dup (kheo_row_get_record (row));
  kheo_record_set_id (edited, kheo_row_get_id (row));
  kheo_record_set_text (edited, KHEO_MODEL_NAME, "đổi tên");
  kheo_book_save_async (self->book, edited, NULL, written_cb, &answer);
  WAIT_UNTIL (answer.done);

  g_array_set_size (fewer, 299);
  kheo_record_list_take_ids (self->list, copy_ids (fewer));
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (self->list), 7));
  WAIT_UNTIL (
      g_str_equal (kheo_record_get_text (kheo_row_get_record (row), KHEO_MODEL_NAME), "đổi tên"));
}

static void
test_deleted_rows_stay_until_new_ids (void)
{
  g_autoptr (Stage) self = stage_new (3);
  g_autoptr (GArray) fewer = copy_ids (self->ids);
  Answer answer = { 0 };

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  name_at (self, 1);
  kheo_book_delete_async (self->book, &kheo_register_models, &g_array_index (self->ids, gint64, 1),
                          1, written_cb, &answer);
  WAIT_UNTIL (answer.done);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 3);
  g_assert_cmpstr (name_at (self, 1), ==, "Mô hình 2");

  g_array_remove_index (fewer, 1);
  kheo_record_list_take_ids (self->list, copy_ids (fewer));
  list_validator_check (self->validator, fewer);
  g_assert_cmpstr (name_at (self, 1), ==, "Mô hình 3");
}

static void
test_many_rows (void)
{
  g_autoptr (Stage) self = stage_new (100000);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *last = NULL;

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  for (guint i = 0; i < 300; i++)
    {
      guint            position = (guint) g_rand_int_range (random, 0, 100000);
      g_autofree char *expected = g_strdup_printf ("Mô hình %u", position + 1);

      g_assert_cmpstr (name_at (self, position), ==, expected);
    }
  /* Far more pages than are kept, none waited for: the last one asked for comes all the same. */
  for (guint position = 0; position < 100000; position += 50)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (self->list), position));
  last = g_strdup ("Mô hình 99951");
  g_assert_cmpstr (name_at (self, 99950), ==, last);
  list_validator_check (self->validator, self->ids);
}

static void
test_ends_while_reading (void)
{
  Stage *self = stage_new (1000);

  kheo_record_list_take_ids (self->list, copy_ids (self->ids));
  for (guint i = 0; i < 1000; i += 100)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (self->list), i));
  stage_free (self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/record-list/empty", test_empty);
  g_test_add_func ("/registry/record-list/rows-come-later", test_rows_come_later);
  g_test_add_func ("/registry/record-list/new-order", test_new_order);
  g_test_add_func ("/registry/record-list/small-change-keeps-rows", test_small_change_keeps_rows);
  g_test_add_func ("/registry/record-list/old-answers-are-dropped", test_old_answers_are_dropped);
  g_test_add_func ("/registry/record-list/edits-refresh-rows", test_edits_refresh_rows);
  g_test_add_func ("/registry/record-list/edit-and-new-order-at-once",
                   test_edit_and_new_order_at_once);
  g_test_add_func ("/registry/record-list/deleted-rows-stay-until-new-ids",
                   test_deleted_rows_stay_until_new_ids);
  g_test_add_func ("/registry/record-list/many-rows", test_many_rows);
  g_test_add_func ("/registry/record-list/ends-while-reading", test_ends_while_reading);
  return g_test_run ();
}
