/* What a commit keeps so that each record can show its cell.  Private to this room. */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

/* The bytes of the file, how its tables were understood, and the rows of records that have no place
 * for it themselves.  Once everything else is written. */
gboolean kheo_import_keep (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error);

/* The file read once more, on a thread of its own beside the reading of its cells: its digest and
 * size are there at the end, its bytes wait in import->bytes, unless they are too many to keep. */
typedef struct _KheoTaking KheoTaking;

KheoTaking *kheo_taking_begin (KheoImport *import, KheoProgress *progress);
/* Waits.  KHEO_ERROR_NOT_FOUND or G_IO_ERROR_CANCELLED. */
gboolean kheo_taking_end (KheoTaking *self, GError **error);
void     kheo_taking_free (KheoTaking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoTaking, kheo_taking_free)

G_END_DECLS
