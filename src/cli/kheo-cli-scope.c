/* The options that say which records: unit, period, clock, conditions, search, order. */
#include "kheo-cli.h"

#include "kheo-figures.h"
#include "kheo-matters.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kheo_cli_scope_clear (KheoCliScope *scope)
{
  g_clear_pointer (&scope->unit, g_free);
  g_clear_pointer (&scope->period, g_free);
  g_clear_pointer (&scope->as_of, g_free);
  g_clear_pointer (&scope->clock, g_free);
  g_clear_pointer (&scope->apportion, g_free);
  g_clear_pointer (&scope->where, g_strfreev);
  g_clear_pointer (&scope->search, g_free);
  g_clear_pointer (&scope->sort, g_free);
}

gboolean
kheo_cli_scope_day (const KheoCliScope *scope, KheoDate *out_day)
{
  *out_day = scope->as_of != NULL ? kheo_date_from_iso (scope->as_of) : kheo_date_today ();
  if (*out_day != KHEO_DATE_UNKNOWN)
    return TRUE;
  kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--as-of: “%s” is not a day; write it like 2025-07-01"),
                 scope->as_of);
  return FALSE;
}

/* One "FIELD=VALUE": a choice may be given by value or label, an empty value asks for null. */
static gboolean
add_condition (KheoQuery *query, const char *text)
{
  const char      *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  const KheoField *field = name != NULL ? kheo_register_get_field (query->reg, name) : NULL;
  const char      *value = equals != NULL ? equals + 1 : NULL;

  if (((g_strcmp0 (name, "group") == 0 || g_strcmp0 (name, "group_kind") == 0) &&
       (query->reg == &kheo_register_models || query->reg == &kheo_register_figures)) ||
      (g_strcmp0 (name, "group") == 0 && query->reg == &kheo_register_units))
    {
      kheo_query_add_condition (query, name, value);
      return TRUE;
    }
  if (g_strcmp0 (name, KHEO_CONDITION_STANDING) == 0 && kheo_matters_of (query->reg) != NULL)
    {
      KheoStanding standing;

      if (!kheo_standing_parse (value, &standing))
        {
          kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--where: “%s” is not a value of “%s”"), value, name);
          return FALSE;
        }
      kheo_query_add_condition (query, name, value);
      return TRUE;
    }
  if (query->reg == &kheo_register_units && g_strcmp0 (name, "type") != 0)
    {
      kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--where “%s”: units can be asked for by type and group"),
                     text);
      return FALSE;
    }
  if (field == NULL)
    {
      kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--where “%s”: write FIELD=VALUE with a field of “%s”"),
                     text, query->reg->name);
      return FALSE;
    }
  if (field->choices != NULL && *value != '\0')
    {
      const char *choice = kheo_field_parse_choice (field, value);

      if (choice == NULL)
        {
          kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--where: “%s” is not a value of “%s”"), value, name);
          return FALSE;
        }
      value = choice;
    }
  kheo_query_add_condition (query, name, value);
  return TRUE;
}

static KheoExit
read_unit_and_times (KheoCliScope *scope, KheoQuery *query, KheoUnits *units)
{
  g_autoptr (GError) error = NULL;
  KheoDate day;

  if (!kheo_cli_scope_day (scope, &day))
    return KHEO_EXIT_USAGE;
  if (scope->unit != NULL &&
      (query->unit = kheo_units_resolve (units, scope->unit, day, &error)) == 0)
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  if (scope->period != NULL && !kheo_period_parse (scope->period, &query->period, NULL))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--period: “%s” is not a period; write it like 2024, 2024-H1, 2024-9M,"
                             " 2024-Q3, 2024-07, 2021..2025 or 2021-01-01..2023-06-30"),
                          scope->period);
  if (scope->clock != NULL && !kheo_clock_parse (scope->clock, &query->clock, &query->clock_day))
    return kheo_cli_fail (KHEO_EXIT_USAGE,
                          _ ("--clock: “%s” is none of as-reported, today, on:DATE"), scope->clock);
  /* Units are listed as of the day that also says which unit is meant. */
  if (query->reg == &kheo_register_units && scope->as_of != NULL && scope->clock == NULL)
    {
      query->clock = KHEO_CLOCK_ON_DAY;
      query->clock_day = day;
    }
  if (scope->apportion != NULL && !kheo_basis_parse (scope->apportion, &query->basis))
    return kheo_cli_fail (
        KHEO_EXIT_USAGE,
        _ ("--apportion: “%s” is none of none, population, households, area, equal"),
        scope->apportion);
  return KHEO_EXIT_DONE;
}

