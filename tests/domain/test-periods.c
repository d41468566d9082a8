#include "domain-book.h"
#include "kheo-periods.h"

static char *
list (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) periods = kheo_periods_list (db, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < periods->len; i++)
    {
      g_autofree char *name = kheo_period_to_string (g_array_index (periods, KheoPeriod, i));

      g_string_append_printf (names, "%s%s", i ? " " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Years of models, periods of figures and of targets: newest first, the longer first, each once. */
static void
test_every_register (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autofree char *none = list (db);
  g_autofree char *all = NULL;
  gint64           unit, indicator;

  g_assert_cmpstr (none, ==, "");
  unit = book_add_unit (db, "Xã Một", "1", 0, NULL, NULL);
  indicator = book_add_indicator (db, "dat", "Hiến đất", "count 0 flow sum sum", NULL);
  book_add_model (db, "Khéo", unit, 2022, NULL);
  book_add_model (db, "Khéo hơn", unit, 2022, NULL);
  book_add_figure (db, indicator, unit, "2024-Q3", 5, NO_AMOUNT);
  book_add_figure (db, indicator, unit, "2024-07", 3, NO_AMOUNT);
  book_add_figure (db, indicator, unit, "2024-9M", NO_AMOUNT, NO_AMOUNT);
  book_add_figure (db, indicator, unit, "2022", 1, NO_AMOUNT);
  book_add_target (db, indicator, unit, "2021..2025", 9);
  all = list (db);
  g_assert_cmpstr (all, ==, "2021..2025 2024-9M 2024-Q3 2024-07 2022");
}

/* Tasks and petitions stand in the years of their days. */
static void
test_matters (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autofree char *all = NULL;

  book_add_unit (db, "Xã Một", "1", 0, NULL, NULL);
  g_assert_true (kheo_db_exec (db,
                               "INSERT INTO task (name, unit_id, given_on, due_on, state)"
                               " SELECT 'Rà soát', id, '2024-12-20', '2026-03', 'doing' FROM unit;"
                               "INSERT INTO petition (content, unit_id, received_on, state)"
                               " SELECT 'Sửa cầu', id, '2023', 'open' FROM unit",
                               NULL));
  all = list (db);
  g_assert_cmpstr (all, ==, "2026 2024 2023");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/periods/every-register", test_every_register);
  g_test_add_func ("/domain/periods/matters", test_matters);
  return g_test_run ();
}
