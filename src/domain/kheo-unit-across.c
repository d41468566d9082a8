#include "kheo-unit-across.h"

#include "kheo-columns.h"
#include "kheo-matters.h"
#include "kheo-period.h"
#include "kheo-registers.h"
#include "kheo-units-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NAMED 2 /* heirs that are named where a unit was divided; the others are counted */

static gboolean
lives_on (KheoUnits *self, guint unit, KheoDate day)
{
  return kheo_units_version_on (self, unit, day) >= 0;
}

static int
compare_relatives (gconstpointer a, gconstpointer b)
{
  const KheoUnitRelative *x = a;
  const KheoUnitRelative *y = b;

  if (x->succession->date != y->succession->date)
    return x->succession->date < y->succession->date ? -1 : 1;
  return x->succession->id < y->succession->id ? -1 : x->succession->id > y->succession->id;
}

GArray *
kheo_units_list_relatives (KheoUnits *self, gint64 unit_id, gboolean later)
{
  GArray *relatives = g_array_new (FALSE, FALSE, sizeof (KheoUnitRelative));
  guint  *first = later ? self->old_first : self->new_first;
  guint  *links = later ? self->old_links : self->new_links;
  int     unit;

  g_return_val_if_fail (self != NULL, relatives);

  unit = kheo_units_find (self, unit_id);
  if (unit < 0)
    return relatives;
  for (guint i = first[unit]; i < first[unit + 1]; i++)
    {
      const KheoSuccession *link = &g_array_index (self->successions, KheoSuccession, links[i]);
      KheoUnitRelative      relative = { later ? link->new_id : link->old_id, link };

      g_array_append_val (relatives, relative);
    }
  g_array_sort (relatives, compare_relatives);
  return relatives;
}

/* ---- Who stands for a unit on a day ---- */

typedef struct
{
  KheoUnits *units;
  KheoDate   day;
  gboolean   later;  /* the direction that leads to the day */
  KheoDate   turned; /* the last day of the successions on the way */
  GArray    *seen;   /* of guint: a circle of damaged data ends */
  GArray    *found;  /* of gint64 */
} Standing;

static gboolean
add_new (GArray *seen, guint unit)
{
  for (guint i = 0; i < seen->len; i++)
    if (g_array_index (seen, guint, i) == unit)
      return FALSE;
  g_array_append_val (seen, unit);
  return TRUE;
}

static void
follow (Standing *standing, guint unit)
{
  KheoUnits *self = standing->units;
  guint     *first = standing->later ? self->old_first : self->new_first;
  guint     *links = standing->later ? self->old_links : self->new_links;

  if (!add_new (standing->seen, unit))
    return;
  if (lives_on (self, unit, standing->day))
    {
      g_array_append_val (standing->found, self->ids[unit]);
      return;
    }
  for (guint i = first[unit]; i < first[unit + 1]; i++)
    {
      const KheoSuccession *link = &g_array_index (self->successions, KheoSuccession, links[i]);
      int next = kheo_units_find (self, standing->later ? link->new_id : link->old_id);

      if (next < 0)
        continue;
      standing->turned = MAX (standing->turned, link->date);
      follow (standing, (guint) next);
    }
}

static GArray *
find_standing (KheoUnits *self, guint unit, KheoDate day, KheoDate *out_turned)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));
  Standing standing = {
    .units = self,
    .day = day,
    .later = self->versions[self->first[unit]]->valid_from <= day,
    .seen = seen,
    .found = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  follow (&standing, unit);
  *out_turned = standing.turned;
  return standing.found;
}

GArray *
kheo_units_list_standing (KheoUnits *self, gint64 unit_id, KheoDate day)
{
  KheoDate turned;
  int      unit;

  g_return_val_if_fail (self != NULL, NULL);

  unit = kheo_units_find (self, unit_id);
  if (unit < 0)
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  return find_standing (self, (guint) unit, day != KHEO_DATE_UNKNOWN ? day : kheo_date_today (),
                        &turned);
}

/* ---- Names ---- */

