#define _GNU_SOURCE /* memmem */
#include "kheo-units-private.h"

#include "kheo-text.h"

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

  return self->units->versions[self->version[index]].unit_id;
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

  return &self->units->versions[self->version[index]];
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

/* The next version at or after *@at whose entry in @texts holds @needle; FALSE at the end. */
static gboolean
next_named (
    KheoUnits *units, const KheoUnitTexts *texts, const char *needle, guint *at, guint *out_version)
{
  const char *start = texts->text->str;
  const char *from = start + texts->at[*at];
  const char *hit = memmem (from, texts->text->len - texts->at[*at], needle, strlen (needle));
  guint       low = *at;
  guint       high = units->n_versions;

  if (hit == NULL)
    return FALSE;
  /* The last entry that begins at or before the hit; hits are mostly near each other. */
  for (guint step = 1; low + step < high && texts->at[low + step] <= (gsize) (hit - start);
       step *= 2)
    low += step;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (texts->at[middle] <= (gsize) (hit - start))
        low = middle;
      else
        high = middle;
    }
  *out_version = low;
  *at = low + 1;
  return TRUE;
}

void
kheo_units_mark_named (KheoUnits *self, const char *word, guint8 *marks)
{
  guint at = 0;
  guint version;

  while (next_named (self, &self->folded, word, &at, &version))
    marks[self->owner[version]] = 1;
}

/* Marks by index of the map the units whose entry in @texts holds @needle. */
static void
mark_hits (KheoUnitMap *self, const KheoUnitTexts *texts, const char *needle, guint8 *marks)
{
  guint at = 0;
  guint version;

  while (next_named (self->units, texts, needle, &at, &version))
    {
      int index = self->index[self->units->owner[version]];

      if (index >= 0 && self->version[index] == version)
        marks[index] = 1;
    }
}

static void
take_hits (KheoUnitMap *self, const guint8 *marks, const guint8 *but, guint limit, GArray *hits)
{
  for (guint i = 0; i < self->n && hits->len < limit; i++)
    if (marks[i] && (but == NULL || !but[i]))
      g_array_append_val (hits, i);
}

GArray *
kheo_unit_map_search (KheoUnitMap *self, const char *text, guint limit)
{
  GArray            *hits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char   *tidy = kheo_text_tidy (text);
  g_autofree char   *folded = kheo_text_fold (tidy);
  g_autofree char   *lower = g_utf8_strdown (tidy, -1);
  g_autofree guint8 *alike = NULL;
  g_autofree guint8 *exact = NULL;

  g_return_val_if_fail (self != NULL, hits);

  if (folded[0] == '\0')
    return hits;

  alike = g_new0 (guint8, MAX (self->n, 1));
  exact = g_new0 (guint8, MAX (self->n, 1));
  mark_hits (self, &self->units->lower, lower, exact);
  take_hits (self, exact, NULL, limit, hits);
  if (hits->len < limit)
    {
      mark_hits (self, &self->units->folded, folded, alike);
      take_hits (self, alike, exact, limit, hits);
    }
  return hits;
}
