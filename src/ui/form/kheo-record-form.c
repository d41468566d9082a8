#include "kheo-record-form-private.h"

#include "kheo-attachments.h"
#include "kheo-field-control.h"
#include "kheo-figure-rules.h"
#include "kheo-matters.h"
#include "kheo-provenance-line.h"
#include "kheo-registers.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoRecordForm, kheo_record_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Problems */

static void
show_problem (KheoRecordForm *self, guint field, const char *text, gboolean severe)
{
  if (self->editors[field] == NULL)
    return;
  g_free (self->problems->pdata[field]);
  self->problems->pdata[field] = g_strdup (text);
  kheo_field_editor_set_problem (self->editors[field], text, severe);
}

/* How amounts are written follows from the record's indicator. */
static void
follow_indicator (KheoRecordForm *self)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (self->scope);

  for (guint i = 0; indicators != NULL && self->edited != NULL && i < self->reg->n_fields; i++)
    if (self->reg->fields[i].type == KHEO_FIELD_AMOUNT && self->editors[i] != NULL)
      {
        KheoAmountUnit unit = kheo_indicators_amount_unit (indicators, self->edited, i);

        kheo_field_editor_set_amount_unit (self->editors[i], &unit);
      }
}

/* Takes the form's texts into the record; counts those that are no values. */
static void
read_texts (KheoRecordForm *self)
{
  self->n_unreadable = 0;
  for (guint i = 0; i < self->reg->n_fields; i++)
    {
      KheoValue value = KHEO_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      if (self->editors[i] == NULL)
        continue;
      if (kheo_field_editor_get_value (self->editors[i], &value, &error))
        {
          kheo_record_set (self->edited, i, &value);
          show_problem (self, i, NULL, FALSE);
        }
      else
        {
          self->n_unreadable++;
          show_problem (self, i, error->message, TRUE);
        }
      kheo_value_clear (&value);
    }
}

/* An amount is read again once it is known what it is an amount of. */
static void
read_fields (KheoRecordForm *self)
{
  read_texts (self);
  if (kheo_register_find_field (self->reg, "indicator_id") < 0)
    return;
  follow_indicator (self);
  read_texts (self);
}

/* Fields the person has not come to yet are left
 * in peace until the first try to save. */
gboolean
kheo_record_form_validate (KheoRecordForm *self)
{
  g_autoptr (GPtrArray) findings = NULL;
  gboolean good;

  read_fields (self);
  good = self->n_unreadable == 0;
  findings = kheo_record_validate_with (self->edited, kheo_scope_get_units (self->scope),
                                        kheo_scope_get_indicators (self->scope));
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoFinding *finding = g_ptr_array_index (findings, i);
      guint              field = finding->field < 0 ? 0 : (guint) finding->field;
      gboolean           severe = finding->severity == KHEO_SEVERITY_ERROR;

      good = good && !severe;
      if (self->editors[field] != NULL && self->problems->pdata[field] == NULL &&
          (self->tried || kheo_field_editor_is_touched (self->editors[field])))
        show_problem (self, field, finding->message, severe);
    }
  return good;
}

void
kheo_record_form_focus_problem (KheoRecordForm *self)
{
  for (guint i = 0; i < self->reg->n_fields; i++)
    if (self->problems->pdata[i] != NULL)
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->editors[i]));
        return;
      }
}

/* What the record is called; a figure or target by its indicator. */
static char *
dup_title (KheoRecordForm *self)
{
  KheoIndicators      *indicators = kheo_scope_get_indicators (self->scope);
  const KheoIndicator *indicator = NULL;
  const KheoMatters   *matters = kheo_matters_of (self->reg);
  int                  name = kheo_register_find_field (self->reg, "name");
  int                  of = kheo_register_find_field (self->reg, "indicator_id");

  if (self->edited != NULL && name >= 0 &&
      kheo_record_get_text (self->edited, (guint) name) != NULL)
    return g_strdup (kheo_record_get_text (self->edited, (guint) name));
  if (self->edited != NULL && of >= 0 && indicators != NULL)
    indicator =
        kheo_indicators_find (indicators, kheo_record_get_integer (self->edited, (guint) of, 0));
  if (indicator != NULL)
    return g_strdup (indicator->name);
  if (self->edited != NULL && matters != NULL &&
      kheo_record_get_text (self->edited, matters->name) != NULL)
    return g_strdup (kheo_record_get_text (self->edited, matters->name));
  return g_strdup (self->reg == &kheo_register_figures      ? _ ("New figure")
                   : self->reg == &kheo_register_tasks      ? _ ("New task")
                   : self->reg == &kheo_register_petitions  ? _ ("New petition")
                   : self->reg == &kheo_register_indicators ? _ ("New indicator")
                   : self->reg == &kheo_register_targets    ? _ ("New target")
                                                            : _ ("New model"));
}

