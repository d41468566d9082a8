/*
 * What each column of a table of figures says: its headings from top to bottom are taken apart into
 * period, plan or result, unit of measure, and what is left, which names an indicator or a unit.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

#define SAMPLE_ROWS 150u

/* ---- Evidence in the cells below ---- */

typedef struct
{
  guint n, figures, units, measures;
} Evidence;

static gboolean
is_unit_like (const char *text)
{
  const KheoUnitType *type =
      strlen (text) < 80 ? kheo_unit_type_of_name (text, (KheoLevel) -1) : NULL;

  return type != NULL && type->level <= KHEO_LEVEL_HAMLET;
}

static Evidence
look_below (KheoImportTable *table, guint column)
{
  Evidence evidence = { 0 };
  guint    end = MIN (kheo_sheet_get_n_rows (table->sheet), table->info.heading_last + SAMPLE_ROWS);

  for (guint row = table->info.heading_last + 1; row < end; row++)
    {
      const KheoCell *cell = kheo_sheet_get_cell (table->sheet, row, column);
      const char     *text = kheo_cell_text (table->import, table->sheet, cell);
      KheoNumber      number = { 0 };

      if (*text == '\0' || kheo_rows_is_code_row (table, row))
        continue;
      evidence.n++;
      evidence.figures += cell->type == KHEO_CELL_NUMBER ||
                          kheo_number_parse (text, KHEO_NUMBERS_UNDECIDED, &number) ||
                          kheo_words_is_tick (text) || kheo_words_nothing (text);
      evidence.units += is_unit_like (text);
      evidence.measures += kheo_words_is_measure (text);
    }
  return evidence;
}

/* What the cells say against the heading. */
static KheoRole
settle_role (KheoImportTable *table, const KheoColumn *column, KheoRole role, gboolean indicators)
{
  Evidence below = look_below (table, column->info.column);

  if (below.n == 0)
    return role;
  if ((role == KHEO_ROLE_UNIT || role == KHEO_ROLE_INDICATOR || role == KHEO_ROLE_DISTRICT ||
       role == KHEO_ROLE_REMARK) &&
      below.figures * 10 >= below.n * 7)
    return KHEO_ROLE_FIGURES;
  if (role == KHEO_ROLE_UNIT && indicators && below.measures * 2 >= below.n &&
      below.units * 2 < below.n)
    return KHEO_ROLE_MEASURE;
  if (role == KHEO_ROLE_INDICATOR && below.units * 10 >= below.n * 7)
    return KHEO_ROLE_UNIT;
  return role;
}

/* ---- Headings from top to bottom ---- */

/* As kheo_finder_make_columns() sees them, one by one: a part per row, repeats left out. */
static GPtrArray *
list_parts (KheoImportTable *table, guint index)
{
  GPtrArray  *parts = g_ptr_array_new_with_free_func (g_free);
  const char *heading = kheo_table_column (table, index)->info.heading;
  g_auto (GStrv) pieces = g_strsplit (heading, " / ", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *name = kheo_figures_name_of_part (pieces[i]);

      if (name != NULL)
        g_ptr_array_add (parts, g_strndup (pieces[i], (gsize) (name - pieces[i])));
      g_ptr_array_add (parts, g_strdup (name != NULL ? name : pieces[i]));
    }
  return parts;
}

typedef struct
{
  GString *path;   /* of the indicator so far */
  char    *parent; /* before the last part */
  gboolean total;
  gboolean unit_like;
  guint    n_parts;
} Reading;

static void
append_part (KheoImportTable *table, Reading *reading, const char *part)
{
  g_free (reading->parent);
  reading->parent = reading->path->len > 0 ? g_strdup (reading->path->str) : NULL;
  g_string_append_printf (reading->path, "%s%s", reading->path->len > 0 ? " – " : "", part);
  reading->n_parts++;
}

/* "Tổng cộng", but "Tổng số mô hình" names what is counted. */
static gboolean
is_total (const char *text)
{
  g_autofree char *key = kheo_text_match_key (text);

  return kheo_words_total (text) != KHEO_TOTAL_NONE && !g_str_has_prefix (key, "tong so ");
}

