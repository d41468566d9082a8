/* How the makers of pages (annex, chart, sheet, poster) fill a KheoPages, and how those who look
 * at pages without drawing them (outline, preflight) read it. */
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

/* A line of the outline that readers of PDF show beside the pages. */
typedef struct
{
  guint page;
  char *title; /* owned */
} KheoPagesEntry;

void                  kheo_pages_add_entry (KheoPages *self, guint page, const char *title);
guint                 kheo_pages_get_n_entries (const KheoPages *self);
const KheoPagesEntry *kheo_pages_get_entry (const KheoPages *self, guint index);

/* A chart that stands on a page: what preflight looks into. */
typedef struct
{
  guint            page;
  double           x, y; /* of its top left corner, points from the corner of the paper */
  KheoChartLayout *layout;
} KheoPagesChart;

/* Takes a reference to @layout. */
void
kheo_pages_add_chart (KheoPages *self, guint page, double x, double y, KheoChartLayout *layout);
guint                 kheo_pages_get_n_charts (const KheoPages *self);
const KheoPagesChart *kheo_pages_get_chart (const KheoPages *self, guint index);

/* What only the maker of the pages can say before printing: goes among the findings of preflight.
 */
typedef struct
{
  int         severity; /* KheoPreflightSeverity */
  const char *code;     /* static */
  char       *message;  /* owned */
  guint       page;
  KheoBox     box; /* no width: all of the page */
} KheoPagesRemark;

/* Takes @remark's message. */
void                   kheo_pages_add_remark (KheoPages *self, const KheoPagesRemark *remark);
guint                  kheo_pages_get_n_remarks (const KheoPages *self);
const KheoPagesRemark *kheo_pages_get_remark (const KheoPages *self, guint index);

/* Where @box of @page of the pages that @content cuts up lies now. */
typedef void (*KheoPagesLocate) (
    gconstpointer content, guint page, const KheoBox *box, guint *out_page, KheoBox *out_box);

/* @self shows @origin cut up: type is chosen for the reading distance of @origin, and what is to be
 * said of its charts is said of that.  Keeps a reference. */
void       kheo_pages_set_origin (KheoPages *self, KheoPages *origin, KheoPagesLocate locate);
KheoPages *kheo_pages_get_origin (const KheoPages *self); /* NULL: of its own */
void       kheo_pages_locate (
          const KheoPages *self, guint page, const KheoBox *box, guint *out_page, KheoBox *out_box);

G_END_DECLS
