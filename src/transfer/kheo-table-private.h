/* What both kinds of export share.  Private to this room. */
#pragma once

#include "kheo-sheet-writer.h"
#include "kheo-table-export.h"

G_BEGIN_DECLS

/* Whose map names the units: the clock's day, else today. */
KheoDate kheo_table_export_day (const KheoQuery *query);

/* The ids that @what names, in order, offset and limit applied. */
GArray *kheo_table_export_list (KheoDb *db, const KheoTableExport *what, GError **error);

typedef gboolean (*KheoRecordFunc) (KheoRecord *record, gpointer user_data);

/* Calls @func with each model, fetched page by page. */
gboolean kheo_table_export_foreach (KheoDb        *db,
                                    GArray        *ids,
                                    KheoRecordFunc func,
                                    gpointer       user_data,
                                    KheoProgress  *progress,
                                    GError       **error);

/* The unit itself or the nearest above it of @level on @day; NULL when there is none. */
const KheoUnitVersion *
kheo_table_unit_of_level (KheoUnits *units, gint64 unit_id, KheoLevel level, KheoDate day);

G_END_DECLS
