/* Rows that look like a record of the book or like another row: one at a time, field by field. */
#include "kheo-import-panel-private.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

static const char *
describe_why (const KheoDuplicate *alike)
{
  switch (alike->why)
    {
    case KHEO_ALIKE_SAME:
      return _ ("Both say the same.");
    case KHEO_ALIKE_NAME:
      return _ ("The same name, unit and year; other fields differ.");
    case KHEO_ALIKE_NEAR:
      return _ ("The same unit and year; the names are nearly the same.");
    case KHEO_ALIKE_TAKEN:
    default:
      return _ ("The row was taken for this model of the book although one point differs.");
    }
}

static int
row_of (KheoImportPanel *self, guint table, int index)
{
  return (int) kheo_import_review_get_table (self->review, table)->base_row + index;
}

/* "Dòng 12 giống dòng 9"; owned by the caller. */
static char *
describe_pair (KheoImportPanel *self, const KheoDuplicate *alike)
{
  int row = row_of (self, alike->table, (int) alike->index) + 1;

  if (alike->record != 0)
    return g_strdup_printf (_ ("Row %d looks like a model of the book"), row);
  return g_strdup_printf (_ ("Row %d looks like row %d"), row,
                          row_of (self, alike->table, alike->other) + 1);
}

/* ---- Field by field ---- */

static GtkWidget *
make_cell (const char *text, gboolean differs)
{
  GtkWidget *label = gtk_label_new (text != NULL && *text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (differs)
    gtk_widget_add_css_class (label, "import-changed");
  return label;
}

static void
add_field (GtkGrid *grid, const KheoImportDetail *detail, int *io_at)
{
  GtkWidget *name = gtk_label_new (detail->label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_grid_attach (grid, name, 0, (*io_at)++, 2, 1);
  gtk_grid_attach (grid, make_cell (detail->after, detail->changed), 0, *io_at, 1, 1);
  gtk_grid_attach (grid, make_cell (detail->before, detail->changed), 1, (*io_at)++, 1, 1);
}

/* What differs stands first, so each is passed twice. */
static gboolean
add_part (KheoImportPanel *self, guint at)
{
  GtkGrid                *grid = GTK_GRID (gtk_widget_get_last_child (self->alike_card));
  guint                   n = self->alike_details->len;
  const KheoImportDetail *detail = NULL;
  int                     row = 1 + 2 * (int) at; /* under the titles; some stay empty */

  if (at >= 2 * n)
    return FALSE;
  detail = g_ptr_array_index (self->alike_details, at % n);
  if (detail->changed == (at < n))
    add_field (grid, detail, &row);
  return TRUE;
}

static void
show_details (KheoImportPanel *self, GtkGrid *grid, GPtrArray *details, const char *other)
{
  GtkWidget *left = make_cell (_ ("In the file"), FALSE);
  GtkWidget *right = make_cell (other, FALSE);

  gtk_widget_add_css_class (left, "caption-heading");
  gtk_widget_add_css_class (right, "caption-heading");
  gtk_grid_attach (grid, left, 0, 0, 1, 1);
  gtk_grid_attach (grid, right, 1, 0, 1, 1);
  g_clear_pointer (&self->alike_details, g_ptr_array_unref);
  self->alike_details = g_ptr_array_ref (details);
  kheo_import_panel_build (self, add_part);
}

typedef struct
{
  KheoImportPanel *panel;  /* owned */
  GtkWidget       *grid;   /* owned */
  GCancellable    *asking; /* owned */
} Ask;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  g_autoptr (GPtrArray) details =
      kheo_import_file_load_row_finish (KHEO_IMPORT_FILE (source), result, NULL);
  KheoImportPanel *self = ask->panel;

  if (details != NULL && ask->asking == self->asking && self->review != NULL &&
      self->at < kheo_import_review_get_n_alike (self->review))
    show_details (self, GTK_GRID (ask->grid), details,
                  kheo_import_review_get_alike (self->review, self->at)->record != 0
                      ? _ ("In the book")
                      : _ ("The other row"));
  g_object_unref (ask->panel);
  g_object_unref (ask->grid);
  g_object_unref (ask->asking);
  g_free (ask);
}

static void
load_details (KheoImportPanel *self, GtkWidget *grid)
{
  Ask *ask = g_new0 (Ask, 1);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  *ask = (Ask){ g_object_ref (self), g_object_ref (grid), g_object_ref (self->asking) };
  kheo_import_file_load_alike_async (self->file, self->at, self->asking, loaded_cb, ask);
}

/* ---- The card ---- */

static void
step_cb (KheoImportPanel *self, GtkWidget *button)
{
  guint n = kheo_import_review_get_n_alike (self->review);
  int   step = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step"));

  self->at = (self->at + n + (guint) step) % n;
  kheo_import_panel_show_alike (self);
}

static void
add_step (KheoImportPanel *self, GtkWidget *box, const char *icon, const char *label, int step)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, label);
  g_object_set_data (G_OBJECT (button), "step", GINT_TO_POINTER (step));
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* "2 / 5" between two arrows. */
static void
add_bar (KheoImportPanel *self, guint n)
{
  GtkWidget       *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *place = g_strdup_printf ("%u / %u", self->at + 1, n);
  GtkWidget       *label = kheo_import_panel_add_label (bar, place, "numeric");

  gtk_widget_set_hexpand (label, TRUE);
  add_step (self, bar, "go-previous-symbolic", _ ("Previous likeness"), -1);
  add_step (self, bar, "go-next-symbolic", _ ("Next likeness"), 1);
  gtk_box_append (GTK_BOX (self->alike), bar);
}

static void
add_answers (GtkWidget *card, const KheoDuplicate *alike)
{
  GtkWidget *button = NULL;

  if (alike->record != 0)
    {
      button = kheo_import_panel_add_button (
          card, _ ("The _same: update the book"), "import.same",
          g_variant_new ("(uux)", alike->table, alike->index, alike->record));
      gtk_widget_add_css_class (button, "suggested-action");
    }
  kheo_import_panel_add_button (
      card, _ ("_Not a duplicate: take it as a new one"), "import.distinct",
      g_variant_new ("(uuxi)", alike->table, alike->index, alike->record, alike->other));
  kheo_import_panel_add_button (card, _ ("_Leave the row out"), "import.leave-out",
                                g_variant_new ("(uu)", alike->table, alike->index));
}

void
kheo_import_panel_show_alike (KheoImportPanel *self)
{
  guint                n = kheo_import_review_get_n_alike (self->review);
  const KheoDuplicate *alike = NULL;
  GtkWidget           *card = NULL;
  GtkWidget           *grid = NULL;
  g_autofree char     *pair = NULL;

  kheo_import_panel_clear (self->alike);
  kheo_import_panel_build (self, NULL);
  if (n == 0)
    {
      kheo_import_panel_add_label (self->alike, _ ("No row looks like another one."), "dim-label");
      return;
    }
  self->at = MIN (self->at, n - 1);
  alike = kheo_import_review_get_alike (self->review, self->at);
  pair = describe_pair (self, alike);
  if (n > 1)
    add_bar (self, n);
  card = self->alike_card = kheo_import_panel_add_card (self->alike);
  kheo_import_panel_add_label (card, pair, "heading");
  kheo_import_panel_add_label (card, describe_why (alike), "caption");
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_answers (card, alike);
  gtk_box_append (GTK_BOX (card), grid);
  load_details (self, grid);
  gtk_widget_activate_action (GTK_WIDGET (self), "import.go-to", "(iii)", (int) alike->table,
                              row_of (self, alike->table, (int) alike->index), -1);
}
