/* Numbers as a spreadsheet shows them, in the English way of writing. */
#include "kheo-sheet-builder.h"
#include "kheo-sheet-format.h"

#include <math.h>
#include <string.h>

#define MAX_SERIAL 2958466.0 /* the day after 31 December 9999 */
#define MAX_PLACES 30u       /* decimals that any format gets */

/* One section of a number format, measured. */
typedef struct
{
  guint    whole;    /* zeros that must stand before the point */
  guint    decimals; /* places behind it, and how many of them must stand */
  guint    fixed;
  guint    exponent; /* places of the exponent; 0: none */
  guint    percents;
  guint    thousands; /* scale: commas behind the last digit place */
  gboolean grouped;
  gboolean has_places;
  gboolean is_fraction; /* "# ?/?" */
  gboolean is_date;
} Section;

static char *
dup_general (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (number) >= 1e11 && fabs (number) < 1e15)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.0f", number));
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static const char *
find_section (const char *format, guint index)
{
  KheoFormatToken token;
  char            before = 0;

  while (index > 0)
    {
      format = kheo_format_scan (format, &token, &before);
      if (token.kind == 0)
        return NULL;
      index -= token.kind == ';';
    }
  return format;
}

static void
measure_place (Section *section, char place, gboolean behind_point)
{
  section->has_places = TRUE;
  section->grouped = section->grouped || section->thousands > 0;
  section->thousands = 0;
  if (section->exponent > 0)
    section->exponent++;
  else if (behind_point)
    {
      section->decimals = MIN (section->decimals + 1, MAX_PLACES);
      if (place == '0')
        section->fixed = section->decimals;
    }
  else if (place == '0')
    section->whole = MIN (section->whole + 1, MAX_PLACES);
}

static Section
measure (const char *p)
{
  Section         section = { 0 };
  KheoFormatToken token;
  char            before = 0;
  gboolean        behind_point = FALSE;

  for (p = kheo_format_scan (p, &token, &before); token.kind != 0 && token.kind != ';';
       p = kheo_format_scan (p, &token, &before))
    if (token.kind == '0')
      measure_place (&section, token.place, behind_point);
    else if (token.kind == '.')
      behind_point = TRUE;
    else if (token.kind == ',' && section.has_places)
      section.thousands++;
    else if (token.kind == '%')
      section.percents++;
    else if (token.kind == 'E')
      section.exponent = 1;
    else if (token.kind == '"' && token.n == 1 && *token.text == '/' && section.has_places)
      section.is_fraction = TRUE;
    else if (strchr ("dmyhsne", token.kind) != NULL)
      section.is_date = TRUE;
  section.exponent -= section.exponent > 0;
  if (section.percents > 0)
    section.is_date = FALSE;
  return section;
}

static void
append_grouped (GString *out, const char *digits, const Section *section)
{
  gsize length = strcspn (digits, ".");

  for (gsize i = length; i < section->whole; i++)
    g_string_append_c (out, '0');
  if (length == 1 && *digits == '0' && section->whole == 0 && digits[1] == '.')
    length = 0; /* "#.0" shows ".5" */
  for (gsize i = 0; i < length; i++)
    {
      g_string_append_c (out, digits[i]);
      if (section->grouped && i + 1 < length && (length - i - 1) % 3 == 0)
        g_string_append_c (out, ',');
    }
}

/* @number is not negative and already scaled. */
static void
append_number (GString *out, double number, const Section *section)
{
  char        format[16];
  char        digits[400];
  const char *point;
  gsize       end;

  g_snprintf (format, sizeof format, "%%.%u%c", section->decimals,
              section->exponent > 0 ? 'E' : 'f');
  g_ascii_formatd (digits, sizeof digits, format, number);
  if (section->exponent > 0)
    {
      g_string_append (out, digits);
      return;
    }
  append_grouped (out, digits, section);
  point = strchr (digits, '.');
  if (point == NULL)
    return;
  end = strlen (point);
  while (end > 1 + section->fixed && point[end - 1] == '0')
    end--;
  if (end > 1)
    g_string_append_len (out, point, (gssize) end);
}

static char *
dup_number (const char *p, double number, const Section *section)
{
  GString        *out = g_string_new (NULL);
  KheoFormatToken token;
  char            before = 0;
  gboolean        done = FALSE;

  number = number * pow (100, section->percents) / pow (1000, section->thousands);
  for (p = kheo_format_scan (p, &token, &before); token.kind != 0 && token.kind != ';';
       p = kheo_format_scan (p, &token, &before))
    if (token.kind == '"')
      g_string_append_len (out, token.text, token.n);
    else if (token.kind == '%')
      g_string_append_c (out, '%');
    else if (token.kind == 'G' || token.kind == '@')
      {
        g_autofree char *general = dup_general (number);

        g_string_append (out, general);
      }
    else if (token.kind == '0' && !done)
      {
        append_number (out, number, section);
        done = TRUE;
      }
  return g_string_free (out, FALSE);
}

