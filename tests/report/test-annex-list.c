/* The annex of models says the numbers of the total, and each row once. */
#include "domain-book.h"
#include "kheo-annex-list.h"
#include "kheo-record-table.h"
#include "kheo-rollup.h"
#include "kheo-test.h"

#include <string.h>

static void
set_up_units (KheoDb *db)
{
  gint64 province, ba_che, hong_gai;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Quảng Ninh", "22", 0, NULL, NULL);
  ba_che = book_add_unit (db, "Xã Ba Chẽ", "06970", province, NULL, NULL);
  hong_gai = book_add_unit (db, "Phường Hồng Gai", "06652", province, NULL, NULL);
  book_add_unit (db, "Xã Húc Động", "06859", province, NULL, NULL); /* has no model */
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Mô hình %c", 'A' + i);

      book_add_model (db, name, ba_che, 2022, "2022-03-01");
    }
  book_add_model (db, "Con dấu thứ hai", hong_gai, 2022, NULL);
  book_add_model (db, "Năm trước", hong_gai, 2021, NULL);
  action_end (db);
}

static KheoAnnexContent *
annex_of (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GError) error = NULL;
  KheoAnnexContent *annex = kheo_annex_list_new (db, query, NULL, NULL, TRUE, NULL, &error);

  g_assert_no_error (error);
  return annex;
}

static KheoQuery *
query_of (int year)
{
  KheoQuery *query = kheo_query_new (&kheo_register_models);

  query->period = kheo_period_year (year);
  query->clock = KHEO_CLOCK_TODAY;
  return query;
}

static guint
count_rows (const KheoAnnexContent *annex, KheoAnnexRowKind kind)
{
  guint n = 0;

  for (guint i = 0; i < kheo_annex_table_get_n_rows (annex->table); i++)
    if (kheo_annex_table_get_row_kind (annex->table, i) == kind)
      n++;
  return n;
}

static gboolean
has_cell (const KheoAnnexContent *annex, const char *text)
{
  const KheoAnnexTable *table = annex->table;

  for (guint row = 0; row < kheo_annex_table_get_n_rows (table); row++)
    for (guint i = 0; i < kheo_annex_table_get_n_columns (table); i++)
      if (g_strcmp0 (kheo_annex_table_get_cell (table, row, i), text) == 0)
        return TRUE;
  return FALSE;
}

static void
test_groups (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = query_of (2022);
  g_autoptr (KheoAnnexContent) annex = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  set_up_units (db);
  query->unit = kheo_units_resolve (kheo_world_get_units (kheo_world_get (db, NULL)), "22",
                                    kheo_date_today (), &error);
  g_assert_no_error (error);
  annex = annex_of (db, query);
  n = kheo_annex_table_get_n_rows (annex->table);

  g_assert_cmpint (annex->n_records, ==, 4);
  g_assert_cmpuint (count_rows (annex, KHEO_ANNEX_ROW_GROUP), ==, 2);
  g_assert_cmpuint (count_rows (annex, KHEO_ANNEX_ROW_DATA), ==, 4);
  g_assert_cmpint (kheo_annex_table_get_row_kind (annex->table, n - 1), ==, KHEO_ANNEX_ROW_TOTAL);
  g_assert_cmpstr (kheo_annex_table_get_cell (annex->table, n - 1, 0), ==,
                   "Total: 4 models. Collective 4. Economy 4.");
  /* Numbers run on over the groups; empty columns are left out. */
  g_assert_cmpstr (kheo_annex_table_get_cell (annex->table, n - 2, 0), ==, "4");
  g_assert_cmpuint (kheo_annex_table_get_n_columns (annex->table), <, 9);
  g_assert_nonnull (strstr (annex->subtitle, "Tỉnh Quảng Ninh"));
  kheo_db_close (db);
}

/* A unit with nothing below it, and an order of the person's own, are not grouped. */
static void
test_not_grouped (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) leaf = query_of (2022);
  g_autoptr (KheoQuery) sorted = query_of (2022);
  g_autoptr (KheoAnnexContent) first = NULL;
  g_autoptr (KheoAnnexContent) second = NULL;

  set_up_units (db);
  leaf->unit = kheo_units_resolve (kheo_world_get_units (kheo_world_get (db, NULL)), "06970",
                                   kheo_date_today (), NULL);
  first = annex_of (db, leaf);
  g_assert_cmpint (first->n_records, ==, 3);
  g_assert_cmpuint (count_rows (first, KHEO_ANNEX_ROW_GROUP), ==, 0);

  sorted->sort = g_strdup ("name");
  second = annex_of (db, sorted);
  g_assert_cmpint (second->n_records, ==, 4);
  g_assert_cmpuint (count_rows (second, KHEO_ANNEX_ROW_GROUP), ==, 0);
  g_assert_cmpstr (kheo_annex_table_get_cell (second->table, 0, 1), ==, "Con dấu thứ hai");
  kheo_db_close (db);
}

