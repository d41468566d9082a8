/* What is said beside the figures themselves: the one that stands out, levels, what they are
 * compared with at the end, notes. */
#include "kheo-chart-describe.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One number a category: its only part, or the sum where there is one. */
static gboolean
has_own_number (const KheoChartData *data)
{
  guint n_parts = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
    n_parts += kheo_chart_data_is_part (data, i) ? 1 : 0;
  return n_parts == 1 || (n_parts > 1 && kheo_chart_data_get_additive (data));
}

static gboolean
has_moments (KheoChartKind kind)
{
  return kind == KHEO_CHART_LINE || kind == KHEO_CHART_COVERAGE;
}

static void
append_focus (KheoChartKind kind, const KheoChartData *data, GString *text)
{
  int              emphasis = kheo_chart_data_get_emphasis (data);
  double           own;
  guint            n = 0, rank = 1;
  g_autofree char *number = NULL, *place = NULL, *count = NULL;
  const char      *name;

  if (emphasis < 0 || emphasis >= (int) kheo_chart_data_get_n_categories (data))
    return;
  own = kheo_chart_data_get_category_total (data, (guint) emphasis);
  if (isnan (own))
    return;
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double value = kheo_chart_data_get_category_total (data, i);

      n += isnan (value) ? 0 : 1;
      rank += value > own ? 1 : 0;
    }
  name = kheo_chart_data_get_category_full_label (data, (guint) emphasis);
  number = kheo_chart_with_unit (data, own);
  place = kheo_number_format (rank);
  count = kheo_number_format (n);
  g_string_append_c (text, ' ');
  if (has_moments (kind) || n < 2)
    /* Translators: name, number with its unit */
    g_string_append_printf (text, _ ("In focus: %s %s."), name, number);
  else
    /* Translators: name, number with its unit, place, number of all: "Mường La 62 models, 6th of
     * 37"
     */
    g_string_append_printf (text, _ ("In focus: %s %s, place %s of %s."), name, number, place,
                            count);
}

static void
append_level (KheoChartKind kind, const KheoChartData *data, guint level, GString *text)
{
  double           value = kheo_chart_data_get_reference_value (data, level);
  g_autofree char *number = kheo_chart_with_unit (data, value), *above = NULL, *all = NULL;
  guint            n = 0, n_above = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double own = kheo_chart_data_get_category_total (data, i);

      n += isnan (own) ? 0 : 1;
      n_above += own >= value ? 1 : 0;
    }
  g_string_append_printf (text, " %s: %s", kheo_chart_data_get_reference_label (data, level),
                          number);
  if (has_own_number (data) && !has_moments (kind) && n > 0)
    {
      above = kheo_number_format (n_above);
      all = kheo_number_format (n);
      g_string_append_c (text, ' ');
      /* Translators: numbers of units: "(5 of 9 are there or above)" */
      g_string_append_printf (
          text, ngettext ("(%s of %s is there or above)", "(%s of %s are there or above)", n),
          above, all);
    }
  g_string_append_c (text, '.');
}

/* The plan and the time before at the last moment; the others kinds have told them already. */
static void
append_plan (const KheoChartData *data, GString *text)
{
  for (guint series = 0; series < kheo_chart_data_get_n_series (data); series++)
    for (guint i = kheo_chart_data_get_n_categories (data);
         i > 0 && !kheo_chart_data_is_part (data, series); i--)
      {
        double           value = kheo_chart_data_get_value (data, i - 1, series);
        g_autofree char *number = kheo_chart_with_unit (data, value);

        if (isnan (value))
          continue;
        g_string_append_printf (text, " %s %s (%s).",
                                kheo_chart_data_get_series_label (data, series), number,
                                kheo_chart_data_get_category_full_label (data, i - 1));
        break;
      }
}

static void
append_note (const KheoChartData *data, guint note, GString *text)
{
  int         category = kheo_chart_data_get_note_category (data, note);
  const char *said = kheo_chart_data_get_note_text (data, note);
  gboolean    ended = g_str_has_suffix (said, ".");

  if (category >= 0)
    g_string_append_printf (
        text, " %s:", kheo_chart_data_get_category_full_label (data, (guint) category));
  g_string_append_printf (text, " %s%s", said, ended ? "" : ".");
}

void
kheo_chart_describe_beside (KheoChartKind kind, const KheoChartData *data, GString *text)
{
  if (kind == KHEO_CHART_COVERAGE)
    append_plan (data, text);
  if (has_own_number (data))
    append_focus (kind, data, text);
  for (guint i = 0; i < kheo_chart_data_get_n_references (data); i++)
    append_level (kind, data, i, text);
  for (guint i = 0; i < kheo_chart_data_get_n_notes (data); i++)
    append_note (data, i, text);
}
