/* JSON on standard output. */
#include "kheo-cli.h"

#include <math.h>
#include <stdio.h>

/* JSON-GLib writes 16.7 as 16.699999999999999: all digits that a double has, not those meant. */
static void
append_double (GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.15g", value));
}

static void append_node (GString *text, JsonNode *node, guint depth);

static void
append_line (GString *text, guint depth)
{
  g_string_append_printf (text, "\n%*s", (int) depth * 2, "");
}

static void
append_text (GString *text, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (text, quoted);
}

static void
append_object (GString *text, JsonObject *object, guint depth)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_string_append_c (text, '{');
  for (GList *link = names; link != NULL; link = link->next)
    {
      append_line (text, depth + 1);
      append_text (text, link->data);
      g_string_append (text, " : ");
      append_node (text, json_object_get_member (object, link->data), depth + 1);
      if (link->next != NULL)
        g_string_append_c (text, ',');
    }
  if (names != NULL)
    append_line (text, depth);
  g_string_append_c (text, '}');
}

static void
append_array (GString *text, JsonArray *array, guint depth)
{
  guint n = json_array_get_length (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      append_line (text, depth + 1);
      append_node (text, json_array_get_element (array, i), depth + 1);
      if (i + 1 < n)
        g_string_append_c (text, ',');
    }
  if (n > 0)
    append_line (text, depth);
  g_string_append_c (text, ']');
}

static void
append_node (GString *text, JsonNode *node, guint depth)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node), depth);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node), depth);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    append_double (text, json_node_get_double (node));
  else
    {
      g_autofree char *value = json_to_string (node, FALSE);

      g_string_append (text, value);
    }
}

void
kheo_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (GString) text = g_string_new (NULL);

  append_node (text, root, 0);
  g_string_append_c (text, '\n');
  fputs (text->str, stdout);
}

void
kheo_cli_json_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kheo_cli_json_unit (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version =
      unit_id != 0 ? kheo_units_get_version (units, unit_id, day) : NULL;
  g_autofree char *path = NULL;

  if (version == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  path = kheo_units_dup_path (units, unit_id, day);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, unit_id);
  kheo_cli_json_string (builder, "code", version->code);
  kheo_cli_json_string (builder, "name", version->name);
  kheo_cli_json_string (builder, "path", path);
  json_builder_end_object (builder);
}

void
kheo_cli_json_amount (JsonBuilder *builder, const char *name, gboolean known, gint64 amount)
{
  json_builder_set_member_name (builder, name);
  if (known)
    json_builder_add_int_value (builder, amount);
  else
    json_builder_add_null_value (builder);
}

void
kheo_cli_json_percent (JsonBuilder *builder, gboolean known, double percent)
{
  json_builder_set_member_name (builder, "percent");
  if (known)
    json_builder_add_double_value (builder, nearbyint (percent * 1e4) / 1e4);
  else
    json_builder_add_null_value (builder);
}
