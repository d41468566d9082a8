/* The list of files at the left: where each stands, all that are ready written at once. */
#include "kheo-import-panel.h"
#include "kheo-import-phrases.h"
#include "kheo-import-view-private.h"
#include "kheo-number.h"
#include "kheo-page.h"
#include "kheo-sheet-view.h"

#include <glib/gi18n-lib.h>

/* ---- A row ---- */

typedef struct
{
  GtkWidget *icon, *name, *detail, *bar, *remove; /* borrowed from the row */
} Row;

static const char *
icon_of (KheoImportFile *file)
{
  switch (kheo_import_file_get_state (file))
    {
    case KHEO_FILE_WAITING:
      return "content-loading-symbolic";
    case KHEO_FILE_READING:
    case KHEO_FILE_WRITING:
      return "emblem-synchronizing-symbolic";
    case KHEO_FILE_DONE:
      return "emblem-ok-symbolic";
    case KHEO_FILE_FAILED:
    case KHEO_FILE_CANCELLED:
      return "dialog-error-symbolic";
    case KHEO_FILE_REVIEW:
    case KHEO_FILE_PARKED:
    default:
      return kheo_import_file_is_ready (file) ? "object-select-symbolic" : "view-reveal-symbolic";
    }
}

static void
show_progress (Row *row, KheoImportFile *file)
{
  KheoFileState state = kheo_import_file_get_state (file);
  double        fraction = kheo_import_file_get_fraction (file);

  gtk_widget_set_visible (row->bar, state == KHEO_FILE_READING || state == KHEO_FILE_WRITING);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (row->bar), CLAMP (fraction, 0, 1));
}

static void
show_row (GtkListItem *item)
{
  KheoImportFile  *file = gtk_list_item_get_item (item);
  GtkWidget       *box = gtk_list_item_get_child (item);
  Row             *row = g_object_get_data (G_OBJECT (box), "row");
  const GError    *problem = kheo_import_file_get_problem (file);
  g_autofree char *detail = kheo_import_describe_file (file);
  g_autofree char *label = g_strdup_printf ("%s, %s", kheo_import_file_get_name (file), detail);
  g_autofree char *remove =
      g_strdup_printf (_ ("Take %s out of the list"), kheo_import_file_get_name (file));
  g_autofree char *base = g_path_get_basename (kheo_import_file_get_name (file));
  g_autofree char *advice = problem != NULL ? kheo_import_failure_advice (problem) : NULL;
  g_autofree char *tip = g_strconcat (label, advice != NULL ? "\n" : NULL, advice, NULL);
  const char      *classes[] = { "caption", "dim-label", NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), icon_of (file));
  gtk_label_set_label (GTK_LABEL (row->name), base); /* its folder is in the tooltip */
  gtk_label_set_label (GTK_LABEL (row->detail), detail);
  if (kheo_import_file_get_state (file) == KHEO_FILE_FAILED)
    classes[1] = "error";
  else if (kheo_import_file_is_ready (file) || kheo_import_file_get_state (file) == KHEO_FILE_DONE)
    classes[1] = "success";
  gtk_widget_set_css_classes (row->detail, classes);
  show_progress (row, file);
  gtk_widget_set_visible (row->remove, kheo_import_file_get_state (file) != KHEO_FILE_DONE);
  kheo_page_set_label (row->remove, remove);
  gtk_widget_set_tooltip_text (row->remove, remove);
  gtk_widget_set_tooltip_text (box, tip);
  kheo_page_name_row (box, label);
}

static void
progress_cb (GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  show_progress (g_object_get_data (G_OBJECT (box), "row"), gtk_list_item_get_item (item));
}

static void
remove_cb (GtkWidget *button, GtkListItem *item)
{
  GtkWidget       *view = gtk_widget_get_ancestor (button, KHEO_TYPE_IMPORT_VIEW);
  KheoImportQueue *queue = kheo_import_view_get_queue (KHEO_IMPORT_VIEW (view));

  kheo_import_queue_remove (queue, gtk_list_item_get_item (item));
  kheo_import_view_close_when_done (KHEO_IMPORT_VIEW (view));
}

static GtkWidget *
make_words (Row *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  row->name = gtk_label_new (NULL);
  row->detail = gtk_label_new (NULL);
  row->bar = gtk_progress_bar_new ();
  gtk_label_set_xalign (GTK_LABEL (row->name), 0);
  gtk_label_set_xalign (GTK_LABEL (row->detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_ellipsize (GTK_LABEL (row->detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (row->detail), TRUE);
  gtk_label_set_lines (GTK_LABEL (row->detail), 2);
  gtk_box_append (GTK_BOX (words), row->name);
  gtk_box_append (GTK_BOX (words), row->detail);
  gtk_box_append (GTK_BOX (words), row->bar);
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row       *row = g_new0 (Row, 1);

  row->icon = gtk_image_new ();
  row->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), make_words (row));
  gtk_box_append (GTK_BOX (box), row->remove);
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_add_css_class (row->remove, "circular");
  gtk_widget_set_valign (row->remove, GTK_ALIGN_CENTER);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (remove_cb), item);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  KheoImportFile *file = gtk_list_item_get_item (item);

  g_signal_connect_swapped (file, "changed", G_CALLBACK (show_row), item);
  g_signal_connect_swapped (file, "progress", G_CALLBACK (progress_cb), item);
  show_row (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

/* ---- The list ---- */

static void
selected_cb (KheoImportView *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  guint position = gtk_single_selection_get_selected (selection);

  if (!self->updating && position != GTK_INVALID_LIST_POSITION)
    kheo_import_view_turn_to (self, kheo_import_queue_get (self->queue, position));
}

void
kheo_import_view_prepare_files (KheoImportView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSingleSelection) selection =
      gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->queue)));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->queue_list), factory);
  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->queue_list), GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
}

