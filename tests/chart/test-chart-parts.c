/* The kinds that show parts of a whole, and the table of cells: what is painted is as large as its
 * value, what is written can be read, nothing is left out in silence. */
#include "random-chart.h"

#include <math.h>
#include <string.h>

static const KheoChartKind part_kinds[] = { KHEO_CHART_SHARE, KHEO_CHART_DONUT,
                                            KHEO_CHART_TREE_MAP };

static KheoChartData *
data_of (const double *values, guint n)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã %u", i);

      kheo_chart_data_add_category (data, name, NULL, i);
      kheo_chart_data_set_value (data, i, 0, values[i]);
    }
  return data;
}

/* The same data, but so that they have parts: nothing below zero, sums that mean something. */
static KheoChartData *
random_parts (GRand *rand)
{
  KheoChartData *data = random_chart_data (rand);

  kheo_chart_data_set_additive (data, TRUE);
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    for (guint series = 0; series < kheo_chart_data_get_n_series (data); series++)
      kheo_chart_data_set_value (data, i, series,
                                 fabs (kheo_chart_data_get_value (data, i, series)));
  return data;
}

static double
whole_of (const KheoChartData *data)
{
  double whole = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double total = kheo_chart_data_get_category_total (data, i);

      whole += isnan (total) ? 0 : total;
    }
  return whole;
}

/* Each cell of a map is as large as its share of the room, and together they fill it. */
static void
check_map (const KheoChartLayout *layout, guint set)
{
  double whole = whole_of (kheo_chart_layout_get_data (layout)), area = 0, shown = 0;
  guint  n = kheo_chart_layout_get_n_marks (layout);

  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      area += mark->box.width * mark->box.height;
      shown += mark->value;
    }
  g_assert_cmpfloat_with_epsilon (shown / whole, 1, 1e-9);
  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               wanted = mark->value / whole * area;

      if (fabs (mark->box.width * mark->box.height - wanted) > area * 1e-6 + 1e-6)
        g_error ("set %u: cell %u is %g large instead of %g", set, i,
                 mark->box.width * mark->box.height, wanted);
    }
}

/* The parts of one bar are as wide as their share of it. */
static void
check_shares (const KheoChartLayout *layout, guint set)
{
  const KheoChartData *data = kheo_chart_layout_get_data (layout);
  guint                n = kheo_chart_layout_get_n_marks (layout);
  gboolean             rows = FALSE;
  double               width = 0;

  for (guint i = 0; i < n; i++)
    rows = rows || kheo_chart_layout_get_mark (layout, i)->type == KHEO_CHART_MARK_TOTAL;
  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      if (mark->type == KHEO_CHART_MARK_CELL && !rows)
        width += mark->box.width;
      if (mark->type == KHEO_CHART_MARK_TOTAL)
        width = MAX (width, mark->box.width);
    }
  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);
      double               whole = rows && mark->category >= 0
                                       ? kheo_chart_data_get_category_total (data, (guint) mark->category)
                                       : whole_of (data);
      double               wanted = mark->value > 0 ? mark->value / whole * width : 0;

      if (mark->type == KHEO_CHART_MARK_CELL && fabs (mark->box.width - wanted) > 0.001)
        g_error ("set %u: part %u is %g wide instead of %g", set, i, mark->box.width, wanted);
    }
}

static void
check_ring (const KheoChartLayout *layout)
{
  double sum = 0, whole = whole_of (kheo_chart_layout_get_data (layout));
  guint  n = kheo_chart_layout_get_n_marks (layout);

  g_assert_cmpuint (n, <=, 8);
  for (guint i = 0; i < n; i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      g_assert_cmpint (mark->type, ==, KHEO_CHART_MARK_ARC);
      sum += mark->value;
    }
  g_assert_cmpfloat_with_epsilon (sum / whole, 1, 1e-9);
}

static void
test_any_parts (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711 + (guint32) kind);

  for (guint set = 0; set < random_chart_rounds (); set++)
    {
      g_autoptr (KheoChartData) data = random_parts (rand);
      KheoChartStyle style = random_chart_style (rand);
      g_autoptr (KheoChartLayout) layout = kheo_chart_layout (kind, data, &style);

      check_layout (layout, set);
      if (!kheo_chart_kind_fits (kind, data, NULL))
        continue;
      if (kind == KHEO_CHART_TREE_MAP)
        check_map (layout, set);
      else if (kind == KHEO_CHART_SHARE)
        check_shares (layout, set);
      else
        check_ring (layout);
    }
}

static KheoChartLayout *
lay_out (KheoChartKind kind, KheoChartData *data, double width, double height)
{
  KheoChartStyle style;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, width, height);
  return kheo_chart_layout (kind, data, &style);
}

