/* From the rows of a reform to its plan. */
#include "kheo-conversion-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAME_NAME 0.6 /* likeness from which two spellings beside one code are one name */

typedef struct
{
  KheoReformPlan          *plan;
  const KheoConversionRow *rows;
  guint                    n_rows;
  KheoConversionIndex      before, after;
  int                     *olds;  /* by row: index of the map before, -1 */
  int                     *units; /* by row: index in new_units, -1 */
  guint8                  *shares;
  guint                   *n_of_old; /* by index of the map before: rows */
  gint8                   *touched;  /* … 1 it ends, 2 it goes on */
  GHashTable              *keys;     /* key of a new unit → index + 1 */
  GHashTable              *pairs;    /* "old|unit" of rows so far */
} Planner;

/* ---- Problems ---- */

static KheoReformProblem *
report (Planner     *planner,
        guint        i,
        gboolean     of_new,
        KheoSeverity severity,
        const char  *code,
        char        *message)
{
  KheoReformPlan    *plan = planner->plan;
  KheoReformProblem *problem =
      kheo_reform_plan_report (plan, planner->rows[i].row, severity, code, message);

  problem->of_new = of_new;
  problem->unit_id = plan->olds[i];
  problem->line = planner->rows[i].line;
  if (severity == KHEO_SEVERITY_ERROR)
    plan->states[i] = KHEO_REFORM_REFUSED;
  return problem;
}

static const KheoUnitVersion *
version_at (const Planner *planner, int index)
{
  return kheo_unit_map_get_version (planner->before.map, (guint) index);
}

/* ---- The old side ---- */

/* Where to look for the row's old unit: its district, else its province, else everywhere. */
static int
place_of_old (Planner *planner, const KheoConversionRow *row, gboolean district)
{
  KheoConversionWanted province = { row->old_province, row->old_province_code, KHEO_LEVEL_PROVINCE,
                                    -1 };
  KheoConversionWanted wanted = { row->old_district, row->old_district_code, KHEO_LEVEL_DISTRICT,
                                  -1 };
  int                  found = -1;

  if (province.name != NULL || province.code != NULL)
    kheo_conversion_index_find (&planner->before, &province, &wanted.under);
  if (!district || (wanted.name == NULL && wanted.code == NULL))
    return wanted.under;
  kheo_conversion_index_find (&planner->before, &wanted, &found);
  return found >= 0 ? found : wanted.under;
}

static void
report_found (Planner                    *planner,
              guint                       i,
              KheoConversionFound         found,
              const KheoConversionWanted *wanted,
              int                         index)
{
  const char        *name = wanted->name != NULL ? wanted->name : wanted->code;
  KheoReformProblem *problem;

  switch (found)
    {
    case KHEO_FOUND_NONE:
      report (planner, i, FALSE, KHEO_SEVERITY_ERROR, "unit-unknown",
              g_strdup_printf (_ ("“%s” is not on the map of the day before; import the list of "
                                  "units of that time first."),
                               name));
      break;
    case KHEO_FOUND_SEVERAL:
      report (planner, i, FALSE, KHEO_SEVERITY_ERROR, "unit-ambiguous",
              g_strdup_printf (_ ("Several units are called “%s”; write its code or its district."),
                               name));
      break;
    case KHEO_FOUND_CONFLICT:
      problem = report (
          planner, i, FALSE, KHEO_SEVERITY_ERROR, "unit-conflict",
          g_strdup_printf (_ ("The code %s is that of “%s”, not of “%s”; correct one of the "
                              "two."),
                           wanted->code, version_at (planner, index)->name, name));
      problem->unit_id = kheo_unit_map_get_id (planner->before.map, (guint) index);
      break;
    case KHEO_FOUND_LIKELY:
      problem = report (planner, i, FALSE, KHEO_SEVERITY_WARNING, "unit-likely",
                        g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), name,
                                         version_at (planner, index)->name));
      problem->unit_id = kheo_unit_map_get_id (planner->before.map, (guint) index);
      break;
    case KHEO_FOUND_SURE:
      break;
    }
}

/* What a person chose needs no looking for, if it lives on the day before. */
static gboolean
take_chosen (Planner *planner, guint i)
{
  gint64 chosen = planner->rows[i].old_id;

  planner->olds[i] = chosen != 0 ? kheo_unit_map_find (planner->before.map, chosen) : -1;
  if (planner->olds[i] >= 0)
    planner->plan->olds[i] = chosen;
  return planner->olds[i] >= 0;
}

