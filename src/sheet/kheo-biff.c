#include "kheo-biff.h"

#include "kheo-charset.h"

#include <string.h>

#define CONTINUE_LIMIT (64u << 20) /* bytes that one text and its trimmings may skip */

gboolean
kheo_biff_next (KheoBiff *self)
{
  const guint8 *header;
  gsize         length;

  if (self->next >= self->size)
    return FALSE;
  header = self->data + self->next;
  if (self->size - self->next < 4)
    {
      self->broken = TRUE;
      return FALSE;
    }
  length = header[2] | (gsize) header[3] << 8;
  if (length > self->size - self->next - 4)
    {
      self->broken = TRUE;
      return FALSE;
    }
  self->id = header[0] | (guint) header[1] << 8;
  self->p = header + 4;
  self->end = self->p + length;
  self->next += 4 + length;
  return TRUE;
}

/* Whether there is more, if need be in a CONTINUE record. */
static gboolean
has_more (KheoBiff *self)
{
  guint id = self->id;

  while (self->p == self->end)
    {
      if (self->size - self->next < 4 ||
          (self->data[self->next] | (guint) self->data[self->next + 1] << 8) !=
              KHEO_BIFF_CONTINUE ||
          !kheo_biff_next (self))
        {
          self->broken = TRUE;
          return FALSE;
        }
      self->id = id;
    }
  return TRUE;
}

guint8
kheo_biff_read_u8 (KheoBiff *self)
{
  return has_more (self) ? *self->p++ : 0;
}

/* Nearly always all bytes are in one record; only the shared strings go on into the next. */
static guint64
read_bytes_of_number (KheoBiff *self, guint n)
{
  guint64 number = 0;

  if ((gsize) (self->end - self->p) >= n)
    {
      for (guint i = 0; i < n; i++)
        number |= (guint64) self->p[i] << (8 * i);
      self->p += n;
    }
  else
    for (guint i = 0; i < n; i++)
      number |= (guint64) kheo_biff_read_u8 (self) << (8 * i);
  return number;
}

guint16
kheo_biff_read_u16 (KheoBiff *self)
{
  return (guint16) read_bytes_of_number (self, 2);
}

guint32
kheo_biff_read_u32 (KheoBiff *self)
{
  return (guint32) read_bytes_of_number (self, 4);
}

double
kheo_biff_read_double (KheoBiff *self)
{
  guint64 bits = read_bytes_of_number (self, 8);
  double  number;

  memcpy (&number, &bits, sizeof number);
  return number;
}

void
kheo_biff_skip (KheoBiff *self, gsize n)
{
  while (n > 0 && has_more (self))
    {
      gsize step = MIN (n, (gsize) (self->end - self->p));

      self->p += step;
      n -= step;
    }
}

void
kheo_biff_string_init (KheoBiffString *string)
{
  string->units = g_array_new (FALSE, FALSE, sizeof (guint16));
  string->runs = g_array_new (FALSE, FALSE, sizeof (KheoBiffRun));
}

void
kheo_biff_string_clear (KheoBiffString *string)
{
  g_array_unref (string->units);
  g_array_unref (string->runs);
}

/* A CONTINUE within the characters starts with a byte of its own that says anew how wide they are.
 */
static void
read_characters (KheoBiff *self, guint n, gboolean wide, GArray *units)
{
  while (n > 0)
    {
      gboolean moved = self->p == self->end;
      guint16  unit;

      if (!has_more (self))
        return;
      if (moved)
        {
          wide = (*self->p++ & 1) != 0;
          continue;
        }
      /* As many as stand in this record at once. */
      do
        {
          unit = wide ? kheo_biff_read_u16 (self) : *self->p++;
          g_array_append_val (units, unit);
        }
      while (--n > 0 && self->p < self->end);
    }
}

/* BIFF5: bytes of the code page; each is one unit for the sake of the runs. */
static void
read_bytes (KheoBiff *self, guint n, GArray *units)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (GString) text = NULL;

  for (guint i = 0; i < n && !self->broken; i++)
    g_string_append_c (raw, (char) kheo_biff_read_u8 (self));
  text = kheo_charset_decode_bytes (raw->str, raw->len, self->vietnamese);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint16 unit = (guint16) g_utf8_get_char (p); /* no character of theirs is beyond 16 bits */

      g_array_append_val (units, unit);
    }
}

static void
read_run_list (KheoBiff *self, guint n, GArray *runs)
{
  for (guint i = 0; i < n && !self->broken; i++)
    {
      KheoBiffRun run;

      run.start = self->is_biff8 ? kheo_biff_read_u16 (self) : kheo_biff_read_u8 (self);
      run.font = self->is_biff8 ? kheo_biff_read_u16 (self) : kheo_biff_read_u8 (self);
      if (!self->broken)
        g_array_append_val (runs, run);
    }
}

void
kheo_biff_read_string (KheoBiff *self, KheoBiffString *out_string)
{
  guint   n = kheo_biff_read_u16 (self);
  guint   flags, n_runs;
  guint32 n_extra;

  g_array_set_size (out_string->units, 0);
  g_array_set_size (out_string->runs, 0);
  if (!self->is_biff8)
    {
      read_bytes (self, n, out_string->units);
      return;
    }
  flags = kheo_biff_read_u8 (self);
  n_runs = (flags & 8) != 0 ? kheo_biff_read_u16 (self) : 0;
  n_extra = (flags & 4) != 0 ? kheo_biff_read_u32 (self) : 0;
  read_characters (self, n, (flags & 1) != 0, out_string->units);
  read_run_list (self, n_runs, out_string->runs);
  if (n_extra > CONTINUE_LIMIT)
    self->broken = TRUE;
  else
    kheo_biff_skip (self, n_extra); /* phonetic text */
}

void
kheo_biff_read_runs (KheoBiff *self, KheoBiffString *out_string)
{
  read_run_list (self, self->is_biff8 ? kheo_biff_read_u16 (self) : kheo_biff_read_u8 (self),
                 out_string->runs);
}

char *
kheo_biff_read_name (KheoBiff *self, gboolean long_length)
{
  KheoBiffString string;
  GString       *text;
  guint          n = long_length ? kheo_biff_read_u16 (self) : kheo_biff_read_u8 (self);

  kheo_biff_string_init (&string);
  if (self->is_biff8)
    read_characters (self, n, (kheo_biff_read_u8 (self) & 1) != 0, string.units);
  else
    read_bytes (self, n, string.units);
  text = kheo_biff_string_to_utf8 (&string);
  kheo_biff_string_clear (&string);
  return g_string_free (text, FALSE);
}

GString *
kheo_biff_string_to_utf8 (const KheoBiffString *string)
{
  return kheo_charset_decode_units ((const guint16 *) (const void *) string->units->data,
                                    string->units->len);
}
