#include "kheo-units-private.h"

#include <string.h>

/* Children of each living unit as lists, in the order of siblings. */
typedef struct
{
  int *first; /* by unit */
  int *next;  /* by unit */
  int  roots;
} Siblings;

static void
siblings_clear (Siblings *siblings)
{
  g_free (siblings->first);
  g_free (siblings->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Siblings, siblings_clear)

/* Versions that hold on the map's day, least rank first: a counting sort, as ranks are small. */
static GArray *
list_living (KheoUnitMap *self)
{
  KheoUnits        *units = self->units;
  g_autofree guint *starts = g_new0 (guint, units->n_versions + 2);
  GArray           *living = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint u = 0; u < units->n; u++)
    {
      int version = kheo_units_version_on (units, u, self->day);

      self->index[u] = version;
      if (version >= 0)
        {
          starts[units->rank[version] + 1]++;
          self->n++;
        }
    }
  for (guint r = 1; r < units->n_versions + 2; r++)
    starts[r] += starts[r - 1];

  g_array_set_size (living, self->n);
  for (guint u = 0; u < units->n; u++)
    if (self->index[u] >= 0)
      g_array_index (living, guint, starts[units->rank[self->index[u]]]++) = (guint) self->index[u];
  return living;
}

static void
link_siblings (KheoUnitMap *self, GArray *living, Siblings *siblings)
{
  KheoUnits *units = self->units;

  siblings->first = g_new (int, MAX (units->n, 1));
  siblings->next = g_new (int, MAX (units->n, 1));
  siblings->roots = -1;
  memset (siblings->first, 0xff, units->n * sizeof (int));

  /* From the last to the first, each put at the head. */
  for (guint i = living->len; i > 0; i--)
    {
      guint version = g_array_index (living, guint, i - 1);
      int   unit = (int) units->owner[version];
      int   parent = units->parents[version];
      int  *head = &siblings->roots;

      /* A parent that does not live is a fault that the check names; no unit is hidden for it. */
      if (parent >= 0 && self->index[parent] >= 0)
        head = &siblings->first[parent];
      siblings->next[unit] = *head;
      *head = unit;
    }
}

/* Puts @unit and all below it into the arrays in tree order.  On entry index[] holds versions; a
 * unit that has its place is marked by a negative first child of -2. */
static void
place_tree (KheoUnitMap *self, Siblings *siblings, int root, guint *next_index, int *index)
{
  int unit = root;
  int above = -1; /* index */

  while (unit >= 0)
    {
      guint i = (*next_index)++;
      int   child = siblings->first[unit];

      self->version[i] = (guint) self->index[unit];
      self->parent[i] = above;
      index[unit] = (int) i;
      siblings->first[unit] = -2;
      if (above >= 0)
        self->n_children[above]++;

      if (child >= 0)
        {
          above = (int) i;
          unit = child;
          continue;
        }
      /* Up until there is a sibling. */
      for (;;)
        {
          self->end[i] = *next_index;
          if (unit == root)
            return;
          if (siblings->next[unit] >= 0)
            break;
          i = (guint) above;
          unit = (int) self->units->owner[self->version[i]];
          above = self->parent[i];
        }
      unit = siblings->next[unit];
    }
}

/* Makes a root of @unit, which stands in the list of a unit that is below it. */
static void
cut_circle (KheoUnitMap *self, Siblings *siblings, guint unit)
{
  int *link = &siblings->first[self->units->parents[self->index[unit]]];

  while (*link != (int) unit)
    link = &siblings->next[*link];
  *link = siblings->next[unit];
  siblings->next[unit] = -1;
}

KheoUnitMap *
kheo_unit_map_new (KheoUnits *units, KheoDate day)
{
  KheoUnitMap *self = g_new0 (KheoUnitMap, 1);
  g_autoptr (GArray) living = NULL;
  g_auto (Siblings) siblings = { 0 };
  guint next_index = 0;
  int  *index;

  g_return_val_if_fail (units != NULL, NULL);

  g_atomic_ref_count_init (&self->refs);
  self->units = kheo_units_ref (units);
  self->day = day != KHEO_DATE_UNKNOWN ? day : kheo_date_today ();
  self->index = g_new (int, MAX (units->n, 1));
  living = list_living (self);

  self->version = g_new (guint, MAX (self->n, 1));
  self->parent = g_new (int, MAX (self->n, 1));
  self->end = g_new (guint, MAX (self->n, 1));
  self->n_children = g_new0 (guint, MAX (self->n, 1));
  index = g_new (int, MAX (units->n, 1));
  memset (index, 0xff, units->n * sizeof (int));

  link_siblings (self, living, &siblings);
  for (int unit = siblings.roots; unit >= 0; unit = siblings.next[unit])
    place_tree (self, &siblings, unit, &next_index, index);
  /* What hangs in a circle (damaged data) has no root: one of them is made it. */
  for (guint i = 0; i < living->len && next_index < self->n; i++)
    {
      guint unit = units->owner[g_array_index (living, guint, i)];

      if (siblings.first[unit] != -2)
        {
          cut_circle (self, &siblings, unit);
          place_tree (self, &siblings, (int) unit, &next_index, index);
        }
    }
  g_free (self->index);
  self->index = index;
  return self;
}

