/* The OLE2 container of xls files, by libgsf. */
#include "kheo-xls.h"

#include "kheo-error.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <string.h>

#define SECTOR 512u

/* Some offices' programs leave out the end of the last sector, and libgsf refuses that. */
static GBytes *
pad (GBytes *bytes)
{
  gsize       size;
  const void *data = g_bytes_get_data (bytes, &size);
  gsize       padded = (size + SECTOR - 1) / SECTOR * SECTOR;
  guint8     *copy;

  if (padded == size)
    return g_bytes_ref (bytes);
  copy = g_malloc0 (padded);
  memcpy (copy, data, size);
  return g_bytes_new_take (copy, padded);
}

static GBytes *
read_stream (GsfInput *input, GError **error)
{
  gsf_off_t     size = gsf_input_size (input);
  const guint8 *data = size > 0 ? gsf_input_read (input, (gsize) size, NULL) : NULL;

  if (data != NULL)
    return g_bytes_new (data, (gsize) size);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "the workbook's stream is cut short");
  return NULL;
}

static gboolean
has_child (GsfInfile *file, const char *name)
{
  g_autoptr (GObject) child = (GObject *) gsf_infile_child_by_name (file, name);

  return child != NULL;
}

static GBytes *
read_workbook (GsfInfile *file, GError **error)
{
  static const char *const names[] = { "Workbook", "Book", "WORKBOOK", "BOOK", "workbook" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GObject) stream = (GObject *) gsf_infile_child_by_name (file, names[i]);

      if (stream != NULL)
        return read_stream (GSF_INPUT (stream), error);
    }
  if (has_child (file, "EncryptedPackage"))
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "an Office file under a password");
  else if (has_child (file, "WordDocument"))
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "a Word document");
  else
    g_set_error (error, KHEO_ERROR, KHEO_ERROR_FORMAT, "an OLE2 file without a workbook");
  return NULL;
}

GBytes *
kheo_ole_read_workbook (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) padded = pad (bytes);
  gsize         size;
  const guint8 *data = g_bytes_get_data (padded, &size);
  g_autoptr (GObject) input = (GObject *) gsf_input_memory_new (data, (gsf_off_t) size, FALSE);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) file = (GObject *) gsf_infile_msole_new (GSF_INPUT (input), &problem);

  if (file == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "OLE2 container: %s",
                   problem != NULL ? problem->message : "damaged");
      return NULL;
    }
  return read_workbook (GSF_INFILE (file), error);
}
