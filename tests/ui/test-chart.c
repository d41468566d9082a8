/* The chart on the window: every mark by keyboard, told to a screen reader; the kinds that suit;
 * copies; a large ranking that is laid out once and drawn from what was kept. */
#include "kheo-chart-card.h"
#include "ui-book.h"

#include <math.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *card;
  int        category, series; /* activated last */
} Fixture;

static KheoChartData *
make_data (guint n)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình theo huyện");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, "mô hình");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("Huyện %u", i + 1);

      kheo_chart_data_add_category (data, label, NULL, i);
      kheo_chart_data_set_value (data, i, 0, 10 * (n - i));
    }
  return data;
}

static void
activated_cb (KheoChartCard *card, int category, int series, Fixture *fixture)
{
  fixture->category = category;
  fixture->series = series;
}

static KheoChartView *
get_view (Fixture *fixture)
{
  return kheo_chart_card_get_view (KHEO_CHART_CARD (fixture->card));
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoChartData) chart = make_data (4);

  fixture->category = fixture->series = -2;
  fixture->card = kheo_chart_card_new ();
  fixture->window = gtk_window_new ();
  g_signal_connect (fixture->card, "activated", G_CALLBACK (activated_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 460);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->card);
  kheo_chart_card_set_kinds (KHEO_CHART_CARD (fixture->card), KHEO_CHART_ALL_KINDS,
                             KHEO_CHART_RANKING);
  kheo_chart_card_set_data (KHEO_CHART_CARD (fixture->card), chart);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (kheo_chart_view_get_layout (get_view (fixture)) != NULL);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_test_settle ();
}

static void
press (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (get_view (fixture)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

/* Arrows, Home and End walk; Return opens what lies beneath; the mark is said by name. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  KheoChartView *view = get_view (fixture);

  press (fixture, GDK_KEY_Home);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 0);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Mô hình theo huyện. Huyện 1: 40 mô hình");
  press (fixture, GDK_KEY_Right);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 1);
  press (fixture, GDK_KEY_Down);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 2);
  press (fixture, GDK_KEY_Up);
  press (fixture, GDK_KEY_Left);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 0);
  press (fixture, GDK_KEY_End);
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 3);
  press (fixture, GDK_KEY_Right); /* there is no further one */
  g_assert_cmpint (kheo_chart_view_get_current (view), ==, 3);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpint (fixture->category, ==, 3);
}

/* Without a mark the name is the sentence; the table is the description. */
static void
test_screen_reader (Fixture *fixture, gconstpointer data)
{
  KheoChartView   *view = get_view (fixture);
  g_autofree char *sentence =
      kheo_chart_describe (KHEO_CHART_RANKING, kheo_chart_view_get_data (view));
  g_autofree char *table = kheo_chart_data_table (kheo_chart_view_get_data (view));
  g_autofree char *description = g_strdup_printf ("%s\n%s", sentence, table);

  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

/* Kinds that would say something untrue are not taken; what was chosen comes back with its data. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  KheoChartCard *card = KHEO_CHART_CARD (fixture->card);
  g_autoptr (KheoChartData) rates = make_data (3);
  g_autoptr (KheoChartData) parts = make_data (3);

  kheo_chart_data_set_additive (rates, FALSE);
  gtk_widget_activate_action (fixture->card, "chart.kind", "s", "bullet"); /* there is no target */
  g_assert_cmpint (kheo_chart_view_get_kind (get_view (fixture)), ==, KHEO_CHART_RANKING);
  gtk_widget_activate_action (fixture->card, "chart.kind", "s", "donut");
  g_assert_cmpint (kheo_chart_view_get_kind (get_view (fixture)), ==, KHEO_CHART_DONUT);
  kheo_chart_card_set_data (card, rates);
  g_assert_cmpint (kheo_chart_view_get_kind (get_view (fixture)), !=, KHEO_CHART_DONUT);
  kheo_chart_card_set_data (card, parts);
  g_assert_cmpint (kheo_chart_view_get_kind (get_view (fixture)), ==, KHEO_CHART_DONUT);
}

/* Every kind can be shown, walked and hit. */
static void
test_all_kinds (Fixture *fixture, gconstpointer data)
{
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      KheoChartLayout *layout;

      kheo_chart_view_set_chart (get_view (fixture), (KheoChartKind) kind,
                                 kheo_chart_view_get_data (get_view (fixture)));
      WAIT_UNTIL ((layout = kheo_chart_view_get_layout (get_view (fixture))) != NULL);
      g_test_message ("%s", kheo_chart_kind_to_name ((KheoChartKind) kind));
      for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
        {
          g_autofree char *words = kheo_chart_layout_describe_mark (layout, i);

          kheo_chart_view_set_current (get_view (fixture), (int) i);
          g_assert_cmpstr (words, !=, "");
        }
    }
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard    *clipboard = gtk_widget_get_clipboard (fixture->card);
  g_autofree char *text = NULL;

  gtk_widget_activate_action (fixture->card, "chart.copy-table", NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  WAIT_UNTIL (text != NULL);
  g_assert_true (g_str_has_prefix (text, "\tMô hình\nHuyện 1\t40\n"));
  gtk_widget_activate_action (fixture->card, "chart.copy-picture", NULL);
  WAIT_UNTIL (
      gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  g_assert_true (
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "image/png") ||
      gdk_clipboard_is_local (clipboard)); /* GTK writes the PNG when it is asked for */
}

/* 500 bars: the rest is opened by its row. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoChartData) large = make_data (500);
  KheoChartLayout *layout;
  guint            n;

  kheo_chart_card_set_data (KHEO_CHART_CARD (fixture->card), large);
  WAIT_UNTIL ((layout = kheo_chart_view_get_layout (get_view (fixture))) != NULL);
  n = kheo_chart_layout_get_n_marks (layout);
  g_assert_cmpuint (n, <, 100);
  g_assert_cmpint (kheo_chart_layout_get_mark (layout, n - 1)->type, ==, KHEO_CHART_MARK_REST);
  press (fixture, GDK_KEY_End);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpint (fixture->category, ==, -2); /* it is opened here, no rows are asked for */
}

