/*
 * An entry for a day with a calendar at its end.  Text as people write it ("5/2/2026", "6/2022",
 * "2022"); the calendar writes whole days.  Signal "changed" () as the person types.  Main thread.
 */
#pragma once

#include "kheo-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_DATE_ENTRY (kheo_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (KheoDateEntry, kheo_date_entry, KHEO, DATE_ENTRY, GtkWidget)

GtkWidget  *kheo_date_entry_new (const char *label);
const char *kheo_date_entry_get_text (KheoDateEntry *self);
void        kheo_date_entry_set_text (KheoDateEntry *self, const char *text);
/* KHEO_DATE_UNKNOWN when empty or not a day. */
KheoDate kheo_date_entry_get_date (KheoDateEntry *self);
void     kheo_date_entry_set_date (KheoDateEntry *self, KheoDate date);

G_END_DECLS
