/*
 * What was still open at units that end: handed to their successors where a rule allows, else a
 * task.  Each register of open matters has an entry in the table at the end.
 *
 * Targets: what was set for the old units stays as it is.  A unit that the reform founds gets a
 * target when all that went wholly into it have one for the same indicator and period and the same
 * direction, and nothing that went into it in part has one: their sum where the indicator is added
 * across units, else their value when it is the same for all.  Not while one of them waits for a
 * decision since an earlier reform.  For a unit that goes on a person decides; what was set for it
 * until then is kept for older maps (kheo-target-before.h).
 *
 * Tasks and petitions: kheo-reform-hand-over-matters.c.
 */
#include "kheo-reform-write.h"

#include "kheo-indicators.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-target-before.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The open targets of a unit.  Undecided: a target of what the unit took in, itself or by way of
 * others, is still beside it, as an earlier reform left it. */
static const char targets_of_unit[] =
    "SELECT id, indicator_id, period, value, direction,"
    " EXISTS (SELECT 1 FROM target_before AS b WHERE b.target_id = target.id"
    "         AND b.value = target.value AND EXISTS ("
    "   WITH RECURSIVE old (id) AS ("
    "     SELECT old_id FROM succession"
    "      WHERE new_id = target.unit_id AND date = date (b.until, '+1 day')"
    "     UNION SELECT s.old_id FROM old JOIN succession AS s ON s.new_id = old.id)"
    "   SELECT 1 FROM old JOIN target AS o ON o.unit_id = old.id"
    "    AND o.indicator_id = target.indicator_id AND o.period = target.period))"
    " FROM target WHERE unit_id = :unit ORDER BY id";

typedef struct
{
  gint64   id, indicator_id, unit_id;
  char    *period;
  char    *direction;
  gint64   value;
  int      to; /* index of the unit that its unit wholly became, -1 */
  gboolean undecided;
  gboolean handed_over;
} OpenTarget;

typedef struct
{
  KheoReformWrite *write;
  KheoIndicators  *indicators;
  GArray          *targets; /* OpenTarget */
  GHashTable      *groups;  /* "to|indicator|period" → GArray of guint: places in targets */
  GPtrArray       *order;   /* keys of the groups as they came, borrowed */
  GHashTable      *in_part; /* "to|indicator|period" of targets of units that came in part */
  guint           *n_whole; /* by unit of the plan */
} Targets;

/* ---- Reading ---- */

static void
clear_target (gpointer data)
{
  g_free (((OpenTarget *) data)->period);
  g_free (((OpenTarget *) data)->direction);
}

