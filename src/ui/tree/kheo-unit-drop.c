#include "kheo-unit-drop.h"

#include "kheo-date-entry.h"
#include "kheo-field-editor.h"
#include "kheo-reform-job.h"
#include "kheo-sheet-write.h"

#include <glib/gi18n-lib.h>

struct _KheoUnitDrop
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkCheckButton *merge;
  GtkCheckButton *below;
  KheoDateEntry  *day;
  GtkEditable    *decision;
  GtkCheckButton *to_desk;

  /* owned */
  KheoScope      *scope;
  KheoReformPage *desk;
  GtkWidget      *near; /* in the window below: where the toast appears */

  gint64 dragged, onto;
};

G_DEFINE_FINAL_TYPE (KheoUnitDrop, kheo_unit_drop, GTK_TYPE_WIDGET)

static const KheoUnitVersion *
version_of (KheoUnitDrop *self, gint64 unit)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  int          index = kheo_unit_map_find (map, unit);

  return index >= 0 ? kheo_unit_map_get_version (map, (guint) index) : NULL;
}

/* ---- Carrying it out ---- */

static KheoReformAct *
make_act (KheoUnitDrop *self)
{
  gboolean           merge = gtk_check_button_get_active (self->merge);
  KheoReformAct     *act = kheo_reform_act_new (merge ? KHEO_ACT_MERGE : KHEO_ACT_CHANGE_PARENT);
  KheoReformActUnit *entry;

  kheo_reform_act_add_old (act, self->dragged);
  entry = kheo_reform_act_add_unit (act, merge ? self->onto : 0, NULL);
  if (!merge)
    entry->parent_id = self->onto;
  return act;
}

static void
write_act (KheoUnitDrop *self, KheoReformAct *act, KheoSheetWindow *window)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();
  g_auto (KheoReformDecision) decision = { 0 };
  g_autofree char *title = NULL;
  KheoReformJob   *job;

  g_ptr_array_add (acts, act);
  kheo_reform_decision_init_parse (&decision, gtk_editable_get_text (self->decision));
  job = kheo_reform_job_new (NULL, acts, NULL, kheo_date_entry_get_date (self->day), &decision);
  title = kheo_reform_job_make_title (job, kheo_scope_get_units (self->scope));
  kheo_sheet_write (window, self->near, self->scope,
                    &(KheoSheetDeed){ .title = title,
                                      .job = kheo_reform_job_apply,
                                      .data = job,
                                      .data_free = kheo_reform_job_free });
}

