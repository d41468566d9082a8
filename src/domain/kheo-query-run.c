/* Filter, then take what is left in the order that the world keeps. */
#include "kheo-figure-query.h"
#include "kheo-filter.h"
#include "kheo-matter-query.h"

static GArray *
take_in_order (const KheoColumns *columns, const guint32 *order, const guint8 *mask)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   n = 0;

  for (guint slot = 0; slot < columns->n; slot++)
    n += mask[slot];
  g_array_set_size (ids, n);
  n = 0;
  for (guint i = 0; i < columns->n; i++)
    if (mask[order[i]])
      g_array_index (ids, gint64, n++) = columns->ids[order[i]];
  return ids;
}

/* Stable: what fits best first. */
static GArray *
take_by_fit (const KheoColumns *columns,
             const guint32     *order,
             const guint8      *mask,
             const guint8      *fits)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   next[G_MAXUINT8 + 1] = { 0 };
  guint   sum = 0;

  for (guint slot = 0; slot < columns->n; slot++)
    if (mask[slot])
      next[fits[slot]]++;
  for (guint fit = 0; fit <= G_MAXUINT8; fit++)
    {
      guint n = next[fit];

      next[fit] = sum;
      sum += n;
    }
  g_array_set_size (ids, sum);
  for (guint i = 0; i < columns->n; i++)
    if (mask[order[i]])
      g_array_index (ids, gint64, next[fits[order[i]]]++) = columns->ids[order[i]];
  return ids;
}

GArray *
kheo_query_run (KheoDb *db, const KheoQuery *query, GError **error)
{
  KheoWorld         *world;
  g_autofree guint8 *mask = NULL;
  g_autofree guint8 *fits = NULL;
  const guint32     *order;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  if (query->reg != &kheo_register_models && !kheo_figure_query_knows (query->reg) &&
      kheo_matters_of (query->reg) == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "'%s' cannot be queried",
                   query->reg->name);
      return NULL;
    }
  world = kheo_world_get (db, error);
  if (world == NULL)
    return NULL;
  if (kheo_matters_of (query->reg) != NULL)
    return kheo_matter_query_run (world, query, error);
  if (query->reg != &kheo_register_models)
    return kheo_figure_query_run (world, query, error);
  if (query->sort == NULL && query->search != NULL && query->search[0] != '\0')
    fits = g_malloc (MAX (kheo_world_get_n_models (world), 1));
  mask = kheo_filter_run_fits (world, query, TRUE, fits, error);
  if (mask == NULL)
    return NULL;
  order = kheo_world_get_order (world, query->sort, query->descending, kheo_query_get_day (query),
                                error);
  if (order == NULL)
    return NULL;

  if (fits != NULL)
    return take_by_fit (kheo_world_get_columns (world), order, mask, fits);
  return take_in_order (kheo_world_get_columns (world), order, mask);
}
