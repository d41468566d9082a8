/* Reforms by hand: each kind of act, acts that see each other, what is refused. */
#include "reform-desk.h"

#include "kheo-test.h"

static void
assert_path (Desk *desk, gint64 unit, const char *day, const char *wanted)
{
  KheoUnits       *units = kheo_world_get_units (kheo_world_get (desk->db, NULL));
  g_autofree char *path = kheo_units_dup_path (units, unit, book_day (day));

  g_assert_cmpstr (path, ==, wanted);
}

static gboolean
lives (Desk *desk, gint64 unit, const char *day)
{
  g_autoptr (KheoUnitMap) map =
      kheo_unit_map_new (kheo_world_get_units (kheo_world_get (desk->db, NULL)), book_day (day));

  return kheo_unit_map_find (map, unit) >= 0;
}

/* "Xã An Bình=Xã Mới" whole, "~" part, "~Xã Mới(12)" with people; in the order of the plan. */
static void
assert_links (Desk *desk, const char *wanted)
{
  KheoUnits            *units = kheo_world_get_units (kheo_world_get (desk->db, NULL));
  guint                 n = 0;
  const KheoSuccession *links = kheo_units_get_successions (units, &n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (
          text, "%s%s%s%s", i > 0 ? " " : "",
          kheo_units_get_version (units, links[i].old_id, book_day (EVE))->name,
          links[i].whole ? "=" : "~",
          kheo_units_get_version (units, links[i].new_id, book_day (DAY))->name);
      if (links[i].weights[KHEO_BASIS_POPULATION] >= 0)
        g_string_append_printf (text, "(%" G_GINT64_FORMAT ")",
                                links[i].weights[KHEO_BASIS_POPULATION]);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_found (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_FOUND, 0), 0, "Xã Mới")->parent_id =
      desk.district;
  desk_apply (&desk, "");
  assert_path (&desk, desk_id_of (&desk, "Xã Mới"), DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Mới");
  g_assert_false (lives (&desk, desk_id_of (&desk, "Xã Mới"), EVE));
}

static void
test_merge_into_new (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới")->code = g_strdup ("10101");
  desk_apply (&desk, "");
  assert_links (&desk, "Xã An Bình=Xã Mới Xã Hòa Lạc=Xã Mới");
  g_assert_false (lives (&desk, desk.a, DAY));
  g_assert_true (lives (&desk, desk.a, EVE));
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Mới/Thôn Một");
  assert_path (&desk, desk.hamlet, EVE, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc/Thôn Một");
}

static void
test_merge_into_existing (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.b), desk.a, "Xã An Hòa");
  desk_apply (&desk, "");
  assert_links (&desk, "Xã Hòa Lạc=Xã An Hòa");
  assert_path (&desk, desk.a, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã An Hòa");
  assert_path (&desk, desk.a, EVE, "Tỉnh Sông Vân/Huyện Đông Hà/Xã An Bình");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã An Hòa/Thôn Một");
}

static void
test_divide (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.a, NULL)->amounts[KHEO_BASIS_POPULATION] = 30;
  kheo_reform_act_add_unit (act, 0, "Xã Mới")->amounts[KHEO_BASIS_POPULATION] = 70;
  desk_apply (&desk, "unit-moved");
  assert_links (&desk, "Xã Hòa Lạc~Xã An Bình(30) Xã Hòa Lạc~Xã Mới(70)");
  g_assert_false (lives (&desk, desk.b, DAY));
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Thôn Một");
}

static void
test_divide_rest_kept (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  desk_apply (&desk, "");
  assert_links (&desk, "Xã Hòa Lạc~Xã Mới");
  g_assert_true (lives (&desk, desk.b, DAY));
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc/Thôn Một");
}

static void
test_rename_and_type (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_RENAME, desk.a), 0, "Xã Bình An");
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_CHANGE_TYPE, desk.b), 0, NULL)->type =
      kheo_unit_type_find ("ward");
  desk_apply (&desk, "");
  assert_links (&desk, "");
  assert_path (&desk, desk.a, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Bình An");
  assert_path (&desk, desk.b, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Phường Hòa Lạc");
  assert_path (&desk, desk.b, EVE, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc");
}

static void
test_change_parent (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.a;
  desk_apply (&desk, "");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã An Bình/Thôn Một");
  assert_path (&desk, desk.hamlet, EVE, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc/Thôn Một");
}

static void
test_abolish_level (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_ABOLISH_LEVEL, 0);
  act->level = KHEO_LEVEL_DISTRICT;
  act->under = desk.province;
  desk_apply (&desk, "");
  g_assert_false (lives (&desk, desk.district, DAY));
  assert_path (&desk, desk.a, DAY, "Tỉnh Sông Vân/Xã An Bình");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Xã Hòa Lạc/Thôn Một");
}

static void
test_end (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  desk_add_act (&desk, KHEO_ACT_END, desk.c);
  desk_apply (&desk, "");
  g_assert_false (lives (&desk, desk.c, DAY));
  assert_links (&desk, "");
}

/* Merged, renamed, and a part of a third joins: one reform, as the decisions of 2025 read. */
static void
test_one_after_the_other (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_unit (act, -1, "Xã Một");
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_RENAME, -1), 0, "Phường Hai");
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, -1, NULL)->amounts[KHEO_BASIS_POPULATION] = 10;
  kheo_reform_act_add_unit (act, desk.c, NULL)->amounts[KHEO_BASIS_POPULATION] = 20;
  act = desk_add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = -1;
  act = desk_add_act (&desk, KHEO_ACT_ABOLISH_LEVEL, 0);
  act->level = KHEO_LEVEL_DISTRICT;
  desk_apply (&desk, "");
  assert_links (&desk, "Xã An Bình=Phường Hai Xã Hòa Lạc~Phường Hai(10) Xã Hòa Lạc~Xã Tân Mỹ(20)");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Phường Hai/Thôn Một");
}

