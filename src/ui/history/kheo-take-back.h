/*
 * Taking an action back with open eyes: first a rehearsal on the writing thread, then what it
 * would do (records reversed; kept because edited since; kept because used: each named, a click
 * opens it), then the deed, and a toast that brings it back again.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_TAKE_ASK,       /* always says what would happen */
  KHEO_TAKE_WHEN_KEPT, /* only when something would be kept */
  KHEO_TAKE_AT_ONCE,   /* Ctrl+Z: no rehearsal; what was kept is named afterwards */
} KheoTakeAsking;

/* @action: of the book's history; @title: what it is called.  @redo: brings back what was taken
 * back.  @near is any widget of the window. */
void kheo_take_back (GtkWidget     *near,
                     KheoScope     *scope,
                     gint64         action,
                     const char    *title,
                     gboolean       redo,
                     KheoTakeAsking asking);

/* The same of a whole reform of units, with what was noted on it since: kheo-reform.h. */
void kheo_take_back_reform (GtkWidget *near, KheoScope *scope, gint64 reform, const char *title);

/* For tests: what is named in the window (of GtkStringObject), and its sentences, one a line. */
GListModel *kheo_take_back_get_lines (KheoSheetWindow *window);
char       *kheo_take_back_dup_summary (KheoSheetWindow *window);

G_END_DECLS
