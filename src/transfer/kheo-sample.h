/* The sample province: made by the program's own import from the sheets in data/sample. */
#pragma once

#include "kheo-db.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

/* Fills an empty book, one history action for each sheet.  Store's thread (the writing one). */
gboolean kheo_sample_fill (KheoDb *db, KheoProgress *progress, GError **error);

G_END_DECLS
