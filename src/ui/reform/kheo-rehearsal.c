#include "kheo-rehearsal.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>

/* ---- Rows and acts ---- */

static const char *
state_label (KheoReformState state, gboolean doubtful)
{
  switch (state)
    {
    case KHEO_REFORM_DONE:
      return _ ("There already");
    case KHEO_REFORM_REFUSED:
      return C_ ("reform", "Left out");
    case KHEO_REFORM_TAKEN:
    default:
      return doubtful ? _ ("To be looked at") : _ ("Ready");
    }
}

/* The problems of each row, in one line of text; the worst decides how the row looks. */
static void
add_problem (KheoReformLineFacts *facts, const KheoReformProblem *problem)
{
  char *before = facts->texts[KHEO_LINE_PROBLEM];

  facts->texts[KHEO_LINE_PROBLEM] =
      before ? g_strjoin (" · ", before, problem->message, NULL) : g_strdup (problem->message);
  facts->severity = MAX (facts->severity, problem->severity);
  facts->doubtful = TRUE;
  g_free (before);
}

/* What concerns no row stands after the rows. */
static KheoReformLine *
general_line (const KheoReformProblem *problem, KheoUnits *units, KheoDate date)
{
  KheoReformLineFacts    facts = { .act = G_MAXUINT, .old_id = problem->unit_id };
  const KheoUnitVersion *version =
      problem->unit_id != 0 ? kheo_units_get_version (units, problem->unit_id, date - 1) : NULL;

  facts.texts[KHEO_LINE_OLD] = g_strdup (version ? version->name : NULL);
  facts.texts[KHEO_LINE_STATE] = g_strdup (_ ("To be looked at"));
  add_problem (&facts, problem);
  return kheo_reform_line_new (&facts);
}

/* Where each row leads: the first unit that its links name. */
static void
follow_links (const KheoReformPlan *plan,
              KheoReformLineFacts  *facts,
              guint                 n_rows,
              gboolean              by_hand)
{
  const GArray *links = kheo_reform_plan_get_links (plan);
  const GArray *units = kheo_reform_plan_get_units (plan);

  for (guint i = 0; i < links->len; i++)
    {
      const KheoReformLink *link = &g_array_index (links, KheoReformLink, i);
      const KheoReformUnit *unit = &g_array_index (units, KheoReformUnit, link->unit);

      if (link->row >= n_rows)
        continue;
      if (facts[link->row].new_id == 0)
        facts[link->row].new_id = unit->unit_id;
      if (!by_hand && facts[link->row].texts[KHEO_LINE_SHARE] == NULL)
        facts[link->row].texts[KHEO_LINE_SHARE] =
            g_strdup (link->whole ? _ ("The whole unit") : _ ("A part of it"));
    }
}

static GPtrArray *
make_lines (const KheoReformPlan *plan,
            KheoUnits            *units,
            KheoRehearsalRow     *rows,
            guint                 n_rows,
            gboolean              by_hand)
{
  GPtrArray                      *lines = g_ptr_array_new_full (n_rows, g_object_unref);
  const GArray                   *problems = kheo_reform_plan_get_problems (plan);
  g_autofree KheoReformLineFacts *facts = g_new0 (KheoReformLineFacts, MAX (n_rows, 1));

  for (guint i = 0; i < n_rows; i++)
    {
      facts[i].texts[KHEO_LINE_NUMBER] = g_steal_pointer (&rows[i].number);
      facts[i].texts[KHEO_LINE_OLD] = g_steal_pointer (&rows[i].old_name);
      facts[i].texts[KHEO_LINE_NEW] = g_steal_pointer (&rows[i].new_name);
      facts[i].texts[KHEO_LINE_SHARE] = g_steal_pointer (&rows[i].share);
      facts[i].texts[KHEO_LINE_PROBLEM] = g_steal_pointer (&rows[i].note);
      facts[i].old_id = kheo_reform_plan_get_old (plan, i);
      facts[i].state = kheo_reform_plan_get_state (plan, i);
      facts[i].act = i;
    }
  follow_links (plan, facts, n_rows, by_hand);
  for (guint i = 0; i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      if (problem->row >= n_rows)
        continue;
      add_problem (&facts[problem->row], problem);
      /* Refused: the one that its code or name comes nearest to. */
      if (facts[problem->row].old_id == 0 && !problem->of_new)
        facts[problem->row].old_id = problem->unit_id;
    }
  for (guint i = 0; i < n_rows; i++)
    {
      facts[i].texts[KHEO_LINE_STATE] = g_strdup (state_label (facts[i].state, facts[i].doubtful));
      g_ptr_array_add (lines, kheo_reform_line_new (&facts[i]));
    }
  for (guint i = 0; i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      if (problem->row >= n_rows)
        g_ptr_array_add (lines, general_line (problem, units, kheo_reform_plan_get_date (plan)));
    }
  return lines;
}

