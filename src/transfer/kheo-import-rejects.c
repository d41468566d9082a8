/*
 * The rows that were not taken, written so that they can be mended and dropped again: the title and
 * the headings as they stood (so the same form is found again), the groups above a row repeated
 * before it, merged cells of rows filled in, letters as Unicode.  What to mend stands in a last
 * column, which reading knows and passes over.
 */
#include "kheo-import-rejects.h"

#include "kheo-import-figures.h"
#include "kheo-sheet-writer.h"

#include "kheo-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_TITLE_ROWS 40u
#define REMARK_WIDTH   60

/* A required value that the sheet says nowhere, or that a person gave for all rows. */
typedef struct
{
  int         field;
  const char *remark; /* of the whole table; NULL */
} Extra;

typedef struct
{
  KheoImport      *import;
  KheoImportTable *table;
  KheoSheetWriter *writer;
  GHashTable      *findings; /* sheet row → GArray of guint: its findings */
  GArray          *extras;   /* Extra */
  int              group;    /* whose rows were written last, -1 */
  guint            last_column;
} Sheet;

/* ---- Which rows ---- */

static GHashTable *
list_findings (const KheoImport *self, const KheoImportTable *table)
{
  GHashTable *by_row = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const KheoImportFinding *finding = &g_array_index (self->notes, KheoNote, i).finding;
      gpointer                 key = GINT_TO_POINTER (finding->row + 1);
      GArray                  *list;

      if (finding->table != table)
        continue;
      list = g_hash_table_lookup (by_row, key);
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (by_row, key, list);
        }
      g_array_append_val (list, i);
    }
  return by_row;
}

static GArray *
findings_of (GHashTable *by_row, int row)
{
  return g_hash_table_lookup (by_row, GINT_TO_POINTER (row + 1));
}

static gboolean
has_error (const KheoImport *self, const GArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_array_index (self->notes, KheoNote, g_array_index (list, guint, i)).finding.severity ==
        KHEO_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

static gboolean
is_reject (const KheoImportTable *table, guint index, GHashTable *by_row)
{
  const KheoSheetRow *row = kheo_table_row (table, index);

  if (row->kind != KHEO_ROW_DATA)
    return FALSE;
  /* Of a row of figures some cells may be taken: the unit of one column is not known. */
  return row->status == KHEO_ROW_REFUSED ||
         (kheo_import_table_get_n_figures (table) > 0 &&
          kheo_figure_line (table, index)->refused) ||
         has_error (table->import, findings_of (by_row, (int) (table->base_row + index)));
}

static guint
count_table (const KheoImportTable *table, GHashTable *by_row)
{
  guint n = 0;

  for (guint i = 0; table->info.reg != NULL && i < table->rows->len; i++)
    n += is_reject (table, i, by_row);
  return n;
}

guint
kheo_import_count_rejects (const KheoImport *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->tables->len; i++)
    {
      const KheoImportTable *table = g_ptr_array_index (self->tables, i);
      g_autoptr (GHashTable) by_row = list_findings (self, table);

      n += count_table (table, by_row);
    }
  return n;
}

char *
kheo_import_dup_rejects_name (const KheoImport *self)
{
  const char      *dot = strrchr (self->file, '.');
  g_autofree char *base =
      dot != NULL ? g_strndup (self->file, (gsize) (dot - self->file)) : g_strdup (self->file);

  return g_strdup_printf (_ ("%s - to correct.xlsx"), base);
}

/* ---- Cells ---- */

static void
add_cell (Sheet *self, const KheoCell *cell)
{
  double number = cell != NULL ? cell->value.number : 0;

  if (cell == NULL)
    kheo_sheet_writer_add_null (self->writer);
  else if (cell->type == KHEO_CELL_TEXT)
    kheo_sheet_writer_add_text (self->writer,
                                kheo_cell_lines (self->import, self->table->sheet, cell));
  else if (cell->type == KHEO_CELL_DATE && floor (number) == number &&
           kheo_cell_get_date (self->table->sheet, cell) > 0)
    kheo_sheet_writer_add_date (self->writer, kheo_cell_get_date (self->table->sheet, cell));
  else if (cell->type == KHEO_CELL_NUMBER && floor (number) == number && fabs (number) < 1e15 &&
           !kheo_sheet_get_style (self->table->sheet, cell)->is_percent)
    {
      /* A year is not to stand as 2,024. */
      if (number >= 1900 && number <= 2200)
        {
          g_autofree char *year = g_strdup_printf ("%d", (int) number);

          kheo_sheet_writer_add_text (self->writer, year);
        }
      else
        kheo_sheet_writer_add_int (self->writer, (gint64) number);
    }
  else
    {
      g_autofree char *shown = kheo_cell_dup_display (self->table->sheet, cell);

      kheo_sheet_writer_add_text (self->writer, shown);
    }
}

