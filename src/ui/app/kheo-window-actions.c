/* The commands of the window, and which of them can be used now. */
#include "kheo-about.h"
#include "kheo-annex-window.h"
#include "kheo-file-picker.h"
#include "kheo-overview-page.h"
#include "kheo-settings-window.h"
#include "kheo-unit-deed.h"
#include "kheo-window-private.h"

#include <glib/gi18n-lib.h>

/* Units */

static void
unit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const names[] = { "unit-add",  "unit-rename", "unit-change-type",
                                       "unit-move", "unit-end",    "unit-remove" };
  KheoWindow              *self = user_data;
  const char              *name = g_action_get_name (G_ACTION (action));
  gint64                   unit = kheo_scope_get_unit (self->scope);

  if (unit == 0) /* only to add to: a root of the tree that is shown */
    {
      kheo_unit_deed_add (GTK_WIDGET (self->stack), self->scope, 0,
                          kheo_unit_sidebar_get_branch (self->sidebar));
      return;
    }
  /* In the order of KheoUnitDeed. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      kheo_unit_deed_begin (GTK_WIDGET (self->stack), self->scope, (KheoUnitDeed) i, unit);
}

/* In another tree than the unit's own there is nothing yet to add below. */
static void
unit_add_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  KheoBranch  branch;

  if (kheo_branch_parse (g_variant_get_string (parameter, NULL), &branch))
    kheo_unit_deed_add (GTK_WIDGET (self->stack), self->scope, kheo_scope_get_unit (self->scope),
                        branch);
}

/* Records: of the page that is shown */

static void
show_models (KheoWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "work");
  adw_view_stack_set_visible_child_name (self->pages, "models");
}

static void
model_new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "figures") == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->figures), "figures.new", NULL);
      return;
    }
  if (g_strcmp0 (page, "work") != 0)
    show_models (self);
  kheo_records_page_new_record (kheo_window_get_records (self));
}

static void
model_save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_record_form_save (kheo_window_get_form (user_data));
}

static void
model_revert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_record_form_revert (kheo_window_get_form (user_data));
}

static void
model_duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_records_page_duplicate (kheo_window_get_records (user_data));
}

static void
model_delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_records_page_delete (kheo_window_get_records (user_data));
}

static void
mark_done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_records_page_mark_done (kheo_window_get_records (user_data));
}

static void
clear_filters_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_records_page_clear_filters (kheo_window_get_records (user_data));
}

/* Going places */

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, name) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, name);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (((KheoWindow *) user_data)->finder));
}

static void
find_unit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_unit_sidebar_focus_search (((KheoWindow *) user_data)->sidebar);
}

/* Files */

static void
picked_import_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoWindow) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);

  if (file != NULL && self->stack != NULL)
    kheo_window_take_files (self, &file, 1);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow        *self = user_data;
  const KheoFileKind kind = { _ ("Import a spreadsheet"), _ ("Spreadsheets"),
                              "*.xlsx|*.xlsm|*.xls|*.ods|*.csv|*.tsv|*.html|*.htm", NULL, FALSE };

  kheo_file_picker_ask_async (GTK_WIDGET (self->stack), &kind, self->cancellable, picked_import_cb,
                              g_object_ref (self));
}

static void
import_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  kheo_window_take_files (user_data, &file, 1);
}

/* Paper: what is on screen is what is printed. */

static void
print_models_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  g_autoptr (KheoQuery) query = kheo_records_page_make_query (kheo_window_get_records (self));

  kheo_annex_window_present_list (GTK_WIDGET (self->stack), self->scope, query);
}

/* Any annex of what is chosen: "total:models", "indicators" … */
static void
print_annex (KheoWindow *self, const char *subject)
{
  const KheoRegister *reg = kheo_annex_subject_get_query_register (subject);
  g_autoptr (KheoQuery) query = kheo_scope_make_query_of (self->scope, reg);
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (subject, query);

  if (g_str_equal (subject, "unit-life"))
    question->query->unit = kheo_scope_get_unit (self->scope);
  kheo_annex_window_present (GTK_WIDGET (self->stack), self->scope, question);
}

