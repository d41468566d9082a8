#include "kheo-unit-deed.h"

#include "kheo-date-entry.h"
#include "kheo-field-editor.h"
#include "kheo-reform-job.h"
#include "kheo-sheet-write.h"
#include "kheo-text.h"
#include "kheo-unit-branch.h"
#include "kheo-unit-chooser.h"
#include "kheo-unit-edit.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>

struct _KheoUnitForm
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel    *about;
  GtkWidget   *name_place;
  GtkEditable *name;
  GtkWidget   *type_place;
  GtkDropDown *type;
  GtkWidget   *code_place;
  GtkEditable *code;
  GtkBox      *parent_place;
  GtkBox      *day_place;
  GtkLabel    *day_label;
  GtkWidget   *document_place;
  GtkEditable *document;

  /* borrowed: children */
  KheoUnitChooser *parent;
  KheoDateEntry   *day;

  /* owned */
  KheoScope *scope;
  GtkWidget *near; /* in the window below: where the toast appears */

  KheoUnitDeed deed;
  gint64       unit;
  KheoBranch   branch;      /* of a unit to be added */
  gboolean     type_chosen; /* by the person: the name no longer says it */
  gboolean     settling;
};

G_DEFINE_FINAL_TYPE (KheoUnitForm, kheo_unit_form, GTK_TYPE_WIDGET)

/* What goes to the writing thread. */
typedef struct
{
  KheoUnitDeed    deed;
  gint64          unit;
  KheoDate        day;
  KheoUnitVersion version;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_unit_version_clear (&ask->version);
  g_free (ask);
}

/* Writing */

/* From a day on it is a reform of one act; NULL: what is said was always so, or corrects what began
 * that day. */
static KheoReformAct *
make_act (const Ask *ask, KheoUnits *units)
{
  static const KheoActKind kinds[] = {
    [KHEO_UNIT_ADD] = KHEO_ACT_FOUND,
    [KHEO_UNIT_RENAME] = KHEO_ACT_RENAME,
    [KHEO_UNIT_CHANGE_TYPE] = KHEO_ACT_CHANGE_TYPE,
    [KHEO_UNIT_MOVE] = KHEO_ACT_CHANGE_PARENT,
    [KHEO_UNIT_END] = KHEO_ACT_END,
  };
  const KheoUnitVersion *before =
      ask->unit != 0 ? kheo_units_get_version (units, ask->unit, ask->day) : NULL;
  KheoReformAct     *act;
  KheoReformActUnit *entry;

  if (ask->day == KHEO_DATE_UNKNOWN || ask->deed == KHEO_UNIT_REMOVE ||
      (ask->deed != KHEO_UNIT_ADD && (before == NULL || before->valid_from == ask->day)) ||
      (ask->deed == KHEO_UNIT_MOVE && ask->version.parent_id == 0) ||
      (ask->deed == KHEO_UNIT_RENAME && ask->version.code == NULL && before->code != NULL))
    return NULL;
  act = kheo_reform_act_new (kinds[ask->deed]);
  if (ask->deed != KHEO_UNIT_ADD)
    kheo_reform_act_add_old (act, ask->unit);
  if (ask->deed == KHEO_UNIT_END)
    return act;
  entry = kheo_reform_act_add_unit (act, 0, ask->deed == KHEO_UNIT_MOVE ? NULL : ask->version.name);
  entry->type =
      ask->deed == KHEO_UNIT_ADD || ask->deed == KHEO_UNIT_CHANGE_TYPE ? ask->version.type : NULL;
  if (ask->deed == KHEO_UNIT_ADD || ask->deed == KHEO_UNIT_RENAME)
    entry->code = g_strdup (ask->version.code);
  if (ask->deed == KHEO_UNIT_ADD || ask->deed == KHEO_UNIT_MOVE)
    entry->parent_id = ask->version.parent_id;
  return act;
}

