/*
 * Totals.  One bottom-up pass over the columns gives every unit its breakdown.  Σ of the rows is
 * always the total; what cannot be apportioned is told.  Store's thread.
 */
#pragma once

#include "kheo-world.h"

G_BEGIN_DECLS

/* Number of models of each unit's whole subtree, by index of @map: GArray of guint32 of length n.
 * Only period, clock, conditions and search of @query count, not its unit. */
GArray *kheo_rollup_counts (KheoDb *db, const KheoQuery *query, KheoUnitMap *map, GError **error);

typedef enum
{
  KHEO_BY_FIELD,
  KHEO_BY_KIND,
  KHEO_BY_CHILD,
  KHEO_BY_LEVEL,
  KHEO_BY_YEAR,
  KHEO_BY_QUARTER,
  /* Dated groups of units, of the kinds that the condition "group_kind" names or all; what is in
   * none has the key NULL, what is in several "*": it is in no row twice. */
  KHEO_BY_GROUP,
  KHEO_BY_STATUS,
} KheoBy;

typedef struct
{
  char *key[2]; /* enum value, year "2022", quarter "2022-Q3" or unit id as text; NULL beyond n_by,
                 * and for rows that have none ("itself": models of the unit itself, key "0"; models
                 * that stand nowhere on the map, key "none") */
  char  *label[2]; /* translated, or the unit's name of the clock's day */
  gint64 unit_id;  /* for KHEO_BY_CHILD */
  gint64 value;
} KheoTotalRow;

typedef struct
{
  gint64 total;
  gint64 unapportioned; /* counts at a unit above those that surely hold it */
  gint64 apportioned;   /* counts in parts of divided units, as the query's basis says */
  /* What must be known beside the number, in whole sentences: of char *. */
  GPtrArray *notes;
  /* Whose children the rows of KHEO_BY_CHILD are: the query's unit; for all units the only root of
   * the territory when there is one, so that not one row stands for everything (roots of other
   * trees are rows beside those, when they bear something); else 0: the roots. */
  gint64 unit;
  guint  n_by;
  KheoBy by[2];
  /* Of KheoTotalRow, in the natural order of the key.  Zero rows of choices (but those that the
   * query filters out), of children and of years or quarters between others are included. */
  GPtrArray *rows;
} KheoTotal;

/* "field", "kind", "field,kind", "child" …: 0, 1 or 2 keys; FALSE when not known. */
gboolean   kheo_by_parse (const char *text, KheoBy out_by[2], guint *out_n);
KheoTotal *kheo_total_models (
    KheoDb *db, const KheoQuery *query, const KheoBy *by, guint n_by, GError **error);
void kheo_total_free (KheoTotal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoTotal, kheo_total_free)

/* The query whose rows are exactly those of @row: what a click on a bar opens. */
KheoQuery *
kheo_total_row_query (const KheoQuery *query, const KheoTotal *total, const KheoTotalRow *row);

G_END_DECLS
