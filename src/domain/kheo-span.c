#include "kheo-span.h"

#include <string.h>

enum
{
  KNOWN_YEAR = 1,
  KNOWN_MONTH,
  KNOWN_DAY,
};

/* Days before @year of a calendar that was always Gregorian, as GDate counts them. */
static guint32
days_before_year (guint year)
{
  guint y = year - 1;

  return y * 365 + y / 4 - y / 100 + y / 400;
}

static gboolean
is_leap (guint year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static guint32
days_before_month (guint year, guint month)
{
  static const guint16 days[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

  return days[month - 1] + (month > 2 && is_leap (year));
}

static int
two_digits (const char *text)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

KheoSpan
kheo_span_parse (const char *iso)
{
  gsize length = iso != NULL ? strlen (iso) : 0;
  int   century = length >= 4 ? two_digits (iso) : -1;
  int   years = length >= 4 ? two_digits (iso + 2) : -1;
  int   month = length >= 7 && iso[4] == '-' ? two_digits (iso + 5) : 0;
  int   day = length == 10 && iso[7] == '-' ? two_digits (iso + 8) : 0;
  guint year = (guint) (century * 100 + years);
  guint known = length == 4 ? KNOWN_YEAR : length == 7 ? KNOWN_MONTH : KNOWN_DAY;

  if ((length != 4 && length != 7 && length != 10) || century < 0 || years < 0 || year == 0 ||
      (known >= KNOWN_MONTH && (month < 1 || month > 12)) ||
      (known == KNOWN_DAY && (day < 1 || day > 31)))
    return 0;
  return ((days_before_year (year) + days_before_month (year, (guint) MAX (month, 1)) +
           (guint) MAX (day, 1))
          << 2) |
         known;
}

KheoDate
kheo_span_first (KheoSpan span)
{
  return span >> 2;
}

KheoDate
kheo_span_last (KheoSpan span)
{
  KheoDate first = span >> 2;
  int      year, month, day;

  if ((span & 3) == KNOWN_DAY || span == 0)
    return first;
  kheo_date_split (first, &year, &month, &day);
  if ((span & 3) == KNOWN_YEAR)
    return days_before_year ((guint) year + 1);
  return days_before_year ((guint) year) +
         (month == 12 ? 365u + is_leap ((guint) year)
                      : days_before_month ((guint) year, (guint) month + 1));
}

guint
kheo_span_quarter (KheoSpan span)
{
  int year, month, day;

  if (span == 0 || (span & 3) == KNOWN_YEAR)
    return 0;
  kheo_date_split (kheo_span_first (span), &year, &month, &day);
  return (guint) year * 4 + (guint) (month - 1) / 3;
}

KheoDate
kheo_span_end_of_year (guint year)
{
  return days_before_year (year + 1);
}
