/*
 * One cell of a row of data as a value of its column's field.  What a cell does not say for certain
 * becomes a finding.
 */
#include "kheo-import-conversion.h"
#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- One cell ---- */

void
kheo_value_warn (const KheoCellPlace *place, const char *code, char *message)
{
  kheo_import_note (place->table, KHEO_STAGE_UNDERSTAND, KHEO_SEVERITY_WARNING, code, message,
                    (int) place->sheet_row, (int) place->cell->column);
}

static const char *
field_label (const KheoCellPlace *place)
{
  int field = place->column->info.field;

  return field >= 0 ? _ (place->table->info.reg->fields[field].label) : "";
}

void
kheo_value_warn_left_empty (const KheoCellPlace *place)
{
  kheo_value_warn (
      place, "bad-value",
      g_strdup_printf (_ ("“%s” cannot be read as “%s” and was left empty; correct the cell."),
                       kheo_cell_text (place->table->import, place->table->sheet, place->cell),
                       field_label (place)));
}

/* @text is not copied: see KheoImportTable.values.  "" changes nothing. */
static void
borrow_text (KheoValue *value, const char *text)
{
  if (*text == '\0')
    return;
  value->type = KHEO_VALUE_TEXT;
  value->text = (char *) text; /* borrowed: see KheoImportTable.values */
}

void
kheo_value_put_integer (KheoValue *value, gint64 integer)
{
  value->type = KHEO_VALUE_INTEGER;
  value->integer = integer;
}

/* ---- Years and days ---- */

static void
read_year (const KheoCellPlace *place, const KheoField *field, KheoValue *value)
{
  gint64 year = 0;

  if (place->cell->type == KHEO_CELL_NUMBER && kheo_value_is_whole (place->cell->value.number))
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
      kheo_value_warn_left_empty (place);
      return;
    }
  kheo_value_put_integer (value, year);
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
parse_day (const KheoCellPlace *place,
           const char          *text,
           KheoDate            *out_date,
           KheoPrecision       *out_precision)
{
  g_autofree char *swapped = swap_day_and_month (text);
  gboolean         swap = swapped != NULL && place->column->month_first;

  if (kheo_date_parse (swap ? swapped : text, out_date, out_precision))
    {
      KheoDate      other = KHEO_DATE_UNKNOWN;
      KheoPrecision precision = KHEO_PRECISION_DAY;

      if (place->column->mixed_dates && swapped != NULL &&
          kheo_date_parse (swapped, &other, &precision) && other != *out_date)
        kheo_value_warn (
            place, "ambiguous-date",
            g_strdup_printf (_ ("“%s” was read day first, but other dates of this column are "
                                "month first. Check it."),
                             text));
      return TRUE;
    }
  if (swapped == NULL || !kheo_date_parse (swap ? text : swapped, out_date, out_precision))
    return FALSE;
  kheo_value_warn (
      place, "ambiguous-date",
      g_strdup_printf (_ ("“%s” only makes a date with day and month exchanged. Check it."), text));
  return TRUE;
}

static void
set_date (const KheoCellPlace *place, KheoDate date, KheoPrecision precision, KheoValue *value)
{
  g_autofree char *iso = kheo_date_to_iso (date);

  if (iso == NULL)
    {
      kheo_value_warn_left_empty (place);
      return;
    }
  if (precision == KHEO_PRECISION_QUARTER)
    kheo_value_warn (
        place, "imprecise-date",
        g_strdup_printf (_ ("“%s” names a quarter; only its year was kept."),
                         kheo_cell_text (place->table->import, place->table->sheet, place->cell)));
  if (precision == KHEO_PRECISION_MONTH)
    iso[7] = '\0';
  else if (precision != KHEO_PRECISION_DAY)
    iso[4] = '\0';
  borrow_text (value, kheo_import_intern (place->table->import, iso));
}

/* The serial number of a day between 1954 and 2119 that stands as a number or as five digits; 0. */
static double
serial_of (const KheoCellPlace *place)
{
  double number = 0;

  if (place->cell->type == KHEO_CELL_NUMBER)
    number = place->cell->value.number;
  else if (place->cell->type == KHEO_CELL_TEXT)
    {
      const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);

      if (strlen (text) == 5 && strspn (text, "0123456789") == 5)
        number = g_ascii_strtod (text, NULL);
    }
  return number >= 20000 && number < 80000 ? number : 0;
}

