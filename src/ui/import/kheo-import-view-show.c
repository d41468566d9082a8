#include "kheo-import-panel.h"
#include "kheo-import-phrases.h"
#include "kheo-import-view-private.h"
#include "kheo-number.h"
#include "kheo-page.h"
#include "kheo-sheet-view-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

const KheoImportAs kheo_import_view_as_choices[] = { KHEO_IMPORT_MODELS,     KHEO_IMPORT_UNITS,
                                                     KHEO_IMPORT_FIGURES,    KHEO_IMPORT_CONVERSION,
                                                     KHEO_IMPORT_INDICATORS, KHEO_IMPORT_TASKS,
                                                     KHEO_IMPORT_PETITIONS,  KHEO_IMPORT_NOTHING };
const guint        kheo_import_view_n_as_choices = G_N_ELEMENTS (kheo_import_view_as_choices);

KheoImportReview *
kheo_import_view_get_review (KheoImportView *self)
{
  return self->file != NULL ? kheo_import_file_get_review (self->file) : NULL;
}

const KheoReviewTable *
kheo_import_view_get_table (KheoImportView *self)
{
  KheoImportReview *review = kheo_import_view_get_review (self);

  if (review == NULL || self->table >= kheo_import_review_get_n_tables (review))
    return NULL;
  return kheo_import_review_get_table (review, self->table);
}

/* ---- Lists at the side ---- */

static void
clear_list (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static GtkWidget *
append_row (GtkWidget *list, const char *name, const char *detail)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *title = gtk_label_new (name);
  GtkWidget       *subtitle = gtk_label_new (detail);
  GtkWidget       *row;
  g_autofree char *label = g_strdup_printf ("%s, %s", name, detail);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_wrap (GTK_LABEL (subtitle), TRUE);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_widget_set_tooltip_text (box, name);
  gtk_list_box_append (GTK_LIST_BOX (list), box);
  row = gtk_widget_get_last_child (list);
  kheo_page_set_label (row, label);
  return row;
}

static void
show_tables (KheoImportView *self, KheoImportReview *review)
{
  static const char *const as_labels[] = {
    [KHEO_IMPORT_AUTO] = "",
    [KHEO_IMPORT_UNITS] = N_ ("Units"),
    [KHEO_IMPORT_MODELS] = N_ ("Models"),
    [KHEO_IMPORT_FIGURES] = N_ ("Figures"),
    [KHEO_IMPORT_CONVERSION] = N_ ("Reform of units"),
    [KHEO_IMPORT_INDICATORS] = N_ ("Indicators"),
    [KHEO_IMPORT_TASKS] = N_ ("Tasks"),
    [KHEO_IMPORT_PETITIONS] = N_ ("Petitions"),
    [KHEO_IMPORT_NOTHING] = N_ ("Nothing to take"),
  };
  guint n = kheo_import_review_get_n_tables (review);

  self->updating = TRUE;
  clear_list (self->table_list);
  for (guint i = 0; i < n; i++)
    {
      const KheoReviewTable *table = kheo_import_review_get_table (review, i);
      g_autofree char       *counts = kheo_import_describe_counts (&table->counts);
      g_autofree char       *detail =
          table->as == KHEO_IMPORT_NOTHING
                    ? g_strdup (_ (as_labels[table->as]))
                    : g_strdup_printf ("%s\n%s",
                                 *as_labels[table->as] != '\0' ? _ (as_labels[table->as]) : "",
                                       counts);
      GtkWidget *row =
          append_row (self->table_list, *table->name != '\0' ? table->name : _ ("Sheet"), detail);

      if (i == self->table)
        gtk_list_box_select_row (GTK_LIST_BOX (self->table_list), GTK_LIST_BOX_ROW (row));
    }
  gtk_widget_set_visible (self->tables, n > 1);
  self->updating = FALSE;
}

/* ---- The row of the cursor ---- */

/* The row's place in its table; FALSE when it is of none, or no table is shown. */
gboolean
kheo_import_view_get_cursor_row (KheoImportView *self, KheoReviewRow *out_row)
{
  const KheoReviewTable *table = kheo_import_view_get_table (self);
  int                    row, column;

  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &row, &column);
  if (table == NULL || row < 0)
    return FALSE;
  *out_row =
      kheo_import_review_get_row (kheo_import_view_get_review (self), table->sheet, (guint) row);
  return out_row->table >= 0;
}

