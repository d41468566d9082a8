#include "kheo-record-sql.h"

#include "kheo-text.h"

static void
record_sql_free (gpointer data)
{
  KheoRecordSql *sql = data;

  g_free (sql->select);
  g_free (sql);
}

static char *
make_select (const KheoRegister *reg)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < reg->n_fields; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", reg->fields[i].name);
  g_string_append_printf (sql, " FROM %s WHERE id = ?", reg->table);
  return g_string_free (sql, FALSE);
}

const KheoRecordSql *
kheo_record_sql_get (KheoDb *db, const KheoRegister *reg)
{
  g_autofree char *key = g_strconcat ("record-sql-", reg->table, NULL);
  KheoRecordSql   *sql = kheo_db_get_data (db, key);

  if (sql == NULL)
    {
      sql = g_new0 (KheoRecordSql, 1);
      sql->reg = reg;
      sql->select = make_select (reg);
      kheo_db_set_data (db, key, sql, record_sql_free);
    }
  return sql;
}

char *
kheo_record_sql_update (const KheoRegister *reg, guint64 changed)
{
  GString    *sql = g_string_new (NULL);
  const char *separator = "";

  g_string_append_printf (sql, "UPDATE %s SET ", reg->table);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField *field = &reg->fields[i];

      if ((changed & (G_GUINT64_CONSTANT (1) << i)) == 0)
        continue;
      g_string_append_printf (sql, "%s%s = ?", separator, field->name);
      separator = ", ";
      if ((field->flags & KHEO_FIELD_SORT_KEY) != 0)
        g_string_append_printf (sql, ", %s_sort = ?", field->name);
    }
  g_string_append (sql, " WHERE id = ?");
  return g_string_free (sql, FALSE);
}

void
kheo_record_sql_bind (KheoStmt *stmt, int place, const KheoValue *value)
{
  switch (value->type)
    {
    case KHEO_VALUE_INTEGER:
      kheo_stmt_set_int (stmt, place, value->integer);
      break;
    case KHEO_VALUE_TEXT:
      kheo_stmt_set_text (stmt, place, value->text);
      break;
    case KHEO_VALUE_NULL:
    default:
      kheo_stmt_set_null (stmt, place);
      break;
    }
}

GBytes *
kheo_record_sql_bind_sort_key (KheoStmt *stmt, int place, const KheoValue *value)
{
  GBytes       *key = NULL;
  gsize         size = 0;
  gconstpointer data = NULL;

  if (value->type != KHEO_VALUE_TEXT)
    {
      kheo_stmt_set_null (stmt, place);
      return NULL;
    }
  key = kheo_text_sort_key (value->text);
  data = g_bytes_get_data (key, &size);
  kheo_stmt_set_blob (stmt, place, data, size);
  return key;
}
