#include "kheo-progress.h"

#define INTERVAL_US 50000

gboolean
kheo_progress_tick (KheoProgress *progress, double fraction, const char *what, GError **error)
{
  gint64 now;

  if (progress == NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (progress->cancellable, error))
    return FALSE;
  if (progress->func == NULL)
    return TRUE;

  now = g_get_monotonic_time ();
  if (progress->last == 0 || now - progress->last >= INTERVAL_US)
    {
      progress->last = now;
      progress->func (fraction, what, progress->user_data);
    }
  return TRUE;
}
