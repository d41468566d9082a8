/* Finding units by any name or code they ever had. */
#include "kheo-unit-across.h"
#include "kheo-units-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoUnitHit hit;
  guint       order; /* among equally good ones: as the tables of units list them */
} Found;

typedef struct
{
  KheoUnits  *units;
  KheoDate    day;
  GHashTable *by_unit; /* id → index in @found + 1 */
  GArray     *found;   /* of Found */
} Search;

/* The name of the day before names of other days, then what fits best. */
static int
compare_hits (const KheoUnitHit *x, const KheoUnitHit *y)
{
  if (x->fit != y->fit)
    return x->fit < y->fit ? -1 : 1;
  if (x->lives != y->lives)
    return x->lives ? -1 : 1;
  if ((x->via == NULL) != (y->via == NULL))
    return x->via == NULL ? -1 : 1;
  return 0;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a;
  const Found *y = b;
  int          by_fit = compare_hits (&x->hit, &y->hit);

  if (by_fit != 0)
    return by_fit;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Each unit once, by the best of its names. */
static void
add_hit (Search *search, const KheoUnitHit *hit, guint order)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (search->by_unit, &hit->unit_id));
  Found found = { *hit, order };

  if (known == 0)
    {
      g_array_append_val (search->found, found);
      g_hash_table_insert (search->by_unit, g_memdup2 (&hit->unit_id, sizeof hit->unit_id),
                           GUINT_TO_POINTER (search->found->len));
      return;
    }
  if (compare_hits (hit, &g_array_index (search->found, Found, known - 1).hit) < 0)
    g_array_index (search->found, Found, known - 1) = found;
}

static void
add_version (Search *search, guint version, guint8 fit)
{
  KheoUnits  *units = search->units;
  guint       unit = units->owner[version];
  KheoUnitHit hit = { units->ids[unit], TRUE, units->ids[unit], units->versions[version], fit };
  g_autoptr (GArray) standing = NULL;
  int now = kheo_units_version_on (units, unit, search->day);

  if (now >= 0)
    {
      if (now == (int) version)
        hit.via = NULL;
      add_hit (search, &hit, units->rank[now]);
      return;
    }
  standing = kheo_units_list_standing (units, hit.unit_id, search->day);
  hit.lives = standing->len > 0;
  if (!hit.lives)
    add_hit (search, &hit, units->rank[version]);
  for (guint i = 0; i < standing->len; i++)
    {
      hit.unit_id = g_array_index (standing, gint64, i);
      add_hit (search, &hit, units->rank[version]);
    }
}

GArray *
kheo_units_search_in_time (KheoUnits *self, const char *text, KheoDate day, guint limit)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (KheoUnitHit));
  g_autoptr (KheoSearchWords) words = NULL;
  g_autoptr (GHashTable) by_unit = NULL;
  g_autoptr (GArray) found = NULL;
  Search search;
  guint  at = 0;
  guint  version;

  g_return_val_if_fail (self != NULL && text != NULL, hits);

  words = kheo_search_words_new (text);
  if (words->n_words == 0)
    return hits;
  by_unit = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  found = g_array_new (FALSE, FALSE, sizeof (Found));
  search = (Search){ self, day != KHEO_DATE_UNKNOWN ? day : kheo_date_today (), by_unit, found };
  while (kheo_units_next_named (self, kheo_search_words_longest (words), &at, &version))
    {
      guint8 fit = kheo_units_fit_version (self, words, version);

      if (fit != KHEO_NO_FIT)
        add_version (&search, version, fit);
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < MIN (found->len, limit); i++)
    g_array_append_val (hits, g_array_index (found, Found, i).hit);
  return hits;
}

GArray *
kheo_unit_map_search_in_time (KheoUnitMap *map, const char *text, guint limit)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) hits = NULL;

  g_return_val_if_fail (map != NULL, indexes);

  hits = kheo_units_search_in_time (map->units, text, map->day, G_MAXUINT);
  for (guint i = 0; i < hits->len && indexes->len < limit; i++)
    {
      const KheoUnitHit *hit = &g_array_index (hits, KheoUnitHit, i);
      guint              index = (guint) kheo_unit_map_find (map, hit->unit_id);

      if (hit->lives)
        g_array_append_val (indexes, index);
    }
  return indexes;
}

char *
kheo_unit_hit_describe (KheoUnits *units, const KheoUnitHit *hit)
{
  const KheoUnitVersion *via = hit->via;
  const KheoUnitVersion *now;
  g_autofree char       *day = NULL;
  g_autofree char       *name = NULL;

  if (via == NULL)
    return NULL;
  /* A code that is another one now is what was searched, maybe; it does no harm to say it. */
  now = kheo_units_get_version (units, hit->unit_id, 0);
  name = via->code != NULL && (now == NULL || g_strcmp0 (now->code, via->code) != 0)
             ? g_strdup_printf ("%s (%s)", via->name, via->code)
             : g_strdup (via->name);
  if (via->valid_to == KHEO_DATE_UNKNOWN)
    {
      day = kheo_date_format (via->valid_from);
      /* Translators: found by a later name; a unit, the day it has been called so from. */
      return g_strdup_printf (_ ("%s from %s"), name, day);
    }
  day = kheo_date_format (via->valid_to);
  if (!hit->lives)
    /* Translators: a unit that ended, its last day. */
    return g_strdup_printf (_ ("%s, ended on %s"), name, day);
  /* Translators: found by an old name; a unit, the last day it was called so. */
  return g_strdup_printf (_ ("formerly %s, until %s"), name, day);
}
