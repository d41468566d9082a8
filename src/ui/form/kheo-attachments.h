/*
 * The files kept with one record: list, add (button or drop), open, remove.  Each change is an
 * action of its own that can be taken back.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_ATTACHMENTS (kheo_attachments_get_type ())
G_DECLARE_FINAL_TYPE (KheoAttachments, kheo_attachments, KHEO, ATTACHMENTS, GtkWidget)

/* Of records of the SQL table @table (static). */
GtkWidget *kheo_attachments_new (KheoScope *scope, const char *table);
void       kheo_attachments_set_record (KheoAttachments *self, gint64 id); /* 0: not stored yet */
void       kheo_attachments_reload (KheoAttachments *self);
void       kheo_attachments_set_read_only (KheoAttachments *self, gboolean read_only);
void       kheo_attachments_add (KheoAttachments *self, const char *path);
guint      kheo_attachments_get_n (KheoAttachments *self);

G_END_DECLS
