#include "test-books.h"

#include <string.h>

/* Reads one text of the stored row. */
static char *
stored_text (KheoDb *db, const char *column, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM model WHERE id = :id", column);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  char *text = NULL;

  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, NULL))
    text = g_strdup (kheo_stmt_get_text (stmt, 0));
  return text;
}

static void
test_insert_and_get (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit = test_add_unit (db, "Xã Ngọc Chiến", "commune", "03784", 0);
  g_autoptr (KheoRecord) record = test_model_new (unit, "Du lịch cộng đồng bản Lướt");
  g_autoptr (KheoRecord) read = NULL;

  kheo_record_set_text (record, KHEO_MODEL_NOTE, "dòng một\ndòng hai");
  kheo_record_set_integer (record, KHEO_MODEL_BUDGET, 8300000);
  g_assert_true (kheo_record_table_insert (db, record, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kheo_record_get_id (record), >, 0);

  read = kheo_record_table_get (db, &kheo_register_models, kheo_record_get_id (record), &error);
  g_assert_no_error (error);
  g_assert_true (kheo_record_equal (record, read, TRUE));
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM model WHERE length (name_sort) > 0"),
                   ==, 1);

  g_assert_null (kheo_record_table_get (db, &kheo_register_models, 1, &error));
  g_assert_no_error (error);
}

static void
test_rules_of_the_table (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  gint64 unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  static const struct
  {
    guint       field;
    const char *text;
    gint64      number;
  } cases[] = {
    { KHEO_MODEL_NAME, NULL, 0 },
    { KHEO_MODEL_KIND, "both", 0 },
    { KHEO_MODEL_FIELD, "sport", 0 },
    { KHEO_MODEL_STATUS, "lost", 0 },
    { KHEO_MODEL_REGISTERED_ON, "5/2022", 0 },
    { KHEO_MODEL_PARTICIPANTS, NULL, -1 },
    { KHEO_MODEL_UNIT, NULL, 99 },
    { KHEO_MODEL_PARENT, NULL, 99 },
    { KHEO_MODEL_YEAR, NULL, 22 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoRecord) record = test_model_new (unit, "A");
      g_autoptr (GError) error = NULL;

      if (cases[i].number != 0)
        kheo_record_set_integer (record, cases[i].field, cases[i].number);
      else
        kheo_record_set_text (record, cases[i].field, cases[i].text);
      g_assert_false (kheo_record_table_insert (db, record, &error));
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
      g_assert_cmpint (kheo_record_get_id (record), ==, 0);
    }
}

static void
test_get_many (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) ids = test_add_models (db, unit, 3);
  gint64 wanted[] = { g_array_index (ids, gint64, 2), 5, g_array_index (ids, gint64, 0) };
  g_autoptr (GPtrArray) records =
      kheo_record_table_get_many (db, &kheo_register_models, wanted, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpstr (kheo_record_get_text (records->pdata[0], KHEO_MODEL_NAME), ==, "Mô hình 3");
  g_assert_null (records->pdata[1]);
  g_assert_cmpstr (kheo_record_get_text (records->pdata[2], KHEO_MODEL_NAME), ==, "Mô hình 1");
}

static void
test_update_only_what_differs (void)
{
  /* Any write of a column other than the note fails. */
  const char *guard = "CREATE TRIGGER guard BEFORE UPDATE OF name, name_sort, unit_id, owner, kind,"
                      " field, year, registered_on, origin, person, post, address, participants,"
                      " budget, status, level, content, result, ended_on, end_reason, parent_id,"
                      " code, import_id, import_sheet, import_row"
                      " ON model BEGIN SELECT RAISE (ABORT, 'touched'); END";
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) ids = test_add_models (db, unit, 1);
  gint64 id = g_array_index (ids, gint64, 0);
  g_autoptr (KheoRecord) record = kheo_record_table_get (db, &kheo_register_models, id, NULL);
  g_autofree char *note = NULL;
  g_autofree char *name = NULL;

  g_assert_true (kheo_db_exec (db, guard, NULL));
  g_assert_true (kheo_record_table_update (db, record, &error));
  kheo_record_set_text (record, KHEO_MODEL_NOTE, "mới");
  g_assert_true (kheo_record_table_update (db, record, &error));
  g_assert_no_error (error);
  note = stored_text (db, "note", id);
  g_assert_cmpstr (note, ==, "mới");

  kheo_record_set_text (record, KHEO_MODEL_NAME, "khác");
  g_assert_false (kheo_record_table_update (db, record, &error));
  g_assert_nonnull (error);
  name = stored_text (db, "name", id);
  g_assert_cmpstr (name, ==, "Mô hình 1");
}

