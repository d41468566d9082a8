#include "kheo-groups-window.h"

#include "kheo-date-entry.h"
#include "kheo-page.h"
#include "kheo-registers.h"
#include "kheo-unit-across.h"
#include "kheo-unit-chooser.h"
#include "kheo-unit-groups.h"
#include "kheo-unit-life.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

struct _KheoGroupsWindow
{
  AdwWindow parent_instance;

  /* borrowed: children */
  GtkWidget *kind;
  GtkWidget *name;
  GtkWidget *place;   /* box: holds the list of groups */
  GtkWidget *problem; /* what went wrong last; hidden when nothing did */

  /* owned */
  KheoScope *scope;
  GPtrArray *groups; /* of KheoUnitGroup; NULL while they are read */

  gint64 open; /* the group that is unfolded; 0: none */
};

G_DEFINE_FINAL_TYPE (KheoGroupsWindow, kheo_groups_window, ADW_TYPE_WINDOW)

static void read_groups (KheoGroupsWindow *self);

/* ---- Writing: one deed, one action of the history ---- */

typedef enum
{
  DEED_ADD,
  DEED_REMOVE,
  DEED_PUT,
  DEED_TAKE,
} DeedKind;

typedef struct
{
  DeedKind kind;
  char    *group_kind, *name; /* to be added */
  gint64   group_id;
  gint64   unit_id;
  KheoDate day;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->group_kind);
  g_free (deed->name);
  g_free (deed);
}

static gboolean
do_deed (KheoDb *db, const Deed *deed, GError **error)
{
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, deed->group_id);
  KheoUnitGroup    fresh = { .kind = deed->group_kind, .name = deed->name };
  g_autoptr (KheoUnitGroup) group = NULL;

  if (deed->kind == DEED_ADD)
    return kheo_unit_group_save (db, &fresh, error);
  if (deed->kind == DEED_REMOVE)
    return kheo_unit_group_remove (db, deed->group_id, error);
  if ((group = kheo_unit_group_find (db, id, error)) == NULL)
    return FALSE;
  if (deed->kind == DEED_PUT)
    return kheo_unit_group_put (db, group, deed->unit_id, deed->day, error);
  return kheo_unit_group_take (db, group, deed->unit_id, deed->day, error);
}

/* The answer says nothing but that it is done. */
static gpointer
deed_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return do_deed (db, data, error) ? db : NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoGroupsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  GtkWindow *parent;
  gint64     action = 0;

  kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);
  if (self == NULL || self->scope == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  if (error != NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (ADW_IS_APPLICATION_WINDOW (parent))
    kheo_page_toast_action (adw_application_window_get_content (ADW_APPLICATION_WINDOW (parent)),
                            _ ("The groups of units were changed"), action);
  read_groups (self);
}

static void
write_deed (KheoGroupsWindow *self, Deed *deed)
{
  KheoStore *store = kheo_book_get_store (kheo_scope_get_book (self->scope));

  kheo_store_write_async (store, _ ("Groups of units"), deed_job, deed, deed_free, NULL, NULL,
                          done_cb, kheo_weak_new (self));
}

static void
write_of_group (KheoGroupsWindow *self, DeedKind kind, gint64 group, gint64 unit, KheoDate day)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->kind = kind;
  deed->group_id = group;
  deed->unit_id = unit;
  deed->day = day;
  self->open = group;
  write_deed (self, deed);
}

/* ---- Rows ---- */

/* What a button of a row is about. */
typedef struct
{
  KheoGroupsWindow *window; /* borrowed: the row is in it */
  gint64            group, unit;
  GtkWidget        *chooser, *day; /* borrowed: of the row that puts a unit in */
} RowDeed;

static GtkWidget *
add_button (
    KheoGroupsWindow *self, const char *label, GCallback callback, gint64 group, gint64 unit)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  RowDeed   *deed = g_new0 (RowDeed, 1);

  deed->window = self;
  deed->group = group;
  deed->unit = unit;
  g_object_set_data_full (G_OBJECT (button), "kheo-deed", deed, g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", callback, deed);
  return button;
}

static void
take_cb (GtkButton *button, const RowDeed *deed)
{
  write_of_group (deed->window, DEED_TAKE, deed->group, deed->unit, kheo_date_today () - 1);
}

