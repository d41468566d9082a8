#include "random-history.h"

static const char *const names[] = { "An",  "Bình", "Cát", "Dương", "Đông", "Gia", "Hà",
                                     "Kim", "Lạc",  "Mỹ",  "Ngọc",  "Phú",  "Tân", "Vân" };

static const char *const prefixes[] = { "Tỉnh", "Huyện", "Xã", "Thôn" };

static gboolean
chance (GRand *rand, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

static char *
random_name (GRand *rand, KheoLevel level)
{
  const char *prefix =
      level == KHEO_LEVEL_COMMUNE && chance (rand, 30) ? "Phường" : prefixes[level];

  return g_strdup_printf ("%s %s %s", prefix, names[g_rand_int_range (rand, 0, 14)],
                          names[g_rand_int_range (rand, 0, 14)]);
}

/* ---- The tree ---- */

static void
fill_units (KheoDb *db, GRand *rand, GArray *ids, guint n_units)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < n_units; i++)
    {
      guint above = i == 0 ? 0 : (guint) g_rand_int_range (rand, 0, (int) MIN (i, 1 + i / 2));
      int   level = i == 0 ? 0 : MIN (g_array_index (levels, int, above) + 1, 3);
      g_autofree char *name = NULL;
      gint64           parent = i == 0 ? 0 : g_array_index (ids, gint64, above);
      gint64           id;

      /* A hamlet has nothing below it: then the province has. */
      if (i > 0 && g_array_index (levels, int, above) == 3)
        {
          parent = g_array_index (ids, gint64, 0);
          level = 2;
        }
      name = random_name (rand, (KheoLevel) level);
      id = book_add_unit (db, name, NULL, parent, NULL, NULL);
      g_array_append_val (ids, id);
      g_array_append_val (levels, level);
    }
}

static void
fill_records (KheoDb *db, GRand *rand, const GArray *ids, guint n_models)
{
  gint64 flow = book_add_indicator (db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  gint64 rate = book_add_indicator (db, "A2", "Tỷ lệ", "percent 0 stock none none", NULL);

  for (guint i = 0; i < n_models; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mô hình %u", i + 1);
      int              year = g_rand_int_range (rand, 2012, 2026);
      g_autofree char *day = g_strdup_printf ("%d-%02d-15", year, g_rand_int_range (rand, 1, 13));
      gint64 unit = g_array_index (ids, gint64, g_rand_int_range (rand, 0, (int) ids->len));

      book_add_model (db, name, unit, year, chance (rand, 70) ? day : NULL);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 unit = g_array_index (ids, gint64, i);

      if (chance (rand, 30))
        book_add_figure (db, flow, unit, "2014", g_rand_int_range (rand, 0, 90), NO_AMOUNT);
      if (chance (rand, 50))
        book_add_target (db, flow, unit, "2010..2040", g_rand_int_range (rand, 1, 90));
      if (chance (rand, 40))
        book_add_target (db, rate, unit, "2010..2040", chance (rand, 70) ? 90 : 80);
    }
}

void
history_fill (KheoDb *db, GRand *rand, guint n_units, guint n_models)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  action_begin (db);
  fill_units (db, rand, ids, n_units);
  action_end (db);
  action_begin (db);
  fill_records (db, rand, ids, n_models);
  action_end (db);
}

/* ---- Acts ---- */

typedef struct
{
  GRand       *rand;
  KheoUnitMap *map;
  GPtrArray   *acts;
  gint64       handle; /* of the last that was founded, 0 */
} Making;

static gint64
any_unit (Making *making)
{
  int n = (int) kheo_unit_map_get_n (making->map);

  if (making->handle != 0 && chance (making->rand, 15))
    return g_rand_int_range (making->rand, (int) making->handle, 0);
  /* Nothing is left of the tree: no such unit. */
  if (n == 0)
    return G_MAXINT64;
  /* Seldom the root itself. */
  return kheo_unit_map_get_id (
      making->map,
      (guint) g_rand_int_range (making->rand, n > 1 && chance (making->rand, 95) ? 1 : 0, n));
}

/* Another unit beside @id, where there is one. */
static gint64
any_sibling (Making *making, gint64 id)
{
  int index = id > 0 ? kheo_unit_map_find (making->map, id) : -1;
  g_autoptr (GArray) all =
      index >= 0 ? kheo_unit_map_list_children (
                       making->map, kheo_unit_map_get_parent (making->map, (guint) index))
                 : NULL;

  if (all == NULL || all->len == 0)
    return any_unit (making);
  return kheo_unit_map_get_id (
      making->map, g_array_index (all, guint, g_rand_int_range (making->rand, 0, (int) all->len)));
}

