/*
 * The small table of a file that was dropped or named for a chart: xlsx, ods, xls, csv.  Reading
 * needs no book; any thread.
 */
#pragma once

#include "kheo-small-table.h"

G_BEGIN_DECLS

/* The first visible sheet that holds a table; dates become their text.  Errors as of
 * kheo_workbook_read(), and KHEO_ERROR_FORMAT when no sheet holds numbers beside labels. */
KheoSmallTable *kheo_chart_file_read (const char *path, GError **error);

G_END_DECLS
