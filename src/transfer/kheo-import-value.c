/*
 * From the cells of a row of data to values of the register's fields.  What a cell does not say for
 * certain becomes a finding; a required value that is missing refuses the row.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define EXACT_MAX 9007199254740992.0

/* ---- Slots ---- */

static void
add_slot (KheoImportTable *table, int field)
{
  if (table->slots[field + KHEO_N_META] < 0)
    table->slots[field + KHEO_N_META] = (gint8) table->n_slots++;
}

static void
lay_out (KheoImportTable *table)
{
  table->n_slots = 0;
  table->n_data = 0;
  memset (table->slots, -1, sizeof table->slots);
  memset (table->by_column, 0, sizeof table->by_column);
  if (table->info.reg == &kheo_register_models)
    {
      add_slot (table, KHEO_MODEL_NAME);
      add_slot (table, KHEO_MODEL_KIND);
      add_slot (table, KHEO_MODEL_FIELD);
      add_slot (table, KHEO_MODEL_YEAR);
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);
      int               field = column->info.field;

      if (field == KHEO_COLUMN_CHOICE)
        {
          field = column->info.choice_field;
          if (column->holds_names)
            add_slot (table, KHEO_MODEL_PERSON);
        }
      if (field == KHEO_COLUMN_NONE || field == KHEO_COLUMN_ORDINAL)
        continue;
      table->by_column[field + KHEO_N_META] = TRUE;
      add_slot (table, field);
    }
  for (guint i = 0; i < table->fixes->len; i++)
    add_slot (table, g_array_index (table->fixes, KheoFix, i).field);
  for (guint i = 0; i < table->rows->len; i++)
    if (kheo_table_row (table, i)->kind == KHEO_ROW_DATA)
      kheo_table_row (table, i)->data = table->n_data++ * table->n_slots;
    else
      kheo_table_row (table, i)->data = KHEO_NO_DATA;
  g_array_set_size (table->values, 0);
  g_array_set_size (table->values, table->n_data * table->n_slots);
}

KheoValue *
kheo_values_get (const KheoImportTable *table, const KheoRow_ *row, int field)
{
  int slot = table->slots[field + KHEO_N_META];

  if (slot < 0 || row->data == KHEO_NO_DATA)
    return NULL;
  return &g_array_index (table->values, KheoValue, row->data + (guint) slot);
}

/* ---- One cell ---- */

/* What is being read, for findings. */
typedef struct
{
  KheoImportTable *table;
  KheoColumn      *column;
  const KheoCell  *cell;
  KheoRow_        *row;
  guint            sheet_row;
} Place;

static void
warn (const Place *place, const char *code, char *message)
{
  kheo_import_note (place->table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, code, message,
                    (int) place->sheet_row, (int) place->cell->column);
}

static const char *
field_label (const Place *place)
{
  int field = place->column->info.field;

  return field >= 0 ? _ (place->table->info.reg->fields[field].label) : "";
}

static void
warn_left_empty (const Place *place)
{
  warn (place, "bad-value",
        g_strdup_printf (_ ("“%s” cannot be read as “%s” and was left empty; correct the cell."),
                         kheo_cell_text (place->table->import, place->table->sheet, place->cell),
                         field_label (place)));
}

static void
set_text (KheoValue *value, const char *text)
{
  if (*text == '\0')
    return;
  value->type = KHEO_VALUE_TEXT;
  value->text = (char *) text; /* borrowed: see KheoImportTable.values */
}

static void
set_integer (KheoValue *value, gint64 integer)
{
  value->type = KHEO_VALUE_INTEGER;
  value->integer = integer;
}

/* ---- Numbers ---- */

/* Words behind a count that only say what was counted. */
static gboolean
is_counting_word (const char *words)
{
  static const char *const known[] = {
    "nguoi",          "ho",         "ho dan", "ho gia dinh", "hoi vien",  "doan vien",
    "thanh vien",     "luot nguoi", "luot",   "gia dinh",    "nguoi dan", "nhan khau",
    "dong chi",       "d c",        "em",     "chau",        "can bo",    "mo hinh",
    "nguoi tham gia", "hv",         "dv",     NULL
  };
  g_autofree char *key = kheo_text_match_key (words);

  return g_strv_contains (known, key);
}

