/*
 * A small table to be typed: first line headings, first column labels.  It grows as one types;
 * arrows and Return walk, a block from a spreadsheet is pasted where one stands.
 *
 * Signals:
 *   "changed" ()                       cells were typed or pasted
 *   "pasted" (KheoSmallTable *table)   a whole table came into the empty editor, which holds it
 *                                      now, instead of "changed": what stood around it and
 *                                      what could not be read is for whoever listens
 */
#pragma once

#include "kheo-small-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_TABLE_EDITOR (kheo_table_editor_get_type ())
G_DECLARE_FINAL_TYPE (KheoTableEditor, kheo_table_editor, KHEO, TABLE_EDITOR, GtkWidget)

GtkWidget *kheo_table_editor_new (void);
/* As of kheo_small_table_to_text(); NULL: empty. */
void kheo_table_editor_set_content (KheoTableEditor *self, const char *content);
/* Without the empty lines and columns at its end; caller frees. */
char    *kheo_table_editor_dup_content (KheoTableEditor *self);
gboolean kheo_table_editor_is_empty (KheoTableEditor *self);
/* @text as from the clipboard, from cell @row, @column on. */
void kheo_table_editor_paste (KheoTableEditor *self, guint row, guint column, const char *text);

G_END_DECLS