/* A day that the file stores as one: what was typed where Excel took the day for the month. */
static KheoDate
read_stored_date (const KheoCellPlace *place)
{
  KheoDate date = kheo_cell_get_date (place->table->sheet, place->cell);
  int      year, month, day;

  if (date == KHEO_DATE_UNKNOWN || place->column->turned == KHEO_TURNED_NOT)
    return date;
  kheo_date_split (date, &year, &month, &day);
  if (day == month)
    return date;
  if (place->column->turned == KHEO_TURNED_PERHAPS)
    {
      g_autofree char *shown = kheo_date_format (date);

      kheo_value_warn (place, "ambiguous-date",
                       g_strdup_printf (_ ("%s may have day and month exchanged, as Excel does: "
                                           "other days of this column are text. Check it."),
                                        shown));
      return date;
    }
  return kheo_date_new (year, day, month);
}

static void
read_date (const KheoCellPlace *place, KheoValue *value)
{
  const KheoSheet *sheet = place->table->sheet;
  KheoDate         date = KHEO_DATE_UNKNOWN;
  KheoPrecision    precision = KHEO_PRECISION_DAY;
  double           serial = 0;
  const char      *text = NULL;

  if (place->cell->type == KHEO_CELL_DATE)
    {
      set_date (place, read_stored_date (place), precision, value);
      return;
    }
  /* A day without its format is still a day: 45005; a year is a year. */
  serial = serial_of (place);
  if (serial > 0)
    {
      set_date (place, kheo_date_from_serial (serial, FALSE), precision, value);
      return;
    }
  text = kheo_cell_text (place->table->import, sheet, place->cell);
  if (kheo_words_nothing (text))
    return;
  if (!parse_day (place, text, &date, &precision))
    {
      kheo_value_warn_left_empty (place);
      return;
    }
  set_date (place, date, precision, value);
}

/* ---- Choices ---- */

