/*
 * A sheet as it is to be printed: cells with borders and types, joined cells, heights, paper,
 * margins, rows repeated on every page and frozen on screen.  Held in memory, then written as xlsx
 * or ods.  For lists that only carry data see kheo-sheet-writer.h.  One thread.
 */
#pragma once

#include "kheo-date.h"
#include "kheo-sheet-writer.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_FORM_LEFT,
  KHEO_FORM_CENTER,
  KHEO_FORM_RIGHT,
} KheoFormAlign;

typedef enum
{
  KHEO_FORM_TEXT,
  KHEO_FORM_NUMBER,  /* digits in groups, @decimals of them behind the point */
  KHEO_FORM_PERCENT, /* of one: 0.981 shows 98,1 % */
  KHEO_FORM_ORDINAL, /* plain digits */
  KHEO_FORM_DATE,    /* dd/mm/yyyy */
} KheoFormKind;

typedef struct
{
  double        size; /* points */
  gboolean      bold, italic, underline;
  gboolean      border; /* thin, on all sides */
  gboolean      is_top; /* not in the middle of its height */
  KheoFormAlign align;
  KheoFormKind  kind;
  guint         decimals;
} KheoFormStyle;

typedef struct _KheoSheetForm KheoSheetForm;

KheoSheetForm *kheo_sheet_form_new (const char *name);
void           kheo_sheet_form_free (KheoSheetForm *self);

/* Millimetres; @margins: top, right, bottom, left. */
void kheo_sheet_form_set_paper (KheoSheetForm *self,
                                double         width,
                                double         height,
                                const double   margins[4]);
void kheo_sheet_form_add_column (KheoSheetForm *self, double width); /* millimetres */
/* What the file says of itself; both may be NULL. */
void kheo_sheet_form_set_words (KheoSheetForm *self, const char *title, const char *author);
/* Rows @first … @first + @n − 1 stand on every page; they and all above stay in view, unless these
 * are so high that nothing could be seen below them. */
void kheo_sheet_form_set_repeated (KheoSheetForm *self, guint first, guint n);

/* The rows from @first to the last stand on one page, if one can hold them. */
void kheo_sheet_form_keep_last (KheoSheetForm *self, guint first);

/* @height in points; 0: as high as its texts need, which joined ones do not count for. */
void  kheo_sheet_form_begin_row (KheoSheetForm *self, double height);
guint kheo_sheet_form_get_n_rows (const KheoSheetForm *self);
/* Cells go from left to right.  A text over several rows or columns covers the places behind and
 * below it, which are left out.  Text never becomes a formula; "" is an empty cell in its style. */
void kheo_sheet_form_add_text (KheoSheetForm       *self,
                               guint                column,
                               guint                n_columns,
                               guint                n_rows,
                               const KheoFormStyle *style,
                               const char          *text);
/* The same, but @text stays with the caller until the form is written. */
void kheo_sheet_form_lend_text (KheoSheetForm       *self,
                                guint                column,
                                guint                n_columns,
                                const KheoFormStyle *style,
                                const char          *text);
void kheo_sheet_form_add_number (KheoSheetForm       *self,
                                 guint                column,
                                 const KheoFormStyle *style,
                                 double               number);
void kheo_sheet_form_add_date (KheoSheetForm       *self,
                               guint                column,
                               const KheoFormStyle *style,
                               KheoDate             date);

/* Writes to @path itself; xlsx and ods. */
gboolean kheo_sheet_form_write (const KheoSheetForm *self,
                                const char          *path,
                                KheoSheetFormat      format,
                                GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSheetForm, kheo_sheet_form_free)

G_END_DECLS
