/* Conversion tables: a small one of our own, and the published one on real lists of units. */
#include "transfer-book.h"

#include "kheo-digest.h"
#include "kheo-rollup.h"

#include <string.h>

#define DAY "2025-07-01"

static const char table[] =
    "BẢNG CHUYỂN ĐỔI ĐƠN VỊ HÀNH CHÍNH\n"
    "Đơn vị hành chính từ ngày 01/7/2025;;;Đơn vị hành chính trước ngày 01/7/2025;;;;\n"
    "Tỉnh, thành phố;Tên Xã mới;Mã Xã mới;Tên Xã cũ;Mã Xã cũ;Ghi chú;Quận/huyện;Tỉnh cũ\n"
    "SÔNG VÂN;;;;;;;\n"
    "Tỉnh Sông Vân (10);Xã Đông Hà;10103;Xã An Bình;10101;Nhập toàn bộ;Huyện Đông Hà (101);Tỉnh "
    "Sông Vân (10)\n"
    "Tỉnh Sông Vân (10);Xã Đông Hà;10103;Thị Trấn Đông Hà;10103;Nhập toàn bộ ;Huyện Đông Hà "
    "(101);Tỉnh Sông Vân (10)\n"
    "Tỉnh Sông Vân (10);Xã Hòa Lạc;10102;Xã Hòa Lạc;10102;Giữ nguyên;Huyện Đông Hà (101);Tỉnh Sông "
    "Vân (10)\n"
    "Tỉnh Sông Vân (10);Phường An Bình;10201;Phường An Bình;10201;Nhập toàn bộ;Thành phố Vân Giang "
    "(102);Tỉnh Sông Vân (10)\n"
    "Tỉnh Sông Vân (10);Phường An Bình;10201;Phường Hoà Thành;10202;Nhập một phần;Thành phố Vân "
    "Giang (102);Tỉnh Sông Vân (10)\n"
    "Tỉnh Sông Vân (10);Xã Tân Mỹ;10203;Phường Hoà Thành;10202;Nhập một phần diện tích, toàn bộ "
    "dân số;Thành phố Vân Giang (102);Tỉnh Sông Vân (10)\n"
    "Tỉnh Sông Vân (10);Xã Tân Mỹ;10203;Xã Tân Mỹ;10203;Nhập toàn bộ;Thành phố Vân Giang "
    "(102);Tỉnh "
    "Sông Vân (10)\n"
    ";Người lập biểu;;;;;;\n";

