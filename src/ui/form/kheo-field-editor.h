/*
 * The editor of one field, made from its description: label above, the control its type asks for,
 * a message below.  Knows values, not records.  Main thread.
 *
 * Signals: "edited" () whenever the person changes something; "left" () when the focus goes on.
 */
#pragma once

#include "kheo-amount.h"
#include "kheo-page.h"

G_BEGIN_DECLS

#define KHEO_TYPE_FIELD_EDITOR (kheo_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (KheoFieldEditor, kheo_field_editor, KHEO, FIELD_EDITOR, GtkWidget)

GtkWidget *kheo_field_editor_new (KheoScope *scope, const KheoField *field);
/* Does not emit "edited". */
void kheo_field_editor_set_value (KheoFieldEditor *self, const KheoValue *value);
/* FALSE with a translated sentence when what is typed cannot be a value of the field. */
gboolean kheo_field_editor_get_value (KheoFieldEditor *self, KheoValue *out_value, GError **error);
/* The message below; @severe colours it as an error.  NULL: none. */
void kheo_field_editor_set_problem (KheoFieldEditor *self, const char *text, gboolean severe);
/* Whether the person has been in it since the last set_value(). */
gboolean kheo_field_editor_is_touched (KheoFieldEditor *self);
void     kheo_field_editor_set_editable (KheoFieldEditor *self, gboolean editable);
/* How amounts are written and read from now on, of KHEO_FIELD_AMOUNT only; the texts of @unit must
 * outlive the editor's next such call. */
void kheo_field_editor_set_amount_unit (KheoFieldEditor *self, const KheoAmountUnit *unit);
/* The day whose names units are shown by, of KHEO_FIELD_UNIT only. */
void kheo_field_editor_set_day (KheoFieldEditor *self, KheoDate day);
/* Offers to show the cell of a file that the value came from ("form.show-cell" with the field's
 * name). */
void kheo_field_editor_set_has_cell (KheoFieldEditor *self, gboolean has_cell);
/* As if typed; for tests and for pasting. */
void kheo_field_editor_set_text (KheoFieldEditor *self, const char *text);

/* The label over a control of a form, also for controls that are no field's. */
GtkWidget *kheo_field_frame_label (const char *text);

G_END_DECLS
