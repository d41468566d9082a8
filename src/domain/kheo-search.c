#include "kheo-search.h"

#include "kheo-search-block.h"

#include <string.h>

typedef struct
{
  KheoUnits       *units;
  KheoSearchBlock *block;
  KheoSearchWords *words;
  guint8         **named;  /* by word and unit: the word is in its names */
  guint            rarest; /* word */
} Search;

static void
search_clear (Search *self)
{
  for (guint w = 0; w < self->words->n_words && self->named != NULL; w++)
    g_free (self->named[w]);
  g_free (self->named);
  kheo_search_words_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* The word that leaves the fewest rows is looked for everywhere, the others only in those. */
static void
prepare (Search *self)
{
  guint least = G_MAXUINT;

  self->named = g_new (guint8 *, self->words->n_words);
  for (guint w = 0; w < self->words->n_words; w++)
    {
      const KheoNeedle *word = &self->words->words[w];
      guint             n = kheo_search_block_sample (self->block, word);

      self->named[w] = g_new0 (guint8, MAX (self->units->n, 1));
      kheo_units_mark_named (self->units, word, self->named[w]);
      if (n < least)
        {
          least = n;
          self->rarest = w;
        }
    }
}

/* Rows worth looking at; NULL: all, when few models are asked for. */
static guint8 *
mark_candidates (Search *self, const guint8 *mask, guint n_models)
{
  guint   n_rows = kheo_search_block_get_n (self->block);
  guint   n_wanted = 0;
  guint8 *candidates;

  for (guint slot = 0; slot < n_models; slot++)
    n_wanted += mask[slot];
  if (n_wanted < n_rows / 8)
    return NULL;
  candidates = g_new0 (guint8, MAX (n_rows, 1));
  kheo_search_block_mark (self->block, &self->words->words[self->rarest], candidates);
  return candidates;
}

/* @found: the rarest word is known to be in the row. */
static gboolean
holds_all (Search *self, const KheoStretch *row, guint32 unit, gboolean found)
{
  for (guint w = 0; w < self->words->n_words; w++)
    if (!(found && w == self->rarest) && !(unit != KHEO_NO_UNIT && self->named[w][unit]) &&
        kheo_needle_find (&self->words->words[w], row->text, row->from, row->to) == G_MAXSIZE)
      return FALSE;
  return TRUE;
}

/* The names and codes of all versions of @unit. */
static KheoStretch
names_of (KheoUnits *units, guint32 unit)
{
  return (KheoStretch){ &units->names, units->name_at[units->first[unit]],
                        units->name_at[units->first[unit + 1]] };
}

static guint8
fit_row (Search *self, const KheoStretch *row, guint32 unit)
{
  const char *start = row->text->text + row->from;
  const char *tab = memchr (start, '\t', row->to - row->from);
  gsize       middle = tab != NULL ? row->from + (gsize) (tab - start) : row->from;
  KheoStretch stretches[3] = { { row->text, row->from, middle }, { row->text, middle, row->to } };

  if (unit != KHEO_NO_UNIT)
    stretches[2] = names_of (self->units, unit);
  return kheo_search_words_fit (self->words, stretches, unit != KHEO_NO_UNIT ? 3 : 2);
}

/* Is the row a hit?  @candidate: 0 when the rarest word is known not to be in it. */
static gboolean
is_hit (Search *self, const KheoStretch *row, guint32 unit, const guint8 *candidate)
{
  if (candidate != NULL && !*candidate &&
      !(unit != KHEO_NO_UNIT && self->named[self->rarest][unit]))
    return FALSE;
  return holds_all (self, row, unit, candidate != NULL && *candidate);
}

gboolean
kheo_search_run (KheoWorld *world, const char *typed, guint8 *mask, guint8 *fits, GError **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  g_auto (Search)
      self = { kheo_world_get_units (world), NULL, kheo_search_words_new (typed), NULL, 0 };
  g_autofree guint8 *candidates = NULL;
  g_autofree guint8 *hits = NULL;
  guint              n_rows;

  if (self.words->n_words == 0)
    {
      if (fits != NULL)
        memset (fits, 0, columns->n);
      return TRUE;
    }
  self.block = kheo_world_get_block (world, error);
  if (self.block == NULL)
    return FALSE;
  prepare (&self);
  candidates = mark_candidates (&self, mask, columns->n);
  hits = g_new0 (guint8, MAX (columns->n, 1));
  n_rows = kheo_search_block_get_n (self.block);
  for (guint i = 0; i < n_rows; i++)
    {
      KheoStretch row;
      guint       slot;
      guint32     unit;

      if (!kheo_search_block_get_row (self.block, i, &slot, &row) || !mask[slot])
        continue;
      unit = kheo_columns_unit (columns, slot);
      hits[slot] = is_hit (&self, &row, unit, candidates != NULL ? &candidates[i] : NULL);
      if (hits[slot] && fits != NULL)
        fits[slot] = fit_row (&self, &row, unit);
    }
  memcpy (mask, hits, columns->n);
  return TRUE;
}
