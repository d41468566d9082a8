/* Two reforms of one day: read as one change of the map, each taken back by itself. */
#include "reform-desk.h"

#include "kheo-test.h"

#include <string.h>

static void
merge (Desk *desk, gint64 old, gint64 into)
{
  kheo_reform_act_add_unit (desk_add_act (desk, KHEO_ACT_MERGE, old), into, NULL);
}

static void
divide (Desk *desk, gint64 old, gint64 one, int n_one, gint64 other, int n_other)
{
  KheoReformAct *act = desk_add_act (desk, KHEO_ACT_DIVIDE, old);

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
      desk_add_act (desk, KHEO_ACT_END, desk->c);
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

static void
take_back_to (Desk *desk, gint64 reform, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes =
      kheo_reform_take_back (desk->db, reform, "tester", NULL, &error);
  g_autofree char *after = desk_digest (desk);

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
      start = desk_digest (&two);
      do_second (&two, i, FALSE);
      first = desk_apply_any (&two);
      between = desk_digest (&two);
      do_second (&two, i, TRUE);
      second = desk_apply_any (&two);
      links = sorted_links (&two);
      g_assert_cmpstr (links, ==, wanted[i]);

      desk_init (&one);
      do_second (&one, i, FALSE);
      do_second (&one, i, TRUE);
      desk_apply_any (&one);
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
  kheo_reform_act_add_unit (desk_add_act (&desk, KHEO_ACT_MERGE, desk.a), 0, "Xã Một");
  desk_apply_any (&desk);
  merge (&desk, desk_id_of (&desk, "Xã Một"), desk.b);
  plan = desk_plan (&desk, DAY);
  plan_assert_codes (plan, "not-consistent");
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/reform/same-day", test_same_day);
  g_test_add_func ("/reform/same-day-founded", test_same_day_founded);
  return g_test_run ();
}
