/*
 * What the rules need in memory, kept in a file of the user's cache folder so that a large book
 * need not be read row by row each time.  A file says after which action of which book it was made;
 * what came after is patched in from the history.  It is never needed: what is missing, damaged or
 * of another book is read from the tables.  Private to this room.  Store's thread.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct _KheoCache KheoCache;

/* Fewer rows are read from the tables as fast, so no file is made of them.  Tests set it. */
guint kheo_cache_get_least (void);
void  kheo_cache_set_least (guint least);

/* The file @name of the book, when it is of this @format, of the book's schema and of an action
 * that the book has; else NULL. */
KheoCache *kheo_cache_open (KheoDb *db, const char *name, guint32 format);
void       kheo_cache_close (KheoCache *self);
gint64     kheo_cache_get_seq (KheoCache *self); /* the action after which it was made */
gsize      kheo_cache_get_size (KheoCache *self, guint part);
/* A part, which must have @n items of @width bytes; with a zero after it.  NULL: it is damaged. */
gpointer kheo_cache_read (KheoCache *self, guint part, gsize n, gsize width);

/* @part has ids of units that other parts name by their index: where each stands in @units now.
 * NULL: as they stood, when @out_ok. */
guint32 *kheo_cache_map_units (KheoCache *self, guint part, KheoUnits *units, gboolean *out_ok);

typedef struct _KheoCacheWriter KheoCacheWriter;

/* Begins a file of what was true after action @seq.  NULL: it cannot be kept. */
KheoCacheWriter *kheo_cache_writer_new (KheoDb *db, const char *name, guint32 format, gint64 seq);
void kheo_cache_writer_add (KheoCacheWriter *self, gconstpointer data, gsize n, gsize width);
/* Puts it in place of the one before; what fails leaves that one. */
void kheo_cache_writer_finish (KheoCacheWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoCache, kheo_cache_close)

G_END_DECLS
