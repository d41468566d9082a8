/*
 * Writes a zip of several parts, as files of offices are: in OpenDocument the first part tells the
 * kind of file and lies there plain.  Errors stick: writing goes on doing nothing and _finish()
 * tells.  One thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KheoZipWriter KheoZipWriter;

/* Writes to @path itself; @mimetype becomes the first part, NULL: none. */
KheoZipWriter *kheo_zip_writer_new (const char *path, const char *mimetype);
/* Without _finish() the file is not complete. */
void kheo_zip_writer_free (KheoZipWriter *self);
/* Starts a part; what is written then belongs to it. */
void kheo_zip_writer_begin (KheoZipWriter *self, const char *name);
void kheo_zip_writer_write (KheoZipWriter *self, const char *data, gsize size);
/* A whole part. */
void     kheo_zip_writer_add (KheoZipWriter *self, const char *name, const char *text);
gboolean kheo_zip_writer_finish (KheoZipWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoZipWriter, kheo_zip_writer_free)

G_END_DECLS
