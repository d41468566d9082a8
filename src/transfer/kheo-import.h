/*
 * One spreadsheet on its way into the book.
 *
 *   read ─► understand ─► match ─► review (corrections, match again) ─► commit ─► results
 *
 * Nothing is written before commit, and commit runs inside one history action.  A KheoImport
 * belongs to one thread at a time and is handed from one to the next: read on any thread, match
 * and commit on the store's, review on the main one.  All texts it gives are NFC Unicode and
 * borrowed from it; they live until the next correction, match or commit.
 *
 * What a spreadsheet says wrongly is a KheoImportFinding with its cell, never a GError.
 */
#pragma once

#include "kheo-conversion.h"
#include "kheo-legacy.h"
#include "kheo-model-rules.h"
#include "kheo-number.h"
#include "kheo-period.h"
#include "kheo-progress.h"
#include "kheo-reform.h"
#include "kheo-registers.h"
#include "kheo-sheet.h"
#include "kheo-unit-match.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* ---- Options ---- */

typedef enum
{
  KHEO_IMPORT_AUTO, /* found out sheet by sheet */
  KHEO_IMPORT_UNITS,
  KHEO_IMPORT_MODELS,
  KHEO_IMPORT_FIGURES,    /* in any layout: figures and targets */
  KHEO_IMPORT_CONVERSION, /* what a reform made of which unit */
  KHEO_IMPORT_INDICATORS,
  KHEO_IMPORT_TASKS,
  KHEO_IMPORT_PETITIONS,
  KHEO_IMPORT_NOTHING, /* of a table: it is not taken */
} KheoImportAs;

/* "auto", "units", "models", "figures", "conversion", "indicators", "tasks", "petitions";
 * FALSE when not known. */
gboolean    kheo_import_as_parse (const char *text, KheoImportAs *out_as);
const char *kheo_import_as_name (KheoImportAs as); /* "models"; NULL for KHEO_IMPORT_NOTHING */

typedef struct
{
  KheoImportAs as;
  char        *under; /* unit as in cli.md: the sheet speaks of it and what is below it */
  int          year;  /* of models whose sheet does not say; 0: not given */
  KheoDate     date;  /* the day whose map the sheet speaks of; 0: the sheet or its rows say. Of a
                         conversion table: the first day of the new units */
  char *period;       /* as in cli.md: a year is taken as @year is; of figures that do not say; or
                         NULL */
  char    *mapping;   /* JSON text of --map, or NULL: see kheo_import_dup_mapping() */
  char    *document;  /* of a conversion table: the decision, or NULL */
  gboolean create_units; /* units that the book lacks are founded from the sheet's names */
} KheoImportOptions;

KheoImportOptions *kheo_import_options_new (void);
void               kheo_import_options_free (KheoImportOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoImportOptions, kheo_import_options_free)

/* ---- The import and its steps ---- */

typedef struct _KheoImport      KheoImport;
typedef struct _KheoImportTable KheoImportTable;

/* Reads and understands the file; needs no book.  @options may be NULL.  Errors are those of
 * kheo_workbook_read(): then nothing can be done with the file. */
KheoImport *kheo_import_read (const char              *path,
                              const KheoImportOptions *options,
                              KheoProgress            *progress,
                              GError                 **error);
/* The same of a file's bytes, @name being its base name: of one kept in the book.  Only to look at:
 * it has no SHA-256 and is not committed. */
KheoImport *kheo_import_read_bytes (GBytes                  *bytes,
                                    const char              *name,
                                    const KheoImportOptions *options,
                                    KheoProgress            *progress,
                                    GError                 **error);
void        kheo_import_free (KheoImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoImport, kheo_import_free)

/* Finds the units meant and compares with what the book holds.  Writes nothing.  Also after
 * corrections: only what they touched is done again.  Store's thread, either connection. */
gboolean kheo_import_match (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);

/* Writes what is new and changed, the entry of the file and the remembered answers.  Store's
 * thread, inside a history action; matches again first when the book changed since.  Once.
 * @progress must stay until the action has ended: it hears of that too. */
gboolean kheo_import_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);

