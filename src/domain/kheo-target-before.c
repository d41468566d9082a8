#include "kheo-target-before.h"

#include "kheo-id.h"

GArray *
kheo_target_before_list (KheoDb *db, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KheoTargetBefore));
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT target_id, until, value FROM target_before"
                              " ORDER BY target_id, until");
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoTargetBefore one = { kheo_stmt_get_int (stmt, 0),
                               kheo_date_from_iso (kheo_stmt_get_text (stmt, 1)),
                               kheo_stmt_get_int (stmt, 2) };

      g_array_append_val (all, one);
    }
  if (problem == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

const KheoTargetBefore *
kheo_target_before_find (const GArray *all, gint64 target, KheoDate day)
{
  guint low = 0;
  guint high = all->len;

  while (low < high)
    {
      guint                   middle = low + (high - low) / 2;
      const KheoTargetBefore *one = &g_array_index (all, KheoTargetBefore, middle);

      if (one->target < target || (one->target == target && one->until < day))
        low = middle + 1;
      else
        high = middle;
    }
  if (low == all->len || g_array_index (all, KheoTargetBefore, low).target != target)
    return NULL;
  return &g_array_index (all, KheoTargetBefore, low);
}

gboolean
kheo_target_before_keep (KheoDb *db, gint64 target, KheoDate date, gint64 value, GError **error)
{
  g_autofree char *until = kheo_date_to_iso (date - 1);
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO target_before (id, target_id, until, value)"
                              " VALUES (:id, :target, :until, :value)"
                              " ON CONFLICT (target_id, until) DO NOTHING");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_int (stmt, ":target", target);
  kheo_stmt_bind_text (stmt, ":until", until);
  kheo_stmt_bind_int (stmt, ":value", value);
  return kheo_stmt_run (stmt, error);
}
