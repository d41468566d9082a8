#include "kheo-act-form.h"

#include "kheo-act-units.h"
#include "kheo-field-editor.h"
#include "kheo-reform-job.h"
#include "kheo-text.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

#define PARTS_WIDTH 720 /* pixels, as all here */
#define LIST_WIDTH  460
#define LIST_HEIGHT 440
#define MAX_HEIGHT  560 /* what a screen of 768 lines holds beneath a heading */

/* What each kind of act asks for. */
typedef enum
{
  ASK_OLD = 1 << 0,
  ASK_OLDS = 1 << 1,
  ASK_INTO = 1 << 2,  /* a unit that is there, or the name of a new one */
  ASK_PARTS = 1 << 3, /* … several, with amounts, and what is left */
  ASK_NAME = 1 << 4,
  ASK_TYPE = 1 << 5,
  ASK_CODE = 1 << 6,
  ASK_PARENT = 1 << 7,
  ASK_LEVEL = 1 << 8,
} Ask;

static const struct
{
  guint       asks;
  const char *title;
  const char *about;
  const char *old;
} ask_for[KHEO_N_ACT_KINDS] = {
  [KHEO_ACT_FOUND] = { ASK_NAME | ASK_TYPE | ASK_CODE | ASK_PARENT, N_ ("Found a unit"),
                       N_ ("A new unit that comes out of no other."), NULL },
  [KHEO_ACT_MERGE] = { ASK_OLDS | ASK_INTO | ASK_CODE | ASK_PARENT, N_ ("Merge units"),
                       N_ ("The units end; all they had goes to one: a new unit, or one that goes "
                           "on. What lay in them goes along."),
                       N_ ("Units that are merged") },
  [KHEO_ACT_DIVIDE] = { ASK_OLD | ASK_PARTS, N_ ("Divide a unit"),
                        N_ ("Parts of the unit go to several. How many people, households or "
                            "square kilometres go where is what totals are apportioned by; it may "
                            "be said later."),
                        N_ ("Unit that is divided") },
  [KHEO_ACT_RENAME] = { ASK_OLD | ASK_NAME | ASK_CODE, N_ ("Rename a unit"),
                        N_ ("The unit goes on under another name."), N_ ("Unit") },
  [KHEO_ACT_CHANGE_TYPE] = { ASK_OLD | ASK_TYPE | ASK_NAME, N_ ("Change the type of a unit"),
                             N_ ("A commune becomes a ward: the unit goes on. Without a name of "
                                 "its own it keeps its name with the new prefix."),
                             N_ ("Unit") },
  [KHEO_ACT_CHANGE_PARENT] = { ASK_OLDS | ASK_PARENT, N_ ("Change the unit above"),
                               N_ ("The units go on and belong to another one from then on."),
                               N_ ("Units") },
  [KHEO_ACT_ABOLISH_LEVEL] = { ASK_LEVEL, N_ ("Abolish a level"),
                               N_ ("All units of the level end; what lay in them belongs to the "
                                   "unit above, as when districts ended on 1/7/2025."),
                               NULL },
  [KHEO_ACT_END] = { ASK_OLDS, N_ ("Dissolve units"),
                     N_ ("The units end and no other takes their place. Their models and their "
                         "past stay in the book."),
                     N_ ("Units that end") },
};

struct _KheoActForm
{
  GtkWidget parent_instance;

  /* borrowed: children; those that the kind does not ask for are NULL */
  GtkBox          *fields;
  KheoActUnits    *olds;
  KheoActUnits    *into;
  KheoActUnits    *parts;
  GtkEditable     *name;
  GtkDropDown     *type;
  GtkEditable     *code;
  KheoUnitChooser *parent;
  GtkWidget       *code_place;
  GtkWidget       *parent_place;
  GtkDropDown     *level;
  KheoUnitChooser *under;

  /* owned */
  KheoScope       *scope;
  KheoReformDraft *draft;

  KheoActKind kind;
  guint       index;  /* of the act altered; G_MAXUINT: new */
  gint64      handle; /* of what it founds; 0: not taken yet */
  gboolean    type_chosen;
  gboolean    settling;
};

