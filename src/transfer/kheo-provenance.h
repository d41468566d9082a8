/*
 * Where a record came from: file, sheet, row, and for each of its values the very cell with its
 * text as it stood.  The file is read again from the bytes kept in the book, never from the disk.
 */
#pragma once

#include "kheo-import.h"
#include "kheo-imports.h"
#include "kheo-store.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_SOURCE_CELL,      /* a cell of the record's own row */
  KHEO_SOURCE_MERGED,    /* a merged cell that covers it; row and column are of its first cell */
  KHEO_SOURCE_GROUP,     /* a row above that holds for several ("II. Huyện Mường La") */
  KHEO_SOURCE_TITLE,     /* the block above the table */
  KHEO_SOURCE_SHEET,     /* the name of the sheet */
  KHEO_SOURCE_HEADING,   /* the heading of a column (a period, an indicator, a kind) */
  KHEO_SOURCE_DERIVED,   /* worked out from another value: the year from the day */
  KHEO_SOURCE_GIVEN,     /* said by a person when the file was taken in; no cell */
  KHEO_SOURCE_EDITED,    /* entered or changed in the program since; no cell */
  KHEO_SOURCE_UNKNOWN,   /* it cannot be told any more */
  KHEO_SOURCE_CORRECTED, /* a cell of its row, whose value a person corrected before it was taken
                            in;
                            @text is what stands in the file */
} KheoSourceKind;

/* "cell", "merged", "group" …: JSON. */
const char *kheo_source_kind_name (KheoSourceKind kind);
/* For people, translated: "group row". */
const char *kheo_source_kind_label (KheoSourceKind kind);

/* One value of a record. */
typedef struct
{
  int            field; /* of the register */
  KheoSourceKind kind;
  guint          origin;  /* index in origins of the source; G_MAXUINT: of none (edited) */
  int            row;     /* 0-based; -1: no place in the sheet */
  int            column;  /* 0-based; -1: the whole row */
  char          *cell;    /* "F12"; NULL: none */
  char          *heading; /* of its column as the sheet writes it; NULL */
  char          *text;    /* what stands in the cell, as Unicode; NULL when not known */
  char          *raw;     /* … as it stands in the file, when that is in an old font; NULL */
  gint64         action;  /* KHEO_SOURCE_EDITED: the action of the history; 0 */
  gint64         at;      /* … its time, unix seconds */
  char          *actor;   /* … who; NULL */
} KheoSourceCell;

/* One row of one file that the record was made or changed by. */
typedef struct
{
  gint64        import_id;
  char         *file; /* base name */
  char         *sha256;
  gint64        size;
  gint64        at;    /* unix seconds */
  char         *sheet; /* its name; "" for csv */
  guint         sheet_index;
  int           row;      /* 0-based; -1: not known */
  int           column;   /* 0-based, of a figure; -1 */
  gboolean      made;     /* it made the record; else it changed some fields */
  KheoWorkbook *workbook; /* for a picture of the sheet; NULL when it cannot be shown */
  char         *problem;  /* translated: why it cannot be shown (too large to keep …); NULL */
} KheoSourceOrigin;

typedef struct
{
  const KheoRegister *reg;
  gint64              id;
  GPtrArray          *origins; /* KheoSourceOrigin; the one that made it first; empty: by hand */
  GPtrArray          *cells;   /* KheoSourceCell of each field with a value, in order of fields */
} KheoSource;

void kheo_source_free (KheoSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSource, kheo_source_free)

/* Of one field; NULL when it has no value. */
const KheoSourceCell *kheo_source_find (const KheoSource *self, int field);
/* One sentence: "Cell F12 of the sheet “Biểu 2”, file a.xlsx, taken in on 5/2/2026".  Owned by the
 * caller. */
char *kheo_source_dup_sentence (const KheoSource *self, const KheoSourceCell *cell);

/* Files that were read again, so that the second question about one is quick.  Holds a few.  Any
 * thread. */
typedef struct _KheoSourceCache KheoSourceCache;
KheoSourceCache                *kheo_source_cache_new (void);
KheoSourceCache                *kheo_source_cache_ref (KheoSourceCache *self);
void                            kheo_source_cache_unref (KheoSourceCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSourceCache, kheo_source_cache_unref)

/* All at once, on the thread of @db (either connection): for kheo-cli and tests.  @cache may be
 * NULL.  NULL with KHEO_ERROR_NOT_FOUND: there is no such record. */
KheoSource *kheo_source_read (KheoDb             *db,
                              const KheoRegister *reg,
                              gint64              id,
                              KheoSourceCache    *cache,
                              KheoProgress       *progress,
                              GError            **error);

/* The same for a window: the book is asked on the store's reading thread, the file read again on
 * another. */
void        kheo_source_read_async (KheoStore          *store,
                                    const KheoRegister *reg,
                                    gint64              id,
                                    KheoSourceCache    *cache,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
KheoSource *kheo_source_read_finish (GAsyncResult *result, GError **error);

/* A kept file as a workbook to look at, from its import; the same threads.  KHEO_ERROR_NOT_FOUND
 * when it was not kept. */
void          kheo_source_open_async (KheoStore          *store,
                                      gint64              import_id,
                                      KheoSourceCache    *cache,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
KheoWorkbook *kheo_source_open_finish (GAsyncResult *result, GError **error);

/* The opposite, which records came from a place of a sheet: kheo_imports_list_records(). */

G_END_DECLS
