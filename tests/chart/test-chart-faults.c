/* What was once seen wrong on a sheet: cut, misleading or silent.  One case each. */
#include "conference.h"
#include "kheo-test.h"
#include "random-chart.h"

#include <math.h>

#define LONG "mô hình vận động nhân dân hiến đất làm đường, xây dựng nông thôn mới kiểu mẫu"

static KheoChartLayout *
layout_on (KheoChartKind kind, KheoChartData *data, const char *paper, gboolean landscape)
{
  KheoChartStyle   style;
  KheoPaper        sheet;
  KheoChartLayout *layout;

  g_assert_true (kheo_paper_parse (paper, landscape, &sheet, NULL));
  kheo_chart_style_for_paper (&style, KHEO_CHART_PRINT, sheet);
  layout = kheo_chart_layout (kind, data, &style);
  check_layout (layout, 0);
  return layout;
}

/* @values: categories × series; NAN for none. */
static KheoChartData *
make_data (guint n, guint n_series, const double *values)
{
  KheoChartData *data = kheo_chart_data_new ();

  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("Năm %u", 2021 + i);

      kheo_chart_data_add_series (data, name, KHEO_CHART_ROLE_AUTO);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã %u", i + 1);

      kheo_chart_data_add_category (data, name, NULL, i);
      for (guint series = 0; series < n_series; series++)
        kheo_chart_data_set_value (data, i, series, values[i * n_series + series]);
    }
  return data;
}

static KheoChartData *
make_long_data (guint n, guint n_series)
{
  KheoChartData *data = kheo_chart_data_new ();

  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("Các %s trong năm %u", LONG, 2021 + i);

      kheo_chart_data_add_series (data, name, KHEO_CHART_ROLE_AUTO);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã số %u: %s", i + 1, LONG);

      kheo_chart_data_add_category (data, name, NULL, i);
      for (guint series = 0; series < n_series; series++)
        kheo_chart_data_set_value (data, i, series, 20 + (i * 7 + series * 11) % 30);
    }
  return data;
}

/* How many labels of @type (-1: any) hold @text; @whole: and are not cut short. */
static guint
count (const KheoChartLayout *layout, int type, const char *text, gboolean whole)
{
  guint n = 0;

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if ((type < 0 || (int) label->type == type) && strstr (label->text, text) != NULL &&
          (!whole || !label->shortened))
        n++;
    }
  return n;
}

static guint
count_type (const KheoChartLayout *layout, KheoChartLabelType type)
{
  return count (layout, (int) type, "", FALSE);
}

/* Bars of sums were of the colour of an emphasis, and did not say that they are sums. */
static void
test_ranking_of_sums (void)
{
  const double values[] = { 30, 12, 20, 25, 10, 1 };
  g_autoptr (KheoChartData) data = make_data (3, 2, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_RANKING, data, "A5", FALSE);
  const KheoChartStyle *style = kheo_chart_layout_get_style (layout);
  const KheoBox        *bar = &kheo_chart_layout_get_mark (layout, 0)->box;
  cairo_surface_t      *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) style->width, (int) style->height);
  cairo_t      *cr = cairo_create (surface);
  const guchar *pixel;

  kheo_chart_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = cairo_image_surface_get_data (surface) +
          (int) (bar->y + bar->height / 2) * cairo_image_surface_get_stride (surface) +
          (int) (bar->x + 5) * 4;
  g_assert_cmpint (abs (pixel[2] - (int) (style->colors[0].red * 255)), <=, 1);
  g_assert_cmpint (abs (pixel[0] - (int) (style->colors[0].blue * 255)), <=, 1);
  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_NOTE, "Sum of: Năm 2021, Năm 2022", TRUE), ==,
                    1);
  cairo_surface_destroy (surface);
}

