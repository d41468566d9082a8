/* reform --list, --tasks, --close, --take-back. */
#include "kheo-cli-reform.h"
#include "kheo-cli-work.h"

#include "kheo-reform.h"

#include <glib/gi18n-lib.h>

/* ---- List ---- */

static void
print_reforms (const GPtrArray *reforms)
{
  for (guint i = 0; i < reforms->len; i++)
    {
      const KheoReformEntry *entry = g_ptr_array_index (reforms, i);
      g_autofree char       *day = kheo_date_format (entry->date);

      g_print ("%" G_GINT64_FORMAT "  %s  %s%s%s\n", entry->id, day, entry->title,
               entry->number != NULL ? "  " : "", entry->number != NULL ? entry->number : "");
      if (entry->n_open > 0)
        g_print (ngettext ("  %u task is open\n", "  %u tasks are open\n", entry->n_open),
                 entry->n_open);
    }
}

KheoExit
kheo_cli_list_reforms (KheoCli *cli, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) reforms = NULL;
  g_autoptr (GError) error = NULL;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  reforms = kheo_reform_list (cli->db, &error);
  if (reforms == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!json)
    {
      print_reforms (reforms);
      return KHEO_EXIT_DONE;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < reforms->len; i++)
    {
      const KheoReformEntry *entry = g_ptr_array_index (reforms, i);

      json_builder_begin_object (builder);
      kheo_cli_json_int (builder, "id", entry->id);
      kheo_cli_json_day (builder, "date", entry->date);
      kheo_cli_json_string (builder, "title", entry->title);
      kheo_cli_json_string (builder, "number", entry->number);
      kheo_cli_json_day (builder, "issued_on", entry->issued_on);
      kheo_cli_json_string (builder, "issuer", entry->issuer);
      kheo_cli_json_string (builder, "note", entry->note);
      kheo_cli_json_int (builder, "whole", entry->whole);
      kheo_cli_json_int (builder, "part", entry->part);
      kheo_cli_json_int (builder, "tasks", entry->n_tasks);
      kheo_cli_json_int (builder, "open_tasks", entry->n_open);
      kheo_cli_json_id (builder, "action", kheo_history_find_maker (cli->db, "reform", entry->id));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  kheo_cli_print_json (builder);
  return KHEO_EXIT_DONE;
}

/* ---- Tasks ---- */

static void
print_tasks (const GPtrArray *tasks, KheoUnits *units)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const KheoReformTask  *task = g_ptr_array_index (tasks, i);
      const KheoUnitVersion *unit =
          task->unit_id != 0 ? kheo_units_get_version (units, task->unit_id, 0) : NULL;

      g_print ("%" G_GINT64_FORMAT "  [%s] %s%s%s%s%s\n", task->id,
               task->done_on != KHEO_DATE_UNKNOWN ? "x" : " ",
               kheo_reform_task_kind_label (task->kind), unit != NULL ? ": " : "",
               unit != NULL ? unit->name : "", task->detail != NULL ? " – " : "",
               task->detail != NULL ? task->detail : "");
    }
}

static void
add_task (JsonBuilder *builder, const KheoReformTask *task, KheoUnits *units)
{
  json_builder_begin_object (builder);
  kheo_cli_json_int (builder, "id", task->id);
  kheo_cli_json_string (builder, "kind", task->kind);
  json_builder_set_member_name (builder, "unit");
  kheo_cli_json_unit (builder, units, task->unit_id, 0);
  json_builder_set_member_name (builder, "other");
  kheo_cli_json_unit (builder, units, task->other_id, 0);
  kheo_cli_json_string (builder, "table", task->table);
  kheo_cli_json_id (builder, "record", task->record_id);
  kheo_cli_json_string (builder, "detail", task->detail);
  kheo_cli_json_day (builder, "done_on", task->done_on);
  kheo_cli_json_string (builder, "note", task->note);
  json_builder_end_object (builder);
}

KheoExit
kheo_cli_list_reform_tasks (KheoCli *cli, gint64 reform_id, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (KheoUnits) units = NULL;
  g_autoptr (GError) error = NULL;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  tasks = kheo_reform_list_tasks (cli->db, reform_id, &error);
  units = tasks != NULL ? kheo_units_load (cli->db, &error) : NULL;
  if (units == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!json)
    {
      print_tasks (tasks, units);
      return KHEO_EXIT_DONE;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < tasks->len; i++)
    add_task (builder, g_ptr_array_index (tasks, i), units);
  json_builder_end_array (builder);
  kheo_cli_print_json (builder);
  return KHEO_EXIT_DONE;
}

typedef struct
{
  gint64      id;
  const char *note;
} Closing;

static gboolean
close_task (KheoDb *db, gpointer data, GError **error)
{
  const Closing *closing = data;

  return kheo_reform_task_close (db, closing->id, closing->note, error);
}

KheoExit
kheo_cli_close_reform_task (KheoCli *cli, gint64 task_id, const char *note)
{
  Closing closing = { task_id, note };
  gint64  action = 0;
  g_autoptr (GError) error = NULL;

  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if (!kheo_cli_act (cli->db, _ ("Task of a reform closed"), close_task, &closing, &action, &error))
    return kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
  return KHEO_EXIT_DONE;
}

/* ---- Taking back ---- */

KheoExit
kheo_cli_take_reform_back (KheoCli *cli, gint64 reform_id)
{
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  changes = kheo_reform_take_back (cli->db, reform_id, g_get_user_name (), &kept, &error);
  if (error != NULL)
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  kheo_cli_print_kept (cli->db, kept);
  return kept != NULL && kept->len > 0 ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}
