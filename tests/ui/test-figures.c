/* The page of indicators: the table, what lies beneath, and down to the form. */
#include "kheo-figures-page.h"
#include "kheo-indicator-row.h"
#include "kheo-period-button.h"
#include "kheo-record-list.h"
#include "kheo-registers.h"
#include "ui-book.h"

#include <string.h>

typedef struct
{
  UiBook    *book;
  GtkWidget *window;
  GtkWidget *page;
  gint64     raised, rate; /* indicators: money, summed; a share */
} Fixture;

/* ---- A book with two indicators ---- */

static gint64
add_indicator (KheoDb *db, const char *name, const char *type, const char *measure, int decimals)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);
  g_autoptr (GError) error = NULL;
  gboolean percent = g_str_equal (type, "percent");

  kheo_record_set_text (record, KHEO_INDICATOR_NAME, name);
  kheo_record_set_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE, measure);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, type);
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, decimals);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, percent ? "stock" : "flow");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, percent ? "ratio" : "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, percent ? "last" : "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_LEVEL, "commune");
  kheo_record_set_text (record, KHEO_INDICATOR_SECTION, "Nhân dân góp sức");
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  return kheo_record_get_id (record);
}

static void
add_figure (KheoDb *db, gint64 indicator, gint64 unit, const char *period, gint64 value)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_figures, 0);
  g_autoptr (GError) error = NULL;

  kheo_record_set_integer (record, KHEO_FIGURE_INDICATOR, indicator);
  kheo_record_set_integer (record, KHEO_FIGURE_UNIT, unit);
  kheo_record_set_text (record, KHEO_FIGURE_PERIOD, period);
  kheo_record_set_text (record, KHEO_FIGURE_STATE, "value");
  kheo_record_set_integer (record, KHEO_FIGURE_VALUE, value);
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
}

static gpointer
fill_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  UiBook  *book = fixture->book;

  fixture->raised = add_indicator (db, "Tiền huy động", "money", "đồng", 0);
  fixture->rate = add_indicator (db, "Tỷ lệ hộ văn hóa", "percent", "%", 2);
  add_figure (db, fixture->raised, book->communes[0], "2023", 1000000000);
  add_figure (db, fixture->raised, book->communes[0], "2024", 1200000000);
  add_figure (db, fixture->raised, book->communes[1], "2024", 300000000);
  add_figure (db, fixture->raised, book->communes[2], "2024", 500000000);
  return g_strdup ("done");
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = done != NULL;
}

static KheoFiguresPage *
get_page (Fixture *fixture)
{
  return KHEO_FIGURES_PAGE (fixture->page);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  gboolean filled = FALSE;

  fixture->book = ui_book_new ();
  kheo_store_write_async (kheo_book_get_store (fixture->book->book), "Nhập 4 số liệu", fill_job,
                          fixture, NULL, g_free, NULL, filled_cb, &filled);
  WAIT_UNTIL (filled);
  WAIT_UNTIL (kheo_scope_get_indicators (fixture->book->scope) != NULL &&
              kheo_indicators_get_n (kheo_scope_get_indicators (fixture->book->scope)) == 2);
  fixture->page = kheo_figures_page_new (fixture->book->scope);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (g_list_model_get_n_items (kheo_figures_page_get_model (get_page (fixture))) == 3);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_ref (fixture->page);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_test_let_go (page);
  ui_book_free (fixture->book);
}

static char *
dup_text (Fixture *fixture, gint64 id, KheoIndicatorText which)
{
  GListModel *model = kheo_figures_page_get_model (get_page (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (model, i);

      if (kheo_indicator_row_get_id (row) == id)
        return g_strdup (kheo_indicator_row_get_text (row, which));
    }
  return NULL;
}

#define ASSERT_TEXT(fixture, id, which, expected)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = dup_text (fixture, id, which);                                         \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static gboolean
has_text (Fixture *fixture, gint64 id, KheoIndicatorText which, const char *expected)
{
  g_autofree char *text = dup_text (fixture, id, which);

  return g_strcmp0 (text, expected) == 0;
}

/* ---- The table ---- */

/* All time: the newest year is shown, beside the one before. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = kheo_figures_page_dup_table (get_page (fixture));

  ASSERT_TEXT (fixture, 0, KHEO_INDICATOR_ROW_NAME, "Nhân dân góp sức");
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "2 billion");
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_MEASURE, "đồng");
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_BEFORE, "1 billion");
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_REPORTED, "3/4");
  /* Not reported is not zero. */
  ASSERT_TEXT (fixture, fixture->rate, KHEO_INDICATOR_ROW_VALUE, "not reported");
  g_assert_nonnull (strstr (copied, "Tiền huy động\tđồng\t2 billion"));
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  kheo_scope_set_unit (fixture->book->scope, fixture->book->districts[0]);
  WAIT_UNTIL (!has_text (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "2 billion"));
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "1.5 billion");
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_REPORTED, "2/2");
  kheo_scope_set_period (fixture->book->scope, kheo_period_year (2023));
  WAIT_UNTIL (has_text (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "1 billion"));
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_REPORTED, "1/2");
}

