#include "domain-book.h"
#include "kheo-test.h"
#include "kheo-units-private.h"

#include <string.h>

static KheoUnits *
load (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  KheoUnits *units = kheo_units_load (db, &error);

  g_assert_no_error (error);
  return units;
}

static const char *
name_on (KheoUnits *units, gint64 id, const char *day)
{
  return kheo_units_get_version (units, id, book_day (day))->name;
}

static void
test_versions (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  KheoUnitVersion changed = { 0 };
  gint64          province, commune;
  guint           n;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  commune = book_add_unit (db, "Xã Chiềng Cọ", "03658", province, "2010-01-01", "2024-12-31");
  changed = (KheoUnitVersion){ .name = (char *) "Phường Chiềng Cọ",
                               .type = kheo_unit_type_find ("ward"),
                               .code = (char *) "03658",
                               .parent_id = province };
  g_assert_true (kheo_unit_change (db, commune, book_day ("2020-07-01"), &changed, NULL));
  action_end (db);
  units = load (db);

  g_assert_cmpuint (kheo_units_get_n (units), ==, 2);
  kheo_units_get_versions (units, commune, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (name_on (units, commune, "2020-06-30"), ==, "Xã Chiềng Cọ");
  g_assert_cmpstr (name_on (units, commune, "2020-07-01"), ==, "Phường Chiềng Cọ");
  /* Before and after its life: the nearest. */
  g_assert_cmpstr (name_on (units, commune, "1999-01-01"), ==, "Xã Chiềng Cọ");
  g_assert_cmpstr (name_on (units, commune, "2030-01-01"), ==, "Phường Chiềng Cọ");
  g_assert_null (kheo_units_get_version (units, 12345, 0));
  g_assert_null (kheo_units_get_versions (units, 12345, &n));
  g_assert_cmpuint (n, ==, 0);
  {
    g_autofree char *path = kheo_units_dup_path (units, commune, book_day ("2021-01-01"));

    g_assert_cmpstr (path, ==, "Tỉnh Sơn La/Phường Chiềng Cọ");
  }
}

static void
test_map (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitMap) before = NULL;
  g_autoptr (KheoUnitMap) after = NULL;
  g_autoptr (GArray) children = NULL;
  gint64 province, district, ten, two, fresh;
  int    index;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  district = book_add_unit (db, "Huyện Mường La", "120", province, NULL, "2025-06-30");
  ten = book_add_unit (db, "Xã Thôn 10", "1", district, NULL, "2025-06-30");
  two = book_add_unit (db, "Xã Thôn 2", "2", district, NULL, "2025-06-30");
  fresh = book_add_unit (db, "Xã Mường La", "3", province, "2025-07-01", NULL);
  action_end (db);
  units = load (db);
  before = kheo_unit_map_new (units, book_day ("2025-06-30"));
  after = kheo_unit_map_new (units, book_day ("2025-07-01"));

  /* Tree order, numbers as numbers. */
  g_assert_cmpuint (kheo_unit_map_get_n (before), ==, 4);
  g_assert_cmpint (kheo_unit_map_find (before, province), ==, 0);
  g_assert_cmpint (kheo_unit_map_find (before, district), ==, 1);
  g_assert_cmpint (kheo_unit_map_find (before, two), ==, 2);
  g_assert_cmpint (kheo_unit_map_find (before, ten), ==, 3);
  g_assert_cmpint (kheo_unit_map_find (before, fresh), ==, -1);
  g_assert_cmpint (kheo_unit_map_get_parent (before, 0), ==, -1);
  g_assert_cmpint (kheo_unit_map_get_parent (before, 3), ==, 1);
  g_assert_cmpuint (kheo_unit_map_get_end (before, 0), ==, 4);
  g_assert_cmpuint (kheo_unit_map_get_end (before, 2), ==, 3);
  g_assert_cmpuint (kheo_unit_map_get_n_children (before, 1), ==, 2);
  children = kheo_unit_map_list_children (before, 1);
  g_assert_cmpuint (children->len, ==, 2);
  g_assert_cmpuint (g_array_index (children, guint, 0), ==, 2);

  g_assert_cmpuint (kheo_unit_map_get_n (after), ==, 2);
  index = kheo_unit_map_find (after, fresh);
  g_assert_cmpint (index, ==, 1);
  g_assert_cmpstr (kheo_unit_map_get_version (after, (guint) index)->name, ==, "Xã Mường La");
}

