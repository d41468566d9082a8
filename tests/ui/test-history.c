/* The history page lists what was done; the history of a record tells what changed. */
#include "kheo-history-item.h"
#include "kheo-history-page.h"
#include "kheo-record-history.h"
#include "kheo-registers.h"
#include "ui-book.h"

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_autofree gint64 *id = kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gpointer
first_model_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GArray) ids = kheo_query_run (db, query, error);

  return ids != NULL ? kheo_record_table_get (db, &kheo_register_models,
                                              g_array_index (ids, gint64, 0), error)
                     : NULL;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* Renames a model through the book; gives its id. */
static gint64
edit_model (UiBook *book, const char *name)
{
  g_autoptr (KheoRecord) record = NULL;
  gboolean saved = FALSE;

  kheo_store_read_async (kheo_book_get_store (book->book), first_model_job, NULL, NULL,
                         g_object_unref, NULL, taken_cb, &record);
  WAIT_UNTIL (record != NULL);
  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_book_save_async (book->book, record, NULL, saved_cb, &saved);
  WAIT_UNTIL (saved);
  return kheo_record_get_id (record);
}

static void
test_list (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (GtkWidget) page = g_object_ref_sink (kheo_history_page_new (book->scope));
  GListModel *model = kheo_history_page_get_model (KHEO_HISTORY_PAGE (page));

  WAIT_UNTIL (g_list_model_get_n_items (model) == 1);
  edit_model (book, "Tên mới");
  WAIT_UNTIL (g_list_model_get_n_items (model) == 2);

  kheo_history_page_set_filter (KHEO_HISTORY_PAGE (page), "nhap NGƯỜI thu");
  g_assert_cmpint (g_list_model_get_n_items (model), ==, 1);
  {
    g_autoptr (KheoHistoryItem) item = g_list_model_get_item (model, 0);

    g_assert_cmpstr (kheo_history_item_get_action (item)->title, ==, "Nhập 12 mô hình");
    g_assert_nonnull (strstr (kheo_history_item_get_detail (item), "Người thử"));
    g_assert_nonnull (strstr (kheo_history_item_get_detail (item), "7 units, 12 models"));
  }
  kheo_history_page_set_filter (KHEO_HISTORY_PAGE (page), "không có gì");
  g_assert_cmpint (g_list_model_get_n_items (model), ==, 0);
  kheo_history_page_set_filter (KHEO_HISTORY_PAGE (page), "");
  g_assert_cmpint (g_list_model_get_n_items (model), ==, 2);
}

static gpointer
history_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_history_read (db, &kheo_register_models, *(gint64 *) data, error);
}

static void
test_record (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (GPtrArray) list = NULL;
  KheoRecordAction *entry;
  KheoFieldChange  *change;
  gint64            id = edit_model (book, "Tên mới");

  kheo_store_read_async (kheo_book_get_store (book->book), history_job, &id, NULL, NULL, NULL,
                         taken_cb, &list);
  WAIT_UNTIL (list != NULL);
  g_assert_cmpint (list->len, ==, 2);
  entry = g_ptr_array_index (list, 0); /* newest first */
  g_assert_cmpint (entry->changes->len, ==, 1);
  change = g_ptr_array_index (entry->changes, 0);
  g_assert_cmpstr (change->label, ==, "Name of model");
  g_assert_true (g_str_has_prefix (change->before, "Mô hình dân vận khéo số "));
  g_assert_cmpstr (change->after, ==, "Tên mới");
  entry = g_ptr_array_index (list, 1);
  g_assert_cmpint (entry->changes->len, >, 4); /* it was made with all its fields */
}

static const char *
after_of (const KheoRecordAction *entry, const char *label)
{
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const KheoFieldChange *change = g_ptr_array_index (entry->changes, i);

      if (g_str_equal (change->label, label))
        return change->after;
    }
  return NULL;
}

/* A figure's amount is told in the unit of its indicator, its indicator by name. */
static void
test_figure (void)
{
  g_autofree char *path = kheo_test_data ("books/step-2.kheo");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *copy = kheo_test_dir_build (dir, "book.kheo");
  g_autoptr (GBytes) bytes = kheo_test_read (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const KheoRecordAction *entry;

  g_assert_true (g_file_set_contents (copy, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  db = kheo_book_open_db (copy, 0, &error);
  g_assert_no_error (error);
  stmt = kheo_db_prepare (db, "SELECT id FROM figure");
  g_assert_true (kheo_stmt_step (stmt, NULL));
  list = kheo_record_history_read (db, &kheo_register_figures, kheo_stmt_get_int (stmt, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->len, ==, 1);
  entry = g_ptr_array_index (list, 0);
  g_assert_cmpstr (after_of (entry, "Value"), ==, "553 million đồng");
  g_assert_cmpstr (after_of (entry, "Indicator"), ==, "Vận động Quỹ “Vì người nghèo”");
  g_assert_cmpstr (after_of (entry, "Period"), ==, "Quarter III of 2022");
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/history/list", test_list);
  g_test_add_func ("/ui/history/record", test_record);
  g_test_add_func ("/ui/history/figure", test_figure);
  return g_test_run ();
}
