/*
 * Many rows into one table within one action of the history.  What SQLite's session extension
 * would read again row by row at the action's end is written down here as the rows go in, in the
 * very same form; undo, redo and all else see no difference.  Ids must be new: none that the same
 * action took away before.  Store's thread only.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

typedef struct _KheoInserter KheoInserter;

/* For @table, whose columns have the places 0, 1 … in its own order.  What is wrong with it shows
 * with the first row. */
KheoInserter *kheo_inserter_new (KheoDb *db, const char *table);
void          kheo_inserter_free (KheoInserter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoInserter, kheo_inserter_free)

/* The place of @column, -1 when the table has none of that name. */
int kheo_inserter_find (const KheoInserter *self, const char *column);

/* The values of the next row; what is not set is NULL, also where the table has a default. Texts
 * (@length bytes, -1: up to NUL) and blobs must stay until the row is in. */
void kheo_inserter_set_int (KheoInserter *self, int place, gint64 value);
void kheo_inserter_set_text (KheoInserter *self, int place, const char *text, gssize length);
void kheo_inserter_set_blob (KheoInserter *self, int place, gconstpointer data, gsize size);

/* Inserts the row; one that SQLite refuses leaves no trace. */
gboolean kheo_inserter_run (KheoInserter *self, GError **error);

G_END_DECLS
