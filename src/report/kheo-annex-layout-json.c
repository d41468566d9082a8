/* A layout as text: what a book keeps of it and what --layout FILE.json reads. */
#include "kheo-annex-layout.h"

#include "kheo-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char *const word_names[KHEO_ANNEX_N_WORDS] = {
  [KHEO_ANNEX_WORD_NUMBER] = "number",
  [KHEO_ANNEX_WORD_TITLE] = "title",
  [KHEO_ANNEX_WORD_SUBTITLE] = "subtitle",
  [KHEO_ANNEX_WORD_AS_OF] = "as_of",
  [KHEO_ANNEX_WORD_ATTACHED_TO] = "attached_to",
  [KHEO_ANNEX_WORD_UNIT_LINE] = "unit_line",
  [KHEO_ANNEX_WORD_NOTE] = "note",
  [KHEO_ANNEX_WORD_SYMBOL] = "symbol",
  [KHEO_ANNEX_WORD_FORM_CODE] = "form_code",
  [KHEO_ANNEX_WORD_LEGAL_BASE] = "legal_base",
  [KHEO_ANNEX_WORD_SENDER] = "sender",
  [KHEO_ANNEX_WORD_RECEIVER] = "receiver",
  [KHEO_ANNEX_WORD_LEFT_AUTHORITY] = "left_authority",
  [KHEO_ANNEX_WORD_LEFT_POST] = "left_post",
  [KHEO_ANNEX_WORD_LEFT_NOTE] = "left_note",
  [KHEO_ANNEX_WORD_LEFT_NAME] = "left_name",
  [KHEO_ANNEX_WORD_RIGHT_AUTHORITY] = "right_authority",
  [KHEO_ANNEX_WORD_RIGHT_POST] = "right_post",
  [KHEO_ANNEX_WORD_RIGHT_NOTE] = "right_note",
  [KHEO_ANNEX_WORD_RIGHT_NAME] = "right_name",
};
static const char *const totals_names[] = { "last", "first", "none", NULL };
static const char *const code_names[] = { "none", "numbers", "letters", NULL };
static const char *const style_names[] = { "party", "front", NULL };
static const char *const orientation_names[] = { "auto", "landscape", "portrait", NULL };

#define LEAST_FONT 6.0
#define MOST_FONT  30.0
#define MOST_DEPTH 32

/* ---- Writing ---- */

static void
put_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
put_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  if (texts->len == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, texts->pdata[i]);
  json_builder_end_array (builder);
}

