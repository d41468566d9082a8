/* The parts of an annex as a document of text that do not depend on its rows: what it consists of,
 * its pages, its settings, what it says of itself. */
#pragma once

#include "kheo-annex.h"

G_BEGIN_DECLS

#define KHEO_ODF_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

extern const char kheo_annex_odt_mimetype[];
extern const char kheo_annex_odt_manifest[];
extern const char kheo_annex_odt_settings[];

/* styles.xml: the type, the pages with their numbers. */
char *kheo_annex_odt_make_styles (const KheoAnnexSpec *spec);
/* meta.xml; @author may be NULL. */
char *kheo_annex_odt_make_meta (const KheoAnnexSpec *spec, const char *author);

/* " fo:margin-top=\"20.00mm\"": a point whatever the locale. */
void
kheo_annex_odt_append_length (GString *xml, const char *attribute, double length, const char *unit);

G_END_DECLS