/* Rates of two years were added up: 174.6%. */
static void
test_rates_have_no_sum (void)
{
  static const KheoChartKind kinds[] = { KHEO_CHART_RANKING, KHEO_CHART_STACKED,
                                         KHEO_CHART_BULLET };
  const double               values[] = { 100, 74.6, 93.6, 66.5, 61.2, 34.1 };
  g_autoptr (KheoChartData) data = make_data (3, 2, values);

  kheo_chart_data_set_additive (data, FALSE);
  kheo_chart_data_set_decimals (data, 1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (KheoChartLayout) layout = layout_on (kinds[i], data, "A4", TRUE);
      const char *why = NULL;

      g_assert_false (kheo_chart_kind_fits (kinds[i], data, &why));
      g_assert_nonnull (why);
      for (guint k = 0; k < kheo_chart_layout_get_n_marks (layout); k++)
        g_assert_cmpfloat (kheo_chart_layout_get_mark (layout, k)->value, <=, 100);
      g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "174.6", FALSE), ==, 0);
      g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_NOTE, why, TRUE), ==, 1);
    }
}

/* Sums in one colour had a legend of colours that were not there. */
static void
test_bullet_legend (void)
{
  const double values[] = { 30, 12, 20, 25 };
  g_autoptr (KheoChartData) data = make_data (2, 2, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_BULLET, data, "A4", TRUE);

  g_assert_cmpuint (count_type (layout, KHEO_CHART_LABEL_LEGEND), ==, 0);
}

/* A single series was told twice: "17 = 17". */
static void
test_stack_of_one (void)
{
  const double values[] = { 400, 1 };
  g_autoptr (KheoChartData) data = make_data (2, 1, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_STACKED, data, "A4", TRUE);

  g_assert_cmpuint (count (layout, -1, "=", FALSE), ==, 0);
}

/* Names that fit nowhere beside the ring were left out. */
static void
test_donut_names (void)
{
  g_autoptr (KheoChartData) data = make_long_data (7, 1);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_DONUT, data, "A5", FALSE);

  g_assert_cmpuint (count (layout, -1, LONG, TRUE), ==, 7);
}

/* The name of a whole ring stands at its side, not below it. */
static void
test_donut_of_one (void)
{
  const double values[] = { 17 };
  g_autoptr (KheoChartData) data = make_data (1, 1, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_DONUT, data, "A4", TRUE);
  const KheoChartMark *ring = kheo_chart_layout_get_mark (layout, 0);

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (strcmp (label->text, "Xã 1") != 0)
        continue;
      g_assert_cmpfloat (label->box.x, >, ring->box.x + ring->box.width);
      g_assert_cmpfloat (fabs (label->box.y - ring->box.y - ring->box.height / 2), <, 30);
      return;
    }
  g_assert_not_reached ();
}

/* All names at the ends of lines were cut at the same word, and lost their numbers. */
static void
test_names_at_ends (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoChartData) data = make_long_data (5, 3);
  g_autoptr (KheoChartLayout) layout = layout_on (kind, data, "A5", FALSE);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *year = g_strdup_printf ("trong năm %u", 2021 + i);

      g_assert_cmpuint (count (layout, -1, year, TRUE), ==, 1);
      g_assert_cmpuint (count (layout, -1, year, FALSE), ==, 1);
    }
}

/* "1.000.000.000.000" at an axis: nobody counts noughts. */
static void
test_units_at_axes (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  const double  large[] = { 1e12, 3e11, 5e9, 8e11 }, middle[] = { 2.1e6, 1e6, 4e5, 1.2e6 };
  g_autoptr (KheoChartData) billions = make_data (2, 2, large);
  g_autoptr (KheoChartData) millions = make_data (2, 2, middle);
  g_autoptr (KheoChartLayout) first = layout_on (kind, billions, "A4", TRUE);
  g_autoptr (KheoChartLayout) second = layout_on (kind, millions, "A4", TRUE);

  g_assert_cmpuint (count (first, KHEO_CHART_LABEL_TICK, " billion", TRUE), >=, 2);
  g_assert_cmpuint (count (first, KHEO_CHART_LABEL_TICK, ",000,000", FALSE), ==, 0);
  g_assert_cmpuint (count (second, KHEO_CHART_LABEL_TICK, " million", TRUE), >=, 2);
}

