/*
 * What the cells of a conversion table say: a name with its code, and whether a note means the
 * whole unit or a part of it, slips of the hand included; how much of it.
 */
#include "kheo-import-conversion.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Codes ---- */

static gboolean
is_code (const char *text, gsize length)
{
  return length >= 2 && length <= 5 && strspn (text, "0123456789") >= length;
}

/* "03646", " mã: 03646 ", "Mã số 03646"; owned by the caller, NULL: no code. */
static char *
take_code (const char *text, gsize length)
{
  g_autofree char *inside = g_strndup (text, length);
  g_autofree char *key = kheo_text_match_key (inside);
  const char      *code = key;

  if (g_str_has_prefix (code, "ma "))
    code += strlen ("ma ");
  if (g_str_has_prefix (code, "so "))
    code += strlen ("so ");
  return is_code (code, strlen (code)) ? g_strdup (code) : NULL;
}

/* "Xã An Bình (03646)", "Xã An Bình [mã 03646]": where the brackets open; NULL: none at the end. */
static const char *
find_bracket (const char *text, gsize length)
{
  char open = text[length - 1] == ')' ? '(' : text[length - 1] == ']' ? '[' : '\0';

  return open != '\0' ? strrchr (text, open) : NULL;
}

void
kheo_conversion_split_code (const char *text, char **out_name, char **out_code)
{
  g_autofree char *tidy = g_strstrip (g_strdup (text != NULL ? text : ""));
  gsize            length = strlen (tidy);
  const char      *open = length > 0 ? find_bracket (tidy, length) : NULL;
  const char      *dash = g_strrstr (tidy, " - ");

  *out_name = *out_code = NULL;
  if (length == 0)
    return;
  if (open != NULL && open > tidy)
    *out_code = take_code (open + 1, (gsize) (tidy + length - 1 - (open + 1)));
  else if (dash != NULL && is_code (dash + 3, strlen (dash + 3)))
    *out_code = g_strdup ((open = dash) + 3);
  if (*out_code != NULL)
    {
      *out_name = g_strchomp (g_strndup (tidy, (gsize) (open - tidy)));
      return;
    }
  length = strspn (tidy, "0123456789");
  if (is_code (tidy, length) && (tidy[length] == '-' || g_str_has_prefix (tidy + length, " -") ||
                                 (length == 5 && g_str_has_prefix (tidy + length, ". "))))
    {
      *out_code = g_strndup (tidy, length);
      *out_name = g_strdup (tidy + length + strspn (tidy + length, " -."));
      return;
    }
  *out_name = g_steal_pointer (&tidy);
}

/* ---- Whole and part ---- */

/* Has the note the word "phần" that is not that of "toàn phần", "thành phần"? */
static gboolean
speaks_of_part (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (words[i], "phan") &&
        (i == 0 || (strcmp (words[i - 1], "toan") != 0 && strcmp (words[i - 1], "thanh") != 0)))
      return TRUE;
  return FALSE;
}

/* "Nhập 1 phần", "Nhập mộtphần" have the word of a whole unit too: never taken for one. */
KheoConversionDoubt
kheo_conversion_read_share (const char *text, KheoShare *out_share)
{
  g_autofree char *key = kheo_text_match_key (text);
  gboolean         known = kheo_share_parse (text, out_share);

  if (known && *out_share == KHEO_SHARE_WHOLE && strstr (key, "toan bo") == NULL &&
      speaks_of_part (key))
    {
      *out_share = KHEO_SHARE_PART;
      return strstr (key, " 1 phan") != NULL || strstr (key, " 01 phan") != NULL
                 ? KHEO_CONVERSION_SURE
                 : KHEO_CONVERSION_PERHAPS_PART;
    }
  return known || strspn (key, "0123456789 ") == strlen (key) ? KHEO_CONVERSION_SURE
                                                              : KHEO_CONVERSION_UNCLEAR;
}

/* ---- How much goes where ---- */

/* m² in one of what the heading of the areas says; km² when it does not. */
static double
scale_of_area (const KheoImportTable *table)
{
  int              index = kheo_column_of_field (table, KHEO_CONVERSION_AREA);
  g_autofree char *key =
      kheo_text_match_key (kheo_table_column (table, (guint) index)->info.heading);

  if (kheo_words_contain (key, "ha") || kheo_words_contain (key, "hec ta"))
    return 1e4;
  return kheo_words_contain (key, "m2") || kheo_words_contain (key, "m²") ? 1 : 1e6;
}

void
kheo_conversion_read_amounts (const KheoImportTable *table,
                              const KheoSheetRow    *row,
                              gint64                *out_amounts)
{
  const KheoValue *people = kheo_values_get (table, row, KHEO_CONVERSION_POPULATION);
  const KheoValue *households = kheo_values_get (table, row, KHEO_CONVERSION_HOUSEHOLDS);
  const KheoValue *area = kheo_values_get (table, row, KHEO_CONVERSION_AREA);
  KheoNumber       number;

  if (people != NULL && people->type == KHEO_VALUE_INTEGER && people->integer >= 0)
    out_amounts[KHEO_BASIS_POPULATION] = people->integer;
  if (households != NULL && households->type == KHEO_VALUE_INTEGER && households->integer >= 0)
    out_amounts[KHEO_BASIS_HOUSEHOLDS] = households->integer;
  if (area != NULL && area->type == KHEO_VALUE_TEXT &&
      kheo_number_parse (area->text, KHEO_NUMBERS_UNDECIDED, &number) && number.value >= 0 &&
      number.value < 1e9)
    out_amounts[KHEO_BASIS_AREA] = (gint64) (number.value * scale_of_area (table) + 0.5);
}

const char *
kheo_conversion_find_prefix (const char *text)
{
  static const char *const prefixes[] = {
    "xã ", "phường ", "thị trấn ", "đặc khu ", "thôn ", "bản "
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char      *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *at = strstr (lower, prefixes[i]);

      if (at != NULL && (first == NULL || at < first))
        first = at;
    }
  return first != NULL && strlen (lower) == strlen (text) ? text + (first - lower) : NULL;
}
