/* What people do with figures, targets and indicators: new, change, delete, export, copy. */
#include "kheo-figures-page-private.h"

#include "kheo-file-picker.h"
#include "kheo-indicator-catalogue.h"
#include "kheo-list-export.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-sheet-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Figures ---- */

/* A new figure begins where one looks: unit, period and indicator. */
static void
new_figure (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (widget);
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_figures, 0);
  g_autofree char *period = kheo_period_to_string (self->period);

  if (kheo_scope_get_unit (self->scope) != 0)
    kheo_record_set_integer (record, KHEO_FIGURE_UNIT, kheo_scope_get_unit (self->scope));
  if (self->chosen != 0)
    kheo_record_set_integer (record, KHEO_FIGURE_INDICATOR, self->chosen);
  kheo_record_set_text (record, KHEO_FIGURE_PERIOD, period);
  kheo_record_set_text (record, KHEO_FIGURE_STATE, "value");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), TRUE);
  kheo_figure_detail_turn_to (self->detail, "figures");
  kheo_figure_list_offer (kheo_figure_detail_get_list (self->detail), record);
}

static void
delete_figure (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_figure_list_delete (kheo_figure_detail_get_list (KHEO_FIGURES_PAGE (widget)->detail));
}

typedef struct
{
  KheoFiguresPage *page;
  gint64           id;
} ShowWait;

static gpointer
record_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_table_get (db, &kheo_register_figures, *(gint64 *) data, error);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree ShowWait *wait = user_data;
  g_autoptr (KheoFiguresPage) self = wait->page;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (record == NULL || self->stack == NULL)
    return;
  kheo_figures_page_choose (self, kheo_record_get_integer (record, KHEO_FIGURE_INDICATOR, 0));
  kheo_figure_detail_turn_to (self->detail, "figures");
  kheo_figure_list_show (kheo_figure_detail_get_list (self->detail), wait->id);
}

void
kheo_figures_page_show_figure (KheoFiguresPage *self, gint64 id)
{
  ShowWait *wait;

  g_return_if_fail (KHEO_IS_FIGURES_PAGE (self));
  wait = g_new0 (ShowWait, 1);
  wait->page = g_object_ref (self);
  wait->id = id;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), record_job,
                         g_memdup2 (&id, sizeof id), g_free, g_object_unref,
                         kheo_scope_get_cancellable (self->scope), record_cb, wait);
}

/* ---- Indicators ---- */

static void
record_saved_cb (KheoFiguresPage *self, gint64 id, gint64 action, KheoRecordForm *form)
{
  gboolean target =
      kheo_record_get_register (kheo_record_form_get_record (form)) == &kheo_register_targets;

  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (form))));
  if (!target)
    self->chosen = id;
  kheo_page_toast_action (GTK_WIDGET (self), target ? _ ("Target saved") : _ ("Indicator saved"),
                          action);
}

/* A form in a window of its own; its own button saves. */
static void
present_record (KheoFiguresPage *self, const char *title, KheoRecord *record)
{
  GtkWidget       *form = kheo_record_form_new (self->scope, kheo_record_get_register (record));
  KheoSheetWindow *window = kheo_sheet_window_new (GTK_WIDGET (self), title, NULL, form);

  kheo_record_form_set_read_only (KHEO_RECORD_FORM (form),
                                  kheo_book_is_read_only (kheo_scope_get_book (self->scope)));
  kheo_record_form_set_record (KHEO_RECORD_FORM (form), record);
  g_signal_connect_object (form, "saved", G_CALLBACK (record_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 600);
  gtk_window_present (GTK_WINDOW (window));
}

/* What most indicators are: counted, summed over units and time, in whole numbers. */
static void
new_indicator (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);

  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, "count");
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, 0);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, "flow");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, "sum");
  present_record (KHEO_FIGURES_PAGE (widget), _ ("Indicator"), record);
}

static gpointer
indicator_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_record_table_get (db, &kheo_register_indicators, *(gint64 *) data, error);
}

static void
indicator_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (record != NULL && self->stack != NULL)
    present_record (self, _ ("Indicator"), record);
}

static void
edit_indicator (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (widget);

  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), indicator_job,
                         g_memdup2 (&self->chosen, sizeof self->chosen), g_free, g_object_unref,
                         kheo_scope_get_cancellable (self->scope), indicator_cb,
                         g_object_ref (self));
}

/* ---- Targets ---- */

/* The target of the very unit and period, or a new one. */
static gpointer
target_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoRecord *wanted = data; /* unit, indicator and period only */
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_targets);
  const guint fields[] = { KHEO_TARGET_INDICATOR, KHEO_TARGET_UNIT };
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value =
          g_strdup_printf ("%" G_GINT64_FORMAT, kheo_record_get_integer (wanted, fields[i], 0));

      kheo_query_set_condition (query, kheo_register_targets.fields[fields[i]].name, value);
    }
  kheo_query_set_condition (query, "period", kheo_record_get_text (wanted, KHEO_TARGET_PERIOD));
  ids = kheo_query_run (db, query, error);
  if (ids == NULL)
    return NULL;
  return ids->len > 0 ? kheo_record_table_get (db, &kheo_register_targets,
                                               g_array_index (ids, gint64, 0), error)
                      : g_object_ref (wanted);
}

static void
target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoRecord) record = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (self->stack == NULL)
    return;
  if (record != NULL)
    present_record (self, _ ("Target"), record);
  else
    kheo_page_show_error (GTK_WIDGET (self), _ ("The figures could not be read"), error);
}

