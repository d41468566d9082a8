/*
 * One sheet for each unit below, from the window: a few units are read on the store's thread, then
 * their sheets are made and written on that of a press, and so on; the window goes on meanwhile.
 * Main thread.
 */
#pragma once

#include "kheo-paper-run.h"
#include "kheo-press.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

/* After every few sheets, on the main thread. */
typedef void (*KheoChildrenTold) (guint done, guint n, gpointer user_data);

/* How one sheet comes about. */
typedef struct
{
  /* Store's thread, once before the first; NULL. @data may be changed here and nowhere else. */
  gboolean (*prepare) (gpointer data, KheoDb *db, const GArray *targets, GError **error);
  /* Store's thread: what the sheet of @unit says, to be freed by item_free. */
  gpointer (*read) (gconstpointer data, KheoDb *db, gint64 unit, GError **error);
  /* The press's thread. */
  char *(*make_key) (gconstpointer data, gconstpointer item);
  KheoPages *(*make) (gconstpointer data,
                      gconstpointer item,
                      KheoProgress *progress,
                      GError      **error);
  /* For files that are no pages, in place of make; NULL. */
  gboolean (*write) (gconstpointer data, gconstpointer item, const char *path, GError **error);
  GDestroyNotify item_free, data_free;
} KheoChildrenMaker;

typedef struct
{
  KheoScope               *scope;
  const KheoChildrenMaker *maker;   /* static */
  gpointer                 data;    /* of the maker; taken */
  GArray                  *targets; /* of KheoPaperTarget */
  const char              *path;    /* a folder, or a PDF that binds all */
  const char              *ending;  /* of files in a folder; NULL: bound */
  const char              *title;   /* of a PDF that binds all */
  KheoChildrenTold         told;    /* may be NULL; with the callback's user data */
} KheoChildrenCall;

void kheo_children_run_async (const KheoChildrenCall *call,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data);
/* Tells the person, on @page, what was saved, where it stopped, or why it failed.  Cancelled: what
 * is in a folder by then is whole, and the next run goes on from there. */
void kheo_children_run_finish (GAsyncResult *result, GtkWidget *page);
/* For a KheoChildrenTold: @done of @n sheets. */
void kheo_children_run_show (GtkProgressBar *bar, guint done, guint n);

G_END_DECLS
