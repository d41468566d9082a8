#include "kheo-picture.h"

#include "kheo-error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define MOST_PIXELS 32000 /* a side; cairo's images end at 32767 */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check (cairo_status_t status, const char *path, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_FAILED, "cannot draw \"%s\": %s", path,
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
save (const char *path, const void *data, gsize length, GError **error)
{
  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0666, error);
}

static void
set_metadata (cairo_surface_t *surface, const KheoPicture *picture)
{
  /* An empty date leaves the time of writing out of the file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Khéo");
  if (picture->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, picture->title);
  if (picture->description != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, picture->description);
  if (picture->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, picture->author);
  if (picture->keywords != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, picture->keywords);
}

/* One entry for each page that has a title. */
static void
add_outline (cairo_surface_t *surface, const KheoPicture *picture, guint page)
{
  const char      *title = NULL;
  g_autofree char *place = g_strdup_printf ("page=%u", page + 1);

  if (picture->page_title != NULL)
    title = picture->page_title (page, picture->user_data);
  else if (page == 0)
    title = picture->title;
  if (title != NULL && *title != '\0')
    cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, title, place, 0);
}

gboolean
kheo_picture_write_pdf (const KheoPicture *picture,
                        const char        *path,
                        KheoProgress      *progress,
                        GError           **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append, bytes, picture->width, picture->height);
  cairo_t       *cr = cairo_create (surface);
  cairo_status_t status;
  gboolean       going = TRUE;

  set_metadata (surface, picture);
  for (guint page = 0; page < picture->n_pages && going; page++)
    {
      add_outline (surface, picture, page);
      picture->draw (page, cr, picture->user_data);
      cairo_show_page (cr);
      going = kheo_progress_tick (progress, (page + 1.0) / picture->n_pages, NULL, error);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return going && check (status, path, error) && save (path, bytes->data, bytes->len, error);
}

/* Cairo numbers its surfaces through the life of the program; a file must not tell. */
static void
forget_surface_number (GString *svg)
{
  static const char mark[] = "<g id=\"surface";

  const char *tag = strstr (svg->str, mark);

  if (tag != NULL)
    {
      gssize digits = tag + strlen (mark) - svg->str;
      gssize n = (gssize) strspn (svg->str + digits, "0123456789");

      g_string_erase (svg, digits, n);
    }
}

/* Puts <title> and <desc> behind the opening tag. */
static GString *
describe_svg (const KheoPicture *picture, GByteArray *bytes)
{
  GString         *svg = g_string_new_len ((const char *) bytes->data, bytes->len);
  g_autofree char *title = g_markup_escape_text (picture->title != NULL ? picture->title : "", -1);
  g_autofree char *description =
      g_markup_escape_text (picture->description != NULL ? picture->description : "", -1);
  g_autofree char *head =
      g_strdup_printf ("\n<title>%s</title>\n<desc>%s</desc>", title, description);
  const char *tag = strstr (svg->str, "<svg "), *end = tag != NULL ? strchr (tag, '>') : NULL;

  if (end != NULL)
    g_string_insert (svg, end + 1 - svg->str, head);
  forget_surface_number (svg);
  return svg;
}

gboolean
kheo_picture_write_svg (const KheoPicture *picture, guint page, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream (append, bytes, picture->width, picture->height);
  cairo_t       *cr = cairo_create (surface);
  cairo_status_t status;
  GString       *svg;
  gboolean       saved;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  picture->draw (page, cr, picture->user_data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!check (status, path, error))
    return FALSE;

  svg = describe_svg (picture, bytes);
  saved = save (path, svg->str, svg->len, error);
  g_string_free (svg, TRUE);
  return saved;
}

gboolean
kheo_picture_write_png (
    const KheoPicture *picture, guint page, double dpi, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double           scale = dpi / 72, width = ceil (picture->width * scale);
  double           height = ceil (picture->height * scale);
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;

  if (!(width >= 1 && height >= 1 && width <= MOST_PIXELS && height <= MOST_PIXELS))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
                   "\"%s\" would be an image of %.0f × %.0f pixels", path, width, height);
      return FALSE;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  picture->draw (page, cr, picture->user_data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_destroy (surface);
  return check (status, path, error) && save (path, bytes->data, bytes->len, error);
}
