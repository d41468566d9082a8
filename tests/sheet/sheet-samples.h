/* Small spreadsheets of every kind, made in memory: for the tests and as seeds for fuzzing. */
#pragma once

#include "kheo-sheet.h"

G_BEGIN_DECLS

/* A zip of the parts given as pairs of name and text, ended by NULL. */
GBytes *sample_zip (const char *name, ...) G_GNUC_NULL_TERMINATED;
/* One sheet: what stands inside <worksheet>; shared strings inside <sst> and styles inside
 * <styleSheet>, either may be NULL. */
GBytes *sample_xlsx (const char *sheet, const char *strings, const char *styles);
/* What stands inside the automatic styles and inside the spreadsheet. */
GBytes *sample_ods (const char *styles, const char *tables);
/* An OLE2 file of one stream. */
GBytes *sample_ole (const char *name, GBytes *stream);

/* BIFF records one behind the other. */
void sample_biff_add (GByteArray *biff, guint id, const char *data, gsize size);
/* The same from numbers: @format has a letter for each, b 8 bits, h 16, i 32, d double, s (a text
 * whose length takes 16 bits and whose characters are 8 bits wide). */
void sample_biff_addf (GByteArray *biff, guint id, const char *format, ...);
/* An xls of one sheet whose records are @cells; @globals go before it, both may be NULL. BIFF8. */
GBytes *sample_xls (GByteArray *globals, GByteArray *cells);
GBytes *sample_biff (GByteArray *globals, GByteArray *cells); /* without the OLE2 container */

/* A workbook that uses most of what a format can say. */
GBytes           *sample_full_xlsx (void);
GBytes           *sample_full_ods (void);
GBytes           *sample_full_xls (void);
GBytes           *sample_full_biff (void); /* the records of that without the container */
extern const char sample_full_html[];
extern const char sample_full_mhtml[];
extern const char sample_full_xml2003[];
extern const char sample_full_csv[];

/* Reads and expects success. */
KheoWorkbook *sample_read (GBytes *bytes);
/* Takes the bytes too. */
KheoWorkbook *sample_read_take (GBytes *bytes);
/* What the cell of the first sheet shows, "" when there is none. */
char *sample_show (KheoWorkbook *workbook, const char *name);

#define assert_shows(workbook, name, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown_ = sample_show (workbook, name);                                        \
    g_assert_cmpstr (shown_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