/* Amounts are not repeated: they would be counted twice. */
static gboolean
may_repeat (const Sheet *self, guint column)
{
  const KheoImportTable *table = self->table;
  int                    field;

  if (column < table->info.first_column || column - table->info.first_column >= table->columns->len)
    return FALSE;
  field = kheo_table_column (table, column - table->info.first_column)->info.field;
  return field < 0 ? field != KHEO_COLUMN_VALUE
                   : table->info.reg->fields[field].type != KHEO_FIELD_INTEGER &&
                         table->info.reg->fields[field].type != KHEO_FIELD_MONEY;
}

/* A person's correction stands for the cell. */
static gboolean
add_fixed (Sheet *self, guint index, guint column)
{
  const KheoImportTable *table = self->table;
  g_autofree char       *text = NULL;
  KheoValue              value;
  int                    field;

  if (column < table->info.first_column || column - table->info.first_column >= table->columns->len)
    return FALSE;
  field = kheo_table_column (table, column - table->info.first_column)->info.field;
  if (field < 0 || !kheo_import_is_fixed (table, index, field) ||
      table->info.reg->fields[field].type == KHEO_FIELD_UNIT)
    return FALSE;
  value = kheo_import_table_get_value (table, index, field);
  text = kheo_field_format (&table->info.reg->fields[field], &value);
  kheo_sheet_writer_add_text (self->writer, text);
  return TRUE;
}

static gboolean
has_finding_at (const Sheet *self, int row, int column)
{
  const GArray *list = findings_of (self->findings, row);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_array_index (self->import->notes, KheoNote, g_array_index (list, guint, i))
            .finding.column == column)
      return TRUE;
  return FALSE;
}

static void
set_look (Sheet *self, KheoSheetLook look)
{
  kheo_sheet_writer_set_look (self->writer, look);
}

/* ---- Rows as they stood ---- */

/* Titles and groups: only what stands first in them is read. */
static void
copy_row (Sheet *self, guint row)
{
  kheo_sheet_writer_begin_row (self->writer);
  for (guint column = self->table->left; column <= self->last_column; column++)
    add_cell (self, kheo_sheet_get_cell (self->table->sheet, row, column));
}

static void
copy_title (Sheet *self)
{
  guint end = self->table->info.heading_first;
  guint row = MAX (self->table->base_row, end > MAX_TITLE_ROWS ? end - MAX_TITLE_ROWS : 0);

  /* The block above the first table begins with the sheet. */
  if (self->table->base_row >= end)
    row = end > MAX_TITLE_ROWS ? end - MAX_TITLE_ROWS : 0;
  for (; row < end; row++)
    {
      guint n = 0;

      kheo_sheet_get_row (self->table->sheet, row, &n);
      if (n > 0)
        copy_row (self, row);
    }
}

/* One place of the heading block; gives the first column behind it. */
static guint
copy_heading_cell (Sheet *self, guint row, guint column)
{
  const KheoMerge *merge = kheo_sheet_find_merge (self->table->sheet, row, column);
  const KheoCell  *cell = kheo_sheet_get_cell (self->table->sheet, row, column);
  guint            last = self->table->info.heading_last;
  guint            n_columns = 1;
  guint            n_rows = 1;

  if (merge != NULL && merge->row == row && merge->column == column)
    {
      n_rows = MIN (merge->rows, last - row + 1);
      n_columns = MIN (merge->columns, self->last_column - column + 1);
    }
  if (merge != NULL && merge->row < row)
    kheo_sheet_writer_add_null (self->writer);
  else
    kheo_sheet_writer_add_merged (
        self->writer, cell != NULL ? kheo_cell_lines (self->import, self->table->sheet, cell) : "",
        n_rows, n_columns);
  return column + n_columns;
}

