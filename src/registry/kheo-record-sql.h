/* The statements of a register's table, made from its field descriptions.  Only for this room. */
#pragma once

#include "kheo-db.h"
#include "kheo-field.h"

G_BEGIN_DECLS

typedef struct
{
  const KheoRegister *reg;
  char               *select; /* id ? → the fields in order */
} KheoRecordSql;

/* Made once for @db, which owns it. */
const KheoRecordSql *kheo_record_sql_get (KheoDb *db, const KheoRegister *reg);
/* UPDATE of the columns whose bit is set in @changed (by field index); a sort key follows its
 * field.  Last place is the id. */
char *kheo_record_sql_update (const KheoRegister *reg, guint64 changed);

/* Binds @value at @place, which must stay until the statement has run. */
void kheo_record_sql_bind (KheoStmt *stmt, int place, const KheoValue *value);
/* Binds the sort key of @value; the key, or NULL, must be kept until the statement has run. */
GBytes *kheo_record_sql_bind_sort_key (KheoStmt *stmt, int place, const KheoValue *value);

G_END_DECLS
