#include "kheo-filter.h"

#include "kheo-moves.h"
#include "kheo-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One question. */
typedef struct
{
  KheoWorld       *world;
  const KheoQuery *query;
  GArray          *moves; /* of KheoMove: what counts elsewhere than its unit */
} Filter;

static void
filter_clear (Filter *self)
{
  g_clear_pointer (&self->moves, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

/* Whether models of a unit lie in a subtree. */
enum
{
  INSIDE_NO,
  INSIDE_YES,
  INSIDE_VARIES, /* depends on the model's day */
  INSIDE_UNKNOWN,
};

KheoDate
kheo_query_get_day (const KheoQuery *query)
{
  KheoDate today = kheo_date_today ();

  switch (query->clock)
    {
    case KHEO_CLOCK_ON_DAY:
      return query->clock_day != KHEO_DATE_UNKNOWN ? query->clock_day : today;
    case KHEO_CLOCK_AS_REPORTED:
      return query->period.to != KHEO_DATE_UNKNOWN ? MIN (query->period.to, today) : today;
    case KHEO_CLOCK_TODAY:
    default:
      return today;
    }
}

gboolean
kheo_period_get_years (KheoPeriod period, guint *out_first, guint *out_last)
{
  int year, month, day;

  *out_first = 0;
  *out_last = G_MAXUINT;
  if (period.from != KHEO_DATE_UNKNOWN)
    {
      kheo_date_split (period.from, &year, &month, &day);
      if (month != 1 || day != 1)
        return FALSE;
      *out_first = (guint) year;
    }
  if (period.to != KHEO_DATE_UNKNOWN)
    {
      kheo_date_split (period.to, &year, &month, &day);
      if (month != 12 || day != 31)
        return FALSE;
      *out_last = (guint) year;
    }
  return TRUE;
}

/* Does the whole of what is known of the registration lie in @period?  Where only the year of the
 * model is known, that is what is known. */
static gboolean
lies_within (const KheoColumns *columns, guint slot, KheoPeriod period)
{
  KheoSpan span = kheo_columns_registered (columns, slot);
  KheoDate first = kheo_span_first (span);
  KheoDate last = kheo_columns_day (columns, slot);
  guint    year = kheo_columns_year (columns, slot);

  if (span == 0 && year == 0)
    return FALSE;
  if (span == 0)
    first = last - (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 365 : 364);
  return first >= period.from && (period.to == KHEO_DATE_UNKNOWN || last <= period.to);
}

static void
keep_period (const KheoColumns *columns, KheoPeriod period, guint8 *mask)
{
  guint first, last;

  if (kheo_period_is_all (period))
    return;
  if (kheo_period_get_years (period, &first, &last))
    for (guint slot = 0; slot < columns->n; slot++)
      {
        guint year = kheo_columns_year (columns, slot);

        mask[slot] &= year >= MAX (first, 1) && year <= last;
      }
  else
    for (guint slot = 0; slot < columns->n; slot++)
      if (mask[slot])
        mask[slot] = lies_within (columns, slot, period);
}

/* As reported: climbs from @unit; what is found holds for all passed on the way. */
static void
climb (KheoUnits *units, guint target, guint unit, guint8 *inside)
{
  guint  passed[KHEO_DEPTH_MAX];
  guint  n_passed = 0;
  int    at = (int) unit;
  guint8 answer = INSIDE_NO;

  while (at >= 0 && n_passed < KHEO_DEPTH_MAX)
    {
      if ((guint) at == target)
        {
          answer = INSIDE_YES;
          break;
        }
      if (inside[at] != INSIDE_UNKNOWN)
        {
          answer = inside[at];
          break;
        }
      passed[n_passed++] = (guint) at;
      if (units->fixed[at] == KHEO_PARENT_VARIES)
        {
          answer = INSIDE_VARIES;
          break;
        }
      at = units->fixed[at];
    }
  while (n_passed > 0)
    inside[passed[--n_passed]] = answer;
}

static gboolean
is_inside_on (KheoUnits *units, guint target, guint unit, KheoDate day)
{
  int at = (int) unit;

  for (guint depth = 0; at >= 0 && depth < KHEO_DEPTH_MAX; depth++)
    {
      if ((guint) at == target)
        return TRUE;
      at = kheo_units_parent_on (units, (guint) at, day);
    }
  return FALSE;
}

static void
mark_reported (KheoWorld *world, guint target, gboolean exact, guint8 *marks)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  g_autofree guint8 *inside = g_malloc (MAX (units->n, 1));

  memset (inside, exact ? INSIDE_NO : INSIDE_UNKNOWN, units->n);
  inside[target] = INSIDE_YES;
  for (guint u = 0; u < units->n && !exact; u++)
    if (inside[u] == INSIDE_UNKNOWN)
      climb (units, target, u, inside);

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit == KHEO_NO_UNIT || inside[unit] == INSIDE_NO)
        continue;
      if (inside[unit] == INSIDE_YES ||
          is_inside_on (units, target, unit, kheo_columns_day (columns, slot)))
        marks[slot] = 1;
    }
}

