/*
 * How much of a divided unit went to each of its parts, as a person finds it out after the reform:
 * what totals are apportioned by.  Main thread.
 */
#pragma once

#include "kheo-page.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_WEIGHT_FORM (kheo_weight_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoWeightForm, kheo_weight_form, KHEO, WEIGHT_FORM, GtkWidget)

/* @unit was divided in @reform; NULL when nothing of it went anywhere. */
KheoSheetWindow *
kheo_weight_form_open (GtkWidget *near, KheoScope *scope, gint64 reform, gint64 unit);

/* For tests: writes @amount of @basis for part number @index. */
void kheo_weight_form_fill (KheoWeightForm *self, guint index, KheoBasis basis, gint64 amount);

G_END_DECLS
