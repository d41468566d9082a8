/* What a sheet counts under names that are not known, or not known for sure. */
#include "kheo-import-panel-private.h"
#include "kheo-indicator-catalogue.h"
#include "kheo-indicator-chooser.h"
#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

/* Questions shown at a time: the next ones come when these are answered. */
#define MAX_QUESTIONS  12u
#define MAX_CANDIDATES 5u

#define INDICATOR_INDEX "kheo-indicator-index" /* of a widget: GUINT_TO_POINTER */
#define CATALOGUE_CODES "kheo-catalogue-codes" /* of a list: GPtrArray of code, NULL for none */

static void
chooser_changed_cb (KheoImportPanel *self, GtkWidget *chooser)
{
  guint  index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), INDICATOR_INDEX));
  gint64 id = kheo_indicator_chooser_get_id (KHEO_INDICATOR_CHOOSER (chooser));

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.choose-indicator", "(ux)", index, id);
}

/* The entry is made when it is wanted, as of units. */
static void
other_clicked_cb (KheoImportPanel *self, GtkWidget *button)
{
  GtkWidget *box = gtk_widget_get_parent (button);
  GtkWidget *chooser = kheo_indicator_chooser_new (self->scope, _ ("Another indicator"));

  g_object_set_data (G_OBJECT (chooser), INDICATOR_INDEX,
                     g_object_get_data (G_OBJECT (button), INDICATOR_INDEX));
  g_signal_connect_object (chooser, "changed", G_CALLBACK (chooser_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_remove (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_widget_grab_focus (chooser);
}

/* Those of the catalogue that the book does not have yet. */
static void
catalogue_chosen_cb (KheoImportPanel *self, GParamSpec *pspec, GtkDropDown *list)
{
  guint      index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), INDICATOR_INDEX));
  GPtrArray *codes = g_object_get_data (G_OBJECT (list), CATALOGUE_CODES);
  guint      selected = gtk_drop_down_get_selected (list);

  if (selected < codes->len && codes->pdata[selected] != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.choose-catalogue", "(us)", index,
                                codes->pdata[selected]);
}

/* The first row is no answer. */
static GListModel *
list_catalogue (KheoIndicators *indicators, GPtrArray *codes)
{
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);
  GtkStringList                *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Choose from the catalogue"));
  g_ptr_array_add (codes, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;

      if (indicators != NULL && kheo_indicators_find_code (indicators, all[i].code) != NULL)
        continue;
      name = all[i].unit != NULL ? g_strdup_printf ("%s (%s)", all[i].name, all[i].unit)
                                 : g_strdup (all[i].name);
      gtk_string_list_append (names, name);
      g_ptr_array_add (codes, (gpointer) all[i].code); /* static */
    }
  return G_LIST_MODEL (names);
}

