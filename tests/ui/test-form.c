/* The form of a record: typing, checking, storing, leaving, files. */
#include "kheo-attachments.h"
#include "kheo-date-entry.h"
#include "kheo-record-form.h"
#include "kheo-registers.h"
#include "kheo-suggest.h"
#include "kheo-unit-chooser.h"
#include "ui-book.h"

typedef struct
{
  UiBook         *book;
  GtkWidget      *window;
  KheoRecordForm *form;
  gint64          saved;  /* id of the last record stored */
  gint64          action; /* … by this action */
} Fixture;

static void
saved_cb (KheoRecordForm *form, gint64 id, gint64 action, Fixture *fixture)
{
  fixture->saved = id;
  fixture->action = action;
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form;

  fixture->book = ui_book_new ();
  form = kheo_record_form_new (fixture->book->scope, &kheo_register_models);
  fixture->window = gtk_window_new ();
  fixture->form = KHEO_RECORD_FORM (form);
  g_signal_connect (form, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), form);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form = g_object_ref (GTK_WIDGET (fixture->form));

  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_test_settle ();
  ui_test_let_go (form);
  ui_book_free (fixture->book);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);

  kheo_record_set_integer (record, KHEO_MODEL_UNIT, fixture->book->communes[0]);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2024);
  kheo_record_set_text (record, KHEO_MODEL_STATUS, "registered");
  kheo_record_form_set_record (fixture->form, record);
}

static void
fill (Fixture *fixture)
{
  begin (fixture);
  kheo_record_form_type (fixture->form, KHEO_MODEL_NAME, "Đường hoa nông thôn mới");
  kheo_record_form_type (fixture->form, KHEO_MODEL_KIND, "collective");
  kheo_record_form_type (fixture->form, KHEO_MODEL_FIELD, "economy");
}

/* What is missing is said at the first try to store, not while the person is still coming to it. */
static void
test_validate (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_assert_false (kheo_record_form_is_dirty (fixture->form));
  g_assert_null (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_NAME));
  g_assert_false (kheo_record_form_save (fixture->form));
  g_assert_nonnull (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_NAME));
  g_assert_nonnull (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_KIND));
  g_assert_null (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_YEAR));
  kheo_record_form_type (fixture->form, KHEO_MODEL_NAME, "Có tên rồi");
  g_assert_null (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_NAME));

  /* What cannot be a value is said at once. */
  kheo_record_form_type (fixture->form, KHEO_MODEL_BUDGET, "nhiều lắm");
  g_assert_nonnull (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_BUDGET));
  kheo_record_form_type (fixture->form, KHEO_MODEL_REGISTERED_ON, "31/2/2024");
  g_assert_nonnull (kheo_record_form_get_problem (fixture->form, KHEO_MODEL_REGISTERED_ON));
  g_assert_true (kheo_record_form_is_dirty (fixture->form));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  KheoRecord *record;

  fill (fixture);
  kheo_record_form_type (fixture->form, KHEO_MODEL_BUDGET, "1.500.000");
  kheo_record_form_type (fixture->form, KHEO_MODEL_REGISTERED_ON, "5/2/2024");
  record = kheo_record_form_get_record (fixture->form);
  g_assert_cmpint (kheo_record_get_integer (record, KHEO_MODEL_BUDGET, 0), ==, 1500000);
  g_assert_cmpstr (kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON), ==, "2024-02-05");
  g_assert_true (kheo_record_form_save (fixture->form));
  WAIT_UNTIL (fixture->saved != 0);
  g_assert_cmpint (fixture->action, !=, 0);
  g_assert_cmpint (kheo_record_form_get_id (fixture->form), ==, fixture->saved);
  g_assert_false (kheo_record_form_is_dirty (fixture->form));

  /* Storing again without a change is no action. */
  fixture->saved = 0;
  g_assert_true (kheo_record_form_save (fixture->form));
  ui_test_settle ();
  g_assert_cmpint (fixture->saved, ==, 0);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Undo elsewhere: the form shows what the book has, or nothing any more. */
static void
test_follows_undo (Fixture *fixture, gconstpointer data)
{
  gboolean undone = FALSE;

  fill (fixture);
  kheo_record_form_save (fixture->form);
  WAIT_UNTIL (fixture->saved != 0);
  kheo_store_undo_async (kheo_book_get_store (fixture->book->book), fixture->action, FALSE,
                         undone_cb, &undone);
  WAIT_UNTIL (undone);
  WAIT_UNTIL (!kheo_record_form_has_record (fixture->form));
}

static void
test_revert (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  g_assert_true (kheo_record_form_is_dirty (fixture->form));
  kheo_record_form_revert (fixture->form);
  g_assert_false (kheo_record_form_is_dirty (fixture->form));
  g_assert_null (
      kheo_record_get_text (kheo_record_form_get_record (fixture->form), KHEO_MODEL_NAME));
}

