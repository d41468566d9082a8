/* Lists of units: the tree they make, twice; and what they must not overwrite. */
#include "transfer-book.h"

#include <string.h>

static guint
count_level (KheoDb *db, KheoLevel level)
{
  KheoUnitMap *map = kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_today ());
  guint        n = 0;

  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    n += kheo_unit_map_get_version (map, i)->type->level == level;
  return n;
}

typedef struct
{
  const char *file;
  guint       rows, provinces, districts, communes;
} List;

static const List lists[] = {
  { "real/units-quang-ninh.xls", 177, 1, 13, 177 },
  { "real/units-son-la.xls", 204, 1, 12, 204 },
  { "real/units-national-2025-01.csv", 10056, 63, 696, 10051 },
};

static void
test_real (gconstpointer data)
{
  const List      *list = data;
  g_autofree char *path = kheo_test_fixture (list->file);
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoImport) first = NULL;
  g_autoptr (KheoImport) second = NULL;

  if (path == NULL)
    return;
  db = transfer_book_new ();
  first = transfer_read (path, NULL);
  g_assert_cmpint (transfer_commit (first, db), !=, 0);
  g_assert_cmpuint (kheo_import_count (first, NULL).created, ==, list->rows);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_PROVINCE), ==, list->provinces);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_DISTRICT), ==, list->districts);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_COMMUNE), ==, list->communes);
  second = transfer_read (path, NULL);
  g_assert_cmpint (transfer_commit (second, db), ==, 0);
  g_assert_cmpuint (kheo_import_count (second, NULL).unchanged, ==, list->rows);
  transfer_assert_no_findings (second);
}

#define HEADING "Tỉnh,Mã tỉnh,Huyện,Mã huyện,Xã,Mã xã\n"

/* A code that a spreadsheet made a number of keeps its zeros; names get their prefix. */
static void
test_codes (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import =
      transfer_read_text (dir, "a.csv",
                          "Mã,Tên đơn vị,Cấp\n02,Tỉnh Hà Giang,Tỉnh\n024,Thành phố Hà Giang,Thành "
                          "phố thuộc tỉnh\n00688,Quang Trung,Phường\n");
  KheoUnits             *units = NULL;
  const KheoUnitVersion *unit = NULL;
  g_autofree char       *path = NULL;

  transfer_commit (import, db);
  units = kheo_world_get_units (kheo_world_get (db, NULL));
  unit = kheo_units_get_version (
      units, kheo_units_resolve (units, "00688", kheo_date_today (), NULL), kheo_date_today ());
  g_assert_nonnull (unit);
  g_assert_cmpstr (unit->name, ==, "Phường Quang Trung");
  path = kheo_units_dup_path (units, unit->unit_id, kheo_date_today ());
  g_assert_cmpstr (path, ==, "Tỉnh Hà Giang/Thành phố Hà Giang/Phường Quang Trung");
}

static void
test_renamed (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (
      dir, "a.csv", HEADING "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Phường An Bình,10101\n");
  KheoUnits             *units = NULL;
  const KheoUnitVersion *unit = NULL;

  transfer_commit (import, db);
  g_assert_cmpuint (kheo_import_count (import, NULL).changed, ==, 1);
  units = kheo_world_get_units (kheo_world_get (db, NULL));
  unit = kheo_units_get_version (
      units, kheo_units_resolve (units, "10101", kheo_date_today (), NULL), kheo_date_today ());
  g_assert_cmpstr (unit->name, ==, "Phường An Bình");
  g_assert_cmpstr (unit->type->value, ==, "ward");
}

/* The code of one unit beside the name of another is no change of name. */
static void
test_code_used_again (void)
{
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (
      dir, "a.csv", HEADING "Tỉnh Sông Vân,10,Huyện Đông Hà,101,Xã Đức Thắng,10101\n");
  KheoImportFinding finding;

  g_assert_cmpint (transfer_commit (import, db), ==, 0);
  g_assert_cmpuint (kheo_import_count (import, NULL).refused, ==, 1);
  g_assert_true (transfer_find (import, "unit-conflict", &finding));
}

/* One sheet for each district: what lies above them is founded once. */
static void
test_stacked (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import =
      transfer_read_text (dir, "a.csv",
                          HEADING "Tỉnh A,10,Huyện B,101,Xã C,10101\n\n\n" HEADING
                                  "Tỉnh A,10,Huyện D,102,Xã E,10201\n");

  transfer_commit (import, db);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_PROVINCE), ==, 1);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_DISTRICT), ==, 2);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_COMMUNE), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_path_get_basename (lists[i].file);
      g_autofree char *path = g_strconcat ("/transfer/tree/", name, NULL);

      g_test_add_data_func (path, &lists[i], test_real);
    }
  g_test_add_func ("/transfer/tree/codes", test_codes);
  g_test_add_func ("/transfer/tree/renamed", test_renamed);
  g_test_add_func ("/transfer/tree/code-used-again", test_code_used_again);
  g_test_add_func ("/transfer/tree/stacked", test_stacked);
  return g_test_run ();
}
