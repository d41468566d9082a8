#include "kheo-reform-job.h"

#include "kheo-world.h"

#include <glib/gi18n-lib.h>

/* ---- Copies ---- */

static KheoReformAct *
act_dup (const KheoReformAct *act)
{
  KheoReformAct *copy = kheo_reform_act_new (act->kind);

  copy->level = act->level;
  copy->under = act->under;
  for (guint i = 0; i < act->olds->len; i++)
    kheo_reform_act_add_old (copy, g_array_index (act->olds, gint64, i));
  for (guint i = 0; i < act->units->len; i++)
    {
      const KheoReformActUnit *from = &g_array_index (act->units, KheoReformActUnit, i);
      KheoReformActUnit       *to = kheo_reform_act_add_unit (copy, from->unit_id, from->name);

      to->type = from->type;
      to->code = g_strdup (from->code);
      to->parent_id = from->parent_id;
      for (guint basis = 0; basis < KHEO_N_BASES; basis++)
        to->amounts[basis] = from->amounts[basis];
    }
  return copy;
}

KheoReformJob *
kheo_reform_job_new (KheoImport               *import,
                     GPtrArray                *acts,
                     GArray                   *chosen,
                     KheoDate                  date,
                     const KheoReformDecision *decision)
{
  KheoReformJob *job = g_new0 (KheoReformJob, 1);

  job->import = import;
  job->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  for (guint i = 0; acts != NULL && i < acts->len; i++)
    g_ptr_array_add (job->acts, act_dup (g_ptr_array_index (acts, i)));
  job->chosen =
      chosen != NULL ? g_array_copy (chosen) : g_array_new (FALSE, FALSE, sizeof (KheoChosenUnit));
  job->date = date;
  if (decision != NULL)
    kheo_reform_decision_copy (&job->decision, decision);
  return job;
}

void
kheo_reform_job_free (gpointer data)
{
  KheoReformJob *job = data;

  g_ptr_array_unref (job->acts);
  g_array_unref (job->chosen);
  kheo_reform_decision_clear (&job->decision);
  g_free (job);
}

/* ---- Names ---- */

static const char *
founded_name (GPtrArray *acts, gint64 handle)
{
  for (guint i = 0; i < acts->len; i++)
    {
      const KheoReformAct *act = g_ptr_array_index (acts, i);

      for (guint k = 0; k < act->units->len; k++)
        {
          const KheoReformActUnit *unit = &g_array_index (act->units, KheoReformActUnit, k);

          if (unit->unit_id == handle && unit->name != NULL)
            return unit->name;
        }
    }
  return NULL;
}

/* "Xã A", or the name an act of @acts gives to what it founds; NULL: neither. */
static char *
dup_name (GPtrArray *acts, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version =
      unit_id > 0 && units != NULL ? kheo_units_get_version (units, unit_id, day) : NULL;

  if (unit_id < 0)
    return g_strdup (founded_name (acts, unit_id));
  return g_strdup (version ? version->name : NULL);
}

/* ---- What the rows say ---- */

