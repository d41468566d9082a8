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

G_END_DECLS
