/* The parts of the window of annexes, a file each. */
#pragma once

#include "kheo-annex-draft.h"
#include "kheo-annex-source.h"
#include "kheo-annex-window.h"
#include "kheo-press.h"

G_BEGIN_DECLS

struct _KheoAnnexWindow
{
  AdwWindow parent_instance;

  /* Owned. */
  KheoScope         *scope;
  KheoAnnexQuestion *question;
  KheoAnnexDraft    *draft;
  KheoAnnexSource   *source;  /* NULL until it has been read */
  GPtrArray         *layouts; /* of KheoAnnexLayout; NULL until read */
  KheoPress         *press;
  GCancellable      *cancellable; /* of reading the rows */
  GCancellable      *writing;     /* files for the units below, on their way */
  guint              remake;      /* source that will make it anew */

  gboolean scope_watched;
  gboolean ready;   /* there are pages */
  gboolean stale;   /* the book has changed since it was read */
  gboolean reread;  /* … with what it says */
  gboolean filling; /* choices are being made anew */

  /* Template children. */
  GtkWidget *preview_place;
  GtkWidget *save_button;
  GtkWidget *stack;
  GtkWidget *look_place;
  GtkWidget *layout_row;
  GtkWidget *name_row;
  GtkWidget *remove_button;
  GtkWidget *personal_row;
  GtkWidget *stale_bar;
  GtkWidget *writing_bar;
  GtkWidget *writing_progress;

  GtkWidget *preview; /* in its place */
  GtkWidget *look;    /* a KheoAnnexLook */
  GtkWidget *findings;
};

/* kheo-annex-window-pages.c */

void kheo_annex_window_read (KheoAnnexWindow *self);
/* When the hand rests.  @content: what it says is another, too. */
void kheo_annex_window_remake (KheoAnnexWindow *self, gboolean content);
void kheo_annex_window_grow_stale (KheoAnnexWindow *self);
void kheo_annex_window_renew (GtkWidget *widget, const char *action, GVariant *parameter);
void kheo_annex_window_allow_output (KheoAnnexWindow *self, gboolean allowed);
/* What is to be said of the pages: a list that shows the place. */
GtkWidget *kheo_annex_window_make_findings (KheoAnnexWindow *self);

/* kheo-annex-window-layouts.c */

/* What there is to choose from; then @name (NULL: none) of the office's own is chosen. */
void kheo_annex_window_read_layouts (KheoAnnexWindow *self, const char *name);
void kheo_annex_window_layout_chosen (KheoAnnexWindow *self);
/* What is chosen shows its name only when it is the office's own: there it can be kept again or
 * taken away. */
void kheo_annex_window_show_layout (KheoAnnexWindow *self);
void kheo_annex_window_keep_layout (KheoAnnexWindow *self);
void kheo_annex_window_remove_layout (GtkWidget *widget, const char *action, GVariant *parameter);

/* kheo-annex-window-save.c */

void kheo_annex_window_print (GtkWidget *widget, const char *action, GVariant *parameter);
/* (s): "pdf", "xlsx", "ods", "odt". */
void kheo_annex_window_save (GtkWidget *widget, const char *action, GVariant *parameter);

/* kheo-annex-window-each.c */

/* Adds what follows to the menu of files. */
void kheo_annex_window_add_each_menu (KheoAnnexWindow *self);
/* (is): KHEO_EACH_CHILD or a KheoLevel, and "bound" or the ending of the files: "pdf", "xlsx",
 * "odt". */
void kheo_annex_window_save_each (GtkWidget *widget, const char *action, GVariant *parameter);
void kheo_annex_window_stop (GtkWidget *widget, const char *action, GVariant *parameter);
void kheo_annex_window_allow_each (KheoAnnexWindow *self);

G_END_DECLS
