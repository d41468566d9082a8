/*
 * Matters are few beside models: each list reads the table once, drops what does not belong, and
 * sorts what is left by one key, stably, after the tree and the ids.
 */
#include "kheo-matter-query.h"

#include "kheo-figure-sums.h"
#include "kheo-filter.h"
#include "kheo-search-words.h"
#include "kheo-sort.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns of the statement. */
enum
{
  COLUMN_ID,
  COLUMN_UNIT,
  COLUMN_FIRST_UNIT,
  COLUMN_FROM,
  COLUMN_DUE,
  COLUMN_CLOSED,
  COLUMN_STATE,
  COLUMN_SORT,
  COLUMN_NAME, /* here the texts to be searched begin */
};

/* A matter that belongs. */
typedef struct
{
  gint64  id;
  guint32 position; /* in the tree */
  guint32 due;      /* closed ones behind all others */
  guint64 key;      /* of the order asked for; G_MAXUINT64: the field is empty */
  guint8  fit;
} Found;

typedef struct
{
  KheoWorld         *world;
  KheoDb            *db;
  const KheoQuery   *query;
  const KheoMatters *matters;
  KheoUnits         *units;
  KheoFigureScope    scope;
  GArray            *scopes; /* KheoFigureScope: of the conditions "unit" and "district" */
  KheoPlacing       *placing;
  const KheoField   *sort;
  KheoDate           today;
  KheoSearchWords   *words;
  KheoSearchText     text;
  guint              n_texts;
  KheoStmt          *stmt;
  KheoKeys          *keys; /* of an order by text */
  GArray            *found;
} Run;

static void
run_clear (Run *self)
{
  kheo_figure_scope_clear (&self->scope);
  g_clear_pointer (&self->scopes, g_array_unref);
  g_clear_pointer (&self->words, kheo_search_words_free);
  kheo_search_text_clear (&self->text);
  g_clear_pointer (&self->stmt, kheo_stmt_free);
  g_clear_pointer (&self->keys, kheo_keys_free);
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* ---- Conditions that the table answers ---- */

static gboolean
is_subtree (const char *field)
{
  return strcmp (field, KHEO_CONDITION_UNIT) == 0 || strcmp (field, KHEO_CONDITION_DISTRICT) == 0;
}

/* " AND (state IS :c0 OR state IS :c2)" */
static void
append_condition (const KheoQuery *query, guint c, GString *sql)
{
  const char *field = ((KheoCondition *) query->conditions->pdata[c])->field;

  g_string_append (sql, " AND (0");
  for (guint i = c; i < query->conditions->len; i++)
    if (strcmp (((KheoCondition *) query->conditions->pdata[i])->field, field) == 0)
      g_string_append_printf (sql, " OR %s IS :c%u", field, i);
  g_string_append_c (sql, ')');
}

static gboolean
append_conditions (Run *self, GString *sql, GError **error)
{
  const KheoQuery *query = self->query;

  g_string_append (sql, " WHERE 1");
  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];

      if (is_subtree (condition->field) ||
          strcmp (condition->field, KHEO_CONDITION_STANDING) == 0 ||
          !kheo_query_is_first_on_field (query, c))
        continue;
      if (kheo_register_find_field (query->reg, condition->field) < 0)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("There is no field “%s”."),
                       condition->field);
          return FALSE;
        }
      append_condition (query, c, sql);
    }
  return TRUE;
}

static void
bind_conditions (Run *self)
{
  const KheoQuery *query = self->query;

  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *condition = query->conditions->pdata[c];
      const KheoField     *field = kheo_register_get_field (query->reg, condition->field);
      g_autofree char     *name = g_strdup_printf (":c%u", c);

      if (field == NULL)
        continue;
      if (condition->value[0] == '\0')
        kheo_stmt_bind_null (self->stmt, name);
      else if (field->type == KHEO_FIELD_UNIT || field->type == KHEO_FIELD_INTEGER)
        kheo_stmt_bind_int (self->stmt, name, g_ascii_strtoll (condition->value, NULL, 10));
      else
        kheo_stmt_bind_text (self->stmt, name, condition->value);
    }
}

