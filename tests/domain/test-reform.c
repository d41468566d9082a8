/* Reforms by hand: each kind of act, acts that see each other, what becomes of open matters. */
#include "domain-book.h"

#include "kheo-digest.h"
#include "kheo-figures.h"
#include "kheo-id.h"
#include "kheo-reform-acts.h"
#include "kheo-reform.h"
#include "kheo-test.h"

#include <string.h>

#define DAY "2026-07-01"
#define EVE "2026-06-30"

typedef struct
{
  KheoDb    *db;
  gint64     province, district, a, b, c, hamlet;
  GPtrArray *acts;
} Desk;

static void
desk_init (Desk *desk)
{
  desk->db = book_new ();
  desk->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  action_begin (desk->db);
  desk->province = book_add_unit (desk->db, "Tỉnh Sông Vân", "10", 0, NULL, NULL);
  desk->district = book_add_unit (desk->db, "Huyện Đông Hà", "101", desk->province, NULL, NULL);
  desk->a = book_add_unit (desk->db, "Xã An Bình", "10101", desk->district, NULL, NULL);
  desk->b = book_add_unit (desk->db, "Xã Hòa Lạc", "10102", desk->district, NULL, NULL);
  desk->c = book_add_unit (desk->db, "Xã Tân Mỹ", "10103", desk->district, NULL, NULL);
  desk->hamlet = book_add_unit (desk->db, "Thôn Một", NULL, desk->b, NULL, NULL);
  action_end (desk->db);
}

static void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->acts, g_ptr_array_unref);
  g_clear_pointer (&desk->db, kheo_db_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* @old 0: none. */
static KheoReformAct *
add_act (Desk *desk, KheoActKind kind, gint64 old)
{
  KheoReformAct *act = kheo_reform_act_new (kind);

  if (old != 0)
    kheo_reform_act_add_old (act, old);
  g_ptr_array_add (desk->acts, act);
  return act;
}

static KheoReformPlan *
make_plan (Desk *desk, const char *day)
{
  return kheo_reform_plan_from_acts (
      kheo_world_get_units (kheo_world_get (desk->db, NULL)), book_day (day),
      (const KheoReformAct *const *) desk->acts->pdata, desk->acts->len);
}

static char *
digest (Desk *desk)
{
  return kheo_book_digest (desk->db, NULL);
}

static void
assert_sound (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (desk->db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
assert_codes (const KheoReformPlan *plan, const char *wanted)
{
  const GArray *problems = kheo_reform_plan_get_problems (plan);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      g_test_message ("%s: %s", problem->code, problem->message);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", problem->code);
    }
  g_assert_cmpstr (codes->str, ==, wanted);
}

/* Plans and applies all acts; the reform's id. @codes: what the plan warns of. */
static gint64
apply (Desk *desk, const char *codes)
{
  KheoReformDecision decision = { (char *) "7/NQ", 0, NULL, (char *) "Sắp xếp", NULL };
  g_autoptr (KheoReformPlan) plan = make_plan (desk, DAY);
  g_autoptr (GError) error = NULL;
  gint64 reform = 0;

  assert_codes (plan, codes);
  action_begin (desk->db);
  kheo_reform_apply (plan, desk->db, &decision, NULL, &reform, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  assert_sound (desk);
  return reform;
}

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

static gint64
id_of (Desk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kheo_units_resolve (kheo_world_get_units (kheo_world_get (desk->db, NULL)), path,
                                  book_day (DAY), &error);

  g_assert_no_error (error);
  return id;
}

/* ---- Each act ---- */

static void
test_found (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_FOUND, 0), 0, "Xã Mới")->parent_id =
      desk.district;
  apply (&desk, "");
  assert_path (&desk, id_of (&desk, "Xã Mới"), DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Mới");
  g_assert_false (lives (&desk, id_of (&desk, "Xã Mới"), EVE));
}

static void
test_merge_into_new (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới")->code = g_strdup ("10101");
  apply (&desk, "");
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
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.b), desk.a, "Xã An Hòa");
  apply (&desk, "");
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
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.a, NULL)->amounts[KHEO_BASIS_POPULATION] = 30;
  kheo_reform_act_add_unit (act, 0, "Xã Mới")->amounts[KHEO_BASIS_POPULATION] = 70;
  apply (&desk, "unit-moved");
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
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  apply (&desk, "");
  assert_links (&desk, "Xã Hòa Lạc~Xã Mới");
  g_assert_true (lives (&desk, desk.b, DAY));
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc/Thôn Một");
}

