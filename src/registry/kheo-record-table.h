/*
 * Reads and writes the rows of any register but units (those are kept by kheo-unit-table.h): the
 * SQL is made from the field descriptions, once per connection.  Writes run inside a history action
 * (kheo_store_write_async, or kheo_history_begin … end).  Store's thread.
 */
#pragma once

#include "kheo-db.h"
#include "kheo-record.h"

G_BEGIN_DECLS

/* NULL without @error: there is no such row. */
KheoRecord *kheo_record_table_get (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error);
/* The records of @ids in that order; a vanished id leaves NULL in its place. GPtrArray of
 * KheoRecord. */
GPtrArray *kheo_record_table_get_many (
    KheoDb *db, const KheoRegister *reg, const gint64 *ids, guint n, GError **error);
/* Gives a record without id one (kheo_id_next). */
gboolean kheo_record_table_insert (KheoDb *db, KheoRecord *record, GError **error);
/* Changes only the columns that differ from what is stored. */
gboolean kheo_record_table_update (KheoDb *db, KheoRecord *record, GError **error);
/* Also their attachments.  One statement, so a record and what refers to it may go together;
 * KHEO_ERROR_CONFLICT when something else refers to one of them. */
gboolean kheo_record_table_delete_many (
    KheoDb *db, const KheoRegister *reg, const gint64 *ids, guint n, GError **error);
/* The same for one, which must exist: else KHEO_ERROR_NOT_FOUND. */
gboolean kheo_record_table_delete (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error);

/* Bulk insertion without objects: values by field index; the fastest way in.  Inserts rows of one
 * register on one connection, which must outlive the writer. */
typedef struct _KheoRecordWriter KheoRecordWriter;
KheoRecordWriter                *kheo_record_writer_new (KheoDb *db, const KheoRegister *reg);
gboolean                         kheo_record_writer_insert (KheoRecordWriter *self,
                                                            gint64            id,
                                                            const KheoValue  *values,
                                                            GError          **error);
void                             kheo_record_writer_free (KheoRecordWriter *self);
/* The texts of @field, which has a sort key, in the order in which rows will bring them: their keys
 * are made on another thread meanwhile.  They must stay; rows may bring others as well. */
void kheo_record_writer_expect (KheoRecordWriter *self, guint field, GPtrArray *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoRecordWriter, kheo_record_writer_free)

G_END_DECLS
