/*
 * A table of figures, understood without a book: columns, rows, and each cell with what it says and
 * what its row, its column and the sheet say of it.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- The table ---- */

static KheoFigureTable *
figures_new (void)
{
  KheoFigureTable *figures = g_new0 (KheoFigureTable, 1);

  figures->columns = g_array_new (FALSE, TRUE, sizeof (KheoFigureColumn));
  figures->rows = g_array_new (FALSE, TRUE, sizeof (KheoFigureLine));
  figures->cells = g_array_new (FALSE, TRUE, sizeof (KheoFigureCell));
  figures->fixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  figures->meanings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return figures;
}

void
kheo_figures_free (KheoFigureTable *figures)
{
  if (figures == NULL)
    return;
  g_array_unref (figures->columns);
  g_array_unref (figures->rows);
  g_array_unref (figures->cells);
  g_hash_table_unref (figures->fixes);
  g_hash_table_unref (figures->meanings);
  g_free (figures);
}

/* ---- Values of rows besides figures: where the unit is looked up ---- */

static void
add_slot (KheoImportTable *table, int field)
{
  if (table->slots[field + KHEO_N_META] >= 0)
    return;
  table->slots[field + KHEO_N_META] = (gint8) table->n_slots++;
  table->by_column[field + KHEO_N_META] = TRUE;
}

static gboolean
is_unit_field (int field)
{
  return field == KHEO_FIGURE_UNIT || field == KHEO_COLUMN_UNIT_CODE ||
         field == KHEO_COLUMN_DISTRICT || field == KHEO_COLUMN_PROVINCE;
}

static void
lay_out (KheoImportTable *table)
{
  table->n_slots = table->n_data = 0;
  memset (table->slots, -1, sizeof table->slots);
  memset (table->by_column, 0, sizeof table->by_column);
  for (guint i = 0; i < table->columns->len; i++)
    if (is_unit_field (kheo_table_column (table, i)->info.field))
      add_slot (table, kheo_table_column (table, i)->info.field);
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->data = KHEO_NO_DATA;
      if (row->kind == KHEO_ROW_DATA)
        row->data = table->n_data++ * table->n_slots;
    }
  kheo_values_reset (table, table->n_data * table->n_slots);
}

static const char *
text_at (KheoImportTable *table, guint row, guint index)
{
  return kheo_cell_text_at (table->import, table->sheet, row,
                            kheo_table_column (table, index)->info.column);
}

/* Codes that a spreadsheet made numbers of get their leading zeros back. */
static const char *
code_at (KheoImportTable *table, guint row, guint index)
{
  const KheoCell *cell =
      kheo_sheet_get_cell (table->sheet, row, kheo_table_column (table, index)->info.column);
  g_autofree char *code = NULL;

  if (cell == NULL || cell->type != KHEO_CELL_NUMBER || !kheo_value_is_whole (cell->value.number))
    return text_at (table, row, index);
  code = g_strdup_printf ("%05" G_GINT64_FORMAT, (gint64) cell->value.number);
  return kheo_import_intern (table->import, code);
}

/* "1. Xã An Bình", "- Xã Hòa Lạc": the name. */
static const char *
name_at (KheoImportTable *table, guint row, guint index)
{
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;

  return kheo_figures_skip_row_ordinal (text_at (table, row, index),
                                        kheo_figures_row_number (table, row), &ordinal);
}

static void
read_unit (KheoImportTable *table, KheoSheetRow *row, guint sheet_row)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      int              field = kheo_table_column (table, i)->info.field;
      const KheoValue *value = is_unit_field (field) ? kheo_values_get (table, row, field) : NULL;

      if (value == NULL || !kheo_value_is_null (value))
        continue;
      kheo_values_put_text (table, row, field,
                            field == KHEO_COLUMN_UNIT_CODE ? code_at (table, sheet_row, i)
                                                           : name_at (table, sheet_row, i));
    }
}

