#include "kheo-import-panel-private.h"

#include "kheo-list-pager.h"
#include "kheo-number.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_FINAL_TYPE (KheoImportPanel, kheo_import_panel, GTK_TYPE_WIDGET)

static const struct
{
  const char *name, *child;
  void (*show) (KheoImportPanel *self);
} pages[] = {
  { "findings", "findings", kheo_import_panel_show_findings },
  { "units", "units", kheo_import_panel_show_units },
  { "indicators", "indicators", kheo_import_panel_show_indicators },
  { "spellings", "spellings", kheo_import_panel_show_spellings },
  { "alike", "alike", kheo_import_panel_show_alike },
  { "new", "rows", kheo_import_panel_show_rows },
  { "changed", "rows", kheo_import_panel_show_rows },
  { "unchanged", "rows", kheo_import_panel_show_rows },
  { "refused", "rows", kheo_import_panel_show_rows },
};

/* ---- Parts of cards ---- */

void
kheo_import_panel_clear (GtkWidget *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

GtkWidget *
kheo_import_panel_add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
kheo_import_panel_add_card (GtkWidget *box)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "import-question");
  gtk_box_append (GTK_BOX (box), card);
  return card;
}

GtkWidget *
kheo_import_panel_add_button (GtkWidget  *box,
                              const char *label,
                              const char *action,
                              GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

char *
kheo_import_panel_count_rows (guint n)
{
  g_autofree char *number = kheo_number_format (n);
  /* Translators: %s is a number. */
  return g_strdup_printf (ngettext ("%s row", "%s rows", n), number);
}

/* ---- Pages ---- */

static guint
count_units (KheoImportReview *review)
{
  guint open = 0;
  guint likely = 0;

  for (guint i = 0; i < kheo_import_review_get_n_units (review); i++)
    {
      const KheoReviewUnit *unit = kheo_import_review_get_unit (review, i);

      open += unit->unit_id == 0;
      likely += unit->unit_id != 0 && unit->quality == KHEO_MATCH_LIKELY;
    }
  return open > 0 ? open : likely;
}

static guint
count_indicators (KheoImportReview *review)
{
  guint n = 0;

  for (guint i = 0; i < kheo_import_review_get_n_indicators (review); i++)
    n += kheo_review_indicator_is_open (kheo_import_review_get_indicator (review, i));
  return n;
}

guint
kheo_import_panel_count (KheoImportReview *review, const char *page)
{
  KheoImportCounts counts = kheo_import_review_count (review);

  if (strcmp (page, "findings") == 0)
    return kheo_import_review_get_n_findings (review);
  if (strcmp (page, "units") == 0)
    return count_units (review);
  if (strcmp (page, "indicators") == 0)
    return count_indicators (review);
  if (strcmp (page, "spellings") == 0)
    return kheo_import_review_get_n_clusters (review);
  if (strcmp (page, "alike") == 0)
    return kheo_import_review_get_n_alike (review);
  return strcmp (page, "new") == 0         ? counts.created
         : strcmp (page, "changed") == 0   ? counts.changed
         : strcmp (page, "unchanged") == 0 ? counts.unchanged
                                           : counts.refused;
}

/* How long the parts made in one frame may take: they are laid out and painted in it, too. */
#define STEP_US 1000

/* The first frame is left to what was done at once. */
static gboolean
step_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KheoImportPanel *self = KHEO_IMPORT_PANEL (widget);
  gint64           end = g_get_monotonic_time () + STEP_US;

  if (self->step_waits)
    {
      self->step_waits = FALSE;
      return G_SOURCE_CONTINUE;
    }
  do
    if (!self->step (self, self->at_step++))
      {
        self->step = NULL;
        self->step_due = 0;
        return G_SOURCE_REMOVE;
      }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

void
kheo_import_panel_build (KheoImportPanel *self, KheoPanelStep step)
{
  if (self->step_due != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->step_due);
  self->step_due = 0;
  self->step = step;
  self->at_step = 0;
  self->step_waits = TRUE;
  if (step != NULL)
    self->step_due = gtk_widget_add_tick_callback (GTK_WIDGET (self), step_cb, NULL, NULL);
}

/* What a page shows is made when somebody looks. */
static void
show_page (KheoImportPanel *self)
{
  for (guint i = 0; self->stale && self->review != NULL && i < G_N_ELEMENTS (pages); i++)
    if (strcmp (pages[i].name, self->page) == 0)
      {
        self->stale = FALSE;
        kheo_import_panel_build (self, NULL);
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), pages[i].child);
        pages[i].show (self);
      }
}

