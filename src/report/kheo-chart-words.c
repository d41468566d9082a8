#include "kheo-chart-words.h"

#include <glib/gi18n-lib.h>

char *
kheo_chart_words_question (const KheoQuery *query, KheoUnits *units)
{
  g_autofree char *what = kheo_query_describe (query, units);
  g_autofree char *clock = kheo_clock_format (query->clock, query->clock_day);

  return kheo_period_is_all (query->period)
             ? g_strdup_printf ("%s · %s · %s", what, _ ("all years"), clock)
             : g_strdup_printf ("%s · %s", what, clock);
}

char *
kheo_chart_words_models_source (const KheoTotal *total)
{
  GString *text = g_string_new (_ ("Source: register of “Skilful mass mobilisation” models"));

  for (guint i = 0; i < total->notes->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ". " : " ",
                            (const char *) total->notes->pdata[i]);
  return g_string_free (text, FALSE);
}

char *
kheo_chart_words_figures_source (const KheoFigureTotal *total, KheoUnits *units)
{
  g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, units);

  if (remarks->len == 0)
    return g_strdup (_ ("Source: reports of the units"));
  /* Translators: under a chart; %s is what must be known beside its figures. */
  return g_strdup_printf (_ ("Source: reports of the units. %s"), (const char *) remarks->pdata[0]);
}

char *
kheo_chart_words_date (void)
{
  g_autofree char *today = kheo_date_format (kheo_date_today ());

  /* Translators: under a chart; %s is a day. */
  return g_strdup_printf (_ ("Figures as of %s"), today);
}