static void
put_double (JsonBuilder *builder, const char *name, double value)
{
  if (value <= 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
put_true (JsonBuilder *builder, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
put_columns (JsonBuilder *builder, const GPtrArray *columns)
{
  if (columns->len == 0)
    return;
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    {
      const KheoAnnexLayoutColumn *column = columns->pdata[i];

      json_builder_begin_object (builder);
      put_text (builder, "key", column->key);
      put_text (builder, "heading", column->heading);
      put_text (builder, "group", column->group);
      put_double (builder, "width", column->width);
      put_true (builder, "sum", column->sum);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_words (JsonBuilder *builder, const KheoAnnexLayout *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    any = any || self->words[i] != NULL;
  if (!any)
    return;
  json_builder_set_member_name (builder, "words");
  json_builder_begin_object (builder);
  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    put_text (builder, word_names[i], self->words[i]);
  json_builder_end_object (builder);
}

char *
kheo_annex_layout_to_json (const KheoAnnexLayout *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  put_text (builder, "name", self->name);
  put_text (builder, "subject", self->subject);
  put_columns (builder, self->columns);
  put_texts (builder, "groups", self->groups);
  if (self->totals != KHEO_ANNEX_TOTALS_LAST)
    put_text (builder, "totals", totals_names[self->totals]);
  if (self->code_row != KHEO_ANNEX_CODES_NONE)
    put_text (builder, "code_row", code_names[self->code_row]);
  put_true (builder, "form", self->is_form);
  if (self->style >= 0)
    put_text (builder, "style", style_names[self->style]);
  put_text (builder, "paper", self->paper);
  if (self->orientation != KHEO_ANNEX_AS_SUITS)
    put_text (builder, "orientation", orientation_names[self->orientation]);
  put_double (builder, "font_size", self->font_size);
  put_words (builder, self);
  put_texts (builder, "recipients", self->recipients);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/* ---- Reading ---- */

/* What is being read; the first fault stays. */
typedef struct
{
  KheoAnnexLayout *layout;
  GError          *error;
} Reader;

static void
refuse (Reader *reader, const char *name)
{
  if (reader->error == NULL)
    /* Translators: in a file that describes the layout of an annex; %s is the name of an entry. */
    reader->error = g_error_new (KHEO_ERROR, KHEO_ERROR_INVALID,
                                 _ ("the layout's “%s” is not understood"), name);
}

static const char *
get_text (Reader *reader, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  refuse (reader, name);
  return NULL;
}

static double
get_double (Reader *reader, const char *name, JsonNode *node, double least, double most)
{
  double value = 0;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING)
    value = json_node_get_double (node);
  if (!(value >= least && value <= most))
    refuse (reader, name);
  return value;
}

static gboolean
get_boolean (Reader *reader, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  refuse (reader, name);
  return FALSE;
}

static guint
get_choice (Reader *reader, const char *name, JsonNode *node, const char *const *choices)
{
  const char *text = get_text (reader, name, node);

  for (guint i = 0; text != NULL && choices[i] != NULL; i++)
    if (g_str_equal (choices[i], text))
      return i;
  refuse (reader, name);
  return 0;
}

static void
get_texts (Reader *reader, const char *name, JsonNode *node, GPtrArray *texts)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    refuse (reader, name);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, g_strdup (get_text (reader, name, json_array_get_element (array, i))));
}

static void
read_column_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  Reader                *reader = data;
  GPtrArray             *columns = reader->layout->columns;
  KheoAnnexLayoutColumn *column = columns->pdata[columns->len - 1];

  if (g_str_equal (name, "heading"))
    column->heading = g_strdup (get_text (reader, name, node));
  else if (g_str_equal (name, "group"))
    column->group = g_strdup (get_text (reader, name, node));
  else if (g_str_equal (name, "width"))
    column->width = get_double (reader, name, node, 0, 1000);
  else if (g_str_equal (name, "sum"))
    column->sum = get_boolean (reader, name, node);
  else if (!g_str_equal (name, "key"))
    refuse (reader, name);
}

/* A column is an object, or only its key. */
static void
read_column (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  Reader     *reader = data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode   *key = object != NULL ? json_object_get_member (object, "key") : node;
  const char *text = key != NULL ? get_text (reader, "key", key) : NULL;

  if (text == NULL)
    {
      refuse (reader, "columns");
      return;
    }
  kheo_annex_layout_add_column (reader->layout, text);
  if (object != NULL)
    json_object_foreach_member (object, read_column_member, reader);
}

static void
read_word (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  Reader *reader = data;

  for (guint i = 0; i < KHEO_ANNEX_N_WORDS; i++)
    if (g_str_equal (word_names[i], name))
      {
        kheo_annex_layout_set_word (reader->layout, (KheoAnnexWord) i,
                                    get_text (reader, name, node));
        return;
      }
  refuse (reader, name);
}

static gboolean
read_look (Reader *reader, const char *name, JsonNode *node)
{
  KheoAnnexLayout *layout = reader->layout;

  if (g_str_equal (name, "totals"))
    layout->totals = (KheoAnnexTotals) get_choice (reader, name, node, totals_names);
  else if (g_str_equal (name, "code_row"))
    layout->code_row = (KheoAnnexCodeRow) get_choice (reader, name, node, code_names);
  else if (g_str_equal (name, "form"))
    layout->is_form = get_boolean (reader, name, node);
  else if (g_str_equal (name, "style"))
    layout->style = (int) get_choice (reader, name, node, style_names);
  else if (g_str_equal (name, "orientation"))
    layout->orientation = (KheoAnnexOrientation) get_choice (reader, name, node, orientation_names);
  else if (g_str_equal (name, "font_size"))
    layout->font_size = get_double (reader, name, node, LEAST_FONT, MOST_FONT);
  else
    return FALSE;
  return TRUE;
}

static void
read_paper (Reader *reader, const char *name, JsonNode *node)
{
  const char *text = get_text (reader, name, node);
  KheoPaper   paper;

  if (text == NULL || !kheo_paper_parse (text, FALSE, &paper, NULL))
    refuse (reader, name);
  else
    reader->layout->paper = g_strdup (text);
}

static void
read_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  Reader          *reader = data;
  KheoAnnexLayout *layout = reader->layout;

  if (g_str_equal (name, "name"))
    layout->name = g_strdup (get_text (reader, name, node));
  else if (g_str_equal (name, "subject"))
    layout->subject = g_strdup (get_text (reader, name, node));
  else if (g_str_equal (name, "columns") && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), read_column, reader);
  else if (g_str_equal (name, "words") && JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), read_word, reader);
  else if (g_str_equal (name, "groups"))
    get_texts (reader, name, node, layout->groups);
  else if (g_str_equal (name, "recipients"))
    get_texts (reader, name, node, layout->recipients);
  else if (g_str_equal (name, "paper"))
    read_paper (reader, name, node);
  else if (!read_look (reader, name, node))
    refuse (reader, name);
}

/* The parser reads what is nested by calling itself: a file of brackets only would end us. */
static gboolean
is_shallow (const char *json)
{
  gboolean quoted = FALSE;
  int      depth = 0;

  for (const char *p = json; *p != '\0'; p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '[' || *p == '{') && ++depth > MOST_DEPTH)
        return FALSE;
      else if (!quoted && (*p == ']' || *p == '}'))
        depth--;
    }
  return TRUE;
}

KheoAnnexLayout *
kheo_annex_layout_from_json (const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (KheoAnnexLayout) layout = kheo_annex_layout_new (NULL, NULL);
  g_autoptr (GError) fault = NULL;
  Reader    reader = { layout, NULL };
  JsonNode *root;

  if (strlen (json) > KHEO_ANNEX_LAYOUT_MOST || !g_utf8_validate (json, -1, NULL) ||
      !is_shallow (json))
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("this is not a layout"));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, json, -1, &fault))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("this is not a layout: %s"),
                   fault->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("this is not a layout"));
      return NULL;
    }
  json_object_foreach_member (json_node_get_object (root), read_member, &reader);
  if (layout->subject == NULL)
    refuse (&reader, "subject");
  if (reader.error != NULL)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }
  if (layout->name == NULL)
    layout->name = g_strdup ("");
  return g_steal_pointer (&layout);
}

KheoAnnexLayout *
kheo_annex_layout_from_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *json = g_malloc (KHEO_ANNEX_LAYOUT_MOST + 2);
  gsize            size = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), json,
                                                  KHEO_ANNEX_LAYOUT_MOST + 1, &size, NULL, error))
    return NULL;
  json[size] = '\0';
  if (strlen (json) == size)
    return kheo_annex_layout_from_json (json, error);
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("this is not a layout"));
  return NULL;
}
