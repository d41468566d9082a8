/* Private to this room: what the parts of an ods file share while it is read. */
#pragma once

#include "kheo-sheet-builder.h"
#include "kheo-xml.h"

G_BEGIN_DECLS

typedef struct _KheoOdsStyles KheoOdsStyles;

KheoOdsStyles *kheo_ods_styles_new (KheoWorkbook *workbook);
void           kheo_ods_styles_free (KheoOdsStyles *self);

/* Both styles.xml and content.xml define styles; these take what concerns them and leave the rest.
 * Depth does not matter: names of elements are unambiguous. */
void
kheo_ods_styles_start (KheoOdsStyles *self, const char *name, const KheoXmlAttributes *attributes);
void kheo_ods_styles_end (KheoOdsStyles *self, const char *name);
void kheo_ods_styles_text (KheoOdsStyles *self, const char *text, gsize length);

/* The workbook's style for a cell style; 0 for NULL and unknown ones. */
guint kheo_ods_styles_find_cell (KheoOdsStyles *self, const char *name, gsize length);
/* The font of a text style into @run. */
void     kheo_ods_styles_find_text (KheoOdsStyles *self, const char *name, KheoTextRun *run);
gboolean kheo_ods_styles_is_hidden_table (KheoOdsStyles *self, const char *name);

gboolean
kheo_ods_read_tables (KheoWorkbook *workbook, KheoZip *zip, KheoOdsStyles *styles, GError **error);

G_END_DECLS
