#include "kheo-matters.h"

#include "kheo-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOON 7u /* days before a matter is due on which its list counts them */

static const KheoMatters matters[] = {
  { .reg = &kheo_register_tasks,
    .name = KHEO_TASK_NAME,
    .unit = KHEO_TASK_UNIT,
    .first_unit = KHEO_TASK_FIRST_UNIT,
    .address = KHEO_TASK_ADDRESS,
    .from = KHEO_TASK_GIVEN_ON,
    .due = KHEO_TASK_DUE_ON,
    .state = KHEO_TASK_STATE,
    .closed = KHEO_TASK_DONE_ON,
    .outcome = KHEO_TASK_RESULT,
    .fresh = "new",
    .done = "done" },
  { .reg = &kheo_register_petitions,
    .name = KHEO_PETITION_CONTENT,
    .unit = KHEO_PETITION_UNIT,
    .first_unit = KHEO_PETITION_FIRST_UNIT,
    .address = KHEO_PETITION_ADDRESS,
    .from = KHEO_PETITION_RECEIVED_ON,
    .due = KHEO_PETITION_DUE_ON,
    .state = KHEO_PETITION_STATE,
    .closed = KHEO_PETITION_ANSWERED_ON,
    .outcome = KHEO_PETITION_ANSWER,
    .fresh = "open",
    .done = "done" },
};

static const KheoChoice standings[] = {
  [KHEO_STANDING_OPEN] = { "open", N_ ("Open"), NULL },
  [KHEO_STANDING_OVERDUE] = { "overdue", N_ ("Overdue"), NULL },
  [KHEO_STANDING_CLOSED] = { "closed", N_ ("Closed"), NULL },
  { NULL },
};

static const KheoField standing_field = {
  .name = KHEO_CONDITION_STANDING,
  .type = KHEO_FIELD_CHOICE,
  .label = N_ ("Standing"),
  .choices = standings,
  .width = 12,
};

const KheoMatters *
kheo_matters_nth (guint n)
{
  return n < G_N_ELEMENTS (matters) ? &matters[n] : NULL;
}

const KheoMatters *
kheo_matters_of (const KheoRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    if (matters[i].reg == reg)
      return &matters[i];
  return NULL;
}

gboolean
kheo_matters_is_closed (const KheoMatters *self, const char *state)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (state, self->done) == 0 || g_strcmp0 (state, "stopped") == 0;
}

/* ---- How it stands ---- */

gboolean
kheo_standing_parse (const char *value, KheoStanding *out_standing)
{
  int index = value != NULL ? kheo_field_choice_index (&standing_field, value) : -1;

  if (index >= 0)
    *out_standing = (KheoStanding) index;
  return index >= 0;
}

const KheoField *
kheo_standing_field (void)
{
  return &standing_field;
}

const char *
kheo_standing_label (KheoStanding self)
{
  return _ (standings[self].label);
}

KheoStanding
kheo_matters_stand (const KheoMatters *self, const char *state, const char *due, KheoDate today)
{
  KheoSpan span = kheo_span_parse (due);

  if (kheo_matters_is_closed (self, state))
    return KHEO_STANDING_CLOSED;
  return span != 0 && kheo_span_last (span) < today ? KHEO_STANDING_OVERDUE : KHEO_STANDING_OPEN;
}

static const char *
text_of (KheoRecord *record, guint field)
{
  return kheo_record_get_text (record, field);
}

/* "Hoàn thành, chậm 3 ngày" */
static char *
describe_closed (const KheoMatters *self, KheoRecord *record)
{
  const char *state =
      kheo_field_choice_label (&self->reg->fields[self->state], text_of (record, self->state));
  KheoSpan due = kheo_span_parse (text_of (record, self->due));
  KheoSpan closed = kheo_span_parse (text_of (record, self->closed));
  guint    late;

  if (due == 0 || closed == 0 || kheo_span_first (closed) <= kheo_span_last (due) ||
      g_strcmp0 (text_of (record, self->state), self->done) != 0)
    return g_strdup (state);
  late = kheo_span_first (closed) - kheo_span_last (due);
  /* Translators: a state such as "Hoàn thành", number of days. */
  return g_strdup_printf (ngettext ("%s, %u day late", "%s, %u days late", late), state, late);
}