static void
left_cb (gboolean go, gpointer user_data)
{
  *(int *) user_data = go ? 1 : 0;
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  int left = -1;

  begin (fixture);
  kheo_record_form_leave (fixture->form, left_cb, &left);
  g_assert_cmpint (left, ==, 1); /* nothing typed: nothing to ask or store */
  g_assert_cmpint (fixture->saved, ==, 0);

  fill (fixture);
  left = -1;
  kheo_record_form_leave (fixture->form, left_cb, &left);
  g_assert_cmpint (left, ==, 1);
  WAIT_UNTIL (fixture->saved != 0);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  kheo_record_form_set_read_only (fixture->form, TRUE);
  fill (fixture);
  g_assert_false (kheo_record_form_save (fixture->form));
}

static void
test_attachments (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (kheo_attachments_new (fixture->book->scope, "model"));
  KheoAttachments *files = KHEO_ATTACHMENTS (widget);
  g_autofree char *path = kheo_test_dir_build (fixture->book->dir, "biên bản.txt");

  g_assert_true (g_file_set_contents (path, "nội dung", -1, NULL));
  kheo_attachments_add (files, path); /* no record yet: nothing happens */
  fill (fixture);
  kheo_record_form_save (fixture->form);
  WAIT_UNTIL (fixture->saved != 0);
  kheo_attachments_set_record (files, fixture->saved);
  ui_test_settle ();
  g_assert_cmpuint (kheo_attachments_get_n (files), ==, 0);
  g_signal_connect_swapped (fixture->book->scope, "changed", G_CALLBACK (kheo_attachments_reload),
                            files);
  kheo_attachments_add (files, path);
  WAIT_UNTIL (kheo_attachments_get_n (files) == 1);
  g_signal_handlers_disconnect_by_data (fixture->book->scope, files);
  ui_test_settle ();
  ui_test_let_go (widget);
}

static void
test_date_entry (void)
{
  GtkWidget     *widget = g_object_ref_sink (kheo_date_entry_new ("Ngày"));
  KheoDateEntry *entry = KHEO_DATE_ENTRY (widget);

  g_assert_cmpuint (kheo_date_entry_get_date (entry), ==, KHEO_DATE_UNKNOWN);
  kheo_date_entry_set_text (entry, "1/7/2025");
  g_assert_cmpuint (kheo_date_entry_get_date (entry), ==, kheo_date_new (2025, 7, 1));
  kheo_date_entry_set_date (entry, kheo_date_new (2026, 2, 5));
  g_assert_cmpstr (kheo_date_entry_get_text (entry), ==, "05/02/2026");
  kheo_date_entry_set_text (entry, "ba mươi");
  g_assert_cmpuint (kheo_date_entry_get_date (entry), ==, KHEO_DATE_UNKNOWN);
  ui_test_let_go (widget);
}

/* Tone-free, and what is not a unit is not taken for one. */
static void
test_unit_chooser (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget       *widget = g_object_ref_sink (kheo_unit_chooser_new (book->scope, "Đơn vị"));
  KheoUnitChooser *chooser = KHEO_UNIT_CHOOSER (widget);
  GtkWidget       *entry = gtk_widget_get_first_child (widget);
  KheoSuggest     *suggest = g_object_get_data (G_OBJECT (entry), "kheo-suggest");

  kheo_unit_chooser_set_unit (chooser, book->communes[1]);
  g_assert_true (kheo_unit_chooser_is_valid (chooser));
  gtk_editable_set_text (GTK_EDITABLE (entry), "ngoc chien");
  WAIT_UNTIL (kheo_suggest_get_items (suggest) != NULL);
  g_assert_false (kheo_unit_chooser_is_valid (chooser));
  g_assert_cmpuint (kheo_suggest_get_items (suggest)->len, ==, 1);
  kheo_suggest_choose (suggest, 0);
  g_assert_cmpint (kheo_unit_chooser_get_unit (chooser), ==, book->communes[0]);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Xã Ngọc Chiến");
  ui_test_let_go (widget);
}

/* ---- What became of it ---- */

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found =
      GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
          ? widget
          : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static GtkWindow *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->form), "_What became of it…");
  GtkWindow *window;
  g_autoptr (KheoRecord) record = NULL;

  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_mapped (button)); /* nothing is shown yet */
  fill (fixture);
  g_assert_true (kheo_record_form_save (fixture->form));
  WAIT_UNTIL (fixture->saved != 0);
  record = g_object_ref (kheo_record_form_get_record (fixture->form));
  kheo_record_form_set_record (fixture->form, record); /* as the list does that it is chosen in */
  WAIT_UNTIL (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  window = find_window ("History of this record");
  g_assert_nonnull (window);
  ui_test_settle ();
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } test[] = {
    { "/ui/form/validate", test_validate },
    { "/ui/form/save", test_save },
    { "/ui/form/follows-undo", test_follows_undo },
    { "/ui/form/revert", test_revert },
    { "/ui/form/leave", test_leave },
    { "/ui/form/read-only", test_read_only },
    { "/ui/form/attachments", test_attachments },
    { "/ui/form/history", test_history },
  };

  if (!ui_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/ui/form/date-entry", test_date_entry);
  g_test_add_func ("/ui/form/unit-chooser", test_unit_chooser);
  for (guint i = 0; i < G_N_ELEMENTS (test); i++)
    g_test_add (test[i].path, Fixture, NULL, fixture_set_up, test[i].func, fixture_tear_down);
  return g_test_run ();
}
