/* Records as JSON: keys and enum values never change with the locale, what is not known is null. */
#include "kheo-table-private.h"

#include "kheo-book-tables.h"
#include "kheo-registers.h"
#include "kheo-unit-across.h"
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

/* @unit_id 0: null. */
static void
add_unit (JsonBuilder *builder, const char *name, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, unit_id, day);
  g_autofree char       *path = version != NULL ? kheo_units_dup_path (units, unit_id, day) : NULL;

  json_builder_set_member_name (builder, name);
  if (unit_id == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_id (builder, "id", unit_id);
  add_text (builder, "code", version != NULL ? version->code : NULL);
  add_text (builder, "name", version != NULL ? version->name : NULL);
  add_text (builder, "path", path);
  json_builder_end_object (builder);
}

/* "C12": column 3, row 12. */
static char *
cell_name (gint64 column, gint64 row)
{
  char  letters[16];
  guint n = sizeof letters - 1;

  letters[n] = '\0';
  for (gint64 rest = column; rest > 0 && n > 0; rest = (rest - 1) / 26)
    letters[--n] = (char) ('A' + (rest - 1) % 26);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, letters + n, row);
}

static gint64
integer_of (KheoRecord *record, const char *field)
{
  int index = kheo_register_find_field (kheo_record_get_register (record), field);

  return index >= 0 ? kheo_record_get_integer (record, (guint) index, 0) : 0;
}

static const char *
text_of (KheoRecord *record, const char *field)
{
  int index = kheo_register_find_field (kheo_record_get_register (record), field);

  return index >= 0 ? kheo_record_get_text (record, (guint) index) : NULL;
}