static const KheoChartLabel *
find_label (const KheoChartLayout *layout, const char *part)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    if (strstr (kheo_chart_layout_get_label (layout, i)->text, part) != NULL)
      return kheo_chart_layout_get_label (layout, i);
  return NULL;
}

/* Half, a quarter, a quarter: the middles of the arcs lie east, south-west and north-west. */
static void
test_donut_angles (void)
{
  const double values[] = { 25, 50, 25 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autoptr (KheoChartLayout) layout = lay_out (KHEO_CHART_DONUT, data, 500, 300);
  const KheoChartMark *half = kheo_chart_layout_get_mark (layout, 0);
  const KheoChartMark *second = kheo_chart_layout_get_mark (layout, 1);
  const KheoChartMark *third = kheo_chart_layout_get_mark (layout, 2);
  double               radius = (second->y - third->y) / G_SQRT2;

  g_assert_cmpint (half->category, ==, 1);
  g_assert_cmpint (second->category, ==, 0);
  g_assert_cmpfloat_with_epsilon (second->x, third->x, 1e-6);
  g_assert_cmpfloat_with_epsilon (half->y, (second->y + third->y) / 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (half->x - second->x, radius * (1 + 1 / G_SQRT2), 1e-6);
  /* An arc is hit in its ring, not in the hole and not in the corner of its box. */
  g_assert_cmpint (kheo_chart_layout_hit (layout, half->x, half->y), ==, 0);
  g_assert_cmpint (kheo_chart_layout_hit (layout, half->x - radius, half->y), ==, -1);
  g_assert_cmpint (
      kheo_chart_layout_hit (layout, half->box.x + half->box.width - 1, half->box.y + 1), ==, -1);
  g_assert_cmpint (kheo_chart_layout_hit (layout, second->x, second->y), ==, 1);
}

/* What stands out keeps its own part, however small; the rest is summed up. */
static void
test_many_parts (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    {
      g_autoptr (KheoChartData) data = NULL;
      g_autoptr (KheoChartLayout) layout = NULL;
      double   values[3321], sum = 0, shown = 0;
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        sum += values[i] = 1 + i % 97;
      data = data_of (values, G_N_ELEMENTS (values));
      kheo_chart_data_set_emphasis (data, 97 * 20);
      layout = lay_out (part_kinds[k], data, 600, 400);
      for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
        {
          shown += kheo_chart_layout_get_mark (layout, i)->value;
          found = found || kheo_chart_layout_get_mark (layout, i)->category == 97 * 20;
        }
      g_assert_true (found);
      g_assert_cmpfloat_with_epsilon (shown, sum, 1e-6);
    }
}

/* Who has nothing is named, not dropped. */
static void
test_absent (void)
{
  const double values[] = { 25, 0, 50, (double) NAN };

  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    {
      g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
      g_autoptr (KheoChartLayout) layout = lay_out (part_kinds[k], data, 500, 300);
      const KheoChartLabel *note = find_label (layout, "None or no figure");

      g_assert_nonnull (note);
      g_assert_nonnull (strstr (note->text, "Xã 1"));
      g_assert_nonnull (strstr (note->text, "Xã 3"));
      g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 2);
    }
}

/* Rates and negative figures have no parts: bars, and a line that says why. */
static void
test_no_parts (void)
{
  const double values[] = { 97, -3, 50 };

  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    for (guint pass = 0; pass < 2; pass++)
      {
        g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
        g_autoptr (KheoChartLayout) layout = NULL;
        const char *why = NULL;

        if (pass == 1)
          {
            kheo_chart_data_set_additive (data, FALSE);
            kheo_chart_data_set_value (data, 1, 0, 3);
          }
        g_assert_false (kheo_chart_kind_fits (part_kinds[k], data, &why));
        layout = lay_out (part_kinds[k], data, 500, 300);
        g_assert_nonnull (find_label (layout, why));
        g_assert_cmpint (kheo_chart_layout_get_mark (layout, 0)->type, ==, KHEO_CHART_MARK_BAR);
        g_assert_cmpint (kheo_chart_layout_get_kind (layout), ==, part_kinds[k]);
      }
}

static void
test_mark_says_its_share (void)
{
  const double values[] = { 75, 25 };

  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    {
      g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
      g_autoptr (KheoChartLayout) layout = lay_out (part_kinds[k], data, 500, 300);
      g_autofree char *text = kheo_chart_layout_describe_mark (layout, 0);

      g_assert_cmpstr (text, ==, "Xã 0: 75 (75.0%)");
    }
}

/* A target and a time before are beside the whole, not in it. */
static void
test_target_is_no_part (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (part_kinds); k++)
    {
      const double values[] = { 30, 70 };
      g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
      g_autoptr (KheoChartLayout) layout = NULL;
      guint  target = kheo_chart_data_add_series (data, "Chỉ tiêu", KHEO_CHART_ROLE_TARGET);
      double shown = 0;

      kheo_chart_data_set_value (data, 0, target, 500);
      kheo_chart_data_set_value (data, 1, target, 500);
      layout = lay_out (part_kinds[k], data, 500, 300);
      for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
        shown += kheo_chart_layout_get_mark (layout, i)->value;
      g_assert_cmpfloat (shown, ==, 100);
    }
}

