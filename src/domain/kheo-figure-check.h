/* What must hold of indicators, figures and targets beyond what SQLite checks.  Store's thread. */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

/* Takes each problem as a translated sentence; NULL: no more of that kind. */
typedef void (*KheoProblemFunc) (char *sentence, gpointer user_data);
gboolean
kheo_figures_check_book (KheoDb *db, KheoProblemFunc report, gpointer user_data, GError **error);

G_END_DECLS
