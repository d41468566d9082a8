/*
 * The days on which the tree of units became another one: what a slider over time marks.  Any
 * thread.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  KheoDate day;     /* first of the new map */
  guint    begun;   /* units that exist from that day on */
  guint    changed; /* that have another name, type, code or parent */
  guint    ended;   /* whose last day was the day before */
} KheoUnitDay;

/* By day: GArray of KheoUnitDay.  What has been since nobody knows when begins on no day. */
GArray *kheo_units_list_days (KheoUnits *self);

/* The place in @days of the map that holds on @day: the last day that is not after it; -1: before
 * all of them. */
int kheo_unit_days_find (const GArray *days, KheoDate day);

G_END_DECLS
