/*
 * What the files of undo share.  An undo that cannot be whole is planned: which rows of its
 * changeset stay out, so that nothing refers to what is gone.
 */
#pragma once

#include "kheo-history-private.h"

G_BEGIN_DECLS

/* ---- kheo-changeset-filter.c ---- */

/* Is the change at @index (in reading order) to stay? */
typedef gboolean (*KheoFilterFunc) (guint index, gpointer user_data);
/* The changes of @changeset that @func lets through, as a changeset; @out_filtered may become
 * empty. */
gboolean kheo_changeset_filter (const KheoChangeset *changeset,
                                KheoFilterFunc       func,
                                gpointer             user_data,
                                KheoChangeset       *out_filtered,
                                GError             **error);

/* ---- kheo-undo-rows.c: rows and what refers to what ---- */

#define KHEO_NO_ROW G_MAXUINT32

typedef struct
{
  gint64  id;
  guint32 up;    /* first link in which it is the child, KHEO_NO_ROW */
  guint32 down;  /* … the parent */
  guint32 sets;  /* of an update: bit n when it changes reference n of its table */
  guint16 table; /* place in the history's tables */
  guint8  op;    /* SQLITE_INSERT, _UPDATE, _DELETE as undo would do it; 0: no change of ours */
  guint8  flags;
} KheoUndoRow;

enum
{
  KHEO_UNDO_KEPT = 1 << 0,     /* its change is left out */
  KHEO_UNDO_HELD = 1 << 1,     /* its parts are kept */
  KHEO_UNDO_GONE = 1 << 2,     /* nothing may come to refer to it */
  KHEO_UNDO_DEMANDED = 1 << 3, /* a row of others needs it */
  KHEO_UNDO_PRESENT = 1 << 4,  /* it is in the book */
  KHEO_UNDO_TOUCHED = 1 << 6,  /* by a later action */
  KHEO_UNDO_RESOLVED = 1 << 5, /* it is not, but what it was a part of is known */
};

enum
{
  KHEO_LINK_AFTER = 1 << 0, /* the child refers to it once undone; else as things are */
  KHEO_LINK_PART = 1 << 1,
  KHEO_LINK_HOLDS = 1 << 2,
  KHEO_LINK_LOST = 1 << 4,  /* the child is gone; only what it was a part of matters */
  KHEO_LINK_VITAL = 1 << 3, /* a part without which the whole does not come back */
};

typedef struct
{
  guint32 child, parent;
  guint32 next_up, next_down; /* further links of the same child, of the same parent */
  guint32 flags;
} KheoUndoLink;

typedef struct
{
  GArray  *rows;  /* KheoUndoRow; the changes first, in reading order */
  GArray  *links; /* KheoUndoLink */
  guint32 *slots; /* hash of (table, id) → index in rows, KHEO_NO_ROW where free */
  guint32  mask;
} KheoUndoRows;

void    kheo_undo_rows_init (KheoUndoRows *self);
void    kheo_undo_rows_clear (KheoUndoRows *self);
guint32 kheo_undo_rows_find (const KheoUndoRows *self, guint table, gint64 id);
/* Adds a row; one without id is not found again. */
guint32 kheo_undo_rows_add (KheoUndoRows *self, guint table, gint64 id, int op);
void    kheo_undo_rows_link (KheoUndoRows *self, guint32 child, guint32 parent, guint32 flags);

static inline KheoUndoRow *
kheo_undo_rows_get (const KheoUndoRows *self, guint32 index)
{
  return &g_array_index (self->rows, KheoUndoRow, index);
}

static inline KheoUndoLink *
kheo_undo_rows_get_link (const KheoUndoRows *self, guint32 index)
{
  return &g_array_index (self->links, KheoUndoLink, index);
}

/* ---- kheo-undo-plan.c ---- */

/* A column that holds the id of a row. */
typedef struct
{
  char   *name;
  int     column; /* its place in the table */
  int     parent; /* place in the history's tables; -1: any */
  guint32 flags;  /* of its links */
} KheoUndoReference;