static void
add_heading (Sheet *self, guint row, const char *text)
{
  guint first = self->table->info.heading_first;

  if (row == first)
    kheo_sheet_writer_add_merged (self->writer, text, self->table->info.heading_last - first + 1,
                                  1);
  else
    kheo_sheet_writer_add_null (self->writer);
}

static void
copy_headings (Sheet *self)
{
  const KheoField *fields = self->table->info.reg->fields;

  set_look (self, KHEO_SHEET_LOOK_HEADING);
  for (guint row = self->table->info.heading_first; row <= self->table->info.heading_last; row++)
    {
      kheo_sheet_writer_begin_row (self->writer);
      for (guint column = self->table->left; column <= self->last_column;)
        column = copy_heading_cell (self, row, column);
      for (guint i = 0; i < self->extras->len; i++)
        add_heading (self, row, _ (fields[g_array_index (self->extras, Extra, i).field].label));
      add_heading (self, row, _ ("To correct"));
    }
  set_look (self, KHEO_SHEET_LOOK_PLAIN);
}

/* The chain of groups above a row, from the outermost; only what changed since the last row. */
static void
copy_groups (Sheet *self, int group)
{
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (int));

  if (group == self->group)
    return;
  for (int g = group; g >= 0; g = g_array_index (self->table->groups, KheoGroup, g).parent)
    g_array_prepend_val (chain, g);
  for (guint i = 0; i < chain->len; i++)
    copy_row (self,
              g_array_index (self->table->groups, KheoGroup, g_array_index (chain, int, i)).row);
  self->group = group;
}

/* ---- What to mend ---- */

static void
append_remark (GString *text, const Sheet *self, const KheoImportFinding *finding)
{
  const char *heading = NULL;

  if (finding->column >= (int) self->table->info.first_column &&
      (guint) finding->column - self->table->info.first_column < self->table->columns->len)
    heading =
        kheo_table_column (self->table, (guint) finding->column - self->table->info.first_column)
            ->leaf;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (heading != NULL && *heading != '\0')
    g_string_append_printf (text, "%s: ", heading);
  g_string_append (text, finding->message);
}

static void
append_remarks (GString *text, const Sheet *self, int row)
{
  const GArray *list = findings_of (self->findings, row);

  for (guint i = 0; list != NULL && i < list->len; i++)
    append_remark (
        text, self,
        &g_array_index (self->import->notes, KheoNote, g_array_index (list, guint, i)).finding);
}

/* Of the row; else of the groups it stands under; else of the whole table. */
static char *
dup_remark (const Sheet *self, guint index)
{
  const KheoSheetRow *row = kheo_table_row (self->table, index);
  GString            *text = g_string_new (NULL);

  append_remarks (text, self, (int) (self->table->base_row + index));
  for (int g = row->group; g >= 0 && text->len == 0;
       g = g_array_index (self->table->groups, KheoGroup, g).parent)
    append_remarks (text, self, (int) g_array_index (self->table->groups, KheoGroup, g).row);
  for (guint i = 0; i < self->extras->len; i++)
    {
      const Extra *extra = &g_array_index (self->extras, Extra, i);

      if (extra->remark == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, extra->remark);
    }
  if (text->len == 0)
    append_remarks (text, self, -1);
  if (text->len == 0)
    g_string_append (text, _ ("This row was not taken."));
  return g_string_free (text, FALSE);
}

static void
add_extras (Sheet *self, guint index)
{
  for (guint i = 0; i < self->extras->len; i++)
    {
      const Extra     *extra = &g_array_index (self->extras, Extra, i);
      const KheoField *field = &self->table->info.reg->fields[extra->field];
      KheoValue        value = kheo_import_table_get_value (self->table, index, extra->field);
      g_autofree char *text = kheo_field_format (field, &value);

      set_look (self, kheo_value_is_null (&value) ? KHEO_SHEET_LOOK_MARKED : KHEO_SHEET_LOOK_PLAIN);
      kheo_sheet_writer_add_text (self->writer, text);
    }
}

