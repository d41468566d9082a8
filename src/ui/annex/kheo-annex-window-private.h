/* The halves of the window of annexes: one annex, and one for each unit below. */
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
  GtkWidget *writing_bar;
  GtkWidget *writing_progress;

  GtkWidget *preview; /* in its place */
  GtkWidget *look;    /* a KheoAnnexLook */
  GtkWidget *findings;
};

/* kheo-annex-window-each.c */

/* Adds what follows to the menu of files. */
void kheo_annex_window_add_each_menu (KheoAnnexWindow *self);
/* (is): KHEO_EACH_CHILD or a KheoLevel, and "bound" or the ending of the files: "pdf", "xlsx",
 * "odt". */
void kheo_annex_window_save_each (GtkWidget *widget, const char *action, GVariant *parameter);
void kheo_annex_window_stop (GtkWidget *widget, const char *action, GVariant *parameter);
void kheo_annex_window_allow_each (KheoAnnexWindow *self);

G_END_DECLS
