/*
 * The annex of models on its way to paper: rows and the office's settings are read once on the
 * store's thread; pages are then made of them on the press's thread as often as an option changes.
 */
#pragma once

#include "kheo-annex.h"
#include "kheo-press.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

/* Immutable, atomically counted. */
typedef struct _KheoAnnexSource KheoAnnexSource;
KheoAnnexSource                *kheo_annex_source_ref (KheoAnnexSource *self);
void                            kheo_annex_source_unref (KheoAnnexSource *self); /* NULL is fine */
const char                     *kheo_annex_source_get_title (const KheoAnnexSource *self);
KheoAnnexStyle kheo_annex_source_get_style (const KheoAnnexSource *self); /* the office's */

/* @query is copied; @with_personal: names and posts of individuals too. Main thread. */
void             kheo_annex_source_load_async (KheoScope          *scope,
                                               const KheoQuery    *query,
                                               gboolean            with_personal,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
KheoAnnexSource *kheo_annex_source_load_finish (GAsyncResult *result, GError **error);

/* For kheo_press_make_async(). */
typedef struct _KheoAnnexPrint KheoAnnexPrint;
KheoAnnexPrint                *kheo_annex_print_new (KheoAnnexSource *source,
                                                     KheoPaper        paper,
                                                     KheoAnnexStyle   style,
                                                     const char      *title);
void                           kheo_annex_print_free (gpointer data);
KheoPages *kheo_annex_print_make (gpointer data, KheoProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexSource, kheo_annex_source_unref)

G_END_DECLS
