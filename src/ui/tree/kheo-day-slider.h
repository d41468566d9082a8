/*
 * A slider over the days that the tree of units has seen: marks where a reform made another map,
 * arrows from map to map, "today".  Sets the scope's clock to the map of the chosen day and follows
 * it.  Hidden in books whose tree was always the same.  Main thread.
 */
#pragma once

#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_DAY_SLIDER (kheo_day_slider_get_type ())
G_DECLARE_FINAL_TYPE (KheoDaySlider, kheo_day_slider, KHEO, DAY_SLIDER, GtkWidget)

GtkWidget *kheo_day_slider_new (KheoScope *scope);

/* For tests: as the person moves it, snapping to marks nearby. */
void     kheo_day_slider_move (KheoDaySlider *self, KheoDate day);
KheoDate kheo_day_slider_get_day (KheoDaySlider *self);
/* Of KheoUnitDay; borrowed, NULL until the units are loaded. */
GArray *kheo_day_slider_get_days (KheoDaySlider *self);

G_END_DECLS
