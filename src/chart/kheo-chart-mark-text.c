/* What one mark says: for a tooltip, and for those who walk over the marks with the keyboard. */
#include "kheo-chart-describe.h"
#include "kheo-chart-parts.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SAYS_NOTHING 1e6 /* per cent of a target */

/* "; Chỉ tiêu: 57 (79% reached)" */
static void
append_compared (const KheoChartData *data,
                 const KheoChartMark *mark,
                 KheoChartRole        role,
                 GString             *text)
{
  int              series = kheo_chart_data_find_series (data, role);
  double           value, share;
  g_autofree char *number = NULL, *per_cent = NULL;
  const char      *label;

  if (series < 0)
    return;
  value = kheo_chart_data_get_value (data, (guint) mark->category, (guint) series);
  if (isnan (value))
    return;
  label = kheo_chart_data_get_series_label (data, (guint) series);
  number = kheo_chart_data_format (data, value);
  share = mark->value / value * 100;
  g_string_append (text, "; ");
  if (role == KHEO_CHART_ROLE_TARGET && value > 0 && fabs (share) < SAYS_NOTHING)
    {
      per_cent = kheo_number_format_decimal (share, 1);
      /* Translators: "Target: 57 (79.1% reached)" */
      g_string_append_printf (text, _ ("%s: %s (%s%% reached)"), label, number, per_cent);
    }
  else
    g_string_append_printf (text, "%s: %s", label, number);
}

/* The target and the time before are those of the first series, or of the whole. */
static gboolean
is_compared (const KheoChartLayout *self, const KheoChartMark *mark)
{
  guint first = 0;

  if (mark->category < 0 || self->kind == KHEO_CHART_SLOPE || isnan (mark->value))
    return FALSE;
  if (mark->series < 0)
    return TRUE;
  while (!kheo_chart_data_is_part (self->data, first) &&
         first + 1 < kheo_chart_data_get_n_series (self->data))
    first++;
  return mark->series == (int) first && mark->type != KHEO_CHART_MARK_TICK &&
         self->kind != KHEO_CHART_STACKED && kheo_chart_data_is_part (self->data, first);
}

/* " (38,7%)": of its bar, of the ring, of the whole map. */
static void
append_share (const KheoChartLayout *self, const KheoChartMark *mark, GString *text)
{
  double           whole = self->whole;
  g_autofree char *share = NULL;

  if (self->kind == KHEO_CHART_SHARE && self->n_parts > 1 && mark->category >= 0)
    whole = kheo_chart_data_get_category_total (self->data, (guint) mark->category);
  if ((mark->type != KHEO_CHART_MARK_CELL && mark->type != KHEO_CHART_MARK_ARC) ||
      self->kind == KHEO_CHART_HEAT || isnan (mark->value) || !(whole > 0))
    return;
  share = kheo_chart_format_share (mark->value / whole, 1);
  g_string_append_printf (text, " (%s)", share);
}

static void
append_notes (const KheoChartData *data, const KheoChartMark *mark, GString *text)
{
  for (guint i = 0; i < kheo_chart_data_get_n_notes (data); i++)
    {
      int series = kheo_chart_data_get_note_series (data, i);

      if (mark->category >= 0 && kheo_chart_data_get_note_category (data, i) == mark->category &&
          (series < 0 || series == mark->series || mark->series < 0))
        g_string_append_printf (text, ". %s", kheo_chart_data_get_note_text (data, i));
    }
}

char *
kheo_chart_layout_describe_mark (const KheoChartLayout *self, guint index)
{
  const KheoChartData *data = self->data;
  const KheoChartMark *mark = kheo_chart_layout_get_mark (self, index);
  GString             *text;
  g_autofree char     *value = NULL;

  g_return_val_if_fail (mark != NULL, NULL);

  text = g_string_new (NULL);
  value = kheo_chart_with_unit (data, mark->value);
  if (mark->category >= 0)
    g_string_append (text, kheo_chart_data_get_category_full_label (data, (guint) mark->category));
  else
    g_string_append (text, _ ("Other units"));
  if (mark->series >= 0 && kheo_chart_data_get_n_series (data) > 1)
    g_string_append_printf (text, ", %s",
                            kheo_chart_data_get_series_label (data, (guint) mark->series));
  if (isnan (mark->value))
    g_string_append_printf (text, ": %s", _ ("no figure"));
  else
    g_string_append_printf (text, ": %s", value);
  append_share (self, mark, text);
  if (is_compared (self, mark))
    {
      append_compared (data, mark, KHEO_CHART_ROLE_TARGET, text);
      append_compared (data, mark, KHEO_CHART_ROLE_PREVIOUS, text);
    }
  append_notes (data, mark, text);
  return g_string_free (text, FALSE);
}
