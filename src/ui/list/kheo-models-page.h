/*
 * The models of the chosen unit: filters, list, form beside it.
 *
 *   kheo_query_run (ids, reading thread) ─► KheoRecordList ─► GtkMultiSelection ─► GtkColumnView
 *                                                                   │ one row selected
 *                                                                   ▼
 *                                                             KheoRecordForm
 *
 * Signal "changed" (): rows, selection or form have changed: what can be done is another.
 */
#pragma once

#include "kheo-record-form.h"

G_BEGIN_DECLS

#define KHEO_TYPE_MODELS_PAGE (kheo_models_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoModelsPage, kheo_models_page, KHEO, MODELS_PAGE, GtkWidget)

GtkWidget *kheo_models_page_new (KheoScope *scope);

/* Exactly the rows of @query (its conditions; unit, period and search are the scope's). */
void kheo_models_page_show_query (KheoModelsPage *self, const KheoQuery *query);
/* Selects the model when it is in the list, and shows it in the form anyway. */
void kheo_models_page_show_model (KheoModelsPage *self, gint64 id);
/* The query of the rows shown, in their order; caller frees. */
KheoQuery *kheo_models_page_make_query (KheoModelsPage *self);
/* Ids of the selected rows: GArray of gint64. */
GArray         *kheo_models_page_list_selected (KheoModelsPage *self);
KheoRecordForm *kheo_models_page_get_form (KheoModelsPage *self);
GListModel     *kheo_models_page_get_list (KheoModelsPage *self);
GtkColumnView  *kheo_models_page_get_view (KheoModelsPage *self);
gboolean        kheo_models_page_is_busy (KheoModelsPage *self);

/* Commands (kheo-models-page-actions.c). */
void kheo_models_page_new_model (KheoModelsPage *self);
void kheo_models_page_duplicate (KheoModelsPage *self);
void kheo_models_page_delete (KheoModelsPage *self);
void kheo_models_page_clear_filters (KheoModelsPage *self);
/* Calls @func once nothing unsaved is left, or not at all. */
void kheo_models_page_leave (KheoModelsPage *self, KheoLeaveFunc func, gpointer user_data);

G_END_DECLS
