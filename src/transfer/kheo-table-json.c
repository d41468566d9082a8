/* Records as JSON: keys and enum values never change with the locale, what is not known is null. */
#include "kheo-table-private.h"

#include "kheo-book-tables.h"
#include "kheo-registers.h"
#include "kheo-world.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  json_builder_set_member_name (builder, name);
  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

static void
add_value (JsonBuilder *builder, const char *name, const KheoValue *value)
{
  json_builder_set_member_name (builder, name);
  switch (value->type)
    {
    case KHEO_VALUE_INTEGER:
      json_builder_add_int_value (builder, value->integer);
      break;
    case KHEO_VALUE_TEXT:
      json_builder_add_string_value (builder, value->text);
      break;
    case KHEO_VALUE_NULL:
      json_builder_add_null_value (builder);
      break;
    }
}

static void
add_date (JsonBuilder *builder, const char *name, KheoDate date)
{
  g_autofree char *iso = kheo_date_to_iso (date);

  add_text (builder, name, iso);
}

static void
add_unit (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, unit_id, day);
  g_autofree char       *path = version != NULL ? kheo_units_dup_path (units, unit_id, day) : NULL;

  json_builder_set_member_name (builder, "unit");
  json_builder_begin_object (builder);
  add_id (builder, "id", unit_id);
  add_text (builder, "code", version != NULL ? version->code : NULL);
  add_text (builder, "name", version != NULL ? version->name : NULL);
  add_text (builder, "path", path);
  json_builder_end_object (builder);
}

static void
add_source (JsonBuilder *builder, KheoDb *db, KheoRecord *record)
{
  gint64           id = kheo_record_get_integer (record, KHEO_MODEL_IMPORT, 0);
  KheoImportEntry *entry = id != 0 ? kheo_import_table_get (db, id, NULL) : NULL;

  json_builder_set_member_name (builder, "source");
  if (entry == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "file", entry->file);
  add_text (builder, "sheet", kheo_record_get_text (record, KHEO_MODEL_IMPORT_SHEET));
  add_id (builder, "row", kheo_record_get_integer (record, KHEO_MODEL_IMPORT_ROW, 0));
  json_builder_end_object (builder);
  kheo_import_entry_free (entry);
}

void
kheo_table_json_add_model (
    JsonBuilder *builder, KheoDb *db, KheoRecord *record, KheoUnits *units, KheoDate day)
{
  const KheoRegister *reg = kheo_record_get_register (record);

  json_builder_begin_object (builder);
  add_id (builder, "id", kheo_record_get_id (record));
  for (guint f = 0; f < reg->n_fields; f++)
    {
      if ((reg->fields[f].flags & KHEO_FIELD_DERIVED) != 0)
        continue;
      if (f == KHEO_MODEL_UNIT)
        add_unit (builder, units, kheo_record_get_integer (record, f, 0), day);
      else
        add_value (builder, reg->fields[f].name, kheo_record_get (record, f));
    }
  add_source (builder, db, record);
  json_builder_end_object (builder);
}

/* ---- Units ---- */

static void
add_successions (
    JsonBuilder *builder, const char *name, KheoUnits *units, gint64 unit_id, gboolean later)
{
  guint                 n = 0;
  const KheoSuccession *all = kheo_units_get_successions (units, &n);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      gint64                 other = later ? all[i].new_id : all[i].old_id;
      const KheoUnitVersion *version = NULL;

      if ((later ? all[i].old_id : all[i].new_id) != unit_id)
        continue;
      version = kheo_units_get_version (units, other, all[i].date);
      json_builder_begin_object (builder);
      add_id (builder, "id", other);
      add_text (builder, "code", version != NULL ? version->code : NULL);
      add_text (builder, "name", version != NULL ? version->name : NULL);
      add_text (builder, "share", all[i].whole ? "whole" : "part");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
kheo_table_json_add_unit (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, unit_id, day);
  g_autofree char       *path = NULL;

  g_return_if_fail (version != NULL);

  path = kheo_units_dup_path (units, unit_id, day);
  json_builder_begin_object (builder);
  add_id (builder, "id", unit_id);
  add_text (builder, "code", version->code);
  add_text (builder, "name", version->name);
  add_text (builder, "type", version->type != NULL ? version->type->value : NULL);
  add_text (builder, "level",
            version->type != NULL ? kheo_level_name (version->type->level) : NULL);
  add_id (builder, "parent_id", version->parent_id);
  add_text (builder, "path", path);
  add_date (builder, "valid_from", version->valid_from);
  add_date (builder, "valid_to", version->valid_to);
  add_successions (builder, "successors", units, unit_id, TRUE);
  add_successions (builder, "predecessors", units, unit_id, FALSE);
  json_builder_end_object (builder);
}

/* ---- A whole list ---- */

typedef struct
{
  KheoDb        *db;
  KheoUnits     *units;
  KheoDate       day;
  gboolean       is_public;
  GString       *text;
  JsonGenerator *generator;
} Writer;

/* One record a line, so that a list of any length is never in memory as a tree. */
static void
end_record (Writer *writer, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *line = NULL;

  json_generator_set_root (writer->generator, root);
  line = json_generator_to_data (writer->generator, NULL);
  g_string_append (writer->text, writer->text->len > 2 ? ",\n" : "");
  g_string_append (writer->text, line);
}

static gboolean
write_model (KheoRecord *record, gpointer user_data)
{
  Writer *writer = user_data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const KheoRegister *reg = kheo_record_get_register (record);
  KheoValue           nothing = KHEO_VALUE_INIT;

  for (guint f = 0; writer->is_public && f < reg->n_fields; f++)
    if ((reg->fields[f].flags & KHEO_FIELD_PERSONAL) != 0)
      kheo_record_set (record, f, &nothing);
  kheo_table_json_add_model (builder, writer->db, record, writer->units, writer->day);
  end_record (writer, builder);
  return TRUE;
}

static gboolean
write_list (Writer *writer, const KheoTableExport *what, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) ids = kheo_table_export_list (writer->db, what, error);

  if (ids == NULL)
    return FALSE;
  if (what->query->reg == &kheo_register_models)
    return kheo_table_export_foreach (writer->db, ids, write_model, writer, progress, error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      kheo_table_json_add_unit (builder, writer->units, g_array_index (ids, gint64, i),
                                writer->day);
      end_record (writer, builder);
    }
  return TRUE;
}

char *
kheo_table_export_dup_json (KheoDb                *db,
                            const KheoTableExport *what,
                            KheoProgress          *progress,
                            GError               **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  Writer   writer = { .db = db, .is_public = what->is_public };
  gboolean done = FALSE;

  if (world == NULL)
    return NULL;
  writer.units = kheo_world_get_units (world);
  writer.day = kheo_table_export_day (what->query);
  writer.generator = generator;
  writer.text = g_string_new ("[\n");
  done = write_list (&writer, what, progress, error);
  g_string_append (writer.text, "\n]\n");
  return g_string_free (writer.text, !done);
}
