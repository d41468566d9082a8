#include "kheo-board-charts.h"

#include "kheo-chart-before.h"
#include "kheo-chart-options.h"
#include "kheo-chart-words.h"
#include "kheo-completeness-chart.h"
#include "kheo-number.h"
#include "kheo-own-charts.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *dataset;
  const char *title; /* N_() */
  gboolean    is_tile;
  gboolean    is_first; /* offices start with it */
} datasets[] = {
  { "models", N_ ("All models"), TRUE, TRUE },
  { "models:kind=collective", N_ ("Collective models"), TRUE, TRUE },
  { "models:kind=individual", N_ ("Models of individuals"), TRUE, TRUE },
  { "models:field=economy", N_ ("Models: economy"), TRUE, TRUE },
  { "models:field=culture-society", N_ ("Models: culture and society"), TRUE, TRUE },
  { "models:field=defence-security", N_ ("Models: defence and security"), TRUE, TRUE },
  { "models:field=political-system", N_ ("Models: political system"), TRUE, TRUE },
  { "models:field", N_ ("Models by field and kind"), FALSE, TRUE },
  { "models:kind", N_ ("Models: collective and individual"), FALSE },
  { "models:year", N_ ("Models by year"), FALSE, TRUE },
  { "models:child", N_ ("Models by unit"), FALSE, TRUE },
  { "models:child-field", N_ ("Models by unit and field"), FALSE },
  { "models:year-field", N_ ("Models by year and field"), FALSE },
  { "completeness", N_ ("Reports received by unit"), FALSE },
};

const KheoBoardDataset *
kheo_board_list_datasets (guint *out_n)
{
  static KheoBoardDataset list[G_N_ELEMENTS (datasets)];

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    list[i] = (KheoBoardDataset){ datasets[i].dataset, _ (datasets[i].title), datasets[i].is_tile };
  *out_n = G_N_ELEMENTS (datasets);
  return list;
}

KheoBoard *
kheo_board_new_default (void)
{
  KheoBoard *board = kheo_board_new (_ ("Board"));

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    if (datasets[i].is_first)
      g_ptr_array_add (board->items,
                       kheo_board_item_new (datasets[i].is_tile, datasets[i].dataset, 1));
  return board;
}

/* ---- Tiles ---- */

static char *
format_share (double share)
{
  g_autofree char *percent = kheo_number_format_decimal (share * 100, 1);

  /* Translators: share of the whole, after a number in Vietnamese or English form. */
  return g_strdup_printf (_ ("%s %%"), percent);
}

/* What several items of a board ask for is asked once. */
typedef struct
{
  KheoDb          *db;
  const KheoQuery *query;
  KheoTotal       *models; /* by field and kind; NULL: not asked yet */
} Asker;

/* By @by alone, or by field and kind together, which tells either; *@out_key says which key. */
static const KheoTotal *
ask_models (Asker *asker, KheoBy by, KheoTotal **out_own, guint *out_key, GError **error)
{
  static const KheoBy both[] = { KHEO_BY_FIELD, KHEO_BY_KIND };

  *out_key = 0;
  if (by != KHEO_BY_FIELD && by != KHEO_BY_KIND)
    return *out_own = kheo_total_models (asker->db, asker->query, &by, 1, error);
  *out_key = by == KHEO_BY_KIND ? 1 : 0;
  if (asker->models == NULL)
    asker->models = kheo_total_models (asker->db, asker->query, both, G_N_ELEMENTS (both), error);
  return asker->models;
}

static gint64
sum_rows (const KheoTotal *total, guint key, const char *value)
{
  gint64 sum = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *row = total->rows->pdata[i];

      if (g_strcmp0 (row->key[key], value) == 0)
        sum += row->value;
    }
  return sum;
}

