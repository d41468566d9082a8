#include "kheo-ods.h"

#include "kheo-error.h"

#include <string.h>

#define MAX_MANIFEST (4u << 20)

/* The manifest may have a DOCTYPE (old OpenOffice), so it is looked at, not parsed. */
static gboolean
check_manifest (KheoZip *zip, GError **error)
{
  g_autoptr (GString) manifest =
      kheo_zip_read_all (zip, "META-INF/manifest.xml", MAX_MANIFEST, error);

  if (manifest == NULL)
    return FALSE;
  if (strstr (manifest->str, "encryption-data") == NULL)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_ENCRYPTED, "an OpenDocument file under a password");
  return FALSE;
}

static void
start_cb (KheoXml *xml, const char *name, const KheoXmlAttributes *attributes)
{
  kheo_ods_styles_start (xml->reader, name, attributes);
}

static void
end_cb (KheoXml *xml, const char *name)
{
  kheo_ods_styles_end (xml->reader, name);
}

static void
text_cb (KheoXml *xml, const char *text, gsize length)
{
  kheo_ods_styles_text (xml->reader, text, length);
}

static gboolean
read_parts (KheoWorkbook *workbook, KheoZip *zip, KheoOdsStyles *styles, GError **error)
{
  static const KheoXmlHandler handler = { start_cb, end_cb, text_cb };

  return (!kheo_zip_has (zip, "styles.xml") ||
          kheo_xml_read_part (zip, "styles.xml", &handler, styles, error)) &&
         kheo_ods_read_tables (workbook, zip, styles, error);
}

KheoWorkbook *
kheo_ods_read (GBytes *bytes, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoZip) zip = kheo_zip_open (bytes, progress, error);
  g_autoptr (KheoWorkbook) workbook = NULL;
  KheoOdsStyles *styles;
  gboolean       ok;

  if (zip == NULL || !check_manifest (zip, error))
    return NULL;
  workbook = kheo_workbook_new ("ods");
  styles = kheo_ods_styles_new (workbook);
  ok = read_parts (workbook, zip, styles, error);
  kheo_ods_styles_free (styles);
  return ok ? g_steal_pointer (&workbook) : NULL;
}
