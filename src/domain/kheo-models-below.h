/*
 * The models of one question below each of many units, told apart by the units directly below:
 * found in one pass over all models, however many units are then asked for.  A list and a run of
 * lists take it.  Plain values once made: it outlives the world that it was made from.
 */
#pragma once

#include "kheo-query.h"

#include "kheo-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint  group; /* index in KheoModelsOfUnit.names */
} KheoModelBelow;

/* What counts at one unit: by the units directly below in the order of the tree, then at the unit
 * itself and elsewhere; within each in the query's order. */
typedef struct
{
  GArray    *models; /* of KheoModelBelow */
  GPtrArray *names;  /* char*, one a group that has models */
} KheoModelsOfUnit;

void kheo_models_of_unit_free (KheoModelsOfUnit *self);

typedef struct _KheoModelsBelow KheoModelsBelow;

/* @units: the units to be asked for, 0 for the whole book; @query's own unit does not count.  A
 * model is where it surely is: nothing is apportioned.  Store's thread. */
KheoModelsBelow *kheo_models_below_new (
    KheoDb *db, const KheoQuery *query, const gint64 *units, guint n_units, GError **error);
KheoModelsBelow *kheo_models_below_ref (KheoModelsBelow *self);
void             kheo_models_below_unref (KheoModelsBelow *self);

/* Has the book been changed since? */
gboolean kheo_models_below_is_current (const KheoModelsBelow *self, KheoDb *db);
/* NULL: @unit was not among the units. */
KheoModelsOfUnit *kheo_models_below_list (KheoModelsBelow *self, gint64 unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoModelsOfUnit, kheo_models_of_unit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoModelsBelow, kheo_models_below_unref)

G_END_DECLS
