/*
 * The inside of the columns of figures: the rows of one indicator, grown one by one, and where they
 * are kept.  Private to the files of the columns.
 */
#pragma once

#include "kheo-cache.h"
#include "kheo-figure-columns.h"

G_BEGIN_DECLS

#define KHEO_BLOCKS_OF_TARGETS 1u /* index of the blocks of targets */

typedef struct
{
  KheoFigureBlock block;
  guint           room;
} KheoBlock;

/* One row of the table. */
typedef struct
{
  gint64  id;
  guint32 unit;
  guint32 period;
  guint8  state;
  gint64  value;
  gint64  denominator;
} KheoBlockRow;

KheoBlock   *kheo_block_new (gint64 indicator);
void         kheo_block_free (gpointer data);
void         kheo_block_resize (KheoBlock *self, guint room);
void         kheo_block_add (KheoBlock *self, const KheoBlockRow *row);
KheoBlockRow kheo_block_get (const KheoFigureBlock *block, guint at);

typedef struct _KheoFigureCache KheoFigureCache;

struct _KheoFigureColumns
{
  GHashTable *blocks[2]; /* gint64* in the block → KheoBlock*; figures, targets */
  gboolean    whole[2];  /* all that the book has are there */
  guint       n_asked;   /* blocks read one by one */
  gint64      seq;       /* see kheo_figure_columns_set_seq() */
  GHashTable *names;     /* char* → index + 1 */
  GArray     *periods;   /* of the periods, see kheo-figure-columns.c */

  GArray *before; /* of KheoTargetBefore, with the blocks of targets; NULL: not read */

  KheoFigureCache *cache; /* figures that are not read yet; NULL: they are in the table */
  gboolean         asked_cache;
};

/* ---- the file of the cache folder ---- */

/* Looks once whether there is one.  What changed since it was made is patched in. */
gboolean
     kheo_figure_cache_look (KheoFigureColumns *self, KheoDb *db, KheoUnits *units, GError **error);
void kheo_figure_cache_close (KheoFigureCache *self);
/* Reads the block of an indicator, all of them for 0.  FALSE: the file is no use. */
gboolean kheo_figure_cache_read (KheoFigureColumns *self, KheoUnits *units, gint64 indicator);
/* Writes all blocks, which are as they were after action @seq or newer. */
void kheo_figure_cache_save (KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gint64 seq);

G_END_DECLS
