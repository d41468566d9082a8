#include "kheo-table-private.h"

#include "kheo-error.h"
#include "kheo-figures.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"
#include "kheo-unit-across.h"
#include "kheo-unit-groups.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE 512u

static const struct
{
  const char    *label; /* N_(): headings that the import knows */
  KheoColumnType type;
} extra_columns[] = {
  [-KHEO_TABLE_ORDINAL] = { N_ ("No."), KHEO_COLUMN_INTEGER },
  [-KHEO_TABLE_UNIT_CODE] = { N_ ("Unit code"), KHEO_COLUMN_TEXT },
  [-KHEO_TABLE_DISTRICT] = { N_ ("District"), KHEO_COLUMN_TEXT },
  [-KHEO_TABLE_PROVINCE] = { N_ ("Province"), KHEO_COLUMN_TEXT },
  [-KHEO_TABLE_RECORD_ID] = { N_ ("Record ID"), KHEO_COLUMN_TEXT },
  [-KHEO_TABLE_INDICATOR_CODE] = { N_ ("Indicator code"), KHEO_COLUMN_TEXT },
  [-KHEO_TABLE_MEASURE] = { N_ ("Unit of measure"), KHEO_COLUMN_TEXT },
};

/* ---- Which records ---- */

KheoDate
kheo_table_export_day (const KheoQuery *query)
{
  return query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
}

/* The units of the map in tree order; searched ones by any name or code that they or those they
 * came from ever had, what fits best first.  GArray of guint. */
static GArray *
list_indexes (KheoUnitMap *map, const char *search)
{
  GArray *indexes;

  if (search != NULL && *search != '\0')
    return kheo_unit_map_search_in_time (map, search, G_MAXUINT);
  indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    g_array_append_val (indexes, i);
  return indexes;
}

/* By index of the map: 1 where the unit itself belongs to the query's group; NULL without one. */
static gboolean
mark_group (KheoDb *db, KheoUnitMap *map, const char *name, guint8 **out_marks, GError **error)
{
  g_autoptr (KheoUnitGroup) group = NULL;
  g_autoptr (GArray) ids = NULL;

  *out_marks = NULL;
  if (name == NULL)
    return TRUE;
  if ((group = kheo_unit_group_find (db, name, error)) == NULL)
    return FALSE;
  *out_marks = g_new0 (guint8, MAX (kheo_unit_map_get_n (map), 1));
  ids = kheo_unit_group_list_units (group, kheo_unit_map_get_units (map),
                                    kheo_unit_map_get_day (map));
  for (guint i = 0; i < ids->len; i++)
    (*out_marks)[kheo_unit_map_find (map, g_array_index (ids, gint64, i))] = 1;
  return TRUE;
}

static gboolean
fits_type (const KheoQuery *query, const KheoUnitType *type)
{
  return kheo_query_lets (query, "type", type->value) &&
         kheo_query_lets (query, "branch", kheo_branch_name (type->branch));
}

/* The living units of the query's day below its unit. */
static GArray *
list_units (KheoDb *db, KheoWorld *world, const KheoQuery *query, GError **error)
{
  KheoUnitMap       *map = kheo_world_get_map (world, kheo_table_export_day (query));
  int                start = query->unit != 0 ? kheo_unit_map_find (map, query->unit) : 0;
  guint              end = query->unit != 0 ? 0 : kheo_unit_map_get_n (map);
  g_autofree guint8 *marks = NULL;
  g_autoptr (GArray) indexes = NULL;
  GArray *ids;

  if (!mark_group (db, map, kheo_query_get_condition (query, "group"), &marks, error))
    return NULL;
  if (query->unit != 0 && start >= 0)
    end = kheo_unit_map_get_end (map, (guint) start);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  indexes = list_indexes (map, query->search);
  for (guint i = 0; i < indexes->len; i++)
    {
      guint  index = g_array_index (indexes, guint, i);
      gint64 id = kheo_unit_map_get_id (map, index);

      if (index >= (guint) MAX (start, 0) && index < end && (marks == NULL || marks[index]) &&
          fits_type (query, kheo_unit_map_get_version (map, index)->type))
        g_array_append_val (ids, id);
    }
  return ids;
}

