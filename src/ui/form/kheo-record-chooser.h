/*
 * An entry that finds a model as one types (its name, tone-free), for fields that point to another
 * one.  Shows its name; "changed" () when another one is chosen.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_RECORD_CHOOSER (kheo_record_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KheoRecordChooser, kheo_record_chooser, KHEO, RECORD_CHOOSER, GtkWidget)

GtkWidget *kheo_record_chooser_new (KheoScope *scope, const char *label);
void       kheo_record_chooser_set_id (KheoRecordChooser *self, gint64 id); /* 0: none */
gint64     kheo_record_chooser_get_id (KheoRecordChooser *self);
gboolean   kheo_record_chooser_is_valid (KheoRecordChooser *self);

/* Finds models by free text on the reading thread: finish gives a GPtrArray of KheoRecord, at most
 * @limit, in the order of the list. */
void       kheo_record_search_async (KheoScope          *scope,
                                     const char         *text,
                                     guint               limit,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
GPtrArray *kheo_record_search_finish (KheoScope *scope, GAsyncResult *result, GError **error);

G_END_DECLS