void
kheo_record_form_tell_changed (KheoRecordForm *self)
{
  g_autofree char *title = dup_title (self);
  gboolean         stored = self->edited != NULL && kheo_record_get_id (self->edited) != 0;
  gboolean         unsaved =
      self->edited != NULL && !self->read_only && (!stored || kheo_record_form_is_dirty (self));

  gtk_label_set_text (self->title, title);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", unsaved);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.revert", unsaved);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
kheo_record_form_tell_saved (KheoRecordForm *self, gint64 id, gint64 action)
{
  g_signal_emit (self, signals[SAVED], 0, id, action);
}

static void
edited_cb (KheoRecordForm *self)
{
  if (self->edited == NULL)
    return;
  kheo_record_form_validate (self);
  kheo_record_form_tell_changed (self);
}

/* Building */

static GtkWidget *
make_section (const char *title)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), heading, 0, 0, 2, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  return grid;
}

static void
build_fields (KheoRecordForm *self)
{
  GtkWidget  *section = NULL;
  const char *title = NULL;
  int         row = 0, column = 0;

  for (guint i = 0; i < self->reg->n_fields; i++)
    {
      const KheoField *field = &self->reg->fields[i];
      gboolean         wide = kheo_field_control_of (field)->wide;
      GtkWidget       *editor;

      if ((field->flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      if (section == NULL || g_strcmp0 (title, field->section) != 0)
        {
          title = field->section;
          section = make_section (title ? _ (title) : "");
          gtk_box_append (self->fields, section);
          row = 1;
          column = 0;
        }
      if (wide && column == 1)
        {
          row++;
          column = 0;
        }
      editor = kheo_field_editor_new (self->scope, field);
      self->editors[i] = KHEO_FIELD_EDITOR (editor);
      g_signal_connect_object (editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (section), editor, column, row, wide ? 2 : 1, 1);
      column = wide ? 0 : 1 - column;
      row += column == 0 ? 1 : 0;
    }
}

/* Where the record came from is known now. */
static void
source_found_cb (KheoRecordForm *self)
{
  gboolean any = kheo_provenance_line_has_source (KHEO_PROVENANCE_LINE (self->provenance));

  gtk_widget_set_visible (self->cell_button, any);
  for (guint i = 0; self->stored != NULL && i < self->reg->n_fields; i++)
    if (self->editors[i] != NULL)
      kheo_field_editor_set_has_cell (
          self->editors[i], any && !kheo_value_is_null (kheo_record_get (self->stored, i)));
}

static void
show_cell (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoRecordForm *self = KHEO_RECORD_FORM (widget);

  gtk_widget_activate_action (widget, "win.show-cell", "(sxs)", self->reg->name,
                              kheo_record_form_get_id (self),
                              g_variant_get_string (parameter, NULL));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_record_form_save (KHEO_RECORD_FORM (widget));
}

static void
revert (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_record_form_revert (KHEO_RECORD_FORM (widget));
}

/* A matter that a reform handed over names both units. */
static void
show_handed_over (KheoRecordForm *self)
{
  KheoUnits       *units = kheo_scope_get_units (self->scope);
  g_autofree char *both =
      self->stored != NULL && units != NULL && kheo_matters_of (self->reg) != NULL
          ? kheo_matters_format_unit (self->stored, units)
          : NULL;
  g_autofree char *text =
      /* Translators: "Xã A → Xã B". */
      both != NULL ? g_strdup_printf (_ ("Handed over by a reform: %s"), both) : NULL;

  gtk_label_set_text (GTK_LABEL (self->handed_over), text);
  gtk_widget_set_visible (self->handed_over, text != NULL);
}

static void
build (KheoRecordForm *self)
{
  self->handed_over = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->handed_over), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->handed_over), 0);
  gtk_widget_set_visible (self->handed_over, FALSE);
  gtk_box_append (self->fields, self->handed_over);
  self->editors = g_new0 (KheoFieldEditor *, self->reg->n_fields);
  g_ptr_array_set_size (self->problems, (int) self->reg->n_fields);
  build_fields (self);
  self->attachments = kheo_attachments_new (self->scope, self->reg->table);
  gtk_box_append (self->fields, self->attachments);
  self->provenance = kheo_provenance_line_new (self->scope);
  g_signal_connect_object (self->provenance, "found", G_CALLBACK (source_found_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->fields, self->provenance);
}

KheoRecord *
kheo_record_form_copy (KheoRecord *record)
{
  KheoRecord *copy = kheo_record_dup (record);

  kheo_record_set_id (copy, kheo_record_get_id (record));
  return copy;
}

