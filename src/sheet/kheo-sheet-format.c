#include "kheo-sheet-format.h"

#include "kheo-sheet-builder.h"

#include <math.h>
#include <string.h>

#define DAY_BEFORE_1900 693595u /* KheoDate of 31 December 1899, serial 0 */

/* 14 and 22 mean "the short date of this computer", which is day/month/year where we are used. */
static const char *const builtins[] = {
  [1] = "0",
  [2] = "0.00",
  [3] = "#,##0",
  [4] = "#,##0.00",
  [9] = "0%",
  [10] = "0.00%",
  [11] = "0.00E+00",
  [12] = "# ?/?",
  [13] = "# ?"
         "?/?"
         "?" /* apart: no trigraph */,
  [14] = "dd/mm/yyyy",
  [15] = "d-mmm-yy",
  [16] = "d-mmm",
  [17] = "mmm-yy",
  [18] = "h:mm AM/PM",
  [19] = "h:mm:ss AM/PM",
  [20] = "h:mm",
  [21] = "h:mm:ss",
  [22] = "dd/mm/yyyy h:mm",
  [27] = "yyyy/m/d",
  [28] = "m/d",
  [29] = "m/d",
  [30] = "m/d/yy",
  [31] = "yyyy/m/d",
  [32] = "h:mm",
  [33] = "h:mm:ss",
  [34] = "h:mm AM/PM",
  [35] = "h:mm:ss AM/PM",
  [36] = "yyyy/m/d",
  [37] = "#,##0;(#,##0)",
  [38] = "#,##0;(#,##0)",
  [39] = "#,##0.00;(#,##0.00)",
  [40] = "#,##0.00;(#,##0.00)",
  [41] = "#,##0;-#,##0;\"-\"",
  [42] = "#,##0;-#,##0;\"-\"",
  [43] = "#,##0.00;-#,##0.00;\"-\"",
  [44] = "#,##0.00;-#,##0.00;\"-\"",
  [45] = "mm:ss",
  [46] = "[h]:mm:ss",
  [47] = "mm:ss.0",
  [48] = "##0.0E+0",
  [49] = "@",
  [50] = "yyyy/m/d",
  [51] = "m/d",
  [52] = "yyyy/m",
  [53] = "m/d",
  [54] = "m/d",
  [55] = "h:mm",
  [56] = "h:mm:ss",
  [57] = "yyyy/m/d",
  [58] = "m/d",
};

gboolean
kheo_format_is_general (const char *format)
{
  return format == NULL || g_ascii_strcasecmp (format, "General") == 0 ||
         g_ascii_strcasecmp (format, "Standard") == 0;
}

static const char *
scan_literal (const char *p, KheoFormatToken *token)
{
  const char *end;

  token->kind = '"';
  if (*p == '"')
    {
      token->text = p + 1;
      end = strchr (p + 1, '"');
      token->n = end != NULL ? (guint) (end - p - 1) : (guint) strlen (p + 1);
      return end != NULL ? end + 1 : p + 1 + token->n;
    }
  if (*p == '\\' && p[1] != '\0')
    p++;
  token->text = p;
  end = g_utf8_find_next_char (p, NULL);
  token->n = (guint) (end - p);
  return end;
}

/* [h] [mm] are elapsed time, [Red] [>100] [$-42A] only colour and the like; a currency [$₫-42A] is
 * a literal. */
static const char *
scan_bracket (const char *p, KheoFormatToken *token)
{
  const char *end = strchr (p, ']');
  char        first = g_ascii_tolower (p[1]);
  gsize       length;

  if (end == NULL)
    return scan_literal (p, token);

  length = (gsize) (end - p - 1);
  token->kind = '"';
  token->text = p + 1;
  token->n = 0;
  if (length > 0 && length < 3 && strchr ("hms", first) != NULL &&
      g_ascii_tolower (p[length]) == first)
    {
      token->kind = 'e';
      token->place = first;
      token->n = (guint) length;
    }
  else if (first == '$')
    {
      token->text = p + 2;
      token->n = (guint) strcspn (p + 2, "-]");
    }
  return end + 1;
}

static const char *
scan_token (const char *p, KheoFormatToken *token)
{
  char c = g_ascii_tolower (*p);

  *token = (KheoFormatToken){ 0 };
  if (c == '\0')
    return p;
  if (c == '[')
    return scan_bracket (p, token);
  if (g_ascii_strncasecmp (p, "general", 7) == 0)
    {
      token->kind = 'G';
      return p + 7;
    }
  if (g_ascii_strncasecmp (p, "am/pm", 5) == 0 || g_ascii_strncasecmp (p, "a/p", 3) == 0)
    {
      token->kind = 'a';
      return p + (p[1] == '/' ? 3 : 5);
    }
  if (c == 'e' && (p[1] == '+' || p[1] == '-'))
    {
      token->kind = 'E';
      return p + 2;
    }
  if (strchr ("dmyhs", c) != NULL)
    {
      token->kind = c;
      while (g_ascii_tolower (p[token->n]) == c)
        token->n++;
      return p + token->n;
    }
  if (c == '_' || c == '*') /* a blank as wide as the next character; the next one repeated */
    {
      token->kind = ' ';
      return p[1] != '\0' ? g_utf8_find_next_char (p + 1, NULL) : p + 1;
    }
  if (strchr ("0#?", c) != NULL || strchr (".,%@;", c) != NULL)
    {
      token->kind = strchr ("0#?", c) != NULL ? '0' : c;
      token->place = c;
      token->n = 1;
      return p + 1;
    }
  return scan_literal (p, token);
}

