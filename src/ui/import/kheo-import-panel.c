#include "kheo-import-panel.h"

#include "kheo-count-list.h"
#include "kheo-number.h"
#include "kheo-page.h"
#include "kheo-unit-chooser.h"

#include <glib/gi18n-lib.h>

struct _KheoImportPanel
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoScope        *scope;
  KheoImportReview *review;

  gboolean findings_stale; /* the list does not show the review's findings yet */

  /* Template children. */
  GtkWidget    *paned;
  GtkWidget    *switcher;
  GtkWidget    *stack;
  GtkStackPage *questions_page;
  GtkStackPage *findings_page;
  GtkWidget    *questions;
  GtkWidget    *findings_title;
  GtkWidget    *findings;
  GtkWidget    *row_title;
  GtkWidget    *row_kind;
  GtkWidget    *details;
};

G_DEFINE_FINAL_TYPE (KheoImportPanel, kheo_import_panel, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_FINDING_ACTIVATED,
  SIGNAL_UNIT_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Questions shown at a time: the next ones come when these are answered. */
#define MAX_QUESTIONS  12u
#define MAX_CANDIDATES 4u

#define UNIT_INDEX "kheo-unit-index" /* of a widget: GUINT_TO_POINTER */
#define UNIT_ID    "kheo-unit-id"    /* gint64 in memory of its own */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *css_class)
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

/* ---- Units that were not found ---- */

static void
candidate_clicked_cb (KheoImportPanel *self, GtkWidget *button)
{
  guint   index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), UNIT_INDEX));
  gint64 *id = g_object_get_data (G_OBJECT (button), UNIT_ID);

  g_signal_emit (self, signals[SIGNAL_UNIT_CHOSEN], 0, index, *id);
}

static void
chooser_changed_cb (KheoImportPanel *self, GtkWidget *chooser)
{
  guint  index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), UNIT_INDEX));
  gint64 id = kheo_unit_chooser_get_unit (KHEO_UNIT_CHOOSER (chooser));

  if (id != 0)
    g_signal_emit (self, signals[SIGNAL_UNIT_CHOSEN], 0, index, id);
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

static void
append_candidate (KheoImportPanel *self, GtkWidget *box, guint index, gint64 id, const char *path)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (path);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, path);
  g_object_set_data (G_OBJECT (button), UNIT_INDEX, GUINT_TO_POINTER (index));
  g_object_set_data_full (G_OBJECT (button), UNIT_ID, g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (candidate_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_page_set_label (button, path);
  gtk_box_append (GTK_BOX (box), button);
}

static void
append_question (KheoImportPanel *self, guint index, const KheoReviewUnit *unit)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget       *other = gtk_button_new_with_label (_ ("Another unit…"));
  g_autofree char *rows = kheo_number_format (unit->n_rows);
  g_autofree char *count = g_strdup_printf (ngettext ("%s row", "%s rows", unit->n_rows), rows);
  gboolean         both = unit->context != NULL && unit->n_rows > 0;
  g_autofree char *where = g_strconcat (unit->context != NULL ? unit->context : "",
                                        both ? " · " : "", unit->n_rows > 0 ? count : "", NULL);

  gtk_widget_add_css_class (box, "import-question");
  append_label (box, unit->text, "heading");
  if (*where != '\0')
    append_label (box, where, "caption");
  if (unit->path != NULL)
    {
      g_autofree char *taken =
          g_strdup_printf (_ ("Taken as %s. Choose another if that is wrong:"), unit->path);

      append_label (box, taken, "caption");
    }
  for (guint i = 0; i < MIN (unit->ids->len, MAX_CANDIDATES); i++)
    append_candidate (self, box, index, g_array_index (unit->ids, gint64, i),
                      g_ptr_array_index (unit->paths, i));
  gtk_widget_add_css_class (other, "flat");
  g_object_set_data (G_OBJECT (other), UNIT_INDEX, GUINT_TO_POINTER (index));
  g_signal_connect_object (other, "clicked", G_CALLBACK (other_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), other);
  gtk_box_append (GTK_BOX (self->questions), box);
}

