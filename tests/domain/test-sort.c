#include "kheo-sort.h"
#include "kheo-test.h"

#include <string.h>

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Many with a long common beginning, many equal, some beyond every step of eight bytes. */
static char *
random_key (GRand *rand)
{
  GString *key = g_string_new (g_rand_boolean (rand) ? "mo hinh dan van kheo " : "");
  int      length = g_rand_int_range (rand, 0, 20);

  for (int i = 0; i < length; i++)
    g_string_append_c (key, (char) g_rand_int_range (rand, 'a', 'd'));
  return g_string_free (key, FALSE);
}

static void
test_ranks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  KheoKeys           *keys = kheo_keys_new (0);
  g_autofree guint32 *ranks = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      char *key = i % 97 == 0 ? NULL : random_key (rand);

      g_ptr_array_add (texts, key);
      if (key != NULL)
        g_ptr_array_add (sorted, key);
      kheo_keys_add (keys, (const guint8 *) key, key != NULL ? strlen (key) : 0);
    }
  g_ptr_array_sort (sorted, compare_strings);
  ranks = kheo_keys_free_to_ranks (keys);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *key = texts->pdata[i];

      if (key == NULL)
        g_assert_cmpuint (ranks[i], ==, texts->len);
      else
        {
          g_assert_cmpstr (sorted->pdata[ranks[i]], ==, key);
          g_assert_true (ranks[i] == 0 || strcmp (sorted->pdata[ranks[i] - 1], key) != 0);
        }
    }
}

static void
test_stable (void)
{
  enum
  {
    N = 4000
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  guint32 narrow[N], order[N];
  guint64 wide[N];

  for (guint i = 0; i < N; i++)
    {
      order[i] = N - 1 - i;
      narrow[i] = (guint32) g_rand_int_range (rand, 0, 50) * 0x01010101u;
      wide[i] = (guint64) narrow[i] << 32;
    }
  kheo_sort_by_uint32 (order, N, narrow);
  for (guint i = 1; i < N; i++)
    g_assert_true (narrow[order[i - 1]] < narrow[order[i]] ||
                   (narrow[order[i - 1]] == narrow[order[i]] && order[i - 1] > order[i]));

  for (guint i = 0; i < N; i++)
    order[i] = i;
  kheo_sort_by_uint64 (order, N, wide);
  for (guint i = 1; i < N; i++)
    g_assert_true (wide[order[i - 1]] < wide[order[i]] ||
                   (wide[order[i - 1]] == wide[order[i]] && order[i - 1] < order[i]));
}

static void
test_few (void)
{
  g_autofree guint32 *none = kheo_keys_free_to_ranks (kheo_keys_new (0));
  guint32             order[1] = { 0 };
  guint64             key[1] = { 5 };

  g_assert_nonnull (none);
  kheo_sort_by_uint64 (order, 1, key);
  kheo_sort_by_uint64 (order, 0, key);
  g_assert_cmpuint (order[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/sort/ranks", test_ranks);
  g_test_add_func ("/domain/sort/stable", test_stable);
  g_test_add_func ("/domain/sort/few", test_few);
  return g_test_run ();
}
