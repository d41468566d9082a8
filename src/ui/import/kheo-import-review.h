/*
 * What an import has understood so far, copied at one moment so that the window can look at it
 * while the import itself is away on another thread being matched again.  Immutable, atomically
 * counted; made on the thread that has the import, read on the main one.
 */
#pragma once

#include "kheo-import.h"

G_BEGIN_DECLS

typedef struct
{
  guint    column; /* 0-based in the sheet */
  char    *heading;
  int      field;  /* as in KheoImportColumn */
  char    *label;  /* what it was understood as, for people; "" for none */
  char    *detail; /* "TCVN3 → Unicode", "triệu đồng", or NULL */
  gboolean corrected;
} KheoReviewColumn;

typedef struct
{
  int   field;
  char *label;
} KheoReviewField;

typedef struct
{
  guint            sheet;
  char            *name; /* of the sheet */
  KheoImportAs     as;
  guint            first_row, first_column, last_column; /* 0-based, inclusive */
  int              year;                                 /* that the sheet says; 0: none */
  char            *under;                                /* unit the sheet names, or NULL */
  KheoImportCounts counts;
  GPtrArray       *columns; /* of KheoReviewColumn */
  GPtrArray       *fields;  /* of KheoReviewField: what a column can be */
} KheoReviewTable;

/* One row of a sheet: 8 bytes. */
typedef struct
{
  gint32 index; /* in its table, -1: of none */
  gint16 table; /* -1: of none */
  guint8 kind;  /* KheoRowKind; KHEO_ROW_NOTE for rows of no table */
  guint8 status;
} KheoReviewRow;

typedef struct
{
  int          table; /* -1: of none */
  guint        sheet;
  int          row, column; /* -1: none in particular */
  KheoSeverity severity;
  char        *message;
  char        *value; /* may be NULL */
} KheoReviewFinding;

typedef struct
{
  char            *text;
  char            *context; /* may be NULL */
  guint            n_rows;
  gint64           unit_id; /* 0: not found */
  KheoMatchQuality quality;
  char            *path;  /* of unit_id; NULL when not found */
  GArray          *ids;   /* candidates, gint64 */
  GPtrArray       *paths; /* … of char */
} KheoReviewUnit;

typedef struct _KheoImportReview KheoImportReview;

/* @matched: kheo_import_match() has run. */
KheoImportReview *kheo_import_review_new (const KheoImport *import, gboolean matched);
KheoImportReview *kheo_import_review_ref (KheoImportReview *self);
void              kheo_import_review_unref (KheoImportReview *self);
/* Frees something large on another thread: 100,000 rows take 100 ms. */
void kheo_import_free_aside (gpointer data, GDestroyNotify data_free);

gboolean            kheo_import_review_is_matched (const KheoImportReview *self);
gboolean            kheo_import_review_has_work (const KheoImportReview *self);
const char         *kheo_import_review_get_title (const KheoImportReview *self);
const char         *kheo_import_review_get_summary (const KheoImportReview *self);
KheoImportCounts    kheo_import_review_count (const KheoImportReview *self);
const KheoWorkbook *kheo_import_review_get_workbook (const KheoImportReview *self);
KheoUnits          *kheo_import_review_get_units (const KheoImportReview *self); /* may be NULL */

guint                    kheo_import_review_get_n_tables (const KheoImportReview *self);
const KheoReviewTable   *kheo_import_review_get_table (const KheoImportReview *self, guint index);
guint                    kheo_import_review_get_n_findings (const KheoImportReview *self);
const KheoReviewFinding *kheo_import_review_get_finding (const KheoImportReview *self, guint index);
guint                    kheo_import_review_get_n_units (const KheoImportReview *self);
const KheoReviewUnit    *kheo_import_review_get_unit (const KheoImportReview *self, guint index);

/* A unit as an address is written, the smallest first; NULL when there is none. Any thread. */
char *kheo_import_dup_address (KheoUnits *units, gint64 id);

/* Any row of the sheet, also those of no table. */
KheoReviewRow kheo_import_review_get_row (const KheoImportReview *self, guint sheet, guint row);
/* The worst finding of a cell, or of the whole row when no cell is named; NULL: none. */
const KheoReviewFinding *
kheo_import_review_find (const KheoImportReview *self, guint sheet, guint row, int column);

/* The same; but where the cell has none, any of its row. */
const KheoReviewFinding *
kheo_import_review_find_row (const KheoImportReview *self, guint sheet, guint row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoImportReview, kheo_import_review_unref)

G_END_DECLS
