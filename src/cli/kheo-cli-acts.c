#include "kheo-cli-acts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoUnits  *units;
  KheoDate    date;
  GHashTable *handles; /* "$a" → its handle, negative */
  guint       index;   /* of the act, from 1 */
} Reader;

static gboolean
refuse (const Reader *reader, GError **error, const char *what)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               /* Translators: number of the act in the file, what is wrong with it. */
               _ ("act %u: %s"), reader->index, what);
  return FALSE;
}

/* ---- JSON ---- */

/* Text of a member; NULL when there is none or it is no text. */
static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* A member that is one thing or an array of such: how many, and each. */
static guint
count_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return 0;
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;
}

static JsonNode *
element_of (JsonObject *object, const char *name, guint i)
{
  JsonNode *node = json_object_get_member (object, name);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), i)
                                      : node;
}

/* ---- Units ---- */

static gint64
handle_of (Reader *reader, const char *name)
{
  gint64 *handle = g_hash_table_lookup (reader->handles, name);

  if (handle != NULL)
    return *handle;
  handle = g_new (gint64, 1);
  *handle = -1 - (gint64) g_hash_table_size (reader->handles);
  g_hash_table_insert (reader->handles, g_strdup (name), handle);
  return *handle;
}

/* 0 with @error. */
static gint64
read_unit (Reader *reader, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 id;

  if (text == NULL)
    {
      refuse (reader, error, _ ("a unit must be a text"));
      return 0;
    }
  if (text[0] == '$')
    return handle_of (reader, text);
  id = kheo_units_resolve (reader->units, text, reader->date - 1, &problem);
  if (id == 0)
    id = kheo_units_resolve (reader->units, text, reader->date, NULL);
  if (id == 0)
    refuse (reader, error, problem->message);
  return id;
}

static void
read_amounts (JsonObject *object, KheoReformActUnit *unit)
{
  for (guint b = KHEO_BASIS_POPULATION; b < KHEO_BASIS_EQUAL; b++)
    {
      const char *name = kheo_basis_name ((KheoBasis) b);

      if (json_object_has_member (object, name))
        unit->amounts[b] = MAX (-1, json_object_get_int_member (object, name));
    }
}

static gboolean
read_new (Reader *reader, KheoReformAct *act, JsonNode *node, GError **error)
{
  JsonObject        *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char        *unit_text, *type;
  KheoReformActUnit *unit;
  gint64             id = 0;
  gint64             parent = 0;

  if (object == NULL)
    return refuse (reader, error, _ ("“new” must be an object"));
  unit_text = text_of (object, "unit") != NULL ? text_of (object, "unit") : text_of (object, "as");
  type = text_of (object, "type");
  if (unit_text != NULL && (id = read_unit (reader, unit_text, error)) == 0)
    return FALSE;
  if (text_of (object, "parent") != NULL &&
      (parent = read_unit (reader, text_of (object, "parent"), error)) == 0)
    return FALSE;
  if (type != NULL && kheo_unit_type_find (type) == NULL)
    return refuse (reader, error, _ ("there is no such type of unit"));
  unit = kheo_reform_act_add_unit (act, id, text_of (object, "name"));
  unit->type = type != NULL ? kheo_unit_type_find (type) : NULL;
  unit->code = g_strdup (text_of (object, "code"));
  unit->parent_id = parent;
  read_amounts (object, unit);
  return TRUE;
}

/* ---- Acts ---- */

static gboolean
read_level (Reader *reader, KheoReformAct *act, JsonObject *object, GError **error)
{
  const char *level = text_of (object, "level");
  const char *under = text_of (object, "under");

  for (guint i = 0; level != NULL && i <= KHEO_LEVEL_ORGANISATION; i++)
    {
      if (strcmp (kheo_level_name ((KheoLevel) i), level) != 0)
        continue;
      act->level = (KheoLevel) i;
      act->under = under != NULL ? read_unit (reader, under, error) : 0;
      return under == NULL || act->under != 0;
    }
  return refuse (reader, error,
                 _ ("“level” must be province, district, commune, hamlet or organisation"));
}

