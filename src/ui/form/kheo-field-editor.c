#include "kheo-field-editor.h"

#include "kheo-field-control.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

struct _KheoFieldEditor
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *control;
  GtkWidget *message;
  GtkWidget *cell_button; /* inside the heading */
  GtkWidget *measure;     /* inside the heading: the unit of measure of an amount */

  const KheoField        *field;
  const KheoFieldControl *kind;
  gboolean                settling; /* the value is being set by the program */
  gboolean                touched;
};

G_DEFINE_FINAL_TYPE (KheoFieldEditor, kheo_field_editor, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edited_cb (KheoFieldEditor *self)
{
  if (self->settling)
    return;
  self->touched = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

/* A number typed as 1000000 is shown as 1.000.000 when the entry is left. */
static void
left_cb (KheoFieldEditor *self)
{
  KheoValue value = KHEO_VALUE_INIT;

  if (self->touched && self->field->type != KHEO_FIELD_LONG_TEXT &&
      kheo_field_editor_get_value (self, &value, NULL))
    kheo_field_editor_set_value (self, &value);
  kheo_value_clear (&value);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
kheo_field_editor_dispose (GObject *object)
{
  KheoFieldEditor *self = KHEO_FIELD_EDITOR (object);

  self->settling = TRUE; /* controls that go empty are not edited */
  kheo_page_unparent_children (GTK_WIDGET (self));
  self->control = self->message = self->cell_button = self->measure = NULL;
  G_OBJECT_CLASS (kheo_field_editor_parent_class)->dispose (object);
}

static gboolean
kheo_field_editor_grab_focus (GtkWidget *widget)
{
  KheoFieldEditor *self = KHEO_FIELD_EDITOR (widget);

  return self->control != NULL && gtk_widget_grab_focus (self->control);
}

static void
kheo_field_editor_class_init (KheoFieldEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_field_editor_dispose;
  widget_class->grab_focus = kheo_field_editor_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kheo-field");
  signals[EDITED] = g_signal_new ("edited", KHEO_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", KHEO_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
kheo_field_editor_init (KheoFieldEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
}

GtkWidget *
kheo_field_frame_label (const char *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "field-label");
  return title;
}

/* Seen while one points at the field or walks to it: a form full of buttons is hard to read. */
static GtkWidget *
make_cell_button (const KheoField *field)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("x-office-spreadsheet-symbolic");
  g_autofree char *spoken = g_strdup_printf (_ ("Show the cell: %s"), _ (field->label));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cell-button");
  gtk_widget_set_tooltip_text (button, _ ("Show the cell that this came from"));
  kheo_page_set_label (button, spoken);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "form.show-cell");
  gtk_widget_set_visible (button, FALSE);
  return button;
}

/* The label, what is measured in, whether it must be filled in, whether it is personal data. */
static GtkWidget *
make_heading (const KheoField *field)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean         required = (field->flags & KHEO_FIELD_REQUIRED) != 0;
  g_autofree char *text = NULL;

  if (field->unit != NULL)
    /* Translators: a field and its unit of measure: "Budget (đồng)". */
    text = g_strdup_printf (_ ("%s (%s)"), _ (field->label), _ (field->unit));
  else
    text = g_strdup (_ (field->label));
  gtk_box_append (GTK_BOX (box), kheo_field_frame_label (text));
  gtk_widget_set_tooltip_text (box, field->help ? _ (field->help) : NULL);
  if (required)
    {
      GtkWidget *star = gtk_label_new ("*");

      gtk_widget_add_css_class (star, "required");
      gtk_widget_set_tooltip_text (star, _ ("Must be filled in"));
      gtk_box_append (GTK_BOX (box), star);
    }
  if ((field->flags & KHEO_FIELD_PERSONAL) != 0)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("avatar-default-symbolic");

      gtk_widget_add_css_class (mark, "dim-label");
      gtk_widget_set_tooltip_text (mark, _ ("Personal data: left out of what is published"));
      kheo_page_set_label (mark, _ ("Personal data"));
      gtk_box_append (GTK_BOX (box), mark);
    }
  return box;
}