/* 0.0%, 1%, 1.0%: now all of one kind, and what is not zero does not look like it. */
static void
test_coverage_shares (void)
{
  const double values[] = { 1, 9, 100, 1000, 10000 };
  g_autoptr (KheoChartData) data = make_data (5, 1, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_COVERAGE, data, "A4", TRUE);

  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "<0.1%", TRUE), ==, 1);
  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "1.0%", TRUE), ==, 1);
  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "10.0%", TRUE), ==, 1);
  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "100%", TRUE), ==, 1);
  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_VALUE, "0.0%", TRUE), ==, 1); /* of 10.0% */
}

/* Shares with and without a decimal beside each other. */
static void
test_share_digits (void)
{
  g_autofree double *values = g_new (double, 30 * 2);
  guint              with = 0, without = 0;

  for (guint i = 0; i < 30; i++)
    {
      values[2 * i] = 1 + i * 0.37;
      values[2 * i + 1] = 50;
    }
  g_autoptr (KheoChartData) data = make_data (30, 2, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_SHARE, data, "A5", FALSE);

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (!g_str_has_suffix (label->text, "%"))
        continue;
      with += strchr (label->text, '.') != NULL ? 1 : 0;
      without += strchr (label->text, '.') == NULL ? 1 : 0;
    }
  g_assert_cmpuint (with + without, >, 0);
  g_assert_true (with == 0 || without == 0);
}

/* A part without a figure is no share of nought, a column without one no column of nought. */
static void
test_missing_is_told (void)
{
  const double values[] = { 18, (double) NAN, 40, 60, (double) NAN, 7 };
  g_autoptr (KheoChartData) data = make_data (3, 2, values);
  g_autoptr (KheoChartLayout) share = layout_on (KHEO_CHART_SHARE, data, "A4", TRUE);
  g_autoptr (KheoChartLayout) panels = layout_on (KHEO_CHART_SMALL_MULTIPLES, data, "A4", TRUE);

  g_assert_cmpuint (count (share, KHEO_CHART_LABEL_VALUE, "18 + –", TRUE), ==, 1);
  g_assert_cmpuint (count (share, KHEO_CHART_LABEL_VALUE, "7 + –", TRUE), ==, 1);
  g_assert_cmpuint (count (share, KHEO_CHART_LABEL_VALUE, " + –", TRUE), ==, 2);
  g_assert_cmpuint (count (panels, KHEO_CHART_LABEL_VALUE, "–", TRUE), ==, 2);
}

/* Where all figures are alike, colours tell nothing: no key from 0.0 to 0.2. */
static void
test_heat_of_one_value (void)
{
  const double values[] = { 0, 0, 0, 0 };
  g_autoptr (KheoChartData) data = make_data (2, 2, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_HEAT, data, "A4", TRUE);

  g_assert_cmpuint (count_type (layout, KHEO_CHART_LABEL_TICK), ==, 0);
}

/* Where long numbers had no room, short ones made their cells look like the only ones with a
 * figure.
 */
static void
test_heat_all_or_none (void)
{
  g_autoptr (KheoChartData) data = make_long_data (40, 6);
  g_autoptr (KheoChartLayout) layout = NULL;
  guint n = 0;

  for (guint i = 0; i < 40; i++)
    kheo_chart_data_set_value (data, i, i % 6, i * 12345.0);
  layout = layout_on (KHEO_CHART_HEAT, data, "A4", FALSE);
  n = count_type (layout, KHEO_CHART_LABEL_VALUE);
  g_assert_true (n == 0 || n == 240);
}

/* A cell tells its name and its value, or it has a number and both are listed: in one way or the
 * other everything of its category is on the sheet. */
