/* Answers that are remembered: what is no duplicate, how values are spelled, how indicators are
 * headed. */
#include "kheo-imports.h"

#include "kheo-id.h"

/* ---- Not a duplicate ---- */

gboolean
kheo_not_duplicate_set (KheoDb *db, const char *table, gint64 a, gint64 b, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && table != NULL && a != b, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO not_duplicate (id, table_name, a_id, b_id)"
                              " VALUES (:id, :table, :a, :b)"
                              " ON CONFLICT (table_name, a_id, b_id) DO NOTHING");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_int (stmt, ":a", MIN (a, b));
  kheo_stmt_bind_int (stmt, ":b", MAX (a, b));
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_not_duplicate_get (KheoDb *db, const char *table, gint64 a, gint64 b)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && table != NULL, FALSE);

  stmt = kheo_db_prepare (db, "SELECT 1 FROM not_duplicate WHERE table_name = :table"
                              " AND a_id = :a AND b_id = :b");
  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_int (stmt, ":a", MIN (a, b));
  kheo_stmt_bind_int (stmt, ":b", MAX (a, b));
  return kheo_stmt_step (stmt, NULL);
}

/* ---- Spellings ---- */

gboolean
kheo_spelling_set (KheoDb     *db,
                   const char *reg,
                   const char *field,
                   const char *written,
                   const char *meant,
                   GError    **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL && field != NULL && written != NULL, FALSE);

  if (meant == NULL)
    stmt = kheo_db_prepare (db, "DELETE FROM spelling WHERE register = :register"
                                " AND field = :field AND written = :written");
  else
    {
      stmt = kheo_db_prepare (db, "INSERT INTO spelling (id, register, field, written, meant)"
                                  " VALUES (:id, :register, :field, :written, :meant)"
                                  " ON CONFLICT (register, field, written)"
                                  " DO UPDATE SET meant = excluded.meant");
      kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
      kheo_stmt_bind_text (stmt, ":meant", meant);
    }
  kheo_stmt_bind_text (stmt, ":register", reg);
  kheo_stmt_bind_text (stmt, ":field", field);
  kheo_stmt_bind_text (stmt, ":written", written);
  return kheo_stmt_run (stmt, error);
}

GHashTable *
kheo_spelling_load (KheoDb *db, const char *reg, const char *field, GError **error)
{
  g_autoptr (GHashTable) spellings =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL && field != NULL, NULL);

  stmt = kheo_db_prepare (
      db, "SELECT written, meant FROM spelling WHERE register = :register AND field = :field");
  kheo_stmt_bind_text (stmt, ":register", reg);
  kheo_stmt_bind_text (stmt, ":field", field);
  while (kheo_stmt_step (stmt, &problem))
    g_hash_table_insert (spellings, g_strdup (kheo_stmt_get_text (stmt, 0)),
                         g_strdup (kheo_stmt_get_text (stmt, 1)));
  if (problem == NULL)
    return g_steal_pointer (&spellings);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- Headings of indicators ---- */

gboolean
kheo_indicator_alias_set (KheoDb *db, const char *match_key, gint64 indicator_id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && match_key != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO indicator_alias (id, match_key, indicator_id)"
                              " VALUES (:id, :key, :indicator) ON CONFLICT (match_key)"
                              " DO UPDATE SET indicator_id = excluded.indicator_id");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":key", match_key);
  kheo_stmt_bind_int (stmt, ":indicator", indicator_id);
  return kheo_stmt_run (stmt, error);
}

GHashTable *
kheo_indicator_alias_load (KheoDb *db, GError **error)
{
  g_autoptr (GHashTable) aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT match_key, indicator_id FROM indicator_alias");
  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 indicator = kheo_stmt_get_int (stmt, 1);

      g_hash_table_insert (aliases, g_strdup (kheo_stmt_get_text (stmt, 0)),
                           g_memdup2 (&indicator, sizeof indicator));
    }
  if (problem == NULL)
    return g_steal_pointer (&aliases);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
