/* Filter, then take what is left in the order that the world keeps. */
#include "kheo-figure-query.h"
#include "kheo-filter.h"
#include "kheo-matter-query.h"

static GArray *
take_in_order (guint n_slots, const guint32 *order, const guint8 *mask)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint   n = 0;

  for (guint slot = 0; slot < n_slots; slot++)
    n += mask[slot];
  g_array_set_size (slots, n);
  n = 0;
  for (guint i = 0; i < n_slots; i++)
    if (mask[order[i]])
      g_array_index (slots, guint32, n++) = order[i];
  return slots;
}

/* Stable: what fits best first. */
static GArray *
take_by_fit (guint n_slots, const guint32 *order, const guint8 *mask, const guint8 *fits)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint   next[G_MAXUINT8 + 1] = { 0 };
  guint   sum = 0;

  for (guint slot = 0; slot < n_slots; slot++)
    if (mask[slot])
      next[fits[slot]]++;
  for (guint fit = 0; fit <= G_MAXUINT8; fit++)
    {
      guint n = next[fit];

      next[fit] = sum;
      sum += n;
    }
  g_array_set_size (slots, sum);
  for (guint i = 0; i < n_slots; i++)
    if (mask[order[i]])
      g_array_index (slots, guint32, next[fits[order[i]]]++) = order[i];
  return slots;
}

GArray *
kheo_query_list_slots (KheoWorld *world, const KheoQuery *query, GError **error)
{
  guint    n = kheo_world_get_n_models (world);
  gboolean by_fit = query->sort == NULL && query->search != NULL && *query->search != '\0';
  g_autofree guint8 *fits = by_fit ? g_malloc (MAX (n, 1)) : NULL;
  g_autofree guint8 *mask = kheo_filter_run_fits (world, query, TRUE, fits, error);
  const guint32     *order = NULL;

  if (mask != NULL)
    order = kheo_world_get_order (world, query->sort, query->descending, kheo_query_get_day (query),
                                  error);
  if (order == NULL)
    return NULL;
  return by_fit ? take_by_fit (n, order, mask, fits) : take_in_order (n, order, mask);
}

static GArray *
list_models (KheoWorld *world, const KheoQuery *query, GError **error)
{
  g_autoptr (GArray) slots = kheo_query_list_slots (world, query, error);
  const KheoColumns *columns = kheo_world_get_columns (world);
  GArray            *ids;

  if (slots == NULL)
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), slots->len);
  g_array_set_size (ids, slots->len);
  for (guint i = 0; i < slots->len; i++)
    g_array_index (ids, gint64, i) = columns->ids[g_array_index (slots, guint32, i)];
  return ids;
}

GArray *
kheo_query_run (KheoDb *db, const KheoQuery *query, GError **error)
{
  KheoWorld *world;

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
  return list_models (world, query, error);
}
