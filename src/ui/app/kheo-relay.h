/* Progress of work on another thread, told on the main one. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A KheoProgressFunc whose user data is a GObject with a signal "progress" (double, const char *):
 * emits it on the main thread and keeps the object until then.  The caller holds a reference as
 * long as the work lasts.  Any thread. */
void kheo_relay_progress (double fraction, const char *what, gpointer object);

G_END_DECLS
