#include "kheo-sample.h"

#include "kheo-book-tables.h"
#include "kheo-history.h"
#include "kheo-import.h"
#include "kheo-reform-acts.h"
#include "kheo-reform.h"
#include "kheo-world.h"

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

/* The one reform of the sample: what was open at a commune goes to the one that took it in. */
#define REFORM_DAY "2025-01-01"
static const char *const merged[] = { "Xã Kim Liên", "Xã Long Sơn" };
static const char        merged_under[] = "Tỉnh Sông Vân/Huyện An Khê";
static const char        merged_name[] = "Xã Long Liên";

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

/* Two communes become one. */
static KheoReformPlan *
plan_reform (KheoDb *db, GError **error)
{
  KheoDate   day = kheo_date_from_iso (REFORM_DAY);
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (KheoReformAct) act = kheo_reform_act_new (KHEO_ACT_MERGE);
  const KheoReformAct *acts[] = { act };

  if (world == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (merged); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", merged_under, merged[i]);
      gint64           id = kheo_units_resolve (kheo_world_get_units (world), path, day - 1, error);

      if (id == 0)
        return NULL;
      kheo_reform_act_add_old (act, id);
    }
  kheo_reform_act_add_unit (act, 0, merged_name);
  return kheo_reform_plan_from_acts (kheo_world_get_units (world), day, acts, G_N_ELEMENTS (acts));
}

static gboolean
apply_reform (KheoDb *db, KheoProgress *progress, GError **error)
{
  KheoReformDecision decision = {
    .number = (char *) "18/NQ-HĐND",
    .issued_on = kheo_date_from_iso ("2024-12-10"),
    .issuer = (char *) "Hội đồng nhân dân tỉnh Sông Vân",
    .title = (char *) "Sắp xếp xã của huyện An Khê",
  };
  g_autoptr (KheoReformPlan) plan = plan_reform (db, error);
  g_autoptr (KheoChangeSet) changes = NULL;

  if (plan == NULL || !kheo_history_begin (db, error))
    return FALSE;
  if (!kheo_reform_apply (plan, db, &decision, progress, NULL, error))
    {
      kheo_history_cancel (db);
      return FALSE;
    }
  changes = kheo_history_end (db, decision.title, g_get_user_name (), error);
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
  return apply_reform (db, progress, error);
}
