/*
 * A reform that is being prepared: a conversion table, or acts by hand.  After each change it is
 * rehearsed on the store's reading thread; nothing is written before kheo_reform_draft_apply(),
 * which is one action of the book's history.
 *
 *   EMPTY ─► READING (a table) ─► REHEARSING ⇄ READY ─► APPLYING ─► EMPTY, "applied"
 *                 └──► EMPTY, with a problem   └──────────┘ refused: see get_problem()
 *
 * Signals:
 *   "changed" ()                          state, acts, rehearsal, decision or problem are others
 *   "progress" (double, const char *)     fraction, < 0 when not known; what is being done
 *   "applied" (gint64 action)             of the book's history; 0 when nothing was changed
 *
 * Main thread.
 */
#pragma once

#include "kheo-reform-acts.h"
#include "kheo-rehearsal.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

#define KHEO_TYPE_REFORM_DRAFT (kheo_reform_draft_get_type ())
G_DECLARE_FINAL_TYPE (KheoReformDraft, kheo_reform_draft, KHEO, REFORM_DRAFT, GObject)

typedef enum
{
  KHEO_DRAFT_EMPTY,
  KHEO_DRAFT_READING,
  KHEO_DRAFT_REHEARSING,
  KHEO_DRAFT_READY,
  KHEO_DRAFT_APPLYING,
} KheoDraftState;

KheoReformDraft *kheo_reform_draft_new (KheoScope *scope);

KheoDraftState kheo_reform_draft_get_state (KheoReformDraft *self);
/* NULL until it was rehearsed; borrowed, until the next "changed". */
const KheoRehearsal *kheo_reform_draft_get_rehearsal (KheoReformDraft *self);
/* Why the table could not be read, or the last rehearsal or writing was refused; NULL. */
const GError *kheo_reform_draft_get_problem (KheoReformDraft *self);
/* The table's name; NULL: acts by hand. */
const char *kheo_reform_draft_get_file (KheoReformDraft *self);
/* It may be written as it stands. */
gboolean kheo_reform_draft_can_apply (KheoReformDraft *self);

/* Begins with the table in @file; what was prepared before is given up. */
void kheo_reform_draft_read (KheoReformDraft *self, GFile *file);
/* What the old side of row number @row of the table means; 0: what its code and name say. */
void kheo_reform_draft_choose_old (KheoReformDraft *self, guint row, gint64 unit_id);
/* Gives everything up, and stops what is under way. */
void kheo_reform_draft_clear (KheoReformDraft *self);

/* Acts by hand, in order; they see each other. */
guint                kheo_reform_draft_get_n_acts (KheoReformDraft *self);
const KheoReformAct *kheo_reform_draft_get_act (KheoReformDraft *self, guint index);
/* Takes @act, in the place of number @index; G_MAXUINT: at the end. */
void kheo_reform_draft_put_act (KheoReformDraft *self, KheoReformAct *act, guint index);
void kheo_reform_draft_remove_act (KheoReformDraft *self, guint index);
/* A handle for a unit that an act founds: see kheo-reform-acts.h. */
gint64 kheo_reform_draft_make_handle (KheoReformDraft *self);

/* Unknown: the table says, else today. */
void     kheo_reform_draft_set_date (KheoReformDraft *self, KheoDate date);
KheoDate kheo_reform_draft_get_date (KheoReformDraft *self);
/* Whether the day that is being written is no whole day yet: nothing is carried out until it is. */
void     kheo_reform_draft_set_day_open (KheoReformDraft *self, gboolean open);
gboolean kheo_reform_draft_is_day_open (KheoReformDraft *self);
/* Copied. */
void kheo_reform_draft_set_decision (KheoReformDraft *self, const KheoReformDecision *decision);
const KheoReformDecision *kheo_reform_draft_get_decision (KheoReformDraft *self);

void kheo_reform_draft_apply (KheoReformDraft *self);
/* Stops reading, rehearsing or writing; the book stays as it is. */
void kheo_reform_draft_cancel (KheoReformDraft *self);

G_END_DECLS