char *
kheo_matters_describe (KheoRecord *record, KheoDate today)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));
  KheoSpan           due;
  KheoDate           last;

  g_return_val_if_fail (self != NULL, NULL);

  if (kheo_matters_is_closed (self, text_of (record, self->state)))
    return describe_closed (self, record);
  due = kheo_span_parse (text_of (record, self->due));
  last = kheo_span_last (due);
  if (due == 0)
    return g_strdup (_ ("No day set"));
  if (last < today)
    return g_strdup_printf (ngettext ("Overdue by %u day", "Overdue by %u days", today - last),
                            today - last);
  if (last == today)
    return g_strdup (_ ("Due today"));
  return g_strdup_printf (ngettext ("%u day left", "%u days left", last - today), last - today);
}

char *
kheo_matters_format_due (KheoRecord *record, KheoDate today)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));
  KheoSpan           due;
  g_autofree char   *day = NULL;
  g_autofree char   *words = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  due = kheo_span_parse (text_of (record, self->due));
  day = kheo_field_format (&self->reg->fields[self->due], kheo_record_get (record, self->due));
  if (due == 0 || kheo_matters_is_closed (self, text_of (record, self->state)) ||
      kheo_span_last (due) > today + SOON)
    return g_steal_pointer (&day);
  words = kheo_matters_describe (record, today);
  /* Translators: a day, how long until or since. */
  return g_strdup_printf (_ ("%s · %s"), day, words);
}

char *
kheo_matters_format_unit (KheoRecord *record, KheoUnits *units)
{
  const KheoMatters     *self = kheo_matters_of (kheo_record_get_register (record));
  gint64                 first;
  const KheoUnitVersion *before, *now;

  g_return_val_if_fail (self != NULL && units != NULL, NULL);

  first = kheo_record_get_integer (record, self->first_unit, 0);
  before = first != 0 ? kheo_units_get_version (units, first, G_MAXUINT32) : NULL;
  now = kheo_units_get_version (units, kheo_record_get_integer (record, self->unit, 0),
                                KHEO_DATE_UNKNOWN);
  if (before == NULL || now == NULL)
    return NULL;
  return g_strdup_printf ("%s → %s", before->name, now->name);
}

KheoDate
kheo_matters_get_day (KheoRecord *record)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));
  KheoSpan           span = 0;

  g_return_val_if_fail (self != NULL, KHEO_DATE_UNKNOWN);

  if (!kheo_matters_is_closed (self, text_of (record, self->state)))
    return KHEO_DATE_UNKNOWN;
  span = kheo_span_parse (text_of (record, self->closed));
  if (span == 0)
    span = kheo_span_parse (text_of (record, self->due));
  if (span == 0)
    span = kheo_span_parse (text_of (record, self->from));
  return kheo_span_last (span);
}

/* ---- Changing ---- */

void
kheo_matters_note_move (KheoRecord *record, KheoRecord *before, KheoUnits *units)
{
  const KheoMatters     *self = kheo_matters_of (kheo_record_get_register (record));
  gint64                 old = self != NULL ? kheo_record_get_integer (before, self->unit, 0) : 0;
  const KheoUnitVersion *last = old != 0 ? kheo_units_get_version (units, old, G_MAXUINT32) : NULL;

  if (last == NULL || last->valid_to == KHEO_DATE_UNKNOWN ||
      kheo_record_get_integer (record, self->unit, 0) == old ||
      kheo_record_get_integer (record, self->first_unit, 0) != 0)
    return;
  kheo_record_set_integer (record, self->first_unit, old);
}

static gboolean
is_blank (KheoRecord *record, guint field)
{
  const char *text = text_of (record, field);

  return text == NULL || *text == '\0';
}

void
kheo_matters_complete (KheoRecord *record)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));

  if (self == NULL || !is_blank (record, self->state))
    return;
  /* Who says when it was done, or what was answered, says that it was. */
  kheo_record_set_text (record, self->state,
                        is_blank (record, self->closed) && is_blank (record, self->outcome)
                            ? self->fresh
                            : self->done);
}