/* The view at @width, painted as in a frame. */
static void
paint_at (KheoChartView *view, int width)
{
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  gtk_widget_allocate (GTK_WIDGET (view), width, 300, -1, NULL);
  GTK_WIDGET_GET_CLASS (view)->snapshot (GTK_WIDGET (view), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_unref (node);
}

static double
get_layout_width (KheoChartView *view)
{
  return kheo_chart_layout_get_style (kheo_chart_view_get_layout (view))->width;
}

/* A quick chart is laid out at every size; a slow one is stretched until the size rests, then laid
 * out once, for that size.  Marks are found where they are seen meanwhile. */
static void
test_stretched (Fixture *fixture, gconstpointer data)
{
  enum
  {
    STEPS = 30,
    LAST = 500 + 4 * STEPS
  };
  KheoChartView *view = get_view (fixture);
  guint          before;
  double         first, last; /* widths of the layout, in points */

  gtk_widget_set_layout_manager (fixture->card, NULL); /* sizes are ours */
  paint_at (view, 500);
  kheo_chart_view_set_slow (view, G_MAXINT64);
  before = kheo_chart_view_get_n_layouts (view);
  for (int i = 1; i <= STEPS; i++)
    paint_at (view, 500 + 4 * i);
  g_assert_cmpuint (kheo_chart_view_get_n_layouts (view), ==, before + STEPS);

  paint_at (view, 500);
  first = get_layout_width (view);
  last = first * LAST / 500;
  kheo_chart_view_set_slow (view, 0);
  before = kheo_chart_view_get_n_layouts (view);
  for (int i = 1; i <= STEPS; i++)
    paint_at (view, 500 + 4 * i);
  g_assert_cmpuint (kheo_chart_view_get_n_layouts (view), ==, before);
  g_assert_cmpfloat_with_epsilon (get_layout_width (view), first, 0.01);
  WAIT_UNTIL (fabs (get_layout_width (view) - last) < 0.01);
  paint_at (view, LAST);
  g_assert_cmpuint (kheo_chart_view_get_n_layouts (view), ==, before + 1);
}

#define ADD(name, func) g_test_add ("/ui/chart/" name, Fixture, NULL, setup, func, teardown)

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  ADD ("keyboard", test_keyboard);
  ADD ("screen-reader", test_screen_reader);
  ADD ("kinds", test_kinds);
  ADD ("all-kinds", test_all_kinds);
  ADD ("copy", test_copy);
  ADD ("large", test_large);
  ADD ("stretched", test_stretched);
  return g_test_run ();
}
