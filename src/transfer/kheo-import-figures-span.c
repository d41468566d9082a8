/*
 * Periods as headings and titles say them.  A period is taken out of the text in which it stands,
 * so that the rest names the indicator.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Words with their place ---- */

typedef struct
{
  const char *key;  /* match key of a part of the word */
  guint       word; /* index of the word of the text */
} Token;

typedef struct
{
  char     **words;
  GArray    *tokens; /* Token */
  GPtrArray *keys;   /* owns the keys */
  gboolean  *taken;  /* by word */
} Phrase;

static void
phrase_init (Phrase *self, const char *text)
{
  guint n = 0;

  self->words = g_strsplit (text, " ", -1);
  n = g_strv_length (self->words);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->taken = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = kheo_text_match_key (self->words[i]);
      char           **parts = g_strsplit (key, " ", -1);

      g_ptr_array_add (self->keys, parts);
      for (guint j = 0; parts[j] != NULL; j++)
        {
          Token token = { parts[j], i };

          if (*parts[j] != '\0')
            g_array_append_val (self->tokens, token);
        }
    }
}

static void
phrase_clear (Phrase *self)
{
  g_strfreev (self->words);
  g_array_unref (self->tokens);
  g_ptr_array_unref (self->keys);
  g_free (self->taken);
}

static const char *
key_at (const Phrase *self, guint i)
{
  return i < self->tokens->len ? g_array_index (self->tokens, Token, i).key : "";
}

static gboolean
is_key (const Phrase *self, guint i, const char *key)
{
  return strcmp (key_at (self, i), key) == 0;
}

/* Whole number of at most @digits digits; -1. */
static int
number_at (const Phrase *self, guint i, gsize digits)
{
  const char *key = key_at (self, i);
  gsize       length = strlen (key);

  if (length == 0 || length > digits || strspn (key, "0123456789") != length)
    return -1;
  return (int) g_ascii_strtoull (key, NULL, 10);
}

static int
year_at (const Phrase *self, guint i)
{
  int year = strlen (key_at (self, i)) == 4 ? number_at (self, i, 4) : -1;

  return year >= 1945 && year <= 2100 ? year : 0;
}

static int
roman_at (const Phrase *self, guint i)
{
  static const char *const romans[] = { "i", "ii", "iii", "iv" };

  for (guint n = 0; n < G_N_ELEMENTS (romans); n++)
    if (is_key (self, i, romans[n]))
      return (int) n + 1;
  return number_at (self, i, 1);
}

/* ---- Periods ---- */

/* "năm 2024", "2024" at @i: how many tokens; the year in @out_year. */
static guint
take_year (const Phrase *self, guint i, int *out_year)
{
  guint start = i;

  if (is_key (self, i, "cua"))
    i++;
  if (is_key (self, i, "nam"))
    i++;
  *out_year = year_at (self, i);
  return *out_year > 0 ? i + 1 - start : 0;
}

static guint
with_year (const Phrase *self, guint used, guint i, KheoSpan *span)
{
  int   year = 0;
  guint more = take_year (self, i + used, &year);

  if (more > 0)
    span->year = year;
  return used + more;
}

/* "31 12 2023", "31 thang 12 nam 2023"; a missing year is @year. */
static guint
take_day (const Phrase *self, guint i, int year, KheoDate *out_day)
{
  guint start = i;
  int   day = number_at (self, i, 2);
  int   month = 0;

  if (day < 1)
    return 0;
  i++;
  i += is_key (self, i, "thang");
  month = number_at (self, i, 2);
  if (month < 1 || month > 12)
    return 0;
  i++;
  if (year_at (self, i + is_key (self, i, "nam")) > 0)
    {
      i += is_key (self, i, "nam");
      year = year_at (self, i++);
    }
  *out_day = year > 0 ? kheo_date_new (year, month, day) : KHEO_DATE_UNKNOWN;
  return *out_day != KHEO_DATE_UNKNOWN || year == 0 ? i - start : 0;
}

