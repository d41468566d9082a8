/* What a person must still decide after a reform: written with it, read, closed. */
#include "kheo-reform-write.h"

#include "kheo-id.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *kind;
  const char *label;
} kinds[] = {
  { KHEO_TASK_DIVIDED_RECORDS, N_ ("Records of a divided unit") },
  { KHEO_TASK_WEIGHT, N_ ("Division without figures") },
  { KHEO_TASK_TARGET, N_ ("Target not handed over") },
  { KHEO_TASK_MATTER, N_ ("Task or petition not handed over") },
  { KHEO_TASK_LEFT_BEHIND, N_ ("Unit left behind") },
  { KHEO_TASK_UNIT_MOVED, N_ ("Unit without a clear place") },
  { KHEO_TASK_ROW, N_ ("Row of the table") },
};

/* ---- Writing ---- */

static void
bind_id (KheoStmt *stmt, const char *name, gint64 id)
{
  if (id != 0)
    kheo_stmt_bind_int (stmt, name, id);
  else
    kheo_stmt_bind_null (stmt, name);
}

gboolean
kheo_reform_add_task (KheoReformWrite *self, const KheoReformTask *task, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      self->db, "INSERT INTO reform_task (id, reform_id, kind, unit_id, other_id, table_name,"
                " record_id, detail)"
                " VALUES (:id, :reform, :kind, :unit, :other, :table, :record, :detail)");

  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_int (stmt, ":reform", self->reform_id);
  kheo_stmt_bind_text (stmt, ":kind", task->kind);
  bind_id (stmt, ":unit", task->unit_id);
  bind_id (stmt, ":other", task->other_id);
  kheo_stmt_bind_text (stmt, ":table", task->table);
  bind_id (stmt, ":record", task->record_id);
  kheo_stmt_bind_text (stmt, ":detail", task->detail);
  return kheo_stmt_run (stmt, error);
}

/* What the plan could not settle by itself. */
static const char *
kind_of_problem (const KheoReformProblem *problem)
{
  if (strcmp (problem->code, "left-behind") == 0)
    return KHEO_TASK_LEFT_BEHIND;
  if (strcmp (problem->code, "unit-moved") == 0)
    return KHEO_TASK_UNIT_MOVED;
  return strcmp (problem->code, "duplicate-row") != 0 ? KHEO_TASK_ROW : NULL;
}

