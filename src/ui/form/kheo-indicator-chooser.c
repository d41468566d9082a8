#include "kheo-indicator-chooser.h"

#include "kheo-suggest.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT 12 /* suggestions at a time: what fits below the entry */

struct _KheoIndicatorChooser
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget   *entry;
  KheoSuggest *suggest;

  /* owned */
  KheoScope *scope;

  gint64 id;
};

G_DEFINE_FINAL_TYPE (KheoIndicatorChooser, kheo_indicator_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_words (const char *key, char **words)
{
  for (; *words != NULL; words++)
    if (strstr (key, *words) == NULL)
      return FALSE;
  return TRUE;
}

GPtrArray *
kheo_indicator_suggest (KheoIndicators *indicators, const char *text, guint limit, int kind)
{
  GPtrArray       *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  g_autofree char *folded = kheo_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; i < kheo_indicators_get_n (indicators) && items->len < limit; i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);
      g_autofree char     *said =
          g_strjoin (" ", indicator->name, indicator->code != NULL ? indicator->code : "", NULL);
      g_autofree char *key = kheo_text_fold (said);
      KheoSuggestion  *item;

      if (!has_words (key, words))
        continue;
      item = kheo_suggestion_new (indicator->id, kind, indicator->name, indicator->section);
      item->end = g_strdup (indicator->unit.unit);
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
asked_cb (KheoIndicatorChooser *self, const char *text)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (self->scope);

  if (self->id != 0)
    {
      self->id = 0;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (indicators != NULL)
    kheo_suggest_take_items (self->suggest, kheo_indicator_suggest (indicators, text, LIMIT, 0),
                             _ ("No indicator with this name or code"));
}

static void
chosen_cb (KheoIndicatorChooser *self, KheoSuggestion *item)
{
  kheo_indicator_chooser_set_id (self, item->id);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kheo_indicator_chooser_dispose (GObject *object)
{
  KheoIndicatorChooser *self = KHEO_INDICATOR_CHOOSER (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_indicator_chooser_parent_class)->dispose (object);
}

static gboolean
kheo_indicator_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KHEO_INDICATOR_CHOOSER (widget)->entry);
}

static void
kheo_indicator_chooser_class_init (KheoIndicatorChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_indicator_chooser_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_indicator_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_INDICATOR_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_indicator_chooser_init (KheoIndicatorChooser *self)
{
}

GtkWidget *
kheo_indicator_chooser_new (KheoScope *scope, const char *label)
{
  KheoIndicatorChooser *self = g_object_new (KHEO_TYPE_INDICATOR_CHOOSER, NULL);

  self->scope = g_object_ref (scope);
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "system-search-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Type a name or code"));
  kheo_page_set_label (self->entry, label);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->suggest = kheo_suggest_attach (self->entry, _ ("Indicators found"));
  kheo_suggest_set_ask_empty (self->suggest, TRUE);
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_indicator_chooser_set_id (KheoIndicatorChooser *self, gint64 id)
{
  KheoIndicators      *indicators;
  const KheoIndicator *indicator;

  g_return_if_fail (KHEO_IS_INDICATOR_CHOOSER (self));
  self->id = id;
  indicators = kheo_scope_get_indicators (self->scope);
  indicator = indicators != NULL && id != 0 ? kheo_indicators_find (indicators, id) : NULL;
  kheo_suggest_set_text (self->suggest, indicator != NULL ? indicator->name : NULL);
}

gint64
kheo_indicator_chooser_get_id (KheoIndicatorChooser *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_CHOOSER (self), 0);
  return self->id;
}

gboolean
kheo_indicator_chooser_is_valid (KheoIndicatorChooser *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_CHOOSER (self), FALSE);
  return self->id != 0 || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
}
