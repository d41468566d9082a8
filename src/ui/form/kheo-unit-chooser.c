#include "kheo-unit-chooser.h"

#include "kheo-suggest.h"

#include <glib/gi18n-lib.h>

#define LIMIT 12 /* suggestions at a time: what fits below the entry */

struct _KheoUnitChooser
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget   *entry;
  KheoSuggest *suggest;

  /* owned */
  KheoScope *scope;

  gint64 unit;
};

G_DEFINE_FINAL_TYPE (KheoUnitChooser, kheo_unit_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

GPtrArray *
kheo_unit_suggest (KheoUnitMap *map, const char *text, guint limit, int kind)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  g_autoptr (GArray) found = kheo_unit_map_search (map, text, limit);

  for (guint i = 0; i < found->len; i++)
    {
      guint                  index = g_array_index (found, guint, i);
      int                    parent = kheo_unit_map_get_parent (map, index);
      const KheoUnitVersion *version = kheo_unit_map_get_version (map, index);
      const KheoUnitVersion *above =
          parent >= 0 ? kheo_unit_map_get_version (map, (guint) parent) : NULL;
      KheoSuggestion *item =
          kheo_suggestion_new (version->unit_id, kind, version->name, above ? above->name : NULL);

      item->end = g_strdup (version->code);
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
asked_cb (KheoUnitChooser *self, const char *text)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);

  if (self->unit != 0)
    {
      self->unit = 0;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (map != NULL && *text != '\0')
    kheo_suggest_take_items (self->suggest, kheo_unit_suggest (map, text, LIMIT, 0),
                             _ ("No unit with this name or code"));
}

static void
chosen_cb (KheoUnitChooser *self, KheoSuggestion *item)
{
  kheo_unit_chooser_set_unit (self, item->id);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kheo_unit_chooser_dispose (GObject *object)
{
  KheoUnitChooser *self = KHEO_UNIT_CHOOSER (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_unit_chooser_parent_class)->dispose (object);
}

static gboolean
kheo_unit_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KHEO_UNIT_CHOOSER (widget)->entry);
}

static void
kheo_unit_chooser_class_init (KheoUnitChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_unit_chooser_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_unit_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_UNIT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_unit_chooser_init (KheoUnitChooser *self)
{
}

GtkWidget *
kheo_unit_chooser_new (KheoScope *scope, const char *label)
{
  KheoUnitChooser *self = g_object_new (KHEO_TYPE_UNIT_CHOOSER, NULL);

  self->scope = g_object_ref (scope);
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "system-search-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Type a name or code"));
  kheo_page_set_label (self->entry, label);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->suggest = kheo_suggest_attach (self->entry, _ ("Units found"));
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_unit_chooser_set_unit (KheoUnitChooser *self, gint64 unit_id)
{
  g_autofree char *name = NULL;

  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self));
  self->unit = unit_id;
  name = unit_id != 0 ? kheo_scope_dup_unit_name (self->scope, unit_id) : NULL;
  kheo_suggest_set_text (self->suggest, name);
}

gint64
kheo_unit_chooser_get_unit (KheoUnitChooser *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_CHOOSER (self), 0);
  return self->unit;
}

gboolean
kheo_unit_chooser_is_valid (KheoUnitChooser *self)
{
  g_return_val_if_fail (KHEO_IS_UNIT_CHOOSER (self), FALSE);
  return self->unit != 0 || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
}