static void
print_annex_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print_annex (user_data, g_variant_get_string (parameter, NULL));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const struct
  {
    const char *page, *subject;
  } annexes[] = { { "figures", "indicators" },
                  { "imports", "imports" },
                  { "history", "history" },
                  { "reform", "reform-matters" } };
  KheoWindow *self = user_data;
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "overview") == 0)
    {
      gtk_widget_activate_action (self->overview, "overview.print", NULL);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (annexes); i++)
    if (g_strcmp0 (page, annexes[i].page) == 0)
      {
        print_annex (self, annexes[i].subject);
        return;
      }
  print_models_cb (action, parameter, user_data); /* the list that is shown */
}

static void
export_chart_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (((KheoWindow *) user_data)->overview, "overview.save", "s", "pdf");
}

static void
settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;

  kheo_settings_window_present (GTK_WIDGET (self->stack), self->book);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kheo_about_show (user_data);
}

static void
set_enabled (KheoWindow *self, const char *const *names, gboolean enabled)
{
  for (; *names != NULL; names++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), *names);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
kheo_window_update_actions (KheoWindow *self)
{
  static const char *const with_book[] = {
    "backup",      "find",        "find-unit", "page",   "print-annex", "export-models", "settings",
    "show-record", "show-import", "show-cell", "reform", "unit-life",   "unit-groups",   NULL
  };
  /* What acts on the page that is shown; behind a sheet in review nobody would see it. */
  static const char *const on_page[] = { "print", "print-models", "export-chart", "clear-filters",
                                         NULL };
  static const char *const writing[] = { "undo",      "redo",        "undo-action", "redo-action",
                                         "take-back", "unit-add",    "unit-add-to", "model-new",
                                         "restore",   "reform-file", "unit-drop",   NULL };
  static const char *const on_unit[] = { "unit-rename", "unit-change-type", "unit-move",
                                         "unit-end",    "unit-remove",      NULL };
  static const char *const on_edit[] = { "model-save", "model-revert", NULL };
  static const char *const on_model[] = { "model-delete", "model-duplicate", NULL };
  static const char *const on_matter[] = { "mark-done", NULL };
  gboolean                 open = self->scope != NULL;
  gboolean        at_work = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "work") == 0;
  gboolean        writable = open && !kheo_book_is_read_only (self->book);
  KheoRecordForm *form = kheo_window_get_form (self);
  gboolean        shown = form != NULL && kheo_record_form_has_record (form);
  gboolean        fresh = shown && kheo_record_form_get_id (form) == 0;
  KheoRecordsPage *records = kheo_window_get_records (self);
  g_autoptr (GArray) rows = records ? kheo_records_page_list_selected (records) : NULL;
  gboolean chosen = rows != NULL && rows->len > 0;

  set_enabled (self, with_book, open);
  set_enabled (self, on_page, open && at_work);
  set_enabled (self, writing, writable);
  set_enabled (self, on_unit, writable && kheo_scope_get_unit (self->scope) != 0);
  set_enabled (self, on_edit,
               writable && at_work && shown && (fresh || kheo_record_form_is_dirty (form)));
  form = records ? kheo_records_page_get_form (records) : NULL;
  set_enabled (self, on_model,
               writable && at_work &&
                   (chosen || (form != NULL && kheo_record_form_has_record (form))));
  set_enabled (self, on_matter,
               writable && at_work && records != NULL && kheo_records_page_can_mark_done (records));
}

void
kheo_window_add_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "unit-add", unit_cb },
    { "unit-add-to", unit_add_to_cb, "s" },
    { "unit-rename", unit_cb },
    { "unit-change-type", unit_cb },
    { "unit-move", unit_cb },
    { "unit-end", unit_cb },
    { "unit-remove", unit_cb },
    { "model-new", model_new_cb },
    { "model-save", model_save_cb },
    { "model-revert", model_revert_cb },
    { "model-duplicate", model_duplicate_cb },
    { "model-delete", model_delete_cb },
    { "mark-done", mark_done_cb },
    { "clear-filters", clear_filters_cb },
    { "page", page_cb, "s" },
    { "find", find_cb },
    { "find-unit", find_unit_cb },
    { "import", import_cb },
    { "import-file", import_file_cb, "s" },
    { "print", print_cb },
    { "print-models", print_models_cb },
    { "print-annex", print_annex_cb, "s" },
    { "export-chart", export_chart_cb },
    { "settings", settings_cb },
    { "about", about_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