static void
test_rename_and_type (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_RENAME, desk.a), 0, "Xã Bình An");
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_CHANGE_TYPE, desk.b), 0, NULL)->type =
      kheo_unit_type_find ("ward");
  apply (&desk, "");
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
  act = add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.a;
  apply (&desk, "");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Huyện Đông Hà/Xã An Bình/Thôn Một");
  assert_path (&desk, desk.hamlet, EVE, "Tỉnh Sông Vân/Huyện Đông Hà/Xã Hòa Lạc/Thôn Một");
}

static void
test_abolish_level (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = add_act (&desk, KHEO_ACT_ABOLISH_LEVEL, 0);
  act->level = KHEO_LEVEL_DISTRICT;
  act->under = desk.province;
  apply (&desk, "");
  g_assert_false (lives (&desk, desk.district, DAY));
  assert_path (&desk, desk.a, DAY, "Tỉnh Sông Vân/Xã An Bình");
  assert_path (&desk, desk.hamlet, DAY, "Tỉnh Sông Vân/Xã Hòa Lạc/Thôn Một");
}

static void
test_end (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  add_act (&desk, KHEO_ACT_END, desk.c);
  apply (&desk, "");
  g_assert_false (lives (&desk, desk.c, DAY));
  assert_links (&desk, "");
}

/* ---- Acts that see each other ---- */

/* Merged, renamed, and a part of a third joins: one reform, as the decisions of 2025 read. */
static void
test_one_after_the_other (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_unit (act, -1, "Xã Một");
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_RENAME, -1), 0, "Phường Hai");
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, -1, NULL)->amounts[KHEO_BASIS_POPULATION] = 10;
  kheo_reform_act_add_unit (act, desk.c, NULL)->amounts[KHEO_BASIS_POPULATION] = 20;
  act = add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = -1;
  act = add_act (&desk, KHEO_ACT_ABOLISH_LEVEL, 0);
  act->level = KHEO_LEVEL_DISTRICT;
  apply (&desk, "");
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
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), -1, "Xã Một");
  act = add_act (&desk, KHEO_ACT_DIVIDE, -1);
  kheo_reform_act_add_unit (act, desk.c, NULL)->amounts[KHEO_BASIS_POPULATION] = 5;
  kheo_reform_act_add_unit (act, -2, "Xã Hai")->amounts[KHEO_BASIS_POPULATION] = 6;
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, -2), -3, "Xã Ba");
  apply (&desk, "");
  assert_links (&desk, "Xã An Bình~Xã Tân Mỹ(5) Xã An Bình~Xã Ba(6)");
}

/* What is divided and joined again went wholly. */
static void
test_joined_again (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;

  desk_init (&desk);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.a);
  kheo_reform_act_add_unit (act, -1, "Xã Một");
  kheo_reform_act_add_unit (act, -2, "Xã Hai");
  act = add_act (&desk, KHEO_ACT_MERGE, -1);
  kheo_reform_act_add_old (act, -2);
  kheo_reform_act_add_unit (act, desk.c, NULL);
  apply (&desk, "");
  assert_links (&desk, "Xã An Bình=Xã Tân Mỹ");
}

/* ---- Two reforms of one day ---- */

static void
merge (Desk *desk, gint64 old, gint64 into)
{
  kheo_reform_act_add_unit (add_act (desk, KHEO_ACT_MERGE, old), into, NULL);
}

static void
divide (Desk *desk, gint64 old, gint64 one, int n_one, gint64 other, int n_other)
{
  KheoReformAct *act = add_act (desk, KHEO_ACT_DIVIDE, old);

  kheo_reform_act_add_unit (act, one, NULL)->amounts[KHEO_BASIS_POPULATION] = n_one;
  kheo_reform_act_add_unit (act, other, other != 0 ? NULL : "Xã Mới")
      ->amounts[KHEO_BASIS_POPULATION] = n_other;
}