/* The measure of a part may stand beside a period: "Kế hoạch năm 2024 (triệu đồng)". */
static void
read_part (KheoImportTable *table, KheoFigureColumn *column, Reading *reading, const char *part)
{
  KheoImport      *import = table->import;
  g_autofree char *bare = NULL;
  g_autofree char *measure = kheo_words_take_measure (part, &bare);
  KheoSpan         span = { 0 };
  g_autofree char *rest = NULL;
  KheoMeasure      says = KHEO_MEASURE_RESULT;
  const char      *text = measure != NULL ? bare : part;

  if (measure != NULL)
    column->unit_of_measure = kheo_import_intern (import, measure);
  rest = kheo_span_take (text, &span);
  if (rest != NULL && kheo_span_join (&column->span, &span))
    text = rest;
  if (g_str_has_prefix (text, "Ước ") || g_str_has_prefix (text, "ước "))
    column->about = TRUE;
  if (kheo_measure_parse (text, &says) ||
      (*text == '\0' && measure != NULL && strcmp (measure, "%") == 0 && reading->n_parts > 0 &&
       kheo_measure_parse ("%", &says)))
    {
      /* "Kết quả" over everything says less than what stands below it. */
      if (says != KHEO_MEASURE_RESULT)
        column->measure = says;
      column->cumulative = column->cumulative || kheo_measure_is_cumulative (text);
      if (says <= KHEO_MEASURE_TARGET && column->span.kind == KHEO_SPAN_NONE &&
          kheo_measure_is_yearly (text))
        column->span.kind = KHEO_SPAN_YEAR;
      return;
    }
  if (*text == '\0')
    return;
  if (kheo_figures_of_which (text) != KHEO_PART_NONE)
    {
      column->part = kheo_figures_of_which (text);
      column->division = kheo_import_intern (import, part);
      column->whole =
          reading->path->len > 0 ? kheo_import_intern (import, reading->path->str) : NULL;
      return;
    }
  if (kheo_figures_generic (text) || is_total (text))
    {
      g_autofree char *key = kheo_text_match_key (text);

      reading->total = strstr (key, "tong") != NULL || strcmp (key, "cong") == 0 || is_total (text);
      return;
    }
  reading->unit_like = is_unit_like (text);
  append_part (table, reading, text);
}

static gboolean
stands_below_of_which (const GPtrArray *parts)
{
  return parts->len > 1 && kheo_figures_of_which (parts->pdata[0]) != KHEO_PART_NONE;
}

/* "Trong đó" stands beside the whole, not below it: the column of that, before; NULL. */
static const KheoFigureColumn *
find_whole (KheoImportTable *table, guint index)
{
  for (guint i = index; i-- > 0;)
    {
      const KheoFigureColumn *column = kheo_figure_column (table, i);
      g_autoptr (GPtrArray) parts = list_parts (table, i);

      if (column->role != KHEO_ROLE_FIGURES)
        return NULL;
      if (!stands_below_of_which (parts))
        return column;
    }
  return NULL;
}

/* Before "Trong đó" only the column beside it names what it is of, and in what it is measured. */
static void
start_from_whole (KheoImportTable *table, guint index, Reading *reading)
{
  const KheoFigureColumn *whole = find_whole (table, index);
  const char             *path = NULL;

  if (whole != NULL)
    {
      path = whole->part != KHEO_PART_NONE ? whole->whole
             : whole->indicator != NULL    ? whole->indicator
                                           : whole->word;
      kheo_figure_column (table, index)->unit_of_measure = whole->unit_of_measure;
    }
  if (path == NULL && table->figures->unit_column >= 0)
    path = table->figures->indicator;
  if (path != NULL)
    append_part (table, reading, path);
}

/* Units across or parts of the indicators of the rows: only words; match decides. */
static void
settle_word (KheoImportTable *table, KheoFigureColumn *column, const Reading *reading)
{
  KheoFigureTable *figures = table->figures;
  const char      *path =
      reading->path->len > 0 ? kheo_import_intern (table->import, reading->path->str) : NULL;

  if (figures->indicator_column >= 0 && figures->unit_column < 0 && path != NULL)
    {
      if (reading->unit_like)
        column->unit = path;
      else
        column->word = path;
      return;
    }
  column->indicator = path;
  column->parent = kheo_import_intern (table->import, reading->parent);
}

