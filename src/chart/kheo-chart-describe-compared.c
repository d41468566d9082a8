/* Sentences about what figures are compared with: a target, a whole that is reached step by step, a
 * time before. */
#include "kheo-chart-describe.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
append_space (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != ' ')
    g_string_append_c (text, ' ');
}

static char *
per_cent (double value, double whole)
{
  return kheo_number_format_decimal (value / whole * 100, 1);
}

void
kheo_chart_describe_targets (const KheoChartData *data, GString *text)
{
  int              target = kheo_chart_data_find_series (data, KHEO_CHART_ROLE_TARGET);
  guint            n = 0, n_reached = 0;
  double           done = 0, wanted = 0;
  g_autofree char *reached = NULL, *count = NULL;

  for (guint i = 0; target >= 0 && i < kheo_chart_data_get_n_categories (data); i++)
    {
      double value = kheo_chart_data_get_category_total (data, i);
      double own = kheo_chart_data_get_value (data, i, (guint) target);

      if (isnan (value) || isnan (own))
        continue;
      n++;
      n_reached += value >= own ? 1 : 0;
      done += value;
      wanted += own;
    }
  if (n == 0)
    return;
  reached = kheo_number_format (n_reached);
  count = kheo_number_format (n);
  append_space (text);
  /* Translators: both places are numbers, "3 of 14 reached their target." */
  g_string_append_printf (
      text, ngettext ("%s of %s reached its target.", "%s of %s reached their target.", n), reached,
      count);
  if (kheo_chart_data_get_additive (data) && wanted > 0)
    {
      g_autofree char *all = kheo_chart_with_unit (data, done);
      g_autofree char *whole = kheo_chart_with_unit (data, wanted);
      g_autofree char *share = per_cent (done, wanted);

      append_space (text);
      /* Translators: "In all 1,185 models of 1,511 models (78.4%)." */
      g_string_append_printf (text, _ ("In all %s of %s (%s%%)."), all, whole, share);
    }
}

/* The largest sum of a moment, or a level beyond it. */
static double
find_whole (const KheoChartData *data)
{
  double whole = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double total = kheo_chart_data_get_category_total (data, i);

      whole = isnan (total) ? whole : MAX (whole, total);
    }
  for (guint i = 0; i < kheo_chart_data_get_n_references (data); i++)
    whole = MAX (whole, kheo_chart_data_get_reference_value (data, i));
  return whole;
}

/* "Năm 2016: 0 xã" and so on: moments are never added up. */
static void
append_moment (const KheoChartData *data, guint category, double whole, GString *text)
{
  double           total = kheo_chart_data_get_category_total (data, category);
  g_autofree char *number = kheo_chart_with_unit (data, total), *share = NULL;
  const char      *name = kheo_chart_data_get_category_full_label (data, category);

  append_space (text);
  if (whole > 0 && kheo_chart_data_get_additive (data))
    {
      share = per_cent (total, whole);
      g_string_append_printf (text, "%s: %s (%s%%).", name, number, share);
    }
  else
    g_string_append_printf (text, "%s: %s.", name, number);
}

void
kheo_chart_describe_coverage (const KheoChartData *data, GString *text)
{
  double whole = find_whole (data);
  int    first = -1, last = -1;
  guint  n = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (!isnan (kheo_chart_data_get_category_total (data, i)))
      {
        first = first < 0 ? (int) i : first;
        last = (int) i;
      }
  if (first < 0)
    return;
  append_moment (data, (guint) first, whole, text);
  if (last == first)
    return;
  append_moment (data, (guint) last, whole, text);
  for (guint series = 0; series < kheo_chart_data_get_n_series (data); series++)
    {
      double           value = kheo_chart_data_get_value (data, (guint) last, series);
      g_autofree char *number = kheo_chart_with_unit (data, value);

      if (!isnan (value) && kheo_chart_data_is_part (data, series))
        g_string_append_printf (text, "%s%s %s", n++ == 0 ? " " : "; ",
                                kheo_chart_data_get_series_label (data, series), number);
    }
  if (n > 0)
    g_string_append_c (text, '.');
}

/* The moments of a slope from left to right: the time before, the figures themselves. */
static gboolean
find_moments (const KheoChartData *data, guint *out_from, guint *out_to)
{
  int   previous = kheo_chart_data_find_series (data, KHEO_CHART_ROLE_PREVIOUS);
  guint n_parts = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
    if (kheo_chart_data_is_part (data, i))
      {
        *out_from = n_parts++ == 0 ? i : *out_from;
        *out_to = i;
      }
  if (previous >= 0)
    *out_from = (guint) previous;
  return n_parts > 0 && *out_from != *out_to;
}

static void
append_change (const KheoChartData *data, guint category, guint from, guint to, GString *text)
{
  const char      *name = kheo_chart_data_get_category_full_label (data, category);
  double           first = kheo_chart_data_get_value (data, category, from);
  double           last = kheo_chart_data_get_value (data, category, to);
  g_autofree char *before = kheo_chart_with_unit (data, first);
  g_autofree char *now = kheo_chart_with_unit (data, last);

  append_space (text);
  if (last > first)
    g_string_append_printf (text, _ ("%s rose from %s to %s."), name, before, now);
  else
    g_string_append_printf (text, _ ("%s fell from %s to %s."), name, before, now);
}

void
kheo_chart_describe_change (const KheoChartData *data, GString *text)
{
  guint            from = 0, to = 0, n = 0, n_up = 0, n_down = 0, most_up = 0, most_down = 0;
  double           up = 0, down = 0;
  g_autofree char *rose = NULL, *fell = NULL;

  if (!find_moments (data, &from, &to))
    return;
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      double change =
          kheo_chart_data_get_value (data, i, to) - kheo_chart_data_get_value (data, i, from);

      if (isnan (change))
        continue;
      n++;
      n_up += change > 0 ? 1 : 0;
      n_down += change < 0 ? 1 : 0;
      most_up = change > up ? i : most_up;
      most_down = change < down ? i : most_down;
      up = MAX (up, change);
      down = MIN (down, change);
    }
  append_space (text);
  g_string_append_printf (text, "%s – %s.", kheo_chart_data_get_series_label (data, from),
                          kheo_chart_data_get_series_label (data, to));
  rose = kheo_number_format (n_up);
  fell = kheo_number_format (n_down);
  if (n > 1)
    {
      append_space (text);
      /* Translators: numbers of items; the two that changed most follow */
      g_string_append_printf (text, _ ("%s rose, %s fell, most of all:"), rose, fell);
    }
  if (up > 0)
    append_change (data, most_up, from, to, text);
  if (down < 0)
    append_change (data, most_down, from, to, text);
}
