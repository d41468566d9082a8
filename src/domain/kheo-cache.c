#include "kheo-cache.h"

#include "kheo-units-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Also tells the order of bytes and the width of numbers. */
#define MAGIC      G_GUINT64_CONSTANT (0x314f45484b0a0d1a)
#define MARK_SIZE  64
#define MOST_PARTS 65536
/* Files that no book has used for so long are removed. */
#define OLDEST_DAYS 60

typedef struct
{
  guint64 magic;
  guint32 format;
  guint32 schema;
  gint64  seq;
  guint64 n_parts;
  guint64 table; /* where the parts are listed */
  guint64 table_sum;
  char    mark[MARK_SIZE];
} Header;

typedef struct
{
  guint64 offset;
  guint64 size;
  guint64 sum;
} Part;

struct _KheoCache
{
  int    fd;
  Header header;
  Part  *parts;
};

struct _KheoCacheWriter
{
  int      fd;
  char    *path;
  char    *temporary;
  Header   header;
  GArray  *parts; /* of Part */
  guint64  offset;
  gboolean failed;
};

static guint least_rows = 20000;

guint
kheo_cache_get_least (void)
{
  return (guint) g_atomic_int_get (&least_rows);
}

void
kheo_cache_set_least (guint least)
{
  g_atomic_int_set (&least_rows, least);
}

/* Four sums side by side, as fast as memory is read: against damage, not against people. */
static guint64
sum_of (gconstpointer data, gsize size)
{
  const guint64 prime = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64       lanes[4] = { size, 1, 2, 3 };
  guint64       words[4];
  const guint8 *bytes = data;

  for (; size >= sizeof words; size -= sizeof words, bytes += sizeof words)
    {
      memcpy (words, bytes, sizeof words);
      for (guint i = 0; i < 4; i++)
        lanes[i] = ((lanes[i] ^ words[i]) * prime) ^ (lanes[i] >> 29);
    }
  memset (words, 0, sizeof words);
  if (size > 0)
    memcpy (words, bytes, size);
  for (guint i = 0; i < 4; i++)
    lanes[i] = ((lanes[i] ^ words[i]) * prime) ^ (lanes[i] >> 29);
  return lanes[0] ^ (lanes[1] * 3) ^ (lanes[2] * 5) ^ (lanes[3] * 7);
}

static char *
folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "kheo", "columns", NULL);
}

/* NULL for a book that has no file. */
static char *
path_of (KheoDb *db, const char *name)
{
  const char      *book = kheo_db_get_path (db);
  g_autofree char *real = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *file = NULL;
  g_autofree char *in = folder ();

  if (strcmp (book, ":memory:") == 0 || book[0] == '\0')
    return NULL;
  real = g_canonicalize_filename (book, NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  file = g_strdup_printf ("%.32s-%s", hash, name);
  return g_build_filename (in, file, NULL);
}

/* ---- Reading ---- */

static gboolean
read_at (int fd, gpointer data, gsize size, guint64 offset)
{
  gsize done = 0;

  while (done < size)
    {
      gssize got = pread (fd, (char *) data + done, size - done, (off_t) (offset + done));

      if (got <= 0)
        return FALSE;
      done += (gsize) got;
    }
  return TRUE;
}

static gboolean
read_header (KheoCache *self, KheoDb *db, guint32 format)
{
  Header          *header = &self->header;
  g_autofree char *mark = NULL;

  if (!read_at (self->fd, header, sizeof *header, 0) || header->magic != MAGIC ||
      header->format != format || header->schema != kheo_db_get_schema (db) ||
      header->n_parts > MOST_PARTS)
    return FALSE;
  mark = kheo_history_get_mark (db, header->seq);
  if (mark == NULL || strncmp (mark, header->mark, MARK_SIZE) != 0)
    return FALSE;
  self->parts = g_new (Part, header->n_parts + 1);
  return read_at (self->fd, self->parts, header->n_parts * sizeof (Part), header->table) &&
         sum_of (self->parts, header->n_parts * sizeof (Part)) == header->table_sum;
}

KheoCache *
kheo_cache_open (KheoDb *db, const char *name, guint32 format)
{
  g_autofree char *path = path_of (db, name);
  g_autoptr (KheoCache) self = NULL;
  int fd = path != NULL ? g_open (path, O_RDONLY | O_CLOEXEC, 0) : -1;

  if (fd < 0)
    return NULL;
  self = g_new0 (KheoCache, 1);
  self->fd = fd;
  return read_header (self, db, format) ? g_steal_pointer (&self) : NULL;
}

void
kheo_cache_close (KheoCache *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self->parts);
  g_free (self);
}

