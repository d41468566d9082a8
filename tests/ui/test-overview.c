/* The overview says the book's numbers, and every number opens exactly the rows it counts. */
#include "kheo-chart-additions.h"
#include "kheo-overview-page.h"
#include "ui-book.h"

#include <math.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  KheoQuery *shown; /* what was last asked to be shown */
} Fixture;

static void
show_query_cb (KheoScope *scope, const KheoQuery *query, Fixture *fixture)
{
  g_clear_pointer (&fixture->shown, kheo_query_free);
  fixture->shown = kheo_query_dup (query);
}

static KheoOverviewPage *
get_page (Fixture *fixture)
{
  return KHEO_OVERVIEW_PAGE (fixture->page);
}

static void
open_page (Fixture *fixture, UiBook *book)
{
  fixture->page = kheo_overview_page_new (book->scope);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1066, 660);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect (book->scope, "show-query", G_CALLBACK (show_query_cb), fixture);
  WAIT_UNTIL (!kheo_overview_page_is_busy (get_page (fixture)));
}

static void
close_page (Fixture *fixture, UiBook *book)
{
  g_signal_handlers_disconnect_by_data (book->scope, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->shown, kheo_query_free);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *key;
    gint64      all, in_2023;
  } numbers[] = {
    { "", 12, 5 },
    { "kind=collective", 8, 4 },
    { "kind=individual", 4, 1 },
    { "field=economy", 6, 5 },
    { "field=culture-society", 4, 0 },
    { "field=defence-security", 1, 0 },
    { "field=political-system", 1, 0 },
  };
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };

  open_page (&fixture, book);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpint (kheo_overview_page_get_number (get_page (&fixture), numbers[i].key), ==,
                     numbers[i].all);
  kheo_scope_set_period (book->scope, kheo_period_year (2023));
  WAIT_UNTIL (kheo_overview_page_get_number (get_page (&fixture), "") == 5);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpint (kheo_overview_page_get_number (get_page (&fixture), numbers[i].key), ==,
                     numbers[i].in_2023);
  close_page (&fixture, book);
}

static void
test_tiles_open_rows (void)
{
  static const char *const keys[] = { "", "kind=individual", "field=economy" };
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };

  open_page (&fixture, book);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (gtk_widget_activate_action (fixture.page, "overview.show", "s", keys[i]));
      g_assert_nonnull (fixture.shown);
      g_assert_cmpint (ui_book_count (book, fixture.shown), ==,
                       kheo_overview_page_get_number (get_page (&fixture), keys[i]));
    }
  close_page (&fixture, book);
}

/* Showing rows may narrow what is chosen at the top: back to everything. */
static void
widen (Fixture *fixture, UiBook *book)
{
  kheo_scope_set_unit (book->scope, 0);
  kheo_scope_set_period (book->scope, KHEO_PERIOD_ALL);
  ui_test_settle ();
  WAIT_UNTIL (!kheo_overview_page_is_busy (get_page (fixture)) &&
              kheo_overview_page_get_number (get_page (fixture), "") == 12);
}

/* Clicks mark @index of @card; FALSE when there is none. */
static gboolean
check_mark (Fixture *fixture, UiBook *book, guint card, guint index)
{
  KheoChartView *view =
      kheo_chart_card_get_view (kheo_overview_page_get_card (get_page (fixture), card));
  KheoChartLayout     *layout;
  const KheoChartMark *mark;
  int                  value;

  widen (fixture, book);
  WAIT_UNTIL (kheo_chart_view_get_layout (view) != NULL);
  layout = kheo_chart_view_get_layout (view);
  if (index >= kheo_chart_layout_get_n_marks (layout))
    return FALSE;
  mark = kheo_chart_layout_get_mark (layout, index);
  value = (int) lround (mark->value);
  g_test_message ("card %u, category %d, series %d", card, mark->category, mark->series);
  g_signal_emit_by_name (view, "activated", mark->category, mark->series);
  g_assert_nonnull (fixture->shown);
  g_assert_cmpint (ui_book_count (book, fixture->shown), ==, value);
  return TRUE;
}

/* Every mark of every chart. */
static void
test_marks_open_rows (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };
  guint   n_marks = 0;

  open_page (&fixture, book);
  for (guint card = 0; card < 3; card++)
    for (guint i = 0; check_mark (&fixture, book, card, i); i++)
      n_marks++;
  g_assert_cmpint (n_marks, >=, 8 + 2 + 2); /* fields × kinds, two years, two districts */
  close_page (&fixture, book);
}

static void
test_keyboard (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture        fixture = { 0 };
  KheoChartView *view;

  open_page (&fixture, book);
  view = kheo_chart_card_get_view (kheo_overview_page_get_card (get_page (&fixture), 0));
  WAIT_UNTIL (kheo_chart_view_get_layout (view) != NULL);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, -1);
  kheo_chart_view_set_current (view, 1);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 1);
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "“Skilful mass mobilisation” models by field and kind. "
                                       "Economy, Individual: 2 models");
  close_page (&fixture, book);
}

