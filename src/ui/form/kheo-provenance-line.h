/*
 * The line that says where a record came from: "From a.xlsx, sheet 2, row 14, on 5/2/2026", with a
 * button that shows the row in the picture of the kept file ("win.show-cell") and one for all that
 * came with it ("win.show-import"); for records entered by hand, who did it and when.  Main thread.
 *
 * Signals: "found" (): whether the record came from a file is known now.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-record.h"

G_BEGIN_DECLS

#define KHEO_TYPE_PROVENANCE_LINE (kheo_provenance_line_get_type ())
G_DECLARE_FINAL_TYPE (KheoProvenanceLine, kheo_provenance_line, KHEO, PROVENANCE_LINE, GtkWidget)

GtkWidget *kheo_provenance_line_new (KheoScope *scope);
void       kheo_provenance_line_set_record (KheoProvenanceLine *self,
                                            KheoRecord         *record); /* may be NULL */
/* The record, or some of its values, came from a file: its cells can be shown. */
gboolean kheo_provenance_line_has_source (KheoProvenanceLine *self);

G_END_DECLS