/* @day of an end is the last one, of a reform the first one after. */
static gboolean
apply_act (const Ask *ask, const KheoReformAct *act, KheoUnits *units, KheoDb *db, GError **error)
{
  KheoDate date = ask->deed == KHEO_UNIT_END ? ask->day + 1 : ask->day;
  g_autoptr (KheoReformPlan) plan = kheo_reform_plan_from_acts (units, date, &act, 1);
  g_auto (KheoReformDecision) decision = { 0 };

  kheo_reform_decision_init_parse (&decision, ask->version.document);
  return kheo_reform_apply (plan, db, &decision, NULL, NULL, error);
}

static gpointer
deed_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask       *ask = data;
  gboolean   done = FALSE;
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (KheoReformAct) act = world ? make_act (ask, kheo_world_get_units (world)) : NULL;

  if (world == NULL)
    return NULL;
  if (act != NULL)
    return GINT_TO_POINTER (apply_act (ask, act, kheo_world_get_units (world), db, error));

  switch (ask->deed)
    {
    case KHEO_UNIT_ADD:
      done = kheo_unit_add (db, &ask->version, error);
      break;
    case KHEO_UNIT_RENAME:
    case KHEO_UNIT_CHANGE_TYPE:
    case KHEO_UNIT_MOVE:
      done = kheo_unit_change (db, ask->unit, ask->day, &ask->version, error);
      break;
    case KHEO_UNIT_END:
      done = kheo_unit_end (db, ask->unit, ask->day, error);
      break;
    case KHEO_UNIT_REMOVE:
    default:
      done = kheo_unit_remove (db, ask->unit, error);
      break;
    }
  return GINT_TO_POINTER (done);
}

/* The form's state */

static const KheoUnitType *
chosen_type (KheoUnitForm *self)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);
  guint               place = gtk_drop_down_get_selected (self->type);

  return place < n ? &types[place] : NULL;
}

static void
choose_type (KheoUnitForm *self, const KheoUnitType *type)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);
  gboolean            settling = self->settling;

  self->settling = TRUE;
  if (type != NULL)
    gtk_drop_down_set_selected (self->type, (guint) (type - types));
  self->settling = settling;
}

static gboolean
is_ready (KheoUnitForm *self)
{
  g_autofree char *name = kheo_text_tidy (gtk_editable_get_text (self->name));
  KheoDate         day = kheo_date_entry_get_date (self->day);
  gboolean dated = *kheo_date_entry_get_text (self->day) == '\0' ? self->deed != KHEO_UNIT_END
                                                                 : day != KHEO_DATE_UNKNOWN;

  if (!dated || !kheo_unit_chooser_is_valid (self->parent))
    return FALSE;
  if (self->deed == KHEO_UNIT_ADD || self->deed == KHEO_UNIT_RENAME)
    return *name != '\0' && chosen_type (self) != NULL;
  return TRUE;
}

static void
edited_cb (KheoUnitForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!self->settling)
    self->type_chosen = self->type_chosen || gtk_widget_get_mapped (GTK_WIDGET (self->type));
  if (KHEO_IS_SHEET_WINDOW (root))
    kheo_sheet_window_set_ready (KHEO_SHEET_WINDOW (root), is_ready (self));
}

static void
changed_cb (KheoUnitForm *self)
{
  gboolean chosen = self->type_chosen;

  edited_cb (self);
  self->type_chosen = chosen;
}

/* "Phường Hồng Gai" is a ward: the type follows the name until the person chooses another. */
static void
name_cb (KheoUnitForm *self)
{
  const KheoUnitType *type =
      kheo_unit_type_of_name (gtk_editable_get_text (self->name), (KheoLevel) -1);

  if (self->deed == KHEO_UNIT_ADD && !self->type_chosen && type != NULL)
    choose_type (self, type);
  changed_cb (self);
}

/* Accepting */

