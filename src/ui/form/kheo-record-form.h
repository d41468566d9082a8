/*
 * One record in a form made from the field descriptions, section by section.  Works on a copy; the
 * list and the book see nothing until it is saved.  Main thread.
 *
 * Signals:
 *   "changed" ()                       the record, or whether it is unsaved, has changed
 *   "saved" (gint64 id, gint64 action) stored; the action can be taken back
 */
#pragma once

#include "kheo-page.h"
#include "kheo-record.h"

G_BEGIN_DECLS

#define KHEO_TYPE_RECORD_FORM (kheo_record_form_get_type ())
G_DECLARE_FINAL_TYPE (KheoRecordForm, kheo_record_form, KHEO, RECORD_FORM, GtkWidget)

GtkWidget *kheo_record_form_new (KheoScope *scope, const KheoRegister *reg);

/* Shows @record (id 0: a new one), copied; NULL: nothing, the form hides.  What was shown is let go
 * as it is: ask kheo_record_form_leave() before. */
void        kheo_record_form_set_record (KheoRecordForm *self, KheoRecord *record);
gint64      kheo_record_form_get_id (KheoRecordForm *self); /* 0: new or none */
gboolean    kheo_record_form_has_record (KheoRecordForm *self);
gboolean    kheo_record_form_is_dirty (KheoRecordForm *self);
KheoRecord *kheo_record_form_get_record (KheoRecordForm *self); /* as edited; NULL: none */
void        kheo_record_form_set_read_only (KheoRecordForm *self, gboolean read_only);

/* Saves when it is valid, else shows what is wrong, puts the cursor there and gives FALSE. */
gboolean kheo_record_form_save (KheoRecordForm *self);
void     kheo_record_form_revert (KheoRecordForm *self);

/* Called with TRUE when the form may show something else. */
typedef void (*KheoLeaveFunc) (gboolean go, gpointer user_data);
/* Nothing unsaved: at once.  Valid: saves and goes.  Else asks. */
void kheo_record_form_leave (KheoRecordForm *self, KheoLeaveFunc func, gpointer user_data);

/* For tests: as if the person typed into the field. */
void kheo_record_form_type (KheoRecordForm *self, guint field, const char *text);
/* The message shown below the field; NULL: none. */
const char *kheo_record_form_get_problem (KheoRecordForm *self, guint field);

G_END_DECLS
