/*
 * Leaves changes out of a changeset.  The library reads and joins changesets but takes no single
 * change out, so its published format is walked here:
 *
 *   table   'T', number of columns (varint), one byte each (part of the key?), name, 0
 *   change  op, indirect, then the old row (update, delete) and the new row (update, insert)
 *   value   type; 8 bytes (integer, float), or a varint length and as many bytes (text, blob)
 */
#include "kheo-undo-private.h"

#include <string.h>

enum
{
  VALUE_UNDEFINED = 0,
  VALUE_NULL = SQLITE_NULL,
};

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      broken;
} Walk;

/* Big-endian groups of seven bits; the ninth byte counts whole. */
static guint64
read_varint (Walk *walk)
{
  guint64 value = 0;

  for (guint i = 0; i < 9 && walk->at < walk->end; i++)
    {
      guint8 byte = *walk->at++;

      if (i == 8)
        return value << 8 | byte;
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return value;
    }
  walk->broken = TRUE;
  return 0;
}

static void
skip (Walk *walk, guint64 n)
{
  if (n > (guint64) (walk->end - walk->at))
    walk->broken = TRUE;
  else
    walk->at += n;
}

static void
skip_row (Walk *walk, guint64 n_columns)
{
  for (guint64 i = 0; i < n_columns && !walk->broken; i++)
    {
      int type = walk->at < walk->end ? *walk->at++ : -1;

      switch (type)
        {
        case VALUE_UNDEFINED:
        case VALUE_NULL:
          break;
        case SQLITE_INTEGER:
        case SQLITE_FLOAT:
          skip (walk, 8);
          break;
        case SQLITE_TEXT:
        case SQLITE_BLOB:
          skip (walk, read_varint (walk));
          break;
        default:
          walk->broken = TRUE;
        }
    }
}

static guint64
skip_table (Walk *walk)
{
  guint64 n_columns;

  skip (walk, 1);
  n_columns = read_varint (walk);
  skip (walk, n_columns);
  while (walk->at < walk->end && *walk->at != 0)
    walk->at++;
  skip (walk, 1);
  return n_columns;
}

static void
skip_change (Walk *walk, guint64 n_columns)
{
  int op = *walk->at;

  skip (walk, 2);
  skip_row (walk, n_columns);
  if (op == SQLITE_UPDATE)
    skip_row (walk, n_columns);
}

gboolean
kheo_changeset_filter (const KheoChangeset *changeset,
                       KheoFilterFunc       func,
                       gpointer             user_data,
                       KheoChangeset       *out_filtered,
                       GError             **error)
{
  const guint8 *start = changeset->data;
  Walk          walk = { start, start + changeset->size, FALSE };
  guint8       *out = sqlite3_malloc (MAX (changeset->size, 1));
  gsize         size = 0;
  guint64       n_columns = 0;
  guint         index = 0;

  if (out == NULL)
    g_error ("no memory for a changeset of %d bytes", changeset->size);
  while (walk.at < walk.end && !walk.broken)
    {
      const guint8 *from = walk.at;
      gboolean      is_table = *from == 'T';

      if (is_table)
        n_columns = skip_table (&walk);
      else
        skip_change (&walk, n_columns);
      if (walk.broken || !(is_table || func (index++, user_data)))
        continue;
      memcpy (out + size, from, (gsize) (walk.at - from));
      size += (gsize) (walk.at - from);
    }
  out_filtered->data = out;
  out_filtered->size = (int) size;
  if (!walk.broken)
    return TRUE;
  g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "a changeset is damaged");
  return FALSE;
}
