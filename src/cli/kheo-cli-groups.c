/* groups: dated groups of units, such as cụm thi đua. */
#include "kheo-cli-work.h"

#include "kheo-unit-groups.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char    *kind;
  char    *unit;
  char    *from;
  char    *to;
  char    *note;
  gboolean json;

  /* What the words mean. */
  const char *verb, *name;
  gint64      unit_id;
  KheoDate    first, last;
} GroupsCall;

static void
groups_call_clear (GroupsCall *call)
{
  g_free (call->kind);
  g_free (call->unit);
  g_free (call->from);
  g_free (call->to);
  g_free (call->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GroupsCall, groups_call_clear)

/* ---- Listing ---- */

static void
add_members (JsonBuilder *builder, const KheoUnitGroup *group, KheoUnits *units)
{
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->members->len; i++)
    {
      const KheoGroupMember *member = &g_array_index (group->members, KheoGroupMember, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "unit");
      kheo_cli_json_unit (builder, units, member->unit_id,
                          member->to != KHEO_DATE_UNKNOWN ? member->to : kheo_date_today ());
      kheo_cli_json_day (builder, "valid_from", member->from);
      kheo_cli_json_day (builder, "valid_to", member->to);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (GPtrArray *groups, KheoUnits *units)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const KheoUnitGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder, group->id);
      kheo_cli_json_string (builder, "kind", group->kind);
      kheo_cli_json_string (builder, "name", group->name);
      kheo_cli_json_day (builder, "valid_from", group->from);
      kheo_cli_json_day (builder, "valid_to", group->to);
      kheo_cli_json_string (builder, "note", group->note);
      add_members (builder, group, units);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  kheo_cli_print_json (builder);
}

static KheoExit
list_groups (KheoCli *cli, const GroupsCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  KheoWorld *world;

  if (!kheo_cli_open (cli, KHEO_DB_READ_ONLY))
    return KHEO_EXIT_BOOK;
  if ((world = kheo_world_get (cli->db, &error)) == NULL ||
      (groups = kheo_unit_groups_list (cli->db, &error)) == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  if (call->json)
    print_json (groups, kheo_world_get_units (world));
  for (guint i = 0; i < groups->len && !call->json; i++)
    {
      const KheoUnitGroup *group = g_ptr_array_index (groups, i);

      g_print ("%s\t%s\t%u\n", group->kind, group->name, group->members->len);
    }
  return KHEO_EXIT_DONE;
}

/* ---- Writing ---- */

static gboolean
found_group (KheoDb *db, const GroupsCall *call, GError **error)
{
  KheoUnitGroup group = { .kind = call->kind,
                          .name = (char *) call->name,
                          .from = call->first,
                          .to = call->last,
                          .note = call->note };

  return kheo_unit_group_save (db, &group, error);
}

static gboolean
change_group (KheoDb *db, gpointer data, GError **error)
{
  const GroupsCall *call = data;
  g_autoptr (KheoUnitGroup) group = NULL;

  if (g_str_equal (call->verb, "add"))
    return found_group (db, call, error);
  if ((group = kheo_unit_group_find (db, call->name, error)) == NULL)
    return FALSE;
  if (g_str_equal (call->verb, "remove"))
    return kheo_unit_group_remove (db, group->id, error);
  if (g_str_equal (call->verb, "put"))
    return kheo_unit_group_put (db, group, call->unit_id, call->first, error);
  return kheo_unit_group_take (db, group, call->unit_id, call->last, error);
}

static gboolean
read_day (const char *text, const char *option, KheoDate *out_day)
{
  *out_day = text != NULL ? kheo_date_from_iso (text) : KHEO_DATE_UNKNOWN;
  if (text == NULL || *out_day != KHEO_DATE_UNKNOWN)
    return TRUE;
  kheo_cli_fail (KHEO_EXIT_USAGE, _ ("%s: “%s” is not a day such as 2025-07-01"), option, text);
  return FALSE;
}

static KheoExit
find_unit (KheoCli *cli, GroupsCall *call)
{
  g_autoptr (GError) error = NULL;
  KheoWorld *world = kheo_world_get (cli->db, &error);
  KheoDate   day = call->first != KHEO_DATE_UNKNOWN  ? call->first
                   : call->last != KHEO_DATE_UNKNOWN ? call->last
                                                     : kheo_date_today ();

  if (world == NULL)
    return kheo_cli_fail_error (KHEO_EXIT_BOOK, error);
  call->unit_id = kheo_units_resolve (kheo_world_get_units (world), call->unit, day, &error);
  return call->unit_id != 0 ? KHEO_EXIT_DONE : kheo_cli_fail_error (KHEO_EXIT_INPUT, error);
}

static KheoExit
write_group (KheoCli *cli, GroupsCall *call)
{
  gboolean of_unit = g_str_equal (call->verb, "put") || g_str_equal (call->verb, "take");
  g_autoptr (GError) error = NULL;
  gint64   action = 0;
  KheoExit status;

  if (of_unit != (call->unit != NULL) ||
      (!of_unit && !g_str_equal (call->verb, "add") && !g_str_equal (call->verb, "remove")))
    return kheo_cli_fail (
        KHEO_EXIT_USAGE, "%s",
        _ ("groups: write add NAME --kind KIND, put NAME --unit UNIT [--from DAY], "
           "take NAME --unit UNIT [--to DAY], or remove NAME"));
  if (!read_day (call->from, "--from", &call->first) || !read_day (call->to, "--to", &call->last))
    return KHEO_EXIT_USAGE;
  if (!kheo_cli_open (cli, 0))
    return KHEO_EXIT_BOOK;
  if (of_unit && (status = find_unit (cli, call)) != KHEO_EXIT_DONE)
    return status;
  if (!kheo_cli_act (cli->db, _ ("Groups of units"), change_group, call, &action, &error))
    return kheo_cli_fail_error (g_error_matches (error, KHEO_ERROR, KHEO_ERROR_CONFLICT)
                                    ? KHEO_EXIT_REFUSED
                                    : KHEO_EXIT_USAGE,
                                error);
  return KHEO_EXIT_DONE;
}

KheoExit
kheo_cli_run_groups (KheoCli *cli, int argc, char **argv)
{
  g_auto (GroupsCall) call = { 0 };
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &call.kind, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &call.unit, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &call.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &call.to, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &call.note, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!kheo_cli_parse (entries, &argc, &argv))
    return KHEO_EXIT_USAGE;
  if (argc == 1)
    return list_groups (cli, &call);
  call.verb = argv[1];
  call.name = argc == 3 ? argv[2] : NULL;
  if (call.name == NULL)
    call.verb = "";
  return write_group (cli, &call);
}