static gboolean
prepare (Run *self, GError **error)
{
  const KheoField *fields = self->query->reg->fields;
  const guint      known[] = { self->matters->unit, self->matters->first_unit, self->matters->from,
                               self->matters->due,  self->matters->closed,     self->matters->state };
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_string_append_printf (sql, ", %s", fields[known[i]].name);
  g_string_append_printf (
      sql, ", %s%s, %s", self->sort != NULL ? self->sort->name : "NULL",
      self->sort != NULL && (self->sort->flags & KHEO_FIELD_SORT_KEY) != 0 ? "_sort" : "",
      fields[self->matters->name].name);
  self->n_texts = 1;
  for (guint f = 0; self->words != NULL && f < self->query->reg->n_fields; f++)
    if ((fields[f].flags & KHEO_FIELD_SEARCHABLE) != 0 && f != self->matters->name)
      {
        g_string_append_printf (sql, ", %s", fields[f].name);
        self->n_texts++;
      }
  g_string_append_printf (sql, " FROM %s", self->query->reg->table);
  if (!append_conditions (self, sql, error))
    return FALSE;
  g_string_append (sql, " ORDER BY id");
  self->stmt = kheo_db_prepare (self->db, sql->str);
  bind_conditions (self);
  return TRUE;
}

/* ---- Where ---- */

static gboolean
prepare_scopes (Run *self, GError **error)
{
  if (!kheo_figure_scope_init (&self->scope, self->world, self->query, error))
    return FALSE;
  self->placing = kheo_world_get_placing (self->world, self->scope.day);
  for (guint c = 0; c < self->query->conditions->len; c++)
    {
      const KheoCondition *condition = self->query->conditions->pdata[c];
      g_autoptr (KheoQuery) narrow = NULL;
      KheoFigureScope scope;

      if (!is_subtree (condition->field))
        continue;
      narrow = kheo_query_dup (self->query);
      narrow->unit = g_ascii_strtoll (condition->value, NULL, 10);
      if (!kheo_figure_scope_init (&scope, self->world, narrow, error))
        return FALSE;
      scope.query = self->query;
      g_array_append_val (self->scopes, scope);
    }
  return TRUE;
}

/* The day on which @unit began; 0 when nobody knows. */
static KheoDate
begin_of (Run *self, guint unit)
{
  return self->units->versions[self->units->first[unit]]->valid_from;
}

/* @unit has it, @first (-1: the same) had it before; @day: from when it stands. */
static gboolean
is_inside (Run *self, const KheoFigureScope *scope, int unit, int first, KheoDate day)
{
  if (scope->unit < 0)
    return TRUE;
  if (unit < 0)
    return FALSE;
  if (self->query->clock != KHEO_CLOCK_AS_REPORTED)
    {
      gboolean not_yet = first >= 0 && begin_of (self, (guint) unit) > self->scope.day;

      return kheo_figure_scope_holds (scope, (guint) (not_yet ? first : unit), self->scope.day);
    }
  return kheo_figure_scope_holds (scope, (guint) unit, MAX (day, begin_of (self, (guint) unit))) ||
         (first >= 0 && kheo_figure_scope_holds (scope, (guint) first, day));
}

static int
unit_at (Run *self, int column)
{
  return kheo_stmt_is_null (self->stmt, column)
             ? -1
             : kheo_units_find (self->units, kheo_stmt_get_int (self->stmt, column));
}

static gboolean
is_in_place (Run *self, KheoSpan from)
{
  int      unit = unit_at (self, COLUMN_UNIT);
  int      first = unit_at (self, COLUMN_FIRST_UNIT);
  KheoDate day = from != 0 ? kheo_span_last (from) : self->today;

  if (!is_inside (self, &self->scope, unit, first, day))
    return FALSE;
  for (guint i = 0; i < self->scopes->len; i++)
    if (is_inside (self, &g_array_index (self->scopes, KheoFigureScope, i), unit, first, day))
      return TRUE;
  return self->scopes->len == 0;
}

/* ---- When, and how it stands ---- */

static gboolean
stood_in (KheoPeriod period, KheoSpan from, KheoSpan closed, gboolean is_closed)
{
  KheoSpan last = closed != 0 ? closed : from;

  if (kheo_period_is_all (period))
    return TRUE;
  if (from != 0 && period.to != KHEO_DATE_UNKNOWN && kheo_span_first (from) > period.to)
    return FALSE;
  return !is_closed || last == 0 || kheo_span_last (last) >= period.from;
}