GArray *
kheo_table_export_list (KheoDb *db, const KheoTableExport *what, GError **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  GArray    *ids = NULL;

  if (world == NULL)
    return NULL;
  if (what->ids != NULL)
    ids = g_array_copy ((GArray *) what->ids);
  else if (what->query->reg == &kheo_register_units)
    ids = list_units (db, world, what->query, error);
  else
    ids = kheo_query_run (db, what->query, error);
  if (ids == NULL)
    return NULL;
  if (what->offset > 0)
    g_array_remove_range (ids, 0, MIN (what->offset, ids->len));
  if (what->limit > 0 && what->limit < ids->len)
    g_array_set_size (ids, what->limit);
  return ids;
}

gboolean
kheo_table_export_foreach (KheoDb             *db,
                           const KheoRegister *reg,
                           GArray             *ids,
                           KheoRecordFunc      func,
                           gpointer            user_data,
                           KheoProgress       *progress,
                           GError            **error)
{
  for (guint start = 0; start < ids->len; start += PAGE)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (!kheo_progress_tick (progress, (double) start / ids->len, _ ("Writing the rows"), error))
        return FALSE;
      records = kheo_record_table_get_many (db, reg, &g_array_index (ids, gint64, start),
                                            MIN (PAGE, ids->len - start), error);
      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        if (records->pdata[i] != NULL && !func (records->pdata[i], user_data))
          return FALSE;
    }
  return TRUE;
}

static const KheoUnitVersion *
unit_of_level (KheoUnits *units, gint64 unit_id, KheoLevel level, KheoDate day)
{
  for (guint steps = 0; unit_id != 0 && steps < 16; steps++)
    {
      const KheoUnitVersion *version = kheo_units_get_version (units, unit_id, day);

      if (version == NULL)
        return NULL;
      if (version->type != NULL && version->type->level == level)
        return version;
      unit_id = version->parent_id;
    }
  return NULL;
}

/* ---- Columns ---- */

static const char *
column_label (const KheoTableSink *sink, int column)
{
  return column >= 0 ? _ (sink->reg->fields[column].label) : _ (extra_columns[-column].label);
}

static KheoColumnType
column_type (const KheoTableSink *sink, int column)
{
  if (column < 0)
    return extra_columns[-column].type;
  switch (sink->reg->fields[column].type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
      return KHEO_COLUMN_INTEGER;
    case KHEO_FIELD_DATE:
      return KHEO_COLUMN_DATE;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    case KHEO_FIELD_CHOICE:
    case KHEO_FIELD_YEAR:
    case KHEO_FIELD_UNIT:
    case KHEO_FIELD_RECORD:
    case KHEO_FIELD_PERIOD:
      break;
    case KHEO_FIELD_AMOUNT:
      return KHEO_COLUMN_NUMBER;
    }
  return KHEO_COLUMN_TEXT;
}

static void
add_column (KheoTableSink *sink, int column)
{
  g_array_append_val (sink->columns, column);
}

/* Field that names the unit of a record, -1. */
static int
unit_field_of (const KheoRegister *reg)
{
  return reg == &kheo_register_units ? -1 : kheo_register_find_field (reg, "unit_id");
}

static gboolean
is_left_out (const KheoRegister *reg, const KheoField *field, gboolean is_public)
{
  if (is_public && (field->flags & KHEO_FIELD_PERSONAL) != 0)
    return TRUE;
  /* What stands above a unit is kept by the program, but belongs to its list. */
  if (reg == &kheo_register_units)
    return FALSE;
  return (field->flags & KHEO_FIELD_DERIVED) != 0 ||
         (field->type == KHEO_FIELD_RECORD && g_strcmp0 (field->target, "indicators") != 0);
}

static void
choose_columns (KheoTableSink *sink, gboolean is_public)
{
  int unit = unit_field_of (sink->reg);

  if (sink->reg != &kheo_register_units)
    add_column (sink, KHEO_TABLE_ORDINAL);
  for (int f = 0; f < (int) sink->reg->n_fields; f++)
    {
      const KheoField *field = &sink->reg->fields[f];
      gboolean         names = field->type == KHEO_FIELD_RECORD && unit >= 0;

      if (is_left_out (sink->reg, field, is_public))
        continue;
      if (names)
        add_column (sink, KHEO_TABLE_INDICATOR_CODE);
      add_column (sink, f);
      if (names)
        add_column (sink, KHEO_TABLE_MEASURE);
      if (f == unit)
        {
          add_column (sink, KHEO_TABLE_DISTRICT);
          add_column (sink, KHEO_TABLE_PROVINCE);
          add_column (sink, KHEO_TABLE_UNIT_CODE);
        }
    }
  add_column (sink, KHEO_TABLE_RECORD_ID);
}

