#include "kheo-own-chart.h"

#include "kheo-error.h"
#include "kheo-id.h"
#include "kheo-text.h"

#define COLUMNS                                                                                    \
  "id, title, kind, subtitle, unit_of_measure, source, dated_on, unit_id, content, options, note"

KheoOwnChart *
kheo_own_chart_dup (const KheoOwnChart *self)
{
  KheoOwnChart *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->title = g_strdup (self->title);
  copy->kind = g_strdup (self->kind);
  copy->subtitle = g_strdup (self->subtitle);
  copy->unit_of_measure = g_strdup (self->unit_of_measure);
  copy->source = g_strdup (self->source);
  copy->content = g_strdup (self->content);
  copy->options = g_strdup (self->options);
  copy->note = g_strdup (self->note);
  return copy;
}

void
kheo_own_chart_free (KheoOwnChart *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->kind);
  g_free (self->subtitle);
  g_free (self->unit_of_measure);
  g_free (self->source);
  g_free (self->content);
  g_free (self->options);
  g_free (self->note);
  g_free (self);
}

/* ---- Reading ---- */

static KheoOwnChart *
read_chart (KheoStmt *stmt)
{
  KheoOwnChart *chart = g_new0 (KheoOwnChart, 1);

  chart->id = kheo_stmt_get_int (stmt, 0);
  chart->title = g_strdup (kheo_stmt_get_text (stmt, 1));
  chart->kind = g_strdup (kheo_stmt_get_text (stmt, 2));
  chart->subtitle = g_strdup (kheo_stmt_get_text (stmt, 3));
  chart->unit_of_measure = g_strdup (kheo_stmt_get_text (stmt, 4));
  chart->source = g_strdup (kheo_stmt_get_text (stmt, 5));
  if (!kheo_stmt_is_null (stmt, 6))
    chart->dated_on = kheo_date_from_iso (kheo_stmt_get_text (stmt, 6));
  chart->unit_id = kheo_stmt_get_int (stmt, 7);
  chart->content = g_strdup (kheo_stmt_get_text (stmt, 8));
  chart->options = g_strdup (kheo_stmt_get_text (stmt, 9));
  chart->note = g_strdup (kheo_stmt_get_text (stmt, 10));
  return chart;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const KheoOwnChart *x = *(KheoOwnChart *const *) a;
  const KheoOwnChart *y = *(KheoOwnChart *const *) b;
  int                 order = kheo_text_compare (x->title, y->title);

  return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

GPtrArray *
kheo_own_chart_list (KheoDb *db, GError **error)
{
  g_autoptr (GPtrArray) charts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_own_chart_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT " COLUMNS " FROM chart");
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (charts, read_chart (stmt));
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_ptr_array_sort (charts, compare_titles);
  return g_steal_pointer (&charts);
}

KheoOwnChart *
kheo_own_chart_get (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (KheoOwnChart) chart = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT " COLUMNS " FROM chart WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, &problem))
    chart = read_chart (stmt);
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (chart == NULL)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, "no chart %" G_GINT64_FORMAT, id);
  return g_steal_pointer (&chart);
}

/* ---- Writing ---- */

/* What is not said is not known: "" is never stored. */
static void
bind_some (KheoStmt *stmt, const char *name, const char *text)
{
  kheo_stmt_bind_text (stmt, name, text != NULL && *text != '\0' ? text : NULL);
}

gboolean
kheo_own_chart_save (KheoDb *db, KheoOwnChart *chart, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autofree char *dated_on = NULL;

  g_return_val_if_fail (db != NULL && chart != NULL, FALSE);
  g_return_val_if_fail (chart->title != NULL && chart->kind != NULL && chart->content != NULL,
                        FALSE);

  stmt = kheo_db_prepare (
      db, chart->id == 0 ? "INSERT INTO chart (" COLUMNS
                           ") VALUES (:id, :title, :kind, :subtitle, :measure,"
                           " :source, :dated_on, :unit, :content, :options, :note)"
                         : "UPDATE chart SET title = :title, kind = :kind, subtitle = :subtitle,"
                           " unit_of_measure = :measure, source = :source, dated_on = :dated_on,"
                           " unit_id = :unit, content = :content, options = :options, note = :note"
                           " WHERE id = :id");
  if (chart->id == 0)
    chart->id = kheo_id_next ();
  dated_on = kheo_date_to_iso (chart->dated_on);
  kheo_stmt_bind_int (stmt, ":id", chart->id);
  kheo_stmt_bind_text (stmt, ":title", chart->title);
  kheo_stmt_bind_text (stmt, ":kind", chart->kind);
  bind_some (stmt, ":subtitle", chart->subtitle);
  bind_some (stmt, ":measure", chart->unit_of_measure);
  bind_some (stmt, ":source", chart->source);
  kheo_stmt_bind_text (stmt, ":dated_on", dated_on);
  if (chart->unit_id != 0)
    kheo_stmt_bind_int (stmt, ":unit", chart->unit_id);
  else
    kheo_stmt_bind_text (stmt, ":unit", NULL);
  kheo_stmt_bind_text (stmt, ":content", chart->content);
  bind_some (stmt, ":options", chart->options);
  bind_some (stmt, ":note", chart->note);
  return kheo_stmt_run (stmt, error);
}

gboolean
kheo_own_chart_remove (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) items = NULL;
  g_autoptr (KheoStmt) chart = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  items = kheo_db_prepare (db, "DELETE FROM board_item WHERE chart_id = :id");
  chart = kheo_db_prepare (db, "DELETE FROM chart WHERE id = :id");
  kheo_stmt_bind_int (items, ":id", id);
  kheo_stmt_bind_int (chart, ":id", id);
  return kheo_stmt_run (items, error) && kheo_stmt_run (chart, error);
}