static void
read_choice (const KheoCellPlace *place, const KheoField *field, KheoValue *value)
{
  const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  gpointer    known = NULL;

  if (place->column->memo == NULL)
    place->column->memo = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (place->column->memo, text, NULL, &known))
    {
      known = (gpointer) kheo_choice_parse (field, text);
      g_hash_table_insert (place->column->memo, (gpointer) text, known);
    }
  if (known != NULL)
    {
      borrow_text (value, known);
      return;
    }
  if (kheo_words_nothing (text))
    return;
  /* The state of a matter follows from the rest. */
  if ((field->flags & KHEO_FIELD_REQUIRED) == 0 || place->table->info.reg == &kheo_register_units ||
      kheo_matters_of (place->table->info.reg) != NULL)
    {
      kheo_value_warn_left_empty (place);
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
read_mark (const KheoCellPlace *place)
{
  const KheoImportColumn *info = &place->column->info;
  const KheoField        *field = &place->table->info.reg->fields[info->choice_field];
  const KheoValue        *value = kheo_values_get (place->table, place->row, info->choice_field);
  const char *text = kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  const char *choice = field->choices[info->choice].value;

  if ((kheo_words_nothing (text) && !kheo_words_mark (text)) || strcmp (text, "0") == 0)
    return;
  if (place->column->holds_names && info->choice_field == KHEO_MODEL_KIND &&
      place->table->info.reg == &kheo_register_models && strcmp (choice, "individual") == 0)
    kheo_values_put_text (place->table, place->row, KHEO_MODEL_PERSON, text);
  else if (!kheo_words_mark (text) && !place->column->holds_names)
    kheo_value_warn (
        place, "marks",
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
  kheo_values_put_text (place->table, place->row, info->choice_field, choice);
}

/* ---- Any cell ---- */

static int
digits_of (const KheoImportTable *table, int field)
{
  if (table->info.reg == &kheo_register_conversion)
    return field == KHEO_CONVERSION_NEW_PROVINCE_CODE || field == KHEO_CONVERSION_OLD_PROVINCE_CODE
               ? 2
           : field == KHEO_CONVERSION_NEW_DISTRICT_CODE ||
                   field == KHEO_CONVERSION_OLD_DISTRICT_CODE
               ? 3
               : 5;
  /* In a list of units it depends on what the unit is: see kheo_tree_code(). */
  return table->info.reg == &kheo_register_units ? 1 : 5;
}

/* Codes that a spreadsheet made numbers of get their leading zeros back. */
static const char *
code_text (const KheoCellPlace *place, int field)
{
  int              digits = digits_of (place->table, field);
  g_autofree char *code = NULL;

  if (place->cell->type != KHEO_CELL_NUMBER || !kheo_value_is_whole (place->cell->value.number))
    return kheo_cell_text (place->table->import, place->table->sheet, place->cell);
  code = g_strdup_printf ("%0*" G_GINT64_FORMAT, digits, (gint64) place->cell->value.number);
  return kheo_import_intern (place->table->import, code);
}

static gboolean
is_code_field (const KheoImportTable *table, int field)
{
  if (table->info.reg == &kheo_register_conversion)
    return field >= 0 && field < KHEO_CONVERSION_NOTE && field % 2 == 1;
  if (table->info.reg != &kheo_register_units)
    return field == KHEO_COLUMN_UNIT_CODE;
  return field == KHEO_UNIT_FIELD_CODE || field == KHEO_UNIT_FIELD_DISTRICT_CODE ||
         field == KHEO_UNIT_FIELD_PROVINCE_CODE;
}

static void
read_field (const KheoCellPlace *place, const KheoField *field, KheoValue *value)
{
  switch (field->type)
    {
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
      kheo_value_from_number (place, field, value);
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
      borrow_text (value, kheo_cell_lines (place->table->import, place->table->sheet, place->cell));
      break;
    case KHEO_FIELD_RECORD:
      /* By its code or name, until match. */
      if (kheo_plain_is (place->table->info.reg))
        borrow_text (value,
                     kheo_cell_text (place->table->import, place->table->sheet, place->cell));
      break;
    case KHEO_FIELD_PERIOD:
    case KHEO_FIELD_AMOUNT:
      break;
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_UNIT:
      borrow_text (value, kheo_cell_text (place->table->import, place->table->sheet, place->cell));
      break;
    }
}

/* What a person said of this cell's field stands; the cell is not asked any more. */
static gboolean
is_fixed (const KheoCellPlace *place)
{
  int field = place->column->info.field == KHEO_COLUMN_CHOICE ? place->column->info.choice_field
                                                              : place->column->info.field;

  return place->table->fixes->len > 0 &&
         kheo_import_is_fixed (place->table, place->sheet_row - place->table->base_row, field);
}

/* "nt": what the row above says. Amounts are never repeated so. */
static gboolean
take_from_above (const KheoCellPlace *place, int field, KheoValue *value)
{
  const KheoImportTable *table = place->table;

  if (place->cell->type != KHEO_CELL_TEXT || table->above == KHEO_NO_DATA ||
      place->cell->value.text.length > 16)
    return FALSE;
  if (field >= 0 && (table->info.reg->fields[field].type == KHEO_FIELD_INTEGER ||
                     table->info.reg->fields[field].type == KHEO_FIELD_MONEY))
    return FALSE;
  if (!kheo_words_ditto (kheo_cell_text (table->import, table->sheet, place->cell)))
    return FALSE;
  *value = *kheo_values_at (table, table->above, field);
  return TRUE;
}

void
kheo_value_read_cell (const KheoCellPlace *place)
{
  int       field = place->column->info.field;
  KheoValue value = KHEO_VALUE_INIT;

  if (field == KHEO_COLUMN_NONE || field == KHEO_COLUMN_ORDINAL || is_fixed (place))
    return;
  if (place->cell->type == KHEO_CELL_ERROR)
    {
      kheo_value_warn (
          place, "cell-error",
          g_strdup (_ ("The cell shows an error of the spreadsheet; it was left empty.")));
      return;
    }
  if (field == KHEO_COLUMN_CHOICE)
    {
      read_mark (place);
      return;
    }
  value = *kheo_values_get (place->table, place->row, field);
  if (take_from_above (place, field, &value))
    ;
  else if (is_code_field (place->table, field))
    borrow_text (&value, code_text (place, field));
  else if (field < 0)
    borrow_text (&value, kheo_cell_text (place->table->import, place->table->sheet, place->cell));
  else
    read_field (place, &place->table->info.reg->fields[field], &value);
  kheo_values_put (place->table, place->row, field, &value);
}
