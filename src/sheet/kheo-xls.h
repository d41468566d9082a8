/* Private to this room: what the streams of an xls file share while it is read. */
#pragma once

#include "kheo-biff.h"

G_BEGIN_DECLS

typedef struct
{
  KheoWorkbook  *workbook; /* borrowed */
  KheoProgress  *progress; /* borrowed, may be NULL */
  KheoBiff       biff;
  KheoBiffString string; /* reused for every text */
  gboolean       is_1904;
  GArray        *strings; /* KheoText: shared strings */
  GArray        *fonts;   /* KheoCellStyle, of which only the font counts */
  GHashTable    *formats; /* id → interned number format */
  GArray        *styles;  /* guint16: the workbook's style of each XF */
} KheoXls;

/* The stream that holds the workbook, out of the OLE2 container. */
GBytes *kheo_ole_read_workbook (GBytes *bytes, GError **error);

/* Keeps ->string with its runs. */
gboolean kheo_xls_keep_string (KheoXls *self, KheoText *out_text, GError **error);
/* Reads the worksheet whose BOF stands at @offset. */
gboolean kheo_xls_read_sheet (KheoXls *self, gsize offset, KheoSheet *sheet, GError **error);
gboolean kheo_xls_set_corrupt (KheoXls *self, const char *what, GError **error); /* gives FALSE */

G_END_DECLS
