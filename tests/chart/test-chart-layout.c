/* Whatever the data and the size: labels neither overlap nor leave the picture, bars are as long as
 * their values say, and every mark is found again by a click. */
#include "random-chart.h"

#include <math.h>

static void
test_any_data (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20221 + (guint32) kind);

  for (guint set = 0; set < random_chart_rounds (); set++)
    {
      g_autoptr (KheoChartData) data = random_chart_data (rand);
      KheoChartStyle style = random_chart_style (rand);
      g_autoptr (KheoChartLayout) layout = kheo_chart_layout (kind, data, &style);
      g_autofree char *sentence = kheo_chart_describe (kind, data);

      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      check_layout (layout, set);
    }
}

static KheoChartData *
data_of (const double *values, guint n)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã %u", i);

      kheo_chart_data_add_category (data, name, NULL, 100 + i);
      kheo_chart_data_set_value (data, i, 0, values[i]);
    }
  return data;
}

static void
test_ranking_order (void)
{
  const double values[] = { 3, (double) NAN, 9, 0, 9 };
  const int    order[] = { 2, 4, 0, 3, 1 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autoptr (KheoChartLayout) layout = NULL;
  KheoChartStyle style;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, 400, 240);
  layout = kheo_chart_layout (KHEO_CHART_RANKING, data, &style);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (kheo_chart_layout_get_mark (layout, i)->category, ==, order[i]);
}

/* What has no row of its own is summed up in the last one. */
static void
test_ranking_rest (void)
{
  g_autofree double *values = g_new (double, 3321);
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark *rest;
  double               sum = 0;
  guint                n;
  KheoChartStyle       style;

  for (guint i = 0; i < 3321; i++)
    values[i] = i % 17;
  data = data_of (values, 3321);
  kheo_chart_data_set_emphasis (data, 17 * 100); /* has the value 0: far down */
  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, 400, 240);
  layout = kheo_chart_layout (KHEO_CHART_RANKING, data, &style);

  n = kheo_chart_layout_get_n_marks (layout);
  rest = kheo_chart_layout_get_mark (layout, n - 1);
  g_assert_cmpint (rest->type, ==, KHEO_CHART_MARK_REST);
  g_assert_cmpint (kheo_chart_layout_get_mark (layout, n - 2)->category, ==, 1700);
  for (guint i = 0; i < 3321; i++)
    sum += values[i];
  for (guint i = 0; i < n; i++)
    sum -= kheo_chart_layout_get_mark (layout, i)->value;
  g_assert_cmpfloat (sum, ==, 0);
  g_assert_cmpint (kheo_chart_layout_hit (layout, rest->x + 1, rest->y), ==, (int) n - 1);
}

static void
test_stacked_parts (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark *collective, *individual, *total;
  KheoChartStyle       style;

  kheo_chart_data_add_series (data, "Tập thể", KHEO_CHART_ROLE_COLLECTIVE);
  kheo_chart_data_add_series (data, "Cá nhân", KHEO_CHART_ROLE_INDIVIDUAL);
  kheo_chart_data_add_category (data, "Kinh tế", NULL, 1);
  kheo_chart_data_set_value (data, 0, 0, 750);
  kheo_chart_data_set_value (data, 0, 1, 282);
  kheo_chart_style_init (&style, KHEO_CHART_PRINT, 500, 300);
  layout = kheo_chart_layout (KHEO_CHART_STACKED, data, &style);

  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 3);
  collective = kheo_chart_layout_get_mark (layout, 0);
  individual = kheo_chart_layout_get_mark (layout, 1);
  total = kheo_chart_layout_get_mark (layout, 2);
  g_assert_cmpint (total->type, ==, KHEO_CHART_MARK_TOTAL);
  g_assert_cmpfloat (total->value, ==, 1032);
  g_assert_cmpfloat_with_epsilon (collective->box.x + collective->box.width, individual->box.x,
                                  0.001);
  g_assert_cmpfloat_with_epsilon (total->box.width, collective->box.width + individual->box.width,
                                  0.001);
  /* The name at the left stands for the whole, the parts for themselves. */
  g_assert_cmpint (kheo_chart_layout_hit (layout, style.margin + 1, total->y), ==, 2);
  g_assert_cmpint (kheo_chart_layout_hit (layout, individual->box.x + 2, total->y), ==, 1);
}

static void
test_line_gap (void)
{
  const double values[] = { 4, (double) NAN, 6 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark *first, *last;
  KheoChartStyle       style;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, 400, 240);
  layout = kheo_chart_layout (KHEO_CHART_LINE, data, &style);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 2);
  first = kheo_chart_layout_get_mark (layout, 0);
  last = kheo_chart_layout_get_mark (layout, 1);
  g_assert_cmpint (last->category, ==, 2);
  g_assert_cmpfloat (last->y, <, first->y);
  g_assert_cmpint (kheo_chart_layout_hit (layout, last->x, last->y), ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoChartStyle style;

  kheo_chart_style_init (&style, KHEO_CHART_DARK, 400, 240);
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      g_autoptr (KheoChartLayout) layout = kheo_chart_layout ((KheoChartKind) kind, data, &style);

      g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 0);
      g_assert_cmpuint (kheo_chart_layout_get_n_labels (layout), ==, 1);
      g_assert_cmpint (kheo_chart_layout_hit (layout, 10, 10), ==, -1);
    }
}

static void
test_kind_names (void)
{
  KheoChartKind kind;

  for (guint i = 0; i < KHEO_CHART_N_KINDS; i++)
    {
      g_assert_true (
          kheo_chart_kind_from_name (kheo_chart_kind_to_name ((KheoChartKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  g_assert_false (kheo_chart_kind_from_name ("pie", &kind));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/layout/ranking-order", test_ranking_order);
  g_test_add_func ("/chart/layout/ranking-rest", test_ranking_rest);
  g_test_add_func ("/chart/layout/stacked-parts", test_stacked_parts);
  g_test_add_func ("/chart/layout/line-gap", test_line_gap);
  g_test_add_func ("/chart/layout/nothing", test_nothing);
  g_test_add_func ("/chart/layout/kind-names", test_kind_names);
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/layout/any-data/%s",
                                               kheo_chart_kind_to_name ((KheoChartKind) kind));

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_any_data);
    }
  return g_test_run ();
}
