/* What each row of a table of old and new units is: heading, the name over a group, data, a note.
 */
#include "kheo-import-conversion.h"

#include <string.h>

static const char *
text_in (const KheoImportTable *table, guint row, int field)
{
  int index = kheo_column_of_field (table, field);

  return index >= 0 ? kheo_cell_text_at (table->import, table->sheet, row,
                                         kheo_table_column (table, (guint) index)->info.column)
                    : "";
}

guint
kheo_conversion_count_cells (const KheoImportTable *table, guint row, const char **out_first)
{
  guint           n = 0;
  guint           filled = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

  *out_first = "";
  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (table->import, table->sheet, &cells[i]);

      if (*text == '\0' || cells[i].column < table->info.first_column ||
          cells[i].column > table->info.last_column)
        continue;
      if (filled++ == 0)
        *out_first = text;
    }
  return filled;
}

static gboolean
repeats_heading (const KheoImportTable *table, guint row)
{
  guint same = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);

      same += *column->leaf != '\0' &&
              strcmp (column->leaf, kheo_cell_text_at (table->import, table->sheet, row,
                                                       column->info.column)) == 0;
    }
  return same >= 2;
}

static KheoRowKind
classify (KheoImportTable *table, guint row, gboolean *io_signed)
{
  const char *first = "";
  guint       n = kheo_conversion_count_cells (table, row, &first);
  gboolean    old = *text_in (table, row, KHEO_CONVERSION_OLD_NAME) != '\0';
  gboolean    names = old || *text_in (table, row, KHEO_CONVERSION_NEW_NAME) != '\0';

  if (n == 0)
    return KHEO_ROW_BLANK;
  if (*io_signed)
    return KHEO_ROW_SIGNATURE;
  if (kheo_rows_is_code_row (table, row))
    return KHEO_ROW_CODES;
  if (repeats_heading (table, row))
    return KHEO_ROW_HEADING;
  if (kheo_words_total (first) != KHEO_TOTAL_NONE)
    return KHEO_ROW_TOTAL;
  if ((n >= 2 && names) || (n == 1 && old && !kheo_words_signature (first)))
    return KHEO_ROW_DATA;
  if (kheo_words_signature (first))
    {
      *io_signed = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  if (kheo_words_note (first))
    return KHEO_ROW_NOTE;
  /* "SƠN LA" over the rows of a province; a number of its own may stand before. */
  return n <= 2 ? KHEO_ROW_GROUP : KHEO_ROW_NOTE;
}

static void
add_row (KheoImportTable *table, guint row, KheoRowKind kind)
{
  KheoSheetRow new_row = { .kind = (guint8) kind, .data = KHEO_NO_DATA, .group = -1, .place = -1 };
  guint        decision =
      GPOINTER_TO_UINT (g_hash_table_lookup (table->decisions, GUINT_TO_POINTER (row)));

  new_row.flags = (guint8) decision;
  if (kheo_sheet_is_row_hidden (table->sheet, row))
    new_row.flags |= KHEO_ROW_FLAG_HIDDEN;
  if ((decision & KHEO_ROW_FLAG_SKIPPED) != 0)
    new_row.kind = KHEO_ROW_LEFT_OUT;
  else if ((decision & KHEO_ROW_FLAG_TAKEN) != 0)
    new_row.kind = KHEO_ROW_DATA;
  g_array_append_val (table->rows, new_row);
}

static void
read_rows (KheoImportTable *table)
{
  guint    n_rows = kheo_sheet_get_n_rows (table->sheet);
  gboolean signed_off = FALSE;

  g_array_set_size (table->rows, 0);
  g_array_set_size (table->groups, 0);
  for (guint row = table->base_row; row < n_rows; row++)
    {
      guint n = 0;

      kheo_sheet_get_row (table->sheet, row, &n);
      if (row < table->info.heading_first)
        add_row (table, row, n == 0 ? KHEO_ROW_BLANK : KHEO_ROW_TITLE);
      else if (row <= table->info.heading_last)
        add_row (table, row, KHEO_ROW_HEADING);
      else
        add_row (table, row, classify (table, row, &signed_off));
    }
  table->info.n_rows = table->rows->len;
  table->info.last_row = table->base_row + table->rows->len - 1;
}

gboolean
kheo_conversion_understand (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  kheo_conversion_assign (table);
  kheo_mapping_apply (table);
  read_rows (table);
  return kheo_columns_weigh (table, progress, error) && kheo_values_read (table, progress, error);
}