static gboolean
fail_not_on_map (KheoUnits *units, gint64 unit, KheoDate day, GError **error)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, unit, day);
  g_autofree char       *on = kheo_date_format (day);

  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
               _ ("“%s” is not on the map of %s; choose a day when it existed, or the figures as "
                  "they were reported."),
               version != NULL ? version->name : "?", on);
  return FALSE;
}

/* Does what counts at @place count in @target, of which @index is that of the map? */
static gboolean
holds_place (const KheoPlacing *placing, int index, gboolean exact, int place)
{
  if (exact)
    return place == index;
  return place >= index && place < (int) placing->map->end[index];
}

static gboolean
mark_restated (Filter *self, guint target, gboolean exact, guint8 *marks, GError **error)
{
  KheoUnits         *units = kheo_world_get_units (self->world);
  const KheoColumns *columns = kheo_world_get_columns (self->world);
  KheoPlacing *placing = kheo_world_get_placing (self->world, kheo_query_get_day (self->query));
  int          index = placing->map->index[target];
  g_autofree guint8 *inside = g_new0 (guint8, MAX (units->n, 1));

  if (index < 0 && !exact)
    return fail_not_on_map (units, units->ids[target], placing->map->day, error);

  for (guint u = 0; u < units->n; u++)
    inside[u] = index < 0 ? u == target : holds_place (placing, index, exact, placing->place[u]);
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit != KHEO_NO_UNIT)
        marks[slot] |= inside[unit];
    }
  for (guint i = 0; index >= 0 && i < self->moves->len; i++)
    {
      const KheoMove *move = &g_array_index (self->moves, KheoMove, i);

      marks[move->slot] = holds_place (placing, index, exact, move->place);
    }
  return TRUE;
}

/* Models that stand nowhere on the clock's map. */
static void
mark_nowhere (Filter *self, guint8 *marks)
{
  const KheoColumns *columns = kheo_world_get_columns (self->world);
  KheoPlacing *placing = kheo_world_get_placing (self->world, kheo_query_get_day (self->query));
  gboolean     reported = self->query->clock == KHEO_CLOCK_AS_REPORTED;

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);

      if (unit == KHEO_NO_UNIT || (!reported && placing->place[unit] < 0))
        marks[slot] = 1;
    }
  for (guint i = 0; i < self->moves->len; i++)
    marks[g_array_index (self->moves, KheoMove, i).slot] = 0;
}

/* Sets @marks where the model belongs to @unit, by the query's clock; 0: to none. */
static gboolean
mark_unit (Filter *self, gint64 unit, gboolean exact, guint8 *marks, GError **error)
{
  g_autofree char *id = NULL;
  int              target;

  if (unit == 0)
    {
      mark_nowhere (self, marks);
      return TRUE;
    }
  target = kheo_units_find (kheo_world_get_units (self->world), unit);
  if (target < 0)
    {
      id = g_strdup_printf ("%" G_GINT64_FORMAT, unit);
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("There is no unit with id %s."), id);
      return FALSE;
    }
  if (self->query->clock != KHEO_CLOCK_AS_REPORTED)
    return mark_restated (self, (guint) target, exact, marks, error);
  mark_reported (self->world, (guint) target, exact, marks);
  return TRUE;
}

/* "2022", "2022-Q3": by what is known of the registration; "": where the quarter is not known. */
static gboolean
mark_registered (KheoWorld *world, const char *value, guint8 *marks, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoPeriod         period = KHEO_PERIOD_ALL;

  if (value[0] != '\0' && !kheo_period_parse (value, &period, error))
    return FALSE;
  for (guint slot = 0; slot < columns->n; slot++)
    if (value[0] == '\0' ? kheo_span_quarter (kheo_columns_registered (columns, slot)) == 0
                         : lies_within (columns, slot, period))
      marks[slot] = 1;
  return TRUE;
}