static guint
count_open (KheoImportPanel *self)
{
  guint n = self->review != NULL ? kheo_import_review_get_n_units (self->review) : 0;
  guint open = 0;

  for (guint i = 0; i < n; i++)
    open += kheo_import_review_get_unit (self->review, i)->unit_id == 0;
  return open;
}

/* "Names of the sheet that the book does not know", and the way out when all of them are right. */
static void
append_founding (KheoImportPanel *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Found these units in the book"));

  append_label (
      self->questions,
      _ ("The book does not know these names. Choose the unit that each one means, or, if "
         "they are all right and new:"),
      NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.set-create-units");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "b", TRUE);
  gtk_box_append (GTK_BOX (self->questions), button);
}

/* Those not found first, then those that were only likely.  Gives how many are shown. */
static guint
show_questions (KheoImportPanel *self)
{
  guint n = self->review != NULL ? kheo_import_review_get_n_units (self->review) : 0;
  guint shown = 0;

  clear_box (self->questions);
  if (count_open (self) > 0)
    append_founding (self);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n && shown < MAX_QUESTIONS; i++)
      {
        const KheoReviewUnit *unit = kheo_import_review_get_unit (self->review, i);

        if (pass == 0 ? unit->unit_id != 0
                      : unit->quality != KHEO_MATCH_LIKELY || unit->unit_id == 0)
          continue;
        append_question (self, i, unit);
        shown++;
      }
  return shown;
}

/* ---- Findings ---- */

/* One widget a row and a height that is known before the text is: the list makes 200 rows at once.
 */
static void
setup_finding_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 2);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 10);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (text), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, text);
}

static void
bind_finding_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KheoImportPanel *self)
{
  const KheoReviewFinding *finding =
      kheo_import_review_get_finding (self->review, gtk_list_item_get_position (item));
  gboolean         is_error = finding->severity == KHEO_SEVERITY_ERROR;
  GtkWidget       *text = gtk_list_item_get_child (item);
  g_autofree char *cell = NULL;
  g_autofree char *words = NULL;

  if (finding->row >= 0)
    cell = finding->column >= 0 ? kheo_cell_name ((guint) finding->row, (guint) finding->column)
                                : g_strdup_printf (_ ("Row %d"), finding->row + 1);
  words = g_strdup_printf ("%s%s%s", cell != NULL ? cell : "", cell != NULL ? ": " : "",
                           finding->message);
  gtk_inscription_set_text (GTK_INSCRIPTION (text), words);
  gtk_widget_set_tooltip_text (text, words);
  gtk_widget_set_css_classes (
      text, (const char *[]){ is_error ? "finding-error" : "finding-warning", NULL });
  kheo_page_name_row (text, words);
}

static void
finding_activate_cb (KheoImportPanel *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_FINDING_ACTIVATED], 0, position);
}

/* A list makes 200 rows at once: only when somebody looks. */
static void
show_findings (KheoImportPanel *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  guint       n = self->review != NULL ? kheo_import_review_get_n_findings (self->review) : 0;
  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (kheo_count_list_new (n));

  if (!self->findings_stale || g_strcmp0 (page, "findings") != 0)
    return;
  self->findings_stale = FALSE;
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), GTK_SELECTION_MODEL (selection));
}

/* "Units (19)". */
static void
name_page (GtkStackPage *page, const char *format, guint n)
{
  g_autofree char *number = kheo_number_format (n);
  GString         *title = g_string_new (format);

  g_string_replace (title, "%s", number, 1);
  gtk_stack_page_set_title (page, title->str);
  g_string_free (title, TRUE);
}

static void
show_review (KheoImportPanel *self)
{
  guint n = self->review != NULL ? kheo_import_review_get_n_findings (self->review) : 0;
  guint questions = show_questions (self);
  guint open = count_open (self);

  self->findings_stale = TRUE;
  name_page (self->questions_page, _ ("Units (%s)"), open > 0 ? open : questions);
  name_page (self->findings_page, _ ("To look at (%s)"), n);
  gtk_widget_set_visible (self->switcher, questions > 0);
  gtk_widget_set_visible (self->findings_title, questions == 0);
  gtk_label_set_label (GTK_LABEL (self->findings_title),
                       n > 0 ? gtk_stack_page_get_title (self->findings_page)
                             : _ ("Nothing doubtful was found"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), open > 0 ? "questions" : "findings");
  show_findings (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoImportPanel *self = KHEO_IMPORT_PANEL (object);

  if (self->findings != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), NULL);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->review, kheo_import_review_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_IMPORT_PANEL);
  G_OBJECT_CLASS (kheo_import_panel_parent_class)->dispose (object);
}

