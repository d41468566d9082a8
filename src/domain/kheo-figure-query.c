/*
 * Lists of figures and targets run over the columns of the indicators asked for: marked, then put
 * in order by stable sorts from the least key to the greatest.
 */
#include "kheo-figure-query.h"

#include "kheo-figure-sums.h"
#include "kheo-filter.h"
#include "kheo-sort.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A figure that belongs. */
typedef struct
{
  const KheoFigureBlock *block;
  guint                  slot;
  guint                  indicator; /* place in the order of lists */
} Found;

typedef struct
{
  KheoWorld         *world;
  const KheoQuery   *query;
  KheoUnits         *units;
  KheoIndicators    *indicators;
  KheoFigureColumns *columns;
  gboolean           targets;
  KheoFigureScope    scope;
  guint8            *units_kept;   /* by unit, NULL: all; the scope apart */
  guint8            *periods_kept; /* by period */
  GHashTable        *ids_kept;     /* gint64*, NULL: all */
  GPtrArray         *words;        /* of guint8*: by unit, then by indicator, whether it has it */
  GArray            *found;        /* of Found */
} Run;

static void
run_clear (Run *self)
{
  kheo_figure_scope_clear (&self->scope);
  g_free (self->units_kept);
  g_free (self->periods_kept);
  g_clear_pointer (&self->ids_kept, g_hash_table_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

gboolean
kheo_figure_query_knows (const KheoRegister *reg)
{
  return reg == &kheo_register_figures || reg == &kheo_register_targets ||
         reg == &kheo_register_indicators;
}

/* ---- Conditions ---- */

/* Ids of @table whose @field is one of the values that @query gives for it; into @kept, which
 * starts NULL for all. */
static gboolean
keep_by_field (
    KheoDb *db, const KheoQuery *query, const KheoField *field, GHashTable **kept, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM %s WHERE %s IS :value", query->reg->table, field->name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;

  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];

      if (strcmp (condition->field, field->name) != 0)
        continue;
      kheo_stmt_bind_text (stmt, ":value", condition->value[0] != '\0' ? condition->value : NULL);
      while (kheo_stmt_step (stmt, &problem))
        {
          gint64 id = kheo_stmt_get_int (stmt, 0);

          if (*kept == NULL || g_hash_table_contains (*kept, &id))
            g_hash_table_add (here, g_memdup2 (&id, sizeof id));
        }
      kheo_stmt_reset (stmt);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  g_clear_pointer (kept, g_hash_table_unref);
  *kept = g_steal_pointer (&here);
  return TRUE;
}

/* What the columns do not say: text, amounts, the import. */
static gboolean
keep_others (KheoDb          *db,
             const KheoQuery *query,
             const guint     *known,
             guint            n_known,
             GHashTable     **kept,
             GError         **error)
{
  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];
      int                  index = kheo_register_find_field (query->reg, condition->field);
      gboolean             done = FALSE;

      if (!kheo_query_is_first_on_field (query, c))
        continue;
      for (guint k = 0; k < n_known; k++)
        done |= index == (int) known[k];
      if (done || strcmp (condition->field, KHEO_CONDITION_UNIT) == 0 ||
          strcmp (condition->field, KHEO_CONDITION_DISTRICT) == 0 ||
          strcmp (condition->field, KHEO_CONDITION_GROUP) == 0 ||
          strcmp (condition->field, KHEO_CONDITION_GROUP_KIND) == 0)
        continue;
      if (index < 0)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("There is no field “%s”."),
                       condition->field);
          return FALSE;
        }
      if (!keep_by_field (db, query, &query->reg->fields[index], kept, error))
        return FALSE;
    }
  return TRUE;
}

/* The very unit, or the subtree of one by the names of their conditions. */
static gboolean
keep_units (Run *self, GError **error)
{
  for (guint c = 0; c < self->query->conditions->len; c++)
    {
      const KheoCondition *condition = self->query->conditions->pdata[c];
      gboolean             very = strcmp (condition->field, "unit_id") == 0;
      g_autoptr (KheoQuery) narrow = NULL;
      g_auto (KheoFigureScope) scope = { 0 };
      int unit;

      if (!very && strcmp (condition->field, KHEO_CONDITION_UNIT) != 0 &&
          strcmp (condition->field, KHEO_CONDITION_DISTRICT) != 0)
        continue;
      narrow = kheo_query_dup (self->query);
      narrow->unit = g_ascii_strtoll (condition->value, NULL, 10);
      if (!kheo_figure_scope_init (&scope, self->world, narrow, error))
        return FALSE;
      unit = kheo_units_find (self->units, narrow->unit);
      if (self->units_kept == NULL)
        {
          self->units_kept = g_malloc (MAX (self->units->n, 1));
          memset (self->units_kept, 1, self->units->n);
        }
      for (guint u = 0; u < self->units->n; u++)
        self->units_kept[u] &=
            very ? (int) u == unit : kheo_figure_scope_holds (&scope, u, self->scope.day);
    }
  return TRUE;
}