static void
test_search (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (KheoUnitMap) map = NULL;
  g_autoptr (GArray) hits = NULL;
  gint64 province, plain, marked;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Đắk Lắk", "66", 0, NULL, NULL);
  plain = book_add_unit (db, "Xã An Đak", "00001", province, NULL, NULL);
  marked = book_add_unit (db, "Xã Ẩn Đắk", "00002", province, NULL, NULL);
  book_add_unit (db, "Xã Đắk Cũ", "00003", province, NULL, "2000-01-01");
  action_end (db);
  units = load (db);
  map = kheo_unit_map_new (units, book_day ("2024-01-01"));

  hits = kheo_unit_map_search (map, "dak", 10);
  g_assert_cmpuint (hits->len, ==, 3);
  g_array_unref (hits);
  /* Exact marks first, then the others in tree order. */
  hits = kheo_unit_map_search (map, "ẩn Đắk", 10);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpint (kheo_unit_map_get_id (map, g_array_index (hits, guint, 0)), ==, marked);
  g_assert_cmpint (kheo_unit_map_get_id (map, g_array_index (hits, guint, 1)), ==, plain);
  g_array_unref (hits);
  hits = kheo_unit_map_search (map, "00002", 10);
  g_assert_cmpuint (hits->len, ==, 1);
  g_array_unref (hits);
  hits = kheo_unit_map_search (map, "dak", 1);
  g_assert_cmpuint (hits->len, ==, 1);
  g_array_unref (hits);
  hits = kheo_unit_map_search (map, " ", 10);
  g_assert_cmpuint (hits->len, ==, 0);
}

/* On random trees each subtree is one interval of the map, and children lists agree with parents.
 */
static void
test_random_maps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (KheoUnits) units = NULL;
      g_autoptr (KheoUnitMap) map = NULL;
      guint n;

      book_fill (db, rand, 60, 0);
      action_begin (db);
      for (guint i = 0; i < 10; i++)
        book_edit (db, rand);
      action_end (db);
      units = load (db);
      map = kheo_unit_map_new (units, book_day ("2023-01-01"));
      n = kheo_unit_map_get_n (map);
      g_assert_cmpuint (n, >=, 60);
      for (guint i = 0; i < n; i++)
        {
          int                    parent = kheo_unit_map_get_parent (map, i);
          const KheoUnitVersion *version = kheo_unit_map_get_version (map, i);

          g_assert_cmpint (kheo_unit_map_find (map, kheo_unit_map_get_id (map, i)), ==, (int) i);
          g_assert_cmpint (parent, <, (int) i);
          if (parent < 0)
            g_assert_cmpint (version->parent_id, ==, 0);
          else
            {
              g_assert_cmpint (kheo_unit_map_get_id (map, (guint) parent), ==, version->parent_id);
              g_assert_cmpuint (i, <, kheo_unit_map_get_end (map, (guint) parent));
              g_assert_cmpuint (kheo_unit_map_get_end (map, i), <=,
                                kheo_unit_map_get_end (map, (guint) parent));
            }
        }
    }
}

static void
assert_resolves (KheoUnits *units, const char *text, gint64 wanted)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kheo_units_resolve (units, text, book_day ("2024-01-01"), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, ==, wanted);
}

static void
test_resolve (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *by_id = NULL;
  gint64           province, city, district, commune, other, old;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  city = book_add_unit (db, "Thành phố Sơn La", "116", province, NULL, NULL);
  district = book_add_unit (db, "Huyện Mường La", "120", province, NULL, NULL);
  commune = book_add_unit (db, "Xã Ngọc Chiến", "03760", district, NULL, NULL);
  other = book_add_unit (db, "Xã Ngọc Chiến", "03761", city, NULL, NULL);
  old = book_add_unit (db, "Xã Đã Hết", "03762", city, NULL, "2019-12-31");
  action_end (db);
  units = load (db);
  by_id = g_strdup_printf ("#%" G_GINT64_FORMAT, commune);

  assert_resolves (units, "03760", commune);
  assert_resolves (units, "14", province);
  assert_resolves (units, by_id, commune);
  assert_resolves (units, "03762@2019-01-01", old);
  assert_resolves (units, "Tỉnh Sơn La/Huyện Mường La/Xã Ngọc Chiến", commune);
  assert_resolves (units, "son la/muong la/ngoc chien", commune);
  assert_resolves (units, "Mường La/Ngọc Chiến", commune);
  assert_resolves (units, "TP Sơn La/Ngọc Chiến", other);
  assert_resolves (units, "Thành phố Sơn La", city);

  g_assert_cmpint (kheo_units_resolve (units, "Xã Ngọc Chiến", 0, &error), ==, 0);
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "03761"));
  g_clear_error (&error);
  g_assert_cmpint (kheo_units_resolve (units, "03762", 0, &error), ==, 0);
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (kheo_units_resolve (units, "#99", 0, &error), ==, 0);
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

