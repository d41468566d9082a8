#include "kheo-finder.h"

#include "kheo-finder-search.h"
#include "kheo-indicator-chooser.h"
#include "kheo-matters.h"
#include "kheo-registers.h"
#include "kheo-suggest.h"
#include "kheo-unit-across.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

#define N_UNITS      6
#define N_INDICATORS 4
#define N_MODELS     8
#define N_MATTERS    4 /* of each register */

enum
{
  KIND_UNIT,
  KIND_ENDED, /* a unit that nothing on the map stands for */
  KIND_MODEL,
  KIND_INDICATOR,
  KIND_SEARCH,
  KIND_MATTER, /* and on: of kheo_matters_nth() */
};

struct _KheoFinder
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget   *entry;
  KheoSuggest *suggest;

  /* owned */
  KheoScope *scope; /* NULL while no book is open */
  char      *text;  /* asked for */

  guint    generation;
  gboolean searched; /* the text is the search in force */
};

G_DEFINE_FINAL_TYPE (KheoFinder, kheo_finder, GTK_TYPE_WIDGET)

enum
{
  MODEL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  KheoFinder *finder;
  guint       generation;
} Wait;

/* Place among all registers of matters. */
static int
nth_of (const KheoMatters *matters)
{
  int n = 0;

  while (kheo_matters_nth ((guint) n) != matters)
    n++;
  return n;
}

static gboolean
has_models (GPtrArray *records)
{
  return records->len > 0 && kheo_record_get_register (records->pdata[0]) == &kheo_register_models;
}

static void
add_models (KheoFinder *self, GPtrArray *items, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      KheoRecord      *record = g_ptr_array_index (records, i);
      g_autofree char *unit = NULL;
      KheoSuggestion  *item;

      if (kheo_record_get_register (record) != &kheo_register_models)
        continue;
      unit =
          kheo_scope_format_unit (self->scope, kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0),
                                  kheo_record_get_day (record));
      item = kheo_suggestion_new (kheo_record_get_id (record), KIND_MODEL,
                                  kheo_record_get_text (record, KHEO_MODEL_NAME), unit);
      item->section = _ ("Models");
      item->end = g_strdup_printf ("%" G_GINT64_FORMAT,
                                   kheo_record_get_integer (record, KHEO_MODEL_YEAR, 0));
      g_ptr_array_add (items, item);
    }
}

/* What is to be done, with when. */
static void
add_matters (KheoFinder *self, GPtrArray *items, GPtrArray *records)
{
  KheoDate today = kheo_date_today ();

  for (guint i = 0; i < records->len; i++)
    {
      KheoRecord         *record = g_ptr_array_index (records, i);
      const KheoRegister *reg = kheo_record_get_register (record);
      const KheoMatters  *matters = kheo_matters_of (reg);
      g_autofree char    *unit = NULL;
      KheoSuggestion     *item;

      if (matters == NULL)
        continue;
      if (kheo_scope_get_units (self->scope) != NULL)
        unit = kheo_matters_format_unit (record, kheo_scope_get_units (self->scope));
      if (unit == NULL)
        unit = kheo_scope_format_unit (self->scope,
                                       kheo_record_get_integer (record, matters->unit, 0), today);
      item = kheo_suggestion_new (kheo_record_get_id (record), KIND_MATTER + nth_of (matters),
                                  kheo_record_get_text (record, matters->name), unit);
      item->section = _ (reg->label);
      item->end = kheo_matters_describe (record, today);
      g_ptr_array_add (items, item);
    }
}

static void
add_indicators (KheoFinder *self, GPtrArray *items)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (self->scope);
  GPtrArray      *found;

  if (indicators == NULL)
    return;
  found = kheo_indicator_suggest (indicators, self->text, N_INDICATORS, KIND_INDICATOR);
  for (guint i = 0; i < found->len; i++)
    ((KheoSuggestion *) g_ptr_array_index (found, i))->section = C_ ("page", "Indicators");
  g_ptr_array_extend_and_steal (items, found);
}

static void
add_search (KheoFinder *self, GPtrArray *items)
{
  g_autofree char *title = g_strdup_printf (_ ("Show all models that have “%s”"), self->text);
  KheoSuggestion  *item = kheo_suggestion_new (0, KIND_SEARCH, title, NULL);

  item->section = _ ("List");
  item->icon = "system-search-symbolic";
  g_ptr_array_add (items, item);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (KheoFinder) self = wait->finder;
  g_autoptr (GPtrArray) records = kheo_store_read_finish (KHEO_STORE (source), result, NULL);
  KheoUnitMap *map;
  GPtrArray   *items;

  if (records == NULL || self->scope == NULL || wait->generation != self->generation)
    return;
  map = kheo_scope_get_map (self->scope);
  items = map ? kheo_unit_suggest (kheo_unit_map_get_units (map), kheo_unit_map_get_day (map),
                                   self->text, N_UNITS, KIND_UNIT, KIND_ENDED)
              : g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  for (guint i = 0; i < items->len; i++)
    ((KheoSuggestion *) g_ptr_array_index (items, i))->section = _ ("Units");
  add_indicators (self, items);
  add_models (self, items, records);
  add_matters (self, items, records);
  if (has_models (records))
    add_search (self, items);
  kheo_suggest_take_items (self->suggest, items, _ ("Nothing found"));
}