static void
keep_periods (Run *self)
{
  KheoPeriod wanted = self->query->period;
  guint      n = kheo_figure_columns_get_n_periods (self->columns);
  gboolean   named = kheo_query_get_condition (self->query, "period") != NULL;

  self->periods_kept = g_new0 (guint8, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      KheoPeriod  period = kheo_figure_columns_get_period (self->columns, i);
      const char *name = kheo_figure_columns_get_period_name (self->columns, i);
      gboolean    kept = kheo_period_is_all (wanted) ||
                      (period.from <= period.to && period.from >= wanted.from &&
                       (wanted.to == KHEO_DATE_UNKNOWN || period.to <= wanted.to));
      gboolean one_of = !named;

      for (guint c = 0; kept && named && c < self->query->conditions->len; c++)
        {
          const KheoCondition *condition = self->query->conditions->pdata[c];

          one_of |=
              strcmp (condition->field, "period") == 0 && strcmp (condition->value, name) == 0;
        }
      self->periods_kept[i] = kept && one_of;
    }
}

/* ---- Search: every word begins a word of the unit's or the indicator's name or code ---- */

static void
mark_word (Run *self, const KheoNeedle *word, const char *text)
{
  guint8 *marks = g_new0 (guint8, self->units->n + kheo_indicators_get_n (self->indicators) + 1);
  g_autofree char *key = kheo_text_match_key (text);
  g_autofree char *inner = g_strconcat (" ", key, NULL);

  kheo_units_mark_named (self->units, word, marks);
  for (guint i = 0; i < kheo_indicators_get_n (self->indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (self->indicators, i);
      g_autofree char     *names = g_strdup_printf (
              " %s %s", indicator->code != NULL ? indicator->code : "", indicator->name);
      g_autofree char *name = kheo_text_match_key (names);

      marks[self->units->n + i] = g_str_has_prefix (name, key) || strstr (name, inner) != NULL;
    }
  g_ptr_array_add (self->words, marks);
}

static void
prepare_search (Run *self)
{
  KheoSearchWords *words;
  g_auto (GStrv) typed = NULL;

  self->words = g_ptr_array_new_with_free_func (g_free);
  if (self->query->search == NULL || self->query->search[0] == '\0')
    return;
  words = kheo_search_words_new (self->query->search);
  typed = g_strsplit (self->query->search, " ", -1);
  for (guint w = 0, t = 0; w < words->n_words; w++)
    {
      while (typed[t] != NULL && *typed[t] == '\0')
        t++;
      mark_word (self, &words->words[w], typed[t] != NULL ? typed[t++] : "");
    }
  kheo_search_words_free (words);
}

static gboolean
has_words (const Run *self, guint32 unit, guint indicator)
{
  for (guint w = 0; w < self->words->len; w++)
    {
      const guint8 *marks = self->words->pdata[w];

      if (!marks[self->units->n + indicator] && (unit == G_MAXUINT32 || !marks[unit]))
        return FALSE;
    }
  return TRUE;
}

/* ---- Finding ---- */

static gboolean
has_state (const KheoQuery *query, KheoFigureState state)
{
  static const char *const names[] = { "value", "nil", "missing", "not-applicable" };
  gboolean                 named = FALSE;

  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];

      if (strcmp (condition->field, "state") != 0)
        continue;
      if (strcmp (condition->value, names[state]) == 0)
        return TRUE;
      named = TRUE;
    }
  return !named;
}