/* For the history: "Nhập 60 mô hình từ a.xlsx"; owned by the caller.  Right after match. */
char *kheo_import_dup_title (const KheoImport *self);
/* "a.xlsx": 56 mới, 2 thay đổi, …; for the toast and the review's heading; owned by the caller. */
char *kheo_import_dup_summary (const KheoImport *self);
/* TRUE when commit would change the book. */
gboolean kheo_import_has_work (const KheoImport *self);
/* Status 1 of kheo-cli: rows refused or findings of any severity. */
gboolean kheo_import_needs_person (const KheoImport *self);
/* One element of "files" in cli.md, with "file", "format", "sheets", "findings". */
JsonNode *kheo_import_to_json (const KheoImport *self);

const char         *kheo_import_get_file (const KheoImport *self); /* base name */
const KheoWorkbook *kheo_import_get_workbook (const KheoImport *self);
/* The book holds (or commit will keep) the bytes of the file, so that each record can show its
 * cell; FALSE for files over 64 MiB: to be said. */
gboolean kheo_import_is_file_kept (const KheoImport *self);

typedef struct
{
  guint rows;  /* data rows of the sheet */
  guint taken; /* of figures from here on: figures and targets, not rows */
  guint created;
  guint changed;
  guint unchanged;
  guint refused;
} KheoImportCounts;

/* Of one table, or of the whole file with @table NULL.  All but rows are 0 before match. */
KheoImportCounts kheo_import_count (const KheoImport *self, const KheoImportTable *table);

/* ---- What was understood ---- */

/* One table on one sheet, in reading order.  A sheet on which none was found still has one entry,
 * with as KHEO_IMPORT_NOTHING and no rows. */
guint            kheo_import_get_n_tables (const KheoImport *self);
KheoImportTable *kheo_import_get_table (const KheoImport *self, guint index); /* borrowed */

typedef struct
{
  guint               sheet; /* index in the workbook */
  const char         *name;  /* of the sheet */
  gboolean            hidden;
  KheoImportAs        as;
  const KheoRegister *reg;                       /* NULL for KHEO_IMPORT_NOTHING */
  guint               first_row, last_row;       /* of heading and body, 0-based, inclusive */
  guint               first_column, last_column; /* 0-based, inclusive */
  guint               heading_first, heading_last;
  guint               n_columns;
  guint               n_rows;  /* all rows of the sheet that belong to this table, any kind */
  const char         *title;   /* what stands above, in one line, or NULL */
  int                 year;    /* of the sheet's heading block; 0: not said */
  KheoDate            day;     /* "ngày 15/11/2024" there; 0: not said */
  const char         *under;   /* unit named there or by the sheet's name, as written; or NULL */
  const char *unit_of_measure; /* of the sheet ("Đơn vị tính: triệu đồng"), or NULL */
  const char *kind, *field;    /* models: what its title says they all are, or NULL */
} KheoImportTableInfo;

void kheo_import_table_get_info (const KheoImportTable *self, KheoImportTableInfo *out_info);

/* What a column is besides a field of the register; negative so that both fit one number. */
enum
{
  KHEO_COLUMN_NONE = -1,     /* not taken */
  KHEO_COLUMN_ORDINAL = -2,  /* STT */
  KHEO_COLUMN_CHOICE = -3,   /* x-mark: choice_field and choice say of what */
  KHEO_COLUMN_DISTRICT = -5, /* models: what the unit (its own column is the unit field) lies in */
  KHEO_COLUMN_PROVINCE = -6,
  KHEO_COLUMN_UNIT_CODE = -7, /* the unit by official code */
  KHEO_COLUMN_RECORD_ID = -8, /* our own exports: id of the record */
  KHEO_COLUMN_VALUE = -9,     /* figures: one a row; kheo_import_table_get_meaning() says of what */
  KHEO_COLUMN_MEASURE = -10,  /* figures: unit of measure of the row's indicator */
  KHEO_COLUMN_ROW_CODE = -11, /* figures: code of the row's indicator ("Mã số") */
};

