/*
 * The COMMIT of a large action: it puts down what waits in memory and waits for the disk, and
 * SQLite says nothing meanwhile.  So the connection is lent to a thread that does nothing else, and
 * the one that works says that it still goes on.
 */
#include "kheo-db-private.h"

#define LOOK_US 50000

typedef struct
{
  KheoDb  *db; /* lent until the thread has ended */
  GMutex   mutex;
  GCond    ended;
  gboolean has_ended;
  gboolean done;
  GError  *error;
} Commit;

static gpointer
commit_cb (gpointer data)
{
  Commit *self = data;

  self->db->owner = g_thread_self ();
  self->done = kheo_db_commit (self->db, &self->error);
  g_mutex_lock (&self->mutex);
  self->has_ended = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* Too late to cancel. */
static void
tell_until_ended (Commit *self, const KheoProgress *progress, const char *what)
{
  KheoProgress told = { .func = progress->func, .user_data = progress->user_data };

  g_mutex_lock (&self->mutex);
  while (!self->has_ended)
    if (!g_cond_wait_until (&self->ended, &self->mutex, g_get_monotonic_time () + LOOK_US))
      kheo_progress_tick (&told, -1, what, NULL);
  g_mutex_unlock (&self->mutex);
}

gboolean
kheo_db_commit_watched (KheoDb *db, KheoProgress *progress, const char *what, GError **error)
{
  Commit   self = { .db = db };
  GThread *thread;

  if (progress == NULL || progress->func == NULL)
    return kheo_db_commit (db, error);
  if (!kheo_progress_tick (progress, -1, what, error))
    {
      kheo_db_rollback (db);
      return FALSE;
    }
  g_mutex_init (&self.mutex);
  g_cond_init (&self.ended);
  thread = g_thread_new ("commit", commit_cb, &self);
  tell_until_ended (&self, progress, what);
  g_thread_join (thread);
  db->owner = g_thread_self ();
  g_cond_clear (&self.ended);
  g_mutex_clear (&self.mutex);
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  return self.done;
}