static void
find_in_block (Run *self, const KheoFigureBlock *block, guint indicator)
{
  gboolean states[4];

  for (guint s = 0; s < G_N_ELEMENTS (states); s++)
    states[s] = self->targets || has_state (self->query, (KheoFigureState) s);
  for (guint slot = 0; slot < block->n; slot++)
    {
      guint32  unit = block->units[slot];
      KheoDate day;
      Found    found = { block, slot, indicator };

      if (!self->periods_kept[block->periods[slot]] ||
          !states[block->states[slot] & KHEO_FIGURE_STATE_MASK] ||
          (self->ids_kept != NULL && !g_hash_table_contains (self->ids_kept, &block->ids[slot])))
        continue;
      if (self->units_kept != NULL && (unit == G_MAXUINT32 || !self->units_kept[unit]))
        continue;
      day = kheo_figure_columns_get_period (self->columns, block->periods[slot]).to;
      if (self->scope.unit >= 0 &&
          (unit == G_MAXUINT32 || !kheo_figure_scope_holds (&self->scope, unit, day)))
        continue;
      if (has_words (self, unit, indicator))
        g_array_append_val (self->found, found);
    }
}

static gboolean
is_wanted (const KheoQuery *query, gint64 indicator)
{
  gboolean named = FALSE;

  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];

      if (strcmp (condition->field, "indicator_id") != 0)
        continue;
      if (g_ascii_strtoll (condition->value, NULL, 10) == indicator)
        return TRUE;
      named = TRUE;
    }
  return !named;
}

/* Reads what is needed before periods are looked at: reading finds new ones. */
static gboolean
find_all (Run *self, GError **error)
{
  KheoDb  *db = kheo_world_get_db (self->world);
  gboolean all = kheo_query_get_condition (self->query, "indicator_id") == NULL;
  guint    n = kheo_indicators_get_n (self->indicators);
  g_autofree const KheoFigureBlock **blocks = g_new0 (const KheoFigureBlock *, n + 1);

  if (all && !self->targets &&
      !kheo_figure_columns_need_all (self->columns, db, self->units, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 id = kheo_indicators_get (self->indicators, i)->id;

      if (!is_wanted (self->query, id))
        continue;
      blocks[i] = self->targets
                      ? kheo_figure_columns_need_targets (self->columns, db, self->units, id, error)
                      : kheo_figure_columns_need (self->columns, db, self->units, id, error);
      if (blocks[i] == NULL)
        return FALSE;
    }
  /* Reading all of them in one scan may have moved none, but a block asked for early is not asked
   * for again. */
  keep_periods (self);
  for (guint i = 0; i < n; i++)
    if (blocks[i] != NULL)
      find_in_block (self, blocks[i], i);
  return TRUE;
}

/* ---- Order ---- */

typedef enum
{
  ORDER_PERIOD,
  ORDER_UNIT,
  ORDER_INDICATOR,
  ORDER_VALUE,
  ORDER_DENOMINATOR,
} Order;

static guint64
key_of (Run *self, KheoPlacing *placing, const Found *found, Order order)
{
  const KheoFigureBlock *block = found->block;
  KheoPeriod             period;

  switch (order)
    {
    case ORDER_UNIT:
      return block->units[found->slot] != G_MAXUINT32 ? placing->position[block->units[found->slot]]
                                                      : G_MAXUINT32;
    case ORDER_INDICATOR:
      return found->indicator;
    case ORDER_VALUE:
      return (guint64) block->values[found->slot] ^ (G_GUINT64_CONSTANT (1) << 63);
    case ORDER_DENOMINATOR:
      return block->denominators != NULL
                 ? (guint64) block->denominators[found->slot] ^ (G_GUINT64_CONSTANT (1) << 63)
                 : 0;
    case ORDER_PERIOD:
    default:
      period = kheo_figure_columns_get_period (self->columns, block->periods[found->slot]);
      return ((guint64) period.from << 32) | period.to;
    }
}

static void
sort_by (Run *self, KheoPlacing *placing, guint32 *order, Order by, gboolean descending)
{
  guint               n = self->found->len;
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      guint64 key = key_of (self, placing, &g_array_index (self->found, Found, i), by);

      keys[i] = descending ? ~key : key;
    }
  kheo_sort_by_uint64 (order, n, keys);
}

static gboolean
order_of (const KheoQuery *query, Order *out_order)
{
  static const struct
  {
    const char *field;
    Order       order;
  } orders[] = { { "period", ORDER_PERIOD },
                 { "unit_id", ORDER_UNIT },
                 { "indicator_id", ORDER_INDICATOR },
                 { "value", ORDER_VALUE },
                 { "denominator", ORDER_DENOMINATOR } };

  for (guint i = 0; query->sort != NULL && i < G_N_ELEMENTS (orders); i++)
    if (strcmp (query->sort, orders[i].field) == 0)
      {
        *out_order = orders[i].order;
        return TRUE;
      }
  return FALSE;
}

