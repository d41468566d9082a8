/*
 * A table of the whole reform of 2025, made up from the real list of January in the very shape of
 * the published ones: the 63 provinces become the 34 that they became, the communes of each
 * province the number that fits, 397 old ones are divided to two, 58 to three, 15 to four and one
 * to five, 137 go on alone, and most new ones bear the code of one of their predecessors.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *code;
  guint n_heirs; /* rows that it has */
} NationalOld;

typedef struct
{
  char   *csv;
  GArray *olds;        /* of NationalOld */
  guint   n_provinces; /* of the new map that the table tells of */
  guint   n_new;       /* communes of the new map that it tells of */
  guint   n_rows;
  guint   n_pure;     /* one old unit, one new */
  guint   n_reused;   /* codes of another unit */
  guint   n_parts[6]; /* by number of heirs: old units */
} NationalTable;

/* @list: the list of January; @most: how many of the 34 provinces to tell of. */
NationalTable *national_table_new (const char *list, guint most);
void           national_table_free (NationalTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NationalTable, national_table_free)

G_END_DECLS
