/* The halves of a board view: what it shows, and what it does. */
#pragma once

#include "kheo-board-grid.h"
#include "kheo-board-reading.h"
#include "kheo-board-view.h"

G_BEGIN_DECLS

struct _KheoBoardView
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope        *scope;
  GCancellable     *asking;  /* NULL: none on its way */
  KheoBoardReading *reading; /* NULL before the first answer */

  gint64   chosen; /* the board asked for; 0: the first */
  gboolean stale;  /* to be asked when it is shown */
  gboolean arranging;
  guint    writing; /* changes on their way */
  int      focus;   /* the item that takes the focus with the next answer, -1 */
  guint    n_shown; /* items of the reading whose cards are there and show it */
  guint    show_id; /* goes on with the next one; 0: all are shown */

  /* Children. */
  GtkWidget *boards; /* menu of boards */
  GtkWidget *grid;
  GtkWidget *empty;
};

void kheo_board_view_ask (KheoBoardView *self);
/* All cards, now: for what needs them all. */
void kheo_board_view_show_rest (KheoBoardView *self);
void kheo_board_view_install_actions (GtkWidgetClass *klass);
void kheo_board_view_set_only_unit (KheoBoardView *self, gboolean only_unit);
/* What lies beneath a mark or a tile. */
void kheo_board_view_open_rows (KheoBoardView         *self,
                                const KheoBoardAnswer *answer,
                                int                    category,
                                int                    series);

G_END_DECLS