static char *
join_olds (GPtrArray *acts, const KheoReformAct *act, KheoUnits *units, KheoDate date)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < act->olds->len; i++)
    {
      g_autofree char *name =
          dup_name (acts, units, g_array_index (act->olds, gint64, i), date - 1);

      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  if (act->kind == KHEO_ACT_ABOLISH_LEVEL)
    {
      g_autofree char *under = dup_name (acts, units, act->under, date - 1);
      const char      *level = kheo_level_label (act->level);

      /* Translators: all units of a level within a unit: "District: Tỉnh Sơn La". */
      g_string_append_printf (text, _ ("%s: %s"), level, under ? under : _ ("Whole book"));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_entry (GPtrArray               *acts,
                const KheoReformAct     *act,
                const KheoReformActUnit *entry,
                KheoUnits               *units,
                KheoDate                 date)
{
  gint64           told = act->kind == KHEO_ACT_CHANGE_PARENT ? entry->parent_id : entry->unit_id;
  g_autofree char *name = entry->name && act->kind != KHEO_ACT_CHANGE_PARENT
                              ? g_strdup (entry->name)
                              : dup_name (acts, units, told, date - 1);

  if (act->kind == KHEO_ACT_CHANGE_TYPE && entry->type != NULL && entry->name == NULL)
    return g_strdup (_ (entry->type->label));
  return g_steal_pointer (&name);
}

static char *
join_news (GPtrArray *acts, const KheoReformAct *act, KheoUnits *units, KheoDate date)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < act->units->len; i++)
    {
      g_autofree char *name = describe_entry (
          acts, act, &g_array_index (act->units, KheoReformActUnit, i), units, date);

      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static KheoRehearsal *
rehearse_acts (KheoReformJob *job, KheoUnits *units, KheoReformPlan *plan)
{
  guint                        n = job->acts->len;
  g_autofree KheoRehearsalRow *rows = g_new0 (KheoRehearsalRow, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const KheoReformAct *act = g_ptr_array_index (job->acts, i);

      rows[i].number = g_strdup_printf ("%u", i + 1);
      rows[i].old_name = join_olds (job->acts, act, units, job->date);
      rows[i].new_name = join_news (job->acts, act, units, job->date);
      rows[i].share = g_strdup (kheo_act_kind_label (act->kind));
    }
  return kheo_rehearsal_new (plan, units, rows, n, TRUE);
}

/* "Phường Hồng Gai (06652)", with the district that told it from others. */
static char *
describe_side (const char *name, const char *code, const char *above)
{
  g_autoptr (GString) text = g_string_new (name ? name : above);

  if (code != NULL && *code != '\0' && name != NULL)
    g_string_append_printf (text, " (%s)", code);
  if (name != NULL && above != NULL && *above != '\0')
    g_string_append_printf (text, ", %s", above);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a person chose for the old unit; NULL: nothing. */
static char *
describe_chosen (const KheoConversionRow *row, KheoUnits *units, KheoDate date)
{
  const KheoUnitVersion *version =
      row->old_id != 0 ? kheo_units_get_version (units, row->old_id, date - 1) : NULL;

  return version != NULL ? g_strdup_printf (_ ("Chosen: “%s”."), version->name) : NULL;
}

static KheoRehearsal *
rehearse_table (KheoReformJob *job, KheoUnits *units, const KheoReformPlan *plan)
{
  guint                        n = kheo_import_get_n_reform_rows (job->import);
  g_autofree KheoRehearsalRow *rows = g_new0 (KheoRehearsalRow, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      guint                    sheet, row;
      const KheoConversionRow *from = kheo_import_get_reform_row (job->import, i, &sheet, &row);

      rows[i].number = g_strdup_printf ("%u", row + 1);
      rows[i].old_name = describe_side (from->old_name, from->old_code, from->old_district);
      rows[i].new_name = describe_side (from->new_name, from->new_code, NULL);
      if (from->share == KHEO_SHARE_KEPT)
        rows[i].share = g_strdup (_ ("It goes on"));
      rows[i].note = describe_chosen (from, units, kheo_reform_plan_get_date (plan));
    }
  return kheo_rehearsal_new (plan, units, rows, n, FALSE);
}

/* ---- Jobs ---- */

/* What the person says instead of the table, for its next match. */
static void
tell_import (const KheoReformJob *job)
{
  guint n = kheo_import_get_n_reform_rows (job->import);

  kheo_import_set_reform (job->import, job->date, &job->decision);
  for (guint i = 0; i < job->chosen->len; i++)
    {
      const KheoChosenUnit *chosen = &g_array_index (job->chosen, KheoChosenUnit, i);

      if (chosen->row < n)
        kheo_import_choose_reform_unit (job->import, chosen->row, chosen->unit_id);
    }
}

/* The table does not say the day, and nobody has. */
static KheoRehearsal *
rehearse_nothing (void)
{
  KheoRehearsal *self = g_new0 (KheoRehearsal, 1);

  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->olds = g_ptr_array_new_with_free_func (g_object_unref);
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

gpointer
kheo_reform_job_rehearse (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoReformJob *job = data;
  KheoWorld     *world = kheo_world_get (db, error);
  KheoUnits     *units = world ? kheo_world_get_units (world) : NULL;
  g_autoptr (KheoReformPlan) made = NULL;
  g_autoptr (KheoRehearsal) self = NULL;
  const KheoReformPlan *plan;

  if (units == NULL)
    return NULL;
  job->progress.cancellable = cancellable;
  if (job->import == NULL)
    {
      made = kheo_reform_plan_from_acts (
          units, job->date, (const KheoReformAct *const *) job->acts->pdata, job->acts->len);
      plan = made;
      self = rehearse_acts (job, units, made);
    }
  else
    {
      tell_import (job);
      if (!kheo_import_match (job->import, db, &job->progress, error))
        return NULL;
      plan = kheo_import_get_reform (job->import);
      self = plan ? rehearse_table (job, units, plan) : rehearse_nothing ();
    }
  if (plan != NULL && !kheo_rehearsal_add_impact (self, plan, units, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

gpointer
kheo_reform_job_apply (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoReformJob *job = data;
  KheoWorld     *world = kheo_world_get (db, error);
  g_autoptr (KheoReformPlan) plan = NULL;

  if (world == NULL)
    return NULL;
  job->progress.cancellable = cancellable;
  if (job->import != NULL)
    {
      tell_import (job);
      return kheo_import_commit (job->import, db, &job->progress, error) ? GINT_TO_POINTER (1)
                                                                         : NULL;
    }
  plan =
      kheo_reform_plan_from_acts (kheo_world_get_units (world), job->date,
                                  (const KheoReformAct *const *) job->acts->pdata, job->acts->len);
  return kheo_reform_apply (plan, db, &job->decision, &job->progress, NULL, error)
             ? GINT_TO_POINTER (1)
             : NULL;
}

char *
kheo_reform_job_make_title (const KheoReformJob *job, KheoUnits *units)
{
  g_autofree char *date = kheo_date_format (job->date);

  if (job->decision.title != NULL && *job->decision.title != '\0')
    return g_strdup (job->decision.title);
  if (job->acts->len == 1 && units != NULL)
    return kheo_reform_act_describe (g_ptr_array_index (job->acts, 0), units, job->date);
  return g_strdup_printf (_ ("Reform of units from %s"), date);
}