static gboolean
mark_text (
    KheoWorld *world, const KheoField *field, const char *value, guint8 *marks, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  g_autofree char   *sql = g_strdup_printf ("SELECT id FROM model WHERE %s IS :value", field->name);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (kheo_world_get_db (world), sql);
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_text (stmt, ":value", value[0] != '\0' ? value : NULL);
  while (kheo_stmt_step (stmt, &problem))
    {
      int slot = kheo_columns_find (columns, kheo_stmt_get_int (stmt, 0));

      if (slot >= 0)
        marks[slot] = 1;
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The value as the column holds it; FALSE when no model can have it. */
static gboolean
column_value (const KheoField *field, const char *value, gint64 *out_value)
{
  gboolean null = value[0] == '\0';
  int      choice;

  switch (field->type)
    {
    case KHEO_FIELD_CHOICE:
      choice = null ? -1 : kheo_field_choice_index (field, value);
      *out_value = choice + 1;
      return null || choice >= 0;
    case KHEO_FIELD_DATE:
      *out_value = kheo_span_parse (value);
      return null || *out_value != 0;
    case KHEO_FIELD_YEAR:
      *out_value = 0;
      return null || g_ascii_string_to_signed (value, 10, 1, G_MAXUINT16, out_value, NULL);
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_RECORD:
      *out_value = KHEO_NO_VALUE;
      return null || g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, out_value, NULL);
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_UNIT:
    case KHEO_FIELD_PERIOD:
    case KHEO_FIELD_AMOUNT:
    default:
      return FALSE;
    }
}

static gboolean
mark_value (KheoWorld *world, guint field, const char *value, guint8 *marks, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  const KheoColumn  *column = &columns->columns[field];
  gint64             wanted;

  if (!column_value (&kheo_register_models.fields[field], value, &wanted))
    return TRUE;
  if (!kheo_world_need (world, field, error))
    return FALSE;
  for (guint slot = 0; slot < columns->n; slot++)
    marks[slot] |= kheo_column_get (column, slot) == wanted;
  return TRUE;
}

/* "ABOVE PART": what kheo_units_part_on() says is the part; "ABOVE PART inside": and lies below. */
static void
mark_part (KheoWorld *world, const char *value, guint8 *marks)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  char              *end;
  int                above = kheo_units_find (units, g_ascii_strtoll (value, &end, 10));
  int                part = kheo_units_find (units, g_ascii_strtoll (end, &end, 10));
  gboolean           anywhere = strcmp (end, " inside") != 0;

  if (above < 0 || part < 0)
    return;
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32  unit = kheo_columns_unit (columns, slot);
      KheoDate day = kheo_columns_day (columns, slot);
      gboolean inside;

      if (unit != KHEO_NO_UNIT &&
          kheo_units_part_on (units, (guint) above, unit, day, &inside) == (guint) part)
        marks[slot] = inside || anywhere;
    }
}

static gboolean
mark_condition (Filter *self, const KheoCondition *condition, guint8 *marks, GError **error)
{
  KheoWorld *world = self->world;
  int        field = kheo_register_find_field (&kheo_register_models, condition->field);
  gboolean   subtree = strcmp (condition->field, KHEO_CONDITION_UNIT) == 0 ||
                     strcmp (condition->field, KHEO_CONDITION_DISTRICT) == 0;
  KheoFieldType type;

  if (subtree || field == KHEO_MODEL_UNIT)
    return mark_unit (self, g_ascii_strtoll (condition->value, NULL, 10), !subtree, marks, error);
  if (strcmp (condition->field, KHEO_CONDITION_PART) == 0)
    {
      mark_part (world, condition->value, marks);
      return TRUE;
    }
  if (strcmp (condition->field, KHEO_CONDITION_REGISTERED) == 0)
    return mark_registered (world, condition->value, marks, error);
  if (strcmp (condition->field, KHEO_CONDITION_GROUP) == 0 ||
      strcmp (condition->field, KHEO_CONDITION_GROUP_KIND) == 0)
    return kheo_filter_mark_group (world, self->query, self->moves, condition, marks, error);
  if (field < 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("There is no field “%s”."),
                   condition->field);
      return FALSE;
    }
  type = kheo_register_models.fields[field].type;
  if (type == KHEO_FIELD_TEXT || type == KHEO_FIELD_LONG_TEXT)
    return mark_text (world, &kheo_register_models.fields[field], condition->value, marks, error);
  return mark_value (world, (guint) field, condition->value, marks, error);
}