/* What the first reform of a day does, then the second. */
static void
do_second (Desk *desk, guint i, gboolean second)
{
  switch (i * 2 + second)
    {
    case 0: /* the unit that others joined goes on into a third */
    case 2: /* … or is divided … */
    case 4: /* … or ends without successor */
      merge (desk, desk->a, desk->c);
      break;
    case 1:
      merge (desk, desk->c, desk->b);
      break;
    case 3:
      divide (desk, desk->c, desk->b, 10, 0, 20);
      break;
    case 5:
      add_act (desk, KHEO_ACT_END, desk->c);
      break;
    case 6: /* a unit that gave a part away loses the rest … */
    case 8: /* … to where the part went */
      divide (desk, desk->c, desk->c, -1, desk->a, 5);
      break;
    case 7:
      merge (desk, desk->c, desk->b);
      break;
    case 9:
      merge (desk, desk->c, desk->a);
      break;
    case 10: /* what was divided comes together again … */
    case 12: /* … or in part */
      divide (desk, desk->a, desk->b, 3, desk->c, 4);
      break;
    case 11:
      merge (desk, desk->c, desk->b);
      break;
    case 13:
      divide (desk, desk->c, desk->b, 1, 0, 2);
      break;
    default:
      g_assert_not_reached ();
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sorted_links (Desk *desk)
{
  KheoUnits            *units = kheo_world_get_units (kheo_world_get (desk->db, NULL));
  guint                 n = 0;
  const KheoSuccession *links = kheo_units_get_successions (units, &n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (
        texts,
        g_strdup_printf ("%s%s%s(%" G_GINT64_FORMAT ")",
                         kheo_units_get_version (units, links[i].old_id, book_day (EVE))->name,
                         links[i].whole ? "=" : "~",
                         kheo_units_get_version (units, links[i].new_id, book_day (DAY))->name,
                         links[i].weights[KHEO_BASIS_POPULATION]));
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

static gint64
apply_any (Desk *desk)
{
  g_autoptr (KheoReformPlan) plan = make_plan (desk, DAY);
  g_autoptr (GError) error = NULL;
  gint64 reform = 0;

  action_begin (desk->db);
  kheo_reform_apply (plan, desk->db, NULL, NULL, &reform, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  assert_sound (desk);
  g_ptr_array_set_size (desk->acts, 0);
  return reform;
}

static void
take_back_to (Desk *desk, gint64 reform, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes =
      kheo_reform_take_back (desk->db, reform, "tester", NULL, &error);
  g_autofree char *after = digest (desk);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpstr (after, ==, wanted);
}

/* They are read as one change of the map, and each is taken back by itself. */
static void
test_same_day (void)
{
  static const char *const wanted[] = {
    "Xã An Bình=Xã Hòa Lạc(-1) Xã Tân Mỹ=Xã Hòa Lạc(-1)",
    "Xã An Bình~Xã Hòa Lạc(-1) Xã An Bình~Xã Mới(-1) Xã Tân Mỹ~Xã Hòa Lạc(10) "
    "Xã Tân Mỹ~Xã Mới(20)",
    "",
    "Xã Tân Mỹ~Xã An Bình(5) Xã Tân Mỹ~Xã Hòa Lạc(-1)",
    "Xã Tân Mỹ=Xã An Bình(-1)",
    "Xã An Bình=Xã Hòa Lạc(-1) Xã Tân Mỹ=Xã Hòa Lạc(-1)",
    "Xã An Bình~Xã Hòa Lạc(-1) Xã An Bình~Xã Mới(-1) Xã Tân Mỹ~Xã Hòa Lạc(1) Xã Tân Mỹ~Xã Mới(2)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_auto (Desk) two = { NULL };
      g_auto (Desk) one = { NULL };
      g_autofree char *start = NULL;
      g_autofree char *between = NULL;
      g_autofree char *links = NULL;
      g_autofree char *links_of_one = NULL;
      gint64           first, second;

      desk_init (&two);
      start = digest (&two);
      do_second (&two, i, FALSE);
      first = apply_any (&two);
      between = digest (&two);
      do_second (&two, i, TRUE);
      second = apply_any (&two);
      links = sorted_links (&two);
      g_assert_cmpstr (links, ==, wanted[i]);

      desk_init (&one);
      do_second (&one, i, FALSE);
      do_second (&one, i, TRUE);
      apply_any (&one);
      links_of_one = sorted_links (&one);
      g_assert_cmpstr (links_of_one, ==, links);

      take_back_to (&two, second, between);
      take_back_to (&two, first, start);
    }
}

/* A unit that was founded on the day has what no other can be given: one reform must be made. */
static void
test_same_day_founded (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (KheoReformPlan) plan = NULL;

  desk_init (&desk);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), 0, "Xã Một");
  apply_any (&desk);
  merge (&desk, id_of (&desk, "Xã Một"), desk.b);
  plan = make_plan (&desk, DAY);
  assert_codes (plan, "not-consistent");
}

/* ---- Refused ---- */

static void
refuse_alone (Desk *desk, const char *code)
{
  g_autoptr (KheoReformPlan) plan = make_plan (desk, DAY);
  g_autofree char *before = digest (desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  assert_codes (plan, code);
  g_assert_false (kheo_reform_plan_can_apply (plan));
  action_begin (desk->db);
  g_assert_false (kheo_reform_apply (plan, desk->db, NULL, NULL, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_assert_cmpint (action_end (desk->db), ==, 0);
  after = digest (desk);
  g_assert_cmpstr (after, ==, before);
  g_ptr_array_set_size (desk->acts, 0);
}

static void
test_refused (void)
{
  g_auto (Desk) desk = { NULL };

  desk_init (&desk);
  add_act (&desk, KHEO_ACT_END, desk.b);
  refuse_alone (&desk, "has-children");
  add_act (&desk, KHEO_ACT_END, -7);
  refuse_alone (&desk, "unit-unknown");
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.district), 0, NULL)
      ->parent_id = desk.hamlet;
  refuse_alone (&desk, "bad-value");
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), 0, "Chẳng rõ");
  refuse_alone (&desk, "bad-value");
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.a, NULL);
  refuse_alone (&desk, "missing");
  add_act (&desk, KHEO_ACT_END, desk.c);
  add_act (&desk, KHEO_ACT_END, desk.c);
  refuse_alone (&desk, "not-living");
}

/* What a later day already says cannot be overtaken. */
static void
test_changed_since (void)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (KheoReformPlan) plan = NULL;

  desk_init (&desk);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_RENAME, desk.c), 0, "Xã Sau");
  apply (&desk, "");
  g_ptr_array_set_size (desk.acts, 0);
  add_act (&desk, KHEO_ACT_END, desk.c);
  plan = make_plan (&desk, "2026-01-01");
  assert_codes (plan, "not-consistent");
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
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_RENAME, desk.c), 0, "Xã Một");
  plan = make_plan (&desk, DAY);
  other = make_plan (&desk, "2025-01-01");
  action_begin (desk.db);
  g_assert_true (kheo_reform_apply (other, desk.db, NULL, NULL, NULL, &error));
  action_end (desk.db);
  action_begin (desk.db);
  g_assert_false (kheo_reform_apply (plan, desk.db, NULL, NULL, NULL, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  kheo_history_cancel (desk.db);
}

/* ---- Open matters, tasks, taking back ---- */

static gint64
target_of (Desk *desk, gint64 unit)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "SELECT sum (value) FROM target WHERE unit_id = :unit");
  gint64 value = 0;

  kheo_stmt_bind_int (stmt, ":unit", unit);
  if (kheo_stmt_step (stmt, NULL))
    value = kheo_stmt_get_int (stmt, 0);
  return value;
}

