/*
 * Amounts and counts: numbers as cells hold them and as people type them, in the unit of measure
 * that the column, the sheet or the cell itself names.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define EXACT_MAX 9007199254740992.0 /* whole numbers that a double holds */

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
read_figure (const KheoCellPlace *place, const char *text, KheoNumberStyle style, Reading *out)
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

gboolean
kheo_value_is_whole (double value)
{
  return fabs (value) < EXACT_MAX && fabs (value - nearbyint (value)) < 1e-6;
}

/* An amount or count in its smallest unit. */
static gboolean
scale_number (const KheoCellPlace *place, Reading *reading, double *out_value)
{
  const KheoImportColumn *info = &place->column->info;
  gboolean                money = info->scale > 1;
  g_autofree char        *taken = NULL;

  *out_value = reading->number.value * (reading->own_unit ? 1.0 : (double) info->scale);
  if (reading->number.percent || reading->number.value < 0)
    return FALSE;
  /* Whole đồng and heads: three digits behind one separator can only be thousands. */
  if (reading->number.ambiguous && (money || reading->number.has_scale))
    kheo_value_warn (
        place, "ambiguous-number",
        g_strdup_printf (_ ("“%s” may mean thousands or a decimal fraction; it was taken as "
                            "thousands. Check the amount."),
                         kheo_cell_text (place->table->import, place->table->sheet, place->cell)));
  if (reading->number.qualifier == KHEO_NUMBER_EXACT)
    return TRUE;
  taken = kheo_number_format ((gint64) llround (*out_value));
  kheo_value_warn (
      place, "approximate-number",
      g_strdup_printf (_ ("“%s” is not exact; it was taken as %s."),
                       kheo_cell_text (place->table->import, place->table->sheet, place->cell),
                       taken));
  return TRUE;
}

/* Texts: the column's style first; what makes no whole number so may be of the other hand. */
static gboolean
read_number_text (const KheoCellPlace *place, const char *text, double *out_value)
{
  KheoNumberStyle style = place->column->info.numbers;
  KheoNumberStyle other =
      style == KHEO_NUMBERS_ENGLISH ? KHEO_NUMBERS_VIETNAMESE : KHEO_NUMBERS_ENGLISH;
  Reading          reading = { 0 };
  g_autofree char *taken = NULL;

  if (read_figure (place, text, style, &reading) &&
      kheo_value_is_whole (reading.number.value *
                           (reading.own_unit ? 1.0 : (double) place->column->info.scale)))
    return scale_number (place, &reading, out_value);
  if (!read_figure (place, text, other, &reading) ||
      !kheo_value_is_whole (reading.number.value *
                            (reading.own_unit ? 1.0 : (double) place->column->info.scale)) ||
      !scale_number (place, &reading, out_value))
    return FALSE;
  taken = kheo_number_format ((gint64) llround (*out_value));
  kheo_value_warn (
      place, "ambiguous-number",
      g_strdup_printf (_ ("“%s” is written otherwise than the rest of its column; it was taken "
                          "as %s. Check it."),
                       text, taken));
  return TRUE;
}

void
kheo_value_from_number (const KheoCellPlace *place, const KheoField *field, KheoValue *value)
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
          kheo_value_warn_left_empty (place);
          return;
        }
    }
  else
    number = -1;
  if (!kheo_value_is_whole (number) || number < 0 ||
      ((field->min != 0 || field->max != 0) &&
       (number < (double) field->min || number > (double) field->max)))
    {
      kheo_value_warn_left_empty (place);
      return;
    }
  kheo_value_put_integer (value, (gint64) nearbyint (number));
}

gboolean
kheo_value_read_number (KheoImportTable *table,
                        KheoColumn      *column,
                        const KheoCell  *cell,
                        double          *out_value)
{
  Reading       reading = { 0 };
  KheoCellPlace place = { table, column, cell, NULL, 0 };

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