/* What the row is, and what was found in the cell or the row; owned by the caller. */
static char *
describe_cursor (KheoImportView *self, int row, int column)
{
  KheoImportReview        *review = kheo_import_view_get_review (self);
  const KheoReviewTable   *table = kheo_import_view_get_table (self);
  const KheoReviewFinding *finding;
  const char              *kind;

  if (table == NULL || row < 0)
    return g_strdup (_ ("Click a heading to say what it is."));
  kind =
      kheo_sheet_view_describe_row (kheo_import_review_get_row (review, table->sheet, (guint) row));
  finding = kheo_import_review_find_row (review, table->sheet, (guint) row, column);
  if (finding == NULL)
    return g_strdup (kind);
  return g_strdup_printf ("%s\n%s", kind, finding->message);
}

static void
show_row (KheoImportView *self)
{
  KheoReviewRow    info;
  gboolean         is_row = kheo_import_view_get_cursor_row (self, &info);
  gboolean         busy = self->file == NULL || kheo_import_file_is_busy (self->file);
  g_autofree char *title = NULL;
  g_autofree char *describe = NULL;
  int              row, column;

  kheo_sheet_view_get_cursor (KHEO_SHEET_VIEW (self->sheet), &row, &column);
  title = kheo_import_view_get_table (self) != NULL && row >= 0
              ? g_strdup_printf (_ ("Row %d"), row + 1)
              : g_strdup (_ ("Column headings"));
  describe = describe_cursor (self, row, column);
  kheo_import_panel_set_row (KHEO_IMPORT_PANEL (self->panel), title, describe);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.skip-row",
                                 is_row && !busy && info.kind == KHEO_ROW_DATA);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take-row",
                                 is_row && !busy && info.kind != KHEO_ROW_DATA);
}

static void
details_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoImportView) self = user_data;
  KheoImportFile *file = KHEO_IMPORT_FILE (source);
  g_autoptr (GPtrArray) details = kheo_import_file_load_row_finish (file, result, NULL);

  if (details != NULL && file == self->file)
    kheo_import_panel_set_details (KHEO_IMPORT_PANEL (self->panel), details);
}

void
kheo_import_view_show_cursor (KheoImportView *self)
{
  KheoReviewRow row;

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  show_row (self);
  if (!kheo_import_view_get_cursor_row (self, &row) || row.kind != KHEO_ROW_DATA ||
      self->file == NULL)
    {
      kheo_import_panel_set_details (KHEO_IMPORT_PANEL (self->panel), NULL);
      return;
    }
  self->asking = g_cancellable_new ();
  kheo_import_file_load_row_async (self->file, (guint) row.table, (guint) row.index, self->asking,
                                   details_cb, g_object_ref (self));
}

/* ---- Showing a file ---- */

void
kheo_import_view_show_controls (KheoImportView *self)
{
  const KheoReviewTable *table = kheo_import_view_get_table (self);
  int                    year = kheo_import_file_get_year (self->file);
  g_autofree char       *text = NULL;
  gboolean               asks_year;

  self->updating = TRUE;
  if (year == 0 && table != NULL)
    year = table->year;
  text = year > 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
  if (!gtk_widget_has_focus (self->year_entry))
    gtk_editable_set_text (GTK_EDITABLE (self->year_entry), text);
  asks_year = table == NULL || table->as == KHEO_IMPORT_MODELS || table->as == KHEO_IMPORT_FIGURES;
  gtk_widget_set_visible (self->year_label, asks_year);
  gtk_widget_set_visible (self->year_entry, asks_year);
  for (guint i = 0; table != NULL && i < kheo_import_view_n_as_choices; i++)
    if (kheo_import_view_as_choices[i] == table->as)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->as_choice), i);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->create_check),
                               kheo_import_file_get_create_units (self->file));
  self->updating = FALSE;
}

