/* An entry for how much of a divided unit goes one way: people, households or square kilometres.
 * Main thread. */
#pragma once

#include "kheo-unit-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bases that have amounts, in the order of forms. */
extern const KheoBasis kheo_amount_bases[];
#define KHEO_N_AMOUNT_BASES 3

const char *kheo_amount_label (KheoBasis basis); /* translated: "Area, km²" */

GtkWidget *kheo_amount_entry_new (KheoBasis basis);
/* FALSE: what is typed is no amount; -1: nothing is.  Area in m². */
gboolean kheo_amount_entry_read (GtkWidget *entry, gint64 *out_amount);
void     kheo_amount_entry_write (GtkWidget *entry, gint64 amount);

G_END_DECLS