void
kheo_matters_set_done (KheoRecord *record, KheoDate day)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));
  g_autofree char   *iso = kheo_date_to_iso (day);

  g_return_if_fail (self != NULL);

  kheo_record_set_text (record, self->state, self->done);
  if (is_blank (record, self->closed))
    kheo_record_set_text (record, self->closed, iso);
}

/* ---- Rules ---- */

/* Takes @message. */
static void
warn (GPtrArray *findings, guint field, const char *code, char *message)
{
  KheoFinding *finding = g_new (KheoFinding, 1);

  *finding = (KheoFinding){ KHEO_SEVERITY_WARNING, (int) field, code, message };
  g_ptr_array_add (findings, finding);
}

/* Each day that comes after another does so. */
static void
check_order (GPtrArray *findings, KheoRecord *record, guint before, guint after, const char *code)
{
  const KheoField *fields = kheo_record_get_register (record)->fields;
  KheoSpan         first = kheo_span_parse (text_of (record, before));
  KheoSpan         second = kheo_span_parse (text_of (record, after));

  if (first == 0 || second == 0 || kheo_span_last (second) >= kheo_span_first (first))
    return;
  warn (findings, after, code,
        /* Translators: the names of two days, such as "Hạn hoàn thành" and "Ngày giao". */
        g_strdup_printf (_ ("“%s” lies before “%s”; check both days."), _ (fields[after].label),
                         _ (fields[before].label)));
}

static void
check_state (GPtrArray *findings, const KheoMatters *self, KheoRecord *record)
{
  gboolean    closed = kheo_matters_is_closed (self, text_of (record, self->state));
  KheoSpan    day = kheo_span_parse (text_of (record, self->closed));
  const char *label = _ (self->reg->fields[self->closed].label);

  if (is_blank (record, self->state))
    return;
  if (closed && is_blank (record, self->closed))
    warn (findings, self->closed, "closed-without-day",
          g_strdup_printf (_ ("It is closed, but “%s” is empty; add the day."), label));
  if (!closed && !is_blank (record, self->closed))
    warn (
        findings, self->state, "day-without-closing",
        g_strdup_printf (_ ("“%s” is filled in, but the state is still open; check both."), label));
  if (day != 0 && kheo_span_first (day) > kheo_date_today ())
    warn (findings, self->closed, "closed-in-future",
          g_strdup_printf (_ ("“%s” is still to come; check the day."), label));
}

static void
check_unit (GPtrArray *findings, const KheoMatters *self, KheoRecord *record, KheoUnits *units)
{
  gint64                 id = kheo_record_get_integer (record, self->unit, 0);
  const KheoUnitVersion *last = id != 0 ? kheo_units_get_version (units, id, G_MAXUINT32) : NULL;
  g_autofree char       *day = NULL;

  if (id == 0)
    return;
  if (last == NULL)
    {
      KheoFinding *finding = g_new (KheoFinding, 1);

      *finding =
          (KheoFinding){ KHEO_SEVERITY_ERROR, (int) self->unit, "unknown-unit",
                         g_strdup (_ ("The unit is no longer in the book; choose another.")) };
      g_ptr_array_add (findings, finding);
      return;
    }
  if (kheo_matters_is_closed (self, text_of (record, self->state)) ||
      last->valid_to == KHEO_DATE_UNKNOWN || last->valid_to >= kheo_date_today ())
    return;
  day = kheo_date_format (last->valid_to);
  warn (findings, self->unit, "unit-not-living",
        /* Translators: name of a unit, its last day. */
        g_strdup_printf (_ ("“%s” ended on %s, but this is still open; give it to the unit that "
                            "came after."),
                         last->name, day));
}

void
kheo_matters_validate (GPtrArray *findings, KheoRecord *record, KheoUnits *units)
{
  const KheoMatters *self = kheo_matters_of (kheo_record_get_register (record));

  g_return_if_fail (findings != NULL);

  if (self == NULL)
    return;
  check_order (findings, record, self->from, self->due, "due-before-given");
  check_order (findings, record, self->from, self->closed, "closed-before-given");
  if (self->reg == &kheo_register_petitions)
    check_order (findings, record, KHEO_PETITION_RECEIVED_ON, KHEO_PETITION_SENT_ON,
                 "sent-before-received");
  check_state (findings, self, record);
  if (units != NULL)
    check_unit (findings, self, record, units);
}