static void
write_headings (KheoTableSink *sink)
{
  g_autofree KheoSheetColumn *columns = g_new0 (KheoSheetColumn, sink->columns->len);

  for (guint i = 0; i < sink->columns->len; i++)
    {
      int column = g_array_index (sink->columns, int, i);

      columns[i].title = column_label (sink, column);
      columns[i].type = column_type (sink, column);
      columns[i].width = column >= 0 ? sink->reg->fields[column].width : 0;
    }
  if (sink->sheet != NULL)
    {
      kheo_sheet_writer_set_columns (sink->sheet, _ (sink->reg->label), columns,
                                     sink->columns->len);
      return;
    }
  kheo_sink_begin_row (sink);
  for (guint i = 0; i < sink->columns->len; i++)
    kheo_sink_put_text (sink, columns[i].title);
  sink->n = 0;
}

/* ---- Rows ---- */

static void
put_unit_cell (KheoTableSink *sink, int column, gint64 unit_id)
{
  const KheoUnitVersion *version = NULL;

  if (column == KHEO_TABLE_DISTRICT)
    version = unit_of_level (sink->units, unit_id, KHEO_LEVEL_DISTRICT, sink->day);
  else if (column == KHEO_TABLE_PROVINCE)
    version = unit_of_level (sink->units, unit_id, KHEO_LEVEL_PROVINCE, sink->day);
  else
    version = kheo_units_get_version (sink->units, unit_id, sink->day);
  if (version == NULL)
    kheo_sink_put_text (sink, NULL);
  else
    kheo_sink_put_text (sink, column == KHEO_TABLE_UNIT_CODE ? version->code : version->name);
}

static gboolean
write_record (KheoRecord *record, gpointer user_data)
{
  KheoTableSink *sink = user_data;
  int            unit_field = unit_field_of (sink->reg);
  gint64 unit = unit_field >= 0 ? kheo_record_get_integer (record, (guint) unit_field, 0) : 0;

  kheo_sink_begin_row (sink);
  for (guint i = 0; i < sink->columns->len; i++)
    {
      int column = g_array_index (sink->columns, int, i);

      if (column == KHEO_TABLE_ORDINAL)
        kheo_sink_put_integer (sink, sink->n);
      else if (column == KHEO_TABLE_RECORD_ID)
        kheo_sink_put_id (sink, kheo_record_get_id (record));
      else if (kheo_table_is_of_indicator (sink->reg, column))
        kheo_table_put_indicator_cell (sink, record, column);
      else if (column < 0 || column == unit_field)
        put_unit_cell (sink, column, unit);
      else
        kheo_sink_put_value (sink, &sink->reg->fields[column],
                             kheo_record_get (record, (guint) column));
    }
  return TRUE;
}

/* What the unit lies in, unless it is of that level itself. */
static const KheoUnitVersion *
above (const KheoTableSink *sink, const KheoUnitVersion *version, KheoLevel level)
{
  if (version->type == NULL || version->type->level <= level)
    return NULL;
  return unit_of_level (sink->units, version->parent_id, level, sink->day);
}

static void
put_unit_field (KheoTableSink *sink, int field, const KheoUnitVersion *version)
{
  const KheoUnitVersion *district = above (sink, version, KHEO_LEVEL_DISTRICT);
  const KheoUnitVersion *province = above (sink, version, KHEO_LEVEL_PROVINCE);
  const KheoUnitVersion *parent =
      version->parent_id != 0 ? kheo_units_get_version (sink->units, version->parent_id, sink->day)
                              : NULL;
  g_autofree char *from = kheo_date_to_iso (version->valid_from);
  g_autofree char *to = kheo_date_to_iso (version->valid_to);

  switch (field)
    {
    case KHEO_UNIT_FIELD_CODE:
      kheo_sink_put_text (sink, version->code);
      break;
    case KHEO_UNIT_FIELD_NAME:
      kheo_sink_put_text (sink, version->name);
      break;
    case KHEO_UNIT_FIELD_TYPE:
      kheo_sink_put_text (sink, version->type != NULL ? _ (version->type->label) : NULL);
      break;
    case KHEO_UNIT_FIELD_PARENT:
      kheo_sink_put_text (sink, parent != NULL ? parent->name : NULL);
      break;
    case KHEO_UNIT_FIELD_VALID_FROM:
      kheo_sink_put_date (sink, from);
      break;
    case KHEO_UNIT_FIELD_VALID_TO:
      kheo_sink_put_date (sink, to);
      break;
    case KHEO_UNIT_FIELD_DISTRICT_NAME:
      kheo_sink_put_text (sink, district != NULL ? district->name : NULL);
      break;
    case KHEO_UNIT_FIELD_DISTRICT_CODE:
      kheo_sink_put_text (sink, district != NULL ? district->code : NULL);
      break;
    case KHEO_UNIT_FIELD_PROVINCE_NAME:
      kheo_sink_put_text (sink, province != NULL ? province->name : NULL);
      break;
    case KHEO_UNIT_FIELD_PROVINCE_CODE:
      kheo_sink_put_text (sink, province != NULL ? province->code : NULL);
      break;
    default:
      kheo_sink_put_text (sink, NULL);
      break;
    }
}