/* A row of ours that a row of others needs. */
typedef struct
{
  guint32  row;
  KheoKept kept;
} KheoUndoDemand;

typedef struct
{
  KheoDb      *db;
  KheoHistory *history;
  GPtrArray   *references; /* GArray of KheoUndoReference for each of the history's tables */
  KheoUndoRows rows;
  guint        n_changes; /* the first rows are the changes */
  guint       *deletes;   /* of each table: changes that delete */
  gboolean     makes;     /* there are changes that insert or update */
  GArray      *demands;   /* KheoUndoDemand */
  GArray      *kept;      /* KheoKept */
  GArray      *queue;     /* guint32: kept rows whose surroundings are to be looked at */
} KheoUndoPlan;

static inline const KheoHistoryTable *
kheo_undo_plan_table (const KheoUndoPlan *self, guint index)
{
  return &g_array_index (self->history->tables, KheoHistoryTable, index);
}

/* Place of a table in the history's, -1. */
int kheo_undo_plan_find_table (const KheoUndoPlan *self, const char *name);

/* Reads @changes and what the book's rows refer to; before any of it is applied. */
KheoUndoPlan *kheo_undo_plan_new (KheoDb *db, const KheoChangeset *changes, GError **error);
void          kheo_undo_plan_free (KheoUndoPlan *self);
/* A row that must stay as it is; FALSE when that was known. */
gboolean kheo_undo_plan_keep (KheoUndoPlan *self, const KheoKept *kept);
/* Keeps all that must stay with them. */
void kheo_undo_plan_spread (KheoUndoPlan *self);
/* @changes without what is kept. */
gboolean kheo_undo_plan_filter (KheoUndoPlan        *self,
                                const KheoChangeset *changes,
                                KheoChangeset       *out_filtered,
                                GError             **error);
/* Only those that @later touched. */
gboolean kheo_undo_plan_filter_touched (KheoUndoPlan        *self,
                                        KheoChangeSet       *later,
                                        const KheoChangeset *changes,
                                        KheoChangeset       *out_filtered,
                                        GError             **error);
/* GArray of KheoKept, in the order in which they were found to stay; borrowed. */
GArray *kheo_undo_plan_get_kept (KheoUndoPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUndoPlan, kheo_undo_plan_free)

/* ---- kheo-undo-read.c ---- */

/* Fills in references, rows, links and demands. */
gboolean kheo_undo_plan_read (KheoUndoPlan *self, const KheoChangeset *changes, GError **error);

/* ---- kheo-undo-source.c ---- */

/* What undo of action @id applies; of one that is @undone already only what was kept then, and
 * KHEO_ERROR_INVALID when that is nothing. */
gboolean kheo_undo_invert_action (
    KheoDb *db, gint64 id, gboolean undone, KheoChangeset *out_inverse, GError **error);
/* What redo of action @id applies. */
gboolean kheo_undo_invert_undos (KheoDb *db, gint64 id, KheoChangeset *out_inverse, GError **error);

/* ---- kheo-undo-apply.c ---- */

typedef struct
{
  KheoDb       *db;
  KheoUndoPlan *plan;   /* once something stood against it; owned */
  GArray       *kept;   /* of KheoKept: what stood against the last try */
  gint64        source; /* oldest action that is taken back: later ones may have touched its rows */
  gboolean      probing; /* only what was edited since is looked for */
  GString      *names;   /* of what would have been broken by it */
  gboolean      broken;  /* a foreign key would point nowhere, or its action take more than ours */
} KheoUndo;

/* Applies @inverse as far as it goes and gives what that did; leaves the action begun, unless there
 * is an error. */
gboolean kheo_undo_apply (KheoUndo            *undo,
                          const KheoChangeset *inverse,
                          KheoChangeset       *out_done,
                          GError             **error);
/* All that was kept into undo->kept. */
void kheo_undo_finish_kept (KheoUndo *undo);

G_END_DECLS