static void
edit_target (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (widget);
  KheoRecord      *wanted = kheo_record_new (&kheo_register_targets, 0);
  g_autofree char *period = kheo_period_to_string (self->period);

  kheo_record_set_integer (wanted, KHEO_TARGET_INDICATOR, self->chosen);
  if (kheo_scope_get_unit (self->scope) != 0)
    kheo_record_set_integer (wanted, KHEO_TARGET_UNIT, kheo_scope_get_unit (self->scope));
  kheo_record_set_text (wanted, KHEO_TARGET_PERIOD, period);
  kheo_record_set_text (wanted, KHEO_TARGET_DIRECTION, "at-least");
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), target_job,
                         wanted, g_object_unref, g_object_unref,
                         kheo_scope_get_cancellable (self->scope), target_cb, g_object_ref (self));
}

/* ---- The catalogue ---- */

static gpointer
catalogue_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n = 0;

  if (!kheo_indicator_catalogue_add_all (db, &n, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

static void
catalogue_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64            action = 0;
  g_autofree guint *n = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);
  g_autofree char  *number = NULL;
  g_autofree char  *text = NULL;

  if (self->stack == NULL)
    return;
  if (n == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The indicators could not be added"), error);
      return;
    }
  number = kheo_number_format (*n);
  text = g_strdup_printf (ngettext ("%s indicator added", "%s indicators added", *n), number);
  if (action != 0)
    kheo_page_toast_action (GTK_WIDGET (self), text, action);
  else
    kheo_page_toast (GTK_WIDGET (self), _ ("The book has them all already"));
}

static void
add_catalogue (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoFiguresPage *self = KHEO_FIGURES_PAGE (widget);

  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (self->scope)),
                          _ ("Add the usual indicators"), catalogue_job, NULL, NULL, g_free, NULL,
                          catalogue_cb, g_object_ref (self));
}

/* ---- Out of the book ---- */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  guint            n = 0;

  kheo_list_export_finish (source, result, &n, &error);
  if (self->stack == NULL)
    return;
  if (error != NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The figures could not be written"), error);
      return;
    }
  number = kheo_number_format (n);
  text = g_strdup_printf (ngettext ("%s figure written", "%s figures written", n), number);
  kheo_page_toast (GTK_WIDGET (self), text);
}

/* The figures of unit and period; of one indicator when one is chosen. */
static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoFiguresPage) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->chosen);
  KheoQuery       *query;

  if (file == NULL || !g_file_is_native (file) || self->stack == NULL ||
      kheo_scope_get_book (self->scope) == NULL)
    return;
  query = kheo_figures_page_make_query (self);
  if (self->chosen != 0)
    kheo_query_set_condition (query, "indicator_id", id);
  kheo_list_export_async (self->scope, query, NULL, file, exported_cb, g_object_ref (self));
}

static void
export_figures (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoFiguresPage   *self = KHEO_FIGURES_PAGE (widget);
  const KheoFileKind kind = { _ ("Export the figures"), _ ("Spreadsheets"), "*.xlsx|*.ods|*.csv",
                              _ ("Figures.xlsx"), TRUE };

  kheo_file_picker_ask_async (widget, &kind, kheo_scope_get_cancellable (self->scope), picked_cb,
                              g_object_ref (self));
}

static void
copy_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = kheo_figures_page_dup_table (KHEO_FIGURES_PAGE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  kheo_page_toast (widget, _ ("The table is on the clipboard"));
}

/* ---- Which can be used ---- */

void
kheo_figures_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "figures.new", NULL, new_figure);
  gtk_widget_class_install_action (widget_class, "figures.delete", NULL, delete_figure);
  gtk_widget_class_install_action (widget_class, "figures.new-indicator", NULL, new_indicator);
  gtk_widget_class_install_action (widget_class, "figures.edit-indicator", NULL, edit_indicator);
  gtk_widget_class_install_action (widget_class, "figures.edit-target", NULL, edit_target);
  gtk_widget_class_install_action (widget_class, "figures.add-catalogue", NULL, add_catalogue);
  gtk_widget_class_install_action (widget_class, "figures.export", NULL, export_figures);
  gtk_widget_class_install_action (widget_class, "figures.copy", NULL, copy_table);
}

void
kheo_figures_page_update_actions (KheoFiguresPage *self)
{
  KheoBook       *book = kheo_scope_get_book (self->scope);
  gboolean        writable = book != NULL && !kheo_book_is_read_only (book);
  KheoRecordForm *form = kheo_figure_list_get_form (kheo_figure_detail_get_list (self->detail));
  gboolean        any = g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0;
  GtkWidget      *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "figures.new", writable && any);
  gtk_widget_action_set_enabled (widget, "figures.delete",
                                 writable && kheo_record_form_has_record (form));
  gtk_widget_action_set_enabled (widget, "figures.new-indicator", writable);
  gtk_widget_action_set_enabled (widget, "figures.edit-indicator", self->chosen != 0);
  gtk_widget_action_set_enabled (widget, "figures.edit-target", writable && self->chosen != 0);
  gtk_widget_action_set_enabled (widget, "figures.add-catalogue", writable);
  gtk_widget_action_set_enabled (widget, "figures.export", any);
  gtk_widget_action_set_enabled (widget, "figures.copy", any);
}
