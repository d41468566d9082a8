/*
 * The controls of the field types: how each is made, filled and read.  Private to this place.
 */
#pragma once

#include "kheo-amount.h"
#include "kheo-page.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *(*create) (KheoScope *scope, const KheoField *field);
  void (*set) (GtkWidget *control, const KheoField *field, const KheoValue *value);
  gboolean (*get) (GtkWidget       *control,
                   const KheoField *field,
                   KheoValue       *out_value,
                   GError         **error);
  void (*set_text) (GtkWidget *control, const KheoField *field, const char *text);
  GObject *(*source) (GtkWidget *control); /* emits @signal when edited */
  const char *signal;
  gboolean    wide; /* takes the whole width of the form */
} KheoFieldControl;

const KheoFieldControl *kheo_field_control_of (const KheoField *field);
/* How the amounts of a control are written; copied.  Only of KHEO_FIELD_AMOUNT. */
void kheo_field_control_set_amount_unit (GtkWidget *control, const KheoAmountUnit *unit);

G_END_DECLS