/* A unit that only stood between two acts leaves no trace; amounts go through it where they can. */
static void
test_never_was (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), -1, "Xã Một");
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, -1);
  kheo_reform_act_add_unit (act, desk.c, NULL)->amounts[KHEO_BASIS_POPULATION] = 5;
  kheo_reform_act_add_unit (act, -2, "Xã Hai")->amounts[KHEO_BASIS_POPULATION] = 6;
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, -2), -3, "Xã Ba");
  desk_apply (&desk, "");
  assert_links (&desk, "Xã An Bình~Xã Tân Mỹ(5) Xã An Bình~Xã Ba(6)");
}

/* What is divided and joined again went wholly. */
static void
test_joined_again (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = desk_add_act (&desk, KHEO_ACT_DIVIDE, desk.a);
  kheo_reform_act_add_unit (act, -1, "Xã Một");
  kheo_reform_act_add_unit (act, -2, "Xã Hai");
  act = desk_add_act (&desk, KHEO_ACT_MERGE, -1);
  kheo_reform_act_add_old (act, -2);
  kheo_reform_act_add_unit (act, desk.c, NULL);
  desk_apply (&desk, "");
  assert_links (&desk, "Xã An Bình=Xã Tân Mỹ");
}

/* ---- Refused ---- */

static void
refuse_alone (Desk *desk, const char *code)
{
  g_autoptr (KheoReformPlan) plan = desk_plan (desk, DAY);
  g_autofree char *before = desk_digest (desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  plan_assert_codes (plan, code);
  g_assert_false (kheo_reform_plan_can_apply (plan));
  action_begin (desk->db);
  g_assert_false (kheo_reform_apply (plan, desk->db, NULL, NULL, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_assert_cmpint (action_end (desk->db), ==, 0);
  after = desk_digest (desk);
  g_assert_cmpstr (after, ==, before);
  g_ptr_array_set_size (desk->acts, 0);
}

static void
test_refused (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  desk_add_act (&desk, KHEO_ACT_END, desk.b);
  refuse_alone (&desk, "has-children");
  desk_add_act (&desk, KHEO_ACT_END, -7);
  refuse_alone (&desk, "unit-unknown");
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.district), 0, NULL)
      ->parent_id = desk.hamlet;
  refuse_alone (&desk, "bad-value");
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), 0, "Chẳng rõ");
  refuse_alone (&desk, "bad-value");
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.a, NULL);
  refuse_alone (&desk, "missing");
  desk_add_act (&desk, KHEO_ACT_END, desk.c);
  desk_add_act (&desk, KHEO_ACT_END, desk.c);
  refuse_alone (&desk, "not-living");
}

/* What a later day already says cannot be overtaken. */
static void
test_changed_since (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (KheoReformPlan) plan = NULL;

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_RENAME, desk.c), 0, "Xã Sau");
  desk_apply (&desk, "");
  g_ptr_array_set_size (desk.acts, 0);
  desk_add_act (&desk, KHEO_ACT_END, desk.c);
  plan = desk_plan (&desk, "2026-01-01");
  plan_assert_codes (plan, "not-consistent");
}

/* Planned on what the book was; written on what it is. */
static void
test_changed_meanwhile (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformPlan) other = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_RENAME, desk.c), 0, "Xã Một");
  plan = desk_plan (&desk, DAY);
  other = desk_plan (&desk, "2025-01-01");
  action_begin (desk.db);
  g_assert_true (kheo_reform_apply (other, desk.db, NULL, NULL, NULL, &error));
  action_end (desk.db);
  action_begin (desk.db);
  g_assert_false (kheo_reform_apply (plan, desk.db, NULL, NULL, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  kheo_history_cancel (desk.db);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/reform/found", test_found);
  g_test_add_func ("/reform/merge-into-new", test_merge_into_new);
  g_test_add_func ("/reform/merge-into-existing", test_merge_into_existing);
  g_test_add_func ("/reform/divide", test_divide);
  g_test_add_func ("/reform/divide-rest-kept", test_divide_rest_kept);
  g_test_add_func ("/reform/rename-and-type", test_rename_and_type);
  g_test_add_func ("/reform/change-parent", test_change_parent);
  g_test_add_func ("/reform/abolish-level", test_abolish_level);
  g_test_add_func ("/reform/end", test_end);
  g_test_add_func ("/reform/one-after-the-other", test_one_after_the_other);
  g_test_add_func ("/reform/never-was", test_never_was);
  g_test_add_func ("/reform/joined-again", test_joined_again);
  g_test_add_func ("/reform/refused", test_refused);
  g_test_add_func ("/reform/changed-since", test_changed_since);
  g_test_add_func ("/reform/changed-meanwhile", test_changed_meanwhile);
  return g_test_run ();
}
