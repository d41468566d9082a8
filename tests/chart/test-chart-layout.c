/* Whatever the data and the size: labels neither overlap nor leave the picture, bars are as long as
 * their values say, and every mark is found again by a click. */
#include "kheo-chart.h"

#include <math.h>

#ifdef __SANITIZE_ADDRESS__
#define N_SETS 60 /* each allocation is traced: a hundred times slower */
#else
#define N_SETS 2000
#endif
#define HAIR 0.02

static const char *const syllables[] = {
  "Xã",      "Phường",    "Đặc khu", "Mường",      "La",       "Quảng",   "Ninh",   "Hồng",
  "Gai",     "Trung tâm", "Phục vụ", "hành chính", "công",     "tỉnh",    "Ủy ban", "Mặt trận",
  "Tổ quốc", "dân vận",   "khéo",    "Thị trấn",   "Nguyễn",   "“Ưu",     "tiên”",  "–",
  "2",       "(cũ)",      "ngõ",     "Đắk",        "Ea H'leo", "khu phố",
};

static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  int      n = g_rand_int_range (rand, 0, 10) == 0 ? g_rand_int_range (rand, 0, 40)
                                                   : g_rand_int_range (rand, 0, 6);

  if (g_rand_int_range (rand, 0, 30) == 0)
    g_string_append (text, "Môhìnhkhôngcódấucáchnàocảnêndàirấtdàivàkhôngthểxuốngdòng🌾🌾");
  for (int i = 0; i < n; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "",
        syllables[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (syllables))]);
  return g_string_free (text, FALSE);
}

/* @shape is one for the whole set: sets of one kind of trouble are the hardest. */
static double
random_value (GRand *rand, int shape)
{
  double unit = g_rand_double (rand);

  if (g_rand_int_range (rand, 0, 12) == 0)
    return (double) NAN;
  switch (shape)
    {
    case 0:
      return floor (unit * 60);
    case 1:
      return floor (pow (10, unit * 14)); /* huge spread */
    case 2:
      return floor (unit * 200 - 100);
    case 3:
      return 0;
    case 4:
      return unit * 1e-7;
    case 5:
      return 98 + unit;
    case 6:
      return -unit * 1e9;
    case 7:
      return unit < 0.01 ? 1e300 : unit;
    default:
      return (double) NAN;
    }
}

static KheoChartData *
random_data (GRand *rand)
{
  static const int sizes[] = { 0, 1, 2, 3, 4, 5, 8, 12, 12, 30, 63, 177 };

  KheoChartData *data = kheo_chart_data_new ();
  int            n = sizes[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (sizes))];
  int            n_series = g_rand_boolean (rand) ? 1 : g_rand_int_range (rand, 0, 9);
  int            shape = g_rand_int_range (rand, 0, 9);

  if (g_rand_int_range (rand, 0, 200) == 0)
    n = 3321;
  for (guint i = 0; i < KHEO_CHART_N_TEXTS; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_set_text (data, i, text);
    }
  for (int i = 0; i < n_series; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_add_series (data, text, (KheoChartRole) g_rand_int_range (rand, 0, 8));
    }
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = random_text (rand);
      guint            category = kheo_chart_data_add_category (data, text, NULL, i);

      for (int series = 0; series < n_series; series++)
        kheo_chart_data_set_value (data, category, (guint) series, random_value (rand, shape));
    }
  kheo_chart_data_set_decimals (data, g_rand_int_range (rand, 0, 3));
  kheo_chart_data_set_additive (data, g_rand_boolean (rand));
  kheo_chart_data_set_emphasis (data, g_rand_int_range (rand, -1, MAX (n, 1)));
  return data;
}

