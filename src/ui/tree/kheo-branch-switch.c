#include "kheo-branch-switch.h"

#include "kheo-page.h"
#include "kheo-settings.h"
#include "kheo-unit-branch.h"

#include <glib/gi18n-lib.h>

#define SETTING "tree-branches"

struct _KheoBranchSwitch
{
  GtkWidget parent_instance;

  /* borrowed: child */
  GtkWidget *choice;

  /* owned */
  KheoScope *scope;

  gboolean settling; /* set by the program, not by the person */
};

G_DEFINE_FINAL_TYPE (KheoBranchSwitch, kheo_branch_switch, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remember (KheoBranchSwitch *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book != NULL)
    kheo_settings_set_entry (SETTING, kheo_book_get_path (book),
                             kheo_branch_name (kheo_branch_switch_get_branch (self)));
}

static void
selected_cb (KheoBranchSwitch *self)
{
  if (self->settling)
    return;
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The other trees are offered as soon as one of them has a unit on the map. */
static void
map_changed_cb (KheoBranchSwitch *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  guint        n = 0;

  if (map == NULL)
    return;
  for (guint i = 0; i < KHEO_N_BRANCHES; i++)
    n += kheo_unit_map_has_branch (map, (KheoBranch) i) ? 1 : 0;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  /* With only one there is nothing to choose, and no way back from an empty tree. */
  for (guint i = 0; n == 1 && i < KHEO_N_BRANCHES; i++)
    if (kheo_unit_map_has_branch (map, (KheoBranch) i))
      kheo_branch_switch_set_branch (self, (KheoBranch) i);
}

static void
kheo_branch_switch_dispose (GObject *object)
{
  KheoBranchSwitch *self = KHEO_BRANCH_SWITCH (object);

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_branch_switch_parent_class)->dispose (object);
}

static void
kheo_branch_switch_class_init (KheoBranchSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_branch_switch_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kheo-branch-switch");
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_BRANCH_SWITCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_branch_switch_init (KheoBranchSwitch *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < KHEO_N_BRANCHES; i++)
    gtk_string_list_append (labels, kheo_branch_label ((KheoBranch) i));
  self->choice = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_set_tooltip_text (self->choice, _ ("Which tree of units is shown"));
  kheo_page_set_label (self->choice, _ ("Tree of units"));
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kheo_branch_switch_new (KheoScope *scope)
{
  KheoBranchSwitch *self = g_object_new (KHEO_TYPE_BRANCH_SWITCH, NULL);
  KheoBook         *book = kheo_scope_get_book (scope);
  g_autofree char  *name =
      book != NULL ? kheo_settings_dup_entry (SETTING, kheo_book_get_path (book)) : g_strdup ("");
  KheoBranch branch;

  self->scope = g_object_ref (scope);
  if (kheo_branch_parse (name, &branch))
    kheo_branch_switch_set_branch (self, branch);
  g_signal_connect_object (scope, "map-changed", G_CALLBACK (map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  map_changed_cb (self);
  return GTK_WIDGET (self);
}

KheoBranch
kheo_branch_switch_get_branch (KheoBranchSwitch *self)
{
  g_return_val_if_fail (KHEO_IS_BRANCH_SWITCH (self), KHEO_BRANCH_TERRITORY);
  return (KheoBranch) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
}

void
kheo_branch_switch_set_branch (KheoBranchSwitch *self, KheoBranch branch)
{
  g_return_if_fail (KHEO_IS_BRANCH_SWITCH (self) && branch < KHEO_N_BRANCHES);
  self->settling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), (guint) branch);
  self->settling = FALSE;
}
