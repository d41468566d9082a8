#include "kheo-query.h"

#include "kheo-filter.h"
#include "kheo-matters.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static KheoCondition *
condition_new (const char *field, const char *value)
{
  KheoCondition *condition = g_new (KheoCondition, 1);

  condition->field = g_strdup (field);
  condition->value = g_strdup (value);
  return condition;
}

static void
condition_free (gpointer data)
{
  KheoCondition *condition = data;

  g_free (condition->field);
  g_free (condition->value);
  g_free (condition);
}

KheoQuery *
kheo_query_new (const KheoRegister *reg)
{
  KheoQuery *self = g_new0 (KheoQuery, 1);

  self->reg = reg;
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  return self;
}

KheoQuery *
kheo_query_dup (const KheoQuery *self)
{
  KheoQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->conditions = g_ptr_array_new_with_free_func (condition_free);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const KheoCondition *condition = self->conditions->pdata[i];

      kheo_query_add_condition (copy, condition->field, condition->value);
    }
  copy->search = g_strdup (self->search);
  copy->sort = g_strdup (self->sort);
  return copy;
}

void
kheo_query_free (KheoQuery *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->conditions);
  g_free (self->search);
  g_free (self->sort);
  g_free (self);
}

void
kheo_query_add_condition (KheoQuery *self, const char *field, const char *value)
{
  g_return_if_fail (self != NULL && field != NULL && value != NULL);

  g_ptr_array_add (self->conditions, condition_new (field, value));
}

void
kheo_query_set_condition (KheoQuery *self, const char *field, const char *value)
{
  g_return_if_fail (self != NULL && field != NULL);

  for (guint i = self->conditions->len; i > 0; i--)
    if (strcmp (((KheoCondition *) self->conditions->pdata[i - 1])->field, field) == 0)
      g_ptr_array_remove_index (self->conditions, i - 1);
  if (value != NULL)
    kheo_query_add_condition (self, field, value);
}

const char *
kheo_query_get_condition (const KheoQuery *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const KheoCondition *condition = self->conditions->pdata[i];

      if (strcmp (condition->field, field) == 0)
        return condition->value;
    }
  return NULL;
}

gboolean
kheo_clock_parse (const char *text, KheoClock *out_clock, KheoDate *out_day)
{
  g_return_val_if_fail (text != NULL && out_clock != NULL && out_day != NULL, FALSE);

  *out_day = KHEO_DATE_UNKNOWN;
  if (strcmp (text, "as-reported") == 0)
    *out_clock = KHEO_CLOCK_AS_REPORTED;
  else if (strcmp (text, "today") == 0)
    *out_clock = KHEO_CLOCK_TODAY;
  else if (g_str_has_prefix (text, "on:"))
    {
      *out_clock = KHEO_CLOCK_ON_DAY;
      *out_day = kheo_date_from_iso (text + strlen ("on:"));
      return *out_day != KHEO_DATE_UNKNOWN;
    }
  else
    return FALSE;
  return TRUE;
}

char *
kheo_clock_to_string (KheoClock clock, KheoDate day)
{
  g_autofree char *iso = NULL;

  switch (clock)
    {
    case KHEO_CLOCK_TODAY:
      return g_strdup ("today");
    case KHEO_CLOCK_ON_DAY:
      iso = kheo_date_to_iso (day != KHEO_DATE_UNKNOWN ? day : kheo_date_today ());
      return g_strconcat ("on:", iso, NULL);
    case KHEO_CLOCK_AS_REPORTED:
    default:
      return g_strdup ("as-reported");
    }
}

gboolean
kheo_query_apportions (const KheoQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->basis != KHEO_BASIS_NONE && self->clock != KHEO_CLOCK_AS_REPORTED;
}

char *
kheo_clock_format (KheoClock clock, KheoDate day)
{
  g_autofree char *on = NULL;

  switch (clock)
    {
    case KHEO_CLOCK_TODAY:
      on = kheo_date_format (kheo_date_today ());
      /* Translators: %s is a date; the map is that of the administrative units. */
      return g_strdup_printf (_ ("today's map (%s)"), on);
    case KHEO_CLOCK_ON_DAY:
      on = kheo_date_format (day != KHEO_DATE_UNKNOWN ? day : kheo_date_today ());
      /* Translators: %s is a date; the map is that of the administrative units. */
      return g_strdup_printf (_ ("the map of %s"), on);
    case KHEO_CLOCK_AS_REPORTED:
    default:
      return g_strdup (_ ("as reported"));
    }
}

