/*
 * Sheets of figures on their way into the book.  Private to this room.
 *
 *   figures-span      periods; figures-words: plan and result, units of measure, roles
 *   figures-find      a sheet → the heading rows of a table of figures
 *   figures-columns   headings → what each column says of its figures
 *   figures-rows      rows → units or indicators, groups, totals
 *   figures-cell      a cell → a number, nothing, "not reported" …
 *   figures-read      all that together: a table → its cells, each with row and column
 *   figures-place     units; figures-indicator: indicators; figures-match: figures of the book
 *   figures-check     the sheet's totals and rates against its cells
 *   figures-review    what a review asks and corrects; figures-commit: writes
 */
#pragma once

#include "kheo-import-private.h"
#include "kheo-indicator-catalogue.h"

G_BEGIN_DECLS

/* ---- kheo-import-figures-span.c ---- */

typedef enum
{
  KHEO_SPAN_NONE,
  KHEO_SPAN_YEAR,
  KHEO_SPAN_YEARS,  /* first … last */
  KHEO_SPAN_HALF,   /* number 1, 2 */
  KHEO_SPAN_MONTHS, /* the first 9 */
  KHEO_SPAN_QUARTER,
  KHEO_SPAN_MONTH,
  KHEO_SPAN_DAYS, /* from … to */
} KheoSpanKind;

/* A period as far as words say it: "Quý I" has no year. */
typedef struct
{
  KheoSpanKind kind;
  int          number;
  int          year, last_year; /* 0: not said */
  KheoDate     from, to;
} KheoSpan;

/* Takes the period out of @text; gives what is left, tidy, or NULL when it says no period. */
char *kheo_span_take (const char *text, KheoSpan *out_span);
/* What the one does not say, the other may: "Quý I" of "năm 2024".  FALSE when they speak of
 * different things (both a quarter). */
gboolean kheo_span_join (KheoSpan *self, const KheoSpan *other);
/* Canonical, as in cli.md; NULL when the year is missing. */
char *kheo_span_to_period (const KheoSpan *self);
/* A cell of a column headed "Tháng", "Quý", "Năm" or "Kỳ". */
gboolean kheo_span_of_cell (const char *heading, const char *text, KheoSpan *out_span);
/* From 1 January to the last day of @self: "Lũy kế từ đầu năm" of a month. */
void kheo_span_since_january (KheoSpan *self);
/* From a canonical period. */
gboolean kheo_span_of_period (const char *period, KheoSpan *out_span);

/* ---- kheo-import-figures-words.c ---- */

/* What parts say of their whole. */
typedef enum
{
  KHEO_PART_NONE,
  KHEO_PART_OF_WHICH, /* "Trong đó": none may exceed it */
  KHEO_PART_DIVIDED,  /* "Chia theo": together they are the whole */
} KheoPartKind;

/* Does @text, without periods and brackets, only say whether it is planned or done? */
gboolean kheo_measure_parse (const char *text, KheoMeasure *out_measure);
/* "Kế hoạch năm", "Thực hiện trong năm": of the year, whatever the sheet's period is. */
gboolean kheo_measure_is_yearly (const char *text);
/* "Lũy kế", "Tính từ đầu năm": from 1 January to the end of the period. */
gboolean kheo_measure_is_cumulative (const char *text);
/* "Trong đó", "Chia theo giới tính": what follows is a part of what stands before. */
KheoPartKind kheo_figures_of_which (const char *text);
/* "Số liệu", "Số lượng": says nothing of what is counted. */
gboolean kheo_figures_generic (const char *text);
/* The unit of measure in brackets at the end: "Kinh phí (triệu đồng)" → "triệu đồng", and what
 * stands before it; NULL: none. */
char *kheo_words_take_measure (const char *text, char **out_rest);
/* Is @text a unit of measure alone: "hộ", "triệu đồng", "%"? */
gboolean kheo_words_is_measure (const char *text);
/* What a unit of measure multiplies by: 1000 of "nghìn người" and of "nghìn đồng"; 1. */
double kheo_words_measure_scale (const char *measure);
/* "nghìn người" → "người"; owned by the caller. */
char *kheo_words_measure_base (const char *measure);
/* "x", "v", "✓": a mark, but no number. */
gboolean kheo_words_is_tick (const char *text);

