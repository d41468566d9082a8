/* The halves of the print window: the pages, and those of the units below. */
#pragma once

#include "kheo-page-preview.h"
#include "kheo-print-window.h"

G_BEGIN_DECLS

/* Units whose pages are made at once, to be looked at and printed.  Files are written of any
 * number. */
#define KHEO_PRINT_MOST_AT_ONCE 200

struct _KheoPrintWindow
{
  AdwWindow parent_instance;

  /* Owned. */
  KheoPrintSheet *sheet;
  GPtrArray      *each;    /* of KheoPrintSheet: those of the units below; NULL: not asked for */
  GArray         *targets; /* of KheoPaperTarget: all units below; NULL likewise */
  KheoPress      *press;
  GCancellable   *reading; /* the sheets of the units below, on their way */
  GCancellable   *writing; /* files for each of them, on their way */
  guint           remake;  /* source that will make the pages anew */

  gboolean stale; /* the book was changed since */

  /* Template children, and what is put in among them. */
  GtkWidget *desk;
  GtkWidget *options;
  GtkWidget *title_row;
  GtkWidget *layout_row;
  GtkWidget *each_row, *each_switch;
  GtkWidget *ink_row;
  GtkWidget *writing_bar;
  GtkWidget *writing_progress;
  GtkWidget *preview;
  GtkWidget *paper;
  GtkWidget *findings;
};

/* Title, layout, paper and ink as they are chosen; to be cleared. */
KheoPrintLook kheo_print_window_get_look (KheoPrintWindow *self);
/* Anew, of the unit or of those below it. */
void kheo_print_window_make_pages (KheoPrintWindow *self);
void kheo_print_window_enable_actions (KheoPrintWindow *self);

/* kheo-print-window-each.c */

void kheo_print_window_each_changed_cb (KheoPrintWindow *self);
/* Where to write the sheets of all units below. */
void kheo_print_window_ask_for_folder (KheoPrintWindow *self);
void kheo_print_window_ask_for_bound (KheoPrintWindow *self);

G_END_DECLS
