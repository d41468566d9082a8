#include "kheo-old-unit-form.h"

#include "kheo-label.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

struct _KheoOldUnitForm
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget       *row_text; /* what the table writes */
  GtkWidget       *finding;
  KheoUnitChooser *chooser;
  KheoSheetWindow *window;

  /* owned */
  KheoReformDraft *draft;

  guint row;
};

G_DEFINE_FINAL_TYPE (KheoOldUnitForm, kheo_old_unit_form, GTK_TYPE_WIDGET)

static void
chosen_cb (KheoOldUnitForm *self)
{
  kheo_sheet_window_set_ready (self->window, kheo_unit_chooser_get_unit (self->chooser) != 0);
}

static void
accepted_cb (KheoOldUnitForm *self)
{
  kheo_reform_draft_choose_old (self->draft, self->row, kheo_unit_chooser_get_unit (self->chooser));
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
kheo_old_unit_form_dispose (GObject *object)
{
  KheoOldUnitForm *self = KHEO_OLD_UNIT_FORM (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (kheo_old_unit_form_parent_class)->dispose (object);
}

static void
kheo_old_unit_form_class_init (KheoOldUnitFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_old_unit_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "act-form");
}

static void
kheo_old_unit_form_init (KheoOldUnitForm *self)
{
}

/* The window takes its height from what is in it: room for the list of units that opens below. */
static void
make_fields (KheoOldUnitForm *self, KheoScope *scope, const KheoReformLineFacts *facts)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  const char      *label = _ ("Unit of the day before");
  GtkWidget       *heading = gtk_label_new (label);
  g_autofree char *text =
      g_strdup_printf (_ ("Row %s: %s"), facts->texts[KHEO_LINE_NUMBER],
                       facts->texts[KHEO_LINE_OLD] ? facts->texts[KHEO_LINE_OLD] : "");

  gtk_widget_add_css_class (box, "act-fields");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->row_text = kheo_label_append (box, "heading");
  kheo_label_set (self->row_text, text);
  self->finding = kheo_label_append (box, "dim-label");
  kheo_label_set (self->finding, facts->texts[KHEO_LINE_PROBLEM]);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "field-label");
  gtk_box_append (GTK_BOX (box), heading);
  self->chooser = KHEO_UNIT_CHOOSER (kheo_unit_chooser_new (scope, label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chooser));
}

KheoSheetWindow *
kheo_old_unit_form_open (GtkWidget *near, KheoScope *scope, KheoReformDraft *draft, guint row)
{
  const KheoRehearsal       *rehearsal = kheo_reform_draft_get_rehearsal (draft);
  const KheoReformLineFacts *facts;
  KheoOldUnitForm           *form;

  g_return_val_if_fail (rehearsal != NULL && row < rehearsal->lines->len, NULL);
  facts = kheo_reform_line_get (g_ptr_array_index (rehearsal->lines, row));
  form = g_object_new (KHEO_TYPE_OLD_UNIT_FORM, NULL);
  form->draft = g_object_ref (draft);
  form->row = row;
  make_fields (form, scope, facts);
  kheo_unit_chooser_set_lives_on (form->chooser, rehearsal->date - 1);
  kheo_unit_chooser_set_unit (form->chooser, facts->old_id);
  form->window =
      kheo_sheet_window_new (near, _ ("Which unit is meant"), _ ("_Choose"), GTK_WIDGET (form));
  gtk_window_set_default_size (GTK_WINDOW (form->window), 460, -1);
  g_signal_connect_object (form->chooser, "changed", G_CALLBACK (chosen_cb), form,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form->window, "accepted", G_CALLBACK (accepted_cb), form,
                           G_CONNECT_SWAPPED);
  chosen_cb (form);
  gtk_window_present (GTK_WINDOW (form->window));
  gtk_widget_grab_focus (GTK_WIDGET (form->chooser));
  return form->window;
}

void
kheo_old_unit_form_choose (KheoOldUnitForm *self, gint64 unit_id)
{
  g_return_if_fail (KHEO_IS_OLD_UNIT_FORM (self));
  kheo_unit_chooser_set_unit (self->chooser, unit_id);
  chosen_cb (self);
}