G_DEFINE_FINAL_TYPE (KheoActForm, kheo_act_form, GTK_TYPE_WIDGET)

/* ---- What the form says ---- */

static char *
dup_entry (GtkEditable *entry)
{
  g_autofree char *text = entry ? kheo_text_tidy (gtk_editable_get_text (entry)) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* The first choice is "as its name says". */
static const KheoUnitType *
chosen_type (KheoActForm *self)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);
  guint               place = self->type ? gtk_drop_down_get_selected (self->type) : 0;

  return place > 0 && place <= n ? &types[place - 1] : NULL;
}

static void
choose_type (KheoActForm *self, const KheoUnitType *type)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);

  gtk_drop_down_set_selected (self->type, type ? (guint) (type - types) + 1 : 0);
}

static gboolean
founds_one (KheoActForm *self)
{
  g_autofree char *name = NULL;

  if (self->kind == KHEO_ACT_FOUND)
    return TRUE;
  if (self->into != NULL && kheo_act_units_get_n (self->into) > 0)
    kheo_act_units_get (self->into, 0, &name, NULL);
  return name != NULL;
}

static gboolean
is_ready (KheoActForm *self)
{
  guint            asks = ask_for[self->kind].asks;
  g_autofree char *name = dup_entry (self->name);

  if ((self->olds != NULL && !kheo_act_units_is_valid (self->olds)) ||
      (self->parts != NULL && !kheo_act_units_is_valid (self->parts)) ||
      (self->parent != NULL && !kheo_unit_chooser_is_valid (self->parent)) ||
      (self->under != NULL && !kheo_unit_chooser_is_valid (self->under)))
    return FALSE;
  if (self->olds != NULL && kheo_act_units_get_n (self->olds) == 0)
    return FALSE;
  if (self->into != NULL && kheo_act_units_get_n (self->into) == 0)
    return FALSE;
  if (self->parts != NULL && kheo_act_units_get_n (self->parts) == 0)
    return FALSE;
  if (self->kind == KHEO_ACT_CHANGE_PARENT && kheo_unit_chooser_get_unit (self->parent) == 0)
    return FALSE;
  if (self->kind == KHEO_ACT_CHANGE_TYPE)
    return chosen_type (self) != NULL;
  return (asks & ASK_NAME) == 0 || name != NULL;
}

/* A unit is founded under the handle it had, so that later acts still find it. */
static gint64
take_handle (KheoActForm *self)
{
  if (self->handle == 0)
    self->handle = kheo_reform_draft_make_handle (self->draft);
  return self->handle;
}

static void
add_into (KheoActForm *self, KheoReformAct *act)
{
  g_autofree char   *name = NULL;
  gint64             unit = kheo_act_units_get (self->into, 0, &name, NULL);
  KheoReformActUnit *entry =
      kheo_reform_act_add_unit (act, name != NULL ? take_handle (self) : unit, name);

  if (name == NULL)
    return;
  entry->code = dup_entry (self->code);
  entry->parent_id = kheo_unit_chooser_get_unit (self->parent);
}

static void
add_parts (KheoActForm *self, KheoReformAct *act)
{
  for (guint i = 0; i < kheo_act_units_get_n (self->parts); i++)
    {
      g_autofree char   *name = NULL;
      gint64             amounts[KHEO_N_BASES] = { -1, -1, -1, -1, -1 };
      gint64             unit = kheo_act_units_get (self->parts, i, &name, amounts);
      KheoReformActUnit *entry = kheo_reform_act_add_unit (
          act, name != NULL ? kheo_reform_draft_make_handle (self->draft) : unit, name);

      for (guint basis = 0; basis < KHEO_N_BASES; basis++)
        entry->amounts[basis] = amounts[basis];
    }
}

