/* What must hold of units in time: of those of a book, and of a draft before it is written. */
#include "kheo-unit-draft.h"
#include "kheo-units-private.h"

#include "kheo-schema.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const KheoUnitDraft *draft;
  KheoDate             from;
  KheoUnitFaultFunc    func;
  gpointer             user_data;
} Check;

static KheoDate
end_of (KheoDate to)
{
  return to != KHEO_DATE_UNKNOWN ? to : G_MAXUINT32;
}

static void
fault (const Check *check, char *sentence)
{
  check->func (sentence, check->user_data);
}

/* ---- Versions of one unit follow each other day by day ---- */

static void
check_versions (const Check *check, guint unit)
{
  guint                  n = 0;
  const KheoUnitVersion *versions = kheo_unit_draft_get_versions (check->draft, unit, &n);

  for (guint v = 1; v < n; v++)
    {
      const KheoUnitVersion *before = &versions[v - 1];
      const KheoUnitVersion *version = &versions[v];
      g_autofree char       *on = NULL;

      if (end_of (version->valid_to) < check->from ||
          (guint64) end_of (before->valid_to) + 1 == version->valid_from)
        continue;
      on = kheo_date_format (version->valid_from);
      if (end_of (before->valid_to) >= version->valid_from)
        fault (check, g_strdup_printf (_ ("“%s” is two things at once on %s; correct its days."),
                                       version->name, on));
      else
        fault (check, g_strdup_printf (_ ("“%s” does not exist just before %s though it did "
                                          "earlier; correct its days."),
                                       version->name, on));
    }
}

/* ---- Parents live ---- */

static void
check_parent (const Check *check, const KheoUnitVersion *version)
{
  int                    parent = kheo_unit_draft_find (check->draft, version->parent_id);
  const KheoUnitVersion *first, *last;
  guint                  n = 0;

  if (parent < 0)
    {
      fault (check, g_strdup_printf (_ ("“%s” belongs to a unit that is not in the book."),
                                     version->name));
      return;
    }
  first = kheo_unit_draft_get_versions (check->draft, (guint) parent, &n);
  last = &first[n - 1];
  if (first->valid_from > MAX (version->valid_from, check->from) ||
      end_of (last->valid_to) < end_of (version->valid_to))
    fault (check, g_strdup_printf (_ ("“%s” belongs to “%s” on days when that does not exist."),
                                   version->name, last->name));
}

static void
check_parents (const Check *check, guint unit)
{
  guint                  n = 0;
  const KheoUnitVersion *versions = kheo_unit_draft_get_versions (check->draft, unit, &n);

  for (guint v = 0; v < n; v++)
    if (versions[v].parent_id != 0 && end_of (versions[v].valid_to) >= check->from)
      check_parent (check, &versions[v]);
}

/* ---- No circles ---- */

static int
parent_on (const KheoUnitDraft *draft, guint unit, KheoDate day)
{
  guint                  n = 0;
  const KheoUnitVersion *versions = kheo_unit_draft_get_versions (draft, unit, &n);
  guint                  nearest = 0;

  for (guint v = 1; v < n && versions[v].valid_from <= day; v++)
    nearest = v;
  return versions[nearest].parent_id != 0
             ? kheo_unit_draft_find (draft, versions[nearest].parent_id)
             : -1;
}

static gboolean
comes_to_a_root (const KheoUnitDraft *draft, guint unit, KheoDate day)
{
  int at = (int) unit;

  for (guint depth = 0; depth < KHEO_DEPTH_MAX; depth++)
    {
      at = parent_on (draft, (guint) at, day);
      if (at < 0)
        return TRUE;
    }
  return FALSE;
}

/* A circle closes on the first day of one of its versions: to look from there is enough. */
static void
check_circles (const Check *check, guint unit)
{
  guint                  n = 0;
  const KheoUnitVersion *versions = kheo_unit_draft_get_versions (check->draft, unit, &n);

  for (guint v = 0; v < n; v++)
    {
      KheoDate         day = MAX (MAX (versions[v].valid_from, check->from), 1);
      g_autofree char *on = NULL;

      if (end_of (versions[v].valid_to) < day || comes_to_a_root (check->draft, unit, day))
        continue;
      on = kheo_date_format (day);
      fault (check,
             g_strdup_printf (_ ("“%s” lies below itself on %s; correct what it belongs to."),
                              versions[v].name, on));
      return;
    }
}

