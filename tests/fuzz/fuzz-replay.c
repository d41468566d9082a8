/* Runs a fuzz target over the files of the folders given, so that what was found once stays found
 * where there is no libFuzzer. TAP. */
#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
replay_folder (const char *folder, int n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize            size;
      g_autoptr (GError) error = NULL;

      g_file_get_contents (path, &data, &size, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const guint8 *) data, size);
      g_print ("ok %d %s\n", ++n, name);
    }
  return n;
}

int
main (int argc, char **argv)
{
  int n = 0;

  for (int i = 1; i < argc; i++)
    n = replay_folder (argv[i], n);
  g_print ("1..%d\n", n);
  return n == 0;
}