gint64
kheo_cache_get_seq (KheoCache *self)
{
  return self->header.seq;
}

gsize
kheo_cache_get_size (KheoCache *self, guint part)
{
  return part < self->header.n_parts ? self->parts[part].size : 0;
}

gpointer
kheo_cache_read (KheoCache *self, guint part, gsize n, gsize width)
{
  g_autofree char *data = NULL;
  gsize            size = n * width;

  if (part >= self->header.n_parts || self->parts[part].size != size)
    return NULL;
  data = g_try_malloc (size + 1);
  if (data == NULL || !read_at (self->fd, data, size, self->parts[part].offset) ||
      sum_of (data, size) != self->parts[part].sum)
    return NULL;
  data[size] = '\0';
  return g_steal_pointer (&data);
}

guint32 *
kheo_cache_map_units (KheoCache *cache, guint part, KheoUnits *units, gboolean *out_ok)
{
  gsize              n = kheo_cache_get_size (cache, part) / sizeof (gint64);
  g_autofree gint64 *ids = kheo_cache_read (cache, part, n, sizeof *ids);
  guint32           *now;

  *out_ok = ids != NULL;
  if (ids == NULL || (n == units->n && memcmp (ids, units->ids, n * sizeof *ids) == 0))
    return NULL;
  now = g_new (guint32, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    now[i] = (guint32) kheo_units_find (units, ids[i]);
  return now;
}

/* ---- Writing ---- */

static void
write_bytes (KheoCacheWriter *self, gconstpointer data, gsize size)
{
  gsize done = 0;

  while (done < size && !self->failed)
    {
      gssize put = write (self->fd, (const char *) data + done, size - done);

      if (put <= 0)
        self->failed = TRUE;
      else
        done += (gsize) put;
    }
  self->offset += size;
}

static void
remove_old (const char *in)
{
  g_autoptr (GDir) dir = g_dir_open (in, 0, NULL);
  gint64      oldest = g_get_real_time () / G_USEC_PER_SEC - OLDEST_DAYS * 24 * 3600;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (in, name, NULL);
      GStatBuf         info;

      if (g_lstat (path, &info) == 0 && info.st_mtime < oldest)
        g_unlink (path);
    }
}

KheoCacheWriter *
kheo_cache_writer_new (KheoDb *db, const char *name, guint32 format, gint64 seq)
{
  g_autofree char *path = path_of (db, name);
  g_autofree char *mark = path != NULL ? kheo_history_get_mark (db, seq) : NULL;
  g_autofree char *in = folder ();
  g_autofree char *temporary = path != NULL ? g_strconcat (path, ".XXXXXX", NULL) : NULL;
  KheoCacheWriter *self;
  int              fd;

  /* Without an action nothing tells this book from another. */
  if (mark == NULL || g_mkdir_with_parents (in, 0700) != 0)
    return NULL;
  remove_old (in);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return NULL;
  self = g_new0 (KheoCacheWriter, 1);
  self->fd = fd;
  self->path = g_steal_pointer (&path);
  self->temporary = g_steal_pointer (&temporary);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->header =
      (Header){ .magic = MAGIC, .format = format, .schema = kheo_db_get_schema (db), .seq = seq };
  memcpy (self->header.mark, mark, MARK_SIZE);
  write_bytes (self, &self->header, sizeof self->header);
  return self;
}

void
kheo_cache_writer_add (KheoCacheWriter *self, gconstpointer data, gsize n, gsize width)
{
  Part part = { self->offset, n * width, sum_of (data, n * width) };

  g_array_append_val (self->parts, part);
  write_bytes (self, data, n * width);
}

void
kheo_cache_writer_finish (KheoCacheWriter *self)
{
  self->header.n_parts = self->parts->len;
  self->header.table = self->offset;
  self->header.table_sum = sum_of (self->parts->data, self->parts->len * sizeof (Part));
  write_bytes (self, self->parts->data, self->parts->len * sizeof (Part));
  if (lseek (self->fd, 0, SEEK_SET) != 0)
    self->failed = TRUE;
  write_bytes (self, &self->header, sizeof self->header);
  if (close (self->fd) != 0 || self->failed || g_rename (self->temporary, self->path) != 0)
    g_unlink (self->temporary);
  g_array_unref (self->parts);
  g_free (self->path);
  g_free (self->temporary);
  g_free (self);
}
