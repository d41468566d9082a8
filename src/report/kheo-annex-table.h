/*
 * The table of an annex as plain rows of text: what is printed, and what a sheet writer may write.
 * Strings are copied into one chunk; built once, then read by any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ALIGN_LEFT,
  KHEO_ALIGN_CENTER, /* STT, codes, x-marks, years */
  KHEO_ALIGN_RIGHT,  /* numbers: such a column holds numbers in the form of kheo_number_format() */
} KheoAlign;

typedef enum
{
  KHEO_ANNEX_ROW_DATA,
  KHEO_ANNEX_ROW_GROUP, /* bold; cell 0 is its number ("I"), cell 1 spans to the first later cell */
  KHEO_ANNEX_ROW_TOTAL, /* bold; cell 0 (or 1 when 0 is "") spans to the first later cell */
} KheoAnnexRowKind;

typedef struct _KheoAnnexTable KheoAnnexTable;

KheoAnnexTable *kheo_annex_table_new (void);
KheoAnnexTable *kheo_annex_table_ref (KheoAnnexTable *self);
void            kheo_annex_table_unref (KheoAnnexTable *self);

/* All columns come before the first row.  @weight is the column's share of the width; neighbours
 * with the same @group (NULL: none) stand under one common heading. */
void kheo_annex_table_add_column (
    KheoAnnexTable *self, const char *heading, const char *group, double weight, KheoAlign align);
/* @cells has one string a column; NULL is "". */
void
kheo_annex_table_add_row (KheoAnnexTable *self, KheoAnnexRowKind kind, const char *const *cells);

guint            kheo_annex_table_get_n_columns (const KheoAnnexTable *self);
const char      *kheo_annex_table_get_heading (const KheoAnnexTable *self, guint column);
const char      *kheo_annex_table_get_group (const KheoAnnexTable *self, guint column);
double           kheo_annex_table_get_weight (const KheoAnnexTable *self, guint column);
KheoAlign        kheo_annex_table_get_align (const KheoAnnexTable *self, guint column);
guint            kheo_annex_table_get_n_rows (const KheoAnnexTable *self);
KheoAnnexRowKind kheo_annex_table_get_row_kind (const KheoAnnexTable *self, guint row);
const char      *kheo_annex_table_get_cell (const KheoAnnexTable *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexTable, kheo_annex_table_unref)

G_END_DECLS
