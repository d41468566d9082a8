/*
 * Private to this room: the bytes of one part of a zip, block by block.  A large part is inflated
 * on a thread of its own, a few blocks ahead of whoever reads it; what was inflated a moment ago is
 * still near the processor, so there are few.
 */
#pragma once

#include <archive.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int         status; /* ARCHIVE_OK: there is data; ARCHIVE_EOF: there was; else see the archive */
  const char *data;   /* until the next call */
  gsize       size;
  gint64      offset; /* in the part */
  gint64      place;  /* bytes of the file taken so far */
} KheoUnzipBlock;

typedef struct _KheoUnzip KheoUnzip;

/* Of the part whose header @archive has just read; nobody else may touch it until _free(). @size:
 * of the part as the header says, which may be wrong. */
KheoUnzip *kheo_unzip_new (struct archive *archive, gint64 size);
void       kheo_unzip_free (KheoUnzip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnzip, kheo_unzip_free)

/* After one that is not ARCHIVE_OK there is no next. */
const KheoUnzipBlock *kheo_unzip_next (KheoUnzip *self);

G_END_DECLS