/* What a person typed for the row's unit. */
static void
apply_fixes (KheoImportTable *table, KheoSheetRow *row, guint sheet_row)
{
  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->row == sheet_row && kheo_values_get (table, row, fix->field) != NULL)
        kheo_values_put (table, row, fix->field, &fix->value);
    }
}

/* ---- What a row says besides ---- */

static void
read_period_cell (KheoImportTable *table, guint index, const char *text, KheoSpan *span)
{
  KheoSpan found = { 0 };

  if (*text != '\0' && kheo_span_of_cell (kheo_table_column (table, index)->leaf, text, &found))
    kheo_span_join (span, &found);
}

static void
read_aside (KheoImportTable *table, KheoFigureLine *row, guint sheet_row)
{
  KheoSpan         span = { 0 };
  g_autofree char *period = NULL;

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoRole    role = kheo_figure_column (table, i)->role;
      const char *text = role != KHEO_ROLE_FIGURES ? text_at (table, sheet_row, i) : "";

      if (*text == '\0')
        continue;
      if (role == KHEO_ROLE_MEASURE)
        row->unit_of_measure = text;
      else if (role == KHEO_ROLE_ROW_CODE)
        row->code = text;
      else if (role == KHEO_ROLE_PERIOD)
        read_period_cell (table, i, text, &span);
      else if (role == KHEO_ROLE_NOTE)
        row->note = text;
      else if (role == KHEO_ROLE_STATE)
        row->state = text;
      else if (role == KHEO_ROLE_QUALIFIER)
        row->qualifier = text;
      else if (role == KHEO_ROLE_DENOMINATOR)
        row->denominator = text;
      else if (role == KHEO_ROLE_REASON)
        row->reason = text;
      else if (role == KHEO_ROLE_DIRECTION)
        row->direction = text;
      else if (role == KHEO_ROLE_DOCUMENT)
        row->document = text;
      else if (role == KHEO_ROLE_DECIMALS)
        row->decimals = text;
    }
  if (span.year == 0 && span.kind != KHEO_SPAN_NONE && span.kind != KHEO_SPAN_DAYS)
    span.year = table->figures->span.year;
  period = kheo_span_to_period (&span);
  row->period = kheo_import_intern (table->import, period);
}

/* ---- Cells ---- */

/* "Đơn vị tính: triệu đồng" above the table holds for amounts, not for heads. */
static gboolean
is_of_money (const char *indicator)
{
  static const char *const words[] = { "tien",    "kinh phi", "tri gia",  "von",       "ngan sach",
                                       "chi phi", "qui",      "dong gop", "thu",       "chi",
                                       "du no",   "gia tri",  "ho tro",   "nguon luc", NULL };
  g_autofree char         *key = kheo_text_match_key (indicator != NULL ? indicator : "");

  if (g_str_has_prefix (key, "so ") && !g_str_has_prefix (key, "so tien") &&
      !g_str_has_prefix (key, "so kinh phi") && !g_str_has_prefix (key, "so du"))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (kheo_words_contain (key, words[i]))
      return TRUE;
  return FALSE;
}

/* Does any column or row name a unit of measure of its own? */
static gboolean
has_own_measures (const KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->unit_of_measure != NULL ||
        kheo_figure_column (table, i)->role == KHEO_ROLE_MEASURE)
      return TRUE;
  return FALSE;
}

/* Unit of measure that holds for a cell; NULL. */
static const char *
measure_of (const KheoImportTable *table, guint row, guint column)
{
  const KheoFigureLine   *of_row = kheo_figure_line (table, row);
  const KheoFigureColumn *of_column = kheo_figure_column (table, column);
  const char             *sheet = table->info.unit_of_measure;
  const char             *indicator = of_column->indicator != NULL ? of_column->indicator
                                      : of_row->indicator != NULL  ? of_row->indicator
                                                                   : table->figures->indicator;

  if (of_column->unit_of_measure != NULL)
    return of_column->unit_of_measure;
  if (of_row->unit_of_measure != NULL)
    return of_row->unit_of_measure;
  if (sheet == NULL || !kheo_words_is_measure (sheet))
    return NULL;
  if (kheo_money_scale (sheet) > 0 && !is_of_money (indicator) &&
      (of_column->indicator != NULL || of_row->indicator != NULL || has_own_measures (table)))
    return NULL;
  return sheet;
}