static void
test_only_reported (Fixture *fixture, gconstpointer data)
{
  GListModel *model = kheo_figures_page_get_model (get_page (fixture));

  g_assert_true (gtk_widget_activate_action (fixture->page, "figures.only-reported", NULL));
  g_assert_cmpint (g_list_model_get_n_items (model), ==, 2); /* the section and the one indicator */
  g_assert_true (gtk_widget_activate_action (fixture->page, "figures.only-reported", NULL));
  g_assert_cmpint (g_list_model_get_n_items (model), ==, 3);
}

/* ---- Beneath ---- */

static KheoFigureDetail *
choose (Fixture *fixture)
{
  KheoFigureDetail *detail = kheo_figures_page_get_detail (get_page (fixture));

  kheo_figures_page_choose (get_page (fixture), fixture->raised);
  WAIT_UNTIL (!kheo_figure_detail_is_busy (detail));
  return detail;
}

static gboolean
has_value (GListModel *rows, const char *value)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (rows, i);

      if (g_str_equal (kheo_indicator_row_get_text (row, KHEO_INDICATOR_ROW_VALUE), value))
        return TRUE;
    }
  return FALSE;
}

static void
test_breakdown (Fixture *fixture, gconstpointer data)
{
  KheoFigureDetail *detail = choose (fixture);
  GListModel       *units =
      kheo_figure_breakdown_get_model (kheo_figure_detail_get_breakdown (detail, FALSE));
  GListModel *years =
      kheo_figure_breakdown_get_model (kheo_figure_detail_get_breakdown (detail, TRUE));
  g_autoptr (KheoIndicatorRow) first = g_list_model_get_item (units, 0);

  g_assert_cmpint (g_list_model_get_n_items (units), ==, 2); /* the districts of the province */
  g_assert_cmpstr (kheo_indicator_row_get_text (first, KHEO_INDICATOR_ROW_VALUE), ==,
                   "500 million");
  /* Known of whole years only: shown year by year. */
  g_assert_cmpint (g_list_model_get_n_items (years), >=, 2);
  g_assert_true (has_value (years, "1 billion") && has_value (years, "2 billion"));

  /* A row opens exactly the figures it counts. */
  kheo_figure_breakdown_activate (kheo_figure_detail_get_breakdown (detail, FALSE), 1);
  WAIT_UNTIL (g_list_model_get_n_items (
                  kheo_figure_list_get_model (kheo_figure_detail_get_list (detail))) == 2);
}

