/*
 * Bytes that wait to be written into the book: a few in memory, many in a nameless file that goes
 * with the process.  Where no such file can be made or filled they stay in memory.  One thread at a
 * time.
 */
#pragma once

#include "kheo-db.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

typedef struct _KheoSpool KheoSpool;

KheoSpool *kheo_spool_new (void);
void       kheo_spool_free (KheoSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSpool, kheo_spool_free)

void  kheo_spool_append (KheoSpool *self, gconstpointer data, gsize size);
gsize kheo_spool_get_size (const KheoSpool *self);
/* The @size bytes from @offset on, all of which must be there. */
gboolean
kheo_spool_read (KheoSpool *self, gsize offset, gpointer buffer, gsize size, GError **error);
GBytes *kheo_spool_dup_bytes (KheoSpool *self, GError **error);

/* Puts all of it where row @rowid has a zeroblob() of that size, bit by bit; says @what meanwhile.
 */
gboolean kheo_spool_fill_blob (KheoSpool    *self,
                               KheoDb       *db,
                               const char   *table,
                               const char   *column,
                               gint64        rowid,
                               KheoProgress *progress,
                               const char   *what,
                               GError      **error);

G_END_DECLS