static void
kheo_import_panel_class_init (KheoImportPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[SIGNAL_FINDING_ACTIVATED] = g_signal_new ("finding-activated", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_UNIT_CHOSEN] = g_signal_new ("unit-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "import/kheo-import-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, paned);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, switcher);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, questions_page);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, findings_page);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, questions);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, findings_title);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, findings);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, row_title);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, row_kind);
  gtk_widget_class_bind_template_child (widget_class, KheoImportPanel, details);
  gtk_widget_class_bind_template_callback (widget_class, finding_activate_cb);
}

static void
kheo_import_panel_init (KheoImportPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_finding_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_finding_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->findings), factory);
  g_object_unref (factory);
  kheo_page_set_label (self->findings, _ ("Things to look at"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (show_findings), self,
                           G_CONNECT_SWAPPED);
}

/* ---- Public ---- */

void
kheo_import_panel_set_scope (KheoImportPanel *self, KheoScope *scope)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));
  g_set_object (&self->scope, scope);
}

void
kheo_import_panel_set_review (KheoImportPanel *self, KheoImportReview *review)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  if (self->review == review)
    return;
  gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), NULL); /* its rows read the review */
  if (review != NULL)
    kheo_import_review_ref (review);
  g_clear_pointer (&self->review, kheo_import_review_unref);
  self->review = review;
  show_review (self);
}

/* A value typed in the place of what was understood goes to the view as an action. */
static void
value_edited_cb (GtkEditableLabel *value, GParamSpec *pspec, KheoImportPanel *self)
{
  const char *was = g_object_get_data (G_OBJECT (value), "was");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (value));
  int         field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (value), "field"));

  if (!gtk_editable_label_get_editing (value) && g_strcmp0 (was, text) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.set-value", "(is)", field, text);
}

static void
append_value (KheoImportPanel *self, GtkWidget *row, const KheoImportDetail *detail)
{
  GtkWidget *value = gtk_editable_label_new (detail->after);

  g_object_set_data_full (G_OBJECT (value), "was", g_strdup (detail->after), g_free);
  g_object_set_data (G_OBJECT (value), "field", GINT_TO_POINTER (detail->field));
  gtk_widget_set_tooltip_text (value, _ ("Click to correct the value"));
  kheo_page_set_label (value, detail->label);
  if (detail->changed)
    gtk_widget_add_css_class (value, "import-changed");
  g_signal_connect_object (value, "notify::editing", G_CALLBACK (value_edited_cb), self, 0);
  gtk_box_append (GTK_BOX (row), value);
}

void
kheo_import_panel_set_row (KheoImportPanel *self,
                           const char      *title,
                           const char      *describe,
                           GPtrArray       *details)
{
  g_return_if_fail (KHEO_IS_IMPORT_PANEL (self));

  gtk_label_set_label (GTK_LABEL (self->row_title), title);
  gtk_label_set_label (GTK_LABEL (self->row_kind), describe);
  gtk_widget_set_visible (self->row_kind, *describe != '\0');
  clear_box (self->details);
  for (guint i = 0; details != NULL && i < details->len; i++)
    {
      const KheoImportDetail *detail = g_ptr_array_index (details, i);
      GtkWidget              *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      g_autofree char        *change = NULL;

      if (detail->changed)
        change = g_strdup_printf (
            "%s → %s", detail->before != NULL && *detail->before != '\0' ? detail->before : "∅",
            *detail->after != '\0' ? detail->after : "∅");
      append_label (row, detail->label, "caption");
      if (change != NULL || !detail->editable)
        append_label (row, change != NULL ? change : detail->after,
                      detail->changed ? "import-changed" : NULL);
      if (detail->editable)
        append_value (self, row, detail);
      gtk_box_append (GTK_BOX (self->details), row);
    }
}
