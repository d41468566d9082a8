#include "kheo-book-tables.h"
#include "test-books.h"

static void
test_settings (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *none = kheo_setting_get (db, "office", &error);
  g_autofree char *office = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (none);
  g_assert_true (kheo_setting_set (db, "office", "Ban Dân vận", &error));
  g_assert_true (kheo_setting_set (db, "office", "Ban Tuyên giáo và Dân vận", &error));
  office = kheo_setting_get (db, "office", &error);
  g_assert_cmpstr (office, ==, "Ban Tuyên giáo và Dân vận");
  g_assert_true (kheo_setting_set (db, "office", NULL, &error));
  gone = kheo_setting_get (db, "office", &error);
  g_assert_null (gone);
  g_assert_no_error (error);
}

static void
test_imports (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a", -1);
  KheoImportEntry  first = { 0, (char *) "a.xlsx", sha256, 12, 1000, (char *) "models" };
  KheoImportEntry  second = { 0, (char *) "b.xls", sha256, 13, 2000, (char *) "units" };
  KheoImportEntry *read = NULL;

  g_assert_true (kheo_import_table_insert (db, &first, &error));
  g_assert_true (kheo_import_table_insert (db, &second, &error));
  all = kheo_import_table_list (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((KheoImportEntry *) all->pdata[0])->file, ==, "b.xls");

  read = kheo_import_table_get (db, first.id, &error);
  g_assert_cmpstr (read->file, ==, "a.xlsx");
  g_assert_cmpstr (read->as, ==, "models");
  g_assert_cmpint (read->size, ==, 12);
  g_assert_cmpint (read->at, ==, 1000);
  kheo_import_entry_free (read);
  g_assert_null (kheo_import_table_get (db, 3, &error));
  g_assert_no_error (error);
}

static void
test_answers (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64           a = test_add_unit (db, "Xã A", "commune", NULL, 0);
  gint64           b = test_add_unit (db, "Xã B", "commune", NULL, 0);
  g_autofree char *by_print = NULL;
  g_autofree char *by_name = NULL;
  g_autofree char *none = NULL;

  g_assert_true (kheo_alias_set (db, "xa a cu", 0, a, &error));
  g_assert_true (kheo_alias_set (db, "xa a cu", 7, b, &error));
  g_assert_cmpint (kheo_alias_get (db, "xa a cu", 0), ==, a);
  g_assert_cmpint (kheo_alias_get (db, "xa a cu", 7), ==, b);
  g_assert_true (kheo_alias_set (db, "xa a cu", 0, b, &error));
  g_assert_cmpint (kheo_alias_get (db, "xa a cu", 0), ==, b);
  g_assert_cmpint (kheo_alias_get (db, "xa c", 0), ==, 0);

  /* An answer goes with its unit. */
  g_assert_true (kheo_unit_table_delete (db, b, &error));
  g_assert_cmpint (kheo_alias_get (db, "xa a cu", 0), ==, 0);

  g_assert_true (kheo_mapping_set (db, "print-1", "Mẫu huyện", "{\"a\":1}", &error));
  g_assert_true (kheo_mapping_set (db, "print-1", NULL, "{\"a\":2}", &error));
  by_print = kheo_mapping_get (db, "print-1", &error);
  by_name = kheo_mapping_get (db, "Mẫu huyện", &error);
  none = kheo_mapping_get (db, "print-2", &error);
  g_assert_cmpstr (by_print, ==, "{\"a\":2}");
  g_assert_cmpstr (by_name, ==, "{\"a\":2}");
  g_assert_null (none);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/book-tables/settings", test_settings);
  g_test_add_func ("/registry/book-tables/imports", test_imports);
  g_test_add_func ("/registry/book-tables/answers", test_answers);
  return g_test_run ();
}
