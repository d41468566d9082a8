#include "kheo-date.h"

#include "kheo-text.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define MAX_YEAR   9999
#define MAX_TOKENS 10
/* Two digits of a year: 00…49 is this century. */
#define CENTURY_PIVOT 50

KheoDate
kheo_date_new (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return KHEO_DATE_UNKNOWN;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

KheoDate
kheo_date_today (void)
{
  /* Not GDateTime: it looks the time zone up on disk each time, and a row's check asks for today.
   */
  time_t    now = time (NULL);
  struct tm local;

  localtime_r (&now, &local);
  return kheo_date_new (local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

void
kheo_date_split (KheoDate date, int *out_year, int *out_month, int *out_day)
{
  GDate split;

  *out_year = *out_month = *out_day = 0;
  if (!g_date_valid_julian (date))
    return;
  g_date_clear (&split, 1);
  g_date_set_julian (&split, date);
  *out_year = g_date_get_year (&split);
  *out_month = g_date_get_month (&split);
  *out_day = g_date_get_day (&split);
}

int
kheo_date_get_year (KheoDate date)
{
  int year, month, day;

  kheo_date_split (date, &year, &month, &day);
  return year;
}

KheoDate
kheo_date_from_iso (const char *text)
{
  static const char shape[] = "9999-99-99";

  if (text == NULL || strlen (text) != strlen (shape))
    return KHEO_DATE_UNKNOWN;
  for (gsize i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '9' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return KHEO_DATE_UNKNOWN;
  return kheo_date_new ((int) g_ascii_strtoll (text, NULL, 10),
                        (int) g_ascii_strtoll (text + 5, NULL, 10),
                        (int) g_ascii_strtoll (text + 8, NULL, 10));
}

char *
kheo_date_to_iso (KheoDate date)
{
  int   year, month, day;
  char *iso;

  if (date == KHEO_DATE_UNKNOWN)
    return NULL;
  kheo_date_split (date, &year, &month, &day);
  iso = g_strdup ("0000-00-00"); /* by hand: lists of days are written by the 100,000 */
  for (int i = 3; i >= 0; i--, year /= 10)
    iso[i] = (char) ('0' + year % 10);
  iso[5] = (char) ('0' + month / 10);
  iso[6] = (char) ('0' + month % 10);
  iso[8] = (char) ('0' + day / 10);
  iso[9] = (char) ('0' + day % 10);
  return iso;
}

KheoDate
kheo_date_from_serial (double serial, gboolean is_1904)
{
  double   first = is_1904 ? 0 : 1;
  double   day = floor (serial);
  KheoDate last = kheo_date_new (MAX_YEAR, 12, 31);
  KheoDate base = is_1904 ? kheo_date_new (1904, 1, 1) : kheo_date_new (1899, 12, 31);

  if (!(day >= first && day <= last - base + first))
    return KHEO_DATE_UNKNOWN;
  if (is_1904)
    return base + (KheoDate) day;
  /* Excel counts 1900-02-29 as day 60, a day that never was. */
  if (day == 60)
    return KHEO_DATE_UNKNOWN;
  return base + (KheoDate) day - (day > 60 ? 1 : 0);
}

/*
 * Reading what people write: the text becomes a shape of one letter per token ("ngày 23 tháng 5 năm
 * 2021" is "DnMnYy") and the shape names the parts.
 */
typedef struct
{
  char shape[MAX_TOKENS + 1];
  int  values[MAX_TOKENS];
  int  n;
} Tokens;

static gboolean
push (Tokens *tokens, char kind, int value)
{
  if (tokens->n == MAX_TOKENS)
    return FALSE;
  tokens->values[tokens->n] = value;
  tokens->shape[tokens->n++] = kind;
  return TRUE;
}

/* n: one or two digits, y: four. */
static gboolean
take_number (Tokens *tokens, const char **p)
{
  const char *start = *p;
  int         value = 0;

  for (; g_ascii_isdigit (**p); ++*p)
    {
      if (*p - start == 4)
        return FALSE;
      value = value * 10 + (**p - '0');
    }
  if (*p - start == 3)
    return FALSE;
  return push (tokens, *p - start == 4 ? 'y' : 'n', value);
}

static gboolean
take_word (Tokens *tokens, const char **p)
{
  static const struct
  {
    const char *word;
    char        kind;
    int         value;
  } words[] = {
    { "ngay", 'D', 0 }, { "thang", 'M', 0 }, { "t", 'M', 0 },  { "nam", 'Y', 0 },
    { "quy", 'Q', 0 },  { "qui", 'Q', 0 },   { "q", 'Q', 0 },  { "i", 'r', 1 },
    { "ii", 'r', 2 },   { "iii", 'r', 3 },   { "iv", 'r', 4 },
  };
  const char *start = *p;

  while (g_ascii_islower (**p))
    ++*p;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (start, words[i].word, (gsize) (*p - start)) == 0 &&
        words[i].word[*p - start] == '\0')
      return push (tokens, words[i].kind, words[i].value);
  return FALSE;
}

/* "… 00:00", "…T07:30:15": the hour of a day says nothing here. */
static void
cut_time (char *text)
{
  char       *colon = strchr (text, ':');
  const char *p = colon;

  if (colon == NULL || colon == text)
    return;
  while (g_ascii_isdigit (*p) || *p == ':' || *p == '.')
    p++;
  if (strcmp (p, "") != 0 && strcmp (p, "z") != 0)
    return;
  while (colon > text && g_ascii_isdigit (colon[-1]))
    colon--;
  if (colon > text && (colon[-1] == ' ' || colon[-1] == 't'))
    colon[-1] = '\0';
}

static gboolean
tokenize (const char *text, Tokens *tokens)
{
  g_autofree char *plain = kheo_text_fold (text);
  const char      *p = plain;

  cut_time (plain);
  while (*p != '\0')
    {
      if (*p == ' ' || *p == ',')
        p++;
      else if (g_ascii_isdigit (*p))
        {
          if (!take_number (tokens, &p))
            return FALSE;
        }
      else if (g_ascii_islower (*p))
        {
          if (!take_word (tokens, &p))
            return FALSE;
        }
      else if (strchr ("/-.", *p) != NULL)
        {
          p++;
          if (!push (tokens, '/', 0))
            return FALSE;
        }
      else if (g_str_has_prefix (p, "–"))
        {
          p += strlen ("–");
          if (!push (tokens, '/', 0))
            return FALSE;
        }
      else
        return FALSE;
    }
  /* A full stop at the end. */
  if (tokens->n > 0 && tokens->shape[tokens->n - 1] == '/')
    tokens->shape[--tokens->n] = '\0';
  return tokens->n > 0;
}

static const struct
{
  const char   *shape;
  signed char   day, month, year; /* places in the shape, -1: none; of a quarter: month */
  KheoPrecision precision;
} shapes[] = {
  { "n/n/y", 0, 2, 4, KHEO_PRECISION_DAY },     { "n/n/n", 0, 2, 4, KHEO_PRECISION_DAY },
  { "y/n/n", 4, 2, 0, KHEO_PRECISION_DAY },     { "Dn/n/y", 1, 3, 5, KHEO_PRECISION_DAY },
  { "Dn/n/n", 1, 3, 5, KHEO_PRECISION_DAY },    { "DnMnYy", 1, 3, 5, KHEO_PRECISION_DAY },
  { "DnMn/y", 1, 3, 5, KHEO_PRECISION_DAY },    { "DnMny", 1, 3, 4, KHEO_PRECISION_DAY },
  { "Dn/nYy", 1, 3, 5, KHEO_PRECISION_DAY },    { "nMnYy", 0, 2, 4, KHEO_PRECISION_DAY },
  { "nMn/y", 0, 2, 4, KHEO_PRECISION_DAY },     { "nMny", 0, 2, 3, KHEO_PRECISION_DAY },
  { "n/y", -1, 0, 2, KHEO_PRECISION_MONTH },    { "y/n", -1, 2, 0, KHEO_PRECISION_MONTH },
  { "Mn/y", -1, 1, 3, KHEO_PRECISION_MONTH },   { "MnYy", -1, 1, 3, KHEO_PRECISION_MONTH },
  { "Mny", -1, 1, 2, KHEO_PRECISION_MONTH },    { "Mn/Yy", -1, 1, 4, KHEO_PRECISION_MONTH },
  { "Qr/y", -1, 1, 3, KHEO_PRECISION_QUARTER }, { "QrYy", -1, 1, 3, KHEO_PRECISION_QUARTER },
  { "Qry", -1, 1, 2, KHEO_PRECISION_QUARTER },  { "Qr/Yy", -1, 1, 4, KHEO_PRECISION_QUARTER },
  { "Qn/y", -1, 1, 3, KHEO_PRECISION_QUARTER }, { "QnYy", -1, 1, 3, KHEO_PRECISION_QUARTER },
  { "Qny", -1, 1, 2, KHEO_PRECISION_QUARTER },  { "Qn/Yy", -1, 1, 4, KHEO_PRECISION_QUARTER },
  { "Yy", -1, -1, 1, KHEO_PRECISION_YEAR },     { "y", -1, -1, 0, KHEO_PRECISION_YEAR },
};

static int
full_year (int value, char kind)
{
  if (kind == 'y')
    return value;
  return value < CENTURY_PIVOT ? 2000 + value : 1900 + value;
}

static KheoDate
assemble (const Tokens *tokens, gsize which)
{
  int place = shapes[which].year;
  int year = full_year (tokens->values[place], tokens->shape[place]);
  int month = shapes[which].month >= 0 ? tokens->values[shapes[which].month] : 1;
  int day = shapes[which].day >= 0 ? tokens->values[shapes[which].day] : 1;

  /* Numbers of four digits are mostly not years. */
  if (year < 1800 || year > 2199)
    return KHEO_DATE_UNKNOWN;
  if (shapes[which].precision == KHEO_PRECISION_QUARTER)
    {
      if (month < 1 || month > 4)
        return KHEO_DATE_UNKNOWN;
      month = month * 3 - 2;
    }
  return kheo_date_new (year, month, day);
}

gboolean
kheo_date_parse (const char *text, KheoDate *out_date, KheoPrecision *out_precision)
{
  Tokens tokens = { 0 };

  if (text == NULL || strlen (text) > 100 || !tokenize (text, &tokens))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (tokens.shape, shapes[i].shape) == 0)
      {
        KheoDate date = assemble (&tokens, i);

        if (date == KHEO_DATE_UNKNOWN)
          return FALSE;
        if (out_date != NULL)
          *out_date = date;
        if (out_precision != NULL)
          *out_precision = shapes[i].precision;
        return TRUE;
      }
  return FALSE;
}

char *
kheo_date_format (KheoDate date)
{
  int year, month, day;

  if (date == KHEO_DATE_UNKNOWN)
    return g_strdup ("");
  kheo_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
}

char *
kheo_date_format_long (KheoDate date)
{
  int year, month, day;

  if (date == KHEO_DATE_UNKNOWN)
    return g_strdup ("");
  kheo_date_split (date, &year, &month, &day);
  return g_strdup_printf (month < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d",
                          day, month, year);
}

char *
kheo_date_format_moment (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_seconds);

  return time != NULL ? g_date_time_format (time, "%H:%M %d/%m/%Y") : g_strdup ("");
}
