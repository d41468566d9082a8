#include "kheo-print-window-private.h"

#include "kheo-export.h"
#include "kheo-findings-group.h"
#include "kheo-page.h"
#include "kheo-paper-run.h"
#include "kheo-print-operation.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoPrintWindow, kheo_print_window, ADW_TYPE_WINDOW)

/* A title is being typed: wait until the hand rests (milliseconds). */
#define TYPING_PAUSE 300

static const KheoPressResult *
get_result (KheoPrintWindow *self)
{
  return kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));
}

/* ---- Making the pages ---- */

/* A board can be laid out as it stands; that comes first. */
static KheoChartSheetLayout
get_layout (KheoPrintWindow *self)
{
  guint    chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->layout_row));
  gboolean board = self->sheet != NULL && kheo_print_sheet_is_board (self->sheet);

  if (board)
    return chosen == 0 ? KHEO_CHART_SHEET_BOARD : (KheoChartSheetLayout) (chosen - 1);
  return (KheoChartSheetLayout) MIN (chosen, KHEO_CHART_SHEET_BOARD - 1);
}

KheoPrintLook
kheo_print_window_get_look (KheoPrintWindow *self)
{
  KheoPaperGroup *paper = KHEO_PAPER_GROUP (self->paper);

  return (KheoPrintLook){
    .title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row))),
    .layout = get_layout (self),
    .paper = kheo_paper_group_get_paper (paper),
    .mono = adw_combo_row_get_selected (ADW_COMBO_ROW (self->ink_row)) == 1,
    .tile = kheo_paper_group_get_tile (paper),
  };
}

/* What the press makes pages of. */
typedef struct
{
  KheoPrintLook look;
  GPtrArray    *sheets;  /* of KheoPrintSheet */
  GArray       *targets; /* their units; NULL: the sheet stands alone */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  kheo_print_look_clear (&job->look);
  g_ptr_array_unref (job->sheets);
  g_clear_pointer (&job->targets, g_array_unref);
  g_free (job);
}

static KheoPages *
make_joined (const Job *job, KheoProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_pages_unref);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < job->sheets->len; i++)
    {
      if (!kheo_progress_tick (progress, -1, NULL, error))
        return NULL;
      g_ptr_array_add (parts, kheo_print_sheet_make (job->sheets->pdata[i], &job->look));
      g_ptr_array_add (titles, g_array_index (job->targets, KheoPaperTarget, i).name);
    }
  return kheo_pages_new_joined ((KheoPages *const *) parts->pdata,
                                (const char *const *) titles->pdata, parts->len);
}

static KheoPages *
make (gpointer data, KheoProgress *progress, GError **error)
{
  const Job *job = data;
  g_autoptr (KheoPages) pages = job->targets == NULL
                                    ? kheo_print_sheet_make (job->sheets->pdata[0], &job->look)
                                    : make_joined (job, progress, error);

  if (pages == NULL || job->look.tile.width <= 0)
    return g_steal_pointer (&pages);
  return kheo_pages_new_tiled (pages, job->look.tile, KHEO_TILE_OVERLAP);
}

void
kheo_print_window_enable_actions (KheoPrintWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   ready = get_result (self) != NULL, writing = self->writing != NULL;
  gboolean   all = self->targets == NULL || self->targets->len <= KHEO_PRINT_MOST_AT_ONCE;

  gtk_widget_action_set_enabled (widget, "print.print", ready && all && !writing);
  gtk_widget_action_set_enabled (widget, "print.save", ready && !writing);
  gtk_widget_action_set_enabled (widget, "print.stop", writing);
}

static void
show_findings (KheoPrintWindow *self)
{
  const KheoPressResult *result = get_result (self);

  kheo_findings_group_show (KHEO_FINDINGS_GROUP (self->findings),
                            result != NULL ? result->findings : NULL, self->stale);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  KheoPressResult *made = kheo_press_make_finish (KHEO_PRESS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self == NULL ||
      self->press == NULL)
    {
      kheo_press_result_free (made);
      return;
    }
  if (made != NULL)
    kheo_page_preview_take_result (KHEO_PAGE_PREVIEW (self->preview), made);
  else
    kheo_page_preview_show_message (KHEO_PAGE_PREVIEW (self->preview), error->message);
  show_findings (self);
  kheo_print_window_enable_actions (self);
}

