/*
 * Which unit of the day before a row of a conversion table means, when its code and name do not say
 * it, or say it wrongly.
 */
#pragma once

#include "kheo-reform-draft.h"
#include "kheo-sheet-window.h"

G_BEGIN_DECLS

#define KHEO_TYPE_OLD_UNIT_FORM (kheo_old_unit_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoOldUnitForm, kheo_old_unit_form, KHEO, OLD_UNIT_FORM, GtkWidget)

/* @row: its place among the rows of the draft's table. */
KheoSheetWindow *
kheo_old_unit_form_open (GtkWidget *near, KheoScope *scope, KheoReformDraft *draft, guint row);

/* For tests: as if the person had chosen it. */
void kheo_old_unit_form_choose (KheoOldUnitForm *self, gint64 unit_id);

G_END_DECLS
