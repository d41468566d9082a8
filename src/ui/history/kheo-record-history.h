/* What became of one record: each action that touched it, field by field. */
#pragma once

#include "kheo-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens a small window over that of @near; newest action first. */
void
kheo_record_history_present (GtkWidget *near, KheoBook *book, const KheoRegister *reg, gint64 id);

typedef struct
{
  char *label;
  char *before, *after; /* for people; "" for nothing */
} KheoFieldChange;

typedef struct
{
  KheoAction *action;
  GPtrArray  *changes; /* of KheoFieldChange */
} KheoRecordAction;

/* The same as plain values: GPtrArray of KheoRecordAction, owned.  Store's thread. */
GPtrArray *
kheo_record_history_read (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error);

G_END_DECLS