static void
accepted_cb (KheoUnitDrop *self, KheoSheetWindow *window)
{
  g_autoptr (KheoReformAct) act = make_act (self);

  if (!gtk_check_button_get_active (self->to_desk))
    {
      write_act (self, act, window);
      return;
    }
  gtk_widget_activate_action (self->near, "win.reform", NULL);
  kheo_reform_page_add_act (self->desk, g_steal_pointer (&act));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- The form ---- */

static void
show (KheoUnitDrop *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean alone = !gtk_check_button_get_active (self->to_desk);

  /* The reform that is being prepared has its own day and decision. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->day), alone);
  gtk_widget_set_sensitive (GTK_WIDGET (self->decision), alone);
  if (KHEO_IS_SHEET_WINDOW (root))
    kheo_sheet_window_set_ready (KHEO_SHEET_WINDOW (root),
                                 !alone ||
                                     kheo_date_entry_get_date (self->day) != KHEO_DATE_UNKNOWN);
}

static void
add_caption (KheoUnitDrop *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 54);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "under-choice");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static GtkCheckButton *
add_choice (KheoUnitDrop *self, const char *text, GtkCheckButton *group)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_label (GTK_CHECK_BUTTON (button), text);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_CHECK_BUTTON (button);
}

static void
add_field (KheoUnitDrop *self, const char *label, GtkWidget *control)
{
  gtk_widget_set_parent (kheo_field_frame_label (label), GTK_WIDGET (self));
  gtk_widget_set_parent (control, GTK_WIDGET (self));
}

static void
add_when (KheoUnitDrop *self)
{
  GtkWidget *day = kheo_date_entry_new (_ ("Day it takes effect"));
  GtkWidget *decision = gtk_entry_new ();

  self->day = KHEO_DATE_ENTRY (day);
  self->decision = GTK_EDITABLE (decision);
  add_field (self, _ ("Day it takes effect"), day);
  add_field (self, _ ("Decision: number, day, issuer (may stay empty)"), decision);
  gtk_entry_set_activates_default (GTK_ENTRY (decision), TRUE);
  kheo_page_set_label (decision, _ ("Decision"));
  kheo_date_entry_set_date (self->day, kheo_date_today ());
  g_signal_connect_object (day, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

/* Units of one level are merged; one of a higher level takes the other in. */
static void
make_form (KheoUnitDrop *self, const KheoUnitVersion *dragged, const KheoUnitVersion *onto)
{
  gboolean         alike = dragged->type->level == onto->type->level;
  gboolean         may_lie = !alike || dragged->type->level == KHEO_LEVEL_ORGANISATION;
  g_autofree char *merge =
      g_strdup_printf (_ ("“%s” is merged into “%s”"), dragged->name, onto->name);
  g_autofree char *below = g_strdup_printf (_ ("“%s” comes under “%s”"), dragged->name, onto->name);

  self->merge = add_choice (self, merge, NULL);
  add_caption (self, _ ("The first ends and what it had goes to the second, which goes on."));
  self->below = add_choice (self, below, self->merge);
  add_caption (self, _ ("It goes on as it is and belongs to the other one."));
  add_when (self);
  self->to_desk = add_choice (self, _ ("Only add it to the reform that is being prepared"), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge), alike);
  gtk_widget_set_sensitive (GTK_WIDGET (self->below), may_lie);
  gtk_check_button_set_active (alike ? self->merge : self->below, TRUE);
  gtk_check_button_set_active (
      self->to_desk, kheo_reform_draft_get_n_acts (kheo_reform_page_get_draft (self->desk)) > 0);
}

/* ---- Object ---- */

static void
kheo_unit_drop_dispose (GObject *object)
{
  KheoUnitDrop *self = KHEO_UNIT_DROP (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->desk);
  g_clear_object (&self->near);
  G_OBJECT_CLASS (kheo_unit_drop_parent_class)->dispose (object);
}

static void
kheo_unit_drop_class_init (KheoUnitDropClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_unit_drop_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "unit-drop");
}

static void
kheo_unit_drop_init (KheoUnitDrop *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
}

KheoSheetWindow *
kheo_unit_drop_begin (
    GtkWidget *near, KheoScope *scope, KheoReformPage *desk, gint64 dragged, gint64 onto)
{
  KheoUnitDrop          *form = g_object_new (KHEO_TYPE_UNIT_DROP, NULL);
  KheoSheetWindow       *window;
  const KheoUnitVersion *one, *other;

  form->scope = g_object_ref (scope);
  form->desk = g_object_ref (desk);
  form->near = g_object_ref (near);
  form->dragged = dragged;
  form->onto = onto;
  one = version_of (form, dragged);
  other = version_of (form, onto);
  if (one == NULL || other == NULL)
    {
      g_object_ref_sink (form);
      g_object_unref (form);
      return NULL; /* the map changed meanwhile */
    }
  make_form (form, one, other);
  window =
      kheo_sheet_window_new (near, _ ("Change of units"), _ ("_Carry it out"), GTK_WIDGET (form));
  g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), form, G_CONNECT_SWAPPED);
  show (form);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
kheo_unit_drop_fill (KheoUnitDrop *self, gboolean merge, KheoDate day, gboolean to_desk)
{
  g_return_if_fail (KHEO_IS_UNIT_DROP (self));
  gtk_check_button_set_active (merge ? self->merge : self->below, TRUE);
  kheo_date_entry_set_date (self->day, day);
  gtk_check_button_set_active (self->to_desk, to_desk);
}

gboolean
kheo_unit_drop_is_merge (KheoUnitDrop *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_DROP (self), FALSE);
  return gtk_check_button_get_active (self->merge);
}