static void
note_bad (KheoImportTable *table, KheoFigureCell *cell, guint row, guint column, const char *text)
{
  cell->flags |= KHEO_FIGURE_FLAG_BAD;
  kheo_import_note (
      table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "bad-value",
      g_strdup_printf (_ ("“%s” is no number that can be read; correct the cell."), text),
      (int) row, (int) column);
}

/* "1.250" under "triệu đồng": thousands, or one and a quarter? */
static void
note_doubt (KheoImportTable *table, const KheoFigureCell *cell, guint row, guint column)
{
  if (cell->text.ambiguous)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "ambiguous-number",
        g_strdup_printf (_ ("“%s” may mean thousands or a decimal fraction; it was taken as "
                            "thousands. Check the amount."),
                         kheo_cell_text_at (table->import, table->sheet, row, column)),
        (int) row, (int) column);
}

/* A person's correction of the cell; NULL for none. */
static const char *
fix_of (const KheoImportTable *table, guint row, guint column)
{
  g_autofree char *key = g_strdup_printf ("%u,%u", row, column);

  return g_hash_table_lookup (table->figures->fixes, key);
}

static void
read_fixed (const KheoFigureColumn *column,
            const char             *text,
            const char             *measure,
            KheoFigureText         *out)
{
  KheoNumber number = { 0 };

  *out = (KheoFigureText){ .denominator = -1 };
  if (*text == '\0')
    return;
  if (!kheo_number_parse (text, KHEO_NUMBERS_VIETNAMESE, &number))
    return;
  out->says = KHEO_CELL_SAYS_VALUE;
  out->value =
      number.value * (number.has_scale || number.percent ? 1 : kheo_words_measure_scale (measure));
  out->percent = number.percent;
  out->qualifier = number.qualifier;
  out->money = number.has_scale;
}

/* States of a long list stand in a column of their own. */
static void
apply_aside (const KheoFigureLine *row, KheoFigureColumn *column, KheoFigureText *text)
{
  const char *state =
      row->state != NULL
          ? kheo_field_parse_choice (&kheo_register_figures.fields[KHEO_FIGURE_STATE], row->state)
          : NULL;
  const char *qualifier =
      row->qualifier != NULL
          ? kheo_field_parse_choice (&kheo_register_figures.fields[KHEO_FIGURE_QUALIFIER],
                                     row->qualifier)
          : NULL;
  KheoNumber whole = { 0 };

  if (g_strcmp0 (state, "nil") == 0)
    text->says = KHEO_CELL_SAYS_NIL;
  else if (g_strcmp0 (state, "missing") == 0)
    text->says = KHEO_CELL_SAYS_MISSING;
  else if (g_strcmp0 (state, "not-applicable") == 0)
    text->says = KHEO_CELL_SAYS_NOT_APPLICABLE;
  if (qualifier != NULL && text->qualifier == KHEO_NUMBER_EXACT)
    text->qualifier = kheo_qualifier_from_name (qualifier);
  if (row->denominator != NULL && kheo_number_parse (row->denominator, column->numbers, &whole))
    text->denominator = whole.value;
  /* Plain counts beside a denominator have no decimals. */
  if (row->decimals != NULL && text->denominator < 0)
    text->value /= pow (10, (double) g_ascii_strtoll (row->decimals, NULL, 10));
}

