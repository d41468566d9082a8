#include "kheo-chart-before.h"

#include "kheo-chart-words.h"

#include <string.h>

/* The first key of a dataset's rows, where units, fields or kinds have a year before. */
static gboolean
get_by (KheoModelsDataset dataset, KheoBy *out_by)
{
  switch (dataset)
    {
    case KHEO_MODELS_BY_FIELD:
      *out_by = KHEO_BY_FIELD;
      return TRUE;
    case KHEO_MODELS_BY_KIND:
      *out_by = KHEO_BY_KIND;
      return TRUE;
    case KHEO_MODELS_BY_CHILD:
      *out_by = KHEO_BY_CHILD;
      return TRUE;
    case KHEO_MODELS_BY_YEAR: /* has it beside it */
    case KHEO_MODELS_BY_CHILD_AND_FIELD:
    case KHEO_MODELS_BY_YEAR_AND_FIELD:
    default:
      return FALSE;
    }
}

gboolean
kheo_chart_has_before (const char *dataset, KheoPeriod period)
{
  KheoModelsDataset models;
  KheoBy            by;
  KheoPeriod        before;

  g_return_val_if_fail (dataset != NULL, FALSE);

  if (!kheo_period_year_before (period, &before))
    return FALSE;
  if (g_str_has_prefix (dataset, "indicator:"))
    return !g_str_has_suffix (dataset, ":year");
  return kheo_models_dataset_parse (dataset, &models) && get_by (models, &by);
}

/* ---- One more series ---- */

/* Keys of rows, NULL too, to index + 1 of their category. */
typedef struct
{
  GHashTable *categories;
  guint       nothing; /* of what is told to no part; 0: none */
} Places;

static void
places_clear (Places *self)
{
  g_hash_table_unref (self->categories);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static void
places_add (Places *self, char *key, guint category)
{
  if (key != NULL)
    g_hash_table_insert (self->categories, key, GUINT_TO_POINTER (category + 1));
  else
    self->nothing = category + 1;
}

/* The category of @row; one more where the later period has none. */
static guint
need_category (const Places *self, KheoChartData *data, const KheoComparisonRow *row)
{
  guint place = row->key != NULL
                    ? GPOINTER_TO_UINT (g_hash_table_lookup (self->categories, row->key))
                    : self->nothing;

  if (place > 0)
    return place - 1;
  return kheo_chart_data_add_category (data, row->label, row->label, row->unit_id);
}

/* @values are divided by @scale; what is 0 and was 0 needs no bar of its own. */
static void
add_before (KheoChartData        *data,
            const KheoComparison *comparison,
            const Places         *places,
            double                scale)
{
  g_autofree char *label = kheo_comparison_format_period (comparison->with);
  g_autofree char *source = kheo_chart_words_compared_source (comparison);
  guint            series = kheo_chart_data_add_series (data, label, KHEO_CHART_ROLE_PREVIOUS);

  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = comparison->rows->pdata[i];
      double                   before = comparison->indicator != NULL
                                            ? kheo_amount_to_double (&comparison->indicator->unit, row->before)
                                            : (double) row->before;

      if (row->has_before)
        kheo_chart_data_set_value (data, need_category (places, data, row), series, before / scale);
    }
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, source);
}

/* ---- Models ---- */

KheoModelChart *
kheo_model_chart_new_with_before (KheoDb           *db,
                                  const KheoQuery  *query,
                                  KheoModelsDataset dataset,
                                  GError          **error)
{
  g_autoptr (KheoComparison) comparison = NULL;
  g_autoptr (KheoModelChart) self = NULL;
  g_auto (Places) places = { g_hash_table_new (g_str_hash, g_str_equal) };
  KheoPeriod with;
  KheoBy     by;

  g_return_val_if_fail (query != NULL, NULL);

  if (!get_by (dataset, &by) || !kheo_period_year_before (query->period, &with))
    return kheo_model_chart_new (db, query, dataset, error);
  if ((comparison = kheo_comparison_new_models (db, query, with, &by, 1, error)) == NULL ||
      (self = kheo_model_chart_new (db, comparison->query, dataset, error)) == NULL)
    return NULL;
  for (guint i = 0; i < self->keys[0]->len; i++)
    places_add (&places, ((const KheoTotalRow *) self->keys[0]->pdata[i])->key[0], i);
  add_before (self->data, comparison, &places, 1);
  return g_steal_pointer (&self);
}

/* ---- Figures ---- */

/* The key that a row of the year before bears: of "2024-Q1" "2023-Q1"; units keep theirs. */
static char *
key_before (const char *key, KheoFiguresBy by)
{
  KheoPeriod period, before;

  if (key != NULL && by > KHEO_FIGURES_BY_LEVEL && kheo_period_parse (key, &period, NULL) &&
      kheo_period_year_before (period, &before))
    return kheo_period_to_string (before);
  return g_strdup (key);
}

KheoFigureChart *
kheo_figure_chart_new_with_before (KheoDb          *db,
                                   gint64           indicator,
                                   const KheoQuery *query,
                                   KheoFiguresBy    by,
                                   KheoChartKind    kind,
                                   GError         **error)
{
  g_autoptr (KheoComparison) comparison = NULL;
  g_autoptr (KheoFigureChart) self = NULL;
  g_auto (Places) places = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  KheoPeriod with;

  g_return_val_if_fail (query != NULL, NULL);

  if (by == KHEO_FIGURES_BY_YEAR || !kheo_period_year_before (query->period, &with))
    return kheo_figure_chart_new_as (db, indicator, query, by, kind, error);
  comparison = kheo_comparison_new_figures (db, indicator, query, with, by, error);
  if (comparison == NULL ||
      (self = kheo_figure_chart_new_as (db, indicator, comparison->query, by, kind, error)) == NULL)
    return NULL;
  for (guint i = 0; i < self->total->rows->len; i++)
    places_add (&places, key_before (((KheoFigureRow *) self->total->rows->pdata[i])->key, by), i);
  add_before (self->data, comparison, &places, self->scale);
  return g_steal_pointer (&self);
}