/* "5.000.000 đồng" → "5.000.000": the amount itself names its unit. */
static gboolean
cut_currency (char *text)
{
  static const char *const currencies[] = { "đồng", "vnđ", "vnd", "đ", "₫", "đ." };
  g_autofree char         *lower = g_utf8_strdown (text, -1);
  gsize                    length = strlen (lower);

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_suffix (lower, currencies[i]) && length == strlen (text))
      {
        text[length - strlen (currencies[i])] = '\0';
        g_strchomp (text);
        return TRUE;
      }
  return FALSE;
}

typedef struct
{
  KheoNumber number;
  gboolean   own_unit; /* the text itself says in what it is counted */
} Reading;

/* @text as a number with whatever words an office puts behind it. */
static gboolean
read_figure (const Place *place, const char *text, KheoNumberStyle style, Reading *out)
{
  gsize            digits = 0;
  g_autofree char *bare = NULL;

  out->own_unit = FALSE;
  if (kheo_number_parse (text, style, &out->number))
    {
      out->own_unit = out->number.has_scale;
      return TRUE;
    }
  bare = g_strdup (text);
  if (cut_currency (bare) && kheo_number_parse (bare, style, &out->number))
    {
      out->own_unit = TRUE;
      return TRUE;
    }
  digits = strspn (text, "0123456789., ");
  if (digits == 0 || !is_counting_word (text + digits))
    return FALSE;
  bare[digits] = '\0';
  return kheo_number_parse (g_strchomp (bare), style, &out->number);
}

static gboolean
is_whole (double value)
{
  return fabs (value) < EXACT_MAX && fabs (value - nearbyint (value)) < 1e-6;
}

/* An amount or count in its smallest unit. */
static gboolean
scale_number (const Place *place, Reading *reading, double *out_value)
{
  const KheoImportColumn *info = &place->column->info;
  gboolean                money = info->scale > 1;

  *out_value = reading->number.value * (reading->own_unit ? 1.0 : (double) info->scale);
  if (reading->number.percent || reading->number.value < 0)
    return FALSE;
  /* Whole đồng and heads: three digits behind one separator can only be thousands. */
  if (reading->number.ambiguous && money && !reading->own_unit)
    warn (
        place, "ambiguous-number",
        g_strdup_printf (_ ("“%s” may mean thousands or a decimal fraction; it was taken as "
                            "thousands. Check the amount."),
                         kheo_cell_text (place->table->import, place->table->sheet, place->cell)));
  if (reading->number.qualifier != KHEO_NUMBER_EXACT)
    warn (place, "approximate-number",
          g_strdup_printf (_ ("“%s” is not exact; it was taken as %.0f."),
                           kheo_cell_text (place->table->import, place->table->sheet, place->cell),
                           *out_value));
  return TRUE;
}

/* Texts: the column's style first; what makes no whole number so may be of the other hand. */
static gboolean
read_number_text (const Place *place, const char *text, double *out_value)
{
  KheoNumberStyle style = place->column->info.numbers;
  KheoNumberStyle other =
      style == KHEO_NUMBERS_ENGLISH ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
  Reading reading = { 0 };

  if (read_figure (place, text, style, &reading) &&
      is_whole (reading.number.value *
                (reading.own_unit ? 1.0 : (double) place->column->info.scale)))
    return scale_number (place, &reading, out_value);
  if (!read_figure (place, text, other, &reading) ||
      !is_whole (reading.number.value *
                 (reading.own_unit ? 1.0 : (double) place->column->info.scale)) ||
      !scale_number (place, &reading, out_value))
    return FALSE;
  warn (place, "ambiguous-number",
        g_strdup_printf (_ ("“%s” is written otherwise than the rest of its column; it was taken "
                            "as %.0f. Check it."),
                         text, *out_value));
  return TRUE;
}