static KheoQuery *
make_query (KheoCliScope *scope, const KheoRegister *reg, KheoUnits *units, KheoExit *out_status)
{
  g_autoptr (KheoQuery) query = kheo_query_new (reg);
  const char *sort = scope->sort;

  *out_status = read_unit_and_times (scope, query, units);
  if (*out_status != KHEO_EXIT_DONE)
    return NULL;

  *out_status = KHEO_EXIT_USAGE;
  for (guint i = 0; scope->where != NULL && scope->where[i] != NULL; i++)
    if (!add_condition (query, scope->where[i]))
      return NULL;
  if (sort != NULL)
    {
      query->descending = *sort == '-';
      query->sort = g_strdup (query->descending ? sort + 1 : sort);
      if (kheo_register_find_field (reg, query->sort) < 0)
        {
          kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--sort: “%s” has no field “%s”"), reg->name,
                         query->sort);
          return NULL;
        }
    }
  query->search = g_strdup (scope->search);
  *out_status = KHEO_EXIT_DONE;
  return g_steal_pointer (&query);
}

/* Indicators and units may be named in conditions, periods written as people do. */
static KheoExit
resolve_conditions (KheoQuery *query, KheoWorld *world, KheoDate day)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < query->conditions->len; i++)
    {
      KheoCondition   *condition = query->conditions->pdata[i];
      const KheoField *field = kheo_register_get_field (query->reg, condition->field);
      gint64           id = 0;
      char            *value = NULL;

      if (field == NULL || condition->value[0] == '\0')
        continue;
      if (field->type == KHEO_FIELD_PERIOD)
        {
          KheoPeriod period = KHEO_PERIOD_ALL;

          if (kheo_period_parse_written (condition->value, &period))
            value = kheo_period_to_string (period);
          if (value == NULL)
            return kheo_cli_fail (KHEO_EXIT_USAGE, _ ("--where: “%s” is not a period"),
                                  condition->value);
        }
      else if (g_strcmp0 (field->target, "indicators") == 0)
        {
          KheoIndicators      *all = kheo_world_get_indicators (world, &error);
          const KheoIndicator *indicator =
              all != NULL ? kheo_indicators_resolve (all, condition->value, &error) : NULL;

          if (indicator == NULL)
            return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
          id = indicator->id;
        }
      else if (field->type == KHEO_FIELD_UNIT &&
               strspn (condition->value, "0123456789") != strlen (condition->value) &&
               (id = kheo_units_resolve (kheo_world_get_units (world), condition->value, day,
                                         &error)) == 0)
        return kheo_cli_fail_error (KHEO_EXIT_USAGE, error);
      if (id != 0)
        value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      if (value != NULL)
        {
          g_free (condition->value);
          condition->value = value;
        }
    }
  return KHEO_EXIT_DONE;
}

KheoQuery *
kheo_cli_scope_open (KheoCliScope       *scope,
                     KheoCli            *cli,
                     const KheoRegister *reg,
                     KheoWorld         **out_world,
                     KheoExit           *out_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoQuery) query = NULL;
  KheoDate day;

  *out_status = KHEO_EXIT_BOOK;
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return NULL;
  *out_world = kheo_world_get (cli->db, &error);
  if (*out_world == NULL)
    {
      *out_status = kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
      return NULL;
    }
  query = make_query (scope, reg, kheo_world_get_units (*out_world), out_status);
  if (query == NULL || !kheo_cli_scope_day (scope, &day))
    return NULL;
  *out_status = resolve_conditions (query, *out_world, day);
  return *out_status == KHEO_EXIT_DONE ? g_steal_pointer (&query) : NULL;
}
