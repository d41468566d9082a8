/*
 * An annex as a file, by the end of its name: .pdf as it is printed; .xlsx and .ods with real
 * numbers, frozen heading and print setup; .odt to be worked on in Word and LibreOffice.  One door
 * for the window and the command line.  Any thread; a file appears only when it is complete.
 */
#pragma once

#include "kheo-annex.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

gboolean kheo_annex_file_is_known (const char *path);

/* @author (of the file's metadata) and @progress may be NULL. */
gboolean kheo_annex_file_write (const KheoAnnexSpec *spec,
                                const char          *path,
                                const char          *author,
                                KheoProgress        *progress,
                                GError             **error);

G_END_DECLS
