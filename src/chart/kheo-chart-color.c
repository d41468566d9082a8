#include "kheo-chart-private.h"

#define LEGIBLE 4.5 /* contrast of text that is read without effort (WCAG AA) */

/* How far series of one hue fade towards the ground. */
static const double tints[] = { 0, 0.5, 0.72, 0.3 };

static int
hue_of_role (KheoChartRole role)
{
  switch (role)
    {
    case KHEO_CHART_ROLE_FIELD_ECONOMY:
    case KHEO_CHART_ROLE_COLLECTIVE:
    case KHEO_CHART_ROLE_INDIVIDUAL:
      return 0;
    case KHEO_CHART_ROLE_FIELD_CULTURE:
      return 1;
    case KHEO_CHART_ROLE_FIELD_DEFENCE:
      return 2;
    case KHEO_CHART_ROLE_FIELD_POLITICS:
      return 3;
    case KHEO_CHART_ROLE_MUTED:
    case KHEO_CHART_ROLE_TARGET:
    case KHEO_CHART_ROLE_PREVIOUS:
      return KHEO_CHART_N_COLORS - 1;
    case KHEO_CHART_ROLE_AUTO:
    default:
      return -1;
    }
}

static double
tint_of (KheoChartRole role, int series)
{
  if (role == KHEO_CHART_ROLE_COLLECTIVE)
    return 0;
  if (role == KHEO_CHART_ROLE_INDIVIDUAL)
    return tints[1];
  return tints[series % (int) G_N_ELEMENTS (tints)];
}

KheoColor
kheo_color_mix (KheoColor a, KheoColor b, double share_of_b)
{
  double keep = 1 - share_of_b;

  return (KheoColor){ a.red * keep + b.red * share_of_b, a.green * keep + b.green * share_of_b,
                      a.blue * keep + b.blue * share_of_b, 1 };
}

static const KheoColor white = { 1, 1, 1, 1 }, ink = { 0.08, 0.1, 0.13, 1 }, black = { 0, 0, 0, 1 };

/* Whether type on @ground is white. */
static gboolean
wants_white (KheoColor ground)
{
  double light = kheo_color_contrast (white, ground);

  return light >= LEGIBLE && light >= kheo_color_contrast (ink, ground);
}

/* Text that can be read on @ground. */
static KheoColor
color_on (KheoColor ground)
{
  if (wants_white (ground))
    return white;
  /* In the middle of the scale only pure black is far enough from everything. */
  return kheo_color_contrast (ink, ground) >= LEGIBLE ? ink : black;
}

KheoColor
kheo_chart_with_type_of (KheoColor ground, KheoColor other)
{
  gboolean light = wants_white (other);

  for (guint i = 0; i < 50 && wants_white (ground) != light; i++)
    ground = kheo_color_mix (ground, light ? black : white, 0.02);
  return ground;
}

void
kheo_chart_item_on (const KheoChartLayout *self, KheoChartItem *item, KheoColor ground, int pattern)
{
  item->plate = pattern > 0;
  item->color = item->plate    ? self->style.text
                : pattern == 0 ? color_on (kheo_chart_pattern_ground (0))
                               : color_on (ground);
}

/* What fading goes towards: the background, painted by us or by who put the chart on it. */
KheoColor
kheo_chart_ground (const KheoChartLayout *self)
{
  const KheoColor *background = &self->style.background;

  return (KheoColor){ background->red, background->green, background->blue, 1 };
}

static gboolean
is_emphasised (const KheoChartLayout *self, int category)
{
  return category >= 0 && kheo_chart_data_get_emphasis (self->data) == category;
}

/* Mono: hue and tint become one of the patterns of kheo-chart-draw.c. */
static int
pattern_of (int hue, gboolean stands_out, int series, guint n_series)
{
  if (stands_out)
    return series == 0 ? 0 : series + 1;
  if (n_series > 1)
    return series;
  return hue < 0 ? 1 : hue;
}

