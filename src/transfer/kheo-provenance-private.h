/*
 * What the files of provenance share.  Private to this room.
 *
 *   book   what the book knows: rows, later edits, the kept bytes (store's thread)
 *   file   kept bytes → an import understood as it was then (any thread)
 *   cell   a row of that import → the cell of each value
 */
#pragma once

#include "kheo-import-keep.h"
#include "kheo-provenance.h"

G_BEGIN_DECLS

/* A kept file, read and understood again. */
typedef struct
{
  gatomicrefcount ref_count;
  gint64          import_id;
  GMutex          mutex; /* the import decodes texts when asked: one thread at a time */
  KheoImport     *import;
} KheoSourceFile;

KheoSourceFile *kheo_source_file_ref (KheoSourceFile *self);
void            kheo_source_file_unref (KheoSourceFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSourceFile, kheo_source_file_unref)

/* @layouts of KheoImportLayout. */
KheoSourceFile *kheo_source_file_new (gint64        import_id,
                                      const char   *name,
                                      GBytes       *bytes,
                                      GPtrArray    *layouts,
                                      KheoProgress *progress,
                                      GError      **error);

KheoSourceFile *kheo_source_cache_find (KheoSourceCache *self, gint64 import_id); /* a reference */
void            kheo_source_cache_add (KheoSourceCache *self, KheoSourceFile *file);

/* One origin's file on its way. */
typedef struct
{
  KheoSourceFile *file;    /* in the cache already; or */
  GBytes         *bytes;   /* to be read; NULL: it cannot be */
  GPtrArray      *layouts; /* KheoImportLayout */
} KheoSourcePart;

/* Everything that understanding needs; belongs to one thread at a time. */
typedef struct
{
  KheoSource      *source;
  KheoRecord      *record; /* its values now */
  GPtrArray       *parts;  /* KheoSourcePart, one for each origin */
  KheoSourceCache *cache;
} KheoSourceAsk;

void kheo_source_ask_free (KheoSourceAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSourceAsk, kheo_source_ask_free)

KheoSourceAsk *kheo_source_gather (
    KheoDb *db, const KheoRegister *reg, gint64 id, KheoSourceCache *cache, GError **error);
/* The bytes and layouts of one import into @part; says in @origin what is wrong. */
void kheo_source_load_file (KheoDb           *db,
                            KheoSourceOrigin *origin,
                            KheoSourceCache  *cache,
                            KheoSourcePart   *part);
void kheo_source_part_free (KheoSourcePart *self);
/* Opens what @part holds; NULL with @origin->problem set. */
KheoSourceFile *kheo_source_open_part (KheoSourcePart   *part,
                                       KheoSourceOrigin *origin,
                                       KheoSourceCache  *cache,
                                       KheoProgress     *progress,
                                       GError          **error);
/* Reads the files and fills in the cells; FALSE only when cancelled. */
gboolean kheo_source_understand (KheoSourceAsk *self, KheoProgress *progress, GError **error);

/* Finds the cell of one value; @file is locked. */
void kheo_source_locate (KheoSourceFile         *file,
                         GPtrArray              *layouts,
                         const KheoSourceOrigin *origin,
                         KheoRecord             *record,
                         KheoSourceCell         *cell);

/* A column as it was understood. */
typedef struct
{
  guint       column; /* 0-based */
  int         field;  /* of the register, or a meaning of KheoImportColumn; KHEO_COLUMN_NONE */
  const char *choice; /* of a mark column; borrowed from the layout's JSON */
  const char *heading;
  JsonArray  *fixed; /* rows, 1-based, whose value a person corrected; borrowed; NULL */
} KheoLayoutColumn;

/* The columns of a layout, GArray of KheoLayoutColumn; texts live as long as @out_node. */
GArray *kheo_layout_parse (const char *columns, const KheoRegister *reg, JsonNode **out_node);

KheoSource       *kheo_source_new (const KheoRegister *reg, gint64 id);
KheoSourceOrigin *kheo_source_origin_new (const KheoImportEntry *entry);
KheoSourceCell   *kheo_source_cell_new (int field);

G_END_DECLS