/* Cells of a group stand together. */
static void
test_groups (void)
{
  double values[40];
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (KheoChartLayout) layout = NULL;
  int before = -1, n_changes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 5 + (i * 7) % 23;
  data = data_of (values, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    kheo_chart_data_set_category_group (data, i, i % 3 == 0 ? "Cụm 1" : i % 3 == 1 ? "Cụm 2" : "");
  layout = lay_out (KHEO_CHART_TREE_MAP, data, 700, 500);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      int group = kheo_chart_layout_get_mark (layout, i)->category % 3;

      n_changes += group != before ? 1 : 0;
      before = group;
    }
  g_assert_cmpint (n_changes, ==, 3);
  g_assert_nonnull (find_label (layout, "Cụm 1"));
  g_assert_nonnull (find_label (layout, "Cụm 2"));
}

/* Type on the strong cells of a group is of one colour, and so it is on the pale ones; it is always
 * legible. */
static void
test_tree_type (void)
{
  static const KheoChartTheme themes[] = { KHEO_CHART_LIGHT, KHEO_CHART_DARK, KHEO_CHART_PRINT };
  double                      values[60];
  g_autoptr (KheoChartData) data = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 100 - 4.0 * (i / 3);
  data = data_of (values, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    kheo_chart_data_set_category_group (data, i, i % 3 == 0 ? "A" : i % 3 == 1 ? "B" : "C");
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      g_autoptr (KheoChartLayout) layout = NULL;
      KheoChartStyle style;
      int            types[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };

      kheo_chart_style_init (&style, themes[t], 1500, 1000);
      layout = kheo_chart_layout (KHEO_CHART_TREE_MAP, data, &style);
      for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
        {
          const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);
          KheoColor             ink, ground;
          int                   is_white, *type;

          if (label->type != KHEO_CHART_LABEL_VALUE || label->category < 0)
            continue;
          kheo_chart_layout_get_label_ink (layout, i, &ink, &ground);
          g_assert_cmpfloat (kheo_color_contrast (ink, ground), >=, 4.5);
          is_white = ink.red > 0.5;
          type = &types[label->category % 3][values[label->category] > 40 ? 0 : 1];
          if (*type < 0)
            *type = is_white;
          g_assert_cmpint (*type, ==, is_white);
        }
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        {
          g_assert_cmpint (types[i][0], >=, 0);
          g_assert_cmpint (types[i][1], >=, 0);
        }
    }
}

static KheoColor
ground_of_value (const KheoChartLayout *layout, int category)
{
  KheoColor ink, ground = { 0 };

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->type == KHEO_CHART_LABEL_VALUE && label->category == category)
        kheo_chart_layout_get_label_ink (layout, i, &ink, &ground);
    }
  return ground;
}

/* Groups are named once, above all of their cells; the strips leave the areas as the values are. */
static void
test_tree_heads (void)
{
  const double values[] = { 40, 30, 20, 60, 50 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autoptr (KheoChartLayout) layout = NULL;
  guint n_heads = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    kheo_chart_data_set_category_group (data, i, i < 3 ? "Hạ Long" : "Cẩm Phả");
  layout = lay_out (KHEO_CHART_TREE_MAP, data, 500, 400);
  check_map (layout, 0);
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->type != KHEO_CHART_LABEL_SERIES)
        continue;
      n_heads++;
      for (guint k = 0; k < kheo_chart_layout_get_n_marks (layout); k++)
        {
          const KheoBox *cell = &kheo_chart_layout_get_mark (layout, k)->box;

          g_assert_true (label->box.y + label->box.height <= cell->y + 0.01 ||
                         label->box.x + label->box.width <= cell->x + 0.01 ||
                         label->box.x >= cell->x + cell->width - 0.01 ||
                         label->box.y >= cell->y + cell->height - 0.01);
        }
    }
  g_assert_cmpuint (n_heads, ==, 2);
}