/* ---- Down to the form ---- */

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  KheoFigureDetail *detail = choose (fixture);
  KheoFigureList   *list = kheo_figure_detail_get_list (detail);
  KheoRecordForm   *form = kheo_figure_list_get_form (list);
  g_autoptr (KheoRow) row = NULL;

  kheo_figure_detail_turn_to (detail, "figures");
  WAIT_UNTIL (g_list_model_get_n_items (kheo_figure_list_get_model (list)) == 3);
  row = g_list_model_get_item (kheo_figure_list_get_model (list), 0);
  kheo_figure_list_show (list, kheo_row_get_id (row));
  WAIT_UNTIL (kheo_record_form_get_id (form) == kheo_row_get_id (row));
  kheo_record_form_type (form, KHEO_FIGURE_VALUE, "4 tỷ");
  g_assert_cmpint (
      kheo_record_get_integer (kheo_record_form_get_record (form), KHEO_FIGURE_VALUE, 0), ==,
      4000000000);
  /* A number without a state that says so cannot be. */
  kheo_record_form_type (form, KHEO_FIGURE_STATE, "missing");
  g_assert_false (kheo_record_form_save (form));
  kheo_record_form_type (form, KHEO_FIGURE_STATE, "value");
  g_assert_true (kheo_record_form_save (form));
  WAIT_UNTIL (!has_text (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "2 billion"));
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  KheoFigureDetail *detail = choose (fixture);
  KheoFigureList   *list = kheo_figure_detail_get_list (detail);
  KheoRecordForm   *form = kheo_figure_list_get_form (list);
  g_autofree char  *unit = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->book->communes[3]);

  g_assert_true (gtk_widget_activate_action (fixture->page, "figures.new", NULL));
  g_assert_true (kheo_record_form_has_record (form));
  g_assert_cmpint (
      kheo_record_get_integer (kheo_record_form_get_record (form), KHEO_FIGURE_INDICATOR, 0), ==,
      fixture->raised);
  g_assert_cmpstr (kheo_record_get_text (kheo_record_form_get_record (form), KHEO_FIGURE_PERIOD),
                   ==, "2024");
  g_assert_false (kheo_record_form_save (form)); /* no unit yet */
  kheo_record_form_type (form, KHEO_FIGURE_UNIT, unit);
  kheo_record_form_type (form, KHEO_FIGURE_VALUE, "1 tỷ");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "form.save", NULL));
  WAIT_UNTIL (has_text (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "3 billion"));
  ASSERT_TEXT (fixture, fixture->raised, KHEO_INDICATOR_ROW_REPORTED, "4/4");

  WAIT_UNTIL (kheo_record_form_get_id (form) != 0);
  g_assert_true (gtk_widget_activate_action (fixture->page, "figures.delete", NULL));
  WAIT_UNTIL (has_text (fixture, fixture->raised, KHEO_INDICATOR_ROW_VALUE, "2 billion"));
}

static void
test_catalogue (Fixture *fixture, gconstpointer data)
{
  GListModel *model = kheo_figures_page_get_model (get_page (fixture));

  g_assert_true (gtk_widget_activate_action (fixture->page, "figures.add-catalogue", NULL));
  WAIT_UNTIL (g_list_model_get_n_items (model) > 40);
}

/* ---- What the button of periods offers ---- */

static gpointer
older_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  add_figure (db, fixture->raised, fixture->book->communes[0], "2021-07", 1);
  add_figure (db, fixture->raised, fixture->book->communes[0], "2016..2020", 1);
  return g_strdup ("done");
}

/* Every toggle at or below @widget that is seen. */
static void
list_toggles (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    g_string_append_printf (out, "%s|", gtk_button_get_label (GTK_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_toggles (child, out);
}

static gboolean
offers (GtkWidget *button, const char *wanted)
{
  g_autoptr (GString) toggles = g_string_new (NULL);

  list_toggles (button, toggles);
  return strstr (toggles->str, wanted) != NULL;
}

/* Years that only figures have, months something is reported for, and longer spans; a change of the
 * book while it is open is seen. */
static void
test_periods_offered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *button = g_object_new (KHEO_TYPE_PERIOD_BUTTON, NULL);
  gboolean   filled = FALSE;

  gtk_window_set_child (GTK_WINDOW (window), button);
  kheo_period_button_set_scope (KHEO_PERIOD_BUTTON (button), fixture->book->scope);
  gtk_window_present (GTK_WINDOW (window));
  ui_test_settle ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (button)));
  WAIT_UNTIL (offers (button, "|2024|2023|Whole year|"));
  kheo_store_write_async (kheo_book_get_store (fixture->book->book), "Nhập 2 số liệu", older_job,
                          fixture, NULL, g_free, NULL, filled_cb, &filled);
  WAIT_UNTIL (filled);
  WAIT_UNTIL (offers (button, "|2024|2023|2021|Whole year|"));
  g_assert_true (offers (button, "|years 2016–2020|"));
  g_assert_false (offers (button, "Month"));
  kheo_scope_set_period (fixture->book->scope, kheo_period_year (2021));
  WAIT_UNTIL (offers (button, "|Quarter IV|Month 7|years 2016–2020|"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
#define ADD(name, func)                                                                            \
  g_test_add ("/ui/figures/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("table", test_table);
  ADD ("scope", test_scope);
  ADD ("only-reported", test_only_reported);
  ADD ("breakdown", test_breakdown);
  ADD ("edit", test_edit);
  ADD ("new", test_new);
  ADD ("catalogue", test_catalogue);
  ADD ("periods-offered", test_periods_offered);
#undef ADD
  return g_test_run ();
}