static KheoLevel
level_of (Making *making, gint64 id)
{
  int index = id > 0 ? kheo_unit_map_find (making->map, id) : -1;

  return index >= 0 ? kheo_unit_map_get_version (making->map, (guint) index)->type->level
                    : KHEO_LEVEL_COMMUNE;
}

/* Founded, or one that is there. */
static void
add_target (Making *making, KheoReformAct *act, gint64 like, gboolean weigh)
{
  g_autofree char   *name = random_name (making->rand, level_of (making, like));
  gboolean           founded = chance (making->rand, 65);
  KheoReformActUnit *unit = kheo_reform_act_add_unit (
      act, founded ? --making->handle : any_sibling (making, like), founded ? name : NULL);

  if (weigh)
    {
      unit->amounts[KHEO_BASIS_POPULATION] = g_rand_int_range (making->rand, 0, 5000);
      unit->amounts[KHEO_BASIS_AREA] =
          chance (making->rand, 80) ? g_rand_int_range (making->rand, 1, 9000) : -1;
    }
}

static void
fill_act (Making *making, KheoReformAct *act, gint64 old)
{
  GRand           *rand = making->rand;
  g_autofree char *name = random_name (rand, level_of (making, old));
  gboolean         weigh = chance (rand, 50);

  if (act->kind != KHEO_ACT_FOUND && act->kind != KHEO_ACT_ABOLISH_LEVEL)
    kheo_reform_act_add_old (act, old);
  switch (act->kind)
    {
    case KHEO_ACT_FOUND:
      kheo_reform_act_add_unit (act, --making->handle, name)->parent_id = any_unit (making);
      break;
    case KHEO_ACT_MERGE:
      for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
        kheo_reform_act_add_old (act, any_sibling (making, old));
      add_target (making, act, old, FALSE);
      break;
    case KHEO_ACT_DIVIDE:
      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        add_target (making, act, old, weigh);
      if (chance (rand, 30))
        kheo_reform_act_add_unit (act, old, NULL);
      break;
    case KHEO_ACT_RENAME:
      kheo_reform_act_add_unit (act, 0, name);
      break;
    case KHEO_ACT_CHANGE_TYPE:
      kheo_reform_act_add_unit (act, 0, NULL)->type = kheo_unit_type_of_name (name, (KheoLevel) -1);
      break;
    case KHEO_ACT_CHANGE_PARENT:
      kheo_reform_act_add_unit (act, 0, NULL)->parent_id = any_unit (making);
      break;
    case KHEO_ACT_ABOLISH_LEVEL:
      act->level = chance (rand, 70) ? KHEO_LEVEL_DISTRICT : KHEO_LEVEL_COMMUNE;
      act->under = chance (rand, 70) ? any_unit (making) : 0;
      break;
    case KHEO_ACT_END:
      break;
    }
}

static KheoActKind
random_kind (GRand *rand)
{
  /* Most reforms merge. */
  if (chance (rand, 25))
    return KHEO_ACT_MERGE;
  if (chance (rand, 25))
    return KHEO_ACT_DIVIDE;
  for (;;)
    {
      KheoActKind kind = (KheoActKind) g_rand_int_range (rand, 0, KHEO_N_ACT_KINDS);

      /* A level is seldom abolished: nothing would be left of the tree. */
      if (kind != KHEO_ACT_ABOLISH_LEVEL || chance (rand, 20))
        return kind;
    }
}

GPtrArray *
history_random_acts (KheoDb *db, GRand *rand, KheoDate day)
{
  g_autoptr (KheoUnitMap) map =
      kheo_unit_map_new (kheo_world_get_units (kheo_world_get (db, NULL)), day);
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  Making     making = { rand, map, acts, 0 };

  for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
    {
      KheoReformAct *act = kheo_reform_act_new (random_kind (rand));

      fill_act (&making, act, any_unit (&making));
      g_ptr_array_add (acts, act);
    }
  return acts;
}

KheoDate
history_next_day (GRand *rand, KheoDate day)
{
  return day + (KheoDate) (chance (rand, 20) ? 0 : g_rand_int_range (rand, 1, 550));
}

gint64
history_random_reform (KheoDb *db, GRand *rand, KheoDate day)
{
  for (guint tries = 0; tries < 20; tries++)
    {
      g_autoptr (GPtrArray) acts = history_random_acts (db, rand, day);
      g_autoptr (KheoReformPlan) plan =
          kheo_reform_plan_from_acts (kheo_world_get_units (kheo_world_get (db, NULL)), day,
                                      (const KheoReformAct *const *) acts->pdata, acts->len);
      g_autoptr (GError) error = NULL;

      if (!kheo_reform_plan_can_apply (plan))
        continue;
      action_begin (db);
      kheo_reform_apply (plan, db, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      return action_end (db);
    }
  return 0;
}
