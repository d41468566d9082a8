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
  char   *base = kheo_name_base_of_version (self->map->units->versions[version]);
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

/* ---- Slips ---- */

#define MOST_SLIPS 3u  /* more are not told apart */
#define BASE_MAX   64u /* bytes of a base that is compared */
#define LONG_NAME  10u /* from here on a name may have two slips */
#define SHORT_NAME 5u  /* shorter ones are too near to each other */

/* Letters to insert, delete, replace or swap with the next; at most MOST_SLIPS. */
static guint
count_slips (const char *a, const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  guint rows[3][BASE_MAX + 1];

  if (n > BASE_MAX || m > BASE_MAX || MAX (n, m) - MIN (n, m) >= MOST_SLIPS)
    return MOST_SLIPS;
  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      guint       *now = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *twice = rows[(i + 1) % 3];

      now[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        {
          now[j] = MIN (MIN (above[j], now[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], twice[j - 2] + 1);
        }
    }
  return MIN (rows[n % 3][m], MOST_SLIPS);
}

/* The nearest reading of the text to the unit at @index. */
static guint
slips_to (const KheoMatchScope *scope, const GPtrArray *readings, guint index)
{
  const KheoUnitVersion *version = kheo_unit_map_get_version (scope->matcher->map, index);
  guint                  least = MOST_SLIPS;

  for (guint r = 0; r < readings->len; r++)
    {
      const KheoNameReading *reading = readings->pdata[r];

      if ((reading->prefix != NULL || readings->len == 1) && strlen (reading->base) >= SHORT_NAME &&
          (reading->prefix == NULL || kheo_unit_type_has_prefix (version->type, reading->prefix)))
        least = MIN (least, count_slips (reading->base, scope->matcher->bases[index]));
    }
  return least;
}

/* Is some unit anywhere called what a reading says? */
static gboolean
is_called_so (const KheoUnitMatcher *self, const GPtrArray *readings)
{
  for (guint r = 0; r < readings->len; r++)
    if (g_hash_table_contains (self->names, ((KheoNameReading *) readings->pdata[r])->base))
      return TRUE;
  return FALSE;
}

gint64
kheo_unit_matcher_find_slip (KheoUnitMatcher *self, const char *text, int level, gint64 under)
{
  KheoMatchScope scope = { self, level, 0, 0 };
  int            parent = kheo_unit_map_find (self->map, under);
  g_autoptr (GPtrArray) readings = kheo_name_read (text);
  guint best = G_MAXUINT;
  guint least = MOST_SLIPS;
  guint next = MOST_SLIPS;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  if (parent < 0 || is_called_so (self, readings))
    return 0;
  scope.start = (guint) parent + 1;
  scope.end = self->map->end[parent];
  for (guint i = scope.start; i < scope.end; i = self->map->end[i])
    {
      guint slips = kheo_match_in_scope (&scope, i) ? slips_to (&scope, readings, i) : MOST_SLIPS;

      if (slips < least)
        {
          next = least;
          least = slips;
          best = i;
        }
      else
        next = MIN (next, slips);
    }
  if (best == G_MAXUINT || least == 0 || next <= least + (least == 1 ? 0 : 1) ||
      least > (strlen (self->bases[best]) >= LONG_NAME ? 2u : 1u))
    return 0;
  return kheo_unit_map_get_id (self->map, best);
}
