/* Shared by the files of the import view. */
#pragma once

#include "kheo-import-view.h"

G_BEGIN_DECLS

struct _KheoImportView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope    *scope;
  GPtrArray    *files;   /* of KheoImportFile: not written or given up yet */
  GCancellable *asking;  /* details of a row on their way */
  GtkWidget    *popover; /* of a heading or a row; NULL: none */

  KheoImportFile   *file;     /* borrowed from files: shown */
  KheoImportReview *shown;    /* borrowed from the panel: drawn and listed */
  guint             table;    /* of its review: shown */
  gboolean          updating; /* controls are being set by us, not by a person */

  GtkWidget *under; /* KheoUnitChooser in more_box */

  /* Template children. */
  GtkWidget *stack;
  GtkWidget *progress_title;
  GtkWidget *progress_bar;
  GtkWidget *progress_text;
  GtkWidget *failed;
  GtkWidget *name_label;
  GtkWidget *as_choice;
  GtkWidget *year_entry;
  GtkWidget *more_button;
  GtkWidget *more_box;
  GtkWidget *create_check;
  GtkWidget *side;
  GtkWidget *file_list;
  GtkWidget *file_separator;
  GtkWidget *table_list;
  GtkWidget *sheet;
  GtkWidget *panel;
  GtkWidget *spinner;
  GtkWidget *summary;
  GtkWidget *commit_button;
};

/* What the drop-down offers, in its order. */
extern const KheoImportAs kheo_import_view_as_choices[3];

KheoImportReview      *kheo_import_view_get_review (KheoImportView *self); /* may be NULL */
const KheoReviewTable *kheo_import_view_get_table (KheoImportView *self);  /* may be NULL */
/* The row of the cursor; FALSE when it is of no table. */
gboolean kheo_import_view_get_cursor_row (KheoImportView *self, KheoReviewRow *out_row);

/* Shows the file as it is now: progress, failure or review. */
void kheo_import_view_show_file (KheoImportView *self);
/* The row of files alone. */
void kheo_import_view_show_files (KheoImportView *self);
/* Register, year and the like of the table shown. */
void kheo_import_view_show_controls (KheoImportView *self);
/* What the row under the cursor says; its fields are read meanwhile. */
void kheo_import_view_show_cursor (KheoImportView *self);

G_END_DECLS
