/*
 * What a person typed into a field.  Every refusal is a whole sentence: what is wrong, what to do.
 */
#include "kheo-field.h"

#include "kheo-date.h"
#include "kheo-error.h"
#include "kheo-number.h"
#include "kheo-period.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Whole numbers that a double holds exactly. */
#define EXACT_MAX 9007199254740992.0

/* Each line tidied, line breaks kept, empty lines at both ends dropped. */
static char *
tidy_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tidy = kheo_text_tidy (lines[i]);

      g_free (lines[i]);
      lines[i] = tidy;
    }
  joined = g_strjoinv ("\n", lines);
  return g_strdup (g_strstrip (joined));
}

static gboolean
check_bounds (const KheoField *field, gint64 number, GError **error)
{
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;

  if ((field->min == 0 && field->max == 0) || (number >= field->min && number <= field->max))
    return TRUE;

  /* A year is no quantity: no dots in it. */
  if (field->type == KHEO_FIELD_YEAR)
    {
      min = g_strdup_printf ("%" G_GINT64_FORMAT, field->min);
      max = g_strdup_printf ("%" G_GINT64_FORMAT, field->max);
    }
  else
    {
      min = kheo_number_format (field->min);
      max = kheo_number_format (field->max);
    }
  /* Translators: the name of a field, the lowest and the highest number it may hold. */
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               _ ("“%s” must lie between %s and %s; check the number."), _ (field->label), min,
               max);
  return FALSE;
}

static gboolean
refuse_number (const KheoField *field, const char *text, GError **error)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               field->type == KHEO_FIELD_MONEY
                   ? _ ("“%s” is not an amount; write it like 2.500.000 or 2,5 triệu.")
                   : _ ("“%s” is not a whole number; write it like 1.234."),
               text);
  return FALSE;
}

static gboolean
read_whole (const char *text, KheoNumberStyle style, gint64 *out_number)
{
  KheoNumber number = { 0 };

  if (!kheo_number_parse (text, style, &number) || number.percent ||
      number.qualifier != KHEO_NUMBER_EXACT)
    return FALSE;
  if (!(fabs (number.value) < EXACT_MAX) || fabs (number.value - nearbyint (number.value)) > 1e-6)
    return FALSE;
  *out_number = (gint64) nearbyint (number.value);
  return TRUE;
}

/* Cuts "đồng", "đ" or "VNĐ" off the end of @text. */
static char *
cut_currency (const char *text)
{
  static const char *const currencies[] = { "đồng", "vnđ", "vnd", "đ", "₫" };
  g_autofree char         *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_suffix (lower, currencies[i]))
      {
        lower[strlen (lower) - strlen (currencies[i])] = '\0';
        return g_strdup (g_strchomp (lower));
      }
  return g_strdup (text);
}

/* The Vietnamese way first: "1.234" is a thousand.  What makes no whole number that way, like
 * "1,234", may be English. */
static gboolean
parse_number (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  g_autofree char *bare = field->type == KHEO_FIELD_MONEY ? cut_currency (text) : g_strdup (text);
  gint64           number = 0;

  if (!read_whole (bare, KHEO_NUMBERS_VIETNAMESE, &number) &&
      !read_whole (bare, KHEO_NUMBERS_ENGLISH, &number))
    return refuse_number (field, text, error);
  if (!check_bounds (field, number, error))
    return FALSE;
  kheo_value_set_integer (out_value, number);
  return TRUE;
}

static gboolean
parse_year (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  KheoDate      date = KHEO_DATE_UNKNOWN;
  KheoPrecision precision = KHEO_PRECISION_DAY;

  if (!kheo_date_parse (text, &date, &precision) || precision != KHEO_PRECISION_YEAR)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is not a year; write four digits, like 2025."), text);
      return FALSE;
    }
  if (!check_bounds (field, kheo_date_get_year (date), error))
    return FALSE;
  kheo_value_set_integer (out_value, kheo_date_get_year (date));
  return TRUE;
}

