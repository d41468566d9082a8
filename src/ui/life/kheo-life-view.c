#include "kheo-life-view.h"

#include "kheo-annex-window.h"
#include "kheo-page.h"
#include "kheo-registers.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoLifeView
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *back_button;
  GtkWidget *goto_button;
  GtkWidget *groups; /* box, filled anew for each unit */
  GtkWidget *scroller;

  /* owned */
  KheoScope    *scope;
  GCancellable *asking;  /* NULL: nothing is on its way */
  KheoUnitLife *life;    /* NULL: none yet */
  GArray       *visited; /* of gint64: where Back leads */

  gint64   unit; /* asked for; 0: the book has no unit to show */
  gint64   scope_unit;
  gboolean stale; /* asked for while it was not shown */
};

G_DEFINE_FINAL_TYPE (KheoLifeView, kheo_life_view, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static GtkWidget *
add_group (KheoLifeView *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->groups), group);
  return group;
}

/* @subtitle and @end may be NULL. */
static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, const char *end)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
    }
  if (end != NULL)
    {
      GtkWidget *label = gtk_label_new (end);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static char *
with_code (const char *name, const char *code)
{
  return code != NULL ? g_strdup_printf ("%s (%s)", name, code) : g_strdup (name);
}

static void
add_versions (KheoLifeView *self)
{
  GtkWidget *group = add_group (self, _ ("Names, types and places"));

  for (guint i = 0; i < self->life->versions->len; i++)
    {
      const KheoLifeVersion *version = g_ptr_array_index (self->life->versions, i);
      g_autofree char       *title = with_code (version->name, version->code);
      g_autofree char       *span = kheo_life_format_span (version->from, version->to);
      g_autofree char       *where =
          version->above != NULL && version->type != NULL
                    ? g_strdup_printf (_ ("%s, in %s"), version->type, version->above)
                    : g_strdup (version->type != NULL ? version->type : version->above);
      g_autofree char *subtitle =
          where != NULL ? g_strdup_printf ("%s · %s", span, where) : g_strdup (span);

      add_row (group, title, subtitle, version->document);
    }
}

static void
add_relatives (KheoLifeView *self, GPtrArray *relatives, const char *heading)
{
  GtkWidget *group = relatives->len > 0 ? add_group (self, heading) : NULL;

  for (guint i = 0; i < relatives->len; i++)
    {
      const KheoLifeRelative *relative = g_ptr_array_index (relatives, i);
      g_autofree char        *title = with_code (relative->name, relative->code);
      g_autofree char        *share = kheo_life_format_share (relative);
      g_autofree char        *day = kheo_date_format (relative->day);
      g_autofree char        *subtitle =
          day != NULL ? g_strdup_printf ("%s · %s", day, share) : g_strdup (share);
      GtkWidget *row = add_row (group, title, subtitle, relative->document);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", relative->unit_id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "life.show");
    }
}

static void
add_years (KheoLifeView *self)
{
  GtkWidget *group = add_group (self, _ ("What was counted, under the name of the year"));

  if (self->life->years->len == 0)
    add_row (group, _ ("Nothing in this book"),
             self->life->predecessors->len > 0
                 ? _ ("What was reported before stands at the units it was made of.")
                 : NULL,
             NULL);
  for (guint i = 0; i < self->life->years->len; i++)
    {
      const KheoLifeYear *year = g_ptr_array_index (self->life->years, i);
      g_autofree char    *title = g_strdup_printf ("%d", year->year);
      g_autofree char    *said = kheo_life_format_year (year);

      add_row (group, title, year->name, said);
    }
}

static void
clear_groups (KheoLifeView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
}

static void
show_life (KheoLifeView *self)
{
  const KheoUnitLife *life = self->life;
  g_autofree char    *span = kheo_life_format_span (life->from, life->to);
  g_autofree char    *subtitle = g_strdup_printf ("%s · %s", life->path, span);

  clear_groups (self);
  gtk_label_set_label (GTK_LABEL (self->title), life->name);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  /* The page's own heading names the chosen unit already. */
  gtk_widget_set_visible (self->title, life->unit_id != kheo_scope_get_unit (self->scope));
  gtk_widget_set_visible (self->back_button, self->visited->len > 0);
  gtk_widget_set_visible (self->goto_button,
                          life->lives && life->unit_id != kheo_scope_get_unit (self->scope));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->goto_button), "(sx)", "units",
                                    life->unit_id);
  add_versions (self);
  add_relatives (self, life->predecessors, _ ("Made of"));
  add_relatives (self, life->successors, _ ("Became"));
  add_years (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
show_nothing (KheoLifeView *self, const char *text)
{
  clear_groups (self);
  gtk_label_set_label (GTK_LABEL (self->title), text);
  gtk_widget_set_visible (self->title, TRUE);
  gtk_label_set_label (GTK_LABEL (self->subtitle), NULL);
  gtk_widget_set_visible (self->goto_button, FALSE);
}

/* ---- Asking ---- */

static gpointer
ask_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_unit_life_new (db, *(const gint64 *) data, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoLifeView) self = user_data;
  g_autoptr (GError) error = NULL;
  KheoUnitLife *life = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    {
      kheo_unit_life_free (life);
      return; /* another unit is on its way, or the view is gone */
    }
  g_clear_object (&self->asking);
  if (life == NULL)
    {
      show_nothing (self, error->message);
      return;
    }
  kheo_unit_life_free (self->life);
  self->life = life;
  show_life (self);
}

