/*
 * An entry that finds an indicator of the book as one types (name or code, tone-free); empty it
 * offers all.  "changed" () when another one is chosen.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_INDICATOR_CHOOSER (kheo_indicator_chooser_get_type ())
G_DECLARE_FINAL_TYPE (
    KheoIndicatorChooser, kheo_indicator_chooser, KHEO, INDICATOR_CHOOSER, GtkWidget)

GtkWidget *kheo_indicator_chooser_new (KheoScope *scope, const char *label);
void       kheo_indicator_chooser_set_id (KheoIndicatorChooser *self, gint64 id); /* 0: none */
gint64     kheo_indicator_chooser_get_id (KheoIndicatorChooser *self);
gboolean   kheo_indicator_chooser_is_valid (KheoIndicatorChooser *self);

/* Indicators whose name or code has every word of @text, at most @limit: of KheoSuggestion. */
GPtrArray *
kheo_indicator_suggest (KheoIndicators *indicators, const char *text, guint limit, int kind);

G_END_DECLS
