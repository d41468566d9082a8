#include "kheo-relay.h"

typedef struct
{
  GObject *object; /* owned */
  double   fraction;
  char    *what;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_object_unref (note->object);
  g_free (note->what);
  g_free (note);
}

static gboolean
note_cb (gpointer data)
{
  Note *note = data;

  g_signal_emit_by_name (note->object, "progress", note->fraction, note->what);
  return G_SOURCE_REMOVE;
}

void
kheo_relay_progress (double fraction, const char *what, gpointer object)
{
  Note *note = g_new0 (Note, 1);

  note->object = g_object_ref (object);
  note->fraction = fraction;
  note->what = g_strdup (what);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, note_cb, note, note_free);
}
