/*
 * On which map the units are shown: today's, as reported, or that of a day.  Sets the scope's clock
 * and shows it.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_CLOCK_BUTTON (kheo_clock_button_get_type ())
G_DECLARE_FINAL_TYPE (KheoClockButton, kheo_clock_button, KHEO, CLOCK_BUTTON, GtkWidget)

void kheo_clock_button_set_scope (KheoClockButton *self, KheoScope *scope); /* may be NULL */

G_END_DECLS
