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
  KHEO_UNDO_GONE = 1 << 2,     /* op 0: there is no such row in the book */
  KHEO_UNDO_DEMANDED = 1 << 3, /* a row of others needs it */
};

enum
{
  KHEO_LINK_AFTER = 1 << 0, /* the child refers to it once undone; else as things are */
  KHEO_LINK_PART = 1 << 1,
  KHEO_LINK_HOLDS = 1 << 2,
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

typedef struct _KheoUndoPlan KheoUndoPlan;

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
/* GArray of KheoKept, in the order in which they were found to stay; borrowed. */
GArray *kheo_undo_plan_get_kept (KheoUndoPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUndoPlan, kheo_undo_plan_free)

G_END_DECLS