typedef struct
{
  guint           column;          /* 0-based */
  const char     *heading;         /* of merged and stacked headings, joined " / " */
  int             field;           /* index in the register, or one of the above */
  int             choice_field;    /* for KHEO_COLUMN_CHOICE */
  int             choice;          /* … index in its choices */
  gboolean        corrected;       /* a person (or a mapping) said so */
  KheoEncoding    encoding;        /* that most of its texts are written in */
  KheoNumberStyle numbers;         /* how its texts write numbers */
  const char     *unit_of_measure; /* "triệu đồng", or NULL */
  gint64          scale;           /* what that multiplies by to give the smallest unit; 1 */
  const char     *sample;          /* the first value as understood, or NULL */
  const char     *sample_raw;      /* … as it stands in the file when written in a legacy font */
} KheoImportColumn;

void kheo_import_table_get_column (const KheoImportTable *self,
                                   guint                  index,
                                   KheoImportColumn      *out_column);
/* The name of @field in JSON and mappings: a field's own name, "district", "province",
 * "unit_code", "id"; NULL for KHEO_COLUMN_NONE and KHEO_COLUMN_ORDINAL.  A mark column has the
 * name of its choice's field. */
const char *kheo_import_table_field_name (const KheoImportTable *self, int field);
/* For people, translated; "" for none. */
char *kheo_import_table_field_label (const KheoImportTable *self, int field);
/* All that set_column takes, in the order of a menu: GArray of int. */
GArray *kheo_import_table_list_fields (const KheoImportTable *self);

typedef enum
{
  KHEO_ROW_DATA,
  KHEO_ROW_TITLE,
  KHEO_ROW_HEADING,
  KHEO_ROW_CODES, /* A, B, 1, 2 … */
  KHEO_ROW_GROUP, /* a unit, field or kind that holds for the rows beneath */
  KHEO_ROW_SUBTOTAL,
  KHEO_ROW_TOTAL,
  KHEO_ROW_SIGNATURE,
  KHEO_ROW_BLANK,
  KHEO_ROW_NOTE,
  KHEO_ROW_LEFT_OUT, /* by a person */
} KheoRowKind;

/* "data", "title", "code-row" …: JSON. */
const char *kheo_row_kind_name (KheoRowKind kind);

typedef enum
{
  KHEO_ROW_PENDING, /* not matched yet, or no data */
  KHEO_ROW_NEW,
  KHEO_ROW_CHANGED,
  KHEO_ROW_UNCHANGED,
  KHEO_ROW_REFUSED,
} KheoRowStatus;

const char *kheo_row_status_name (KheoRowStatus status); /* "new", "changed" …: JSON */

typedef struct
{
  guint            row; /* 0-based in the sheet */
  KheoRowKind      kind;
  KheoRowStatus    status;
  gint64           id;        /* of the record that it is, or will be after commit; 0: none */
  const char      *unit_text; /* what the row and its groups say, as written; NULL: nothing */
  gint64           unit_id;   /* the unit meant; 0: not found */
  KheoMatchQuality unit_quality;
  gboolean         hidden;
} KheoImportRow;

/* @index 0 … n_rows - 1.  Constant time. */
void kheo_import_table_get_row (const KheoImportTable *self, guint index, KheoImportRow *out_row);
/* Index of sheet row @row, -1 when it does not belong to this table. */
int kheo_import_table_find_row (const KheoImportTable *self, guint row);
/* A data row as a record, made for the call: id 0 when new.  NULL for other rows, and for tables
 * whose rows are no records (figures, conversion tables). */
KheoRecord *kheo_import_table_dup_record (const KheoImportTable *self, guint index);
/* A field as it was understood; not owned, its text neither.  A null when there is none. */
KheoValue kheo_import_table_get_value (const KheoImportTable *self, guint index, int field);
/* The record of the book that a changed row will alter, as it is now; NULL for others. @db: either
 * connection. */
KheoRecord *kheo_import_table_load_stored (const KheoImportTable *self,
                                           guint                  index,
                                           KheoDb                *db,
                                           GError               **error);
/* Which fields a changed row will alter: bit n for field n. */
guint64 kheo_import_table_get_changes (const KheoImportTable *self, guint index);

typedef struct
{
  guint       row, column; /* of the total's cell, 0-based */
  const char *heading;     /* of its column */
  gboolean    grand;       /* of the whole table, else of a group */
  double      says;        /* in the smallest unit (đồng) */
  double      computed;
} KheoImportTotal;

guint kheo_import_table_get_n_totals (const KheoImportTable *self);
void
kheo_import_table_get_total (const KheoImportTable *self, guint index, KheoImportTotal *out_total);

