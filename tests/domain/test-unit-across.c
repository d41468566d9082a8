/* Names across time, and finding a unit by what it was called. */
#include "domain-book.h"
#include "kheo-unit-across.h"

#include <string.h>

/* Hà Nội in small: two wards go whole into a new one, one is divided, one is renamed, one ends. */
typedef struct
{
  KheoDb    *db;
  KheoUnits *units;
  gint64     city, district;
  gint64     truc_bach, quan_thanh, lieu_giai, phuc_xa, dien_bien;
  gint64     ba_dinh, ngoc_ha, giang_vo;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  KheoUnitVersion changed = { 0 };
  const char     *last = "2025-06-30";
  const char     *first = "2025-07-01";
  g_autoptr (GError) error = NULL;

  f->db = book_new ();
  action_begin (f->db);
  f->city = book_add_unit (f->db, "Thành phố Hà Nội", "01", 0, NULL, NULL);
  f->district = book_add_unit (f->db, "Quận Ba Đình", "001", f->city, NULL, last);
  f->truc_bach = book_add_unit (f->db, "Phường Trúc Bạch", "00004", f->district, NULL, last);
  f->quan_thanh = book_add_unit (f->db, "Phường Quán Thánh", "00013", f->district, NULL, last);
  f->lieu_giai = book_add_unit (f->db, "Phường Liễu Giai", "00016", f->district, NULL, last);
  f->phuc_xa = book_add_unit (f->db, "Phường Phúc Xá", "00001", f->district, NULL, last);
  f->dien_bien = book_add_unit (f->db, "Xã Điện Biên", "00019", f->city, NULL, NULL);
  f->ba_dinh = book_add_unit (f->db, "Phường Ba Đình", "00004", f->city, first, NULL);
  f->ngoc_ha = book_add_unit (f->db, "Phường Ngọc Hà", "00008", f->city, first, NULL);
  f->giang_vo = book_add_unit (f->db, "Phường Giảng Võ", "00025", f->city, first, NULL);
  book_succeed (f->db, f->truc_bach, f->ba_dinh, TRUE, first);
  book_succeed (f->db, f->quan_thanh, f->ba_dinh, TRUE, first);
  book_succeed (f->db, f->lieu_giai, f->ngoc_ha, FALSE, first);
  book_succeed (f->db, f->lieu_giai, f->giang_vo, FALSE, first);
  book_succeed (f->db, f->lieu_giai, f->ba_dinh, FALSE, first);
  changed = (KheoUnitVersion){ .name = (char *) "Phường Điện Biên",
                               .type = kheo_unit_type_find ("ward"),
                               .code = (char *) "00019",
                               .parent_id = f->city };
  kheo_unit_change (f->db, f->dien_bien, book_day ("2020-03-01"), &changed, &error);
  g_assert_no_error (error);
  action_end (f->db);
  f->units = kheo_units_load (f->db, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  kheo_units_unref (f->units);
  kheo_db_close (f->db);
}

#define assert_across(f, unit, day, until, text)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *across_text =                                                                 \
        kheo_units_format_across ((f)->units, unit, book_day (day), book_day (until));             \
    g_assert_cmpstr (across_text, ==, text);                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_format (Fixture *f, gconstpointer data)
{
  /* Nothing has changed: one name. */
  assert_across (f, f->city, "2024-12-31", "2026-01-01", "Thành phố Hà Nội");
  assert_across (f, f->truc_bach, "2024-12-31", "2025-06-30", "Phường Trúc Bạch");
  assert_across (f, f->truc_bach, "2024-12-31", "2026-01-01",
                 "Phường Trúc Bạch → Phường Ba Đình, 01/07/2025");
  /* Divided: two are named, the third is counted. */
  assert_across (f, f->lieu_giai, "2024-12-31", "2026-01-01",
                 "Phường Liễu Giai → Phường Ngọc Hà, Phường Giảng Võ and 1 other unit, 01/07/2025");
  /* The same unit under another name, with the day of that very change. */
  assert_across (f, f->dien_bien, "2019-12-31", "2026-01-01",
                 "Xã Điện Biên → Phường Điện Biên, 01/03/2020");
  assert_across (f, f->dien_bien, "2021-12-31", "2026-01-01", "Phường Điện Biên");
  /* Nothing follows. */
  assert_across (f, f->phuc_xa, "2024-12-31", "2026-01-01", "Phường Phúc Xá (until 30/06/2025)");
  /* A map of before its time knows no other name. */
  assert_across (f, f->ba_dinh, "2025-12-31", "2024-01-01", "Phường Ba Đình");
  g_assert_null (kheo_units_format_across (f->units, 4711, 0, 0));
}

/* A second reform later: names lead over both, with the day of the last. */
static void
test_chain (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoUnits) units = NULL;
  gint64 a, b, c;

  action_begin (db);
  a = book_add_unit (db, "Xã A", NULL, 0, NULL, "2019-12-31");
  b = book_add_unit (db, "Xã B", NULL, 0, "2020-01-01", "2025-06-30");
  c = book_add_unit (db, "Xã A", NULL, 0, "2025-07-01", NULL);
  book_succeed (db, a, b, TRUE, "2020-01-01");
  book_succeed (db, b, c, TRUE, "2025-07-01");
  action_end (db);
  units = kheo_units_load (db, NULL);
  {
    g_autofree char *near =
        kheo_units_format_across (units, a, book_day ("2015-01-01"), book_day ("2021-01-01"));
    g_autofree char *far =
        kheo_units_format_across (units, b, book_day ("2021-01-01"), book_day ("2026-01-01"));
    g_autofree char *same =
        kheo_units_format_across (units, a, book_day ("2015-01-01"), book_day ("2026-01-01"));
    g_autoptr (GArray) past = kheo_units_list_standing (units, c, book_day ("2018-01-01"));

    g_assert_cmpstr (near, ==, "Xã A → Xã B, 01/01/2020");
    g_assert_cmpstr (far, ==, "Xã B → Xã A, 01/07/2025");
    g_assert_cmpstr (same, ==, "Xã A");
    g_assert_cmpuint (past->len, ==, 1);
    g_assert_cmpint (g_array_index (past, gint64, 0), ==, a);
  }
}

