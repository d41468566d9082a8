/* The plan itself: what is asked of it, and whether the map that it makes keeps the rules. */
#include "kheo-reform-private.h"
#include "kheo-units-private.h"

#include <glib/gi18n-lib.h>

#define MOST_FAULTS 20 /* are told */

/* ---- Making ---- */

static void
clear_unit (gpointer data)
{
  g_free (((KheoReformUnit *) data)->name);
  g_free (((KheoReformUnit *) data)->code);
}

static void
clear_problem (gpointer data)
{
  g_free (((KheoReformProblem *) data)->message);
}

KheoReformPlan *
kheo_reform_plan_alloc (KheoUnits *units, KheoDate date, guint n_rows)
{
  KheoReformPlan *self = g_new0 (KheoReformPlan, 1);

  self->units = kheo_units_ref (units);
  self->date = date;
  self->new_units = g_array_new (FALSE, TRUE, sizeof (KheoReformUnit));
  g_array_set_clear_func (self->new_units, clear_unit);
  self->links = g_array_new (FALSE, TRUE, sizeof (KheoReformLink));
  self->ended = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->moves = g_array_new (FALSE, TRUE, sizeof (KheoReformMove));
  self->problems = g_array_new (FALSE, TRUE, sizeof (KheoReformProblem));
  g_array_set_clear_func (self->problems, clear_problem);
  self->replaced = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->n_rows = n_rows;
  self->states = g_new0 (guint8, n_rows + 1);
  self->olds = g_new0 (gint64, n_rows + 1);
  return self;
}

void
kheo_reform_plan_free (KheoReformPlan *self)
{
  if (self == NULL)
    return;
  kheo_units_unref (self->units);
  g_array_unref (self->new_units);
  g_array_unref (self->links);
  g_array_unref (self->ended);
  g_array_unref (self->moves);
  g_array_unref (self->problems);
  g_array_unref (self->replaced);
  g_free (self->states);
  g_free (self->olds);
  g_free (self);
}

KheoReformProblem *
kheo_reform_plan_report (
    KheoReformPlan *self, guint row, KheoSeverity severity, const char *code, char *message)
{
  KheoReformProblem problem = { row, FALSE, severity, code, message, 0, 0, 0 };

  g_array_append_val (self->problems, problem);
  return &g_array_index (self->problems, KheoReformProblem, self->problems->len - 1);
}

/* ---- The map that it makes ---- */

static gint64
id_of_parent (const KheoReformPlan *self, const gint64 *ids, int unit, gint64 parent_id)
{
  return parent_id != 0 || unit < 0 ? parent_id : ids[unit];
}

/* What a unit that goes on has from the day on. */
static KheoUnitVersion
version_of_kept (const KheoReformPlan *self, const gint64 *ids, const KheoReformUnit *unit)
{
  KheoUnitVersion version = *kheo_units_get_version (self->units, unit->unit_id, self->date);
  gint64          parent_id = id_of_parent (self, ids, unit->parent, unit->parent_id);

  version.name = unit->name;
  version.type = unit->type;
  if (unit->code != NULL)
    version.code = unit->code;
  if (parent_id != 0)
    version.parent_id = parent_id;
  return version;
}

static void
draft_unit (const KheoReformPlan *self, KheoUnitDraft *draft, gint64 *ids, guint i)
{
  const KheoReformUnit *unit = kheo_reform_plan_unit (self, i);
  KheoUnitVersion       version = { .valid_from = self->date };

  ids[i] = unit->unit_id;
  if (unit->kept)
    {
      version = version_of_kept (self, ids, unit);
      kheo_unit_draft_change (draft, unit->unit_id, self->date, &version);
      return;
    }
  if (unit->unit_id != 0)
    return;
  version.name = unit->name;
  version.type = unit->type;
  version.code = unit->code;
  version.parent_id = id_of_parent (self, ids, unit->parent, unit->parent_id);
  ids[i] = kheo_unit_draft_found (draft, &version);
}