static void
find_old (Planner *planner, guint i)
{
  const KheoConversionRow *row = &planner->rows[i];
  KheoConversionWanted     wanted = { row->old_name, row->old_code, KHEO_LEVEL_COMMUNE, -1 };
  KheoConversionFound      found = KHEO_FOUND_NONE;

  if (take_chosen (planner, i))
    return;
  if (row->old_name == NULL && row->old_code == NULL)
    {
      wanted.name = row->old_district;
      wanted.code = row->old_district_code;
      wanted.level = KHEO_LEVEL_DISTRICT;
    }
  if (wanted.name == NULL && wanted.code == NULL)
    {
      report (planner, i, FALSE, KHEO_SEVERITY_ERROR, "missing",
              g_strdup (_ ("The row names no old unit.")));
      return;
    }
  if (wanted.name != NULL)
    wanted.level = kheo_conversion_level_of (wanted.name, wanted.level);
  wanted.under = place_of_old (planner, row, wanted.level > KHEO_LEVEL_DISTRICT);
  found = kheo_conversion_index_find (&planner->before, &wanted, &planner->olds[i]);
  /* A district may be written wrongly, or have changed: then the province decides. */
  if (found == KHEO_FOUND_NONE && row->old_district != NULL)
    {
      wanted.under = place_of_old (planner, row, FALSE);
      found = kheo_conversion_index_find (&planner->before, &wanted, &planner->olds[i]);
    }
  report_found (planner, i, found, &wanted, planner->olds[i]);
  if (planner->plan->states[i] == KHEO_REFORM_REFUSED)
    planner->olds[i] = -1;
  else
    planner->plan->olds[i] = kheo_unit_map_get_id (planner->before.map, (guint) planner->olds[i]);
}

/* ---- The new side ---- */

static int
ancestor_of_level (const Planner *planner, int index, KheoLevel level)
{
  for (; index >= 0; index = kheo_unit_map_get_parent (planner->before.map, (guint) index))
    if (version_at (planner, index)->type != NULL &&
        version_at (planner, index)->type->level == level)
      return index;
  return -1;
}

static int
append_unit (Planner *planner, KheoReformUnit *unit, char *key)
{
  int index = (int) planner->plan->new_units->len;

  g_array_append_val (planner->plan->new_units, *unit);
  g_hash_table_insert (planner->keys, key, GINT_TO_POINTER (index + 1));
  return index;
}

/* A province that the map does not have yet; index in new_units. */
static int
found_province (Planner *planner, guint i)
{
  const KheoConversionRow *row = &planner->rows[i];
  g_autofree char         *name_key = kheo_text_match_key (row->new_province);
  char                    *key = g_strdup_printf ("p|%s", name_key);
  gpointer                 known = g_hash_table_lookup (planner->keys, key);
  KheoConversionWanted     there = { row->new_province, NULL, KHEO_LEVEL_PROVINCE, -1 };
  KheoReformUnit           unit = { .parent = -1, .row = row->row };
  int                      found = -1;

  if (known != NULL)
    {
      g_free (key);
      return GPOINTER_TO_INT (known) - 1;
    }
  if (kheo_conversion_index_find (&planner->after, &there, &found) == KHEO_FOUND_SURE)
    unit.unit_id = kheo_unit_map_get_id (planner->after.map, (guint) found);
  unit.name = g_strdup (row->new_province);
  unit.code = g_strdup (row->new_province_code);
  unit.type = kheo_unit_type_of_name (row->new_province, KHEO_LEVEL_PROVINCE);
  if (unit.type == NULL)
    unit.type = kheo_unit_type_find ("province");
  return append_unit (planner, &unit, key);
}

/* What the new unit belongs to: fills @unit's parent. */
static void
choose_parent (Planner *planner, guint i, KheoReformUnit *unit)
{
  const KheoConversionRow *row = &planner->rows[i];
  KheoConversionWanted     province = { row->new_province, NULL, KHEO_LEVEL_PROVINCE, -1 };
  KheoConversionWanted district = { row->new_district, row->new_district_code, KHEO_LEVEL_DISTRICT,
                                    -1 };
  gboolean             two_levels = planner->plan->date >= KHEO_CONVERSION_TWO_LEVELS;
  int                  above = -1;

  if (planner->olds[i] < 0)
    kheo_conversion_index_find (&planner->before, &province, &above);
  else if (unit->type->level >= KHEO_LEVEL_HAMLET)
    above = kheo_unit_map_get_parent (planner->before.map, (guint) planner->olds[i]);
  else if (!two_levels && row->new_district != NULL)
    kheo_conversion_index_find (&planner->before, &district, &above);
  else if (!two_levels && row->new_province == NULL)
    above = kheo_unit_map_get_parent (planner->before.map, (guint) planner->olds[i]);
  else if (row->new_province == NULL)
    above = ancestor_of_level (planner, planner->olds[i], KHEO_LEVEL_PROVINCE);
  else if (kheo_conversion_index_find (&planner->before, &province, &above) == KHEO_FOUND_NONE)
    {
      unit->parent = found_province (planner, i);
      unit->parent_id =
          g_array_index (planner->plan->new_units, KheoReformUnit, unit->parent).unit_id;
      return;
    }
  if (above >= 0)
    unit->parent_id = kheo_unit_map_get_id (planner->before.map, (guint) above);
}