/* "models" or "models:FIELD=VALUE". */
static gboolean
answer_models_tile (KheoBoardAnswer *self, Asker *asker, const char *dataset, GError **error)
{
  const char *condition = strchr (dataset, ':');
  g_auto (GStrv) parts = g_strsplit (condition != NULL ? condition + 1 : "", "=", 2);
  KheoBy           by[2] = { KHEO_BY_FIELD };
  guint            n_by = 1, key;
  const KheoTotal *total;
  g_autoptr (KheoTotal) own = NULL;

  if (condition != NULL &&
      (g_strv_length (parts) != 2 || !kheo_by_parse (parts[0], by, &n_by) || n_by != 1))
    {
      self->problem = g_strdup_printf (_ ("There is nothing called “%s”."), dataset);
      return TRUE;
    }
  if ((total = ask_models (asker, by[0], &own, &key, error)) == NULL)
    return FALSE;
  self->value = total->total;
  self->source = kheo_chart_words_models_source (total);
  if (condition != NULL)
    {
      self->title = g_strdup (kheo_field_choice_label (
          kheo_register_get_field (&kheo_register_models, parts[0]), parts[1]));
      self->value = sum_rows (total, key, parts[1]);
      self->role = kheo_models_get_role (by[0], parts[1]);
      if (total->total > 0)
        self->remark = format_share ((double) self->value / (double) total->total);
      kheo_query_set_condition (self->query, parts[0], parts[1]);
    }
  self->number = kheo_number_format (self->value);
  return TRUE;
}

static void
show_sum (KheoBoardAnswer *self, const KheoIndicator *indicator, const KheoFigureSum *sum)
{
  g_autofree char *percent = NULL;

  self->value = sum->has_value ? sum->value : 0;
  self->number = sum->has_value ? kheo_amount_format_full (&indicator->unit, sum->value)
                                : g_strdup ("–"); /* not known, which is not 0 */
  if (!sum->has_target || !sum->has_percent || !sum->has_value)
    return;
  percent = kheo_number_format_decimal (sum->percent, 1);
  /* Translators: under a number; %s is how much of its target is reached. */
  self->remark = g_strdup_printf (_ ("%s %% of the target"), percent);
}

/* ---- Indicators ---- */

/* A line of one year says nothing; of some years it is followed. */
static void
widen_period (KheoQuery *query)
{
  int first, last, month, day;

  kheo_date_split (query->period.from, &first, &month, &day);
  kheo_date_split (query->period.to, &last, &month, &day);
  if (first == last)
    query->period = KHEO_PERIOD_ALL;
}

/* "indicator:CODE", or "indicator:CODE:BY". */
static const KheoIndicator *
find_indicator (KheoBoardAnswer *self, KheoWorld *world, const char *name, KheoFiguresBy *out_by)
{
  g_autoptr (GError) problem = NULL;
  const char          *colon = strrchr (name, ':');
  KheoFiguresBy        by = KHEO_FIGURES_BY_NOTHING;
  gboolean             told = colon != NULL && kheo_figures_by_parse (colon + 1, &by);
  g_autofree char     *code = told ? g_strndup (name, (gsize) (colon - name)) : g_strdup (name);
  KheoIndicators      *indicators = kheo_world_get_indicators (world, &problem);
  const KheoIndicator *indicator =
      indicators != NULL ? kheo_indicators_resolve (indicators, code, &problem) : NULL;

  *out_by = by;
  if (indicator == NULL)
    self->problem = g_strdup_printf (_ ("There is no indicator “%s” in the book."), code);
  return indicator;
}

/* The kind that was chosen for the item; else one that shows these rows. */
static KheoChartKind
kind_of_figures (const KheoBoardItem *item, KheoFiguresBy by)
{
  KheoChartKind kind = by == KHEO_FIGURES_BY_CHILD   ? KHEO_CHART_RANKING
                       : by == KHEO_FIGURES_BY_LEVEL ? KHEO_CHART_BAR
                                                     : KHEO_CHART_LINE;

  if (item->kind != NULL && kheo_chart_kind_from_name (item->kind, &kind))
    return kind;
  return kind;
}