static void
write_row (Sheet *self, guint index)
{
  guint            row = self->table->base_row + index;
  g_autofree char *remark = dup_remark (self, index);

  copy_groups (self, kheo_table_row (self->table, index)->group);
  kheo_sheet_writer_begin_row (self->writer);
  for (guint column = self->table->left; column <= self->last_column; column++)
    {
      set_look (self, has_finding_at (self, (int) row, (int) column) ? KHEO_SHEET_LOOK_MARKED
                                                                     : KHEO_SHEET_LOOK_PLAIN);
      if (!add_fixed (self, index, column))
        add_cell (self, may_repeat (self, column)
                            ? kheo_cell_at (self->table->sheet, row, column)
                            : kheo_sheet_get_cell (self->table->sheet, row, column));
    }
  add_extras (self, index);
  set_look (self, KHEO_SHEET_LOOK_PLAIN);
  kheo_sheet_writer_add_text (self->writer, remark);
}

/* ---- Sheets ---- */

static const char *
table_remark (const Sheet *self, const KheoField *field)
{
  const GArray *list = findings_of (self->findings, -1);
  const char   *label = _ (field->label);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KheoImportFinding *finding =
          &g_array_index (self->import->notes, KheoNote, g_array_index (list, guint, i)).finding;

      if (finding->severity == KHEO_SEVERITY_ERROR && strstr (finding->message, label) != NULL)
        return finding->message;
    }
  return NULL;
}

static gboolean
is_given (const KheoImportTable *table, int field)
{
  if (field == KHEO_MODEL_YEAR && table->import->options->year > 0)
    return TRUE;
  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);

      if (fix->row == KHEO_EVERY_ROW && fix->field == field)
        return TRUE;
    }
  return FALSE;
}

/* Columns that the sheet lacks: for what it says nowhere, and for what a person said for it. */
static void
find_extras (Sheet *self)
{
  static const int fields[] = { KHEO_MODEL_KIND, KHEO_MODEL_FIELD, KHEO_MODEL_YEAR };

  if (self->table->info.reg != &kheo_register_models)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      Extra extra = { fields[i], NULL };

      if (self->table->by_column[fields[i] + KHEO_N_META])
        continue;
      extra.remark = table_remark (self, &self->table->info.reg->fields[fields[i]]);
      if (extra.remark != NULL || is_given (self->table, fields[i]))
        g_array_append_val (self->extras, extra);
    }
}

static void
begin_sheet (Sheet *self)
{
  guint            n = self->last_column - self->table->left + 1 + self->extras->len + 1;
  KheoSheetColumn *columns = g_new0 (KheoSheetColumn, n);

  for (guint i = 0; i < n; i++)
    columns[i].width = i + 1 == n ? REMARK_WIDTH : 16;
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const KheoImportColumn *column = &kheo_table_column (self->table, i)->info;

      if (column->field >= 0 && column->column - self->table->left < n)
        columns[column->column - self->table->left].width =
            MAX (self->table->info.reg->fields[column->field].width, 10);
    }
  kheo_sheet_writer_set_columns (self->writer, self->table->info.name, columns, n);
  g_free (columns);
}

static void
write_table (KheoImport *import, KheoImportTable *table, KheoSheetWriter *writer)
{
  g_autoptr (GHashTable) findings = list_findings (import, table);
  g_autoptr (GArray) extras = g_array_new (FALSE, FALSE, sizeof (Extra));
  Sheet self = { import, table, writer, findings, extras, -1, 0 };

  if (count_table (table, findings) == 0)
    return;
  self.last_column = table->info.last_column;
  find_extras (&self);
  begin_sheet (&self);
  copy_title (&self);
  copy_headings (&self);
  for (guint i = 0; i < table->rows->len; i++)
    if (is_reject (table, i, findings))
      write_row (&self, i);
}

gboolean
kheo_import_write_rejects (KheoImport *self, const char *path, GError **error)
{
  g_autoptr (KheoSheetWriter) writer = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (kheo_import_count_rejects (self) == 0)
    {
      g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("Every row was taken."));
      return FALSE;
    }
  writer = kheo_sheet_writer_new (path, KHEO_SHEET_FORMAT_XLSX);
  kheo_sheet_writer_allow_merges (writer);
  for (guint i = 0; i < self->tables->len; i++)
    write_table (self, g_ptr_array_index (self->tables, i), writer);
  return kheo_sheet_writer_finish (writer, error);
}
