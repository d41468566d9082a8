#include "test-books.h"

#include "kheo-id.h"

KheoDb *
test_db_new (void)
{
  g_autoptr (GError) error = NULL;
  KheoDb *db = kheo_book_open_db (":memory:", KHEO_DB_CREATE, &error);

  g_assert_no_error (error);
  return db;
}

gint64
test_add_unit (KheoDb *db, const char *name, const char *type, const char *code, gint64 parent)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own_name = g_strdup (name);
  g_autofree char *own_code = g_strdup (code);
  KheoUnitVersion  version = {
     .name = own_name,
     .type = kheo_unit_type_find (type),
     .code = own_code,
     .parent_id = parent,
  };

  kheo_unit_table_insert (db, &version, &error);
  g_assert_no_error (error);
  return version.unit_id;
}

KheoRecord *
test_model_new (gint64 unit, const char *name)
{
  KheoRecord *record = kheo_record_new (&kheo_register_models, 0);

  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, "collective");
  kheo_record_set_text (record, KHEO_MODEL_FIELD, "economy");
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2022);
  return record;
}

GArray *
test_add_models (KheoDb *db, gint64 unit, guint n)
{
  g_autoptr (KheoRecordWriter) writer = kheo_record_writer_new (db, &kheo_register_models);
  g_autoptr (GError) error = NULL;
  gint64  first = kheo_id_next_block (MAX (1, n));
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_assert_true (kheo_db_begin (db, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mô hình %u", i + 1);
      g_autoptr (KheoRecord) record = test_model_new (unit, name);
      gint64 id = first + i;

      kheo_record_writer_insert (writer, id, kheo_record_get (record, 0), &error);
      g_assert_no_error (error);
      g_array_append_val (ids, id);
    }
  kheo_db_commit (db, &error);
  g_assert_no_error (error);
  return ids;
}

gint64
test_query_int (KheoDb *db, const char *sql)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  if (kheo_stmt_step (stmt, &error))
    value = kheo_stmt_get_int (stmt, 0);
  g_assert_no_error (error);
  return value;
}
