/*
 * What sheets of charts share: the heading above, source and day below, texts and rectangles beside
 * the charts.  Everything is measured when it is put in; drawing asks nobody.  One thread.
 */
#pragma once

#include "kheo-pages.h"
#include "kheo-typeset.h"

G_BEGIN_DECLS

typedef struct _KheoPageFrame KheoPageFrame;

#define KHEO_EVERY_PAGE G_MAXUINT

/* Each may be NULL or "": then it takes no room. */
typedef struct
{
  const char *heading;
  const char *subtitle;
  const char *source;
  const char *date;
} KheoPageWords;

/* Of the whole sheet; @family NULL: KHEO_CHART_FONT. */
KheoPageFrame *kheo_page_frame_new (KheoPaper paper, KheoChartTheme theme, const char *family);

const KheoChartStyle *kheo_page_frame_get_style (const KheoPageFrame *self);
KheoTypeset          *kheo_page_frame_get_typeset (KheoPageFrame *self);
double                kheo_page_frame_get_gutter (const KheoPageFrame *self); /* between charts */

/* Puts @words on every page; gives the room that they leave. */
KheoBox kheo_page_frame_surround (KheoPageFrame *self, const KheoPageWords *words);

/* @text broken at the width of @box from its top; the height that it takes. */
double kheo_page_frame_add_text (KheoPageFrame *self,
                                 guint          page,
                                 const char    *text,
                                 KheoFace       face,
                                 KheoColor      color,
                                 const KheoBox *box);
/* Filled. */
void kheo_page_frame_add_box (KheoPageFrame *self, guint page, KheoColor color, const KheoBox *box);

/* Takes @self over. */
KheoPages *kheo_page_frame_make_pages (KheoPageFrame *self, guint n_pages);
/* A chart of those pages in @box: its type a little smaller where it has less than the sheet.
 * @title: its line in the outline. */
void kheo_page_frame_add_chart (KheoPageFrame *self,
                                guint          page,
                                KheoChartKind  kind,
                                KheoChartData *data,
                                const char    *title,
                                const KheoBox *box);

G_END_DECLS
