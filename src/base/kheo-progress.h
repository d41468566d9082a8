/* How long work reports itself: no floor below ui/ shows anything. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @fraction 0…1, or < 0 when not known; @what is a translated phrase ("đang đọc trang 2"), may be
 * NULL. Called on the thread that works, at most every 50 ms. */
typedef void (*KheoProgressFunc) (double fraction, const char *what, gpointer user_data);

typedef struct
{
  KheoProgressFunc func; /* may be NULL */
  gpointer         user_data;
  GCancellable    *cancellable; /* borrowed, may be NULL */
  gint64           last;        /* private: when func was called */
} KheoProgress;

/* Reports and asks: FALSE with G_IO_ERROR_CANCELLED when the work must stop.  @progress may be
 * NULL. */
gboolean
kheo_progress_tick (KheoProgress *progress, double fraction, const char *what, GError **error);

G_END_DECLS