/* What a column is by its heading besides a column of figures. */
typedef enum
{
  KHEO_ROLE_FIGURES,
  KHEO_ROLE_ORDINAL,
  KHEO_ROLE_UNIT,
  KHEO_ROLE_UNIT_CODE,
  KHEO_ROLE_DISTRICT,
  KHEO_ROLE_PROVINCE,
  KHEO_ROLE_INDICATOR,
  KHEO_ROLE_ROW_CODE,
  KHEO_ROLE_MEASURE,
  KHEO_ROLE_PERIOD,
  KHEO_ROLE_VALUE, /* "Số liệu", "Kết quả": the one column of figures */
  KHEO_ROLE_NOTE,
  KHEO_ROLE_STATE,
  KHEO_ROLE_DENOMINATOR,
  KHEO_ROLE_QUALIFIER,
  KHEO_ROLE_REASON,
  KHEO_ROLE_TARGET,    /* the one column of targets, in our own lists */
  KHEO_ROLE_DIRECTION, /* … of a target: at least, at most */
  KHEO_ROLE_DOCUMENT,
  KHEO_ROLE_REMARK,   /* "To correct", in our own files of rows that were not taken */
  KHEO_ROLE_DECIMALS, /* our own JSON: amounts are of the smallest unit */
  KHEO_ROLE_RECORD_ID,
} KheoRole;

KheoRole kheo_role_of_heading (const char *text);
/* As kheo_words_skip_ordinal(), but the letter of "X.Hải Hòa", "P.Bình Định" is a unit's. */
const char *kheo_figures_skip_ordinal (const char *text, KheoOrdinal *out_ordinal);
/* The same in a row that may have its number in a column of its own: "2 | H. Nguyên Bình". */
const char *
kheo_figures_skip_row_ordinal (const char *text, const char *number, KheoOrdinal *out_ordinal);

/* ---- the table ---- */

/* What a column says of its figures; beside KheoColumn of the same index. */
typedef struct
{
  KheoRole        role;
  const char     *indicator; /* "Quỹ Vì người nghèo – Số tiền"; NULL */
  const char     *parent;    /* of it: "Quỹ Vì người nghèo"; NULL */
  const char     *unit;      /* NULL */
  const char     *word;      /* a unit without prefix, or a part of the indicator: match decides */
  KheoSpan        span;
  const char     *period; /* canonical; NULL */
  KheoMeasure     measure;
  const char     *unit_of_measure; /* in brackets; NULL */
  KheoNumberStyle numbers;
  gboolean        ticks;     /* all its texts are marks */
  gboolean        corrected; /* a person said what it means */
  gboolean        about;     /* "Ước thực hiện" */
  gboolean        total;     /* its heading is "Tổng số" before words that match weighs */
  gboolean        is_unit;   /* … match found its word to be a unit */
  gboolean        says_total;
  gboolean        sum_of_periods; /* "Cộng" beside periods: of sum_measure */
  KheoMeasure     sum_measure;
  gboolean        cumulative; /* "Lũy kế từ đầu năm" */
  KheoPartKind    part;       /* below "Trong đó" or "Chia theo" … */
  const char     *whole;      /* … of this indicator or word; NULL: of what has neither */
  const char     *division;   /* the heading that divides; NULL */
  gint32          place;      /* of unit, in the import's places; -1 */
} KheoFigureColumn;

/* What a row says of its figures; beside KheoSheetRow of the same index. */
typedef struct
{
  const char *indicator; /* path with " – "; NULL */
  const char *parent, *leaf;
  const char *section; /* heading over it */
  const char *code;
  const char *unit_of_measure;
  const char *period; /* canonical; NULL */
  /* Of long lists, as written. */
  const char *note, *reason, *state, *qualifier, *denominator, *direction, *document, *decimals;
  gboolean    part; /* "- Tập thể": its name means something only below its parent */
  /* Below "Trong đó" or "Chia theo": the row of the whole + 1, and that of the words. */
  KheoPartKind part_kind;
  guint        whole, division;
  gint64       unit_id;
  gboolean     has_unit; /* unit_id is that of this row, else the sheet's */
  gboolean     refused;  /* match takes not all of its cells */
} KheoFigureLine;

typedef enum
{
  KHEO_CELL_SAYS_NOTHING,
  KHEO_CELL_SAYS_VALUE,
  KHEO_CELL_SAYS_NIL,
  KHEO_CELL_SAYS_MISSING,
  KHEO_CELL_SAYS_NOT_APPLICABLE,
  KHEO_CELL_SAYS_BAD,
} KheoCellSays;

/* A cell as it stands, before it is known what it counts. */
typedef struct
{
  KheoCellSays  says;
  double        value;       /* scaled by its unit of measure: đồng, heads, per cent */
  double        denominator; /* < 0: none */
  gboolean      percent;     /* written with % */
  gboolean      tick;        /* a mark or "có", "không" */
  gboolean      money;       /* written as money */
  gboolean      own_unit;    /* the text itself said the scale */
  gboolean      ambiguous;   /* 1.250 */
  KheoQualifier qualifier;
  int           decimals;  /* as written */
  gboolean      thousands; /* match found that "1,452" is no fraction */
} KheoFigureText;