static void
read_number (const Place *place, const KheoField *field, KheoValue *value)
{
  double number = 0;

  if (place->cell->type == KHEO_CELL_NUMBER &&
      !kheo_sheet_get_style (place->table->sheet, place->cell)->is_percent)
    number = place->cell->value.number * (double) place->column->info.scale;
  else if (place->cell->type == KHEO_CELL_TEXT)
    {
      const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);

      if (kheo_words_nothing (text))
        return;
      if (!read_number_text (place, text, &number))
        {
          warn_left_empty (place);
          return;
        }
    }
  else
    number = -1;
  if (!is_whole (number) || number < 0 ||
      ((field->min != 0 || field->max != 0) &&
       (number < (double) field->min || number > (double) field->max)))
    {
      warn_left_empty (place);
      return;
    }
  set_integer (value, (gint64) nearbyint (number));
}

gboolean
kheo_value_read_number (KheoImportTable *table,
                        KheoColumn      *column,
                        const KheoCell  *cell,
                        double          *out_value)
{
  Reading reading = { 0 };
  Place   place = { table, column, cell, NULL, 0 };

  if (cell->type == KHEO_CELL_NUMBER)
    {
      *out_value = cell->value.number * (double) column->info.scale;
      return TRUE;
    }
  if (cell->type != KHEO_CELL_TEXT ||
      !read_figure (&place, kheo_cell_text (table->import, table->sheet, cell),
                    column->info.numbers, &reading))
    return FALSE;
  *out_value = reading.number.value * (reading.own_unit ? 1.0 : (double) column->info.scale);
  return TRUE;
}

/* ---- Years and days ---- */

static void
read_year (const Place *place, const KheoField *field, KheoValue *value)
{
  gint64 year = 0;

  if (place->cell->type == KHEO_CELL_NUMBER && is_whole (place->cell->value.number))
    year = (gint64) place->cell->value.number;
  else if (place->cell->type == KHEO_CELL_DATE)
    year = kheo_date_get_year (kheo_cell_get_date (place->table->sheet, place->cell));
  else if (place->cell->type == KHEO_CELL_TEXT)
    {
      const char   *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);
      KheoDate      date = KHEO_DATE_UNKNOWN;
      KheoPrecision precision = KHEO_PRECISION_DAY;

      if (kheo_words_nothing (text))
        return;
      if (strlen (text) == 4 && strspn (text, "0123456789") == 4)
        year = (gint64) g_ascii_strtoull (text, NULL, 10);
      else if (kheo_date_parse (text, &date, &precision))
        year = kheo_date_get_year (date);
    }
  if (year < field->min || year > field->max)
    {
      warn_left_empty (place);
      return;
    }
  set_integer (value, year);
}

/* "3/25/2021" → "25/3/2021"; NULL when @text is not three numbers. */
static char *
swap_day_and_month (const char *text)
{
  gsize       first = strspn (text, "0123456789");
  const char *second = text + first + 1;
  gsize       length = 0;

  if (first == 0 || first > 2 || strchr ("/-.", text[first]) == NULL || text[first] == '\0')
    return NULL;
  length = strspn (second, "0123456789");
  if (length == 0 || length > 2 || second[length] == '\0' || strchr ("/-.", second[length]) == NULL)
    return NULL;
  return g_strdup_printf ("%.*s%c%.*s%s", (int) length, second, text[first], (int) first, text,
                          second + length);
}

static gboolean
parse_day (const Place *place, const char *text, KheoDate *out_date, KheoPrecision *out_precision)
{
  g_autofree char *swapped = swap_day_and_month (text);
  gboolean         swap = swapped != NULL && place->column->month_first;

  if (kheo_date_parse (swap ? swapped : text, out_date, out_precision))
    {
      KheoDate      other = KHEO_DATE_UNKNOWN;
      KheoPrecision precision = KHEO_PRECISION_DAY;

      if (place->column->mixed_dates && swapped != NULL &&
          kheo_date_parse (swapped, &other, &precision) && other != *out_date)
        warn (place, "ambiguous-date",
              g_strdup_printf (_ ("“%s” was read day first, but other dates of this column are "
                                  "month first. Check it."),
                               text));
      return TRUE;
    }
  if (swapped == NULL || !kheo_date_parse (swap ? text : swapped, out_date, out_precision))
    return FALSE;
  warn (
      place, "ambiguous-date",
      g_strdup_printf (_ ("“%s” only makes a date with day and month exchanged. Check it."), text));
  return TRUE;
}