static gboolean
read_targets (Targets *self, KheoStmt *stmt, gint64 unit_id, GError **error)
{
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      OpenTarget target = { .unit_id = unit_id, .to = -1 };

      if (!kheo_reform_is_open (kheo_stmt_get_text (stmt, 2), self->write->plan->date))
        continue;
      target.id = kheo_stmt_get_int (stmt, 0);
      target.indicator_id = kheo_stmt_get_int (stmt, 1);
      target.period = g_strdup (kheo_stmt_get_text (stmt, 2));
      target.value = kheo_stmt_get_int (stmt, 3);
      target.direction = g_strdup (kheo_stmt_get_text (stmt, 4));
      target.undecided = kheo_stmt_get_int (stmt, 5) != 0;
      g_array_append_val (self->targets, target);
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Of the units that end: of one that goes on they hold. */
static gboolean
read_all (Targets *self, GError **error)
{
  const KheoReformPlan *plan = self->write->plan;
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (self->write->db, targets_of_unit);

  for (guint i = 0; i < plan->ended->len; i++)
    if (!read_targets (self, stmt, g_array_index (plan->ended, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* ---- Grouping ---- */

static char *
key_of (int to, const OpenTarget *target)
{
  return g_strdup_printf ("%d|%" G_GINT64_FORMAT "|%s", to, target->indicator_id, target->period);
}

static void
add_to_group (Targets *self, guint place)
{
  OpenTarget *target = &g_array_index (self->targets, OpenTarget, place);
  char       *key = key_of (target->to, target);
  GArray     *group = g_hash_table_lookup (self->groups, key);

  if (group == NULL)
    {
      group = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->groups, key, group);
      g_ptr_array_add (self->order, key);
    }
  else
    g_free (key);
  g_array_append_val (group, place);
}

/* The successions that lead from each unit, by id. */
static GHashTable *
index_links (const KheoReformPlan *plan)
{
  GHashTable *by_old =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < plan->links->len; i++)
    {
      KheoReformLink *link = kheo_reform_plan_link (plan, i);
      GArray         *all = g_hash_table_lookup (by_old, &link->old_id);

      if (all == NULL)
        {
          all = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (by_old, &link->old_id, all);
        }
      g_array_append_val (all, i);
    }
  return by_old;
}

static void
group_all (Targets *self, GHashTable *by_old)
{
  const KheoReformPlan *plan = self->write->plan;

  for (guint i = 0; i < plan->links->len; i++)
    self->n_whole[kheo_reform_plan_link (plan, i)->unit] += kheo_reform_plan_link (plan, i)->whole;
  for (guint i = 0; i < self->targets->len; i++)
    {
      OpenTarget   *target = &g_array_index (self->targets, OpenTarget, i);
      const GArray *links = g_hash_table_lookup (by_old, &target->unit_id);

      for (guint l = 0; links != NULL && l < links->len; l++)
        {
          const KheoReformLink *link =
              kheo_reform_plan_link (plan, g_array_index (links, guint, l));

          if (link->whole)
            target->to = link->unit;
          else
            g_hash_table_add (self->in_part, key_of (link->unit, target));
        }
      if (target->to >= 0)
        add_to_group (self, i);
    }
}

/* ---- The rule ---- */

static OpenTarget *
member (const Targets *self, const GArray *group, guint i)
{
  return &g_array_index (self->targets, OpenTarget, g_array_index (group, guint, i));
}

/* What the new unit is to reach; FALSE when the rule does not say. */
static gboolean
find_value (const Targets *self, const char *key, const GArray *group, gint64 *out_value)
{
  const OpenTarget    *first = member (self, group, 0);
  const KheoIndicator *indicator = kheo_indicators_find (self->indicators, first->indicator_id);
  gboolean             adds = indicator != NULL && (indicator->across_units == KHEO_ACROSS_SUM ||
                                        indicator->across_units == KHEO_ACROSS_DISTINCT);

  if (indicator == NULL || !self->write->founded[first->to] || first->undecided ||
      group->len != self->n_whole[first->to] || g_hash_table_contains (self->in_part, key))
    return FALSE;
  *out_value = first->value;
  for (guint i = 1; i < group->len; i++)
    {
      const OpenTarget *target = member (self, group, i);

      if (target->undecided || strcmp (target->direction, first->direction) != 0 ||
          (!adds && target->value != first->value) ||
          (adds && __builtin_add_overflow (*out_value, target->value, out_value)))
        return FALSE;
    }
  return TRUE;
}

/* "Xã A 10 + Xã B 12, theo 1656/NQ-UBTVQH15" */
static char *
make_note (const Targets *self, const GArray *group)
{
  const KheoReformPlan *plan = self->write->plan;
  const KheoIndicator  *indicator =
      kheo_indicators_find (self->indicators, member (self, group, 0)->indicator_id);
  g_autoptr (GString) sum = g_string_new (NULL);

  for (guint i = 0; i < group->len; i++)
    {
      const OpenTarget *target = member (self, group, i);
      g_autofree char  *value = kheo_amount_format_full (&indicator->unit, target->value);

      g_string_append_printf (
          sum, "%s%s %s", i > 0 ? " + " : "",
          kheo_units_get_version (plan->units, target->unit_id, plan->date - 1)->name, value);
    }
  if (self->write->document == NULL)
    return g_string_free (g_steal_pointer (&sum), FALSE);
  /* Translators: "Xã A 10 + Xã B 12", the decision. */
  return g_strdup_printf (_ ("%s, by %s"), sum->str, self->write->document);
}

static gboolean
insert_target (Targets *self, const GArray *group, gint64 value, GError **error)
{
  const OpenTarget *first = member (self, group, 0);
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_targets, 0);
  g_autofree char *note = make_note (self, group);

  kheo_record_set_integer (record, KHEO_TARGET_INDICATOR, first->indicator_id);
  kheo_record_set_integer (record, KHEO_TARGET_UNIT,
                           kheo_reform_plan_unit (self->write->plan, (guint) first->to)->unit_id);
  kheo_record_set_text (record, KHEO_TARGET_PERIOD, first->period);
  kheo_record_set_integer (record, KHEO_TARGET_VALUE, value);
  kheo_record_set_text (record, KHEO_TARGET_DIRECTION, first->direction);
  kheo_record_set_text (record, KHEO_TARGET_DOCUMENT, self->write->document);
  kheo_record_set_text (record, KHEO_TARGET_NOTE, note);
  return kheo_record_table_insert (self->write->db, record, error);
}

static gboolean
hand_over_groups (Targets *self, GError **error)
{
  for (guint g = 0; g < self->order->len; g++)
    {
      const char   *key = g_ptr_array_index (self->order, g);
      const GArray *group = g_hash_table_lookup (self->groups, key);
      gint64        value = 0;

      if (!find_value (self, key, group, &value))
        continue;
      if (!insert_target (self, group, value, error))
        return FALSE;
      for (guint i = 0; i < group->len; i++)
        member (self, group, i)->handed_over = TRUE;
    }
  return TRUE;
}

static gboolean
add_task (Targets *self, const OpenTarget *target, GError **error)
{
  const KheoReformPlan *plan = self->write->plan;
  const KheoIndicator  *indicator = kheo_indicators_find (self->indicators, target->indicator_id);
  g_autofree char      *value = kheo_amount_format_full (&indicator->unit, target->value);
  g_autofree char      *detail =
      /* Translators: name of the indicator, period, value. */
      g_strdup_printf (_ ("%s, %s: %s"), indicator->name, target->period, value);
  KheoReformTask task = {
    .kind = (char *) KHEO_TASK_TARGET,
    .unit_id = target->unit_id,
    .other_id = target->to >= 0 ? kheo_reform_plan_unit (plan, (guint) target->to)->unit_id : 0,
    .table = (char *) "target",
    .record_id = target->id,
    .detail = detail,
  };

  return kheo_reform_add_task (self->write, &task, error);
}

static gboolean
hand_over_targets (KheoReformWrite *write, GHashTable *by_old, GError **error)
{
  g_autoptr (KheoIndicators) indicators = kheo_indicators_load (write->db, error);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (OpenTarget));
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) in_part = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *n_whole = g_new0 (guint, write->plan->new_units->len + 1);
  Targets           self = { write, indicators, targets, groups, order, in_part, n_whole };

  g_array_set_clear_func (targets, clear_target);
  if (indicators == NULL || !read_all (&self, error))
    return FALSE;
  group_all (&self, by_old);
  if (!hand_over_groups (&self, error))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!g_array_index (targets, OpenTarget, i).handed_over &&
        !add_task (&self, &g_array_index (targets, OpenTarget, i), error))
      return FALSE;
  return TRUE;
}