static void
select_current (KheoImportView *self)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (self->queue_list));
  guint              n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));

  self->updating = TRUE;
  for (guint i = 0; i < n; i++)
    if (kheo_import_queue_get (self->queue, i) == self->file)
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), i);
  self->updating = FALSE;
}

void
kheo_import_view_turn_to (KheoImportView *self, KheoImportFile *file)
{
  if (file != self->file)
    {
      self->shown = NULL;
      self->table = 0;
      kheo_import_panel_set_file (KHEO_IMPORT_PANEL (self->panel), NULL);
      kheo_sheet_view_set_review (KHEO_SHEET_VIEW (self->sheet), NULL, 0);
    }
  self->file = file;
  kheo_import_queue_set_current (self->queue, file);
  select_current (self);
  kheo_import_view_show_file (self);
}

/* The next one that waits for a person after what was just written. */
static KheoImportFile *
find_open (KheoImportView *self)
{
  KheoImportFile *ready = NULL;
  KheoImportFile *failed = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queue)); i++)
    {
      KheoImportFile *file = kheo_import_queue_get (self->queue, i);
      KheoFileState   state = kheo_import_file_get_state (file);

      if (state == KHEO_FILE_FAILED)
        failed = failed != NULL ? failed : file;
      if (state == KHEO_FILE_DONE || state == KHEO_FILE_CANCELLED || state == KHEO_FILE_FAILED)
        continue;
      if (!kheo_import_file_is_ready (file))
        return file;
      ready = ready != NULL ? ready : file;
    }
  return ready != NULL ? ready : failed;
}

static void
close_view (KheoImportView *self)
{
  if (self->written > 1)
    {
      g_autofree char *number = kheo_number_format (self->written);
      g_autofree char *text = g_strdup_printf (
          ngettext ("%s file was written", "%s files were written", self->written), number);

      kheo_page_toast (GTK_WIDGET (self), text);
    }
  self->file = NULL;
  kheo_import_queue_set_current (self->queue, NULL);
  kheo_import_panel_set_file (KHEO_IMPORT_PANEL (self->panel), NULL);
  kheo_sheet_view_set_review (KHEO_SHEET_VIEW (self->sheet), NULL, 0);
  g_signal_emit_by_name (self, "closed");
}

void
kheo_import_view_close_when_done (KheoImportView *self)
{
  KheoQueueCounts counts = kheo_import_queue_count (self->queue);

  if (kheo_import_queue_is_searching (self->queue))
    return;
  if (counts.total == counts.done)
    close_view (self);
  else if (self->file == NULL || kheo_import_file_get_state (self->file) == KHEO_FILE_DONE)
    {
      KheoImportFile *next = find_open (self);

      if (next != NULL)
        kheo_import_view_turn_to (self, next);
      else
        kheo_import_view_show_file (self);
    }
}

/* ---- How far it is ---- */

/* "12 / 200 tệp · 3 cần xem · 9 sẵn sàng". */
static char *
describe_queue (const KheoQueueCounts *counts)
{
  guint            understood = counts->total - counts->waiting - counts->working;
  g_autofree char *done = kheo_number_format (understood);
  g_autofree char *all = kheo_number_format (counts->total);
  GString         *text = g_string_new (NULL);

  /* Translators: of so many files so many are understood. */
  g_string_append_printf (text, _ ("%s of %s files understood"), done, all);
  if (counts->person > 0)
    {
      g_autofree char *number = kheo_number_format (counts->person);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s needs you", "%s need you", counts->person),
                              number);
    }
  if (counts->failed > 0)
    {
      g_autofree char *number = kheo_number_format (counts->failed);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s failed", "%s failed", counts->failed), number);
    }
  if (counts->done > 0)
    {
      g_autofree char *number = kheo_number_format (counts->done);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s written", "%s written", counts->done), number);
    }
  return g_string_free (text, FALSE);
}

static gboolean
show_counts_cb (gpointer user_data)
{
  KheoImportView  *self = user_data;
  KheoQueueCounts  counts = kheo_import_queue_count (self->queue);
  guint            understood = counts.total - counts.waiting - counts.working;
  g_autofree char *text = describe_queue (&counts);
  g_autofree char *number = kheo_number_format (counts.ready);
  g_autofree char *write =
      counts.ready > 0
          ? g_strdup_printf (ngettext ("Write the file that is ready",
                                       "Write the %s files that are ready", counts.ready),
                             number)
          : g_strdup (_ ("No file is ready yet"));

  self->list_due = 0;
  gtk_widget_set_visible (self->side, counts.total > 1);
  gtk_label_set_label (GTK_LABEL (self->queue_label), text);
  gtk_widget_set_visible (self->queue_bar, understood < counts.total);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->queue_bar),
                                 counts.total > 0 ? (double) understood / counts.total : 0);
  gtk_button_set_label (GTK_BUTTON (self->write_ready_button), write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.write-ready",
                                 counts.ready > 0 &&
                                     !kheo_import_queue_is_writing_all (self->queue));
  return G_SOURCE_REMOVE;
}

void
kheo_import_view_queue_counts (KheoImportView *self)
{
  if (self->list_due == 0)
    self->list_due = g_idle_add (show_counts_cb, self);
}
