/*
 * The OLE2 container of xls files: a file system of sectors in one file. Our own, since libgsf
 * leaks at damaged files and refuses those whose last sector is not filled, as the statistics
 * office writes them. Only what lies beside the root is looked at: a workbook within another
 * document is none of ours. Format: [MS-CFB].
 */
#include "kheo-xls.h"

#include "kheo-charset.h"

#include "kheo-error.h"

#include <string.h>

#define HEADER_SIZE 512u
#define ENTRY_SIZE  128u
#define MINI_SHIFT  6u
#define MAX_ENTRIES 65536u

#define TYPE_STREAM 2u
#define TYPE_ROOT   5u
#define LAST_SECTOR 0xfffffffau /* numbers beyond mean something else: end of a chain, free … */

typedef struct
{
  guint8  type;
  guint32 left, right, child; /* entries that come before and after, and the first inside */
  guint32 start;
  guint64 size;
  char   *name; /* UTF-8 */
} Entry;

typedef struct
{
  GBytes       *padded; /* owned: the file up to whole sectors */
  const guint8 *data;   /* of it */
  gsize         size;   /* of the file as it is */
  guint         shift;
  guint32       n_sectors; /* that the file has room for */
  guint32       mini_cutoff;
  GArray       *fat;     /* guint32: the sector after each sector */
  GArray       *entries; /* Entry */
} Ole;

static guint32
get_u16 (const guint8 *p)
{
  return p[0] | (guint32) p[1] << 8;
}

static guint32
get_u32 (const guint8 *p)
{
  return get_u16 (p) | get_u16 (p + 2) << 16;
}

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->name);
}

static gboolean
set_corrupt (GError **error, const char *what)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "OLE2 container: %s", what);
  return FALSE;
}

static GBytes *
pad (GBytes *bytes, gsize unit)
{
  gsize       size;
  const void *data = g_bytes_get_data (bytes, &size);
  gsize       padded = (size + unit - 1) / unit * unit;
  guint8     *copy;

  if (padded == size)
    return g_bytes_ref (bytes);
  copy = g_malloc (padded);
  memcpy (copy, data, size);
  memset (copy + size, 0xff, padded - size); /* no sector, no entry */
  return g_bytes_new_take (copy, padded);
}

static const guint8 *
get_sector (const Ole *self, guint32 sector)
{
  return sector < self->n_sectors ? self->data + (((gsize) sector + 1) << self->shift) : NULL;
}

/* One sector of the table of sectors; more than the file has are not needed. */
static gboolean
add_fat_sector (Ole *self, guint32 sector)
{
  const guint8 *p = get_sector (self, sector);

  if (p == NULL)
    return FALSE;
  for (gsize i = 0; i < (gsize) 1 << self->shift && self->fat->len < self->n_sectors; i += 4)
    {
      guint32 next = get_u32 (p + i);

      g_array_append_val (self->fat, next);
    }
  return TRUE;
}

/* The first 109 sectors of the table stand in the header, the others in a chain of their own. */
static gboolean
read_fat (Ole *self, GError **error)
{
  guint32 n_left = get_u32 (self->data + 44);
  guint32 next = get_u32 (self->data + 68);
  guint   per_sector = (1u << self->shift) / 4 - 1;

  for (guint i = 0; i < 109 && n_left > 0 && self->fat->len < self->n_sectors; i++, n_left--)
    if (!add_fat_sector (self, get_u32 (self->data + 76 + i * 4)))
      return set_corrupt (error, "a table of sectors that is not there");
  while (n_left > 0 && self->fat->len < self->n_sectors)
    {
      const guint8 *p = get_sector (self, next);

      if (p == NULL)
        return set_corrupt (error, "a table of sectors that is not there");
      for (guint i = 0; i < per_sector && n_left > 0; i++, n_left--)
        if (self->fat->len < self->n_sectors && !add_fat_sector (self, get_u32 (p + i * 4)))
          return set_corrupt (error, "a table of sectors that is not there");
      next = get_u32 (p + per_sector * 4);
    }
  return TRUE;
}

/* The bytes of a chain of sectors; all of it when @size is G_MAXUINT64. NULL when it is shorter
 * than that, goes in circles, or lies where the file has ended. */
static GByteArray *
read_chain (const Ole *self, guint32 sector, guint64 size, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize   sector_size = (gsize) 1 << self->shift;
  guint32 n = 0;

  for (; sector < LAST_SECTOR && out->len < size; n++)
    {
      const guint8 *p = get_sector (self, sector);
      gsize         step = (gsize) MIN (sector_size, size - out->len);

      if (p == NULL || n >= self->n_sectors || sector >= self->fat->len ||
          (size != G_MAXUINT64 && (gsize) (p - self->data) + step > self->size))
        {
          set_corrupt (error, "a stream that is cut short, or goes in circles");
          return NULL;
        }
      g_byte_array_append (out, p, (guint) step);
      sector = g_array_index (self->fat, guint32, sector);
    }
  if (size != G_MAXUINT64 && out->len < size)
    {
      set_corrupt (error, "a stream that is cut short");
      return NULL;
    }
  return g_steal_pointer (&out);
}

static char *
read_name (const guint8 *p)
{
  guint   n = MIN (get_u16 (p + 64) / 2, 32);
  guint16 units[32];

  for (guint i = 0; i < n; i++)
    units[i] = (guint16) get_u16 (p + i * 2);
  while (n > 0 && units[n - 1] == 0)
    n--;
  return g_string_free (kheo_charset_decode_units (units, n), FALSE);
}

