#include "kheo-sample.h"

#include "kheo-book-tables.h"
#include "kheo-history.h"
#include "kheo-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The office that the sample speaks for. */
static const struct
{
  const char *key, *value;
} settings[] = {
  { "superior", "TỈNH ỦY SÔNG VÂN" },
  { "office", "BAN TUYÊN GIÁO VÀ DÂN VẬN" },
  { "style", "party" },
  { "place", "Vân Giang" },
  { "symbol", "BTGDVTU" },
  { "signer-title", "TRƯỞNG BAN" },
};

static char *
dup_folder (void)
{
  const char *data = g_getenv ("KHEO_DATA_DIR");

  return g_build_filename (data != NULL ? data : KHEO_DATA_DIR, "sample", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Paths of the sheets in the order of their numbers: units before models. */
static GPtrArray *
list_sheets (GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xlsx"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return g_steal_pointer (&paths);
}

static gboolean
import_sheet (KheoDb *db, const char *path, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoImport) import = kheo_import_read (path, NULL, progress, error);
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *title = NULL;

  if (import == NULL || !kheo_history_begin (db, error))
    return FALSE;
  if (!kheo_import_match (import, db, progress, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  title = kheo_import_dup_title (import);
  if (!kheo_import_commit (import, db, progress, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, title, g_get_user_name (), error);
  return changes != NULL;
}

static gboolean
fill_settings (KheoDb *db, GError **error)
{
  g_autoptr (KheoChangeSet) changes = NULL;

  if (!kheo_history_begin (db, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!kheo_setting_set (db, settings[i].key, settings[i].value, error))
      {
        kheo_history_cancel (db);
        return FALSE;
      }
  changes =
      kheo_history_end (db, _ ("Set the name of the sample office"), g_get_user_name (), error);
  return changes != NULL;
}

gboolean
kheo_sample_fill (KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) paths = list_sheets (error);

  if (paths == NULL || !fill_settings (db, error))
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    if (!import_sheet (db, g_ptr_array_index (paths, i), progress, error))
      return FALSE;
  return TRUE;
}