static gboolean
has_standing (Run *self, KheoStanding standing)
{
  gboolean named = FALSE;

  for (guint c = 0; c < self->query->conditions->len; c++)
    {
      const KheoCondition *condition = self->query->conditions->pdata[c];
      KheoStanding         wanted;

      if (strcmp (condition->field, KHEO_CONDITION_STANDING) != 0 ||
          !kheo_standing_parse (condition->value, &wanted))
        continue;
      named = TRUE;
      /* What is overdue is open too. */
      if (wanted == standing || (wanted == KHEO_STANDING_OPEN && standing == KHEO_STANDING_OVERDUE))
        return TRUE;
    }
  return !named;
}

/* ---- Search ---- */

static void
add_unit_names (Run *self, int unit)
{
  if (unit < 0)
    return;
  for (guint v = self->units->first[unit]; v < self->units->first[unit + 1]; v++)
    {
      kheo_search_text_add (&self->text, self->units->versions[v]->name);
      kheo_search_text_add (&self->text, self->units->versions[v]->code);
      kheo_search_text_end (&self->text, '\t');
    }
}

/* The name, then all other texts and what its units were ever called. */
static guint8
fit_of (Run *self)
{
  KheoStretch stretches[2] = { { .text = &self->text }, { .text = &self->text } };

  self->text.length = 0;
  for (guint i = 0; i < self->n_texts; i++)
    {
      kheo_search_text_add (&self->text, kheo_stmt_get_text (self->stmt, COLUMN_NAME + (int) i));
      kheo_search_text_end (&self->text, '\t');
      if (i == 0)
        stretches[0].to = stretches[1].from = self->text.length;
    }
  add_unit_names (self, unit_at (self, COLUMN_UNIT));
  add_unit_names (self, unit_at (self, COLUMN_FIRST_UNIT));
  stretches[1].to = self->text.length;
  return kheo_search_words_fit (self->words, stretches, G_N_ELEMENTS (stretches));
}

/* ---- Order ---- */

static guint64
key_of (Run *self, const Found *found)
{
  switch (self->sort->type)
    {
    case KHEO_FIELD_UNIT:
      return found->position;
    case KHEO_FIELD_DATE:
      return kheo_span_first (kheo_span_parse (kheo_stmt_get_text (self->stmt, COLUMN_SORT)));
    case KHEO_FIELD_CHOICE:
      return (guint64) kheo_field_choice_index (self->sort,
                                                kheo_stmt_get_text (self->stmt, COLUMN_SORT));
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_YEAR:
    case KHEO_FIELD_RECORD:
    case KHEO_FIELD_AMOUNT:
      return (guint64) kheo_stmt_get_int (self->stmt, COLUMN_SORT) ^ (G_GUINT64_CONSTANT (1) << 63);
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_PERIOD:
    default:
      return 0; /* by its rank, later */
    }
}

static gboolean
sorts_by_text (const KheoField *field)
{
  return field->type == KHEO_FIELD_TEXT || field->type == KHEO_FIELD_LONG_TEXT ||
         field->type == KHEO_FIELD_PERIOD;
}

static void
add_text_key (Run *self)
{
  g_autoptr (GBytes) key = NULL;

  if (!kheo_stmt_is_null (self->stmt, COLUMN_SORT))
    key = (self->sort->flags & KHEO_FIELD_SORT_KEY) != 0
              ? kheo_stmt_dup_blob (self->stmt, COLUMN_SORT)
              : kheo_text_sort_key (kheo_stmt_get_text (self->stmt, COLUMN_SORT));
  kheo_keys_add (self->keys, key != NULL ? g_bytes_get_data (key, NULL) : NULL,
                 key != NULL ? g_bytes_get_size (key) : 0);
}

static void
set_key (Run *self, Found *found)
{
  if (self->sort == NULL)
    return;
  if (sorts_by_text (self->sort))
    add_text_key (self);
  else if (self->sort->type != KHEO_FIELD_UNIT && kheo_stmt_is_null (self->stmt, COLUMN_SORT))
    found->key = G_MAXUINT64;
  else
    {
      guint64 key = key_of (self, found);

      found->key = self->query->descending ? ~key - 1 : key;
    }
}