KheoRehearsal *
kheo_rehearsal_new (const KheoReformPlan *plan,
                    KheoUnits            *units,
                    KheoRehearsalRow     *rows,
                    guint                 n_rows,
                    gboolean              by_hand)
{
  KheoRehearsal *self = g_new0 (KheoRehearsal, 1);

  self->lines = make_lines (plan, units, rows, n_rows, by_hand);
  self->olds = g_ptr_array_new_with_free_func (g_object_unref);
  self->news = g_ptr_array_new_with_free_func (g_object_unref);
  self->counts = kheo_reform_plan_count (plan);
  self->date = kheo_reform_plan_get_date (plan);
  self->has_work = kheo_reform_plan_has_work (plan);
  self->can_apply = kheo_reform_plan_can_apply (plan);
  for (guint i = 0; i < self->lines->len; i++)
    self->n_doubtful += kheo_reform_line_get (g_ptr_array_index (self->lines, i))->doubtful;
  return self;
}

void
kheo_rehearsal_free (KheoRehearsal *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->olds);
  g_ptr_array_unref (self->news);
  g_free (self);
}

/* ---- Impact ---- */

static void
fill_counts (KheoReformLineFacts *facts, const KheoReformImpactRow *row)
{
  facts->act = G_MAXUINT;
  facts->counts[KHEO_LINE_MODELS] = row->models;
  facts->counts[KHEO_LINE_FIGURES] = row->figures;
  facts->counts[KHEO_LINE_TARGETS] = row->targets;
  facts->counts[KHEO_LINE_OPEN_TARGETS] = row->open_targets;
  facts->counts[KHEO_LINE_DIVIDED] = row->divided;
}

static KheoReformLine *
old_line (const KheoReformImpactRow *row, KheoUnits *units, KheoDate date, GHashTable *ended)
{
  KheoReformLineFacts    facts = { .old_id = row->unit_id };
  const KheoUnitVersion *version = kheo_units_get_version (units, row->unit_id, date - 1);
  gboolean               ends = g_hash_table_contains (ended, &row->unit_id);

  fill_counts (&facts, row);
  facts.texts[KHEO_LINE_OLD] = g_strdup (version ? version->name : NULL);
  facts.texts[KHEO_LINE_SHARE] = g_strdup (ends ? _ ("ends") : _ ("gives a part away"));
  return kheo_reform_line_new (&facts);
}

static KheoReformLine *
new_line (const KheoReformImpactRow *row, const KheoReformUnit *unit)
{
  KheoReformLineFacts facts = { .new_id = unit->unit_id };

  fill_counts (&facts, row);
  facts.texts[KHEO_LINE_NEW] = g_strdup (unit->name);
  facts.texts[KHEO_LINE_SHARE] = g_strdup (unit->unit_id == 0   ? _ ("new")
                                           : unit->n_links == 0 ? _ ("changes")
                                                                : _ ("takes others in"));
  return kheo_reform_line_new (&facts);
}

gboolean
kheo_rehearsal_add_impact (
    KheoRehearsal *self, const KheoReformPlan *plan, KheoUnits *units, KheoDb *db, GError **error)
{
  g_autoptr (KheoReformImpact) impact = kheo_reform_impact_new (plan, db, error);
  g_autoptr (GHashTable) ended = g_hash_table_new (g_int64_hash, g_int64_equal);
  const GArray *ids = kheo_reform_plan_get_ended (plan);
  const GArray *plan_units = kheo_reform_plan_get_units (plan);

  if (impact == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (ended, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < impact->olds->len; i++)
    g_ptr_array_add (self->olds, old_line (&g_array_index (impact->olds, KheoReformImpactRow, i),
                                           units, self->date, ended));
  for (guint i = 0; i < impact->news->len; i++)
    {
      const KheoReformImpactRow *row = &g_array_index (impact->news, KheoReformImpactRow, i);

      if (row->unit >= 0)
        g_ptr_array_add (self->news, new_line (row, &g_array_index (plan_units, KheoReformUnit,
                                                                    (guint) row->unit)));
    }
  self->total = impact->total;
  return TRUE;
}

/* ---- In words ---- */

char *
kheo_rehearsal_describe (const KheoRehearsal *self)
{
  g_autofree char *ended = kheo_number_format (self->counts.units_ended);
  g_autofree char *begun = kheo_number_format (self->counts.units_begun);
  g_autofree char *kept = kheo_number_format (self->counts.units_kept);
  g_autofree char *models = kheo_number_format (self->total.models);
  g_autofree char *figures = kheo_number_format (self->total.figures);
  g_autofree char *targets = kheo_number_format (self->total.open_targets);

  if (!self->has_work)
    return g_strdup (_ ("Nothing would change."));
  return g_strdup_printf (
      /* Translators: six numbers; what stands is meant of the units that end. */
      _ ("%s units end, %s begin, %s go on changed. At the units that end stand %s models, %s "
         "figures and %s targets still open."),
      ended, begun, kept, models, figures, targets);
}