/* One entry that says what the unit is from then on. */
static void
add_change (KheoActForm *self, KheoReformAct *act)
{
  gint64             old = act->olds->len > 0 ? g_array_index (act->olds, gint64, 0) : 0;
  g_autofree char   *name = dup_entry (self->name);
  KheoReformActUnit *entry =
      kheo_reform_act_add_unit (act, self->kind == KHEO_ACT_FOUND ? take_handle (self) : old, name);

  entry->type = chosen_type (self);
  entry->code = dup_entry (self->code);
  if (self->parent != NULL)
    entry->parent_id = kheo_unit_chooser_get_unit (self->parent);
}

/* What the form says: owned by the caller.  Handles for founded units are of the draft. */
static KheoReformAct *
make_act (KheoActForm *self)
{
  KheoReformAct *act;

  g_return_val_if_fail (KHEO_IS_ACT_FORM (self), NULL);
  act = kheo_reform_act_new (self->kind);
  for (guint i = 0; self->olds != NULL && i < kheo_act_units_get_n (self->olds); i++)
    kheo_reform_act_add_old (act, kheo_act_units_get (self->olds, i, NULL, NULL));
  if (self->level != NULL)
    {
      act->level = (KheoLevel) gtk_drop_down_get_selected (self->level);
      act->under = kheo_unit_chooser_get_unit (self->under);
    }
  else if (self->into != NULL)
    add_into (self, act);
  else if (self->parts != NULL)
    add_parts (self, act);
  else if (self->kind != KHEO_ACT_END)
    add_change (self, act);
  return act;
}

/* ---- Following the person ---- */

static void
show (KheoActForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Code and place are asked of a new unit only. */
  if (self->into != NULL)
    {
      gtk_widget_set_visible (self->code_place, founds_one (self));
      gtk_widget_set_visible (self->parent_place, founds_one (self));
    }
  if (KHEO_IS_SHEET_WINDOW (root))
    kheo_sheet_window_set_ready (KHEO_SHEET_WINDOW (root), is_ready (self));
}

static void
changed_cb (KheoActForm *self)
{
  if (!self->settling)
    show (self);
}

static void
type_cb (KheoActForm *self)
{
  if (!self->settling)
    self->type_chosen = TRUE;
  changed_cb (self);
}

/* "Phường Hồng Gai" is a ward: the type follows the name until the person chooses another. */
static void
name_cb (KheoActForm *self)
{
  if (self->kind == KHEO_ACT_FOUND && !self->type_chosen && !self->settling)
    {
      self->settling = TRUE;
      choose_type (self,
                   kheo_unit_type_of_name (gtk_editable_get_text (self->name), (KheoLevel) -1));
      self->settling = FALSE;
    }
  changed_cb (self);
}

static void
accepted_cb (KheoActForm *self, KheoSheetWindow *window)
{
  kheo_reform_draft_put_act (self->draft, make_act (self), self->index);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- Making the form ---- */

static GtkWidget *
add_field (KheoActForm *self, const char *label, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), kheo_field_frame_label (label));
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (self->fields, box);
  if (g_signal_lookup ("changed", G_OBJECT_TYPE (control)) != 0)
    g_signal_connect_object (control, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static KheoActUnits *
add_units (KheoActForm *self, const char *label, KheoActUnitsFlags flags)
{
  GtkWidget *units = kheo_act_units_new (self->scope, self->draft, label, flags);

  add_field (self, label, units);
  return KHEO_ACT_UNITS (units);
}

static GtkEditable *
add_entry (KheoActForm *self, const char *label, GtkWidget **out_box)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *box = add_field (self, label, entry);

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  kheo_page_set_label (entry, label);
  if (out_box != NULL)
    *out_box = box;
  return GTK_EDITABLE (entry);
}

static KheoUnitChooser *
add_chooser (KheoActForm *self, const char *label, GtkWidget **out_box)
{
  GtkWidget *chooser = kheo_unit_chooser_new (self->scope, label);
  GtkWidget *box = add_field (self, label, chooser);

  kheo_act_offer_founded (chooser, self->draft);
  if (out_box != NULL)
    *out_box = box;
  return KHEO_UNIT_CHOOSER (chooser);
}