static KheoReformAct *
read_act (Reader *reader, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind_text = object != NULL ? text_of (object, "act") : NULL;
  KheoActKind kind = KHEO_ACT_FOUND;
  g_autoptr (KheoReformAct) act = NULL;

  if (kind_text == NULL || !kheo_act_kind_parse (kind_text, &kind))
    {
      refuse (reader, error,
              _ ("“act” must be found, merge, divide, rename, change-type, change-parent, "
                 "abolish-level or end"));
      return NULL;
    }
  act = kheo_reform_act_new (kind);
  if (kind == KHEO_ACT_ABOLISH_LEVEL && !read_level (reader, act, object, error))
    return NULL;
  for (guint i = 0; i < count_of (object, "old"); i++)
    {
      JsonNode *old = element_of (object, "old", i);
      gint64    id = read_unit (
             reader, JSON_NODE_HOLDS_VALUE (old) ? json_node_get_string (old) : NULL, error);

      if (id == 0)
        return NULL;
      kheo_reform_act_add_old (act, id);
    }
  for (guint i = 0; i < count_of (object, "new"); i++)
    if (!read_new (reader, act, element_of (object, "new", i), error))
      return NULL;
  return g_steal_pointer (&act);
}

/* ---- The file ---- */

static void
read_decision (KheoReformDecision *decision, JsonObject *object)
{
  const char *issued_on = text_of (object, "issued_on");

  decision->number = g_strdup (text_of (object, "number"));
  decision->issued_on = issued_on != NULL ? kheo_date_from_iso (issued_on) : KHEO_DATE_UNKNOWN;
  decision->issuer = g_strdup (text_of (object, "issuer"));
  decision->title = g_strdup (text_of (object, "title"));
  decision->note = g_strdup (text_of (object, "note"));
}

/* The array of acts; NULL when there is none. */
static JsonArray *
read_head (KheoCliActs *self, JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode   *acts = object != NULL ? json_object_get_member (object, "acts") : root;
  const char *date = object != NULL ? text_of (object, "date") : NULL;
  JsonNode   *decision = object != NULL ? json_object_get_member (object, "decision") : NULL;

  if (self->date == KHEO_DATE_UNKNOWN && date != NULL)
    self->date = kheo_date_from_iso (date);
  if (decision != NULL && JSON_NODE_HOLDS_OBJECT (decision))
    read_decision (&self->decision, json_node_get_object (decision));
  return acts != NULL && JSON_NODE_HOLDS_ARRAY (acts) ? json_node_get_array (acts) : NULL;
}

gboolean
kheo_cli_acts_read (
    KheoCliActs *self, const char *path, KheoDate date, KheoUnits *units, GError **error)
{
  g_autoptr (GHashTable) handles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *acts = NULL;
  Reader     reader = { .units = units, .handles = handles };

  *self = (KheoCliActs){ .date = date };
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  root = json_from_string (text, NULL);
  acts = root != NULL ? read_head (self, root) : NULL;
  if (acts == NULL || self->date == KHEO_DATE_UNKNOWN)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                           acts == NULL ? _ ("it holds no acts of a reform in JSON")
                                        : _ ("it does not say the day; give --date 2025-07-01"));
      return FALSE;
    }
  reader.date = self->date;
  for (guint i = 0; i < json_array_get_length (acts); i++)
    {
      KheoReformAct *act = NULL;

      reader.index = i + 1;
      act = read_act (&reader, json_array_get_element (acts, i), error);
      if (act == NULL)
        return FALSE;
      g_ptr_array_add (self->acts, act);
    }
  return TRUE;
}

void
kheo_cli_acts_clear (KheoCliActs *self)
{
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  kheo_reform_decision_clear (&self->decision);
}
