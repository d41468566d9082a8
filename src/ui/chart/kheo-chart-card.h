/*
 * A chart with what belongs around it on the window: its title, what it speaks of, and a menu to
 * turn it into another kind, copy, save or print it.
 *
 * Actions (on the card and all in it):
 *   "chart.kind" (s, state)   "bar", "stacked", "ranking" … as in cli.md
 *   "chart.copy-picture", "chart.copy-table", "chart.print"
 *   "chart.additions"         what to compare with and to note, where its question is known
 *   "chart.save" (s)          "pdf", "svg" or "png": asks for the file
 *
 * Signals:
 *   "activated" (int category, int series)   of the view inside
 *   "kind-chosen" (const char *kind)         by a person, not because the data changed
 *   "additions-chosen" (const char *text)    by a person, as in kheo-chart-options.h; NULL: none
 */
#pragma once

#include "kheo-chart-view.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_CHART_CARD (kheo_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (KheoChartCard, kheo_chart_card, KHEO, CHART_CARD, GtkWidget)

GtkWidget *kheo_chart_card_new (void);

#define KHEO_CHART_ALL_KINDS ((1u << KHEO_CHART_N_KINDS) - 1)

/* The kinds that make sense of what is shown, a mask of (1 << KheoChartKind): the menu offers those
 * of them that suit the data of the moment.  @first is what was chosen. */
void kheo_chart_card_set_kinds (KheoChartCard *self, guint kinds, KheoChartKind first);
/* Title and subtitle are taken from the data's texts; the kind stays as chosen. */
void           kheo_chart_card_set_data (KheoChartCard *self, KheoChartData *data);
KheoChartView *kheo_chart_card_get_view (KheoChartCard *self);
/* All its words in the picture, as it is printed. */
void kheo_chart_card_set_whole (KheoChartCard *self, gboolean whole);
/* How what is shown was asked for: by @query, copied, of @dataset (as in KheoBoardItem).  Then it
 * can be printed for each unit below; NULL: it cannot. */
void kheo_chart_card_set_question (KheoChartCard   *self,
                                   KheoScope       *scope,
                                   const KheoQuery *query,
                                   const char      *dataset);
/* What a person added to the chart.  The card asks the book for it itself and keeps it for the data
 * to come; but once the owner set it, it is the owner's: the data bear it, and what is chosen
 * anew is for him to keep. */
void        kheo_chart_card_set_additions (KheoChartCard *self, const char *additions);
void        kheo_chart_card_choose_additions (KheoChartCard *self, const char *additions);
const char *kheo_chart_card_get_additions (KheoChartCard *self); /* NULL: nothing */
/* The rows beneath a mark of what the card asked for itself; NULL: the owner's data are shown. */
KheoQuery *kheo_chart_card_dup_query (KheoChartCard *self, int category, int series);
/* What a person chose last, also while the data do not suit it. */
KheoChartKind kheo_chart_card_get_wanted (KheoChartCard *self);

G_END_DECLS