static GtkDropDown *
add_choice (KheoActForm *self, const char *label, GtkStringList *choices)
{
  GtkWidget *control = gtk_drop_down_new (G_LIST_MODEL (choices), NULL);

  add_field (self, label, control);
  kheo_page_set_label (control, label);
  return GTK_DROP_DOWN (control);
}

static void
add_type (KheoActForm *self)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);
  GtkStringList      *labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("As the name says"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, _ (types[i].label));
  self->type = add_choice (self, _ ("Type"), labels);
  g_signal_connect_object (self->type, "notify::selected", G_CALLBACK (type_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_level (KheoActForm *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = KHEO_LEVEL_PROVINCE; i <= KHEO_LEVEL_HAMLET; i++)
    gtk_string_list_append (labels, kheo_level_label ((KheoLevel) i));
  self->level = add_choice (self, _ ("Level"), labels);
  gtk_drop_down_set_selected (self->level, KHEO_LEVEL_DISTRICT);
  self->under = add_chooser (self, _ ("Within (empty: everywhere)"), NULL);
}

static void
make_fields (KheoActForm *self)
{
  guint      asks = ask_for[self->kind].asks;
  GtkWidget *about = gtk_label_new (_ (ask_for[self->kind].about));

  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (about), 60);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_box_append (self->fields, about);
  if ((asks & (ASK_OLD | ASK_OLDS)) != 0)
    self->olds = add_units (self, _ (ask_for[self->kind].old),
                            (asks & ASK_OLDS) != 0 ? KHEO_ACT_UNITS_MANY : 0);
  if ((asks & ASK_INTO) != 0)
    self->into = add_units (self, _ ("Into"), KHEO_ACT_UNITS_FOUNDS);
  if ((asks & ASK_PARTS) != 0)
    self->parts =
        add_units (self, _ ("Units that get a part (the unit itself too, when it goes on)"),
                   KHEO_ACT_UNITS_MANY | KHEO_ACT_UNITS_FOUNDS | KHEO_ACT_UNITS_AMOUNTS);
  if ((asks & ASK_NAME) != 0)
    {
      self->name = add_entry (self,
                              self->kind == KHEO_ACT_CHANGE_TYPE
                                  ? _ ("Whole name (may stay empty)")
                                  : _ ("Whole name, with “Commune”, “Ward” …"),
                              NULL);
      g_signal_connect_object (self->name, "changed", G_CALLBACK (name_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if ((asks & ASK_TYPE) != 0)
    add_type (self);
  if ((asks & ASK_CODE) != 0)
    self->code = add_entry (self, _ ("Official code (may stay empty)"), &self->code_place);
  if ((asks & ASK_PARENT) != 0)
    self->parent = add_chooser (
        self, self->into ? _ ("Belongs to (empty: as the units before)") : _ ("Belongs to"),
        &self->parent_place);
  if ((asks & ASK_LEVEL) != 0)
    add_level (self);
}

void
kheo_act_form_take (KheoActForm *self, const KheoReformAct *act)
{
  const KheoReformActUnit *first;

  g_return_if_fail (KHEO_IS_ACT_FORM (self) && act->kind == self->kind);
  self->settling = TRUE;
  for (guint i = 0; self->olds != NULL && i < act->olds->len; i++)
    kheo_act_units_add (self->olds, g_array_index (act->olds, gint64, i), NULL, NULL);
  for (guint i = 0; self->parts != NULL && i < act->units->len; i++)
    {
      first = &g_array_index (act->units, KheoReformActUnit, i);
      kheo_act_units_add (self->parts, first->name ? 0 : first->unit_id, first->name,
                          first->amounts);
    }
  first = act->units->len > 0 ? &g_array_index (act->units, KheoReformActUnit, 0) : NULL;
  if (self->into != NULL && first != NULL)
    kheo_act_units_add (self->into, first->name ? 0 : first->unit_id, first->name, NULL);
  if (self->name != NULL && first != NULL)
    gtk_editable_set_text (self->name, first->name ? first->name : "");
  if (self->type != NULL && first != NULL)
    choose_type (self, first->type);
  if (self->code != NULL && first != NULL)
    gtk_editable_set_text (self->code, first->code ? first->code : "");
  if (self->parent != NULL && first != NULL)
    kheo_unit_chooser_set_unit (self->parent, first->parent_id);
  if (self->level != NULL)
    {
      gtk_drop_down_set_selected (self->level, act->level);
      kheo_unit_chooser_set_unit (self->under, act->under);
    }
  if (first != NULL && first->unit_id < 0 && self->parts == NULL)
    self->handle = first->unit_id;
  self->settling = FALSE;
  show (self);
}

/* A new act is most likely about the unit that is looked at. */
static void
begin_with_chosen (KheoActForm *self)
{
  gint64 unit = kheo_scope_get_unit (self->scope);

  if (unit == 0)
    return;
  self->settling = TRUE;
  if (self->olds != NULL)
    kheo_act_units_add (self->olds, unit, NULL, NULL);
  else if (self->kind == KHEO_ACT_FOUND)
    kheo_unit_chooser_set_unit (self->parent, unit);
  else if (self->under != NULL)
    kheo_unit_chooser_set_unit (self->under, unit);
  self->settling = FALSE;
  show (self);
}

/* What is already filled in is not what the person wants to type. */
static void
focus_first (KheoActForm *self)
{
  GtkWidget *first = self->into    ? GTK_WIDGET (self->olds)
                     : self->parts ? GTK_WIDGET (self->parts)
                     : self->name  ? GTK_WIDGET (self->name)
                     : self->type  ? GTK_WIDGET (self->type)
                     : self->level ? GTK_WIDGET (self->level)
                                   : GTK_WIDGET (self->olds);

  if (self->index == G_MAXUINT && kheo_scope_get_unit (self->scope) == 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD); /* nothing is yet */
  else
    gtk_widget_grab_focus (first);
}

/* ---- Object ---- */

static void
kheo_act_form_dispose (GObject *object)
{
  KheoActForm *self = KHEO_ACT_FORM (object);

  self->settling = TRUE;
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (kheo_act_form_parent_class)->dispose (object);
}

static void
kheo_act_form_class_init (KheoActFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_act_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "act-form");
}

/* Many units are merged at once: what does not fit on the screen is scrolled. */
static void
kheo_act_form_init (KheoActForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "act-fields");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->fields));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

