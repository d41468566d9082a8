/*
 * What an own chart shows: its small table with title, source and date as chart/ draws it.
 * Any thread.
 */
#pragma once

#include "kheo-chart.h"
#include "kheo-own-chart.h"

G_BEGIN_DECLS

/* @findings (of char*, may be NULL): what of the table and the options could not be understood. */
KheoChartData *kheo_own_chart_make_data (const KheoOwnChart *chart, GPtrArray *findings);
/* By its name; columns when that is not known. */
KheoChartKind kheo_own_chart_get_kind (const KheoOwnChart *chart);
/* The kinds that say something true of @data: a mask of (1 << KheoChartKind), never 0. */
guint kheo_chart_data_list_kinds (const KheoChartData *data);

/* The own chart of the book with that title, or "#ID"; KHEO_ERROR_NOT_FOUND, or KHEO_ERROR_INVALID
 * when several have it.  Store's thread. */
KheoOwnChart *kheo_own_chart_find (KheoDb *db, const char *name, GError **error);

G_END_DECLS
