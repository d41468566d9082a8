/*
 * What a person said of a form's columns, as JSON, so that the next file of that form needs no
 * correction.  A column is found again by its heading, else by its letter.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Writing ---- */

static void
add_column (JsonBuilder *builder, const KheoImportTable *table, const KheoColumn *column)
{
  g_autofree char *letter = kheo_cell_name (0, column->info.column);
  int              field =
      column->info.field == KHEO_COLUMN_CHOICE ? column->info.choice_field : column->info.field;
  const char *name = kheo_import_table_field_name (table, field);

  letter[strlen (letter) - 1] = '\0'; /* the row */
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "column");
  json_builder_add_string_value (builder, letter);
  json_builder_set_member_name (builder, "heading");
  json_builder_add_string_value (builder, column->info.heading);
  json_builder_set_member_name (builder, "field");
  if (name != NULL)
    json_builder_add_string_value (builder, name);
  else
    json_builder_add_null_value (builder);
  if (column->info.field == KHEO_COLUMN_CHOICE)
    {
      json_builder_set_member_name (builder, "choice");
      json_builder_add_string_value (
          builder, table->info.reg->fields[field].choices[column->info.choice].value);
    }
  kheo_figures_write_meaning (builder, table, column->info.column);
  json_builder_end_object (builder);
}

static KheoImportTable *
first_table (const KheoImport *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.reg != NULL)
        return table;
    }
  return NULL;
}

static char *
write_mapping (const KheoImport *self, gboolean corrected)
{
  const KheoImportTable *table = first_table (self);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "as");
  json_builder_add_string_value (builder,
                                 table != NULL ? kheo_import_as_name (table->info.as) : "auto");
  if (!corrected)
    {
      json_builder_set_member_name (builder, "corrected");
      json_builder_add_boolean_value (builder, FALSE);
    }
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; table != NULL && i < table->columns->len; i++)
    add_column (builder, table, kheo_table_column (table, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

char *
kheo_import_dup_mapping (const KheoImport *self)
{
  return write_mapping (self, TRUE);
}

/* A heading's own words without its year: "Kinh phí năm 2024" is that of 2025 too. */
static char *
form_key (const char *heading)
{
  g_autofree char *key = kheo_text_match_key (heading);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint kept = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == 4 && strspn (words[i], "0123456789") == 4)
      g_free (words[i]);
    else
      words[kept++] = words[i];
  words[kept] = NULL;
  return g_strjoinv (" ", words);
}

/* The lowest headings in their order: bands above them and empty columns may come and go. */
char *
kheo_import_dup_fingerprint (const KheoImport *self)
{
  const KheoImportTable *table = first_table (self);
  g_autoptr (GString) headings = g_string_new (NULL);

  for (guint i = 0; table != NULL && i < table->columns->len; i++)
    {
      g_autofree char *key = form_key (kheo_table_column (table, i)->leaf);

      if (*key != '\0')
        g_string_append_printf (headings, "%s|", key);
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, headings->str, -1);
}

/* ---- Reading ---- */

static int
field_of_name (const KheoImportTable *table, const char *name)
{
  g_autoptr (GArray) fields = kheo_import_table_list_fields (table);

  for (guint i = 0; i < fields->len; i++)
    if (g_strcmp0 (kheo_import_table_field_name (table, g_array_index (fields, int, i)), name) == 0)
      return g_array_index (fields, int, i);
  return KHEO_COLUMN_NONE;
}

/* Of several columns with one heading the one that stands in the same place. */
/* Whole, or by its own words where the headings above it differ and no other column has them. */
static KheoColumn *
find_by_heading (KheoImportTable *table, const char *heading, const char *letter)
{
  const char      *slash = g_strrstr (heading, " / ");
  g_autofree char *wanted = kheo_text_match_key (heading);
  g_autofree char *wanted_leaf = form_key (slash != NULL ? slash + 3 : heading);
  KheoColumn      *whole = NULL;
  KheoColumn      *found = NULL;
  guint            n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoColumn      *column = kheo_table_column (table, i);
      g_autofree char *own = kheo_text_match_key (column->info.heading);
      g_autofree char *leaf = form_key (column->leaf);

      if (strcmp (own, wanted) == 0)
        {
          g_autofree char *place = kheo_cell_name (0, column->info.column);

          place[strlen (place) - 1] = '\0'; /* the row */
          if (whole == NULL || g_strcmp0 (place, letter) == 0)
            whole = column;
        }
      if (*leaf == '\0' || strcmp (leaf, wanted_leaf) != 0)
        continue;
      found = column;
      n++;
    }
  return whole != NULL ? whole : n == 1 ? found : NULL;
}