static GtkWidget *
make_message (void)
{
  GtkWidget *message = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_widget_add_css_class (message, "caption");
  gtk_widget_set_visible (message, FALSE);
  return message;
}

GtkWidget *
kheo_field_editor_new (KheoScope *scope, const KheoField *field)
{
  KheoFieldEditor    *self = g_object_new (KHEO_TYPE_FIELD_EDITOR, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget          *heading = make_heading (field);

  self->field = field;
  self->kind = kheo_field_control_of (field);
  self->control = self->kind->create (scope, field);
  self->message = make_message ();
  self->measure = kheo_field_frame_label (NULL);
  gtk_widget_set_visible (self->measure, FALSE);
  gtk_box_append (GTK_BOX (heading), self->measure);
  self->cell_button = make_cell_button (field);
  gtk_box_append (GTK_BOX (heading), self->cell_button);
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (self->control, GTK_WIDGET (self));
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  kheo_page_set_label (self->control, _ (field->label));
  g_signal_connect_object (self->kind->source (self->control), self->kind->signal,
                           G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->control, focus);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  kheo_field_editor_set_problem (self, NULL, FALSE);
  return GTK_WIDGET (self);
}

void
kheo_field_editor_set_value (KheoFieldEditor *self, const KheoValue *value)
{
  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  self->settling = TRUE;
  self->kind->set (self->control, self->field, value);
  self->settling = FALSE;
  self->touched = FALSE;
}

gboolean
kheo_field_editor_get_value (KheoFieldEditor *self, KheoValue *out_value, GError **error)
{
  g_return_val_if_fail (KHEO_IS_FIELD_EDITOR (self), FALSE);
  return self->kind->get (self->control, self->field, out_value, error);
}

void
kheo_field_editor_set_problem (KheoFieldEditor *self, const char *text, gboolean severe)
{
  const char *spoken;

  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  spoken = text ? text : self->field->help ? _ (self->field->help) : "";
  gtk_widget_remove_css_class (self->control, "error");
  gtk_widget_remove_css_class (self->control, "warning");
  gtk_widget_remove_css_class (self->message, "error");
  gtk_widget_remove_css_class (self->message, "warning");
  if (text != NULL)
    {
      gtk_widget_add_css_class (self->control, severe ? "error" : "warning");
      gtk_widget_add_css_class (self->message, severe ? "error" : "warning");
    }
  gtk_label_set_text (GTK_LABEL (self->message), text ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
      text && severe ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

gboolean
kheo_field_editor_is_touched (KheoFieldEditor *self)
{
  g_return_val_if_fail (KHEO_IS_FIELD_EDITOR (self), FALSE);
  return self->touched;
}

void
kheo_field_editor_set_editable (KheoFieldEditor *self, gboolean editable)
{
  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  gtk_widget_set_sensitive (self->control, editable);
}

void
kheo_field_editor_set_amount_unit (KheoFieldEditor *self, const KheoAmountUnit *unit)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  kheo_field_control_set_amount_unit (self->control, unit);
  text = unit->unit != NULL ? g_strdup_printf ("(%s)", unit->unit) : NULL;
  gtk_label_set_text (GTK_LABEL (self->measure), text);
  gtk_widget_set_visible (self->measure, text != NULL);
}

void
kheo_field_editor_set_day (KheoFieldEditor *self, KheoDate day)
{
  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  if (KHEO_IS_UNIT_CHOOSER (self->control))
    kheo_unit_chooser_set_day (KHEO_UNIT_CHOOSER (self->control), day);
}

void
kheo_field_editor_set_has_cell (KheoFieldEditor *self, gboolean has_cell)
{
  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  gtk_widget_set_visible (self->cell_button, has_cell);
}

void
kheo_field_editor_set_text (KheoFieldEditor *self, const char *text)
{
  g_return_if_fail (KHEO_IS_FIELD_EDITOR (self));
  self->kind->set_text (self->control, self->field, text);
  edited_cb (self);
}