/* The larger, the further from the ground; equal values alike; missing ones stay unpainted. */
static void
test_heat_colours (void)
{
  const double values[] = { 1, 20, 20, 45, (double) NAN, 90 };
  const int    rising[] = { 0, 1, 3, 5 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autoptr (KheoChartLayout) layout = lay_out (KHEO_CHART_HEAT, data, 400, 400);
  KheoColor white = { 1, 1, 1, 1 }, one, other;
  double    before = 1;

  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (rising); i++)
    {
      double contrast = kheo_color_contrast (ground_of_value (layout, rising[i]), white);

      g_assert_cmpfloat (contrast, >, before);
      before = contrast;
    }
  one = ground_of_value (layout, 1);
  other = ground_of_value (layout, 2);
  g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
  g_assert_cmpfloat (kheo_color_contrast (ground_of_value (layout, 4), white), ==, 1);
}

/* More rows than can be seen: as many as there is room for, how many are not shown, and the one
 * that stands out. */
static void
test_heat_of_all_communes (void)
{
  double values[3321];
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (KheoChartLayout) layout = NULL;
  guint    n;
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i % 101;
  data = data_of (values, G_N_ELEMENTS (values));
  kheo_chart_data_set_emphasis (data, 3320);
  layout = lay_out (KHEO_CHART_HEAT, data, 400, 400);
  n = kheo_chart_layout_get_n_marks (layout);
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (n, <, G_N_ELEMENTS (values));
  for (guint i = 0; i < n; i++)
    found = found || kheo_chart_layout_get_mark (layout, i)->category == 3320;
  g_assert_true (found);
  g_assert_nonnull (find_label (layout, "Xã 3320"));
  g_assert_nonnull (find_label (layout, "other units"));
}

/* Whatever the colours and the data, text on marks is told from them without effort. */
static void
test_contrast (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);

  for (guint set = 0; set < random_chart_rounds () / 3; set++)
    {
      g_autoptr (KheoChartData) data = random_parts (rand);
      KheoChartStyle style = random_chart_style (rand);
      g_autoptr (KheoChartLayout) layout = kheo_chart_layout (kind, data, &style);

      for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
        {
          KheoColor ink, ground;

          kheo_chart_layout_get_label_ink (layout, i, &ink, &ground);
          if (kheo_color_contrast (ink, ground) < 4.5)
            g_error ("set %u: \"%s\" has a contrast of %.2f", set,
                     kheo_chart_layout_get_label (layout, i)->text,
                     kheo_color_contrast (ink, ground));
        }
    }
}

static void
test_sentences (void)
{
  const double values[] = { 75, (double) NAN, 25 };
  g_autoptr (KheoChartData) data = data_of (values, G_N_ELEMENTS (values));
  g_autofree char *heat = kheo_chart_describe (KHEO_CHART_HEAT, data), *map = NULL;

  g_assert_cmpstr (heat, ==, "Highest: Xã 0 75; lowest: Xã 2 25. 1 of 3 cells have no figure.");
  kheo_chart_data_set_category_group (data, 0, "Cụm 1");
  kheo_chart_data_set_category_group (data, 2, "Cụm 2");
  map = kheo_chart_describe (KHEO_CHART_TREE_MAP, data);
  g_assert_cmpstr (map, ==,
                   "100 in 2 items. Highest: Xã 0 75 (75.0%); lowest: Xã 2 25 (25.0%). "
                   "Cụm 1 75 (75.0%); Cụm 2 25 (25.0%).");
}

static void
add_for_kind (const char *name, KheoChartKind kind, GTestDataFunc test)
{
  g_autofree char *path =
      g_strdup_printf ("/chart/parts/%s/%s", name, kheo_chart_kind_to_name (kind));

  g_test_add_data_func (path, GINT_TO_POINTER (kind), test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/parts/donut-angles", test_donut_angles);
  g_test_add_func ("/chart/parts/many", test_many_parts);
  g_test_add_func ("/chart/parts/tree-heads", test_tree_heads);
  g_test_add_func ("/chart/parts/tree-type", test_tree_type);
  g_test_add_func ("/chart/parts/absent", test_absent);
  g_test_add_func ("/chart/parts/no-parts", test_no_parts);
  g_test_add_func ("/chart/parts/mark-says-its-share", test_mark_says_its_share);
  g_test_add_func ("/chart/parts/target-is-no-part", test_target_is_no_part);
  g_test_add_func ("/chart/parts/groups", test_groups);
  g_test_add_func ("/chart/parts/heat-colours", test_heat_colours);
  g_test_add_func ("/chart/parts/heat-of-all-communes", test_heat_of_all_communes);
  g_test_add_func ("/chart/parts/sentences", test_sentences);
  for (guint i = 0; i < G_N_ELEMENTS (part_kinds); i++)
    {
      add_for_kind ("any", part_kinds[i], test_any_parts);
      add_for_kind ("contrast", part_kinds[i], test_contrast);
    }
  add_for_kind ("contrast", KHEO_CHART_HEAT, test_contrast);
  return g_test_run ();
}