static char *
note_of (Desk *desk, gint64 unit)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "SELECT note FROM target WHERE unit_id = :unit ORDER BY id");

  kheo_stmt_bind_int (stmt, ":unit", unit);
  return kheo_stmt_step (stmt, NULL) ? g_strdup (kheo_stmt_get_text (stmt, 0)) : NULL;
}

static void
assert_tasks (Desk *desk, gint64 reform, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = kheo_reform_list_tasks (desk->db, reform, &error);
  g_autoptr (GString) kinds = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    {
      const KheoReformTask *task = tasks->pdata[i];

      g_test_message ("%s: %s", task->kind, task->detail);
      g_string_append_printf (kinds, "%s%s%s", i > 0 ? " " : "", task->kind,
                              task->done_on != KHEO_DATE_UNKNOWN ? "!" : "");
    }
  g_assert_cmpstr (kinds->str, ==, wanted);
}

static void
test_targets (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct   *act;
  g_autofree char *note = NULL;
  gint64           count, rate, reform, merged;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  rate = book_add_indicator (desk.db, "A2", "Tỷ lệ", "percent 0 stock none none", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.b, "2026", 12);
  book_add_target (desk.db, count, desk.a, "2025", 7); /* over before the day */
  book_add_target (desk.db, rate, desk.a, "2026", 90);
  book_add_target (desk.db, rate, desk.b, "2026", 80); /* not equal: a person decides */
  book_add_target (desk.db, count, desk.a, "2027", 3); /* the other has none: the same */
  action_end (desk.db);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  reform = apply (&desk, "");
  merged = id_of (&desk, "Xã Mới");
  g_assert_cmpint (target_of (&desk, merged), ==, 22);
  note = note_of (&desk, merged);
  g_assert_cmpstr (note, ==, "Xã An Bình 10 + Xã Hòa Lạc 12, by 7/NQ");
  g_assert_cmpint (target_of (&desk, desk.a), ==, 10 + 7 + 90 + 3); /* what was set stays */
  assert_tasks (&desk, reform, "target target target");
}

