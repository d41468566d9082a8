/*
 * Columns of a list of records, made from the field descriptions: cells, sorting, widths, which are
 * shown.  What the person changes is kept in the settings.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-record-list.h"

G_BEGIN_DECLS

/* The text of a cell: as kheo_field_format(), units by their name on the scope's map. */
char *kheo_record_cell_text (KheoScope *scope, KheoRecord *record, guint field);

/* Appends all columns of @reg to @view, the usual ones visible; their sort index is the field's. */
void kheo_record_columns_add (GtkColumnView *view, const KheoRegister *reg, KheoScope *scope);
/* Shows exactly these fields, in the order of the register. */
void kheo_record_columns_show (GtkColumnView *view, const guint *fields, guint n);
/* A menu with a check mark for each column: action "columns.<field name>". */
GMenuModel *kheo_record_columns_make_menu (const KheoRegister *reg);
GActionMap *kheo_record_columns_make_actions (GtkColumnView *view, const KheoRegister *reg);
/* Lets the columns come in one a frame from now on: the cells of all at once would hold up the main
 * loop for a fifth of a second.  Called before @view gets its model. */
void kheo_record_columns_come_in (GtkColumnView *view);

G_END_DECLS
