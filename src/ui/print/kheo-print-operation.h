/* Sending pages to a printer with GTK's own dialog. */
#pragma once

#include "kheo-press.h"

G_BEGIN_DECLS

/* Prints what @press holds, @result telling what that is; errors are shown over @parent.  The
 * preview of GTK's dialog needs another program that may be missing: @parent shows the pages
 * already, so asking for it just comes back to @parent. */
void kheo_print_run (GtkWindow *parent, KheoPress *press, const KheoPressResult *result);

G_END_DECLS
