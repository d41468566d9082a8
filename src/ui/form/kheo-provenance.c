#include "kheo-provenance.h"

#include "kheo-book-tables.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

struct _KheoProvenance
{
  GtkWidget parent_instance;

  /* borrowed: child */
  GtkWidget *label;

  /* owned */
  KheoScope *scope;
  char      *sheet;

  gint64 row;
  guint  generation; /* of the record shown */
};

G_DEFINE_FINAL_TYPE (KheoProvenance, kheo_provenance, GTK_TYPE_WIDGET)

typedef struct
{
  KheoProvenance *line;
  guint           generation;
} Wait;

static gpointer
import_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_import_table_get (db, *(gint64 *) data, error);
}

static void
import_free (gpointer data)
{
  kheo_import_entry_free (data);
}

static char *
describe (KheoProvenance *self, const KheoImportEntry *entry)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (entry->at);
  g_autofree char *day = kheo_date_format (kheo_date_new (
      g_date_time_get_year (at), g_date_time_get_month (at), g_date_time_get_day_of_month (at)));

  if (self->row <= 0)
    return g_strdup_printf (_ ("From %s, read on %s."), entry->file, day);
  return g_strdup_printf (_ ("From %s, sheet “%s”, row %d, read on %s."), entry->file,
                          self->sheet ? self->sheet : "", (int) self->row, day);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (KheoProvenance) self = wait->line;
  KheoImportEntry *entry = kheo_store_read_finish (KHEO_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  if (entry != NULL && self->label != NULL && wait->generation == self->generation)
    {
      text = describe (self, entry);
      gtk_label_set_text (GTK_LABEL (self->label), text);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
  g_clear_pointer (&entry, kheo_import_entry_free);
}

static void
kheo_provenance_dispose (GObject *object)
{
  KheoProvenance *self = KHEO_PROVENANCE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_provenance_parent_class)->dispose (object);
}

static void
kheo_provenance_finalize (GObject *object)
{
  g_clear_pointer (&KHEO_PROVENANCE (object)->sheet, g_free);
  G_OBJECT_CLASS (kheo_provenance_parent_class)->finalize (object);
}

static void
kheo_provenance_class_init (KheoProvenanceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_provenance_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_provenance_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kheo_provenance_init (KheoProvenance *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
kheo_provenance_new (KheoScope *scope)
{
  KheoProvenance *self = g_object_new (KHEO_TYPE_PROVENANCE, "visible", FALSE, NULL);

  self->scope = g_object_ref (scope);
  return GTK_WIDGET (self);
}

void
kheo_provenance_set_record (KheoProvenance *self, KheoRecord *record)
{
  gint64 import;
  Wait  *wait;

  g_return_if_fail (KHEO_IS_PROVENANCE (self));
  self->generation++;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (record == NULL || kheo_record_get_register (record) != &kheo_register_models)
    return;
  import = kheo_record_get_integer (record, KHEO_MODEL_IMPORT, 0);
  if (import == 0)
    return;
  g_free (self->sheet);
  self->sheet = g_strdup (kheo_record_get_text (record, KHEO_MODEL_IMPORT_SHEET));
  self->row = kheo_record_get_integer (record, KHEO_MODEL_IMPORT_ROW, 0);
  wait = g_new0 (Wait, 1);
  wait->line = g_object_ref (self);
  wait->generation = self->generation;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), import_job,
                         g_memdup2 (&import, sizeof import), g_free, import_free,
                         kheo_scope_get_cancellable (self->scope), found_cb, wait);
}
