/*
 * One row of a sheet, looked at: what stands as its number, what as its label, how many words
 * besides.  Rows of data are by far the most; the close looks are for the others.
 */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

typedef struct
{
  KheoImportTable *table;
  int              ordinal_column; /* in the sheet, -1 */
  int              name_column, day_column;
  guint            usual_words;      /* that a row of data has besides its name */
  gboolean         records_numbered; /* "1. Xây dựng …" in the column of names */
} KheoLooker;

typedef struct
{
  guint           n;       /* cells in the table's columns that hold something */
  guint           n_texts; /* … that begin as words, but for the number and the label */
  guint           n_words; /* … texts that are neither numbers nor marks nor "-": when counted */
  const KheoCell *label_cell; /* the name, else the first text */
  const char     *label;
  KheoRowNumber   number; /* what stands in the column of numbers */
  gboolean        has_name;
} KheoLook;

void kheo_look_init (KheoLooker *self, KheoImportTable *table);
void kheo_look_at_row (const KheoLooker *self, guint row, KheoLook *look);
/* The close look, for rows that need it. */
void kheo_look_count_words (const KheoLooker *self, guint row, KheoLook *look);

/* A label of which all other cells are numbers; counts words. */
KheoTotalKind kheo_look_total (const KheoLooker *self, guint row, KheoLook *look);
/* The heading again, as on each printed page. */
gboolean kheo_look_is_own_heading (const KheoLooker *self, guint row);
gboolean kheo_look_is_repeated_title (const KheoLooker *self, const char *label);
gboolean kheo_look_has_signature (const KheoLooker *self, guint row, const KheoLook *look);
/* These want the words counted. */
gboolean kheo_look_is_group (const KheoLooker *self, guint row, const KheoLook *look);
gboolean kheo_look_is_share (const KheoLooker *self, const KheoLook *look);
/* The label without its number. */
const char *kheo_look_group_label (const KheoLook *look, KheoRowNumber *io_number);

G_END_DECLS
