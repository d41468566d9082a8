/*
 * Opens what an import reads: any spreadsheet, and the lists that kheo-cli and exports write as
 * JSON. Such a list becomes a plain table whose headings are the JSON keys, so that one way leads
 * in.
 */
#include "kheo-import-private.h"

#include "kheo-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define JSON_MAX (256u * 1024 * 1024) /* bytes; far above any export */

/* Keys of nested objects that say something: {"unit": {"code": …}}. */
static const struct
{
  const char *object, *member, *heading;
  const char *instead; /* member that stands for a missing one, or NULL */
} nested[] = {
  { "unit", "code", "unit_code" },
  { "unit", "path", "unit_id" },
  { "indicator", "code", "indicator_code" },
  { "indicator", "name", "indicator_id" },
  { "indicator", "unit_of_measure", "unit_of_measure" },
  { "indicator", "decimals", "indicator_decimals" },
  { "part_of", "code", "parent_id", "name" },
};

static gboolean
looks_like_json (const char *data, gsize size)
{
  gsize i = 0;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < size && g_ascii_isspace (data[i]))
    i++;
  return i < size && (data[i] == '[' || data[i] == '{');
}

static void
append_cell (GString *csv, const char *text, gboolean first)
{
  if (!first)
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static char *
dup_scalar (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return g_strdup_printf ("%.15g", json_node_get_double (node));
  return g_strdup (json_node_get_boolean (node) ? "1" : "0");
}

static gboolean
is_nested (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (nested); i++)
    if (strcmp (nested[i].object, key) == 0)
      return TRUE;
  return FALSE;
}

/* Headings: all scalar keys of all objects, in the order in which they are first met. */
static GPtrArray *
list_keys (JsonArray *records)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode   *record = json_array_get_element (records, i);
      GList      *members = NULL;
      JsonObject *object = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (record))
        continue;
      object = json_node_get_object (record);
      members = json_object_get_members (object);
      for (GList *m = members; m != NULL; m = m->next)
        {
          JsonNode *value = json_object_get_member (object, m->data);

          /* "part_of": null is no column beside that of its code. */
          if ((JSON_NODE_HOLDS_VALUE (value) ||
               (JSON_NODE_HOLDS_NULL (value) && !is_nested (m->data))) &&
              g_hash_table_add (seen, m->data))
            g_ptr_array_add (keys, m->data);
        }
      g_list_free (members);
    }
  return keys;
}

static JsonNode *
nested_member (JsonObject *object, guint index)
{
  JsonNode *node = json_object_get_member (object, nested[index].object);

  JsonNode *member = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  member = json_object_get_member (json_node_get_object (node), nested[index].member);
  if (nested[index].instead != NULL && (member == NULL || JSON_NODE_HOLDS_NULL (member)))
    return json_object_get_member (json_node_get_object (node), nested[index].instead);
  return member;
}

/* Does any record hold such an object? */
static gboolean
has_nested (JsonArray *records, guint index)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);

      if (JSON_NODE_HOLDS_OBJECT (record) &&
          nested_member (json_node_get_object (record), index) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
append_record (GString *csv, JsonObject *object, GPtrArray *keys, const gboolean *with)
{
  for (guint k = 0; k < keys->len; k++)
    {
      g_autofree char *text = dup_scalar (json_object_get_member (object, keys->pdata[k]));

      append_cell (csv, text, k == 0);
    }
  for (guint k = 0; k < G_N_ELEMENTS (nested); k++)
    if (with[k])
      {
        g_autofree char *text = dup_scalar (nested_member (object, k));

        append_cell (csv, text, FALSE);
      }
}

static char *
make_csv (JsonArray *records)
{
  g_autoptr (GPtrArray) keys = list_keys (records);
  gboolean with[G_N_ELEMENTS (nested)];
  GString *csv = g_string_new (NULL);

  for (guint k = 0; k < keys->len; k++)
    append_cell (csv, keys->pdata[k], k == 0);
  for (guint k = 0; k < G_N_ELEMENTS (nested); k++)
    {
      with[k] = has_nested (records, k);
      if (with[k])
        append_cell (csv, nested[k].heading, FALSE);
    }
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);

      if (!JSON_NODE_HOLDS_OBJECT (record))
        continue;
      g_string_append_c (csv, '\n');
      append_record (csv, json_node_get_object (record), keys, with);
    }
  return g_string_free (csv, FALSE);
}

/* The array itself, or the first array that an object holds ({"models": […]}). */
static JsonArray *
find_records (JsonNode *root)
{
  g_autoptr (GList) values = NULL;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  values = json_object_get_values (json_node_get_object (root));
  for (GList *v = values; v != NULL; v = v->next)
    if (JSON_NODE_HOLDS_ARRAY (v->data))
      return json_node_get_array (v->data);
  return NULL;
}

static KheoWorkbook *
read_json (const char *data, gsize size, KheoProgress *progress, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = NULL;
  JsonArray *records = NULL;
  char      *csv = NULL;

  if (size > JSON_MAX)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, _ ("the file is too large"));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, data, (gssize) size, NULL))
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CORRUPT,
                           _ ("the file is damaged or no list of records"));
      return NULL;
    }
  records = find_records (json_parser_get_root (parser));
  if (records == NULL)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_FORMAT,
                           _ ("the file holds no list of records"));
      return NULL;
    }
  csv = make_csv (records);
  bytes = g_bytes_new_take (csv, strlen (csv));
  return kheo_workbook_read_bytes (bytes, progress, error);
}

static gboolean
is_named_json (const char *name)
{
  return g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".JSON");
}

KheoWorkbook *
kheo_import_open_workbook (const char *path, KheoProgress *progress, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (is_named_json (path))
    file = g_mapped_file_new (path, FALSE, NULL);
  if (file != NULL &&
      looks_like_json (g_mapped_file_get_contents (file), g_mapped_file_get_length (file)))
    return read_json (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), progress,
                      error);
  return kheo_workbook_read (path, progress, error);
}

KheoWorkbook *
kheo_import_open_bytes (GBytes *bytes, const char *name, KheoProgress *progress, GError **error)
{
  gsize       size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (is_named_json (name) && looks_like_json (data, size))
    return read_json (data, size, progress, error);
  return kheo_workbook_read_bytes (bytes, progress, error);
}