static void
assert_sound (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Communes directly below the province @name on @day. */
static guint
count_communes (KheoDb *db, const char *name, const char *day, guint *out_districts)
{
  KheoWorld   *world = kheo_world_get (db, NULL);
  KheoUnitMap *map = kheo_world_get_map (world, kheo_date_from_iso (day));
  guint        n = 0;

  *out_districts = 0;
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    {
      int                    parent = kheo_unit_map_get_parent (map, i);
      const KheoUnitVersion *version = kheo_unit_map_get_version (map, i);

      if (parent < 0 || strcmp (kheo_unit_map_get_version (map, (guint) parent)->name, name) != 0)
        continue;
      n += version->type->level == KHEO_LEVEL_COMMUNE;
      *out_districts += version->type->level == KHEO_LEVEL_DISTRICT;
    }
  return n;
}

static void
test_table (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", table);
  KheoReformCounts counts;
  guint            districts = 0;

  transfer_commit (import, db);
  transfer_assert_no_findings (import);
  g_assert_cmpuint (kheo_import_count (import, NULL).created, ==, 7);
  g_assert_true (kheo_import_count_reform (import, &counts));
  g_assert_cmpuint (counts.units_begun, ==, 3);
  g_assert_cmpuint (counts.units_kept, ==, 1);
  g_assert_cmpuint (counts.units_ended, ==, 7); /* five communes, two districts */
  g_assert_cmpuint (counts.whole, ==, 4);
  g_assert_cmpuint (counts.part, ==, 2);
  g_assert_cmpuint (count_communes (db, "Tỉnh Sông Vân", DAY, &districts), ==, 4);
  g_assert_cmpuint (districts, ==, 0);
  g_assert_cmpuint (count_communes (db, "Tỉnh Sông Vân", "2025-06-30", &districts), ==, 0);
  g_assert_cmpuint (districts, ==, 2);
  assert_sound (db);
}

static void
test_taken_back (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *before = kheo_book_digest (db, &error);
  g_autofree char *after = NULL;

  changes = kheo_history_undo (db, transfer_commit (import, db), "test", NULL, &error);
  g_assert_no_error (error);
  after = kheo_book_digest (db, &error);
  g_assert_cmpstr (after, ==, before);
  assert_sound (db);
}

static void
test_twice (void)
{
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", table);
  g_autoptr (KheoImport) again = transfer_read_text (dir, "a.csv", table);

  transfer_commit (import, db);
  g_assert_cmpint (transfer_commit (again, db), ==, 0);
  g_assert_cmpuint (kheo_import_count (again, NULL).unchanged, ==, 7);
  transfer_assert_no_findings (again);
}

/* Several old units in one cell, merged away new ones, the day by hand. */
static void
test_lists_in_cells (void)
{
  static const char sheet[] = "TT;Tên xã mới;Các xã cũ được sắp xếp\n"
                              "1;Xã Đông Hà;Xã An Bình, Xã Hòa Lạc và thị trấn Đông Hà\n"
                              "2;Phường An Bình;Phường Hoà Thành\n;;Xã Tân Mỹ\n";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) import = NULL;
  g_autoptr (KheoImport) dateless = transfer_read_text (dir, "a.csv", sheet);
  KheoReformCounts  counts;
  KheoImportFinding finding;

  transfer_match (dateless, db);
  g_assert_true (transfer_find (dateless, "missing", &finding));
  g_assert_cmpuint (kheo_import_count (dateless, NULL).refused, ==, 3);
  options->as = KHEO_IMPORT_CONVERSION;
  options->date = kheo_date_from_iso (DAY);
  import = transfer_read (path, options);
  transfer_match (import, db);
  /* An Bình is in two districts: without a district or a code nobody can tell which. */
  g_assert_true (transfer_find (import, "left-behind", &finding));
  g_assert_true (kheo_import_count_reform (import, &counts));
  g_assert_cmpuint (counts.whole, ==, 5);
  transfer_commit (import, db);
  assert_sound (db);
}

/* What went where of a divided unit; a number that is repeated is that of the whole unit. */
static void
test_weights (void)
{
  static const char sheet[] =
      "Tên xã mới;Mã xã mới;Tên xã cũ;Mã xã cũ;Dân số (người);Số hộ;Diện tích (km2)\n"
      "Phường An Bình;10201;Phường An Bình;10201;500;100;3,5\n"
      "Phường An Bình;10201;Phường Hoà Thành;10202;1.200;400;2,25\n"
      "Xã Tân Mỹ;10203;Phường Hoà Thành;10202;800;400;0,75\n"
      "Xã Tân Mỹ;10203;Xã Tân Mỹ;10203;900;300;4\n";
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "a.csv");
  g_autoptr (KheoDb) db = transfer_book_with_units ();
  g_autoptr (KheoImportOptions) options = kheo_import_options_new ();
  g_autoptr (KheoImport) import = NULL;
  const KheoSuccession *all = NULL;
  guint                 n = 0;
  gint64                people = 0, area = 0;

  g_assert_true (g_file_set_contents (path, sheet, -1, NULL));
  options->as = KHEO_IMPORT_CONVERSION;
  options->date = kheo_date_from_iso (DAY);
  import = transfer_read (path, options);
  transfer_commit (import, db);
  all = kheo_units_get_successions (kheo_world_get_units (kheo_world_get (db, NULL)), &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (all[i].weights[KHEO_BASIS_HOUSEHOLDS], ==, -1);
      if (all[i].whole)
        {
          g_assert_cmpint (all[i].weights[KHEO_BASIS_POPULATION], ==, -1);
          continue;
        }
      people += all[i].weights[KHEO_BASIS_POPULATION];
      area += all[i].weights[KHEO_BASIS_AREA];
    }
  g_assert_cmpint (people, ==, 2000);
  g_assert_cmpint (area, ==, 3000000);
  assert_sound (db);
}

