/*
 * The records of one register in the chosen unit: filters, list, form beside it.
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

#define KHEO_TYPE_RECORDS_PAGE (kheo_records_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoRecordsPage, kheo_records_page, KHEO, RECORDS_PAGE, GtkWidget)

/* @reg: of models, tasks or petitions. */
GtkWidget          *kheo_records_page_new (KheoScope *scope, const KheoRegister *reg);
const KheoRegister *kheo_records_page_get_register (KheoRecordsPage *self);
/* Puts @widget before the filters. */
void kheo_records_page_set_start (KheoRecordsPage *self, GtkWidget *widget);

/* Exactly the rows of @query (its conditions; unit, period and search are the scope's). */
void kheo_records_page_show_query (KheoRecordsPage *self, const KheoQuery *query);
/* Selects the record when it is in the list, and shows it in the form anyway. */
void kheo_records_page_show_record (KheoRecordsPage *self, gint64 id);
/* The query of the rows shown, in their order; caller frees. */
KheoQuery *kheo_records_page_make_query (KheoRecordsPage *self);
/* Ids of the selected rows: GArray of gint64. */
GArray         *kheo_records_page_list_selected (KheoRecordsPage *self);
KheoRecordForm *kheo_records_page_get_form (KheoRecordsPage *self);
GListModel     *kheo_records_page_get_list (KheoRecordsPage *self);
GtkColumnView  *kheo_records_page_get_view (KheoRecordsPage *self);
gboolean        kheo_records_page_is_busy (KheoRecordsPage *self);

/* Commands (kheo-records-page-actions.c). */
void kheo_records_page_new_record (KheoRecordsPage *self);
void kheo_records_page_duplicate (KheoRecordsPage *self);
void kheo_records_page_delete (KheoRecordsPage *self);
/* Closes the matters selected, or the one in the form, as done today. */
void     kheo_records_page_mark_done (KheoRecordsPage *self);
gboolean kheo_records_page_can_mark_done (KheoRecordsPage *self);
void     kheo_records_page_clear_filters (KheoRecordsPage *self);
/* Calls @func once nothing unsaved is left, or not at all. */
void kheo_records_page_leave (KheoRecordsPage *self, KheoLeaveFunc func, gpointer user_data);

G_END_DECLS
