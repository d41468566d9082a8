/*
 * A window that waits for an answer lends a weak reference to the callback: a strong one would keep
 * it beyond its parent, which GTK 4.8 then touches although it is gone.
 *
 *   work_async (…, done_cb, kheo_weak_new (self));
 *   static void done_cb (…) { g_autoptr (KheoX) self = kheo_weak_take (user_data); if (self ==
 * NULL) …
 */
#pragma once

#include <glib-object.h>

static inline gpointer
kheo_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

/* A strong reference, or NULL when the object is gone; frees @weak. */
static inline gpointer
kheo_weak_take (gpointer weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}
