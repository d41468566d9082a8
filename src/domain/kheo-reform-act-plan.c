/* From acts to a plan: they are carried out on a sketch, and what came of it is told. */
#include "kheo-reform-acts-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoReformPlan *plan;
  KheoSketch      sketch;
  GHashTable     *places; /* KheoSketchUnit → its place in the plan's units */
} Telling;

/* As the book has it on the day; NULL for one that is founded. */
static const KheoUnitVersion *
version_of (const Telling *telling, const KheoSketchUnit *unit)
{
  return unit->id > 0 ? kheo_units_get_version (telling->plan->units, unit->id, telling->plan->date)
                      : NULL;
}

static KheoSketchUnit *
find (const Telling *telling, gint64 id)
{
  return g_hash_table_lookup (telling->sketch.known, &id);
}

/* ---- Units ---- */

static gboolean
differs (const KheoSketchUnit *unit, const KheoUnitVersion *version)
{
  return strcmp (unit->name, version->name) != 0 || unit->type != version->type ||
         g_strcmp0 (unit->code, version->code) != 0 || unit->parent != version->parent_id;
}

static int tell_unit (Telling *telling, KheoSketchUnit *unit);

/* What a unit lies in from the day on: one of the plan, which is told before it, or of the book. */
static int
tell_parent (Telling *telling, gint64 parent, gint64 *out_id)
{
  *out_id = parent > 0 ? parent : 0;
  return parent < 0 ? tell_unit (telling, find (telling, parent)) : -1;
}

/* Its place in the plan's units; it is put there when it is not yet. */
static int
tell_unit (Telling *telling, KheoSketchUnit *unit)
{
  const KheoUnitVersion *version = version_of (telling, unit);
  KheoReformUnit         told = { .row = unit->act };

  if (g_hash_table_contains (telling->places, unit))
    return GPOINTER_TO_INT (g_hash_table_lookup (telling->places, unit));
  /* Marked before it is told: nothing that an act founds lies in itself, but this must end. */
  g_hash_table_insert (telling->places, unit, GINT_TO_POINTER (-1));
  told.name = g_strdup (unit->name);
  told.code = g_strdup (unit->code);
  told.type = unit->type;
  told.unit_id = unit->id > 0 ? unit->id : 0;
  told.kept = version != NULL && unit->changed && differs (unit, version);
  told.parent = tell_parent (telling, unit->parent, &told.parent_id);
  g_array_append_val (telling->plan->new_units, told);
  g_hash_table_insert (telling->places, unit,
                       GINT_TO_POINTER ((int) telling->plan->new_units->len - 1));
  return (int) telling->plan->new_units->len - 1;
}

static void
tell_move (Telling *telling, const KheoSketchUnit *unit)
{
  KheoReformMove move = { .unit_id = unit->id };

  move.unit = tell_parent (telling, unit->parent, &move.parent_id);
  g_array_append_val (telling->plan->moves, move);
}

/* It lay in a unit that was divided, and no act said where it belongs. */
static void
tell_fall (Telling *telling, const KheoSketchUnit *unit)
{
  const KheoSketchUnit *from = find (telling, unit->fell_from);
  KheoReformProblem    *problem = kheo_reform_plan_report (
         telling->plan, from->act, KHEO_SEVERITY_WARNING, "unit-moved",
         g_strdup_printf (_ ("“%s” lay in “%s”, which was divided; it was put below the unit above. "
                                "Say where it belongs."),
                          unit->name, from->name));

  problem->unit_id = unit->id > 0 ? unit->id : 0;
  problem->other_id = from->id > 0 ? from->id : 0;
}

static void
tell_units (Telling *telling)
{
  GPtrArray *order = telling->sketch.order;

  for (guint i = 0; i < order->len; i++)
    {
      KheoSketchUnit        *unit = g_ptr_array_index (order, i);
      const KheoUnitVersion *version = version_of (telling, unit);

      if (unit->ended && version != NULL)
        g_array_append_val (telling->plan->ended, unit->id);
      if (unit->ended)
        continue;
      if (version == NULL || (unit->changed && differs (unit, version)))
        tell_unit (telling, unit);
      else if (unit->parent != version->parent_id)
        tell_move (telling, unit);
      if (unit->fell_from != 0)
        tell_fall (telling, unit);
    }
}

/* ---- Successions ---- */

/* What one old unit became in the end. */
typedef struct
{
  GArray  *links; /* KheoSketchLink, one for each unit that lives */
  gboolean lost;  /* some of it ended without successor, or came back to it */
} Fate;