static gboolean
is_iso_month (const char *text)
{
  return strlen (text) == 7 && strspn (text, "0123456789") == 4 && text[4] == '-' &&
         kheo_date_new (atoi (text), atoi (text + 5), 1) != KHEO_DATE_UNKNOWN;
}

static gboolean
parse_date (const char *text, KheoValue *out_value, GError **error)
{
  KheoDate      date = KHEO_DATE_UNKNOWN;
  KheoPrecision precision = KHEO_PRECISION_DAY;
  char         *iso = NULL;

  if (is_iso_month (text))
    {
      kheo_value_set_text (out_value, text);
      return TRUE;
    }
  if (!kheo_date_parse (text, &date, &precision) || precision == KHEO_PRECISION_QUARTER)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is not a date; write day, month and year like 23/5/2025, or 5/2025, "
                      "or 2025."),
                   text);
      return FALSE;
    }

  iso = kheo_date_to_iso (date);
  if (precision == KHEO_PRECISION_MONTH)
    iso[7] = '\0';
  else if (precision == KHEO_PRECISION_YEAR)
    iso[4] = '\0';
  kheo_value_take_text (out_value, iso);
  return TRUE;
}

static gboolean
parse_choice (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  const char *value = kheo_field_parse_choice (field, text);
  g_autoptr (GString) all = NULL;

  if (value != NULL)
    {
      kheo_value_set_text (out_value, value);
      return TRUE;
    }

  all = g_string_new (NULL);
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", _ (choice->label));
  /* Translators: what was typed, the name of the field, the list of what may be chosen. */
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               _ ("“%s” is not known as “%s”; choose one of: %s."), text, _ (field->label),
               all->str);
  return FALSE;
}

static gboolean
parse_id (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (text[0] == '#' ? text + 1 : text, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is not known; choose “%s” from the list."), text, _ (field->label));
      return FALSE;
    }
  kheo_value_set_integer (out_value, (gint64) id);
  return TRUE;
}

/* Stored in one way only, so that the key of a figure is one text. */
static gboolean
parse_period (const char *text, KheoValue *out_value, GError **error)
{
  KheoPeriod period = KHEO_PERIOD_ALL;
  char      *name = NULL;

  if (kheo_period_parse_written (text, &period))
    name = kheo_period_to_string (period);
  if (name == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is not a period; write it like 2024, quý III/2024 or 7/2024."), text);
      return FALSE;
    }
  kheo_value_take_text (out_value, name);
  return TRUE;
}

static gboolean
parse_filled (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  switch (field->type)
    {
    case KHEO_FIELD_CHOICE:
      return parse_choice (field, text, out_value, error);
    case KHEO_FIELD_PERIOD:
      return parse_period (text, out_value, error);
    case KHEO_FIELD_INTEGER:
    case KHEO_FIELD_MONEY:
    case KHEO_FIELD_AMOUNT:
      return parse_number (field, text, out_value, error);
    case KHEO_FIELD_YEAR:
      return parse_year (field, text, out_value, error);
    case KHEO_FIELD_DATE:
      return parse_date (text, out_value, error);
    case KHEO_FIELD_UNIT:
    case KHEO_FIELD_RECORD:
      return parse_id (field, text, out_value, error);
    case KHEO_FIELD_TEXT:
    case KHEO_FIELD_LONG_TEXT:
    default:
      kheo_value_set_text (out_value, text);
      return TRUE;
    }
}

gboolean
kheo_field_parse (const KheoField *field, const char *text, KheoValue *out_value, GError **error)
{
  g_autofree char *tidy = NULL;

  g_return_val_if_fail (field != NULL && out_value != NULL, FALSE);

  if (field->type == KHEO_FIELD_LONG_TEXT && text != NULL)
    tidy = tidy_lines (text);
  else
    tidy = kheo_text_tidy (text);

  if (*tidy != '\0')
    return parse_filled (field, tidy, out_value, error);
  if ((field->flags & KHEO_FIELD_REQUIRED) != 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("“%s” must not be empty; fill it in."),
                   _ (field->label));
      return FALSE;
    }
  kheo_value_clear (out_value);
  return TRUE;
}
