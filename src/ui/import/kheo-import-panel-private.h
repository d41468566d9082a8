/* Shared by the files of the panel. */
#pragma once

#include "kheo-import-panel.h"

G_BEGIN_DECLS

/* Makes part @at of a page; FALSE when there is none (any more). */
typedef gboolean (*KheoPanelStep) (KheoImportPanel *self, guint at);

struct _KheoImportPanel
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope        *scope;
  KheoImportFile   *file; /* may be NULL */
  KheoImportReview *review;
  char             *page;
  gboolean          stale;  /* the page does not show the review yet */
  GArray           *listed; /* of guint: findings in the order of their list */
  int               group;  /* shown alone, -1: all */
  int               chosen; /* place in listed, -1 */
  const GArray
            *places; /* borrowed from the review, of its packed rows: those listed; may be NULL */
  guint      at;     /* of the likenesses: shown */
  GtkWidget *alike_card;            /* borrowed: of the likeness shown */
  GPtrArray *alike_details;         /* of KheoImportDetail: what both say; may be NULL */
  GCancellable *asking;             /* what two rows say is on its way */
  GPtrArray    *coming;             /* of KheoImportDetail: of the row of the cursor */
  GPtrArray    *lines;              /* of DetailLine: widgets that show them, used again */
  guint         at_detail, at_line; /* the next of them, and where it is shown */
  guint         detail_due;         /* tick that shows it, 0: none */
  gboolean      detail_waits;       /* … from the next frame on */
  guint         hide_due;           /* source that hides what is of another row, 0: none */
  KheoPanelStep step;               /* what makes the page bit by bit, NULL: is made */
  guint         at_step, step_due;
  gboolean      step_waits;
  gboolean      updating;

  /* Template children. */
  GtkWidget *paned;
  GtkWidget *stack;
  GtkWidget *groups;
  GtkWidget *findings_bar;
  GtkWidget *findings_stack;
  GtkWidget *findings;
  GtkWidget *findings_pager;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *units;
  GtkWidget *indicators;
  GtkWidget *spellings;
  GtkWidget *alike;
  GtkWidget *rows_title;
  GtkWidget *rows;
  GtkWidget *rows_pager;
  GtkWidget *row_title;
  GtkWidget *row_kind;
  GtkWidget *skip_button;
  GtkWidget *take_button;
  GtkWidget *details;
};

/* Each fills its page from the review. */
void kheo_import_panel_show_findings (KheoImportPanel *self);
void kheo_import_panel_show_units (KheoImportPanel *self);
void kheo_import_panel_show_indicators (KheoImportPanel *self);
void kheo_import_panel_show_spellings (KheoImportPanel *self);
void kheo_import_panel_show_alike (KheoImportPanel *self);
void kheo_import_panel_show_rows (KheoImportPanel *self);

/* Drops what is shown of the row of the cursor. */
void kheo_import_panel_dispose_details (KheoImportPanel *self);

/* Factories of the long lists, once. */
void kheo_import_panel_prepare_findings (KheoImportPanel *self);
void kheo_import_panel_prepare_rows (KheoImportPanel *self);

/* Calls @step with 0, 1, … until it says FALSE: as many in a turn of the loop as take no time worth
 * speaking of.  What was being made before is given up. */
void kheo_import_panel_build (KheoImportPanel *self, KheoPanelStep step);

/* Handlers of the template. */
void kheo_import_panel_turn_findings (KheoImportPanel *self);
void kheo_import_panel_turn_rows (KheoImportPanel *self);
void kheo_import_panel_filter_findings (KheoImportPanel *self);
void kheo_import_panel_activate_finding (KheoImportPanel *self, guint position);
void kheo_import_panel_activate_row (KheoImportPanel *self, guint position);

/* ---- Parts of cards ---- */

void       kheo_import_panel_clear (GtkWidget *box);
GtkWidget *kheo_import_panel_add_label (GtkWidget *box, const char *text, const char *css_class);
/* A box with a ground of its own in @box. */
GtkWidget *kheo_import_panel_add_card (GtkWidget *box);
/* A button in @box that activates @action with @target (floating, may be NULL). */
GtkWidget *kheo_import_panel_add_button (GtkWidget  *box,
                                         const char *label,
                                         const char *action,
                                         GVariant   *target);
/* "12 dòng"; owned by the caller. */
char *kheo_import_panel_count_rows (guint n);

G_END_DECLS