/* ---- Object ---- */

static void
forget (KheoImportPanel *self)
{
  /* Their rows read the review. */
  if (self->findings != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), NULL);
  if (self->rows != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->rows), NULL);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  kheo_import_panel_build (self, NULL);
  g_clear_object (&self->file);
  self->places = NULL;
  g_clear_pointer (&self->review, kheo_import_review_unref);
}

static void
dispose (GObject *object)
{
  KheoImportPanel *self = KHEO_IMPORT_PANEL (object);

  forget (self);
  kheo_import_panel_dispose_details (self);
  g_clear_pointer (&self->alike_details, g_ptr_array_unref);
  g_clear_object (&self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_IMPORT_PANEL);
  G_OBJECT_CLASS (kheo_import_panel_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  KheoImportPanel *self = KHEO_IMPORT_PANEL (object);

  g_array_unref (self->listed);
  g_ptr_array_unref (self->lines);
  g_free (self->page);
  G_OBJECT_CLASS (kheo_import_panel_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize      offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (KheoImportPanel, name) }
    CHILD (paned),       CHILD (stack),       CHILD (groups),          CHILD (findings_bar),
    CHILD (findings),    CHILD (units),       CHILD (previous_button), CHILD (next_button),
    CHILD (spellings),   CHILD (alike),       CHILD (findings_stack),  CHILD (rows_title),
    CHILD (rows),        CHILD (row_title),   CHILD (row_kind),        CHILD (details),
    CHILD (skip_button), CHILD (take_button), CHILD (indicators),      CHILD (findings_pager),
    CHILD (rows_pager),
#undef CHILD
  };

  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "import/kheo-import-panel.ui");
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               children[i].offset);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_panel_filter_findings);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_panel_activate_finding);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_panel_activate_row);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_panel_turn_findings);
  gtk_widget_class_bind_template_callback (widget_class, kheo_import_panel_turn_rows);
}

static void
kheo_import_panel_class_init (KheoImportPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  g_type_ensure (KHEO_TYPE_LIST_PAGER);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kheo_import_panel_init (KheoImportPanel *self)
{
  self->listed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->page = g_strdup ("findings");
  self->group = -1;
  self->chosen = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  kheo_import_panel_prepare_findings (self);
  kheo_import_panel_prepare_rows (self);
  kheo_page_set_label (self->findings, _ ("Things to look at"));
  kheo_page_set_label (self->groups, _ ("Kind of things to look at"));
  kheo_page_set_label (self->previous_button, _ ("Previous thing to look at (Shift+F8)"));
  kheo_page_set_label (self->next_button, _ ("Next thing to look at (F8)"));
  kheo_page_set_label (self->rows, _ ("Rows"));
}

/* ---- Public ---- */

void
kheo_import_panel_set_scope (KheoImportPanel *self, KheoScope *scope)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));
  g_set_object (&self->scope, scope);
}

void
kheo_import_panel_set_file (KheoImportPanel *self, KheoImportFile *file)
{
  KheoImportReview *review = file != NULL ? kheo_import_file_get_review (file) : NULL;

  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  if (self->review == review && self->file == file)
    return;
  if (self->file != file)
    {
      self->group = -1;
      self->at = 0;
    }
  if (review != NULL)
    kheo_import_review_ref (review);
  forget (self);
  self->review = review;
  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->stale = TRUE;
  self->chosen = -1;
  show_page (self);
}

void
kheo_import_panel_set_page (KheoImportPanel *self, const char *page)
{
  g_autofree char *before = self->page;

  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  self->page = g_strdup (page);
  self->stale = self->stale || strcmp (before, page) != 0;
  show_page (self);
}

void
kheo_import_panel_go_first (KheoImportPanel *self)
{
  GtkSelectionModel *selection = NULL;

  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->rows));
  if (self->review == NULL || selection == NULL || self->places == NULL || self->places->len == 0 ||
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "rows") != 0)
    return;
  gtk_selection_model_select_item (selection, 0, TRUE);
  kheo_import_panel_activate_row (self, 0);
}

const char *
kheo_import_panel_get_page (KheoImportPanel *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_PANEL (self), NULL);
  return self->page;
}
