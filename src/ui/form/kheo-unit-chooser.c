#include "kheo-unit-chooser.h"

#include "kheo-suggest.h"
#include "kheo-text.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT 12 /* suggestions at a time: what fits below the entry */

struct _KheoUnitChooser
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget   *entry;
  KheoSuggest *suggest;

  /* owned */
  KheoScope *scope;

  GPtrArray *more; /* of KheoSuggestion: offered beside the units of the book; NULL: none */

  gint64   unit;
  KheoDate day;      /* unknown: the map's */
  KheoDate lives_on; /* those of this day are offered; unknown: the map's */
  gboolean founds;   /* what is typed and chosen nowhere is the name of a new unit */
};

G_DEFINE_FINAL_TYPE (KheoUnitChooser, kheo_unit_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What stands below the name: how it was found, and where it lies. */
static char *
describe_hit (KheoUnits             *units,
              KheoDate               day,
              const KheoUnitHit     *hit,
              const KheoUnitVersion *version)
{
  g_autofree char       *how = kheo_unit_hit_describe (units, hit);
  const KheoUnitVersion *above =
      version->parent_id != 0 ? kheo_units_get_version (units, version->parent_id, day) : NULL;

  if (how != NULL && above != NULL)
    return g_strdup_printf ("%s · %s", how, above->name);
  return how != NULL ? g_steal_pointer (&how) : g_strdup (above != NULL ? above->name : NULL);
}

GPtrArray *
kheo_unit_suggest (
    KheoUnits *units, KheoDate day, const char *text, guint limit, int kind, int kind_ended)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  g_autoptr (GArray) hits = kheo_units_search_in_time (units, text, day, G_MAXUINT);

  for (guint i = 0; i < hits->len && items->len < limit; i++)
    {
      const KheoUnitHit     *hit = &g_array_index (hits, KheoUnitHit, i);
      const KheoUnitVersion *version = kheo_units_get_version (units, hit->unit_id, day);
      g_autofree char       *detail = NULL;
      KheoSuggestion        *item;

      if (!hit->lives && kind_ended < 0)
        continue;
      detail = describe_hit (units, day, hit, version);
      item =
          kheo_suggestion_new (hit->unit_id, hit->lives ? kind : kind_ended, version->name, detail);
      item->end = g_strdup (version->code);
      g_ptr_array_add (items, item);
    }
  return items;
}

/* The new unit first: Return must not turn it into one that is called alike. */
static void
put_more (KheoUnitChooser *self, GPtrArray *items, const char *text)
{
  g_autofree char *key = kheo_text_fold (text);
  guint            place = 0;

  if (self->founds)
    g_ptr_array_insert (items, (int) place++,
                        kheo_suggestion_new (0, 0, text, _ ("A new unit of this name")));
  for (guint i = 0; self->more != NULL && i < self->more->len; i++)
    {
      const KheoSuggestion *own = g_ptr_array_index (self->more, i);
      g_autofree char      *name = kheo_text_fold (own->title);

      if (strstr (name, key) != NULL)
        g_ptr_array_insert (items, (int) place++,
                            kheo_suggestion_new (own->id, 0, own->title, own->detail));
    }
}

static void
asked_cb (KheoUnitChooser *self, const char *text)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  GPtrArray   *items;

  if (self->unit != 0 || self->founds)
    {
      self->unit = 0;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (map == NULL || *text == '\0')
    return;
  items = kheo_unit_suggest (kheo_unit_map_get_units (map),
                             self->lives_on != KHEO_DATE_UNKNOWN ? self->lives_on
                                                                 : kheo_unit_map_get_day (map),
                             text, LIMIT, 0, -1);
  put_more (self, items, text);
  kheo_suggest_take_items (self->suggest, items, _ ("No unit with this name or code"));
}

static void
chosen_cb (KheoUnitChooser *self, KheoSuggestion *item)
{
  if (item->id == 0)
    kheo_suggest_set_text (self->suggest, item->title);
  else
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
  g_clear_pointer (&self->more, g_ptr_array_unref);
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
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  kheo_page_set_label (self->entry, label);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->suggest = kheo_suggest_attach (self->entry, _ ("Units found"));
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static char *
dup_own_name (KheoUnitChooser *self, gint64 id)
{
  for (guint i = 0; self->more != NULL && i < self->more->len; i++)
    {
      const KheoSuggestion *own = g_ptr_array_index (self->more, i);

      if (own->id == id)
        return g_strdup (own->title);
    }
  return NULL;
}

void
kheo_unit_chooser_set_unit (KheoUnitChooser *self, gint64 unit_id)
{
  g_autofree char *name = NULL;

  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self));
  self->unit = unit_id;
  if (unit_id < 0)
    name = dup_own_name (self, unit_id);
  else if (unit_id != 0)
    name = self->day != KHEO_DATE_UNKNOWN ? kheo_scope_format_unit (self->scope, unit_id, self->day)
                                          : kheo_scope_dup_unit_name (self->scope, unit_id);
  kheo_suggest_set_text (self->suggest, name);
}

void
kheo_unit_chooser_set_day (KheoUnitChooser *self, KheoDate day)
{
  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self));
  self->day = day;
  if (self->unit != 0)
    kheo_unit_chooser_set_unit (self, self->unit);
}

void
kheo_unit_chooser_set_lives_on (KheoUnitChooser *self, KheoDate day)
{
  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self));
  self->lives_on = day;
  kheo_unit_chooser_set_day (self, day);
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
  return self->unit != 0 || self->founds ||
         *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
}

void
kheo_unit_chooser_add (KheoUnitChooser *self, gint64 id, const char *name, const char *detail)
{
  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self) && id < 0);
  if (self->more == NULL)
    self->more = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  g_ptr_array_add (self->more, kheo_suggestion_new (id, 0, name, detail));
}

void
kheo_unit_chooser_set_founds (KheoUnitChooser *self, gboolean founds)
{
  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self));
  self->founds = founds;
  if (founds)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                    _ ("A unit that is there, or the name of a new one"));
}

char *
kheo_unit_chooser_dup_new_name (KheoUnitChooser *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KHEO_IS_UNIT_CHOOSER (self), NULL);
  text = kheo_text_tidy (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  return self->founds && self->unit == 0 && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
kheo_unit_chooser_set_new_name (KheoUnitChooser *self, const char *name)
{
  g_return_if_fail (KHEO_IS_UNIT_CHOOSER (self) && self->founds);
  self->unit = 0;
  kheo_suggest_set_text (self->suggest, name);
  g_signal_emit (self, signals[CHANGED], 0);
}