/* Stable codes, as in the JSON:
 * errors   "unit-missing" "unit-unknown" "unit-ambiguous" "unit-conflict" "missing" (required
 * value) "bad-value" (of a required field) "marks" (several x) "no-table" "unsupported" warnings
 * "bad-value" (left empty) "total-mismatch" "ambiguous-number" "approximate-number"
 *          "ambiguous-date" "imprecise-date" "year-mismatch" "marks" (no x but text) "cell-error"
 *          "group-unknown" "unit-likely" "duplicate-row" "likely-duplicate" "likely-changed"
 *          "hidden-row" "hidden-sheet" "row-unclear" "no-table" (beside others)
 *          "column-not-taken" "cell-not-taken" "letters" (of an old font) "group-conflict" (a cell
 *          against the title above its row) "year-likely" "merged-amount"
 * of figures: errors "indicator-missing" "indicator-ambiguous" "period-missing" "figure-conflict"
 *          (two numbers for one); warnings "indicator-new" (to be founded) "rate-mismatch" (against
 *          plan and result) "unit-of-measure" (of amounts: not said, taken as đồng)
 * of indicators and the like: errors "record-ambiguous" (several of one name) "duplicate-row", and
 *          those of kheo_record_validate_with()
 * of conversion tables: warnings "left-behind" (a unit that no row names lives on) "unit-moved"
 *          (it lay in a divided one and was put above) */
typedef struct
{
  const KheoImportTable *table; /* NULL: the whole file */
  guint                  sheet;
  int                    row, column; /* 0-based, -1: none in particular */
  KheoSeverity           severity;
  const char            *code;
  const char            *message; /* translated: what, and what to do */
  const char            *value;   /* as it stands in the cell, or NULL */
} KheoImportFinding;

guint kheo_import_get_n_findings (const KheoImport *self); /* in reading order after match */
void  kheo_import_get_finding (const KheoImport *self, guint index, KheoImportFinding *out_finding);

/* ---- Units as written ---- */

/* One spelling in one context; the same answer holds for all rows alike. */
typedef struct
{
  const char      *text;    /* "Xã Tân Tiến" */
  const char      *context; /* "Huyện Mai Sơn", what it was looked for under; or NULL */
  guint            n_rows;  /* that say so */
  gint64           unit_id; /* 0: not found */
  KheoMatchQuality quality;
  const GArray    *candidates; /* of gint64, best first; may be NULL */
} KheoImportUnit;

guint kheo_import_get_n_units (const KheoImport *self); /* after match */
void  kheo_import_get_unit (const KheoImport *self, guint index, KheoImportUnit *out_unit);
/* The units that match saw, for names and paths; NULL before.  Immutable, any thread. */
KheoUnits *kheo_import_get_units (const KheoImport *self);

/* ---- Conversion tables ---- */

/* What all such tables of the file come to; NULL before match or when there is none.  Borrowed,
 * until the next match. */
const KheoReformPlan *kheo_import_get_reform (const KheoImport *self);
gboolean kheo_import_count_reform (const KheoImport *self, KheoReformCounts *out_counts);
/* What a person says of it, instead of the options; the next match or commit goes by it. @date: as
 * in the options. */
void kheo_import_set_reform (KheoImport *self, KheoDate date, const KheoReformDecision *decision);
/* Its rows, in the order of the plan, each with its place; texts live until the next match. */
guint                    kheo_import_get_n_reform_rows (const KheoImport *self);
const KheoConversionRow *kheo_import_get_reform_row (const KheoImport *self,
                                                     guint             index,
                                                     guint            *out_sheet,
                                                     guint            *out_row); /* 0-based */
/* The old unit of row @index, whatever the row says of it; 0: by its code and name again.  The next
 * match goes by it. */
void kheo_import_choose_reform_unit (KheoImport *self, guint index, gint64 unit_id);

/* ---- Figures ---- */

/*
 * A sheet of figures is turned long: each cell is one figure of a unit, an indicator and a period,
 * which its row, its column or the sheet as a whole says.  A column of KHEO_COLUMN_VALUE holds one
 * figure for each row of data; the meaning tells what the column alone says of them.
 */
