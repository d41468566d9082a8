/* history, undo, redo. */
#include "kheo-cli-work.h"

#include "kheo-history.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_action (JsonBuilder *builder, const KheoAction *action)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (action->at);
  g_autofree char *when = g_date_time_format_iso8601 (at);
  g_autoptr (JsonNode) changes = json_from_string (action->summary, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, action->id);
  kheo_cli_json_string (builder, "at", when);
  kheo_cli_json_string (builder, "actor", action->actor);
  kheo_cli_json_string (builder, "title", action->title);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_boolean_value (builder, action->undone);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_object (builder);
  if (changes != NULL && JSON_NODE_HOLDS_OBJECT (changes))
    {
      JsonObjectIter iter;
      const char    *table;
      JsonNode      *count;

      json_object_iter_init (&iter, json_node_get_object (changes));
      while (json_object_iter_next (&iter, &table, &count))
        {
          const KheoRegister *reg = kheo_register_find (table);

          json_builder_set_member_name (builder, reg != NULL ? reg->name : table);
          json_builder_add_int_value (builder, json_node_get_int (count));
        }
    }
  json_builder_end_object (builder);
}

static void
add_diff (const char *column, const char *before, const char *after, gpointer user_data)
{
  JsonBuilder *builder = user_data;

  json_builder_begin_object (builder);
  kheo_cli_json_string (builder, "field", column);
  kheo_cli_json_string (builder, "before", before);
  kheo_cli_json_string (builder, "after", after);
  json_builder_end_object (builder);
}

static gboolean
print_actions (KheoCli *cli, GPtrArray *actions, const KheoRegister *reg, gint64 id, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < actions->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (actions, i);

      add_action (builder, action);
      if (reg != NULL)
        {
          json_builder_set_member_name (builder, "fields");
          json_builder_begin_array (builder);
          if (!kheo_history_diff (cli->db, action->id, reg->table, id, add_diff, builder, error))
            return FALSE;
          json_builder_end_array (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kheo_cli_print_json (builder);
  return TRUE;
}

static void
print_plain (GPtrArray *actions)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const KheoAction *action = g_ptr_array_index (actions, i);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (action->at);
      g_autofree char *when = g_date_time_format (at, "%d/%m/%Y %H:%M");

      g_print ("%" G_GINT64_FORMAT "  %s  %s  %s%s\n", action->id, when, action->actor,
               action->title, action->undone ? _ ("  (taken back)") : "");
    }
}

static KheoExit
run_history (KheoCli *cli, int argc, char **argv)
{
  g_autofree char *record = NULL;
  int              limit = 0;
  gboolean         json = FALSE;
  GOptionEntry     entries[] = {
        { "record", 0, 0, G_OPTION_ARG_STRING, &record, NULL, NULL },
        { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
        G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  const KheoRegister *reg = NULL;
  gint64              id = 0;

  if (!kheo_cli_parse (entries, &argc, &argv) ||
      (record != NULL && (reg = kheo_cli_parse_record ("--record", record, &id)) == NULL))
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;

  actions = reg != NULL ? kheo_history_list_record (cli->db, reg->table, id, &error)
                        : kheo_history_list (cli->db, (guint) MAX (limit, 0), FALSE, &error);
  if (actions == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (!json)
    print_plain (actions);
  else if (!print_actions (cli, actions, reg, id, &error))
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  return KHEO_EXIT_DONE;
}

static KheoExit
take_back (KheoCli *cli, int argc, char **argv, gboolean redo)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  gint64 id;

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return kheo_cli_fail (KHEO_EXIT_USAGE, "%s",
                          _ ("give the number of one action; “kheo-cli history” lists them"));
  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;

  changes = redo ? kheo_history_redo (cli->db, id, g_get_user_name (), &kept, &error)
                 : kheo_history_undo (cli->db, id, g_get_user_name (), &kept, &error);
  if (error != NULL)
    return kheo_cli_fail_error (KHEO_EXIT_REFUSED, error);
  kheo_cli_print_kept (cli->db, kept);
  return kept->len > 0 ? KHEO_EXIT_NEEDS_PERSON : KHEO_EXIT_DONE;
}

static KheoExit
run_undo (KheoCli *cli, int argc, char **argv)
{
  return take_back (cli, argc, argv, FALSE);
}

static KheoExit
run_redo (KheoCli *cli, int argc, char **argv)
{
  return take_back (cli, argc, argv, TRUE);
}

const KheoCliCommand kheo_cli_history_commands[] = {
  { "history", "[--record REGISTER:ID] [--limit N] [--json]", N_ ("what was done to the book"),
    run_history },
  { "undo", "ACTION", N_ ("takes any action back"), run_undo },
  { "redo", "ACTION", N_ ("does again what was taken back"), run_redo },
  { NULL },
};
