/* The window through its actions, on books of its own. */
#include "kheo-finder.h"
#include "kheo-page.h"
#include "kheo-records-page.h"
#include "kheo-registers.h"
#include "kheo-suggest.h"
#include "kheo-unit-deed.h"
#include "kheo-window-private.h"
#include "ui-book.h"

typedef struct
{
  KheoTestDir *dir;
  char        *path;
  KheoWindow  *window;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = kheo_test_dir_new ();
  fixture->path = kheo_test_dir_build (fixture->dir, "sổ.kheo");
  fixture->window = kheo_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = g_object_ref (GTK_WIDGET (fixture->window));

  ui_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  ui_test_settle ();
  ui_test_let_go (window);
  kheo_test_dir_free (fixture->dir);
  g_free (fixture->path);
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

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->stack);
}

/* Opens an empty book and goes on to its empty tree. */
static void
open_empty (Fixture *fixture)
{
  g_assert_true (kheo_window_open_book (fixture->window, fixture->path, TRUE));
  WAIT_UNTIL (kheo_scope_get_map (fixture->window->scope) != NULL);
  ui_test_settle ();
  activate (fixture, "win.begin-empty");
}

static KheoSheetWindow *
find_sheet (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (KHEO_IS_SHEET_WINDOW (link->data))
      return link->data;
  return NULL;
}

static guint
count_units (Fixture *fixture)
{
  return kheo_unit_map_get_n (kheo_scope_get_map (fixture->window->scope));
}

static void
add_unit (Fixture *fixture, const char *name, const char *type)
{
  guint            before = count_units (fixture);
  KheoSheetWindow *sheet;

  activate (fixture, "win.unit-add");
  sheet = find_sheet ();
  g_assert_nonnull (sheet);
  kheo_unit_form_fill (KHEO_UNIT_FORM (kheo_sheet_window_get_content (sheet)), name, type, 0,
                       KHEO_DATE_UNKNOWN);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.accept", NULL);
  WAIT_UNTIL (count_units (fixture) == before + 1);
}

static void
add_model (Fixture *fixture, const char *name)
{
  GListModel     *list = kheo_records_page_get_list (fixture->window->models);
  guint           before = g_list_model_get_n_items (list);
  KheoRecordForm *form = kheo_records_page_get_form (fixture->window->models);

  activate (fixture, "win.model-new");
  kheo_record_form_type (form, KHEO_MODEL_NAME, name);
  kheo_record_form_type (form, KHEO_MODEL_KIND, "collective");
  kheo_record_form_type (form, KHEO_MODEL_FIELD, "economy");
  g_assert_true (is_enabled (fixture, "model-save"));
  activate (fixture, "win.model-save");
  WAIT_UNTIL (g_list_model_get_n_items (list) == before + 1);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree gint64 *id = kheo_store_write_finish (KHEO_STORE (source), result, NULL, NULL);

  g_assert_nonnull (id);
  *(gboolean *) user_data = TRUE;
}

/* Of the first unit. */
static void
add_task (Fixture *fixture, const char *name, const char *given, const char *due)
{
  KheoBook *book = kheo_window_get_book (fixture->window);
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_tasks, 0);
  gint64   unit = kheo_unit_map_get_id (kheo_scope_get_map (fixture->window->scope), 0);
  gboolean saved = FALSE;

  kheo_record_set_text (record, KHEO_TASK_NAME, name);
  kheo_record_set_integer (record, KHEO_TASK_UNIT, unit);
  kheo_record_set_text (record, KHEO_TASK_GIVEN_ON, given);
  kheo_record_set_text (record, KHEO_TASK_DUE_ON, due);
  kheo_record_set_text (record, KHEO_TASK_STATE, "doing");
  kheo_book_save_async (book, record, NULL, saved_cb, &saved);
  WAIT_UNTIL (saved);
}

