/*
 * What an import has understood so far, copied at one moment so that the window can look at it
 * while the import itself is away on another thread being matched again.  Immutable, atomically
 * counted; made on the thread that has the import, read on the main one.
 */
#pragma once

#include "kheo-import-cluster.h"
#include "kheo-import-duplicate.h"

G_BEGIN_DECLS

typedef struct
{
  guint    column; /* 0-based in the sheet */
  guint    index;  /* of the column in its table */
  char    *heading;
  int      field;  /* as in KheoImportColumn */
  char    *label;  /* what it was understood as, for people; "" for none */
  char    *detail; /* "TCVN3 → Unicode", "triệu đồng", or NULL */
  gboolean corrected;

  KheoEncoding encoding;   /* that most of its texts are written in */
  char        *sample;     /* the first value as understood, or NULL */
  char        *sample_raw; /* … as it stands in the file, where that differs */

  /* Of KHEO_COLUMN_VALUE; NULL: the row or the sheet says. */
  char       *indicator, *period;
  KheoMeasure measure;
} KheoReviewColumn;

typedef struct
{
  int   field;
  char *label;
} KheoReviewField;

typedef struct
{
  guint        sheet;
  char        *name; /* of the sheet */
  KheoImportAs as;

  const KheoRegister *reg; /* NULL: nothing is taken */

  guint            base_row; /* 0-based in the sheet: of the row with index 0 */
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
  const char  *code;  /* static */
  guint        group; /* of the review's groups */
  char        *message;
  char        *value; /* may be NULL */
} KheoReviewFinding;

/* Findings of one code. */
typedef struct
{
  const char  *code;
  KheoSeverity worst;
  guint        n;
} KheoReviewGroup;

/* A spelling joined to another: texts of its own. */
typedef struct
{
  guint    table;
  int      field;
  char    *label; /* of the field */
  char    *written, *meant;
  guint    n_rows;
  gboolean remembered;
} KheoReviewJoin;

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
  GPtrArray       *whys;  /* … of char: code, since and until when, how alike */
} KheoReviewUnit;

/* What the file counts, as it names it. */
typedef struct
{
  char            *text;
  char            *code, *measure; /* as the sheet says; NULL: it does not */
  guint            n_figures;
  gint64           id;     /* of the book; 0: not found, or to be founded */
  gboolean         create; /* commit founds it */
  char            *name;   /* of what is meant, or under which it is founded */
  KheoMatchQuality quality;
  GArray          *ids; /* candidates, gint64, best first */
} KheoReviewIndicator;

typedef struct _KheoImportReview KheoImportReview;

/* @db: kheo_import_match() has run on it, and spellings and likenesses are looked for; NULL: only
 * read.  NULL with @error when cancelled. */
KheoImportReview *kheo_import_review_new (const KheoImport *import,
                                          KheoDb           *db,
                                          KheoProgress     *progress,
                                          GError          **error);
KheoImportReview *kheo_import_review_ref (KheoImportReview *self);
void              kheo_import_review_unref (KheoImportReview *self);
/* Frees something large on another thread: 100,000 rows take 100 ms. */
void kheo_import_free_aside (gpointer data, GDestroyNotify data_free);

gboolean kheo_import_review_is_matched (const KheoImportReview *self);
gboolean kheo_import_review_has_work (const KheoImportReview *self);
/* Rows refused, findings that a person has not answered, or rows that look like others. */
gboolean kheo_import_review_needs_person (const KheoImportReview *self);
/* The form: how it is called, and whether a file of it was taken before. */
const char *kheo_import_review_get_form (const KheoImportReview *self);
gboolean    kheo_import_review_is_form_known (const KheoImportReview *self);
/* Rows that rejects would be written of. */
guint               kheo_import_review_count_rejects (const KheoImportReview *self);
const char         *kheo_import_review_get_rejects_name (const KheoImportReview *self);
const char         *kheo_import_review_get_title (const KheoImportReview *self);
KheoImportCounts    kheo_import_review_count (const KheoImportReview *self);
const KheoWorkbook *kheo_import_review_get_workbook (const KheoImportReview *self);

guint                    kheo_import_review_get_n_tables (const KheoImportReview *self);
const KheoReviewTable   *kheo_import_review_get_table (const KheoImportReview *self, guint index);
guint                    kheo_import_review_get_n_findings (const KheoImportReview *self);
const KheoReviewFinding *kheo_import_review_get_finding (const KheoImportReview *self, guint index);
guint                    kheo_import_review_get_n_units (const KheoImportReview *self);
const KheoReviewUnit    *kheo_import_review_get_unit (const KheoImportReview *self, guint index);

guint                      kheo_import_review_get_n_groups (const KheoImportReview *self);
const KheoReviewGroup     *kheo_import_review_get_group (const KheoImportReview *self, guint index);
guint                      kheo_import_review_get_n_indicators (const KheoImportReview *self);
const KheoReviewIndicator *kheo_import_review_get_indicator (const KheoImportReview *self,
                                                             guint                   index);
/* A person has to say, or has not said yet, what is meant. */
gboolean kheo_review_indicator_is_open (const KheoReviewIndicator *indicator);

guint                 kheo_import_review_get_n_clusters (const KheoImportReview *self);
const KheoCluster    *kheo_import_review_get_cluster (const KheoImportReview *self, guint index);
guint                 kheo_import_review_get_n_joins (const KheoImportReview *self);
const KheoReviewJoin *kheo_import_review_get_join (const KheoImportReview *self, guint index);
guint                 kheo_import_review_get_n_alike (const KheoImportReview *self);
const KheoDuplicate  *kheo_import_review_get_alike (const KheoImportReview *self, guint index);

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

/* Which fields a changed row alters: bit n for field n. */
/* Rows of data that are so, of all sheets: of guint64, the sheet above 32 bits of the row. */
const GArray *kheo_import_review_list_rows (const KheoImportReview *self, KheoRowStatus status);
guint64       kheo_import_review_get_changes (const KheoImportReview *self, guint sheet, guint row);
/* What a person made of this cell; NULL: it is as it stands. */
const char *
kheo_import_review_get_fixed (const KheoImportReview *self, guint sheet, guint row, guint column);
/* What a cell says in Unicode, in one line, its first @max characters; "" when it is empty. Owned
 * by the caller. */
char *kheo_import_review_dup_text (
    const KheoImportReview *self, guint sheet, guint row, guint column, glong max);
/* What column @column (of the sheet) is in table @table; NULL: of no table. */
const KheoReviewColumn *
kheo_import_review_get_column (const KheoImportReview *self, guint table, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoImportReview, kheo_import_review_unref)

G_END_DECLS
