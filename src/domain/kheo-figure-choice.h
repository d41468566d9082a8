/*
 * Which figures of an indicator count for a period, so that nothing is in twice: first over the
 * time of each unit, then over the tree of the figures' own days.  Private to this room.
 */
#pragma once

#include "kheo-figures.h"
#include "kheo-world-private.h"

G_BEGIN_DECLS

/* One figure that counts. */
typedef struct
{
  guint32  unit;
  guint    slot; /* of the block */
  KheoDate day;  /* the unit's own day: the last of the figure's period */
} KheoPiece;

/* By unit. */
enum
{
  KHEO_UNIT_ANSWERED = 1 << 0, /* it has a figure that was chosen, whether that counts or not */
  KHEO_UNIT_BELOW = 1 << 1,    /* units below it have */
  KHEO_UNIT_EXEMPT = 1 << 2,   /* the indicator does not apply */
  KHEO_UNIT_PARTIAL = 1 << 3,  /* its figures do not fill the period */
  KHEO_UNIT_UNADDED = 1 << 4,  /* it has several that must not be added */
  KHEO_UNIT_ASIDE = 1 << 5,    /* its own does not count: those below it do, or one above it */
};

typedef struct
{
  guint32  unit;
  KheoDate day;
  gint64   value; /* Σ of its pieces */
} KheoAside;

typedef struct
{
  guint32  unit;
  guint32  period; /* index in the columns; G_MAXUINT32: the whole that was asked for */
  gint64   own;
  gint64   parts;
  gboolean below;
} KheoGap;

typedef struct
{
  const KheoFigureBlock *block;  /* borrowed */
  GArray                *pieces; /* of KheoPiece, unit by unit */
  GArray                *aside;  /* of KheoAside: what units above those that count reported */
  GArray                *gaps;   /* of KheoGap */
  guint8                *flags;  /* by unit */
} KheoFigureChoice;

KheoFigureChoice *kheo_figure_choice_new (KheoWorld               *world,
                                          const KheoFigureColumns *columns,
                                          const KheoFigureBlock   *block,
                                          const KheoIndicator     *indicator,
                                          KheoPeriod               period);
void              kheo_figure_choice_free (KheoFigureChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoFigureChoice, kheo_figure_choice_free)

/* Only the part over time: pieces of every unit, for targets, where what is above wins. */
KheoFigureChoice *kheo_figure_choice_new_over_time (KheoWorld               *world,
                                                    const KheoFigureColumns *columns,
                                                    const KheoFigureBlock   *block,
                                                    const KheoIndicator     *indicator,
                                                    KheoPeriod               period);

/* A rate is never added: its parts are. */
gboolean kheo_indicator_is_rate (const KheoIndicator *indicator);

G_END_DECLS
