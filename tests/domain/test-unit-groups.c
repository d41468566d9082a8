/* Dated groups of units: who belongs when, and the models of those who do. */
#include "domain-book.h"
#include "kheo-error.h"
#include "kheo-rollup.h"
#include "kheo-unit-groups.h"

#include <string.h>

/* Cụm 1: A since always, B from 2024 on, C until the end of 2023.  In July 2025 A and B become X.
 */
typedef struct
{
  KheoDb *db;
  gint64  province, a, b, c, d, x, hamlet, group;
} Fixture;

static void
put (Fixture *f, gint64 unit, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoUnitGroup) group = kheo_unit_group_find (f->db, "Cụm 1", &error);

  g_assert_no_error (error);
  kheo_unit_group_put (f->db, group, unit, book_day (from), &error);
  g_assert_no_error (error);
}

static void
add_group (Fixture *f)
{
  KheoUnitGroup group = { .kind = (char *) "Cụm thi đua", .name = (char *) "Cụm 1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoUnitGroup) read = NULL;

  action_begin (f->db);
  g_assert_true (kheo_unit_group_save (f->db, &group, &error));
  g_assert_no_error (error);
  f->group = group.id;
  put (f, f->a, NULL);
  put (f, f->b, "2024-01-01");
  put (f, f->c, NULL);
  read = kheo_unit_group_find (f->db, "Cụm 1", &error);
  g_assert_no_error (error);
  g_assert_true (kheo_unit_group_take (f->db, read, f->c, book_day ("2023-12-31"), &error));
  action_end (f->db);
}

static void
setup (Fixture *f, gconstpointer data)
{
  const char *last = "2025-06-30";

  f->db = book_new ();
  action_begin (f->db);
  f->province = book_add_unit (f->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  f->a = book_add_unit (f->db, "Xã A", NULL, f->province, NULL, last);
  f->b = book_add_unit (f->db, "Xã B", NULL, f->province, NULL, last);
  f->c = book_add_unit (f->db, "Xã C", NULL, f->province, NULL, NULL);
  f->d = book_add_unit (f->db, "Xã D", NULL, f->province, NULL, NULL);
  f->hamlet = book_add_unit (f->db, "Thôn 1", NULL, f->a, NULL, last);
  f->x = book_add_unit (f->db, "Xã X", NULL, f->province, "2025-07-01", NULL);
  book_succeed (f->db, f->a, f->x, TRUE, "2025-07-01");
  book_succeed (f->db, f->b, f->x, TRUE, "2025-07-01");
  for (int year = 2023; year <= 2024; year++)
    {
      book_add_model (f->db, "Của thôn", f->hamlet, year, NULL);
      book_add_model (f->db, "Của B", f->b, year, NULL);
      book_add_model (f->db, "Của C", f->c, year, NULL);
      book_add_model (f->db, "Của D", f->d, year, NULL);
    }
  action_end (f->db);
  add_group (f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  kheo_db_close (f->db);
}

static GArray *
units_on (Fixture *f, const char *day)
{
  g_autoptr (KheoUnitGroup) group = kheo_unit_group_find (f->db, "Cụm 1", NULL);

  return kheo_unit_group_list_units (group, kheo_world_get_units (kheo_world_get (f->db, NULL)),
                                     book_day (day));
}

static void
test_belonging (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) early = units_on (f, "2023-06-01");
  g_autoptr (GArray) later = units_on (f, "2024-06-01");
  g_autoptr (GArray) merged = units_on (f, "2026-01-01");

  g_assert_cmpuint (early->len, ==, 2);
  g_assert_cmpint (g_array_index (early, gint64, 0), ==, f->a);
  g_assert_cmpint (g_array_index (early, gint64, 1), ==, f->c);
  g_assert_cmpuint (later->len, ==, 2);
  g_assert_cmpint (g_array_index (later, gint64, 1), ==, f->b);
  /* Both went into X, which belongs once. */
  g_assert_cmpuint (merged->len, ==, 1);
  g_assert_cmpint (g_array_index (merged, gint64, 0), ==, f->x);
}

static gint64
count (Fixture *f, KheoClock clock, const char *day)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoTotal) total = NULL;
  g_autoptr (GError) error = NULL;

  query->clock = clock;
  query->clock_day = book_day (day);
  kheo_query_add_condition (query, "group", "Cụm 1");
  total = kheo_total_models (f->db, query, NULL, 0, &error);
  g_assert_no_error (error);
  return total->total;
}

static void
test_condition (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  /* Who belonged when it was reported: the hamlet of A in both years, C in 2023, B in 2024. */
  g_assert_cmpint (count (f, KHEO_CLOCK_AS_REPORTED, NULL), ==, 4);
  /* Who belongs on the map's day, with all that is restated there. */
  g_assert_cmpint (count (f, KHEO_CLOCK_ON_DAY, "2023-06-01"), ==, 4); /* A and C */
  g_assert_cmpint (count (f, KHEO_CLOCK_ON_DAY, "2026-01-01"), ==, 4); /* all that is in X */

  kheo_query_add_condition (query, "group", "Không có");
  g_assert_null (kheo_total_models (f->db, query, NULL, 0, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  said = kheo_query_describe (query, kheo_world_get_units (kheo_world_get (f->db, NULL)));
  g_assert_nonnull (strstr (said, "Không có"));
}

static void
test_rules (Fixture *f, gconstpointer data)
{
  KheoUnitGroup same = { .kind = (char *) "Khối thi đua", .name = (char *) "Cụm 1" };
  KheoUnitGroup nameless = { .kind = (char *) "Khối thi đua", .name = (char *) "" };
  KheoUnitGroup backwards = { .kind = (char *) "Khối thi đua",
                              .name = (char *) "Khối 2",
                              .from = book_day ("2025-01-01"),
                              .to = book_day ("2024-01-01") };
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) absent = NULL;
  g_autoptr (KheoUnitGroup) group = kheo_unit_group_find (f->db, "Cụm 1", NULL);

  action_begin (f->db);
  g_assert_false (kheo_unit_group_save (f->db, &same, &taken));
  g_assert_error (taken, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_assert_false (kheo_unit_group_save (f->db, &nameless, &invalid));
  g_assert_error (invalid, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_false (kheo_unit_group_save (f->db, &backwards, &wrong));
  g_assert_error (wrong, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_false (kheo_unit_group_put (f->db, group, f->a, book_day ("2025-01-01"), &twice));
  g_assert_error (twice, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  g_assert_false (kheo_unit_group_take (f->db, group, f->d, book_day ("2025-01-01"), &absent));
  g_assert_error (absent, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  /* Who left may come again. */
  put (f, f->c, "2025-01-01");
  g_assert_true (kheo_unit_group_remove (f->db, f->group, NULL));
  action_end (f->db);
  g_assert_null (kheo_unit_group_find (f->db, "Cụm 1", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unit-groups/belonging", Fixture, NULL, setup, test_belonging, teardown);
  g_test_add ("/unit-groups/condition", Fixture, NULL, setup, test_condition, teardown);
  g_test_add ("/unit-groups/rules", Fixture, NULL, setup, test_rules, teardown);
  return g_test_run ();
}
