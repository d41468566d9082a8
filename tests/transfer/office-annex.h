/* The annex of an office for the tests that write it as a file. */
#pragma once

#include "kheo-annex-file.h"
#include "kheo-test.h"

G_BEGIN_DECLS

/* On A4, with its heading, signatures and receivers; of @table, which must stay. */
KheoAnnexSpec office_spec (KheoAnnexStyle style, gboolean landscape, KheoAnnexTable *table);
/* The path of @spec as @name, whose ending says the format. */
char *office_write (KheoTestDir *dir, const KheoAnnexSpec *spec, const char *name);

G_END_DECLS
