/* The results as cli.md has them. */
#include "kheo-import-private.h"

#include <string.h>

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
add_count (JsonBuilder *builder, const char *name, gint64 count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

/* What a column of figures says of them; what it does not say, the row or the sheet does. */
static void
add_meaning (JsonBuilder *builder, const KheoImportTable *table, const KheoColumn *column)
{
  KheoImportMeaning meaning;

  kheo_import_table_get_meaning (table, column->info.column - table->info.first_column, &meaning);
  add_text (builder, "measure", kheo_measure_name (meaning.measure));
  add_text (builder, "indicator", meaning.indicator);
  add_text (builder, "unit", meaning.unit);
  add_text (builder, "period", meaning.period);
}

static void
add_column (JsonBuilder *builder, const KheoImportTable *table, const KheoColumn *column)
{
  g_autofree char *letter = kheo_cell_name (0, column->info.column);
  gboolean         mark = column->info.field == KHEO_COLUMN_CHOICE;
  int              field = mark ? column->info.choice_field : column->info.field;

  letter[strlen (letter) - 1] = '\0'; /* the row */
  json_builder_begin_object (builder);
  add_text (builder, "column", letter);
  add_text (builder, "heading", column->info.heading);
  add_text (builder, "field", kheo_import_table_field_name (table, field));
  if (mark)
    add_text (builder, "choice", table->info.reg->fields[field].choices[column->info.choice].value);
  if (column->info.field == KHEO_COLUMN_VALUE)
    add_meaning (builder, table, column);
  add_text (builder, "encoding", kheo_encoding_name (column->info.encoding));
  add_text (builder, "unit_of_measure", column->info.unit_of_measure);
  json_builder_end_object (builder);
}

static void
add_rows (JsonBuilder *builder, const KheoImportTable *table)
{
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoRowKind kind = (KheoRowKind) kheo_table_row (table, i)->kind;

      if (kind == KHEO_ROW_DATA)
        continue;
      json_builder_begin_object (builder);
      add_count (builder, "row", table->base_row + i + 1);
      add_text (builder, "why", kheo_row_kind_name (kind));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_totals (JsonBuilder *builder, const KheoImportTable *table)
{
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->totals->len; i++)
    {
      const KheoImportTotal *total = &g_array_index (table->totals, KheoImportTotal, i);
      g_autofree char       *cell = kheo_cell_name (total->row, total->column);

      json_builder_begin_object (builder);
      add_text (builder, "cell", cell);
      json_builder_set_member_name (builder, "says");
      json_builder_add_double_value (builder, total->says);
      json_builder_set_member_name (builder, "computed");
      json_builder_add_double_value (builder, total->computed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_table (JsonBuilder *builder, const KheoImport *self, const KheoImportTable *table)
{
  KheoImportCounts counts = kheo_import_count (self, table);

  json_builder_begin_object (builder);
  add_text (builder, "sheet", table->info.name);
  add_text (builder, "as", kheo_import_as_name (table->info.as));
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, table->info.hidden);
  json_builder_set_member_name (builder, "header_rows");
  json_builder_begin_array (builder);
  if (table->info.reg != NULL)
    {
      json_builder_add_int_value (builder, table->info.heading_first + 1);
      json_builder_add_int_value (builder, table->info.heading_last + 1);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->columns->len; i++)
    add_column (builder, table, kheo_table_column (table, i));
  json_builder_end_array (builder);
  add_count (builder, "rows", counts.rows);
  add_count (builder, "taken", counts.taken);
  add_rows (builder, table);
  add_count (builder, "created", counts.created);
  add_count (builder, "changed", counts.changed);
  add_count (builder, "unchanged", counts.unchanged);
  add_count (builder, "refused", counts.refused);
  add_totals (builder, table);
  json_builder_end_object (builder);
}

static void
add_finding (JsonBuilder *builder, const KheoImport *self, const KheoImportFinding *finding)
{
  const KheoSheet *sheet = kheo_workbook_get_sheet (self->workbook, finding->sheet);
  g_autofree char *cell = NULL;

  if (finding->row >= 0 && finding->column >= 0)
    cell = kheo_cell_name ((guint) finding->row, (guint) finding->column);
  json_builder_begin_object (builder);
  add_text (builder, "sheet", kheo_sheet_get_name (sheet));
  add_text (builder, "cell", cell);
  if (finding->row >= 0)
    add_count (builder, "row", finding->row + 1);
  add_text (builder, "severity", finding->severity == KHEO_SEVERITY_ERROR ? "error" : "warning");
  add_text (builder, "code", finding->code);
  add_text (builder, "message", finding->message);
  add_text (builder, "value", finding->value);
  json_builder_end_object (builder);
}

JsonNode *
kheo_import_to_json (const KheoImport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "file", self->file);
  add_text (builder, "format", kheo_workbook_get_format (self->workbook));
  add_text (builder, "sha256", self->sha256);
  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->tables->len; i++)
    add_table (builder, self, g_ptr_array_index (self->tables, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->notes->len; i++)
    add_finding (builder, self, &g_array_index (self->notes, KheoNote, i).finding);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