/* The unit stands there already: the reform was applied before. */
static void
find_begun (Planner *planner, KheoReformUnit *unit)
{
  int found = kheo_conversion_index_find_begun (&planner->after, planner->before.map, unit);

  if (found >= 0)
    unit->unit_id = kheo_unit_map_get_id (planner->after.map, (guint) found);
}

static char *
key_of_unit (const KheoReformUnit *unit)
{
  g_autofree char *name = kheo_text_match_key (unit->name);

  if (unit->code != NULL)
    return g_strdup_printf ("%d#%s", (int) unit->type->level, unit->code);
  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%s", unit->parent_id, unit->parent, name);
}

/* The same code with another name in a later row: a slip, or a mistake. */
static gboolean
check_spelling (Planner *planner, guint i, const KheoReformUnit *unit)
{
  const char      *name = planner->rows[i].new_name;
  g_autofree char *first = kheo_text_match_key (unit->name);
  g_autofree char *second = kheo_text_match_key (name);

  if (strcmp (first, second) == 0)
    return TRUE;
  if (kheo_text_likeness (unit->name, name) < SAME_NAME)
    {
      report (planner, i, TRUE, KHEO_SEVERITY_ERROR, "unit-conflict",
              g_strdup_printf (_ ("The code %s is that of “%s”, not of “%s”; correct one of the "
                                  "two."),
                               unit->code, unit->name, name));
      return FALSE;
    }
  report (planner, i, TRUE, KHEO_SEVERITY_WARNING, "unit-likely",
          g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), name, unit->name));
  return TRUE;
}

static void
add_new (Planner *planner, guint i)
{
  const KheoConversionRow *row = &planner->rows[i];
  KheoReformUnit           unit = { .parent = -1, .row = row->row };
  g_autofree char         *key = NULL;
  gpointer                 known = NULL;

  if (row->new_name == NULL)
    {
      report (planner, i, TRUE, KHEO_SEVERITY_ERROR, "missing",
              g_strdup (_ ("The row names no new unit.")));
      return;
    }
  unit.type =
      kheo_unit_type_of_name (row->new_name, version_at (planner, planner->olds[i])->type->level);
  if (unit.type == NULL)
    unit.type = kheo_unit_type_of_name (row->new_name, (KheoLevel) -1);
  if (unit.type == NULL)
    {
      report (planner, i, TRUE, KHEO_SEVERITY_ERROR, "bad-value",
              g_strdup_printf (_ ("It is not clear what “%s” is; write xã, phường, huyện … before "
                                  "its name."),
                               row->new_name));
      return;
    }
  unit.name = (char *) row->new_name;
  unit.code = (char *) row->new_code;
  choose_parent (planner, i, &unit);
  key = key_of_unit (&unit);
  known = g_hash_table_lookup (planner->keys, key);
  if (known != NULL)
    {
      int index = GPOINTER_TO_INT (known) - 1;

      if (check_spelling (planner, i,
                          &g_array_index (planner->plan->new_units, KheoReformUnit, index)))
        planner->units[i] = index;
      return;
    }
  unit.name = g_strdup (row->new_name);
  unit.code = g_strdup (row->new_code);
  find_begun (planner, &unit);
  planner->units[i] = append_unit (planner, &unit, g_steal_pointer (&key));
}

/* The old unit is not known, the new one is: it is founded all the same, so that the new map is
 * whole.  Only where the province is there. */
