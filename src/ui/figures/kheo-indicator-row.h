/*
 * A line of the table of indicators: a section, or an indicator with what a unit and a period have
 * of it, in words.  Immutable.
 */
#pragma once

#include "kheo-figures.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_INDICATOR_ROW_NAME,
  KHEO_INDICATOR_ROW_MEASURE,
  KHEO_INDICATOR_ROW_VALUE,
  KHEO_INDICATOR_ROW_TARGET,
  KHEO_INDICATOR_ROW_PERCENT,  /* of the target */
  KHEO_INDICATOR_ROW_REPORTED, /* "8/10" units */
  KHEO_INDICATOR_ROW_BEFORE,   /* the same period a year before */
  KHEO_INDICATOR_ROW_N_TEXTS,
} KheoIndicatorText;

#define KHEO_TYPE_INDICATOR_ROW (kheo_indicator_row_get_type ())
G_DECLARE_FINAL_TYPE (KheoIndicatorRow, kheo_indicator_row, KHEO, INDICATOR_ROW, GObject)

/* The table of a unit and a period: what goes to the store's thread and what comes back. */
typedef struct
{
  KheoPeriod period; /* that was asked about, or the newest year when all was */
  GPtrArray *rows;   /* of KheoIndicatorRow, in the order of lists, sections before theirs */
} KheoIndicatorTable;

void kheo_indicator_table_free (KheoIndicatorTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoIndicatorTable, kheo_indicator_table_free)

/* Store's thread.  Of @query unit, period and clock count. */
KheoIndicatorTable *kheo_indicator_table_read (KheoDb          *db,
                                               const KheoQuery *query,
                                               GCancellable    *cancellable,
                                               GError         **error);

/* A part of an indicator: a unit below or a shorter period; @id is the caller's, not 0. */
KheoIndicatorRow *kheo_indicator_row_new_part (const KheoIndicator *indicator,
                                               const char          *label,
                                               const KheoFigureSum *sum,
                                               gint64               id);

gint64      kheo_indicator_row_get_id (KheoIndicatorRow *self); /* 0: a section */
guint       kheo_indicator_row_get_depth (KheoIndicatorRow *self);
const char *kheo_indicator_row_get_text (KheoIndicatorRow *self, KheoIndicatorText which);
gboolean    kheo_indicator_row_has_value (KheoIndicatorRow *self);
/* Something is reported of it, or aimed at. */
gboolean kheo_indicator_row_has_any (KheoIndicatorRow *self);
/* Of the target, 0 … ; < 0: there is none. */
double kheo_indicator_row_get_share (KheoIndicatorRow *self);
/* Every word of @key (kheo_text_fold) is found in its name, section or code. */
gboolean kheo_indicator_row_matches (KheoIndicatorRow *self, const char *key);

/* "220,34 tỷ", "≈ 11.000", "chưa báo cáo": a sum in a cell; what is not known is not 0. */
char *kheo_figure_sum_format (const KheoIndicator *indicator, const KheoFigureSum *sum);

G_END_DECLS