KheoUnitMap *
kheo_unit_map_ref (KheoUnitMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_unit_map_unref (KheoUnitMap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  kheo_units_unref (self->units);
  g_free (self->version);
  g_free (self->parent);
  g_free (self->end);
  g_free (self->n_children);
  g_free (self->index);
  g_free (self);
}

KheoUnits *
kheo_unit_map_get_units (KheoUnitMap *self)
{
  return self->units;
}

KheoDate
kheo_unit_map_get_day (KheoUnitMap *self)
{
  return self->day;
}

guint
kheo_unit_map_get_n (KheoUnitMap *self)
{
  return self->n;
}

int
kheo_unit_map_find (KheoUnitMap *self, gint64 unit_id)
{
  int unit;

  g_return_val_if_fail (self != NULL, -1);

  unit = kheo_units_find (self->units, unit_id);
  return unit >= 0 ? self->index[unit] : -1;
}

gint64
kheo_unit_map_get_id (KheoUnitMap *self, guint index)
{
  g_return_val_if_fail (index < self->n, 0);

  return self->units->versions[self->version[index]]->unit_id;
}

int
kheo_unit_map_get_parent (KheoUnitMap *self, guint index)
{
  g_return_val_if_fail (index < self->n, -1);

  return self->parent[index];
}

guint
kheo_unit_map_get_end (KheoUnitMap *self, guint index)
{
  g_return_val_if_fail (index < self->n, index);

  return self->end[index];
}

guint
kheo_unit_map_get_n_children (KheoUnitMap *self, guint index)
{
  g_return_val_if_fail (index < self->n, 0);

  return self->n_children[index];
}

const KheoUnitVersion *
kheo_unit_map_get_version (KheoUnitMap *self, guint index)
{
  g_return_val_if_fail (index < self->n, NULL);

  return self->units->versions[self->version[index]];
}

GArray *
kheo_unit_map_list_children (KheoUnitMap *self, int index)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (guint));
  guint   end;

  g_return_val_if_fail (self != NULL && index < (int) self->n, children);

  end = index >= 0 ? self->end[index] : self->n;
  for (guint i = (guint) (index + 1); i < end; i = self->end[i])
    g_array_append_val (children, i);
  return children;
}

gboolean
kheo_units_next_named (KheoUnits *units, const KheoNeedle *word, guint *at, guint *out_version)
{
  const guint *starts = units->name_at;
  gsize        hit = kheo_needle_find (word, &units->names, starts[*at], units->names.length);
  guint        low = *at;
  guint        high = units->n_versions;

  if (hit == G_MAXSIZE)
    return FALSE;
  /* The last entry that begins at or before the hit; hits are mostly near each other. */
  for (guint step = 1; low + step < high && starts[low + step] <= hit; step *= 2)
    low += step;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (starts[middle] <= hit)
        low = middle;
      else
        high = middle;
    }
  *out_version = low;
  *at = low + 1;
  return TRUE;
}

void
kheo_units_mark_named (KheoUnits *self, const KheoNeedle *word, guint8 *marks)
{
  guint at = 0;
  guint version;

  while (kheo_units_next_named (self, word, &at, &version))
    marks[self->owner[version]] = 1;
}

guint8
kheo_units_fit_version (KheoUnits *units, const KheoSearchWords *words, guint version)
{
  gsize             from = units->name_at[version];
  gsize             to = units->name_at[version + 1];
  const char       *tab = memchr (units->names.text + from, '\t', to - from);
  gsize             middle = (gsize) (tab - units->names.text);
  const KheoStretch stretches[] = { { &units->names, from, middle },
                                    { &units->names, middle, to } };

  return kheo_search_words_fit (words, stretches, G_N_ELEMENTS (stretches));
}

typedef struct
{
  guint8 fit;
  guint  index;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a;
  const Hit *y = b;

  if (x->fit != y->fit)
    return x->fit < y->fit ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

const KheoNeedle *
kheo_search_words_longest (const KheoSearchWords *words)
{
  const KheoNeedle *longest = &words->words[0];

  for (guint w = 1; w < words->n_words; w++)
    if (words->words[w].length > longest->length)
      longest = &words->words[w];
  return longest;
}

GArray *
kheo_unit_map_search (KheoUnitMap *self, const char *text, guint limit)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (KheoSearchWords) words = NULL;
  g_autoptr (GArray) hits = NULL;
  const KheoNeedle *word;
  guint             at = 0;
  guint             version;

  g_return_val_if_fail (self != NULL && text != NULL, indexes);

  words = kheo_search_words_new (text);
  if (words->n_words == 0)
    return indexes;
  hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  word = kheo_search_words_longest (words);
  while (kheo_units_next_named (self->units, word, &at, &version))
    {
      int index = self->index[self->units->owner[version]];
      Hit hit;

      if (index < 0 || self->version[index] != version)
        continue;
      hit = (Hit){ kheo_units_fit_version (self->units, words, version), (guint) index };
      if (hit.fit != KHEO_NO_FIT)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < MIN (hits->len, limit); i++)
    g_array_append_val (indexes, g_array_index (hits, Hit, i).index);
  return indexes;
}
