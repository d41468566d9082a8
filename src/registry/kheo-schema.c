#include "kheo-schema.h"

#include "kheo-book.h"
#include "kheo-registry-resources.h"

/* In order; the place in this list is the number of the step. */
static const char *const step_paths[] = {
  "/org/kheo/Kheo/sql/001-book.sql",          "/org/kheo/Kheo/sql/002-figures.sql",
  "/org/kheo/Kheo/sql/003-units-in-time.sql", "/org/kheo/Kheo/sql/004-open-matters.sql",
  "/org/kheo/Kheo/sql/005-charts.sql",        "/org/kheo/Kheo/sql/006-targets-before.sql",
};

/* So that an undo in part leaves whole things: a unit goes with all its versions, and what came to
 * its place with the end of what was there; the entry of a file with what was understood of it. */
static const KheoBond bonds[] = {
  { "unit_version", "unit_id", KHEO_BOND_PART },
  { "unit_version", "unit_id", KHEO_BOND_HOLDS },
  { "succession", "new_id", KHEO_BOND_PART },
  { "succession", "old_id", KHEO_BOND_PART },
  { "succession", "old_id", KHEO_BOND_HOLDS },
  { "succession_weight", "succession_id", KHEO_BOND_PART },
  { "target_before", "target_id", KHEO_BOND_PART },
  { "unit_group_member", "group_id", KHEO_BOND_PART },
  { "board_item", "board_id", KHEO_BOND_PART },
  { "import_table", "import_id", KHEO_BOND_PART },
  { "import_row", "record_id", KHEO_BOND_PART, TRUE },
  { "attachment", "record_id", KHEO_BOND_PART, TRUE },
  { NULL },
};

static gpointer unit_guard; /* KheoUnitGuard, atomic */

static gboolean
look_at_units (KheoDb *db, GError **error)
{
  KheoUnitGuard look = (KheoUnitGuard) g_atomic_pointer_get (&unit_guard);

  return look == NULL || look (db, error);
}

static const char *const      unit_tables[] = { "unit", "unit_version", "succession", NULL };
static const KheoHistoryGuard guard = { unit_tables, look_at_units };

static const char *steps[G_N_ELEMENTS (step_paths)];

/* The text lives as long as the program: resources are static data with a zero byte at their end.
 */
static const char *
load_step (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (kheo_registry_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return g_bytes_get_data (bytes, NULL);
}

const KheoStoreSchema *
kheo_schema_get (void)
{
  static KheoStoreSchema schema;
  static gsize           loaded = 0;

  if (g_once_init_enter (&loaded))
    {
      for (guint i = 0; i < G_N_ELEMENTS (step_paths); i++)
        steps[i] = load_step (step_paths[i]);
      schema = (KheoStoreSchema){ steps, G_N_ELEMENTS (steps), kheo_book_tables (), bonds, &guard };
      g_once_init_leave (&loaded, 1);
    }
  return &schema;
}

void
kheo_schema_set_unit_guard (KheoUnitGuard look)
{
  g_atomic_pointer_set (&unit_guard, (gpointer) look);
}
