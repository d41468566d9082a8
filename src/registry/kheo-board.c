#include "kheo-board.h"

#include "kheo-id.h"

KheoBoardItem *
kheo_board_item_new (gboolean is_tile, const char *dataset, int width)
{
  KheoBoardItem *self = g_new0 (KheoBoardItem, 1);

  self->is_tile = is_tile;
  self->dataset = g_strdup (dataset);
  self->width = width;
  return self;
}

KheoBoardItem *
kheo_board_item_dup (const KheoBoardItem *self)
{
  KheoBoardItem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->dataset = g_strdup (self->dataset);
  copy->kind = g_strdup (self->kind);
  copy->title = g_strdup (self->title);
  copy->options = g_strdup (self->options);
  return copy;
}

void
kheo_board_item_free (KheoBoardItem *self)
{
  if (self == NULL)
    return;
  g_free (self->dataset);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->options);
  g_free (self);
}

KheoBoard *
kheo_board_new (const char *name)
{
  KheoBoard *self = g_new0 (KheoBoard, 1);

  self->name = g_strdup (name);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  return self;
}

KheoBoard *
kheo_board_dup (const KheoBoard *self)
{
  KheoBoard *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = kheo_board_new (self->name);
  copy->id = self->id;
  copy->unit_id = self->unit_id;
  copy->place = self->place;
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (copy->items, kheo_board_item_dup (self->items->pdata[i]));
  return copy;
}

void
kheo_board_free (KheoBoard *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* ---- Reading ---- */

static gboolean
read_items (KheoDb *db, KheoBoard *board, GError **error)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT id, width, what = 'tile', dataset, kind, title, chart_id,"
                           " options FROM board_item WHERE board_id = :board ORDER BY place, id");
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":board", board->id);
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoBoardItem *item = g_new0 (KheoBoardItem, 1);

      item->id = kheo_stmt_get_int (stmt, 0);
      item->width = (int) kheo_stmt_get_int (stmt, 1);
      item->is_tile = kheo_stmt_get_int (stmt, 2) != 0;
      item->dataset = g_strdup (kheo_stmt_get_text (stmt, 3));
      item->kind = g_strdup (kheo_stmt_get_text (stmt, 4));
      item->title = g_strdup (kheo_stmt_get_text (stmt, 5));
      item->chart_id = kheo_stmt_get_int (stmt, 6);
      item->options = g_strdup (kheo_stmt_get_text (stmt, 7));
      g_ptr_array_add (board->items, item);
    }
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GPtrArray *
kheo_board_list (KheoDb *db, gint64 unit_id, GError **error)
{
  g_autoptr (GPtrArray) boards = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_free);
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT id, name, unit_id, place FROM board"
                              " WHERE unit_id IS NULL OR unit_id = :unit"
                              " ORDER BY unit_id IS NOT NULL, place, id");
  kheo_stmt_bind_int (stmt, ":unit", unit_id);
  while (kheo_stmt_step (stmt, &problem))
    {
      KheoBoard *board = kheo_board_new (kheo_stmt_get_text (stmt, 1));

      board->id = kheo_stmt_get_int (stmt, 0);
      board->unit_id = kheo_stmt_get_int (stmt, 2);
      board->place = (int) kheo_stmt_get_int (stmt, 3);
      g_ptr_array_add (boards, board);
    }
  kheo_stmt_reset (stmt);
  for (guint i = 0; problem == NULL && i < boards->len; i++)
    read_items (db, boards->pdata[i], &problem);
  if (problem == NULL)
    return g_steal_pointer (&boards);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* ---- Writing ---- */

static void
bind_id (KheoStmt *stmt, const char *name, gint64 id)
{
  if (id != 0)
    kheo_stmt_bind_int (stmt, name, id);
  else
    kheo_stmt_bind_text (stmt, name, NULL);
}