static void
test_relatives (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) after = kheo_units_list_relatives (f->units, f->lieu_giai, TRUE);
  g_autoptr (GArray) before = kheo_units_list_relatives (f->units, f->ba_dinh, FALSE);
  g_autoptr (GArray) none = kheo_units_list_relatives (f->units, f->city, TRUE);
  const KheoUnitRelative *first;

  g_assert_cmpuint (after->len, ==, 3);
  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
  first = &g_array_index (before, KheoUnitRelative, 0);
  g_assert_cmpint (first->unit_id, ==, f->truc_bach);
  g_assert_true (first->succession->whole);
  g_assert_cmpuint (first->succession->date, ==, book_day ("2025-07-01"));
}

static const KheoUnitHit *
hit (GArray *hits, guint i)
{
  g_assert_cmpuint (i, <, hits->len);
  return &g_array_index (hits, KheoUnitHit, i);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) by_name =
      kheo_units_search_in_time (f->units, "truc bach", book_day ("2026-01-01"), 10);
  g_autoptr (GArray) divided =
      kheo_units_search_in_time (f->units, "Liễu Giai", book_day ("2026-01-01"), 10);
  g_autoptr (GArray) by_code =
      kheo_units_search_in_time (f->units, "00004", book_day ("2026-01-01"), 10);
  g_autoptr (GArray) then =
      kheo_units_search_in_time (f->units, "Giảng Võ", book_day ("2024-01-01"), 10);
  g_autoptr (GArray) ended =
      kheo_units_search_in_time (f->units, "Phúc Xá", book_day ("2026-01-01"), 10);
  g_autoptr (GArray) both =
      kheo_units_search_in_time (f->units, "Ba Đình", book_day ("2026-01-01"), 10);
  g_autoptr (GArray) few =
      kheo_units_search_in_time (f->units, "phường", book_day ("2026-01-01"), 2);
  g_autoptr (GArray) nothing =
      kheo_units_search_in_time (f->units, "  ", book_day ("2026-01-01"), 10);
  g_autofree char *said = kheo_unit_hit_describe (f->units, hit (by_name, 0));

  g_assert_cmpuint (by_name->len, ==, 1);
  g_assert_cmpint (hit (by_name, 0)->unit_id, ==, f->ba_dinh);
  g_assert_cmpint (hit (by_name, 0)->via_unit_id, ==, f->truc_bach);
  g_assert_true (hit (by_name, 0)->lives);
  g_assert_cmpstr (said, ==, "formerly Phường Trúc Bạch, until 30/06/2025");
  g_assert_cmpuint (divided->len, ==, 3);
  /* A code that means another place now: its bearer of today, once, by the code of today. */
  g_assert_cmpuint (by_code->len, ==, 1);
  g_assert_cmpint (hit (by_code, 0)->unit_id, ==, f->ba_dinh);
  g_assert_null (hit (by_code, 0)->via);
  /* On an old map a name of today leads to what it came from. */
  g_assert_cmpuint (then->len, ==, 1);
  g_assert_cmpint (hit (then, 0)->unit_id, ==, f->lieu_giai);
  g_assert_cmpuint (ended->len, ==, 1);
  g_assert_cmpint (hit (ended, 0)->unit_id, ==, f->phuc_xa);
  g_assert_false (hit (ended, 0)->lives);
  /* Who is called so first; the district of that name ended without an heir. */
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpint (hit (both, 0)->unit_id, ==, f->ba_dinh);
  g_assert_cmpint (hit (both, 1)->unit_id, ==, f->district);
  g_assert_cmpuint (few->len, ==, 2);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_record_day (void)
{
  static const struct
  {
    const char *registered;
    int         year;
    const char *day;
  } cases[] = { { "2024-05-06", 2024, "2024-05-06" },
                { "2024-05", 2024, "2024-05-31" },
                { "2024", 2024, "2024-12-31" },
                { NULL, 2023, "2023-12-31" } };
  g_autoptr (KheoRecord) figure = kheo_record_new (&kheo_register_figures, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);

      kheo_record_set_text (record, KHEO_MODEL_REGISTERED_ON, cases[i].registered);
      kheo_record_set_integer (record, KHEO_MODEL_YEAR, cases[i].year);
      g_assert_cmpuint (kheo_record_get_day (record), ==, book_day (cases[i].day));
    }
  kheo_record_set_text (figure, KHEO_FIGURE_PERIOD, "2023-Q3");
  g_assert_cmpuint (kheo_record_get_day (figure), ==, book_day ("2023-09-30"));
  kheo_record_set_text (figure, KHEO_FIGURE_PERIOD, "2199");
  g_assert_cmpuint (kheo_record_get_day (figure), ==, kheo_date_today ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unit-across/format", Fixture, NULL, setup, test_format, teardown);
  g_test_add_func ("/unit-across/chain", test_chain);
  g_test_add ("/unit-across/relatives", Fixture, NULL, setup, test_relatives, teardown);
  g_test_add ("/unit-across/search", Fixture, NULL, setup, test_search, teardown);
  g_test_add_func ("/unit-across/record-day", test_record_day);
  return g_test_run ();
}
