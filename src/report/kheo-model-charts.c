#include "kheo-model-charts.h"

#include "kheo-chart-words.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char   *name;
  const char   *title; /* N_() */
  KheoChartKind chart;
  KheoBy        by[2];
  guint         n_by;
} datasets[] = {
  [KHEO_MODELS_BY_FIELD] = { "models:field",
                             N_ ("“Skilful mass mobilisation” models by field and kind"),
                             KHEO_CHART_STACKED,
                             { KHEO_BY_FIELD, KHEO_BY_KIND },
                             2 },
  [KHEO_MODELS_BY_KIND] = { "models:kind",
                            N_ ("“Skilful mass mobilisation” models: collective and individual"),
                            KHEO_CHART_BAR,
                            { KHEO_BY_KIND },
                            1 },
  [KHEO_MODELS_BY_CHILD] = { "models:child",
                             N_ ("“Skilful mass mobilisation” models by unit"),
                             KHEO_CHART_RANKING,
                             { KHEO_BY_CHILD },
                             1 },
  [KHEO_MODELS_BY_YEAR] = { "models:year",
                            N_ ("“Skilful mass mobilisation” models by year"),
                            KHEO_CHART_LINE,
                            { KHEO_BY_YEAR },
                            1 },
  [KHEO_MODELS_BY_CHILD_AND_FIELD] = { "models:child-field",
                                       N_ ("“Skilful mass mobilisation” models by unit and field"),
                                       KHEO_CHART_HEAT,
                                       { KHEO_BY_CHILD, KHEO_BY_FIELD },
                                       2 },
  [KHEO_MODELS_BY_YEAR_AND_FIELD] = { "models:year-field",
                                      N_ ("“Skilful mass mobilisation” models by year and field"),
                                      KHEO_CHART_LINE,
                                      { KHEO_BY_YEAR, KHEO_BY_FIELD },
                                      2 },
};

gboolean
kheo_models_dataset_parse (const char *name, KheoModelsDataset *out_dataset)
{
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    if (g_strcmp0 (name, datasets[i].name) == 0)
      {
        *out_dataset = (KheoModelsDataset) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_models_dataset_to_name (KheoModelsDataset dataset)
{
  return datasets[dataset].name;
}

KheoChartKind
kheo_models_dataset_get_chart (KheoModelsDataset dataset)
{
  return datasets[dataset].chart;
}

guint
kheo_models_dataset_list_kinds (KheoModelsDataset dataset)
{
  const guint parts = 1u << KHEO_CHART_SHARE | 1u << KHEO_CHART_DONUT | 1u << KHEO_CHART_TREE_MAP;

  switch (dataset)
    {
    case KHEO_MODELS_BY_FIELD:
      return 1u << KHEO_CHART_STACKED | 1u << KHEO_CHART_BAR | 1u << KHEO_CHART_HEAT |
             1u << KHEO_CHART_SMALL_MULTIPLES | parts;
    case KHEO_MODELS_BY_KIND:
      return 1u << KHEO_CHART_BAR | parts;
    case KHEO_MODELS_BY_YEAR:
      return 1u << KHEO_CHART_LINE | 1u << KHEO_CHART_BAR;
    case KHEO_MODELS_BY_CHILD_AND_FIELD:
      return 1u << KHEO_CHART_HEAT | 1u << KHEO_CHART_STACKED | 1u << KHEO_CHART_SHARE |
             1u << KHEO_CHART_RANKING | 1u << KHEO_CHART_TREE_MAP |
             1u << KHEO_CHART_SMALL_MULTIPLES;
    case KHEO_MODELS_BY_YEAR_AND_FIELD:
      return 1u << KHEO_CHART_LINE | 1u << KHEO_CHART_HEAT | 1u << KHEO_CHART_STACKED |
             1u << KHEO_CHART_SHARE | 1u << KHEO_CHART_SMALL_MULTIPLES;
    case KHEO_MODELS_BY_CHILD:
    default:
      return 1u << KHEO_CHART_RANKING | 1u << KHEO_CHART_BAR | parts;
    }
}

/* The choices of fields and kinds stand in the register's order, as the roles do. */
KheoChartRole
kheo_models_get_role (KheoBy by, const char *key)
{
  static const KheoChartRole fields[] = { KHEO_CHART_ROLE_FIELD_ECONOMY,
                                          KHEO_CHART_ROLE_FIELD_CULTURE,
                                          KHEO_CHART_ROLE_FIELD_DEFENCE,
                                          KHEO_CHART_ROLE_FIELD_POLITICS };
  const KheoField           *field;
  int                        index;

  if (by == KHEO_BY_KIND)
    return g_strcmp0 (key, "individual") == 0 ? KHEO_CHART_ROLE_INDIVIDUAL
                                              : KHEO_CHART_ROLE_COLLECTIVE;
  if (by != KHEO_BY_FIELD)
    return KHEO_CHART_ROLE_AUTO;
  field = &kheo_register_models.fields[KHEO_MODEL_FIELD];
  index = kheo_field_choice_index (field, key);
  return index >= 0 && index < (int) G_N_ELEMENTS (fields) ? fields[index] : KHEO_CHART_ROLE_MUTED;
}

/* Index of the row whose key @k equals that of @row, which is appended when it is new.  Rows come
 * ordered by their first key, so that one is found at the end. */
static guint
find_key (GPtrArray *firsts, const KheoTotalRow *row, guint k)
{
  for (guint i = firsts->len; i > 0; i--)
    {
      const KheoTotalRow *first = g_ptr_array_index (firsts, i - 1);

      if (g_strcmp0 (first->key[k], row->key[k]) == 0)
        return i - 1;
      if (k == 0)
        break;
    }
  g_ptr_array_add (firsts, (gpointer) row);
  return firsts->len - 1;
}

static void
add_words (KheoModelChart *self, KheoUnits *units)
{
  g_autofree char *source = kheo_chart_words_models_source (self->total);
  g_autofree char *subtitle = kheo_chart_words_question (self->query, units);
  g_autofree char *date = kheo_chart_words_date ();

  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_TITLE, _ (datasets[self->dataset].title));
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_SUBTITLE, subtitle);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_SOURCE, source);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_DATE, date);
  kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_UNIT, _ ("models"));
}

