/*
 * What a print window prints: one chart, or several on a sheet; and, when it is known how they were
 * asked for, the same charts of any other unit.  Filled, then immutable and atomically counted.
 */
#pragma once

#include "kheo-board-sheet.h"
#include "kheo-chart-sheet.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

typedef struct _KheoPrintSheet KheoPrintSheet;

/* @heading: over several charts; NULL: none. */
KheoPrintSheet *kheo_print_sheet_new (const char *heading);
KheoPrintSheet *kheo_print_sheet_ref (KheoPrintSheet *self);
void            kheo_print_sheet_unref (KheoPrintSheet *self);

/* Keeps a reference to @data. */
void kheo_print_sheet_add (KheoPrintSheet *self, KheoChartKind kind, KheoChartData *data);
/* The next of what stands on a board, a number or a chart, looked at as @kind; keeps a reference.
 */
void kheo_print_sheet_add_answer (KheoPrintSheet  *self,
                                  KheoBoardAnswer *answer,
                                  KheoChartKind    kind,
                                  int              width);
/* Of a board: kheo_chart_words_question(). */
void kheo_print_sheet_set_subtitle (KheoPrintSheet *self, const char *subtitle);
/* How they were asked for: one of the @items (of KheoBoardItem, copied) for each, by @query,
 * which is copied.  Then there can be a sheet for each unit below. */
void kheo_print_sheet_set_question (KheoPrintSheet  *self,
                                    KheoScope       *scope,
                                    const KheoQuery *query,
                                    const GPtrArray *items);

const char *kheo_print_sheet_get_heading (const KheoPrintSheet *self); /* never NULL */
/* Things stand on it as on a board: KHEO_CHART_SHEET_BOARD makes sense. */
gboolean         kheo_print_sheet_is_board (const KheoPrintSheet *self);
guint            kheo_print_sheet_get_n_charts (const KheoPrintSheet *self);
KheoChartData   *kheo_print_sheet_get_data (const KheoPrintSheet *self, guint chart);
KheoScope       *kheo_print_sheet_get_scope (const KheoPrintSheet *self); /* NULL: not known */
const KheoQuery *kheo_print_sheet_get_query (const KheoPrintSheet *self);

/* Store's thread: the same charts of @unit, without a question of their own. */
KheoPrintSheet *
kheo_print_sheet_read (const KheoPrintSheet *self, KheoDb *db, gint64 unit, GError **error);

/* How it is printed. */
typedef struct
{
  char                *title; /* owned; of the chart, or over several */
  KheoChartSheetLayout layout;
  KheoPaper            paper;
  gboolean             mono;
  KheoPaper            tile; /* no width: not cut up */
} KheoPrintLook;

void kheo_print_look_copy (KheoPrintLook *to, const KheoPrintLook *from);
void kheo_print_look_clear (KheoPrintLook *self);

/* The press's thread.  The sheet itself, before it is cut up. */
KheoPages *kheo_print_sheet_make (const KheoPrintSheet *self, const KheoPrintLook *look);
/* For kheo_paper_run_is_there(). */
char *kheo_print_sheet_make_key (const KheoPrintSheet *self, const KheoPrintLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoPrintSheet, kheo_print_sheet_unref)

G_END_DECLS
