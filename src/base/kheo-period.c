#include "kheo-period.h"

#include "kheo-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
last_day (int year, int month)
{
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

static KheoPeriod
span_of_months (int year, int first, int last)
{
  return (KheoPeriod){ kheo_date_new (year, first, 1),
                       kheo_date_new (year, last, last_day (year, last)) };
}

/* One name without "..": a year, a part of a year, or a day. */
static gboolean
parse_simple (const char *text, KheoPeriod *out_period)
{
  int      year = 0;
  int      n = 0;
  KheoDate day;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      year = year * 10 + (text[i] - '0');
    }
  if (year == 0)
    return FALSE;
  text += 4;
  if (*text == '\0')
    *out_period = span_of_months (year, 1, 12);
  else if (strcmp (text, "-H1") == 0)
    *out_period = span_of_months (year, 1, 6);
  else if (strcmp (text, "-H2") == 0)
    *out_period = span_of_months (year, 7, 12);
  else if (strcmp (text, "-9M") == 0)
    *out_period = span_of_months (year, 1, 9);
  else if (text[0] == '-' && text[1] == 'Q' && text[2] >= '1' && text[2] <= '4' && text[3] == '\0')
    *out_period = span_of_months (year, (text[2] - '0') * 3 - 2, (text[2] - '0') * 3);
  else if (strlen (text) == 3 && text[0] == '-' && g_ascii_isdigit (text[1]) &&
           g_ascii_isdigit (text[2]))
    {
      n = (text[1] - '0') * 10 + (text[2] - '0');
      if (n < 1 || n > 12)
        return FALSE;
      *out_period = span_of_months (year, n, n);
    }
  else if ((day = kheo_date_from_iso (text - 4)) != KHEO_DATE_UNKNOWN)
    *out_period = (KheoPeriod){ day, day };
  else
    return FALSE;
  return TRUE;
}

static gboolean
parse_span (const char *text, KheoPeriod *out_period)
{
  const char      *dots = strstr (text, "..");
  g_autofree char *left = NULL;
  KheoPeriod       first = KHEO_PERIOD_ALL;
  KheoPeriod       last = KHEO_PERIOD_ALL;

  if (dots == NULL)
    return parse_simple (text, out_period);

  left = g_strndup (text, (gsize) (dots - text));
  dots += 2;
  if ((*left == '\0' && *dots == '\0') || (*left != '\0' && !parse_simple (left, &first)) ||
      (*dots != '\0' && !parse_simple (dots, &last)))
    return FALSE;
  if (*dots != '\0' && first.from > last.to)
    return FALSE;
  *out_period = (KheoPeriod){ first.from, last.to };
  return TRUE;
}

gboolean
kheo_period_parse (const char *text, KheoPeriod *out_period, GError **error)
{
  g_return_val_if_fail (text != NULL && out_period != NULL, FALSE);

  if (parse_span (text, out_period))
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "'%s' is not a period", text);
  return FALSE;
}

KheoPeriod
kheo_period_year (int year)
{
  return span_of_months (year, 1, 12);
}

gboolean
kheo_period_is_all (KheoPeriod period)
{
  return period.from == KHEO_DATE_UNKNOWN && period.to == KHEO_DATE_UNKNOWN;
}

gboolean
kheo_period_contains (KheoPeriod period, KheoDate date)
{
  if (kheo_period_is_all (period))
    return TRUE;
  return date != KHEO_DATE_UNKNOWN && date >= period.from &&
         (period.to == KHEO_DATE_UNKNOWN || date <= period.to);
}

/* What kind of span it is, with the numbers of its name. */
typedef enum
{
  NAME_ALL,
  NAME_YEAR,
  NAME_HALF,
  NAME_NINE_MONTHS,
  NAME_QUARTER,
  NAME_MONTH,
  NAME_YEARS,
  NAME_DAY,
  NAME_DAYS,
} NameKind;

typedef struct
{
  NameKind kind;
  int      year;
  int      last_year;
  int      part; /* number of the half, quarter or month */
} Name;

