/*
 * The charts of figures that are not in the book: listed, made, changed and removed, each change
 * one action of the history.  A file dropped on the window gives a new one its table.
 *
 * Actions:
 *   "own.new" (), "own.save" (), "own.remove" ()
 *   "own.file" ()       asks for a spreadsheet with the table
 */
#pragma once

#include "kheo-own-chart-editor.h"
#include "kheo-scope.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_OWN_CHARTS_WINDOW (kheo_own_charts_window_get_type ())
G_DECLARE_FINAL_TYPE (
    KheoOwnChartsWindow, kheo_own_charts_window, KHEO, OWN_CHARTS_WINDOW, AdwWindow)

KheoOwnChartsWindow *kheo_own_charts_window_present (GtkWidget *near, KheoScope *scope);
/* Opens the chart with that id as soon as it is read. */
void kheo_own_charts_window_show (KheoOwnChartsWindow *self, gint64 id);
/* The table of the file at @path in a new chart. */
void kheo_own_charts_window_open_file (KheoOwnChartsWindow *self, const char *path);

/* For tests. */
int                 kheo_own_charts_window_get_n (KheoOwnChartsWindow *self); /* -1: being read */
KheoOwnChartEditor *kheo_own_charts_window_get_editor (KheoOwnChartsWindow *self);
const char         *kheo_own_charts_window_get_problem (KheoOwnChartsWindow *self); /* "": none */

G_END_DECLS