static void
draft_move (const KheoReformPlan *self, KheoUnitDraft *draft, const gint64 *ids, guint i)
{
  const KheoReformMove *move = &g_array_index (self->moves, KheoReformMove, i);
  KheoUnitVersion       version = *kheo_units_get_version (self->units, move->unit_id, self->date);

  version.parent_id = id_of_parent (self, ids, move->unit, move->parent_id);
  kheo_unit_draft_change (draft, move->unit_id, self->date, &version);
}

KheoUnitDraft *
kheo_reform_plan_draft (const KheoReformPlan *self, gint64 **out_ids)
{
  KheoUnitDraft *draft = kheo_unit_draft_new (self->units, self->new_units->len);
  gint64        *ids = g_new0 (gint64, self->new_units->len + 1);

  for (guint i = 0; i < self->new_units->len; i++)
    draft_unit (self, draft, ids, i);
  for (guint i = 0; i < self->moves->len; i++)
    draft_move (self, draft, ids, i);
  /* What cannot end stays, and those that look on see it (settle). */
  for (guint i = 0; i < self->ended->len; i++)
    kheo_unit_draft_end (draft, g_array_index (self->ended, gint64, i), self->date - 1);
  *out_ids = ids;
  return draft;
}

/* ---- Rules ---- */

static void
report_fault (char *sentence, gpointer user_data)
{
  KheoReformPlan *self = user_data;

  if (sentence == NULL)
    return;
  self->broken = TRUE;
  kheo_reform_plan_report (self, G_MAXUINT, KHEO_SEVERITY_ERROR, "not-consistent", sentence);
}

static const KheoSuccession *
succession_at (const KheoReformPlan *self, guint index)
{
  return &g_array_index (self->units->successions, KheoSuccession, index);
}

static gboolean
is_replaced (const KheoReformPlan *self, gint64 succession_id)
{
  for (guint i = 0; i < self->replaced->len; i++)
    if (g_array_index (self->replaced, gint64, i) == succession_id)
      return TRUE;
  return FALSE;
}

/* Does the book say the same of that day already? */
static gboolean
is_known (const KheoReformPlan *self, const KheoReformLink *link)
{
  const KheoUnits *units = self->units;
  gint64           new_id = kheo_reform_plan_unit (self, (guint) link->unit)->unit_id;
  guint            old = (guint) kheo_units_find (self->units, link->old_id);

  for (guint i = units->old_first[old]; i < units->old_first[old + 1] && new_id != 0; i++)
    if (succession_at (self, units->old_links[i])->date == self->date &&
        succession_at (self, units->old_links[i])->new_id == new_id &&
        !is_replaced (self, succession_at (self, units->old_links[i])->id))
      return TRUE;
  return FALSE;
}

static void
report_second (KheoReformPlan *self, const char *name)
{
  g_autofree char *on = kheo_date_format (self->date);

  report_fault (g_strdup_printf (_ ("“%s” took part in another reform of %s; take that back and "
                                    "make one reform of both."),
                                 name, on),
                self);
}

/* Units that end but have changed since, or began that very day. */
static void
check_ended (KheoReformPlan *self, const KheoUnitDraft *draft)
{
  g_autofree char *on = kheo_date_format (self->date);

  for (guint i = 0; i < self->ended->len; i++)
    {
      int   unit = kheo_unit_draft_find (draft, g_array_index (self->ended, gint64, i));
      guint n = 0;
      const KheoUnitVersion *versions = kheo_unit_draft_get_versions (draft, (guint) unit, &n);

      if (n == 1 && versions[0].valid_from == self->date)
        report_second (self, versions[0].name);
      else if (versions[n - 1].valid_to != self->date - 1)
        report_fault (g_strdup_printf (_ ("“%s” has changed since %s; take that change back "
                                          "first."),
                                       versions[n - 1].name, on),
                      self);
    }
}

static void
check_links (KheoReformPlan *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const KheoReformLink *link = kheo_reform_plan_link (self, i);

      if (is_known (self, link))
        report_second (self, kheo_units_get_version (self->units, link->old_id, self->date)->name);
    }
}

