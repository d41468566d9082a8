/*
 * Each kind of act, carried out on a sketch of the day's tree.  An act looks first whether all that
 * it names is there and makes sense, and only then changes anything.
 */
#include "kheo-reform-acts-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const KheoReformAct *act;
  KheoSketch          *sketch;
  KheoReformPlan      *plan;
  GPtrArray           *olds;  /* KheoSketchUnit, borrowed */
  GPtrArray           *units; /* by entry: KheoSketchUnit of one that is there, else NULL */
} Run;

/* ---- Refusing ---- */

static gboolean
refuse (Run *run, const char *code, gint64 unit_id, char *message)
{
  KheoReformProblem *problem =
      kheo_reform_plan_report (run->plan, run->sketch->act, KHEO_SEVERITY_ERROR, code, message);

  problem->unit_id = unit_id > 0 ? unit_id : 0;
  return FALSE;
}

static const KheoReformActUnit *
entry_at (const Run *run, guint i)
{
  return &g_array_index (run->act->units, KheoReformActUnit, i);
}

static KheoSketchUnit *
old_at (const Run *run, guint i)
{
  return g_ptr_array_index (run->olds, i);
}

/* A unit that an act names and that does not live. */
static gboolean
refuse_dead (Run *run, gint64 id)
{
  const KheoUnitVersion *version =
      id > 0 ? kheo_units_get_version (run->sketch->units, id, run->sketch->date) : NULL;
  g_autofree char *on = kheo_date_format (run->sketch->date);

  if (version == NULL)
    return refuse (run, "unit-unknown", id,
                   g_strdup (_ ("The act names a unit that no act before it founds and the book "
                                "does not have.")));
  return refuse (
      run, "not-living", id,
      g_strdup_printf (_ ("“%s” does not live on %s any more, or not yet."), version->name, on));
}

/* ---- Looking ---- */

static gboolean
find_olds (Run *run)
{
  for (guint i = 0; i < run->act->olds->len; i++)
    {
      gint64          id = g_array_index (run->act->olds, gint64, i);
      KheoSketchUnit *old = kheo_sketch_get (run->sketch, id);

      if (old == NULL)
        return refuse_dead (run, id);
      if (!g_ptr_array_find (run->olds, old, NULL))
        g_ptr_array_add (run->olds, old);
    }
  return TRUE;
}

/* What kind of unit an entry for one to be founded speaks of; NULL when it does not say. */
static const KheoUnitType *
type_of_founded (const Run *run, const KheoReformActUnit *entry)
{
  const KheoUnitType *hint = run->olds->len > 0 ? old_at (run, 0)->type : NULL;
  const KheoUnitType *type = entry->type;

  if (type == NULL && hint != NULL)
    type = kheo_unit_type_of_name (entry->name, hint->level);
  return type != NULL ? type : kheo_unit_type_of_name (entry->name, (KheoLevel) -1);
}

static gboolean
check_founded (Run *run, const KheoReformActUnit *entry)
{
  if (entry->name == NULL || entry->name[0] == '\0')
    return refuse (run, "missing", 0, g_strdup (_ ("The new unit has no name.")));
  if (type_of_founded (run, entry) == NULL)
    return refuse (run, "bad-value", 0,
                   g_strdup_printf (_ ("It is not clear what “%s” is; write xã, phường, huyện … "
                                       "before its name."),
                                    entry->name));
  return TRUE;
}

/* May @unit lie where the entry says? */
static gboolean
check_place (Run *run, const KheoSketchUnit *unit, const KheoReformActUnit *entry)
{
  if (entry->parent_id == 0 || (entry->parent_id != unit->id &&
                                !kheo_sketch_is_below (run->sketch, entry->parent_id, unit->id)))
    return TRUE;
  return refuse (run, "bad-value", unit->id,
                 g_strdup (_ ("A unit cannot belong to itself or to a unit below it.")));
}

/* One entry for each unit. */
static gboolean
is_named_before (const Run *run, guint i)
{
  for (guint k = 0; k < i; k++)
    if (entry_at (run, i)->unit_id != 0 && entry_at (run, k)->unit_id == entry_at (run, i)->unit_id)
      return TRUE;
  return FALSE;
}

