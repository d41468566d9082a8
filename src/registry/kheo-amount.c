#include "kheo-amount.h"

#include "kheo-error.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Whole numbers that a double holds exactly. */
#define EXACT_MAX 9007199254740992.0

static const char *const type_names[] = {
  [KHEO_AMOUNT_COUNT] = "count",   [KHEO_AMOUNT_DECIMAL] = "decimal",
  [KHEO_AMOUNT_MONEY] = "money",   [KHEO_AMOUNT_PERCENT] = "percent",
  [KHEO_AMOUNT_YES_NO] = "yes-no",
};

static const struct
{
  const char *name;
  const char *label;
} qualifiers[] = {
  [KHEO_NUMBER_EXACT] = { NULL, "" },
  [KHEO_NUMBER_OVER] = { "more-than", N_ ("more than") },
  [KHEO_NUMBER_UNDER] = { "almost", N_ ("almost") },
  [KHEO_NUMBER_ABOUT] = { "about", N_ ("about") },
};

gboolean
kheo_amount_type_from_name (const char *name, KheoAmountType *out_type)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (type_names); i++)
    if (strcmp (type_names[i], name) == 0)
      {
        *out_type = (KheoAmountType) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_amount_type_to_name (KheoAmountType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

gint64
kheo_amount_scale (const KheoAmountUnit *unit)
{
  gint64 scale = 1;

  for (int i = 0; i < CLAMP (unit->decimals, 0, KHEO_AMOUNT_MAX_DECIMALS); i++)
    scale *= 10;
  return scale;
}

double
kheo_amount_to_double (const KheoAmountUnit *unit, gint64 amount)
{
  return (double) amount / (double) kheo_amount_scale (unit);
}

gboolean
kheo_amount_from_double (const KheoAmountUnit *unit, double value, gint64 *out_amount)
{
  double scaled = value * (double) kheo_amount_scale (unit);
  double whole = nearbyint (scaled);

  /* "220,34 tỷ" comes as a double that is not quite whole đồng. */
  if (!(fabs (whole) < EXACT_MAX) || fabs (scaled - whole) > 1e-9 * MAX (fabs (scaled), 1000.0))
    return FALSE;
  *out_amount = (gint64) whole;
  return TRUE;
}

/* As many digits after the comma as say something. */
static char *
format_number (const KheoAmountUnit *unit, gint64 amount)
{
  int decimals = CLAMP (unit->decimals, 0, KHEO_AMOUNT_MAX_DECIMALS);

  for (gint64 rest = amount; decimals > 0 && rest % 10 == 0; rest /= 10)
    decimals--;
  if (decimals == 0)
    return kheo_number_format (amount / kheo_amount_scale (unit));
  return kheo_number_format_decimal (kheo_amount_to_double (unit, amount), decimals);
}

char *
kheo_amount_format (const KheoAmountUnit *unit, gint64 amount)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (unit != NULL, NULL);

  if (unit->type == KHEO_AMOUNT_YES_NO)
    return g_strdup (amount != 0 ? _ ("Yes") : _ ("No"));
  number = format_number (unit, amount);
  if (unit->type != KHEO_AMOUNT_PERCENT)
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s%%", number);
}

char *
kheo_amount_format_full (const KheoAmountUnit *unit, gint64 amount)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (unit != NULL, NULL);

  if (unit->type == KHEO_AMOUNT_MONEY && unit->decimals == 0)
    return kheo_money_format_short (amount);
  number = kheo_amount_format (unit, amount);
  if (unit->type == KHEO_AMOUNT_PERCENT || unit->type == KHEO_AMOUNT_YES_NO || unit->unit == NULL ||
      *unit->unit == '\0')
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s %s", number, unit->unit);
}

char *
kheo_amount_format_parts (const KheoAmountUnit *unit, gint64 amount, const gint64 *denominator)
{
  KheoAmountUnit   plain;
  g_autofree char *over = NULL;
  g_autofree char *under = NULL;

  g_return_val_if_fail (unit != NULL, NULL);

  if (denominator == NULL)
    return kheo_amount_format (unit, amount);
  plain = *unit;
  if (plain.type == KHEO_AMOUNT_PERCENT || plain.type == KHEO_AMOUNT_YES_NO)
    plain = (KheoAmountUnit){ KHEO_AMOUNT_COUNT, 0, NULL };
  over = format_number (&plain, amount);
  under = format_number (&plain, *denominator);
  return g_strdup_printf ("%s/%s", over, under);
}