/* Made when it is wanted, as the entry is. */
static void
catalogue_clicked_cb (KheoImportPanel *self, GtkWidget *button)
{
  GtkWidget  *box = gtk_widget_get_parent (button);
  GPtrArray  *codes = g_ptr_array_new ();
  GListModel *names = list_catalogue (kheo_scope_get_indicators (self->scope), codes);
  GtkWidget  *list = gtk_drop_down_new (
       names, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (list), TRUE);
  kheo_page_set_label (list, _ ("Indicator of the catalogue"));
  g_object_set_data (G_OBJECT (list), INDICATOR_INDEX,
                     g_object_get_data (G_OBJECT (button), INDICATOR_INDEX));
  g_object_set_data_full (G_OBJECT (list), CATALOGUE_CODES, codes,
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (catalogue_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (GTK_BOX (box), list, button);
  gtk_box_remove (GTK_BOX (box), button);
  gtk_widget_grab_focus (list);
}

/* @first above @second, as the answer @id. */
static void
add_answer (GtkWidget *card, guint index, gint64 id, const char *first, const char *second)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label =
      *second != '\0' ? g_strdup_printf ("%s, %s", first, second) : g_strdup (first);

  kheo_import_panel_add_label (box, first, NULL);
  if (*second != '\0')
    gtk_widget_add_css_class (kheo_import_panel_add_label (box, second, "caption"), "dim-label");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.choose-indicator");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ux)", index, id);
  kheo_page_set_label (button, label);
  gtk_box_append (GTK_BOX (card), button);
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* Name above, code, unit of measure and section below. */
static void
add_candidate (GtkWidget *card, guint index, const KheoIndicator *indicator)
{
  GString *detail = g_string_new (NULL);

  append_part (detail, indicator->code);
  append_part (detail, indicator->unit.unit);
  append_part (detail, indicator->section);
  add_answer (card, index, indicator->id, indicator->name, detail->str);
  g_string_free (detail, TRUE);
}

/* What the sheet says beside the name, and what becomes of it as it stands. */
static void
add_heading (GtkWidget *card, const KheoReviewIndicator *indicator)
{
  g_autofree char *number = kheo_number_format (indicator->n_figures);
  /* Translators: %s is a number. */
  g_autofree char *figures =
      g_strdup_printf (ngettext ("%s figure", "%s figures", indicator->n_figures), number);
  g_autofree char *taken = NULL;
  GString         *where = g_string_new (NULL);

  kheo_import_panel_add_label (card, indicator->text, "heading");
  append_part (where, indicator->code);
  append_part (where, indicator->measure);
  append_part (where, figures);
  kheo_import_panel_add_label (card, where->str, "caption");
  g_string_free (where, TRUE);
  if (indicator->create)
    taken =
        g_strdup_printf (_ ("Founded as “%s”. Choose another if that is wrong:"), indicator->name);
  else if (indicator->id != 0)
    taken = g_strdup_printf (_ ("Taken as %s. Choose another if that is wrong:"), indicator->name);
  if (taken != NULL)
    kheo_import_panel_add_label (card, taken, "caption");
}

static void
add_question (KheoImportPanel *self, guint index, const KheoReviewIndicator *indicator)
{
  KheoIndicators *indicators = kheo_scope_get_indicators (self->scope);
  GtkWidget      *card = kheo_import_panel_add_card (self->indicators);
  GtkWidget      *other = gtk_button_new_with_label (_ ("Search for another indicator…"));
  GtkWidget      *catalogue = gtk_button_new_with_label (_ ("One of the catalogue…"));

  add_heading (card, indicator);
  for (guint i = 0; indicators != NULL && i < MIN (indicator->ids->len, MAX_CANDIDATES); i++)
    {
      const KheoIndicator *candidate =
          kheo_indicators_find (indicators, g_array_index (indicator->ids, gint64, i));

      if (candidate != NULL)
        add_candidate (card, index, candidate);
    }
  if (kheo_review_indicator_is_open (indicator))
    add_answer (card, index, 0, _ ("It is a new indicator"), "");
  gtk_widget_add_css_class (other, "flat");
  g_object_set_data (G_OBJECT (other), INDICATOR_INDEX, GUINT_TO_POINTER (index));
  g_signal_connect_object (other, "clicked", G_CALLBACK (other_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), other);
  gtk_widget_add_css_class (catalogue, "flat");
  g_object_set_data (G_OBJECT (catalogue), INDICATOR_INDEX, GUINT_TO_POINTER (index));
  g_signal_connect_object (catalogue, "clicked", G_CALLBACK (catalogue_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), catalogue);
}

/* The @at-th of those that wait for an answer, then of those that were only likely; -1: none. */
static int
find_question (KheoImportPanel *self, guint at)
{
  guint n = kheo_import_review_get_n_indicators (self->review);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const KheoReviewIndicator *indicator = kheo_import_review_get_indicator (self->review, i);
        gboolean                   open = kheo_review_indicator_is_open (indicator);

        if (pass == 0 ? !open : open || indicator->quality != KHEO_MATCH_LIKELY)
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
    add_question (self, (guint) index,
                  kheo_import_review_get_indicator (self->review, (guint) index));
  return index >= 0;
}

void
kheo_import_panel_show_indicators (KheoImportPanel *self)
{
  kheo_import_panel_clear (self->indicators);
  if (kheo_import_panel_count (self->review, "indicators") > 0)
    kheo_import_panel_add_label (self->indicators,
                                 _ ("Say what is meant by these names. One answer holds wherever "
                                    "the file names it so."),
                                 NULL);
  if (find_question (self, 0) >= 0)
    kheo_import_panel_build (self, add_part);
  else
    kheo_import_panel_add_label (self->indicators,
                                 _ ("All indicators that the file names are known."), "dim-label");
}
