/*
 * Finds the tables of a sheet: first the row whose cells are headings that we know, then the rows
 * above and below that belong to its heading, then the columns and what they are.
 */
#include "kheo-import-block.h"
#include "kheo-import-figures.h"
#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEARCH_ROWS 200u /* below the start or the end of the last table */

/* How much a row looks like a heading of @reg. */
typedef struct
{
  const KheoRegister *reg;
  guint               row;
  guint               n_texts;  /* cells with text */
  guint               n_fields; /* different fields meant */
  int                 score;    /* sum */
  gboolean            names;    /* one is the name of models, or a code of units: a list for sure */
} RowScore;

static const KheoRegister *const candidates[] = { &kheo_register_models, &kheo_register_units };

static void
score_row (KheoImport *self, const KheoSheet *sheet, RowScore *score)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (sheet, score->row, &n);
  guint64         seen = 0;

  for (guint i = 0; i < n && i < KHEO_MAX_COLUMNS; i++)
    {
      const char *text = kheo_cell_text (self, sheet, &cells[i]);
      int         field = KHEO_COLUMN_NONE;
      int         points = 0;

      if (cells[i].type != KHEO_CELL_TEXT || *text == '\0')
        continue;
      score->n_texts++;
      if (strlen (text) > KHEO_HEADING_LENGTH)
        continue;
      points = kheo_heading_score (score->reg, text, &field);
      if (points < KHEO_HEADING_LIKELY || (seen & (1ull << (field + KHEO_N_META))) != 0)
        continue;
      seen |= 1ull << (field + KHEO_N_META);
      score->n_fields++;
      score->score += points;
    }
  /* A list of models names them; without that it is more likely something else. */
  score->names = score->reg == &kheo_register_models
                     ? (seen & (1ull << (KHEO_MODEL_NAME + KHEO_N_META))) != 0
                     : (seen & (1ull << (KHEO_UNIT_FIELD_CODE + KHEO_N_META) |
                                1ull << (KHEO_UNIT_FIELD_DISTRICT_CODE + KHEO_N_META) |
                                1ull << (KHEO_UNIT_FIELD_PROVINCE_CODE + KHEO_N_META))) != 0;
  if (score->reg == &kheo_register_models && !score->names)
    score->score /= 2;
}

static gboolean
is_heading (const RowScore *score)
{
  if (score->n_fields >= 3)
    return score->n_fields * 3 >= score->n_texts;
  return score->n_fields == 2 && score->n_texts <= 3 && score->score >= 2 * KHEO_HEADING_CERTAIN;
}

static gboolean
wants_list (const KheoImport *self)
{
  return self->options->as != KHEO_IMPORT_FIGURES && self->options->as != KHEO_IMPORT_CONVERSION &&
         kheo_plain_register (self->options->as) == NULL;
}

static const KheoRegister *
wanted_register (const KheoImport *self)
{
  return self->options->as == KHEO_IMPORT_MODELS  ? &kheo_register_models
         : self->options->as == KHEO_IMPORT_UNITS ? &kheo_register_units
                                                  : NULL;
}

/* The better reading of one row; a list of models must have a column for their name. */
static RowScore
best_reading (KheoImport *self, const KheoSheet *sheet, guint row)
{
  const KheoRegister *wanted = wanted_register (self);
  RowScore            best = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      RowScore score = { candidates[i], row, 0, 0, 0, FALSE };

      if (wanted != NULL && wanted != candidates[i])
        continue;
      score_row (self, sheet, &score);
      if (best.reg == NULL || score.score > best.score)
        best = score;
    }
  return best;
}

/* The models may be named one row deeper: "Tên mô hình" below "Nội dung đăng ký". */
static void
look_deeper (KheoImport *self, const KheoSheet *sheet, RowScore *score)
{
  for (guint row = score->row + 1;
       !score->names && row < MIN (score->row + 3, kheo_sheet_get_n_rows (sheet)); row++)
    {
      RowScore below = { &kheo_register_models, row, 0, 0, 0, FALSE };

      if (!kheo_heading_reaches (self, sheet, score->row, row))
        return;
      score_row (self, sheet, &below);
      if (!below.names)
        continue;
      score->reg = &kheo_register_models;
      score->names = TRUE;
    }
}

