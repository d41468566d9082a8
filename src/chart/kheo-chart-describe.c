/* The sentence that says what a chart shows, for those who do not see it. */
#include "kheo-chart-describe.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  guint    n; /* categories with a figure */
  guint    highest, lowest, first, last;
  double   total;
  gboolean parts; /* no value is below zero: shares make sense */
} Summary;

/* Of the sums of all series, or of one. */
static Summary
summarise (const KheoChartData *data, int series)
{
  Summary summary = { .parts = kheo_chart_data_get_additive (data) };
  double  high = -INFINITY, low = INFINITY;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double value = series < 0 ? kheo_chart_data_get_category_total (data, i)
                                : kheo_chart_data_get_value (data, i, (guint) series);

      if (isnan (value))
        continue;
      if (summary.n++ == 0)
        summary.first = i;
      summary.last = i;
      summary.total += value;
      summary.parts = summary.parts && value >= 0;
      if (value > high)
        {
          high = value;
          summary.highest = i;
        }
      if (value < low)
        {
          low = value;
          summary.lowest = i;
        }
    }
  return summary;
}

char *
kheo_chart_with_unit (const KheoChartData *data, double value)
{
  g_autofree char *number = kheo_chart_data_format (data, value);
  const char      *unit = kheo_chart_data_get_text (data, KHEO_CHART_TEXT_UNIT);

  return *unit != '\0' && !kheo_chart_data_is_percent (data)
             ? g_strdup_printf ("%s %s", number, unit)
             : g_steal_pointer (&number);
}

static double
value_of (const KheoChartData *data, guint category, int series)
{
  return series < 0 ? kheo_chart_data_get_category_total (data, category)
                    : kheo_chart_data_get_value (data, category, (guint) series);
}

/* "Kinh tế 1.032 mô hình (38,7%)"; @total 0 leaves the share out. */
static char *
named_value (const KheoChartData *data, guint category, int series, double total)
{
  double           value = value_of (data, category, series);
  g_autofree char *number = kheo_chart_with_unit (data, value);
  const char      *name = kheo_chart_data_get_category_full_label (data, category);
  g_autofree char *share = NULL;

  if (total <= 0)
    return g_strdup_printf ("%s %s", name, number);
  share = kheo_number_format_decimal (value / total * 100, 1);
  /* Translators: name, number with its unit, per cent of the total */
  return g_strdup_printf (_ ("%s %s (%s%%)"), name, number, share);
}

static void
append_extremes (const KheoChartData *data, const Summary *summary, GString *text)
{
  g_autofree char *total = kheo_chart_with_unit (data, summary->total);
  g_autofree char *count = kheo_number_format (summary->n);
  double           whole = summary->parts ? summary->total : 0;
  g_autofree char *highest = named_value (data, summary->highest, -1, whole);
  g_autofree char *lowest = named_value (data, summary->lowest, -1, whole);

  if (kheo_chart_data_get_additive (data))
    /* Translators: number with its unit, number of items */
    g_string_append_printf (text, ngettext ("%s in %s item.", "%s in %s items.", summary->n), total,
                            count);
  if (summary->n == 1)
    g_string_append_printf (text, " %s.", highest);
  else if (value_of (data, summary->highest, -1) == value_of (data, summary->lowest, -1))
    g_string_append_printf (text, " %s", _ ("All are equal."));
  else
    {
      if (text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Highest: %s; lowest: %s."), highest, lowest);
    }
}

/* "Tập thể 1.921 mô hình (72,1%), cá nhân …": how the whole falls into its series. */
static void
append_series (const KheoChartData *data, double total, GString *text)
{
  guint n = kheo_chart_data_get_n_series (data);

  g_string_append_c (text, ' ');
  for (guint i = 0; i < n; i++)
    {
      Summary          summary = summarise (data, (int) i);
      g_autofree char *sum = kheo_chart_with_unit (data, summary.total);
      g_autofree char *share = NULL;

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "",
                              kheo_chart_data_get_series_label (data, i), sum);
      if (total > 0 && summary.parts && kheo_chart_data_is_part (data, i) && summary.total < total)
        {
          share = kheo_number_format_decimal (summary.total / total * 100, 1);
          g_string_append_printf (text, " (%s%%)", share);
        }
    }
  g_string_append_c (text, '.');
}

static void
append_course (const KheoChartData *data, int series, GString *text)
{
  Summary          summary = summarise (data, series);
  g_autofree char *first = NULL, *last = NULL, *highest = NULL, *lowest = NULL;

  if (summary.n == 0)
    return;
  first = kheo_chart_with_unit (data, value_of (data, summary.first, series));
  last = kheo_chart_with_unit (data, value_of (data, summary.last, series));
  highest = named_value (data, summary.highest, series, 0);
  lowest = named_value (data, summary.lowest, series, 0);
  if (text->len > 0 && text->str[text->len - 1] != ' ')
    g_string_append_c (text, ' ');
  if (kheo_chart_data_get_n_series (data) > 1)
    g_string_append_printf (text, "%s: ", kheo_chart_data_get_series_label (data, (guint) series));
  if (summary.n == 1)
    g_string_append_printf (text, "%s.", highest);
  else
    /* Translators: value (moment) to value (moment); name with value, twice */
    g_string_append_printf (text, _ ("from %s (%s) to %s (%s); highest: %s; lowest: %s."), first,
                            kheo_chart_data_get_category_full_label (data, summary.first), last,
                            kheo_chart_data_get_category_full_label (data, summary.last), highest,
                            lowest);
}

static gboolean
has_groups (const KheoChartData *data)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (kheo_chart_data_get_category_group (data, i) != NULL)
      return TRUE;
  return FALSE;
}

char *
kheo_chart_describe (KheoChartKind kind, const KheoChartData *data)
{
  GString    *text = g_string_new (NULL);
  const char *title = kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE);
  const char *subtitle = kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SUBTITLE);
  Summary     summary = summarise (data, -1);
  guint       n_parts = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
    n_parts += kheo_chart_data_is_part (data, i) ? 1 : 0;
  if (*title != '\0')
    g_string_append_printf (text, "%s%s%s: ", title, *subtitle != '\0' ? ", " : "", subtitle);
  if (summary.n == 0)
    g_string_append (text, _ ("No figures yet"));
  else if (kind == KHEO_CHART_COVERAGE)
    kheo_chart_describe_coverage (data, text);
  else if (kind == KHEO_CHART_SLOPE && kheo_chart_data_get_n_series (data) > 1)
    kheo_chart_describe_change (data, text);
  else if (kind == KHEO_CHART_LINE || (kind == KHEO_CHART_SMALL_MULTIPLES && !has_groups (data)))
    for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
      append_course (data, (int) i, text);
  else if (kind == KHEO_CHART_HEAT || (n_parts > 1 && !kheo_chart_data_get_additive (data)))
    kheo_chart_describe_cells (data, text); /* rates have no sum that could be the highest */
  else
    {
      append_extremes (data, &summary, text);
      if (kheo_chart_data_get_n_series (data) > 1 && kheo_chart_data_get_additive (data))
        append_series (data, summary.parts ? summary.total : 0, text);
      kheo_chart_describe_targets (data, text);
      if (kind == KHEO_CHART_TREE_MAP && kheo_chart_data_get_additive (data))
        kheo_chart_describe_groups (data, summary.parts ? summary.total : 0, text);
    }
  if (summary.n > 0)
    kheo_chart_describe_beside (kind, data, text);
  return g_string_free (text, FALSE);
}
