/*
 * The desk of reforms for tests: a district of three communes, one of them with a hamlet, and the
 * acts that are to be carried out on DAY.
 */
#pragma once

#include "domain-book.h"

#include "kheo-reform-acts.h"
#include "kheo-reform.h"

G_BEGIN_DECLS

#define DAY "2026-07-01"
#define EVE "2026-06-30"

typedef struct
{
  KheoDb    *db;
  gint64     province, district, a, b, c, hamlet; /* a An Bình, b Hòa Lạc, c Tân Mỹ */
  GPtrArray *acts;
} Desk;

void desk_init (Desk *desk);
void desk_clear (Desk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* @old 0: none. */
KheoReformAct *desk_add_act (Desk *desk, KheoActKind kind, gint64 old);
/* A and B become “Xã Mới”. */
void desk_add_merger (Desk *desk);

KheoReformPlan *desk_plan (Desk *desk, const char *day);
/* What the plan warns of or refuses, in its order. */
void plan_assert_codes (const KheoReformPlan *plan, const char *wanted);
/* Plans and applies all acts; the reform's id.  @codes: what the plan warns of. */
gint64 desk_apply (Desk *desk, const char *codes);
/* The same whatever it warns of, without a decision; the desk is free for the next reform. */
gint64 desk_apply_any (Desk *desk);
/* Nothing was edited since: all of it goes, and the book is what it was @before. */
void desk_take_back (Desk *desk, gint64 reform, const char *before);

char  *desk_digest (Desk *desk);
void   desk_assert_sound (Desk *desk);
gint64 desk_id_of (Desk *desk, const char *path);
/* The kinds of the reform's tasks; "!" after those that are done. */
void desk_assert_tasks (Desk *desk, gint64 reform, const char *wanted);

G_END_DECLS