static char *
make_title (KheoUnitForm *self, const KheoUnitVersion *before, const KheoUnitVersion *after)
{
  switch (self->deed)
    {
    case KHEO_UNIT_ADD:
      return g_strdup_printf (_ ("Added the unit “%s”"), after->name);
    case KHEO_UNIT_RENAME:
      return g_strdup_printf (_ ("Renamed “%s” to “%s”"), before->name, after->name);
    case KHEO_UNIT_CHANGE_TYPE:
      return g_strdup_printf (_ ("Changed the type of “%s”"), before->name);
    case KHEO_UNIT_MOVE:
      return g_strdup_printf (_ ("Moved the unit “%s”"), before->name);
    case KHEO_UNIT_END:
      return g_strdup_printf (_ ("Ended the unit “%s”"), before->name);
    case KHEO_UNIT_REMOVE:
    default:
      return g_strdup_printf (_ ("Removed the unit “%s”"), before->name);
    }
}

static char *
dup_entry (GtkEditable *entry)
{
  g_autofree char *text = kheo_text_tidy (gtk_editable_get_text (entry));

  return *text ? g_steal_pointer (&text) : NULL;
}

static const KheoUnitVersion *
version_before (KheoUnitForm *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);

  return self->unit == 0 || map == NULL
             ? NULL
             : kheo_units_get_version (kheo_scope_get_units (self->scope), self->unit,
                                       kheo_unit_map_get_day (map));
}

static void
accepted_cb (KheoUnitForm *self, KheoSheetWindow *window)
{
  const KheoUnitVersion *before = version_before (self);
  Ask                   *ask = g_new0 (Ask, 1);
  g_autofree char       *title = NULL;

  ask->deed = self->deed;
  ask->unit = self->unit;
  ask->day = kheo_date_entry_get_date (self->day);
  ask->version.name = dup_entry (self->name);
  ask->version.type = chosen_type (self);
  ask->version.code = dup_entry (self->code);
  ask->version.parent_id = kheo_unit_chooser_get_unit (self->parent);
  ask->version.valid_from = self->deed == KHEO_UNIT_ADD ? ask->day : KHEO_DATE_UNKNOWN;
  ask->version.document = dup_entry (self->document);
  title = make_title (self, before, &ask->version);
  kheo_sheet_write (
      window, self->near, self->scope,
      &(KheoSheetDeed){ .title = title, .job = deed_job, .data = ask, .data_free = ask_free });
}

static void
kheo_unit_form_dispose (GObject *object)
{
  KheoUnitForm *self = KHEO_UNIT_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_UNIT_FORM);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  g_clear_object (&self->near);
  G_OBJECT_CLASS (kheo_unit_form_parent_class)->dispose (object);
}

static void
kheo_unit_form_class_init (KheoUnitFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_unit_form_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "tree/kheo-unit-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, about);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, name_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, name);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, type_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, type);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, code_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, code);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, parent_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, day_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, day_label);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, document_place);
  gtk_widget_class_bind_template_child (widget_class, KheoUnitForm, document);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_set_css_name (widget_class, "kheo-unit-form");
}

static void
kheo_unit_form_init (KheoUnitForm *self)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->settling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, _ (types[i].label));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (labels));
  self->settling = FALSE;
}

/* What each deed asks for. */

static const struct
{
  const char *title;
  const char *deed;
  const char *about;
  const char *day;
  gboolean    name, type, code, parent, document;
} ask_for[] = {
  [KHEO_UNIT_ADD] = { N_ ("Add a unit"), N_ ("_Add"), NULL,
                      N_ ("From which day it exists (empty: since always)"), TRUE, TRUE, TRUE, TRUE,
                      TRUE },
  [KHEO_UNIT_RENAME] = { N_ ("Rename"), N_ ("_Rename"), N_ ("It gets another name."),
                         N_ ("From which day (empty: the name was wrong from the beginning)"), TRUE,
                         FALSE, TRUE, FALSE, TRUE },
  [KHEO_UNIT_CHANGE_TYPE] = { N_ ("Change the type"), N_ ("_Change"),
                              N_ ("It becomes a unit of another type."),
                              N_ ("From which day (empty: the type was wrong from the beginning)"),
                              FALSE, TRUE, FALSE, FALSE, TRUE },
  [KHEO_UNIT_MOVE] = { N_ ("Move"), N_ ("_Move"), N_ ("It comes under another unit."),
                       N_ ("From which day (empty: it was placed wrongly from the beginning)"),
                       FALSE, FALSE, FALSE, TRUE, TRUE },
  [KHEO_UNIT_END] = { N_ ("End a unit"), N_ ("_End"),
                      N_ ("It ceases to exist. Its models and its past stay in the book."),
                      N_ ("Its last day"), FALSE, FALSE, FALSE, FALSE, FALSE },
};

