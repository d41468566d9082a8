#include "kheo-chart-private.h"

#include <math.h>
#include <string.h>

#define HAIR 0.01

/* One context for every device: no hinting, no rounding, sizes absolute, so that a text measured
 * for the screen has the same width on paper. */
PangoContext *
kheo_chart_text_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("vi"));
  cairo_font_options_destroy (options);
  return context;
}

double
kheo_chart_line_height (double font_size)
{
  return font_size * 1.37;
}

double
kheo_chart_scale_step (double scale)
{
  return floor (scale * 12) / 12;
}

static PangoAlignment
pango_alignment (KheoAnchor anchor)
{
  switch (anchor)
    {
    case KHEO_ANCHOR_MIDDLE:
      return PANGO_ALIGN_CENTER;
    case KHEO_ANCHOR_END:
      return PANGO_ALIGN_RIGHT;
    case KHEO_ANCHOR_START:
    default:
      return PANGO_ALIGN_LEFT;
    }
}

/* No line begins with a dash. */
static void
keep_dashes (PangoAttrList *attributes, const char *text)
{
  const char *dash = text;

  while ((dash = strstr (dash, KHEO_CHART_BLANK_DASH)) != NULL)
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

      attribute->start_index = (guint) (dash - text);
      dash += strlen (KHEO_CHART_BLANK_DASH);
      attribute->end_index = (guint) (dash - text);
      pango_attr_list_insert (attributes, attribute);
    }
}

static PangoLayout *
layout_new (KheoChartLayout *self, const char *text, const KheoTextSpec *spec)
{
  PangoLayout          *pango = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList        *attributes = pango_attr_list_new ();

  pango_font_description_set_family (font, self->font_family);
  pango_font_description_set_absolute_size (font, spec->font_size * PANGO_SCALE);
  if (spec->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (pango, font);
  pango_font_description_free (font);

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  keep_dashes (attributes, text);
  pango_layout_set_attributes (pango, attributes);
  pango_attr_list_unref (attributes);

  pango_layout_set_text (pango, text, -1);
  return pango;
}

KheoChartItem
kheo_chart_text_measure (KheoChartLayout *self, const char *text, const KheoTextSpec *spec)
{
  PangoRectangle logical;
  KheoChartItem  item = { .color = spec->color };
  PangoLayout   *pango = layout_new (self, text, spec);

  pango_layout_set_auto_dir (pango, FALSE);
  pango_layout_set_alignment (pango, pango_alignment (spec->anchor));
  if (spec->max_width > 0)
    {
      pango_layout_set_width (pango, (int) (MIN (spec->max_width, 1e6) * PANGO_SCALE));
      pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (pango, -MAX (spec->max_lines, 1));
      pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
    }
  else
    pango_layout_set_single_paragraph_mode (pango, TRUE);
  pango_layout_get_extents (pango, NULL, &logical);

  item.pango = pango;
  item.dx = pango_units_to_double (logical.x);
  item.label = (KheoChartLabel){
    .type = spec->type,
    .text = pango_layout_get_text (pango),
    .box = { 0, 0, pango_units_to_double (logical.width), pango_units_to_double (logical.height) },
    .font_size = spec->font_size,
    .n_lines = pango_layout_get_line_count (pango),
    .shortened = pango_layout_is_ellipsized (pango),
    .category = -1,
    .series = -1,
  };
  return item;
}

KheoChartItem
kheo_chart_text_measure_balanced (KheoChartLayout    *self,
                                  const char         *text,
                                  const KheoTextSpec *wide_spec)
{
  KheoTextSpec  spec = *wide_spec;
  KheoChartItem item = kheo_chart_text_measure (self, text, &spec), narrow;

  if (item.label.n_lines < 2 || item.label.shortened)
    return item;
  spec.max_width = kheo_chart_text_narrowest (self, text, &spec);
  spec.max_width = MIN (spec.max_width * 1.003, wide_spec->max_width);
  narrow = kheo_chart_text_measure (self, text, &spec);
  if (narrow.label.n_lines == item.label.n_lines && !narrow.label.shortened &&
      !kheo_chart_breaks_word (narrow.pango))
    {
      kheo_chart_item_clear (&item);
      return narrow;
    }
  kheo_chart_item_clear (&narrow);
  return item;
}

gboolean
kheo_chart_breaks_word (PangoLayout *pango)
{
  const char *text = pango_layout_get_text (pango);

  for (int i = 1; i < pango_layout_get_line_count (pango); i++)
    {
      int start = pango_layout_get_line_readonly (pango, i)->start_index;

      if (start > 0 && text[start - 1] != ' ' && text[start - 1] != '-')
        return TRUE;
    }
  return FALSE;
}

void
kheo_chart_item_clear (gpointer data)
{
  KheoChartItem *item = data;

  g_clear_object (&item->pango);
}

KheoChartLabel *
kheo_chart_place (KheoChartLayout *self, KheoChartItem *item, double x, double y)
{
  item->label.box.x = x;
  item->label.box.y = y;
  g_array_append_val (self->items, *item);
  item->pango = NULL;
  return &g_array_index (self->items, KheoChartItem, self->items->len - 1).label;
}

gboolean
kheo_box_contains (const KheoBox *area, const KheoBox *box)
{
  return box->x >= area->x - HAIR && box->y >= area->y - HAIR &&
         box->x + box->width <= area->x + area->width + HAIR &&
         box->y + box->height <= area->y + area->height + HAIR;
}

gboolean
kheo_box_overlaps (const KheoBox *a, const KheoBox *b)
{
  return a->x + a->width > b->x + HAIR && b->x + b->width > a->x + HAIR &&
         a->y + a->height > b->y + HAIR && b->y + b->height > a->y + HAIR;
}
