/*
 * Pages in points, ready to be drawn on any cairo_t: GtkPrintOperation, preview and export use the
 * same ones.  Everything is measured when they are made; drawing asks nobody.
 * Made, drawn and freed on one thread.
 */
#pragma once

#include "kheo-chart.h"
#include "kheo-paper.h"
#include "kheo-progress.h"

G_BEGIN_DECLS

typedef struct _KheoPages KheoPages;

KheoPages *kheo_pages_ref (KheoPages *self);
void       kheo_pages_unref (KheoPages *self);

/* One page filled by a chart with its title, unit, period, source and date; type scaled to the
 * paper.  @theme is KHEO_CHART_PRINT or KHEO_CHART_MONO; @font_family NULL: KHEO_CHART_FONT. */
KheoPages *kheo_pages_new_for_chart (KheoChartKind  kind,
                                     KheoChartData *data,
                                     KheoPaper      paper,
                                     KheoChartTheme theme,
                                     const char    *font_family);

/* All pages of @poster cut over sheets of @sheet (turned when that needs fewer) that overlap by
 * @overlap_mm, at most a quarter of a sheet, with marks where to cut and a line that names the
 * sheet's row and column.  Clipped, not rasterised; keeps a reference to @poster. */
KheoPages *kheo_pages_new_tiled (KheoPages *poster, KheoPaper sheet, double overlap_mm);

/* The pages of all @parts, one after the other, on the paper of the first; each part a line of the
 * outline by its title in @titles.  Keeps references to the parts. */
KheoPages *
kheo_pages_new_joined (KheoPages *const *parts, const char *const *titles, guint n_parts);

#define KHEO_TILE_OVERLAP 10.0 /* millimetres, the usual */

guint       kheo_pages_get_n_pages (const KheoPages *self); /* ≥ 1 */
KheoPaper   kheo_pages_get_paper (const KheoPages *self);   /* the same for all pages */
const char *kheo_pages_get_title (const KheoPages *self); /* one line, for metadata and job name */
const char *kheo_pages_get_description (const KheoPages *self);

/* @page counts from 0.  1 unit of @cr is 1 point, origin is the corner of the paper. */
void kheo_pages_draw (const KheoPages *self, guint page, cairo_t *cr);

/* All pages.  The same pages give the same bytes.  Beside @path, then renamed; a cancelled or
 * failed export leaves nothing.  @author and @progress may be NULL. */
gboolean kheo_pages_export_pdf (const KheoPages *self,
                                const char      *path,
                                const char      *author,
                                KheoProgress    *progress,
                                GError         **error);

/* One page as SVG or PNG (@dpi 0: 192; ignored for SVG). */
gboolean kheo_pages_export_image (const KheoPages *self,
                                  guint            page,
                                  const char      *path,
                                  KheoChartFormat  format,
                                  double           dpi,
                                  GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoPages, kheo_pages_unref)

G_END_DECLS
