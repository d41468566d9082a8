#include "kheo-chart-ask.h"

typedef struct
{
  KheoQuery *query;
  GPtrArray *items;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  kheo_query_free (question->query);
  g_ptr_array_unref (question->items);
  g_free (question);
}

static gpointer
ask_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) answers =
      kheo_board_answers_new (db, question->query, question->items, cancellable, error);

  return answers != NULL ? kheo_board_answer_ref (answers->pdata[0]) : NULL;
}

void
kheo_chart_ask (KheoScope           *scope,
                const KheoQuery     *query,
                const KheoBoardItem *item,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  Question *question = g_new0 (Question, 1);

  question->query = kheo_query_dup (query);
  question->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_ptr_array_add (question->items, kheo_board_item_dup (item));
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), ask_job, question,
                         question_free, (GDestroyNotify) kheo_board_answer_unref, cancellable,
                         callback, user_data);
}

KheoBoardAnswer *
kheo_chart_ask_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return kheo_store_read_finish (KHEO_STORE (source), result, error);
}
