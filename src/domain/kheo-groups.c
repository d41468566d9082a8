#include "kheo-groups.h"

#include "kheo-filter.h"
#include "kheo-group-scope.h"
#include "kheo-moves.h"
#include "kheo-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Years or quarters without models are shown between others, but not by the hundred. */
#define LONGEST_SERIES 120

static void
group_clear (gpointer data)
{
  KheoGroup *group = data;

  g_free (group->key);
  g_free (group->label);
}

/* Takes @key and @label. */
static guint
add_group (KheoGroups *self, char *key, char *label, gint64 unit_id)
{
  KheoGroup group = { key, label, unit_id };

  g_array_append_val (self->groups, group);
  return self->groups->len - 1;
}

static char *
unit_name (KheoUnits *units, gint64 id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, id, day);

  return g_strdup (version != NULL ? version->name : _ ("Not known"));
}

static void
group_by_choice (KheoGroups        *self,
                 const KheoColumns *columns,
                 const KheoQuery   *query,
                 guint              field,
                 const guint8      *mask)
{
  const KheoField  *description = &kheo_register_models.fields[field];
  const KheoColumn *column = &columns->columns[field];
  guint             of_choice[G_MAXUINT8 + 1];

  memset (of_choice, 0xff, sizeof of_choice);
  for (guint c = 0; description->choices[c].value != NULL; c++)
    {
      const char *value = description->choices[c].value;

      if (kheo_query_lets (query, description->name, value))
        of_choice[c + 1] = add_group (self, g_strdup (value),
                                      g_strdup (kheo_field_choice_label (description, value)), 0);
    }
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint8 choice = column->values[slot];

      if (!mask[slot])
        continue;
      if (choice == 0 && of_choice[0] == G_MAXUINT)
        of_choice[0] = add_group (self, NULL, g_strdup (_ ("Not known")), 0);
      self->of_slot[slot] = of_choice[choice];
    }
}

/* The year by which a model belongs: its own when the period is made of whole years, else that of
 * its registration; the quarter is always that of its registration. */
static guint
time_of (const KheoColumns *columns, guint slot, KheoBy by, gboolean whole_years)
{
  KheoSpan span = kheo_columns_registered (columns, slot);

  if (by == KHEO_BY_QUARTER)
    return kheo_span_quarter (span);
  if (whole_years || span == 0)
    return kheo_columns_year (columns, slot);
  return (guint) kheo_date_get_year (kheo_span_first (span));
}

/* Of the period, the first and last year or quarter; leaves open ends as they are. */
static void
widen_to_period (KheoPeriod period, KheoBy by, guint *first, guint *last)
{
  int year, month, day;

  if (period.from == KHEO_DATE_UNKNOWN || period.to == KHEO_DATE_UNKNOWN)
    return;
  kheo_date_split (period.from, &year, &month, &day);
  *first = by == KHEO_BY_YEAR ? (guint) year : (guint) (year * 4 + (month - 1) / 3);
  kheo_date_split (period.to, &year, &month, &day);
  *last = by == KHEO_BY_YEAR ? (guint) year : (guint) (year * 4 + (month - 1) / 3);
}

static guint
add_time (KheoGroups *self, guint time, KheoBy by)
{
  char      *key = by == KHEO_BY_YEAR ? g_strdup_printf ("%u", time)
                                      : g_strdup_printf ("%04u-Q%u", time / 4, time % 4 + 1);
  KheoPeriod period;

  if (by == KHEO_BY_YEAR || !kheo_period_parse (key, &period, NULL))
    return add_group (self, key, g_strdup (key), 0);
  return add_group (self, key, kheo_period_format (period), 0);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* All years or quarters that occur, ascending; the gaps between them too. */
static GArray *
list_times (KheoPeriod period, KheoBy by, const guint32 *times, const guint8 *mask, guint n)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint first = G_MAXUINT;
  guint last = 0;

  widen_to_period (period, by, &first, &last);
  for (guint slot = 0; slot < n; slot++)
    if (mask[slot] && times[slot] != 0)
      {
        first = MIN (first, times[slot]);
        last = MAX (last, times[slot]);
        g_hash_table_add (seen, GUINT_TO_POINTER (times[slot]));
      }
  if (first <= last && last - first < LONGEST_SERIES)
    for (guint time = first; time <= last; time++)
      g_array_append_val (list, time);
  else
    {
      GHashTableIter iter;
      gpointer       key;

      g_hash_table_iter_init (&iter, seen);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          guint time = GPOINTER_TO_UINT (key);

          g_array_append_val (list, time);
        }
      g_array_sort (list, compare_times);
    }
  return list;
}

