/* The files taken in: what is told of them, their cells, taking them back. */
#include "kheo-import.h"
#include "kheo-imported-records.h"
#include "kheo-imports-page.h"
#include "kheo-kept-file-view.h"
#include "kheo-record-list.h"
#include "kheo-records-page.h"
#include "kheo-registers.h"
#include "kheo-source-view.h"
#include "kheo-take-back.h"
#include "kheo-taken-file.h"
#include "kheo-window-private.h"
#include "ui-book.h"

#include <string.h>

#define SHEET                                                                                          \
  "DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024,,,,,,\n"                                            \
  "STT,Tên mô hình,Xã,Huyện,Lĩnh vực,Loại hình,Năm\n"                                     \
  "1,Thắp sáng đường quê,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,Tập thể,2024\n"  \
  "2,Tổ tự quản đường hoa,Xã Mường Bú,Huyện Mường La,Kinh tế,Tập thể,2024\n" \
  "3,Nuôi cá lồng,Xã Mường Bú,Huyện Mường La,Kinh tế,Cá nhân,2024\n"

#define FIRST_ROW 2 /* of the data in the sheet, 0-based */

typedef struct
{
  KheoTestDir *dir;
  char        *sheet; /* path */
  KheoWindow  *window;
} Fixture;

/* ---- A window with a book that one file was taken into ---- */

static gpointer
import_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) import = NULL;

  options->create_units = TRUE;
  import = kheo_import_read (data, options, NULL, error);
  if (import == NULL || !kheo_import_match (import, db, NULL, error) ||
      !kheo_import_commit (import, db, NULL, error))
    return NULL;
  return g_strdup ("done");
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (done);
  *(gboolean *) user_data = TRUE;
}

static void
import_sheet (Fixture *fixture)
{
  gboolean done = FALSE;

  kheo_store_write_async (kheo_book_get_store (fixture->window->book), "Nhập 3 mô hình", import_job,
                          fixture->sheet, NULL, g_free, NULL, imported_cb, &done);
  WAIT_UNTIL (done);
}

static KheoImportsPage *
get_page (Fixture *fixture)
{
  return KHEO_IMPORTS_PAGE (fixture->window->imports);
}

static KheoTakenFile *
get_file (Fixture *fixture)
{
  return g_list_model_get_item (kheo_imports_page_get_model (get_page (fixture)), 0);
}

static const char *
get_state (Fixture *fixture)
{
  g_autoptr (KheoTakenFile) file = get_file (fixture);

  return g_intern_string (file != NULL ? kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_STATE)
                                       : "");
}

static guint
count_models (Fixture *fixture)
{
  return g_list_model_get_n_items (kheo_records_page_get_list (fixture->window->models));
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->dir = kheo_test_dir_new ();
  path = kheo_test_dir_build (fixture->dir, "sổ.kheo");
  fixture->sheet = kheo_test_dir_build (fixture->dir, "mô hình.csv");
  g_assert_true (g_file_set_contents (fixture->sheet, SHEET, -1, NULL));
  fixture->window = kheo_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (kheo_window_open_book (fixture->window, path, TRUE));
  import_sheet (fixture);
  WAIT_UNTIL (count_models (fixture) == 3);
  WAIT_UNTIL (g_list_model_get_n_items (kheo_imports_page_get_model (get_page (fixture))) == 1);
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
  g_free (fixture->sheet);
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

/* The window of a question or picture, once it is there. */
static KheoSheetWindow *
wait_for_sheet (void)
{
  WAIT_UNTIL (find_sheet () != NULL);
  return find_sheet ();
}

static void
close_sheet (void)
{
  gtk_window_destroy (GTK_WINDOW (wait_for_sheet ()));
  WAIT_UNTIL (find_sheet () == NULL);
}

static void
act (Fixture *fixture, const char *name)
{
  g_assert_true (gtk_widget_activate_action (fixture->window->imports, name, NULL));
}

/* ---- The list ---- */

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoTakenFile) file = get_file (fixture);

  g_assert_cmpstr (kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_NAME), ==, "mô hình.csv");
  g_assert_cmpstr (kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_AS), ==, "Models");
  g_assert_cmpstr (kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_LEFT), ==,
                   "6"); /* three models and three units that it founded */
  g_assert_cmpstr (kheo_taken_file_get_text (file, KHEO_TAKEN_FILE_STATE), ==, "In the book");
  g_assert_cmpstr (kheo_taken_file_get_title (file), ==, "Nhập 3 mô hình");
  g_assert_true (kheo_taken_file_matches (file, "mo hinh csv"));
  g_assert_false (kheo_taken_file_matches (file, "don vi"));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = kheo_test_dir_build (fixture->dir, "gốc.csv");
  g_autofree char *content = NULL;

  kheo_imports_page_save (get_page (fixture), path);
  WAIT_UNTIL (g_file_test (path, G_FILE_TEST_EXISTS));
  ui_test_settle ();
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, SHEET);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  KheoRecordsPage *models = fixture->window->models;
  g_autoptr (KheoQuery) query = NULL;

  /* A model entered by hand does not come from the file. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.model-new", NULL);
  kheo_record_form_type (kheo_records_page_get_form (models), KHEO_MODEL_NAME, "Bằng tay");
  kheo_record_form_type (kheo_records_page_get_form (models), KHEO_MODEL_KIND, "collective");
  kheo_record_form_type (kheo_records_page_get_form (models), KHEO_MODEL_FIELD, "economy");
  {
    g_autofree char *unit = g_strdup_printf (
        "%" G_GINT64_FORMAT, kheo_unit_map_get_id (kheo_scope_get_map (fixture->window->scope), 1));

    kheo_record_form_type (kheo_records_page_get_form (models), KHEO_MODEL_UNIT, unit);
  }
  g_assert_true (kheo_record_form_save (kheo_records_page_get_form (models)));
  WAIT_UNTIL (count_models (fixture) == 4);

  WAIT_UNTIL (!kheo_imports_page_is_busy (get_page (fixture)));
  act (fixture, "imports.records");
  WAIT_UNTIL (count_models (fixture) == 3);
  query = kheo_records_page_make_query (models);
  g_assert_nonnull (kheo_query_get_condition (query, "import_id"));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (fixture->window->pages), ==, "models");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.clear-filters", NULL);
  WAIT_UNTIL (count_models (fixture) == 4);
}

/* ---- All that a file brought, in a window ---- */