static void
asked_cb (KheoFinder *self, const char *text)
{
  Wait *wait;

  self->generation++;
  g_free (self->text);
  self->text = g_strdup (text);
  if (self->scope == NULL)
    return;
  if (*text == '\0')
    {
      kheo_scope_set_search (self->scope, NULL);
      return;
    }
  wait = g_new0 (Wait, 1);
  wait->finder = g_object_ref (self);
  wait->generation = self->generation;
  kheo_finder_search_async (self->scope, text, N_MODELS, N_MATTERS, found_cb, wait);
}

static void
chosen_cb (KheoFinder *self, KheoSuggestion *item)
{
  switch (item->kind)
    {
    case KIND_UNIT:
      kheo_scope_set_unit (self->scope, item->id);
      break;
    case KIND_ENDED:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.unit-life", "x", item->id);
      break;
    case KIND_MODEL:
      g_signal_emit (self, signals[MODEL_CHOSEN], 0, item->id);
      break;
    case KIND_INDICATOR:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(sx)", "indicators",
                                  item->id);
      break;
    case KIND_SEARCH:
      kheo_scope_set_search (self->scope, self->text);
      self->searched = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "models");
      return; /* the text stays: it says what is shown */
    default:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(sx)",
                                  kheo_matters_nth ((guint) item->kind - KIND_MATTER)->reg->name,
                                  item->id);
      break;
    }
  kheo_suggest_set_text (self->suggest, NULL);
}

/* The search may be taken away elsewhere (a chip, "clear filters"): then the entry is empty too. */
static void
scope_changed_cb (KheoFinder *self)
{
  if (!self->searched || *kheo_scope_get_search (self->scope) != '\0')
    return;
  self->searched = FALSE;
  kheo_suggest_set_text (self->suggest, NULL);
}

static void
stop_cb (KheoFinder *self)
{
  kheo_suggest_set_text (self->suggest, NULL);
  asked_cb (self, "");
  kheo_suggest_close (self->suggest);
}

static void
kheo_finder_dispose (GObject *object)
{
  KheoFinder *self = KHEO_FINDER (object);

  self->generation++;
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_finder_parent_class)->dispose (object);
}

static void
kheo_finder_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_FINDER (object)->text, g_free);
  G_OBJECT_CLASS (kheo_finder_parent_class)->finalize (object);
}

static gboolean
kheo_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KHEO_FINDER (widget)->entry);
}

static void
kheo_finder_class_init (KheoFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_finder_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_finder_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kheo-finder");
  signals[MODEL_CHOSEN] = g_signal_new ("model-chosen", KHEO_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
kheo_finder_init (KheoFinder *self)
{
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find anything (Ctrl+K)"), NULL);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 20);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 36);
  kheo_page_set_label (self->entry, _ ("Find units, models, tasks and petitions"));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->suggest = kheo_suggest_attach (self->entry, _ ("Found"));
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_cb), self,
                           G_CONNECT_SWAPPED);
}

void
kheo_finder_set_scope (KheoFinder *self, KheoScope *scope)
{
  g_return_if_fail (KHEO_IS_FINDER (self));
  if (self->scope != NULL)
    g_signal_handlers_disconnect_by_data (self->scope, self);
  g_set_object (&self->scope, scope);
  gtk_widget_set_visible (GTK_WIDGET (self), scope != NULL);
  kheo_suggest_set_text (self->suggest, NULL);
  if (scope != NULL)
    g_signal_connect_object (scope, "changed", G_CALLBACK (scope_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

void
kheo_finder_find (KheoFinder *self, const char *text)
{
  g_return_if_fail (KHEO_IS_FINDER (self));
  kheo_suggest_set_text (self->suggest, text);
  asked_cb (self, text);
}

GPtrArray *
kheo_finder_get_items (KheoFinder *self)
{
  g_return_val_if_fail (KHEO_IS_FINDER (self), NULL);
  return kheo_suggest_get_items (self->suggest);
}

void
kheo_finder_choose (KheoFinder *self, guint index)
{
  g_return_if_fail (KHEO_IS_FINDER (self));
  kheo_suggest_choose (self->suggest, index);
}
