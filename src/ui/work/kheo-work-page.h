/*
 * What is to be done and what was asked for: the lists of tasks and of petitions of the chosen
 * unit, one behind the other.  Each is a page of records with its form.
 *
 * Signal "changed" (): as of KheoRecordsPage, and when the other list is shown.
 */
#pragma once

#include "kheo-records-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_WORK_PAGE (kheo_work_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoWorkPage, kheo_work_page, KHEO, WORK_PAGE, GtkWidget)

GtkWidget *kheo_work_page_new (KheoScope *scope);

/* The list that is shown; borrowed. */
KheoRecordsPage *kheo_work_page_get_records (KheoWorkPage *self);
/* Shows the list of @reg; FALSE when there is none. */
gboolean kheo_work_page_show_register (KheoWorkPage *self, const KheoRegister *reg);
/* Calls @func once nothing unsaved is left in either list, or not at all. */
void kheo_work_page_leave (KheoWorkPage *self, KheoLeaveFunc func, gpointer user_data);

G_END_DECLS