static void
choose_unit (Fixture *fixture, guint index)
{
  KheoScope *scope = fixture->window->scope;

  kheo_scope_set_unit (scope, kheo_unit_map_get_id (kheo_scope_get_map (scope), index));
  WAIT_UNTIL (is_enabled (fixture, "unit-rename"));
}

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (shown (fixture), ==, "welcome");
  g_assert_null (kheo_window_get_book (fixture->window));
  g_assert_false (is_enabled (fixture, "model-new"));
  g_assert_false (is_enabled (fixture, "print"));
  g_assert_true (is_enabled (fixture, "open-sample"));
  g_assert_true (is_enabled (fixture, "import"));

  /* An empty book greets too, until the person goes on. */
  g_assert_true (kheo_window_open_book (fixture->window, fixture->path, TRUE));
  WAIT_UNTIL (g_str_equal (shown (fixture), "welcome"));
  activate (fixture, "win.begin-empty");
  g_assert_cmpstr (shown (fixture), ==, "work");
}

static void
test_work (Fixture *fixture, gconstpointer data)
{
  GListModel *list;

  open_empty (fixture);
  g_assert_false (is_enabled (fixture, "unit-rename"));
  add_unit (fixture, "Tỉnh Sơn La", "province");
  choose_unit (fixture, 0);
  add_unit (fixture, "Xã Ngọc Chiến", "commune");
  choose_unit (fixture, 1);
  add_model (fixture, "Vườn rau sạch");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==, "models");
  list = kheo_records_page_get_list (fixture->window->models);

  /* Back to the beginning, and forward again. */
  activate (fixture, "win.undo");
  WAIT_UNTIL (g_list_model_get_n_items (list) == 0);
  activate (fixture, "win.redo");
  WAIT_UNTIL (g_list_model_get_n_items (list) == 1);
  activate (fixture, "win.undo");
  WAIT_UNTIL (g_list_model_get_n_items (list) == 0);
  activate (fixture, "win.undo");
  WAIT_UNTIL (count_units (fixture) == 1);
}

/* Behind a sheet in review nothing is printed, doubled or deleted that nobody sees. */
static void
test_review (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "print", "model-duplicate", "model-delete" };
  g_autofree char         *path = kheo_test_dir_build (fixture->dir, "Mô hình 2024.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  open_empty (fixture);
  add_unit (fixture, "Xã Ngọc Chiến", "commune");
  choose_unit (fixture, 0);
  add_model (fixture, "Vườn rau sạch");
  g_assert_true (g_file_set_contents (path, "STT;Tên mô hình;Đơn vị\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (is_enabled (fixture, names[i]));
  kheo_window_take_files (fixture->window, &file, 1);
  WAIT_UNTIL (g_strcmp0 (shown (fixture), "import") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_enabled (fixture, names[i]));
  g_signal_emit_by_name (fixture->window->import, "closed");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (is_enabled (fixture, names[i]));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "overview", "models", "history" };

  open_empty (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", names[i]);
      g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==,
                       names[i]);
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "no such page");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==, "history");
}

/* Units first, then models; a unit is gone to, a model shown in the form. */
static void
test_finder (Fixture *fixture, gconstpointer data)
{
  KheoFinder *finder;
  GPtrArray  *items;

  open_empty (fixture);
  add_unit (fixture, "Tỉnh Đắk Lắk", "province");
  choose_unit (fixture, 0);
  add_model (fixture, "Ánh sáng Đắk Lắk");
  kheo_scope_set_unit (fixture->window->scope, 0);
  finder = fixture->window->finder;
  kheo_finder_find (finder, "dak lak");
  WAIT_UNTIL (kheo_finder_get_items (finder) != NULL && kheo_finder_get_items (finder)->len >= 2);
  items = kheo_finder_get_items (finder);
  g_assert_cmpuint (items->len, ==, 3); /* the unit, the model, "show all" */
  kheo_finder_choose (finder, 0);
  g_assert_cmpint (kheo_scope_get_unit (fixture->window->scope), !=, 0);

  kheo_finder_find (finder, "anh sang");
  WAIT_UNTIL (kheo_finder_get_items (finder)->len == 2);
  kheo_record_form_set_record (kheo_records_page_get_form (fixture->window->models), NULL);
  kheo_finder_choose (finder, 0);
  WAIT_UNTIL (kheo_record_form_has_record (kheo_records_page_get_form (fixture->window->models)));

  kheo_finder_find (finder, "anh sang");
  kheo_finder_choose (finder, 1);
  g_assert_cmpstr (kheo_scope_get_search (fixture->window->scope), ==, "anh sang");
}

