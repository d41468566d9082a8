/*
 * Writes tables as xlsx, ods or csv, row by row. Errors stick: adding goes on doing nothing and
 * _finish() tells. The file appears under its name only when it is complete. One thread.
 */
#pragma once

#include "kheo-date.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KheoSheetWriter KheoSheetWriter;

typedef enum
{
  KHEO_SHEET_FORMAT_XLSX,
  KHEO_SHEET_FORMAT_ODS,
  KHEO_SHEET_FORMAT_CSV, /* UTF-8 with BOM, lines end in CR LF */
} KheoSheetFormat;

typedef enum
{
  KHEO_COLUMN_TEXT,
  KHEO_COLUMN_INTEGER, /* #,##0 */
  KHEO_COLUMN_NUMBER,  /* #,##0.## */
  KHEO_COLUMN_DATE,    /* dd/mm/yyyy */
} KheoColumnType;

typedef struct
{
  const char    *title; /* heading, translated; UTF-8 */
  KheoColumnType type;  /* how the values look; a cell of another type is written all the same */
  double         width; /* in characters; 0 takes it from type and title */
} KheoSheetColumn;

/* FALSE when @name ("x.xlsx") ends in no format that we write. */
gboolean kheo_sheet_format_from_path (const char *name, KheoSheetFormat *out_format);

/* Nothing is written to @path before _finish(). */
KheoSheetWriter *kheo_sheet_writer_new (const char *path, KheoSheetFormat format);
/* Without _finish() nothing is left behind. */
void kheo_sheet_writer_free (KheoSheetWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSheetWriter, kheo_sheet_writer_free)

/* csv only, before the first sheet: ',' (default), ';', '\t' or '|'. */
void kheo_sheet_writer_set_separator (KheoSheetWriter *self, char separator);

typedef enum
{
  KHEO_SHEET_LOOK_PLAIN,
  KHEO_SHEET_LOOK_HEADING, /* bold, centred */
  KHEO_SHEET_LOOK_MARKED,  /* on a colour that catches the eye, also where it is empty */
} KheoSheetLook;

/* How the cells look from here on, until it is set again; only xlsx shows it. */
void kheo_sheet_writer_set_look (KheoSheetWriter *self, KheoSheetLook look);

/* xlsx only, before the first sheet: cells may be merged, and the rows are held in memory. */
void kheo_sheet_writer_allow_merges (KheoSheetWriter *self);

/* Starts a sheet: its name is made to fit the format (31 characters, no []:*?/\, unique). With
 * @columns the first row is a bold frozen heading (in xlsx there is none where no column has a
 * title), repeated on every printed page (A4 landscape, fit to width). csv has one sheet only; a
 * second one is an error. */
void kheo_sheet_writer_set_columns (KheoSheetWriter       *self,
                                    const char            *sheet_name,
                                    const KheoSheetColumn *columns,
                                    guint                  n_columns);

/* Starts the next row; cells then go from left to right. */
void kheo_sheet_writer_begin_row (KheoSheetWriter *self);
/* Text never becomes a formula, a number or a date. NULL and "" are empty cells. */
void kheo_sheet_writer_add_text (KheoSheetWriter *self, const char *text);
void kheo_sheet_writer_add_int (KheoSheetWriter *self, gint64 value);
void kheo_sheet_writer_add_double (KheoSheetWriter *self, double value); /* not finite: empty */
void kheo_sheet_writer_add_date (KheoSheetWriter *self, KheoDate date);  /* unknown: empty */
void kheo_sheet_writer_add_null (KheoSheetWriter *self);
/* One text over @n_columns from here and @n_rows down; the places it covers in the rows below are
 * to be left null.  Where cells cannot be merged it stands in the first. */
void kheo_sheet_writer_add_merged (KheoSheetWriter *self,
                                   const char      *text,
                                   guint            n_rows,
                                   guint            n_columns);

/* Completes the file, on disk and under its name, replacing an older one. Once, last. */
gboolean kheo_sheet_writer_finish (KheoSheetWriter *self, GError **error);

G_END_DECLS