enum
{
  KHEO_FIGURE_FLAG_BAD = 1 << 0,  /* refused: a finding says why */
  KHEO_FIGURE_FLAG_SUM = 1 << 1,  /* sum of others in the sheet: checked, not taken */
  KHEO_FIGURE_FLAG_SAME = 1 << 2, /* says what another cell says: not taken twice */
};

typedef struct
{
  guint32        row;    /* index in table->rows */
  guint16        column; /* index in table->columns */
  guint8         measure;
  guint8         flags;
  guint8         status;    /* KheoRowStatus */
  gint32         indicator; /* in the import's indicators, -1 */
  KheoFigureText text;
  const char    *unit_of_measure;
  const char    *period; /* canonical; NULL */
  gint64         unit_id;
  gint32         place;
  gint64         amount, denominator; /* in the indicator's smallest unit; denominator -1: none */
  gint64         id;
  const char    *before;
} KheoFigureCell;

typedef struct _KheoFigureTable
{
  GArray     *columns;  /* KheoFigureColumn */
  GArray     *rows;     /* KheoFigureLine */
  GArray     *cells;    /* KheoFigureCell of rows of data, in reading order */
  GHashTable *fixes;    /* "row,column" of the sheet → text, by a person */
  GHashTable *meanings; /* column of the sheet → KheoFigureColumn *, by a person */
  int         unit_column, indicator_column; /* index in columns; -1 */
  int         label_column;                  /* the first of these two */
  gboolean    is_long;
  KheoSpan    span;      /* of the title */
  const char *period;    /* in force for what says none; NULL */
  const char *indicator; /* the title's; NULL */
} KheoFigureTable;

/* One indicator as the sheet names it. */
typedef struct
{
  const char                   *text; /* whole */
  const char                   *parent, *leaf, *section, *code, *unit_of_measure;
  gboolean                      part;
  guint                         n_figures;
  gint64                        id;        /* of the book; 0 */
  const KheoCatalogueIndicator *catalogue; /* to be founded from; NULL */
  gboolean                      create;    /* commit founds it */
  gboolean                      chosen;    /* by a person */
  gboolean                      refused;   /* ambiguous: its figures are not taken */
  gboolean                      elsewhere; /* the book has one of that name in another section */
  KheoMatchQuality              quality;
  GArray                       *candidates; /* gint64; NULL */
  const char                   *name;       /* of what is meant or founded */
  KheoAmountUnit                unit;       /* how its amounts are stored */
  gboolean                      by_sum;     /* added up over units */
  gboolean                      over_time;  /* added up over periods */
  /* evidence for a new one */
  int              decimals;
  guint            n_percent, n_tick, n_money;
  guint            row, column; /* of the sheet, first */
  guint            sheet;
  KheoImportTable *table;
} KheoIndicatorPlace;

static inline KheoFigureColumn *
kheo_figure_column (const KheoImportTable *table, guint index)
{
  return &g_array_index (table->figures->columns, KheoFigureColumn, index);
}

static inline KheoFigureLine *
kheo_figure_line (const KheoImportTable *table, guint index)
{
  return &g_array_index (table->figures->rows, KheoFigureLine, index);
}

static inline KheoFigureCell *
kheo_figure_cell (const KheoImportTable *table, guint index)
{
  return &g_array_index (table->figures->cells, KheoFigureCell, index);
}

static inline KheoIndicatorPlace *
kheo_indicator_place (const KheoImport *self, int index)
{
  return &g_array_index (self->indicators, KheoIndicatorPlace, index);
}

/* ---- kheo-import-figures-find.c ---- */

/* The first heading of a table of figures at or below @start; rows 0-based, inclusive. */
typedef struct
{
  guint first, last;
  guint label; /* column of what the rows are called */
} KheoFigureBlock;

gboolean kheo_figures_find (KheoImport *self, guint sheet, guint start, KheoFigureBlock *out_block);
/* Could one start with this row?  Cheap. */
gboolean kheo_figures_may_start (KheoImport *self, const KheoSheet *sheet, guint row);

/* ---- kheo-import-figures-columns.c ---- */

void kheo_figures_assign_columns (KheoImportTable *table);
/* ---- kheo-import-figures-settle.c ---- */

void kheo_figures_settle_columns (KheoImportTable *table);
/* Of the same indicator and unit, as far as headings say it. */
gboolean kheo_figures_same_subject (const KheoFigureColumn *a, const KheoFigureColumn *b);

