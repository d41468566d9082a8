#include "kheo-number.h"

#include "kheo-text.h"

#include <math.h>
#include <string.h>

#define MAX_DIGITS 40

/* The digits of a number as they stand, and what their separators say. */
typedef struct
{
  char     digits[MAX_DIGITS + 1]; /* digits and separators only; blanks between groups cut out */
  int      n_dots;
  int      n_commas;
  gboolean grouped_by_blank;
} Figure;

/* What one reading of a figure is. */
typedef enum
{
  READING_NONE, /* not a number */
  READING_PLAIN,
  READING_VIETNAMESE,
  READING_ENGLISH,
  READING_AMBIGUOUS,
} Reading;

static gboolean
is_separator (char c)
{
  return c == '.' || c == ',';
}

/* Takes digits, separators and single blanks before groups of three from @p. */
static const char *
take_figure (const char *p, Figure *figure)
{
  int n = 0;

  memset (figure, 0, sizeof *figure);
  while (n < MAX_DIGITS)
    {
      if (*p == ' ' && n > 0 && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]) &&
          g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]))
        {
          figure->grouped_by_blank = TRUE;
          p++;
        }
      if (!g_ascii_isdigit (*p) && !is_separator (*p))
        break;
      figure->n_dots += *p == '.';
      figure->n_commas += *p == ',';
      figure->digits[n++] = *p++;
    }
  return p;
}

/* Do the @separator's groups of @text up to @end hold three digits each (the first one to three)?
 */
static gboolean
is_grouped (const char *text, const char *end, char separator)
{
  const char *start = text;
  gboolean    first = TRUE;

  for (const char *p = text; p <= end; p++)
    if (p == end || *p == separator)
      {
        gsize length = (gsize) (p - start);

        if (first ? length < 1 || length > 3 || *start == '0' : length != 3)
          return FALSE;
        first = FALSE;
        start = p + 1;
      }
  return TRUE;
}

/* One separator only, once: grouping when three digits follow one to three that are no zero. */
static Reading
read_single (const char *digits, char separator)
{
  const char *mark = strchr (digits, separator);

  if (mark[1] == '\0')
    return READING_NONE;
  if (is_grouped (digits, digits + strlen (digits), separator))
    return READING_AMBIGUOUS;
  return separator == ',' ? READING_VIETNAMESE : READING_ENGLISH;
}

static Reading
read_figure (const Figure *figure)
{
  const char *digits = figure->digits;
  const char *last_dot = strrchr (digits, '.');
  const char *last_comma = strrchr (digits, ',');
  const char *end = digits + strlen (digits);

  if (*digits == '\0' || end - digits == figure->n_dots + figure->n_commas)
    return READING_NONE;
  if (figure->grouped_by_blank && figure->n_dots + figure->n_commas > 1)
    return READING_NONE;
  if (last_dot == NULL && last_comma == NULL)
    return READING_PLAIN;
  if (last_dot != NULL && last_comma != NULL)
    {
      if (last_comma > last_dot)
        return figure->n_commas == 1 && last_comma[1] != '\0' &&
                       is_grouped (digits, last_comma, '.')
                   ? READING_VIETNAMESE
                   : READING_NONE;
      return figure->n_dots == 1 && last_dot[1] != '\0' && is_grouped (digits, last_dot, ',')
                 ? READING_ENGLISH
                 : READING_NONE;
    }
  if (figure->n_dots > 1)
    return is_grouped (digits, end, '.') ? READING_VIETNAMESE : READING_NONE;
  if (figure->n_commas > 1)
    return is_grouped (digits, end, ',') ? READING_ENGLISH : READING_NONE;
  if (figure->grouped_by_blank)
    return last_comma != NULL ? READING_VIETNAMESE : READING_ENGLISH;
  return read_single (digits, last_dot != NULL ? '.' : ',');
}

/* @decimal: the separator that is a decimal mark; 0: none, all group. */
static double
figure_value (const Figure *figure, char decimal)
{
  char plain[MAX_DIGITS + 1];
  int  n = 0;

  for (const char *p = figure->digits; *p != '\0'; p++)
    if (!is_separator (*p))
      plain[n++] = *p;
    else if (*p == decimal)
      plain[n++] = '.';
  plain[n] = '\0';
  return g_ascii_strtod (plain, NULL);
}

/* One separator with three digits behind it groups, when nothing else is known. */
static double
ambiguous_value (const Figure *figure, KheoNumberStyle style)
{
  if (style == KHEO_NUMBERS_VIETNAMESE)
    return figure_value (figure, ',');
  if (style == KHEO_NUMBERS_ENGLISH)
    return figure_value (figure, '.');
  return figure_value (figure, 0);
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ')
    p++;
  return p;
}

/* If @word stands at *p and no letter follows, goes behind it and the blanks after it. */
static gboolean
take_word (const char **p, const char *word)
{
  gsize length = strlen (word);

  if (strncmp (*p, word, length) != 0)
    return FALSE;
  if (g_ascii_isalpha (word[length - 1]) && (*p)[length] != '\0' &&
      (g_ascii_isalpha ((*p)[length]) || (guchar) (*p)[length] >= 0x80))
    return FALSE;
  *p = skip_blanks (*p + length);
  return TRUE;
}

