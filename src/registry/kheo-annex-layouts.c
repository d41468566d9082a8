#include "kheo-annex-layouts.h"

#include "kheo-id.h"
#include "kheo-text.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return kheo_text_compare (*(const char *const *) a, *(const char *const *) b);
}

char **
kheo_annex_layouts_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT DISTINCT name FROM annex_layout");
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (names, g_strdup (kheo_stmt_get_text (stmt, 0)));
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static gint64
find_id (KheoDb *db, const char *name, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT id FROM annex_layout WHERE name = :name ORDER BY id LIMIT 1");
  gint64 id = 0;

  kheo_stmt_bind_text (stmt, ":name", name);
  if (kheo_stmt_step (stmt, error))
    id = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return id;
}

char *
kheo_annex_layouts_get (KheoDb *db, const char *name, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  char *json = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT content FROM annex_layout WHERE name = :name"
                              " ORDER BY id LIMIT 1");
  kheo_stmt_bind_text (stmt, ":name", name);
  if (kheo_stmt_step (stmt, error))
    json = g_strdup (kheo_stmt_get_text (stmt, 0));
  kheo_stmt_reset (stmt);
  return json;
}

gboolean
kheo_annex_layouts_set (KheoDb *db, const char *name, const char *json, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 id;

  g_return_val_if_fail (db != NULL && name != NULL && *name != '\0', FALSE);

  id = find_id (db, name, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (json == NULL)
    stmt = kheo_db_prepare (db, "DELETE FROM annex_layout WHERE name = :name");
  else
    {
      stmt = kheo_db_prepare (db, id == 0 ? "INSERT INTO annex_layout (id, name, content)"
                                            " VALUES (:id, :name, :content)"
                                          : "UPDATE annex_layout SET content = :content"
                                            " WHERE id = :id AND name = :name");
      kheo_stmt_bind_int (stmt, ":id", id != 0 ? id : kheo_id_next ());
      kheo_stmt_bind_text (stmt, ":content", json);
    }
  kheo_stmt_bind_text (stmt, ":name", name);
  return kheo_stmt_run (stmt, error);
}