static void
read_headings (KheoImportTable *table, guint index)
{
  KheoFigureColumn *column = kheo_figure_column (table, index);
  g_autoptr (GPtrArray) parts = list_parts (table, index);
  Reading reading = { .path = g_string_new (NULL) };

  if (stands_below_of_which (parts))
    start_from_whole (table, index, &reading);
  for (guint i = 0; i < parts->len; i++)
    read_part (table, column, &reading, parts->pdata[i]);
  column->says_total = reading.total;
  if (reading.total && reading.path->len == 0 && column->span.kind == KHEO_SPAN_NONE &&
      table->figures->indicator_column >= 0 && table->figures->unit_column < 0)
    column->measure = KHEO_MEASURE_TOTAL; /* settled when its neighbours are known */
  settle_word (table, column, &reading);
  g_string_free (reading.path, TRUE);
  g_free (reading.parent);
}

/* ---- All ---- */

static void
find_label_columns (KheoImportTable *table)
{
  KheoFigureTable *figures = table->figures;

  figures->unit_column = figures->indicator_column = -1;
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoRole role = kheo_figure_column (table, i)->role;

      if (role == KHEO_ROLE_INDICATOR && figures->indicator_column < 0)
        figures->indicator_column = (int) i;
      if (role == KHEO_ROLE_UNIT && figures->unit_column < 0)
        figures->unit_column = (int) i;
    }
  for (guint i = 0; i < table->columns->len && figures->unit_column < 0; i++)
    if (kheo_figure_column (table, i)->role == KHEO_ROLE_DISTRICT)
      figures->unit_column = (int) i;
  figures->label_column =
      figures->indicator_column >= 0 ? figures->indicator_column : figures->unit_column;
}

/* Rows whose column has no heading: what their texts are. */
static void
find_bare_label (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);
      Evidence          below = look_below (table, kheo_table_column (table, i)->info.column);

      if (column->role != KHEO_ROLE_FIGURES || below.n == 0 || below.figures * 2 > below.n)
        continue;
      column->role = below.units * 2 >= below.n ? KHEO_ROLE_UNIT : KHEO_ROLE_INDICATOR;
      return;
    }
}

/* Where no column names the indicators, that of their codes does. */
static gboolean
name_by_code (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->role == KHEO_ROLE_ROW_CODE)
      {
        kheo_figure_column (table, i)->role = KHEO_ROLE_INDICATOR;
        return TRUE;
      }
  return FALSE;
}

static void
read_roles (KheoImportTable *table)
{
  gboolean indicators = FALSE;
  gboolean values = FALSE;
  gboolean periods = FALSE;
  gboolean targets = FALSE; /* "ít nhất": only of what is to be reached */

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);
      const KheoColumn *seen = kheo_table_column (table, i);

      column->role = kheo_role_of_heading (seen->leaf);
      if (column->role == KHEO_ROLE_FIGURES && *seen->leaf != '\0')
        {
          g_autofree char *rest = NULL;
          g_autofree char *measure = kheo_words_take_measure (seen->leaf, &rest);

          if (measure != NULL && kheo_role_of_heading (rest) == KHEO_ROLE_VALUE)
            column->role = KHEO_ROLE_VALUE;
        }
      indicators = indicators || column->role == KHEO_ROLE_INDICATOR;
      values = values || column->role == KHEO_ROLE_VALUE || column->role == KHEO_ROLE_TARGET;
      periods = periods || column->role == KHEO_ROLE_PERIOD;
      targets = targets || column->role == KHEO_ROLE_DIRECTION;
    }
  if (!indicators && values && periods)
    indicators = name_by_code (table);
  table->figures->is_long = indicators && values && periods;
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      column->role = settle_role (table, kheo_table_column (table, i), column->role, indicators);
      if (!table->figures->is_long &&
          (column->role == KHEO_ROLE_VALUE || column->role == KHEO_ROLE_STATE ||
           column->role == KHEO_ROLE_TARGET || column->role == KHEO_ROLE_DIRECTION ||
           column->role == KHEO_ROLE_DOCUMENT || column->role == KHEO_ROLE_DECIMALS ||
           column->role == KHEO_ROLE_DENOMINATOR || column->role == KHEO_ROLE_QUALIFIER ||
           column->role == KHEO_ROLE_REASON))
        column->role = KHEO_ROLE_FIGURES;
      if (column->role == KHEO_ROLE_TARGET || (column->role == KHEO_ROLE_VALUE && targets))
        {
          column->role = KHEO_ROLE_VALUE;
          column->measure = KHEO_MEASURE_TARGET;
        }
    }
}