static GArray *
take_in_order (Run *self)
{
  KheoPlacing        *placing = kheo_world_get_placing (self->world, self->scope.day);
  guint               n = self->found->len;
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));
  GArray             *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  Order               first;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  sort_by (self, placing, order, ORDER_PERIOD, FALSE);
  sort_by (self, placing, order, ORDER_UNIT, FALSE);
  sort_by (self, placing, order, ORDER_INDICATOR, FALSE);
  if (order_of (self->query, &first))
    sort_by (self, placing, order, first, self->query->descending);
  for (guint i = 0; i < n; i++)
    {
      const Found *found = &g_array_index (self->found, Found, order[i]);

      g_array_append_val (ids, found->block->ids[found->slot]);
    }
  return ids;
}

static GArray *
run_figures (KheoWorld *world, const KheoQuery *query, KheoIndicators *indicators, GError **error)
{
  static const guint known_figures[] = { KHEO_FIGURE_INDICATOR, KHEO_FIGURE_UNIT,
                                         KHEO_FIGURE_PERIOD, KHEO_FIGURE_STATE };
  static const guint known_targets[] = { KHEO_TARGET_INDICATOR, KHEO_TARGET_UNIT,
                                         KHEO_TARGET_PERIOD };
  gboolean           targets = query->reg == &kheo_register_targets;
  g_auto (Run) run = { .world = world,
                       .query = query,
                       .units = kheo_world_get_units (world),
                       .indicators = indicators,
                       .columns = kheo_world_get_figures (world),
                       .targets = targets };

  run.found = g_array_new (FALSE, FALSE, sizeof (Found));
  if (!kheo_figure_scope_init (&run.scope, world, query, error) || !keep_units (&run, error) ||
      !keep_others (kheo_world_get_db (world), query, targets ? known_targets : known_figures,
                    targets ? G_N_ELEMENTS (known_targets) : G_N_ELEMENTS (known_figures),
                    &run.ids_kept, error))
    return NULL;
  prepare_search (&run);
  if (!find_all (&run, error))
    return NULL;
  return take_in_order (&run);
}

/* ---- Indicators: few ---- */

static gboolean
has_all_words (const KheoIndicator *indicator, char **words)
{
  g_autofree char *text =
      g_strdup_printf (" %s %s %s %s", indicator->code != NULL ? indicator->code : "",
                       indicator->name, indicator->unit.unit != NULL ? indicator->unit.unit : "",
                       indicator->section != NULL ? indicator->section : "");
  g_autofree char *key = kheo_text_match_key (text);
  g_autofree char *padded = g_strconcat (" ", key, NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (" ", words[i], NULL);

      if (*words[i] != '\0' && strstr (padded, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return kheo_text_compare ((*(const KheoIndicator *const *) a)->name,
                            (*(const KheoIndicator *const *) b)->name);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const KheoIndicator *x = *(const KheoIndicator *const *) a;
  const KheoIndicator *y = *(const KheoIndicator *const *) b;

  return kheo_text_compare (x->code != NULL ? x->code : "", y->code != NULL ? y->code : "");
}

static GArray *
run_indicators (KheoWorld       *world,
                const KheoQuery *query,
                KheoIndicators  *indicators,
                GError         **error)
{
  g_autoptr (GHashTable) kept = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *key = kheo_text_match_key (query->search != NULL ? query->search : "");
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GArray *ids;

  if (!keep_others (kheo_world_get_db (world), query, NULL, 0, &kept, error))
    return NULL;
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);

      if ((kept == NULL || g_hash_table_contains (kept, &indicator->id)) &&
          has_all_words (indicator, words))
        g_ptr_array_add (found, (gpointer) indicator);
    }
  if (g_strcmp0 (query->sort, "name") == 0)
    g_ptr_array_sort (found, compare_names);
  else if (g_strcmp0 (query->sort, "code") == 0)
    g_ptr_array_sort (found, compare_codes);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found->len);
  for (guint i = 0; i < found->len; i++)
    {
      guint at = query->descending ? found->len - 1 - i : i;

      g_array_append_val (ids, ((const KheoIndicator *) found->pdata[at])->id);
    }
  return ids;
}

GArray *
kheo_figure_query_run (KheoWorld *world, const KheoQuery *query, GError **error)
{
  KheoIndicators *indicators = kheo_world_get_indicators (world, error);

  if (indicators == NULL)
    return NULL;
  if (query->reg == &kheo_register_indicators)
    return run_indicators (world, query, indicators, error);
  return run_figures (world, query, indicators, error);
}
