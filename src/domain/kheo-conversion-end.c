/*
 * What a reform leaves behind: units that end with it, what lived below them, districts and
 * provinces in which nothing lives on.
 */
#include "kheo-conversion-private.h"

#include <glib/gi18n-lib.h>

#define MOST_LEFT_BEHIND 20 /* of one district are named */

typedef struct
{
  KheoReformPlan *plan;
  KheoUnitMap    *map;    /* of the day before */
  gint8          *fate;   /* by index: 1 it ends, 2 it goes on elsewhere or changed */
  gint64         *homes;  /* by index, of what goes on: unit above from the day on; 0: new */
  GHashTable     *by_old; /* old id → GArray of guint: its links */
  GHashTable     *filled; /* ids of units that get new ones → index of their entry + 1, or 0 */
} Ending;

static gint64
id_at (const Ending *ending, guint index)
{
  return kheo_unit_map_get_id (ending->map, index);
}

static const KheoUnitVersion *
version_at (const Ending *ending, guint index)
{
  return kheo_unit_map_get_version (ending->map, index);
}

static const KheoReformUnit *
unit_at (const Ending *ending, int index)
{
  return &g_array_index (ending->plan->new_units, KheoReformUnit, index);
}

static const KheoReformLink *
link_at (const Ending *ending, guint index)
{
  return &g_array_index (ending->plan->links, KheoReformLink, index);
}

/* ---- What is known so far ---- */

static void
index_links (Ending *ending)
{
  for (guint i = 0; i < ending->plan->links->len; i++)
    {
      const KheoReformLink *link = link_at (ending, i);
      GArray               *all = g_hash_table_lookup (ending->by_old, &link->old_id);

      if (all == NULL)
        {
          all = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (ending->by_old, g_memdup2 (&link->old_id, sizeof (gint64)), all);
        }
      g_array_append_val (all, i);
    }
}

static void
index_homes (Ending *ending)
{
  for (guint i = 0; i < ending->plan->new_units->len; i++)
    {
      const KheoReformUnit *unit = unit_at (ending, (int) i);
      int index = unit->unit_id != 0 ? kheo_unit_map_find (ending->map, unit->unit_id) : -1;

      if (unit->parent_id != 0)
        g_hash_table_insert (ending->filled, g_memdup2 (&unit->parent_id, sizeof (gint64)), NULL);
      if (index >= 0)
        ending->homes[index] = unit->parent_id;
    }
}

/* ---- What lived below ---- */

/* The units that an ended one became; NULL for none. */
static const GArray *
links_of (const Ending *ending, guint index)
{
  gint64 id = id_at (ending, index);

  return g_hash_table_lookup (ending->by_old, &id);
}

static void
move_child (Ending *ending, guint index, guint parent)
{
  KheoReformProblem     *problem = NULL;
  const GArray          *links = links_of (ending, parent);
  KheoReformMove         move = { id_at (ending, index), -1, 0 };
  const KheoUnitVersion *now =
      kheo_units_get_version (ending->plan->units, move.unit_id, ending->plan->date);

  if (links == NULL || now->parent_id != id_at (ending, parent))
    return; /* an earlier import moved it */
  ending->fate[index] = 2;
  move.unit = link_at (ending, g_array_index (links, guint, 0))->unit;
  if (links->len > 1)
    {
      const KheoReformUnit *heir = unit_at (ending, move.unit);

      move.unit = heir->parent;
      move.parent_id = heir->parent_id;
      problem = kheo_reform_plan_report (
          ending->plan, G_MAXUINT, KHEO_SEVERITY_WARNING, "unit-moved",
          g_strdup_printf (_ ("“%s” lay in “%s”, which was divided; it was put below the unit "
                              "above. Say where it belongs."),
                           version_at (ending, index)->name, version_at (ending, parent)->name));
      problem->unit_id = id_at (ending, index);
      problem->other_id = id_at (ending, parent);
    }
  ending->homes[index] = move.parent_id;
  g_array_append_val (ending->plan->moves, move);
}

static void
move_children (Ending *ending)
{
  for (guint i = 0; i < kheo_unit_map_get_n (ending->map); i++)
    {
      int parent = kheo_unit_map_get_parent (ending->map, i);

      if (parent >= 0 && ending->fate[parent] == 1 && ending->fate[i] == 0)
        move_child (ending, i, (guint) parent);
    }
}

/* ---- Districts and provinces ---- */

static gboolean
stays (const Ending *ending, guint child, guint parent)
{
  if (ending->fate[child] == 1)
    return FALSE;
  if (ending->fate[child] == 2)
    return ending->homes[child] == id_at (ending, parent);
  return TRUE;
}

/* Is any unit below @index touched by the reform? */
static gboolean
is_touched (const Ending *ending, guint index)
{
  for (guint i = index + 1; i < kheo_unit_map_get_end (ending->map, index); i++)
    if (ending->fate[i] != 0)
      return TRUE;
  return FALSE;
}

static void
report_left_behind (Ending *ending, guint index, const GArray *children)
{
  guint told = 0;

  for (guint i = 0; i < children->len; i++)
    {
      guint              child = g_array_index (children, guint, i);
      KheoReformProblem *problem = NULL;

      if (!stays (ending, child, index) || told == MOST_LEFT_BEHIND)
        continue;
      told++;
      problem = kheo_reform_plan_report (
          ending->plan, G_MAXUINT, KHEO_SEVERITY_WARNING, "left-behind",
          g_strdup_printf (_ ("No row says what becomes of “%s” in “%s”; it lives on."),
                           version_at (ending, child)->name, version_at (ending, index)->name));
      problem->unit_id = id_at (ending, child);
      problem->other_id = id_at (ending, index);
    }
}