/* Ranks of texts are known only when all were seen. */
static void
set_text_keys (Run *self)
{
  g_autofree guint32 *ranks = kheo_keys_free_to_ranks (g_steal_pointer (&self->keys));

  for (guint i = 0; i < self->found->len; i++)
    {
      Found *found = &g_array_index (self->found, Found, i);

      found->key = ranks[i] == G_MAXUINT32   ? G_MAXUINT64
                   : self->query->descending ? G_MAXUINT32 - ranks[i]
                                             : ranks[i];
    }
}

static void
sort_by_key (GArray *found, guint32 *order, guint64 (*get) (const Found *))
{
  g_autofree guint64 *keys = g_new (guint64, MAX (found->len, 1));

  for (guint i = 0; i < found->len; i++)
    keys[i] = get (&g_array_index (found, Found, i));
  kheo_sort_by_uint64 (order, found->len, keys);
}

static guint64
get_position (const Found *found)
{
  return found->position;
}

static guint64
get_due (const Found *found)
{
  return found->due;
}

static guint64
get_key (const Found *found)
{
  return found->key;
}

static guint64
get_fit (const Found *found)
{
  return found->fit;
}

/* From the least key to the greatest. */
static GArray *
take_in_order (Run *self)
{
  guint               n = self->found->len;
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));
  GArray             *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  sort_by_key (self->found, order, get_position);
  sort_by_key (self->found, order, get_due);
  if (self->sort != NULL)
    sort_by_key (self->found, order, get_key);
  else if (self->words != NULL)
    sort_by_key (self->found, order, get_fit);
  for (guint i = 0; i < n; i++)
    g_array_append_val (ids, g_array_index (self->found, Found, order[i]).id);
  return ids;
}

/* ---- All ---- */

static void
look_at_row (Run *self)
{
  KheoSpan     from = kheo_span_parse (kheo_stmt_get_text (self->stmt, COLUMN_FROM));
  KheoSpan     closed = kheo_span_parse (kheo_stmt_get_text (self->stmt, COLUMN_CLOSED));
  const char  *due = kheo_stmt_get_text (self->stmt, COLUMN_DUE);
  KheoSpan     due_span = kheo_span_parse (due);
  KheoStanding standing = kheo_matters_stand (
      self->matters, kheo_stmt_get_text (self->stmt, COLUMN_STATE), due, self->today);
  gboolean is_closed = standing == KHEO_STANDING_CLOSED;
  int      unit = unit_at (self, COLUMN_UNIT);
  Found    found = { .id = kheo_stmt_get_int (self->stmt, COLUMN_ID), .position = G_MAXUINT32 };

  if (!has_standing (self, standing) || !is_in_place (self, from) ||
      !stood_in (self->query->period, from, closed, is_closed))
    return;
  if (self->words != NULL && (found.fit = fit_of (self)) == KHEO_NO_FIT)
    return;
  if (unit >= 0)
    found.position = self->placing->position[unit];
  found.due = is_closed ? G_MAXUINT32 : due_span != 0 ? kheo_span_last (due_span) : G_MAXUINT32 - 1;
  set_key (self, &found);
  g_array_append_val (self->found, found);
}

static gboolean
look_at_all (Run *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (self->stmt, &problem))
    look_at_row (self);
  kheo_stmt_reset (self->stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GArray *
kheo_matter_query_run (KheoWorld *world, const KheoQuery *query, GError **error)
{
  g_auto (Run) self = { .world = world,
                        .db = kheo_world_get_db (world),
                        .query = query,
                        .matters = kheo_matters_of (query->reg),
                        .units = kheo_world_get_units (world),
                        .today = kheo_date_today () };

  g_return_val_if_fail (self.matters != NULL, NULL);

  self.found = g_array_new (FALSE, FALSE, sizeof (Found));
  self.scopes = g_array_new (FALSE, FALSE, sizeof (KheoFigureScope));
  self.sort = query->sort != NULL ? kheo_register_get_field (query->reg, query->sort) : NULL;
  if (self.sort != NULL && sorts_by_text (self.sort))
    self.keys = kheo_keys_new (0);
  if (query->search != NULL && query->search[0] != '\0')
    self.words = kheo_search_words_new (query->search);
  if (self.words != NULL && self.words->n_words == 0)
    g_clear_pointer (&self.words, kheo_search_words_free);
  if (!prepare_scopes (&self, error) || !prepare (&self, error) || !look_at_all (&self, error))
    return NULL;
  if (self.keys != NULL)
    set_text_keys (&self);
  return take_in_order (&self);
}
