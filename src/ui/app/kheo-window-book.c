/* Opening, showing and closing a book. */
#include "kheo-book-tables.h"
#include "kheo-file-picker.h"
#include "kheo-history-page.h"
#include "kheo-imports-page.h"
#include "kheo-overview-page.h"
#include "kheo-question.h"
#include "kheo-registers.h"
#include "kheo-sample-book.h"
#include "kheo-settings.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

#define MAX_RECENT 8

/* What stands in the bars */

static void
show_place (KheoWindow *self)
{
  gint64           unit = kheo_scope_get_unit (self->scope);
  KheoUnits       *units = kheo_scope_get_units (self->scope);
  KheoUnitMap     *map = kheo_scope_get_map (self->scope);
  g_autofree char *path = unit != 0 && map != NULL
                              ? kheo_units_dup_path (units, unit, kheo_unit_map_get_day (map))
                              : NULL;
  g_auto (GStrv) names = g_strsplit (path ? path : "", "/", -1);
  g_autofree char *text = path ? g_strjoinv (" › ", names) : g_strdup (_ ("Whole book"));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, unit);

  gtk_label_set_text (self->place, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), text);
  if (map != NULL && self->last_unit == 0)
    kheo_settings_set_string ("last-unit", id);
}

static gpointer
office_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  char *office = kheo_setting_get (db, "office", NULL);

  return office ? office : g_strdup ("");
}

static void
office_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autofree char *office = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  if (office == NULL || self->scope == NULL)
    return;
  adw_window_title_set_title (self->title, *office ? office : _ ("Khéo"));
}

static void
show_title (KheoWindow *self)
{
  g_autofree char *name = g_path_get_basename (kheo_book_get_path (self->book));
  g_autofree char *title = g_strdup_printf (_ ("%s — Khéo"), name);

  adw_window_title_set_subtitle (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  kheo_store_read_async (kheo_book_get_store (self->book), office_job, NULL, NULL, g_free,
                         kheo_scope_get_cancellable (self->scope), office_cb, g_object_ref (self));
}

/* A book without units and models greets; as soon as there is something, work begins. */
static void
show_emptiness (KheoWindow *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  GArray      *years = kheo_scope_get_years (self->scope);
  gboolean     empty = map != NULL && kheo_unit_map_get_n (map) == 0 &&
                   (years == NULL || years->len == 0) && !self->begun;
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "import") != 0)
    gtk_stack_set_visible_child_name (self->stack, empty ? "welcome" : "work");
}

static void
scope_changed_cb (KheoWindow *self)
{
  show_emptiness (self);
  show_place (self);
  kheo_window_update_actions (self);
}

static void
map_changed_cb (KheoWindow *self)
{
  gint64 unit = self->last_unit;

  self->last_unit = 0;
  if (unit != 0 && kheo_unit_map_find (kheo_scope_get_map (self->scope), unit) >= 0)
    kheo_scope_set_unit (self->scope, unit);
}

static void
show_query_cb (KheoWindow *self, const KheoQuery *query)
{
  if (kheo_work_page_show_register (self->work, query->reg))
    {
      kheo_records_page_show_query (kheo_work_page_get_records (self->work), query);
      adw_view_stack_set_visible_child_name (self->pages, "work");
      return;
    }
  kheo_records_page_show_query (self->models, query);
  adw_view_stack_set_visible_child_name (self->pages, "models");
}

static void
model_chosen_cb (KheoWindow *self, gint64 id)
{
  adw_view_stack_set_visible_child_name (self->pages, "models");
  kheo_records_page_show_record (self->models, id);
}

/* Pages */

static void
add_page (KheoWindow *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  kheo_page_hide_unmapped (page);
  kheo_page_set_label (page, title);
  adw_view_stack_add_titled (self->pages, page, name, title);
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->pages, page), icon);
}

