/* What a unit was, came from, became, and what was counted under which name. */
#include "domain-book.h"
#include "kheo-error.h"
#include "kheo-unit-life.h"

#include <string.h>

typedef struct
{
  KheoDb *db;
  gint64  province, district, old, other, renamed, merged;
} Fixture;

static void
add_reform (KheoDb *db, gint64 id)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      db, "INSERT INTO reform (id, date, title, number, issued_on, issuer) VALUES (:id,"
          " '2025-07-01', 'Sắp xếp xã', '1681/NQ-UBTVQH15', '2025-06-16',"
          " 'Ủy ban Thường vụ Quốc hội')");
  g_autoptr (GError) error = NULL;

  kheo_stmt_bind_int (stmt, ":id", id);
  kheo_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

static void
setup (Fixture *f, gconstpointer data)
{
  KheoUnitVersion changed = { 0 };
  KheoSuccession  link = { .whole = TRUE, .date = book_day ("2025-07-01"), .reform_id = 77 };
  g_autoptr (GError) error = NULL;

  f->db = book_new ();
  action_begin (f->db);
  add_reform (f->db, 77);
  f->province = book_add_unit (f->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  f->district = book_add_unit (f->db, "Huyện Mường La", "118", f->province, NULL, "2025-06-30");
  f->old = book_add_unit (f->db, "Xã Ít Ong", "03676", f->district, "1990-01-01", "2025-06-30");
  f->other = book_add_unit (f->db, "Xã Nặm Păm", "03679", f->district, NULL, "2025-06-30");
  f->merged = book_add_unit (f->db, "Xã Mường La", "03676", f->province, "2025-07-01", NULL);
  changed = (KheoUnitVersion){ .name = (char *) "Thị trấn Ít Ong",
                               .type = kheo_unit_type_find ("township"),
                               .code = (char *) "03676",
                               .parent_id = f->district };
  kheo_unit_change (f->db, f->old, book_day ("2006-05-01"), &changed, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      link.id = 0;
      link.old_id = i == 0 ? f->old : f->other;
      link.new_id = f->merged;
      link.whole = i == 0;
      kheo_succession_insert (f->db, &link, NULL, &error);
      g_assert_no_error (error);
      if (i == 1)
        kheo_succession_set_weight (f->db, link.id, KHEO_BASIS_POPULATION, 1234, &error);
      g_assert_no_error (error);
    }
  book_add_model (f->db, "Mô hình A", f->old, 2004, NULL);
  book_add_model (f->db, "Mô hình B", f->old, 2024, NULL);
  book_add_model (f->db, "Mô hình C", f->old, 2024, NULL);
  book_add_model (f->db, "Mô hình D", f->merged, 2025, NULL);
  action_end (f->db);
}

static void
add_figures (Fixture *f)
{
  gint64 indicator;

  action_begin (f->db);
  indicator = book_add_indicator (f->db, "DV1", "Ủng hộ", "count 0 flow sum sum", NULL);
  book_add_figure (f->db, indicator, f->old, "2024-Q1", 5, NO_AMOUNT);
  book_add_figure (f->db, indicator, f->old, "2024-Q2", 6, NO_AMOUNT);
  book_add_target (f->db, indicator, f->old, "2025", 30);
  action_end (f->db);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  kheo_db_close (f->db);
}

static KheoUnitLife *
life_of (Fixture *f, gint64 unit)
{
  g_autoptr (GError) error = NULL;
  KheoUnitLife *life = kheo_unit_life_new (f->db, unit, &error);

  g_assert_no_error (error);
  return life;
}

static void
test_versions (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoUnitLife) life = life_of (f, f->old);
  const KheoLifeVersion *first = life->versions->pdata[0];
  const KheoLifeVersion *last = life->versions->pdata[1];

  g_assert_cmpuint (life->versions->len, ==, 2);
  g_assert_false (life->lives);
  g_assert_cmpstr (life->name, ==, "Thị trấn Ít Ong");
  g_assert_cmpstr (life->path, ==, "Tỉnh Sơn La/Huyện Mường La/Thị trấn Ít Ong");
  g_assert_cmpstr (first->name, ==, "Xã Ít Ong");
  g_assert_cmpuint (first->to, ==, book_day ("2006-04-30"));
  g_assert_cmpstr (last->name, ==, "Thị trấn Ít Ong");
  g_assert_cmpstr (last->above, ==, "Tỉnh Sơn La/Huyện Mường La");
  g_assert_cmpstr (last->code, ==, "03676");
}

