#include "kheo-record-sql.h"
#include "kheo-record-table.h"

/* No register has more sort keys than this. */
#define MAX_SORT_KEYS 4

struct _KheoRecordWriter
{
  const KheoRegister *reg;  /* static */
  KheoStmt           *stmt; /* owned */

  guint sorted[MAX_SORT_KEYS]; /* indexes of the fields with a sort key */
  guint n_sorted;
};

KheoRecordWriter *
kheo_record_writer_new (KheoDb *db, const KheoRegister *reg)
{
  KheoRecordWriter *self = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL, NULL);

  self = g_new0 (KheoRecordWriter, 1);
  self->reg = reg;
  self->stmt = kheo_db_prepare (db, kheo_record_sql_get (db, reg)->insert);
  for (guint i = 0; i < reg->n_fields; i++)
    if ((reg->fields[i].flags & KHEO_FIELD_SORT_KEY) != 0)
      {
        g_assert (self->n_sorted < MAX_SORT_KEYS);
        self->sorted[self->n_sorted++] = i;
      }
  return self;
}

gboolean
kheo_record_writer_insert (KheoRecordWriter *self,
                           gint64            id,
                           const KheoValue  *values,
                           GError          **error)
{
  GBytes  *keys[MAX_SORT_KEYS] = { NULL };
  int      place = 1;
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && id > 0, FALSE);

  kheo_stmt_set_int (self->stmt, place++, id);
  for (guint i = 0; i < self->reg->n_fields; i++)
    kheo_record_sql_bind (self->stmt, place++, &values[i]);
  for (guint i = 0; i < self->n_sorted; i++)
    keys[i] = kheo_record_sql_bind_sort_key (self->stmt, place++, &values[self->sorted[i]]);

  done = kheo_stmt_run (self->stmt, error);
  for (guint i = 0; i < self->n_sorted; i++)
    g_clear_pointer (&keys[i], g_bytes_unref);
  return done;
}

void
kheo_record_writer_free (KheoRecordWriter *self)
{
  if (self == NULL)
    return;
  kheo_stmt_free (self->stmt);
  g_free (self);
}