static KheoQualifier
take_qualifier (const char **p)
{
  static const struct
  {
    const char   *word;
    KheoQualifier qualifier;
  } words[] = {
    { "hon", KHEO_NUMBER_OVER },  { "tren", KHEO_NUMBER_OVER },    { ">", KHEO_NUMBER_OVER },
    { "gan", KHEO_NUMBER_UNDER }, { "duoi", KHEO_NUMBER_UNDER },   { "<", KHEO_NUMBER_UNDER },
    { "uoc", KHEO_NUMBER_ABOUT }, { "khoang", KHEO_NUMBER_ABOUT }, { "~", KHEO_NUMBER_ABOUT },
    { "≈", KHEO_NUMBER_ABOUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (take_word (p, words[i].word))
      return words[i].qualifier;
  return KHEO_NUMBER_EXACT;
}

static double
take_scale (const char **p, gboolean *out_found)
{
  static const struct
  {
    const char *word;
    double      factor;
  } words[] = {
    { "nghin", 1e3 }, { "ngan", 1e3 }, { "ngd", 1e3 }, { "trieu", 1e6 }, { "trd", 1e6 },
    { "tr.", 1e6 },   { "tr", 1e6 },   { "ty", 1e9 },  { "ti", 1e9 },
  };
  double factor = 1;

  *out_found = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (take_word (p, words[i].word))
      {
        factor *= words[i].factor;
        *out_found = TRUE;
        i = (gsize) -1; /* "nghìn tỷ": once more from the first */
      }
  return factor;
}

static void
take_currency (const char **p)
{
  static const char *const words[] = { "dong", "vnd", "d", "₫" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (take_word (p, words[i]))
      break;
}

/* "1.5E+05", as programs write large numbers. */
static gboolean
parse_scientific (const char *text, double *out_value)
{
  const char *p = text;
  char       *end;

  if (*p == '-')
    p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  p += strspn (p, "0123456789.");
  if (p[0] != 'e' || (p[1] != '+' && p[1] != '-') || !g_ascii_isdigit (p[2]))
    return FALSE;
  *out_value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*out_value);
}

static gboolean
take_minus (const char **p)
{
  if (take_word (p, "-") || take_word (p, "−"))
    return TRUE;
  take_word (p, "+");
  return FALSE;
}

KheoNumberStyle
kheo_number_evidence (const char *text)
{
  g_autofree char *plain = NULL;
  const char      *p;
  Figure           figure;

  if (text == NULL || strlen (text) > 200)
    return KHEO_NUMBERS_UNDECIDED;
  plain = kheo_text_fold (text);
  p = plain;
  take_qualifier (&p);
  take_minus (&p);
  p = take_figure (p, &figure);
  /* Another number behind it: a date, a span, a fraction. */
  if (strpbrk (p, "0123456789") != NULL)
    return KHEO_NUMBERS_UNDECIDED;

  switch (read_figure (&figure))
    {
    case READING_VIETNAMESE:
      return KHEO_NUMBERS_VIETNAMESE;
    case READING_ENGLISH:
      return KHEO_NUMBERS_ENGLISH;
    case READING_NONE:
    case READING_PLAIN:
    case READING_AMBIGUOUS:
    default:
      return KHEO_NUMBERS_UNDECIDED;
    }
}

static gboolean
parse_figure (const char **p, KheoNumberStyle style, KheoNumber *number)
{
  Figure figure;

  *p = skip_blanks (take_figure (*p, &figure));
  switch (read_figure (&figure))
    {
    case READING_PLAIN:
      number->value = figure_value (&figure, 0);
      return TRUE;
    case READING_VIETNAMESE:
      number->value = figure_value (&figure, ',');
      return TRUE;
    case READING_ENGLISH:
      number->value = figure_value (&figure, '.');
      return TRUE;
    case READING_AMBIGUOUS:
      number->value = ambiguous_value (&figure, style);
      number->ambiguous = style == KHEO_NUMBERS_UNDECIDED;
      return TRUE;
    case READING_NONE:
    default:
      return FALSE;
    }
}

/* "5 tỷ 129 triệu": what is left in a smaller unit, which must be named. */
static gboolean
parse_smaller (const char **p, KheoNumberStyle style, double scale, KheoNumber *number)
{
  KheoNumber rest = { 0 };
  double     smaller;
  gboolean   found = FALSE;

  if (!parse_figure (p, style, &rest))
    return FALSE;
  smaller = take_scale (p, &found);
  number->value += rest.value * smaller;
  return found && smaller < scale && rest.value * smaller < scale;
}

gboolean
kheo_number_parse (const char *text, KheoNumberStyle style, KheoNumber *out_number)
{
  g_autofree char *plain = NULL;
  KheoNumber       number = { 0 };
  const char      *p;
  gboolean         minus;
  gboolean         bracket;
  double           scale;

  g_return_val_if_fail (out_number != NULL, FALSE);

  *out_number = number;
  if (text == NULL || strlen (text) > 200)
    return FALSE;
  plain = kheo_text_fold (text);
  p = plain;
  if (parse_scientific (plain, &out_number->value))
    return TRUE;

  number.qualifier = take_qualifier (&p);
  bracket = take_word (&p, "(");
  minus = !bracket && take_minus (&p);
  if (!parse_figure (&p, style, &number))
    return FALSE;
  scale = take_scale (&p, &number.has_scale);
  number.value *= scale;
  if (number.has_scale && g_ascii_isdigit (*p) && !parse_smaller (&p, style, scale, &number))
    return FALSE;
  number.percent = take_word (&p, "%");
  if (!number.percent)
    take_currency (&p);
  if (bracket && !take_word (&p, ")"))
    return FALSE;
  if (*p != '\0')
    return FALSE;
  if (minus || bracket)
    number.value = -number.value;
  *out_number = number;
  return TRUE;
}
