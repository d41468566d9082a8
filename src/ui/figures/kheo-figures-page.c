#include "kheo-figures-page-private.h"

#include "kheo-indicator-columns.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-scroll.h"
#include "kheo-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoFiguresPage, kheo_figures_page, GTK_TYPE_WIDGET)

#define DETAIL_HEIGHT 330 /* pixels: a chart that can be read */

KheoQuery *
kheo_figures_page_make_query (KheoFiguresPage *self)
{
  KheoQuery *query = kheo_scope_make_query_of (self->scope, &kheo_register_figures);

  query->period = self->period;
  return query;
}

/* ---- What is shown ---- */

static void
show_count (KheoFiguresPage *self)
{
  GListModel      *model = G_LIST_MODEL (self->filtered);
  guint            n = 0;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (model, i);

      n += kheo_indicator_row_get_id (row) != 0;
    }
  number = kheo_number_format (n);
  text = g_strdup_printf (ngettext ("%s indicator", "%s indicators", n), number);
  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (
      self->stack, n > 0                                                       ? "list"
                   : g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0 ? "filtered"
                                                                               : "empty");
}

static void
show_place (KheoFiguresPage *self)
{
  g_autofree char *period = kheo_period_format (self->period);
  gboolean         chosen = !kheo_period_is_all (kheo_scope_get_period (self->scope));
  g_autofree char *text = chosen ? g_strdup (period)
                                 /* Translators: %s is a period, as "năm 2024". */
                                 : g_strdup_printf (_ ("%s, the newest with figures"), period);

  gtk_label_set_text (self->place, text);
}

static guint
find_row (KheoFiguresPage *self, gint64 id)
{
  GListModel *model = G_LIST_MODEL (self->filtered);

  for (guint i = 0; id != 0 && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (model, i);

      if (kheo_indicator_row_get_id (row) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
show_detail (KheoFiguresPage *self)
{
  GtkWidget *detail = GTK_WIDGET (self->detail);
  int        height = gtk_widget_get_height (GTK_WIDGET (self->paned));

  if (self->chosen != 0)
    {
      g_autoptr (KheoQuery) query = kheo_figures_page_make_query (self);

      if (!gtk_widget_get_visible (detail) && height > DETAIL_HEIGHT + 150)
        gtk_paned_set_position (self->paned, height - DETAIL_HEIGHT);
      kheo_figure_detail_show (self->detail, self->chosen, query);
    }
  gtk_widget_set_visible (detail, self->chosen != 0);
  kheo_figures_page_update_actions (self);
}

/* A form needs more height than a chart; once, then it stays as the person has it. */
static void
detail_changed_cb (KheoFiguresPage *self)
{
  gboolean figures = g_strcmp0 (kheo_figure_detail_get_page (self->detail), "figures") == 0;
  int      height = gtk_widget_get_height (GTK_WIDGET (self->paned));

  if (figures && !self->tall && gtk_widget_get_visible (GTK_WIDGET (self->detail)) && height > 0)
    {
      self->tall = TRUE;
      gtk_paned_set_position (self->paned,
                              MIN (gtk_paned_get_position (self->paned), height * 3 / 10));
    }
  kheo_figures_page_update_actions (self);
}

/* The row of the indicator chosen, wherever it stands now. */
static void
select_chosen (KheoFiguresPage *self)
{
  guint position = find_row (self, self->chosen);

  self->settling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->settling = FALSE;
}

static void
selected_cb (KheoFiguresPage *self)
{
  KheoIndicatorRow *row = gtk_single_selection_get_selected_item (self->selection);
  gint64            id = row != NULL ? kheo_indicator_row_get_id (row) : 0;

  if (!self->settling && id != 0 && id != self->chosen)
    {
      self->chosen = id;
      show_detail (self);
    }
}

static void
closed_cb (KheoFiguresPage *self)
{
  kheo_figures_page_choose (self, 0);
}

/* ---- Asking ---- */

static gpointer
table_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_indicator_table_read (db, data, cancellable, error);
}

static void
query_free (gpointer query)
{
  kheo_query_free (query);
}

static void
table_free (gpointer table)
{
  kheo_indicator_table_free (table);
}

static void
table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoIndicatorTable) table =
      kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (table == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The figures could not be read"), error);
      return;
    }
  self->period = table->period;
  self->settling = TRUE;
  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, table->rows->pdata, table->rows->len);
  self->settling = FALSE;
  kheo_indicator_columns_follow (self->view, G_LIST_MODEL (self->store));
  select_chosen (self);
  show_place (self);
  show_count (self);
  show_detail (self);
}

static void
ask (KheoFiguresPage *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book == NULL || kheo_scope_get_map (self->scope) == NULL)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (kheo_book_get_store (book), table_job,
                         kheo_scope_make_query_of (self->scope, &kheo_register_figures), query_free,
                         table_free, self->asking, table_cb, g_object_ref (self));
}