typedef enum
{
  KHEO_MEASURE_RESULT,     /* what was done: a figure */
  KHEO_MEASURE_TARGET,     /* what is to be reached: "Kế hoạch", "Chỉ tiêu giao" */
  KHEO_MEASURE_RATE,       /* result ÷ target in per cent: checked, not taken beside the two */
  KHEO_MEASURE_COMPARISON, /* "Cùng kỳ", "So sánh", "Tăng, giảm": not taken */
  KHEO_MEASURE_TOTAL,      /* of the columns beside it: checked, not taken */
} KheoMeasure;

const char *kheo_measure_name (KheoMeasure measure); /* "result", "target" …: JSON */

typedef struct
{
  const char *indicator; /* as the headings say it: "Quỹ Vì người nghèo / Số tiền"; NULL: the row or
                            the sheet says */
  const char *unit;   /* as the heading says it; NULL: the row or the sheet says */
  const char *period; /* "2024-Q1", as in cli.md; NULL: the row or the sheet says */
  KheoMeasure measure;
} KheoImportMeaning;

void kheo_import_table_get_meaning (const KheoImportTable *self,
                                    guint                  index, /* of the column */
                                    KheoImportMeaning     *out_meaning);
/* The column holds values of this meaning; match again.  Texts are copied.  A period that is none
 * leaves it to the row or sheet.  (KHEO_COLUMN_NONE of set_column: not taken.) */
void kheo_import_set_meaning (KheoImport              *self,
                              KheoImportTable         *table,
                              guint                    index,
                              const KheoImportMeaning *meaning);
/* Of all tables of figures, where neither row nor column says; NULL: what the sheet says. */
void kheo_import_set_period (KheoImport *self, const char *period);

/* One cell as it was understood. */
typedef struct
{
  guint         row, column; /* 0-based in the sheet */
  KheoMeasure   measure;     /* RESULT or TARGET */
  guint         indicator;   /* index for kheo_import_get_indicator() */
  gint64        unit_id;     /* 0: not found, or to be founded */
  const char   *unit_text;   /* as written; NULL: the sheet's */
  const char   *period;      /* canonical; NULL: nothing says */
  const char   *state;       /* "value", "nil", "missing", "not-applicable" */
  gint64        value;       /* smallest unit of the indicator; the numerator when there is a … */
  gint64        denominator; /* … of "1.452/1.452"; -1: not said */
  KheoQualifier qualifier;
  KheoRowStatus status;
  gint64        id;     /* of the figure or target that it is, or will be after commit */
  const char   *before; /* of a changed one: what the book holds, as text for people */
} KheoImportFigure;

guint kheo_import_table_get_n_figures (const KheoImportTable *self); /* in reading order */
void  kheo_import_table_get_figure (const KheoImportTable *self,
                                    guint                  index,
                                    KheoImportFigure      *out_figure);
/* The figure of a cell of the sheet, -1. */
int kheo_import_table_find_figure (const KheoImportTable *self, guint row, guint column);
/* The value for people with its unit of measure: "hơn 11.000 hộ"; owned by the caller. */
char *kheo_import_figure_format (const KheoImport *self, const KheoImportFigure *figure);
/* Corrects a figure as a person types it; "" takes it out.  FALSE with a sentence. */
gboolean kheo_import_set_figure (
    KheoImport *self, KheoImportTable *table, guint index, const char *text, GError **error);

/* An indicator as the sheet names it; the same answer holds wherever it is named so. */
typedef struct
{
  const char      *text;            /* "Nhà Đại đoàn kết / Xây mới" */
  const char      *code;            /* as the sheet says, or NULL */
  const char      *unit_of_measure; /* … or NULL */
  guint            n_figures;
  gint64           indicator_id; /* of the book; 0: not known, or: */
  gboolean         create;       /* commit founds it, */
  const char      *name;         /* under this name; else the name of the one that is meant */
  KheoMatchQuality quality;
  const GArray    *candidates; /* of gint64, best first; may be NULL */
} KheoImportIndicator;

