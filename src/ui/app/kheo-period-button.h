/*
 * Which span of time is counted: all, a year, a part of it, or any two days.  Sets the scope's
 * period and shows it.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_PERIOD_BUTTON (kheo_period_button_get_type ())
G_DECLARE_FINAL_TYPE (KheoPeriodButton, kheo_period_button, KHEO, PERIOD_BUTTON, GtkWidget)

void kheo_period_button_set_scope (KheoPeriodButton *self, KheoScope *scope); /* may be NULL */

G_END_DECLS