/* Categories are the first key of the rows, series the second. */
static void
fill_data (KheoModelChart *self)
{
  const KheoTotal *total = self->total;

  for (guint i = 0; i < total->rows->len; i++)
    for (guint k = 0; k < total->n_by; k++)
      find_key (self->keys[k], g_ptr_array_index (total->rows, i), k);

  if (total->n_by < 2)
    kheo_chart_data_add_series (self->data, _ ("Models"), KHEO_CHART_ROLE_AUTO);
  for (guint s = 0; s < self->keys[1]->len; s++)
    {
      const KheoTotalRow *row = g_ptr_array_index (self->keys[1], s);

      kheo_chart_data_add_series (self->data, row->label[1],
                                  kheo_models_get_role (total->by[1], row->key[1]));
    }
  for (guint c = 0; c < self->keys[0]->len; c++)
    {
      const KheoTotalRow *row = g_ptr_array_index (self->keys[0], c);

      kheo_chart_data_add_category (self->data, row->label[0], row->label[0], row->unit_id);
      kheo_chart_data_set_category_role (self->data, c,
                                         kheo_models_get_role (total->by[0], row->key[0]));
    }
  for (guint i = 0, c = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);

      if (c + 1 < self->keys[0]->len && row == g_ptr_array_index (self->keys[0], c + 1))
        c++;
      kheo_chart_data_set_value (self->data, c,
                                 total->n_by < 2 ? 0 : find_key (self->keys[1], row, 1),
                                 (double) row->value);
    }
}

KheoModelChart *
kheo_model_chart_new (KheoDb *db, const KheoQuery *query, KheoModelsDataset dataset, GError **error)
{
  g_autoptr (KheoModelChart) self = g_new0 (KheoModelChart, 1);
  KheoWorld *world = kheo_world_get (db, error);

  if (world == NULL)
    return NULL;
  self->dataset = dataset;
  self->query = kheo_query_dup (query);
  self->total = kheo_total_models (db, query, datasets[dataset].by, datasets[dataset].n_by, error);
  if (self->total == NULL)
    return NULL;
  self->data = kheo_chart_data_new ();
  for (guint k = 0; k < G_N_ELEMENTS (self->keys); k++)
    self->keys[k] = g_ptr_array_new ();
  add_words (self, kheo_world_get_units (world));
  fill_data (self);
  return g_steal_pointer (&self);
}

void
kheo_model_chart_free (KheoModelChart *self)
{
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->total, kheo_total_free);
  g_clear_pointer (&self->data, kheo_chart_data_unref);
  for (guint k = 0; k < G_N_ELEMENTS (self->keys); k++)
    g_clear_pointer (&self->keys[k], g_ptr_array_unref);
  g_free (self);
}

KheoQuery *
kheo_model_chart_query (const KheoModelChart *self, int category, int series)
{
  const KheoTotalRow *row;
  KheoTotalRow        under = { 0 };
  KheoTotal           narrowed = *self->total;

  if (category < 0)
    return kheo_query_dup (self->query);
  if ((guint) category >= self->keys[0]->len) /* that only the year before has */
    {
      KheoQuery *query = kheo_query_dup (self->query);
      gint64     unit = kheo_chart_data_get_category_key (self->data, (guint) category);

      if (unit != 0)
        query->unit = unit;
      return query;
    }
  under = *(const KheoTotalRow *) g_ptr_array_index (self->keys[0], category);
  if (series >= 0 && (guint) series < self->keys[1]->len)
    {
      row = g_ptr_array_index (self->keys[1], series);
      under.key[1] = row->key[1];
    }
  else
    narrowed.n_by = 1; /* the whole category, whatever its second key */
  return kheo_total_row_query (self->query, &narrowed, &under);
}