static Name
name_of_months (int year, int first, int last)
{
  Name name = { NAME_DAYS, year, year, 0 };

  if (first == last)
    name = (Name){ NAME_MONTH, year, year, first };
  else if (first == 1 && last == 12)
    name.kind = NAME_YEAR;
  else if (first == 1 && last == 9)
    name.kind = NAME_NINE_MONTHS;
  else if (first % 6 == 1 && last == first + 5)
    name = (Name){ NAME_HALF, year, year, last / 6 };
  else if (first % 3 == 1 && last == first + 2)
    name = (Name){ NAME_QUARTER, year, year, last / 3 };
  return name;
}

static Name
name_period (KheoPeriod period)
{
  int year, month, day;
  int last_year, last_month, last;

  kheo_date_split (period.from, &year, &month, &day);
  kheo_date_split (period.to, &last_year, &last_month, &last);
  if (kheo_period_is_all (period))
    return (Name){ NAME_ALL };
  if (year == 0 || last_year == 0)
    return (Name){ NAME_DAYS };
  if (period.from == period.to)
    return (Name){ NAME_DAY };
  if (day != 1 || last != last_day (last_year, last_month))
    return (Name){ NAME_DAYS };
  if (year == last_year)
    return name_of_months (year, month, last_month);
  if (month == 1 && last_month == 12)
    return (Name){ NAME_YEARS, year, last_year };
  return (Name){ NAME_DAYS };
}

char *
kheo_period_to_string (KheoPeriod period)
{
  Name             name = name_period (period);
  g_autofree char *from = kheo_date_to_iso (period.from);
  g_autofree char *to = kheo_date_to_iso (period.to);

  switch (name.kind)
    {
    case NAME_YEAR:
      return g_strdup_printf ("%04d", name.year);
    case NAME_HALF:
      return g_strdup_printf ("%04d-H%d", name.year, name.part);
    case NAME_NINE_MONTHS:
      return g_strdup_printf ("%04d-9M", name.year);
    case NAME_QUARTER:
      return g_strdup_printf ("%04d-Q%d", name.year, name.part);
    case NAME_MONTH:
      return g_strdup_printf ("%04d-%02d", name.year, name.part);
    case NAME_YEARS:
      return g_strdup_printf ("%04d..%04d", name.year, name.last_year);
    case NAME_DAY:
      return g_steal_pointer (&from);
    case NAME_DAYS:
      return g_strdup_printf ("%s..%s", from != NULL ? from : "", to != NULL ? to : "");
    case NAME_ALL:
    default:
      return NULL;
    }
}

static char *
format_days (KheoPeriod period)
{
  g_autofree char *from = kheo_date_format (period.from);
  g_autofree char *to = kheo_date_format (period.to);

  if (period.to == KHEO_DATE_UNKNOWN)
    /* Translators: a period, %s is a date */
    return g_strdup_printf (_ ("since %s"), from);
  if (period.from == KHEO_DATE_UNKNOWN)
    /* Translators: a period, %s is a date */
    return g_strdup_printf (_ ("until %s"), to);
  /* Translators: a period, both are dates */
  return g_strdup_printf (_ ("from %s to %s"), from, to);
}

char *
kheo_period_format (KheoPeriod period)
{
  static const char *const roman[] = { "", "I", "II", "III", "IV" };
  Name                     name = name_period (period);

  switch (name.kind)
    {
    case NAME_YEAR:
      return g_strdup_printf (_ ("year %d"), name.year);
    case NAME_HALF:
      return name.part == 1 ? g_strdup_printf (_ ("first half of %d"), name.year)
                            : g_strdup_printf (_ ("second half of %d"), name.year);
    case NAME_NINE_MONTHS:
      return g_strdup_printf (_ ("first nine months of %d"), name.year);
    case NAME_QUARTER:
      /* Translators: %s is I, II, III or IV, %d the year */
      return g_strdup_printf (_ ("Quarter %s of %d"), roman[name.part], name.year);
    case NAME_MONTH:
      /* Translators: month/year, as in "month 7/2026" */
      return g_strdup_printf (_ ("month %d/%d"), name.part, name.year);
    case NAME_YEARS:
      /* Translators: a span of years */
      return g_strdup_printf (_ ("years %d–%d"), name.year, name.last_year);
    case NAME_DAY:
      return kheo_date_format (period.from);
    case NAME_DAYS:
      return format_days (period);
    case NAME_ALL:
    default:
      return g_strdup (_ ("all time"));
    }
}
