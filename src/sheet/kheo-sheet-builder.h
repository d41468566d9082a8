/*
 * Private to this room: how the readers fill a workbook while they stream. Every limit on size is
 * checked here, once, so that no format has a way around it.
 */
#pragma once

#include "kheo-sheet.h"

G_BEGIN_DECLS

/* Caps against hostile files; real ones stay far below. */
#define KHEO_SHEET_MAX_CELLS     30000000u  /* of all sheets together */
#define KHEO_SHEET_MAX_CELL_TEXT (1u << 20) /* bytes of one cell */
#define KHEO_SHEET_MAX_RAW_TEXT  (7u << 20) /* … before _x000D_ is resolved: 7 bytes for one */
#define KHEO_SHEET_MAX_STRINGS   (1u << 30) /* bytes of all texts together */
#define KHEO_SHEET_MAX_SHEETS    512u
#define KHEO_SHEET_MAX_MERGED    30000000u            /* columns of all merged blocks of a sheet */
#define KHEO_SHEET_MAX_FILE      (512u * 1024 * 1024) /* bytes on disk */

/* What a serial of a book that counts from 1904 lacks. */
#define KHEO_SHEET_1904_SHIFT 1462.0

/* Texts remembered so that repeated ones are kept once; a power of two. */
#define KHEO_SHEET_N_RECENT 8192u

typedef struct
{
  guint32  offset, length;
  gboolean tidy; /* see KHEO_CELL_TIDY */
} KheoText;

/* Where a cell stands and how it looks. */
typedef struct
{
  guint row, column; /* 0-based, not yet checked */
  guint style;       /* index given by kheo_workbook_add_style() */
  guint flags;       /* KheoCellFlags */
} KheoPlace;

/* A stretch of hidden rows or columns, both ends inclusive. */
typedef struct
{
  guint32 first, last;
} KheoSpan;

/* All texts of a workbook, each NUL-terminated, one behind the other. */
typedef struct
{
  char *data; /* owned */
  gsize size, allocated;
} KheoArena;

struct _KheoSheet
{
  KheoWorkbook  *workbook; /* borrowed: it owns us */
  char          *name;
  KheoSheetState state;

  KheoCell *cells; /* by row, then column */
  gsize     n_cells, cells_allocated;
  guint32  *row_starts; /* n_rows + 1 indices into cells; row r is [r] … [r + 1] */
  gsize     rows_allocated;
  guint32   n_rows, n_columns;
  guint32  *cell_rows; /* the row of each cell once they came out of order, else NULL */

  GArray  *merges;         /* KheoMerge, sorted by _finish() */
  guint64  merged_columns; /* of all merges together */
  guint32 *merge_starts;   /* n_columns + 1 indices into merge_index, made by _finish() */
  guint32 *merge_index;    /* for each column its merges from top to bottom: indices into merges */
  GArray  *hidden_rows;    /* KheoSpan, sorted by _finish() */
  GArray  *hidden_columns; /* KheoSpan */
};

struct _KheoWorkbook
{
  gatomicrefcount ref_count;
  const char     *format;  /* static */
  const char     *charset; /* static or interned in names; may be NULL */
  GPtrArray      *sheets;  /* KheoSheet */
  KheoArena       arena;
  KheoText       *recent;      /* texts seen lately, so that repeated ones are kept once */
  GArray         *styles;      /* KheoCellStyle; 0 is the plain one */
  GHashTable     *style_index; /* KheoCellStyle → index + 1 */
  GStringChunk   *names;       /* fonts and number formats */
  GHashTable     *runs;        /* offset of a text → GArray of KheoTextRun */
  guint64         n_cells;
};

KheoWorkbook *kheo_workbook_new (const char *format);
/* NULL with KHEO_ERROR_TOO_LARGE beyond the cap. The sheet is borrowed. */
KheoSheet *kheo_workbook_add_sheet (KheoWorkbook  *self,
                                    const char    *name,
                                    KheoSheetState state,
                                    GError       **error);

