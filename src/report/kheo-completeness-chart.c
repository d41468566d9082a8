#include "kheo-completeness-chart.h"

#include "kheo-chart-words.h"
#include "kheo-figures.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint category;
  guint n_expected, n_missing;
} Part;

/* Adds what @total says of each unit to @parts (unit, gint64* → Part); units stand in the order of
 * the first indicator. */
static void
add_total (KheoChartData *data, GHashTable *parts, const KheoFigureTotal *total)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *row = total->rows->pdata[i];
      Part                *part = g_hash_table_lookup (parts, &row->unit_id);

      if (row->unit_id == 0)
        continue; /* what the unit itself, or nobody, reports */
      if (part == NULL)
        {
          part = g_new0 (Part, 1);
          part->category =
              kheo_chart_data_add_category (data, row->label, row->label, row->unit_id);
          g_hash_table_insert (parts, g_memdup2 (&row->unit_id, sizeof row->unit_id), part);
        }
      part->n_expected += row->sum.n_expected;
      part->n_missing += row->sum.n_missing;
    }
}

static void
add_words (KheoChartData *data, const KheoQuery *query, KheoUnits *units)
{
  g_autofree char *subtitle = kheo_chart_words_question (query, units);
  g_autofree char *date = kheo_chart_words_date ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, _ ("Reports received by unit"));
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, subtitle);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE,
                            _ ("Source: reports of the units, all indicators that they are to "
                               "report"));
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_DATE, date);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, "%");
  kheo_chart_data_set_decimals (data, 1);
  kheo_chart_data_set_additive (data, FALSE);
  kheo_chart_data_add_series (data, _ ("Received"), KHEO_CHART_ROLE_AUTO);
}

KheoChartData *
kheo_completeness_chart_new (KheoDb *db, const KheoQuery *query, GError **error)
{
  KheoWorld      *world = kheo_world_get (db, error);
  KheoIndicators *indicators = world != NULL ? kheo_world_get_indicators (world, error) : NULL;
  g_autoptr (KheoChartData) data = NULL;
  g_autoptr (GHashTable) parts =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  const Part    *part;

  if (indicators == NULL)
    return NULL;
  data = kheo_chart_data_new ();
  add_words (data, query, kheo_world_get_units (world));
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);
      g_autoptr (KheoFigureTotal) total =
          kheo_total_figures (db, indicator->id, query, KHEO_FIGURES_BY_CHILD, error);

      if (total == NULL)
        return NULL;
      add_total (data, parts, total);
    }
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &part))
    if (part->n_expected > 0)
      kheo_chart_data_set_value (data, part->category, 0,
                                 100.0 * (part->n_expected - part->n_missing) / part->n_expected);
  return g_steal_pointer (&data);
}
