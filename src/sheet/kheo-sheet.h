/*
 * A spreadsheet as a stream of typed cells with font, merge and format, whatever file it came from.
 * A workbook is immutable once read: any thread may then read it, one thread at a time builds it.
 * Nothing here knows what the cells mean.
 */
#pragma once

#include "kheo-date.h"
#include "kheo-progress.h"

#include <glib.h>

G_BEGIN_DECLS

/* The grid of the largest format; what lies outside is a refusal (KHEO_ERROR_TOO_LARGE). */
#define KHEO_SHEET_MAX_ROWS    1048576u
#define KHEO_SHEET_MAX_COLUMNS 16384u

typedef struct _KheoWorkbook KheoWorkbook;
typedef struct _KheoSheet    KheoSheet;

typedef enum
{
  KHEO_CELL_EMPTY,   /* never stored: empty cells are not there at all */
  KHEO_CELL_TEXT,    /* as it stands in the file; never "" */
  KHEO_CELL_NUMBER,  /* also percentages, money, times of day: see the style */
  KHEO_CELL_DATE,    /* number whose format shows a day, month or year */
  KHEO_CELL_BOOLEAN, /* number is 0 or 1 */
  KHEO_CELL_ERROR,   /* text is "#DIV/0!", "#REF!" … */
} KheoCellType;

typedef enum
{
  KHEO_CELL_FORMULA = 1 << 0, /* the value is the result that the file remembers */
  KHEO_CELL_RICH = 1 << 1,    /* the text has runs of several fonts, see kheo_cell_get_runs() */
  KHEO_CELL_TIDY = 1 << 2,    /* the text is surely NFC, of single blanks between words and nothing
                                 that cannot be seen: nobody need look at it again.  Others may be. */
} KheoCellFlags;

/* 16 bytes. What the union holds follows from the type: text and errors have a place in the
 * workbook's strings (use kheo_cell_get_text()), all others a number. */
typedef struct
{
  guint16 column; /* 0-based */
  guint16 style;  /* see kheo_sheet_get_style() */
  guint8  type;   /* KheoCellType */
  guint8  flags;  /* KheoCellFlags */
  union
  {
    double number; /* a date is a serial of the 1900 system, 1904 books are shifted to it */
    struct
    {
      guint32 offset;
      guint32 length; /* bytes */
    } text;
  } value;
} KheoCell;

typedef enum
{
  KHEO_ALIGN_GENERAL, /* text left, numbers right */
  KHEO_ALIGN_LEFT,
  KHEO_ALIGN_CENTER, /* also centred across a selection */
  KHEO_ALIGN_RIGHT,
  KHEO_ALIGN_FILL, /* also justified and distributed */
} KheoAlign;

/* How a cell looks. Strings belong to the workbook and are interned there: equal fonts are the
 * same pointer. */
typedef struct
{
  const char *font_name;     /* ".VnTime", "Times New Roman"; NULL when the file does not say */
  const char *number_format; /* "dd/mm/yyyy", "0.00%"; NULL is General */
  guint16     font_size;     /* in tenths of a point; 0 when not known */
  guint8      bold;
  guint8      italic;
  guint8      wrap;
  guint8      is_date;    /* the format shows a day, month or year */
  guint8      is_time;    /* … hours, minutes or seconds */
  guint8      is_percent; /* … a percentage: 0.9812 stands as "98.12%" */
  guint8      indent;     /* levels */
  guint8      align;      /* KheoAlign */
} KheoCellStyle;

/* A stretch of one text written in one font. */
typedef struct
{
  guint32     start;     /* byte offset in the cell's text; the first run starts at 0 */
  const char *font_name; /* interned; NULL: the font of the cell */
  guint8      bold;
  guint8      italic;
} KheoTextRun;

/* A block of cells shown as one; its value stands in the first cell. */
typedef struct
{
  guint32 row, column;   /* of the upper left cell, 0-based */
  guint32 rows, columns; /* at least 1 each, not both 1 */
} KheoMerge;

typedef enum
{
  KHEO_SHEET_VISIBLE,
  KHEO_SHEET_HIDDEN,
  KHEO_SHEET_VERY_HIDDEN, /* only a macro can show it again */
} KheoSheetState;

/* ---- Reading ---- */

