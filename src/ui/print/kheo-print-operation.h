/* Sending pages to a printer with GTK's own dialog. */
#pragma once

#include "kheo-press.h"

G_BEGIN_DECLS

/* Prints what @press holds, @result telling what that is; errors are shown over @parent.  The
 * preview of GTK's dialog needs another program that may be missing: @parent shows the pages
 * already, so asking for it just comes back to @parent. */
void kheo_print_run (GtkWindow *parent, KheoPress *press, const KheoPressResult *result);

/* The same road into a PDF, without the dialog: what a printer would be sent. */
void kheo_print_run_to_file (GtkWindow             *parent,
                             KheoPress             *press,
                             const KheoPressResult *result,
                             const char            *path);

/* The very sheet that the pages were made for: A5 … A0 by the names that printers know. */
GtkPageSetup *kheo_print_page_setup_new (KheoPaper paper);

G_END_DECLS
