/*
 * The list of models as an annex ("Danh sách mô hình", domain.md §1.4): grouped by the units below
 * the chosen one, with the count of each group and a total by kind and field.  Made on the store's
 * thread, read on any.
 */
#pragma once

#include "kheo-annex-content.h"
#include "kheo-query.h"

G_BEGIN_DECLS

typedef struct
{
  KheoAnnexTable *table;
  char           *title;    /* translated: "Danh sách mô hình “Dân vận khéo”" */
  char           *subtitle; /* what was asked for: unit, period, filters; clock */
  char           *note;     /* source and day of the figures */
  gint64          n_models;
} KheoModelAnnex;

/* Columns without a value in any row are left out (never STT, name, kind and field).
 * @with_personal: names and posts of individuals too.  A query with an order of its own is not
 * grouped.  NULL with @error also when @progress was cancelled; @progress may be NULL. */
KheoModelAnnex *kheo_model_annex_new (KheoDb          *db,
                                      const KheoQuery *query,
                                      gboolean         with_personal,
                                      KheoProgress    *progress,
                                      GError         **error);
void            kheo_model_annex_free (KheoModelAnnex *self);

/* Takes @self and gives what it says. */
KheoAnnexContent *kheo_model_annex_free_to_content (KheoModelAnnex *self);

/* Lends table and words to @spec, which must not outlive @self; the rest of @spec stays. */
void kheo_model_annex_fill (const KheoModelAnnex *self, KheoAnnexSpec *spec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoModelAnnex, kheo_model_annex_free)

G_END_DECLS
