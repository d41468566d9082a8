/* What is offered to a person when a text finds no unit. */
#include "kheo-unit-match-private.h"

#include "kheo-text.h"
#include "kheo-unit-names.h"

#include <string.h>

#define MIN_LIKENESS      0.72
#define MAX_LETTERS_APART 6

guint32
kheo_match_letters_of (const char *base)
{
  guint32 letters = 0;

  for (; *base != '\0'; base++)
    letters |= 1u << ((guchar) *base % 32);
  return letters;
}

gboolean
kheo_match_in_scope (const KheoMatchScope *scope, guint index)
{
  const KheoUnitVersion *version = kheo_unit_map_get_version (scope->matcher->map, index);

  return index >= scope->start && index < scope->end &&
         (scope->level < 0 ||
          (version->type != NULL && (int) version->type->level == scope->level));
}

void
kheo_match_offer (KheoUnitMatcher *matcher, KheoUnitMatch *match, guint index)
{
  gint64 id = kheo_unit_map_get_id (matcher->map, index);

  if (match->candidates == NULL)
    match->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < match->candidates->len; i++)
    if (g_array_index (match->candidates, gint64, i) == id)
      return;
  g_array_append_val (match->candidates, id);
}

static void
add_past (KheoUnitMatcher *self, guint version)
{
  char   *base = kheo_name_base_of_version (&self->map->units->versions[version]);
  GArray *units = g_hash_table_lookup (self->past, base);

  if (units == NULL)
    {
      units = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->past, base, units);
    }
  else
    g_free (base);
  g_array_append_val (units, self->map->units->owner[version]);
}

void
kheo_match_offer_past (KheoUnitMatcher *self, const char *text, KheoUnitMatch *match)
{
  g_autoptr (GPtrArray) readings = kheo_name_read (text);
  KheoUnits *units = self->map->units;

  if (self->past == NULL)
    {
      self->past =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      for (guint v = 0; v < units->n_versions; v++)
        {
          int index = self->map->index[units->owner[v]];

          if (index < 0 || self->map->version[index] != v)
            add_past (self, v);
        }
    }
  for (guint r = 0; r < readings->len; r++)
    {
      const KheoNameReading *reading = readings->pdata[r];
      GArray                *hits = g_hash_table_lookup (self->past, reading->base);

      for (guint i = 0; hits != NULL && i < hits->len; i++)
        {
          if (match->candidates == NULL)
            match->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
          if (match->candidates->len < KHEO_MATCH_MOST)
            g_array_append_val (match->candidates, units->ids[g_array_index (hits, guint, i)]);
        }
    }
}

typedef struct
{
  double likeness;
  guint  index;
} Likely;

static int
compare_likely (gconstpointer a, gconstpointer b)
{
  const Likely *x = a;
  const Likely *y = b;

  return x->likeness < y->likeness ? 1 : x->likeness > y->likeness ? -1 : 0;
}

void
kheo_match_offer_alike (const KheoMatchScope *scope, const char *text, KheoUnitMatch *match)
{
  g_autoptr (GPtrArray) readings = kheo_name_read (text);
  g_autoptr (GArray) likely = g_array_new (FALSE, FALSE, sizeof (Likely));

  for (guint r = 0; r < readings->len; r++)
    {
      const char *base = ((KheoNameReading *) readings->pdata[r])->base;
      guint32     letters = kheo_match_letters_of (base);
      gsize       length = strlen (base);

      for (guint i = scope->start; i < scope->end; i++)
        {
          gsize  other = strlen (scope->matcher->bases[i]);
          Likely hit = { 0, i };

          if (!kheo_match_in_scope (scope, i) || MAX (other, length) - MIN (other, length) > 3 ||
              __builtin_popcount (letters ^ scope->matcher->letters[i]) > MAX_LETTERS_APART)
            continue;
          hit.likeness = kheo_text_likeness (base, scope->matcher->bases[i]);
          if (hit.likeness >= MIN_LIKENESS)
            g_array_append_val (likely, hit);
        }
    }
  g_array_sort (likely, compare_likely);
  for (guint i = 0; i < likely->len; i++)
    if (match->candidates == NULL || match->candidates->len < KHEO_MATCH_MOST)
      kheo_match_offer (scope->matcher, match, g_array_index (likely, Likely, i).index);
}
