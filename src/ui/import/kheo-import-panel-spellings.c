/* One thing written in several ways: approved cluster by cluster, and taken back one by one. */
#include "kheo-import-panel-private.h"
#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

/* Clusters and joins shown at a time: the next ones come when these are answered. */
#define MAX_CARDS 6u
#define MAX_FORMS 8u
#define MAX_JOINS 30u

/* ---- What is proposed ---- */

typedef struct
{
  KheoImportPanel   *panel;   /* borrowed: owns the widgets that own this */
  const KheoCluster *cluster; /* borrowed from the review, which the panel holds */
  guint              chosen;  /* the form that the others are read as */
} Card;

static const KheoClusterForm *
form_at (const KheoCluster *cluster, guint index)
{
  return g_ptr_array_index (cluster->forms, index);
}

static void
join_clicked_cb (GtkWidget *button, Card *card)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  const char *meant = form_at (card->cluster, card->chosen)->text;
  GVariant   *texts = NULL;

  for (guint i = 0; i < card->cluster->forms->len; i++)
    if (i != card->chosen && form_at (card->cluster, i)->n_rows > 0)
      g_ptr_array_add (written, form_at (card->cluster, i)->text);
  texts = g_variant_new_strv ((const char *const *) written->pdata, (gssize) written->len);
  gtk_widget_activate_action (GTK_WIDGET (card->panel), "import.join", "(ui@ass)",
                              card->cluster->table, card->cluster->field, texts, meant);
}

static void
apart_clicked_cb (GtkWidget *button, Card *card)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  GVariant *texts = NULL;

  for (guint i = 0; i < card->cluster->forms->len; i++)
    if (form_at (card->cluster, i)->n_rows > 0)
      g_ptr_array_add (written, form_at (card->cluster, i)->text);
  texts = g_variant_new_strv ((const char *const *) written->pdata, (gssize) written->len);
  gtk_widget_activate_action (GTK_WIDGET (card->panel), "import.keep-apart", "(ui@as)",
                              card->cluster->table, card->cluster->field, texts);
}

static void
form_toggled_cb (GtkCheckButton *button, Card *card)
{
  if (gtk_check_button_get_active (button))
    card->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "form"));
}

/* "12 dòng · 3 trong sổ". */
static char *
describe_form (const KheoClusterForm *form)
{
  g_autofree char *rows = kheo_import_panel_count_rows (form->n_rows);
  g_autofree char *number = kheo_number_format (form->n_book);
  g_autofree char *book =
      g_strdup_printf (ngettext ("%s in the book", "%s in the book", form->n_book), number);

  if (form->n_book == 0)
    return g_steal_pointer (&rows);
  return form->n_rows > 0 ? g_strdup_printf ("%s · %s", rows, book) : g_steal_pointer (&book);
}

static void
add_form (GtkWidget *box, Card *card, guint index, GtkWidget **io_group)
{
  const KheoClusterForm *form = form_at (card->cluster, index);
  GtkWidget             *button = gtk_check_button_new ();
  GtkWidget             *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget             *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char       *detail = describe_form (form);
  g_autofree char       *label = g_strdup_printf ("%s, %s", form->text, detail);

  kheo_import_panel_add_label (words, form->text, index == 0 ? "import-best" : NULL);
  gtk_widget_add_css_class (kheo_import_panel_add_label (words, detail, "caption"), "dim-label");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                              *io_group != NULL ? GTK_CHECK_BUTTON (*io_group) : NULL);
  *io_group = button;
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), index == 0);
  g_object_set_data (G_OBJECT (button), "form", GUINT_TO_POINTER (index));
  g_signal_connect (button, "toggled", G_CALLBACK (form_toggled_cb), card);
  kheo_page_set_label (button, label);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (box), row);
}

static const char *
describe_kind (KheoClusterKind kind)
{
  switch (kind)
    {
    case KHEO_CLUSTER_SPELLING:
      return _ ("differ in capitals, blanks or the place of a tone");
    case KHEO_CLUSTER_ABBREVIATION:
      return _ ("differ in abbreviations or tone marks");
    case KHEO_CLUSTER_NEAR:
    default:
      return _ ("differ in one letter: look well");
    }
}