static void
check_rules (KheoReformPlan *self)
{
  g_autofree gint64 *ids = NULL;
  g_autoptr (KheoUnitDraft) draft = kheo_reform_plan_draft (self, &ids);
  guint before = self->problems->len;

  check_ended (self, draft);
  check_links (self);
  kheo_unit_draft_check (draft, self->date, report_fault, self);
  if (self->problems->len > before + MOST_FAULTS)
    g_array_set_size (self->problems, before + MOST_FAULTS);
}

static void
count (KheoReformPlan *self)
{
  for (guint i = 0; i < self->new_units->len; i++)
    {
      self->counts.units_begun += kheo_reform_plan_unit (self, i)->unit_id == 0;
      self->counts.units_kept += kheo_reform_plan_unit (self, i)->kept;
    }
  for (guint i = 0; i < self->links->len; i++)
    if (kheo_reform_plan_link (self, i)->whole)
      self->counts.whole++;
    else
      self->counts.part++;
  self->counts.units_ended = self->ended->len;
  for (guint i = 0; i < self->n_rows; i++)
    {
      self->counts.rows_done += self->states[i] == KHEO_REFORM_DONE;
      self->counts.rows_refused += self->states[i] == KHEO_REFORM_REFUSED;
    }
}

void
kheo_reform_plan_settle (KheoReformPlan *self)
{
  kheo_reform_plan_compose (self);
  count (self);
  check_rules (self);
}

/* ---- Asked of a plan ---- */

KheoDate
kheo_reform_plan_get_date (const KheoReformPlan *self)
{
  return self->date;
}

KheoReformCounts
kheo_reform_plan_count (const KheoReformPlan *self)
{
  return self->counts;
}

KheoReformState
kheo_reform_plan_get_state (const KheoReformPlan *self, guint row_index)
{
  return (KheoReformState) self->states[row_index];
}

gint64
kheo_reform_plan_get_old (const KheoReformPlan *self, guint row_index)
{
  return self->olds[row_index];
}

const GArray *
kheo_reform_plan_get_units (const KheoReformPlan *self)
{
  return self->new_units;
}

const GArray *
kheo_reform_plan_get_links (const KheoReformPlan *self)
{
  return self->links;
}

const GArray *
kheo_reform_plan_get_ended (const KheoReformPlan *self)
{
  return self->ended;
}

const GArray *
kheo_reform_plan_get_problems (const KheoReformPlan *self)
{
  return self->problems;
}

gboolean
kheo_reform_plan_has_work (const KheoReformPlan *self)
{
  return self->counts.units_begun > 0 || self->counts.units_kept > 0 || self->links->len > 0 ||
         self->ended->len > 0 || self->moves->len > 0;
}

gboolean
kheo_reform_plan_can_apply (const KheoReformPlan *self)
{
  return !self->broken && !(self->strict && self->counts.rows_refused > 0) &&
         kheo_reform_plan_has_work (self);
}

static const char *
name_before (const KheoReformPlan *self, gint64 unit_id)
{
  return kheo_units_get_version (self->units, unit_id, self->date - 1)->name;
}

char *
kheo_reform_plan_dup_title (const KheoReformPlan *self)
{
  g_autoptr (GString) olds = g_string_new (NULL);
  g_autofree char *on = NULL;
  int              to = self->links->len > 0 ? kheo_reform_plan_link (self, 0)->unit : -1;

  for (guint i = 0; i < self->links->len && to >= 0; i++)
    {
      const KheoReformLink *link = kheo_reform_plan_link (self, i);

      if (link->unit != to || olds->len > 200)
        to = -1;
      g_string_append_printf (olds, "%s%s", i > 0 ? ", " : "", name_before (self, link->old_id));
    }
  if (to >= 0)
    return g_strdup_printf ("%s → %s", olds->str, kheo_reform_plan_unit (self, (guint) to)->name);
  on = kheo_date_format (self->date);
  /* Translators: the day, then three numbers of units. */
  return g_strdup_printf (_ ("Reform of %s: %u units ended, %u founded, %u changed"), on,
                          self->counts.units_ended, self->counts.units_begun,
                          self->counts.units_kept + self->moves->len);
}
