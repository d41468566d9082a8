#include "random-chart.h"

#include <math.h>

#ifdef __SANITIZE_ADDRESS__
#define USUAL_ROUNDS 40 /* each allocation is traced: a hundred times slower */
#else
#define USUAL_ROUNDS 300
#endif
#define HAIR 0.02

static const char *const syllables[] = {
  "Xã",      "Phường",    "Đặc khu", "Mường",      "La",       "Quảng",   "Ninh",   "Hồng",
  "Gai",     "Trung tâm", "Phục vụ", "hành chính", "công",     "tỉnh",    "Ủy ban", "Mặt trận",
  "Tổ quốc", "dân vận",   "khéo",    "Thị trấn",   "Nguyễn",   "“Ưu",     "tiên”",  "–",
  "2",       "(cũ)",      "ngõ",     "Đắk",        "Ea H'leo", "khu phố",
};

guint
random_chart_rounds (void)
{
  const char *wanted = g_getenv ("KHEO_CHART_ROUNDS");
  guint64     rounds = 0;

  if (wanted != NULL && g_ascii_string_to_unsigned (wanted, 10, 1, 10000000, &rounds, NULL))
    return (guint) rounds;
  return USUAL_ROUNDS;
}

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
    case 1:
      return floor (unit * 60);
    case 2:
      return floor (pow (10, unit * 14)); /* huge spread */
    case 3:
      return floor (unit * 200 - 100);
    case 4:
      return 0;
    case 5:
      return unit * 1e-7;
    case 6:
      return 98 + unit;
    case 7:
      return -unit * 1e9;
    case 8:
      return unit < 0.01 ? 1e300 : unit;
    default:
      return (double) NAN;
    }
}

static KheoChartRole
random_series_role (GRand *rand)
{
  return g_rand_boolean (rand)
             ? KHEO_CHART_ROLE_AUTO
             : (KheoChartRole) g_rand_int_range (rand, 0, KHEO_CHART_ROLE_PREVIOUS + 1);
}

static void
add_words (GRand *rand, KheoChartData *data, int shape)
{
  int n_references = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 1, 5) : 0;
  int n_notes = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 1, 9) : 0;
  int n = (int) kheo_chart_data_get_n_categories (data);
  int n_series = (int) kheo_chart_data_get_n_series (data);

  for (guint i = 0; i < KHEO_CHART_N_TEXTS; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_set_text (data, (KheoChartText) i, text);
    }
  for (int i = 0; i < n_references; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_add_reference (data, text, random_value (rand, shape));
    }
  for (int i = 0; i < n_notes; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_add_note (data, g_rand_int_range (rand, -1, n + 1),
                                g_rand_int_range (rand, -1, n_series + 1), text);
    }
}

/* Most sets are of the sizes that people show; a few are as large as can be. */
static void
random_size (GRand *rand, int *out_n, int *out_n_series)
{
  static const int sizes[] = { 0, 1, 2, 3, 4, 5, 8, 12, 12, 30, 63, 177 };

  *out_n = sizes[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (sizes))];
  *out_n_series = g_rand_boolean (rand) ? 1 : g_rand_int_range (rand, 0, 9);
  if (g_rand_int_range (rand, 0, 20) == 0)
    *out_n_series = g_rand_int_range (rand, 0, 61);
  if (g_rand_int_range (rand, 0, 150) == 0)
    *out_n = 3321;
}

KheoChartData *
random_chart_data (GRand *rand)
{
  KheoChartData *data = kheo_chart_data_new ();
  int            n, n_series, shape = g_rand_int_range (rand, 0, 10);
  int            n_groups = g_rand_int_range (rand, 0, 4) == 0 ? g_rand_int_range (rand, 1, 12) : 0;

  random_size (rand, &n, &n_series);
  for (int i = 0; i < n_series; i++)
    {
      g_autofree char *text = random_text (rand);

      kheo_chart_data_add_series (data, text, random_series_role (rand));
    }
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = random_text (rand);
      guint            category = kheo_chart_data_add_category (data, text, NULL, i);

      for (int series = 0; series < n_series; series++)
        kheo_chart_data_set_value (data, category, (guint) series, random_value (rand, shape));
      if (n_groups > 0 && g_rand_int_range (rand, 0, 8) > 0)
        kheo_chart_data_set_category_group (data, category,
                                            syllables[g_rand_int_range (rand, 0, n_groups)]);
    }
  add_words (rand, data, shape);
  kheo_chart_data_set_decimals (data, g_rand_int_range (rand, 0, 3));
  kheo_chart_data_set_additive (data, g_rand_boolean (rand));
  kheo_chart_data_set_emphasis (
      data, g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, -1, MAX (n, 1)));
  return data;
}

KheoChartStyle
random_chart_style (GRand *rand)
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

