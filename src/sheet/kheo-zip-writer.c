#include "kheo-zip-writer.h"

#include "kheo-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

struct _KheoZipWriter
{
  struct archive *archive;
  GError         *error; /* the first */
};

static void
check (KheoZipWriter *self, gboolean ok)
{
  if (!ok && self->error == NULL)
    self->error = g_error_new (KHEO_ERROR, KHEO_ERROR_FAILED, "zip: %s",
                               archive_error_string (self->archive));
}

KheoZipWriter *
kheo_zip_writer_new (const char *path, const char *mimetype)
{
  KheoZipWriter *self = g_new0 (KheoZipWriter, 1);

  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  /* Parts whose size is not known beforehand would be marked as larger than 4 GiB, which Word and
   * Excel refuse. */
  archive_write_set_format_option (self->archive, "zip", "zip64", NULL);
  check (self, archive_write_open_filename (self->archive, path) == ARCHIVE_OK);
  if (mimetype != NULL)
    {
      archive_write_zip_set_compression_store (self->archive);
      kheo_zip_writer_add (self, "mimetype", mimetype);
      archive_write_zip_set_compression_deflate (self->archive);
    }
  return self;
}

void
kheo_zip_writer_free (KheoZipWriter *self)
{
  archive_write_free (self->archive);
  g_clear_error (&self->error);
  g_free (self);
}

static void
begin (KheoZipWriter *self, const char *name, gssize size)
{
  struct archive_entry *entry;

  if (self->error != NULL)
    return;
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (size >= 0)
    archive_entry_set_size (entry, size);
  check (self, archive_write_header (self->archive, entry) == ARCHIVE_OK);
  archive_entry_free (entry);
}

void
kheo_zip_writer_begin (KheoZipWriter *self, const char *name)
{
  begin (self, name, -1);
}

void
kheo_zip_writer_write (KheoZipWriter *self, const char *data, gsize size)
{
  if (self->error == NULL)
    check (self, archive_write_data (self->archive, data, size) == (la_ssize_t) size);
}

void
kheo_zip_writer_add (KheoZipWriter *self, const char *name, const char *text)
{
  begin (self, name, (gssize) strlen (text));
  kheo_zip_writer_write (self, text, strlen (text));
}

gboolean
kheo_zip_writer_finish (KheoZipWriter *self, GError **error)
{
  if (self->error == NULL)
    check (self, archive_write_close (self->archive) == ARCHIVE_OK);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
