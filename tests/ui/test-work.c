/* The page of tasks and petitions through the window's actions. */
#include "kheo-filter-bar.h"
#include "kheo-matters.h"
#include "kheo-record-columns.h"
#include "kheo-record-list.h"
#include "kheo-window-private.h"
#include "ui-book.h"

#include <string.h>

typedef struct
{
  UiBook     *book;
  KheoWindow *window;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->book = ui_book_new ();
  path = g_strdup (kheo_book_get_path (fixture->book->book));
  ui_test_settle ();
  g_clear_object (&fixture->book->scope);
  kheo_book_close (fixture->book->book); /* the window has it from now on */
  fixture->window = kheo_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (kheo_window_open_book (fixture->window, path, FALSE));
  WAIT_UNTIL (kheo_scope_get_map (fixture->window->scope) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "work");
  ui_test_settle ();
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = g_object_ref (GTK_WIDGET (fixture->window));

  ui_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  ui_test_settle ();
  ui_test_let_go (window);
  ui_book_free (fixture->book);
}

static void
activate (Fixture *fixture, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL));
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name);
}

static KheoRecordsPage *
records (Fixture *fixture)
{
  return kheo_work_page_get_records (fixture->window->work);
}

static guint
n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (kheo_records_page_get_list (records (fixture)));
}

static void
wait_rows (Fixture *fixture, guint n)
{
  WAIT_UNTIL (!kheo_records_page_is_busy (records (fixture)) && n_rows (fixture) == n);
}

/* @due may be NULL. */
static void
add_task (Fixture *fixture, const char *name, const char *due)
{
  KheoRecordForm *form = kheo_records_page_get_form (records (fixture));
  guint           before = n_rows (fixture);

  activate (fixture, "win.model-new");
  kheo_record_form_type (form, KHEO_TASK_NAME, name);
  if (due != NULL)
    kheo_record_form_type (form, KHEO_TASK_DUE_ON, due);
  g_assert_true (is_enabled (fixture, "model-save"));
  activate (fixture, "win.model-save");
  wait_rows (fixture, before + 1);
  WAIT_UNTIL (kheo_record_form_get_id (form) != 0);
}

static char *
text_at (Fixture *fixture, guint position, guint field)
{
  g_autoptr (KheoRow) row =
      g_list_model_get_item (kheo_records_page_get_list (records (fixture)), position);

  WAIT_UNTIL (kheo_row_get_record (row) != NULL);
  return kheo_record_cell_text (fixture->window->scope, kheo_row_get_record (row), field);
}

static void
set_standing (Fixture *fixture, const char *value)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  kheo_query_add_condition (query, KHEO_CONDITION_STANDING, value);
  kheo_records_page_show_query (records (fixture), query);
}

/* ---- Tests ---- */

/* A new one begins today in the chosen unit; overdue says so in words. */
static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *today = kheo_date_to_iso (kheo_date_today ());
  g_autofree char *due = NULL;
  KheoRecord      *record;

  g_assert_true (kheo_records_page_get_register (records (fixture)) == &kheo_register_tasks);
  wait_rows (fixture, 0);
  kheo_scope_set_unit (fixture->window->scope, fixture->book->communes[0]);
  ui_test_settle ();
  add_task (fixture, "Rà soát hộ nghèo", "01/02/2020");
  record = kheo_record_form_get_record (kheo_records_page_get_form (records (fixture)));
  g_assert_cmpint (kheo_record_get_integer (record, KHEO_TASK_UNIT, 0), ==,
                   fixture->book->communes[0]);
  g_assert_cmpstr (kheo_record_get_text (record, KHEO_TASK_STATE), ==, "new");
  g_assert_cmpstr (kheo_record_get_text (record, KHEO_TASK_GIVEN_ON), ==, today);
  due = text_at (fixture, 0, KHEO_TASK_DUE_ON);
  g_assert_nonnull (strstr (due, "Overdue by"));
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  wait_rows (fixture, 0);
  kheo_scope_set_unit (fixture->window->scope, fixture->book->communes[0]);
  ui_test_settle ();
  add_task (fixture, "Một", "01/02/2020");
  add_task (fixture, "Hai", "01/02/2199");
  set_standing (fixture, "overdue");
  wait_rows (fixture, 1);
  set_standing (fixture, "open");
  wait_rows (fixture, 2);
  set_standing (fixture, "closed");
  wait_rows (fixture, 0);
  activate (fixture, "win.clear-filters");
  wait_rows (fixture, 2);
  kheo_scope_set_search (fixture->window->scope, "hai");
  wait_rows (fixture, 1);
  kheo_scope_set_search (fixture->window->scope, NULL);
  wait_rows (fixture, 2);
  kheo_scope_set_unit (fixture->window->scope, fixture->book->communes[1]);
  wait_rows (fixture, 0);
}

/* Done, taken back, deleted, taken back. */
static void
test_done (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form = kheo_records_page_get_form (records (fixture));

  wait_rows (fixture, 0);
  kheo_scope_set_unit (fixture->window->scope, fixture->book->communes[0]);
  ui_test_settle ();
  add_task (fixture, "Một", NULL);
  g_assert_true (is_enabled (fixture, "mark-done"));
  activate (fixture, "win.mark-done");
  WAIT_UNTIL (g_strcmp0 (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_TASK_STATE),
                         "done") == 0);
  WAIT_UNTIL (!is_enabled (fixture, "mark-done"));
  activate (fixture, "win.undo");
  WAIT_UNTIL (g_strcmp0 (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_TASK_STATE),
                         "new") == 0);
  activate (fixture, "win.model-delete");
  wait_rows (fixture, 0);
  activate (fixture, "win.undo");
  wait_rows (fixture, 1);
}

/* From anywhere to one petition. */
static void
test_show (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form;
  gint64          id;

  g_assert_true (kheo_work_page_show_register (fixture->window->work, &kheo_register_petitions));
  g_assert_false (kheo_work_page_show_register (fixture->window->work, &kheo_register_models));
  wait_rows (fixture, 0);
  form = kheo_records_page_get_form (records (fixture));
  kheo_scope_set_unit (fixture->window->scope, fixture->book->communes[0]);
  ui_test_settle ();
  activate (fixture, "win.model-new");
  kheo_record_form_type (form, KHEO_PETITION_CONTENT, "Sửa cầu treo");
  activate (fixture, "win.model-save");
  wait_rows (fixture, 1);
  WAIT_UNTIL (kheo_record_form_get_id (form) != 0);
  id = kheo_record_form_get_id (form);

  kheo_work_page_show_register (fixture->window->work, &kheo_register_tasks);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "models");
  g_assert_true (kheo_window_get_records (fixture->window) == fixture->window->models);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-record", "(sx)", "petitions",
                              id);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==, "work");
  g_assert_true (kheo_window_get_records (fixture->window) == records (fixture));
  g_assert_true (kheo_records_page_get_register (records (fixture)) == &kheo_register_petitions);
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 77;
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/work/new", test_new);
  ADD ("/ui/work/filters", test_filters);
  ADD ("/ui/work/done", test_done);
  ADD ("/ui/work/show", test_show);
#undef ADD
  return g_test_run ();
}
