#include "kheo-reform-draft-view.h"

#include "kheo-banner.h"
#include "kheo-date-entry.h"
#include "kheo-number.h"
#include "kheo-reform-columns.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>

struct _KheoReformDraftView
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel        *heading;
  GtkWidget       *add_button;
  GtkWidget       *decision;
  GtkEditable     *title;
  GtkBox          *date_place;
  GtkEditable     *number;
  GtkBox          *issued_place;
  GtkEditable     *issuer;
  GtkToggleButton *lines_button;
  GtkToggleButton *impact_button;
  GtkLabel        *summary;
  GtkCheckButton  *doubtful_only;
  GtkWidget       *edit_button;
  GtkWidget       *remove_button;
  GtkRevealer     *work;
  GtkLabel        *work_label;
  GtkProgressBar  *work_bar;
  GtkBox          *problem_place;
  GtkStack        *stack;
  GtkColumnView   *lines_view;
  GtkWidget       *finding; /* what is to be looked at of the chosen line, in full */
  GtkLabel        *finding_text;
  GtkWidget       *choose_button;
  GtkColumnView   *olds_view;
  GtkColumnView   *news_view;

  /* borrowed: children */
  KheoDateEntry *date;
  KheoDateEntry *issued;
  KheoBanner    *problem;

  /* owned */
  KheoReformDraft    *draft;
  GListStore         *lines;
  GListStore         *olds;
  GListStore         *news;
  GtkFilter          *filter;
  GtkSingleSelection *selection;

  guint    shown; /* number of the rehearsal that the lists hold; 0: none, G_MAXUINT: not yet */
  gboolean settling;
};