/* "A", "A, B", "A, B and 2 other units"; @out_same: it is one unit with the name @but. */
static char *
name_heirs (KheoUnits *self, GArray *heirs, KheoDate day, const char *but, gboolean *out_same)
{
  GString         *names = g_string_new (NULL);
  guint            left = heirs->len > MOST_NAMED ? heirs->len - MOST_NAMED : 0;
  g_autofree char *all = NULL;

  for (guint i = 0; i < MIN (heirs->len, MOST_NAMED); i++)
    {
      gint64                 id = g_array_index (heirs, gint64, i);
      const KheoUnitVersion *version = kheo_units_get_version (self, id, day);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", version->name);
    }
  all = g_string_free (names, FALSE);
  *out_same = heirs->len == 1 && strcmp (all, but) == 0;
  if (left == 0)
    return g_steal_pointer (&all);
  /* Translators: %s are the names of two units, %u is how many more there are. */
  return g_strdup_printf (ngettext ("%s and %u other unit", "%s and %u other units", left), all,
                          left);
}

static char *
join_change (const char *before, const char *after, KheoDate day)
{
  g_autofree char *on = day != KHEO_DATE_UNKNOWN ? kheo_date_format (day) : NULL;

  if (on == NULL)
    return g_strdup_printf ("%s → %s", before, after);
  /* Translators: name of a unit, name of what it became, day of the change. */
  return g_strdup_printf (_ ("%s → %s, %s"), before, after, on);
}

static char *
format_ended (KheoUnits *self, guint unit, const char *name)
{
  KheoDate         last = self->versions[self->first[unit + 1] - 1]->valid_to;
  g_autofree char *on = kheo_date_format (last);

  /* Translators: name of a unit that no other followed, its last day. */
  return g_strdup_printf (_ ("%s (until %s)"), name, on);
}

/* A unit that lives on @until, maybe under another name. */
static char *
format_renamed (KheoUnits *self, guint unit, guint then, KheoDate until)
{
  guint       now = (guint) kheo_units_version_on (self, unit, until);
  const char *name = self->versions[then]->name;
  guint       turn = now;

  if (strcmp (name, self->versions[now]->name) == 0)
    return g_strdup (name);
  while (turn > then + 1 && strcmp (self->versions[turn - 1]->name, self->versions[now]->name) == 0)
    turn--;
  return join_change (name, self->versions[now]->name, self->versions[turn]->valid_from);
}

char *
kheo_units_format_across (KheoUnits *self, gint64 unit_id, KheoDate day, KheoDate until)
{
  g_autoptr (GArray) heirs = NULL;
  g_autofree char *after = NULL;
  gboolean         same = FALSE;
  KheoDate         turned;
  const char      *name;
  guint            then;
  int              unit;

  g_return_val_if_fail (self != NULL, NULL);

  unit = kheo_units_find (self, unit_id);
  if (unit < 0)
    return NULL;
  until = until != KHEO_DATE_UNKNOWN ? until : kheo_date_today ();
  day = day != KHEO_DATE_UNKNOWN ? day : until;
  then = kheo_units_nearest_version (self, (guint) unit, day);
  name = self->versions[then]->name;
  /* A map of before the unit's time has no later name for it. */
  if (until < self->versions[then]->valid_from)
    return g_strdup (name);
  if (lives_on (self, (guint) unit, until))
    return format_renamed (self, (guint) unit, then, until);

  heirs = find_standing (self, (guint) unit, until, &turned);
  if (heirs->len == 0)
    return format_ended (self, (guint) unit, name);
  after = name_heirs (self, heirs, until, name, &same);
  return same ? g_strdup (name) : join_change (name, after, turned);
}

/* ---- Days of records ---- */

static KheoDate
day_of_period (const char *text)
{
  KheoPeriod period;

  return text != NULL && kheo_period_parse (text, &period, NULL) ? period.to : KHEO_DATE_UNKNOWN;
}

KheoDate
kheo_record_get_day (KheoRecord *record)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  KheoDate            today = kheo_date_today ();
  KheoDate            day = KHEO_DATE_UNKNOWN;

  if (reg == &kheo_register_models)
    {
      int      year = (int) kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0);
      KheoSpan known = kheo_span_parse (kheo_record_get_text (record, KHEO_MODEL_REGISTERED_ON));

      if (known != 0)
        day = kheo_span_last (known);
      if (day == KHEO_DATE_UNKNOWN && year > 0)
        day = kheo_date_new (year, 12, 31);
    }
  else if (kheo_matters_of (reg) != NULL)
    day = kheo_matters_get_day (record);
  else if (reg == &kheo_register_figures)
    day = day_of_period (kheo_record_get_text (record, KHEO_FIGURE_PERIOD));
  else if (reg == &kheo_register_targets)
    day = day_of_period (kheo_record_get_text (record, KHEO_TARGET_PERIOD));
  return day != KHEO_DATE_UNKNOWN ? MIN (day, today) : today;
}
