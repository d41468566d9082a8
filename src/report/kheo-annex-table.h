/*
 * The table of an annex as plain rows of text: what is printed, and what a sheet writer may write.
 * Strings are copied into one chunk; built once, then read by any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ANNEX_ALIGN_LEFT,
  KHEO_ANNEX_ALIGN_CENTER, /* STT, codes, x-marks, years */
  KHEO_ANNEX_ALIGN_RIGHT,  /* numbers: such a column holds numbers in the form of
                              kheo_number_format() */
} KheoAnnexAlign;

typedef enum
{
  KHEO_ANNEX_ROW_DATA,
  KHEO_ANNEX_ROW_GROUP, /* bold; its label spans to the first later cell, its number stands before
                         */
  KHEO_ANNEX_ROW_TOTAL, /* bold; its label spans to the first later cell */
  KHEO_ANNEX_ROW_NONE,  /* slanted, over the whole width: says that there are no rows */
} KheoAnnexRowKind;

/* What a sheet writer makes of the cells of a column; all of them are texts here. */
typedef enum
{
  KHEO_ANNEX_HOLDS_TEXT,
  KHEO_ANNEX_HOLDS_NUMBER,  /* as kheo_number_format() writes it, decimals too */
  KHEO_ANNEX_HOLDS_ORDINAL, /* STT, years: plain digits */
  KHEO_ANNEX_HOLDS_DATE,    /* as kheo_date_format() writes it */
} KheoAnnexHolds;

typedef struct
{
  const char *key; /* what layouts call it; NULL: cannot be chosen */
  const char *heading;
  /* Common headings above, the outermost first, '\n' between them; neighbours that agree stand
   * under one.  NULL: none. */
  const char    *group;
  double         weight; /* its share of the width */
  KheoAnnexAlign align;
  KheoAnnexHolds holds;
} KheoAnnexColumn;

typedef struct _KheoAnnexTable KheoAnnexTable;

KheoAnnexTable *kheo_annex_table_new (void);
KheoAnnexTable *kheo_annex_table_ref (KheoAnnexTable *self);
void            kheo_annex_table_unref (KheoAnnexTable *self);

/* All columns come before the first row. */
void kheo_annex_table_add (KheoAnnexTable *self, const KheoAnnexColumn *column);
/* The same without a key; what stands at the right holds numbers. */
void kheo_annex_table_add_column (KheoAnnexTable *self,
                                  const char     *heading,
                                  const char     *group,
                                  double          weight,
                                  KheoAnnexAlign  align);
/* @cells has one string a column; NULL is "". */
void
kheo_annex_table_add_row (KheoAnnexTable *self, KheoAnnexRowKind kind, const char *const *cells);
/* Where no rows would stand: @text says so. */
void kheo_annex_table_add_none (KheoAnnexTable *self, const char *text);
/* A group's row; those of @depth 0 stand above those of 1, and so on. */
void kheo_annex_table_add_group (KheoAnnexTable *self, guint depth, const char *const *cells);

guint          kheo_annex_table_get_n_columns (const KheoAnnexTable *self);
const char    *kheo_annex_table_get_key (const KheoAnnexTable *self, guint column);
int            kheo_annex_table_find (const KheoAnnexTable *self, const char *key); /* -1 */
const char    *kheo_annex_table_get_heading (const KheoAnnexTable *self, guint column);
const char    *kheo_annex_table_get_group (const KheoAnnexTable *self, guint column);
double         kheo_annex_table_get_weight (const KheoAnnexTable *self, guint column);
KheoAnnexAlign kheo_annex_table_get_align (const KheoAnnexTable *self, guint column);
KheoAnnexHolds kheo_annex_table_get_holds (const KheoAnnexTable *self, guint column);
/* Rows of common headings above the last one; 0: there are none. */
guint kheo_annex_table_get_n_levels (const KheoAnnexTable *self);
/* The common heading of @level above @column; NULL: its own heading reaches up there. */
const char *kheo_annex_table_get_common (const KheoAnnexTable *self, guint column, guint level);
/* The first column behind those that share it and all above it. */
guint kheo_annex_table_get_common_end (const KheoAnnexTable *self, guint column, guint level);
guint kheo_annex_table_get_n_rows (const KheoAnnexTable *self);
/* Are there rows of data? */
gboolean         kheo_annex_table_says_anything (const KheoAnnexTable *self);
KheoAnnexRowKind kheo_annex_table_get_row_kind (const KheoAnnexTable *self, guint row);
guint            kheo_annex_table_get_row_depth (const KheoAnnexTable *self, guint row);
/* How its type stands out, on paper and in sheets. */
gboolean kheo_annex_table_is_row_bold (const KheoAnnexTable *self, guint row);
gboolean kheo_annex_table_is_row_slanted (const KheoAnnexTable *self, guint row);
/* The column whose text runs over the empty cells behind it; the number of columns for rows of
 * data, which have none. */
guint kheo_annex_table_get_label_column (const KheoAnnexTable *self, guint row);
/* How many columns the cell at @column takes: a label those that are empty behind it; and how it
 * stands in them. */
guint kheo_annex_table_get_span (const KheoAnnexTable *self,
                                 guint                 row,
                                 guint                 column,
                                 KheoAnnexAlign       *out_align);
/* Where the labels of groups go: behind a column for their number, if there is one. */
guint       kheo_annex_table_get_label_place (const KheoAnnexTable *self);
const char *kheo_annex_table_get_cell (const KheoAnnexTable *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexTable, kheo_annex_table_unref)

G_END_DECLS
