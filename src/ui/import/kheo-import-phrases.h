/* What the import view says about a file, a table or an error; private to this folder. */
#pragma once

#include "kheo-import-file.h"

G_BEGIN_DECLS

/* "_Write 60 new models, 3 changed"; owned by the caller. */
char *kheo_import_describe_work (const KheoImportReview *review);
/* "60 new · 3 changed · 5 unchanged · 2 refused"; owned by the caller. */
char *kheo_import_describe_counts (const KheoImportCounts *counts);
/* What kind of failure, as a heading; and a sentence with what to do, owned by the caller. */
const char *kheo_import_failure_title (const GError *error);
char       *kheo_import_failure_advice (const GError *error);

/* What findings of a code have in common, translated. */
const char *kheo_import_describe_code (const char *code);
/* The heading of a page of the panel ("New"), translated. */
const char *kheo_import_page_title (const char *page);
/* Where a file of the queue stands; owned by the caller. */
char *kheo_import_describe_file (KheoImportFile *file);

G_END_DECLS