static void
add_cluster (KheoImportPanel *self, const KheoCluster *cluster)
{
  const KheoReviewTable *table = kheo_import_review_get_table (self->review, cluster->table);
  GtkWidget             *box = kheo_import_panel_add_card (self->spellings);
  GtkWidget             *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget             *join = gtk_button_new_with_label (_ ("Write all like this"));
  GtkWidget             *apart = gtk_button_new_with_label (_ ("Leave apart"));
  GtkWidget             *group = NULL;
  Card                  *card = g_new0 (Card, 1);
  g_autofree char *title = g_strdup_printf ("%s: %s", _ (table->reg->fields[cluster->field].label),
                                            describe_kind (cluster->kind));

  *card = (Card){ self, cluster, 0 };
  g_object_set_data_full (G_OBJECT (box), "card", card, g_free);
  kheo_import_panel_add_label (box, title, "caption");
  for (guint i = 0; i < MIN (cluster->forms->len, MAX_FORMS); i++)
    add_form (box, card, i, &group);
  gtk_widget_set_tooltip_text (join,
                               _ ("All rows alike are written in the form chosen; the office's "
                                  "next files too"));
  gtk_widget_set_tooltip_text (apart, _ ("They are different things; not asked about again"));
  g_signal_connect (join, "clicked", G_CALLBACK (join_clicked_cb), card);
  g_signal_connect (apart, "clicked", G_CALLBACK (apart_clicked_cb), card);
  gtk_widget_set_hexpand (join, TRUE);
  gtk_box_append (GTK_BOX (buttons), join);
  gtk_box_append (GTK_BOX (buttons), apart);
  gtk_box_append (GTK_BOX (box), buttons);
}

/* ---- What was joined ---- */

static void
add_join (KheoImportPanel *self, const KheoReviewJoin *join)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *button = NULL;
  g_autofree char *text = g_strdup_printf ("%s → %s", join->written, join->meant);
  g_autofree char *rows = kheo_import_panel_count_rows (join->n_rows);
  g_autofree char *detail = join->remembered
                                ? g_strdup_printf (_ ("%s · as for an earlier file"), rows)
                                : g_strdup (rows);
  g_autofree char *label = g_strdup_printf (_ ("Take back: %s"), text);

  kheo_import_panel_add_label (words, text, NULL);
  gtk_widget_add_css_class (kheo_import_panel_add_label (words, detail, "caption"), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Leave it as the sheet writes it"));
  kheo_page_set_label (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.unjoin");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uis)", join->table, join->field,
                                    join->written);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->spellings), row);
}

/* Cards of clusters, what is left of them, the joins. */
static gboolean
add_part (KheoImportPanel *self, guint at)
{
  guint n = kheo_import_review_get_n_clusters (self->review);
  guint cards = MIN (n, MAX_CARDS);
  guint joins = MIN (kheo_import_review_get_n_joins (self->review), MAX_JOINS);

  if (at < cards)
    add_cluster (self, kheo_import_review_get_cluster (self->review, at));
  else if (at == cards && n > MAX_CARDS)
    {
      g_autofree char *rest = kheo_number_format (n - MAX_CARDS);
      g_autofree char *more = g_strdup_printf (_ ("… and %s more after these"), rest);

      kheo_import_panel_add_label (self->spellings, more, "dim-label");
    }
  else if (at == cards + 1 && joins > 0)
    kheo_import_panel_add_label (self->spellings, _ ("Joined in this file"), "heading");
  else if (at > cards + 1 && at - cards - 2 < joins)
    add_join (self, kheo_import_review_get_join (self->review, at - cards - 2));
  return at < cards + 1 + joins;
}

void
kheo_import_panel_show_spellings (KheoImportPanel *self)
{
  guint n = kheo_import_review_get_n_clusters (self->review);
  guint joined = kheo_import_review_get_n_joins (self->review);

  kheo_import_panel_clear (self->spellings);
  if (n > 0)
    kheo_import_panel_add_label (
        self->spellings,
        _ ("These seem to be one thing written in several ways. Choose the form to keep, or "
           "leave them apart."),
        NULL);
  else if (joined == 0)
    kheo_import_panel_add_label (self->spellings, _ ("Nothing is written in several ways."),
                                 "dim-label");
  kheo_import_panel_build (self, add_part);
}
