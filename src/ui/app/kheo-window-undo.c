/* Undo and redo: Ctrl+Z takes back the newest action, a toast or the history page any other. */
#include "kheo-take-back.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

/* The next one to take back or do again lies this near; one that is named may lie anywhere. */
#define TITLES 500

typedef struct
{
  gint64   id; /* 0: find the next one */
  gboolean redo;
} NextAsk;

typedef struct
{
  gint64 id;
  char  *title; /* NULL when it lies too far back */
} Next;

typedef struct
{
  KheoWindow    *window;
  gboolean       redo;
  KheoTakeAsking asking;
} Wait;

static void
next_free (gpointer data)
{
  Next *next = data;

  if (next == NULL)
    return;
  g_free (next->title);
  g_free (next);
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->window);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

/* On the reading thread: which action, and what it is called. */
static gpointer
next_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NextAsk *ask = data;
  Next    *next = g_new0 (Next, 1);
  g_autoptr (GPtrArray) actions = NULL;

  next->id = ask->id     ? ask->id
             : ask->redo ? kheo_history_next_redo (db)
                         : kheo_history_next_undo (db);
  actions = kheo_history_list (db, ask->id ? 0 : TITLES, TRUE, NULL);
  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (actions, i);

      if (action->id == next->id)
        next->title = g_strdup (action->title);
    }
  return next;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoWindow *self = wait->window;
  Next       *next = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (next != NULL && self->scope != NULL && next->id == 0)
    kheo_page_toast (GTK_WIDGET (self->stack),
                     wait->redo ? _ ("Nothing to do again") : _ ("Nothing to take back"));
  else if (next != NULL && self->scope != NULL)
    kheo_take_back (GTK_WIDGET (self->stack), self->scope, next->id, next->title, wait->redo,
                    wait->asking);
  next_free (next);
}

static void
take (KheoWindow *self, gint64 id, gboolean redo, KheoTakeAsking asking)
{
  NextAsk *ask;
  Wait    *wait;

  if (self->scope == NULL || kheo_book_is_read_only (self->book))
    return;
  ask = g_new0 (NextAsk, 1);
  ask->id = id;
  ask->redo = redo;
  wait = g_new0 (Wait, 1);
  wait->window = g_object_ref (self);
  wait->redo = redo;
  wait->asking = asking;
  kheo_store_read_async (kheo_book_get_store (self->book), next_job, ask, g_free, next_free,
                         kheo_scope_get_cancellable (self->scope), found_cb, wait);
}

/* While a record is being edited, Ctrl+Z first throws away what is not stored yet. */
static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow     *self = user_data;
  KheoRecordForm *form = kheo_window_get_form (self);

  if (form != NULL && kheo_record_form_is_dirty (form) && gtk_widget_get_mapped (GTK_WIDGET (form)))
    kheo_record_form_revert (form);
  else
    take (self, 0, FALSE, KHEO_TAKE_AT_ONCE);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take (user_data, 0, TRUE, KHEO_TAKE_AT_ONCE);
}

static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take (user_data, g_variant_get_int64 (parameter), FALSE, KHEO_TAKE_AT_ONCE);
}

static void
take_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take (user_data, g_variant_get_int64 (parameter), FALSE, KHEO_TAKE_WHEN_KEPT);
}

static void
redo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  take (user_data, g_variant_get_int64 (parameter), TRUE, KHEO_TAKE_WHEN_KEPT);
}

void
kheo_window_undo_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "undo", undo_cb },
    { "redo", redo_cb },
    { "undo-action", undo_action_cb, "x" },
    { "redo-action", redo_action_cb, "x" },
    { "take-back", take_back_cb, "x" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