/* The first of the list that is of @level and @branch. */
static const KheoUnitType *
first_type (KheoLevel level, KheoBranch branch)
{
  guint               n;
  const KheoUnitType *types = kheo_unit_types (&n);

  for (guint i = 0; i < n; i++)
    if (types[i].level == level && types[i].branch == branch)
      return &types[i];
  return NULL;
}

/* A new unit is most likely like those already there, else one level below; organisations have no
 * levels. */
static const KheoUnitType *
likely_type (KheoUnitForm *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  int          index = map && self->unit ? kheo_unit_map_find (map, self->unit) : -1;
  g_autoptr (GArray) children = NULL;
  const KheoUnitType *above = NULL;

  if (map == NULL)
    return NULL;
  children = index >= 0 ? kheo_unit_map_list_children (map, index)
                        : kheo_unit_map_list_branch (map, self->branch);
  if (index >= 0)
    above = kheo_unit_map_get_version (map, (guint) index)->type;
  if (children->len > 0)
    return kheo_unit_map_get_version (map, g_array_index (children, guint, 0))->type;
  if (self->branch != KHEO_BRANCH_TERRITORY)
    return above != NULL && above->branch == self->branch
               ? above
               : first_type (KHEO_LEVEL_ORGANISATION, self->branch);
  return first_type (above == NULL ? KHEO_LEVEL_PROVINCE
                                   : MIN (above->level + 1, KHEO_LEVEL_HAMLET),
                     KHEO_BRANCH_TERRITORY);
}

static void
set_up (KheoUnitForm *self, KheoScope *scope, KheoUnitDeed deed, gint64 unit)
{
  const KheoUnitVersion *before;
  GtkWidget             *day = kheo_date_entry_new (_ (ask_for[deed].day));
  GtkWidget             *parent = kheo_unit_chooser_new (scope, _ ("Unit above it"));
  g_autofree char       *name = kheo_scope_dup_unit_name (scope, unit);
  g_autofree char       *about = NULL;

  self->scope = g_object_ref (scope);
  self->deed = deed;
  self->unit = unit;
  self->day = KHEO_DATE_ENTRY (day);
  self->parent = KHEO_UNIT_CHOOSER (parent);
  gtk_box_append (self->day_place, day);
  gtk_box_append (self->parent_place, kheo_field_frame_label (_ ("Comes under")));
  gtk_box_append (self->parent_place, parent);
  /* The unit, and below it what will become of it. */
  if (ask_for[deed].about != NULL)
    about = g_strdup_printf ("%s\n%s", name, _ (ask_for[deed].about));
  gtk_label_set_text (self->about, about != NULL ? about : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about), about != NULL);
  gtk_label_set_text (self->day_label, _ (ask_for[deed].day));
  before = version_before (self);
  self->settling = TRUE;
  if (deed == KHEO_UNIT_ADD)
    {
      kheo_unit_chooser_set_unit (self->parent, unit);
      choose_type (self, likely_type (self));
    }
  else if (before != NULL)
    {
      gtk_editable_set_text (self->name, before->name);
      gtk_editable_set_text (self->code, before->code ? before->code : "");
      kheo_unit_chooser_set_unit (self->parent, before->parent_id);
      choose_type (self, before->type);
    }
  self->settling = FALSE;
  gtk_widget_set_visible (self->name_place, ask_for[deed].name);
  gtk_widget_set_visible (self->type_place, ask_for[deed].type);
  gtk_widget_set_visible (self->code_place, ask_for[deed].code);
  gtk_widget_set_visible (GTK_WIDGET (self->parent_place), ask_for[deed].parent);
  gtk_widget_set_visible (self->document_place, ask_for[deed].document);
  g_signal_connect_object (day, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

typedef struct
{
  GtkWidget *near; /* owned, as the title */
  char      *title;
} Removal;

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Removal *removal = user_data;
  g_autoptr (GtkWidget) near = removal->near;
  g_autofree char *title = removal->title;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);
  if (error != NULL)
    kheo_page_show_error (near, _ ("The tree of units was not changed"), error);
  else
    kheo_page_toast_action (near, title, action);
}

