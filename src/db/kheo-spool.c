#define _GNU_SOURCE /* O_TMPFILE */

#include "kheo-spool.h"

#include "kheo-db-private.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define IN_MEMORY (1024u * 1024) /* what gathers before it goes to the file */
#define PIECE     (256u * 1024)  /* of a blob, between two reports */

struct _KheoSpool
{
  int         file;    /* -1: none yet, or none can be made */
  gboolean    no_file; /* none could be made or filled */
  gsize       in_file;
  GByteArray *tail; /* what stands behind that */
};

KheoSpool *
kheo_spool_new (void)
{
  KheoSpool *self = g_new0 (KheoSpool, 1);

  self->file = -1;
  self->tail = g_byte_array_new ();
  return self;
}

void
kheo_spool_free (KheoSpool *self)
{
  if (self == NULL)
    return;
  if (self->file >= 0)
    close (self->file);
  g_byte_array_unref (self->tail);
  g_free (self);
}

/* Without a name from the start, or as soon as it has one.  /tmp is often memory, /var/tmp is not.
 */
static int
open_file (void)
{
  g_autofree char *path = NULL;
  int              file = open ("/var/tmp", O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);

  if (file >= 0)
    return file;
  path = g_build_filename (g_get_tmp_dir (), "kheo-XXXXXX", NULL);
  file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    g_unlink (path);
  return file;
}

static gboolean
write_all (int file, const guint8 *data, gsize size, gsize offset)
{
  while (size > 0)
    {
      gssize n = pwrite (file, data, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
      offset += (gsize) n;
    }
  return TRUE;
}

static void
empty_tail (KheoSpool *self)
{
  if (self->file < 0)
    self->file = open_file ();
  if (self->file < 0 || !write_all (self->file, self->tail->data, self->tail->len, self->in_file))
    {
      self->no_file = TRUE; /* what the file has already is still good */
      return;
    }
  self->in_file += self->tail->len;
  g_byte_array_set_size (self->tail, 0);
}

void
kheo_spool_append (KheoSpool *self, gconstpointer data, gsize size)
{
  g_return_if_fail (size <= G_MAXUINT / 2);

  g_byte_array_append (self->tail, data, (guint) size);
  if (self->tail->len >= IN_MEMORY && !self->no_file)
    empty_tail (self);
}

gsize
kheo_spool_get_size (const KheoSpool *self)
{
  return self->in_file + self->tail->len;
}

static gboolean
read_file (KheoSpool *self, gsize offset, guint8 *buffer, gsize size, GError **error)
{
  while (size > 0)
    {
      gssize n = pread (self->file, buffer, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "a temporary file: %s",
                       n < 0 ? g_strerror (errno) : "cut short");
          return FALSE;
        }
      buffer += n;
      size -= (gsize) n;
      offset += (gsize) n;
    }
  return TRUE;
}

gboolean
kheo_spool_read (KheoSpool *self, gsize offset, gpointer buffer, gsize size, GError **error)
{
  gsize from_file = offset < self->in_file ? MIN (size, self->in_file - offset) : 0;

  g_return_val_if_fail (offset + size <= kheo_spool_get_size (self), FALSE);

  if (from_file > 0 && !read_file (self, offset, buffer, from_file, error))
    return FALSE;
  if (size > from_file)
    memcpy ((guint8 *) buffer + from_file, self->tail->data + (offset + from_file - self->in_file),
            size - from_file);
  return TRUE;
}

GBytes *
kheo_spool_dup_bytes (KheoSpool *self, GError **error)
{
  gsize    size = kheo_spool_get_size (self);
  gpointer data = g_malloc (size);

  if (kheo_spool_read (self, 0, data, size, error))
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

static gboolean
fill (KheoSpool    *self,
      KheoDb       *db,
      sqlite3_blob *blob,
      KheoProgress *progress,
      const char   *what,
      GError      **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize              size = kheo_spool_get_size (self);

  for (gsize offset = 0; offset < size; offset += PIECE)
    {
      gsize n = MIN (PIECE, size - offset);
      int   rc;

      if (!kheo_progress_tick (progress, (double) offset / (double) size, what, error) ||
          !kheo_spool_read (self, offset, piece, n, error))
        return FALSE;
      rc = sqlite3_blob_write (blob, piece, (int) n, (int) offset);
      if (rc != SQLITE_OK)
        return kheo_db_fail (db, rc, error);
    }
  return TRUE;
}

gboolean
kheo_spool_fill_blob (KheoSpool    *self,
                      KheoDb       *db,
                      const char   *table,
                      const char   *column,
                      gint64        rowid,
                      KheoProgress *progress,
                      const char   *what,
                      GError      **error)
{
  sqlite3_blob *blob = NULL;
  int           rc = sqlite3_blob_open (db->handle, "main", table, column, rowid, 1, &blob);
  gboolean      done;

  if (rc != SQLITE_OK)
    return kheo_db_fail (db, rc, error);
  done = fill (self, db, blob, progress, what, error);
  rc = sqlite3_blob_close (blob);
  return done && (rc == SQLITE_OK || kheo_db_fail (db, rc, error));
}
