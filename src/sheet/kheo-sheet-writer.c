#include "kheo-sheet-writer.h"

#include "kheo-sheet-builder.h"
#include "kheo-sheet-writer-format.h"

#include "kheo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define MAX_NAME         31u              /* characters of a sheet's name */
#define MAX_EXACT        1000000000000000 /* 15 digits: whole numbers beyond are written as text */
#define MAX_COLUMN_WIDTH 60.0

struct _KheoSheetWriter
{
  char                        *path;
  char                        *temporary; /* in the same folder, so that renaming is one step */
  KheoSheetFormat              kind;
  const KheoSheetWriterFormat *format;
  gpointer                     state; /* of the format; NULL until the first sheet */
  char                         separator;
  GError                      *error; /* the first; once set nothing is done any more */
  GHashTable                  *names; /* folded names of the sheets so far */

  KheoColumnType *types; /* of the open sheet's columns */
  guint           n_columns;
  guint           row, column; /* rows begun, and next cell */
  KheoSheetLook   look;
  gboolean        merges; /* allowed */
};

gboolean
kheo_sheet_format_from_path (const char *name, KheoSheetFormat *out_format)
{
  static const char *const endings[] = { [KHEO_SHEET_FORMAT_XLSX] = ".xlsx",
                                         [KHEO_SHEET_FORMAT_ODS] = ".ods",
                                         [KHEO_SHEET_FORMAT_CSV] = ".csv" };
  g_autofree char         *folded = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      {
        *out_format = (KheoSheetFormat) i;
        return TRUE;
      }
  return FALSE;
}

double
kheo_sheet_column_width (const KheoSheetColumn *column)
{
  static const double by_type[] = { [KHEO_COLUMN_TEXT] = 24,
                                    [KHEO_COLUMN_INTEGER] = 12,
                                    [KHEO_COLUMN_NUMBER] = 12,
                                    [KHEO_COLUMN_DATE] = 12 };
  double title = column->title != NULL ? (double) g_utf8_strlen (column->title, -1) : 0;

  if (column->width > 0)
    return MIN (column->width, 255);
  /* Headings wrap, so a long one needs no more than half its length. */
  return CLAMP (title / 2 + 4, by_type[column->type], MAX_COLUMN_WIDTH);
}

KheoSheetWriter *
kheo_sheet_writer_new (const char *path, KheoSheetFormat format)
{
  static const KheoSheetWriterFormat *const formats[] = {
    [KHEO_SHEET_FORMAT_XLSX] = &kheo_sheet_writer_xlsx,
    [KHEO_SHEET_FORMAT_ODS] = &kheo_sheet_writer_ods,
    [KHEO_SHEET_FORMAT_CSV] = &kheo_sheet_writer_csv,
  };
  KheoSheetWriter *self;

  g_return_val_if_fail (path != NULL && format < G_N_ELEMENTS (formats), NULL);

  self = g_new0 (KheoSheetWriter, 1);
  self->path = g_strdup (path);
  self->kind = format;
  self->format = formats[format];
  self->separator = ',';
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
kheo_sheet_writer_free (KheoSheetWriter *self)
{
  if (self == NULL)
    return;
  if (self->state != NULL)
    self->format->close (self->state, FALSE, NULL);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->path);
  g_free (self->temporary);
  g_clear_error (&self->error);
  g_hash_table_unref (self->names);
  g_free (self->types);
  g_free (self);
}

void
kheo_sheet_writer_set_separator (KheoSheetWriter *self, char separator)
{
  g_return_if_fail (self->state == NULL && separator != '\0' &&
                    strchr (",;\t|", separator) != NULL);

  self->separator = separator;
}

static void
set_error (KheoSheetWriter *self, KheoErrorCode code, const char *what)
{
  if (self->error == NULL)
    self->error = g_error_new (KHEO_ERROR, code, "“%s”: %s", self->path, what);
}

/* An empty file of a name of its own, beside the one to be. */
static gboolean
open_state (KheoSheetWriter *self)
{
  int fd;

  if (self->state != NULL || self->error != NULL)
    return self->error == NULL;
  self->temporary = g_strdup_printf ("%s.XXXXXX", self->path);
  fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC,
                       0666); /* less the umask: offices share folders */
  if (fd < 0)
    {
      set_error (self, KHEO_ERROR_FAILED, g_strerror (errno));
      g_clear_pointer (&self->temporary, g_free);
      return FALSE;
    }
  close (fd);
  self->state = self->format->open (self->temporary, self->separator, self->merges, &self->error);
  return self->state != NULL;
}

/* A name that all formats take: no []:*?/\, no quote at the ends, not too long, not used yet. */
static char *
make_name (KheoSheetWriter *self, const char *name)
{
  g_autofree char *clean = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *base = NULL;
  g_autofree char *folded = NULL;

  g_strdelimit (clean, "[]:*?/\\'\r\n\t", ' ');
  g_strstrip (clean);
  base = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), (glong) MAX_NAME));
  for (guint i = *base == '\0';; i++)
    {
      g_autofree char *suffix =
          i > 0 ? g_strdup_printf ("%s%u", *base != '\0' ? " " : "", i) : g_strdup ("");
      glong            room = (glong) (MAX_NAME - strlen (suffix));
      g_autofree char *start = g_utf8_substring (base, 0, MIN (g_utf8_strlen (base, -1), room));
      g_autofree char *full = g_strconcat (start, suffix, NULL);

      folded = g_utf8_casefold (full, -1);
      if (g_hash_table_add (self->names, g_steal_pointer (&folded)))
        return g_steal_pointer (&full);
    }
}

