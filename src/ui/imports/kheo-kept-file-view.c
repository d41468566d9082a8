#include "kheo-kept-file-view.h"

#include "kheo-imports.h"
#include "kheo-provenance.h"
#include "kheo-registers.h"
#include "kheo-sheet-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoKeptFileView
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack      *stack; /* waiting, nothing, file */
  AdwStatusPage *nothing;
  GtkDropDown   *sheets;
  GtkLabel      *facts;
  GtkWidget     *open_record;
  KheoSheetView *picture;

  /* owned */
  KheoScope    *scope;
  GCancellable *cancellable; /* of what is on its way */
  KheoWorkbook *workbook;    /* NULL until it is there */
  GArray       *records;     /* of KheoImportRecord: of the cursor's row; NULL: not known */

  gint64   import_id;
  guint    generation; /* of the row asked about */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (KheoKeptFileView, kheo_kept_file_view, GTK_TYPE_WIDGET)

/* ---- From a row to its record ---- */

typedef struct
{
  gint64 import_id;
  char  *sheet; /* NULL where sheets have no names: csv */
  int    row;   /* as the sheet counts */
} RowAsk;

static void
row_ask_free (gpointer data)
{
  RowAsk *ask = data;

  g_free (ask->sheet);
  g_free (ask);
}

typedef struct
{
  KheoKeptFileView *view;
  guint             generation;
} RowWait;

static gpointer
row_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const RowAsk *ask = data;

  return kheo_imports_list_records (db, ask->import_id, ask->sheet, ask->row, 0, error);
}

static void
array_free (gpointer array)
{
  g_array_unref (array);
}

static void
row_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree RowWait *wait = user_data;
  g_autoptr (KheoKeptFileView) self = wait->view;
  g_autoptr (GArray) records = kheo_store_read_finish (KHEO_STORE (object), result, NULL);

  if (records == NULL || self->stack == NULL || wait->generation != self->generation)
    return;
  g_clear_pointer (&self->records, g_array_unref);
  self->records = g_steal_pointer (&records);
  gtk_widget_set_sensitive (self->open_record, self->records->len > 0);
}

static void
cursor_moved_cb (KheoKeptFileView *self)
{
  const KheoSheet *sheet;
  RowAsk          *ask;
  RowWait         *wait;
  int              row, column;

  self->generation++;
  gtk_widget_set_sensitive (self->open_record, FALSE);
  kheo_sheet_view_get_cursor (self->picture, &row, &column);
  if (self->workbook == NULL || row < 0 || kheo_scope_get_book (self->scope) == NULL)
    return;
  sheet = kheo_workbook_get_sheet (self->workbook, gtk_drop_down_get_selected (self->sheets));
  ask = g_new0 (RowAsk, 1);
  ask->import_id = self->import_id;
  if (*kheo_sheet_get_name (sheet) != '\0')
    ask->sheet = g_strdup (kheo_sheet_get_name (sheet));
  ask->row = row + 1;
  wait = g_new0 (RowWait, 1);
  wait->view = g_object_ref (self);
  wait->generation = self->generation;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), row_job, ask,
                         row_ask_free, array_free, self->cancellable, row_cb, wait);
}

/* What the row is about, rather than a unit that it founded. */
static const KheoImportRecord *
find_record (GArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (!g_str_equal (g_array_index (records, KheoImportRecord, i).table,
                      kheo_register_units.table))
      return &g_array_index (records, KheoImportRecord, i);
  return &g_array_index (records, KheoImportRecord, 0);
}

/* Shown where it lives, in the window beneath. */
static void
open_record_cb (KheoKeptFileView *self)
{
  GtkWindow              *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow              *main = gtk_window_get_transient_for (window);
  const KheoImportRecord *record;
  const KheoRegister     *reg;

  if (self->records == NULL || self->records->len == 0 || main == NULL)
    return;
  record = find_record (self->records);
  reg = kheo_register_find (record->table);
  if (reg != NULL)
    gtk_widget_activate_action (GTK_WIDGET (main), "win.show-record", "(sx)", reg->name,
                                record->id);
  gtk_window_destroy (window);
}

/* ---- The picture ---- */

static void
sheet_chosen_cb (KheoKeptFileView *self)
{
  guint sheet = gtk_drop_down_get_selected (self->sheets);

  if (self->workbook != NULL && sheet != GTK_INVALID_LIST_POSITION)
    kheo_sheet_view_set_sheet (self->picture, self->workbook, sheet, NULL);
}