static void
add_amounts (gint64 *sum, const gint64 *amounts)
{
  for (guint b = 0; b < KHEO_N_BASES; b++)
    sum[b] = sum[b] < 0 || amounts[b] < 0 ? -1 : sum[b] + amounts[b];
}

static void
add_fate (Fate *fate, const KheoSketchLink *link)
{
  for (guint i = 0; i < fate->links->len; i++)
    {
      KheoSketchLink *known = &g_array_index (fate->links, KheoSketchLink, i);

      if (known->to != link->to)
        continue;
      add_amounts (known->amounts, link->amounts);
      return;
    }
  g_array_append_val (fate->links, *link);
}

/* Follows @from through units that did not last. */
static void
follow (Telling *telling, const KheoSketchUnit *old, const KheoSketchUnit *from, Fate *fate)
{
  if (from->links->len == 0)
    fate->lost = TRUE;
  for (guint i = 0; i < from->links->len; i++)
    {
      KheoSketchLink        link = g_array_index (from->links, KheoSketchLink, i);
      const KheoSketchUnit *to = find (telling, link.to);

      if (to == old)
        fate->lost = TRUE;
      else if (to->ended)
        {
          Fate next = { g_array_new (FALSE, FALSE, sizeof (KheoSketchLink)), FALSE };

          follow (telling, old, to, &next);
          for (guint k = 0; k < next.links->len; k++)
            {
              KheoSketchLink further = g_array_index (next.links, KheoSketchLink, k);

              /* One way on: as much as came.  Several: known only where nothing else came in. */
              if (next.links->len == 1 && !next.lost)
                memcpy (further.amounts, link.amounts, sizeof link.amounts);
              else if (to->id > 0 || to->n_before > 1)
                memcpy (further.amounts, (const gint64[]) KHEO_NO_AMOUNTS, sizeof further.amounts);
              add_fate (fate, &further);
            }
          fate->lost |= next.lost;
          g_array_unref (next.links);
        }
      else
        add_fate (fate, &link);
    }
}

static void
tell_links (Telling *telling, KheoSketchUnit *old)
{
  Fate fate = { g_array_new (FALSE, FALSE, sizeof (KheoSketchLink)), FALSE };

  if (old->links->len > 0)
    follow (telling, old, old, &fate);
  for (guint i = 0; i < fate.links->len; i++)
    {
      const KheoSketchLink *from = &g_array_index (fate.links, KheoSketchLink, i);
      KheoReformLink        link = { .old_id = old->id, .row = old->act };

      link.unit = tell_unit (telling, find (telling, from->to));
      link.whole = old->ended && fate.links->len == 1 && !fate.lost;
      memcpy (link.amounts, link.whole ? (const gint64[]) KHEO_NO_AMOUNTS : from->amounts,
              sizeof link.amounts);
      g_array_append_val (telling->plan->links, link);
      kheo_reform_plan_unit (telling->plan, (guint) link.unit)->n_links++;
    }
  g_array_unref (fate.links);
}

/* ---- The plan ---- */

static void
carry_out (Telling *telling, const KheoReformAct *const *acts, guint n_acts)
{
  KheoReformPlan *plan = telling->plan;

  for (guint i = 0; i < n_acts; i++)
    {
      gint64 first = acts[i]->olds->len > 0 ? g_array_index (acts[i]->olds, gint64, 0) : 0;

      telling->sketch.act = i;
      if (!kheo_act_carry_out (acts[i], &telling->sketch, plan))
        plan->states[i] = KHEO_REFORM_REFUSED;
      else if (first > 0)
        plan->olds[i] = first;
    }
}

KheoReformPlan *
kheo_reform_plan_from_acts (KheoUnits                  *units,
                            KheoDate                    date,
                            const KheoReformAct *const *acts,
                            guint                       n_acts)
{
  Telling telling = { NULL };

  g_return_val_if_fail (units != NULL && date != KHEO_DATE_UNKNOWN, NULL);

  telling.plan = kheo_reform_plan_alloc (units, date, n_acts);
  telling.plan->strict = TRUE;
  telling.places = g_hash_table_new (NULL, NULL);
  kheo_sketch_init (&telling.sketch, units, date);
  carry_out (&telling, acts, n_acts);
  tell_units (&telling);
  for (guint i = 0; i < telling.sketch.order->len; i++)
    {
      KheoSketchUnit *unit = g_ptr_array_index (telling.sketch.order, i);

      if (unit->id > 0)
        tell_links (&telling, unit);
    }
  kheo_reform_plan_settle (telling.plan);
  kheo_sketch_clear (&telling.sketch);
  g_hash_table_unref (telling.places);
  return telling.plan;
}
