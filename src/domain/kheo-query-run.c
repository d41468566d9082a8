/* Filter, then take what is left in the order that the world keeps. */
#include "kheo-filter.h"
#include "kheo-search-block.h"
#include "kheo-text.h"

#include <string.h>

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

/* Does @text, in lower case, hold all words with their marks? */
static gboolean
holds_words (const char *text, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The names of the unit count as the text of the model does. */
static char *
lower_text (KheoWorld *world, KheoStmt *stmt, gint64 id, GError **error)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  int                slot = kheo_columns_find (columns, id);
  g_autofree char   *text = kheo_search_texts_read (stmt, id, error);
  GString           *lower;
  guint32            unit = slot >= 0 ? kheo_columns_unit (columns, (guint) slot) : KHEO_NO_UNIT;
  g_autofree char   *down = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  if (down == NULL)
    return NULL;
  lower = g_string_new (down);
  if (unit != KHEO_NO_UNIT)
    {
      guint first = units->lower.at[units->first[unit]];
      guint end = units->lower.at[units->first[unit + 1]];

      g_string_append_len (lower, units->lower.text->str + first, end - first);
    }
  return g_string_free (lower, FALSE);
}

/* Stable: those that have the marks as typed before those that are only alike without marks. */
static gboolean
exact_first (KheoWorld *world, const char *search, GArray *ids, GError **error)
{
  g_autofree char *tidy = kheo_text_tidy (search);
  g_autofree char *down = g_utf8_strdown (tidy, -1);
  g_autofree char *folded = kheo_text_fold (tidy);
  g_auto (GStrv) words = g_strsplit (down, " ", -1);
  g_autoptr (GArray) alike = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  guint n_exact = 0;

  /* Who types no marks asks for no marks. */
  if (strcmp (down, folded) == 0)
    return TRUE;

  stmt = kheo_search_texts_prepare (kheo_world_get_db (world));
  alike = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GError) problem = NULL;
      g_autofree char *text = lower_text (world, stmt, id, &problem);

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (text != NULL && holds_words (text, words))
        g_array_index (ids, gint64, n_exact++) = id;
      else
        g_array_append_val (alike, id);
    }
  g_array_set_size (ids, n_exact);
  g_array_append_vals (ids, alike->data, alike->len);
  return TRUE;
}

GArray *
kheo_query_run (KheoDb *db, const KheoQuery *query, GError **error)
{
  KheoWorld         *world;
  g_autofree guint8 *mask = NULL;
  const guint32     *order;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  if (query->reg != &kheo_register_models)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "only models can be queried, not '%s'",
                   query->reg->name);
      return NULL;
    }
  world = kheo_world_get (db, error);
  if (world == NULL)
    return NULL;
  mask = kheo_filter_run (world, query, TRUE, error);
  if (mask == NULL)
    return NULL;
  order = kheo_world_get_order (world, query->sort, query->descending, kheo_query_get_day (query),
                                error);
  if (order == NULL)
    return NULL;

  ids = take_in_order (kheo_world_get_columns (world), order, mask);
  if (query->sort == NULL && query->search != NULL && query->search[0] != '\0' &&
      !exact_first (world, query->search, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}