/* ---- Units that go on ---- */

/* Units that lived before and take in others, or give a part away: ids as a set. */
static GHashTable *
list_going_on (const KheoReformWrite *write, GHashTable *by_old)
{
  const KheoReformPlan *plan = write->plan;
  GHashTable           *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  GHashTableIter        iter;
  gpointer              id;

  g_hash_table_iter_init (&iter, by_old);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);
  for (guint i = 0; i < plan->links->len; i++)
    {
      guint to = (guint) kheo_reform_plan_link (plan, i)->unit;

      if (!write->founded[to])
        g_hash_table_add (ids, &kheo_reform_plan_unit (plan, to)->unit_id);
    }
  for (guint i = 0; i < plan->ended->len; i++)
    g_hash_table_remove (ids, &g_array_index (plan->ended, gint64, i));
  return ids;
}

static gboolean
keep_before (KheoReformWrite *write, GHashTable *by_old, GError **error)
{
  g_autoptr (GHashTable) ids = list_going_on (write, by_old);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (OpenTarget));
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (write->db, targets_of_unit);
  Targets        self = { .write = write, .targets = targets };
  GHashTableIter iter;
  gpointer       id;

  g_array_set_clear_func (targets, clear_target);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!read_targets (&self, stmt, *(gint64 *) id, error))
      return FALSE;
  for (guint i = 0; i < targets->len; i++)
    {
      const OpenTarget *target = &g_array_index (targets, OpenTarget, i);

      if (!kheo_target_before_keep (write->db, target->id, write->plan->date, target->value, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- All registers ---- */

gboolean
kheo_reform_hand_over (KheoReformWrite *self, GError **error)
{
  static gboolean (*const registers[]) (KheoReformWrite *, GHashTable *,
                                        GError **) = { hand_over_targets, keep_before,
                                                       kheo_reform_hand_over_matters };
  g_autoptr (GHashTable) by_old = index_links (self->plan);

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    if (!registers[i](self, by_old, error))
      return FALSE;
  return TRUE;
}
