#include "domain-book.h"
#include "kheo-digest.h"
#include "kheo-test.h"

#include <string.h>

static GPtrArray *
check (KheoDb *db, gboolean repair)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = kheo_book_check (db, repair, &error);

  g_assert_no_error (error);
  return problems;
}

static void
test_sound (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (61);
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (GPtrArray) problems = NULL;

  book_fill (db, rand, 60, 100);
  /* The rules of editing keep it sound. */
  action_begin (db);
  for (guint i = 0; i < 60; i++)
    book_edit (db, rand);
  action_end (db);
  problems = check (db, FALSE);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Each fault gives a sentence that names the unit. */
static void
test_faults (void)
{
  static const struct
  {
    const char *sql, *named;
  } faults[] = {
    { "UPDATE unit_version SET valid_to = '2020-01-01' WHERE name = 'Huyện H'", "Xã A" },
    { "UPDATE unit_version SET parent_id = (SELECT unit_id FROM unit_version WHERE name = 'Xã A')"
      " WHERE name = 'Huyện H'",
      "Huyện H" },
    { "INSERT INTO unit_version (id, unit_id, valid_from, name, type) SELECT 77, unit_id,"
      " '2010-01-01', 'Xã A hai', 'commune' FROM unit_version WHERE name = 'Xã A'",
      "Xã A hai" },
    { "UPDATE unit_version SET valid_to = '2005-01-01' WHERE name = 'Xã B';"
      "INSERT INTO unit_version (id, unit_id, valid_from, name, type) SELECT 77, unit_id,"
      " '2010-01-01', 'Xã B hai', 'commune' FROM unit_version WHERE name = 'Xã B'",
      "Xã B hai" },
    { "INSERT INTO succession (id, old_id, new_id, whole, date) SELECT 77, a.unit_id, b.unit_id, 1,"
      " '2024-01-01' FROM unit_version AS a, unit_version AS b WHERE a.name = 'Xã A' AND b.name ="
      " 'Xã B'",
      "Xã A" },
    { "UPDATE unit_version SET valid_to = '2023-12-31' WHERE name IN ('Xã A', 'Xã B');"
      "INSERT INTO succession (id, old_id, new_id, whole, date) SELECT 77, a.unit_id, b.unit_id, 1,"
      " '2024-01-01' FROM unit_version AS a, unit_version AS b WHERE a.name = 'Xã A' AND b.name ="
      " 'Xã B'",
      "a day when that does not exist" },
    { "UPDATE unit_version SET valid_to = '2023-12-31' WHERE name = 'Xã A';"
      "INSERT INTO succession (id, old_id, new_id, whole, date) SELECT 77, a.unit_id, b.unit_id, 1,"
      " '2024-01-01' FROM unit_version AS a, unit_version AS b WHERE a.name = 'Xã A' AND b.name ="
      " 'Xã B';"
      "INSERT INTO succession_weight (id, succession_id, basis, amount) VALUES (78, 77, 'area', 5)",
      "an amount of it is given" },
    { "INSERT INTO unit (id) VALUES (77)", "#77" },
    { "UPDATE model SET name_sort = NULL", "1" },
  };
  g_autoptr (KheoDb) db = book_new ();
  gint64 province, district;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh P", NULL, 0, NULL, NULL);
  district = book_add_unit (db, "Huyện H", NULL, province, NULL, NULL);
  book_add_model (db, "Một", book_add_unit (db, "Xã A", NULL, district, NULL, NULL), 2024, NULL);
  book_add_unit (db, "Xã B", NULL, district, NULL, NULL);
  action_end (db);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;
      gboolean named = FALSE;

      g_assert_true (kheo_db_begin (db, NULL));
      kheo_db_exec (db, faults[i].sql, &error);
      g_assert_no_error (error);
      problems = check (db, FALSE);
      g_test_message ("%s", faults[i].sql);
      for (guint p = 0; p < problems->len; p++)
        named |= strstr (problems->pdata[p], faults[i].named) != NULL;
      g_assert_true (named);
      kheo_db_rollback (db);
    }
}

static void
test_repair (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *repaired = NULL;

  action_begin (db);
  book_add_model (db, "Một", book_add_unit (db, "Xã A", NULL, 0, NULL, NULL), 2024, NULL);
  action_end (db);
  digest = kheo_book_digest (db, NULL);
  action_begin (db);
  kheo_db_exec (db, "INSERT INTO unit (id) VALUES (77); UPDATE model SET name_sort = NULL", &error);
  g_assert_no_error (error);
  action_end (db);

  before = check (db, FALSE);
  g_assert_cmpuint (before->len, ==, 2);
  after = check (db, TRUE);
  g_assert_cmpuint (after->len, ==, 0);
  repaired = kheo_book_digest (db, NULL);
  g_assert_cmpstr (repaired, ==, digest);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/book-check/sound", test_sound);
  g_test_add_func ("/domain/book-check/faults", test_faults);
  g_test_add_func ("/domain/book-check/repair", test_repair);
  return g_test_run ();
}