static gint64
total_target (Desk *desk, gint64 indicator, const char *period, gint64 unit, const char *day)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoFigureTotal) total = NULL;

  query->unit = unit;
  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = book_day (day);
  g_assert_true (kheo_period_parse (period, &query->period, NULL));
  total = kheo_total_figures (desk->db, indicator, query, KHEO_FIGURES_BY_NOTHING, &error);
  g_assert_no_error (error);
  return total->sum.has_target ? total->sum.target : NO_AMOUNT;
}

/* No target is in a total twice, on the map of the day before or of the day after. */
static void
test_targets_once (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  gint64         count;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.b, "2026", 12);
  action_end (desk.db);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  apply (&desk, "");
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  /* What was set for a time that none of the old ones had is in it too. */
  action_begin (desk.db);
  book_add_target (desk.db, count, desk.a, "2027-Q1", 4);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2027", 0, EVE), ==, 4);
  action_begin (desk.db);
  book_add_target (desk.db, count, id_of (&desk, "Xã Mới"), "2026-Q4", 30);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2026-Q4", 0, EVE), ==, 30);
  g_assert_cmpint (total_target (&desk, count, "2026-Q4", 0, DAY), ==, 30);
}

static void
set_target (Desk *desk, gint64 indicator, gint64 unit, const char *period, gint64 value)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (desk->db, "UPDATE target SET value = :value WHERE unit_id = :unit"
                                 " AND indicator_id = :indicator AND period = :period");

  action_begin (desk->db);
  kheo_stmt_bind_int (stmt, ":value", value);
  kheo_stmt_bind_int (stmt, ":unit", unit);
  kheo_stmt_bind_int (stmt, ":indicator", indicator);
  kheo_stmt_bind_text (stmt, ":period", period);
  g_assert_true (kheo_stmt_run (stmt, NULL));
  action_end (desk->db);
}

/* A unit that goes on takes another in, and a person gives it a target for both: the map of the day
 * before has what was set for it then. */
static void
test_targets_overwritten (void)
{
  g_auto (Desk) desk = { NULL };
  gint64 count, stock;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  stock = book_add_indicator (desk.db, "A2", "Số tổ", "count 0 stock sum last", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.b, "2026", 12);
  book_add_target (desk.db, stock, desk.a, "2026", 1);
  book_add_target (desk.db, stock, desk.b, "2026", 2);
  action_end (desk.db);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  apply (&desk, "");
  /* Nobody has decided: both count, wherever they are. */
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, DAY), ==, 22);
  set_target (&desk, count, desk.b, "2026", 22);
  set_target (&desk, stock, desk.b, "2026", 3);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, EVE), ==, 12);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, DAY), ==, 22);
  g_assert_cmpint (total_target (&desk, stock, "2026", 0, EVE), ==, 3);
  g_assert_cmpint (total_target (&desk, stock, "2026", 0, DAY), ==, 3);
}

/* A person gives the new unit a target of the whole year: it holds what was set for the quarters
 * of those that went into it. */
static void
test_targets_of_the_year (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  gint64         count, merged;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk.db, count, desk.a, "2026-Q1", 10);
  book_add_target (desk.db, count, desk.b, "2026-Q1", 12);
  action_end (desk.db);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  apply (&desk, "");
  merged = id_of (&desk, "Xã Mới");
  action_begin (desk.db);
  book_add_target (desk.db, count, merged, "2026", 60);
  action_end (desk.db);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, DAY), ==, 60);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 60);
  g_assert_cmpint (total_target (&desk, count, "2026", desk.b, EVE), ==, 12);
  g_assert_cmpint (total_target (&desk, count, "2026-Q1", 0, EVE), ==, 22);
  g_assert_cmpint (total_target (&desk, count, "2026-Q1", 0, DAY), ==, 22);
}