static void
add_orphan (Planner *planner, guint i)
{
  const KheoConversionRow *row = &planner->rows[i];
  KheoReformUnit           unit = { .parent = -1, .row = row->row };
  g_autofree char         *key = NULL;

  if (row->new_name == NULL || row->new_province == NULL)
    return;
  unit.type = kheo_unit_type_of_name (row->new_name, KHEO_LEVEL_COMMUNE);
  if (unit.type == NULL || unit.type->level != KHEO_LEVEL_COMMUNE)
    return;
  unit.name = (char *) row->new_name;
  unit.code = (char *) row->new_code;
  choose_parent (planner, i, &unit);
  key = key_of_unit (&unit);
  if (unit.parent_id == 0 || g_hash_table_contains (planner->keys, key))
    return;
  unit.name = g_strdup (row->new_name);
  unit.code = g_strdup (row->new_code);
  find_begun (planner, &unit);
  append_unit (planner, &unit, g_steal_pointer (&key));
}

/* ---- Whole, part, kept ---- */

/* Of a row that leads to a new unit. */
static KheoReformUnit *
unit_of_row (const Planner *planner, guint i)
{
  return &g_array_index (planner->plan->new_units, KheoReformUnit, planner->units[i]);
}

static void
count_row (Planner *planner, guint i)
{
  char *pair = g_strdup_printf ("%d|%d", planner->olds[i], planner->units[i]);

  if (!g_hash_table_add (planner->pairs, pair))
    {
      report (planner, i, FALSE, KHEO_SEVERITY_WARNING, "duplicate-row",
              g_strdup (_ ("An earlier row says the same; this one was left out.")));
      planner->units[i] = -1;
      planner->plan->states[i] = KHEO_REFORM_DONE;
      return;
    }
  planner->n_of_old[planner->olds[i]]++;
  unit_of_row (planner, i)->n_links++;
}

static void
settle_share (Planner *planner, guint i)
{
  gboolean    alone = planner->n_of_old[planner->olds[i]] == 1;
  const char *name = version_at (planner, planner->olds[i])->name;

  planner->shares[i] = (guint8) planner->rows[i].share;
  if (planner->shares[i] == KHEO_SHARE_UNSAID)
    planner->shares[i] = alone ? KHEO_SHARE_WHOLE : KHEO_SHARE_PART;
  else if (planner->shares[i] == KHEO_SHARE_WHOLE && !alone)
    {
      planner->shares[i] = KHEO_SHARE_PART;
      report (planner, i, FALSE, KHEO_SEVERITY_WARNING, "share-unclear",
              g_strdup_printf (_ ("The whole of “%s” is said to go here, but another row gives it "
                                  "elsewhere too; it was taken as a part."),
                               name));
    }
  else if (planner->shares[i] == KHEO_SHARE_PART && alone)
    report (planner, i, FALSE, KHEO_SEVERITY_WARNING, "share-unclear",
            g_strdup_printf (_ ("Only a part of “%s” is accounted for; no row says what becomes of "
                                "the rest."),
                             name));
}

/* One old unit that goes nowhere else, and nobody joins it. */
static gboolean
is_same_unit (const Planner *planner, guint i)
{
  const KheoUnitVersion *old = version_at (planner, planner->olds[i]);
  const KheoReformUnit  *unit = unit_of_row (planner, i);

  return planner->shares[i] == KHEO_SHARE_WHOLE && unit->n_links == 1 &&
         planner->n_of_old[planner->olds[i]] == 1 && unit->code != NULL &&
         g_strcmp0 (old->code, unit->code) == 0 && old->type->level == unit->type->level &&
         kheo_text_likeness (old->name, unit->name) >= SAME_NAME;
}

static gboolean
changes_anything (const Planner *planner, int old, const KheoReformUnit *unit)
{
  const KheoUnitVersion *now = kheo_units_get_version (
      planner->plan->units, kheo_unit_map_get_id (planner->before.map, (guint) old),
      planner->plan->date);

  return strcmp (now->name, unit->name) != 0 || now->type != unit->type ||
         (unit->code != NULL && g_strcmp0 (now->code, unit->code) != 0) || unit->parent >= 0 ||
         (unit->parent_id != 0 && now->parent_id != unit->parent_id);
}

static void
keep_unit (Planner *planner, guint i)
{
  KheoReformUnit *unit = unit_of_row (planner, i);
  int             old = planner->olds[i];

  if (unit->unit_id != 0 || planner->touched[old] == 2 ||
      !(planner->shares[i] == KHEO_SHARE_KEPT || is_same_unit (planner, i)))
    return;
  unit->unit_id = kheo_unit_map_get_id (planner->before.map, (guint) old);
  planner->touched[old] = 2;
  planner->shares[i] = KHEO_SHARE_KEPT;
  unit->kept = changes_anything (planner, old, unit);
  if (!unit->kept)
    planner->plan->states[i] = KHEO_REFORM_DONE;
}

