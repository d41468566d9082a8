/*
 * What the rows of a table of old and new units say: which unit becomes which, and how much of it.
 */
#include "kheo-import-conversion.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What rows beneath may leave out, because it is that of the row above. */
typedef struct
{
  KheoConversion  *conversion;
  KheoImportTable *table;
  const char      *above[KHEO_CONVERSION_N_FIELDS];
  const char      *group; /* province named over the rows */
} Reader;

/* The name and the code that a field and its code's field say; interned. */
static void
read_pair (Reader             *reader,
           const KheoSheetRow *row,
           int                 field,
           const char        **out_name,
           const char        **out_code)
{
  KheoImport      *import = reader->table->import;
  const KheoValue *name = kheo_values_get (reader->table, row, field);
  const KheoValue *code = kheo_values_get (reader->table, row, field + 1);
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;

  if (name != NULL && name->type == KHEO_VALUE_TEXT)
    kheo_conversion_split_code (name->text, &bare, &inside);
  *out_name = kheo_import_intern (import, bare);
  *out_code = code != NULL && code->type == KHEO_VALUE_TEXT ? code->text
                                                            : kheo_import_intern (import, inside);
  if (*out_name != NULL || *out_code != NULL)
    {
      reader->above[field] = *out_name;
      reader->above[field + 1] = *out_code;
    }
}

static void
take_above (const Reader *reader, int field, const char **io_name, const char **io_code)
{
  if (*io_name != NULL || *io_code != NULL)
    return;
  *io_name = reader->above[field];
  *io_code = reader->above[field + 1];
}

char *
kheo_conversion_key (const KheoImportTable *table, const KheoConversionRow *row)
{
  return g_strdup_printf ("%u|%u|%s|%s", table->info.sheet, row->line,
                          row->old_name != NULL ? row->old_name : "",
                          row->old_code != NULL ? row->old_code : "");
}

static void
append_row (Reader *reader, guint index, KheoConversionRow *row)
{
  KheoConversionSource source = { reader->table, index };

  row->row = reader->conversion->rows->len;
  row->line = reader->table->base_row + index + 1;
  if (reader->conversion->chosen != NULL)
    {
      g_autofree char *key = kheo_conversion_key (reader->table, row);
      const gint64    *unit = g_hash_table_lookup (reader->conversion->chosen, key);

      row->old_id = unit != NULL ? *unit : 0;
    }
  g_array_append_val (reader->conversion->rows, *row);
  g_array_append_val (reader->conversion->sources, source);
}

/* "Xã A, xã B và một phần xã C": several old units in one cell.  FALSE when it is one. */
static gboolean
append_several (Reader *reader, guint index, const KheoConversionRow *row)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *commas = NULL;
  gboolean         several = FALSE;

  if (row->old_name == NULL || row->old_code != NULL)
    return FALSE;
  lines = g_strsplit (row->old_name, " và ", -1);
  commas = g_strjoinv (",", lines);
  g_strdelimit (commas, ";\n", ',');
  g_strfreev (lines);
  lines = g_strsplit (commas, ",", -1);
  if (lines[0] == NULL || lines[1] == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    several = several || (i > 0 && kheo_conversion_find_prefix (lines[i]) != NULL);
  if (!several)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      KheoConversionRow part = *row;
      const char       *name = kheo_conversion_find_prefix (g_strstrip (lines[i]));

      if (*lines[i] == '\0')
        continue;
      if (name != NULL && name > lines[i])
        kheo_share_parse (lines[i], &part.share);
      part.old_name = kheo_import_intern (reader->table->import, name != NULL ? name : lines[i]);
      append_row (reader, index, &part);
    }
  return TRUE;
}

static void
note_share (Reader *reader, guint index, const char *text, gboolean part)
{
  int column = kheo_column_of_field (reader->table, KHEO_CONVERSION_NOTE);

  kheo_import_note (
      reader->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "share-unclear",
      part ? g_strdup_printf (_ ("“%s” was taken to mean a part of the unit. Check it."), text)
           : g_strdup_printf (_ ("“%s” does not say whether the whole unit or a part of it is "
                                 "meant. Check it."),
                              text),
      (int) (reader->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (reader->table, (guint) column)->info.column : -1);
}

static KheoShare
read_share (Reader *reader, guint index, const char *text)
{
  KheoShare           share = KHEO_SHARE_UNSAID;
  KheoConversionDoubt doubt = kheo_conversion_read_share (text, &share);

  if (doubt != KHEO_CONVERSION_SURE)
    note_share (reader, index, text, doubt == KHEO_CONVERSION_PERHAPS_PART);
  return share;
}

static void
read_row (Reader *reader, guint index)
{
  const KheoSheetRow *sheet_row = kheo_table_row (reader->table, index);
  const KheoValue    *note = kheo_values_get (reader->table, sheet_row, KHEO_CONVERSION_NOTE);
  KheoConversionRow   row = { .amounts = KHEO_NO_AMOUNTS };

  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_NAME, &row.new_name, &row.new_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_DISTRICT, &row.new_district,
             &row.new_district_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_PROVINCE, &row.new_province,
             &row.new_province_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_NAME, &row.old_name, &row.old_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_DISTRICT, &row.old_district,
             &row.old_district_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_PROVINCE, &row.old_province,
             &row.old_province_code);
  take_above (reader, KHEO_CONVERSION_NEW_NAME, &row.new_name, &row.new_code);
  take_above (reader, KHEO_CONVERSION_NEW_PROVINCE, &row.new_province, &row.new_province_code);
  take_above (reader, KHEO_CONVERSION_OLD_PROVINCE, &row.old_province, &row.old_province_code);
  take_above (reader, KHEO_CONVERSION_OLD_DISTRICT, &row.old_district, &row.old_district_code);
  if (row.old_province == NULL)
    row.old_province = reader->group;
  if (note != NULL && note->type == KHEO_VALUE_TEXT)
    row.share = read_share (reader, index, note->text);
  if (append_several (reader, index, &row))
    return;
  kheo_conversion_read_amounts (reader->table, sheet_row, row.amounts);
  append_row (reader, index, &row);
}

static void
read_group (Reader *reader, guint index)
{
  const char *first = "";
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;

  kheo_conversion_count_cells (reader->table, reader->table->base_row + index, &first);
  memset (reader->above, 0, sizeof reader->above);
  first = kheo_words_skip_ordinal (first, &ordinal);
  if (kheo_unit_type_of_name (first, KHEO_LEVEL_PROVINCE) != NULL &&
      kheo_unit_type_of_name (first, KHEO_LEVEL_PROVINCE)->level == KHEO_LEVEL_DISTRICT)
    reader->above[KHEO_CONVERSION_OLD_DISTRICT] = first;
  else
    reader->group = first;
}

void
kheo_conversion_read (KheoConversion *conversion, KheoImportTable *table)
{
  Reader reader = { .conversion = conversion, .table = table };

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->status = KHEO_ROW_PENDING;
      row->id = 0;
      row->changes = 0;
      if (row->kind == KHEO_ROW_GROUP)
        read_group (&reader, i);
      else if (row->kind == KHEO_ROW_DATA)
        read_row (&reader, i);
    }
}