/* Into one that goes on, and of one that was divided: a person decides. */
static void
test_targets_undecided (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  gint64         count, reform;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.c, "2026", 12);
  book_add_model (desk.db, "Mô hình", desk.c, 2025, NULL);
  action_end (desk.db);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.c);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  reform = apply (&desk, "");
  g_assert_cmpint (target_of (&desk, desk.b), ==, 0);
  assert_tasks (&desk, reform, "target target divided-records weight");
}

/* @register_table: "task" or "petition". */
static gint64
add_matter (Desk *desk, const char *table, gint64 unit, const char *state, const char *address)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s (id, %s, %sunit_id, state, address, due_on)"
                       " VALUES (:id, 'Rà soát', %s:unit, :state, :address, '2026-12-31')",
                       table, strcmp (table, "task") == 0 ? "name" : "content",
                       strcmp (table, "task") == 0 ? "name_sort, " : "",
                       strcmp (table, "task") == 0 ? "x'01', " : "");
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (desk->db, sql);
  g_autoptr (GError) error = NULL;
  gint64 id = kheo_id_next ();

  kheo_stmt_bind_int (stmt, ":id", id);
  kheo_stmt_bind_int (stmt, ":unit", unit);
  kheo_stmt_bind_text (stmt, ":state", state);
  kheo_stmt_bind_text (stmt, ":address", address);
  action_begin (desk->db);
  kheo_stmt_run (stmt, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  return id;
}

/* Where a matter is now, and where it was first. */
static void
assert_matter (Desk *desk, const char *table, gint64 id, gint64 unit, gint64 first)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT unit_id, coalesce (first_unit_id, 0) FROM %s WHERE id = :id", table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (desk->db, sql);

  kheo_stmt_bind_int (stmt, ":id", id);
  g_assert_true (kheo_stmt_step (stmt, NULL));
  g_assert_cmpint (kheo_stmt_get_int (stmt, 0), ==, unit);
  g_assert_cmpint (kheo_stmt_get_int (stmt, 1), ==, first);
  kheo_stmt_reset (stmt);
}

static void
take_back (Desk *desk, gint64 reform, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes =
      kheo_reform_take_back (desk->db, reform, "tester", &kept, &error);
  g_autofree char *after = digest (desk);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpstr (after, ==, before);
}

/* What the reform notes of the targets before it goes with it. */
static void
test_targets_taken_back (void)
{
  g_auto (Desk) desk = { NULL };
  g_autofree char *before = NULL;
  gint64           count, reform;

  desk_init (&desk);
  action_begin (desk.db);
  count = book_add_indicator (desk.db, "A1", "Số hộ", "count 0 flow sum sum", NULL);
  book_add_target (desk.db, count, desk.a, "2026", 10);
  book_add_target (desk.db, count, desk.b, "2026", 12);
  action_end (desk.db);
  before = digest (&desk);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  reform = apply (&desk, "");
  set_target (&desk, count, desk.b, "2026", 22);
  set_target (&desk, count, desk.b, "2026", 12);
  take_back (&desk, reform, before);
  g_assert_cmpint (total_target (&desk, count, "2026", 0, EVE), ==, 22);
}

/* Two communes become one: what is open goes along, what is closed stays; and all comes back. */
static void
test_matters (void)
{
  g_auto (Desk) desk = { NULL };
  gint64           open, petition, done, other, merged, reform;
  g_autofree char *before = NULL;
  KheoReformAct   *act;
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformImpact) impact = NULL;

  desk_init (&desk);
  open = add_matter (&desk, "task", desk.a, "doing", NULL);
  petition = add_matter (&desk, "petition", desk.b, "open", NULL);
  done = add_matter (&desk, "task", desk.b, "done", NULL);
  other = add_matter (&desk, "petition", desk.c, "open", NULL);
  before = digest (&desk);
  act = add_act (&desk, KHEO_ACT_MERGE, desk.a);
  kheo_reform_act_add_old (act, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  plan = make_plan (&desk, DAY);
  impact = kheo_reform_impact_new (plan, desk.db, NULL);
  g_assert_cmpuint (impact->total.tasks, ==, 2);
  g_assert_cmpuint (impact->total.open_tasks, ==, 1);
  g_assert_cmpuint (impact->total.petitions, ==, 1);
  g_assert_cmpuint (impact->total.open_petitions, ==, 1);

  reform = apply (&desk, "");
  merged = id_of (&desk, "Xã Mới");
  assert_matter (&desk, "task", open, merged, desk.a);
  assert_matter (&desk, "petition", petition, merged, desk.b);
  assert_matter (&desk, "task", done, desk.b, 0);
  assert_matter (&desk, "petition", other, desk.c, 0);
  assert_tasks (&desk, reform, "");
  assert_sound (&desk);
  take_back (&desk, reform, before);
  assert_matter (&desk, "task", open, desk.a, 0);
}