static void
keep_marked (guint8 *mask, const guint8 *marks, guint n)
{
  for (guint slot = 0; slot < n; slot++)
    mask[slot] &= marks[slot];
}

/* Values of a field are alternatives; units and periods narrow each other. */
static gboolean
has_alternatives (const char *field)
{
  int index = kheo_register_find_field (&kheo_register_models, field);

  return (index >= 0 && index != KHEO_MODEL_UNIT) || strcmp (field, KHEO_CONDITION_GROUP) == 0 ||
         strcmp (field, KHEO_CONDITION_GROUP_KIND) == 0;
}

/* Is the condition at @c an alternative to an earlier one? */
static gboolean
is_repeated (const KheoQuery *query, guint c)
{
  const KheoCondition *condition = query->conditions->pdata[c];

  for (guint i = 0; i < c && has_alternatives (condition->field); i++)
    if (strcmp (((KheoCondition *) query->conditions->pdata[i])->field, condition->field) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
keep_conditions (Filter *self, guint8 *mask, GError **error)
{
  const KheoQuery *query = self->query;
  guint            n = kheo_world_get_n_models (self->world);

  for (guint c = 0; c < query->conditions->len; c++)
    {
      const KheoCondition *first = query->conditions->pdata[c];
      g_autofree guint8   *marks = NULL;

      if (is_repeated (query, c))
        continue;
      marks = g_new0 (guint8, MAX (n, 1));
      for (guint i = c; i < query->conditions->len; i++)
        {
          const KheoCondition *condition = query->conditions->pdata[i];

          if ((i == c ||
               (has_alternatives (first->field) && strcmp (condition->field, first->field) == 0)) &&
              !mark_condition (self, condition, marks, error))
            return FALSE;
        }
      keep_marked (mask, marks, n);
    }
  return TRUE;
}

static gboolean
keep_subtree (Filter *self, guint8 *mask, GError **error)
{
  guint              n = kheo_world_get_n_models (self->world);
  g_autofree guint8 *marks = NULL;

  if (self->query->unit == 0)
    return TRUE;
  marks = g_new0 (guint8, MAX (n, 1));
  if (!mark_unit (self, self->query->unit, FALSE, marks, error))
    return FALSE;
  keep_marked (mask, marks, n);
  return TRUE;
}

/* @subtree: what is not of the query's unit is left out before the search looks at it. */
static guint8 *
run (Filter *self, gboolean subtree, guint8 *fits, GError **error)
{
  const KheoQuery   *query = self->query;
  const KheoColumns *columns = kheo_world_get_columns (self->world);
  g_autofree guint8 *mask = g_malloc (MAX (columns->n, 1));

  self->moves = kheo_moves_list_exact (self->world, query, error);
  if (self->moves == NULL)
    return NULL;
  memset (mask, 1, columns->n);
  keep_period (columns, query->period, mask);
  if ((subtree && !keep_subtree (self, mask, error)) || !keep_conditions (self, mask, error))
    return NULL;
  if (query->search != NULL && query->search[0] != '\0' &&
      !kheo_search_run (self->world, query->search, mask, fits, error))
    return NULL;
  return g_steal_pointer (&mask);
}

guint8 *
kheo_filter_run_fits (
    KheoWorld *world, const KheoQuery *query, gboolean subtree, guint8 *fits, GError **error)
{
  g_auto (Filter) self = { world, query, NULL };

  return run (&self, subtree, fits, error);
}

guint8 *
kheo_filter_run_placed (
    KheoWorld *world, const KheoQuery *query, gboolean subtree, GArray **out_moves, GError **error)
{
  g_auto (Filter) self = { world, query, NULL };
  gboolean           shared = kheo_query_apportions (query);
  g_autofree guint8 *mask = run (&self, subtree && !shared, NULL, error);

  if (mask == NULL)
    return NULL;
  if (shared)
    {
      kheo_moves_apportion (self.moves, world, query, mask);
      if (subtree && !keep_subtree (&self, mask, error))
        return NULL;
    }
  *out_moves = g_steal_pointer (&self.moves);
  return g_steal_pointer (&mask);
}