static KheoChartStyle
random_style (GRand *rand)
{
  static const char *const papers[] = { "A0", "A3", "A4", "A4", "A5", "16:9", "30x500mm" };

  KheoChartStyle style;
  KheoPaper      paper;
  KheoChartTheme theme = (KheoChartTheme) g_rand_int_range (rand, 0, 4);

  if (g_rand_boolean (rand))
    {
      const char *name = papers[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (papers))];

      g_assert_true (kheo_paper_parse (name, g_rand_boolean (rand), &paper, NULL));
      kheo_chart_style_for_paper (&style, theme, paper);
    }
  else
    kheo_chart_style_init (&style, theme, g_rand_double_range (rand, 0, 900),
                           g_rand_double_range (rand, 0, 700));
  style.compact = g_rand_int_range (rand, 0, 3) == 0;
  return style;
}

static gboolean
overlap (const KheoBox *a, const KheoBox *b)
{
  return a->x + a->width > b->x + HAIR && b->x + b->width > a->x + HAIR &&
         a->y + a->height > b->y + HAIR && b->y + b->height > a->y + HAIR;
}

static void
check_labels (const KheoChartLayout *layout, guint set)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (layout);
  guint                 n = kheo_chart_layout_get_n_labels (layout);

  for (guint i = 0; i < n; i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);
      const KheoBox        *box = &label->box;

      if (!(box->x >= -HAIR && box->y >= -HAIR && box->x + box->width <= style->width + HAIR &&
            box->y + box->height <= style->height + HAIR))
        g_error ("set %u: \"%s\" (%d) leaves the picture", set, label->text, label->type);
      for (guint k = i + 1; k < n; k++)
        {
          const KheoChartLabel *other = kheo_chart_layout_get_label (layout, k);

          if (overlap (box, &other->box))
            g_error ("set %u: \"%s\" (%d) lies over \"%s\" (%d)", set, label->text, label->type,
                     other->text, other->type);
        }
    }
}

/* All bars of a chart have the same points per unit, within a thousandth of a point. */
static void
check_lengths (const KheoChartLayout *layout, guint set)
{
  double scale = 0, largest = 0;
  guint  n = kheo_chart_layout_get_n_marks (layout);

  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               length = MAX (mark->box.width, mark->box.height);

      g_assert_true (isfinite (mark->box.x) && isfinite (mark->box.y) && isfinite (length));
      g_assert_cmpfloat (mark->box.width, >=, 0);
      if (mark->type == KHEO_CHART_MARK_BAR && fabs (mark->value) > largest)
        largest = fabs (mark->value);
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
        double               length;

        if (mark->type != KHEO_CHART_MARK_BAR || isnan (mark->value))
          continue;
        /* Which way the bars grow shows in what they have in common. */
        length = mark->x == mark->box.x || mark->x == mark->box.x + mark->box.width
                     ? mark->box.width
                     : mark->box.height;
        if (pass == 0 && fabs (mark->value) == largest && largest > 0)
          scale = length / largest;
        if (pass == 1 && fabs (length - fabs (mark->value) * scale) > 0.001)
          g_error ("set %u: value %g is %g pt long instead of %g", set, mark->value, length,
                   fabs (mark->value) * scale);
      }
}

static void
check_hits (const KheoChartLayout *layout, guint set)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               x = mark->box.x + mark->box.width / 2;
      double               y = mark->box.y + mark->box.height / 2;
      int                  hit = kheo_chart_layout_hit (layout, x, y);
      g_autofree char     *text = kheo_chart_layout_describe_mark (layout, i);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (mark->type == KHEO_CHART_MARK_BAR && mark->box.width > 0.1 && mark->box.height > 0.1)
        {
          const KheoChartMark *found;

          g_assert_cmpint (hit, >=, 0);
          found = kheo_chart_layout_get_mark (layout, (guint) hit);
          if (found->category != mark->category)
            g_error ("set %u: mark %u is hit as another", set, i);
        }
    }
}

static void
test_any_data (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20221 + (guint32) kind);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (KheoChartData) data = random_data (rand);
      KheoChartStyle style = random_style (rand);
      g_autoptr (KheoChartLayout) layout = kheo_chart_layout (kind, data, &style);
      g_autofree char *sentence = kheo_chart_describe (kind, data);

      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      check_labels (layout, set);
      if (kind != KHEO_CHART_LINE)
        check_lengths (layout, set);
      check_hits (layout, set);
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