static void
set_date (const Place *place, KheoDate date, KheoPrecision precision, KheoValue *value)
{
  g_autofree char *iso = kheo_date_to_iso (date);

  if (iso == NULL)
    {
      warn_left_empty (place);
      return;
    }
  if (precision == KHEO_PRECISION_QUARTER)
    warn (
        place, "imprecise-date",
        g_strdup_printf (_ ("“%s” names a quarter; only its year was kept."),
                         kheo_cell_text (place->table->import, place->table->sheet, place->cell)));
  if (precision == KHEO_PRECISION_MONTH)
    iso[7] = '\0';
  else if (precision != KHEO_PRECISION_DAY)
    iso[4] = '\0';
  set_text (value, kheo_import_intern (place->table->import, iso));
}

static void
read_date (const Place *place, KheoValue *value)
{
  const KheoSheet *sheet = place->table->sheet;
  KheoDate         date = KHEO_DATE_UNKNOWN;
  KheoPrecision    precision = KHEO_PRECISION_DAY;
  const char      *text = NULL;

  if (place->cell->type == KHEO_CELL_DATE)
    {
      set_date (place, kheo_cell_get_date (sheet, place->cell), precision, value);
      return;
    }
  /* A day without its format is still a day: 45005; a year is a year. */
  if (place->cell->type == KHEO_CELL_NUMBER && place->cell->value.number >= 20000 &&
      place->cell->value.number < 80000)
    {
      set_date (place, kheo_date_from_serial (place->cell->value.number, FALSE), precision, value);
      return;
    }
  text = kheo_cell_text (place->table->import, sheet, place->cell);
  if (kheo_words_nothing (text))
    return;
  if (!parse_day (place, text, &date, &precision))
    {
      warn_left_empty (place);
      return;
    }
  set_date (place, date, precision, value);
}

/* ---- Choices ---- */

static const char *
find_choice (const Place *place, const KheoField *field, const char *text)
{
  const char *value = kheo_field_parse_choice (field, text);
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;
  const char *label = text;

  if (value != NULL)
    return value;
  label = kheo_words_skip_ordinal (text, &ordinal); /* "1. Kinh tế", "- Tập thể" */
  return label != text ? kheo_field_parse_choice (field, label) : NULL;
}

static void
read_choice (const Place *place, const KheoField *field, KheoValue *value)
{
  const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  gpointer    known = NULL;

  if (place->column->memo == NULL)
    place->column->memo = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (place->column->memo, text, NULL, &known))
    {
      known = (gpointer) find_choice (place, field, text);
      g_hash_table_insert (place->column->memo, (gpointer) text, known);
    }
  if (known != NULL)
    {
      set_text (value, known);
      return;
    }
  if (kheo_words_nothing (text))
    return;
  if ((field->flags & KHEO_FIELD_REQUIRED) == 0 || place->table->info.reg == &kheo_register_units)
    {
      warn_left_empty (place);
      return;
    }
  place->row->flags |= KHEO_ROW_FLAG_BAD;
  kheo_import_note (place->table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "bad-value",
                    g_strdup_printf (_ ("“%s” is not known as “%s”; choose what it means."), text,
                                     _ (field->label)),
                    (int) place->sheet_row, (int) place->cell->column);
}

/* x below "Kinh tế": that choice, unless another column of the field says otherwise. */
static void
read_mark (const Place *place)
{
  const KheoImportColumn *info = &place->column->info;
  const KheoField        *field = &place->table->info.reg->fields[info->choice_field];
  KheoValue              *value = kheo_values_get (place->table, place->row, info->choice_field);
  const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  const char *choice = field->choices[info->choice].value;

  if (kheo_words_nothing (text) || strcmp (text, "0") == 0)
    return;
  if (place->column->holds_names && info->choice_field == KHEO_MODEL_KIND &&
      place->table->info.reg == &kheo_register_models && strcmp (choice, "individual") == 0)
    set_text (kheo_values_get (place->table, place->row, KHEO_MODEL_PERSON), text);
  else if (!kheo_words_mark (text) && !place->column->holds_names)
    warn (place, "marks",
          g_strdup_printf (_ ("“%s” stands where a mark is expected; it was taken as one."), text));
  if (!kheo_value_is_null (value))
    {
      place->row->flags |= KHEO_ROW_FLAG_BAD;
      kheo_import_note (
          place->table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "marks",
          g_strdup_printf (_ ("More than one “%s” is marked; choose one."), _ (field->label)),
          (int) place->sheet_row, (int) place->cell->column);
      return;
    }
  set_text (value, choice);
}

