/* Shared by the files of the import view. */
#pragma once

#include "kheo-import-queue.h"
#include "kheo-import-view.h"

G_BEGIN_DECLS

struct _KheoImportView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope       *scope;
  KheoImportQueue *queue;
  GCancellable    *asking;  /* details of a row on their way */
  GtkWidget       *popover; /* of a heading or a row; NULL: none */
  GPtrArray       *pages;   /* of GtkToggleButton: the bar of pages, borrowed from it */

  KheoImportFile   *file;     /* borrowed from queue: shown */
  KheoImportReview *shown;    /* borrowed from the panel: drawn and listed */
  guint             table;    /* of its review: shown */
  guint             written;  /* files that were, since the view is open */
  guint             list_due; /* source that shows the queue's counts again, 0: none */
  gboolean          updating; /* controls are being set by us, not by a person */

  GtkWidget *under; /* KheoUnitChooser in more_box */

  /* Template children. */
  GtkWidget *whole;
  GtkWidget *stack;
  GtkWidget *review_box;
  GtkWidget *progress_title;
  GtkWidget *progress_bar;
  GtkWidget *progress_text;
  GtkWidget *failed;
  GtkWidget *name_label;
  GtkWidget *form_label;
  GtkWidget *form_entry;
  GtkWidget *as_choice;
  GtkWidget *year_entry;
  GtkWidget *year_label;
  GtkWidget *more_button;
  GtkWidget *more_box;
  GtkWidget *create_check;
  GtkWidget *page_bar;
  GtkWidget *side;
  GtkWidget *queue_box;
  GtkWidget *queue_label;
  GtkWidget *queue_bar;
  GtkWidget *queue_list;
  GtkWidget *write_ready_button;
  GtkWidget *cancel_all_button;
  GtkWidget *tables;
  GtkWidget *table_list;
  GtkWidget *sheet;
  GtkWidget *alike_bar;
  GtkWidget *alike_label;
  GtkWidget *panel;
  GtkWidget *spinner;
  GtkWidget *summary;
  GtkWidget *rejects_button;
  GtkWidget *desk_button;
  GtkWidget *commit_button;
};

/* What the drop-down offers, in its order. */
extern const KheoImportAs kheo_import_view_as_choices[];
extern const guint        kheo_import_view_n_as_choices;

KheoImportReview      *kheo_import_view_get_review (KheoImportView *self); /* may be NULL */
const KheoReviewTable *kheo_import_view_get_table (KheoImportView *self);  /* may be NULL */
/* The row of the cursor; FALSE when it is of no table. */
gboolean kheo_import_view_get_cursor_row (KheoImportView *self, KheoReviewRow *out_row);
/* Corrects the file shown, unless controls are just being set. */
void kheo_import_view_correct (KheoImportView *self, const KheoCorrection *correction);

/* ---- kheo-import-view-show.c ---- */

/* Shows the file as it is now: progress, failure or review. */
void kheo_import_view_show_file (KheoImportView *self);
/* Register, year and the like of the table shown. */
void kheo_import_view_show_controls (KheoImportView *self);
/* What the row under the cursor says; its fields are read meanwhile. */
void kheo_import_view_show_cursor (KheoImportView *self);
/* The bar of pages: names, counts, which one is shown. */
void kheo_import_view_show_pages (KheoImportView *self);
void kheo_import_view_prepare_pages (KheoImportView *self);

/* ---- kheo-import-view-files.c ---- */

/* The list of files, once. */
void kheo_import_view_prepare_files (KheoImportView *self);
/* How far the queue is; soon, since files may change by the hundred. */
void kheo_import_view_queue_counts (KheoImportView *self);
void kheo_import_view_turn_to (KheoImportView *self, KheoImportFile *file);
/* Nothing is left to do: closes the view. */
void kheo_import_view_close_when_done (KheoImportView *self);

/* ---- kheo-import-view-desk.c ---- */

/* All that was found in the file are tables of a reform. */
gboolean kheo_import_view_is_reform (KheoImportFile *file);
/* A table of a reform that came alone goes to the desk where reforms are prepared. */
void kheo_import_view_lead_to_desk (KheoImportView *self, KheoImportFile *file);
void kheo_import_view_install_desk (GtkWidgetClass *widget_class);

/* ---- kheo-import-view-actions.c ---- */

void kheo_import_view_install_actions (GtkWidgetClass *widget_class);
void kheo_import_view_add_shortcuts (KheoImportView *self);
/* Handlers of the template. */
void kheo_import_view_heading_activated (KheoImportView *self, guint column);
void kheo_import_view_row_menu (KheoImportView *self, double x, double y);
void kheo_import_view_edit_asked (KheoImportView *self);
void kheo_import_view_edited (KheoImportView *self, const char *text);

G_END_DECLS
