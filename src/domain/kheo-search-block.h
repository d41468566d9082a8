/*
 * The searchable text of all models without marks, in one block that memmem() runs over.  A changed
 * row is appended and its old text forgotten; when much is forgotten the block is made anew.
 */
#pragma once

#include "kheo-columns.h"

G_BEGIN_DECLS

typedef struct _KheoSearchBlock KheoSearchBlock;

KheoSearchBlock *kheo_search_block_load (KheoDb *db, const KheoColumns *columns, GError **error);
void             kheo_search_block_free (KheoSearchBlock *self);
/* After kheo_columns_patch(): FALSE without @error when it must be loaded anew. */
gboolean kheo_search_block_patch (KheoSearchBlock   *self,
                                  KheoDb            *db,
                                  const KheoColumns *columns,
                                  GArray            *changed,
                                  const guint       *moved,
                                  GError           **error);
/* Sets @hits by slot where the text holds @word, which is folded; only slots that @mask has count.
 */
void
kheo_search_block_find (KheoSearchBlock *self, const char *word, const guint8 *mask, guint8 *hits);

/* The texts of one model that free text searches, for exact comparison; NULL when it is gone.
 * @stmt: of kheo_search_texts_prepare(), for any number of models. */
KheoStmt *kheo_search_texts_prepare (KheoDb *db);
char     *kheo_search_texts_read (KheoStmt *stmt, gint64 id, GError **error);

G_END_DECLS
