#include "kheo-table-editor.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* So many lines have cells on the screen at first; more are shown by a button. */
#define SHOWN_ROWS  40u
#define FIRST_ROWS  6u
#define FIRST_CELLS 3u

struct _KheoTableEditor
{
  GtkWidget parent_instance;

  GPtrArray *rows; /* of GPtrArray of char *, each of n_columns */
  guint      n_columns;
  guint      n_shown; /* rows that have entries */
  gboolean   filling; /* entries are being filled, not typed in */

  /* Children. */
  GtkWidget *box;
  GtkWidget *grid;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (KheoTableEditor, kheo_table_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PASTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void show_rows (KheoTableEditor *self);

/* ---- Cells ---- */

static void
resize (KheoTableEditor *self, guint n_rows, guint n_columns)
{
  self->n_columns = MAX (self->n_columns, MIN (n_columns, KHEO_SMALL_GRID_MAX_COLUMNS));
  n_rows = MIN (n_rows, KHEO_SMALL_GRID_MAX_ROWS + 1);
  while (self->rows->len < n_rows)
    g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *row = self->rows->pdata[i];

      while (row->len < self->n_columns)
        g_ptr_array_add (row, g_strdup (""));
    }
}

static const char *
get_cell (KheoTableEditor *self, guint row, guint column)
{
  return ((GPtrArray *) self->rows->pdata[row])->pdata[column];
}

static void
set_cell (KheoTableEditor *self, guint row, guint column, const char *text)
{
  GPtrArray *cells = self->rows->pdata[row];

  g_free (cells->pdata[column]);
  cells->pdata[column] = g_strdup (text);
}

/* The last row and column that hold something, + 1. */
static void
find_end (KheoTableEditor *self, guint *out_rows, guint *out_columns)
{
  *out_rows = *out_columns = 0;
  for (guint i = 0; i < self->rows->len; i++)
    for (guint k = 0; k < self->n_columns; k++)
      if (*get_cell (self, i, k) != '\0')
        {
          *out_rows = i + 1;
          *out_columns = MAX (*out_columns, k + 1);
        }
}

/* ---- Entries ---- */

static GtkWidget *
get_entry (KheoTableEditor *self, guint row, guint column)
{
  return gtk_grid_get_child_at (GTK_GRID (self->grid), (int) column, (int) row);
}

static void
get_place (GtkWidget *entry, guint *out_row, guint *out_column)
{
  *out_row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "kheo-row"));
  *out_column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "kheo-column"));
}

static void
entry_changed_cb (GtkWidget *entry, KheoTableEditor *self)
{
  guint row, column;

  if (self->filling)
    return;
  get_place (entry, &row, &column);
  set_cell (self, row, column, gtk_editable_get_text (GTK_EDITABLE (entry)));
  /* There is always an empty line below and an empty column beside. */
  if (row + 1 == self->rows->len || column + 1 == self->n_columns)
    {
      resize (self, row + 2, column + 2);
      show_rows (self);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                KheoTableEditor       *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  gboolean   down = key == GDK_KEY_Down || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
  GtkWidget *next;
  guint      row, column;

  if (!down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  get_place (entry, &row, &column);
  if (!down && row == 0)
    return GDK_EVENT_STOP;
  next = get_entry (self, down ? row + 1 : row - 1, column);
  if (next != NULL)
    gtk_widget_grab_focus (next);
  return GDK_EVENT_STOP;
}

/* ---- Pasting ---- */

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) entry = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget       *self = gtk_widget_get_ancestor (entry, KHEO_TYPE_TABLE_EDITOR);
  guint            row, column;
  int              position;

  if (text == NULL || self == NULL)
    return;
  get_place (entry, &row, &column);
  if (strpbrk (text, "\t\n") != NULL)
    {
      kheo_table_editor_paste (KHEO_TABLE_EDITOR (self), row, column, text);
      return;
    }
  gtk_editable_delete_selection (GTK_EDITABLE (entry));
  position = gtk_editable_get_position (GTK_EDITABLE (entry));
  gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
}

/* An entry would make one line of a block. */
static void
paste_cb (GtkWidget *text, GtkWidget *entry)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (text), NULL, clipboard_read_cb,
                                 g_object_ref (entry));
}

static GtkWidget *
add_entry (KheoTableEditor *self, guint row, guint column)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char    *name = NULL;

  if (row == 0 && column > 0)
    name = g_strdup_printf (_ ("Heading of column %u"), column);
  else if (column == 0)
    name = g_strdup_printf (_ ("Label of line %u"), row);
  else
    name = g_strdup_printf (_ ("Line %u, column %u"), row, column);
  g_object_set_data (G_OBJECT (entry), "kheo-row", GUINT_TO_POINTER (row));
  g_object_set_data (G_OBJECT (entry), "kheo-column", GUINT_TO_POINTER (column));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), column == 0 ? 15 : 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), column == 0 ? 15 : 9);
  if (column > 0)
    gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  if (row == 0 || column == 0)
    gtk_widget_add_css_class (entry, "table-label");
  /* What goes where, before anything is typed. */
  if (row == 0 && column == 1)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Column heading"));
  if (row == 1 && column == 0)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Label"));
  if (row == 1 && column == 1)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "1.234,5");
  kheo_page_set_label (entry, name);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard",
                           G_CALLBACK (paste_cb), entry, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (entry, keys);
  gtk_grid_attach (GTK_GRID (self->grid), entry, (int) column, (int) row, 1, 1);
  return entry;
}