/* A commune that became another one: restated both names, as reported the one of its day. */
static void
test_names_across (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = query_of (2022);
  g_autoptr (KheoAnnexContent) today = NULL;
  g_autoptr (KheoAnnexContent) then = NULL;
  gint64 province, old, new;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Quảng Ninh", "22", 0, NULL, NULL);
  old = book_add_unit (db, "Xã Ba Chẽ", "06970", province, NULL, "2025-06-30");
  new = book_add_unit (db, "Xã Lương Minh", "06970", province, "2025-07-01", NULL);
  book_succeed (db, old, new, TRUE, "2025-07-01");
  book_add_model (db, "Mô hình A", old, 2022, NULL);
  action_end (db);

  today = annex_of (db, query);
  query->clock = KHEO_CLOCK_AS_REPORTED;
  then = annex_of (db, query);
  g_assert_true (has_cell (today, "Xã Ba Chẽ → Xã Lương Minh, 01/07/2025"));
  g_assert_true (has_cell (then, "Xã Ba Chẽ"));
  kheo_db_close (db);
}

static void
test_nothing (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = query_of (1999);
  g_autoptr (KheoAnnexContent) annex = NULL;

  set_up_units (db);
  annex = annex_of (db, query);
  g_assert_cmpint (annex->n_records, ==, 0);
  g_assert_cmpuint (count_rows (annex, KHEO_ANNEX_ROW_NONE), ==, 1);
  g_assert_true (has_cell (annex, "There are no models."));
  g_assert_cmpuint (kheo_annex_table_get_n_rows (annex->table), ==, 1);
  kheo_db_close (db);
}

/* Whatever the book: as many rows as the total says, each numbered once. */
static void
test_same_as_total (void)
{
  KheoDb *db = book_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;

  book_fill (db, rand, 60, 800);
  for (int year = 2018; year <= 2026; year++)
    {
      g_autoptr (KheoQuery) query = query_of (year);
      g_autoptr (KheoAnnexContent) annex = annex_of (db, query);
      g_autoptr (KheoTotal) total = kheo_total_models (db, query, NULL, 0, &error);
      guint expected = 1;

      g_assert_no_error (error);
      g_assert_cmpint (annex->n_records, ==, total->total);
      for (guint i = 0; i < kheo_annex_table_get_n_rows (annex->table); i++)
        if (kheo_annex_table_get_row_kind (annex->table, i) == KHEO_ANNEX_ROW_DATA)
          {
            g_autofree char *number = g_strdup_printf ("%u", expected++);

            g_assert_cmpstr (kheo_annex_table_get_cell (annex->table, i, 0), ==, number);
          }
      g_assert_cmpint (expected, ==, total->total + 1);
    }
  kheo_db_close (db);
}

static void
test_personal_data_stays_out (void)
{
  KheoDb *db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (KheoAnnexContent) with = NULL;
  g_autoptr (KheoAnnexContent) without = NULL;
  gint64 unit;

  set_up_units (db);
  unit = kheo_units_resolve (kheo_world_get_units (kheo_world_get (db, NULL)), "06970",
                             kheo_date_today (), NULL);
  action_begin (db);
  record = kheo_record_new (&kheo_register_models, 0);
  kheo_record_set_text (record, KHEO_MODEL_NAME, "Vượt khó");
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, "individual");
  kheo_record_set_text (record, KHEO_MODEL_FIELD, "economy");
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2022);
  kheo_record_set_text (record, KHEO_MODEL_PERSON, "Nguyễn Thị Khéo");
  g_assert_true (kheo_record_table_insert (db, record, NULL));
  action_end (db);

  with = kheo_annex_list_new (db, query, NULL, NULL, TRUE, NULL, NULL);
  without = kheo_annex_list_new (db, query, NULL, NULL, FALSE, NULL, NULL);
  g_assert_cmpuint (kheo_annex_table_get_n_columns (with->table), ==,
                    kheo_annex_table_get_n_columns (without->table) + 1);
  for (guint i = 0; i < kheo_annex_table_get_n_rows (without->table); i++)
    for (guint k = 0; k < kheo_annex_table_get_n_columns (without->table); k++)
      g_assert_null (strstr (kheo_annex_table_get_cell (without->table, i, k), "Nguyễn Thị Khéo"));
  kheo_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/annex-list/groups", test_groups);
  g_test_add_func ("/report/annex-list/not-grouped", test_not_grouped);
  g_test_add_func ("/report/annex-list/names-across", test_names_across);
  g_test_add_func ("/report/annex-list/nothing", test_nothing);
  g_test_add_func ("/report/annex-list/same-as-total", test_same_as_total);
  g_test_add_func ("/report/annex-list/personal-data", test_personal_data_stays_out);
  return g_test_run ();
}
