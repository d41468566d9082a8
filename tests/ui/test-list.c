/* The models page: the list follows scope, filters, order; the form follows the selection. */
#include "kheo-column-sort.h"
#include "kheo-filter-bar.h"
#include "kheo-record-columns.h"
#include "kheo-record-list.h"
#include "kheo-records-page.h"
#include "kheo-registers.h"
#include "ui-book.h"

typedef struct
{
  UiBook          *book;
  GtkWidget       *window;
  KheoRecordsPage *page;
  GListModel      *list;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fixture->book = ui_book_new ();
  page = kheo_records_page_new (fixture->book->scope, &kheo_register_models);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->page = KHEO_RECORDS_PAGE (page);
  fixture->list = kheo_records_page_get_list (fixture->page);
  WAIT_UNTIL (g_list_model_get_n_items (fixture->list) == 12);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_ref (GTK_WIDGET (fixture->page));

  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_test_settle ();
  ui_test_let_go (page);
  ui_book_free (fixture->book);
}

static void
wait_rows (Fixture *fixture, guint n)
{
  WAIT_UNTIL (!kheo_records_page_is_busy (fixture->page) &&
              g_list_model_get_n_items (fixture->list) == n);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) all = kheo_scope_make_query (fixture->book->scope);
  g_autoptr (KheoQuery) commune = NULL;

  kheo_scope_set_period (fixture->book->scope, kheo_period_year (2023));
  wait_rows (fixture, 5);
  kheo_scope_set_period (fixture->book->scope, KHEO_PERIOD_ALL);
  wait_rows (fixture, 12);
  kheo_scope_set_unit (fixture->book->scope, fixture->book->communes[0]);
  commune = kheo_scope_make_query (fixture->book->scope);
  wait_rows (fixture, ui_book_count (fixture->book, commune));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->list), <, 12);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_scope_make_query (fixture->book->scope);
  g_autoptr (KheoQuery) shown = NULL;

  kheo_query_add_condition (query, "field", "economy");
  kheo_records_page_show_query (fixture->page, query);
  wait_rows (fixture, 6);
  kheo_query_add_condition (query, "kind", "individual");
  kheo_records_page_show_query (fixture->page, query);
  wait_rows (fixture, 2);
  shown = kheo_records_page_make_query (fixture->page);
  g_assert_cmpstr (kheo_query_get_condition (shown, "field"), ==, "economy");
  g_assert_cmpstr (kheo_query_get_condition (shown, "kind"), ==, "individual");
  kheo_records_page_clear_filters (fixture->page);
  wait_rows (fixture, 12);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = NULL;

  kheo_scope_set_search (fixture->book->scope, "khong co mo hinh nay");
  wait_rows (fixture, 0);
  kheo_scope_set_search (fixture->book->scope, "mo hinh");
  query = kheo_scope_make_query (fixture->book->scope);
  wait_rows (fixture, ui_book_count (fixture->book, query));
}

/* The header of a column sorts, in SQL. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = NULL;
  GtkColumnView *view;
  GtkWidget     *widget = GTK_WIDGET (fixture->page);
  GListModel    *columns;

  view = kheo_records_page_get_view (fixture->page);
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (view), widget));
  columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column),
                       kheo_register_models.fields[KHEO_MODEL_YEAR].label))
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
  query = kheo_records_page_make_query (fixture->page);
  g_assert_cmpstr (query->sort, ==, "year");
  g_assert_true (query->descending);
  wait_rows (fixture, 12);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->list);
  KheoRecordForm    *form = kheo_records_page_get_form (fixture->page);
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) all = NULL;

  g_assert_false (kheo_record_form_has_record (form));
  gtk_selection_model_select_item (model, 3, TRUE);
  WAIT_UNTIL (kheo_record_form_has_record (form));
  one = kheo_records_page_list_selected (fixture->page);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (g_array_index (one, gint64, 0), ==, kheo_record_form_get_id (form));

  gtk_selection_model_select_all (model);
  all = kheo_records_page_list_selected (fixture->page);
  g_assert_cmpuint (all->len, ==, 12);
}

/* Going to another row stores what was typed. */
static void
test_leave_saves (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->list);
  KheoRecordForm    *form = kheo_records_page_get_form (fixture->page);
  gint64             first;

  gtk_selection_model_select_item (model, 0, TRUE);
  WAIT_UNTIL (kheo_record_form_has_record (form));
  first = kheo_record_form_get_id (form);
  kheo_record_form_type (form, KHEO_MODEL_NOTE, "gõ rồi đi chỗ khác");
  gtk_selection_model_select_item (model, 5, TRUE);
  WAIT_UNTIL (kheo_record_form_get_id (form) != first);
  kheo_records_page_show_record (fixture->page, first);
  WAIT_UNTIL (kheo_record_form_get_id (form) == first);
  WAIT_UNTIL (g_strcmp0 (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_MODEL_NOTE),
                         "gõ rồi đi chỗ khác") == 0);
}

static void
test_new_and_delete (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form = kheo_records_page_get_form (fixture->page);

  kheo_scope_set_unit (fixture->book->scope, fixture->book->communes[1]);
  kheo_records_page_new_record (fixture->page);
  g_assert_cmpint (kheo_record_form_get_id (form), ==, 0);
  g_assert_cmpint (kheo_record_get_integer (kheo_record_form_get_record (form), KHEO_MODEL_UNIT, 0),
                   ==, fixture->book->communes[1]);
  kheo_record_form_type (form, KHEO_MODEL_NAME, "Mô hình viết tay");
  kheo_record_form_type (form, KHEO_MODEL_KIND, "collective");
  kheo_record_form_type (form, KHEO_MODEL_FIELD, "economy");
  g_assert_true (kheo_record_form_save (form));
  kheo_scope_set_unit (fixture->book->scope, 0);
  wait_rows (fixture, 13);
  g_assert_cmpint (kheo_record_form_get_id (form), !=, 0);

  kheo_records_page_delete (fixture->page);
  wait_rows (fixture, 12);
  g_assert_false (kheo_record_form_has_record (form));
}

/* A copy has no number and no source, and is not stored until it is saved. */
static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm  *form = kheo_records_page_get_form (fixture->page);
  g_autofree char *name = NULL;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->list), 2, TRUE);
  WAIT_UNTIL (kheo_record_form_has_record (form));
  name = g_strdup (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_MODEL_NAME));
  kheo_records_page_duplicate (fixture->page);
  g_assert_cmpint (kheo_record_form_get_id (form), ==, 0);
  g_assert_cmpstr (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_MODEL_NAME), ==,
                   name);
  g_assert_null (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_MODEL_CODE));
  wait_rows (fixture, 12);
  kheo_record_form_set_record (form, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } test[] = {
    { "/ui/list/scope", test_scope },
    { "/ui/list/filter", test_filter },
    { "/ui/list/search", test_search },
    { "/ui/list/sort", test_sort },
    { "/ui/list/selection", test_selection },
    { "/ui/list/leave-saves", test_leave_saves },
    { "/ui/list/new-and-delete", test_new_and_delete },
    { "/ui/list/duplicate", test_duplicate },
  };

  if (!ui_test_init (&argc, &argv))
    return 77;
  for (guint i = 0; i < G_N_ELEMENTS (test); i++)
    g_test_add (test[i].path, Fixture, NULL, fixture_set_up, test[i].func, fixture_tear_down);
  return g_test_run ();
}
