/* UTF-8 with a byte order mark, which alone tells Excel; lines end in CR LF. */
#include "kheo-sheet-writer-format.h"

#include "kheo-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  FILE    *file;
  char     separator;
  guint    written; /* separators of the open row */
  gboolean in_row;
} State;

static gboolean
check (State *self, GError **error)
{
  if (!ferror (self->file))
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "%s", g_strerror (errno));
  return FALSE;
}

static gpointer
csv_open (const char *path, char separator, gboolean merges, GError **error)
{
  FILE  *file = g_fopen (path, "wbe");
  State *self;

  if (file == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "%s", g_strerror (errno));
      return NULL;
    }
  fputs ("\xef\xbb\xbf", file);
  self = g_new0 (State, 1);
  self->file = file;
  self->separator = separator;
  return self;
}

static void
end_row (State *self)
{
  if (self->in_row)
    fputs ("\r\n", self->file);
  self->in_row = FALSE;
}

static gboolean
csv_begin_row (gpointer state, GError **error)
{
  State *self = state;

  end_row (self);
  self->in_row = TRUE;
  self->written = 0;
  return check (self, error);
}

static void
go_to (State *self, guint column)
{
  for (; self->written < column; self->written++)
    fputc (self->separator, self->file);
}

/* Programs make formulas of such texts, even of quoted ones: an apostrophe before them says that it
 * is text, and kheo-csv takes it off again; so one that stands there itself gets a second. */
static gboolean
needs_apostrophe (const char *text)
{
  while (*text == '\'')
    text++;
  return *text != '\0' && strchr ("=+-@\t", *text) != NULL;
}

/* Quoted also where another program might not count the blanks. */
static gboolean
needs_quotes (const State *self, const char *text)
{
  return strchr (text, self->separator) != NULL || strpbrk (text, "\"\r\n") != NULL ||
         needs_apostrophe (text) || *text == ' ' || g_ascii_isspace (text[strlen (text) - 1]) ||
         g_ascii_strncasecmp (text, "sep=", 4) == 0;
}

static gboolean
csv_add_text (gpointer state, guint column, const char *text, GError **error)
{
  State *self = state;

  go_to (self, column);
  if (!needs_quotes (self, text))
    fputs (text, self->file);
  else
    {
      fputc ('"', self->file);
      if (needs_apostrophe (text))
        fputc ('\'', self->file);
      for (const char *p = text; *p != '\0'; p++)
        {
          if (*p == '"')
            fputc ('"', self->file);
          fputc (*p, self->file);
        }
      fputc ('"', self->file);
    }
  return check (self, error);
}

static gboolean
csv_begin_sheet (gpointer               state,
                 const char            *name,
                 const KheoSheetColumn *columns,
                 guint                  n_columns,
                 GError               **error)
{
  gboolean ok = n_columns == 0 || csv_begin_row (state, error);

  for (guint i = 0; ok && i < n_columns; i++)
    if (columns[i].title != NULL && *columns[i].title != '\0')
      ok = csv_add_text (state, i, columns[i].title, error);
  if (n_columns > 0)
    go_to (state, n_columns - 1);
  return ok;
}

static gboolean
csv_add_number (gpointer state, guint column, double number, KheoColumnType type, GError **error)
{
  State *self = state;
  char   buffer[G_ASCII_DTOSTR_BUF_SIZE];

  go_to (self, column);
  fputs (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number), self->file);
  return check (self, error);
}

static gboolean
csv_add_date (gpointer state, guint column, KheoDate date, GError **error)
{
  State           *self = state;
  g_autofree char *text = kheo_date_format (date);

  go_to (self, column);
  fputs (text, self->file);
  return check (self, error);
}

static gboolean
csv_close (gpointer state, gboolean keep, GError **error)
{
  State   *self = state;
  gboolean ok;

  end_row (self);
  ok = check (self, error);
  if (fclose (self->file) != 0 && ok)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "%s", g_strerror (errno));
      ok = FALSE;
    }
  g_free (self);
  return ok;
}

const KheoSheetWriterFormat kheo_sheet_writer_csv = {
  csv_open, csv_begin_sheet, csv_begin_row, csv_add_text, csv_add_number, csv_add_date, NULL, NULL,
  NULL,     csv_close,
};
