/*
 * From a row of a sheet to the cell of each value.  What stands in the record's own row is found by
 * the columns as they were kept; what groups, titles and headings said, by reading the file again.
 */
#include "kheo-provenance-private.h"

#include "kheo-text.h"

#include <string.h>

/* One value being looked for. */
typedef struct
{
  KheoImport             *import;
  const KheoSheet        *sheet;
  const KheoSourceOrigin *origin;
  const KheoRegister     *reg;
  KheoRecord             *record;
  const KheoImportLayout *layout;  /* NULL: not known */
  GArray                 *columns; /* KheoLayoutColumn */
  KheoImportTable        *table;   /* NULL: not found again */
  KheoSourceCell         *cell;
} Search;

static gboolean
is_unit_field (const Search *search)
{
  return search->reg->fields[search->cell->field].type == KHEO_FIELD_UNIT;
}

static const char *
get_text (const Search *search)
{
  return kheo_record_get_text (search->record, (guint) search->cell->field);
}

/* ---- Telling ---- */

static void
tell_text (Search *search, const KheoCell *cell)
{
  KheoSourceCell *out = search->cell;
  const char     *raw;

  if (cell == NULL)
    return;
  if (cell->type != KHEO_CELL_TEXT)
    {
      out->text = kheo_cell_dup_display (search->sheet, cell);
      return;
    }
  out->text = g_strdup (kheo_cell_lines (search->import, search->sheet, cell));
  raw = kheo_cell_get_text (search->sheet, cell);
  if (kheo_cell_encoding (search->import, search->sheet, cell) != KHEO_ENCODING_UNICODE &&
      raw != NULL && strcmp (raw, out->text) != 0)
    out->raw = g_strdup (raw);
}

static const char *
find_heading (const Search *search, guint column)
{
  for (guint i = 0; search->columns != NULL && i < search->columns->len; i++)
    {
      const KheoLayoutColumn *known = &g_array_index (search->columns, KheoLayoutColumn, i);

      if (known->column == column && known->heading != NULL && *known->heading != '\0')
        return known->heading;
    }
  return NULL;
}

static gboolean
is_fixed (const Search *search, guint row, guint column)
{
  for (guint i = 0; search->columns != NULL && i < search->columns->len; i++)
    {
      const KheoLayoutColumn *own = &g_array_index (search->columns, KheoLayoutColumn, i);

      if (own->column != column || own->fixed == NULL)
        continue;
      for (guint k = 0; k < json_array_get_length (own->fixed); k++)
        if (json_array_get_int_element (own->fixed, k) == (gint64) row + 1)
          return TRUE;
    }
  return FALSE;
}

static gboolean
tell (Search *search, KheoSourceKind kind, guint row, guint column)
{
  KheoSourceCell *out = search->cell;

  out->kind =
      kind == KHEO_SOURCE_CELL && is_fixed (search, row, column) ? KHEO_SOURCE_CORRECTED : kind;
  out->row = (int) row;
  out->column = (int) column;
  out->cell = kheo_cell_name (row, column);
  if (kind == KHEO_SOURCE_CELL || kind == KHEO_SOURCE_MERGED)
    out->heading = g_strdup (find_heading (search, column));
  tell_text (search, kheo_sheet_get_cell (search->sheet, row, column));
  return TRUE;
}

static gboolean
is_filled (const Search *search, guint row, guint column)
{
  const KheoCell *cell = kheo_sheet_get_cell (search->sheet, row, column);

  return cell != NULL && !kheo_cell_is_blank (search->import, search->sheet, cell);
}

/* ---- Its own row ---- */

static gboolean
is_column_of (const Search *search, const KheoLayoutColumn *column)
{
  if (column->field == search->cell->field)
    return column->choice == NULL || g_strcmp0 (column->choice, get_text (search)) == 0;
  return is_unit_field (search) && column->field == KHEO_COLUMN_UNIT_CODE;
}

static gboolean
find_in_merge (Search *search, guint row, guint column)
{
  const KheoMerge *merge = kheo_sheet_find_merge (search->sheet, row, column);

  return merge != NULL && (merge->row != row || merge->column != column) &&
         is_filled (search, merge->row, merge->column) &&
         tell (search, KHEO_SOURCE_MERGED, merge->row, merge->column);
}

static gboolean
find_in_row (Search *search)
{
  guint row = (guint) search->origin->row;

  for (guint i = 0; search->columns != NULL && i < search->columns->len; i++)
    {
      const KheoLayoutColumn *column = &g_array_index (search->columns, KheoLayoutColumn, i);

      if (!is_column_of (search, column))
        continue;
      if (is_filled (search, row, column->column))
        return tell (search, KHEO_SOURCE_CELL, row, column->column);
      if (find_in_merge (search, row, column->column))
        return TRUE;
    }
  return FALSE;
}