static void
ask (KheoLifeView *self)
{
  KheoStore *store = kheo_book_get_store (kheo_scope_get_book (self->scope));

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "life.print", self->unit != 0);
  if (self->unit == 0)
    {
      show_nothing (self, _ ("Choose a unit in the tree"));
      return;
    }
  self->asking = g_cancellable_new ();
  kheo_store_read_async (store, ask_job, g_memdup2 (&self->unit, sizeof self->unit), g_free,
                         (GDestroyNotify) kheo_unit_life_free, self->asking, answered_cb,
                         g_object_ref (self));
}

/* The unit chosen in the tree; for the whole book the only province there is. */
static gint64
find_unit (KheoLifeView *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  gint64       unit = kheo_scope_get_unit (self->scope);
  g_autoptr (GArray) roots = NULL;

  if (unit != 0 || map == NULL)
    return unit;
  roots = kheo_unit_map_list_children (map, -1);
  return roots->len == 1 ? kheo_unit_map_get_id (map, g_array_index (roots, guint, 0)) : 0;
}

/* A unit chosen elsewhere; else the book or the map has changed, and the same unit is asked again.
 */
static void
scope_changed_cb (KheoLifeView *self)
{
  gint64 unit = find_unit (self);

  if (unit != self->scope_unit)
    {
      self->scope_unit = self->unit = unit;
      g_array_set_size (self->visited, 0);
    }
  ask (self);
}

static void
mapped_cb (KheoLifeView *self)
{
  if (self->stale && self->scope != NULL)
    ask (self);
}

/* ---- Actions ---- */

static void
show_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_life_view_show (KHEO_LIFE_VIEW (widget), g_variant_get_int64 (parameter));
}

static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoLifeView *self = KHEO_LIFE_VIEW (widget);

  if (self->visited->len == 0)
    return;
  self->unit = g_array_index (self->visited, gint64, self->visited->len - 1);
  g_array_set_size (self->visited, self->visited->len - 1);
  ask (self);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoLifeView *self = KHEO_LIFE_VIEW (widget);
  g_autoptr (KheoQuery) query = kheo_scope_make_query_of (self->scope, &kheo_register_units);
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new ("unit-life", query);

  question->query->unit = self->unit;
  kheo_annex_window_present (widget, self->scope, question);
}

/* ---- Object ---- */

static void
kheo_life_view_dispose (GObject *object)
{
  KheoLifeView *self = KHEO_LIFE_VIEW (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  kheo_page_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (kheo_life_view_parent_class)->dispose (object);
}

static void
kheo_life_view_finalize (GObject *object)
{
  KheoLifeView *self = KHEO_LIFE_VIEW (object);

  kheo_unit_life_free (self->life);
  g_array_unref (self->visited);
  G_OBJECT_CLASS (kheo_life_view_parent_class)->finalize (object);
}

static void
kheo_life_view_class_init (KheoLifeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_life_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_life_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "life.show", "x", show_action);
  gtk_widget_class_install_action (widget_class, "life.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "life.print", NULL, print);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Name and span of the unit, with what can be done about it. */
static GtkWidget *
make_head (KheoLifeView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *print_button = gtk_button_new_with_mnemonic (_ ("_Print…"));

  self->back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back_button, _ ("The unit before"));
  kheo_page_set_label (self->back_button, _ ("The unit before"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "life.back");
  gtk_widget_set_visible (self->back_button, FALSE);
  self->goto_button = gtk_button_new_with_mnemonic (_ ("_Show in the tree"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->goto_button), "(sx)", "units",
                                    (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->goto_button), "win.show-record");
  gtk_widget_set_visible (self->goto_button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print_button), "life.print");
  gtk_box_append (GTK_BOX (names), self->title = make_label ("title-3"));
  gtk_box_append (GTK_BOX (names), self->subtitle = make_label ("dim-label"));
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (head), self->back_button);
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), self->goto_button);
  gtk_box_append (GTK_BOX (head), print_button);
  for (GtkWidget *child = gtk_widget_get_first_child (head); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  return head;
}

static void
kheo_life_view_init (KheoLifeView *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  self->visited = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = TRUE;
  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->groups);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/* ---- Public ---- */

GtkWidget *
kheo_life_view_new (KheoScope *scope)
{
  KheoLifeView *self = g_object_new (KHEO_TYPE_LIFE_VIEW, NULL);

  self->scope = g_object_ref (scope);
  self->scope_unit = self->unit = find_unit (self);
  g_signal_connect_object (scope, "changed", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_life_view_show (KheoLifeView *self, gint64 unit_id)
{
  g_return_if_fail (KHEO_IS_LIFE_VIEW (self));
  if (unit_id == 0)
    unit_id = find_unit (self);
  if (self->unit != 0 && unit_id != self->unit)
    g_array_append_val (self->visited, self->unit);
  self->unit = unit_id;
  ask (self);
}

const KheoUnitLife *
kheo_life_view_get (KheoLifeView *self)
{
  g_return_val_if_fail (KHEO_IS_LIFE_VIEW (self), NULL);
  return self->life;
}