static gboolean
write_problems (KheoReformWrite *self, GError **error)
{
  for (guint i = 0; i < self->plan->problems->len; i++)
    {
      const KheoReformProblem *problem =
          &g_array_index (self->plan->problems, KheoReformProblem, i);
      g_autofree char *placed = NULL;
      KheoReformTask   task = {
          .kind = (char *) kind_of_problem (problem),
          .unit_id = problem->unit_id,
          .other_id = problem->other_id,
          .detail = problem->message,
      };

      if (problem->line > 0)
        /* Translators: a row of a sheet and what is to be looked at there. */
        task.detail = placed = g_strdup_printf (_ ("Row %u: %s"), problem->line, problem->message);

      if (task.kind != NULL && !kheo_reform_add_task (self, &task, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_weighed (const KheoReformDivision *division)
{
  for (guint b = 0; b < KHEO_N_BASES; b++)
    if (division->n_known[b] == division->n)
      return TRUE;
  return FALSE;
}

static gboolean
write_division (KheoReformWrite           *self,
                const KheoReformImpactRow *row,
                const KheoReformDivision  *division,
                GError                   **error)
{
  g_autofree char *models = kheo_number_format (row->models);
  g_autofree char *figures = kheo_number_format (row->figures);
  g_autofree char *records =
      /* Translators: two numbers. */
      g_strdup_printf (_ ("Models: %s; figures: %s. Those that name a hamlet or an address can be "
                          "given to it."),
                       models, figures);
  g_autofree char *weight = g_strdup (_ ("How many people, households or how much land went to "
                                         "each part is not known."));
  KheoReformTask   tasks[] = {
      { .kind = (char *) KHEO_TASK_DIVIDED_RECORDS, .unit_id = row->unit_id, .detail = records },
      { .kind = (char *) KHEO_TASK_WEIGHT, .unit_id = row->unit_id, .detail = weight },
  };

  return kheo_reform_add_task (self, &tasks[0], error) &&
         (is_weighed (division) || kheo_reform_add_task (self, &tasks[1], error));
}

/* Of divided units that end and have records; one that goes on keeps its own. */
static gboolean
write_divisions (KheoReformWrite *self, GError **error)
{
  g_autoptr (GHashTable) divisions = kheo_reform_plan_list_divisions (self->plan);
  g_autoptr (GHashTable) ended = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->plan->ended->len; i++)
    g_hash_table_add (ended, &g_array_index (self->plan->ended, gint64, i));
  for (guint i = 0; i < self->impact->olds->len; i++)
    {
      const KheoReformImpactRow *row = &g_array_index (self->impact->olds, KheoReformImpactRow, i);
      const KheoReformDivision  *division = g_hash_table_lookup (divisions, &row->unit_id);

      if (division != NULL && row->models + row->figures > 0 &&
          g_hash_table_contains (ended, &row->unit_id) &&
          !write_division (self, row, division, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_reform_write_tasks (KheoReformWrite *self, GError **error)
{
  return write_problems (self, error) && write_divisions (self, error);
}

void
kheo_reform_write_clear (KheoReformWrite *self)
{
  g_clear_pointer (&self->document, g_free);
  g_clear_pointer (&self->impact, kheo_reform_impact_free);
  g_clear_pointer (&self->founded, g_free);
}

/* ---- Reading ---- */

void
kheo_reform_task_free (KheoReformTask *task)
{
  if (task == NULL)
    return;
  g_free (task->kind);
  g_free (task->table);
  g_free (task->detail);
  g_free (task->note);
  g_free (task);
}

const char *
kheo_reform_task_kind_label (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return _ (kinds[i].label);
  return kind;
}

static KheoReformTask *
read_task (KheoStmt *stmt, gint64 reform_id)
{
  KheoReformTask *task = g_new0 (KheoReformTask, 1);
  const char     *done_on = kheo_stmt_get_text (stmt, 7);

  task->id = kheo_stmt_get_int (stmt, 0);
  task->reform_id = reform_id;
  task->kind = g_strdup (kheo_stmt_get_text (stmt, 1));
  task->unit_id = kheo_stmt_get_int (stmt, 2);
  task->other_id = kheo_stmt_get_int (stmt, 3);
  task->table = g_strdup (kheo_stmt_get_text (stmt, 4));
  task->record_id = kheo_stmt_get_int (stmt, 5);
  task->detail = g_strdup (kheo_stmt_get_text (stmt, 6));
  task->done_on = done_on != NULL ? kheo_date_from_iso (done_on) : KHEO_DATE_UNKNOWN;
  task->note = g_strdup (kheo_stmt_get_text (stmt, 8));
  return task;
}

GPtrArray *
kheo_reform_list_tasks (KheoDb *db, gint64 reform_id, GError **error)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_task_free);
  stmt = kheo_db_prepare (db, "SELECT id, kind, unit_id, other_id, table_name, record_id, detail,"
                              " done_on, note FROM reform_task WHERE reform_id = :reform"
                              " ORDER BY done_on IS NOT NULL, id");
  kheo_stmt_bind_int (stmt, ":reform", reform_id);
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (tasks, read_task (stmt, reform_id));
  if (problem == NULL)
    return g_steal_pointer (&tasks);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- Closing ---- */

/* Runs an update of one task. */
static gboolean
run_update (KheoDb *db, KheoStmt *stmt, gint64 task_id, GError **error)
{
  g_autofree char *id = NULL;

  kheo_stmt_bind_int (stmt, ":id", task_id);
  if (!kheo_stmt_run (stmt, error))
    return FALSE;
  if (kheo_db_changes (db) == 1)
    return TRUE;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, task_id);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("There is no task with id %s."), id);
  return FALSE;
}

static gboolean
set_done (KheoDb *db, gint64 task_id, KheoDate done_on, const char *note, GError **error)
{
  g_autofree char *day = kheo_date_to_iso (done_on);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "UPDATE reform_task SET done_on = :done_on, note = coalesce (:note, note)"
          " WHERE id = :id");

  kheo_stmt_bind_text (stmt, ":done_on", day);
  kheo_stmt_bind_text (stmt, ":note", note);
  return run_update (db, stmt, task_id, error);
}

gboolean
kheo_reform_task_close (KheoDb *db, gint64 task_id, const char *note, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return set_done (db, task_id, kheo_date_today (), note, error);
}

gboolean
kheo_reform_task_reopen (KheoDb *db, gint64 task_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return set_done (db, task_id, KHEO_DATE_UNKNOWN, NULL, error);
}

gboolean
kheo_reform_task_set_note (KheoDb *db, gint64 task_id, const char *note, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  stmt = kheo_db_prepare (db, "UPDATE reform_task SET note = :note WHERE id = :id");
  kheo_stmt_bind_text (stmt, ":note", note);
  return run_update (db, stmt, task_id, error);
}