static void
add_source (JsonBuilder *builder, KheoDb *db, KheoRecord *record)
{
  gint64           id = integer_of (record, "import_id");
  gint64           row = integer_of (record, "import_row");
  gint64           column = integer_of (record, "import_column");
  KheoImportEntry *entry = id != 0 ? kheo_import_table_get (db, id, NULL) : NULL;

  json_builder_set_member_name (builder, "source");
  if (entry == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_text (builder, "file", entry->file);
  add_text (builder, "sheet", text_of (record, "import_sheet"));
  add_id (builder, "row", row);
  if (kheo_register_find_field (kheo_record_get_register (record), "import_column") >= 0)
    {
      g_autofree char *cell = row != 0 && column != 0 ? cell_name (column, row) : NULL;

      add_text (builder, "cell", cell);
    }
  json_builder_end_object (builder);
  kheo_import_entry_free (entry);
}

/* {"id", "code", "name", "unit_of_measure", "decimals"}: what an amount beside it means. */
static void
add_indicator (JsonBuilder *builder, const char *name, KheoIndicators *indicators, gint64 id)
{
  const KheoIndicator *indicator = kheo_indicators_find (indicators, id);

  json_builder_set_member_name (builder, name);
  if (indicator == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_id (builder, "id", id);
  add_text (builder, "code", indicator->code);
  add_text (builder, "name", indicator->name);
  add_text (builder, "unit_of_measure", indicator->unit.unit);
  json_builder_set_member_name (builder, "decimals");
  json_builder_add_int_value (builder, indicator->unit.decimals);
  json_builder_end_object (builder);
}

/* "source" is where the record itself came from. */
static const char *
json_key (const KheoField *field)
{
  return strcmp (field->name, "source") == 0 ? "came_by" : field->name;
}

static void
json_add_record (
    JsonBuilder *builder, KheoDb *db, KheoRecord *record, KheoWorld *world, KheoDate day)
{
  const KheoRegister *reg = kheo_record_get_register (record);

  json_builder_begin_object (builder);
  add_id (builder, "id", kheo_record_get_id (record));
  for (guint f = 0; f < reg->n_fields; f++)
    {
      const KheoField *field = &reg->fields[f];

      if ((field->flags & KHEO_FIELD_DERIVED) != 0 && field->type != KHEO_FIELD_UNIT)
        continue;
      /* "first_unit" of what a reform handed over, by its last name. */
      if (field->type == KHEO_FIELD_UNIT)
        add_unit (builder, strcmp (field->name, "unit_id") == 0 ? "unit" : "first_unit",
                  kheo_world_get_units (world), kheo_record_get_integer (record, f, 0), day);
      else if (g_strcmp0 (field->target, "indicators") == 0)
        add_indicator (builder, reg == &kheo_register_indicators ? "part_of" : "indicator",
                       kheo_world_get_indicators (world, NULL),
                       kheo_record_get_integer (record, f, 0));
      else
        add_value (builder, json_key (field), kheo_record_get (record, f));
    }
  if (reg != &kheo_register_indicators)
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

static void
add_unit_members (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, unit_id, day);
  g_autofree char       *path = NULL;

  g_return_if_fail (version != NULL);

  path = kheo_units_dup_path (units, unit_id, day);
  add_id (builder, "id", unit_id);
  add_text (builder, "code", version->code);
  add_text (builder, "name", version->name);
  add_text (builder, "type", version->type != NULL ? version->type->value : NULL);
  add_text (builder, "level",
            version->type != NULL ? kheo_level_name (version->type->level) : NULL);
  add_text (builder, "branch",
            version->type != NULL ? kheo_branch_name (version->type->branch) : NULL);
  add_id (builder, "parent_id", version->parent_id);
  add_text (builder, "path", path);
  add_date (builder, "valid_from", version->valid_from);
  add_date (builder, "valid_to", version->valid_to);
  add_successions (builder, "successors", units, unit_id, TRUE);
  add_successions (builder, "predecessors", units, unit_id, FALSE);
}

static void
json_add_unit (JsonBuilder *builder, KheoUnits *units, gint64 unit_id, KheoDate day)
{
  json_builder_begin_object (builder);
  add_unit_members (builder, units, unit_id, day);
  json_builder_end_object (builder);
}

/* A unit found by a name of another time: which one, of whom, until when. */
static void
add_unit_found (JsonBuilder *builder, KheoUnits *units, const KheoUnitHit *hit, KheoDate day)
{
  json_builder_begin_object (builder);
  add_unit_members (builder, units, hit->unit_id, day);
  json_builder_set_member_name (builder, "found_as");
  if (hit->via != NULL)
    {
      json_builder_begin_object (builder);
      add_id (builder, "id", hit->via_unit_id);
      add_text (builder, "code", hit->via->code);
      add_text (builder, "name", hit->via->name);
      add_date (builder, "valid_from", hit->via->valid_from);
      add_date (builder, "valid_to", hit->via->valid_to);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

/* ---- A whole list ---- */

typedef struct
{
  KheoDb        *db;
  KheoWorld     *world;
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
write_record (KheoRecord *record, gpointer user_data)
{
  Writer *writer = user_data;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const KheoRegister *reg = kheo_record_get_register (record);
  KheoValue           nothing = KHEO_VALUE_INIT;

  for (guint f = 0; writer->is_public && f < reg->n_fields; f++)
    if ((reg->fields[f].flags & KHEO_FIELD_PERSONAL) != 0)
      kheo_record_set (record, f, &nothing);
  json_add_record (builder, writer->db, record, writer->world, writer->day);
  end_record (writer, builder);
  return TRUE;
}

/* Units of @ids, each with the name by which @search found it. */
static void
write_found (Writer *writer, GArray *ids, const char *search)
{
  g_autoptr (GArray) hits =
      kheo_units_search_in_time (writer->units, search, writer->day, G_MAXUINT);
  g_autoptr (GHashTable) by_unit = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < hits->len; i++)
    {
      KheoUnitHit *hit = &g_array_index (hits, KheoUnitHit, i);

      g_hash_table_insert (by_unit, &hit->unit_id, hit);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      const KheoUnitHit *hit = g_hash_table_lookup (by_unit, &g_array_index (ids, gint64, i));
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      if (hit == NULL)
        continue;
      add_unit_found (builder, writer->units, hit, writer->day);
      end_record (writer, builder);
    }
}

static gboolean
write_list (Writer *writer, const KheoTableExport *what, KheoProgress *progress, GError **error)
{
  g_autoptr (GArray) ids = kheo_table_export_list (writer->db, what, error);

  if (ids == NULL)
    return FALSE;
  if (what->query->reg != &kheo_register_units)
    return kheo_table_export_foreach (writer->db, what->query->reg, ids, write_record, writer,
                                      progress, error);
  if (what->query->search != NULL && *what->query->search != '\0')
    {
      write_found (writer, ids, what->query->search);
      return TRUE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_add_unit (builder, writer->units, g_array_index (ids, gint64, i), writer->day);
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
  if (kheo_world_get_indicators (world, error) == NULL)
    return NULL;
  writer.world = world;
  writer.units = kheo_world_get_units (world);
  writer.day = kheo_table_export_day (what->query);
  writer.generator = generator;
  writer.text = g_string_new ("[\n");
  done = write_list (&writer, what, progress, error);
  g_string_append (writer.text, "\n]\n");
  return g_string_free (writer.text, !done);
}