/* ---- Any cell ---- */

/* Codes that a spreadsheet made numbers of get their leading zeros back. */
static const char *
code_text (const Place *place, int field)
{
  int              digits = field == KHEO_UNIT_FIELD_PROVINCE_CODE   ? 2
                            : field == KHEO_UNIT_FIELD_DISTRICT_CODE ? 3
                                                                     : 5;
  g_autofree char *code = NULL;

  if (place->cell->type != KHEO_CELL_NUMBER || !is_whole (place->cell->value.number))
    return kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  code = g_strdup_printf ("%0*" G_GINT64_FORMAT, digits, (gint64) place->cell->value.number);
  return kheo_import_intern (place->table->import, code);
}

static gboolean
is_code_field (const KheoImportTable *table, int field)
{
  if (table->info.reg != &kheo_register_units)
    return field == KHEO_COLUMN_UNIT_CODE;
  return field == KHEO_UNIT_FIELD_CODE || field == KHEO_UNIT_FIELD_DISTRICT_CODE ||
         field == KHEO_UNIT_FIELD_PROVINCE_CODE;
}

static void
read_field (const Place *place, const KheoField *field, KheoValue *value)
{
  switch (field->type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
      read_number (place, field, value);
      break;
    case KHEO_FIELD_YEAR:
      read_year (place, field, value);
      break;
    case KHEO_FIELD_DATE:
      read_date (place, value);
      break;
    case KHEO_FIELD_CHOICE:
      read_choice (place, field, value);
      break;
    case KHEO_FIELD_LONG_TEXT:
      set_text (value, kheo_cell_lines (place->table->import, place->table->sheet, place->cell));
      break;
    case KHEO_FIELD_RECORD:
      break;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_UNIT:
      set_text (value, kheo_cell_text (place->table->import, place->table->sheet, place->cell));
      break;
    }
}

static void
read_cell (const Place *place)
{
  int        field = place->column->info.field;
  KheoValue *value = NULL;

  if (field == KHEO_COLUMN_NONE || field == KHEO_COLUMN_ORDINAL)
    return;
  if (place->cell->type == KHEO_CELL_ERROR)
    {
      warn (place, "cell-error",
            g_strdup (_ ("The cell shows an error of the spreadsheet; it was left empty.")));
      return;
    }
  if (field == KHEO_COLUMN_CHOICE)
    {
      read_mark (place);
      return;
    }
  value = kheo_values_get (place->table, place->row, field);
  if (is_code_field (place->table, field))
    set_text (value, code_text (place, field));
  else if (field < 0)
    set_text (value, kheo_cell_text (place->table->import, place->table->sheet, place->cell));
  else
    read_field (place, &place->table->info.reg->fields[field], value);
}

/* ---- A row ---- */

/* What merges over several rows say holds for each; amounts would be counted twice. */
static gboolean
may_spread (const KheoImportTable *table, int field)
{
  if (field < 0)
    return field != KHEO_COLUMN_NONE && field != KHEO_COLUMN_ORDINAL;
  return table->info.reg->fields[field].type != KHEO_FIELD_INTEGER &&
         table->info.reg->fields[field].type != KHEO_FIELD_MONEY;
}

static void
read_merged (KheoImportTable *table, KheoRow_ *row, guint sheet_row)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      Place            place = { table, kheo_table_column (table, i), NULL, row, sheet_row };
      guint            column = place.column->info.column;
      const KheoMerge *merge = NULL;

      if (!may_spread (table, place.column->info.field) ||
          kheo_sheet_get_cell (table->sheet, sheet_row, column) != NULL)
        continue;
      merge = kheo_sheet_find_merge (table->sheet, sheet_row, column);
      if (merge == NULL || merge->row >= sheet_row || merge->column != column)
        continue;
      place.cell = kheo_sheet_get_cell (table->sheet, merge->row, column);
      if (!kheo_cell_is_blank (table->import, table->sheet, place.cell))
        read_cell (&place);
    }
}