KheoSheetWindow *
kheo_act_form_open (
    GtkWidget *near, KheoScope *scope, KheoReformDraft *draft, KheoActKind kind, guint index)
{
  KheoActForm         *form = g_object_new (KHEO_TYPE_ACT_FORM, NULL);
  const KheoReformAct *act = index < kheo_reform_draft_get_n_acts (draft)
                                 ? kheo_reform_draft_get_act (draft, index)
                                 : NULL;
  KheoSheetWindow     *window;

  form->scope = g_object_ref (scope);
  form->draft = g_object_ref (draft);
  form->kind = act ? act->kind : kind;
  form->index = act ? index : G_MAXUINT;
  form->settling = TRUE;
  make_fields (form);
  form->settling = FALSE;
  window = kheo_sheet_window_new (near, _ (ask_for[form->kind].title),
                                  act ? _ ("_Alter") : _ ("_Add"), GTK_WIDGET (form));
  /* Room for more units than are named at first; names and three amounts side by side. */
  if (form->parts != NULL)
    gtk_window_set_default_size (GTK_WINDOW (window), PARTS_WIDTH, LIST_HEIGHT);
  else if ((ask_for[form->kind].asks & ASK_OLDS) != 0)
    gtk_window_set_default_size (GTK_WINDOW (window), LIST_WIDTH, LIST_HEIGHT);
  g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), form, G_CONNECT_SWAPPED);
  if (act != NULL)
    kheo_act_form_take (form, act);
  else
    begin_with_chosen (form);
  show (form);
  gtk_window_present (GTK_WINDOW (window));
  focus_first (form);
  return window;
}