/* Of a divided unit those go along that name a hamlet with a place; a person decides the rest. */
static void
test_matters_divided (void)
{
  g_auto (Desk) desk = { NULL };
  gint64           placed, unplaced, nowhere, reform;
  g_autofree char *before = NULL;
  KheoReformAct   *act;

  desk_init (&desk);
  placed = add_matter (&desk, "task", desk.b, "new", "nhà văn hóa, thôn Một");
  unplaced = add_matter (&desk, "petition", desk.b, "doing", "thôn Chín");
  nowhere = add_matter (&desk, "task", desk.b, "new", NULL);
  before = digest (&desk);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.a, NULL);
  kheo_reform_act_add_unit (act, desk.c, NULL);
  act = add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.c;
  reform = apply (&desk, "");
  assert_matter (&desk, "task", placed, desk.c, desk.b);
  assert_matter (&desk, "petition", unplaced, desk.b, 0);
  assert_matter (&desk, "task", nowhere, desk.b, 0);
  assert_tasks (&desk, reform, "open-matter open-matter");
  take_back (&desk, reform, before);
}

/* Who only gives a hamlet away keeps all but what names it. */
static void
test_matters_of_rest (void)
{
  g_auto (Desk) desk = { NULL };
  gint64         gone, kept, reform;
  KheoReformAct *act;

  desk_init (&desk);
  gone = add_matter (&desk, "petition", desk.b, "open", "Thôn Một");
  kept = add_matter (&desk, "petition", desk.b, "open", NULL);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, desk.a, NULL);
  act = add_act (&desk, KHEO_ACT_CHANGE_PARENT, desk.hamlet);
  kheo_reform_act_add_unit (act, 0, NULL)->parent_id = desk.a;
  reform = apply (&desk, "");
  assert_matter (&desk, "petition", gone, desk.a, desk.b);
  assert_matter (&desk, "petition", kept, desk.b, 0);
  assert_tasks (&desk, reform, "");
}

static void
test_impact (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct *act;
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformImpact) impact = NULL;
  g_autoptr (GError) error = NULL;
  const KheoReformImpactRow *row;

  desk_init (&desk);
  action_begin (desk.db);
  book_add_model (desk.db, "Một", desk.a, 2025, NULL);
  book_add_model (desk.db, "Hai", desk.b, 2025, NULL);
  book_add_model (desk.db, "Ba", desk.c, 2025, NULL);
  action_end (desk.db);
  kheo_reform_act_add_unit (add_act (&desk, KHEO_ACT_MERGE, desk.a), desk.b, NULL);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.c);
  kheo_reform_act_add_unit (act, desk.b, NULL);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  plan = make_plan (&desk, DAY);
  impact = kheo_reform_impact_new (plan, desk.db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (impact->olds->len, ==, 2);
  g_assert_cmpuint (impact->total.models, ==, 2);
  g_assert_cmpuint (impact->news->len, ==, 2);
  for (guint i = 0; i < impact->news->len; i++)
    {
      row = &g_array_index (impact->news, KheoReformImpactRow, i);
      g_assert_cmpuint (row->models, ==, row->unit_id == desk.b ? 2 : 0);
      g_assert_cmpuint (row->divided, ==, 1);
    }
}