/* "m" means minutes behind hours or before seconds. */
static gboolean
is_minutes (const char *after, char before)
{
  KheoFormatToken token;

  if (before == 'h')
    return TRUE;
  do
    after = scan_token (after, &token);
  while (token.kind == '"' || token.kind == ' ');
  return token.kind == 's';
}

const char *
kheo_format_scan (const char *p, KheoFormatToken *token, char *before)
{
  p = scan_token (p, token);
  if (token->kind == 'm' && is_minutes (p, *before))
    token->kind = 'n';
  if (token->kind == 'e')
    *before = token->place;
  else if (strchr ("dmyhsn", token->kind) != NULL)
    *before = token->kind;
  return p;
}

const char *
kheo_number_format_builtin (guint id)
{
  return id < G_N_ELEMENTS (builtins) ? builtins[id] : NULL;
}

void
kheo_number_format_classify (KheoCellStyle *style)
{
  const char     *p = style->number_format;
  char            before = 0;
  gboolean        has_digits = FALSE;
  KheoFormatToken token;

  style->is_date = style->is_time = style->is_percent = FALSE;
  if (kheo_format_is_general (p))
    return;
  for (;;)
    {
      p = kheo_format_scan (p, &token, &before);
      if (token.kind == 0 || token.kind == ';')
        break;
      if (token.kind == 'd' || token.kind == 'm' || token.kind == 'y')
        style->is_date = TRUE;
      else if (strchr ("hsne", token.kind) != NULL)
        style->is_time = TRUE;
      else if (token.kind == '%')
        style->is_percent = TRUE;
      else if (token.kind == '0' && token.place != '0')
        has_digits = TRUE; /* seconds may have ".000", but no date has "#" */
    }
  if (has_digits || style->is_percent)
    style->is_date = style->is_time = FALSE;
}

double
kheo_number_round (double number)
{
  char   buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double shifted;

  /* Most numbers have few decimals and are already as near as can be. */
  shifted = rint (number * 1e4);
  if (!isfinite (number) || (fabs (shifted) < 1e15 && shifted / 1e4 == number))
    return number;
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  return g_ascii_strtod (buffer, NULL);
}

/* Digits that a double holds exactly, over a power of ten that it holds exactly, give the nearest
 * double in one division; anything longer goes the slow and careful way. */
gboolean
kheo_number_scan (const char *text, gsize length, double *out_number)
{
  static const double tens[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  const char         *p = text;
  const char         *end = text + length;
  gboolean            negative = p < end && *p == '-';
  guint64             digits = 0;
  guint               n_digits = 0, n_decimals = 0;
  gboolean            dot = FALSE;
  char                buffer[64];
  char               *stop;

  for (p += negative; p < end && n_digits <= 15; p++)
    if (g_ascii_isdigit (*p))
      {
        digits = digits * 10 + (guint64) (*p - '0');
        n_digits += digits > 0;
        n_decimals += dot;
        if (n_decimals > 15)
          break;
      }
    else if (*p == '.' && !dot)
      dot = TRUE;
    else
      break;
  if (p == end && p - text > negative + dot && n_digits <= 15)
    {
      *out_number = (double) digits / tens[n_decimals];
      if (negative)
        *out_number = -*out_number;
      return TRUE;
    }

  if (length == 0 || length >= sizeof buffer)
    return FALSE;
  memcpy (buffer, text, length);
  buffer[length] = '\0';
  if (strspn (buffer, "+-.0123456789eE") != length)
    return FALSE;
  *out_number = kheo_number_round (g_ascii_strtod (buffer, &stop));
  return *stop == '\0' && isfinite (*out_number);
}

/* Between @n_min and @n_max digits at *@p, which moves behind them. */
static gboolean
scan_digits (const char **p, guint n_min, guint n_max, guint *out_number)
{
  guint n = 0;

  *out_number = 0;
  while (n < n_max && g_ascii_isdigit (**p))
    {
      *out_number = *out_number * 10 + (guint) (**p - '0');
      (*p)++;
      n++;
    }
  return n >= n_min;
}

static gboolean
scan_time (const char *p, double *out_days)
{
  guint hour, minute, second = 0, ignored;

  if (!scan_digits (&p, 1, 6, &hour) || *p++ != ':' || !scan_digits (&p, 2, 2, &minute))
    return FALSE;
  if (*p == ':')
    {
      p++;
      if (!scan_digits (&p, 2, 2, &second))
        return FALSE;
    }
  if (*p == '.' || *p == ',') /* parts of a second say nothing here */
    {
      p++;
      if (!scan_digits (&p, 1, 12, &ignored))
        return FALSE;
    }
  if (*p == 'Z')
    p++;
  *out_days = (hour * 3600.0 + minute * 60.0 + second) / 86400.0;
  return *p == '\0';
}

gboolean
kheo_number_scan_iso (const char *text, double *out_serial)
{
  const char *p = text;
  guint       year, month, day;
  double      days = 0;
  KheoDate    date;

  if (scan_time (text, out_serial))
    return TRUE;
  if (!scan_digits (&p, 4, 4, &year) || *p++ != '-' || !scan_digits (&p, 2, 2, &month) ||
      *p++ != '-' || !scan_digits (&p, 2, 2, &day))
    return FALSE;
  if (*p == 'T' && !scan_time (p + 1, &days))
    return FALSE;
  if (*p != '\0' && *p != 'T')
    return FALSE;

  date = kheo_date_new ((int) year, (int) month, (int) day);
  if (date <= DAY_BEFORE_1900)
    return FALSE;
  *out_serial = (double) (date - DAY_BEFORE_1900) + days;
  if (*out_serial >= 60) /* the 29 February 1900 that spreadsheets count, and never was */
    *out_serial += 1;
  return TRUE;
}