static void
read_cell (KheoImportTable *table, guint index, guint column_index)
{
  KheoFigureColumn *column = kheo_figure_column (table, column_index);
  KheoFigureLine   *row = kheo_figure_line (table, index);
  guint             sheet_row = table->base_row + index;
  guint             sheet_column = kheo_table_column (table, column_index)->info.column;
  const KheoCell   *cell = kheo_sheet_get_cell (table->sheet, sheet_row, sheet_column);
  const char       *fix = fix_of (table, sheet_row, sheet_column);
  KheoFigureCell    new_cell = { .row = index, .column = (guint16) column_index };

  new_cell.measure = (guint8) column->measure;
  new_cell.indicator = new_cell.place = -1;
  new_cell.unit_of_measure = measure_of (table, index, column_index);
  new_cell.period = row->period != NULL      ? row->period
                    : column->period != NULL ? column->period
                                             : table->figures->period;
  if (cell != NULL && cell->type == KHEO_CELL_ERROR && fix == NULL)
    {
      kheo_import_note (
          table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "cell-error",
          g_strdup (_ ("The cell shows an error of the spreadsheet; it was left empty.")),
          (int) sheet_row, (int) sheet_column);
      return;
    }
  if (fix != NULL)
    read_fixed (column, fix, new_cell.unit_of_measure, &new_cell.text);
  else
    kheo_figures_read_text (table, column, cell, new_cell.unit_of_measure, &new_cell.text);
  apply_aside (row, column, &new_cell.text);
  if (column->about && new_cell.text.qualifier == KHEO_NUMBER_EXACT)
    new_cell.text.qualifier = KHEO_NUMBER_ABOUT;
  if (new_cell.text.says == KHEO_CELL_SAYS_NOTHING)
    return;
  if (new_cell.text.says == KHEO_CELL_SAYS_BAD && column->measure == KHEO_MEASURE_COMPARISON)
    return;
  if (new_cell.text.says == KHEO_CELL_SAYS_BAD)
    note_bad (table, &new_cell, sheet_row, sheet_column,
              kheo_cell_text (table->import, table->sheet, cell));
  else
    note_doubt (table, &new_cell, sheet_row, sheet_column);
  g_array_append_val (table->figures->cells, new_cell);
}

/* Of what is only compared with, the year so far says whether rates are right. */
static gboolean
is_read (const KheoImportTable *table, guint column)
{
  return kheo_table_column (table, column)->info.field == KHEO_COLUMN_VALUE &&
         (kheo_figure_column (table, column)->measure != KHEO_MEASURE_COMPARISON ||
          kheo_figure_column (table, column)->cumulative);
}

static gboolean
read_cells (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      if ((i & 255) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                 _ ("Understanding the values"), error))
        return FALSE;
      if (row->kind != KHEO_ROW_DATA && row->kind != KHEO_ROW_TOTAL &&
          row->kind != KHEO_ROW_SUBTOTAL)
        continue;
      read_aside (table, kheo_figure_line (table, i), table->base_row + i);
      if (row->kind == KHEO_ROW_DATA)
        {
          read_unit (table, row, table->base_row + i);
          apply_fixes (table, row, table->base_row + i);
        }
      for (guint c = 0; c < table->columns->len; c++)
        if (is_read (table, c))
          read_cell (table, i, c);
    }
  return TRUE;
}

static void
note_rows (KheoImportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if ((row->flags & KHEO_ROW_FLAG_UNCLEAR) != 0 &&
          (row->flags & (KHEO_ROW_FLAG_SKIPPED | KHEO_ROW_FLAG_TAKEN)) == 0)
        kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "row-unclear",
                          g_strdup (_ ("It is not clear what this row is; it was not taken.")),
                          (int) (table->base_row + i), -1);
    }
  kheo_import_note_hidden (table, table->figures->cells->len > 0);
}

gboolean
kheo_figures_understand (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  if (table->figures == NULL)
    table->figures = figures_new ();
  g_array_set_size (table->figures->cells, 0);
  if (table->columns->len == 0)
    return TRUE; /* a person chose an empty heading */
  kheo_figures_read_title (table);
  kheo_figures_assign_columns (table);
  if (table->import->mapping != NULL && !table->import->corrected)
    {
      kheo_mapping_apply (table);
      kheo_figures_assign_columns (table);
    }
  kheo_figures_settle_periods (table);
  if (!kheo_figures_read_rows (table, progress, error))
    return FALSE;
  kheo_figures_weigh_columns (table);
  lay_out (table);
  if (!read_cells (table, progress, error))
    return FALSE;
  note_rows (table);
  return TRUE;
}
