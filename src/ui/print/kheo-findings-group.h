/*
 * What is to be said before printing, the worst first; choosing one asks for its place.
 *
 * Signals:
 *   "chosen" (guint index)   into the findings
 */
#pragma once

#include "kheo-preflight.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KHEO_TYPE_FINDINGS_GROUP (kheo_findings_group_get_type ())
G_DECLARE_FINAL_TYPE (
    KheoFindingsGroup, kheo_findings_group, KHEO, FINDINGS_GROUP, AdwPreferencesGroup)

GtkWidget *kheo_findings_group_new (void);
/* Of KheoPreflightFinding; NULL: being looked for.  @stale: figures were changed since. */
void kheo_findings_group_show (KheoFindingsGroup *self, const GPtrArray *findings, gboolean stale);
/* For tests: rows shown. */
guint kheo_findings_group_get_n (KheoFindingsGroup *self);

G_END_DECLS