static void
test_relatives (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoUnitLife) old = life_of (f, f->old);
  g_autoptr (KheoUnitLife) merged = life_of (f, f->merged);
  const KheoLifeRelative *heir, *before, *part;
  g_autofree char        *share = NULL;

  g_assert_cmpuint (old->successors->len, ==, 1);
  g_assert_cmpuint (old->predecessors->len, ==, 0);
  heir = old->successors->pdata[0];
  g_assert_cmpint (heir->unit_id, ==, f->merged);
  g_assert_cmpstr (heir->name, ==, "Xã Mường La");
  g_assert_cmpstr (heir->document, ==, "1681/NQ-UBTVQH15, 16/06/2025, Ủy ban Thường vụ Quốc hội");
  g_assert_cmpuint (merged->predecessors->len, ==, 2);
  before = merged->predecessors->pdata[0];
  part = merged->predecessors->pdata[1];
  /* By the name it ended with, not that of the new map's day. */
  g_assert_cmpstr (before->name, ==, "Thị trấn Ít Ong");
  g_assert_true (before->whole);
  g_assert_false (part->whole);
  share = kheo_life_format_share (part);
  g_assert_nonnull (strstr (share, "1,234"));
  g_assert_true (merged->lives);
}

static void
test_years (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoUnitLife) bare = life_of (f, f->old);
  g_autoptr (KheoUnitLife) district = life_of (f, f->district);
  g_autoptr (KheoUnitLife) full = NULL;
  const KheoLifeYear *year;
  g_autofree char    *said = NULL;

  g_assert_cmpuint (bare->years->len, ==, 2);
  year = bare->years->pdata[0];
  g_assert_cmpint (year->year, ==, 2004);
  g_assert_cmpstr (year->name, ==, "Xã Ít Ong");
  g_assert_cmpint (year->n_models, ==, 1);
  /* What was below it counts as it was reported. */
  g_assert_cmpuint (district->years->len, ==, 2);
  g_assert_cmpint (((KheoLifeYear *) district->years->pdata[1])->n_models, ==, 2);

  add_figures (f);
  full = life_of (f, f->old);
  g_assert_cmpuint (full->years->len, ==, 3);
  year = full->years->pdata[1];
  g_assert_cmpint (year->year, ==, 2024);
  g_assert_cmpstr (year->name, ==, "Thị trấn Ít Ong");
  g_assert_cmpuint (year->n_figures, ==, 2);
  g_assert_cmpuint (year->n_indicators, ==, 1);
  said = kheo_life_format_year (year);
  g_assert_cmpstr (said, ==, "2 models, 2 figures (indicators: 1)");
  g_assert_cmpuint (((KheoLifeYear *) full->years->pdata[2])->n_targets, ==, 1);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  g_autofree char *both = kheo_life_format_span (book_day ("2006-05-01"), book_day ("2025-06-30"));
  g_autofree char *since = kheo_life_format_span (book_day ("2025-07-01"), 0);
  g_autofree char *until = kheo_life_format_span (0, book_day ("2025-06-30"));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (both, ==, "01/05/2006 – 30/06/2025");
  g_assert_cmpstr (since, ==, "since 01/07/2025");
  g_assert_cmpstr (until, ==, "until 30/06/2025");
  g_assert_null (kheo_unit_life_new (f->db, 4711, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unit-life/versions", Fixture, NULL, setup, test_versions, teardown);
  g_test_add ("/unit-life/relatives", Fixture, NULL, setup, test_relatives, teardown);
  g_test_add ("/unit-life/years", Fixture, NULL, setup, test_years, teardown);
  g_test_add ("/unit-life/words", Fixture, NULL, setup, test_words, teardown);
  return g_test_run ();
}