void
kheo_print_window_make_pages (KheoPrintWindow *self)
{
  Job *job = g_new0 (Job, 1);

  job->look = kheo_print_window_get_look (self);
  job->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_print_sheet_unref);
  if (self->each != NULL && self->each->len > 0)
    {
      for (guint i = 0; i < self->each->len; i++)
        g_ptr_array_add (job->sheets, kheo_print_sheet_ref (self->each->pdata[i]));
      job->targets = g_array_ref (self->targets);
    }
  else
    g_ptr_array_add (job->sheets, kheo_print_sheet_ref (self->sheet));
  kheo_press_make_async (self->press, make, job, job_free, made_cb, kheo_weak_new (self));
}

static gboolean
remake_cb (gpointer user_data)
{
  KheoPrintWindow *self = user_data;

  self->remake = 0;
  kheo_print_window_make_pages (self);
  return G_SOURCE_REMOVE;
}

static void
title_changed_cb (KheoPrintWindow *self)
{
  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->sheet != NULL)
    self->remake = g_timeout_add (TYPING_PAUSE, remake_cb, self);
}

static void
option_changed_cb (KheoPrintWindow *self)
{
  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->sheet != NULL)
    self->remake = g_idle_add (remake_cb, self);
}

/* ---- Actions ---- */

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);

  if (get_result (self) != NULL)
    kheo_print_run (GTK_WINDOW (self), self->press, get_result (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const names[] = { "pdf", "svg", "png" };
  KheoPrintWindow         *self = KHEO_PRINT_WINDOW (widget);
  const char              *how = g_variant_get_string (parameter, NULL);
  guint                    page = kheo_page_preview_get_page (KHEO_PAGE_PREVIEW (self->preview));

  if (get_result (self) == NULL || self->writing != NULL)
    return;
  if (g_str_equal (how, "folder"))
    {
      if (self->targets != NULL && self->targets->len > 0)
        kheo_print_window_ask_for_folder (self);
      else
        kheo_page_toast (widget, _ ("First choose “One page for each unit below”"));
      return;
    }
  if (g_str_equal (how, "pdf") && self->targets != NULL && self->targets->len > 0)
    {
      kheo_print_window_ask_for_bound (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (how, names[i]))
      kheo_export_pages (widget, self->press, page, get_result (self)->title, (KheoChartFormat) i);
}

static void
stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
}

static void
pass_to_preview (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);
  g_autofree char *name = g_strconcat ("preview.", action + strlen ("print."), NULL);

  gtk_widget_activate_action_variant (self->preview, name, parameter);
}

static void
finding_chosen_cb (KheoPrintWindow *self, guint index)
{
  const KheoPressResult *result = get_result (self);

  if (result != NULL && index < result->findings->len)
    {
      const KheoPreflightFinding *finding = result->findings->pdata[index];

      kheo_page_preview_show_place (KHEO_PAGE_PREVIEW (self->preview), finding->page,
                                    &finding->box);
    }
}

static void
book_changed_cb (KheoPrintWindow *self)
{
  self->stale = TRUE;
  show_findings (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (object);

  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  g_clear_object (&self->reading);
  g_clear_object (&self->writing);
  g_clear_object (&self->press);
  g_clear_pointer (&self->each, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->sheet, kheo_print_sheet_unref);
  G_OBJECT_CLASS (kheo_print_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "print/kheo-print-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, options);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, title_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, layout_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, each_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, each_switch);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, ink_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, writing_bar);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, writing_progress);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "each_changed_cb",
                                                G_CALLBACK (kheo_print_window_each_changed_cb));
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "print.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "print.save", "s",
                                       "pdf");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "print.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "print.previous-page",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "print.zoom",
                                       "s", "in");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "print.zoom",
                                       "s", "out");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "print.zoom", "s",
                                       "fit");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kheo_print_window_class_init (KheoPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "print.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "print.save", "s", save);
  gtk_widget_class_install_action (widget_class, "print.stop", NULL, stop);
  gtk_widget_class_install_action (widget_class, "print.next-page", NULL, pass_to_preview);
  gtk_widget_class_install_action (widget_class, "print.previous-page", NULL, pass_to_preview);
  gtk_widget_class_install_action (widget_class, "print.zoom", "s", pass_to_preview);
  bind_keys (widget_class);
}

