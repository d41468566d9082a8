#include "kheo-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>

struct _KheoTestDir
{
  char *path;
};

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
kheo_test_turn (gint64 end)
{
  gint64   left = (end - g_get_monotonic_time ()) / 1000;
  gboolean late = FALSE;
  guint    source;

  if (left <= 0)
    return FALSE;
  source = g_timeout_add ((guint) left, wake_cb, &late);
  g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  return !late;
}

static void
remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

KheoTestDir *
kheo_test_dir_new (void)
{
  KheoTestDir *self = g_new0 (KheoTestDir, 1);
  g_autoptr (GError) error = NULL;

  self->path = g_dir_make_tmp ("kheo-test-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

static KheoTestDir *home; /* of the process */

static void
free_home (void)
{
  g_clear_pointer (&home, kheo_test_dir_free);
}

void
kheo_test_init (int *argc, char ***argv)
{
  static const char *const names[] = { "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                       "XDG_STATE_HOME", "XDG_RUNTIME_DIR" };

  g_test_init (argc, argv, NULL);
  home = kheo_test_dir_new ();
  atexit (free_home);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = kheo_test_dir_build (home, names[i]);

      g_setenv (names[i], path, TRUE);
    }
}

const char *
kheo_test_dir_get_path (KheoTestDir *self)
{
  return self->path;
}

char *
kheo_test_dir_build (KheoTestDir *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

void
kheo_test_dir_free (KheoTestDir *self)
{
  remove_tree (self->path);
  g_free (self->path);
  g_free (self);
}

char *
kheo_test_fixture (const char *name)
{
  const char      *root = g_getenv ("KHEO_FIXTURES");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the shared fixtures are not here");
  return NULL;
}

char *
kheo_test_data (const char *name)
{
  const char      *root = g_getenv ("KHEO_TEST_DATA");
  g_autofree char *path = NULL;

  g_assert_nonnull (root);
  path = g_build_filename (root, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_error ("no test data '%s'", path);
  return g_steal_pointer (&path);
}

GBytes *
kheo_test_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}