/* "từ ngày 01 tháng 01 đến ngày 31/12 năm 2017" */
static guint
take_days (const Phrase *self, guint i, KheoSpan *span)
{
  guint start = i;
  guint used = 0;
  guint first = 0;

  i += is_key (self, i, "tu");
  if (i == start)
    return 0;
  i += is_key (self, i, "ngay");
  first = i;
  used = take_day (self, i, 0, &span->from);
  if (used == 0)
    return 0;
  i += used;
  i += is_key (self, i, "den");
  i += is_key (self, i, "het");
  i += is_key (self, i, "ngay");
  used = take_day (self, i, 0, &span->to);
  if (used == 0 || span->to == KHEO_DATE_UNKNOWN)
    return 0;
  if (span->from == KHEO_DATE_UNKNOWN)
    take_day (self, first, kheo_date_get_year (span->to), &span->from);
  span->kind = KHEO_SPAN_DAYS;
  return span->from > span->to ? 0 : i + used - start;
}

/* "(Có đến ngày 31/12 năm 2017)", "tính đến ngày 30/6/2024": what the year has brought so far. */
static guint
take_up_to (const Phrase *self, guint i, KheoSpan *span)
{
  guint    start = i;
  guint    used = 0;
  int      year = 0, month = 0, day = 0;
  KheoDate to = KHEO_DATE_UNKNOWN;

  if (is_key (self, i, "tinh") || is_key (self, i, "co"))
    i++;
  if (!is_key (self, i, "den"))
    return 0;
  i++;
  i += is_key (self, i, "het");
  i += is_key (self, i, "ngay");
  used = take_day (self, i, 0, &to);
  if (used == 0 || to == KHEO_DATE_UNKNOWN)
    return 0;
  kheo_date_split (to, &year, &month, &day);
  span->kind = month == 12  ? KHEO_SPAN_YEAR
               : month == 6 ? KHEO_SPAN_HALF
               : month == 9 ? KHEO_SPAN_MONTHS
               : month == 3 ? KHEO_SPAN_QUARTER
                            : KHEO_SPAN_MONTH;
  span->number = month == 12 ? 0 : month == 6 || month == 3 ? 1 : month;
  span->year = year;
  return i + used - start;
}

/* "6 tháng đầu năm 2024", "9 tháng", "6 tháng cuối năm". */
static guint
take_months (const Phrase *self, guint i, KheoSpan *span)
{
  int   n = number_at (self, i, 2);
  guint used = 2;

  if (!is_key (self, i + 1, "thang") || (n != 3 && n != 6 && n != 9 && n != 12))
    return 0;
  span->kind = n == 3    ? KHEO_SPAN_QUARTER
               : n == 6  ? KHEO_SPAN_HALF
               : n == 12 ? KHEO_SPAN_YEAR
                         : KHEO_SPAN_MONTHS;
  span->number = n == 9 ? 9 : 1;
  if (is_key (self, i + used, "cuoi"))
    span->number = n == 6 ? 2 : n == 3 ? 4 : 9;
  if (is_key (self, i + used, "dau") || is_key (self, i + used, "cuoi"))
    used++;
  if (is_key (self, i + used, "nam") && year_at (self, i + used + 1) == 0)
    used++;
  return with_year (self, used, i, span);
}

/* "Quý III/2024", "tháng 7 năm 2024", "T7". */
static guint
take_part_of_year (const Phrase *self, guint i, KheoSpan *span)
{
  const char *key = key_at (self, i);
  int         n = 0;

  if (is_key (self, i, "qui") || is_key (self, i, "quarter"))
    {
      n = roman_at (self, i + 1);
      if (n < 1 || n > 4)
        return 0;
      span->kind = KHEO_SPAN_QUARTER;
      span->number = n;
      return with_year (self, 2, i, span);
    }
  if (is_key (self, i, "thang") || is_key (self, i, "month"))
    n = number_at (self, i + 1, 2);
  else if ((*key == 't' || *key == 'q') && strlen (key) <= 3 && g_ascii_isdigit (key[1]))
    n = strspn (key + 1, "0123456789") == strlen (key + 1)
            ? (int) g_ascii_strtoull (key + 1, NULL, 10)
            : 0;
  if (*key == 'q' && n >= 1 && n <= 4)
    {
      span->kind = KHEO_SPAN_QUARTER;
      span->number = n;
      return with_year (self, 1, i, span);
    }
  if (n < 1 || n > 12 || *key == 'q')
    return 0;
  span->kind = KHEO_SPAN_MONTH;
  span->number = n;
  return with_year (self, g_ascii_isdigit (key[1]) ? 1 : 2, i, span);
}