static void
test_update_sort_key (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) ids = test_add_models (db, unit, 2);
  g_autoptr (KheoRecord) record =
      kheo_record_table_get (db, &kheo_register_models, g_array_index (ids, gint64, 0), NULL);
  const char *first = "SELECT id FROM model ORDER BY name_sort LIMIT 1";

  g_assert_cmpint (test_query_int (db, first), ==, g_array_index (ids, gint64, 0));
  kheo_record_set_text (record, KHEO_MODEL_NAME, "Mô hình 10");
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2023);
  g_assert_true (kheo_record_table_update (db, record, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_query_int (db, first), ==, g_array_index (ids, gint64, 1));
  g_assert_cmpint (test_query_int (db, "SELECT max (year) FROM model"), ==, 2023);

  kheo_record_set_id (record, 77);
  g_assert_false (kheo_record_table_update (db, record, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

static void
test_delete (void)
{
  g_autoptr (KheoDb) db = test_db_new ();
  g_autoptr (GError) error = NULL;
  gint64 unit = test_add_unit (db, "Xã A", "commune", NULL, 0);
  g_autoptr (GArray) ids = test_add_models (db, unit, 3);
  const gint64 *id = &g_array_index (ids, gint64, 0);
  g_autoptr (KheoRecord) child = kheo_record_table_get (db, &kheo_register_models, id[1], NULL);

  kheo_record_set_integer (child, KHEO_MODEL_PARENT, id[0]);
  g_assert_true (kheo_record_table_update (db, child, &error));

  /* id[1] was replicated from id[0]. */
  g_assert_false (kheo_record_table_delete (db, &kheo_register_models, id[0], &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM model"), ==, 3);

  g_assert_true (kheo_record_table_delete_many (db, &kheo_register_models, id, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_query_int (db, "SELECT count(*) FROM model"), ==, 1);
  g_assert_true (kheo_record_table_delete (db, &kheo_register_models, id[2], &error));
  g_assert_false (kheo_record_table_delete (db, &kheo_register_models, id[2], &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

/* A rule that is checked per row must not look through the whole table. */
static void
test_indices_serve_the_rules (void)
{
  static const char *const queries[] = {
    "EXPLAIN QUERY PLAN SELECT 1 FROM model WHERE unit_id = 1",
    "EXPLAIN QUERY PLAN SELECT id FROM model WHERE unit_id = 1 AND year = 2",
    "EXPLAIN QUERY PLAN SELECT 1 FROM model WHERE parent_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM model WHERE import_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM unit_version WHERE unit_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM unit_version WHERE parent_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM succession WHERE old_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM succession WHERE new_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM unit_alias WHERE unit_id = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM attachment WHERE table_name = 'model' AND record_id = 1",
  };
  g_autoptr (KheoDb) db = test_db_new ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, queries[i]);

      g_assert_true (kheo_stmt_step (stmt, NULL));
      g_test_message ("%s: %s", queries[i], kheo_stmt_get_text (stmt, 3));
      g_assert_nonnull (strstr (kheo_stmt_get_text (stmt, 3), "USING"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/record-table/insert-and-get", test_insert_and_get);
  g_test_add_func ("/registry/record-table/rules-of-the-table", test_rules_of_the_table);
  g_test_add_func ("/registry/record-table/get-many", test_get_many);
  g_test_add_func ("/registry/record-table/update-only-what-differs",
                   test_update_only_what_differs);
  g_test_add_func ("/registry/record-table/update-sort-key", test_update_sort_key);
  g_test_add_func ("/registry/record-table/delete", test_delete);
  g_test_add_func ("/registry/record-table/indices-serve-the-rules", test_indices_serve_the_rules);
  return g_test_run ();
}