static gpointer
list_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_imports_list_records (db, *(gint64 *) data, NULL, 0, 0, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GArray **) user_data = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* Of the type @type, at or below @widget. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
test_brought (Fixture *fixture, gconstpointer data)
{
  KheoScope *scope = fixture->window->scope;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GtkWidget) view = NULL;
  g_autoptr (KheoTakenFile) file = NULL;
  KheoImportRecord unit = { "unit", 0 };
  GtkWidget       *names, *table;
  GtkStack        *stack;

  WAIT_UNTIL (g_list_model_get_n_items (kheo_imports_page_get_model (get_page (fixture))) == 1);
  file = get_file (fixture);
  kheo_store_read_async (kheo_book_get_store (fixture->window->book), list_job,
                         g_memdup2 (&kheo_taken_file_get_state (file)->entry.id, sizeof (gint64)),
                         g_free, (GDestroyNotify) g_array_unref, NULL, listed_cb, &records);
  WAIT_UNTIL (records != NULL);
  g_assert_cmpuint (records->len, >=, 3);
  for (guint i = records->len; i-- > 0;)
    if (!g_str_equal (g_array_index (records, KheoImportRecord, i).table, "model"))
      g_array_remove_index (records, i);
  unit.id = kheo_unit_map_get_id (kheo_scope_get_map (scope), 1);
  g_array_append_val (records, unit);

  view = g_object_ref_sink (
      kheo_imported_records_new (scope, records, GTK_WIDGET (get_page (fixture))));
  stack = GTK_STACK (find_widget (view, GTK_TYPE_STACK));
  table = find_widget (gtk_stack_get_child_by_name (stack, "models"), GTK_TYPE_COLUMN_VIEW);
  names = find_widget (gtk_stack_get_child_by_name (stack, "units"), GTK_TYPE_LIST_VIEW);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)))),
      ==, 3);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (names)))), ==,
      1);
  g_signal_emit_by_name (names, "activate", 0);
  g_assert_cmpint (kheo_scope_get_unit (scope), ==, unit.id);
}

/* ---- The cells ---- */

static gint64
model_id (Fixture *fixture, guint position)
{
  g_autoptr (KheoRow) row =
      g_list_model_get_item (kheo_records_page_get_list (fixture->window->models), position);

  return kheo_row_get_id (row);
}

/* The model whose name stands in the first row of data. */
static gint64
find_first (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64      id = model_id (fixture, i);
      KheoRecord *record;

      kheo_records_page_show_record (fixture->window->models, id);
      WAIT_UNTIL (kheo_record_form_get_id (kheo_records_page_get_form (fixture->window->models)) ==
                  id);
      record = kheo_record_form_get_record (kheo_records_page_get_form (fixture->window->models));
      if (g_str_equal (kheo_record_get_text (record, KHEO_MODEL_NAME), "Thắp sáng đường quê"))
        return id;
    }
  g_assert_not_reached ();
}

