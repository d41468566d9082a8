/*
 * Nothing falls through.  Once all is understood, every cell of a table has become a value, a
 * heading, a group, a total, the number of a row — or it is told of here: a column that was not
 * understood once, a cell that stands beside the table or under no heading by itself.
 */
#include "kheo-import-private.h"

#include "kheo-legacy.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOLD_SINGLY  3u  /* cells of one column without heading that are told one by one */
#define TOLD_GARBLED 200 /* cells of one column of whose letters is told */

/* Cells of rows of data that no field took, of one column of the sheet. */
typedef struct
{
  guint n;
  guint rows[TOLD_SINGLY];
  guint garbled; /* told of their letters */
} Left;

/* Columns that are of no register: of a list of units, what only repeats its name and code. */
static gboolean
is_known_ignorable (const KheoImportTable *table, const KheoColumn *column)
{
  static const char *const known[] = { "cap",    "loai",      "ten tieng anh", "tieng anh", "level",
                                       "branch", "parent id", "parent_id",     "path",      NULL };
  g_autofree char         *key = kheo_text_match_key (column->leaf);

  /* The last column of kheo-import-rejects.c. */
  if (strcmp (key, "can sua") == 0 || strcmp (key, "to correct") == 0)
    return TRUE;
  return table->info.reg == &kheo_register_units && g_strv_contains (known, key);
}

static KheoColumn *
column_at (KheoImportTable *table, guint column)
{
  if (column < table->info.first_column || column - table->info.first_column >= table->columns->len)
    return NULL;
  return kheo_table_column (table, column - table->info.first_column);
}

/* Is it told of the cell elsewhere: in a column that has a meaning, or that a person left out? */
static gboolean
is_accounted (const KheoColumn *column)
{
  return column != NULL && (column->info.field != KHEO_COLUMN_NONE || column->info.corrected);
}

/* Letters between U+0080 and U+00BF are many in texts of old fonts and rare elsewhere, so that few
 * are looked at closely. */
static const char *
text_of_old_letters (KheoImportTable *table, const KheoCell *cell)
{
  const char *text = kheo_cell_get_text (table->sheet, cell);

  return text != NULL && strchr (text, '\xc2') != NULL && cell->type == KHEO_CELL_TEXT &&
                 (cell->flags & KHEO_CELL_RICH) == 0 &&
                 kheo_cell_encoding (table->import, table->sheet, cell) == KHEO_ENCODING_UNICODE
             ? text
             : NULL;
}

/* "Héi N«ng d©n", "Hội N«ng dân": read as it is meant. */
static gboolean
tell_garbled (KheoImportTable *table, guint row, const KheoCell *cell)
{
  const char      *text = text_of_old_letters (table, cell);
  g_autofree char *meant = text != NULL ? kheo_legacy_mend (text) : NULL;

  if (meant == NULL)
    return FALSE;
  kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "letters",
                    g_strdup_printf (_ ("“%s” has an old font's letters in another font; it was "
                                        "taken for “%s”. Check it."),
                                     text, meant),
                    (int) row, (int) cell->column);
  return TRUE;
}

static void
count_row (KheoImportTable *table, guint row, Left *left, guint n_left)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

  for (guint i = 0; i < n; i++)
    {
      guint column = cells[i].column;

      if (column < n_left && left[column].garbled < TOLD_GARBLED &&
          tell_garbled (table, row, &cells[i]))
        left[column].garbled++;
      if (is_accounted (column_at (table, column)) || column >= n_left ||
          kheo_table_is_beside (table, column) ||
          kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
        continue;
      if (left[column].n < TOLD_SINGLY)
        left[column].rows[left[column].n] = row;
      left[column].n++;
    }
}

static void
tell_column (KheoImportTable *table, const KheoColumn *column, const Left *left)
{
  kheo_import_note (
      table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "column-not-taken",
      g_strdup_printf (ngettext ("“%s” is no field that is known; its %u cell was not taken. "
                                 "Choose what the column is, or leave it out.",
                                 "“%s” is no field that is known; its %u cells were not taken. "
                                 "Choose what the column is, or leave it out.",
                                 left->n),
                       column->info.heading, left->n),
      (int) table->info.heading_last, (int) column->info.column);
}

static void
tell_cells (KheoImportTable *table, guint column, const Left *left)
{
  if (left->n > TOLD_SINGLY)
    {
      kheo_import_note (
          table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "cell-not-taken",
          g_strdup_printf (_ ("%u cells of this column stand under no heading; they were not "
                              "taken. Choose what the column is, or leave it out."),
                           left->n),
          (int) left->rows[0], (int) column);
      return;
    }
  for (guint i = 0; i < left->n; i++)
    kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "cell-not-taken",
                      g_strdup (_ ("This cell stands under no heading; it was not taken.")),
                      (int) left->rows[i], (int) column);
}

static void
tell_turned (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);

      if (column->turned == KHEO_TURNED_SURELY)
        kheo_import_note (
            table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "ambiguous-date",
            g_strdup_printf (
                ngettext ("Excel took the day for the month in %u date of this column and left "
                          "all days after the 12th as text; it was exchanged back. Check it.",
                          "Excel took the day for the month in %u dates of this column and left "
                          "all days after the 12th as text; they were exchanged back. Check them.",
                          column->n_turned),
                column->n_turned),
            (int) table->info.heading_last, (int) column->info.column);
    }
}

void
kheo_account_check (KheoImportTable *table)
{
  guint            n_left = kheo_sheet_get_n_columns (table->sheet);
  g_autofree Left *left = g_new0 (Left, n_left + 1);

  tell_turned (table);
  for (guint i = 0; i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind == KHEO_ROW_DATA)
      count_row (table, table->base_row + i, left, n_left);
  for (guint c = 0; c < n_left; c++)
    {
      const KheoColumn *column = column_at (table, c);

      if (left[c].n == 0 || (column != NULL && is_known_ignorable (table, column)))
        continue;
      if (column != NULL && *column->leaf != '\0')
        tell_column (table, column, &left[c]);
      else
        tell_cells (table, c, &left[c]);
    }
}

/* ---- Hidden ---- */

static void
note_hidden_columns (KheoImportTable *table)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;
  int   first = -1;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoImportColumn *info = &kheo_table_column (table, i)->info;

      if (info->field == KHEO_COLUMN_NONE || info->field == KHEO_COLUMN_ORDINAL ||
          !kheo_sheet_is_column_hidden (table->sheet, info->column))
        continue;
      g_string_append_printf (names, "%s“%s”", n > 0 ? ", " : "", info->heading);
      first = n == 0 ? (int) info->column : first;
      n++;
    }
  if (n > 0)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "hidden-column",
        g_strdup_printf (ngettext ("A column is hidden in the sheet; it was taken too: %s.",
                                   "Columns are hidden in the sheet; they were taken too: %s.", n),
                         names->str),
        (int) table->info.heading_last, first);
}

void
kheo_import_note_hidden (KheoImportTable *table, gboolean taken)
{
  guint hidden = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      hidden += row->kind == KHEO_ROW_DATA && (row->flags & KHEO_ROW_FLAG_HIDDEN) != 0;
    }
  if (table->info.hidden && taken)
    kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "hidden-sheet",
                      g_strdup (_ ("The sheet is hidden; its rows were taken too.")), -1, -1);
  if (hidden > 0)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "hidden-row",
        g_strdup_printf (ngettext ("%u row is hidden in the sheet; it was taken too.",
                                   "%u rows are hidden in the sheet; they were taken too.", hidden),
                         hidden),
        -1, -1);
  if (taken)
    note_hidden_columns (table);
}