/* Takes it back, with what it holds. */
void kheo_workbook_drop_last_sheet (KheoWorkbook *self);

/* One copy per workbook; NULL for NULL and "". */
const char *kheo_workbook_intern (KheoWorkbook *self, const char *name);
/* Strings of @style need not be interned; date, time and percentage follow from the format.
 * Beyond 65,535 styles all further ones are plain. */
guint16 kheo_workbook_add_style (KheoWorkbook *self, const KheoCellStyle *style);

/* Keeps @text. What is not UTF-8 and NUL is replaced by U+FFFD. */
gboolean kheo_workbook_add_text (
    KheoWorkbook *self, const char *text, gsize length, KheoText *out_text, GError **error);
/* Keeps a text of several fonts; takes @runs (KheoTextRun, fonts interned). */
gboolean kheo_workbook_add_rich_text (
    KheoWorkbook *self, const GString *text, GArray *runs, KheoText *out_text, GError **error);

/* Cells may come in any order; of two in one place the later wins. */
gboolean kheo_sheet_add_cell (KheoSheet *self, guint row, const KheoCell *cell, GError **error);
/* Each makes a cell of that kind at @place. A text of no bytes adds nothing. */
gboolean
kheo_sheet_add_text (KheoSheet *self, const KheoPlace *place, KheoText text, GError **error);
gboolean
kheo_sheet_add_error_text (KheoSheet *self, const KheoPlace *place, KheoText text, GError **error);
/* A date when the style shows one. */
gboolean
kheo_sheet_add_number (KheoSheet *self, const KheoPlace *place, double number, GError **error);
/* A date whatever the style: one that shows none gets day, month and year. */
gboolean
kheo_sheet_add_date (KheoSheet *self, const KheoPlace *place, double serial, GError **error);
gboolean
kheo_sheet_add_boolean (KheoSheet *self, const KheoPlace *place, gboolean value, GError **error);

gboolean kheo_sheet_add_merge (KheoSheet *self, const KheoMerge *merge, GError **error);
void     kheo_sheet_hide_rows (KheoSheet *self, guint first, guint last);
void     kheo_sheet_hide_columns (KheoSheet *self, guint first, guint last);
/* Puts the cells in order and gives back what was reserved too much. Once per sheet, last. */
void kheo_sheet_finish (KheoSheet *self);

/* Number formats: see kheo-sheet-format.c. */
/* The formats that files name by number only; NULL is General or unknown. */
const char *kheo_number_format_builtin (guint id);
/* Fills is_date, is_time, is_percent of @style from its number_format. */
void kheo_number_format_classify (KheoCellStyle *style);
/* @number as @format shows it; General when NULL. */
char *kheo_number_format_apply (const char *format, double number);
/* Rounds to the 15 digits that spreadsheets show: 830.1799999999999 → 830.18. */
double kheo_number_round (double number);
/* The decimal number that is all of @text, in the C locale; rounded as above. */
gboolean kheo_number_scan (const char *text, gsize length, double *out_number);
/* The serial of "2021-05-23", "2021-05-23T12:30:00" or "12:30:00", all of @text. */
gboolean kheo_number_scan_iso (const char *text, double *out_serial);

/* The readers; each takes the whole file. */
KheoWorkbook *kheo_xlsx_read (GBytes *bytes, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_ods_read (GBytes *bytes, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_xls_read (GBytes *bytes, KheoProgress *progress, GError **error);
/* … of the records alone, without the OLE2 container around them. */
KheoWorkbook *kheo_xls_read_stream (GBytes *stream, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_html_read (GBytes *bytes, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_mhtml_read (GBytes *bytes, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_xml2003_read (GBytes *bytes, KheoProgress *progress, GError **error);
KheoWorkbook *kheo_csv_read (GBytes *bytes, KheoProgress *progress, GError **error);

G_END_DECLS
