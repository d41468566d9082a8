/*
 * What the chosen unit has of every indicator in the chosen period; of the one chosen, what lies
 * beneath: by unit, by period, and the figures themselves, each to its form and to its cell.
 *
 * Actions:
 *   "figures.new" ()              a figure of the unit, period and indicator one looks at
 *   "figures.new-indicator" (), "figures.edit-indicator" ()
 *   "figures.edit-target" ()      what the unit is to reach of the indicator chosen in the period
 *   "figures.add-catalogue" ()    the indicators that offices of this kind report
 *   "figures.delete" ()           the figure in the form
 *   "figures.export" ()           the figures beneath the page as a spreadsheet
 *   "figures.copy" ()             the table as it is shown
 *   "figures.only-reported"       (state) leaves out what nothing is known of
 */
#pragma once

#include "kheo-figure-detail.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FIGURES_PAGE (kheo_figures_page_get_type ())
G_DECLARE_FINAL_TYPE (KheoFiguresPage, kheo_figures_page, KHEO, FIGURES_PAGE, GtkWidget)

GtkWidget *kheo_figures_page_new (KheoScope *scope);

/* Chooses the indicator, with what lies beneath it; 0: none. */
void kheo_figures_page_choose (KheoFiguresPage *self, gint64 indicator);
/* Shows the figure in the form. */
void kheo_figures_page_show_figure (KheoFiguresPage *self, gint64 id);
/* Calls @func once nothing unsaved is left, or not at all. */
void kheo_figures_page_leave (KheoFiguresPage *self, KheoLeaveFunc func, gpointer user_data);

/* For tests. */
GListModel       *kheo_figures_page_get_model (KheoFiguresPage *self); /* of KheoIndicatorRow */
KheoFigureDetail *kheo_figures_page_get_detail (KheoFiguresPage *self);
/* Tab separated, as it is shown. */
char *kheo_figures_page_dup_table (KheoFiguresPage *self);

G_END_DECLS
