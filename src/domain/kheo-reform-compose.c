/*
 * A second reform of one day.  What the first one made of a unit that now ends stood for no day:
 * both are read as one change of the map, so its successions lead on to what comes of the unit now.
 */
#include "kheo-reform-private.h"
#include "kheo-units-private.h"

#include <string.h>

/* One unit that an old unit becomes in the end. */
typedef struct
{
  gint64                unit_id; /* 0: one that the plan founds */
  int                   unit;    /* index in the plan, -1: not there yet */
  gint64                amounts[KHEO_N_BASES];
  const KheoSuccession *known; /* the book says it and nothing else; NULL */
} Target;

typedef struct
{
  KheoReformPlan *plan;
  GHashTable     *ended; /* unit → GArray of KheoReformLink: those of the plan, as they were */
} Composing;

static const KheoSuccession *
succession_at (const KheoUnits *units, guint index)
{
  return &g_array_index (units->successions, KheoSuccession, index);
}

/* What is known and more than one way leads to is told anew. */
static void
forget_known (KheoReformPlan *plan, const KheoSuccession *known)
{
  if (known != NULL)
    g_array_append_val (plan->replaced, known->id);
}

static void
add_target (KheoReformPlan *plan, GArray *targets, const Target *target)
{
  for (guint i = 0; i < targets->len; i++)
    {
      Target *there = &g_array_index (targets, Target, i);

      if (there->unit_id != target->unit_id || (there->unit_id == 0 && there->unit != target->unit))
        continue;
      for (guint b = 0; b < KHEO_N_BASES; b++)
        there->amounts[b] = there->amounts[b] < 0 || target->amounts[b] < 0
                                ? -1
                                : there->amounts[b] + target->amounts[b];
      there->unit = MAX (there->unit, target->unit);
      forget_known (plan, there->known);
      forget_known (plan, target->known);
      there->known = NULL;
      return;
    }
  g_array_append_val (targets, *target);
}

static Target
target_of (const KheoReformPlan *plan, const KheoReformLink *link)
{
  Target target = { .unit_id = kheo_reform_plan_unit (plan, (guint) link->unit)->unit_id,
                    .unit = link->unit };

  memcpy (target.amounts, link->amounts, sizeof target.amounts);
  return target;
}

/* Where @next leads, which @link of the book led to. */
static void
follow (Composing *self, const KheoSuccession *link, GArray *next, GArray *targets, gboolean *lost)
{
  *lost |= next->len == 0 || (next->len == 1 && !g_array_index (next, KheoReformLink, 0).whole);
  for (guint i = 0; i < next->len; i++)
    {
      Target target = target_of (self->plan, &g_array_index (next, KheoReformLink, i));

      /* One way on: as much as came.  Several: that is not known. */
      memcpy (target.amounts, next->len == 1 ? link->weights : (const gint64[]) KHEO_NO_AMOUNTS,
              sizeof target.amounts);
      add_target (self->plan, targets, &target);
    }
  g_array_append_val (self->plan->replaced, link->id);
}

/* A unit of the book that only successions name. */
static int
name_unit (KheoReformPlan *plan, gint64 unit_id)
{
  const KheoUnitVersion *version = kheo_units_get_version (plan->units, unit_id, plan->date);
  KheoReformUnit         unit = { .name = g_strdup (version->name),
                                  .code = g_strdup (version->code),
                                  .type = version->type,
                                  .unit_id = unit_id,
                                  .parent_id = version->parent_id,
                                  .parent = -1,
                                  .row = G_MAXUINT };

  g_array_append_val (plan->new_units, unit);
  return (int) plan->new_units->len - 1;
}

static void
tell (Composing *self, guint old, GArray *targets, gboolean whole)
{
  KheoReformPlan *plan = self->plan;

  for (guint i = 0; i < targets->len; i++)
    {
      Target        *target = &g_array_index (targets, Target, i);
      KheoReformLink link = { .old_id = plan->units->ids[old], .row = G_MAXUINT, .whole = whole };

      if (target->known != NULL && target->known->whole == whole)
        continue;
      forget_known (plan, target->known);
      link.unit = target->unit >= 0 ? target->unit : name_unit (plan, target->unit_id);
      memcpy (link.amounts, whole ? (const gint64[]) KHEO_NO_AMOUNTS : target->amounts,
              sizeof link.amounts);
      g_array_append_val (plan->links, link);
      kheo_reform_plan_unit (plan, (guint) link.unit)->n_links++;
    }
}