static void
kheo_record_form_dispose (GObject *object)
{
  KheoRecordForm *self = KHEO_RECORD_FORM (object);

  self->generation++;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_RECORD_FORM);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->stored);
  g_clear_object (&self->edited);
  G_OBJECT_CLASS (kheo_record_form_parent_class)->dispose (object);
}

static void
kheo_record_form_finalize (GObject *object)
{
  KheoRecordForm *self = KHEO_RECORD_FORM (object);

  g_clear_pointer (&self->editors, g_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_record_form_parent_class)->finalize (object);
}

static void
kheo_record_form_class_init (KheoRecordFormClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kheo_record_form_dispose;
  object_class->finalize = kheo_record_form_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "form/kheo-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, title);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, cell_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, revert_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, more_button);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, KheoRecordForm, fields);
  gtk_widget_class_set_css_name (widget_class, "kheo-record-form");
  gtk_widget_class_install_action (widget_class, "form.show-cell", "s", show_cell);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "form.revert", NULL, revert);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", KHEO_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
kheo_record_form_init (KheoRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
kheo_record_form_new (KheoScope *scope, const KheoRegister *reg)
{
  KheoRecordForm *self = g_object_new (KHEO_TYPE_RECORD_FORM, "visible", FALSE, NULL);

  self->scope = g_object_ref (scope);
  self->reg = reg;
  gtk_widget_set_visible (self->more_button, reg == &kheo_register_models);
  build (self);
  g_signal_connect_object (scope, "changed", G_CALLBACK (kheo_record_form_follow), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_record_form_set_record (KheoRecordForm *self, KheoRecord *record)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  self->generation++;
  self->tried = FALSE;
  self->n_unreadable = 0;
  g_clear_object (&self->stored);
  g_clear_object (&self->edited);
  if (record != NULL)
    {
      self->stored = kheo_record_form_copy (record);
      self->edited = kheo_record_form_copy (record);
    }
  gtk_widget_set_visible (self->cell_button, FALSE);
  follow_indicator (self);
  show_handed_over (self);
  for (guint i = 0; record != NULL && i < self->reg->n_fields; i++)
    if (self->editors[i] != NULL)
      {
        kheo_field_editor_set_day (self->editors[i], kheo_record_get_day (record));
        kheo_field_editor_set_value (self->editors[i], kheo_record_get (record, i));
        kheo_field_editor_set_has_cell (self->editors[i], FALSE);
        show_problem (self, i, NULL, FALSE);
      }
  kheo_attachments_set_record (KHEO_ATTACHMENTS (self->attachments),
                               record ? kheo_record_get_id (record) : 0);
  kheo_provenance_line_set_record (KHEO_PROVENANCE_LINE (self->provenance), record);
  gtk_widget_set_visible (GTK_WIDGET (self), record != NULL);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (record != NULL && kheo_record_get_id (record) == 0 && self->editors[0] != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editors[0]));
  kheo_record_form_tell_changed (self);
}

gint64
kheo_record_form_get_id (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), 0);
  return self->stored ? kheo_record_get_id (self->stored) : 0;
}

gboolean
kheo_record_form_has_record (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  return self->edited != NULL;
}

gboolean
kheo_record_form_is_dirty (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), FALSE);
  return self->edited != NULL &&
         (self->n_unreadable > 0 || !kheo_record_equal (self->edited, self->stored, FALSE));
}

KheoRecord *
kheo_record_form_get_record (KheoRecordForm *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), NULL);
  return self->edited;
}

void
kheo_record_form_set_read_only (KheoRecordForm *self, gboolean read_only)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  self->read_only = read_only;
  for (guint i = 0; i < self->reg->n_fields; i++)
    if (self->editors[i] != NULL)
      kheo_field_editor_set_editable (self->editors[i], !read_only);
  gtk_widget_set_visible (self->save_button, !read_only);
  gtk_widget_set_visible (self->revert_button, !read_only);
  kheo_attachments_set_read_only (KHEO_ATTACHMENTS (self->attachments), read_only);
}

void
kheo_record_form_revert (KheoRecordForm *self)
{
  g_autoptr (KheoRecord) stored = NULL;

  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  if (self->stored == NULL)
    return;
  stored = g_object_ref (self->stored);
  kheo_record_form_set_record (self, stored);
}

void
kheo_record_form_type (KheoRecordForm *self, guint field, const char *text)
{
  g_return_if_fail (KHEO_IS_RECORD_FORM (self));
  g_return_if_fail (field < self->reg->n_fields && self->editors[field] != NULL);
  kheo_field_editor_set_text (self->editors[field], text);
}

const char *
kheo_record_form_get_problem (KheoRecordForm *self, guint field)
{
  g_return_val_if_fail (KHEO_IS_RECORD_FORM (self), NULL);
  g_return_val_if_fail (field < self->reg->n_fields, NULL);
  return self->problems->pdata[field];
}
