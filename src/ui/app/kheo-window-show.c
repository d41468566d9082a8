/* Going to one thing, wherever it lives: a record, the records of a file, the cell of a value; and
 * leaving what is being edited. */
#include "kheo-groups-window.h"
#include "kheo-overview-page.h"
#include "kheo-registers.h"
#include "kheo-source-view.h"
#include "kheo-window-private.h"

/* The pages must be seen, not the review of a file. */
static void
turn_to (KheoWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, "work");
  adw_view_stack_set_visible_child_name (self->pages, page);
}

static void
show_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow         *self = user_data;
  const char         *name;
  const KheoRegister *reg;
  gint64              id;

  g_variant_get (parameter, "(&sx)", &name, &id);
  reg = kheo_register_find (name);
  if (reg == &kheo_register_models)
    {
      turn_to (self, "models");
      kheo_records_page_show_record (self->models, id);
    }
  else if (reg == &kheo_register_figures)
    {
      turn_to (self, "figures");
      kheo_figures_page_show_figure (self->figures, id);
    }
  else if (reg == &kheo_register_indicators)
    {
      turn_to (self, "figures");
      kheo_figures_page_choose (self->figures, id);
    }
  else if (reg == &kheo_register_units)
    kheo_scope_set_unit (self->scope, id);
  else if (reg != NULL && kheo_work_page_show_register (self->work, reg))
    {
      turn_to (self, "work");
      kheo_records_page_show_record (kheo_work_page_get_records (self->work), id);
    }
}

/* All of the file, whatever unit and period were looked at before. */
static void
show_import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (parameter));

  kheo_query_set_condition (query, "import_id", id);
  turn_to (self, "models");
  kheo_scope_show_query (self->scope, query);
}

static void
show_cell_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow         *self = user_data;
  const char         *name, *field;
  const KheoRegister *reg;
  gint64              id;

  g_variant_get (parameter, "(&sx&s)", &name, &id, &field);
  reg = kheo_register_find (name);
  if (reg != NULL && id != 0)
    kheo_source_view_present (GTK_WIDGET (self->stack), self->scope, reg, id, field);
}

/* 0: of the chosen unit. */
static void
unit_life_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;

  if (self->overview == NULL)
    return;
  turn_to (self, "overview");
  kheo_overview_page_show_life (KHEO_OVERVIEW_PAGE (self->overview),
                                g_variant_get_int64 (parameter));
}

static void
unit_groups_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KheoWindow *self = user_data;

  if (self->scope != NULL)
    kheo_groups_window_present (GTK_WIDGET (self->stack), self->scope);
}

/* ---- Forms ---- */

KheoRecordsPage *
kheo_window_get_records (KheoWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  return self->work != NULL && g_strcmp0 (page, "work") == 0
             ? kheo_work_page_get_records (self->work)
             : self->models;
}

KheoRecordForm *
kheo_window_get_form (KheoWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);

  if (self->models == NULL)
    return NULL;
  if (g_strcmp0 (page, "figures") == 0)
    return kheo_figure_list_get_form (
        kheo_figure_detail_get_list (kheo_figures_page_get_detail (self->figures)));
  return kheo_records_page_get_form (kheo_window_get_records (self));
}

typedef struct
{
  KheoWindow   *window;
  KheoLeaveFunc func;
  gpointer      user_data;
} LeaveWait;

static void
left_work_cb (gboolean go, gpointer user_data)
{
  g_autofree LeaveWait *wait = user_data;
  g_autoptr (KheoWindow) self = wait->window;

  if (go && self->figures != NULL)
    kheo_figures_page_leave (self->figures, wait->func, wait->user_data);
  else
    wait->func (go, wait->user_data);
}

static void
left_models_cb (gboolean go, gpointer user_data)
{
  LeaveWait *wait = user_data;

  if (go && wait->window->work != NULL)
    kheo_work_page_leave (wait->window->work, left_work_cb, wait);
  else
    left_work_cb (go, wait);
}

void
kheo_window_leave_forms (KheoWindow *self, KheoLeaveFunc func, gpointer user_data)
{
  LeaveWait *wait;

  if (self->models == NULL)
    {
      func (TRUE, user_data);
      return;
    }
  wait = g_new0 (LeaveWait, 1);
  wait->window = g_object_ref (self);
  wait->func = func;
  wait->user_data = user_data;
  kheo_records_page_leave (self->models, left_models_cb, wait);
}

void
kheo_window_show_actions (KheoWindow *self)
{
  static const GActionEntry entries[] = {
    { "show-record", show_record_cb, "(sx)" }, { "show-import", show_import_cb, "x" },
    { "show-cell", show_cell_cb, "(sxs)" },    { "unit-life", unit_life_cb, "x" },
    { "unit-groups", unit_groups_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