typedef struct
{
  int      year, month, day;
  gint64   seconds;  /* since midnight of day 0, for elapsed time */
  gboolean half_day; /* the format says AM/PM */
} Moment;

static void
append_date_part (GString *out, const KheoFormatToken *token, const Moment *moment)
{
  static const char *const months[] = { "January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December" };
  static const char *const days[] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
                                      "Thursday", "Friday", "Saturday" };
  guint                    width = MIN (token->n, 2);
  gint64                   hour = moment->seconds / 3600 % 24;
  const char              *name;

  if (token->kind == 'y' && token->n > 2)
    g_string_append_printf (out, "%04d", moment->year);
  else if (token->kind == 'y')
    g_string_append_printf (out, "%02d", moment->year % 100);
  else if (token->kind == 'm' && token->n > 2)
    {
      name = months[CLAMP (moment->month, 1, 12) - 1];
      g_string_append_len (out, name,
                           token->n == 3   ? 3
                           : token->n == 5 ? 1
                                           : (gssize) strlen (name));
    }
  else if (token->kind == 'm')
    g_string_append_printf (out, "%0*d", width, moment->month);
  else if (token->kind == 'd' && token->n > 2)
    {
      name = days[(moment->seconds / 86400 + 6) % 7];
      g_string_append_len (out, name, token->n == 3 ? 3 : (gssize) strlen (name));
    }
  else if (token->kind == 'd')
    g_string_append_printf (out, "%0*d", width, moment->day);
  else if (token->kind == 'h')
    g_string_append_printf (out, "%0*d", width,
                            (int) (moment->half_day ? (hour + 11) % 12 + 1 : hour));
  else if (token->kind == 'n')
    g_string_append_printf (out, "%0*d", width, (int) (moment->seconds / 60 % 60));
  else if (token->kind == 's')
    g_string_append_printf (out, "%0*d", width, (int) (moment->seconds % 60));
  else if (token->kind == 'a')
    g_string_append (out, hour < 12 ? "AM" : "PM");
  else if (token->kind == 'e')
    g_string_append_printf (out, "%0*" G_GINT64_FORMAT, token->n,
                            moment->seconds / (token->place == 'h'   ? 3600
                                               : token->place == 'm' ? 60
                                                                     : 1));
}

static gboolean
has_half_day (const char *p)
{
  KheoFormatToken token;
  char            before = 0;

  do
    p = kheo_format_scan (p, &token, &before);
  while (token.kind != 0 && token.kind != ';' && token.kind != 'a');
  return token.kind == 'a';
}

static char *
dup_moment (const char *p, double serial)
{
  GString        *out;
  KheoFormatToken token;
  char            before = 0;
  Moment          moment = { 1900, 1, 0, 0, has_half_day (p) };
  KheoDate        date;

  if (serial < 0 || serial >= MAX_SERIAL)
    return dup_general (serial);
  moment.seconds = (gint64) floor (serial * 86400 + 0.5);
  date = kheo_date_from_serial ((double) (moment.seconds / 86400), FALSE);
  if (date != KHEO_DATE_UNKNOWN)
    kheo_date_split (date, &moment.year, &moment.month, &moment.day);

  out = g_string_new (NULL);
  for (p = kheo_format_scan (p, &token, &before); token.kind != 0 && token.kind != ';';
       p = kheo_format_scan (p, &token, &before))
    if (token.kind == '"')
      g_string_append_len (out, token.text, token.n);
    else if (token.kind == '.' || token.kind == ',')
      g_string_append_c (out, token.kind);
    else if (token.kind == '0') /* parts of a second */
      g_string_append_c (out, '0');
    else
      append_date_part (out, &token, &moment);
  return g_string_free (out, FALSE);
}

char *
kheo_number_format_apply (const char *format, double number)
{
  const char *chosen = format;
  const char *own = NULL;
  Section     section;
  gboolean    negative = number < 0;
  char       *text;

  if (kheo_format_is_general (format) || !isfinite (number))
    return dup_general (number);
  if (number <= 0)
    own = find_section (format, number < 0 ? 1 : 2);
  if (own != NULL)
    chosen = own;
  section = measure (chosen);
  if (section.is_date)
    return dup_moment (chosen, number);
  if (section.is_fraction)
    return dup_general (number);

  text = dup_number (chosen, fabs (number), &section);
  if (negative && own == NULL)
    {
      g_autofree char *plain = text;

      text = g_strconcat ("-", plain, NULL);
    }
  return text;
}
