#include "domain-book.h"
#include "kheo-book-tables.h"
#include "kheo-digest.h"
#include "kheo-test.h"

#include <string.h>

static char *
digest_of (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  char *digest = kheo_book_digest (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (digest), ==, 64);
  return digest;
}

static void
assert_digest (KheoDb *db, const char *wanted)
{
  g_autofree char *digest = digest_of (db);

  g_assert_cmpstr (digest, ==, wanted);
}

static void
assert_other_digest (KheoDb *db, const char *unwanted)
{
  g_autofree char *digest = digest_of (db);

  g_assert_cmpstr (digest, !=, unwanted);
}

/* Two communes with models, one replicated from another; entered forwards or backwards. */
static void
fill (KheoDb *db, gboolean backwards)
{
  gint64 province, units[2], models[2];
  g_autoptr (KheoRecord) copy = NULL;
  g_autofree char *root = NULL;

  action_begin (db);
  if (backwards)
    book_add_unit (db, "Tỉnh Khác", "15", 0, NULL, NULL);
  province = book_add_unit (db, "Tỉnh P", "14", 0, NULL, NULL);
  if (!backwards)
    book_add_unit (db, "Tỉnh Khác", "15", 0, NULL, NULL);
  for (int i = 0; i < 2; i++)
    {
      int at = backwards ? 1 - i : i;

      units[at] = book_add_unit (db, at == 0 ? "Xã A" : "Xã B", NULL, province, "2001-01-01", NULL);
    }
  for (int i = 0; i < 2; i++)
    {
      int at = backwards ? 1 - i : i;

      models[at] = book_add_model (db, at == 0 ? "Một" : "Hai", units[at], 2024, NULL);
    }
  copy = kheo_record_table_get (db, &kheo_register_models, models[1], NULL);
  kheo_record_set_integer (copy, KHEO_MODEL_PARENT, models[0]);
  g_assert_true (kheo_record_table_update (db, copy, NULL));
  book_succeed (db, units[0], units[1], FALSE, "2030-01-01");
  root = g_strdup_printf ("%" G_GINT64_FORMAT, province);
  g_assert_true (kheo_setting_set (db, "root-unit", root, NULL));
  g_assert_true (kheo_setting_set (db, "office", "Ban Dân vận", NULL));
  g_assert_true (kheo_alias_set (db, "a", province, units[0], NULL));
  action_end (db);
}

static void
test_order (void)
{
  g_autoptr (KheoDb) forwards = book_new ();
  g_autoptr (KheoDb) backwards = book_new ();
  g_autofree char *digest = NULL;

  fill (forwards, FALSE);
  fill (backwards, TRUE);
  digest = digest_of (forwards);
  assert_digest (backwards, digest);
}

static void
exec (KheoDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kheo_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Whatever is content counts; what is not does not. */
static void
test_counts (void)
{
  static const struct
  {
    const char *sql;
    gboolean    counts;
  } changes[] = {
    { "UPDATE model SET note = 'x' WHERE name = 'Một'", TRUE },
    { "UPDATE model SET unit_id = (SELECT unit_id FROM unit_version WHERE name = 'Xã B')", TRUE },
    { "UPDATE model SET parent_id = NULL", TRUE },
    { "UPDATE unit_version SET name = 'Xã A1' WHERE name = 'Xã A'", TRUE },
    { "UPDATE unit_version SET valid_to = '2020-01-01' WHERE name = 'Tỉnh Khác'", TRUE },
    { "UPDATE unit_version SET parent_id = (SELECT unit_id FROM unit_version WHERE name ="
      " 'Tỉnh Khác') WHERE name = 'Xã A'",
      TRUE },
    { "UPDATE succession SET whole = 1", TRUE },
    { "UPDATE setting SET value = 'Ban khác' WHERE key = 'office'", TRUE },
    { "UPDATE setting SET value = (SELECT unit_id FROM unit_version WHERE name = 'Tỉnh Khác')"
      " WHERE key = 'root-unit'",
      TRUE },
    { "UPDATE unit_alias SET match_key = 'b'", TRUE },
    { "DELETE FROM model WHERE name = 'Hai'", TRUE },
    { "INSERT INTO reform (id, date, title) VALUES (9, '2025-07-01', 'T')", TRUE },
    { "INSERT INTO succession_weight (id, succession_id, basis, amount)"
      " SELECT 9, id, 'area', 5 FROM succession LIMIT 1",
      TRUE },
    { "INSERT INTO unit_group (id, kind, name) VALUES (9, 'Cụm', 'Cụm 8');"
      "INSERT INTO unit_group_member (id, group_id, unit_id) SELECT 9, 9, id FROM unit LIMIT 1",
      TRUE },
    { "UPDATE model SET name_sort = NULL", FALSE },
    { "UPDATE model SET import_row = 7, import_sheet = 'Sheet1'", FALSE },
    { "INSERT INTO import (id, file, sha256, size, at, as_register) VALUES (9, 'a.xlsx',"
      " '0123456789012345678901234567890123456789012345678901234567890123', 1, 1, 'models')",
      FALSE },
  };
  g_autoptr (KheoDb) db = book_new ();
  g_autofree char *digest = NULL;

  fill (db, FALSE);
  digest = digest_of (db);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_assert_true (kheo_db_begin (db, NULL));
      exec (db, changes[i].sql);
      g_test_message ("%s", changes[i].sql);
      if (changes[i].counts)
        assert_other_digest (db, digest);
      else
        assert_digest (db, digest);
      kheo_db_rollback (db);
    }
  assert_digest (db, digest);
}

/* Two equal records are not one. */
static void
test_multiset (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gint64           unit;

  action_begin (db);
  unit = book_add_unit (db, "Tỉnh P", NULL, 0, NULL, NULL);
  book_add_model (db, "Một", unit, 2024, NULL);
  action_end (db);
  one = digest_of (db);
  action_begin (db);
  book_add_model (db, "Một", unit, 2024, NULL);
  action_end (db);
  two = digest_of (db);
  g_assert_cmpstr (one, !=, two);
  action_begin (db);
  book_add_model (db, "Một", unit, 2024, NULL);
  action_end (db);
  assert_other_digest (db, two);
  assert_other_digest (db, one);
}

/* Random edits taken back leave the digest as it was. */
static void
test_undo (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (51);
  g_autoptr (KheoDb) db = book_new ();
  g_autofree char *digest = NULL;
  gint64           actions[25];
  guint            n = 0;

  book_fill (db, rand, 30, 100);
  digest = digest_of (db);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      action_begin (db);
      for (int k = g_rand_int_range (rand, 1, 8); k > 0; k--)
        book_edit (db, rand);
      actions[n] = action_end (db);
      n += actions[n] != 0;
    }
  assert_other_digest (db, digest);
  while (n > 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) kept = NULL;
      g_autoptr (KheoChangeSet) changes =
          kheo_history_undo (db, actions[--n], "tester", &kept, &error);

      g_assert_no_error (error);
    }
  assert_digest (db, digest);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/digest/order", test_order);
  g_test_add_func ("/domain/digest/counts", test_counts);
  g_test_add_func ("/domain/digest/multiset", test_multiset);
  g_test_add_func ("/domain/digest/undo", test_undo);
  return g_test_run ();
}
