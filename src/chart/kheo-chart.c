/* Which file lays out which kind, and what is laid out where there are no figures. */
#include "kheo-chart-shapes.h"

#include <math.h>

/* Whether there is a figure at all; a target and a time before are none. */
static gboolean
has_values (const KheoChartData *data)
{
  guint n_series = kheo_chart_data_get_n_series (data);

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    for (guint series = 0; series < n_series; series++)
      if (kheo_chart_data_is_part (data, series) &&
          !isnan (kheo_chart_data_get_value (data, i, series)))
        return TRUE;
  return FALSE;
}

static void
layout_kind (KheoChartLayout *self)
{
  switch (self->kind)
    {
    case KHEO_CHART_BAR:
      if (!kheo_chart_columns (self))
        kheo_chart_rows (self);
      break;
    case KHEO_CHART_LINE:
      kheo_chart_line (self);
      break;
    case KHEO_CHART_SHARE:
      kheo_chart_share (self);
      break;
    case KHEO_CHART_HEAT:
      kheo_chart_heat (self);
      break;
    case KHEO_CHART_TREE_MAP:
      kheo_chart_tree_map (self);
      break;
    case KHEO_CHART_DONUT:
      kheo_chart_donut (self);
      break;
    case KHEO_CHART_BULLET:
      kheo_chart_bullet (self);
      break;
    case KHEO_CHART_COVERAGE:
      kheo_chart_coverage (self);
      break;
    case KHEO_CHART_SMALL_MULTIPLES:
      kheo_chart_small_multiples (self);
      break;
    case KHEO_CHART_SLOPE:
      kheo_chart_slope (self);
      break;
    case KHEO_CHART_STACKED:
    case KHEO_CHART_RANKING:
    case KHEO_CHART_N_KINDS:
    default:
      kheo_chart_rows (self);
      break;
    }
}

static void
fill (KheoChartLayout *self)
{
  kheo_chart_frame (self);
  self->plot = self->free;
  if (!has_values (self->data))
    {
      kheo_chart_no_data (self);
      return;
    }
  kheo_chart_notes_cut_list (self);
  layout_kind (self);
  kheo_chart_notes_add (self);
}

static void
empty (KheoChartLayout *self)
{
  GArray *arrays[] = { self->marks, self->regions, self->paints,   self->arcs,   self->hits,
                       self->rules, self->shapes,  self->swatches, self->points, self->items };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_set_size (arrays[i], 0);
}

KheoChartLayout *
kheo_chart_layout (KheoChartKind kind, KheoChartData *data, const KheoChartStyle *style)
{
  KheoChartLayout *self = g_new0 (KheoChartLayout, 1);

  g_return_val_if_fail (kind < KHEO_CHART_N_KINDS && data != NULL && style != NULL, NULL);

  self->ref_count = 1;
  self->kind = kind;
  self->data = kheo_chart_data_ref (data);
  self->style = *style;
  self->style.width = MAX (style->width, 1);
  self->style.height = MAX (style->height, 1);
  self->style.font_size = CLAMP (style->font_size, 1, 1000);
  self->font_family = g_strdup (style->font_family != NULL ? style->font_family : KHEO_CHART_FONT);
  self->style.font_family = self->font_family;
  self->context = kheo_chart_text_context_new ();
  self->marks = g_array_new (FALSE, FALSE, sizeof (KheoChartMark));
  self->regions = g_array_new (FALSE, FALSE, sizeof (KheoBox));
  self->paints = g_array_new (FALSE, FALSE, sizeof (KheoChartPaint));
  self->hits = g_array_new (FALSE, FALSE, sizeof (KheoChartHit));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (KheoChartArc));
  self->rules = g_array_new (FALSE, FALSE, sizeof (KheoChartRule));
  self->shapes = g_array_new (FALSE, FALSE, sizeof (KheoChartShape));
  self->points = g_array_new (FALSE, FALSE, sizeof (KheoPoint));
  self->swatches = g_array_new (FALSE, FALSE, sizeof (KheoChartSwatch));
  self->items = g_array_new (FALSE, FALSE, sizeof (KheoChartItem));
  g_array_set_clear_func (self->items, kheo_chart_item_clear);

  for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
    self->n_parts += kheo_chart_data_is_part (data, i) ? 1 : 0;

  fill (self);
  while ((self->levels_crowded && !self->levels_listed) ||
         (self->notes_crowded && !self->notes_listed))
    {
      self->levels_listed = self->levels_crowded;
      self->notes_listed = self->notes_crowded;
      empty (self);
      fill (self);
    }
  return self;
}
