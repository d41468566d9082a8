#include "kheo-reported.h"

#define ALWAYS G_MAXUINT32

/* A stand while they are being found: any unit's in any order. */
typedef struct
{
  guint32  unit;
  KheoDate from;
  KheoDate to; /* exclusive; ALWAYS: for good */
  gint32   above;
  gint32   next; /* another of the same unit, -1 */
  guint32  depth;
} Stand;

typedef struct
{
  KheoUnits *units;
  GArray    *stands; /* of Stand */
  gint32    *heads;  /* by unit: its stand found last, -1 */
  guint8    *busy;   /* by unit: its way up is being followed */
} Finding;

/* The stretch around @day in which the unit has one and the same parent. */
static Stand
find_stretch (KheoUnits *units, guint unit, KheoDate day)
{
  guint version = kheo_units_nearest_version (units, unit, day);
  guint first = version;
  guint last = version;

  while (first > units->first[unit] && units->parents[first - 1] == units->parents[version])
    first--;
  while (last + 1 < units->first[unit + 1] && units->parents[last + 1] == units->parents[version])
    last++;
  return (Stand){
    .unit = unit,
    .from = first > units->first[unit] ? units->versions[first]->valid_from : 0,
    .to = last + 1 < units->first[unit + 1] ? units->versions[last + 1]->valid_from : ALWAYS,
    .above = units->parents[version],
  };
}

/* The stand of @unit on @day, found now if need be.  On one day no way up is a circle; where the
 * data is damaged it ends where it would come back. */
static gint32
find_stand (Finding *self, guint unit, KheoDate day, guint depth)
{
  Stand stand;

  for (gint32 i = self->heads[unit]; i >= 0; i = g_array_index (self->stands, Stand, i).next)
    if (g_array_index (self->stands, Stand, i).from <= day &&
        day < g_array_index (self->stands, Stand, i).to)
      return i;

  stand = find_stretch (self->units, unit, day);
  if (stand.above >= 0 && depth < KHEO_DEPTH_MAX && !self->busy[stand.above])
    {
      const Stand *up;

      self->busy[unit] = TRUE;
      stand.above = find_stand (self, (guint) stand.above, day, depth + 1);
      self->busy[unit] = FALSE;
      up = &g_array_index (self->stands, Stand, stand.above);
      stand.from = MAX (stand.from, up->from);
      stand.to = MIN (stand.to, up->to);
      stand.depth = MIN (up->depth + 1, KHEO_DEPTH_MAX);
    }
  else
    stand.above = -1;
  stand.next = self->heads[unit];
  self->heads[unit] = (gint32) self->stands->len;
  g_array_append_val (self->stands, stand);
  return self->heads[unit];
}

/* All stands of @unit, from its first day on. */
static void
find_all (Finding *self, guint unit)
{
  KheoDate day = 0;

  while (day != ALWAYS)
    day = g_array_index (self->stands, Stand, find_stand (self, unit, day, 0)).to;
}

/* Unit by unit, oldest first; @numbers: by stand as found, its place there. */
static void
number_stands (KheoReported *self, const Finding *finding, guint32 *numbers)
{
  guint n = finding->units->n;
  guint at = 0;

  for (guint u = 0; u < n; u++)
    {
      self->first[u] = at;
      for (gint32 i = finding->heads[u]; i >= 0;)
        {
          const Stand *stand = &g_array_index (finding->stands, Stand, i);
          guint        place = at++;

          /* They are few: put in order as they come. */
          for (; place > self->first[u] && self->from[place - 1] > stand->from; place--)
            {
              self->from[place] = self->from[place - 1];
              self->order[place] = self->order[place - 1];
            }
          self->from[place] = stand->from;
          self->order[place] = (guint32) i;
          i = stand->next;
        }
      for (guint place = self->first[u]; place < at; place++)
        numbers[self->order[place]] = place;
    }
  self->first[n] = at;
}

/* The deepest first. */
static void
order_stands (KheoReported *self, const Finding *finding, const guint32 *numbers)
{
  guint starts[KHEO_DEPTH_MAX + 3] = { 0 };

  for (guint i = 0; i < self->n; i++)
    starts[KHEO_DEPTH_MAX - g_array_index (finding->stands, Stand, i).depth + 1]++;
  for (guint d = 1; d < G_N_ELEMENTS (starts); d++)
    starts[d] += starts[d - 1];
  for (guint i = 0; i < self->n; i++)
    {
      guint depth = g_array_index (finding->stands, Stand, i).depth;

      self->order[starts[KHEO_DEPTH_MAX - depth]++] = numbers[i];
    }
}

KheoReported *
kheo_reported_new (KheoUnits *units)
{
  KheoReported       *self = g_new0 (KheoReported, 1);
  Finding             finding = { .units = units };
  g_autofree guint32 *numbers = NULL;
  g_autofree gint32  *heads = g_new (gint32, MAX (units->n, 1));
  g_autofree guint8  *busy = g_new0 (guint8, MAX (units->n, 1));
  g_autoptr (GArray) stands = g_array_sized_new (FALSE, FALSE, sizeof (Stand), 2 * units->n);

  finding.stands = stands;
  finding.heads = heads;
  finding.busy = busy;
  for (guint u = 0; u < units->n; u++)
    heads[u] = -1;
  for (guint u = 0; u < units->n; u++)
    find_all (&finding, u);

  self->n = stands->len;
  self->first = g_new (guint32, units->n + 1);
  self->from = g_new (KheoDate, MAX (self->n, 1));
  self->owner = g_new (guint32, MAX (self->n, 1));
  self->above = g_new (gint32, MAX (self->n, 1));
  self->order = g_new (guint32, MAX (self->n, 1));
  numbers = g_new (guint32, MAX (self->n, 1));
  number_stands (self, &finding, numbers);
  for (guint i = 0; i < self->n; i++)
    {
      const Stand *stand = &g_array_index (stands, Stand, i);

      self->owner[numbers[i]] = stand->unit;
      self->above[numbers[i]] = stand->above >= 0 ? (gint32) numbers[stand->above] : -1;
    }
  order_stands (self, &finding, numbers);
  return self;
}

/* Do all stretches of @unit begin when they did, below the same units? */
static gboolean
has_same_stretches (KheoUnits *from, KheoUnits *to, guint unit)
{
  guint old = from->first[unit];
  guint now = to->first[unit];

  while (old < from->first[unit + 1] && now < to->first[unit + 1])
    {
      int parent = from->parents[old];

      if (parent != to->parents[now] ||
          (old > from->first[unit] &&
           from->versions[old]->valid_from != to->versions[now]->valid_from))
        return FALSE;
      while (old < from->first[unit + 1] && from->parents[old] == parent)
        old++;
      while (now < to->first[unit + 1] && to->parents[now] == parent)
        now++;
    }
  return old == from->first[unit + 1] && now == to->first[unit + 1];
}

gboolean
kheo_reported_holds_for (KheoUnits *from, KheoUnits *to, const GArray *touched)
{
  if (from->n != to->n)
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    {
      int unit = kheo_units_find (from, g_array_index (touched, gint64, i));

      if (unit >= 0 && !has_same_stretches (from, to, (guint) unit))
        return FALSE;
    }
  return TRUE;
}

void
kheo_reported_free (KheoReported *self)
{
  if (self == NULL)
    return;
  g_free (self->first);
  g_free (self->from);
  g_free (self->owner);
  g_free (self->above);
  g_free (self->order);
  g_free (self);
}
