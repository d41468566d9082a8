#include "kheo-annex-file-private.h"

#include "kheo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef enum
{
  FILE_PDF,
  FILE_XLSX,
  FILE_ODS,
  FILE_ODT,
  N_FILES
} FileKind;

static gboolean
find_kind (const char *path, FileKind *out_kind)
{
  static const char *const ends[N_FILES] = { ".pdf", ".xlsx", ".ods", ".odt" };
  g_autofree char         *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < N_FILES; i++)
    if (g_str_has_suffix (folded, ends[i]))
      {
        *out_kind = (FileKind) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
kheo_annex_file_is_known (const char *path)
{
  FileKind kind;

  return find_kind (path, &kind);
}

char *
kheo_annex_file_title (const KheoAnnexSpec *spec)
{
  gboolean both = spec->title != NULL && spec->subtitle != NULL;

  return g_strconcat (spec->title != NULL ? spec->title : "", both ? ", " : "",
                      spec->subtitle != NULL ? spec->subtitle : "", NULL);
}

static gboolean
write_pdf (const KheoAnnexSpec *spec,
           const char          *path,
           const char          *author,
           KheoProgress        *progress,
           GError             **error)
{
  g_autoptr (KheoPages) pages = kheo_annex_paginate (spec, progress, error);

  return pages != NULL && kheo_pages_export_pdf (pages, path, author, progress, error);
}

static gboolean
write_to (const KheoAnnexSpec *spec,
          FileKind             kind,
          const char          *path,
          const char          *author,
          KheoProgress        *progress,
          GError             **error)
{
  if (kind == FILE_ODT)
    return kheo_annex_write_odt (spec, path, author, progress, error);
  return kheo_annex_write_sheet (spec, path,
                                 kind == FILE_XLSX ? KHEO_SHEET_FORMAT_XLSX : KHEO_SHEET_FORMAT_ODS,
                                 author, progress, error);
}

/* On disk, then under its name. */
static gboolean
keep (const char *temporary, const char *path, GError **error)
{
  int      fd = g_open (temporary, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int      code = errno;

  if (fd >= 0)
    close (fd);
  if (synced && g_rename (temporary, path) == 0)
    return TRUE;
  if (synced)
    code = errno;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, _ ("“%s” cannot be written: %s"), path,
               g_strerror (code));
  return FALSE;
}

gboolean
kheo_annex_file_write (const KheoAnnexSpec *spec,
                       const char          *path,
                       const char          *author,
                       KheoProgress        *progress,
                       GError             **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".kheo-annex-XXXXXX", NULL);
  FileKind         kind;
  int              fd;

  if (!find_kind (path, &kind))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” does not end in .pdf, .xlsx, .ods or .odt"), path);
      return FALSE;
    }
  if (kind == FILE_PDF)
    return write_pdf (spec, path, author, progress, error);
  if ((fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0644)) < 0)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, _ ("“%s” cannot be written: %s"), path,
                   g_strerror (errno));
      return FALSE;
    }
  close (fd);
  if (write_to (spec, kind, temporary, author, progress, error) && keep (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}