/* Makes what entries lack, fills all. */
static void
show_rows (KheoTableEditor *self)
{
  self->n_shown = MIN (self->rows->len, MAX (self->n_shown, SHOWN_ROWS));
  self->filling = TRUE;
  for (guint i = 0; i < self->n_shown; i++)
    for (guint k = 0; k < self->n_columns; k++)
      {
        GtkWidget  *entry = get_entry (self, i, k);
        const char *cell = get_cell (self, i, k);

        if (entry == NULL)
          entry = add_entry (self, i, k);
        if (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), cell) != 0)
          gtk_editable_set_text (GTK_EDITABLE (entry), cell);
      }
  self->filling = FALSE;
  gtk_widget_set_visible (self->more, self->n_shown < self->rows->len);
}

static void
more_cb (KheoTableEditor *self)
{
  self->n_shown += SHOWN_ROWS;
  show_rows (self);
}

static void
clear (KheoTableEditor *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->rows, 0);
  self->n_columns = self->n_shown = 0;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoTableEditor *self = KHEO_TABLE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_table_editor_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (KHEO_TABLE_EDITOR (object)->rows);
  G_OBJECT_CLASS (kheo_table_editor_parent_class)->finalize (object);
}

static void
kheo_table_editor_class_init (KheoTableEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PASTED] = g_signal_new ("pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/* The wheel goes on to the form around the table, whose own scroller (GTK 4.8) would keep it. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, KheoTableEditor *self)
{
  GtkWidget      *around = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment *down;

  if (around == NULL || fabs (dy) <= fabs (dx) || (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around));
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    dy *= pow (gtk_adjustment_get_page_size (down), 2.0 / 3.0); /* as GTK's own scrollers step */
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + dy);
  return GDK_EVENT_STOP;
}

static GtkEventController *
make_wheel (KheoTableEditor *self)
{
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (scroll_cb), self);
  return wheel;
}

static void
kheo_table_editor_init (KheoTableEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "table-editor");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  gtk_widget_add_controller (scroller, make_wheel (self));
  self->more = gtk_button_new_with_mnemonic (_ ("Show more _lines"));
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  kheo_table_editor_set_content (self, NULL);
}

/* ---- Public ---- */

GtkWidget *
kheo_table_editor_new (void)
{
  return g_object_new (KHEO_TYPE_TABLE_EDITOR, NULL);
}

/* Cells as they stand, from @row, @column on. */
static void
fill_from (KheoTableEditor *self, const KheoSmallGrid *grid, guint row, guint column)
{
  resize (self, MAX (row + kheo_small_grid_get_n_rows (grid) + 1, FIRST_ROWS),
          MAX (column + kheo_small_grid_get_n_columns (grid) + 1, FIRST_CELLS));
  for (guint i = 0; i < kheo_small_grid_get_n_rows (grid) && row + i < self->rows->len; i++)
    for (guint k = 0; k < kheo_small_grid_get_n_columns (grid) && column + k < self->n_columns; k++)
      {
        g_autofree char *text = kheo_small_cell_to_text (kheo_small_grid_get (grid, i, k));

        set_cell (self, row + i, column + k, text);
      }
  show_rows (self);
}

void
kheo_table_editor_set_content (KheoTableEditor *self, const char *content)
{
  g_autoptr (KheoSmallGrid) grid = kheo_small_grid_parse (content);

  g_return_if_fail (KHEO_IS_TABLE_EDITOR (self));

  clear (self);
  fill_from (self, grid, 0, 0);
}

char *
kheo_table_editor_dup_content (KheoTableEditor *self)
{
  GString *text = g_string_new (NULL);
  guint    n_rows, n_columns;

  g_return_val_if_fail (KHEO_IS_TABLE_EDITOR (self), NULL);

  find_end (self, &n_rows, &n_columns);
  for (guint i = 0; i < n_rows; i++)
    for (guint k = 0; k < n_columns; k++)
      g_string_append_printf (text, "%s%s", get_cell (self, i, k), k + 1 < n_columns ? "\t" : "\n");
  return g_string_free (text, FALSE);
}

gboolean
kheo_table_editor_is_empty (KheoTableEditor *self)
{
  guint n_rows, n_columns;

  g_return_val_if_fail (KHEO_IS_TABLE_EDITOR (self), TRUE);

  find_end (self, &n_rows, &n_columns);
  return n_rows == 0;
}

void
kheo_table_editor_paste (KheoTableEditor *self, guint row, guint column, const char *text)
{
  g_autoptr (KheoSmallGrid) grid = kheo_small_grid_parse (text);

  g_return_if_fail (KHEO_IS_TABLE_EDITOR (self));

  if (kheo_table_editor_is_empty (self))
    {
      g_autoptr (KheoSmallTable) table = kheo_small_table_read (grid);

      if (table->labels->len > 0 && table->series->len > 0)
        {
          g_autofree char *content = kheo_small_table_to_text (table);

          kheo_table_editor_set_content (self, content);
          g_signal_emit (self, signals[SIGNAL_PASTED], 0, table);
          return;
        }
    }
  fill_from (self, grid, row, column);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