/* Tasks and petitions are found too, those of the chosen period before others. */
static void
test_finder_matters (Fixture *fixture, gconstpointer data)
{
  KheoFinder *finder;
  GPtrArray  *items;

  open_empty (fixture);
  add_unit (fixture, "Tỉnh Đắk Lắk", "province");
  add_task (fixture, "Rà soát hộ nghèo năm 2025", "2025-02-01", "2025-06-30"); /* due first */
  add_task (fixture, "Rà soát hộ nghèo năm 2024", "2024-02-01", "2026-06-30");
  finder = fixture->window->finder;
  kheo_scope_set_period (fixture->window->scope, kheo_period_year (2024));
  kheo_finder_find (finder, "ra soat ho ngheo");
  WAIT_UNTIL (kheo_finder_get_items (finder) != NULL && kheo_finder_get_items (finder)->len == 2);
  items = kheo_finder_get_items (finder);
  g_assert_true (g_str_has_suffix (((KheoSuggestion *) items->pdata[0])->title, "2024"));
  g_assert_true (g_str_has_suffix (((KheoSuggestion *) items->pdata[1])->title, "2025"));
  kheo_finder_choose (finder, 0);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==, "work");
  WAIT_UNTIL (kheo_record_form_has_record (kheo_window_get_form (fixture->window)));
}

/* A book that is open elsewhere can be read, and the window says so. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoBook) other = kheo_book_open (fixture->path, KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (kheo_window_open_book (fixture->window, fixture->path, FALSE));
  g_assert_true (kheo_book_is_read_only (kheo_window_get_book (fixture->window)));
  g_assert_nonnull (kheo_banner_get_text (fixture->window->banner));
  g_assert_false (is_enabled (fixture, "model-new"));
  g_assert_false (is_enabled (fixture, "undo"));
  g_assert_true (is_enabled (fixture, "print"));
  kheo_book_close (other);
}

/* One book after the other in one window. */
static void
test_change_book (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = kheo_test_dir_build (fixture->dir, "sổ hai.kheo");

  open_empty (fixture);
  add_unit (fixture, "Tỉnh Sơn La", "province");
  kheo_window_change_book (fixture->window, second, TRUE);
  g_assert_cmpstr (kheo_book_get_path (kheo_window_get_book (fixture->window)), ==, second);
  WAIT_UNTIL (kheo_scope_get_map (fixture->window->scope) != NULL);
  g_assert_cmpuint (count_units (fixture), ==, 0);
  kheo_window_change_book (fixture->window, fixture->path, FALSE);
  WAIT_UNTIL (kheo_scope_get_map (fixture->window->scope) != NULL);
  g_assert_cmpuint (count_units (fixture), ==, 1);
}

/* Closing stores what is typed and valid. */
static void
test_close_saves (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form;

  open_empty (fixture);
  add_unit (fixture, "Tỉnh Sơn La", "province");
  choose_unit (fixture, 0);
  add_model (fixture, "Vườn rau sạch");
  form = kheo_records_page_get_form (fixture->window->models);
  kheo_record_form_type (form, KHEO_MODEL_NAME, "Vườn rau rất sạch");
  gtk_window_close (GTK_WINDOW (fixture->window));
  ui_test_settle ();

  fixture->window = kheo_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (kheo_window_open_book (fixture->window, fixture->path, FALSE));
  WAIT_UNTIL (kheo_scope_get_map (fixture->window->scope) != NULL);
  kheo_scope_set_search (fixture->window->scope, "rất sạch");
  WAIT_UNTIL (g_list_model_get_n_items (kheo_records_page_get_list (fixture->window->models)) == 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } test[] = {
    { "/ui/window/welcome", test_welcome },
    { "/ui/window/work", test_work },
    { "/ui/window/review", test_review },
    { "/ui/window/pages", test_pages },
    { "/ui/window/finder", test_finder },
    { "/ui/window/finder-matters", test_finder_matters },
    { "/ui/window/read-only", test_read_only },
    { "/ui/window/change-book", test_change_book },
    { "/ui/window/close-saves", test_close_saves },
  };

  if (!ui_test_init (&argc, &argv))
    return 77;
  for (guint i = 0; i < G_N_ELEMENTS (test); i++)
    g_test_add (test[i].path, Fixture, NULL, fixture_set_up, test[i].func, fixture_tear_down);
  return g_test_run ();
}