static void
write_unit (KheoTableSink *sink, gint64 unit_id)
{
  const KheoUnitVersion *version = kheo_units_get_version (sink->units, unit_id, sink->day);

  if (version == NULL)
    return;
  kheo_sink_begin_row (sink);
  for (guint i = 0; i < sink->columns->len; i++)
    {
      int column = g_array_index (sink->columns, int, i);

      if (column == KHEO_TABLE_RECORD_ID)
        kheo_sink_put_id (sink, unit_id);
      else
        put_unit_field (sink, column, version);
    }
}

static gboolean
write_rows (KheoDb                *db,
            const KheoTableExport *what,
            KheoTableSink         *sink,
            KheoProgress          *progress,
            GError               **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (GArray) ids = world != NULL ? kheo_table_export_list (db, what, error) : NULL;

  if (ids == NULL)
    return FALSE;
  sink->units = kheo_world_get_units (world);
  sink->indicators = kheo_world_get_indicators (world, error);
  if (sink->indicators == NULL)
    return FALSE;
  sink->day = kheo_table_export_day (what->query);
  sink->reg = what->query->reg;
  choose_columns (sink, what->is_public);
  write_headings (sink);
  if (sink->reg != &kheo_register_units)
    return kheo_table_export_foreach (db, sink->reg, ids, write_record, sink, progress, error);
  for (guint i = 0; i < ids->len; i++)
    write_unit (sink, g_array_index (ids, gint64, i));
  return TRUE;
}

/* ---- Public ---- */

static gboolean
write_json_file (KheoDb                *db,
                 const KheoTableExport *what,
                 const char            *path,
                 KheoProgress          *progress,
                 guint                 *out_n,
                 GError               **error)
{
  g_autofree char *text = kheo_table_export_dup_json (db, what, progress, error);
  g_autoptr (GArray) ids = NULL;

  if (text == NULL)
    return FALSE;
  ids = kheo_table_export_list (db, what, error);
  if (ids == NULL)
    return FALSE;
  if (out_n != NULL)
    *out_n = ids->len;
  return g_file_set_contents (path, text, -1, error);
}

gboolean
kheo_table_export_write (KheoDb                *db,
                         const KheoTableExport *what,
                         const char            *path,
                         KheoProgress          *progress,
                         guint                 *out_n,
                         GError               **error)
{
  KheoSheetFormat format = KHEO_SHEET_FORMAT_XLSX;
  g_autoptr (KheoSheetWriter) writer = NULL;
  g_autoptr (GArray) columns = NULL;
  KheoTableSink sink = { 0 };

  g_return_val_if_fail (db != NULL && what != NULL && path != NULL, FALSE);

  if (g_str_has_suffix (path, ".json"))
    return write_json_file (db, what, path, progress, out_n, error);
  if (!kheo_sheet_format_from_path (path, &format))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is no name of a table; end it in .xlsx, .ods, .csv or .json"), path);
      return FALSE;
    }
  writer = kheo_sheet_writer_new (path, format);
  columns = g_array_new (FALSE, FALSE, sizeof (int));
  sink.sheet = writer;
  sink.columns = columns;
  if (!write_rows (db, what, &sink, progress, error) || !kheo_sheet_writer_finish (writer, error))
    return FALSE;
  if (out_n != NULL)
    *out_n = sink.n;
  return TRUE;
}

char *
kheo_table_export_dup_csv (KheoDb                *db,
                           const KheoTableExport *what,
                           KheoProgress          *progress,
                           GError               **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GString) text = g_string_new (NULL);
  KheoTableSink sink = { .text = text, .columns = columns };

  if (!write_rows (db, what, &sink, progress, error))
    return NULL;
  g_string_append (text, "\r\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}