/* ---- The published table ---- */

static void
import_fixture (KheoDb *db, const char *name, KheoImport **out_import)
{
  g_autofree char *path = kheo_test_fixture (name);

  if (path == NULL)
    return;
  *out_import = transfer_read (path, NULL);
  transfer_commit (*out_import, db);
}

/* Each old commune of the table has successors or lives on; none stands twice. */
static void
assert_nothing_lost (KheoDb *db, const KheoImport *import)
{
  KheoWorld       *world = kheo_world_get (db, NULL);
  KheoUnits       *units = kheo_world_get_units (world);
  KheoImportTable *sheet = kheo_import_get_table (import, 0);
  g_autoptr (GHashTable) heirs = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint                 n = 0;
  const KheoSuccession *all = kheo_units_get_successions (units, &n);
  KheoImportTableInfo   info;
  guint                 taken = 0;

  for (guint i = 0; i < n; i++)
    {
      gpointer shares = g_hash_table_lookup (heirs, &all[i].old_id);

      g_assert_true (!all[i].whole || shares == NULL);
      g_assert_cmpint (GPOINTER_TO_INT (shares), !=, 2);
      g_hash_table_insert (heirs, (gpointer) &all[i].old_id,
                           GINT_TO_POINTER (all[i].whole ? 2 : 1));
    }
  kheo_import_table_get_info (sheet, &info);
  for (guint i = 0; i < info.n_rows; i++)
    {
      KheoImportRow          row;
      const KheoUnitVersion *version = NULL;

      kheo_import_table_get_row (sheet, i, &row);
      if (row.kind != KHEO_ROW_DATA || row.status == KHEO_ROW_REFUSED)
        continue;
      taken++;
      version = kheo_units_get_version (units, row.id, kheo_date_from_iso (DAY));
      g_assert_true (g_hash_table_contains (heirs, &row.id) ||
                     version->valid_to == KHEO_DATE_UNKNOWN);
    }
  g_assert_cmpuint (taken, ==, kheo_import_count (import, NULL).created);
}

/* ---- Totals before and after ---- */

#ifdef __SANITIZE_ADDRESS__
#define N_MODELS 10000
#else
#define N_MODELS 100000
#endif

/* Models of random communes. */
static void
add_models (KheoDb *db)
{
  KheoUnitMap *map =
      kheo_world_get_map (kheo_world_get (db, NULL), kheo_date_from_iso ("2025-06-30"));
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (KheoStmt) stmt = NULL;

  kheo_history_begin (db, &error);
  stmt = kheo_db_prepare (db, "INSERT INTO model (id, name, unit_id, kind, field, year)"
                              " VALUES (:id, 'M', :unit, 'collective', 'economy', 2024)");
  for (gint64 i = 1; i <= N_MODELS; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (int) kheo_unit_map_get_n (map));

      while (kheo_unit_map_get_version (map, at)->type->level != KHEO_LEVEL_COMMUNE)
        at = (at + 1) % kheo_unit_map_get_n (map);
      kheo_stmt_bind_int (stmt, ":id", i);
      kheo_stmt_bind_int (stmt, ":unit", kheo_unit_map_get_id (map, at));
      kheo_stmt_run (stmt, &error);
      g_assert_no_error (error);
    }
  changes = kheo_history_end (db, "Models", "test", &error);
  g_assert_no_error (error);
}

static gint64
total_of (KheoDb *db, gint64 unit, KheoClock clock)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoTotal) total = NULL;

  query->unit = unit;
  query->clock = clock;
  total = kheo_total_models (db, query, NULL, 0, &error);
  g_assert_no_error (error);
  return total->total;
}