/* Damaged data hides no unit: a circle gets a root. */
static void
test_circle (void)
{
  g_autoptr (KheoUnits) units = kheo_units_new ();
  g_autoptr (KheoUnitMap) map = NULL;
  KheoUnitVersion version = { .type = kheo_unit_type_find ("commune") };

  for (gint64 id = 1; id <= 3; id++)
    {
      version.id = version.unit_id = id;
      version.name = (char *) "Xã Vòng";
      version.parent_id = id % 3 + 1;
      kheo_units_add (units, &version);
    }
  kheo_units_finish (units, NULL);
  map = kheo_unit_map_new (units, book_day ("2024-01-01"));
  g_assert_cmpuint (kheo_unit_map_get_n (map), ==, 3);
  g_assert_cmpuint (kheo_unit_map_get_end (map, 0), ==, 3);
}

static void
assert_place (KheoPlacing *placing, KheoUnits *units, gint64 unit, gint64 wanted, gboolean sure)
{
  int index = kheo_units_find (units, unit);
  int place = placing->place[index];

  g_assert_cmpint (place >= 0 ? kheo_unit_map_get_id (placing->map, (guint) place) : 0, ==, wanted);
  g_assert_cmpint (placing->apportioned[index], ==, sure);
}

/* A reform: a and b become n wholly, c is divided between n and m, d vanishes; n becomes o. */
static void
test_placing (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  KheoPlacing *placing;
  gint64       province, district, a, b, c, d, n, m, o;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh P", "14", 0, NULL, NULL);
  district = book_add_unit (db, "Huyện H", "120", province, NULL, "2025-06-30");
  a = book_add_unit (db, "Xã A", "1", district, NULL, "2025-06-30");
  b = book_add_unit (db, "Xã B", "2", district, NULL, "2025-06-30");
  c = book_add_unit (db, "Xã C", "3", district, NULL, "2025-06-30");
  d = book_add_unit (db, "Xã D", "4", district, NULL, "2025-06-30");
  n = book_add_unit (db, "Xã N", "5", province, "2025-07-01", "2026-03-31");
  m = book_add_unit (db, "Xã M", "6", province, "2025-07-01", NULL);
  o = book_add_unit (db, "Phường O", "7", province, "2026-04-01", NULL);
  book_succeed (db, a, n, TRUE, "2025-07-01");
  book_succeed (db, b, n, TRUE, "2025-07-01");
  book_succeed (db, c, n, FALSE, "2025-07-01");
  book_succeed (db, c, m, FALSE, "2025-07-01");
  book_succeed (db, n, o, TRUE, "2026-04-01");
  action_end (db);
  units = load (db);

  placing = kheo_placing_new (units, book_day ("2025-08-01"));
  assert_place (placing, units, a, n, TRUE);
  assert_place (placing, units, c, province, FALSE);
  assert_place (placing, units, d, province, FALSE);
  assert_place (placing, units, district, province, FALSE);
  assert_place (placing, units, m, m, TRUE);
  /* o did not exist yet: all of it was n. */
  assert_place (placing, units, o, n, TRUE);
  kheo_placing_free (placing);

  placing = kheo_placing_new (units, book_day ("2026-05-01"));
  assert_place (placing, units, a, o, TRUE);
  assert_place (placing, units, n, o, TRUE);
  assert_place (placing, units, c, province, FALSE);
  kheo_placing_free (placing);

  /* On the old map n comes from a, b and a part of c: somewhere in their district. */
  placing = kheo_placing_new (units, book_day ("2024-01-01"));
  assert_place (placing, units, a, a, TRUE);
  assert_place (placing, units, n, district, FALSE);
  assert_place (placing, units, o, district, FALSE);
  assert_place (placing, units, m, c, TRUE);
  kheo_placing_free (placing);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/units/versions", test_versions);
  g_test_add_func ("/domain/units/map", test_map);
  g_test_add_func ("/domain/units/search", test_search);
  g_test_add_func ("/domain/units/random-maps", test_random_maps);
  g_test_add_func ("/domain/units/resolve", test_resolve);
  g_test_add_func ("/domain/units/circle", test_circle);
  g_test_add_func ("/domain/units/placing", test_placing);
  return g_test_run ();
}