static gboolean
answer_indicator (KheoBoardAnswer        *self,
                  KheoDb                 *db,
                  const KheoBoardItem    *item,
                  const KheoChartOptions *options,
                  GError                **error)
{
  const char          *name = item->dataset + strlen ("indicator:");
  KheoWorld           *world = kheo_world_get (db, error);
  const KheoIndicator *indicator;
  KheoFiguresBy        by;

  if (world == NULL)
    return FALSE;
  if ((indicator = find_indicator (self, world, name, &by)) == NULL)
    return TRUE;
  self->indicator = indicator->id;
  self->query->reg = &kheo_register_figures;
  self->title = g_strdup (indicator->name);
  if (self->is_tile)
    {
      g_autoptr (KheoFigureTotal) total =
          kheo_total_figures (db, indicator->id, self->query, KHEO_FIGURES_BY_NOTHING, error);

      if (total == NULL)
        return FALSE;
      show_sum (self, total->indicator, &total->sum);
      self->source = kheo_chart_words_figures_source (total, kheo_world_get_units (world));
      return TRUE;
    }
  if (by == KHEO_FIGURES_BY_NOTHING)
    by = g_strcmp0 (item->kind, "line") == 0
             ? kheo_figure_chart_best_time (indicator, self->query->period)
             : KHEO_FIGURES_BY_CHILD;
  if (by == KHEO_FIGURES_BY_YEAR)
    widen_period (self->query);
  self->kind = kind_of_figures (item, by);
  self->kinds = kheo_figure_chart_list_kinds (by);
  self->figures =
      options->before
          ? kheo_figure_chart_new_with_before (db, indicator->id, self->query, by, self->kind,
                                               error)
          : kheo_figure_chart_new_as (db, indicator->id, self->query, by, self->kind, error);
  if (self->figures == NULL)
    return FALSE;
  self->data = self->figures->data;
  return TRUE;
}

/* ---- Charts ---- */

static gboolean
answer_models (KheoBoardAnswer        *self,
               KheoDb                 *db,
               const KheoBoardItem    *item,
               const KheoChartOptions *options,
               GError                **error)
{
  KheoModelsDataset dataset;

  if (!kheo_models_dataset_parse (item->dataset, &dataset))
    {
      self->problem = g_strdup_printf (_ ("There is nothing called “%s”."), item->dataset);
      return TRUE;
    }
  if (dataset == KHEO_MODELS_BY_YEAR || dataset == KHEO_MODELS_BY_YEAR_AND_FIELD)
    widen_period (self->query);
  self->models = options->before
                     ? kheo_model_chart_new_with_before (db, self->query, dataset, error)
                     : kheo_model_chart_new (db, self->query, dataset, error);
  if (self->models == NULL)
    return FALSE;
  self->data = self->models->data;
  self->kind = kheo_models_dataset_get_chart (dataset);
  self->kinds = kheo_models_dataset_list_kinds (dataset);
  return TRUE;
}

static gboolean
answer_completeness (KheoBoardAnswer *self, KheoDb *db, GError **error)
{
  self->query->reg = &kheo_register_figures;
  if ((self->own_data = kheo_completeness_chart_new (db, self->query, error)) == NULL)
    return FALSE;
  self->data = self->own_data;
  self->kind = KHEO_CHART_RANKING;
  self->kinds = 1u << KHEO_CHART_RANKING | 1u << KHEO_CHART_BAR;
  return TRUE;
}

