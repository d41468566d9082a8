/*
 * Open matters: the registers of tasks and of petitions, and what they have in common.  A matter is
 * of a unit, stands from a day on, is due on another, and is closed some day.  Any thread.
 */
#pragma once

#include "kheo-model-rules.h"
#include "kheo-registers.h"

G_BEGIN_DECLS

/* Which field of the register says what. */
typedef struct
{
  const KheoRegister *reg;
  guint               name; /* what it is about */
  guint               unit, first_unit, address;
  guint               from; /* given, received */
  guint               due, state, closed;
  guint               outcome; /* result, answer */
  const char         *fresh;   /* states: of a new one … */
  const char         *done;    /* … and of one dealt with */
} KheoMatters;

/* NULL for a register that holds no open matters. */
const KheoMatters *kheo_matters_of (const KheoRegister *reg);
/* One after another; NULL behind the last. */
const KheoMatters *kheo_matters_nth (guint n);
/* Is nothing more to be done in @state? */
gboolean kheo_matters_is_closed (const KheoMatters *self, const char *state);

/* How a matter stands today: what lists filter by and show in words. */
typedef enum
{
  KHEO_STANDING_OPEN,
  KHEO_STANDING_OVERDUE,
  KHEO_STANDING_CLOSED,
} KheoStanding;

/* The condition "standing" of a query over matters; its values are "open" (with what is overdue),
 * "overdue", "closed". */
#define KHEO_CONDITION_STANDING "standing"
gboolean    kheo_standing_parse (const char *value, KheoStanding *out_standing);
const char *kheo_standing_label (KheoStanding self); /* translated: "Quá hạn" */
/* It as a field, to be filtered by. */
const KheoField *kheo_standing_field (void);

/* @due as stored; NULL: no day is set. */
KheoStanding
kheo_matters_stand (const KheoMatters *self, const char *state, const char *due, KheoDate today);
/* For people: "Quá hạn 12 ngày", "Đến hạn hôm nay", "Còn 3 ngày", "Chưa có hạn"; of closed ones
 * the state, and when it was late so. */
char *kheo_matters_describe (KheoRecord *record, KheoDate today);

/* The day on which it is due; with it, where that matters, how long until or since:
 * "30/09/2026 · Quá hạn 53 ngày". */
char *kheo_matters_format_due (KheoRecord *record, KheoDate today);
/* "Xã Mường Trai → Xã Chiềng Lao" of what a reform handed over; NULL of all else. */
char *kheo_matters_format_unit (KheoRecord *record, KheoUnits *units);

/* A person gave it from a unit that has ended to another: remembers the first.  @before: as it was
 * stored. */
void kheo_matters_note_move (KheoRecord *record, KheoRecord *before, KheoUnits *units);
/* The day of the unit that has it: of a closed one when it was closed, or as near to that as is
 * known; unknown of an open one. */
KheoDate kheo_matters_get_day (KheoRecord *record);
/* What follows from the rest: the state of a record that has none. */
void kheo_matters_complete (KheoRecord *record);
/* Closes it as done on @day; what is said already stays. */
void kheo_matters_set_done (KheoRecord *record, KheoDate day);
/* The rules of the registers: appends KheoFinding; @units may be NULL. */
void kheo_matters_validate (GPtrArray *findings, KheoRecord *record, KheoUnits *units);

G_END_DECLS
