#include "kheo-sort-keys.h"

#include "kheo-text.h"

static GPtrArray *
make_texts (guint n)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup_printf ("Thôn %u Nậm Păm", i * 7919 % n));
  return texts;
}

static void
assert_key (const char *text, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) key = kheo_text_sort_key (text);

  g_assert_cmpmem (data, size, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
}

/* More than the thread may be ahead. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) texts = make_texts (5000);
  g_autoptr (KheoSortKeys) keys = kheo_sort_keys_new (texts);
  gconstpointer data = NULL;
  gsize         size = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      g_assert_true (kheo_sort_keys_next (keys, texts->pdata[i], &data, &size));
      assert_key (texts->pdata[i], data, size);
    }
  g_assert_false (kheo_sort_keys_next (keys, texts->pdata[0], &data, &size));
}

/* One that was not expected has no key here, and those after it have. */
static void
test_others (void)
{
  g_autoptr (GPtrArray) texts = make_texts (3);
  g_autoptr (KheoSortKeys) keys = kheo_sort_keys_new (texts);
  g_autofree char *other = g_strdup (texts->pdata[0]);
  gconstpointer    data = NULL;
  gsize            size = 0;

  g_assert_false (kheo_sort_keys_next (keys, other, &data, &size));
  g_assert_true (kheo_sort_keys_next (keys, texts->pdata[0], &data, &size));
  g_assert_false (kheo_sort_keys_next (keys, texts->pdata[2], &data, &size));
  g_assert_true (kheo_sort_keys_next (keys, texts->pdata[1], &data, &size));
  assert_key (texts->pdata[1], data, size);
}

/* The thread waits for a reader that never comes. */
static void
test_left (void)
{
  g_autoptr (GPtrArray) texts = make_texts (5000);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (KheoSortKeys) keys = kheo_sort_keys_new (texts);
  g_autoptr (KheoSortKeys) nothing = kheo_sort_keys_new (none);
  gconstpointer data = NULL;
  gsize         size = 0;

  g_assert_true (kheo_sort_keys_next (keys, texts->pdata[0], &data, &size));
  g_assert_false (kheo_sort_keys_next (nothing, texts->pdata[0], &data, &size));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/sort-keys/all", test_all);
  g_test_add_func ("/registry/sort-keys/others", test_others);
  g_test_add_func ("/registry/sort-keys/left", test_left);
  return g_test_run ();
}