/* Categories of different hues: then a legend shows the tints in grey. */
static gboolean
has_own_hues (const KheoChartLayout *self)
{
  return self->kind != KHEO_CHART_LINE && self->style.theme != KHEO_CHART_MONO &&
         kheo_chart_data_get_n_categories (self->data) > 0 &&
         kheo_chart_data_get_category_role (self->data, 0) != KHEO_CHART_ROLE_AUTO;
}

/* What the figures are compared with stands back, whatever they are; on the bands of a bullet chart
 * it must still be darker than these. */
static KheoColor
compared_color (const KheoChartLayout *self, KheoChartRole role, int *out_pattern)
{
  const KheoChartStyle *style = &self->style;
  gboolean              on_bands = self->kind == KHEO_CHART_BULLET;
  gboolean              mono = style->theme == KHEO_CHART_MONO;

  if (out_pattern != NULL)
    *out_pattern = mono && !on_bands ? 4 : -1;
  if (on_bands)
    return kheo_color_mix (style->muted, kheo_chart_ground (self), mono ? 0.45 : 0);
  return role == KHEO_CHART_ROLE_TARGET ? style->muted : style->colors[KHEO_CHART_N_COLORS - 1];
}

KheoColor
kheo_chart_color (const KheoChartLayout *self, int category, int series, int *out_pattern)
{
  const KheoChartStyle *style = &self->style;
  guint                 n_all = kheo_chart_data_get_n_series (self->data);
  guint                 n_series = self->n_parts;
  KheoChartRole         series_role = KHEO_CHART_ROLE_AUTO, role = KHEO_CHART_ROLE_AUTO;
  gboolean              has_emphasis = kheo_chart_data_get_emphasis (self->data) >= 0;
  KheoColor             color;
  double                tint = 0;
  int                   hue;

  if (series >= 0 && series < (int) n_all)
    series_role = kheo_chart_data_get_series_role (self->data, (guint) series);
  if (category >= 0)
    role = kheo_chart_data_get_category_role (self->data, (guint) category);

  hue = hue_of_role (role);
  if (hue >= 0)
    tint = n_series > 1 ? tint_of (series_role, MAX (series, 0)) : tint_of (role, 0);
  else
    {
      hue = hue_of_role (series_role);
      tint = hue >= 0 ? tint_of (series_role, 0) : 0;
    }

  if (series_role == KHEO_CHART_ROLE_PREVIOUS || series_role == KHEO_CHART_ROLE_TARGET)
    return compared_color (self, series_role, out_pattern);
  if (category < 0 && has_own_hues (self))
    return kheo_color_mix (style->muted, kheo_chart_ground (self),
                           tint_of (series_role, MAX (series, 0)));

  if (out_pattern != NULL)
    *out_pattern = style->theme == KHEO_CHART_MONO
                       ? pattern_of (hue, is_emphasised (self, category), MAX (series, 0), n_series)
                       : -1;
  if (is_emphasised (self, category))
    color = style->accent;
  else
    color = style->colors[hue >= 0       ? hue
                          : n_series > 1 ? MAX (series, 0) % KHEO_CHART_N_COLORS
                                         : 0];
  if (has_emphasis && !is_emphasised (self, category) && category >= 0 && n_series == 1)
    tint = MAX (tint, 0.45);
  if (is_emphasised (self, category) && n_series > 1)
    tint = MAX (tint, tint_of (series_role, MAX (series, 0)));
  return kheo_color_mix (color, kheo_chart_ground (self), tint);
}

#define MOST_SHADES 5

/* Waves come one after the other: shades of one colour from dark to light, while these can be told
 * apart. */
KheoColor
kheo_chart_wave_color (const KheoChartLayout *self, guint series, int *out_pattern)
{
  KheoColor color = kheo_chart_color (self, -1, (int) series, out_pattern);
  guint     place = 0;

  for (guint i = 0; i < series; i++)
    place += kheo_chart_data_is_part (self->data, i) ? 1 : 0;
  if (self->style.theme == KHEO_CHART_MONO || self->n_parts > MOST_SHADES ||
      kheo_chart_data_get_series_role (self->data, series) != KHEO_CHART_ROLE_AUTO)
    return color;
  return kheo_color_mix (self->style.colors[0], kheo_chart_ground (self),
                         0.66 * place / MAX (self->n_parts - 1, 1));
}
