/* Private to this room: what the parts of an xlsx file share while it is read. */
#pragma once

#include "kheo-sheet-builder.h"
#include "kheo-xml.h"

G_BEGIN_DECLS

typedef struct
{
  KheoWorkbook *workbook; /* borrowed */
  KheoZip      *zip;      /* borrowed */
  gboolean      is_1904;
  GArray       *strings; /* KheoText: shared strings by index */
  GArray       *styles;  /* guint16: the workbook's style of each cell format (xf) */
} KheoXlsx;

/* A text built of <t> and runs <r>: a shared string or an inline one. Zero it, then _init(). */
typedef struct
{
  KheoWorkbook *workbook; /* borrowed */
  GString      *text;
  GArray       *runs; /* KheoTextRun, NULL until the first */
  KheoTextRun   run;  /* what <rPr> says of the next stretch */
  gsize         t_start;
  guint         phonetic; /* depth inside <rPh> */
  gboolean      in_t, in_run, in_properties;
} KheoXlsxText;

void kheo_xlsx_text_init (KheoXlsxText *self, KheoWorkbook *workbook);
void kheo_xlsx_text_clear (KheoXlsxText *self);
void kheo_xlsx_text_begin (KheoXlsxText *self);
void
kheo_xlsx_text_start (KheoXlsxText *self, const char *name, const KheoXmlAttributes *attributes);
void     kheo_xlsx_text_end (KheoXlsxText *self, const char *name);
gboolean kheo_xlsx_text_append (KheoXlsxText *self, const char *text, gsize length, GError **error);
/* Keeps what was built in the workbook. */
gboolean kheo_xlsx_text_finish (KheoXlsxText *self, KheoText *out_text, GError **error);
/* Resolves _x000D_ and the like from byte @start on. */
void kheo_xlsx_unescape (GString *text, gsize start);

gboolean kheo_xlsx_read_styles (KheoXlsx *self, const char *part, GError **error);
gboolean kheo_xlsx_read_strings (KheoXlsx *self, const char *part, GError **error);
gboolean kheo_xlsx_read_sheet (KheoXlsx *self, const char *part, KheoSheet *sheet, GError **error);

G_END_DECLS
