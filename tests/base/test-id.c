#include "kheo-id.h"
#include "kheo-progress.h"

#define N_THREADS 4
#define N_IDS     20000

static gpointer
make_ids (gpointer data)
{
  gint64 *ids = data;

  for (int i = 0; i < N_IDS; i++)
    ids[i] = kheo_id_next ();
  return NULL;
}

static void
test_unique (void)
{
  g_autofree gint64 *ids = g_new (gint64, N_THREADS * N_IDS);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GThread *threads[N_THREADS];

  for (int t = 0; t < N_THREADS; t++)
    threads[t] = g_thread_new ("ids", make_ids, ids + t * N_IDS);
  for (int t = 0; t < N_THREADS; t++)
    g_thread_join (threads[t]);
  for (int i = 0; i < N_THREADS * N_IDS; i++)
    {
      g_assert_cmpint (ids[i], >, 0);
      g_assert_true (i % N_IDS == 0 || ids[i] > ids[i - 1]);
      g_assert_true (g_hash_table_add (seen, ids + i));
    }
}

static void
test_block (void)
{
  gint64 before = kheo_id_next ();
  gint64 first = kheo_id_next_block (100000);
  gint64 after = kheo_id_next ();

  g_assert_cmpint (first, >, before);
  g_assert_cmpint (after, >=, first + 100000);
}

static void
count_cb (double fraction, const char *what, gpointer user_data)
{
  ++*(int *) user_data;
}

static void
test_progress (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int          n_calls = 0;
  KheoProgress progress = { count_cb, &n_calls, cancellable, 0 };

  g_assert_true (kheo_progress_tick (NULL, 0, NULL, &error));
  g_assert_true (kheo_progress_tick (&progress, 0, "x", &error));
  g_assert_cmpint (n_calls, ==, 1);
  progress.last = g_get_monotonic_time () + G_USEC_PER_SEC;
  g_assert_true (kheo_progress_tick (&progress, 0.5, "x", &error));
  g_assert_cmpint (n_calls, ==, 1);
  progress.last = g_get_monotonic_time () - G_USEC_PER_SEC;
  g_assert_true (kheo_progress_tick (&progress, 0.5, "x", &error));
  g_assert_cmpint (n_calls, ==, 2);

  g_cancellable_cancel (cancellable);
  g_assert_false (kheo_progress_tick (&progress, 0.6, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/unique", test_unique);
  g_test_add_func ("/base/id/block", test_block);
  g_test_add_func ("/base/progress", test_progress);
  return g_test_run ();
}
