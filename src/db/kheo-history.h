/*
 * The book's history: every change is one action = one transaction = one changeset of SQLite's
 * session extension, stored deflated, with ranges of the records it touched.  Undo applies the
 * inverse and is itself an action of kind "undo"; redo is the undo of that undo.  Nothing is ever
 * deleted from the history.  Store's thread only.
 */
#pragma once

#include "kheo-db.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_CHANGE_INSERT,
  KHEO_CHANGE_UPDATE,
  KHEO_CHANGE_DELETE,
} KheoChangeKind;

typedef struct
{
  const char    *table; /* interned */
  gint64         id;
  KheoChangeKind kind;
} KheoChange;

/* What an action did: given to observers and to caches.  Atomically counted, immutable, any thread.
 */
typedef struct _KheoChangeSet KheoChangeSet;
KheoChangeSet                *kheo_change_set_ref (KheoChangeSet *self);
void                          kheo_change_set_unref (KheoChangeSet *self);
guint                         kheo_change_set_get_n (KheoChangeSet *self);
const KheoChange             *kheo_change_set_get (KheoChangeSet *self, guint index);
gboolean                      kheo_change_set_touches (KheoChangeSet *self, const char *table);
gint64                        kheo_change_set_get_action (KheoChangeSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoChangeSet, kheo_change_set_unref)

/* Tables whose changes are recorded; others (history, caches) are not.  Called once at open. */
void kheo_history_attach (KheoDb *db, const char *const *tables);

/* begin … end wraps the work in a transaction and records it.  @title is shown to people
 * ("Nhập 2.665 mô hình từ a.xlsx").  end gives NULL with @error unset when nothing was changed. */
gboolean       kheo_history_begin (KheoDb *db, GError **error);
KheoChangeSet *kheo_history_end (KheoDb *db, const char *title, const char *actor, GError **error);
void           kheo_history_cancel (KheoDb *db);
/* The action that was begun will write @n_rows rows: many take less memory then. */
void kheo_history_expect (KheoDb *db, guint n_rows);
/* Of the action that was begun: who hears of its end, when much is written then (saying @what), and
 * may still cancel it.  @progress is borrowed until end or cancel. */
void kheo_history_watch (KheoDb *db, KheoProgress *progress, const char *what);

/* Why an undo or redo left a row as it is. */
#define KHEO_KEPT_EDITED "edited-since" /* it is no longer what the action made of it */
#define KHEO_KEPT_USED   "used"  /* a row that stays depends on it, or its unique value is taken */
#define KHEO_KEPT_NEEDS  "needs" /* what it belongs to is gone and does not come back */

typedef struct
{
  const char *table; /* interned */
  gint64      id;    /* 0 where the table's key is not one INTEGER */
  const char *why;   /* one of the above */
  /* The row that depends on it (used), or that it depends on (needs); NULL and 0 when there is none
   * to name. */
  const char *by_table; /* interned */
  gint64      by_id;
} KheoKept;

/*
 * What holds together besides foreign keys, so that an undo in part leaves whole things.  A child
 * is a row of @table, its parent the row whose id stands in @column.
 */
typedef enum
{
  KHEO_BOND_PART,  /* the child is a part: while its parent is kept so is it (unit → versions) */
  KHEO_BOND_HOLDS, /* while the child is kept so are all parts of its parent (succession → the end
                      of what came before) */
} KheoBondKind;

typedef struct
{
  const char  *table;
  const char  *column;
  KheoBondKind kind;
  gboolean     any; /* the id may be of any table: no foreign key says so, undo minds it */
} KheoBond;

/* Called once at open, after attach; @bonds is static and ends with table NULL. */
void kheo_history_set_bonds (KheoDb *db, const KheoBond *bonds);

/* Looks at the book with an undo or redo carried out and not yet recorded: what it touched, whole
 * as it is by bonds, may still break a rule that is no row's.  FALSE with @error: it is not done.
 */
typedef struct
{
  const char *const *tables; /* asked when one of these was touched; NULL-terminated */
  gboolean (*look) (KheoDb *db, GError **error);
} KheoHistoryGuard;

/* Called once at open; @guard is static, NULL for none. */
void kheo_history_set_guard (KheoDb *db, const KheoHistoryGuard *guard);

/*
 * Takes action @id back, whatever came after it.  What was edited since stays, and with it what it
 * depends on; what later records depend on stays as well.  All that stayed is listed in @out_kept
 * (GArray of KheoKept, may be NULL).  NULL without @error: nothing could be taken back, and nothing
 * is recorded.  Undo again takes back what was kept then; when nothing was: KHEO_ERROR_INVALID.
 */
KheoChangeSet *
kheo_history_undo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error);
KheoChangeSet *
kheo_history_redo (KheoDb *db, gint64 id, const char *actor, GArray **out_kept, GError **error);
/* What undo or redo would do, without doing it.  Only on a connection that writes. */
KheoChangeSet *
kheo_history_preview (KheoDb *db, gint64 id, gboolean redo, GArray **out_kept, GError **error);

typedef struct
{
  gint64   id;
  gint64   at; /* unix seconds */
  char    *actor;
  char    *title;
  char    *kind;      /* "do", "undo", "redo" */
  gint64   of_action; /* what an undo or redo is of; 0 for "do" */
  gboolean undone;    /* for "do": it is taken back now */
  char    *summary;   /* JSON object {"model": 12, "unit": 1}: records touched per table */
} KheoAction;
void kheo_action_free (KheoAction *action);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAction, kheo_action_free)

/* Newest first, only kind "do" unless @all; GPtrArray of KheoAction. @limit 0: no limit. */
GPtrArray *kheo_history_list (KheoDb *db, guint limit, gboolean all, GError **error);
/* The "do" actions that touched one record, newest first. */
GPtrArray *kheo_history_list_record (KheoDb *db, const char *table, gint64 id, GError **error);
/* The "do" action that made the record, 0 when none did. */
gint64 kheo_history_find_maker (KheoDb *db, const char *table, gint64 id);
/* The newest action that Ctrl+Z / Ctrl+Shift+Z would take; 0 when there is none. */
gint64 kheo_history_next_undo (KheoDb *db);
gint64 kheo_history_next_redo (KheoDb *db);

/* One record's values before and after an action: called for each column that differs; texts as
 * SQLite casts them, NULL for null. */
typedef void (*KheoDiffFunc) (const char *column,
                              const char *before,
                              const char *after,
                              gpointer    user_data);
gboolean kheo_history_diff (KheoDb      *db,
                            gint64       action,
                            const char  *table,
                            gint64       id,
                            KheoDiffFunc func,
                            gpointer     user_data,
                            GError     **error);

/* All actions (of any kind) after @seq: so that a cache can be brought up to date.  0 reads all. */
gint64         kheo_history_get_seq (KheoDb *db);
KheoChangeSet *kheo_history_since (KheoDb *db, gint64 seq, GError **error);
/* What tells action @seq of this book from the action of that number in any other, as in a copy
 * that went its own way: for caches that outlive the program.  NULL: there is no such action. */
char *kheo_history_get_mark (KheoDb *db, gint64 seq);

G_END_DECLS
