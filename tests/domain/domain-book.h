/*
 * Books for the tests of the rules: units and models in few words, and random ones.  Every writing
 * helper is one action of the history.
 */
#pragma once

#include "kheo-book.h"
#include "kheo-query.h"
#include "kheo-registers.h"
#include "kheo-unit-edit.h"
#include "kheo-world.h"

G_BEGIN_DECLS

KheoDb *book_new (void); /* in memory */
/* @name whole, with its prefix, which tells the type; days ISO or NULL. */
gint64 book_add_unit (KheoDb     *db,
                      const char *name,
                      const char *code,
                      gint64      parent,
                      const char *from,
                      const char *to);
/* @kind, @field "" for the first choice; @registered ISO or NULL. */
gint64 book_add_model (KheoDb *db, const char *name, gint64 unit, int year, const char *registered);
void   book_succeed (KheoDb *db, gint64 old, gint64 new_unit, gboolean whole, const char *day);
KheoDate book_day (const char *iso);

/* One action each; action_end() gives its id. */
void   action_begin (KheoDb *db);
gint64 action_end (KheoDb *db);

/* A random territory of some levels and models of all sorts in it. */
void book_fill (KheoDb *db, GRand *rand, guint n_units, guint n_models);
/* One random edit of a model or unit; may be refused by a rule. */
void book_edit (KheoDb *db, GRand *rand);

/* @rules: "TYPE DECIMALS NATURE UNITS TIME", as "count 0 flow sum sum"; @level may be NULL. */
gint64 book_add_indicator (
    KheoDb *db, const char *code, const char *name, const char *rules, const char *level);
/* @denominator G_MININT64: none.  @value G_MININT64: the figure says "missing". */
gint64 book_add_figure (KheoDb     *db,
                        gint64      indicator,
                        gint64      unit,
                        const char *period,
                        gint64      value,
                        gint64      denominator);
gint64
book_add_target (KheoDb *db, gint64 indicator, gint64 unit, const char *period, gint64 value);
/* Figures of all sorts of an indicator, some of a unit for periods that hold one another. */
void book_fill_figures (KheoDb *db, GRand *rand, gint64 indicator, guint n);

#define NO_AMOUNT G_MININT64

G_END_DECLS
