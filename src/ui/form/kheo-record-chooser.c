#include "kheo-record-chooser.h"

#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-suggest.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

#define LIMIT 12 /* suggestions at a time */

struct _KheoRecordChooser
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget   *entry;
  KheoSuggest *suggest;

  /* owned */
  KheoScope *scope;

  gint64 id;
  guint  generation; /* of the search or the name asked for */
};

G_DEFINE_FINAL_TYPE (KheoRecordChooser, kheo_record_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  KheoQuery *query;
  guint      limit;
} SearchAsk;

typedef struct
{
  KheoRecordChooser *chooser;
  guint              generation;
} Wait;

static void
search_ask_free (gpointer data)
{
  SearchAsk *ask = data;

  kheo_query_free (ask->query);
  g_free (ask);
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->chooser);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

/* On the reading thread. */
static gpointer
search_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SearchAsk *ask = data;
  g_autoptr (GArray) ids = kheo_query_run (db, ask->query, error);

  if (ids == NULL)
    return NULL;
  return kheo_record_table_get_many (db, ask->query->reg, (const gint64 *) (gpointer) ids->data,
                                     MIN (ids->len, ask->limit), error);
}

static void
unref_records (gpointer records)
{
  g_ptr_array_unref (records);
}

static Wait *
wait_new (KheoRecordChooser *self)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->chooser = g_object_ref (self);
  wait->generation = ++self->generation;
  return wait;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordChooser *self = wait->chooser;
  g_autoptr (GPtrArray) records = kheo_store_read_finish (KHEO_STORE (source), result, NULL);
  GPtrArray *items;

  if (records == NULL || self->scope == NULL || wait->generation != self->generation)
    return;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_suggestion_free);
  for (guint i = 0; i < records->len; i++)
    {
      KheoRecord      *record = g_ptr_array_index (records, i);
      g_autofree char *unit = NULL;

      if (record == NULL)
        continue;
      unit =
          kheo_scope_format_unit (self->scope, kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0),
                                  kheo_record_get_day (record));
      g_ptr_array_add (items,
                       kheo_suggestion_new (kheo_record_get_id (record), 0,
                                            kheo_record_get_text (record, KHEO_MODEL_NAME), unit));
    }
  kheo_suggest_take_items (self->suggest, items, _ ("No model found"));
}

static void
search (KheoRecordChooser *self, const char *text)
{
  SearchAsk *ask = g_new0 (SearchAsk, 1);

  ask->query = kheo_query_new (&kheo_register_models);
  ask->query->search = g_strdup (text);
  ask->limit = LIMIT;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), search_job, ask,
                         search_ask_free, unref_records, kheo_scope_get_cancellable (self->scope),
                         found_cb, wait_new (self));
}

static void
asked_cb (KheoRecordChooser *self, const char *text)
{
  if (self->id != 0)
    {
      self->id = 0;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (*text != '\0')
    search (self, text);
}

static void
chosen_cb (KheoRecordChooser *self, KheoSuggestion *item)
{
  self->generation++;
  self->id = item->id;
  kheo_suggest_set_text (self->suggest, item->title);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
name_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_table_get (db, &kheo_register_models, *(gint64 *) data, error);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoRecordChooser *self = wait->chooser;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (record != NULL && self->entry != NULL && wait->generation == self->generation)
    kheo_suggest_set_text (self->suggest, kheo_record_get_text (record, KHEO_MODEL_NAME));
}

static void
kheo_record_chooser_dispose (GObject *object)
{
  KheoRecordChooser *self = KHEO_RECORD_CHOOSER (object);

  self->generation++;
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_record_chooser_parent_class)->dispose (object);
}

static gboolean
kheo_record_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KHEO_RECORD_CHOOSER (widget)->entry);
}

static void
kheo_record_chooser_class_init (KheoRecordChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_record_chooser_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_record_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_RECORD_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_record_chooser_init (KheoRecordChooser *self)
{
}

GtkWidget *
kheo_record_chooser_new (KheoScope *scope, const char *label)
{
  KheoRecordChooser *self = g_object_new (KHEO_TYPE_RECORD_CHOOSER, NULL);

  self->scope = g_object_ref (scope);
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "system-search-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, FALSE);
  kheo_page_set_label (self->entry, label);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->suggest = kheo_suggest_attach (self->entry, _ ("Models found"));
  g_signal_connect_object (self->suggest, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kheo_record_chooser_set_id (KheoRecordChooser *self, gint64 id)
{
  g_return_if_fail (KHEO_IS_RECORD_CHOOSER (self));
  if (self->id == id && id != 0)
    return;
  self->id = id;
  self->generation++;
  kheo_suggest_set_text (self->suggest, NULL);
  if (id != 0)
    kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), name_job,
                           g_memdup2 (&id, sizeof id), g_free, g_object_unref,
                           kheo_scope_get_cancellable (self->scope), named_cb, wait_new (self));
}

gint64
kheo_record_chooser_get_id (KheoRecordChooser *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_CHOOSER (self), 0);
  return self->id;
}

gboolean
kheo_record_chooser_is_valid (KheoRecordChooser *self)
{
  g_return_val_if_fail (KHEO_IS_RECORD_CHOOSER (self), FALSE);
  return self->id != 0 || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
}
