/*
 * The layouts of annexes that an office made, by name; what the JSON says is report/'s matter.
 * Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

/* Names in the Vietnamese order: NULL-terminated, free with g_strfreev(). */
char **kheo_annex_layouts_list (KheoDb *db, GError **error);
/* NULL without @error: there is none of that name. */
char *kheo_annex_layouts_get (KheoDb *db, const char *name, GError **error);
/* NULL @json takes it away. */
gboolean kheo_annex_layouts_set (KheoDb *db, const char *name, const char *json, GError **error);

G_END_DECLS
