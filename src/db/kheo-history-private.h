/* What the files of the history share. */
#pragma once

#include "kheo-db-private.h"
#include "kheo-history.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;      /* interned */
  int         id_column; /* of its INTEGER PRIMARY KEY, -1 when its key is another */
} KheoHistoryTable;

/* Rows that an inserter put in: see kheo-history-inserts.c. */
typedef struct _KheoInserts KheoInserts;

/* Kept beside the connection. */
typedef struct
{
  GArray                 *tables;   /* of KheoHistoryTable */
  const KheoBond         *bonds;    /* static, or NULL */
  const KheoHistoryGuard *guard;    /* static, or NULL */
  sqlite3_session        *session;  /* between begin and end */
  KheoInserts            *inserts;  /* between begin and end, NULL until there are any */
  KheoProgress           *progress; /* who watches the end, or NULL; borrowed */
  char                   *what;     /* the words for it; owned */
  gboolean                is_large; /* fewer pages are held in memory */
} KheoHistory;

typedef enum
{
  KHEO_ACTION_DO,
  KHEO_ACTION_UNDO,
  KHEO_ACTION_REDO,
} KheoActionKind;

KheoHistory            *kheo_history_of (KheoDb *db);
const KheoHistoryTable *kheo_history_find_table (KheoHistory *self, const char *name);

/* A changeset as SQLite makes it; owned. */
typedef struct
{
  void *data;
  int   size;
} KheoChangeset;

void kheo_changeset_clear (KheoChangeset *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoChangeset, kheo_changeset_clear)

/* What was recorded since begin. */
gboolean kheo_history_collect (KheoDb *db, KheoChangeset *out_changeset, GError **error);
/* Stores @changeset as an action and commits; else rolls back.  @of_action 0: none. */
KheoChangeSet *kheo_history_store (KheoDb              *db,
                                   const KheoChangeset *changeset,
                                   const KheoAction    *action,
                                   GError             **error);
/* The records that a stored action touched. */
KheoChangeSet *kheo_history_read_action (KheoDb *db, gint64 action, GError **error);
/* The changeset of a stored action. */
GBytes *kheo_history_load (KheoDb *db, gint64 action, GError **error);

/* One change of a changeset that is being read. */
typedef struct
{
  const KheoHistoryTable *table;
  KheoChange              change;
  gboolean                indirect; /* made by a foreign key's action or a trigger */
  int                     n_columns;
} KheoStep;

/* Called for each change; FALSE stops.  @iter gives the values. */
typedef gboolean (*KheoStepFunc) (const KheoStep         *step,
                                  sqlite3_changeset_iter *iter,
                                  gpointer                user_data);
gboolean kheo_changeset_each (KheoDb       *db,
                              gconstpointer data,
                              int           size,
                              KheoStepFunc  func,
                              gpointer      user_data,
                              GError      **error);

/* ---- kheo-history-inserts.c ---- */

/* Notes a row: the changeset's @head of its table and the @record itself. */
void kheo_inserts_add (KheoHistory      *history,
                       const char       *table,
                       gint64            id,
                       const GByteArray *head,
                       const GByteArray *record);
void kheo_inserts_free (KheoInserts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoInserts, kheo_inserts_free)
/* All that @self and the session's @changeset hold, deflated; appends the changes of @self to
 * @changes, which has those of @changeset already.  Once. */
KheoSpool *kheo_inserts_finish (KheoInserts         *self,
                                KheoDb              *db,
                                const KheoChangeset *changeset,
                                GArray              *changes,
                                gsize               *out_size,
                                GError             **error);
/* @changeset alone, deflated. */
KheoSpool *kheo_changeset_pack (const KheoChangeset *changeset);

KheoChangeSet *kheo_change_set_new (gint64 action, GArray *take_changes);

G_END_DECLS
