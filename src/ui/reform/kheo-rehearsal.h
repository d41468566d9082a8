/*
 * What a reform would do, as the desk shows it: its rows or acts with what is wrong, and what
 * stands at each unit it touches.  Made on the store's thread from a plan, then only read, on the
 * main one.
 */
#pragma once

#include "kheo-reform-line.h"
#include "kheo-reform.h"

G_BEGIN_DECLS

typedef struct
{
  guint               number; /* tells rehearsals apart: from 1, set by whoever keeps it */
  GPtrArray          *lines;  /* of KheoReformLine: rows or acts, then what is wrong as a whole */
  GPtrArray          *olds;   /* … units that end or give a part away */
  GPtrArray          *news;   /* … that are founded, take others in, or change */
  KheoReformCounts    counts;
  KheoReformImpactRow total; /* of what stands at the units that end */
  KheoDate            date;  /* first day of the new map; unknown: neither table nor person says */
  guint               n_doubtful; /* lines with problems */
  gboolean            has_work;
  gboolean            can_apply;
} KheoRehearsal;

/* What the source says of row or act number i of the plan; texts are taken. */
typedef struct
{
  char *number, *old_name, *new_name, *share;
  char *note; /* NULL: nothing to say but what is wrong */
} KheoRehearsalRow;

KheoRehearsal *kheo_rehearsal_new (const KheoReformPlan *plan,
                                   KheoUnits            *units,
                                   KheoRehearsalRow     *rows,
                                   guint                 n_rows,
                                   gboolean              by_hand);
/* Fills in what stands at the units.  Reads only. */
gboolean kheo_rehearsal_add_impact (
    KheoRehearsal *self, const KheoReformPlan *plan, KheoUnits *units, KheoDb *db, GError **error);
void kheo_rehearsal_free (KheoRehearsal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoRehearsal, kheo_rehearsal_free)

/* For people, in one line: how many units end, begin and change, and what stands at those that end;
 * owned by the caller. */
char *kheo_rehearsal_describe (const KheoRehearsal *self);

G_END_DECLS
