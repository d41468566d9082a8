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
  guint       conflicts; /* a ward that the list itself calls a commune */
} List;

static const List lists[] = {
  { "real/units-quang-ninh.xls", 177, 1, 13, 177 },
  { "real/units-son-la.xls", 204, 1, 12, 204 },
  { "real/units-national-2025-01.csv", 10056, 63, 696, 10051, 1 },
};

static void
test_real (gconstpointer data)
{
  const List      *list = data;
  g_autofree char *path = kheo_test_fixture (list->file);
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (KheoImport) first = NULL;
  g_autoptr (KheoImport) second = NULL;
  KheoImportFinding finding;

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
  if (list->conflicts == 0)
    transfer_assert_no_findings (second);
  else
    {
      g_assert_cmpuint (kheo_import_get_n_findings (second), ==, list->conflicts);
      g_assert_true (transfer_find (second, "type-conflict", &finding));
    }
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

static const KheoUnitVersion *
find_code (KheoDb *db, const char *code)
{
  KheoUnits *units = kheo_world_get_units (kheo_world_get (db, NULL));
  gint64     id = kheo_units_resolve (units, code, kheo_date_today (), NULL);

  return id != 0 ? kheo_units_get_version (units, id, kheo_date_today ()) : NULL;
}

static char *
describe (KheoDb *db, const char *code)
{
  const KheoUnitVersion *unit = find_code (db, code);
  KheoUnits             *units = kheo_world_get_units (kheo_world_get (db, NULL));

  return unit != NULL ? kheo_units_dup_path (units, unit->unit_id, kheo_date_today ())
                      : g_strdup ("");
}

/* A list as an office keeps it, what unit is at the end of it, and what must be told. */
typedef struct
{
  const char *name, *sheet, *code, *path, *told;
} Messy;

static const Messy messy[] = {
  { "districts-over-communes",
    "STT;Tên đơn vị;Mã ĐVHC\n(1);(2);(3)\nI;HUYỆN MƯỜNG LA (2 xã);120\n1;Thị trấn Ít Ong;3664\n"
    "2;Xã Ngọc Chiến;3673\n;Cộng: 2 đơn vị;\n;Người lập biểu;TRƯỞNG BAN\n",
    "03673", "HUYỆN MƯỜNG LA/Xã Ngọc Chiến", NULL },
  { "levels-with-parents",
    "STT;Tên đơn vị;Loại;Mã;Trực thuộc\n1;Tỉnh Thái Nguyên;Tỉnh;19;\n"
    "2;Thành phố Phổ Yên;Thành phố;172;19\n3;Xã Phúc Thuận;Xã;5884;172\n",
    "05884", "Tỉnh Thái Nguyên/Thành phố Phổ Yên/Xã Phúc Thuận", NULL },
  { "type-beside-and-district-once",
    "TT;Huyện;Loại;Tên đơn vị;Mã xã\n1;Huyện Yên Thành;Xã;Xá Lượng;17000\n2;;Xã;Lăng Thành;17003\n",
    "17003", "Huyện Yên Thành/Xã Lăng Thành", NULL },
  { "a-name-that-begins-like-a-prefix",
    "TT;Huyện;Loại;Tên đơn vị;Mã xã\n1;Huyện Yên Thành;Xã;Xá Lượng;17000\n2;;Xã;Lăng Thành;17003\n",
    "17000", "Huyện Yên Thành/Xã Xá Lượng", NULL },
  { "a-slip-in-the-prefix",
    "TT;Huyện;Tên đơn vị;Mã xã\n1;Huyện Yên Thành;Xã Lăng Thành;17003\n"
    "2;Huyện Yên Thành;Xả Tân Thành;17006\n",
    "17006", "Huyện Yên Thành/Xã Tân Thành", "unit-likely" },
  { "an-unknown-parent", "STT;Tên đơn vị;Mã;Trực thuộc\n1;Xã Phúc Thuận;05884;Huyện Lạ\n", "05884",
    "", "unit-unknown" },
  { "old-names-beside",
    "DANH SÁCH ĐƠN VỊ HÀNH CHÍNH TỈNH A\n\nTT;Tên đơn vị;Tên gọi cũ;Mã\n"
    "1;Xã Lăng Thành;Xã Đức Thành;17003\n",
    "17003", "Xã Lăng Thành", "column-not-taken" },
};

static void
test_messy (gconstpointer data)
{
  const Messy *list = data;
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) import = transfer_read_text (dir, "a.csv", list->sheet);
  g_autofree char  *path = NULL;
  KheoImportFinding finding;

  transfer_commit (import, db);
  path = describe (db, list->code);
  g_assert_cmpstr (path, ==, list->path);
  if (list->told == NULL)
    transfer_assert_no_findings (import);
  else
    g_assert_true (transfer_find (import, list->told, &finding));
}

/* Two communes of one district that differ in a tone only are two, the second time too. */
static void
test_tones (void)
{
  static const char list[] = "Tên huyện,Tên xã,Loại\nHuyện Trấn Yên,Xã Minh Quân,Xã\n"
                             "Huyện Trấn Yên,Xã Minh Quán,Xã\n";
  g_autoptr (KheoDb) db = transfer_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoImport) first = transfer_read_text (dir, "a.csv", list);
  g_autoptr (KheoImport) second = transfer_read_text (dir, "b.csv", list);

  transfer_commit (first, db);
  transfer_assert_no_findings (first);
  g_assert_cmpuint (count_level (db, KHEO_LEVEL_COMMUNE), ==, 2);
  g_assert_cmpint (transfer_commit (second, db), ==, 0);
  g_assert_cmpuint (kheo_import_count (second, NULL).unchanged, ==, 2);
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
  for (guint i = 0; i < G_N_ELEMENTS (messy); i++)
    {
      g_autofree char *path = g_strconcat ("/transfer/tree/", messy[i].name, NULL);

      g_test_add_data_func (path, &messy[i], test_messy);
    }
  g_test_add_func ("/transfer/tree/tones", test_tones);
  return g_test_run ();
}