static gboolean
leaves_picture (const KheoChartLayout *layout, const KheoBox *box)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (layout);

  return !(box->x >= -HAIR && box->y >= -HAIR && box->x + box->width <= style->width + HAIR &&
           box->y + box->height <= style->height + HAIR);
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  const KheoChartLabel *first = *(const KheoChartLabel *const *) a;
  const KheoChartLabel *second = *(const KheoChartLabel *const *) b;

  return first->box.y < second->box.y ? -1 : first->box.y > second->box.y;
}

/* From top to bottom, so that only labels at the same height are compared. */
static void
check_labels (const KheoChartLayout *layout, guint set)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    g_ptr_array_add (labels, (gpointer) kheo_chart_layout_get_label (layout, i));
  g_ptr_array_sort (labels, compare_tops);
  for (guint i = 0; i < labels->len; i++)
    {
      const KheoChartLabel *label = labels->pdata[i];

      g_assert_true (g_utf8_validate (label->text, -1, NULL));
      if (leaves_picture (layout, &label->box))
        g_error ("set %u: \"%s\" (%d) leaves the picture", set, label->text, label->type);
      for (guint k = i + 1; k < labels->len; k++)
        {
          const KheoChartLabel *other = labels->pdata[k];

          if (other->box.y > label->box.y + label->box.height)
            break;
          if (overlap (&label->box, &other->box))
            g_error ("set %u: \"%s\" (%d) lies over \"%s\" (%d)", set, label->text, label->type,
                     other->text, other->type);
        }
    }
}

static void
check_places (const KheoChartLayout *layout, guint set)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      KheoBox              end = { mark->x, mark->y, 0, 0 };
      gboolean             seen = mark->box.width > 0 && mark->box.height > 0;

      g_assert_true (isfinite (mark->box.x) && isfinite (mark->box.y));
      g_assert_cmpfloat (mark->box.width, >=, 0);
      g_assert_cmpfloat (mark->box.height, >=, 0);
      if (seen && leaves_picture (layout, &end))
        g_error ("set %u: mark %u leaves the picture", set, i);
      if (seen && mark->type != KHEO_CHART_MARK_POINT && leaves_picture (layout, &mark->box))
        g_error ("set %u: the box of mark %u leaves the picture", set, i);
    }
}

/* Which way a bar grows shows in where its end is: in the middle of the other way. */
static double
bar_length (const KheoChartMark *mark)
{
  gboolean lies =
      fabs (mark->x - mark->box.x) < 1e-6 || fabs (mark->x - mark->box.x - mark->box.width) < 1e-6;

  return lies ? mark->box.width : mark->box.height;
}

/* All bars of a chart have the same points per unit, within a thousandth of a point. */
static void
check_lengths (const KheoChartLayout *layout, guint set)
{
  const KheoChartMark *largest = NULL;
  guint                n = kheo_chart_layout_get_n_marks (layout);
  double               scale;

  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      if (mark->type == KHEO_CHART_MARK_BAR && !isnan (mark->value) &&
          (largest == NULL || fabs (mark->value) > fabs (largest->value)))
        largest = mark;
    }
  if (largest == NULL || largest->value == 0)
    return;
  scale = bar_length (largest) / fabs (largest->value);
  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               wanted = fabs (mark->value) * scale;

      if (mark->type == KHEO_CHART_MARK_BAR && !isnan (mark->value) &&
          fabs (bar_length (mark) - wanted) > 0.001)
        g_error ("set %u: value %g is %g pt long instead of %g", set, mark->value,
                 bar_length (mark), wanted);
    }
}

/* What a click in the middle of a mark must find. */
static gboolean
is_same (const KheoChartMark *mark, const KheoChartMark *found)
{
  if (mark->type == KHEO_CHART_MARK_POINT)
    return found->x == mark->x && found->y == mark->y;
  /* A target or plan lies over the bars. */
  return found->category == mark->category || found->type == KHEO_CHART_MARK_TICK;
}

static void
check_hits (const KheoChartLayout *layout, guint set)
{
  guint n = kheo_chart_layout_get_n_marks (layout);
  guint step = n > 4000 ? n / 2000 : 1; /* each looks through all marks */

  for (guint i = 0; i < n; i += step)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               x = mark->box.x + mark->box.width / 2;
      double               y = mark->box.y + mark->box.height / 2;
      g_autofree char     *text = kheo_chart_layout_describe_mark (layout, i);
      gboolean             seen = mark->box.width > 0.1 && mark->box.height > 0.1;
      int                  hit;

      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (mark->type == KHEO_CHART_MARK_ARC)
        {
          x = mark->x;
          y = mark->y;
        }
      if (!seen || mark->type == KHEO_CHART_MARK_TOTAL || mark->type == KHEO_CHART_MARK_REST)
        continue;
      hit = kheo_chart_layout_hit (layout, x, y);
      if (hit < 0 || !is_same (mark, kheo_chart_layout_get_mark (layout, (guint) hit)))
        g_error ("set %u: mark %u (%s) is hit as %d", set, i, text, hit);
    }
}

void
check_layout (const KheoChartLayout *layout, guint set)
{
  check_labels (layout, set);
  check_places (layout, set);
  check_lengths (layout, set);
  check_hits (layout, set);
}