/* ---- Successions ---- */

static GHashTable *
list_successions (KheoUnits *units, KheoDate date)
{
  GHashTable           *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint                 n = 0;
  const KheoSuccession *successions = kheo_units_get_successions (units, &n);

  for (guint i = 0; i < n; i++)
    if (successions[i].date == date)
      g_hash_table_add (all, g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT,
                                              successions[i].old_id, successions[i].new_id));
  return all;
}

static void
add_link (Planner *planner, guint i, GHashTable *there)
{
  KheoReformPlan  *plan = planner->plan;
  KheoReformLink   link = { plan->olds[i], planner->units[i], planner->shares[i] != KHEO_SHARE_PART,
                            planner->rows[i].row, KHEO_NO_AMOUNTS };
  gint64           unit_id = unit_of_row (planner, i)->unit_id;
  g_autofree char *key =
      g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT, link.old_id, unit_id);

  if (planner->shares[i] == KHEO_SHARE_KEPT && unit_id == link.old_id)
    return;
  if (planner->touched[planner->olds[i]] == 0)
    planner->touched[planner->olds[i]] = 1;
  if (planner->touched[planner->olds[i]] == 2)
    link.whole = FALSE; /* it goes on, so only a part can have left it */
  if (!link.whole)
    memcpy (link.amounts, planner->rows[i].amounts, sizeof link.amounts);
  if (g_hash_table_contains (there, key))
    plan->states[i] = KHEO_REFORM_DONE;
  else
    g_array_append_val (plan->links, link);
}

/* ---- The plan ---- */

static void
each_row (Planner *planner, void (*func) (Planner *, guint), gboolean with_unit)
{
  for (guint i = 0; i < planner->n_rows; i++)
    if (planner->plan->states[i] != KHEO_REFORM_REFUSED && (!with_unit || planner->units[i] >= 0))
      func (planner, i);
}

static void
planner_init (Planner *planner, KheoUnits *units)
{
  guint n = 0;

  kheo_conversion_index_init (&planner->before, units, planner->plan->date - 1);
  kheo_conversion_index_init (&planner->after, units, planner->plan->date);
  n = kheo_unit_map_get_n (planner->before.map);
  planner->olds = g_new (int, planner->n_rows + 1);
  planner->units = g_new (int, planner->n_rows + 1);
  for (guint i = 0; i < planner->n_rows; i++)
    planner->olds[i] = planner->units[i] = -1;
  planner->shares = g_new0 (guint8, planner->n_rows + 1);
  planner->n_of_old = g_new0 (guint, n + 1);
  planner->touched = g_new0 (gint8, n + 1);
  planner->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
planner_clear (Planner *planner)
{
  kheo_conversion_index_clear (&planner->before);
  kheo_conversion_index_clear (&planner->after);
  g_free (planner->olds);
  g_free (planner->units);
  g_free (planner->shares);
  g_free (planner->n_of_old);
  g_free (planner->touched);
  g_hash_table_unref (planner->keys);
  g_hash_table_unref (planner->pairs);
}

KheoReformPlan *
kheo_reform_plan_from_rows (KheoUnits               *units,
                            KheoDate                 date,
                            const KheoConversionRow *rows,
                            guint                    n_rows)
{
  Planner     planner = { .rows = rows, .n_rows = n_rows };
  GHashTable *there = NULL;

  g_return_val_if_fail (units != NULL && date != KHEO_DATE_UNKNOWN, NULL);

  planner.plan = kheo_reform_plan_alloc (units, date, n_rows);
  planner_init (&planner, units);
  there = list_successions (units, date);
  each_row (&planner, find_old, FALSE);
  each_row (&planner, add_new, FALSE);
  for (guint i = 0; i < n_rows; i++)
    if (planner.olds[i] < 0)
      add_orphan (&planner, i);
  each_row (&planner, count_row, TRUE);
  each_row (&planner, settle_share, TRUE);
  each_row (&planner, keep_unit, TRUE);
  for (guint i = 0; i < n_rows; i++)
    if (planner.units[i] >= 0 && planner.plan->states[i] != KHEO_REFORM_REFUSED)
      add_link (&planner, i, there);
  kheo_reform_plan_drop_totals (planner.plan);
  kheo_conversion_finish (planner.plan, planner.before.map, planner.touched);
  kheo_reform_plan_settle (planner.plan);
  planner_clear (&planner);
  g_hash_table_unref (there);
  return planner.plan;
}
