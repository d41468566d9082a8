#include "kheo-record-history.h"

#include "kheo-figures.h"
#include "kheo-history-item.h"
#include "kheo-registers.h"
#include "kheo-sheet-window.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>

/* ---- Reading, on the store's thread ---- */

typedef struct
{
  const KheoRegister *reg;
  KheoUnits          *units;      /* borrowed; NULL when they could not be read */
  KheoIndicators     *indicators; /* so too */
  KheoRecord         *record;     /* as it is now: says what its amounts are of; NULL when gone */
  GPtrArray          *changes;
} Diff;

static void
change_free (gpointer data)
{
  KheoFieldChange *change = data;

  g_free (change->label);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
record_action_free (gpointer data)
{
  KheoRecordAction *self = data;

  g_clear_pointer (&self->action, kheo_action_free);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/* Kept as text, though it may look like a number: the period "2024". */
static gboolean
is_text (KheoFieldType type)
{
  return type == KHEO_FIELD_TEXT || type == KHEO_FIELD_LONG_TEXT || type == KHEO_FIELD_DATE ||
         type == KHEO_FIELD_CHOICE || type == KHEO_FIELD_PERIOD;
}

/* Names and amounts that need more than the field; NULL: the field is enough. */
static char *
format_number (const Diff *diff, const KheoField *field, gint64 number)
{
  const KheoIndicator *indicator;
  KheoAmountUnit       unit;

  if (field->type == KHEO_FIELD_UNIT && diff->units != NULL)
    return kheo_units_dup_path (diff->units, number, kheo_date_today ());
  if (diff->indicators == NULL)
    return NULL;
  if (field->type == KHEO_FIELD_RECORD && g_strcmp0 (field->target, "indicators") == 0)
    {
      indicator = kheo_indicators_find (diff->indicators, number);
      return indicator != NULL ? g_strdup (indicator->name) : NULL;
    }
  if (field->type != KHEO_FIELD_AMOUNT || diff->record == NULL)
    return NULL;
  unit = kheo_indicators_amount_unit (diff->indicators, diff->record,
                                      (guint) kheo_register_find_field (diff->reg, field->name));
  return kheo_amount_format_full (&unit, number);
}

/* A column's text as SQLite casts it, for people. */
static char *
format_text (const Diff *diff, const KheoField *field, const char *text)
{
  KheoValue value = KHEO_VALUE_INIT;
  gint64    number;
  char     *formatted = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (!is_text (field->type) &&
      g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    {
      kheo_value_set_integer (&value, number);
      formatted = format_number (diff, field, number);
    }
  else
    kheo_value_set_text (&value, text);
  if (formatted == NULL)
    formatted = kheo_field_format (field, &value);
  kheo_value_clear (&value);
  return formatted;
}

static void
diff_cb (const char *column, const char *before, const char *after, gpointer user_data)
{
  Diff            *diff = user_data;
  const KheoField *field = kheo_register_get_field (diff->reg, column);
  KheoFieldChange *change;

  /* Sort keys and the like follow from others; where it came from has its own line in the form. */
  if (field == NULL || (field->flags & KHEO_FIELD_DERIVED) != 0)
    return;
  change = g_new0 (KheoFieldChange, 1);
  change->label = g_strdup (_ (field->label));
  change->before = format_text (diff, field, before);
  change->after = format_text (diff, field, after);
  g_ptr_array_add (diff->changes, change);
}

GPtrArray *
kheo_record_history_read (KheoDb *db, const KheoRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) actions = kheo_history_list_record (db, reg->table, id, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (record_action_free);
  g_autoptr (KheoRecord) record =
      reg != &kheo_register_units ? kheo_record_table_get (db, reg, id, NULL) : NULL;
  KheoWorld *world = actions != NULL ? kheo_world_get (db, NULL) : NULL;

  if (actions == NULL)
    return NULL;
  g_ptr_array_set_free_func (actions, NULL); /* each goes to its entry */
  for (guint i = 0; i < actions->len; i++)
    {
      KheoRecordAction *entry = g_new0 (KheoRecordAction, 1);
      Diff              diff = { reg, world != NULL ? kheo_world_get_units (world) : NULL,
                    world != NULL ? kheo_world_get_indicators (world, NULL) : NULL, record, NULL };

      entry->action = g_ptr_array_index (actions, i);
      entry->changes = diff.changes = g_ptr_array_new_with_free_func (change_free);
      g_ptr_array_add (list, entry);
      /* An action whose changeset cannot be read is still told by its title. */
      kheo_history_diff (db, entry->action->id, reg->table, id, diff_cb, &diff, NULL);
    }
  return g_steal_pointer (&list);
}

typedef struct
{
  const KheoRegister *reg;
  gint64              id;
} Ask;

static gpointer
read_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *ask = data;

  return kheo_record_history_read (db, ask->reg, ask->id, error);
}

/* ---- The window ---- */

static void
add_label (GtkWidget *grid, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : "∅");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), column > 0);
  gtk_widget_set_hexpand (label, column > 0);
  if (column == 0)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static GtkWidget *
make_changes (GPtrArray *changes)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < changes->len; i++)
    {
      const KheoFieldChange *change = g_ptr_array_index (changes, i);
      g_autofree char       *text = *change->before != '\0'
                                        ? g_strdup_printf ("%s → %s", change->before,
                                                     *change->after != '\0' ? change->after : "∅")
                                        : g_strdup (change->after);

      add_label (grid, change->label, 0, (int) i);
      add_label (grid, text, 1, (int) i);
    }
  return grid;
}

static void
append_action (GtkWidget *box, KheoRecordAction *entry)
{
  g_autoptr (KheoHistoryItem) item = kheo_history_item_new (g_steal_pointer (&entry->action));
  const KheoAction *action = kheo_history_item_get_action (item);
  GtkWidget        *title = gtk_label_new (action->title);
  GtkWidget        *detail = gtk_label_new (kheo_history_item_get_detail (item));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_set_margin_top (title, 12);
  kheo_label_strike (GTK_LABEL (title), action->undone);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_box_append (GTK_BOX (box), make_changes (entry->changes));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) box = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (list == NULL || list->len == 0)
    gtk_box_append (GTK_BOX (box),
                    gtk_label_new (list == NULL ? error->message
                                                : _ ("Nothing is known of this record's past.")));
  for (guint i = 0; list != NULL && i < list->len; i++)
    append_action (box, g_ptr_array_index (list, i));
}

void
kheo_record_history_present (GtkWidget *near, KheoBook *book, const KheoRegister *reg, gint64 id)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *scroller = gtk_scrolled_window_new ();
  KheoSheetWindow *window;
  Ask             *ask = g_new0 (Ask, 1);

  gtk_widget_add_css_class (box, "record-history");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_widget_set_size_request (scroller, 460, -1);
  gtk_widget_set_vexpand (scroller, TRUE);
  window = kheo_sheet_window_new (near, _ ("History of this record"), NULL, scroller);
  gtk_window_present (GTK_WINDOW (window));
  ask->reg = reg;
  ask->id = id;
  kheo_store_read_async (kheo_book_get_store (book), read_job, ask, g_free,
                         (GDestroyNotify) g_ptr_array_unref, NULL, read_cb, g_object_ref (box));
}
