/*
 * A thread that makes, draws and frees pages, so that the window never waits for them: an annex of
 * 100,000 rows is paginated while the person goes on.  Jobs run in the order they were asked for;
 * a picture or a recording that comes out is the caller's.  Main thread.
 *
 *   make ─► n pages ─┬─► picture of a page (preview)
 *                    ├─► recording of a page (printer: replayed on the main thread)
 *                    ├─► file (PDF, SVG, PNG)
 *                    └─► any other work with pages of its own
 */
#pragma once

#include "kheo-preflight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KHEO_TYPE_PRESS (kheo_press_get_type ())
G_DECLARE_FINAL_TYPE (KheoPress, kheo_press, KHEO, PRESS, GObject)

KheoPress *kheo_press_new (void);

/* Runs on the press's thread. */
typedef KheoPages *(*KheoPressFunc) (gpointer data, KheoProgress *progress, GError **error);

/* Replaces the pages; a making that is still under way is cancelled. */
void kheo_press_make_async (KheoPress          *self,
                            KheoPressFunc       func,
                            gpointer            data,
                            GDestroyNotify      data_free,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);

typedef struct
{
  guint      n_pages;
  KheoPaper  paper;
  char      *title;
  char      *description;
  GPtrArray *findings; /* of KheoPreflightFinding: what is to be said before printing */
} KheoPressResult;
void             kheo_press_result_free (KheoPressResult *result);
KheoPressResult *kheo_press_make_finish (KheoPress *self, GAsyncResult *result, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoPressResult, kheo_press_result_free)

/* @scale: pixels per point.  Without pages: KHEO_ERROR_NOT_FOUND. */
void        kheo_press_picture_async (KheoPress          *self,
                                      guint               page,
                                      double              scale,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
GdkTexture *kheo_press_picture_finish (KheoPress *self, GAsyncResult *result, GError **error);

/* A cairo recording surface, vector all through; free with cairo_surface_destroy(). */
void             kheo_press_record_async (KheoPress          *self,
                                          guint               page,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
cairo_surface_t *kheo_press_record_finish (KheoPress *self, GAsyncResult *result, GError **error);

/* PDF takes all pages; SVG and PNG take @page. */
void     kheo_press_export_async (KheoPress          *self,
                                  guint               page,
                                  const char         *path,
                                  KheoChartFormat     format,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean kheo_press_export_finish (KheoPress *self, GAsyncResult *result, GError **error);

/* Work that makes, writes and frees pages of its own; the press's pages stay as they are.
 * @cancellable may be NULL. */
typedef gboolean (*KheoPressWork) (gpointer data, KheoProgress *progress, GError **error);
void     kheo_press_run_async (KheoPress          *self,
                               KheoPressWork       work,
                               gpointer            data,
                               GDestroyNotify      data_free,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean kheo_press_run_finish (KheoPress *self, GAsyncResult *result, GError **error);

G_END_DECLS
