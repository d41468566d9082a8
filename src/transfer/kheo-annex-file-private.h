/* The formats of an annex; each writes to @path itself. */
#pragma once

#include "kheo-annex-file.h"
#include "kheo-sheet-writer.h"

G_BEGIN_DECLS

gboolean kheo_annex_write_sheet (const KheoAnnexSpec *spec,
                                 const char          *path,
                                 KheoSheetFormat      format,
                                 const char          *author,
                                 KheoProgress        *progress,
                                 GError             **error);
gboolean kheo_annex_write_odt (const KheoAnnexSpec *spec,
                               const char          *path,
                               const char          *author,
                               KheoProgress        *progress,
                               GError             **error);

/* One line: title and subtitle. */
char *kheo_annex_file_title (const KheoAnnexSpec *spec);

G_END_DECLS
