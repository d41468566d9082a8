#include "kheo-figure-rules.h"

#include "kheo-period.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a chain of indicators, so that a circle ends. */
#define DEPTH_MAX 16

/* Takes @message. */
static void
add (GPtrArray *findings, KheoSeverity severity, int field, const char *code, char *message)
{
  KheoFinding *finding = g_new (KheoFinding, 1);

  *finding = (KheoFinding){ severity, field, code, message };
  g_ptr_array_add (findings, finding);
}

/* Where things stand in either register; -1: it has no such field. */
typedef struct
{
  int unit;
  int period;
  int state;
  int value;
  int denominator;
} Places;

static const Places figure_places = { KHEO_FIGURE_UNIT, KHEO_FIGURE_PERIOD, KHEO_FIGURE_STATE,
                                      KHEO_FIGURE_VALUE, KHEO_FIGURE_DENOMINATOR };
static const Places target_places = { KHEO_TARGET_UNIT, KHEO_TARGET_PERIOD, -1, KHEO_TARGET_VALUE,
                                      -1 };

static const char *
text_of (const KheoValue *values, int field)
{
  return field >= 0 && values[field].type == KHEO_VALUE_TEXT ? values[field].text : NULL;
}

/* ---- Periods ---- */

static guint
months_of (KheoFrequency frequency)
{
  switch (frequency)
    {
    case KHEO_FREQUENCY_MONTH:
      return 1;
    case KHEO_FREQUENCY_QUARTER:
      return 3;
    case KHEO_FREQUENCY_HALF_YEAR:
      return 6;
    case KHEO_FREQUENCY_YEAR:
    case KHEO_FREQUENCY_TERM:
      return 12;
    case KHEO_FREQUENCY_ANY:
    default:
      return 0;
    }
}

static gboolean
check_period (GPtrArray *findings, const char *text, int field, KheoPeriod *out_period)
{
  g_autofree char *name = NULL;

  if (text == NULL)
    return FALSE;
  if (kheo_period_parse (text, out_period, NULL) && out_period->from != KHEO_DATE_UNKNOWN &&
      out_period->to != KHEO_DATE_UNKNOWN)
    name = kheo_period_to_string (*out_period);
  if (name == NULL)
    {
      add (findings, KHEO_SEVERITY_ERROR, field, "not-a-period",
           g_strdup_printf (_ ("“%s” is not a period with a first and a last day; write it like "
                               "2024, quý III/2024 or 7/2024."),
                            text));
      return FALSE;
    }
  if (strcmp (name, text) != 0)
    add (findings, KHEO_SEVERITY_ERROR, field, "period-spelling",
         g_strdup_printf (_ ("The period “%s” is kept as “%s”."), text, name));
  return TRUE;
}

static void
check_period_fits (GPtrArray           *findings,
                   KheoPeriod           period,
                   int                  field,
                   const KheoIndicator *indicator)
{
  guint            months = months_of (indicator->frequency);
  g_autofree char *when = kheo_period_format (period);

  if (period.from > kheo_date_today ())
    add (findings, KHEO_SEVERITY_WARNING, field, "period-in-future",
         g_strdup_printf (_ ("The period %s is still to come; check it."), when));
  /* The shortest months have 28 days. */
  if (months > 1 && period.to - period.from + 1 < months * 28 && period.from != period.to)
    add (findings, KHEO_SEVERITY_WARNING, field, "period-too-short",
         g_strdup_printf (_ ("“%s” is reported for longer periods than %s; check it."),
                          indicator->name, when));
}

static void
check_unit (
    GPtrArray *findings, const KheoValue *value, int field, KheoPeriod period, KheoUnits *units)
{
  guint                  n = 0;
  const KheoUnitVersion *versions;
  g_autofree char       *when = NULL;

  if (value->type != KHEO_VALUE_INTEGER || units == NULL)
    return;
  versions = kheo_units_get_versions (units, value->integer, &n);
  if (n == 0)
    {
      add (findings, KHEO_SEVERITY_ERROR, field, "unknown-unit",
           g_strdup (_ ("The unit is no longer in the book; choose another.")));
      return;
    }
  if (versions[0].valid_from <= period.to &&
      (versions[n - 1].valid_to == KHEO_DATE_UNKNOWN || versions[n - 1].valid_to >= period.from))
    return;
  when = kheo_period_format (period);
  add (findings, KHEO_SEVERITY_WARNING, field, "unit-not-living",
       /* Translators: a unit, a period. */
       g_strdup_printf (_ ("“%s” did not exist in the period %s; check both."),
                        versions[n - 1].name, when));
}