/* Where no column is known for it (a conversion table), the cell that says the very same. */
static gboolean
find_same_text (Search *search)
{
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (search->sheet, (guint) search->origin->row, &n);
  g_autofree char *wanted = search->reg == &kheo_register_units && get_text (search) != NULL
                                ? kheo_text_match_key (get_text (search))
                                : NULL;

  for (guint i = 0; wanted != NULL && *wanted != '\0' && i < n; i++)
    {
      g_autofree char *key =
          kheo_text_match_key (kheo_cell_text (search->import, search->sheet, &cells[i]));

      if (strcmp (key, wanted) == 0)
        return tell (search, KHEO_SOURCE_CELL, (guint) search->origin->row, cells[i].column);
    }
  return FALSE;
}

/* A figure is one cell: its number, state and all that is said with it. */
static gboolean
find_figure (Search *search)
{
  const char *name = search->reg->fields[search->cell->field].name;

  if (search->origin->column < 0)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (strcmp (name, ((const char *[]){ "unit_id", "indicator_id", "period" })[i]) == 0)
      return FALSE;
  return tell (search, KHEO_SOURCE_CELL, (guint) search->origin->row,
               (guint) search->origin->column);
}

/* ---- Above it ---- */

static gboolean
says_field (const Search *search, const KheoGroup *group)
{
  if (strcmp (search->reg->fields[search->cell->field].name, "year") == 0)
    return group->year > 0;
  if (is_unit_field (search))
    return group->choice_field < 0 && group->year == 0;
  return group->choice_field == search->cell->field;
}

/* The first filled cell of a row of the table. */
static gboolean
tell_row (Search *search, guint row)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (search->sheet, row, &n);
  guint           best = n;

  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (search->import, search->sheet, &cells[i]);

      /* Numerals and totals beside the words say nothing of it. */
      if (cells[i].type != KHEO_CELL_TEXT || *text == '\0')
        continue;
      if (best == n || kheo_words_ordinal (kheo_cell_text (search->import, search->sheet,
                                                           &cells[best])) != KHEO_ORDINAL_NONE)
        best = i;
    }
  return best < n && tell (search, KHEO_SOURCE_GROUP, row, cells[best].column);
}

static gboolean
find_in_groups (Search *search)
{
  const KheoImportTable *table = search->table;
  int index = table != NULL ? kheo_import_table_find_row (table, (guint) search->origin->row) : -1;

  if (index < 0)
    return FALSE;
  for (int g = kheo_table_row (table, (guint) index)->group; g >= 0;
       g = g_array_index (table->groups, KheoGroup, g).parent)
    {
      const KheoGroup *group = &g_array_index (table->groups, KheoGroup, g);

      if (says_field (search, group))
        return tell_row (search, group->row);
    }
  return FALSE;
}

/* What is written once at the top of a column and holds for the rows beneath. */
static gboolean
find_above (Search *search)
{
  for (guint i = 0; search->columns != NULL && i < search->columns->len; i++)
    {
      const KheoLayoutColumn *column = &g_array_index (search->columns, KheoLayoutColumn, i);

      if (!is_column_of (search, column) || column->choice != NULL)
        continue;
      for (guint row = (guint) search->origin->row;
           row-- > (guint) MAX (search->layout->heading_last, 0);)
        if (is_filled (search, row, column->column))
          return tell (search, KHEO_SOURCE_GROUP, row, column->column);
    }
  return FALSE;
}

/* ---- The title ---- */

/* Does this line give the value? */
static gboolean
line_says (const Search *search, const char *line)
{
  const KheoField *field = &search->reg->fields[search->cell->field];
  g_autofree char *key = kheo_text_match_key (line);
  g_autofree char *wanted = NULL;

  if (*key == '\0')
    return FALSE;
  if (strcmp (field->name, "year") == 0)
    {
      wanted = g_strdup_printf (
          "%" G_GINT64_FORMAT,
          kheo_record_get_integer (search->record, (guint) search->cell->field, 0));
      return kheo_words_contain (key, wanted) || strstr (line, wanted) != NULL;
    }
  if (strcmp (field->name, "period") == 0 && get_text (search) != NULL)
    {
      wanted = g_strndup (get_text (search), 4); /* the year at least */
      return strstr (line, wanted) != NULL;
    }
  if (is_unit_field (search) && search->table != NULL && search->table->info.under != NULL)
    {
      const char *name = strchr (search->table->info.under, ' ');

      wanted = kheo_text_match_key (name != NULL ? name + 1 : search->table->info.under);
      return *wanted != '\0' && kheo_words_contain (key, wanted);
    }
  if (field->type == KHEO_FIELD_CHOICE && get_text (search) != NULL)
    {
      int         choice = kheo_field_choice_index (field, get_text (search));
      const char *synonyms = choice >= 0 ? field->choices[choice].synonyms : NULL;
      g_auto (GStrv) words = synonyms != NULL ? g_strsplit (synonyms, "|", -1) : NULL;

      for (guint i = 0; words != NULL && words[i] != NULL; i++)
        if (strlen (words[i]) > 3 && kheo_words_contain (key, words[i]))
          return TRUE;
    }
  return FALSE;
}