static gboolean
tells_value (const KheoChartLayout *layout, int category)
{
  KheoChartData   *data = kheo_chart_layout_get_data (layout);
  g_autofree char *value =
      kheo_chart_data_format (data, kheo_chart_data_get_value (data, (guint) category, 0));

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->category == category && label->type != KHEO_CHART_LABEL_NOTE &&
          strstr (label->text, value) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* "Phường Hồng Gai" without its 18, "Cẩm Phả" without its 170. */
static void
test_tree_values (void)
{
  g_autoptr (KheoChartLayout) layout = conference_layout ("12-dia-ban");
  KheoChartData *data = kheo_chart_layout_get_data (layout);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer       group, sum;

  g_assert_cmpuint (kheo_chart_data_get_n_categories (data), ==, 52);
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      const char *name = kheo_chart_data_get_category_group (data, i);
      double     *own = g_hash_table_lookup (sums, name);

      if (!tells_value (layout, (int) i))
        g_error ("\"%s\" has no value", kheo_chart_data_get_category_label (data, i));
      if (own == NULL)
        g_hash_table_insert (sums, (gpointer) name, own = g_new0 (double, 1));
      *own += kheo_chart_data_get_value (data, i, 0);
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &group, &sum))
    {
      g_autofree char *text = kheo_chart_data_format (data, *(double *) sum);
      g_autofree char *with_share = g_strdup_printf ("%s · ", text);
      guint            n = 0;

      for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
        {
          const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

          n += label->category < 0 && (strcmp (label->text, text) == 0 ||
                                       g_str_has_prefix (label->text, with_share))
                   ? 1
                   : 0;
        }
      if (n == 0)
        g_error ("\"%s\" has no sum", (const char *) group);
    }
}

/* Where nothing can be listed, names are cut short rather than left out. */
static void
test_tree_of_long_names (void)
{
  g_autoptr (KheoChartData) data = make_long_data (8, 3);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_TREE_MAP, data, "A4", TRUE);

  g_assert_cmpuint (count (layout, KHEO_CHART_LABEL_SERIES, "Xã số", FALSE), ==, 8);
}

/* The names of the last rows were cut: their digits are what tells them apart. */
static void
test_heat_strip_names (void)
{
  g_autofree double *values = g_new (double, 3321);

  for (guint i = 0; i < 3321; i++)
    values[i] = i % 300;
  g_autoptr (KheoChartData) data = make_data (3321, 1, values);
  g_autoptr (KheoChartLayout) layout = layout_on (KHEO_CHART_HEAT, data, "A4", TRUE);

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    g_assert_false (kheo_chart_layout_get_label (layout, i)->shortened);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    GTestFunc   test;
  } tests[] = {
    { "/chart-faults/ranking-of-sums", test_ranking_of_sums },
    { "/chart-faults/rates-have-no-sum", test_rates_have_no_sum },
    { "/chart-faults/bullet-legend", test_bullet_legend },
    { "/chart-faults/stack-of-one", test_stack_of_one },
    { "/chart-faults/donut-names", test_donut_names },
    { "/chart-faults/donut-of-one", test_donut_of_one },
    { "/chart-faults/coverage-shares", test_coverage_shares },
    { "/chart-faults/share-digits", test_share_digits },
    { "/chart-faults/missing-is-told", test_missing_is_told },
    { "/chart-faults/heat-of-one-value", test_heat_of_one_value },
    { "/chart-faults/heat-all-or-none", test_heat_all_or_none },
    { "/chart-faults/tree-values", test_tree_values },
    { "/chart-faults/tree-of-long-names", test_tree_of_long_names },
    { "/chart-faults/heat-strip-names", test_heat_strip_names },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].test);
  g_test_add_data_func ("/chart-faults/names-at-ends/line", GINT_TO_POINTER (KHEO_CHART_LINE),
                        test_names_at_ends);
  g_test_add_data_func ("/chart-faults/names-at-ends/coverage",
                        GINT_TO_POINTER (KHEO_CHART_COVERAGE), test_names_at_ends);
  g_test_add_data_func ("/chart-faults/names-at-ends/heat", GINT_TO_POINTER (KHEO_CHART_HEAT),
                        test_names_at_ends);
  g_test_add_data_func ("/chart-faults/names-at-ends/slope", GINT_TO_POINTER (KHEO_CHART_SLOPE),
                        test_names_at_ends);
  g_test_add_data_func ("/chart-faults/units/line", GINT_TO_POINTER (KHEO_CHART_LINE),
                        test_units_at_axes);
  g_test_add_data_func ("/chart-faults/units/coverage", GINT_TO_POINTER (KHEO_CHART_COVERAGE),
                        test_units_at_axes);
  g_test_add_data_func ("/chart-faults/units/small-multiples",
                        GINT_TO_POINTER (KHEO_CHART_SMALL_MULTIPLES), test_units_at_axes);
  return g_test_run ();
}
