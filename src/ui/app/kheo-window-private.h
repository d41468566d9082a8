/* What the files of the window share. */
#pragma once

#include "kheo-banner.h"
#include "kheo-clock-button.h"
#include "kheo-figures-page.h"
#include "kheo-finder.h"
#include "kheo-period-button.h"
#include "kheo-records-page.h"
#include "kheo-reform-page.h"
#include "kheo-unit-sidebar.h"
#include "kheo-window.h"
#include "kheo-work-page.h"

G_BEGIN_DECLS

struct _KheoWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwToastOverlay  *toasts;
  GtkMenuButton    *menu_button;
  AdwWindowTitle   *title;
  KheoFinder       *finder;
  KheoClockButton  *clock;
  KheoPeriodButton *period;
  GtkBox           *banner_place;
  GtkStack         *stack; /* welcome, work, import */
  GtkPaned         *paned;
  GtkLabel         *place; /* the chosen unit and all above it */
  AdwViewStack     *pages;
  AdwViewSwitcher  *switcher;
  GtkWidget        *drop_place;
  GtkLabel         *drop_text;
  GMenu            *recent_menu;

  /* borrowed: children made for the open book */
  KheoBanner      *banner;
  KheoUnitSidebar *sidebar;
  KheoRecordsPage *models;
  GtkWidget       *overview;
  KheoFiguresPage *figures;
  KheoWorkPage    *work;
  GtkWidget       *imports;
  KheoReformPage  *reform;
  GtkWidget       *history;
  GtkWidget       *import;

  /* owned */
  KheoScope    *scope; /* NULL: no book is open */
  KheoBook     *book;
  GCancellable *cancellable; /* cancelled when the window closes */

  gint64   last_unit; /* to choose when the tree is there; 0: none */
  gboolean closing;   /* nothing unsaved is left */
  gboolean asking;    /* whether it may close */
  gboolean begun;     /* an empty book is shown with its empty tree, not with the greeting */
};

/* kheo-window-book.c */
void kheo_window_close_book (KheoWindow *self);
void kheo_window_fill_recent (KheoWindow *self);
void kheo_window_book_actions (KheoWindow *self);
/* Opens the book once nothing unsaved is left. */
void kheo_window_change_book (KheoWindow *self, const char *path, gboolean create);

/* kheo-window-backup.c */
void kheo_window_backup_actions (KheoWindow *self);

/* kheo-window-export.c */
void kheo_window_export_actions (KheoWindow *self);

/* kheo-window-actions.c */
void kheo_window_add_actions (KheoWindow *self);
void kheo_window_update_actions (KheoWindow *self);

/* kheo-window-show.c */
void kheo_window_show_actions (KheoWindow *self);
/* The list of records of the page that is shown, the models' when it has none; NULL: no book. */
KheoRecordsPage *kheo_window_get_records (KheoWindow *self);
/* The form of the page that is shown; NULL: it has none. */
KheoRecordForm *kheo_window_get_form (KheoWindow *self);
/* Calls @func with TRUE once nothing unsaved is left in any form, else with FALSE. */
void kheo_window_leave_forms (KheoWindow *self, KheoLeaveFunc func, gpointer user_data);

/* kheo-window-reform.c */
void kheo_window_reform_actions (KheoWindow *self);
/* Its page is offered once it was asked for. */
void kheo_window_add_reform_page (KheoWindow *self);

/* kheo-window-undo.c */
void kheo_window_undo_actions (KheoWindow *self);

/* kheo-window-drop.c */
void kheo_window_accept_drops (KheoWindow *self);

G_END_DECLS
