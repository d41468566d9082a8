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

static char *
join_source (const char *source, const GPtrArray *notes)
{
  GString *text = g_string_new (source);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ". " : " ", (const char *) notes->pdata[i]);
  return g_string_free (text, FALSE);
}

char *
kheo_chart_words_models_source (const KheoTotal *total)
{
  return join_source (_ ("Source: register of “Skilful mass mobilisation” models"), total->notes);
}

char *
kheo_chart_words_figures_source (const KheoFigureTotal *total, KheoUnits *units)
{
  g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, units);

  g_ptr_array_set_size (remarks, MIN ((int) remarks->len, 1)); /* the gravest */
  return join_source (_ ("Source: reports of the units"), remarks);
}

char *
kheo_chart_words_compared_source (const KheoComparison *comparison)
{
  return join_source (comparison->indicator == NULL
                          ? _ ("Source: register of “Skilful mass mobilisation” models")
                          : _ ("Source: reports of the units"),
                      comparison->notes);
}

char *
kheo_chart_words_date (void)
{
  g_autofree char *today = kheo_date_format (kheo_date_today ());

  /* Translators: under a chart; %s is a day. */
  return g_strdup_printf (_ ("Figures as of %s"), today);
}
