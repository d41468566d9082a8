/* What a commit keeps so that each record can show its cell.  Private to this room. */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

/* The bytes of the file, how its tables were understood, and the rows of records that have no place
 * for it themselves.  Once everything else is written. */
gboolean kheo_import_keep (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);
/* Reads the file once more for its digest and size; its bytes wait in self->bytes, unless they are
 * too many to keep. */
gboolean kheo_import_take_file (KheoImport *self, KheoProgress *progress, GError **error);

/* [{"column": 3, "field": "name", "heading": "…"}, …], as import_table.columns. */
char *kheo_layout_dup_columns (const KheoImportTable *table);

G_END_DECLS
