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

/* Kept beside the connection. */
typedef struct
{
  GArray          *tables;  /* of KheoHistoryTable */
  const KheoBond  *bonds;   /* static, or NULL */
  sqlite3_session *session; /* between begin and end */
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

KheoChangeSet *kheo_change_set_new (gint64 action, GArray *take_changes);

G_END_DECLS