static gboolean
find_units (Run *run)
{
  for (guint i = 0; i < run->act->units->len; i++)
    {
      const KheoReformActUnit *entry = entry_at (run, i);
      KheoSketchUnit          *unit =
          entry->unit_id != 0 ? kheo_sketch_get (run->sketch, entry->unit_id) : NULL;

      if (unit == NULL &&
          (entry->unit_id > 0 || g_hash_table_contains (run->sketch->known, &entry->unit_id)))
        return refuse_dead (run, entry->unit_id);
      if (entry->parent_id != 0 && kheo_sketch_get (run->sketch, entry->parent_id) == NULL)
        return refuse_dead (run, entry->parent_id);
      if (is_named_before (run, i))
        return refuse (run, "duplicate-row", entry->unit_id,
                       g_strdup (_ ("The act names the same unit twice.")));
      if (unit != NULL && !check_place (run, unit, entry))
        return FALSE;
      g_ptr_array_add (run->units, unit);
    }
  return TRUE;
}

static gboolean
check_number (Run *run, guint n, guint least, guint most, const char *message)
{
  return (n >= least && n <= most) || refuse (run, "missing", 0, g_strdup (message));
}

/* ---- Changing ---- */

/* "Xã An Bình" as a phường: "Phường An Bình". */
static char *
with_prefix (const char *name, const KheoUnitType *from, const KheoUnitType *to)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *prefix = g_utf8_casefold (from->prefix, -1);
  const char      *rest = NULL;

  if (*from->prefix == '\0' || *to->prefix == '\0' || !g_str_has_prefix (folded, prefix))
    return g_strdup (name);
  rest = g_utf8_offset_to_pointer (name, g_utf8_strlen (from->prefix, -1));
  return *rest == ' ' ? g_strconcat (to->prefix, rest, NULL) : g_strdup (name);
}

/* What an entry says of a unit that is there. */
static void
change_unit (Run *run, KheoSketchUnit *unit, const KheoReformActUnit *entry)
{
  const KheoUnitType *type = entry->type;
  char               *name = NULL;

  if (type == NULL && entry->name != NULL)
    type = kheo_unit_type_of_name (entry->name, unit->type->level);
  if (entry->name != NULL)
    name = g_strdup (entry->name);
  else if (type != NULL && type != unit->type)
    name = with_prefix (unit->name, unit->type, type);
  if (name != NULL)
    {
      g_free (unit->name);
      unit->name = name;
      unit->changed = TRUE;
    }
  if (type != NULL)
    {
      unit->type = type;
      unit->changed = TRUE;
    }
  if (entry->code != NULL)
    {
      g_free (unit->code);
      unit->code = g_strdup (entry->code);
      unit->changed = TRUE;
    }
  if (entry->parent_id != 0)
    {
      kheo_sketch_set_parent (run->sketch, unit, entry->parent_id);
      unit->fell_from = 0;
      unit->changed = TRUE;
    }
}

/* The unit of an entry: founded, or changed as the entry says. */
static KheoSketchUnit *
take_unit (Run *run, guint i)
{
  const KheoReformActUnit *entry = entry_at (run, i);
  KheoSketchUnit          *unit = g_ptr_array_index (run->units, i);
  gint64                   parent = entry->parent_id;

  if (unit != NULL)
    {
      change_unit (run, unit, entry);
      return unit;
    }
  if (parent == 0 && run->olds->len > 0)
    parent = kheo_sketch_living_parent (run->sketch, old_at (run, 0));
  unit = kheo_sketch_found (run->sketch, entry->unit_id, entry->name, type_of_founded (run, entry),
                            parent);
  unit->code = g_strdup (entry->code);
  return unit;
}

/* What lies in @from goes below @to. */
static void
carry_children (Run *run, const KheoSketchUnit *from, gint64 to, gboolean fell)
{
  g_autoptr (GPtrArray) children = kheo_sketch_list_children (run->sketch, from->id);

  for (guint i = 0; i < children->len; i++)
    {
      KheoSketchUnit *child = g_ptr_array_index (children, i);

      if (child->id == to)
        continue;
      kheo_sketch_set_parent (run->sketch, child, to);
      if (fell)
        child->fell_from = from->id;
    }
}

