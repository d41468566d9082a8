/* Sizes of paper in points (1/72 inch).  Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KHEO_POINTS_PER_MM (72.0 / 25.4)

typedef struct
{
  double width, height; /* points, as it lies: landscape already turned */
} KheoPaper;

/* "A0" … "A5", "16:9" (a slide of 13.33 × 7.5 inch) or "WxHmm" ("841x1189mm").  A named sheet is
 * portrait unless @landscape; 16:9 is always wide; a size of one's own is turned only when
 * @landscape asks for what it is not.  KHEO_ERROR_INVALID for anything else and for sizes outside
 * 20 mm … 5 m. */
gboolean
kheo_paper_parse (const char *name, gboolean landscape, KheoPaper *out_paper, GError **error);

G_END_DECLS
