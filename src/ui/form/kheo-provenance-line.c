#include "kheo-provenance-line.h"

#include "kheo-date.h"
#include "kheo-imports.h"
#include "kheo-record-history.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

struct _KheoProvenanceLine
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *label;
  GtkWidget *show_cell;
  GtkWidget *show_import;
  GtkWidget *show_history;

  /* owned */
  KheoScope *scope;

  const KheoRegister *reg; /* NULL: no record */
  gint64              id;
  guint               generation; /* of the record shown */
  gboolean            has_source;
};

G_DEFINE_FINAL_TYPE (KheoProvenanceLine, kheo_provenance_line, GTK_TYPE_WIDGET)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Asking, on the reading thread ---- */

typedef struct
{
  const KheoRegister *reg;
  gint64              id;
  gint64              import; /* 0: the record says none */
  char               *sheet;
  int                 row; /* as the sheet counts; 0: not known */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_free (ask->sheet);
  g_free (ask);
}

typedef struct
{
  KheoImportEntry *made;    /* the file that it came from; NULL: none */
  KheoImportEntry *changed; /* the last file that changed it since; NULL: none */
  KheoAction      *action;  /* that made it, when no file did; NULL: not known */
  char            *sheet;
  int              row;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->made, kheo_import_entry_free);
  g_clear_pointer (&found->changed, kheo_import_entry_free);
  g_clear_pointer (&found->action, kheo_action_free);
  g_free (found->sheet);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* Rows noted beside the record: of units, and of later files that changed it. */
static gboolean
read_rows (KheoDb *db, const Ask *ask, Found *found, GError **error)
{
  g_autoptr (GPtrArray) rows = kheo_import_row_list (db, ask->reg->table, ask->id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KheoImportRowEntry *row = g_ptr_array_index (rows, i);

      if (row->fields == NULL && found->made == NULL)
        {
          found->made = kheo_import_table_get (db, row->import_id, error);
          found->sheet = g_strdup (row->sheet);
          found->row = row->row;
        }
      else if (row->fields != NULL && found->changed == NULL)
        found->changed = kheo_import_table_get (db, row->import_id, error);
    }
  return rows != NULL;
}

/* Whose action made it: the oldest that touched it. */
static gboolean
read_maker (KheoDb *db, const Ask *ask, Found *found, GError **error)
{
  g_autoptr (GPtrArray) actions = kheo_history_list_record (db, ask->reg->table, ask->id, error);

  if (actions != NULL && actions->len > 0)
    found->action = g_ptr_array_steal_index (actions, actions->len - 1);
  return actions != NULL;
}

static gpointer
source_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *ask = data;
  g_autoptr (Found) found = g_new0 (Found, 1);

  if (ask->import != 0)
    {
      found->made = kheo_import_table_get (db, ask->import, error);
      found->sheet = g_strdup (ask->sheet);
      found->row = ask->row;
    }
  if (!read_rows (db, ask, found, error) ||
      (found->made == NULL && !read_maker (db, ask, found, error)))
    return NULL;
  return g_steal_pointer (&found);
}

/* ---- Words ---- */

static char *
format_day (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  return kheo_date_format (kheo_date_new (g_date_time_get_year (time), g_date_time_get_month (time),
                                          g_date_time_get_day_of_month (time)));
}

static char *
describe_made (const Found *found)
{
  g_autofree char *day = format_day (found->made->at);
  const char      *file = found->made->file;
  const char      *sheet = found->sheet;

  if (found->row <= 0)
    return g_strdup_printf (_ ("From %s, read on %s."), file, day);
  if (sheet == NULL || *sheet == '\0')
    return g_strdup_printf (_ ("From %s, row %d, read on %s."), file, found->row, day);
  return g_strdup_printf (_ ("From %s, sheet “%s”, row %d, read on %s."), file, sheet, found->row,
                          day);
}

static char *
describe_hand (const KheoAction *action)
{
  g_autofree char *when = kheo_date_format_moment (action->at);

  if (action->actor == NULL || *action->actor == '\0')
    return g_strdup_printf (_ ("Entered by hand at %s."), when);
  return g_strdup_printf (_ ("Entered by hand by %s at %s."), action->actor, when);
}

static char *
describe (const Found *found)
{
  GString *text = g_string_new (NULL);

  if (found->made != NULL || found->action != NULL)
    {
      g_autofree char *first =
          found->made != NULL ? describe_made (found) : describe_hand (found->action);

      g_string_append (text, first);
    }
  if (found->changed != NULL)
    {
      g_autofree char *day = format_day (found->changed->at);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Changed by %s, read on %s."), found->changed->file, day);
    }
  return g_string_free (text, FALSE);
}

/* ---- Showing ---- */

