/* Which parts a whole has, in what order and colour. */
#include "kheo-chart-parts.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FADED 0.45 /* of the parts beside an emphasised one */

const KheoChartPart *
kheo_chart_part (const KheoChartParts *parts, guint index)
{
  return &g_array_index (parts->parts, KheoChartPart, index);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const KheoChartPart *first = a, *second = b;

  if (first->value != second->value)
    return first->value > second->value ? -1 : 1;
  return first->category < second->category ? -1 : first->category > second->category;
}

/* Those with something; the names of the others for the line at the foot. */
static void
collect (KheoChartLayout *self, KheoChartParts *parts)
{
  GString *absent = g_string_new (NULL);

  for (guint i = 0; i < kheo_chart_data_get_n_categories (self->data); i++)
    {
      KheoChartPart part = { .category = (int) i, .mark = -1 };

      part.value = kheo_chart_data_get_category_total (self->data, i);
      if (part.value > 0)
        {
          parts->whole += part.value;
          g_array_append_val (parts->parts, part);
        }
      else
        g_string_append_printf (absent, "%s%s", absent->len > 0 ? ", " : "",
                                kheo_chart_data_get_category_label (self->data, i));
    }
  parts->absent = g_string_free (absent, absent->len == 0);
}

/* The parts from @most on become one; the emphasised one stays by itself. */
static void
sum_up_rest (KheoChartLayout *self, KheoChartParts *parts, guint most)
{
  int           emphasis = kheo_chart_data_get_emphasis (self->data);
  KheoChartPart rest = { .category = -1, .mark = -1 };

  for (guint i = most; i < parts->parts->len; i++)
    {
      KheoChartPart *last = &g_array_index (parts->parts, KheoChartPart, most - 1);
      KheoChartPart *part = &g_array_index (parts->parts, KheoChartPart, i);

      if (emphasis >= 0 && part->category == emphasis)
        {
          KheoChartPart pushed = *last;

          *last = *part;
          *part = pushed;
        }
      rest.value += part->value;
    }
  parts->n_rest = parts->parts->len - most;
  g_array_set_size (parts->parts, most);
  g_array_append_val (parts->parts, rest);
}

static KheoChartPaint
paint_of (KheoChartLayout *self, const KheoChartPart *part, guint index, gboolean has_rest)
{
  const KheoChartStyle *style = &self->style;
  KheoChartPaint        paint = { .pattern = -1 };
  int                   emphasis = kheo_chart_data_get_emphasis (self->data);
  gboolean              stands_out = emphasis >= 0 && part->category == emphasis;

  if (part->category < 0)
    {
      paint.color = style->colors[KHEO_CHART_N_COLORS - 1];
      paint.pattern = style->theme == KHEO_CHART_MONO ? 7 : -1;
    }
  else if (kheo_chart_data_get_category_role (self->data, (guint) part->category) !=
           KHEO_CHART_ROLE_AUTO)
    paint.color = kheo_chart_color (self, part->category, -1, &paint.pattern);
  else
    {
      /* The last colour is the rest's, the first pattern that of what stands out. */
      guint n = KHEO_CHART_N_COLORS - (has_rest ? 1 : 0);

      paint.color = stands_out ? style->accent : style->colors[index % n];
      if (style->theme == KHEO_CHART_MONO)
        paint.pattern = stands_out ? 0 : emphasis >= 0 ? 1 + (int) index % 6 : (int) (index % n);
    }
  if (emphasis >= 0 && !stands_out)
    paint.color = kheo_color_mix (paint.color, kheo_chart_ground (self), FADED);
  return paint;
}

static void
part_clear (gpointer item)
{
  g_free (((KheoChartPart *) item)->name);
}

void
kheo_chart_parts_init_empty (KheoChartParts *parts)
{
  *parts = (KheoChartParts){ .parts = g_array_new (FALSE, FALSE, sizeof (KheoChartPart)) };
  g_array_set_clear_func (parts->parts, part_clear);
}

void
kheo_chart_parts_init (KheoChartLayout *self, KheoChartParts *parts, guint most, gboolean sorted)
{
  kheo_chart_parts_init_empty (parts);
  collect (self, parts);
  if (sorted || parts->parts->len > most)
    g_array_sort (parts->parts, compare_parts);
  if (parts->parts->len > most + 1) /* a rest of one is better named */
    sum_up_rest (self, parts, most);
  for (guint i = 0; i < parts->parts->len; i++)
    {
      KheoChartPart *part = &g_array_index (parts->parts, KheoChartPart, i);

      part->share = part->value / parts->whole;
      part->paint = paint_of (self, part, i, parts->n_rest > 0);
    }
}

void
kheo_chart_parts_clear (KheoChartParts *parts)
{
  g_array_unref (parts->parts);
  g_free (parts->absent);
}

char *
kheo_chart_part_name (KheoChartLayout *self, const KheoChartParts *parts, guint index)
{
  const KheoChartPart *part = kheo_chart_part (parts, index);
  g_autofree char     *count = NULL;

  if (part->name != NULL)
    return g_strdup (part->name);
  if (part->category >= 0)
    return g_strdup (kheo_chart_data_get_category_label (self->data, (guint) part->category));
  count = kheo_number_format (parts->n_rest);
  return g_strdup_printf (ngettext ("%s other unit", "%s other units", parts->n_rest), count);
}

char *
kheo_chart_format_share (double share, int decimals)
{
  double           percent = share * 100, least = pow (10, -decimals);
  g_autofree char *number = NULL;

  if (percent > 0 && percent < least / 2)
    {
      number = kheo_number_format_decimal (least, decimals);
      return g_strdup_printf ("<%s%%", number);
    }
  if (percent < 100 && percent > 100 - least / 2)
    {
      number = kheo_number_format_decimal (100 - least, decimals);
      return g_strdup_printf (">%s%%", number);
    }
  number = kheo_number_format_decimal (percent, percent == 0 || percent == 100 ? 0 : decimals);
  return g_strdup_printf ("%s%%", number);
}

void
kheo_chart_parts_absent (KheoChartLayout *self, const KheoChartParts *parts)
{
  g_autofree char *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_NOTE,
        .font_size = self->style.font_size * 0.85,
        .max_width = self->free.width,
        .max_lines = 2,
        .color = self->style.muted,
  };

  if (parts->absent == NULL)
    return;
  /* Translators: %s are names of units or kinds */
  text = g_strdup_printf (_ ("None or no figure: %s"), parts->absent);
  kheo_chart_foot_line (self, text, &spec);
}

gboolean
kheo_chart_instead (KheoChartLayout *self)
{
  KheoChartKind kind = self->kind;
  const char   *why = NULL;
  KheoTextSpec  spec = {
     .type = KHEO_CHART_LABEL_NOTE,
     .font_size = self->style.font_size * 0.85,
     .max_width = self->free.width,
     .max_lines = 2,
     .color = self->style.muted,
  };

  if (kheo_chart_kind_fits (self->kind, self->data, &why))
    return FALSE;
  kheo_chart_foot_line (self, why, &spec);
  self->kind = KHEO_CHART_BAR;
  if (!kheo_chart_columns (self))
    kheo_chart_rows (self);
  self->kind = kind;
  return TRUE;
}