/* "DANH SÁCH ĐƠN VỊ HÀNH CHÍNH …" above a table that else might be one of figures. */
static gboolean
is_titled_list (KheoImport *self, const KheoSheet *sheet, guint start, guint end)
{
  static const char *const units[] = { "don vi hanh chinh", "cac don vi", "cac xa", "xa phuong",
                                       NULL };

  for (guint row = start; row < end; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *key = NULL;

          if (cells[i].type != KHEO_CELL_TEXT)
            continue;
          key = kheo_text_match_key (kheo_cell_text (self, sheet, &cells[i]));
          if (!g_str_has_prefix (key, "danh sach ") && !g_str_has_prefix (key, "danh muc "))
            continue;
          if (kheo_words_contain_any (key, units))
            return TRUE;
        }
    }
  return FALSE;
}

/* Is the row the heading of a list of units for what stands above it? */
static gboolean
is_unit_heading (KheoImport *self, const KheoSheet *sheet, guint start, RowScore *score)
{
  if (score->reg != &kheo_register_units || score->names || score->n_fields < 2 ||
      score->score < 2 * KHEO_HEADING_CERTAIN || !is_titled_list (self, sheet, start, score->row))
    return FALSE;
  score->names = TRUE;
  return TRUE;
}

/* The first heading row at or below @start; of neighbours the one that says more. */
static gboolean
find_heading (KheoImport *self, const KheoSheet *sheet, guint start, RowScore *out_score)
{
  guint end = MIN (kheo_sheet_get_n_rows (sheet), start + SEARCH_ROWS);

  for (guint row = start; row < end; row++)
    {
      *out_score = best_reading (self, sheet, row);
      if (!is_unit_heading (self, sheet, start, out_score) && !is_heading (out_score))
        continue;
      for (guint below = row + 1; below < MIN (row + 3, end); below++)
        {
          RowScore other = best_reading (self, sheet, below);

          if (is_heading (&other) && other.score > out_score->score * 5 / 4)
            *out_score = other;
        }
      if (wanted_register (self) != &kheo_register_units)
        look_deeper (self, sheet, out_score);
      return TRUE;
    }
  return FALSE;
}

/* ---- Columns ---- */

static void
find_width (KheoImportTable *table)
{
  guint first = G_MAXUINT;
  guint last = 0;

  for (guint row = table->info.heading_first; row <= table->info.heading_last; row++)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        {
          const KheoMerge *merge = NULL;

          if (cells[i].column < table->left || cells[i].column > table->right ||
              kheo_cell_is_blank (table->import, table->sheet, &cells[i]))
            continue;
          merge = kheo_sheet_find_merge (table->sheet, row, cells[i].column);
          first = MIN (first, cells[i].column);
          last = MAX (last, merge != NULL ? merge->column + merge->columns - 1 : cells[i].column);
        }
    }
  table->info.first_column = first == G_MAXUINT ? 0 : first;
  table->info.last_column = MIN (last, table->info.first_column + KHEO_MAX_COLUMNS - 1);
  table->info.last_column = MIN (table->info.last_column, table->right);
}

/* ---- Columns ---- */

/* Does a heading of @column stand in a row below? */
static gboolean
has_heading_below (KheoImportTable *table, guint row, guint column)
{
  for (guint below = row + 1; below <= table->info.heading_last; below++)
    if (*kheo_cell_text_at (table->import, table->sheet, below, column) != '\0')
      return TRUE;
  return FALSE;
}

/* The heading at a place; where files have no merges, one that stands to the left above. */
static const char *
heading_at (KheoImportTable *table, guint row, guint column)
{
  KheoImport *self = table->import;
  const char *text = kheo_cell_text_at (self, table->sheet, row, column);

  if (*text != '\0' || row >= table->info.heading_last)
    return text;
  if (!has_heading_below (table, row, column))
    return text;
  for (guint left = column; left-- > table->info.first_column;)
    {
      if (!has_heading_below (table, row, left))
        return text;
      if (*kheo_cell_text_at (self, table->sheet, row, left) != '\0')
        return kheo_cell_text_at (self, table->sheet, row, left);
    }
  return text;
}