static const char *
unit_name (KheoUnits *units, gint64 id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, id, day);

  return version != NULL ? version->name : _ ("not known");
}

static char *
describe_condition (const KheoQuery *self, const KheoCondition *condition, KheoUnits *units)
{
  int              index = kheo_register_find_field (self->reg, condition->field);
  const KheoField *field = index >= 0 ? &self->reg->fields[index] : NULL;
  const char      *value = condition->value;

  if (strcmp (condition->field, KHEO_CONDITION_GROUP) == 0)
    return g_strdup (value);
  if (strcmp (condition->field, KHEO_CONDITION_STANDING) == 0)
    {
      KheoStanding standing;

      return g_strdup (kheo_standing_parse (value, &standing) ? kheo_standing_label (standing)
                                                              : value);
    }
  if (strcmp (condition->field, KHEO_CONDITION_REGISTERED) == 0)
    {
      KheoPeriod       period;
      g_autofree char *name = kheo_period_parse (value, &period, NULL) ? kheo_period_format (period)
                                                                       : g_strdup (_ ("not known"));

      /* Translators: %s is a period such as "quý III/2022". */
      return g_strdup_printf (_ ("registered: %s"), name);
    }
  /* The ids are of the unit above and its part; the part is the query's unit, told already. */
  if (field == NULL || field->type == KHEO_FIELD_UNIT)
    {
      gint64      id = g_ascii_strtoll (value, NULL, 10);
      const char *name =
          id != 0 ? unit_name (units, id, kheo_query_get_day (self)) : _ ("not known");

      /* Translators: %s is a unit: its own models, without those of the units below it. */
      return field != NULL ? g_strdup_printf (_ ("directly at %s"), name) : g_strdup (name);
    }
  if (value[0] == '\0')
    value = _ ("not known");
  else if (field->type == KHEO_FIELD_CHOICE)
    value = kheo_field_choice_label (field, value);
  /* Translators: a filter: name of the field, value. */
  return g_strdup_printf (_ ("%s: %s"), _ (field->label), value);
}

gint64
kheo_query_get_scope (const KheoQuery *self, KheoUnits *units)
{
  int root = self->unit == 0 ? kheo_units_only_root (units, kheo_query_get_day (self)) : -1;

  return root >= 0 ? units->ids[root] : self->unit;
}

char *
kheo_query_describe (const KheoQuery *self, KheoUnits *units)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *period = NULL;
  gint64           unit;

  g_return_val_if_fail (self != NULL && units != NULL, NULL);

  unit = kheo_query_get_scope (self, units);
  g_string_append (text, unit != 0 ? unit_name (units, unit, kheo_query_get_day (self))
                                   : _ ("all units"));
  if (!kheo_period_is_all (self->period))
    {
      period = kheo_period_format (self->period);
      g_string_append_printf (text, ", %s", period);
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      g_autofree char *condition = describe_condition (self, self->conditions->pdata[i], units);

      g_string_append_printf (text, ", %s", condition);
    }
  if (self->search != NULL && self->search[0] != '\0')
    {
      g_string_append (text, ", ");
      /* Translators: %s is what a person searches for. */
      g_string_append_printf (text, _ ("containing “%s”"), self->search);
    }
  if (kheo_query_apportions (self))
    {
      g_string_append (text, ", ");
      /* Translators: %s is what was counted in the parts of a divided unit, such as "population".
       */
      g_string_append_printf (text, _ ("divided units by %s"), kheo_basis_label (self->basis));
    }
  return g_string_free (text, FALSE);
}

gboolean
kheo_query_is_first_on_field (const KheoQuery *self, guint condition)
{
  const char *field = ((KheoCondition *) self->conditions->pdata[condition])->field;

  for (guint i = 0; i < condition; i++)
    if (strcmp (((KheoCondition *) self->conditions->pdata[i])->field, field) == 0)
      return FALSE;
  return TRUE;
}

gboolean
kheo_query_lets (const KheoQuery *self, const char *field, const char *value)
{
  gboolean asked = FALSE;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const KheoCondition *condition = self->conditions->pdata[i];

      if (strcmp (condition->field, field) != 0)
        continue;
      if (strcmp (condition->value, value) == 0)
        return TRUE;
      asked = TRUE;
    }
  return !asked;
}