/* ---- Filter ---- */

/* Sections show when nothing is filtered by words: else they would stand there without theirs. */
static gboolean
filter_func (gpointer item, gpointer user_data)
{
  KheoFiguresPage  *self = user_data;
  KheoIndicatorRow *row = item;
  gboolean          words = self->key != NULL && *self->key != '\0';

  if (kheo_indicator_row_get_id (row) == 0)
    return !words && (!self->only_reported || kheo_indicator_row_has_any (row));
  return (!words || kheo_indicator_row_matches (row, self->key)) &&
         (!self->only_reported || kheo_indicator_row_has_any (row));
}

static void
search_changed_cb (KheoFiguresPage *self)
{
  g_free (self->key);
  self->key = kheo_text_fold (gtk_editable_get_text (self->search));
  self->settling = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->settling = FALSE;
  select_chosen (self);
  show_count (self);
}

/* ---- Object ---- */

enum
{
  PROP_ONLY_REPORTED = 1,
};

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (object);

  self->only_reported = g_value_get_boolean (value);
  search_changed_cb (self);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KHEO_FIGURES_PAGE (object)->only_reported);
}

static void
kheo_figures_page_dispose (GObject *object)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_FIGURES_PAGE);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_figures_page_parent_class)->dispose (object);
}

static void
kheo_figures_page_finalize (GObject *object)
{
  g_free (KHEO_FIGURES_PAGE (object)->key);
  G_OBJECT_CLASS (kheo_figures_page_parent_class)->finalize (object);
}

static void
kheo_figures_page_class_init (KheoFiguresPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = set_property;
  object_class->get_property = get_property;
  object_class->dispose = kheo_figures_page_dispose;
  object_class->finalize = kheo_figures_page_finalize;
  g_object_class_install_property (
      object_class, PROP_ONLY_REPORTED,
      g_param_spec_boolean ("only-reported", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_property_action (widget_class, "figures.only-reported", "only-reported");
  kheo_figures_page_install_actions (widget_class);
  g_type_ensure (ADW_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "figures/kheo-figures-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, search);
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, place);
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, count);
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, paned);
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoFiguresPage, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_set_css_name (widget_class, "kheo-figures-page");
}

static void
kheo_figures_page_init (KheoFiguresPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (KHEO_TYPE_INDICATOR_ROW);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_func, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_indicator_columns_add (self->view, _ ("Indicator"), FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_figures_page_new (KheoScope *scope)
{
  KheoFiguresPage *self = g_object_new (KHEO_TYPE_FIGURES_PAGE, NULL);
  GtkWidget       *detail = kheo_figure_detail_new (scope);

  self->scope = g_object_ref (scope);
  self->detail = KHEO_FIGURE_DETAIL (detail);
  gtk_widget_set_visible (detail, FALSE);
  gtk_paned_set_end_child (self->paned, detail);
  g_signal_connect_object (detail, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "changed", G_CALLBACK (detail_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scope, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  kheo_figures_page_update_actions (self);
  ask (self);
  return GTK_WIDGET (self);
}

void
kheo_figures_page_choose (KheoFiguresPage *self, gint64 indicator)
{
  guint position;

  g_return_if_fail (KHEO_IS_FIGURES_PAGE (self));
  self->chosen = indicator;
  if (indicator != 0 && find_row (self, indicator) == GTK_INVALID_LIST_POSITION)
    gtk_editable_set_text (self->search, ""); /* a filter must not hide what was asked for */
  select_chosen (self);
  show_detail (self);
  position = find_row (self, indicator);
  if (position != GTK_INVALID_LIST_POSITION)
    kheo_scroll_to (GTK_WIDGET (self->view), position);
}

void
kheo_figures_page_leave (KheoFiguresPage *self, KheoLeaveFunc func, gpointer user_data)
{
  g_return_if_fail (KHEO_IS_FIGURES_PAGE (self));
  kheo_record_form_leave (kheo_figure_list_get_form (kheo_figure_detail_get_list (self->detail)),
                          func, user_data);
}

GListModel *
kheo_figures_page_get_model (KheoFiguresPage *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURES_PAGE (self), NULL);
  return G_LIST_MODEL (self->filtered);
}

KheoFigureDetail *
kheo_figures_page_get_detail (KheoFiguresPage *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURES_PAGE (self), NULL);
  return self->detail;
}

char *
kheo_figures_page_dup_table (KheoFiguresPage *self)
{
  g_return_val_if_fail (KHEO_IS_FIGURES_PAGE (self), NULL);
  return kheo_indicator_columns_dup_table (G_LIST_MODEL (self->filtered), _ ("Indicator"), FALSE);
}