/* ---- Amounts ---- */

static void
check_state (GPtrArray *findings, const KheoValue *values, const Places *places)
{
  const char *state = text_of (values, places->state);
  gboolean    has_value = !kheo_value_is_null (&values[places->value]);

  if (state == NULL)
    return;
  if (strcmp (state, "value") == 0 && !has_value)
    add (findings, KHEO_SEVERITY_ERROR, places->value, "missing-value",
         g_strdup (_ ("There is no number; give one, or say that there is none or that it was not "
                      "reported.")));
  else if (strcmp (state, "value") != 0 && has_value)
    add (findings, KHEO_SEVERITY_ERROR, places->value, "value-without-state",
         g_strdup (_ ("There is a number, though the figure is said not to have one; take one of "
                      "them away.")));
}

static void
check_range (
    GPtrArray *findings, gint64 value, int field, const KheoIndicator *indicator, gboolean alone)
{
  g_autofree char *number = kheo_amount_format (&indicator->unit, value);

  switch (indicator->unit.type)
    {
    case KHEO_AMOUNT_YES_NO:
      if (value != 0 && value != 1)
        add (findings, KHEO_SEVERITY_ERROR, field, "not-yes-or-no",
             g_strdup (_ ("The answer must be yes or no.")));
      break;
    case KHEO_AMOUNT_PERCENT:
      if (value < 0)
        add (findings, KHEO_SEVERITY_ERROR, field, "negative",
             g_strdup_printf (_ ("“%s” cannot be less than zero."), indicator->name));
      else if (alone && value > 100 * kheo_amount_scale (&indicator->unit))
        add (findings, KHEO_SEVERITY_WARNING, field, "over-hundred",
             g_strdup_printf (_ ("%s is more than all; check it."), number));
      break;
    case KHEO_AMOUNT_MONEY:
    case KHEO_AMOUNT_DECIMAL:
    case KHEO_AMOUNT_COUNT:
    default:
      if (value < 0)
        add (findings,
             indicator->unit.type == KHEO_AMOUNT_COUNT ? KHEO_SEVERITY_ERROR
                                                       : KHEO_SEVERITY_WARNING,
             field, "negative",
             g_strdup_printf (_ ("“%s” cannot be less than zero."), indicator->name));
      break;
    }
}

/* A count may exceed what it is of (1.473 teams for 1.452 hamlets): told, never refused. */
static void
check_parts (GPtrArray *findings, gint64 value, gint64 denominator, const Places *places)
{
  g_autofree char *part = kheo_number_format (value);
  g_autofree char *whole = kheo_number_format (denominator);

  if (denominator < 0)
    add (findings, KHEO_SEVERITY_ERROR, places->denominator, "negative",
         g_strdup (_ ("What a rate is of cannot be less than zero.")));
  else if (value > denominator)
    add (findings, KHEO_SEVERITY_WARNING, places->denominator, "exceeds-whole",
         g_strdup_printf (_ ("%s is more than the %s that it is of; check both."), part, whole));
}

static void
validate (GPtrArray           *findings,
          const KheoRegister  *reg,
          const KheoValue     *values,
          const KheoIndicator *indicator,
          KheoUnits           *units)
{
  const Places *places = reg == &kheo_register_targets ? &target_places : &figure_places;
  KheoPeriod    period = KHEO_PERIOD_ALL;
  gboolean      has_parts;

  g_return_if_fail (findings != NULL && values != NULL);

  if (indicator == NULL)
    {
      add (findings, KHEO_SEVERITY_ERROR, KHEO_FIGURE_INDICATOR, "unknown-indicator",
           g_strdup (_ ("The indicator is no longer in the book; choose another.")));
      return;
    }
  if (check_period (findings, text_of (values, places->period), places->period, &period))
    {
      if (reg == &kheo_register_figures)
        check_period_fits (findings, period, places->period, indicator);
      check_unit (findings, &values[places->unit], places->unit, period, units);
    }
  check_state (findings, values, places);
  has_parts = places->denominator >= 0 && values[places->denominator].type == KHEO_VALUE_INTEGER;
  if (values[places->value].type != KHEO_VALUE_INTEGER)
    return;
  check_range (findings, values[places->value].integer, places->value, indicator, !has_parts);
  if (has_parts)
    check_parts (findings, values[places->value].integer, values[places->denominator].integer,
                 places);
}

