/*
 * An annex on its way to paper or into a file: what it says and who issues it are read once on the
 * store's thread; pages and files are then made of them as often as its look changes.
 */
#pragma once

#include "kheo-annex-question.h"
#include "kheo-press.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

/* Immutable, atomically counted. */
typedef struct _KheoAnnexSource KheoAnnexSource;
KheoAnnexSource                *kheo_annex_source_ref (KheoAnnexSource *self);
void                            kheo_annex_source_unref (KheoAnnexSource *self); /* NULL is fine */
const KheoAnnexContent         *kheo_annex_source_get_content (const KheoAnnexSource *self);
const KheoAnnexOffice          *kheo_annex_source_get_office (const KheoAnnexSource *self);

/* Main thread.  @layout NULL: as usual; @with_personal: with the names of people. */
void             kheo_annex_source_load_async (KheoScope               *scope,
                                               const KheoAnnexQuestion *question,
                                               const KheoAnnexLayout   *layout,
                                               gboolean                 with_personal,
                                               GCancellable            *cancellable,
                                               GAsyncReadyCallback      callback,
                                               gpointer                 user_data);
KheoAnnexSource *kheo_annex_source_load_finish (GAsyncResult *result, GError **error);

/* A source in the look of a layout: for kheo_press_make_async(). */
typedef struct _KheoAnnexPrint KheoAnnexPrint;
/* @tile: the sheets that its pages are cut over; no width: in one piece. */
KheoAnnexPrint      *
kheo_annex_print_new (KheoAnnexSource *source, const KheoAnnexLayout *layout, KheoPaper tile);
void kheo_annex_print_free (gpointer data);
KheoPages *kheo_annex_print_make (gpointer data, KheoProgress *progress, GError **error);

/* Writes it on another thread, by the end of @path: pdf, xlsx, ods, odt; only pdf is cut over
 * sheets of @tile.  @near says how it went. */
void kheo_annex_print_write (KheoAnnexSource       *source,
                             const KheoAnnexLayout *layout,
                             KheoPaper              tile,
                             const char            *path,
                             GtkWidget             *near);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexSource, kheo_annex_source_unref)

G_END_DECLS