static void
fill_layouts (KheoPrintWindow *self, gboolean board, gboolean charts)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (board)
    gtk_string_list_append (names, kheo_chart_sheet_layout_title (KHEO_CHART_SHEET_BOARD));
  for (guint i = 0; i < KHEO_CHART_SHEET_BOARD && charts; i++)
    gtk_string_list_append (names, kheo_chart_sheet_layout_title ((KheoChartSheetLayout) i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->layout_row), G_LIST_MODEL (names));
}

static void
kheo_print_window_init (KheoPrintWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->press = kheo_press_new ();
  self->preview = kheo_page_preview_new (self->press);
  kheo_page_preview_set_whole (KHEO_PAGE_PREVIEW (self->preview), TRUE);
  adw_bin_set_child (ADW_BIN (self->desk), self->preview);
  self->paper = kheo_paper_group_new ();
  gtk_box_append (GTK_BOX (self->options), self->paper);
  self->findings = kheo_findings_group_new ();
  gtk_box_append (GTK_BOX (self->options), self->findings);
  g_signal_connect_object (self->paper, "changed", G_CALLBACK (option_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "chosen", G_CALLBACK (finding_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_print_window_enable_actions (self);
}

/* ---- Public ---- */

KheoPrintWindow *
kheo_print_window_present_sheet (GtkWidget *near, KheoPrintSheet *sheet)
{
  KheoPrintWindow *self = g_object_new (KHEO_TYPE_PRINT_WINDOW, NULL);
  GtkRoot         *root = gtk_widget_get_root (near);
  KheoScope       *scope = kheo_print_sheet_get_scope (sheet);
  gboolean         board = kheo_print_sheet_is_board (sheet);
  guint            n_charts = kheo_print_sheet_get_n_charts (sheet);
  gboolean         single = !board && n_charts == 1;

  fill_layouts (self, board, n_charts > 0);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row),
                         single ? kheo_chart_data_get_text (kheo_print_sheet_get_data (sheet, 0),
                                                            KHEO_CHART_TEXT_TITLE)
                                : kheo_print_sheet_get_heading (sheet));
  gtk_widget_set_visible (self->layout_row, !single && (!board || n_charts > 0));
  gtk_widget_set_visible (self->each_row, scope != NULL);
  self->sheet = kheo_print_sheet_ref (sheet);
  if (scope != NULL)
    g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (book_changed_cb),
                             self, G_CONNECT_SWAPPED);
  kheo_print_window_make_pages (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

KheoPrintWindow *
kheo_print_window_present_chart (GtkWidget *near, KheoChartKind kind, KheoChartData *data)
{
  g_autoptr (KheoPrintSheet) sheet = kheo_print_sheet_new (NULL);

  kheo_print_sheet_add (sheet, kind, data);
  return kheo_print_window_present_sheet (near, sheet);
}

guint
kheo_print_window_get_n_pages (KheoPrintWindow *self)
{
  g_return_val_if_fail (KHEO_IS_PRINT_WINDOW (self), 0);
  return get_result (self) != NULL ? get_result (self)->n_pages : 0;
}

KheoPaper
kheo_print_window_get_paper (KheoPrintWindow *self)
{
  return get_result (self) != NULL ? get_result (self)->paper : (KheoPaper){ 0 };
}

KheoPaperGroup *
kheo_print_window_get_paper_group (KheoPrintWindow *self)
{
  return KHEO_PAPER_GROUP (self->paper);
}

guint
kheo_print_window_get_n_findings (KheoPrintWindow *self)
{
  return kheo_findings_group_get_n (KHEO_FINDINGS_GROUP (self->findings));
}

void
kheo_print_window_set_each (KheoPrintWindow *self, gboolean each)
{
  gtk_switch_set_active (GTK_SWITCH (self->each_switch), each);
}

gboolean
kheo_print_window_is_writing (KheoPrintWindow *self)
{
  return self->writing != NULL;
}