static void
put_cb (GtkButton *button, const RowDeed *deed)
{
  gint64 unit = kheo_unit_chooser_get_unit (KHEO_UNIT_CHOOSER (deed->chooser));

  if (unit == 0)
    gtk_widget_grab_focus (deed->chooser);
  else
    write_of_group (deed->window, DEED_PUT, deed->group, unit,
                    kheo_date_entry_get_date (KHEO_DATE_ENTRY (deed->day)));
}

static void
remove_cb (GtkButton *button, const RowDeed *deed)
{
  write_of_group (deed->window, DEED_REMOVE, deed->group, 0, KHEO_DATE_UNKNOWN);
}

static void
show_cb (GtkButton *button, const RowDeed *deed)
{
  KheoGroupsWindow *self = deed->window;

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    {
      const KheoUnitGroup *group = g_ptr_array_index (self->groups, i);
      g_autoptr (KheoQuery) query = NULL;

      if (group->id != deed->group)
        continue;
      query = kheo_scope_make_query (self->scope);
      kheo_query_set_condition (query, "group", group->name);
      kheo_scope_show_query (self->scope, query);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
}

static void
add_member (KheoGroupsWindow      *self,
            GtkWidget             *expander,
            const KheoUnitGroup   *group,
            const KheoGroupMember *member)
{
  GtkWidget       *row = adw_action_row_new ();
  KheoDate         today = kheo_date_today ();
  KheoDate         day = member->to != KHEO_DATE_UNKNOWN ? MIN (member->to, today) : today;
  KheoUnits       *units = kheo_scope_get_units (self->scope);
  g_autofree char *name =
      units != NULL ? kheo_units_format_across (units, member->unit_id,
                                                MAX (member->from, KHEO_DATE_UNKNOWN + 1), day)
                    : NULL;
  g_autofree char *span = kheo_life_format_span (member->from, member->to);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : "?");
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row), member->from == 0 && member->to == 0 ? _ ("since the group is") : span);
  if (member->to == KHEO_DATE_UNKNOWN || member->to > today)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               add_button (self, _ ("Take _out from today"), G_CALLBACK (take_cb),
                                           group->id, member->unit_id));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

/* The row that puts a unit in from a day. */
static GtkWidget *
make_put_row (KheoGroupsWindow *self, const KheoUnitGroup *group)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = add_button (self, _ ("_Put in"), G_CALLBACK (put_cb), group->id, 0);
  RowDeed   *deed = g_object_get_data (G_OBJECT (button), "kheo-deed");

  deed->chooser = kheo_unit_chooser_new (self->scope, _ ("Unit to put in"));
  deed->day = kheo_date_entry_new (_ ("From which day"));
  kheo_date_entry_set_date (KHEO_DATE_ENTRY (deed->day), kheo_date_today ());
  gtk_widget_set_hexpand (deed->chooser, TRUE);
  gtk_box_append (GTK_BOX (box), deed->chooser);
  gtk_box_append (GTK_BOX (box), deed->day);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "page-bar");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
expanded_cb (GtkWidget *expander, GParamSpec *pspec, KheoGroupsWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (expander), "kheo-group");

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander)))
    self->open = *id;
}

static GtkWidget *
make_group (KheoGroupsWindow *self, const KheoUnitGroup *group)
{
  GtkWidget       *expander = adw_expander_row_new ();
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%s · %u membership", "%s · %u memberships", group->members->len),
                       group->kind, group->members->len);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), group->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
  g_object_set_data_full (G_OBJECT (expander), "kheo-group",
                          g_memdup2 (&group->id, sizeof group->id), g_free);
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (expander),
      add_button (self, _ ("_Models"), G_CALLBACK (show_cb), group->id, 0));
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (expander),
      add_button (self, _ ("_Remove"), G_CALLBACK (remove_cb), group->id, 0));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), make_put_row (self, group));
  for (guint i = 0; i < group->members->len; i++)
    add_member (self, expander, group, &g_array_index (group->members, KheoGroupMember, i));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), group->id == self->open);
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
  return expander;
}