/* ---- kheo-import-figures-title.c ---- */

/* The period and the indicator that the lines above and the sheet's name say. */
void kheo_figures_read_title (KheoImportTable *table);
/* From spans to periods, once the sheet's is known. */
void kheo_figures_settle_periods (KheoImportTable *table);

/* ---- kheo-import-figures-item.c: rows of indicators ---- */

/* How deep the start of a label says that a row stands. */
typedef enum
{
  KHEO_DEPTH_NONE,
  KHEO_DEPTH_ROMAN,
  KHEO_DEPTH_LETTER,
  KHEO_DEPTH_NUMBER,
  KHEO_DEPTH_DOTTED, /* and one more for each further dot */
  KHEO_DEPTH_DASH = 9,
  KHEO_DEPTH_PLUS,
} KheoDepth;

/* A row as it is seen before its neighbours are known. */
typedef struct
{
  const char *label; /* without its ordinal; "" */
  const char *whole;
  int         depth;
  int         level; /* of a unit by its prefix; -1 */
  guint       n_values;
  guint       n_cells;
  gboolean    heading_cell; /* the label stands in a merge over several columns */
} KheoFigureLook;

/* One that later ones may be parts of. */
typedef struct
{
  int         depth;
  const char *path;
  guint       row; /* index in table->rows */
  gboolean    numbered;
} KheoFigureItem;

typedef struct
{
  KheoImportTable *table;
  GArray          *items; /* KheoFigureItem: those open around the next row */
  const char      *section;
  const char      *of_which; /* path of what "Trong đó" is of; NULL */
  gboolean         numbered; /* … which has a number of its own */
  /* The words that divide, and what they divide: rows + 1; 0: none. */
  KheoPartKind part_kind;
  guint        division, whole;
} KheoFigureItems;

KheoRowKind kheo_figures_item_classify (KheoFigureItems      *self,
                                        guint                 index,
                                        const KheoFigureLook *look,
                                        guint8               *out_flags);
/* "TỔNG SỐ" over all others: they are its parts. */
void kheo_figures_item_of_all (KheoFigureItems *self, guint index, const KheoFigureLook *look);
/* The name after "Trong đó: ", "Trong đó "; NULL: @text is only that, or another. */
const char *kheo_figures_name_of_part (const char *text);

/* ---- kheo-import-figures-rows.c ---- */

/* What stands in the row's column of numbers; "". */
const char *kheo_figures_row_number (const KheoImportTable *table, guint sheet_row);
gboolean    kheo_figures_read_rows (KheoImportTable *table, KheoProgress *progress, GError **error);

/* ---- kheo-import-figures-cell.c ---- */

/* @measure: unit of measure in force, or NULL. */
void kheo_figures_read_text (KheoImportTable        *table,
                             const KheoFigureColumn *column,
                             const KheoCell         *cell,
                             const char             *measure,
                             KheoFigureText         *out_text);
/* "1,452", "12.309": a mark before three digits, which may be thousands or a fraction. */
gboolean kheo_figures_is_triple (const char *text);
void     kheo_figures_weigh_columns (KheoImportTable *table);

/* ---- kheo-import-figures-read.c ---- */

gboolean kheo_figures_understand (KheoImportTable *table, KheoProgress *progress, GError **error);
void     kheo_figures_free (KheoFigureTable *figures);

/* ---- match ---- */

gboolean kheo_figures_place (KheoImportTable *table, KheoDb *db, GError **error);
gboolean kheo_figures_find_indicators (KheoImport *self, KheoDb *db, GError **error);
/* From texts to amounts, once indicators are known. */
void     kheo_figures_take_amounts (KheoImportTable *table);
gboolean kheo_figures_match (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);
void     kheo_figures_check (KheoImportTable *table);
/* Parts against wholes and years against their quarters; @at: row * columns + column → index of
 * the cell + 1. */
void     kheo_figures_check_parts (KheoImportTable *table, const guint *at);
gboolean kheo_figures_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);
void     kheo_figures_clear (KheoImport *self);

/* ---- kheo-import-figures-review.c: what a mapping keeps of a column's meaning ---- */

/* Members of the object that is open; nothing when no person said what the column means.  The
 * period is not kept: the next file of the form is of another. */
/* Rows of the sheet whose cell in @column a person corrected; appended to @rows, guint. */
void kheo_figures_list_fixed (const KheoImportTable *table, guint column, GArray *rows);
void kheo_figures_write_meaning (JsonBuilder *builder, const KheoImportTable *table, guint column);
void kheo_figures_read_meaning (KheoImportTable *table, guint column, JsonObject *object);

G_END_DECLS
