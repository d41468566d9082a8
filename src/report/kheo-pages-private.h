/* How the makers of pages (annex, chart) fill a KheoPages. */
#pragma once

#include "kheo-pages.h"

G_BEGIN_DECLS

typedef void (*KheoPagesDraw) (gconstpointer content, guint page, cairo_t *cr);

/* Takes @content over. */
KheoPages *kheo_pages_new (KheoPaper      paper,
                           guint          n_pages,
                           KheoPagesDraw  draw,
                           gpointer       content,
                           GDestroyNotify free_content);
void       kheo_pages_set_texts (KheoPages *self, const char *title, const char *description);

G_END_DECLS