/* "năm 2024", "giai đoạn 2021-2025", "cả năm". */
static guint
take_years (const Phrase *self, guint i, KheoSpan *span)
{
  guint start = i;
  int   year = 0;
  guint used = 0;

  if (is_key (self, i, "ca") && is_key (self, i + 1, "nam"))
    {
      span->kind = KHEO_SPAN_YEAR;
      return with_year (self, 2, i, span);
    }
  if (is_key (self, i, "giai") && is_key (self, i + 1, "doan"))
    i += 2;
  else if ((is_key (self, i, "nhiem") && is_key (self, i + 1, "ki")))
    i += 2;
  else if (is_key (self, i, "tu") && is_key (self, i + 1, "nam"))
    i++;
  used = take_year (self, i, &year);
  if (used == 0)
    return 0;
  i += used;
  span->kind = KHEO_SPAN_YEAR;
  span->year = year;
  if (is_key (self, i, "den"))
    i++;
  used = take_year (self, i, &year);
  if (used > 0 && year > span->year && year - span->year <= 30)
    {
      span->kind = KHEO_SPAN_YEARS;
      span->last_year = year;
      i += used;
    }
  else if (is_key (self, i - 1, "den"))
    i--;
  return i - start;
}

/* A day is no period: "ngày 15 tháng 11 năm 2024". */
static guint
skip_day (const Phrase *self, guint i)
{
  KheoDate day = KHEO_DATE_UNKNOWN;

  return is_key (self, i, "ngay") ? 1 + take_day (self, i + 1, 0, &day) : 0;
}

static guint
take_span (const Phrase *self, guint i, KheoSpan *span)
{
  static guint (*const takers[]) (const Phrase *, guint, KheoSpan *) = {
    take_days, take_up_to, take_months, take_part_of_year, take_years,
  };

  for (guint t = 0; t < G_N_ELEMENTS (takers); t++)
    {
      KheoSpan found = { 0 };
      guint    used = takers[t](self, i, &found);

      if (used == 0)
        continue;
      *span = found;
      return used;
    }
  return 0;
}

/* The words that no period took; punctuation at the ends goes. */
static char *
join_rest (const Phrase *self)
{
  GString *rest = g_string_new (NULL);

  for (guint i = 0; self->words[i] != NULL; i++)
    if (!self->taken[i] && *self->words[i] != '\0')
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", self->words[i]);
  while (rest->len > 0 && strchr (" ,;:-/", rest->str[rest->len - 1]) != NULL)
    g_string_truncate (rest, rest->len - 1);
  while (rest->len > 0 && strchr (" ,;:-/", rest->str[0]) != NULL)
    g_string_erase (rest, 0, 1);
  return g_string_free (rest, FALSE);
}

char *
kheo_span_take (const char *text, KheoSpan *out_span)
{
  Phrase phrase = { 0 };
  char  *rest = NULL;

  *out_span = (KheoSpan){ 0 };
  phrase_init (&phrase, text);
  for (guint i = 0; i < phrase.tokens->len;)
    {
      KheoSpan span = { 0 };
      guint    used = skip_day (&phrase, i);

      if (used > 1)
        {
          i += used;
          continue;
        }
      used = take_span (&phrase, i, &span);
      if (used > 0 && kheo_span_join (out_span, &span))
        for (guint j = i; j < i + used; j++)
          phrase.taken[g_array_index (phrase.tokens, Token, j).word] = TRUE;
      i += MAX (used, 1);
    }
  if (out_span->kind != KHEO_SPAN_NONE)
    rest = join_rest (&phrase);
  phrase_clear (&phrase);
  return rest;
}

