#include "kheo-model-rules.h"

#include "kheo-columns.h"
#include "kheo-matters.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
finding_free (KheoFinding *finding)
{
  g_return_if_fail (finding != NULL);

  g_free (finding->message);
  g_free (finding);
}

/* Takes @message. */
static void
add (GPtrArray *findings, KheoSeverity severity, int field, const char *code, char *message)
{
  KheoFinding *finding = g_new (KheoFinding, 1);

  *finding = (KheoFinding){ severity, field, code, message };
  g_ptr_array_add (findings, finding);
}

/* Years are not grouped by thousands. */
static char *
format_bound (const KheoField *field, gint64 bound)
{
  if (field->type == KHEO_FIELD_YEAR)
    return g_strdup_printf ("%" G_GINT64_FORMAT, bound);
  return kheo_number_format (bound);
}

static void
check_number (GPtrArray *findings, const KheoField *field, int index, gint64 number)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if ((field->min == 0 && field->max == 0) || (number >= field->min && number <= field->max))
    return;
  least = format_bound (field, field->min);
  most = format_bound (field, field->max);
  add (findings, KHEO_SEVERITY_ERROR, index, "out-of-range",
       /* Translators: name of the field, least and greatest value. */
       g_strdup_printf (_ ("“%s” must be between %s and %s."), _ (field->label), least, most));
}

static void
check_text (GPtrArray *findings, const KheoField *field, int index, const char *text)
{
  if (field->type == KHEO_FIELD_CHOICE && kheo_field_choice_index (field, text) < 0)
    add (findings, KHEO_SEVERITY_ERROR, index, "unknown-choice",
         g_strdup_printf (_ ("“%s” is none of the choices of “%s”; choose one of them."), text,
                          _ (field->label)));
  if (field->type == KHEO_FIELD_DATE && kheo_span_parse (text) == 0)
    add (findings, KHEO_SEVERITY_ERROR, index, "not-a-date",
         g_strdup_printf (
             _ ("“%s” is not a date for “%s”; write day/month/year, or the year alone."), text,
             _ (field->label)));
}

static gboolean
is_blank (const KheoValue *value)
{
  return kheo_value_is_null (value) ||
         (value->type == KHEO_VALUE_TEXT && strspn (value->text, " \t\n") == strlen (value->text));
}

/* What the description of a field says. */
static void
check_field (GPtrArray *findings, KheoRecord *record, int index)
{
  const KheoField *field = &kheo_record_get_register (record)->fields[index];
  const KheoValue *value = kheo_record_get (record, (guint) index);

  if (is_blank (value))
    {
      if (field->flags & KHEO_FIELD_REQUIRED)
        add (findings, KHEO_SEVERITY_ERROR, index, "missing",
             g_strdup_printf (_ ("“%s” must be filled in."), _ (field->label)));
    }
  else if (value->type == KHEO_VALUE_INTEGER)
    check_number (findings, field, index, value->integer);
  else
    check_text (findings, field, index, value->text);
}

static void
check_person (GPtrArray *findings, KheoRecord *record)
{
  const char *kind = kheo_record_get_text (record, KHEO_MODEL_KIND);
  gboolean    named = !is_blank (kheo_record_get (record, KHEO_MODEL_PERSON));

  if (g_strcmp0 (kind, "collective") == 0 && named)
    add (
        findings, KHEO_SEVERITY_WARNING, KHEO_MODEL_PERSON, "person-for-collective",
        g_strdup (_ ("A person is named, but the model is a collective's; check which is right.")));
  if (g_strcmp0 (kind, "individual") == 0 && !named)
    add (findings, KHEO_SEVERITY_WARNING, KHEO_MODEL_PERSON, "person-missing",
         g_strdup (_ ("The model is one person's, but nobody is named; add the full name.")));
}

static void
check_years (GPtrArray *findings, KheoRecord *record)
{
  KheoSpan registered = kheo_span_parse (kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON));
  KheoSpan ended = kheo_span_parse (kheo_record_get_text (record, KHEO_MODEL_ENDED_ON));
  gint64   year = kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0);
  int      this_year = kheo_date_get_year (kheo_date_today ());

  if (registered != 0 && year != 0 && kheo_date_get_year (kheo_span_first (registered)) != year)
    add (findings, KHEO_SEVERITY_WARNING, KHEO_MODEL_REGISTERED_ON, "year-mismatch",
         g_strdup_printf (_ ("The day of registration is not in the year %d; check both."),
                          (int) year));
  if (registered != 0 && ended != 0 && kheo_span_last (ended) < kheo_span_first (registered))
    add (findings, KHEO_SEVERITY_ERROR, KHEO_MODEL_ENDED_ON, "ended-before-registered",
         g_strdup (_ ("The model would end before it was registered; check both days.")));
  if (year > this_year + 1)
    add (findings, KHEO_SEVERITY_WARNING, KHEO_MODEL_YEAR, "year-in-future",
         g_strdup_printf (_ ("The year %d is still to come; check it."), (int) year));
}

/* The model's own day, as KheoColumns has it. */
static KheoDate
day_of (KheoRecord *record)
{
  KheoSpan registered = kheo_span_parse (kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON));
  gint64   year = kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0);

  return registered != 0 ? kheo_span_last (registered) : kheo_date_new ((int) year, 12, 31);
}

static void
check_unit (GPtrArray *findings, KheoRecord *record, KheoUnits *units)
{
  gint64                 id = kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0);
  KheoDate               day = day_of (record);
  const KheoUnitVersion *version;
  g_autofree char       *on = NULL;

  if (id == 0)
    return;
  version = kheo_units_get_version (units, id, day);
  if (version == NULL)
    {
      add (findings, KHEO_SEVERITY_ERROR, KHEO_MODEL_UNIT, "unknown-unit",
           g_strdup (_ ("The unit is no longer in the book; choose another.")));
      return;
    }
  if (day == KHEO_DATE_UNKNOWN ||
      (version->valid_from <= day && (version->valid_to == 0 || version->valid_to >= day)))
    return;
  on = kheo_date_format (day);
  add (findings, KHEO_SEVERITY_WARNING, KHEO_MODEL_UNIT, "unit-not-living",
       g_strdup_printf (_ ("“%s” did not exist on %s; check the unit and the day."), version->name,
                        on));
}

static void
check_model (GPtrArray *findings, KheoRecord *record, KheoUnits *units)
{
  gint64 id = kheo_record_get_id (record);

  check_person (findings, record);
  check_years (findings, record);
  if (units != NULL)
    check_unit (findings, record, units);
  if (id != 0 && kheo_record_get_integer (record, KHEO_MODEL_PARENT, 0) == id)
    add (findings, KHEO_SEVERITY_ERROR, KHEO_MODEL_PARENT, "own-parent",
         g_strdup (_ ("A model cannot be replicated from itself; choose another or none.")));
}

GPtrArray *
kheo_record_validate (KheoRecord *record, KheoUnits *units)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);

  g_return_val_if_fail (record != NULL, findings);

  for (guint i = 0; i < kheo_record_get_register (record)->n_fields; i++)
    check_field (findings, record, (int) i);
  if (kheo_record_get_register (record) == &kheo_register_models)
    check_model (findings, record, units);
  kheo_matters_validate (findings, record, units);
  return findings;
}