static void
show_bar (KheoImportView *self, KheoImportReview *review)
{
  const GError    *problem = kheo_import_file_get_problem (self->file);
  gboolean         busy = kheo_import_file_is_busy (self->file);
  KheoImportCounts counts = kheo_import_review_count (review);
  g_autofree char *text = kheo_import_describe_counts (&counts);
  g_autofree char *work = kheo_import_describe_work (review);
  gboolean         read_only = kheo_book_is_read_only (kheo_scope_get_book (self->scope));
  KheoFileState    state = kheo_import_file_get_state (self->file);

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_label_set_label (GTK_LABEL (self->summary), problem != NULL ? problem->message
                                                  : read_only ? _ ("This book may only be read.")
                                                              : text);
  gtk_widget_set_tooltip_text (self->summary, problem != NULL ? problem->message : text);
  gtk_widget_set_css_classes (self->summary, problem != NULL ? (const char *[]){ "error", NULL }
                                                             : (const char *[]){ "numeric", NULL });
  gtk_button_set_label (GTK_BUTTON (self->commit_button), work);
  gtk_widget_set_visible (self->desk_button, kheo_import_view_is_reform (self->file));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.to-desk",
                                 state == KHEO_FILE_REVIEW && !busy && !read_only);
  gtk_widget_set_visible (self->rejects_button, kheo_import_review_count_rejects (review) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.write-rejects", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.commit",
                                 state == KHEO_FILE_REVIEW && !busy && !read_only &&
                                     kheo_import_review_has_work (review));
}

/* "Như biểu “…” lần trước", or what the form will be called. */
static void
show_form (KheoImportView *self, KheoImportReview *review)
{
  const char      *form = kheo_import_review_get_form (review);
  gboolean         known = kheo_import_review_is_form_known (review);
  g_autofree char *text =
      known ? g_strdup_printf (_ ("Understood as the form “%s” was last time"), form)
            : g_strdup (_ ("A new form: how it is understood now is remembered"));

  gtk_label_set_label (GTK_LABEL (self->form_label), text);
  gtk_widget_set_tooltip_text (self->form_label, text);
  if (!gtk_widget_has_focus (self->form_entry))
    gtk_editable_set_text (GTK_EDITABLE (self->form_entry), form);
}

/* "14 ô khác cũng ghi như vậy". */
static void
show_alike (KheoImportView *self)
{
  KheoCorrection   correction;
  guint            n = 0;
  gboolean         any = kheo_import_file_get_alike (self->file, &correction, &n);
  g_autofree char *number = kheo_number_format (n);
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%s other cell of the column says the same. Is it “%s” too?",
                                    "%s other cells of the column say the same. Are they “%s” too?",
                                    n),
                          number, any ? correction.text : "");
  if (any)
    gtk_label_set_label (GTK_LABEL (self->alike_label), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->alike_bar), any);
}

/* What wants to be looked at first is shown first. */
static const char *
first_page (KheoImportReview *review)
{
  static const char *const order[] = { "units", "indicators", "alike", "findings" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (kheo_import_panel_count (review, order[i]) > 0)
      return order[i];
  return kheo_import_panel_count (review, "changed") > 0 ? "changed" : "findings";
}

static void
show_panel (KheoImportView *self, KheoImportReview *review, gboolean first)
{
  KheoImportPanel *panel = KHEO_IMPORT_PANEL (self->panel);

  if (first)
    kheo_import_panel_set_page (panel, first_page (review));
  kheo_import_panel_set_file (panel, self->file);
  kheo_import_view_show_pages (self);
}

static void
show_review (KheoImportView *self, KheoImportReview *review)
{
  gboolean is_new = review != self->shown;
  gboolean first = self->shown == NULL;

  if (self->table >= kheo_import_review_get_n_tables (review))
    self->table = 0;
  gtk_label_set_label (GTK_LABEL (self->name_label), kheo_import_file_get_name (self->file));
  gtk_widget_set_tooltip_text (self->name_label, kheo_import_file_get_name (self->file));
  show_bar (self, review);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "review");
  if (!is_new)
    return;
  self->shown = review;
  show_form (self, review);
  show_tables (self, review);
  kheo_import_view_show_controls (self);
  kheo_sheet_view_set_review (KHEO_SHEET_VIEW (self->sheet), review, self->table);
  show_panel (self, review, first);
  if (first)
    gtk_widget_grab_focus (self->sheet);
  show_alike (self);
  kheo_import_view_show_cursor (self);
}