static gboolean
find_in_title (Search *search)
{
  guint last = search->layout != NULL ? (guint) search->layout->heading_first - 1 : 0;

  for (guint row = last; row-- > 0;)
    {
      guint           n = 0;
      const KheoCell *cells = kheo_sheet_get_row (search->sheet, row, &n);

      for (guint i = 0; i < n; i++)
        if (line_says (search, kheo_cell_text (search->import, search->sheet, &cells[i])))
          return tell (search, KHEO_SOURCE_TITLE, row, cells[i].column);
    }
  if (!line_says (search, kheo_sheet_get_name (search->sheet)))
    return FALSE;
  search->cell->kind = KHEO_SOURCE_SHEET;
  search->cell->text = g_strdup (kheo_sheet_get_name (search->sheet));
  return TRUE;
}

/* ---- Headings ---- */

/* Does the heading of a figure's column say this of it? */
static gboolean
heading_says (const Search *search)
{
  const KheoImportTable *table = search->table;
  const char            *name = search->reg->fields[search->cell->field].name;
  guint                  column = (guint) search->origin->column;
  KheoImportMeaning      meaning = { 0 };

  if (table == NULL || column < table->info.first_column ||
      column - table->info.first_column >= table->columns->len)
    return strcmp (name, "indicator_id") == 0;
  kheo_import_table_get_meaning (table, column - table->info.first_column, &meaning);
  return (strcmp (name, "indicator_id") == 0 && meaning.indicator != NULL) ||
         (strcmp (name, "period") == 0 && meaning.period != NULL) ||
         (is_unit_field (search) && meaning.unit != NULL);
}

/* What a figure is of, where its row does not say: the lowest heading of its column. */
static gboolean
find_in_heading (Search *search)
{
  guint column = (guint) MAX (search->origin->column, 0);

  if (search->origin->column < 0 || search->layout == NULL || !heading_says (search))
    return FALSE;
  for (guint row = (guint) search->layout->heading_last;
       row-- > (guint) search->layout->heading_first - 1;)
    {
      if (is_filled (search, row, column))
        return tell (search, KHEO_SOURCE_HEADING, row, column);
      if (find_in_merge (search, row, column))
        {
          search->cell->kind = KHEO_SOURCE_HEADING;
          return TRUE;
        }
    }
  return FALSE;
}

/* The year of a model is that of its day when nothing else says it. */
static gboolean
find_derived (Search *search)
{
  int      day = kheo_register_find_field (search->reg, "registered_on");
  int      own = search->cell->field;
  gboolean found;

  if (strcmp (search->reg->fields[own].name, "year") != 0 || day < 0)
    return FALSE;
  search->cell->field = day;
  found = find_in_row (search);
  search->cell->field = own;
  if (found)
    search->cell->kind = KHEO_SOURCE_DERIVED;
  return found;
}

/* ---- All ---- */

static const KheoImportLayout *
find_layout (GPtrArray *layouts, const KheoSourceOrigin *origin)
{
  const KheoImportLayout *found = NULL;

  for (guint i = 0; i < layouts->len; i++)
    {
      const KheoImportLayout *layout = g_ptr_array_index (layouts, i);

      if (strcmp (layout->sheet, origin->sheet) == 0 && layout->heading_last <= origin->row &&
          origin->row < layout->row_last)
        found = layout;
    }
  return found;
}

static KheoImportTable *
find_table (const KheoImport *import, const KheoImportLayout *layout, guint row)
{
  for (guint i = 0; layout != NULL && i < import->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (import->tables, i);

      if (table->info.reg != NULL && strcmp (table->info.name, layout->sheet) == 0 &&
          kheo_import_table_find_row (table, row) >= 0)
        return table;
    }
  return NULL;
}

void
kheo_source_locate (KheoSourceFile         *file,
                    GPtrArray              *layouts,
                    const KheoSourceOrigin *origin,
                    KheoRecord             *record,
                    KheoSourceCell         *cell)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) columns = NULL;
  Search search = { .import = file->import, .origin = origin, .record = record, .cell = cell };

  if (origin->row < 0 || origin->workbook == NULL)
    return;
  search.reg = kheo_record_get_register (record);
  search.sheet = kheo_workbook_get_sheet (origin->workbook, origin->sheet_index);
  search.layout = find_layout (layouts, origin);
  if (search.layout != NULL)
    search.columns = columns = kheo_layout_parse (search.layout->columns, search.reg, &node);
  search.table = find_table (file->import, search.layout, (guint) origin->row);
  if (find_figure (&search) || find_in_row (&search) || find_same_text (&search) ||
      find_in_groups (&search) || find_in_heading (&search) || find_derived (&search) ||
      find_in_title (&search) || find_above (&search))
    return;
  cell->kind = KHEO_SOURCE_GIVEN;
}