/* Without a form that could say what is refused. */
static void
remove_unit (GtkWidget *near, KheoScope *scope, gint64 unit)
{
  g_autofree char *name = kheo_scope_dup_unit_name (scope, unit);
  Ask             *ask = g_new0 (Ask, 1);
  Removal         *removal = g_new0 (Removal, 1);

  ask->deed = KHEO_UNIT_REMOVE;
  ask->unit = unit;
  removal->near = g_object_ref (near);
  removal->title = g_strdup_printf (_ ("Removed the unit “%s”"), name);
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (scope)), removal->title,
                          deed_job, ask, ask_free, NULL, NULL, removed_cb, removal);
}

/* The branch of what is added below @unit: its own. */
static KheoBranch
branch_of (KheoScope *scope, gint64 unit)
{
  KheoUnitMap *map = kheo_scope_get_map (scope);
  int          index = map != NULL && unit != 0 ? kheo_unit_map_find (map, unit) : -1;

  return index >= 0 ? kheo_unit_map_get_branch (map, (guint) index) : KHEO_BRANCH_TERRITORY;
}

static KheoSheetWindow *
open_form (GtkWidget *near, KheoScope *scope, KheoUnitDeed deed, gint64 unit, KheoBranch branch)
{
  KheoUnitForm    *form = g_object_new (KHEO_TYPE_UNIT_FORM, NULL);
  KheoSheetWindow *window;

  form->near = g_object_ref (near);
  form->branch = branch;
  set_up (form, scope, deed, unit);
  window = kheo_sheet_window_new (near, _ (ask_for[deed].title), _ (ask_for[deed].deed),
                                  GTK_WIDGET (form));
  g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), form, G_CONNECT_SWAPPED);
  kheo_sheet_window_set_ready (window, is_ready (form));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (ask_for[deed].name     ? GTK_WIDGET (form->name)
                         : ask_for[deed].type   ? GTK_WIDGET (form->type)
                         : ask_for[deed].parent ? GTK_WIDGET (form->parent)
                                                : GTK_WIDGET (form->day));
  return window;
}

KheoSheetWindow *
kheo_unit_deed_begin (GtkWidget *near, KheoScope *scope, KheoUnitDeed deed, gint64 unit)
{
  g_return_val_if_fail (unit != 0 || deed == KHEO_UNIT_ADD, NULL);
  if (deed != KHEO_UNIT_REMOVE)
    return open_form (near, scope, deed, unit, branch_of (scope, unit));
  remove_unit (near, scope, unit);
  return NULL;
}

KheoSheetWindow *
kheo_unit_deed_add (GtkWidget *near, KheoScope *scope, gint64 unit, KheoBranch branch)
{
  g_return_val_if_fail (branch < KHEO_N_BRANCHES, NULL);
  return open_form (near, scope, KHEO_UNIT_ADD, branch_of (scope, unit) == branch ? unit : 0,
                    branch);
}

void
kheo_unit_form_fill (
    KheoUnitForm *self, const char *name, const char *type, gint64 parent, KheoDate day)
{
  g_return_if_fail (KHEO_IS_UNIT_FORM (self));
  if (name != NULL)
    gtk_editable_set_text (self->name, name);
  if (type != NULL)
    choose_type (self, kheo_unit_type_find (type));
  if (parent != 0)
    kheo_unit_chooser_set_unit (self->parent, parent);
  if (day != KHEO_DATE_UNKNOWN)
    kheo_date_entry_set_date (self->day, day);
  changed_cb (self);
}