static void
show_progress (KheoImportView *self)
{
  gtk_label_set_label (GTK_LABEL (self->progress_title),
                       self->file != NULL ? kheo_import_file_get_name (self->file)
                                          : _ ("Looking through the folder…"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "progress");
}

static void
show_failure (KheoImportView *self)
{
  const GError    *problem = kheo_import_file_get_problem (self->file);
  g_autofree char *advice = kheo_import_failure_advice (problem);
  g_autofree char *title = g_strdup_printf ("%s: %s", kheo_import_file_get_name (self->file),
                                            kheo_import_failure_title (problem));
  g_autofree char *markup = g_markup_escape_text (advice, -1);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->failed), title_markup);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failed), markup);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failed");
}

void
kheo_import_view_show_file (KheoImportView *self)
{
  KheoImportReview *review = kheo_import_view_get_review (self);
  KheoFileState     state =
      self->file != NULL ? kheo_import_file_get_state (self->file) : KHEO_FILE_WAITING;

  kheo_import_view_queue_counts (self);
  if (state == KHEO_FILE_FAILED)
    show_failure (self);
  else if ((state == KHEO_FILE_REVIEW || state == KHEO_FILE_DONE) && review != NULL &&
           kheo_import_review_is_matched (review))
    show_review (self, review);
  else
    show_progress (self);
}

/* ---- The bar of pages ---- */

static const char *const page_names[] = { "findings", "units",   "indicators", "spellings", "alike",
                                          "new",      "changed", "unchanged",  "refused" };

static void
page_toggled_cb (KheoImportView *self, GtkToggleButton *button)
{
  if (!self->updating && gtk_toggle_button_get_active (button))
    gtk_widget_activate_action (GTK_WIDGET (self), "import.page", "s",
                                gtk_widget_get_name (GTK_WIDGET (button)));
}

void
kheo_import_view_prepare_pages (KheoImportView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_names); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_widget_set_name (button, page_names[i]);
      gtk_widget_add_css_class (button, "flat");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->pages->pdata[0]));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (page_toggled_cb), self);
      /* What is to be answered, then what becomes of the rows. */
      if (g_str_equal (page_names[i], "new"))
        gtk_box_append (GTK_BOX (self->page_bar), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
      gtk_box_append (GTK_BOX (self->page_bar), button);
      g_ptr_array_add (self->pages, button);
    }
}

/* Sheets of figures have indicators in the place of the spellings and likenesses of names. */
static gboolean
concerns (KheoImportReview *review, const char *page)
{
  gboolean figures = kheo_import_review_get_n_indicators (review) > 0;

  if (g_str_equal (page, "indicators"))
    return figures;
  return !figures || !(g_str_equal (page, "spellings") || g_str_equal (page, "alike"));
}

static void
show_page_button (KheoImportView *self, KheoImportReview *review, GtkWidget *button)
{
  const char *page = gtk_widget_get_name (button);
  guint       n = kheo_import_panel_count (review, page);
  gboolean shown = g_str_equal (page, kheo_import_panel_get_page (KHEO_IMPORT_PANEL (self->panel)));
  g_autofree char *number = kheo_number_format (n);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s  %s", kheo_import_page_title (page), number)
                                 : g_strdup (kheo_import_page_title (page));

  gtk_widget_set_visible (button, shown || n > 0 || concerns (review, page));
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), shown);
  gtk_widget_set_opacity (button, n > 0 || shown ? 1 : 0.55);
  if (n > 0 && (g_str_equal (page, "units") || g_str_equal (page, "refused")))
    gtk_widget_add_css_class (button, "import-open");
  else
    gtk_widget_remove_css_class (button, "import-open");
}

void
kheo_import_view_show_pages (KheoImportView *self)
{
  KheoImportReview *review = kheo_import_view_get_review (self);

  if (review == NULL)
    return;
  self->updating = TRUE;
  for (guint i = 0; i < self->pages->len; i++)
    show_page_button (self, review, self->pages->pdata[i]);
  self->updating = FALSE;
}