/* ---- Indicators ---- */

static void
check_code (GPtrArray *findings, const KheoIndicator *indicator, KheoIndicators *indicators)
{
  const KheoIndicator *other =
      indicator->code != NULL ? kheo_indicators_find_code (indicators, indicator->code) : NULL;

  if (other != NULL && other->id != indicator->id)
    add (findings, KHEO_SEVERITY_ERROR, KHEO_INDICATOR_CODE, "code-taken",
         /* Translators: a code, the name of the indicator that has it. */
         g_strdup_printf (_ ("“%s” is the code of “%s” already; give another."), indicator->code,
                          other->name));
}

static void
check_parent (GPtrArray *findings, const KheoIndicator *indicator, KheoIndicators *indicators)
{
  gint64 at = indicator->parent_id;

  for (guint depth = 0; at != 0 && depth < DEPTH_MAX; depth++)
    {
      const KheoIndicator *above = kheo_indicators_find (indicators, at);

      if (at == indicator->id)
        {
          add (findings, KHEO_SEVERITY_ERROR, KHEO_INDICATOR_PARENT, "own-part",
               g_strdup (_ ("An indicator cannot be a part of itself; choose another or none.")));
          return;
        }
      at = above != NULL ? above->parent_id : 0;
    }
}

static void
check_adding (GPtrArray *findings, const KheoIndicator *indicator)
{
  if (indicator->nature == KHEO_STOCK && indicator->across_time == KHEO_ACROSS_SUM)
    add (findings, KHEO_SEVERITY_WARNING, KHEO_INDICATOR_ACROSS_TIME, "stock-added",
         g_strdup (_ ("What stands at the end of a period must not be added over time; take the "
                      "last.")));
  if (indicator->unit.type == KHEO_AMOUNT_PERCENT &&
      (indicator->across_units == KHEO_ACROSS_SUM ||
       indicator->across_units == KHEO_ACROSS_DISTINCT))
    add (findings, KHEO_SEVERITY_WARNING, KHEO_INDICATOR_ACROSS_UNITS, "percent-added",
         g_strdup (_ ("Percentages of units are never added; divide the sums instead.")));
  if (indicator->unit.decimals != 0 &&
      (indicator->unit.type == KHEO_AMOUNT_COUNT || indicator->unit.type == KHEO_AMOUNT_MONEY ||
       indicator->unit.type == KHEO_AMOUNT_YES_NO))
    add (findings, KHEO_SEVERITY_ERROR, KHEO_INDICATOR_DECIMALS, "decimals-of-whole",
         g_strdup (_ ("Counts, money and answers have no decimals; give 0.")));
}

/* Stored amounts would mean something else. */
static void
check_scale (GPtrArray *findings, const KheoIndicator *indicator, KheoIndicators *indicators)
{
  const KheoIndicator *before =
      indicator->id != 0 ? kheo_indicators_find (indicators, indicator->id) : NULL;

  if (before != NULL && (before->unit.type != indicator->unit.type ||
                         before->unit.decimals != indicator->unit.decimals))
    add (findings, KHEO_SEVERITY_WARNING, KHEO_INDICATOR_DECIMALS, "scale-changed",
         g_strdup (_ ("Figures that are there already would be read another way; better make a new "
                      "indicator.")));
}

GPtrArray *
kheo_record_validate_with (KheoRecord *record, KheoUnits *units, KheoIndicators *indicators)
{
  GPtrArray          *findings = kheo_record_validate (record, units);
  const KheoRegister *reg = kheo_record_get_register (record);
  KheoIndicator       indicator;

  if (indicators == NULL)
    return findings;
  if (reg == &kheo_register_indicators)
    {
      kheo_indicator_from_record (record, &indicator);
      check_code (findings, &indicator, indicators);
      check_parent (findings, &indicator, indicators);
      check_adding (findings, &indicator);
      check_scale (findings, &indicator, indicators);
    }
  else if (reg == &kheo_register_figures || reg == &kheo_register_targets)
    {
      gint64 id = kheo_record_get_integer (record, KHEO_FIGURE_INDICATOR, 0);

      /* An empty one is told as missing already. */
      if (id != 0)
        validate (findings, reg, kheo_record_get (record, 0), kheo_indicators_find (indicators, id),
                  units);
    }
  return findings;
}
