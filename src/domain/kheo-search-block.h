/*
 * The searchable text of all models in one block that memmem() runs over, a row each: the name,
 * then the other fields that are filled in.  A changed row is appended and its old text forgotten;
 * when much is forgotten the block is made anew.
 */
#pragma once

#include "kheo-columns.h"
#include "kheo-search-words.h"

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

guint kheo_search_block_get_n (KheoSearchBlock *self); /* rows, forgotten ones too */
/* Where the row is and the slot of its model; FALSE when it is forgotten. */
gboolean
kheo_search_block_get_row (KheoSearchBlock *self, guint row, guint *out_slot, KheoStretch *out_row);
/* Sets @hits by row where the text holds @word. */
void kheo_search_block_mark (KheoSearchBlock *self, const KheoNeedle *word, guint8 *hits);
/* How often @word is found in a small sample of the block. */
guint kheo_search_block_sample (KheoSearchBlock *self, const KheoNeedle *word);

G_END_DECLS
