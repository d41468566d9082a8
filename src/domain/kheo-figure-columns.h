/*
 * The figures as narrow columns, one block an indicator, rows in the order of their ids.  A block
 * is read when its indicator is first asked for, all of them in one scan of the table when many
 * are, and patched from the history.  The targets, which are few, likewise.  Store's thread.
 */
#pragma once

#include "kheo-period.h"
#include "kheo-units.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_FIGURE_IS_VALUE,
  KHEO_FIGURE_IS_NIL, /* none: an answer, namely 0 */
  KHEO_FIGURE_IS_MISSING,
  KHEO_FIGURE_IS_NOT_APPLICABLE,
} KheoFigureState;

#define KHEO_FIGURE_STATE_MASK 3u
#define KHEO_FIGURE_IS_ABOUT   4u /* beside the state: "hơn", "gần" or "khoảng" */
#define KHEO_FIGURE_AT_MOST    8u /* of a target */

#define KHEO_NO_AMOUNT G_MININT64

typedef struct
{
  gint64   indicator;
  guint    n;
  gint64  *ids;          /* ascending */
  guint32 *units;        /* index in KheoUnits, G_MAXUINT32: none */
  guint32 *periods;      /* index for kheo_figure_columns_get_period() */
  guint8  *states;       /* KheoFigureState, with flags */
  gint64  *values;       /* 0 where there is none */
  gint64  *denominators; /* KHEO_NO_AMOUNT where there is none; NULL: none at all */
} KheoFigureBlock;

typedef struct _KheoFigureColumns KheoFigureColumns;

KheoFigureColumns *kheo_figure_columns_new (void);
void               kheo_figure_columns_free (KheoFigureColumns *self);
void               kheo_figure_columns_clear (KheoFigureColumns *self);
void               kheo_figure_columns_clear_targets (KheoFigureColumns *self);
/* All that was read is as after action @seq, or newer. */
void kheo_figure_columns_set_seq (KheoFigureColumns *self, gint64 seq);

/* The block of an indicator, read now if need be; empty when it has no figures.  Borrowed until the
 * next patch.  NULL with @error. */
const KheoFigureBlock *kheo_figure_columns_need (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gint64 indicator, GError **error);
const KheoFigureBlock *kheo_figure_columns_need_targets (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gint64 indicator, GError **error);
/* The targets as they were before reforms (kheo-target-before.h), once targets were asked for. */
const GArray *kheo_figure_columns_get_before (const KheoFigureColumns *self);
/* All blocks at once: faster than one after the other when more than a few are wanted. */
gboolean kheo_figure_columns_need_all (KheoFigureColumns *self,
                                       KheoDb            *db,
                                       KheoUnits         *units,
                                       GError           **error);

/* Periods are kept once for all blocks. */
guint       kheo_figure_columns_get_n_periods (const KheoFigureColumns *self);
KheoPeriod  kheo_figure_columns_get_period (const KheoFigureColumns *self, guint32 period);
const char *kheo_figure_columns_get_period_name (const KheoFigureColumns *self, guint32 period);
/* Text that is no period is one of no days. */
guint32 kheo_figure_columns_add_period (KheoFigureColumns *self, const char *name);

/* Reads the figures of @changed (ids, ascending) anew. */
gboolean kheo_figure_columns_patch (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, GArray *changed, GError **error);
/* Units were loaded anew: their indexes have changed. */
void kheo_figure_columns_remap_units (KheoFigureColumns *self, KheoUnits *from, KheoUnits *to);

G_END_DECLS