guint kheo_import_get_n_indicators (const KheoImport *self); /* after match */
void
kheo_import_get_indicator (const KheoImport *self, guint index, KheoImportIndicator *out_indicator);
/* Answers for all cells alike; remembered by commit.  0: it is a new one, to be founded. */
void kheo_import_choose_indicator (KheoImport *self, guint indicator, gint64 indicator_id);
/* The same for one of the catalogue that the book does not have yet: commit founds it, as it does
 * for those found by themselves.  @code as in kheo-indicator-catalogue.h, which also lists what a
 * person may choose from; FALSE: it has no such code. */
gboolean kheo_import_choose_catalogue (KheoImport *self, guint indicator, const char *code);

/* ---- Corrections: then kheo_import_match() again ---- */

/* @field as in KheoImportColumn, KHEO_COLUMN_NONE to leave the column out. A field that another
 * column had is taken from it. */
void kheo_import_set_column (KheoImport *self, KheoImportTable *table, guint column, int field);
/* Takes the table for another register, or leaves it out. */
void kheo_import_set_as (KheoImport *self, KheoImportTable *table, KheoImportAs as);
/* Says which rows are the heading; 0-based, inclusive. */
void kheo_import_set_heading (KheoImport *self, KheoImportTable *table, guint first, guint last);
/* Corrects one cell's meaning: @field of @index as a person types it ("" empties it). FALSE with a
 * translated sentence when it cannot be that. */
gboolean kheo_import_set_value (KheoImport      *self,
                                KheoImportTable *table,
                                guint            index,
                                int              field,
                                const char      *text,
                                GError         **error);
void     kheo_import_skip_row (KheoImport *self, KheoImportTable *table, guint index);
/* Takes a row as data that was thought to be none, or was skipped. */
void kheo_import_take_row (KheoImport *self, KheoImportTable *table, guint index);
/* Answers for all rows alike; remembered by commit for the files to come. */
void kheo_import_choose_unit (KheoImport *self, guint unit, gint64 unit_id);
void kheo_import_set_year (KheoImport *self, int year); /* 0: what the sheet says */
/* A choice for all rows that say nothing of @field ("collective"); NULL takes it away. */
void
kheo_import_set_default (KheoImport *self, KheoImportTable *table, int field, const char *value);
void kheo_import_set_under (KheoImport *self, gint64 unit_id);
void kheo_import_set_create_units (KheoImport *self, gboolean create);

/* The letters that a column's texts are written in, whatever their fonts say; @column: index. */
void kheo_import_set_encoding (KheoImport      *self,
                               KheoImportTable *table,
                               guint            column,
                               KheoEncoding     encoding);
/* What was said so of a column of a sheet (0-based there); -1: nothing. */
int kheo_import_get_encoding (const KheoImport *self, guint sheet, guint column);
/* Of the cells of a sheet that name no font. */
KheoEncoding kheo_import_get_letters (const KheoImport *self, guint sheet);

/* Other rows of data whose cell for @field says the same as that of row @index; and the correction
 * of all of them with it, as with kheo_import_set_value(). */
guint    kheo_import_count_alike (KheoImport *self, KheoImportTable *table, guint index, int field);
gboolean kheo_import_set_alike (KheoImport      *self,
                                KheoImportTable *table,
                                guint            index,
                                int              field,
                                const char      *text,
                                GError         **error);
/* A person corrected this cell. */
gboolean kheo_import_is_fixed (const KheoImportTable *table, guint index, int field);

typedef struct
{
  guint row; /* 0-based in the sheet */
  int   field;
} KheoImportFixed;

/* All such, in reading order: GArray of KheoImportFixed. */
GArray *kheo_import_table_list_fixed (const KheoImportTable *table);

/* The form: what the office calls it (the sheet's title until it is named), and whether a file of
 * the same headings was taken before; known after match.  Remembered by commit. */
const char *kheo_import_get_form_name (const KheoImport *self);
gboolean    kheo_import_is_form_known (const KheoImport *self);
void        kheo_import_set_form_name (KheoImport *self, const char *name);

/* The columns as they are now as JSON text, for --save-map and `kheo_mapping_set`: {"as",
 * "columns": [{"column", "heading", "field", "choice"}]}. */
char *kheo_import_dup_mapping (const KheoImport *self);
/* What tells one form from another: its headings.  A mapping kept under it (commit keeps corrected
 * ones) is found again by match. */
char *kheo_import_dup_fingerprint (const KheoImport *self);

G_END_DECLS