static gboolean
answer_own (KheoBoardAnswer *self, KheoDb *db, const KheoBoardItem *item, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->own = kheo_own_chart_get (db, item->chart_id, &problem);
  if (self->own != NULL)
    {
      self->own_data = kheo_own_chart_make_data (self->own, NULL);
      self->data = self->own_data;
      self->kind = kheo_own_chart_get_kind (self->own);
      self->kinds = kheo_chart_data_list_kinds (self->data);
      return TRUE;
    }
  if (g_error_matches (problem, KHEO_ERROR, KHEO_ERROR_NOT_FOUND))
    {
      self->problem = g_strdup (_ ("This chart is no longer in the book."));
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
answer (KheoBoardAnswer        *self,
        Asker                  *asker,
        const KheoBoardItem    *item,
        const KheoChartOptions *options,
        GError                **error)
{
  if (g_str_has_prefix (item->dataset, "indicator:"))
    return answer_indicator (self, asker->db, item, options, error);
  if (self->is_tile)
    return answer_models_tile (self, asker, item->dataset, error);
  if (strcmp (item->dataset, "completeness") == 0)
    return answer_completeness (self, asker->db, error);
  if (strcmp (item->dataset, "chart") == 0)
    return answer_own (self, asker->db, item, error);
  return answer_models (self, asker->db, item, options, error);
}

/* As the office calls it, else as the dataset does. */
static void
choose_title (KheoBoardAnswer *self, const KheoBoardItem *item)
{
  if (item->title != NULL)
    {
      g_free (self->title);
      self->title = g_strdup (item->title);
      if (self->data != NULL)
        kheo_chart_data_set_text (self->data, KHEO_CHART_TEXT_TITLE, item->title);
    }
  else if (self->data != NULL && self->title == NULL)
    self->title = g_strdup (kheo_chart_data_get_text (self->data, KHEO_CHART_TEXT_TITLE));
  for (guint i = 0; self->title == NULL && i < G_N_ELEMENTS (datasets); i++)
    if (strcmp (datasets[i].dataset, item->dataset) == 0)
      self->title = g_strdup (_ (datasets[i].title));
  if (self->title == NULL)
    self->title = g_strdup (item->dataset);
}

static KheoBoardAnswer *
answer_new (Asker *asker, const KheoBoardItem *item)
{
  KheoBoardAnswer *self = g_new0 (KheoBoardAnswer, 1);
  KheoChartKind    kind;
  g_autoptr (KheoChartOptions) options = kheo_chart_options_parse (item->options);
  g_autoptr (GError) error = NULL;

  g_atomic_ref_count_init (&self->refs);
  self->is_tile = item->is_tile;
  self->query = kheo_query_dup (asker->query);
  if (!answer (self, asker, item, options, &error))
    self->problem = g_strdup_printf (_ ("This could not be read: %s"), error->message);
  else if (self->data != NULL)
    kheo_chart_options_apply (options, self->data, NULL);
  choose_title (self, item);
  if (item->kind != NULL && kheo_chart_kind_from_name (item->kind, &kind))
    self->kind = kind;
  self->kinds |= 1u << self->kind;
  return self;
}

GPtrArray *
kheo_board_answers_new (KheoDb          *db,
                        const KheoQuery *query,
                        const GPtrArray *items,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (GPtrArray) answers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_answer_unref);
  Asker asker = { db, query, NULL };

  g_return_val_if_fail (db != NULL && query != NULL && items != NULL, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      g_ptr_array_add (answers, answer_new (&asker, items->pdata[i]));
    }
  g_clear_pointer (&asker.models, kheo_total_free);
  return answers->len == items->len ? g_steal_pointer (&answers) : NULL;
}

KheoBoardAnswer *
kheo_board_answer_ref (KheoBoardAnswer *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_board_answer_unref (KheoBoardAnswer *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->title);
  g_free (self->problem);
  g_free (self->number);
  g_free (self->remark);
  g_free (self->source);
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->models, kheo_model_chart_free);
  g_clear_pointer (&self->figures, kheo_figure_chart_free);
  g_clear_pointer (&self->own, kheo_own_chart_free);
  g_clear_pointer (&self->own_data, kheo_chart_data_unref);
  g_free (self);
}

char *
kheo_board_answer_describe (const KheoBoardAnswer *self, KheoChartKind kind)
{
  if (self->problem != NULL)
    return g_strdup_printf ("%s: %s", self->title, self->problem);
  if (!self->is_tile)
    return kheo_chart_describe (kind, self->data);
  return self->remark != NULL
             ? g_strdup_printf ("%s: %s, %s", self->title, self->number, self->remark)
             : g_strdup_printf ("%s: %s", self->title, self->number);
}

/* The year before, where @series is that. */
static KheoQuery *
at_series (const KheoBoardAnswer *self, int series, KheoQuery *query)
{
  KheoPeriod before;

  if (series >= 0 &&
      kheo_chart_data_get_series_role (self->data, (guint) series) == KHEO_CHART_ROLE_PREVIOUS &&
      kheo_period_year_before (query->period, &before))
    query->period = before;
  return query;
}

KheoQuery *
kheo_board_answer_query (const KheoBoardAnswer *self, int category, int series)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->models != NULL)
    return at_series (self, series, kheo_model_chart_query (self->models, category, series));
  if (self->figures != NULL)
    return at_series (self, series, kheo_figure_chart_query (self->figures, category));
  if (self->own == NULL && self->own_data != NULL) /* who has reported: the unit */
    {
      KheoQuery *query = kheo_query_dup (self->query);

      if (category >= 0)
        query->unit = kheo_chart_data_get_category_key (self->own_data, (guint) category);
      return query;
    }
  return self->own == NULL && self->problem == NULL ? kheo_query_dup (self->query) : NULL;
}