gboolean
kheo_span_join (KheoSpan *self, const KheoSpan *other)
{
  if (other->kind == KHEO_SPAN_NONE)
    return TRUE;
  if (self->kind == KHEO_SPAN_NONE || self->kind == KHEO_SPAN_YEAR)
    {
      int year = self->year;

      if (self->kind == KHEO_SPAN_YEAR && other->kind == KHEO_SPAN_YEAR && year != 0)
        return other->year == 0 || other->year == year;
      *self = *other;
      if (self->year == 0)
        self->year = year;
      return TRUE;
    }
  if (other->kind != KHEO_SPAN_YEAR)
    return FALSE;
  if (self->year == 0)
    self->year = other->year;
  return self->year == other->year || other->year == 0;
}

char *
kheo_span_to_period (const KheoSpan *self)
{
  KheoPeriod period = KHEO_PERIOD_ALL;
  int        first = 1;
  int        last = 12;

  if (self->kind == KHEO_SPAN_NONE || (self->kind != KHEO_SPAN_DAYS && self->year == 0))
    return NULL;
  if (self->kind == KHEO_SPAN_DAYS)
    return kheo_period_to_string ((KheoPeriod){ self->from, self->to });
  if (self->kind == KHEO_SPAN_HALF)
    {
      first = self->number == 2 ? 7 : 1;
      last = first + 5;
    }
  else if (self->kind == KHEO_SPAN_MONTHS)
    last = self->number;
  else if (self->kind == KHEO_SPAN_QUARTER)
    {
      first = self->number * 3 - 2;
      last = first + 2;
    }
  else if (self->kind == KHEO_SPAN_MONTH)
    first = last = self->number;
  period.from = kheo_date_new (self->year, first, 1);
  period.to =
      last == 12
          ? kheo_date_new (self->kind == KHEO_SPAN_YEARS ? self->last_year : self->year, 12, 31)
          : kheo_date_new (self->year, last + 1, 1) - 1;
  return kheo_period_to_string (period);
}

void
kheo_span_since_january (KheoSpan *self)
{
  KheoPeriod       period = KHEO_PERIOD_ALL;
  g_autofree char *name = kheo_span_to_period (self);

  if (name == NULL || !kheo_period_parse (name, &period, NULL))
    return;
  self->kind = KHEO_SPAN_DAYS;
  self->from = kheo_date_new (kheo_date_get_year (period.to), 1, 1);
  self->to = period.to;
}

gboolean
kheo_span_of_period (const char *period, KheoSpan *out_span)
{
  KheoPeriod parsed = KHEO_PERIOD_ALL;

  *out_span = (KheoSpan){ 0 };
  if (period == NULL || !kheo_period_parse (period, &parsed, NULL) || kheo_period_is_all (parsed))
    return FALSE;
  out_span->kind = KHEO_SPAN_DAYS;
  out_span->from = parsed.from;
  out_span->to = parsed.to;
  if (strlen (period) == 4)
    {
      out_span->kind = KHEO_SPAN_YEAR;
      out_span->year = kheo_date_get_year (parsed.from);
    }
  return TRUE;
}

gboolean
kheo_span_of_cell (const char *heading, const char *text, KheoSpan *out_span)
{
  g_autofree char *whole = NULL;
  g_autofree char *rest = NULL;
  KheoPeriod       period = KHEO_PERIOD_ALL;

  if (kheo_span_of_period (text, out_span))
    return TRUE;
  if (kheo_period_parse_written (text, &period) && !kheo_period_is_all (period))
    {
      g_autofree char *name = kheo_period_to_string (period);

      return kheo_span_of_period (name, out_span);
    }
  rest = kheo_span_take (text, out_span);
  if (rest != NULL)
    return *rest == '\0';
  whole = g_strdup_printf ("%s %s", heading, text);
  rest = kheo_span_take (whole, out_span);
  return out_span->kind != KHEO_SPAN_NONE;
}