/* Cuts the unit of measure, or "đồng", "đ", "VNĐ", off the end. */
static char *
cut_unit (const KheoAmountUnit *unit, const char *text)
{
  static const char *const currencies[] = { "đồng", "vnđ", "vnd", "đ", "₫" };
  g_autofree char         *lower = g_utf8_strdown (text, -1);
  g_autofree char *own = unit->unit != NULL ? g_utf8_strdown (unit->unit, -1) : g_strdup ("");

  if (unit->type == KHEO_AMOUNT_MONEY)
    for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
      if (g_str_has_suffix (lower, currencies[i]))
        {
          lower[strlen (lower) - strlen (currencies[i])] = '\0';
          return g_strdup (g_strchomp (lower));
        }
  if (*own != '\0' && strcmp (own, "%") != 0 && g_str_has_suffix (lower, own))
    {
      lower[strlen (lower) - strlen (own)] = '\0';
      return g_strdup (g_strchomp (lower));
    }
  return g_strdup (text);
}

static gboolean
parse_yes_no (const char *text, gint64 *out_amount, GError **error)
{
  static const char yes[] = "co|yes|x|1|dat|roi|da co";
  static const char no[] = "khong|no|0|chua|khong dat|chua dat";
  g_autofree char  *key = kheo_text_match_key (text);
  g_auto (GStrv) yes_keys = g_strsplit (yes, "|", -1);
  g_auto (GStrv) no_keys = g_strsplit (no, "|", -1);
  gboolean is_yes = g_strv_contains ((const char *const *) yes_keys, key);

  if (is_yes || g_strv_contains ((const char *const *) no_keys, key))
    {
      *out_amount = is_yes;
      return TRUE;
    }
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
               _ ("“%s” is neither yes nor no; write one of them."), text);
  return FALSE;
}

static gboolean
refuse (const KheoAmountUnit *unit, const char *text, GError **error)
{
  if (unit->type == KHEO_AMOUNT_PERCENT)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                 _ ("“%s” is not a percentage; write it like 98,12 %%."), text);
  else if (unit->type != KHEO_AMOUNT_MONEY && unit->decimals > 0)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                 ngettext ("“%s” is not a number with at most %d digit after the comma.",
                           "“%s” is not a number with at most %d digits after the comma.",
                           (gulong) unit->decimals),
                 text, unit->decimals);
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                 unit->type == KHEO_AMOUNT_MONEY
                     ? _ ("“%s” is not an amount; write it like 2.500.000 or 2,5 triệu.")
                     : _ ("“%s” is not a whole number; write it like 1.234."),
                 text);
  return FALSE;
}

static gboolean
read_amount (const KheoAmountUnit *unit,
             const char           *text,
             KheoNumberStyle       style,
             gint64               *out_amount,
             KheoQualifier        *out_qualifier)
{
  KheoNumber number = { 0 };

  if (!kheo_number_parse (text, style, &number) ||
      (number.percent && unit->type != KHEO_AMOUNT_PERCENT) ||
      (out_qualifier == NULL && number.qualifier != KHEO_NUMBER_EXACT) ||
      !kheo_amount_from_double (unit, number.value, out_amount))
    return FALSE;
  if (out_qualifier != NULL)
    *out_qualifier = number.qualifier;
  return TRUE;
}

gboolean
kheo_amount_parse (const KheoAmountUnit *unit,
                   const char           *text,
                   gint64               *out_amount,
                   KheoQualifier        *out_qualifier,
                   GError              **error)
{
  g_autofree char *tidy = NULL;
  g_autofree char *bare = NULL;
  KheoNumber       number = { 0 };

  g_return_val_if_fail (unit != NULL && text != NULL && out_amount != NULL, FALSE);

  tidy = kheo_text_tidy (text);
  if (out_qualifier != NULL)
    *out_qualifier = KHEO_NUMBER_EXACT;
  if (unit->type == KHEO_AMOUNT_YES_NO)
    return parse_yes_no (tidy, out_amount, error);
  bare = cut_unit (unit, tidy);
  if (read_amount (unit, bare, KHEO_NUMBERS_VIETNAMESE, out_amount, out_qualifier))
    return TRUE;
  /* A whole number cannot be "1,234" the Vietnamese way; a length of too many digits can. */
  if ((unit->decimals == 0 || !kheo_number_parse (bare, KHEO_NUMBERS_VIETNAMESE, &number)) &&
      read_amount (unit, bare, KHEO_NUMBERS_ENGLISH, out_amount, out_qualifier))
    return TRUE;
  return refuse (unit, tidy, error);
}

const char *
kheo_qualifier_to_name (KheoQualifier qualifier)
{
  g_return_val_if_fail ((guint) qualifier < G_N_ELEMENTS (qualifiers), NULL);

  return qualifiers[qualifier].name;
}

KheoQualifier
kheo_qualifier_from_name (const char *name)
{
  for (guint i = 1; name != NULL && i < G_N_ELEMENTS (qualifiers); i++)
    if (strcmp (qualifiers[i].name, name) == 0)
      return (KheoQualifier) i;
  return KHEO_NUMBER_EXACT;
}

const char *
kheo_qualifier_label (KheoQualifier qualifier)
{
  g_return_val_if_fail ((guint) qualifier < G_N_ELEMENTS (qualifiers), "");

  return qualifier == KHEO_NUMBER_EXACT ? "" : _ (qualifiers[qualifier].label);
}
