/*
 * Figures as they were reported, with a form beside the list.
 *
 *   kheo_query_run (ids, reading thread) ─► KheoRecordList ─► GtkColumnView ─► KheoRecordForm
 *
 * Signal "changed" (): rows or form have changed.  Main thread.
 */
#pragma once

#include "kheo-record-form.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FIGURE_LIST (kheo_figure_list_get_type ())
G_DECLARE_FINAL_TYPE (KheoFigureList, kheo_figure_list, KHEO, FIGURE_LIST, GtkWidget)

GtkWidget *kheo_figure_list_new (KheoScope *scope);
/* Exactly the figures of @query; NULL: none. */
void kheo_figure_list_set_query (KheoFigureList *self, const KheoQuery *query);
/* A new figure in the form, as @record; once nothing unsaved is left. */
void kheo_figure_list_offer (KheoFigureList *self, KheoRecord *record);
/* Shows the figure in the form, and in the list when it is there. */
void kheo_figure_list_show (KheoFigureList *self, gint64 id);
/* Takes the figure in the form away; the toast brings it back. */
void kheo_figure_list_delete (KheoFigureList *self);

KheoRecordForm *kheo_figure_list_get_form (KheoFigureList *self);
GListModel     *kheo_figure_list_get_model (KheoFigureList *self);
gboolean        kheo_figure_list_is_busy (KheoFigureList *self);

G_END_DECLS
