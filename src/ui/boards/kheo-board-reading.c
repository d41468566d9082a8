#include "kheo-board-reading.h"

KheoBoardQuestion *
kheo_board_question_new (KheoQuery *query, gint64 board)
{
  KheoBoardQuestion *self = g_new0 (KheoBoardQuestion, 1);

  self->query = query;
  self->board = board;
  return self;
}

void
kheo_board_question_free (gpointer question)
{
  KheoBoardQuestion *self = question;

  kheo_query_free (self->query);
  g_free (self);
}

void
kheo_board_reading_free (gpointer reading)
{
  KheoBoardReading *self = reading;

  if (self == NULL)
    return;
  g_clear_pointer (&self->boards, g_ptr_array_unref);
  g_clear_pointer (&self->board, kheo_board_free);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->charts, g_ptr_array_unref);
  g_free (self);
}

static KheoBoard *
choose_board (const GPtrArray *boards, gint64 wanted)
{
  for (guint i = 0; i < boards->len; i++)
    if (((const KheoBoard *) boards->pdata[i])->id == wanted)
      return kheo_board_dup (boards->pdata[i]);
  return boards->len > 0 ? kheo_board_dup (boards->pdata[0]) : kheo_board_new_default ();
}

gpointer
kheo_board_read_job (KheoDb *db, gpointer question, GCancellable *cancellable, GError **error)
{
  const KheoBoardQuestion *asked = question;
  g_autoptr (KheoBoardReading) self = g_new0 (KheoBoardReading, 1);

  self->boards = kheo_board_list (db, asked->query->unit, error);
  if (self->boards == NULL || (self->charts = kheo_own_chart_list (db, error)) == NULL)
    return NULL;
  self->board = choose_board (self->boards, asked->board);
  self->answers = kheo_board_answers_new (db, asked->query, self->board->items, cancellable, error);
  return self->answers != NULL ? g_steal_pointer (&self) : NULL;
}