static void
group_by_time (KheoGroups        *self,
               const KheoColumns *columns,
               const KheoQuery   *query,
               KheoBy             by,
               const guint8      *mask)
{
  guint    first, last;
  gboolean whole = kheo_period_get_years (query->period, &first, &last);
  g_autoptr (GHashTable) indexes = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) times = NULL;
  guint unknown = G_MAXUINT;

  for (guint slot = 0; slot < columns->n; slot++)
    if (mask[slot])
      self->of_slot[slot] = time_of (columns, slot, by, whole);
  times = list_times (query->period, by, self->of_slot, mask, columns->n);
  for (guint i = 0; i < times->len; i++)
    {
      guint time = g_array_index (times, guint, i);

      g_hash_table_insert (indexes, GUINT_TO_POINTER (time),
                           GUINT_TO_POINTER (add_time (self, time, by)));
    }
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint time = self->of_slot[slot];

      if (!mask[slot])
        continue;
      if (time == 0 && unknown == G_MAXUINT)
        unknown = add_group (
            self, NULL,
            g_strdup (by == KHEO_BY_YEAR ? _ ("Year not known") : _ ("Quarter not known")), 0);
      self->of_slot[slot] =
          time != 0 ? GPOINTER_TO_UINT (g_hash_table_lookup (indexes, GUINT_TO_POINTER (time)))
                    : unknown;
    }
}

/* By unit: the group of the models that it carries; G_MAXUINT: none yet. */
typedef struct
{
  KheoGroups *groups;
  KheoUnits  *units;
  KheoDate    day;
  int         above;    /* the unit whose children they are, -1: the roots */
  guint       itself;   /* G_MAXUINT until a model needs it */
  guint       nowhere;  /* so too */
  guint      *of_child; /* by unit: the group made for it as a child */
} Children;

static guint
get_itself (Children *self)
{
  g_autofree char *name = NULL;

  if (self->itself == G_MAXUINT)
    {
      name = unit_name (self->units, self->units->ids[self->above], self->day);
      self->itself =
          add_group (self->groups, g_strdup ("0"),
                     /* Translators: %s is a unit: its own models, not those of the units below. */
                     g_strdup_printf (_ ("Directly at %s"), name), 0);
    }
  return self->itself;
}

static guint
get_nowhere (Children *self)
{
  if (self->nowhere == G_MAXUINT)
    self->nowhere = add_group (self->groups, g_strdup (KHEO_KEY_NOWHERE),
                               g_strdup (_ ("Unit not on the map")), 0);
  return self->nowhere;
}

static guint
get_child (Children *self, guint unit)
{
  if (self->of_child[unit] == G_MAXUINT)
    {
      gint64 id = self->units->ids[unit];

      self->of_child[unit] = add_group (self->groups, g_strdup_printf ("%" G_GINT64_FORMAT, id),
                                        unit_name (self->units, id, self->day), id);
    }
  return self->of_child[unit];
}

static void
group_reported (Children *self, const KheoColumns *columns, const guint8 *mask)
{
  for (guint slot = 0; slot < columns->n; slot++)
    if (mask[slot])
      {
        guint32  unit = kheo_columns_unit (columns, slot);
        guint    above = self->above >= 0 ? (guint) self->above : G_MAXUINT;
        guint    part;
        gboolean inside;

        if (unit == KHEO_NO_UNIT)
          {
            self->groups->of_slot[slot] = get_nowhere (self);
            continue;
          }
        part = kheo_units_part_on (self->units, above, unit, kheo_columns_day (columns, slot),
                                   &inside);
        self->groups->of_slot[slot] = part == above ? get_itself (self) : get_child (self, part);
      }
}

static guint
group_of_place (Children *self, const int *part_of, int place)
{
  if (place < 0)
    return get_nowhere (self);
  return part_of[place] >= 0 ? get_child (self, (guint) part_of[place]) : get_itself (self);
}

static void
group_restated (
    Children *self, KheoWorld *world, const KheoParts *parts, GArray *moves, const guint8 *mask)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoPlacing       *placing = kheo_world_get_placing (world, self->day);
  guint              next = 0;
  g_autofree int    *part_of = kheo_parts_list_units (parts, placing->map);

  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);
      int     place = unit != KHEO_NO_UNIT ? placing->place[unit] : -1;

      if (next < moves->len && g_array_index (moves, KheoMove, next).slot == slot)
        place = g_array_index (moves, KheoMove, next++).place;
      if (mask[slot])
        self->groups->of_slot[slot] = group_of_place (self, part_of, place);
    }
}