static void
read_cells (KheoImportTable *table, KheoRow_ *row, guint sheet_row, gboolean merges)
{
  guint           n = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, sheet_row, &n);

  for (guint i = 0; i < n; i++)
    {
      Place place = { table, NULL, &cells[i], row, sheet_row };

      if (cells[i].column < table->info.first_column || cells[i].column > table->info.last_column)
        continue;
      place.column = kheo_table_column (table, cells[i].column - table->info.first_column);
      if (cells[i].type == KHEO_CELL_TEXT &&
          *kheo_cell_text (table->import, table->sheet, &cells[i]) == '\0')
        continue;
      read_cell (&place);
    }
  if (merges)
    read_merged (table, row, sheet_row);
}

/* What the groups above a row say of it. */
static void
read_groups (KheoImportTable *table, KheoRow_ *row, int *out_year)
{
  for (int g = row->group; g >= 0; g = g_array_index (table->groups, KheoGroup, g).parent)
    {
      const KheoGroup *group = &g_array_index (table->groups, KheoGroup, g);
      KheoValue       *value = NULL;

      if (group->year > 0 && *out_year == 0)
        *out_year = group->year;
      if (group->choice_field < 0)
        continue;
      value = kheo_values_get (table, row, group->choice_field);
      if (value != NULL && kheo_value_is_null (value))
        set_text (value, table->info.reg->fields[group->choice_field].choices[group->choice].value);
    }
}

static int
year_of_period (const KheoImportOptions *options)
{
  KheoPeriod period = KHEO_PERIOD_ALL;

  if (options->period == NULL || !kheo_period_parse (options->period, &period, NULL))
    return 0;
  return kheo_date_get_year (period.from) == kheo_date_get_year (period.to)
             ? kheo_date_get_year (period.from)
             : 0;
}

static void
find_year (KheoImportTable *table, KheoRow_ *row, int group_year)
{
  KheoValue               *value = kheo_values_get (table, row, KHEO_MODEL_YEAR);
  KheoValue               *day = kheo_values_get (table, row, KHEO_MODEL_REGISTERED_ON);
  const KheoImportOptions *options = table->import->options;
  int                      year = group_year;

  if (!kheo_value_is_null (value))
    return;
  if (year == 0 && day != NULL && day->type == KHEO_VALUE_TEXT)
    year = (int) g_ascii_strtoull (day->text, NULL, 10);
  if (year == 0)
    year = options->year > 0 ? options->year : year_of_period (options);
  if (year == 0)
    year = table->info.year;
  if (year > 0)
    set_integer (value, year);
}

static void
fill_defaults (KheoImportTable *table, KheoRow_ *row, guint32 sheet_row)
{
  for (guint i = 0; i < table->fixes->len; i++)
    {
      const KheoFix *fix = &g_array_index (table->fixes, KheoFix, i);
      KheoValue     *value = kheo_values_get (table, row, fix->field);

      if (fix->row == sheet_row || (fix->row == KHEO_EVERY_ROW && kheo_value_is_null (value)))
        *value = fix->value; /* borrows the text of the fix */
    }
}

/* A required value that no column, group or default gives is said once, not for every row. */
static void
require (KheoImportTable *table, KheoRow_ *row, guint sheet_row, int field, gboolean *io_told)
{
  const KheoValue *value = kheo_values_get (table, row, field);
  int              index = kheo_column_of_field (table, field);
  const char      *label = _ (table->info.reg->fields[field].label);

  if (value != NULL && !kheo_value_is_null (value))
    return;
  /* The year would come from the day of registration. */
  if (index < 0 && field == KHEO_MODEL_YEAR)
    index = kheo_column_of_field (table, KHEO_MODEL_REGISTERED_ON);
  if (index < 0 && !table->by_column[field + KHEO_N_META])
    {
      if (!*io_told)
        kheo_import_note (
            table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "missing",
            g_strdup_printf (
                _ ("The sheet does not say “%s”; choose its column, or one value for all rows."),
                label),
            -1, -1);
      *io_told = TRUE;
    }
  else if ((row->flags & KHEO_ROW_FLAG_BAD) == 0)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_ERROR, "missing",
        g_strdup_printf (_ ("“%s” is missing; fill it in or leave the row out."), label),
        (int) sheet_row,
        index >= 0 ? (int) kheo_table_column (table, (guint) index)->info.column : -1);
  row->flags |= KHEO_ROW_FLAG_BAD;
}

