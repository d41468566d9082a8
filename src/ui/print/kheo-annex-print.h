/*
 * An annex on its way to paper: rows and the office's settings are read once on the
 * store's thread; pages are then made of them on the press's thread as often as an option changes.
 */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-press.h"
#include "kheo-scope.h"

G_BEGIN_DECLS

/* Immutable, atomically counted. */
typedef struct _KheoAnnexSource KheoAnnexSource;
KheoAnnexSource                *kheo_annex_source_ref (KheoAnnexSource *self);
void                            kheo_annex_source_unref (KheoAnnexSource *self); /* NULL is fine */
const char                     *kheo_annex_source_get_title (const KheoAnnexSource *self);
KheoAnnexStyle kheo_annex_source_get_style (const KheoAnnexSource *self); /* the office's */

/* Store's thread; @with_personal: names and posts of individuals too. */
typedef KheoAnnexContent *(*KheoAnnexMake) (
    KheoDb *db, gpointer data, gboolean with_personal, KheoProgress *progress, GError **error);

/* What to make an annex of; immutable, atomically counted. */
typedef struct _KheoAnnexRecipe KheoAnnexRecipe;
KheoAnnexRecipe *
kheo_annex_recipe_new (KheoAnnexMake make, gpointer data, GDestroyNotify data_free);
/* The list of the models of @query, which is copied. */
KheoAnnexRecipe *kheo_annex_recipe_new_models (const KheoQuery *query);
KheoAnnexRecipe *kheo_annex_recipe_ref (KheoAnnexRecipe *self);
void             kheo_annex_recipe_unref (KheoAnnexRecipe *self);

/* Main thread. */
void             kheo_annex_source_load_async (KheoScope          *scope,
                                               KheoAnnexRecipe    *recipe,
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
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexRecipe, kheo_annex_recipe_unref)

G_END_DECLS