/* Reads a spreadsheet of any kind that we know, told by its content, never by its name.
 * KHEO_ERROR_NOT_FOUND, _FORMAT (not a spreadsheet; or one of a kind named in the message),
 * _ENCRYPTED, _CORRUPT (also cut short), _TOO_LARGE, _FAILED (the system refused), or
 * G_IO_ERROR_CANCELLED. Nothing is ever read in part. Formulas are not executed. */
KheoWorkbook *kheo_workbook_read (const char *path, KheoProgress *progress, GError **error);

/* The same from memory. @bytes is not needed after the call. */
KheoWorkbook *kheo_workbook_read_bytes (GBytes *bytes, KheoProgress *progress, GError **error);

KheoWorkbook *kheo_workbook_ref (KheoWorkbook *self);
void          kheo_workbook_unref (KheoWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoWorkbook, kheo_workbook_unref)

/* "xlsx", "ods", "xls", "html", "mhtml", "xml-2003", "csv". */
const char *kheo_workbook_get_format (const KheoWorkbook *self);
/* Character set that the bytes of csv or html were read in ("UTF-8", "UTF-16LE", "windows-1258");
 * NULL for formats that leave no choice. */
const char      *kheo_workbook_get_charset (const KheoWorkbook *self);
guint            kheo_workbook_get_n_sheets (const KheoWorkbook *self);
const KheoSheet *kheo_workbook_get_sheet (const KheoWorkbook *self, guint index); /* borrowed */

/* ---- One sheet, borrowed from its workbook ---- */

const char    *kheo_sheet_get_name (const KheoSheet *self); /* valid UTF-8; csv: "" */
KheoSheetState kheo_sheet_get_state (const KheoSheet *self);
guint          kheo_sheet_get_n_rows (const KheoSheet *self);    /* last row with a cell + 1 */
guint          kheo_sheet_get_n_columns (const KheoSheet *self); /* last column with a cell + 1 */
guint64        kheo_sheet_get_n_cells (const KheoSheet *self);
/* All texts of the sheet's workbook in one piece: those of cells lie in these bytes. */
const char *kheo_sheet_get_strings (const KheoSheet *self, gsize *out_size);

/* NULL where empty. Logarithmic in the cells of the row. */
const KheoCell *kheo_sheet_get_cell (const KheoSheet *self, guint row, guint column);
/* The filled cells of @row, in order of column; the fast way through a sheet. */
const KheoCell *kheo_sheet_get_row (const KheoSheet *self, guint row, guint *out_n_cells);

gboolean kheo_sheet_is_row_hidden (const KheoSheet *self, guint row);
gboolean kheo_sheet_is_column_hidden (const KheoSheet *self, guint column);

/* In order of row, then column. They may reach beyond the last cell, and do not overlap unless the
 * file is odd. */
const KheoMerge *kheo_sheet_get_merges (const KheoSheet *self, guint *out_n_merges);
/* The merge that covers this place of the used range, or NULL. Logarithmic. */
const KheoMerge *kheo_sheet_find_merge (const KheoSheet *self, guint row, guint column);

/* ---- One cell, borrowed from its sheet ---- */

/* UTF-8, NUL-terminated, of cell->value.text.length bytes; NULL unless text or error. */
const char *kheo_cell_get_text (const KheoSheet *sheet, const KheoCell *cell);
/* Never NULL. */
const KheoCellStyle *kheo_sheet_get_style (const KheoSheet *self, const KheoCell *cell);
/* NULL and 0 for a cell in one font. */
const KheoTextRun *
kheo_cell_get_runs (const KheoSheet *sheet, const KheoCell *cell, guint *out_n_runs);
/* The day of a date cell; KHEO_DATE_UNKNOWN for other cells and impossible serials. */
KheoDate kheo_cell_get_date (const KheoSheet *sheet, const KheoCell *cell);
/* About what the spreadsheet program shows in an English locale: "98.12%", "23/05/2021", "1,032",
 * "TRUE". Texts as they stand. Owned by the caller. @cell may be NULL: "". */
char *kheo_cell_dup_display (const KheoSheet *sheet, const KheoCell *cell);

/* "AB12" for row 11, column 27; owned by the caller. */
char *kheo_cell_name (guint row, guint column);

G_END_DECLS
