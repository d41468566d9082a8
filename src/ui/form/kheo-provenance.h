/*
 * The line that says where a record came from: "From a.xlsx, sheet 2, row 14, on 5/2/2026".  Empty
 * for records entered by hand.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-record.h"

G_BEGIN_DECLS

#define KHEO_TYPE_PROVENANCE (kheo_provenance_get_type ())
G_DECLARE_FINAL_TYPE (KheoProvenance, kheo_provenance, KHEO, PROVENANCE, GtkWidget)

GtkWidget *kheo_provenance_new (KheoScope *scope);
void       kheo_provenance_set_record (KheoProvenance *self, KheoRecord *record); /* may be NULL */

G_END_DECLS