static void
end_if_empty (Ending *ending, guint index)
{
  g_autoptr (GArray) children = kheo_unit_map_list_children (ending->map, (int) index);
  gint64 id = id_at (ending, index);
  guint  n_stay = 0;

  if (ending->fate[index] != 0 || children->len == 0 ||
      g_hash_table_contains (ending->filled, &id) || !is_touched (ending, index))
    return;
  for (guint i = 0; i < children->len; i++)
    n_stay += stays (ending, g_array_index (children, guint, i), index);
  if (n_stay == 0)
    ending->fate[index] = 1;
  else if (version_at (ending, index)->type->level == KHEO_LEVEL_DISTRICT &&
           ending->plan->date >= KHEO_CONVERSION_TWO_LEVELS)
    report_left_behind (ending, index, children);
}

static void
end_level (Ending *ending, KheoLevel level)
{
  for (guint i = 0; i < kheo_unit_map_get_n (ending->map); i++)
    if (version_at (ending, i)->type != NULL && version_at (ending, i)->type->level == level)
      end_if_empty (ending, i);
}

/* Where the new unit of a link lies, as an index of units: one that the book has gets an entry. */
static int
home_of_link (Ending *ending, const KheoReformLink *link)
{
  const KheoReformUnit  *unit = unit_at (ending, link->unit);
  const KheoUnitVersion *version = NULL;
  gpointer               known = NULL;
  KheoReformUnit         there = { .parent = -1, .row = link->row };

  if (unit->parent >= 0 || unit->parent_id == 0)
    return unit->parent;
  known = g_hash_table_lookup (ending->filled, &unit->parent_id);
  if (GPOINTER_TO_INT (known) > 0)
    return GPOINTER_TO_INT (known) - 1;
  version = kheo_units_get_version (ending->plan->units, unit->parent_id, ending->plan->date);
  there.unit_id = unit->parent_id;
  there.name = g_strdup (version->name);
  there.code = g_strdup (version->code);
  there.type = version->type;
  g_array_append_val (ending->plan->new_units, there);
  g_hash_table_insert (ending->filled, g_memdup2 (&there.unit_id, sizeof (gint64)),
                       GINT_TO_POINTER (ending->plan->new_units->len));
  return (int) ending->plan->new_units->len - 1;
}

static void
add_heir (Ending *ending, const KheoReformLink *link, GArray *heirs)
{
  int heir = home_of_link (ending, link);

  for (guint i = 0; i < heirs->len; i++)
    if (g_array_index (heirs, int, i) == heir)
      return;
  if (heir >= 0)
    g_array_append_val (heirs, heir);
}

/* A province whose communes went to others became what those belong to. */
static void
link_province (Ending *ending, guint index)
{
  g_autoptr (GArray) heirs = g_array_new (FALSE, FALSE, sizeof (int));
  guint n_links = ending->plan->links->len;

  for (guint i = 0; i < n_links; i++)
    {
      int old = kheo_unit_map_find (ending->map, link_at (ending, i)->old_id);

      if (old > (int) index && old < (int) kheo_unit_map_get_end (ending->map, index))
        add_heir (ending, &(KheoReformLink){ .unit = link_at (ending, i)->unit }, heirs);
    }
  for (guint i = 0; i < heirs->len; i++)
    {
      KheoReformLink link = { id_at (ending, index), g_array_index (heirs, int, i), heirs->len == 1,
                              G_MAXUINT, KHEO_NO_AMOUNTS };

      g_array_append_val (ending->plan->links, link);
    }
}

/* Parts first: children stand behind their parents. */
static void
list_ended (Ending *ending)
{
  for (guint i = kheo_unit_map_get_n (ending->map); i-- > 0;)
    {
      gint64 id = id_at (ending, i);
      /* Of the day itself: what only changed on it, by another reform, lives and cannot end. */
      const KheoUnitVersion *version =
          kheo_units_get_version (ending->plan->units, id, ending->plan->date);

      if (ending->fate[i] != 1)
        continue;
      if (version_at (ending, i)->type->level == KHEO_LEVEL_PROVINCE)
        link_province (ending, i);
      if (version->valid_to == KHEO_DATE_UNKNOWN || version->valid_to >= ending->plan->date)
        g_array_append_val (ending->plan->ended, id);
    }
}

void
kheo_conversion_finish (KheoReformPlan *self, KheoUnitMap *before, const gint8 *touched)
{
  guint  n = kheo_unit_map_get_n (before);
  Ending ending = { .plan = self, .map = before };

  ending.fate = g_memdup2 (touched, n + 1);
  ending.homes = g_new0 (gint64, n + 1);
  ending.by_old =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  ending.filled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  index_links (&ending);
  index_homes (&ending);
  move_children (&ending);
  end_level (&ending, KHEO_LEVEL_DISTRICT);
  end_level (&ending, KHEO_LEVEL_PROVINCE);
  list_ended (&ending);
  g_free (ending.fate);
  g_free (ending.homes);
  g_hash_table_unref (ending.by_old);
  g_hash_table_unref (ending.filled);
}
