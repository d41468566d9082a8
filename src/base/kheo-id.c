#include "kheo-id.h"

#define EPOCH_MS    (G_GINT64_CONSTANT (1577836800000)) /* 2020-01-01 UTC */
#define RANDOM_BITS 22

gint64
kheo_id_next_block (guint n)
{
  static GMutex mutex;
  static gint64 last = 0;
  static gint64 start = -1;
  gint64        first;

  g_return_val_if_fail (n > 0, 0);

  g_mutex_lock (&mutex);
  if (start < 0)
    start = g_random_int () & ((1 << RANDOM_BITS) - 1);
  /* A clock that was set back must not give old ids again: then they are only counted up. */
  first = ((g_get_real_time () / 1000 - EPOCH_MS) << RANDOM_BITS) | start;
  first = MAX (first, last + 1);
  last = first + n - 1;
  g_mutex_unlock (&mutex);
  return first;
}

gint64
kheo_id_next (void)
{
  return kheo_id_next_block (1);
}
