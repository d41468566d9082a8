/*
 * Names across time: what a unit was called when a record was made and what it is called now, what
 * came before and after it, and how it is found by any name or code it ever had.  Any thread.
 */
#pragma once

#include "kheo-record.h"
#include "kheo-units.h"

G_BEGIN_DECLS

/* A unit that another one came from or became. */
typedef struct
{
  gint64                unit_id;
  const KheoSuccession *succession; /* borrowed from the units: whole or part, day, weights */
} KheoUnitRelative;

/* What @unit_id became (@later) or came from, in one step: GArray of KheoUnitRelative by day. */
GArray *kheo_units_list_relatives (KheoUnits *self, gint64 unit_id, gboolean later);

/*
 * Who stands for @unit_id on @day: itself when it lives; of a unit that ended before the units it
 * became, of one founded later those it came from, over as many steps as it takes.  GArray of
 * gint64; empty when nothing leads there.
 */
GArray *kheo_units_list_standing (KheoUnits *self, gint64 unit_id, KheoDate day);

/*
 * For people: the name on @day and, where it is another one on @until, what became of it:
 * "Phường Trúc Bạch → Phường Ba Đình, 1/7/2025"; "Xã A → Xã B, Xã C and 2 other units, …"; "Xã A
 * (until 30/6/2025)" when nothing followed.  NULL when there is no such unit.
 */
char *kheo_units_format_across (KheoUnits *self, gint64 unit_id, KheoDate day, KheoDate until);

/* The day that a record speaks of, whose names it is printed with: a model's registration as far as
 * it is known, else its year's end; a figure's and target's period's end; never later than today.
 */
KheoDate kheo_record_get_day (KheoRecord *record);

typedef struct
{
  gint64   unit_id; /* lives on the day asked for, or nothing stands for it there */
  gboolean lives;
  gint64   via_unit_id; /* whose name or code fits: @unit_id itself or one that it stands for */
  /* The old (or later) version that fits; NULL when the name of the day does. */
  const KheoUnitVersion *via;
  guint8                 fit; /* 0 best, see kheo_search_words_fit() */
} KheoUnitHit;

/*
 * Units whose name or code of any time fits @text, as they are on @day: those that are called so
 * before those that were, what fits best first, then in the tree's order of the versions.  Each
 * unit once.  GArray of KheoUnitHit; versions borrowed from @self.
 */
GArray *kheo_units_search_in_time (KheoUnits *self, const char *text, KheoDate day, guint limit);

/* The same as indexes of @map, of those that live on its day: GArray of guint. */
GArray *kheo_unit_map_search_in_time (KheoUnitMap *map, const char *text, guint limit);

/* For people: how a hit was found: "formerly Phường Trúc Bạch, until 30/6/2025"; NULL when by its
 * own name of the day. */
char *kheo_unit_hit_describe (KheoUnits *units, const KheoUnitHit *hit);

G_END_DECLS