static void
test_cell (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form = kheo_records_page_get_form (fixture->window->models);
  KheoSourceView *view;
  int             row, column;

  find_first (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "form.show-cell", "s", "name"));
  view = KHEO_SOURCE_VIEW (kheo_sheet_window_get_content (wait_for_sheet ()));
  WAIT_UNTIL (!kheo_source_view_is_busy (view));
  kheo_sheet_view_get_cursor (kheo_source_view_get_picture (view), &row, &column);
  g_assert_cmpint (row, ==, FIRST_ROW);
  g_assert_cmpint (column, ==, 1);
  g_assert_nonnull (strstr (kheo_source_view_get_text (view), "“Thắp sáng đường quê”"));

  kheo_source_view_choose (view, "kind");
  kheo_sheet_view_get_cursor (kheo_source_view_get_picture (view), &row, &column);
  g_assert_cmpint (row, ==, FIRST_ROW);
  g_assert_cmpint (column, ==, 5);
  g_assert_nonnull (strstr (kheo_source_view_get_text (view), "“Tập thể”"));
  close_sheet ();
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  KheoKeptFileView *view;

  act (fixture, "imports.show");
  view = KHEO_KEPT_FILE_VIEW (kheo_sheet_window_get_content (wait_for_sheet ()));
  WAIT_UNTIL (!kheo_kept_file_view_is_busy (view));
  kheo_sheet_view_set_cursor (kheo_kept_file_view_get_picture (view), FIRST_ROW, 1);
  /* The model, and the two units that it founded. */
  WAIT_UNTIL (kheo_kept_file_view_get_n_records (view) == 3);
  kheo_sheet_view_set_cursor (kheo_kept_file_view_get_picture (view), 0, 0);
  WAIT_UNTIL (kheo_kept_file_view_get_n_records (view) == 0);
  close_sheet ();
}

/* ---- Taking back ---- */

static void
test_take_back (Fixture *fixture, gconstpointer data)
{
  KheoSheetWindow *question;
  g_autofree char *summary = NULL;

  act (fixture, "imports.take-back");
  question = wait_for_sheet ();
  summary = kheo_take_back_dup_summary (question);
  g_assert_nonnull (strstr (summary, "3 models"));
  g_assert_cmpint (g_list_model_get_n_items (kheo_take_back_get_lines (question)), ==, 0);
  g_assert_cmpint (count_models (fixture), ==, 3); /* nothing has happened yet */
  gtk_widget_activate_action (GTK_WIDGET (question), "sheet.accept", NULL);
  WAIT_UNTIL (count_models (fixture) == 0);
  WAIT_UNTIL (g_str_equal (get_state (fixture), "Taken back"));

  /* The same button brings it back. */
  WAIT_UNTIL (!kheo_imports_page_is_busy (get_page (fixture)));
  act (fixture, "imports.take-back");
  gtk_widget_activate_action (GTK_WIDGET (wait_for_sheet ()), "sheet.accept", NULL);
  WAIT_UNTIL (count_models (fixture) == 3);
  WAIT_UNTIL (g_str_equal (get_state (fixture), "In the book"));
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm  *form = kheo_records_page_get_form (fixture->window->models);
  gint64           id = find_first (fixture);
  KheoSheetWindow *question;
  GListModel      *lines;
  g_autoptr (GtkStringObject) line = NULL;

  kheo_record_form_type (form, KHEO_MODEL_NAME, "Thắp sáng đường quê em");
  g_assert_true (kheo_record_form_save (form));
  WAIT_UNTIL (!kheo_record_form_is_dirty (form));
  WAIT_UNTIL (!kheo_imports_page_is_busy (get_page (fixture)));

  act (fixture, "imports.take-back");
  question = wait_for_sheet ();
  lines = kheo_take_back_get_lines (question);
  g_assert_cmpint (g_list_model_get_n_items (lines), >=, 1);
  for (guint i = 0; i < g_list_model_get_n_items (lines) && line == NULL; i++)
    {
      line = g_list_model_get_item (lines, i);
      if (strstr (gtk_string_object_get_string (line), "Thắp sáng đường quê em") == NULL)
        g_clear_object (&line);
    }
  g_assert_nonnull (line); /* it is named */
  gtk_widget_activate_action (GTK_WIDGET (question), "sheet.accept", NULL);
  WAIT_UNTIL (count_models (fixture) == 1);
  g_assert_cmpint (model_id (fixture, 0), ==, id);
  WAIT_UNTIL (g_str_equal (get_state (fixture), "Partly taken back"));
}

/* Ctrl+Z does not ask, and names afterwards what it kept. */
static void
test_told_after (Fixture *fixture, gconstpointer data)
{
  KheoRecordForm *form = kheo_records_page_get_form (fixture->window->models);
  gint64          action;

  {
    g_autoptr (KheoTakenFile) file = get_file (fixture);

    action = kheo_taken_file_get_state (file)->action;
  }
  find_first (fixture);
  kheo_record_form_type (form, KHEO_MODEL_NAME, "Thắp sáng đường quê em");
  g_assert_true (kheo_record_form_save (form));
  WAIT_UNTIL (!kheo_record_form_is_dirty (form));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo-action", "x", action);
  WAIT_UNTIL (count_models (fixture) == 1);
  g_assert_cmpint (g_list_model_get_n_items (kheo_take_back_get_lines (wait_for_sheet ())), >=, 1);
  close_sheet ();
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
#define ADD(name, func)                                                                            \
  g_test_add ("/ui/imports/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("list", test_list);
  ADD ("save", test_save);
  ADD ("records", test_records);
  ADD ("brought", test_brought);
  ADD ("cell", test_cell);
  ADD ("file", test_file);
  ADD ("take-back", test_take_back);
  ADD ("kept", test_kept);
  ADD ("told-after", test_told_after);
#undef ADD
  return g_test_run ();
}
