/* Amounts of đồng, and numbers for people. */
#include "kheo-number.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BILLION  G_GINT64_CONSTANT (1000000000)
#define MILLION  G_GINT64_CONSTANT (1000000)
#define THOUSAND G_GINT64_CONSTANT (1000)

/* Lower case with its marks: "đồng" is money, "động" and "Đông" are not. */
static const struct
{
  const char *word;
  gint64      scale;
} scales[] = {
  { "nghìn tỷ", 1000 * BILLION },
  { "nghìn tỉ", 1000 * BILLION },
  { "tỷ", BILLION },
  { "tỉ", BILLION },
  { "1.000.000", MILLION },
  { "1,000,000", MILLION },
  { "1000000", MILLION },
  { "triệu", MILLION },
  { "trđ", MILLION },
  { "tr.đ", MILLION },
  { "tr", MILLION },
  { "1.000", THOUSAND },
  { "1,000", THOUSAND },
  { "1000", THOUSAND },
  { "nghìn", THOUSAND },
  { "ngàn", THOUSAND },
  { "ngđ", THOUSAND },
  { "ng.đ", THOUSAND },
};

static const char *const currencies[] = { "đồng việt nam", "đồng", "đ", "việt nam đồng",
                                          "vnđ",           "vnd",  "₫" };

/* A word ends where no letter or digit follows. */
static gboolean
ends_word (const char *p)
{
  return *p == '\0' || !g_unichar_isalnum (g_utf8_get_char (p));
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '.')
    p++;
  return p;
}

/* Behind the currency at @p, NULL when there is none. */
static const char *
match_currency (const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_prefix (p, currencies[i]) && ends_word (p + strlen (currencies[i])))
      return p + strlen (currencies[i]);
  return NULL;
}

/* A scale with its currency at @p ("triệu đồng", "1.000đ", "trđ"): behind it, else NULL. */
static const char *
match_scaled (const char *p, gint64 *out_scale)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    if (g_str_has_prefix (p, scales[i].word))
      {
        const char *behind = p + strlen (scales[i].word);
        const char *end;

        *out_scale = scales[i].scale;
        if (g_str_has_suffix (scales[i].word, "đ"))
          {
            if (ends_word (behind))
              return behind;
          }
        else if ((end = match_currency (skip_blanks (behind))) != NULL)
          return end;
      }
  return NULL;
}

/* "(triệu)", "ĐVT: tỷ": among amounts the word alone is enough.  A number is not: "(1.000)". */
static const char *
match_scale_alone (const char *p, gint64 *out_scale)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    if (!g_ascii_isdigit (*scales[i].word) && g_str_has_prefix (p, scales[i].word) &&
        ends_word (p + strlen (scales[i].word)))
      {
        *out_scale = scales[i].scale;
        return p + strlen (scales[i].word);
      }
  return NULL;
}

/* Is all of @text a unit of money? */
static gint64
match_whole (const char *text)
{
  const char *p = skip_blanks (text);
  const char *end;
  gint64      scale = 1;

  end = match_scaled (p, &scale);
  if (end == NULL)
    end = match_scale_alone (p, &scale);
  if (end == NULL)
    {
      scale = 1;
      end = match_currency (p);
    }
  if (end == NULL)
    return 0;
  end = skip_blanks (end);
  /* "đồng/người": still đồng */
  return *end == '\0' || *end == '/' ? scale : 0;
}

/* A scaled unit anywhere between words. */
static gint64
find_scaled (const char *text)
{
  gint64   scale = 0;
  gboolean at_start = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (at_start && match_scaled (p, &scale) != NULL)
        return scale;
      at_start = ends_word (p) && *p != '.' && *p != ',';
    }
  return 0;
}

gint64
kheo_money_scale (const char *text)
{
  g_autofree char *tidy = NULL;
  g_autofree char *lower = NULL;
  g_auto (GStrv) parts = NULL;
  gint64 scale;

  if (text == NULL || strlen (text) > 1000)
    return 0;
  tidy = kheo_text_tidy (text);
  lower = g_utf8_strdown (tidy, -1);
  if ((scale = match_whole (lower)) != 0 || (scale = find_scaled (lower)) != 0)
    return scale;

  parts = g_strsplit_set (lower, "()[]:;,", 0);
  for (char **part = parts; *part != NULL; part++)
    if ((scale = match_whole (*part)) != 0)
      return scale;
  return 0;
}

/* @digits ASCII digits with groups of three. */
static void
append_grouped (GString *text, const char *digits)
{
  /* Translators: the mark between groups of three digits: 1,234,567 */
  const char *mark = C_ ("grouping mark", ",");
  gsize       n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, mark);
      g_string_append_c (text, digits[i]);
    }
}

char *
kheo_number_format (gint64 value)
{
  char     digits[32];
  GString *text = g_string_new (value < 0 ? "-" : NULL);
  guint64  magnitude = value < 0 ? (guint64) 0 - (guint64) value : (guint64) value;

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, magnitude);
  append_grouped (text, digits);
  return g_string_free (text, FALSE);
}

char *
kheo_number_format_decimal (double value, int decimals)
{
  char  format[16];
  char  digits[400];
  char *mark;

  g_return_val_if_fail (decimals >= 0 && decimals <= 15, NULL);

  if (!isfinite (value))
    return g_strdup ("");
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  mark = strchr (digits, '.');
  if (mark != NULL)
    *mark++ = '\0';
  {
    /* "-0,00" is no number anyone writes. */
    gboolean minus = value < 0 && (strspn (digits, "0") != strlen (digits) ||
                                   (mark != NULL && strspn (mark, "0") != strlen (mark)));
    GString *text = g_string_new (minus ? "-" : NULL);

    append_grouped (text, digits);
    if (mark != NULL)
      /* Translators: the mark before the decimals: 98.12 */
      g_string_append_printf (text, "%s%s", C_ ("decimal mark", "."), mark);
    return g_string_free (text, FALSE);
  }
}

/* @amount / @unit with at most two decimals, no zeros at their end. */
static char *
format_hundredths (gint64 hundredths)
{
  double value = (double) hundredths / 100;

  if (hundredths % 100 == 0)
    return kheo_number_format (hundredths / 100);
  return kheo_number_format_decimal (value, hundredths % 10 == 0 ? 1 : 2);
}

static gint64
round_to_hundredths (gint64 amount, gint64 unit)
{
  gint64 step = unit / 100;
  gint64 half = amount < 0 ? -step / 2 : step / 2;

  return amount / step + (amount % step + half) / step;
}

char *
kheo_money_format_short (gint64 amount)
{
  gint64           millions = round_to_hundredths (amount, MILLION);
  g_autofree char *number = NULL;

  /* What rounds to 1.000 million is written as a billion. */
  if (ABS (millions) >= 1000 * 100)
    {
      number = format_hundredths (round_to_hundredths (amount, BILLION));
      /* Translators: an amount of money */
      return g_strdup_printf (_ ("%s billion đồng"), number);
    }
  if (ABS (amount) >= MILLION)
    {
      number = format_hundredths (millions);
      /* Translators: an amount of money */
      return g_strdup_printf (_ ("%s million đồng"), number);
    }
  number = kheo_number_format (amount);
  /* Translators: an amount of money */
  return g_strdup_printf (_ ("%s đồng"), number);
}
