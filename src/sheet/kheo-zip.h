/*
 * Private to this room: the parts of a zip archive in memory, read as a stream. Stricter than zip:
 * the central directory must be there and complete, no name may come twice, and whatever the
 * library does not call good is a refusal.
 */
#pragma once

#include "kheo-progress.h"

#include <glib.h>

G_BEGIN_DECLS

/* A part may not grow beyond this, nor beyond the ratio once it has passed the threshold. */
#define KHEO_ZIP_MAX_PART   (G_GUINT64_CONSTANT (4) << 30)
#define KHEO_ZIP_MAX_RATIO  100u
#define KHEO_ZIP_RATIO_FROM (64u << 20)
#define KHEO_ZIP_MAX_PARTS  16384u

typedef struct _KheoZip KheoZip;

/* Takes the next bytes of a part; FALSE with an error stops. */
typedef gboolean (*KheoZipFunc) (const char *data, gsize size, gpointer user_data, GError **error);

KheoZip *kheo_zip_open (GBytes *bytes, KheoProgress *progress, GError **error);
void     kheo_zip_free (KheoZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoZip, kheo_zip_free)

/* Names as in OPC: case does not count. */
gboolean kheo_zip_has (KheoZip *self, const char *name);
/* CORRUPT when there is no such part, or it is damaged. */
gboolean kheo_zip_read (
    KheoZip *self, const char *name, KheoZipFunc func, gpointer user_data, GError **error);
/* A small part whole, NUL-terminated; TOO_LARGE beyond @max bytes. */
GString *kheo_zip_read_all (KheoZip *self, const char *name, gsize max, GError **error);

G_END_DECLS