/* ---- The acts ---- */

static gboolean
found (Run *run)
{
  if (!check_number (run, run->act->units->len, 1, 1, _ ("Say which unit is founded.")) ||
      !check_founded (run, entry_at (run, 0)))
    return FALSE;
  if (g_ptr_array_index (run->units, 0) != NULL)
    return refuse (run, "unit-conflict", entry_at (run, 0)->unit_id,
                   g_strdup_printf (_ ("“%s” is there already."),
                                    ((KheoSketchUnit *) g_ptr_array_index (run->units, 0))->name));
  take_unit (run, 0);
  return TRUE;
}

static gboolean
merge (Run *run)
{
  KheoSketchUnit *to;

  if (!check_number (run, run->olds->len, 1, G_MAXUINT, _ ("Say which units are merged.")) ||
      !check_number (run, run->act->units->len, 1, 1, _ ("Say into which unit they are merged.")))
    return FALSE;
  to = g_ptr_array_index (run->units, 0);
  if (to == NULL && !check_founded (run, entry_at (run, 0)))
    return FALSE;
  if (to != NULL && run->olds->len == 1 && old_at (run, 0) == to)
    return refuse (run, "missing", to->id,
                   g_strdup_printf (_ ("“%s” cannot be merged into itself; name the units that "
                                       "join it."),
                                    to->name));
  for (guint i = 0; i < run->olds->len; i++)
    old_at (run, i)->ended = old_at (run, i) != to;
  to = take_unit (run, 0);
  for (guint i = 0; i < run->olds->len; i++)
    if (old_at (run, i) != to)
      {
        kheo_sketch_link (old_at (run, i), to, NULL);
        carry_children (run, old_at (run, i), to->id, FALSE);
      }
  /* It lay in one of those that joined it. */
  if (to->parent != 0 && kheo_sketch_get (run->sketch, to->parent) == NULL)
    kheo_sketch_set_parent (run->sketch, to, kheo_sketch_living_parent (run->sketch, to));
  return TRUE;
}

/* The entry that says that the divided unit goes on; -1. */
static int
find_rest (const Run *run)
{
  for (guint i = 0; i < run->units->len; i++)
    if (g_ptr_array_index (run->units, i) == old_at (run, 0))
      return (int) i;
  return -1;
}

static gboolean
check_parts (Run *run)
{
  if (!check_number (run, run->olds->len, 1, 1, _ ("Say which one unit is divided.")) ||
      !check_number (run, run->act->units->len, 1, G_MAXUINT, _ ("Say into what it is divided.")))
    return FALSE;
  if (run->act->units->len == 1 && find_rest (run) == 0)
    return refuse (run, "missing", old_at (run, 0)->id,
                   g_strdup_printf (_ ("Say what “%s” gives away."), old_at (run, 0)->name));
  for (guint i = 0; i < run->act->units->len; i++)
    if (g_ptr_array_index (run->units, i) == NULL && !check_founded (run, entry_at (run, i)))
      return FALSE;
  return TRUE;
}

static gboolean
divide (Run *run)
{
  KheoSketchUnit *old;
  KheoSketchUnit *part = NULL;
  int             rest;

  if (!check_parts (run))
    return FALSE;
  old = old_at (run, 0);
  rest = find_rest (run);
  old->ended = rest < 0;
  for (guint i = 0; i < run->act->units->len; i++)
    {
      part = take_unit (run, i);
      if ((int) i != rest)
        kheo_sketch_link (old, part, entry_at (run, i)->amounts);
    }
  if (rest >= 0)
    return TRUE;
  if (run->act->units->len == 1)
    carry_children (run, old, part->id, FALSE);
  else
    carry_children (run, old, kheo_sketch_living_parent (run->sketch, old), TRUE);
  return TRUE;
}

