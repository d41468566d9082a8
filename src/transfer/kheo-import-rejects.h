/*
 * The rows of an import that were not taken, as a spreadsheet to be corrected and dropped again:
 * the same sheets and headings, each row understandable alone, what is to be mended in a last
 * column and marked at its cells.
 */
#pragma once

#include "kheo-import.h"

G_BEGIN_DECLS

/* Rows that would be written: refused ones, and those with a finding that is an error. */
guint kheo_import_count_rejects (const KheoImport *self);
/* "a - cần sửa.xlsx": a name to offer, without a folder; owned by the caller. */
char *kheo_import_dup_rejects_name (const KheoImport *self);
/* Before or after commit, once matched.  Always xlsx.  KHEO_ERROR_INVALID when there is no such
 * row; nothing is written then. */
gboolean kheo_import_write_rejects (KheoImport *self, const char *path, GError **error);

G_END_DECLS