/* The plan's own successions of @old are told anew. */
static void
drop_links (KheoReformPlan *plan, gint64 old_id)
{
  for (guint i = plan->links->len; i > 0; i--)
    if (kheo_reform_plan_link (plan, i - 1)->old_id == old_id)
      {
        kheo_reform_plan_unit (plan, (guint) kheo_reform_plan_link (plan, i - 1)->unit)->n_links--;
        g_array_remove_index (plan->links, i - 1);
      }
}

/* All that became of @old on the day, by both reforms. */
static void
compose (Composing *self, guint old)
{
  KheoReformPlan *plan = self->plan;
  KheoUnits      *units = plan->units;
  GArray         *own = g_hash_table_lookup (self->ended, GUINT_TO_POINTER (old));
  gboolean        ends =
      own != NULL || units->versions[units->first[old + 1] - 1]->valid_to == plan->date - 1;
  gboolean lost = FALSE;
  g_autoptr (GArray) targets = g_array_new (FALSE, TRUE, sizeof (Target));

  for (guint i = units->old_first[old]; i < units->old_first[old + 1]; i++)
    {
      const KheoSuccession *link = succession_at (units, units->old_links[i]);
      int     heir = link->date == plan->date ? kheo_units_find (units, link->new_id) : -1;
      GArray *next =
          heir >= 0 ? g_hash_table_lookup (self->ended, GUINT_TO_POINTER ((guint) heir)) : NULL;
      Target target = { .unit_id = link->new_id, .unit = -1, .known = link };

      if (link->date != plan->date)
        continue;
      memcpy (target.amounts, link->weights, sizeof target.amounts);
      if (next != NULL)
        follow (self, link, next, targets, &lost);
      else
        add_target (plan, targets, &target);
    }
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      Target target = target_of (plan, &g_array_index (own, KheoReformLink, i));

      add_target (plan, targets, &target);
      lost |= own->len == 1 && !g_array_index (own, KheoReformLink, 0).whole;
    }
  drop_links (plan, units->ids[old]);
  tell (self, old, targets, ends && !lost && targets->len == 1);
}

static gboolean
is_of_day (const KheoReformPlan *plan, const guint *first, const guint *links, guint unit)
{
  for (guint i = first[unit]; i < first[unit + 1]; i++)
    if (succession_at (plan->units, links[i])->date == plan->date)
      return TRUE;
  return FALSE;
}

/* Units that end now though an earlier reform of the day had to do with them. */
static void
list_ended (Composing *self)
{
  KheoReformPlan *plan = self->plan;
  KheoUnits      *units = plan->units;

  for (guint i = 0; i < plan->ended->len; i++)
    {
      gint64  id = g_array_index (plan->ended, gint64, i);
      int     unit = kheo_units_find (units, id);
      GArray *links;

      /* One that began on the day has what no other can be given: that is refused. */
      if (unit < 0 || units->versions[units->first[unit]]->valid_from == plan->date ||
          (!is_of_day (plan, units->old_first, units->old_links, (guint) unit) &&
           !is_of_day (plan, units->new_first, units->new_links, (guint) unit)))
        continue;
      links = g_array_new (FALSE, FALSE, sizeof (KheoReformLink));
      for (guint l = 0; l < plan->links->len; l++)
        if (kheo_reform_plan_link (plan, l)->old_id == id)
          g_array_append_vals (links, kheo_reform_plan_link (plan, l), 1);
      g_hash_table_insert (self->ended, GINT_TO_POINTER (unit), links);
    }
}

void
kheo_reform_plan_compose (KheoReformPlan *plan)
{
  KheoUnits *units = plan->units;
  Composing  self = { plan,
                      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref) };
  g_autoptr (GHashTable) olds = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer       key;

  list_ended (&self);
  g_hash_table_iter_init (&iter, self.ended);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint unit = GPOINTER_TO_UINT (key);

      g_hash_table_add (olds, key);
      for (guint i = units->new_first[unit]; i < units->new_first[unit + 1]; i++)
        {
          const KheoSuccession *link = succession_at (units, units->new_links[i]);
          int                   old = kheo_units_find (units, link->old_id);

          if (link->date == plan->date && old >= 0)
            g_hash_table_add (olds, GINT_TO_POINTER (old));
        }
    }
  /* In the order of the units, so that the plan is always the same. */
  for (guint old = 0; old < units->n && g_hash_table_size (olds) > 0; old++)
    if (g_hash_table_contains (olds, GUINT_TO_POINTER (old)))
      compose (&self, old);
  g_hash_table_unref (self.ended);
}