static gboolean
read_directory (Ole *self, GError **error)
{
  g_autoptr (GByteArray) raw = read_chain (self, get_u32 (self->data + 48), G_MAXUINT64, error);

  if (raw == NULL)
    return FALSE;
  for (gsize i = 0; i + ENTRY_SIZE <= raw->len && self->entries->len < MAX_ENTRIES; i += ENTRY_SIZE)
    {
      const guint8 *p = raw->data + i;
      Entry         entry = { p[66],
                              get_u32 (p + 68),
                              get_u32 (p + 72),
                              get_u32 (p + 76),
                              get_u32 (p + 116),
                              get_u32 (p + 120), /* the upper half is rubbish in small sectors */
                              read_name (p) };

      if (self->shift > 9)
        entry.size |= (guint64) get_u32 (p + 124) << 32;
      g_array_append_val (self->entries, entry);
    }
  if (self->entries->len == 0 || g_array_index (self->entries, Entry, 0).type != TYPE_ROOT)
    return set_corrupt (error, "no root");
  return TRUE;
}

static gboolean
open_container (Ole *self, GBytes *bytes, GError **error)
{
  const guint8 *header = g_bytes_get_data (bytes, &self->size);

  if (self->size < HEADER_SIZE)
    return set_corrupt (error, "cut short");
  self->shift = get_u16 (header + 30);
  if (self->shift != 9 && self->shift != 12)
    return set_corrupt (error, "sectors of an impossible size");
  self->padded = pad (bytes, (gsize) 1 << self->shift);
  self->data = g_bytes_get_data (self->padded, NULL);
  self->n_sectors = (guint32) (g_bytes_get_size (self->padded) >> self->shift) - 1;
  self->mini_cutoff = get_u32 (header + 56);
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return read_fat (self, error) && read_directory (self, error);
}

static void
close_container (Ole *self)
{
  g_clear_pointer (&self->padded, g_bytes_unref);
  g_clear_pointer (&self->fat, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
}

/* The entry of that name right below the root; NULL when there is none. Siblings form a tree. */
static const Entry *
find_entry (const Ole *self, const char *name)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_malloc0 (self->entries->len);

  g_array_append_val (open, g_array_index (self->entries, Entry, 0).child);
  while (open->len > 0)
    {
      guint32      index = g_array_index (open, guint32, open->len - 1);
      const Entry *entry;

      g_array_set_size (open, open->len - 1);
      if (index >= self->entries->len || seen[index])
        continue;
      seen[index] = TRUE;
      entry = &g_array_index (self->entries, Entry, index);
      if (entry->type == TYPE_STREAM && g_ascii_strcasecmp (entry->name, name) == 0)
        return entry;
      g_array_append_val (open, entry->left);
      g_array_append_val (open, entry->right);
    }
  return NULL;
}

/* Small streams share the sectors of one stream, in pieces of 64 bytes with a table of their own.
 */
static GByteArray *
read_small (const Ole *self, const Entry *entry, GError **error)
{
  const Entry *root = &g_array_index (self->entries, Entry, 0);
  g_autoptr (GByteArray) shared = read_chain (self, root->start, root->size, error);
  g_autoptr (GByteArray) table = NULL;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 piece = entry->start;

  if (shared != NULL)
    table = read_chain (self, get_u32 (self->data + 60), G_MAXUINT64, error);
  if (table == NULL)
    return NULL;
  while (out->len < entry->size) /* never more than the cutoff, so circles end */
    {
      gsize place = (gsize) piece << MINI_SHIFT;
      gsize step = (gsize) MIN (1u << MINI_SHIFT, entry->size - out->len);

      if (place + step > shared->len || ((gsize) piece + 1) * 4 > table->len)
        {
          set_corrupt (error, "a small stream that is cut short");
          return NULL;
        }
      g_byte_array_append (out, shared->data + place, (guint) step);
      piece = get_u32 (table->data + (gsize) piece * 4);
    }
  return g_steal_pointer (&out);
}

static GBytes *
read_stream (const Ole *self, const Entry *entry, GError **error)
{
  GByteArray *out;

  if (entry->size > (guint64) self->n_sectors << self->shift)
    {
      set_corrupt (error, "a stream longer than the file");
      return NULL;
    }
  if (entry->size < MIN (self->mini_cutoff, 4096u))
    out = read_small (self, entry, error);
  else
    out = read_chain (self, entry->start, entry->size, error);
  return out != NULL ? g_byte_array_free_to_bytes (out) : NULL;
}

static GBytes *
read_workbook (const Ole *self, GError **error)
{
  const Entry *entry = find_entry (self, "Workbook");

  if (entry == NULL)
    entry = find_entry (self, "Book");
  if (entry != NULL)
    return read_stream (self, entry, error);
  if (find_entry (self, "EncryptedPackage") != NULL)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "an Office file under a password");
  else if (find_entry (self, "WordDocument") != NULL)
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a Word document");
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an OLE2 file without a workbook");
  return NULL;
}

GBytes *
kheo_ole_read_workbook (GBytes *bytes, GError **error)
{
  Ole     self = { 0 };
  GBytes *stream = NULL;

  if (open_container (&self, bytes, error))
    stream = read_workbook (&self, error);
  close_container (&self);
  return stream;
}