static void
build_pages (KheoWindow *self)
{
  GtkWidget       *sidebar = kheo_unit_sidebar_new (self->scope);
  GtkWidget       *models = kheo_records_page_new (self->scope, &kheo_register_models);
  g_autofree char *last = kheo_settings_dup_string ("last-page");

  self->sidebar = KHEO_UNIT_SIDEBAR (sidebar);
  gtk_widget_set_size_request (sidebar, 220, -1);
  gtk_paned_set_start_child (self->paned, sidebar);
  self->overview = kheo_overview_page_new (self->scope);
  self->models = KHEO_RECORDS_PAGE (models);
  self->figures = KHEO_FIGURES_PAGE (kheo_figures_page_new (self->scope));
  self->work = KHEO_WORK_PAGE (kheo_work_page_new (self->scope));
  self->imports = kheo_imports_page_new (self->scope);
  self->history = kheo_history_page_new (self->scope);
  add_page (self, self->overview, "overview", _ ("Overview"), "view-grid-symbolic");
  add_page (self, models, "models", _ ("Models"), "view-list-symbolic");
  add_page (self, GTK_WIDGET (self->figures), "figures", C_ ("page", "Indicators"),
            "function-linear-symbolic");
  add_page (self, GTK_WIDGET (self->work), "work", C_ ("page", "Tasks"), "object-select-symbolic");
  add_page (self, self->imports, "imports", _ ("Files taken in"), "x-office-spreadsheet-symbolic");
  kheo_window_add_reform_page (self);
  add_page (self, self->history, "history", _ ("History"), "document-open-recent-symbolic");
  if (*last != '\0' && adw_view_stack_get_child_by_name (self->pages, last) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, last);
  g_signal_connect_object (models, "changed", G_CALLBACK (kheo_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->work, "changed", G_CALLBACK (kheo_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kheo_figures_page_get_detail (self->figures), "changed",
                           G_CALLBACK (kheo_window_update_actions), self, G_CONNECT_SWAPPED);
}

static void
follow_scope (KheoWindow *self)
{
  g_signal_connect_object (self->scope, "map-changed", G_CALLBACK (map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scope, "changed", G_CALLBACK (scope_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scope, "show-query", G_CALLBACK (show_query_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_handlers_disconnect_by_func (self->finder, model_chosen_cb, self);
  g_signal_connect_object (self->finder, "model-chosen", G_CALLBACK (model_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  kheo_finder_set_scope (self->finder, self->scope);
  kheo_clock_button_set_scope (self->clock, self->scope);
  kheo_period_button_set_scope (self->period, self->scope);
}

static void
say_read_only (KheoWindow *self)
{
  kheo_banner_show (self->banner,
                    kheo_book_is_read_only (self->book)
                        ? _ ("This book can be read but not changed: another program has it open, "
                             "it lies on a network share, or the file is protected.")
                        : NULL,
                    NULL, NULL);
}

/* Recent books */

void
kheo_window_fill_recent (KheoWindow *self)
{
  GSettings *settings = kheo_settings_get ();
  g_auto (GStrv) paths = settings ? g_settings_get_strv (settings, "recent-books") : NULL;

  g_menu_remove_all (self->recent_menu);
  for (char **path = paths; path != NULL && *path != NULL; path++)
    {
      g_autofree char *name = g_filename_display_basename (*path);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_auto (GStrv) parts = g_strsplit (name, "_", -1); /* an underline would be a mnemonic */
      g_autofree char *label = g_strjoinv ("__", parts);

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", *path);
      g_menu_append_item (self->recent_menu, item);
    }
}

static void
remember (KheoWindow *self, const char *path)
{
  GSettings *settings = kheo_settings_get ();
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *last = kheo_settings_dup_string ("last-book");
  g_autofree char *unit = kheo_settings_dup_string ("last-unit");
  guint            n = 1;

  if (settings == NULL)
    return;
  self->last_unit = g_str_equal (last, path) ? g_ascii_strtoll (unit, NULL, 10) : 0;
  before = g_settings_get_strv (settings, "recent-books");
  g_strv_builder_add (builder, path);
  for (char **other = before; *other != NULL && n < MAX_RECENT; other++)
    if (!g_str_equal (*other, path))
      {
        g_strv_builder_add (builder, *other);
        n++;
      }
  after = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "recent-books", (const char *const *) after);
  g_settings_set_string (settings, "last-book", path);
  kheo_window_fill_recent (self);
}

/* Opening and closing */

void
kheo_window_close_book (KheoWindow *self)
{
  g_autoptr (KheoBook) book = g_steal_pointer (&self->book);
  g_autoptr (KheoScope) scope = g_steal_pointer (&self->scope);

  if (book == NULL)
    return;
  g_signal_handlers_disconnect_by_data (scope, self);
  g_signal_handlers_disconnect_by_data (book, self);
  kheo_finder_set_scope (self->finder, NULL);
  kheo_clock_button_set_scope (self->clock, NULL);
  kheo_period_button_set_scope (self->period, NULL);
  if (self->import != NULL)
    gtk_stack_remove (self->stack, self->import);
  gtk_paned_set_start_child (self->paned, NULL);
  adw_view_stack_remove (self->pages, self->overview);
  adw_view_stack_remove (self->pages, GTK_WIDGET (self->models));
  adw_view_stack_remove (self->pages, GTK_WIDGET (self->figures));
  adw_view_stack_remove (self->pages, GTK_WIDGET (self->work));
  adw_view_stack_remove (self->pages, self->imports);
  adw_view_stack_remove (self->pages, GTK_WIDGET (self->reform));
  adw_view_stack_remove (self->pages, self->history);
  self->import = self->overview = self->imports = self->history = NULL;
  self->models = NULL;
  self->work = NULL;
  self->figures = NULL;
  self->reform = NULL;
  self->sidebar = NULL;
  self->begun = FALSE;
  g_object_run_dispose (G_OBJECT (scope)); /* what is still on its way is cancelled */
  kheo_book_close (book);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  adw_window_title_set_title (self->title, _ ("Khéo"));
  adw_window_title_set_subtitle (self->title, NULL);
  kheo_banner_show (self->banner, NULL, NULL, NULL);
  kheo_window_update_actions (self);
}

gboolean
kheo_window_open_book (KheoWindow *self, const char *path, gboolean create)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *full = NULL;
  g_autofree char *folder = NULL;
  KheoBook        *book;

  g_return_val_if_fail (KHEO_IS_WINDOW (self), FALSE);
  full = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (full);
  if (self->book != NULL && g_strcmp0 (kheo_book_get_path (self->book), full) == 0)
    return TRUE;
  if (create)
    g_mkdir_with_parents (folder, 0700);
  book = kheo_book_open (full, create ? KHEO_DB_CREATE : 0, &error);
  if (book == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The book could not be opened"), error);
      return FALSE;
    }
  kheo_window_close_book (self);
  self->book = book;
  self->scope = kheo_scope_new (book);
  remember (self, full);
  build_pages (self);
  follow_scope (self);
  show_title (self);
  say_read_only (self);
  gtk_stack_set_visible_child_name (self->stack, "work");
  kheo_unit_sidebar_focus_tree (self->sidebar);
  kheo_window_update_actions (self);
  return TRUE;
}

typedef struct
{
  KheoWindow *window;
  char       *path;
  gboolean    create;
} Change;

static void
left_cb (gboolean go, gpointer user_data)
{
  g_autofree Change *change = user_data;
  g_autoptr (KheoWindow) self = change->window;
  g_autofree char *path = change->path;

  if (go)
    kheo_window_open_book (self, path, change->create);
}

void
kheo_window_change_book (KheoWindow *self, const char *path, gboolean create)
{
  Change *change = g_new0 (Change, 1);

  change->window = g_object_ref (self);
  change->path = g_strdup (path);
  change->create = create;
  kheo_window_leave_forms (self, left_cb, change);
}

/* Commands */

static void
picked_book_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL && self->stack != NULL)
    kheo_window_change_book (self, path, FALSE);
}

static void
picked_new_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *whole = NULL;

  if (path == NULL || self->stack == NULL)
    return;
  whole = g_str_has_suffix (path, ".kheo") ? g_strdup (path) : g_strconcat (path, ".kheo", NULL);
  if (g_file_test (whole, G_FILE_TEST_EXISTS))
    kheo_question_tell (GTK_WIDGET (self->stack), _ ("There is a file of this name already"),
                        _ ("A new book does not write over another file. Choose another name, or "
                           "open the book that is there."));
  else
    kheo_window_change_book (self, whole, TRUE);
}

static void
open_book_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow        *self = user_data;
  const KheoFileKind kind = { _ ("Open a book"), _ ("Books of Khéo"), "*.kheo", NULL, FALSE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_book_cb,
                              g_object_ref (self));
}

static void
new_book_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow        *self = user_data;
  const KheoFileKind kind = { _ ("New book"), _ ("Books of Khéo"), "*.kheo", _ ("Office.kheo"),
                              TRUE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_new_cb,
                              g_object_ref (self));
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_window_change_book (user_data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
begin_empty_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow      *self = user_data;
  g_autofree char *path = kheo_book_default_path ();

  if (self->book == NULL && !kheo_window_open_book (self, path, TRUE))
    return;
  self->begun = TRUE;
  show_emptiness (self);
}

static void
sample_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kheo_sample_book_finish (result, &error);

  if (self->stack == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, self->book ? "work" : "welcome");
  if (path != NULL)
    kheo_window_change_book (self, path, FALSE);
  else
    kheo_page_show_error (GTK_WIDGET (self->stack), _ ("The sample book could not be made"), error);
}

static void
open_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kheo_sample_book_async (self->cancellable, sample_cb, g_object_ref (self));
}

void
kheo_window_book_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "open-book", open_book_cb },          { "new-book", new_book_cb },
    { "open-recent", open_recent_cb, "s" }, { "begin-empty", begin_empty_cb },
    { "open-sample", open_sample_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
