/* The table of an annex as a spreadsheet.  Here, because report/ knows no sheets and transfer/ no
 * annexes. */
#pragma once

#include "kheo-annex-table.h"

G_BEGIN_DECLS

/* Writes @table under the heading row to @path (.xlsx or .ods, else KHEO_ERROR_INVALID); columns on
 * the right hold real numbers.  @name is the sheet's name. */
gboolean kheo_annex_sheet_write (const KheoAnnexTable *table,
                                 const char           *name,
                                 const char           *path,
                                 GError              **error);

G_END_DECLS
