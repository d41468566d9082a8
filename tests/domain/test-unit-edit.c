#include "domain-book.h"
#include "kheo-test.h"
#include "kheo-units.h"

typedef struct
{
  KheoDb *db;
  gint64  province, district, commune;
} Tree;

static void
tree_init (Tree *tree)
{
  tree->db = book_new ();
  action_begin (tree->db);
  tree->province = book_add_unit (tree->db, "Tỉnh P", "14", 0, NULL, NULL);
  tree->district = book_add_unit (tree->db, "Huyện H", "120", tree->province, "2000-01-01", NULL);
  tree->commune = book_add_unit (tree->db, "Xã A", "00001", tree->district, "2010-01-01", NULL);
  action_end (tree->db);
  action_begin (tree->db);
}

static void
tree_clear (Tree *tree)
{
  kheo_history_cancel (tree->db);
  kheo_db_close (tree->db);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static KheoUnitVersion
commune_version (gint64 parent, const char *name)
{
  return (KheoUnitVersion){ .name = (char *) name,
                            .type = kheo_unit_type_find ("commune"),
                            .parent_id = parent };
}

#define ASSERT_REFUSED(call)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) refused_error = NULL;                                                       \
    GError **error = &refused_error;                                                               \
                                                                                                   \
    g_assert_false (call);                                                                         \
    g_assert_error (refused_error, KHEO_ERROR, KHEO_ERROR_CONFLICT);                               \
  }                                                                                                \
  G_STMT_END

#define ASSERT_DONE(call)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) done_error = NULL;                                                          \
    GError **error = &done_error;                                                                  \
    gboolean done = (call);                                                                        \
                                                                                                   \
    g_assert_no_error (done_error);                                                                \
    g_assert_true (done);                                                                          \
  }                                                                                                \
  G_STMT_END

static guint
count_versions (Tree *tree, gint64 unit)
{
  g_autoptr (GArray) versions = kheo_unit_table_list_versions (tree->db, unit, NULL);

  return versions->len;
}

static void
test_add (void)
{
  g_auto (Tree) tree = { 0 };
  KheoUnitVersion version;

  tree_init (&tree);
  version = commune_version (tree.district, "Xã B");
  version.valid_from = book_day ("2015-01-01");
  ASSERT_DONE (kheo_unit_add (tree.db, &version, error));
  g_assert_cmpint (version.unit_id, !=, 0);

  /* Its parent did not exist then. */
  version = commune_version (tree.district, "Xã C");
  version.valid_from = book_day ("1999-12-31");
  ASSERT_REFUSED (kheo_unit_add (tree.db, &version, error));
  version.valid_from = KHEO_DATE_UNKNOWN;
  ASSERT_REFUSED (kheo_unit_add (tree.db, &version, error));
  version = commune_version (tree.district, "");
  ASSERT_REFUSED (kheo_unit_add (tree.db, &version, error));
  version = commune_version (tree.province, "Xã D");
  version.valid_from = book_day ("2015-01-01");
  version.valid_to = book_day ("2014-01-01");
  ASSERT_REFUSED (kheo_unit_add (tree.db, &version, error));
}

static void
test_change (void)
{
  g_auto (Tree) tree = { 0 };
  KheoUnitVersion changed;
  g_autoptr (KheoUnits) units = NULL;

  tree_init (&tree);
  changed = commune_version (tree.province, "Phường A");
  ASSERT_DONE (kheo_unit_change (tree.db, tree.commune, book_day ("2020-01-01"), &changed, error));
  g_assert_cmpuint (count_versions (&tree, tree.commune), ==, 2);
  /* The same day again, or none: a correction. */
  changed.name = (char *) "Phường A1";
  ASSERT_DONE (kheo_unit_change (tree.db, tree.commune, book_day ("2020-01-01"), &changed, error));
  changed.name = (char *) "Phường A2";
  ASSERT_DONE (kheo_unit_change (tree.db, tree.commune, 0, &changed, error));
  g_assert_cmpuint (count_versions (&tree, tree.commune), ==, 2);
  units = kheo_units_load (tree.db, NULL);
  g_assert_cmpstr (kheo_units_get_version (units, tree.commune, book_day ("2019-12-31"))->name, ==,
                   "Xã A");
  g_assert_cmpstr (kheo_units_get_version (units, tree.commune, book_day ("2020-01-01"))->name, ==,
                   "Phường A2");

  ASSERT_REFUSED (
      kheo_unit_change (tree.db, tree.commune, book_day ("2009-12-31"), &changed, error));
}

