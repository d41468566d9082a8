/* What stands at the units that a reform touches. */
#include "kheo-matters.h"
#include "kheo-reform-write.h"

#include "kheo-period.h"

/* What stands at one unit is looked up once, however many successions lead from it. */
typedef struct
{
  const KheoReformPlan *plan;
  KheoStmt             *models, *figures, *targets, *tasks, *petitions;
  GHashTable           *known; /* gint64* unit id → KheoReformImpactRow* */
} Counter;

static gint64
count_one (KheoStmt *stmt, gint64 unit_id, GError **error)
{
  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  return kheo_stmt_ask_int (stmt, error);
}

gboolean
kheo_reform_is_open (const char *period, KheoDate date)
{
  KheoPeriod span;

  return kheo_period_parse (period, &span, NULL) && (kheo_period_is_all (span) || span.to >= date);
}

static gboolean
count_targets (Counter *counter, KheoReformImpactRow *row, GError **error)
{
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (counter->targets, ":unit", row->unit_id);
  while (kheo_stmt_step (counter->targets, &problem))
    {
      row->targets++;
      row->open_targets +=
          kheo_reform_is_open (kheo_stmt_get_text (counter->targets, 0), counter->plan->date);
    }
  kheo_stmt_reset (counter->targets);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
count_matters (KheoStmt           *stmt,
               const KheoRegister *reg,
               gint64              unit_id,
               guint              *n,
               guint              *n_open,
               GError            **error)
{
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      (*n)++;
      *n_open += !kheo_matters_is_closed (kheo_matters_of (reg), kheo_stmt_get_text (stmt, 0));
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Borrowed; NULL with @error. */
static const KheoReformImpactRow *
look_up (Counter *counter, gint64 unit_id, GError **error)
{
  KheoReformImpactRow *row = g_hash_table_lookup (counter->known, &unit_id);
  g_autoptr (GError) problem = NULL;

  if (row != NULL)
    return row;
  row = g_new0 (KheoReformImpactRow, 1);
  row->unit_id = unit_id;
  row->unit = -1;
  g_hash_table_insert (counter->known, &row->unit_id, row);
  row->models = (guint) count_one (counter->models, unit_id, &problem);
  if (problem == NULL)
    row->figures = (guint) count_one (counter->figures, unit_id, &problem);
  if (problem == NULL && count_targets (counter, row, &problem) &&
      count_matters (counter->tasks, &kheo_register_tasks, unit_id, &row->tasks, &row->open_tasks,
                     &problem) &&
      count_matters (counter->petitions, &kheo_register_petitions, unit_id, &row->petitions,
                     &row->open_petitions, &problem))
    return row;
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
add_row (KheoReformImpactRow *sum, const KheoReformImpactRow *row)
{
  sum->models += row->models;
  sum->figures += row->figures;
  sum->targets += row->targets;
  sum->open_targets += row->open_targets;
  sum->tasks += row->tasks;
  sum->open_tasks += row->open_tasks;
  sum->petitions += row->petitions;
  sum->open_petitions += row->open_petitions;
}

/* ---- Old units ---- */

static gboolean
add_old (KheoReformImpact *self, Counter *counter, GHashTable *listed, gint64 id, GError **error)
{
  const KheoReformImpactRow *row = look_up (counter, id, error);

  if (row == NULL)
    return FALSE;
  if (g_hash_table_add (listed, (gpointer) &row->unit_id))
    g_array_append_val (self->olds, *row);
  return TRUE;
}

/* Units that end and units that give a part away, in the order of the plan. */
static gboolean
list_olds (KheoReformImpact *self, Counter *counter, GError **error)
{
  const KheoReformPlan *plan = counter->plan;
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < plan->links->len; i++)
    if (!add_old (self, counter, listed, kheo_reform_plan_link (plan, i)->old_id, error))
      return FALSE;
  for (guint i = 0; i < plan->ended->len; i++)
    if (!add_old (self, counter, listed, g_array_index (plan->ended, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < plan->ended->len; i++)
    add_row (&self->total, look_up (counter, g_array_index (plan->ended, gint64, i), NULL));
  return TRUE;
}

/* ---- New units ---- */

static gboolean
list_news (KheoReformImpact *self, Counter *counter, GError **error)
{
  const KheoReformPlan *plan = counter->plan;

  for (guint i = 0; i < plan->new_units->len; i++)
    {
      const KheoReformUnit *unit = kheo_reform_plan_unit (plan, i);
      KheoReformImpactRow   row = { .unit_id = unit->unit_id, .unit = (int) i };

      if (unit->unit_id != 0)
        {
          const KheoReformImpactRow *own = look_up (counter, unit->unit_id, error);

          if (own == NULL)
            return FALSE;
          add_row (&row, own);
        }
      g_array_append_val (self->news, row);
    }
  for (guint i = 0; i < plan->links->len; i++)
    {
      const KheoReformLink      *link = kheo_reform_plan_link (plan, i);
      const KheoReformImpactRow *old = look_up (counter, link->old_id, NULL);
      KheoReformImpactRow       *row = &g_array_index (self->news, KheoReformImpactRow, link->unit);

      if (link->whole)
        add_row (row, old);
      else
        row->divided += old->models + old->figures;
    }
  return TRUE;
}

KheoReformImpact *
kheo_reform_impact_new (const KheoReformPlan *plan, KheoDb *db, GError **error)
{
  g_autoptr (KheoReformImpact) self = NULL;
  g_autoptr (KheoStmt) models = NULL;
  g_autoptr (KheoStmt) figures = NULL;
  g_autoptr (KheoStmt) targets = NULL;
  g_autoptr (KheoStmt) tasks = NULL;
  g_autoptr (KheoStmt) petitions = NULL;
  g_autoptr (GHashTable) known = NULL;
  Counter counter;

  g_return_val_if_fail (plan != NULL && db != NULL, NULL);

  self = g_new0 (KheoReformImpact, 1);
  self->total.unit = -1;
  self->olds = g_array_new (FALSE, FALSE, sizeof (KheoReformImpactRow));
  self->news = g_array_new (FALSE, FALSE, sizeof (KheoReformImpactRow));
  models = kheo_db_prepare (db, "SELECT count(*) FROM model WHERE unit_id = :unit");
  figures = kheo_db_prepare (db, "SELECT count(*) FROM figure WHERE unit_id = :unit");
  targets = kheo_db_prepare (db, "SELECT period FROM target WHERE unit_id = :unit");
  tasks = kheo_db_prepare (db, "SELECT state FROM task WHERE unit_id = :unit");
  petitions = kheo_db_prepare (db, "SELECT state FROM petition WHERE unit_id = :unit");
  known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  counter = (Counter){ plan, models, figures, targets, tasks, petitions, known };
  if (!list_olds (self, &counter, error) || !list_news (self, &counter, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kheo_reform_impact_free (KheoReformImpact *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->olds);
  g_array_unref (self->news);
  g_free (self);
}