G_DEFINE_FINAL_TYPE (KheoReformDraftView, kheo_reform_draft_view, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static void
show_heading (KheoReformDraftView *self)
{
  const char      *file = kheo_reform_draft_get_file (self->draft);
  g_autofree char *text = file != NULL ? g_strdup_printf (_ ("Reform of units from “%s”"), file)
                                       : g_strdup (_ ("Reform of units by hand"));

  gtk_label_set_text (self->heading, text);
  gtk_widget_set_visible (self->add_button, file == NULL);
  gtk_widget_set_visible (self->edit_button, file == NULL);
  gtk_widget_set_visible (self->remove_button, file == NULL);
}

static const char *
name_work (KheoDraftState state)
{
  if (state == KHEO_DRAFT_READING)
    return _ ("Reading the table…");
  return state == KHEO_DRAFT_REHEARSING ? _ ("Working out what would happen…")
                                        : _ ("Carrying the reform out…");
}

static void
show_work (KheoReformDraftView *self, KheoDraftState state)
{
  gboolean busy = state != KHEO_DRAFT_READY && state != KHEO_DRAFT_EMPTY;

  /* By hand it takes no time that a person would notice: no bar jumps in and out. */
  if (state == KHEO_DRAFT_REHEARSING && kheo_reform_draft_get_file (self->draft) == NULL)
    busy = FALSE;
  if (busy && !gtk_revealer_get_reveal_child (self->work))
    gtk_progress_bar_set_fraction (self->work_bar, 0);
  if (busy)
    gtk_label_set_text (self->work_label, name_work (state));
  gtk_revealer_set_reveal_child (self->work, busy);
  gtk_widget_set_sensitive (self->decision, state != KHEO_DRAFT_APPLYING);
}

static void
fill_store (GListStore *store, const GPtrArray *items)
{
  g_list_store_remove_all (store);
  if (items != NULL)
    g_list_store_splice (store, 0, 0, items->pdata, items->len);
}

static void
show_counts (KheoReformDraftView *self, const KheoRehearsal *rehearsal)
{
  guint            n = rehearsal ? rehearsal->lines->len : 0;
  guint            doubtful = rehearsal ? rehearsal->n_doubtful : 0;
  g_autofree char *number = kheo_number_format (n);
  g_autofree char *lines = g_strdup_printf (_ ("Changes (%s)"), number);
  g_autofree char *few = kheo_number_format (doubtful);
  g_autofree char *only = g_strdup_printf (_ ("Only those to be looked at (%s)"), few);
  g_autofree char *summary = rehearsal ? kheo_rehearsal_describe (rehearsal) : NULL;

  gtk_button_set_label (GTK_BUTTON (self->lines_button), lines);
  gtk_check_button_set_label (self->doubtful_only, only);
  gtk_widget_set_visible (GTK_WIDGET (self->doubtful_only), doubtful > 0);
  if (doubtful == 0)
    gtk_check_button_set_active (self->doubtful_only, FALSE);
  gtk_label_set_text (self->summary, summary ? summary : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
}

static gboolean
is_day_written (KheoReformDraftView *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->date)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
show_problem (KheoReformDraftView *self, const KheoRehearsal *rehearsal)
{
  const GError *problem = kheo_reform_draft_get_problem (self->draft);
  const char   *text = NULL;

  if (problem != NULL)
    text = problem->message;
  else if (kheo_reform_draft_is_day_open (self->draft) && !is_day_written (self))
    text = _ ("The day it takes effect is not a whole day: write it as day/month/year.");
  else if (rehearsal != NULL && rehearsal->date == KHEO_DATE_UNKNOWN)
    text = _ ("The table does not say from which day the new units hold: give the day it takes "
              "effect.");
  else if (rehearsal != NULL && !rehearsal->can_apply)
    text = _ ("It cannot be carried out like this: look at the changes marked red.");
  kheo_banner_show (self->problem, text, NULL, NULL);
}

static void
show_page (KheoReformDraftView *self)
{
  const KheoRehearsal *rehearsal = kheo_reform_draft_get_rehearsal (self->draft);
  gboolean             by_hand = kheo_reform_draft_get_file (self->draft) == NULL;

  if (rehearsal == NULL)
    gtk_stack_set_visible_child_name (self->stack, by_hand ? "empty" : "waiting");
  else
    gtk_stack_set_visible_child_name (
        self->stack, gtk_toggle_button_get_active (self->impact_button) ? "impact" : "lines");
}

static const KheoReformLineFacts *
chosen_line (KheoReformDraftView *self)
{
  KheoReformLine *line = gtk_single_selection_get_selected_item (self->selection);

  return line ? kheo_reform_line_get (line) : NULL;
}

/* The column has no room for it, and a tooltip only comes to the mouse. */
static void
show_finding (KheoReformDraftView *self)
{
  const KheoReformLineFacts *facts = chosen_line (self);
  const char                *problem = facts ? facts->texts[KHEO_LINE_PROBLEM] : NULL;
  g_autofree char           *text = NULL;

  gtk_widget_set_visible (self->finding, problem != NULL);
  if (problem == NULL)
    return;
  text = facts->texts[KHEO_LINE_NUMBER] != NULL
             ? g_strdup_printf (_ ("Row %s: %s"), facts->texts[KHEO_LINE_NUMBER], problem)
             : g_strdup (problem);
  gtk_label_set_text (self->finding_text, text);
  gtk_widget_set_visible (self->choose_button,
                          facts->act != G_MAXUINT &&
                              kheo_reform_draft_get_file (self->draft) != NULL);
}

/* The day that the table says stands in the entry until the person writes another: an entry that is
 * empty between two keys is left alone. */
static void
show_date (KheoReformDraftView *self)
{
  KheoDate date = kheo_reform_draft_get_date (self->draft);

  if (date == KHEO_DATE_UNKNOWN || *kheo_date_entry_get_text (self->date) != '\0' ||
      is_day_written (self))
    return;
  self->settling = TRUE;
  kheo_date_entry_set_date (self->date, date);
  self->settling = FALSE;
}

/* A draft that was given up leaves nothing behind for the next one. */
static void
show_decision (KheoReformDraftView *self)
{
  const KheoReformDecision *decision = kheo_reform_draft_get_decision (self->draft);

  if (kheo_reform_draft_get_state (self->draft) != KHEO_DRAFT_EMPTY &&
      kheo_reform_draft_get_state (self->draft) != KHEO_DRAFT_READING)
    return;
  if (decision->title != NULL || decision->number != NULL || decision->issuer != NULL ||
      decision->issued_on != KHEO_DATE_UNKNOWN)
    return;
  self->settling = TRUE;
  gtk_editable_set_text (self->title, "");
  gtk_editable_set_text (self->number, "");
  gtk_editable_set_text (self->issuer, "");
  kheo_date_entry_set_text (self->issued, "");
  if (kheo_reform_draft_get_date (self->draft) == KHEO_DATE_UNKNOWN ||
      kheo_reform_draft_get_file (self->draft) == NULL)
    {
      kheo_date_entry_set_text (self->date, "");
      kheo_reform_draft_set_day_open (self->draft, FALSE);
    }
  self->settling = FALSE;
}

static void
show (KheoReformDraftView *self)
{
  KheoDraftState       state = kheo_reform_draft_get_state (self->draft);
  const KheoRehearsal *rehearsal = kheo_reform_draft_get_rehearsal (self->draft);

  show_decision (self);
  show_heading (self);
  show_work (self, state);
  if ((rehearsal ? rehearsal->number : 0) != self->shown)
    {
      self->shown = rehearsal ? rehearsal->number : 0;
      fill_store (self->lines, rehearsal ? rehearsal->lines : NULL);
      fill_store (self->olds, rehearsal ? rehearsal->olds : NULL);
      fill_store (self->news, rehearsal ? rehearsal->news : NULL);
      show_counts (self, rehearsal);
      show_finding (self);
    }
  show_problem (self, rehearsal);
  show_date (self);
  show_page (self);
}

static void
progress_cb (KheoReformDraftView *self, double fraction, const char *what)
{
  if (fraction < 0)
    gtk_progress_bar_pulse (self->work_bar);
  else
    gtk_progress_bar_set_fraction (self->work_bar, fraction);
  if (what != NULL)
    gtk_label_set_text (self->work_label, what);
}

/* ---- What the person does ---- */

static char *
dup_text (GtkEditable *entry)
{
  g_autofree char *text = kheo_text_tidy (gtk_editable_get_text (entry));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
edited_cb (KheoReformDraftView *self)
{
  g_auto (KheoReformDecision) decision = { 0 };

  if (self->settling)
    return;
  decision.title = dup_text (self->title);
  decision.number = dup_text (self->number);
  decision.issuer = dup_text (self->issuer);
  decision.issued_on = kheo_date_entry_get_date (self->issued);
  kheo_reform_draft_set_decision (self->draft, &decision);
}

/* A whole day is taken at once, half a one not yet. */
static void
date_cb (KheoReformDraftView *self)
{
  const char   *text = kheo_date_entry_get_text (self->date);
  KheoDate      day = KHEO_DATE_UNKNOWN;
  KheoPrecision precision;

  if (self->settling)
    return;
  if (*text != '\0' && (!kheo_date_parse (text, &day, &precision) ||
                        precision != KHEO_PRECISION_DAY || kheo_date_get_year (day) < 1900))
    {
      kheo_reform_draft_set_day_open (self->draft, TRUE);
      return;
    }
  kheo_reform_draft_set_day_open (self->draft, FALSE);
  kheo_reform_draft_set_date (self->draft, day);
}

static void
date_left_cb (KheoReformDraftView *self)
{
  if (self->draft != NULL)
    show (self);
}

static void
page_cb (KheoReformDraftView *self)
{
  if (self->draft != NULL)
    show_page (self);
}

static void
filter_cb (KheoReformDraftView *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  KheoReformDraftView *self = user_data;

  return !gtk_check_button_get_active (self->doubtful_only) ||
         kheo_reform_line_get (item)->doubtful;
}

static void
activate_cb (KheoReformDraftView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reform.edit-act", NULL);
}

static void
selected_cb (KheoReformDraftView *self)
{
  if (self->draft != NULL)
    show_finding (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "reform.chosen", NULL);
}

/* ---- Object ---- */

static void
kheo_reform_draft_view_dispose (GObject *object)
{
  KheoReformDraftView *self = KHEO_REFORM_DRAFT_VIEW (object);

  self->settling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_REFORM_DRAFT_VIEW);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->draft);
  g_clear_object (&self->lines);
  g_clear_object (&self->olds);
  g_clear_object (&self->news);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (kheo_reform_draft_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, heading);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, add_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, decision);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, title);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, date_place);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, number);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, issued_place);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, issuer);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, lines_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, impact_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, summary);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, doubtful_only);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, edit_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, work);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, work_label);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, work_bar);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, problem_place);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, lines_view);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, finding);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, finding_text);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, choose_button);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, olds_view);
  gtk_widget_class_bind_template_child (widget_class, KheoReformDraftView, news_view);
}