static void
show_groups (KheoGroupsWindow *self)
{
  GtkWidget *list = adw_preferences_group_new ();
  GtkWidget *before;

  while ((before = gtk_widget_get_first_child (self->place)) != NULL)
    gtk_box_remove (GTK_BOX (self->place), before);
  if (self->groups->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (list),
                                           _ ("No group yet. A group holds units from anywhere in "
                                              "the tree, from one day to another."));
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (list),
                               make_group (self, g_ptr_array_index (self->groups, i)));
  gtk_box_append (GTK_BOX (self->place), list);
}

/* ---- Reading ---- */

static gpointer
read_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_unit_groups_list (db, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoGroupsWindow) self = kheo_weak_take (user_data);
  g_autoptr (GPtrArray) groups = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (self == NULL || self->scope == NULL || groups == NULL)
    return;
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = g_steal_pointer (&groups);
  show_groups (self);
}

static void
read_groups (KheoGroupsWindow *self)
{
  if (kheo_scope_get_book (self->scope) == NULL)
    return;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), read_job, NULL,
                         NULL, (GDestroyNotify) g_ptr_array_unref, NULL, read_cb,
                         kheo_weak_new (self));
}

/* ---- Object ---- */

static void
add_cb (KheoGroupsWindow *self)
{
  kheo_groups_window_add (self, gtk_editable_get_text (GTK_EDITABLE (self->kind)),
                          gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
kheo_groups_window_dispose (GObject *object)
{
  KheoGroupsWindow *self = KHEO_GROUPS_WINDOW (object);

  g_clear_object (&self->scope);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_groups_window_parent_class)->dispose (object);
}

static void
kheo_groups_window_class_init (KheoGroupsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_groups_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

/* Kind and name of a new group. */
static GtkWidget *
make_new_group (KheoGroupsWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add"));

  self->kind = adw_entry_row_new ();
  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("Kind of group"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name of the new group"));
  gtk_editable_set_text (GTK_EDITABLE (self->kind), "Cụm thi đua");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "entry-activated", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->name), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);
  return group;
}

static void
kheo_groups_window_init (KheoGroupsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_window_set_title (GTK_WINDOW (self), _ ("Groups of units"));
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 600);
  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (inner), self->problem);
  gtk_box_append (GTK_BOX (inner), self->place);
  gtk_box_append (GTK_BOX (inner), make_new_group (self));
  gtk_widget_add_css_class (inner, "overview");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/* ---- Public ---- */

KheoGroupsWindow *
kheo_groups_window_present (GtkWidget *near, KheoScope *scope)
{
  KheoGroupsWindow *self = g_object_new (KHEO_TYPE_GROUPS_WINDOW, NULL);
  GtkRoot          *root = gtk_widget_get_root (near);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "changed", G_CALLBACK (read_groups), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
    }
  read_groups (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

int
kheo_groups_window_get_n_groups (KheoGroupsWindow *self)
{
  g_return_val_if_fail (KHEO_IS_GROUPS_WINDOW (self), -1);
  return self->groups != NULL ? (int) self->groups->len : -1;
}

void
kheo_groups_window_add (KheoGroupsWindow *self, const char *kind, const char *name)
{
  Deed *deed;

  g_return_if_fail (KHEO_IS_GROUPS_WINDOW (self));
  deed = g_new0 (Deed, 1);
  deed->kind = DEED_ADD;
  deed->group_kind = g_strstrip (g_strdup (kind));
  deed->name = g_strstrip (g_strdup (name));
  write_deed (self, deed);
}

void
kheo_groups_window_put (KheoGroupsWindow *self, guint group, gint64 unit, KheoDate from)
{
  g_return_if_fail (KHEO_IS_GROUPS_WINDOW (self) && self->groups != NULL &&
                    group < self->groups->len);
  write_of_group (self, DEED_PUT, ((KheoUnitGroup *) self->groups->pdata[group])->id, unit, from);
}

guint
kheo_groups_window_get_n_members (KheoGroupsWindow *self, guint group)
{
  g_return_val_if_fail (
      KHEO_IS_GROUPS_WINDOW (self) && self->groups != NULL && group < self->groups->len, 0);
  return ((KheoUnitGroup *) self->groups->pdata[group])->members->len;
}
