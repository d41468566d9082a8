/*
 * A reform built by hand: acts, one after the other, that see what those before them did.
 *
 *   - An act names units by id.  A unit that an act founds gets a handle of the caller's choice,
 * any negative number, by which later acts name it; 0 when none needs to.
 *   - A unit founded and ended within one reform never was: what became it became what followed.
 *   - What lay below a merged unit goes along; below a divided one it goes to the unit above and is
 *     told ("unit-moved"), unless a later act places it or it goes with its only part.
 *   - A divided unit that stands in @units itself goes on; what is not said stays with it.
 */
#pragma once

#include "kheo-reform-plan.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_ACT_FOUND,         /* no old unit → one unit */
  KHEO_ACT_MERGE,         /* old units → one unit, founded or going on */
  KHEO_ACT_DIVIDE,        /* one old unit → several, founded or going on */
  KHEO_ACT_RENAME,        /* one old unit; one entry says its new name (and code) */
  KHEO_ACT_CHANGE_TYPE,   /* … its new type; a name that is not said gets the new prefix */
  KHEO_ACT_CHANGE_PARENT, /* old units; one entry says the unit above them from then on */
  KHEO_ACT_ABOLISH_LEVEL, /* all units of @level below @under end; what lay in them goes up */
  KHEO_ACT_END,           /* old units end, without successor */
} KheoActKind;
#define KHEO_N_ACT_KINDS 8

const char *kheo_act_kind_label (KheoActKind kind); /* translated: "Merge units" */
/* "found", "merge", "divide", "rename", "change-type", "change-parent", "abolish-level", "end". */
gboolean kheo_act_kind_parse (const char *text, KheoActKind *out_kind);

/* A unit on the new side of an act. */
typedef struct
{
  gint64              unit_id;   /* of the book; negative: a handle; 0: founded, without handle */
  char               *name;      /* whole, with its prefix; NULL: as it is */
  const KheoUnitType *type;      /* NULL: what the prefix of a new name says, else as it is */
  char               *code;      /* NULL: as it is, none for a founded one */
  gint64              parent_id; /* unit or handle; 0: as it is, or where the old one lies */
  gint64 amounts[KHEO_N_BASES];  /* of a division: how much of the old unit goes here; -1 */
} KheoReformActUnit;

typedef struct
{
  KheoActKind kind;
  GArray     *olds;  /* gint64: units or handles */
  GArray     *units; /* KheoReformActUnit, owned texts */
  KheoLevel   level; /* of ABOLISH_LEVEL */
  gint64      under; /* 0: everywhere */
} KheoReformAct;

KheoReformAct *kheo_reform_act_new (KheoActKind kind);
void           kheo_reform_act_free (KheoReformAct *act);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoReformAct, kheo_reform_act_free)
void kheo_reform_act_add_old (KheoReformAct *act, gint64 unit_id);
/* Appends an entry: amounts are not known, all else is as it is.  Borrowed until the next one. */
KheoReformActUnit *kheo_reform_act_add_unit (KheoReformAct *act, gint64 unit_id, const char *name);
/* One sentence for people: "Xã A, Xã B → Xã C". */
char *kheo_reform_act_describe (const KheoReformAct *act, KheoUnits *units, KheoDate date);

/* @date: first day of the new map.  @acts are not kept. */
KheoReformPlan *kheo_reform_plan_from_acts (KheoUnits                  *units,
                                            KheoDate                    date,
                                            const KheoReformAct *const *acts,
                                            guint                       n_acts);

G_END_DECLS