/* Next month: tasks were closed, the decision was corrected; the book is what it was. */
static void
test_taken_back (void)
{
  g_auto (Desk) desk = { NULL };
  KheoReformAct   *act;
  gint64           reform;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) reforms = NULL;
  g_autoptr (GArray) successions = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;

  desk_init (&desk);
  action_begin (desk.db);
  book_add_model (desk.db, "Một", desk.b, 2025, NULL);
  action_end (desk.db);
  before = digest (&desk);
  act = add_act (&desk, KHEO_ACT_DIVIDE, desk.b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
  kheo_reform_act_add_unit (act, desk.a, NULL);
  reform = apply (&desk, "unit-moved");
  assert_tasks (&desk, reform, "unit-moved divided-records weight");

  tasks = kheo_reform_list_tasks (desk.db, reform, &error);
  action_begin (desk.db);
  kheo_reform_task_close (desk.db, ((KheoReformTask *) tasks->pdata[0])->id, "xong", &error);
  g_assert_no_error (error);
  action_end (desk.db);
  assert_tasks (&desk, reform, "divided-records weight unit-moved!");
  action_begin (desk.db);
  kheo_db_exec (desk.db, "UPDATE reform SET number = '8/NQ'", &error);
  action_end (desk.db);
  successions = kheo_succession_list (desk.db, &error);
  action_begin (desk.db);
  g_assert_true (kheo_succession_set_weight (desk.db,
                                             g_array_index (successions, KheoSuccession, 0).id,
                                             KHEO_BASIS_HOUSEHOLDS, 700, &error));
  action_end (desk.db);
  reforms = kheo_reform_list (desk.db, &error);
  g_assert_cmpuint (reforms->len, ==, 1);
  g_assert_cmpstr (((KheoReformEntry *) reforms->pdata[0])->number, ==, "8/NQ");
  g_assert_cmpuint (((KheoReformEntry *) reforms->pdata[0])->n_open, ==, 2);

  changes = kheo_reform_take_back (desk.db, reform, "tester", &kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpuint (kept->len, ==, 0);
  after = digest (&desk);
  g_assert_cmpstr (after, ==, before);
  assert_sound (&desk);
}

/* ---- Decisions ---- */

static void
test_decision (void)
{
  static const struct
  {
    const char *text, *number, *issued_on, *issuer, *line;
  } cases[] = {
    { "1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội", "1656/NQ-UBTVQH15", "2025-06-16",
      "Ủy ban Thường vụ Quốc hội", "1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội" },
    { "Nghị quyết số 1656/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội",
      "Nghị quyết số 1656/NQ-UBTVQH15", "2025-06-16", "Ủy ban Thường vụ Quốc hội",
      "Nghị quyết số 1656/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội" },
    { "7/NQ", "7/NQ", NULL, NULL, "7/NQ" },
    { "7/NQ, HĐND tỉnh, khóa XV", "7/NQ", NULL, "HĐND tỉnh, khóa XV", "7/NQ, HĐND tỉnh, khóa XV" },
    { "", NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KheoReformDecision) decision = { 0 };
      g_autofree char *day = NULL;
      g_autofree char *line = NULL;

      kheo_reform_decision_init_parse (&decision, cases[i].text);
      day = kheo_date_to_iso (decision.issued_on);
      line = kheo_reform_decision_format (&decision);
      g_assert_cmpstr (decision.number, ==, cases[i].number);
      g_assert_cmpstr (day, ==, cases[i].issued_on);
      g_assert_cmpstr (decision.issuer, ==, cases[i].issuer);
      g_assert_cmpstr (line, ==, cases[i].line);
    }
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
  g_test_add_func ("/reform/same-day", test_same_day);
  g_test_add_func ("/reform/same-day-founded", test_same_day_founded);
  g_test_add_func ("/reform/refused", test_refused);
  g_test_add_func ("/reform/changed-since", test_changed_since);
  g_test_add_func ("/reform/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/reform/targets", test_targets);
  g_test_add_func ("/reform/targets-once", test_targets_once);
  g_test_add_func ("/reform/targets-overwritten", test_targets_overwritten);
  g_test_add_func ("/reform/targets-of-the-year", test_targets_of_the_year);
  g_test_add_func ("/reform/targets-taken-back", test_targets_taken_back);
  g_test_add_func ("/reform/targets-undecided", test_targets_undecided);
  g_test_add_func ("/reform/matters", test_matters);
  g_test_add_func ("/reform/matters-divided", test_matters_divided);
  g_test_add_func ("/reform/matters-of-rest", test_matters_of_rest);
  g_test_add_func ("/reform/impact", test_impact);
  g_test_add_func ("/reform/taken-back", test_taken_back);
  g_test_add_func ("/reform/decision", test_decision);
  return g_test_run ();
}
