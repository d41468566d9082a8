/* Text tables: the separator is found by evidence, quotes as in RFC 4180, cells as they stand. */
#include "kheo-charset.h"
#include "kheo-sheet-builder.h"

#include "kheo-error.h"

#include <string.h>

#define SAMPLE_RECORDS 200u
#define SAMPLE_FIELDS  64u /* more columns than this count as this many */
#define TICK_RECORDS   4096u

typedef struct
{
  const char *p, *end;
  char        separator;
  guint       line;     /* of p, 1-based, counting quoted ones too */
  GString    *unquoted; /* of the last field, when it was quoted */
  const char *field;    /* the last field */
  gsize       length;
  gboolean    is_last;   /* of its record */
  guint       open_line; /* where a quote was opened that is never closed; 0 */
} Scanner;

static void
scan_quoted (Scanner *self)
{
  guint line = self->line;

  g_string_truncate (self->unquoted, 0);
  for (self->p++; self->p < self->end; self->p++)
    {
      if (*self->p == '"' && self->p + 1 < self->end && self->p[1] == '"')
        self->p++;
      else if (*self->p == '"')
        break;
      self->line += *self->p == '\n';
      g_string_append_c (self->unquoted, *self->p);
    }
  if (self->p == self->end)
    self->open_line = line;
  else
    self->p++;
}

/* The next field into ->field; FALSE at the end. */
static gboolean
scan_field (Scanner *self)
{
  const char *start = self->p;
  gboolean    quoted = self->p < self->end && *self->p == '"';

  if (quoted)
    {
      scan_quoted (self);
      start = self->p;
    }
  while (self->p < self->end && *self->p != self->separator && *self->p != '\n' && *self->p != '\r')
    self->p++;
  self->field = start;
  self->length = (gsize) (self->p - start);
  if (quoted) /* what follows the closing quote is kept */
    {
      g_string_append_len (self->unquoted, start, (gssize) self->length);
      self->field = self->unquoted->str;
      self->length = self->unquoted->len;
    }

  self->is_last = self->p == self->end || *self->p != self->separator;
  if (self->p == self->end)
    return self->length > 0 || quoted;
  if (self->is_last)
    {
      self->p += *self->p == '\r' && self->p + 1 < self->end && self->p[1] == '\n';
      self->line++;
    }
  self->p++;
  return TRUE;
}

/* How many records of the sample have as many fields as most of them; more than one, that is. */
static guint
count_agreeing (const GString *text, char separator, guint *out_n_fields)
{
  Scanner scanner = { text->str, text->str + text->len, separator, 1 };
  guint   counts[SAMPLE_FIELDS + 1] = { 0 };
  guint   n_fields = 0;
  guint   best = 2;

  scanner.unquoted = g_string_new (NULL);
  for (guint n = 0; n < SAMPLE_RECORDS && scan_field (&scanner);)
    {
      n_fields++;
      if (!scanner.is_last && scanner.p < scanner.end)
        continue;
      counts[MIN (n_fields, SAMPLE_FIELDS)]++;
      n_fields = 0;
      n++;
    }
  g_string_free (scanner.unquoted, TRUE);
  for (guint i = 2; i <= SAMPLE_FIELDS; i++)
    if (counts[i] >= counts[best])
      best = i;
  *out_n_fields = best;
  return counts[best];
}

/* "sep=;" in the first line is Excel's own way to say it. */
static char
find_separator (GString *text)
{
  static const char candidates[] = "\t;,|";
  char              best = ',';
  guint             best_count = 0, best_fields = 0;

  if (text->len >= 5 && g_ascii_strncasecmp (text->str, "sep=", 4) == 0 &&
      strcspn (text->str + 5, "\r\n") == 0)
    {
      best = text->str[4];
      g_string_erase (text, 0, 5 + (gssize) strspn (text->str + 5, "\r\n"));
      return best;
    }
  for (const char *c = candidates; *c != '\0'; c++)
    {
      guint n_fields;
      guint count = count_agreeing (text, *c, &n_fields);

      if (count > best_count || (count == best_count && count > 0 && n_fields > best_fields))
        {
          best = *c;
          best_count = count;
          best_fields = n_fields;
        }
    }
  return best;
}

/* An apostrophe that keeps a text from being taken for a formula (see kheo-sheet-writer-csv) is
 * none of the text. */
static void
drop_apostrophe (Scanner *scanner)
{
  gsize i = 0;

  while (i < scanner->length && scanner->field[i] == '\'')
    i++;
  if (i == 0 || i == scanner->length || scanner->field[i] == '\0' ||
      strchr ("=+-@\t", scanner->field[i]) == NULL)
    return;
  scanner->field++;
  scanner->length--;
}

static gboolean
read_records (
    Scanner *scanner, KheoSheet *sheet, gsize size, KheoProgress *progress, GError **error)
{
  const char *start = scanner->p;
  KheoPlace   place = { 0 };

  while (scan_field (scanner))
    {
      KheoText text;

      if (scanner->open_line > 0)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT,
                       "line %u: a quote that is never closed", scanner->open_line);
          return FALSE;
        }
      drop_apostrophe (scanner);
      if (!kheo_workbook_add_text (sheet->workbook, scanner->field, scanner->length, &text,
                                   error) ||
          !kheo_sheet_add_text (sheet, &place, text, error))
        return FALSE;
      place.column++;
      if (!scanner->is_last)
        continue;
      place.column = 0;
      place.row++;
      if (place.row % TICK_RECORDS == 0 &&
          !kheo_progress_tick (progress, (double) (scanner->p - start) / (double) size, NULL,
                               error))
        return FALSE;
    }
  return TRUE;
}

KheoWorkbook *
kheo_csv_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("csv");
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GString) text = kheo_charset_decode (data, size, NULL, &workbook->charset);
  g_autoptr (GString) unquoted = g_string_new (NULL);
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "", 0, error);
  Scanner    scanner = { NULL, NULL, find_separator (text), 1, unquoted };

  scanner.p = text->str;
  scanner.end = text->str + text->len;
  if (sheet == NULL || !read_records (&scanner, sheet, MAX (text->len, 1), progress, error))
    return NULL;
  kheo_sheet_finish (sheet);
  return g_steal_pointer (&workbook);
}