static void
fill_sheets (KheoKeptFileView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = kheo_workbook_get_n_sheets (self->workbook);

  for (guint i = 0; i < n; i++)
    {
      const KheoSheet *sheet = kheo_workbook_get_sheet (self->workbook, i);
      const char      *name = kheo_sheet_get_name (sheet);
      g_autofree char *hidden = kheo_sheet_get_state (sheet) != KHEO_SHEET_VISIBLE
                                    ? g_strdup_printf (_ ("%s (hidden)"), name)
                                    : NULL;

      gtk_string_list_append (names, hidden ? hidden : name);
    }
  gtk_drop_down_set_model (self->sheets, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), n > 1);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoKeptFileView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoWorkbook) workbook = kheo_source_open_finish (result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (workbook == NULL)
    {
      adw_status_page_set_description (self->nothing, error->message);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  self->workbook = g_steal_pointer (&workbook);
  fill_sheets (self);
  sheet_chosen_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "file");
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
  gtk_label_select_region (self->facts, 0, 0); /* a label marks all when the focus comes by */
}

/* ---- What the file is ---- */

static gpointer
entry_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_imports_get (db, *(gint64 *) data, error);
}

static void
state_free (gpointer state)
{
  kheo_import_state_free (state);
}

static void
entry_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoKeptFileView) self = user_data;
  g_autoptr (KheoImportState) state = kheo_store_read_finish (KHEO_STORE (object), result, NULL);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (state == NULL || self->stack == NULL)
    return;
  size = g_format_size ((guint64) state->entry.size);
  text = g_strdup_printf (_ ("%s · SHA-256 %s"), size, state->entry.sha256);
  gtk_label_set_text (self->facts, text);
}

/* ---- Widget ---- */

static void
kheo_kept_file_view_dispose (GObject *object)
{
  KheoKeptFileView *self = KHEO_KEPT_FILE_VIEW (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->workbook, kheo_workbook_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_KEPT_FILE_VIEW);
  kheo_page_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (kheo_kept_file_view_parent_class)->dispose (object);
}

static void
kheo_kept_file_view_finalize (GObject *object)
{
  KheoKeptFileView *self = KHEO_KEPT_FILE_VIEW (object);

  g_clear_object (&self->scope);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->records, g_array_unref);
  G_OBJECT_CLASS (kheo_kept_file_view_parent_class)->finalize (object);
}

static void
kheo_kept_file_view_class_init (KheoKeptFileViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_kept_file_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_kept_file_view_finalize;
  g_type_ensure (KHEO_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KHEO_UI "imports/kheo-kept-file-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, nothing);
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, sheets);
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, facts);
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, open_record);
  gtk_widget_class_bind_template_child (widget_class, KheoKeptFileView, picture);
  gtk_widget_class_bind_template_callback (widget_class, sheet_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_record_cb);
}

static void
kheo_kept_file_view_init (KheoKeptFileView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* ---- Public ---- */

static GtkWidget *
kept_file_view_new (KheoScope *scope, gint64 import_id)
{
  KheoKeptFileView *self = g_object_new (KHEO_TYPE_KEPT_FILE_VIEW, NULL);
  KheoStore        *store = kheo_book_get_store (kheo_scope_get_book (scope));

  self->scope = g_object_ref (scope);
  self->import_id = import_id;
  self->busy = TRUE;
  kheo_store_read_async (store, entry_job, g_memdup2 (&import_id, sizeof import_id), g_free,
                         state_free, self->cancellable, entry_cb, g_object_ref (self));
  kheo_source_open_async (store, import_id, kheo_scope_get_sources (scope), self->cancellable,
                          opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
kheo_kept_file_view_present (GtkWidget *near, KheoScope *scope, gint64 import_id, const char *file)
{
  GtkWidget       *view = kept_file_view_new (scope, import_id);
  KheoSheetWindow *window = kheo_sheet_window_new (near, file, NULL, view);

  gtk_window_set_default_size (GTK_WINDOW (window), 1120, 620);
  gtk_window_present (GTK_WINDOW (window));
}

gboolean
kheo_kept_file_view_is_busy (KheoKeptFileView *self)
{
  g_return_val_if_fail (KHEO_IS_KEPT_FILE_VIEW (self), FALSE);
  return self->busy;
}

KheoSheetView *
kheo_kept_file_view_get_picture (KheoKeptFileView *self)
{
  g_return_val_if_fail (KHEO_IS_KEPT_FILE_VIEW (self), NULL);
  return self->picture;
}

guint
kheo_kept_file_view_get_n_records (KheoKeptFileView *self)
{
  g_return_val_if_fail (KHEO_IS_KEPT_FILE_VIEW (self), 0);
  return self->records != NULL ? self->records->len : 0;
}