static void
group_by_child (
    KheoGroups *groups, KheoWorld *world, const KheoQuery *query, GArray *moves, const guint8 *mask)
{
  KheoUnits        *units = kheo_world_get_units (world);
  KheoDate          day = kheo_query_get_day (query);
  KheoUnitMap      *map = kheo_world_get_placing (world, day)->map;
  g_autofree guint *of_child = g_new (guint, MAX (units->n, 1));
  Children          self = { groups, units, day, -1, G_MAXUINT, G_MAXUINT, of_child };
  g_auto (KheoParts) parts = { 0 };

  memset (of_child, 0xff, units->n * sizeof *of_child);
  kheo_parts_init (&parts, query, map);
  self.above = parts.above;
  /* Children without models are shown too. */
  for (guint c = 0; c < parts.children->len; c++)
    get_child (&self, units->owner[map->version[g_array_index (parts.children, guint, c)]]);

  if (query->clock == KHEO_CLOCK_AS_REPORTED)
    group_reported (&self, kheo_world_get_columns (world), mask);
  else
    group_restated (&self, world, &parts, moves, mask);
}

/* A model is in one row: a unit may belong to several groups. */
static gboolean
group_by_group (KheoGroups      *self,
                KheoWorld       *world,
                const KheoQuery *query,
                GArray          *moves,
                const guint8    *mask,
                GError         **error)
{
  g_autoptr (GPtrArray) scopes = kheo_group_scopes_new (world, query, error);
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoPlacing       *placing = NULL;
  guint              next = 0;
  guint              others[2] = { G_MAXUINT, G_MAXUINT }; /* in none, in several */

  if (scopes == NULL)
    return FALSE;
  if (query->clock != KHEO_CLOCK_AS_REPORTED)
    placing = kheo_world_get_placing (world, kheo_query_get_day (query));
  for (guint i = 0; i < scopes->len; i++)
    {
      const char *name = ((KheoGroupScope *) g_ptr_array_index (scopes, i))->group->name;

      add_group (self, g_strdup (name), g_strdup (name), 0);
    }
  for (guint slot = 0; slot < columns->n; slot++)
    {
      guint32 unit = kheo_columns_unit (columns, slot);
      int     place = placing != NULL && unit != KHEO_NO_UNIT ? placing->place[unit] : -1;
      int     found = -1;
      guint  *other;

      if (placing != NULL && next < moves->len &&
          g_array_index (moves, KheoMove, next).slot == slot)
        place = g_array_index (moves, KheoMove, next++).place;
      if (!mask[slot])
        continue;
      if (unit != KHEO_NO_UNIT)
        found = kheo_group_scopes_find (scopes, unit, kheo_columns_day (columns, slot), place);
      other = &others[found == -2];
      if (found < 0 && *other == G_MAXUINT)
        *other =
            add_group (self, found == -2 ? g_strdup (KHEO_GROUP_SEVERAL) : NULL,
                       g_strdup (found == -2 ? _ ("In several groups") : _ ("In no group")), 0);
      self->of_slot[slot] = found >= 0 ? (guint) found : *other;
    }
  return TRUE;
}

KheoGroups *
kheo_groups_new (KheoWorld       *world,
                 const KheoQuery *query,
                 KheoBy           by,
                 GArray          *moves,
                 const guint8    *mask,
                 GError         **error)
{
  const KheoColumns *columns = kheo_world_get_columns (world);
  KheoGroups        *self = g_new0 (KheoGroups, 1);

  self->groups = g_array_new (FALSE, FALSE, sizeof (KheoGroup));
  g_array_set_clear_func (self->groups, group_clear);
  self->of_slot = g_new0 (guint32, MAX (columns->n, 1));
  switch (by)
    {
    case KHEO_BY_FIELD:
      group_by_choice (self, columns, query, KHEO_MODEL_FIELD, mask);
      break;
    case KHEO_BY_KIND:
      group_by_choice (self, columns, query, KHEO_MODEL_KIND, mask);
      break;
    case KHEO_BY_LEVEL:
      group_by_choice (self, columns, query, KHEO_MODEL_LEVEL, mask);
      break;
    case KHEO_BY_STATUS:
      group_by_choice (self, columns, query, KHEO_MODEL_STATUS, mask);
      break;
    case KHEO_BY_CHILD:
      group_by_child (self, world, query, moves, mask);
      break;
    case KHEO_BY_GROUP:
      if (!group_by_group (self, world, query, moves, mask, error))
        {
          kheo_groups_free (self);
          return NULL;
        }
      break;
    case KHEO_BY_YEAR:
    case KHEO_BY_QUARTER:
    default:
      group_by_time (self, columns, query, by, mask);
      break;
    }
  return self;
}

void
kheo_groups_free (KheoGroups *self)
{
  g_array_unref (self->groups);
  g_free (self->of_slot);
  g_free (self);
}
