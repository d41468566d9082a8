/* Pages of a press as they will be printed: one at a time, turned and zoomed.  The pages are made
 * by whoever owns the press. */
#pragma once

#include "kheo-press.h"

G_BEGIN_DECLS

#define KHEO_TYPE_PAGE_PREVIEW (kheo_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (KheoPagePreview, kheo_page_preview, KHEO, PAGE_PREVIEW, GtkWidget)

/*
 * Actions: "preview.next-page" (), "preview.previous-page" (), "preview.zoom" (s) "in", "out",
 * "fit".
 */
GtkWidget *kheo_page_preview_new (KheoPress *press);
/* The pages are others now; takes @result.  NULL: they are being made. */
void kheo_page_preview_take_result (KheoPagePreview *self, KheoPressResult *result);
/* Why there are none. */
void kheo_page_preview_show_message (KheoPagePreview *self, const char *message);
/* NULL: none yet.  Borrowed. */
const KheoPressResult *kheo_page_preview_get_result (KheoPagePreview *self);

/* What fits the room: the whole page, where its look counts; else its width, where it is read. */
void kheo_page_preview_set_whole (KheoPagePreview *self, gboolean whole);
/* The page that is shown, from 0. */
guint kheo_page_preview_get_page (KheoPagePreview *self);
/* Turns to @page and frames @box (points) on it; without a width: the whole page; NULL: no frame.
 */
void kheo_page_preview_show_place (KheoPagePreview *self, guint page, const KheoBox *box);

G_END_DECLS
