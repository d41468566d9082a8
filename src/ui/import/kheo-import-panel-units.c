/* Names of units that are not known, or not known for sure. */
#include "kheo-import-panel-private.h"
#include "kheo-page.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

/* Questions shown at a time: the next ones come when these are answered. */
#define MAX_QUESTIONS  12u
#define MAX_CANDIDATES 4u

#define UNIT_INDEX "kheo-unit-index" /* of a widget: GUINT_TO_POINTER */

static void
chooser_changed_cb (KheoImportPanel *self, GtkWidget *chooser)
{
  guint  index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), UNIT_INDEX));
  gint64 id = kheo_unit_chooser_get_unit (KHEO_UNIT_CHOOSER (chooser));

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.choose-unit", "(ux)", index, id);
}

/* The entry is made when it is wanted: twenty of them would take their time. */
static void
other_clicked_cb (KheoImportPanel *self, GtkWidget *button)
{
  GtkWidget *box = gtk_widget_get_parent (button);
  GtkWidget *chooser = kheo_unit_chooser_new (self->scope, _ ("Another unit"));

  g_object_set_data (G_OBJECT (chooser), UNIT_INDEX,
                     g_object_get_data (G_OBJECT (button), UNIT_INDEX));
  g_signal_connect_object (chooser, "changed", G_CALLBACK (chooser_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_remove (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_widget_child_focus (chooser, GTK_DIR_TAB_FORWARD);
}

/* Path above, why below. */
static void
add_candidate (GtkWidget *card, guint index, const KheoReviewUnit *unit, guint candidate)
{
  const char      *path = g_ptr_array_index (unit->paths, candidate);
  const char      *why = g_ptr_array_index (unit->whys, candidate);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label = g_strdup_printf ("%s, %s", path, why);

  kheo_import_panel_add_label (box, path, NULL);
  if (*why != '\0')
    gtk_widget_add_css_class (kheo_import_panel_add_label (box, why, "caption"), "dim-label");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.choose-unit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ux)", index,
                                    g_array_index (unit->ids, gint64, candidate));
  kheo_page_set_label (button, label);
  gtk_box_append (GTK_BOX (card), button);
}

static void
add_question (KheoImportPanel *self, guint index, const KheoReviewUnit *unit)
{
  GtkWidget       *card = kheo_import_panel_add_card (self->units);
  GtkWidget       *other = gtk_button_new_with_label (_ ("Search for another unit…"));
  g_autofree char *rows = kheo_import_panel_count_rows (unit->n_rows);
  gboolean         both = unit->context != NULL && unit->n_rows > 0;
  g_autofree char *where = g_strconcat (unit->context != NULL ? unit->context : "",
                                        both ? " · " : "", unit->n_rows > 0 ? rows : "", NULL);

  kheo_import_panel_add_label (card, unit->text, "heading");
  if (*where != '\0')
    kheo_import_panel_add_label (card, where, "caption");
  if (unit->path != NULL)
    {
      g_autofree char *taken =
          g_strdup_printf (_ ("Taken as %s. Choose another if that is wrong:"), unit->path);

      kheo_import_panel_add_label (card, taken, "caption");
    }
  for (guint i = 0; i < MIN (unit->ids->len, MAX_CANDIDATES); i++)
    add_candidate (card, index, unit, i);
  gtk_widget_add_css_class (other, "flat");
  g_object_set_data (G_OBJECT (other), UNIT_INDEX, GUINT_TO_POINTER (index));
  g_signal_connect_object (other, "clicked", G_CALLBACK (other_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), other);
}

static gboolean
has_open (KheoImportPanel *self)
{
  for (guint i = 0; i < kheo_import_review_get_n_units (self->review); i++)
    if (kheo_import_review_get_unit (self->review, i)->unit_id == 0)
      return TRUE;
  return FALSE;
}

/* "Names of the sheet that the book does not know", and the way out when all of them are right. */
static void
add_founding (KheoImportPanel *self)
{
  kheo_import_panel_add_label (
      self->units,
      _ ("The book does not know these names. Choose the unit that each one means – one answer "
         "holds for all rows alike – or, if they are all right and new:"),
      NULL);
  kheo_import_panel_add_button (self->units, _ ("_Found these units in the book"),
                                "import.set-create-units", g_variant_new_boolean (TRUE));
}

/* The @at-th of those not found, then of those that were only likely; -1: none. */
static int
find_question (KheoImportPanel *self, guint at)
{
  guint n = kheo_import_review_get_n_units (self->review);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const KheoReviewUnit *unit = kheo_import_review_get_unit (self->review, i);

        if (pass == 0 ? unit->unit_id != 0
                      : unit->quality != KHEO_MATCH_LIKELY || unit->unit_id == 0)
          continue;
        if (at-- == 0)
          return (int) i;
      }
  return -1;
}

static gboolean
add_part (KheoImportPanel *self, guint at)
{
  int index = at < MAX_QUESTIONS ? find_question (self, at) : -1;

  if (index >= 0)
    add_question (self, (guint) index, kheo_import_review_get_unit (self->review, (guint) index));
  return index >= 0;
}

void
kheo_import_panel_show_units (KheoImportPanel *self)
{
  kheo_import_panel_clear (self->units);
  if (has_open (self))
    add_founding (self);
  if (find_question (self, 0) < 0)
    kheo_import_panel_add_label (self->units, _ ("All units that the file names are known."),
                                 "dim-label");
  else
    kheo_import_panel_build (self, add_part);
}