static void
test_kind (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture        fixture = { 0 };
  KheoChartCard *card;

  open_page (&fixture, book);
  card = kheo_overview_page_get_card (get_page (&fixture), 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (card), "chart.kind", "s", "bar"));
  g_assert_cmpint (kheo_chart_view_get_kind (kheo_chart_card_get_view (card)), ==, KHEO_CHART_BAR);
  /* A kind that would lie about the data is not taken. */
  gtk_widget_activate_action (GTK_WIDGET (card), "chart.kind", "s", "stacked");
  g_assert_cmpint (kheo_chart_view_get_kind (kheo_chart_card_get_view (card)), ==, KHEO_CHART_BAR);
  close_page (&fixture, book);
}

static KheoChartData *
get_data (KheoChartCard *card)
{
  return kheo_chart_view_get_data (kheo_chart_card_get_view (card));
}

static int
find_before (KheoChartCard *card)
{
  return kheo_chart_data_find_series (get_data (card), KHEO_CHART_ROLE_PREVIOUS);
}

/* What a person adds stays while the period changes; what was before opens its own rows. */
static void
test_additions (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture        fixture = { 0 };
  KheoChartCard *card;
  int            before, n_checked = 0;

  open_page (&fixture, book);
  kheo_scope_set_period (book->scope, kheo_period_year (2024));
  WAIT_UNTIL (kheo_overview_page_get_number (get_page (&fixture), "") == 7);
  card = kheo_overview_page_get_card (get_page (&fixture), 2);
  g_assert_cmpint (find_before (card), ==, -1);
  kheo_chart_card_choose_additions (card, "average\nbefore\nnote\t\tđã rà soát\n");
  WAIT_UNTIL (find_before (card) >= 0);
  g_assert_cmpuint (kheo_chart_data_get_n_references (get_data (card)), ==, 1);
  g_assert_cmpuint (kheo_chart_data_get_n_notes (get_data (card)), ==, 1);
  before = find_before (card);
  for (guint i = 0; i < kheo_chart_data_get_n_categories (get_data (card)); i++)
    for (int series = 0; series <= before; series++)
      {
        double value = kheo_chart_data_get_value (get_data (card), i, (guint) series);
        g_autoptr (KheoQuery) query = kheo_chart_card_dup_query (card, (int) i, series);

        g_assert_nonnull (query);
        g_assert_cmpint (ui_book_count (book, query), ==, (int) value);
        n_checked += value > 0;
      }
  g_assert_cmpint (n_checked, >=, 3);
  kheo_scope_set_period (book->scope, KHEO_PERIOD_ALL); /* nothing lies before all time */
  WAIT_UNTIL (find_before (card) < 0);
  g_assert_cmpuint (kheo_chart_data_get_n_notes (get_data (card)), ==, 1);
  kheo_chart_card_choose_additions (card, NULL);
  g_assert_cmpuint (kheo_chart_data_get_n_notes (get_data (card)), ==, 0);
  g_assert_null (kheo_chart_card_dup_query (card, 0, 0));
  close_page (&fixture, book);
}

/* The form gives back what it was given, and tells what it cannot read. */
static void
test_additions_form (void)
{
  static const char text[] = "reference\tKế hoạch\t12,5\nnote\tXã A\tmới\nnote\t\tcả bảng\n"
                             "emphasis\tXã A\naverage\nbefore\n";
  GtkWidget        *form = g_object_ref_sink (kheo_chart_additions_new (TRUE));
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *back = NULL, *none = NULL;

  g_assert_null (kheo_chart_additions_dup_text (KHEO_CHART_ADDITIONS (form), findings));
  kheo_chart_additions_set_text (KHEO_CHART_ADDITIONS (form), text);
  back = kheo_chart_additions_dup_text (KHEO_CHART_ADDITIONS (form), findings);
  g_assert_cmpstr (back, ==, text);
  g_assert_cmpuint (findings->len, ==, 0);
  kheo_chart_additions_set_text (KHEO_CHART_ADDITIONS (form), NULL);
  kheo_chart_additions_begin_note (KHEO_CHART_ADDITIONS (form), "Xã B");
  none = kheo_chart_additions_dup_text (KHEO_CHART_ADDITIONS (form), findings);
  g_assert_null (none); /* a note without words is none */
  g_object_unref (form);
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/overview/numbers", test_numbers);
  g_test_add_func ("/ui/overview/tiles-open-rows", test_tiles_open_rows);
  g_test_add_func ("/ui/overview/marks-open-rows", test_marks_open_rows);
  g_test_add_func ("/ui/overview/keyboard", test_keyboard);
  g_test_add_func ("/ui/overview/kind", test_kind);
  g_test_add_func ("/ui/overview/additions", test_additions);
  g_test_add_func ("/ui/overview/additions-form", test_additions_form);
  return g_test_run ();
}
