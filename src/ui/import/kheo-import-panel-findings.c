/* What is doubtful: all of it, or of one kind. */
#include "kheo-count-list.h"
#include "kheo-import-panel-private.h"
#include "kheo-import-phrases.h"
#include "kheo-list-pager.h"
#include "kheo-number.h"
#include "kheo-page.h"
#include "kheo-scroll.h"

#include <glib/gi18n-lib.h>

static const KheoReviewFinding *
finding_at (KheoImportPanel *self, guint place)
{
  return kheo_import_review_get_finding (self->review, g_array_index (self->listed, guint, place));
}

static guint
place_of (KheoImportPanel *self, guint position)
{
  return kheo_list_pager_get_first (KHEO_LIST_PAGER (self->findings_pager)) + position;
}

/* Setting a tip in "bind" costs more than all the rest of it. */
static gboolean
tip_cb (GtkWidget *text, int x, int y, gboolean keyboard, GtkTooltip *tip, gpointer data)
{
  gtk_tooltip_set_text (tip, gtk_inscription_get_text (GTK_INSCRIPTION (text)));
  return TRUE;
}

/* One widget a row and a height that is known before the text is. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 2);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 10);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_wrap_mode (GTK_INSCRIPTION (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_has_tooltip (text, TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (tip_cb), NULL);
  gtk_list_item_set_child (item, text);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KheoImportPanel *self)
{
  const KheoReviewFinding *finding =
      finding_at (self, place_of (self, gtk_list_item_get_position (item)));
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
  gtk_widget_set_css_classes (
      text, (const char *[]){ is_error ? "finding-error" : "finding-warning", NULL });
  kheo_page_name_row (text, words);
}

void
kheo_import_panel_prepare_findings (KheoImportPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->findings), factory);
  g_object_unref (factory);
}

/* ---- Kinds ---- */

/* "Mọi loại (12)", then each kind with how many there are. */
static void
show_groups (KheoImportPanel *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint            n = kheo_import_review_get_n_groups (self->review);
  g_autofree char *total = kheo_number_format (kheo_import_review_get_n_findings (self->review));
  g_autofree char *all = g_strdup_printf (_ ("All kinds (%s)"), total);

  gtk_string_list_append (names, all);
  for (guint i = 0; i < n; i++)
    {
      const KheoReviewGroup *group = kheo_import_review_get_group (self->review, i);
      g_autofree char       *number = kheo_number_format (group->n);
      g_autofree char       *name =
          g_strdup_printf ("%s (%s)", kheo_import_describe_code (group->code), number);

      gtk_string_list_append (names, name);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->groups), G_LIST_MODEL (names));
  if (self->group >= (int) n)
    self->group = -1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->groups), (guint) (self->group + 1));
  self->updating = FALSE;
}

/* The page of the pager. */
static void
show_part (KheoImportPanel *self)
{
  guint n = kheo_list_pager_get_length (KHEO_LIST_PAGER (self->findings_pager));
  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (kheo_count_list_new (n));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), GTK_SELECTION_MODEL (selection));
}

void
kheo_import_panel_turn_findings (KheoImportPanel *self)
{
  if (self->review != NULL)
    show_part (self);
}

static void
show_list (KheoImportPanel *self)
{
  gtk_list_view_set_model (GTK_LIST_VIEW (self->findings), NULL);
  g_array_set_size (self->listed, 0);
  for (guint i = 0; i < kheo_import_review_get_n_findings (self->review); i++)
    if (self->group < 0 ||
        kheo_import_review_get_finding (self->review, i)->group == (guint) self->group)
      g_array_append_val (self->listed, i);
  self->chosen = -1;
  kheo_list_pager_set_count (KHEO_LIST_PAGER (self->findings_pager), self->listed->len);
  show_part (self);
}

void
kheo_import_panel_show_findings (KheoImportPanel *self)
{
  guint n = kheo_import_review_get_n_findings (self->review);

  show_groups (self);
  show_list (self);
  gtk_widget_set_visible (self->findings_bar, n > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->findings_stack), n > 0 ? "list" : "none");
}

void
kheo_import_panel_filter_findings (KheoImportPanel *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->groups));

  if (self->updating || self->review == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->group = (int) selected - 1;
  show_list (self);
}

/* ---- Going to one ---- */

static void
go_to (KheoImportPanel *self, guint place)
{
  const KheoReviewFinding *finding = finding_at (self, place);

  self->chosen = (int) place;
  gtk_widget_activate_action (GTK_WIDGET (self), "import.go-to", "(iii)", finding->table,
                              finding->row, finding->column);
}

void
kheo_import_panel_activate_finding (KheoImportPanel *self, guint position)
{
  if (place_of (self, position) < self->listed->len)
    go_to (self, place_of (self, position));
}

int
kheo_import_panel_step_finding (KheoImportPanel *self, int step)
{
  KheoListPager     *pager = KHEO_LIST_PAGER (self->findings_pager);
  GtkSelectionModel *selection = NULL;
  int                place;
  guint              position;

  g_return_val_if_fail (KHEO_IS_IMPORT_PANEL (self), -1);

  kheo_import_panel_set_page (self, "findings");
  if (self->review == NULL || self->listed->len == 0)
    return -1;
  place = self->chosen < 0 && step < 0 ? (int) self->listed->len - 1 : self->chosen + step;
  place = (place + (int) self->listed->len) % (int) self->listed->len;
  if (kheo_list_pager_show_item (pager, (guint) place))
    show_part (self);
  position = (guint) place - kheo_list_pager_get_first (pager);
  selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->findings));
  kheo_count_list_finish (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection)));
  gtk_selection_model_select_item (selection, position, TRUE);
  kheo_scroll_to (self->findings, position);
  go_to (self, (guint) place);
  return (int) g_array_index (self->listed, guint, place);
}
