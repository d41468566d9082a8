/*
 * Random histories of small territories: a tree, then reforms of many days with acts of every kind,
 * some of which see each other.  The same seed makes the same history.
 */
#pragma once

#include "domain-book.h"

#include "kheo-reform-acts.h"
#include "kheo-reform.h"

G_BEGIN_DECLS

/* A province of some levels with @n units, and @n_models models, figures and targets in them: one
 * action each kind. */
void history_fill (KheoDb *db, GRand *rand, guint n_units, guint n_models);
/* Acts that may be refused; units are drawn from those that live on @day.  Of KheoReformAct. */
GPtrArray *history_random_acts (KheoDb *db, GRand *rand, KheoDate day);
/* One random reform on @day, tried until one is accepted: its action; 0 when none was. */
gint64 history_random_reform (KheoDb *db, GRand *rand, KheoDate day);
/* A day up to a year and a half after @day. */
KheoDate history_next_day (GRand *rand, KheoDate day);

G_END_DECLS