static void
check_year (KheoImportTable *table, KheoRow_ *row, guint sheet_row)
{
  const KheoValue *year = kheo_values_get (table, row, KHEO_MODEL_YEAR);
  const KheoValue *day = kheo_values_get (table, row, KHEO_MODEL_REGISTERED_ON);
  int              index = kheo_column_of_field (table, KHEO_MODEL_YEAR);

  if (index < 0 || day == NULL || day->type != KHEO_VALUE_TEXT ||
      year->type != KHEO_VALUE_INTEGER ||
      (gint64) g_ascii_strtoull (day->text, NULL, 10) == year->integer)
    return;
  kheo_import_note (table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "year-mismatch",
                    g_strdup_printf (_ ("The year %d is not that of the day of registration; both "
                                        "were taken as they stand. Check them."),
                                     (int) year->integer),
                    (int) sheet_row, (int) kheo_table_column (table, (guint) index)->info.column);
}

static gboolean
has_body_merges (const KheoImportTable *table)
{
  guint            n = 0;
  const KheoMerge *merges = kheo_sheet_get_merges (table->sheet, &n);

  for (guint i = 0; i < n; i++)
    if (merges[i].row > table->info.heading_last && merges[i].rows > 1)
      return TRUE;
  return FALSE;
}

static void
finish_model (KheoImportTable *table, KheoRow_ *row, guint sheet_row, gboolean told[4])
{
  int group_year = 0;

  read_groups (table, row, &group_year);
  find_year (table, row, group_year);
  fill_defaults (table, row, sheet_row);
  require (table, row, sheet_row, KHEO_MODEL_NAME, &told[0]);
  require (table, row, sheet_row, KHEO_MODEL_KIND, &told[1]);
  require (table, row, sheet_row, KHEO_MODEL_FIELD, &told[2]);
  require (table, row, sheet_row, KHEO_MODEL_YEAR, &told[3]);
  check_year (table, row, sheet_row);
}

static void
note_unclear (KheoImportTable *table)
{
  guint hidden = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoRow_ *row = kheo_table_row (table, i);

      hidden += row->kind == KHEO_ROW_DATA && (row->flags & KHEO_ROW_FLAG_HIDDEN) != 0;
      if ((row->flags & KHEO_ROW_FLAG_UNCLEAR) == 0 ||
          (row->flags & (KHEO_ROW_FLAG_SKIPPED | KHEO_ROW_FLAG_TAKEN)) != 0)
        continue;
      kheo_import_note (
          table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "row-unclear",
          g_strdup (row->kind == KHEO_ROW_DATA
                        ? _ ("This row stands below the signatures; it was taken as a record.")
                        : _ ("It is not clear what this row is; it was not taken.")),
          (int) (table->base_row + i), -1);
    }
  if (hidden > 0)
    kheo_import_note (
        table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, "hidden-row",
        g_strdup_printf (ngettext ("%u row is hidden in the sheet; it was taken too.",
                                   "%u rows are hidden in the sheet; they were taken too.", hidden),
                         hidden),
        -1, -1);
}

gboolean
kheo_values_read (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  gboolean merges = has_body_merges (table);
  gboolean told[4] = { FALSE, FALSE, FALSE, FALSE };

  lay_out (table);
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoRow_ *row = kheo_table_row (table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      row->flags &= (guint8) ~KHEO_ROW_FLAG_BAD;
      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->rows->len,
                                                  _ ("Understanding the values"), error))
        return FALSE;
      read_cells (table, row, table->base_row + i, merges);
      if (table->info.reg == &kheo_register_models)
        finish_model (table, row, table->base_row + i, told);
      else
        fill_defaults (table, row, table->base_row + i);
    }
  note_unclear (table);
  return TRUE;
}
