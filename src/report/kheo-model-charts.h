/*
 * The charts of the models: from a query to what chart/ draws, and from a drawn mark back to the
 * query of exactly the rows beneath it.  Made on the store's thread, read on any.
 */
#pragma once

#include "kheo-chart.h"
#include "kheo-rollup.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_MODELS_BY_FIELD, /* four fields × two kinds */
  KHEO_MODELS_BY_KIND,
  KHEO_MODELS_BY_CHILD, /* units directly below */
  KHEO_MODELS_BY_YEAR,
  KHEO_MODELS_BY_CHILD_AND_FIELD, /* units directly below × four fields */
  KHEO_MODELS_BY_YEAR_AND_FIELD,
} KheoModelsDataset;

/* "models:field", "models:kind", "models:child", "models:year", "models:child-field",
 * "models:year-field"; FALSE when not known. */
gboolean    kheo_models_dataset_parse (const char *name, KheoModelsDataset *out_dataset);
const char *kheo_models_dataset_to_name (KheoModelsDataset dataset);
/* The kind that shows a dataset best. */
KheoChartKind kheo_models_dataset_get_chart (KheoModelsDataset dataset);

/* The kinds that make sense of it: a mask of (1 << KheoChartKind); which of them suit the figures
 * is for kheo_chart_kind_fits() to say. */
guint kheo_models_dataset_list_kinds (KheoModelsDataset dataset);

/* The colour that a field or kind has in every chart. */
KheoChartRole kheo_models_get_role (KheoBy by, const char *key);

typedef struct
{
  KheoModelsDataset dataset;
  KheoQuery        *query;
  KheoTotal        *total;
  KheoChartData    *data;
  GPtrArray *keys[2]; /* of KheoTotalRow in @total: the first of each category, of each series */
} KheoModelChart;

KheoModelChart *kheo_model_chart_new (KheoDb           *db,
                                      const KheoQuery  *query,
                                      KheoModelsDataset dataset,
                                      GError          **error);
void            kheo_model_chart_free (KheoModelChart *self);
/* The rows beneath a mark; @series < 0: of the whole category, @category < 0: of everything. */
KheoQuery *kheo_model_chart_query (const KheoModelChart *self, int category, int series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoModelChart, kheo_model_chart_free)

G_END_DECLS