static void
make_column (KheoImportTable *table, guint column)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  KheoColumn new_column = { .info = { .column = column, .field = KHEO_COLUMN_NONE } };

  for (guint row = table->info.heading_first; row <= table->info.heading_last; row++)
    {
      const char *text = heading_at (table, row, column);

      if (*text != '\0' && (parts->len == 0 || strcmp (text, parts->pdata[parts->len - 1]) != 0))
        g_ptr_array_add (parts, (gpointer) text);
    }
  new_column.leaf = parts->len > 0 ? parts->pdata[parts->len - 1] : "";
  if (parts->len > 1)
    {
      g_autofree char *whole = NULL;
      g_autofree char *above = NULL;

      g_ptr_array_add (parts, NULL);
      whole = g_strjoinv (" / ", (char **) parts->pdata);
      parts->pdata[parts->len - 2] = NULL;
      above = g_strjoinv (" / ", (char **) parts->pdata);
      new_column.info.heading = kheo_import_intern (table->import, whole);
      new_column.parent = kheo_import_intern (table->import, above);
    }
  else
    new_column.info.heading = new_column.leaf;
  new_column.info.choice_field = -1;
  new_column.info.choice = -1;
  new_column.info.scale = 1;
  g_array_append_val (table->columns, new_column);
}

static void
clear_column (gpointer data)
{
  g_clear_pointer (&((KheoColumn *) data)->memo, g_hash_table_unref);
}

void
kheo_finder_make_columns (KheoImportTable *table)
{
  g_clear_pointer (&table->columns, g_array_unref);
  table->columns = g_array_new (FALSE, TRUE, sizeof (KheoColumn));
  g_array_set_clear_func (table->columns, clear_column);
  find_width (table);
  if (table->lead > 0)
    table->info.first_column = MIN (table->info.first_column, table->lead - 1);
  for (guint c = table->info.first_column; c <= table->info.last_column; c++)
    make_column (table, c);
  table->info.n_columns = table->columns->len;
}

/* ---- The tables of a sheet ---- */

KheoImportTable *
kheo_import_table_new (KheoImport *import, guint sheet)
{
  KheoImportTable *table = g_new0 (KheoImportTable, 1);

  table->import = import;
  table->sheet = kheo_workbook_get_sheet (import->workbook, sheet);
  table->info.sheet = sheet;
  table->info.name = kheo_sheet_get_name (table->sheet);
  table->info.hidden = kheo_sheet_get_state (table->sheet) != KHEO_SHEET_VISIBLE;
  table->info.as = KHEO_IMPORT_NOTHING;
  table->right = G_MAXUINT;
  table->columns = g_array_new (FALSE, TRUE, sizeof (KheoColumn));
  g_array_set_clear_func (table->columns, clear_column);
  table->rows = g_array_new (FALSE, TRUE, sizeof (KheoSheetRow));
  table->groups = g_array_new (FALSE, TRUE, sizeof (KheoGroup));
  table->totals = g_array_new (FALSE, TRUE, sizeof (KheoImportTotal));
  table->fixes = g_array_new (FALSE, TRUE, sizeof (KheoFix));
  g_array_set_clear_func (table->fixes, kheo_fix_clear);
  table->decisions = g_hash_table_new (NULL, NULL);
  table->values = kheo_value_store_new ();
  table->nodes = g_array_new (FALSE, TRUE, sizeof (KheoNode));
  g_ptr_array_add (import->tables, table);
  return table;
}

void
kheo_import_table_free (KheoImportTable *table)
{
  g_array_unref (table->columns);
  g_array_unref (table->rows);
  g_array_unref (table->groups);
  g_array_unref (table->totals);
  g_array_unref (table->fixes);
  kheo_value_store_free (table->values);
  kheo_figures_free (table->figures);
  g_array_unref (table->nodes);
  g_clear_pointer (&table->refs, g_array_unref);
  g_hash_table_unref (table->decisions);
  g_clear_pointer (&table->joins, g_hash_table_unref);
  g_clear_pointer (&table->same, g_hash_table_unref);
  g_clear_pointer (&table->distinct, g_hash_table_unref);
  g_free (table);
}

