/* Private to this room: the little CSS that says how the cells of an HTML table look. */
#pragma once

#include "kheo-sheet-builder.h"

G_BEGIN_DECLS

typedef struct _KheoCss KheoCss;

KheoCss *kheo_css_new (KheoWorkbook *workbook);
void     kheo_css_free (KheoCss *self);

/* Takes the rules of a <style> element: those for one element, one class, or both. */
void kheo_css_add_rules (KheoCss *self, const char *text);
/* Changes @style by what the rules say of an element of these classes (may be NULL). Gives whether
 * they hide it. */
gboolean
kheo_css_apply (KheoCss *self, const char *element, const char *classes, KheoCellStyle *style);
/* The same by declarations: "font-family:.VnTime; font-weight:700". */
gboolean
kheo_css_apply_declarations (KheoCss *self, const char *declarations, KheoCellStyle *style);

G_END_DECLS