typedef struct
{
  KheoProvenanceLine *line;
  const KheoRegister *reg;
  gint64              id;
  guint               generation;
} Wait;

static void
show (KheoProvenanceLine *self, const Wait *wait, const Found *found)
{
  const KheoImportEntry *file = found->made != NULL ? found->made : found->changed;
  g_autofree char       *text = describe (found);

  self->has_source = file != NULL;
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->show_cell, file != NULL);
  gtk_widget_set_visible (self->show_import, file != NULL && wait->reg == &kheo_register_models);
  if (file != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_cell), "(sxs)", wait->reg->name,
                                        wait->id, "");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_import), "x", file->id);
      /* Not before: an action without its target is refused aloud. */
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_cell), "win.show-cell");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_import), "win.show-import");
    }
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  g_signal_emit (self, signals[FOUND], 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (KheoProvenanceLine) self = wait->line;
  Found *found = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (found != NULL && self->label != NULL && wait->generation == self->generation)
    show (self, wait, found);
  g_clear_pointer (&found, found_free);
}

static void
show_history_cb (KheoProvenanceLine *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book != NULL && self->reg != NULL)
    kheo_record_history_present (GTK_WIDGET (self), book, self->reg, self->id);
}

/* ---- Widget ---- */

static void
kheo_provenance_line_dispose (GObject *object)
{
  KheoProvenanceLine *self = KHEO_PROVENANCE_LINE (object);

  kheo_page_unparent_children (GTK_WIDGET (self));
  self->label = self->show_cell = self->show_import = self->show_history = NULL;
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_provenance_line_parent_class)->dispose (object);
}

static void
kheo_provenance_line_class_init (KheoProvenanceLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_provenance_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[FOUND] = g_signal_new ("found", KHEO_TYPE_PROVENANCE_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (GtkWidget *box, const char *text)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (text);

  gtk_widget_add_css_class (button, "provenance-button");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
kheo_provenance_line_init (KheoProvenanceLine *self)
{
  GtkWidget     *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkOrientable *layout = GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (layout, GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->show_cell = add_button (buttons, _ ("Show the _cells it came from"));
  self->show_import = add_button (buttons, _ ("_All of this file"));
  self->show_history = gtk_button_new_with_mnemonic (_ ("_What became of it…"));
  gtk_widget_set_tooltip_text (self->show_import, _ ("Lists all models that came from this file"));
  gtk_widget_set_parent (buttons, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->show_history, "provenance-button");
  gtk_widget_set_halign (self->show_history, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->show_history, _ ("Each change of this record, newest first"));
  g_signal_connect_object (self->show_history, "clicked", G_CALLBACK (show_history_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->show_history, GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_provenance_line_new (KheoScope *scope)
{
  KheoProvenanceLine *self = g_object_new (KHEO_TYPE_PROVENANCE_LINE, "visible", FALSE, NULL);

  self->scope = g_object_ref (scope);
  return GTK_WIDGET (self);
}

static Ask *
ask_new (KheoRecord *record)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  Ask                *ask = g_new0 (Ask, 1);
  int                 import = kheo_register_find_field (reg, "import_id");
  int                 sheet = kheo_register_find_field (reg, "import_sheet");
  int                 row = kheo_register_find_field (reg, "import_row");

  ask->reg = reg;
  ask->id = kheo_record_get_id (record);
  if (import >= 0)
    ask->import = kheo_record_get_integer (record, (guint) import, 0);
  if (sheet >= 0)
    ask->sheet = g_strdup (kheo_record_get_text (record, (guint) sheet));
  if (row >= 0)
    ask->row = (int) kheo_record_get_integer (record, (guint) row, 0);
  return ask;
}

void
kheo_provenance_line_set_record (KheoProvenanceLine *self, KheoRecord *record)
{
  Wait *wait;

  g_return_if_fail (KHEO_IS_PROVENANCE_LINE (self));
  self->generation++;
  self->has_source = FALSE;
  self->reg = record != NULL ? kheo_record_get_register (record) : NULL;
  self->id = record != NULL ? kheo_record_get_id (record) : 0;
  gtk_label_set_text (GTK_LABEL (self->label), "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (record == NULL || kheo_record_get_id (record) == 0)
    return;
  wait = g_new0 (Wait, 1);
  wait->line = g_object_ref (self);
  wait->reg = kheo_record_get_register (record);
  wait->id = kheo_record_get_id (record);
  wait->generation = self->generation;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), source_job,
                         ask_new (record), ask_free, found_free,
                         kheo_scope_get_cancellable (self->scope), found_cb, wait);
}

gboolean
kheo_provenance_line_has_source (KheoProvenanceLine *self)
{
  g_return_val_if_fail (KHEO_IS_PROVENANCE_LINE (self), FALSE);
  return self->has_source;
}