/* The meanings of columns that go with the fields of the register, for review and JSON. */
static int
field_of_role (KheoRole role)
{
  switch (role)
    {
    case KHEO_ROLE_ORDINAL:
      return KHEO_COLUMN_ORDINAL;
    case KHEO_ROLE_UNIT:
      return KHEO_FIGURE_UNIT;
    case KHEO_ROLE_UNIT_CODE:
      return KHEO_COLUMN_UNIT_CODE;
    case KHEO_ROLE_DISTRICT:
      return KHEO_COLUMN_DISTRICT;
    case KHEO_ROLE_PROVINCE:
      return KHEO_COLUMN_PROVINCE;
    case KHEO_ROLE_INDICATOR:
      return KHEO_FIGURE_INDICATOR;
    case KHEO_ROLE_ROW_CODE:
      return KHEO_COLUMN_ROW_CODE;
    case KHEO_ROLE_MEASURE:
      return KHEO_COLUMN_MEASURE;
    case KHEO_ROLE_PERIOD:
      return KHEO_FIGURE_PERIOD;
    case KHEO_ROLE_NOTE:
      return KHEO_FIGURE_NOTE;
    case KHEO_ROLE_STATE:
      return KHEO_FIGURE_STATE;
    case KHEO_ROLE_DENOMINATOR:
      return KHEO_FIGURE_DENOMINATOR;
    case KHEO_ROLE_QUALIFIER:
      return KHEO_FIGURE_QUALIFIER;
    case KHEO_ROLE_REASON:
      return KHEO_FIGURE_REASON;
    case KHEO_ROLE_RECORD_ID:
      return KHEO_COLUMN_RECORD_ID;
    case KHEO_ROLE_DIRECTION:
    case KHEO_ROLE_DOCUMENT:
    case KHEO_ROLE_DECIMALS:
    case KHEO_ROLE_REMARK:
      return KHEO_COLUMN_NONE;
    case KHEO_ROLE_FIGURES:
    case KHEO_ROLE_VALUE:
    case KHEO_ROLE_TARGET:
      break;
    }
  return KHEO_COLUMN_VALUE;
}

static KheoRole
role_of_field (int field)
{
  for (KheoRole role = KHEO_ROLE_FIGURES; role <= KHEO_ROLE_RECORD_ID; role++)
    if (field != KHEO_COLUMN_VALUE && field_of_role (role) == field)
      return role;
  return KHEO_ROLE_FIGURES;
}

/* A column without heading over nothing, or that a person took out. */
static gboolean
is_left_out (KheoImportTable *table, guint index)
{
  const KheoColumn *column = kheo_table_column (table, index);

  if (column->info.corrected)
    return column->info.field == KHEO_COLUMN_NONE;
  return *column->info.heading == '\0' &&
         kheo_figure_column (table, index)->role == KHEO_ROLE_FIGURES;
}

static void
apply_corrections (KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn       *seen = kheo_table_column (table, i);
      const KheoFigureColumn *said =
          g_hash_table_lookup (table->figures->meanings, GUINT_TO_POINTER (seen->info.column));

      if (said != NULL)
        {
          *kheo_figure_column (table, i) = *said;
          continue;
        }
      if (seen->info.corrected && seen->info.field != KHEO_COLUMN_NONE)
        kheo_figure_column (table, i)->role = role_of_field (seen->info.field);
    }
}

void
kheo_figures_assign_columns (KheoImportTable *table)
{
  g_array_set_size (table->figures->columns, 0);
  g_array_set_size (table->figures->columns, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    kheo_figure_column (table, i)->place = -1;
  read_roles (table);
  apply_corrections (table);
  find_label_columns (table);
  if (table->figures->label_column < 0)
    {
      find_bare_label (table);
      find_label_columns (table);
    }
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->role == KHEO_ROLE_FIGURES &&
        !kheo_figure_column (table, i)->corrected && !is_left_out (table, i))
      read_headings (table, i);
  kheo_figures_settle_columns (table);
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoImportColumn *info = &kheo_table_column (table, i)->info;

      if (is_left_out (table, i))
        info->field = KHEO_COLUMN_NONE;
      else
        info->field = field_of_role (kheo_figure_column (table, i)->role);
    }
}