/* Rename and change of type: the one entry says it of the one old unit. */
static gboolean
change (Run *run)
{
  const KheoReformActUnit *entry;

  if (!check_number (run, run->olds->len, 1, 1, _ ("Say which one unit changes.")) ||
      !check_number (run, run->act->units->len, 1, 1, _ ("Say what it is from then on.")))
    return FALSE;
  entry = entry_at (run, 0);
  if (run->act->kind == KHEO_ACT_RENAME && (entry->name == NULL || entry->name[0] == '\0'))
    return refuse (run, "missing", old_at (run, 0)->id, g_strdup (_ ("Say the new name.")));
  if (run->act->kind == KHEO_ACT_CHANGE_TYPE && entry->type == NULL)
    return refuse (run, "missing", old_at (run, 0)->id, g_strdup (_ ("Say the new type.")));
  if (!check_place (run, old_at (run, 0), entry))
    return FALSE;
  change_unit (run, old_at (run, 0), entry);
  return TRUE;
}

static gboolean
change_parent (Run *run)
{
  if (!check_number (run, run->olds->len, 1, G_MAXUINT, _ ("Say which units are moved.")) ||
      !check_number (run, run->act->units->len, 1, 1, _ ("Say below which unit.")) ||
      !check_number (run, entry_at (run, 0)->parent_id != 0, 1, 1, _ ("Say below which unit.")))
    return FALSE;
  for (guint i = 0; i < run->olds->len; i++)
    if (!check_place (run, old_at (run, i), entry_at (run, 0)))
      return FALSE;
  for (guint i = 0; i < run->olds->len; i++)
    change_unit (run, old_at (run, i), entry_at (run, 0));
  return TRUE;
}

static gboolean
abolish_level (Run *run)
{
  g_autoptr (GPtrArray) all = NULL;

  if (run->act->under != 0 && kheo_sketch_get (run->sketch, run->act->under) == NULL)
    return refuse_dead (run, run->act->under);
  all = kheo_sketch_list_level (run->sketch, run->act->level, run->act->under);
  if (all->len == 0)
    return refuse (run, "missing", run->act->under,
                   g_strdup (_ ("There is no unit of that level any more.")));
  for (guint i = 0; i < all->len; i++)
    ((KheoSketchUnit *) g_ptr_array_index (all, i))->ended = TRUE;
  for (guint i = 0; i < all->len; i++)
    {
      const KheoSketchUnit *unit = g_ptr_array_index (all, i);

      carry_children (run, unit, kheo_sketch_living_parent (run->sketch, unit), FALSE);
    }
  return TRUE;
}

static gboolean
end (Run *run)
{
  if (!check_number (run, run->olds->len, 1, G_MAXUINT, _ ("Say which units end.")))
    return FALSE;
  for (guint i = 0; i < run->olds->len; i++)
    old_at (run, i)->ended = TRUE;
  for (guint i = 0; i < run->olds->len; i++)
    {
      g_autoptr (GPtrArray) children = kheo_sketch_list_children (run->sketch, old_at (run, i)->id);

      if (children->len == 0)
        continue;
      for (guint k = 0; k < run->olds->len; k++)
        old_at (run, k)->ended = FALSE;
      return refuse (run, "has-children", old_at (run, i)->id,
                     g_strdup_printf (_ ("“%s” still has units below it, “%s” for one; end, merge "
                                         "or move them first."),
                                      old_at (run, i)->name,
                                      ((KheoSketchUnit *) g_ptr_array_index (children, 0))->name));
    }
  return TRUE;
}

gboolean
kheo_act_carry_out (const KheoReformAct *act, KheoSketch *sketch, KheoReformPlan *plan)
{
  static gboolean (*const funcs[]) (Run *) = {
    [KHEO_ACT_FOUND] = found,
    [KHEO_ACT_MERGE] = merge,
    [KHEO_ACT_DIVIDE] = divide,
    [KHEO_ACT_RENAME] = change,
    [KHEO_ACT_CHANGE_TYPE] = change,
    [KHEO_ACT_CHANGE_PARENT] = change_parent,
    [KHEO_ACT_ABOLISH_LEVEL] = abolish_level,
    [KHEO_ACT_END] = end,
  };
  g_autoptr (GPtrArray) olds = g_ptr_array_new ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  Run run = { act, sketch, plan, olds, units };

  G_STATIC_ASSERT (G_N_ELEMENTS (funcs) == KHEO_N_ACT_KINDS);
  return find_olds (&run) && find_units (&run) && funcs[act->kind](&run);
}
