#include "kheo-binder.h"

#include "kheo-error.h"
#include "kheo-pages-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE 262144

struct _KheoBinder
{
  char            *path;
  char            *draft; /* beside it; NULL once it has been renamed */
  FILE            *file;
  int              problem; /* errno of the first write that failed */
  cairo_surface_t *surface;
  cairo_t         *cr;
  guint            n_pages;
};

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  KheoBinder *self = closure;

  if (fwrite (data, 1, length, self->file) == length)
    return CAIRO_STATUS_SUCCESS;
  if (self->problem == 0)
    self->problem = errno != 0 ? errno : EIO;
  return CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
fail (const KheoBinder *self, int problem, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem), "cannot write \"%s\": %s",
               self->path, g_strerror (problem));
  return FALSE;
}

static gboolean
check (const KheoBinder *self, cairo_status_t status, GError **error)
{
  if (self->problem != 0)
    return fail (self, self->problem, error);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "cannot draw \"%s\": %s", self->path,
               cairo_status_to_string (status));
  return FALSE;
}

static void
set_metadata (KheoBinder *self, const KheoBinderWords *words)
{
  /* An empty date leaves the time of writing out of the file. */
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Khéo");
  if (words->title != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, words->title);
  if (words->description != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_SUBJECT, words->description);
  if (words->author != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, words->author);
}

KheoBinder *
kheo_binder_new (const char *path, const KheoBinderWords *words, GError **error)
{
  g_autoptr (KheoBinder) self = g_new0 (KheoBinder, 1);
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  int              fd = g_mkstemp_full (draft, O_RDWR, 0666);

  self->path = g_strdup (path);
  if (fd < 0)
    {
      fail (self, errno, error);
      return NULL;
    }
  self->draft = g_steal_pointer (&draft);
  self->file = fdopen (fd, "wb");
  setvbuf (self->file, NULL, _IOFBF, BUFFER_SIZE);
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self, 1, 1);
  self->cr = cairo_create (self->surface);
  set_metadata (self, words);
  return g_steal_pointer (&self);
}

static int
add_line (KheoBinder *self, int parent, guint page, const char *title)
{
  char link[32];

  g_snprintf (link, sizeof link, "page=%u", page + 1);
  return cairo_pdf_surface_add_outline (self->surface, parent, title, link, 0);
}

gboolean
kheo_binder_add (KheoBinder      *self,
                 const KheoPages *pages,
                 const char      *title,
                 KheoProgress    *progress,
                 GError         **error)
{
  KheoPaper paper = kheo_pages_get_paper (pages);
  guint     n = kheo_pages_get_n_pages (pages), first = self->n_pages;
  int       above = CAIRO_PDF_OUTLINE_ROOT;

  for (guint page = 0; page < n; page++)
    {
      cairo_pdf_surface_set_size (self->surface, paper.width, paper.height);
      kheo_pages_draw (pages, page, self->cr);
      cairo_show_page (self->cr);
      self->n_pages++;
      if (!kheo_progress_tick (progress, (page + 1.0) / n, NULL, error))
        return FALSE;
      if (self->problem != 0 || cairo_status (self->cr) != CAIRO_STATUS_SUCCESS)
        return check (self, cairo_status (self->cr), error);
    }
  if (title != NULL && *title != '\0')
    above = add_line (self, above, first, title);
  for (guint i = 0; i < kheo_pages_get_n_entries (pages); i++)
    {
      const KheoPagesEntry *entry = kheo_pages_get_entry (pages, i);

      add_line (self, above, first + entry->page, entry->title);
    }
  return TRUE;
}

/* Everything drawn is in the draft. */
static gboolean
finish_drawing (KheoBinder *self, GError **error)
{
  cairo_status_t status = cairo_status (self->cr);

  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  return check (self, status, error);
}

gboolean
kheo_binder_close (KheoBinder *self, GError **error)
{
  FILE    *file = self->file;
  gboolean written;

  if (!finish_drawing (self, error))
    return FALSE;
  written = fflush (file) == 0 && fsync (fileno (file)) == 0;
  self->file = NULL;
  if (fclose (file) != 0 || !written || g_rename (self->draft, self->path) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->draft, g_free);
  return TRUE;
}

void
kheo_binder_free (KheoBinder *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  if (self->surface != NULL)
    {
      self->problem = self->problem != 0 ? self->problem : ECANCELED;
      cairo_surface_finish (self->surface);
    }
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (self->file != NULL)
    fclose (self->file);
  if (self->draft != NULL)
    g_unlink (self->draft);
  g_free (self->draft);
  g_free (self->path);
  g_free (self);
}
