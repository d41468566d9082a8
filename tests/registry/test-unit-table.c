#include "test-books.h"

static KheoUnitVersion
version_at (GArray *versions, guint index)
{
  return g_array_index (versions, KheoUnitVersion, index);
}

static void
test_versions (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 province = test_add_unit (db, "Tỉnh Sơn La", "province", "14", 0);
  gint64 commune = test_add_unit (db, "Xã Ngọc Chiến", "commune", "03784", province);
  g_autoptr (GArray) versions = NULL;
  KheoUnitVersion later = {
    .unit_id = commune,
    .valid_from = kheo_date_new (2025, 7, 1),
    .name = (char *) "Phường Ngọc Chiến",
    .type = kheo_unit_type_find ("ward"),
    .document = (char *) "1681/NQ-UBTVQH15",
  };
  KheoUnitVersion first;

  g_assert_true (kheo_unit_table_insert_version (db, &later, &error));
  g_assert_no_error (error);
  versions = kheo_unit_table_list_versions (db, commune, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  first = version_at (versions, 0);
  g_assert_cmpstr (first.name, ==, "Xã Ngọc Chiến");
  g_assert_cmpstr (first.code, ==, "03784");
  g_assert_cmpstr (first.type->value, ==, "commune");
  g_assert_cmpint (first.parent_id, ==, province);
  g_assert_cmpuint (first.valid_from, ==, KHEO_DATE_UNKNOWN);
  g_assert_null (first.document);

  first.valid_to = kheo_date_new (2025, 6, 30);
  g_assert_true (kheo_unit_table_update_version (db, &first, &error));
  g_array_unref (g_steal_pointer (&versions));
  versions = kheo_unit_table_list_versions (db, commune, &error);
  g_assert_cmpuint (version_at (versions, 0).valid_to, ==, kheo_date_new (2025, 6, 30));
  g_assert_cmpuint (version_at (versions, 1).valid_from, ==, kheo_date_new (2025, 7, 1));
  g_assert_cmpint (version_at (versions, 1).parent_id, ==, 0);
  g_assert_null (version_at (versions, 1).code);
  g_assert_cmpstr (version_at (versions, 1).document, ==, "1681/NQ-UBTVQH15");

  g_assert_true (kheo_unit_table_delete_version (db, later.id, &error));
  g_assert_false (kheo_unit_table_update_version (db, &later, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

static void
collect_cb (const KheoUnitVersion *version, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (version->name));
}

static void
test_foreach (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gint64          a = test_add_unit (db, "Xã A", "commune", NULL, 0);
  KheoUnitVersion earlier = {
    .unit_id = a,
    .valid_from = kheo_date_new (1990, 1, 1),
    .valid_to = kheo_date_new (1999, 12, 31),
    .name = (char *) "Xã A cũ",
    .type = kheo_unit_type_find ("commune"),
  };

  test_add_unit (db, "Xã B", "commune", NULL, 0);
  g_assert_true (kheo_unit_table_insert_version (db, &earlier, &error));
  g_assert_true (kheo_unit_table_foreach (db, collect_cb, names, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (names->len, ==, 3);
  /* Not known comes first: it began before all that is known. */
  g_assert_cmpstr (names->pdata[0], ==, "Xã A");
  g_assert_cmpstr (names->pdata[1], ==, "Xã A cũ");
  g_assert_cmpstr (names->pdata[2], ==, "Xã B");
}

static void
test_unknown_type (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  gint64 a = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) versions = NULL;

  g_assert_true (kheo_db_exec (db, "UPDATE unit_version SET type = 'canton'", NULL));
  versions = kheo_unit_table_list_versions (db, a, NULL);
  g_assert_cmpstr (version_at (versions, 0).type->value, ==, "other");
}

static void
test_delete (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 province = test_add_unit (db, "Tỉnh A", "province", NULL, 0);
  gint64 commune = test_add_unit (db, "Xã B", "commune", NULL, province);
  g_autoptr (GArray) models = test_add_models (db, commune, 1);

  g_assert_false (kheo_unit_table_delete (db, province, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (kheo_unit_table_delete (db, commune, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM unit_version"), ==, 2);

  kheo_record_table_delete (db, &kheo_register_models, g_array_index (models, gint64, 0), &error);
  g_assert_true (kheo_unit_table_delete (db, commune, &error));
  g_assert_true (kheo_unit_table_delete (db, province, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM unit"), ==, 0);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM unit_version"), ==, 0);
}

static void
test_succession (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = NULL;
  KheoSuccession succession = {
    .old_id = test_add_unit (db, "Xã A", "commune", NULL, 0),
    .new_id = test_add_unit (db, "Xã B", "commune", NULL, 0),
    .whole = FALSE,
    .date = kheo_date_new (2025, 7, 1),
  };
  KheoSuccession to_itself = { .old_id = succession.old_id, .new_id = succession.old_id };

  g_assert_true (kheo_succession_insert (db, &succession, "1681/NQ-UBTVQH15", &error));
  g_assert_no_error (error);
  g_assert_cmpint (succession.id, >, 0);
  all = kheo_succession_list (db, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (g_array_index (all, KheoSuccession, 0).new_id, ==, succession.new_id);
  g_assert_false (g_array_index (all, KheoSuccession, 0).whole);
  g_assert_cmpuint (g_array_index (all, KheoSuccession, 0).date, ==, kheo_date_new (2025, 7, 1));

  g_assert_false (kheo_succession_insert (db, &to_itself, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
}

static const KheoSuccession *
only (GArray *successions)
{
  g_assert_cmpuint (successions->len, ==, 1);
  return &g_array_index (successions, KheoSuccession, 0);
}

static void
test_weights (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) with = NULL;
  g_autoptr (GArray) without = NULL;
  KheoSuccession succession = {
    .old_id = test_add_unit (db, "Xã A", "commune", NULL, 0),
    .new_id = test_add_unit (db, "Xã B", "commune", NULL, 0),
    .date = kheo_date_new (2025, 7, 1),
  };

  g_assert_true (kheo_succession_insert (db, &succession, NULL, &error));
  before = kheo_succession_list (db, &error);
  g_assert_cmpint (only (before)->reform_id, ==, 0);
  for (guint i = 0; i < KHEO_N_BASES; i++)
    g_assert_cmpint (only (before)->weights[i], ==, -1);

  kheo_succession_set_weight (db, succession.id, KHEO_BASIS_POPULATION, 12, &error);
  g_assert_no_error (error);
  kheo_succession_set_weight (db, succession.id, KHEO_BASIS_POPULATION, 4321, &error);
  g_assert_no_error (error);
  kheo_succession_set_weight (db, succession.id, KHEO_BASIS_AREA, 0, &error);
  g_assert_no_error (error);
  with = kheo_succession_list (db, &error);
  g_assert_cmpint (only (with)->weights[KHEO_BASIS_POPULATION], ==, 4321);
  g_assert_cmpint (only (with)->weights[KHEO_BASIS_HOUSEHOLDS], ==, -1);
  g_assert_cmpint (only (with)->weights[KHEO_BASIS_AREA], ==, 0);

  kheo_succession_set_weight (db, succession.id, KHEO_BASIS_POPULATION, -1, &error);
  g_assert_no_error (error);
  without = kheo_succession_list (db, &error);
  g_assert_cmpint (only (without)->weights[KHEO_BASIS_POPULATION], ==, -1);
  g_assert_cmpint (only (without)->weights[KHEO_BASIS_AREA], ==, 0);
}

static void
test_basis (void)
{
  KheoBasis basis = KHEO_BASIS_NONE;

  for (guint i = 0; i < KHEO_N_BASES; i++)
    {
      g_assert_true (kheo_basis_parse (kheo_basis_name ((KheoBasis) i), &basis));
      g_assert_cmpuint (basis, ==, i);
      g_assert_cmpstr (kheo_basis_label (basis), !=, "");
    }
  g_assert_false (kheo_basis_parse ("people", &basis));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/unit-table/versions", test_versions);
  g_test_add_func ("/registry/unit-table/foreach", test_foreach);
  g_test_add_func ("/registry/unit-table/unknown-type", test_unknown_type);
  g_test_add_func ("/registry/unit-table/delete", test_delete);
  g_test_add_func ("/registry/unit-table/succession", test_succession);
  g_test_add_func ("/registry/unit-table/weights", test_weights);
  g_test_add_func ("/registry/unit-table/basis", test_basis);
  return g_test_run ();
}