/* ---- All ---- */

void
kheo_unit_draft_check (const KheoUnitDraft *self,
                       KheoDate             from,
                       KheoUnitFaultFunc    func,
                       gpointer             user_data)
{
  static void (*const checks[]) (const Check *, guint) = { check_versions, check_parents,
                                                           check_circles };
  Check check = { self, from, func, user_data };

  g_return_if_fail (self != NULL && func != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      for (guint u = 0; u < kheo_unit_draft_get_n (self); u++)
        checks[i](&check, u);
      func (NULL, user_data);
    }
}

/* ---- Successions ---- */

static gboolean
lives_on (KheoUnits *units, guint unit, KheoDate day)
{
  return units->versions[units->first[unit]]->valid_from <= day &&
         end_of (units->versions[units->first[unit + 1] - 1]->valid_to) >= day;
}

static char *
check_link (KheoUnits *units, const KheoSuccession *link)
{
  int              old = kheo_units_find (units, link->old_id);
  int              new_unit = kheo_units_find (units, link->new_id);
  const char      *old_name, *new_name;
  g_autofree char *on = kheo_date_format (link->date);

  if (old < 0 || new_unit < 0 || link->date == KHEO_DATE_UNKNOWN)
    return NULL;
  old_name = units->versions[units->first[old + 1] - 1]->name;
  new_name = units->versions[units->first[new_unit]]->name;
  if (link->whole && end_of (units->versions[units->first[old + 1] - 1]->valid_to) >= link->date)
    return g_strdup_printf (_ ("“%s” lives on after %s, though it became wholly another unit then; "
                               "give its last day."),
                            old_name, on);
  if (!lives_on (units, (guint) new_unit, link->date))
    return g_strdup_printf (_ ("“%s” became “%s” on %s, a day when that does not exist; correct "
                               "the days."),
                            old_name, new_name, on);
  for (guint b = 0; b < KHEO_N_BASES && link->whole; b++)
    if (link->weights[b] >= 0)
      return g_strdup_printf (_ ("“%s” became wholly “%s”, yet an amount of it is given; take the "
                                 "amount away."),
                              old_name, new_name);
  return NULL;
}

void
kheo_unit_check_successions (KheoUnits *units, KheoUnitFaultFunc func, gpointer user_data)
{
  g_return_if_fail (units != NULL && func != NULL);

  for (guint i = 0; i < units->successions->len; i++)
    {
      char *sentence = check_link (units, &g_array_index (units->successions, KheoSuccession, i));

      if (sentence != NULL)
        func (sentence, user_data);
    }
  func (NULL, user_data);
}

/* ---- While taking back ---- */

static void
note_first (char *sentence, gpointer user_data)
{
  char **first = user_data;

  if (*first == NULL)
    *first = sentence;
  else
    g_free (sentence);
}

/* The first thing that is wrong; NULL. */
static char *
find_fault (KheoUnits *units)
{
  g_autoptr (KheoUnitDraft) as_is = kheo_unit_draft_new (units, 0);
  char *first = NULL;

  kheo_unit_draft_check (as_is, 0, note_first, &first);
  kheo_unit_check_successions (units, note_first, &first);
  return first;
}

static gboolean
look (KheoDb *db, GError **error)
{
  g_autoptr (KheoUnits) units = kheo_units_load (db, error);
  g_autofree char *fault = units != NULL ? find_fault (units) : NULL;

  if (fault == NULL)
    return units != NULL;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
               /* Translators: a whole sentence says what would be wrong. */
               _ ("Later changes build on this one; take them back first. Without it: %s"), fault);
  return FALSE;
}

void
kheo_unit_guard_books (void)
{
  kheo_schema_set_unit_guard (look);
}