static void
test_circle (void)
{
  g_auto (Tree) tree = { 0 };
  KheoUnitVersion changed;

  tree_init (&tree);
  changed = commune_version (tree.commune, "Huyện H");
  ASSERT_REFUSED (
      kheo_unit_change (tree.db, tree.district, book_day ("2020-01-01"), &changed, error));
  changed.parent_id = tree.district;
  ASSERT_REFUSED (
      kheo_unit_change (tree.db, tree.district, book_day ("2020-01-01"), &changed, error));
  /* Once the commune has left the district, the district may follow it, from that day on. */
  changed = commune_version (tree.province, "Xã A");
  ASSERT_DONE (kheo_unit_change (tree.db, tree.commune, book_day ("2020-01-01"), &changed, error));
  changed = commune_version (tree.commune, "Huyện H");
  ASSERT_REFUSED (
      kheo_unit_change (tree.db, tree.district, book_day ("2019-01-01"), &changed, error));
  ASSERT_DONE (kheo_unit_change (tree.db, tree.district, book_day ("2021-01-01"), &changed, error));
}

static void
test_end (void)
{
  g_auto (Tree) tree = { 0 };
  KheoUnitVersion changed;

  tree_init (&tree);
  ASSERT_REFUSED (kheo_unit_end (tree.db, tree.district, book_day ("2025-06-30"), error));
  ASSERT_DONE (kheo_unit_end (tree.db, tree.commune, book_day ("2025-06-30"), error));
  ASSERT_DONE (kheo_unit_end (tree.db, tree.district, book_day ("2025-06-30"), error));
  /* No longer than its parent. */
  ASSERT_REFUSED (kheo_unit_end (tree.db, tree.commune, book_day ("2025-07-01"), error));
  ASSERT_DONE (kheo_unit_end (tree.db, tree.commune, book_day ("2025-05-31"), error));

  changed = commune_version (tree.district, "Xã A mới");
  ASSERT_DONE (kheo_unit_change (tree.db, tree.commune, book_day ("2025-01-01"), &changed, error));
  ASSERT_REFUSED (kheo_unit_end (tree.db, tree.commune, book_day ("2024-12-31"), error));
}

/* Both ends of a version are in it: a unit may live for one day. */
static void
test_one_day (void)
{
  static const char *const days[] = { "2025-06-30", "2025-07-01", "2025-07-02" };
  g_auto (Tree) tree = { NULL };
  KheoUnitVersion version;
  gint64          id;

  tree_init (&tree);
  version = commune_version (tree.district, "Xã Một Ngày");
  version.valid_from = book_day (days[1]);
  ASSERT_DONE (kheo_unit_add (tree.db, &version, error));
  id = version.unit_id;
  ASSERT_REFUSED (kheo_unit_end (tree.db, id, book_day (days[0]), error));
  ASSERT_DONE (kheo_unit_end (tree.db, id, book_day (days[1]), error));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (KheoUnits) units = kheo_units_load (tree.db, NULL);
      g_autoptr (KheoUnitMap) map = kheo_unit_map_new (units, book_day (days[i]));

      g_assert_cmpint (kheo_unit_map_find (map, id) >= 0, ==, i == 1);
    }
}

static void
test_remove (void)
{
  g_auto (Tree) tree = { 0 };
  g_autoptr (GError) missing = NULL;
  gint64 model;

  tree_init (&tree);
  ASSERT_REFUSED (kheo_unit_remove (tree.db, tree.district, error));
  model = book_add_model (tree.db, "Mô hình", tree.commune, 2024, NULL);
  ASSERT_REFUSED (kheo_unit_remove (tree.db, tree.commune, error));
  ASSERT_DONE (kheo_record_table_delete (tree.db, &kheo_register_models, model, error));
  ASSERT_DONE (kheo_unit_remove (tree.db, tree.commune, error));
  ASSERT_DONE (kheo_unit_remove (tree.db, tree.district, error));
  g_assert_false (kheo_unit_remove (tree.db, tree.district, &missing));
  g_assert_error (missing, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/unit-edit/add", test_add);
  g_test_add_func ("/domain/unit-edit/change", test_change);
  g_test_add_func ("/domain/unit-edit/circle", test_circle);
  g_test_add_func ("/domain/unit-edit/end", test_end);
  g_test_add_func ("/domain/unit-edit/one-day", test_one_day);
  g_test_add_func ("/domain/unit-edit/remove", test_remove);
  return g_test_run ();
}