static void
kheo_reform_draft_view_class_init (KheoReformDraftViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_reform_draft_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "reform/kheo-reform-draft-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
add_count_columns (GtkColumnView *view, gboolean old)
{
  kheo_reform_columns_add_text (view, old ? _ ("Old unit") : _ ("New unit"),
                                old ? KHEO_LINE_OLD : KHEO_LINE_NEW, 0);
  kheo_reform_columns_add_text (view, _ ("What becomes of it"), KHEO_LINE_SHARE, 104);
  kheo_reform_columns_add_count (view, _ ("Models"), KHEO_LINE_MODELS, 66);
  kheo_reform_columns_add_count (view, _ ("Figures"), KHEO_LINE_FIGURES, 62);
  kheo_reform_columns_add_count (view, C_ ("column", "Open targets"), KHEO_LINE_OPEN_TARGETS, 62);
  if (!old)
    kheo_reform_columns_add_count (view, C_ ("column", "To be apportioned"), KHEO_LINE_DIVIDED, 68);
}

static void
set_model (GtkColumnView *view, GListStore *store)
{
  GtkSelectionModel *none =
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (store))));

  gtk_column_view_set_model (view, none);
  g_object_unref (none);
}

static void
make_tables (KheoReformDraftView *self)
{
  GtkFilterListModel *filtered;

  self->lines = g_list_store_new (KHEO_TYPE_REFORM_LINE);
  self->olds = g_list_store_new (KHEO_TYPE_REFORM_LINE);
  self->news = g_list_store_new (KHEO_TYPE_REFORM_LINE);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->lines)),
                                        g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_column_view_set_model (self->lines_view, GTK_SELECTION_MODEL (self->selection));
  kheo_reform_columns_add_text (self->lines_view, _ ("Row"), KHEO_LINE_NUMBER, 52);
  kheo_reform_columns_add_text (self->lines_view, _ ("Old unit"), KHEO_LINE_OLD, 0);
  kheo_reform_columns_add_text (self->lines_view, _ ("New unit"), KHEO_LINE_NEW, 0);
  kheo_reform_columns_add_text (self->lines_view, _ ("In what way"), KHEO_LINE_SHARE, 132);
  kheo_reform_columns_add_text (self->lines_view, C_ ("reform", "State"), KHEO_LINE_STATE, 92);
  kheo_reform_columns_add_text (self->lines_view, _ ("What is to be looked at"), KHEO_LINE_PROBLEM,
                                0);
  add_count_columns (self->olds_view, TRUE);
  add_count_columns (self->news_view, FALSE);
  set_model (self->olds_view, self->olds);
  set_model (self->news_view, self->news);
  g_signal_connect_object (self->lines_view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
kheo_reform_draft_view_init (KheoReformDraftView *self)
{
  GtkWidget          *date = kheo_date_entry_new (_ ("Day it takes effect"));
  GtkWidget          *issued = kheo_date_entry_new (_ ("Day of the decision"));
  GtkWidget          *problem = kheo_banner_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->date = KHEO_DATE_ENTRY (date);
  self->issued = KHEO_DATE_ENTRY (issued);
  self->problem = KHEO_BANNER (problem);
  gtk_box_append (self->date_place, date);
  gtk_box_append (self->issued_place, issued);
  gtk_box_append (self->problem_place, problem);
  g_signal_connect_object (date, "changed", G_CALLBACK (date_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (issued, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (date_left_cb), self);
  gtk_widget_add_controller (date, focus);
  make_tables (self);
  kheo_page_hide_unmapped_pages (self->stack);
}

GtkWidget *
kheo_reform_draft_view_new (KheoReformDraft *draft)
{
  KheoReformDraftView *self = g_object_new (KHEO_TYPE_REFORM_DRAFT_VIEW, NULL);

  self->draft = g_object_ref (draft);
  self->shown = G_MAXUINT;
  g_signal_connect_object (draft, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

guint
kheo_reform_draft_view_get_act (KheoReformDraftView *self)
{
  const KheoReformLineFacts *facts;

  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT_VIEW (self), G_MAXUINT);
  facts = chosen_line (self);
  return facts ? facts->act : G_MAXUINT;
}

GListModel *
kheo_reform_draft_view_get_lines (KheoReformDraftView *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT_VIEW (self), NULL);
  return G_LIST_MODEL (self->selection);
}

GListModel *
kheo_reform_draft_view_get_impact (KheoReformDraftView *self, gboolean old)
{
  g_return_val_if_fail (KHEO_IS_REFORM_DRAFT_VIEW (self), NULL);
  return G_LIST_MODEL (old ? self->olds : self->news);
}

void
kheo_reform_draft_view_fill (KheoReformDraftView *self,
                             const char          *title,
                             KheoDate             date,
                             const char          *number,
                             KheoDate             issued_on,
                             const char          *issuer)
{
  g_return_if_fail (KHEO_IS_REFORM_DRAFT_VIEW (self));
  if (title != NULL)
    gtk_editable_set_text (self->title, title);
  if (date != KHEO_DATE_UNKNOWN)
    kheo_date_entry_set_date (self->date, date);
  if (number != NULL)
    gtk_editable_set_text (self->number, number);
  if (issued_on != KHEO_DATE_UNKNOWN)
    kheo_date_entry_set_date (self->issued, issued_on);
  if (issuer != NULL)
    gtk_editable_set_text (self->issuer, issuer);
  date_cb (self);
  edited_cb (self);
}