static KheoColumn *
find_column (KheoImportTable *table, const char *heading, const char *letter)
{
  if (heading != NULL)
    return find_by_heading (table, heading, letter);
  for (guint i = 0; letter != NULL && i < table->columns->len; i++)
    {
      KheoColumn      *column = kheo_table_column (table, i);
      g_autofree char *own = kheo_cell_name (0, column->info.column);

      own[strlen (own) - 1] = '\0';
      if (g_ascii_strcasecmp (own, letter) == 0)
        return column;
    }
  return NULL;
}

static const char *
member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
apply_column (KheoImportTable *table, JsonObject *object)
{
  KheoColumn *column = find_column (table, member (object, "heading"), member (object, "column"));
  const char *name = member (object, "field");
  const char *choice = member (object, "choice");
  int         field = name != NULL ? field_of_name (table, name) : KHEO_COLUMN_NONE;

  if (column == NULL || column->info.field == KHEO_COLUMN_ORDINAL)
    return;
  column->info.corrected = TRUE;
  column->info.field = field;
  kheo_figures_read_meaning (table, column->info.column, object);
  if (choice == NULL || field < 0 || table->info.reg->fields[field].choices == NULL)
    return;
  column->info.choice = kheo_field_choice_index (&table->info.reg->fields[field], choice);
  if (column->info.choice < 0)
    return;
  column->info.choice_field = field;
  column->info.field = KHEO_COLUMN_CHOICE;
}

/* A mapping that is no JSON of ours is not applied; the review shows what was understood. */
void
kheo_mapping_apply (KheoImportTable *table)
{
  const char *text = table->import->mapping;
  g_autoptr (JsonParser) parser = NULL;
  JsonNode  *root = NULL;
  JsonArray *columns = NULL;

  if (text == NULL || table->import->corrected)
    return;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  if (!json_object_has_member (json_node_get_object (root), "columns"))
    return;
  columns = json_object_get_array_member (json_node_get_object (root), "columns");
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (columns, i)))
      apply_column (table, json_array_get_object_element (columns, i));
}

/* ---- The forms that the office knows ---- */

gboolean
kheo_mapping_is_corrected (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
         json_object_get_boolean_member_with_default (json_node_get_object (root), "corrected",
                                                      TRUE);
}

char *
kheo_mapping_dup_name (KheoDb *db, const char *fingerprint)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT name FROM mapping WHERE fingerprint = :fingerprint");

  kheo_stmt_bind_text (stmt, ":fingerprint", fingerprint);
  return kheo_stmt_step (stmt, NULL) ? g_strdup (kheo_stmt_get_text (stmt, 0)) : NULL;
}

const char *
kheo_import_get_form_name (const KheoImport *self)
{
  const KheoImportTable *table = first_table (self);

  if (self->form_name != NULL)
    return self->form_name;
  return table != NULL && table->info.title != NULL ? table->info.title : self->file;
}

gboolean
kheo_import_is_form_known (const KheoImport *self)
{
  return self->form_known;
}

void
kheo_import_set_form_name (KheoImport *self, const char *name)
{
  g_return_if_fail (name != NULL);

  g_free (self->form_name);
  self->form_name = g_strdup (name);
  self->form_named = TRUE;
}

gboolean
kheo_mapping_remember (KheoImport *self, KheoDb *db, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *mapping = NULL;

  if (first_table (self) == NULL || (self->form_known && !self->corrected && !self->form_named))
    return TRUE;
  fingerprint = kheo_import_dup_fingerprint (self);
  mapping = write_mapping (self, self->corrected || self->mapping != NULL);
  return kheo_mapping_set (db, fingerprint, kheo_import_get_form_name (self), mapping, error);
}