static gint64
count_at (KheoDb *db, gint64 unit)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT count(*) FROM model WHERE unit_id = :unit");

  kheo_stmt_bind_int (stmt, ":unit", unit);
  return kheo_stmt_step (stmt, NULL) ? kheo_stmt_get_int (stmt, 0) : -1;
}

/* A unit into which only whole ones went has what those had. */
static void
assert_whole_add_up (KheoDb *db)
{
  KheoUnits            *units = kheo_world_get_units (kheo_world_get (db, NULL));
  guint                 n = 0;
  const KheoSuccession *all = kheo_units_get_successions (units, &n);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer       id, sum;
  guint          n_checked = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 *known = g_hash_table_lookup (sums, &all[i].new_id);

      if (known == NULL)
        {
          known = g_new0 (gint64, 1);
          g_hash_table_insert (sums, (gpointer) &all[i].new_id, known);
        }
      *known = *known < 0 || !all[i].whole ? -1 : *known + count_at (db, all[i].old_id);
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &id, &sum))
    if (*(gint64 *) sum >= 0)
      {
        g_assert_cmpint (total_of (db, *(gint64 *) id, KHEO_CLOCK_TODAY), ==,
                         *(gint64 *) sum + count_at (db, *(gint64 *) id));
        n_checked++;
      }
  g_assert_cmpuint (n_checked, >, 50);
}

static void
test_totals (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) units = NULL;
  g_autoptr (KheoImport) reform = NULL;

  import_fixture (db, "real/units-national-2025-01.csv", &units);
  if (units == NULL)
    return;
  add_models (db);
  g_assert_cmpint (total_of (db, 0, KHEO_CLOCK_TODAY), ==, N_MODELS);
  import_fixture (db, "real/conversion-2025-quang-ninh-son-la.csv", &reform);
  g_assert_cmpint (total_of (db, 0, KHEO_CLOCK_TODAY), ==, N_MODELS);
  g_assert_cmpint (total_of (db, 0, KHEO_CLOCK_AS_REPORTED), ==, N_MODELS);
  assert_whole_add_up (db);
}

static void
test_published (void)
{
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoImport) units = NULL;
  g_autoptr (KheoImport) reform = NULL;
  g_autoptr (KheoImport) again = NULL;
  KheoReformCounts counts;
  guint            districts = 0;

  import_fixture (db, "real/units-national-2025-01.csv", &units);
  if (units == NULL)
    return;
  import_fixture (db, "real/conversion-2025-quang-ninh-son-la.csv", &reform);
  g_assert_true (kheo_import_count_reform (reform, &counts));
  /* The list of January does not know Mộc Châu's wards yet: named, and not taken. */
  g_assert_cmpuint (kheo_import_count (reform, NULL).created, ==, 375);
  g_assert_cmpuint (kheo_import_count (reform, NULL).refused, ==, 9);
  g_assert_cmpuint (count_communes (db, "Tỉnh Quảng Ninh", DAY, &districts), ==, 54);
  g_assert_cmpuint (districts, ==, 0);
  g_assert_cmpuint (count_communes (db, "Tỉnh Sơn La", DAY, &districts), ==, 75);
  assert_nothing_lost (db, reform);
  assert_sound (db);
  import_fixture (db, "real/conversion-2025-quang-ninh-son-la.csv", &again);
  g_assert_cmpuint (kheo_import_count (again, NULL).created, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/reform/table", test_table);
  g_test_add_func ("/transfer/reform/taken-back", test_taken_back);
  g_test_add_func ("/transfer/reform/twice", test_twice);
  g_test_add_func ("/transfer/reform/lists-in-cells", test_lists_in_cells);
  g_test_add_func ("/transfer/reform/weights", test_weights);
  g_test_add_func ("/transfer/reform/published", test_published);
  g_test_add_func ("/transfer/reform/totals", test_totals);
  return g_test_run ();
}