static gboolean
save_item (KheoDb *db, gint64 board_id, KheoBoardItem *item, guint place, GError **error)
{
  /* The last condition leaves a row alone that is as it should be. */
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "INSERT INTO board_item (id, board_id, place, width, what, dataset, kind, title,"
          " chart_id, options) VALUES (:id, :board, :place, :width, :what, :dataset, :kind, :title,"
          " :chart, :options) ON CONFLICT (id) DO UPDATE SET place = excluded.place,"
          " width = excluded.width, what = excluded.what, dataset = excluded.dataset,"
          " kind = excluded.kind, title = excluded.title, chart_id = excluded.chart_id,"
          " options = excluded.options"
          " WHERE (place, width, what, dataset, kind, title, chart_id, options) IS NOT"
          " (excluded.place, excluded.width, excluded.what, excluded.dataset, excluded.kind,"
          "  excluded.title, excluded.chart_id, excluded.options)");

  if (item->id == 0)
    item->id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", item->id);
  kheo_stmt_bind_int (stmt, ":board", board_id);
  kheo_stmt_bind_int (stmt, ":place", place);
  kheo_stmt_bind_int (stmt, ":width", CLAMP (item->width, 1, KHEO_BOARD_COLUMNS));
  kheo_stmt_bind_text (stmt, ":what", item->is_tile ? "tile" : "chart");
  kheo_stmt_bind_text (stmt, ":dataset", item->dataset);
  kheo_stmt_bind_text (stmt, ":kind", item->kind);
  kheo_stmt_bind_text (stmt, ":title", item->title);
  bind_id (stmt, ":chart", item->chart_id);
  kheo_stmt_bind_text (stmt, ":options", item->options);
  return kheo_stmt_run (stmt, error);
}

static gboolean
is_on_board (const KheoBoard *board, gint64 item_id)
{
  for (guint i = 0; i < board->items->len; i++)
    if (((const KheoBoardItem *) board->items->pdata[i])->id == item_id)
      return TRUE;
  return FALSE;
}

/* Items of the book that @board has no more. */
static gboolean
remove_others (KheoDb *db, const KheoBoard *board, GError **error)
{
  g_autoptr (KheoStmt) list =
      kheo_db_prepare (db, "SELECT id FROM board_item WHERE board_id = :board");
  g_autoptr (KheoStmt) take = kheo_db_prepare (db, "DELETE FROM board_item WHERE id = :id");
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (list, ":board", board->id);
  while (kheo_stmt_step (list, &problem))
    {
      gint64 id = kheo_stmt_get_int (list, 0);

      if (!is_on_board (board, id))
        g_array_append_val (gone, id);
    }
  kheo_stmt_reset (list);
  for (guint i = 0; problem == NULL && i < gone->len; i++)
    {
      kheo_stmt_bind_int (take, ":id", g_array_index (gone, gint64, i));
      kheo_stmt_run (take, &problem);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
kheo_board_save (KheoDb *db, KheoBoard *board, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && board != NULL && board->name != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO board (id, unit_id, name, place)"
                              " VALUES (:id, :unit, :name, :place) ON CONFLICT (id) DO UPDATE"
                              " SET unit_id = excluded.unit_id, name = excluded.name,"
                              " place = excluded.place WHERE (unit_id, name, place) IS NOT"
                              " (excluded.unit_id, excluded.name, excluded.place)");
  if (board->id == 0)
    board->id = kheo_id_next ();
  kheo_stmt_bind_int (stmt, ":id", board->id);
  bind_id (stmt, ":unit", board->unit_id);
  kheo_stmt_bind_text (stmt, ":name", board->name);
  kheo_stmt_bind_int (stmt, ":place", board->place);
  if (!kheo_stmt_run (stmt, error) || !remove_others (db, board, error))
    return FALSE;
  for (guint i = 0; i < board->items->len; i++)
    if (!save_item (db, board->id, board->items->pdata[i], i, error))
      return FALSE;
  return TRUE;
}

gboolean
kheo_board_remove (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) items = NULL;
  g_autoptr (KheoStmt) board = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  items = kheo_db_prepare (db, "DELETE FROM board_item WHERE board_id = :id");
  board = kheo_db_prepare (db, "DELETE FROM board WHERE id = :id");
  kheo_stmt_bind_int (items, ":id", id);
  kheo_stmt_bind_int (board, ":id", id);
  return kheo_stmt_run (items, error) && kheo_stmt_run (board, error);
}