/* The column from which on the headings are those of the first columns again: a second table
 * beside the first.  0: there is none. */
static guint
find_second_half (KheoImportTable *table)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  guint first = 0;

  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (keys, kheo_text_match_key (kheo_table_column (table, i)->info.heading));
  while (first < keys->len && *(const char *) keys->pdata[first] == '\0')
    first++;
  for (guint second = first + 2; second + 2 < keys->len; second++)
    {
      guint same = 0;

      while (second + same < keys->len && first + same < second &&
             *(const char *) keys->pdata[first + same] != '\0' &&
             strcmp (keys->pdata[first + same], keys->pdata[second + same]) == 0)
        same++;
      if (same >= 3 || (same == 2 && second == first + 2))
        return table->info.first_column + second;
    }
  return 0;
}

/* The table of the columns from @left on; what repeats them beside it is left for the next. */
static KheoImportTable *
make_table (KheoImport *self, guint sheet, const RowScore *found, guint start, guint left)
{
  KheoImportTable *table = kheo_import_table_new (self, sheet);
  guint            second = 0;

  table->info.reg = found->reg;
  table->info.as = found->reg == &kheo_register_units ? KHEO_IMPORT_UNITS : KHEO_IMPORT_MODELS;
  table->base_row = start;
  table->left = left;
  kheo_heading_find_block (table, found->row, start);
  table->info.first_row = table->info.heading_first;
  kheo_finder_make_columns (table);
  second = find_second_half (table);
  if (second > 0)
    {
      table->right = second - 1;
      kheo_finder_make_columns (table);
    }
  return table;
}

static gboolean
read_table (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  kheo_title_read (table, table->base_row);
  return kheo_import_understand (table, progress, error);
}

/* All tables side by side below one heading row; @io_start goes behind the longest. */
static gboolean
read_tables (KheoImport     *self,
             guint           sheet,
             const RowScore *found,
             guint          *io_start,
             KheoProgress   *progress,
             GError        **error)
{
  guint start = *io_start;
  guint left = 0;

  do
    {
      KheoImportTable *table = make_table (self, sheet, found, start, left);

      left = table->right < G_MAXUINT ? table->right + 1 : 0;
      if (!read_table (table, progress, error))
        return FALSE;
      *io_start = MAX (*io_start, MAX (table->info.last_row, table->info.heading_last) + 1);
    }
  while (left > 0);
  return TRUE;
}

gboolean
kheo_finder_is_heading (KheoImport *self, const KheoSheet *sheet, guint row)
{
  RowScore            score = best_reading (self, sheet, row);
  KheoImportTableInfo block = { 0 };

  return is_heading (&score) ||
         kheo_plain_find (self, sheet, row, row + 1, KHEO_PLAIN_SURE, &block);
}

gboolean
kheo_finder_run (KheoImport *self, guint index, KheoProgress *progress, GError **error)
{
  const KheoSheet *sheet = kheo_workbook_get_sheet (self->workbook, index);
  guint            start = 0;
  RowScore         found = { 0 };
  guint            n_before = self->tables->len;

  while (start < kheo_sheet_get_n_rows (sheet))
    {
      KheoListFound list = { FALSE, FALSE, FALSE, 0 };
      gboolean      taken = FALSE;

      list.found = wants_list (self) && find_heading (self, sheet, start, &found);
      list.row = found.row;
      list.sure = found.names;
      list.models = found.reg == &kheo_register_models;
      if (!kheo_block_read (self, index, &list, &start, &taken, progress, error))
        return FALSE;
      if (taken)
        continue;
      if (!list.found)
        break;
      if (!read_tables (self, index, &found, &start, progress, error))
        return FALSE;
    }
  if (self->tables->len == n_before)
    kheo_import_table_new (self, index);
  return TRUE;
}