void
kheo_sheet_writer_set_columns (KheoSheetWriter       *self,
                               const char            *sheet_name,
                               const KheoSheetColumn *columns,
                               guint                  n_columns)
{
  g_autofree char *name = NULL;

  g_return_if_fail (self->kind != KHEO_SHEET_FORMAT_CSV || self->state == NULL);

  if (!open_state (self))
    return;
  if (n_columns > KHEO_SHEET_MAX_COLUMNS)
    {
      set_error (self, KHEO_ERROR_TOO_LARGE, "too many columns");
      return;
    }
  name = make_name (self, sheet_name);
  g_free (self->types);
  self->types = g_new (KheoColumnType, n_columns);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    self->types[i] = columns[i].type;
  self->row = n_columns > 0;
  self->column = 0;
  self->format->begin_sheet (self->state, name, columns, n_columns, &self->error);
  kheo_sheet_writer_set_look (self, KHEO_SHEET_LOOK_PLAIN);
}

void
kheo_sheet_writer_begin_row (KheoSheetWriter *self)
{
  g_return_if_fail (self->state != NULL || self->error != NULL);

  if (self->error != NULL)
    return;
  if (self->row++ >= KHEO_SHEET_MAX_ROWS)
    set_error (self, KHEO_ERROR_TOO_LARGE, "too many rows");
  else
    self->format->begin_row (self->state, &self->error);
  self->column = 0;
}

/* Where the next cell goes; FALSE when it goes nowhere. */
static gboolean
take_column (KheoSheetWriter *self, guint *out_column)
{
  *out_column = self->column++;
  if (self->error == NULL && *out_column >= KHEO_SHEET_MAX_COLUMNS)
    set_error (self, KHEO_ERROR_TOO_LARGE, "too many columns");
  return self->error == NULL;
}

void
kheo_sheet_writer_add_text (KheoSheetWriter *self, const char *text)
{
  guint            column;
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    {
      kheo_sheet_writer_add_null (self);
      return;
    }
  if (!take_column (self, &column))
    return;
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  self->format->add_text (self->state, column, text, &self->error);
}

void
kheo_sheet_writer_add_int (KheoSheetWriter *self, gint64 value)
{
  guint column;

  if (value <= -MAX_EXACT || value >= MAX_EXACT)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

      kheo_sheet_writer_add_text (self, text);
    }
  else if (take_column (self, &column))
    self->format->add_number (self->state, column, (double) value, KHEO_COLUMN_INTEGER,
                              &self->error);
}

void
kheo_sheet_writer_add_double (KheoSheetWriter *self, double value)
{
  guint column;

  if (take_column (self, &column) && isfinite (value))
    self->format->add_number (self->state, column, value, KHEO_COLUMN_NUMBER, &self->error);
}

void
kheo_sheet_writer_add_date (KheoSheetWriter *self, KheoDate date)
{
  guint column;

  if (take_column (self, &column) && date != KHEO_DATE_UNKNOWN)
    self->format->add_date (self->state, column, date, &self->error);
}

void
kheo_sheet_writer_add_null (KheoSheetWriter *self)
{
  guint column;

  if (take_column (self, &column) && self->look == KHEO_SHEET_LOOK_MARKED &&
      self->format->add_blank != NULL)
    self->format->add_blank (self->state, column, &self->error);
}

void
kheo_sheet_writer_allow_merges (KheoSheetWriter *self)
{
  g_return_if_fail (self->state == NULL);

  self->merges = self->format->add_merged != NULL;
}

void
kheo_sheet_writer_add_merged (KheoSheetWriter *self,
                              const char      *text,
                              guint            n_rows,
                              guint            n_columns)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  guint            column;

  g_return_if_fail (n_rows > 0 && n_columns > 0);

  if (!self->merges || n_rows + n_columns == 2)
    {
      kheo_sheet_writer_add_text (self, valid);
      self->column += n_columns - 1;
    }
  else if (take_column (self, &column))
    {
      self->column += n_columns - 1;
      self->format->add_merged (self->state, column, valid, n_rows, n_columns, &self->error);
    }
}

void
kheo_sheet_writer_set_look (KheoSheetWriter *self, KheoSheetLook look)
{
  self->look = look;
  if (self->state != NULL && self->format->set_look != NULL)
    self->format->set_look (self->state, look);
}

/* On disk before it takes the name, so that a power cut leaves the old file or the new one. */
static gboolean
put_in_place (KheoSheetWriter *self)
{
  int      fd = g_open (self->temporary, O_RDWR | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int      number = errno;

  if (fd >= 0)
    close (fd);
  if (ok && g_rename (self->temporary, self->path) != 0)
    {
      number = errno;
      ok = FALSE;
    }
  if (ok)
    g_clear_pointer (&self->temporary, g_free);
  else
    set_error (self, KHEO_ERROR_FAILED, g_strerror (number));
  return ok;
}

gboolean
kheo_sheet_writer_finish (KheoSheetWriter *self, GError **error)
{
  if (self->state == NULL && self->error == NULL)
    set_error (self, KHEO_ERROR_INVALID, "a table without columns");
  if (self->state != NULL)
    {
      GError  *problem = NULL;
      gpointer state = g_steal_pointer (&self->state);

      if (!self->format->close (state, self->error == NULL, &problem) && self->error == NULL)
        self->error = problem;
      else
        g_clear_error (&problem);
    }
  if (self->error == NULL && put_in_place (self))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
