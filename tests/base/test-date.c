#include "kheo-date.h"

static void
test_days (void)
{
  int year, month, day;

  g_assert_cmpuint (kheo_date_new (1, 1, 1), ==, 1);
  g_assert_cmpuint (kheo_date_new (2024, 2, 29), ==, kheo_date_new (2024, 3, 1) - 1);
  g_assert_cmpuint (kheo_date_new (2023, 2, 29), ==, KHEO_DATE_UNKNOWN);
  g_assert_cmpuint (kheo_date_new (2023, 13, 1), ==, KHEO_DATE_UNKNOWN);
  g_assert_cmpuint (kheo_date_new (0, 1, 1), ==, KHEO_DATE_UNKNOWN);
  g_assert_cmpuint (kheo_date_new (10000, 1, 1), ==, KHEO_DATE_UNKNOWN);
  g_assert_cmpint (kheo_date_get_year (kheo_date_new (2025, 7, 1)), ==, 2025);
  g_assert_cmpint (kheo_date_get_year (KHEO_DATE_UNKNOWN), ==, 0);
  g_assert_cmpint (kheo_date_get_year (kheo_date_today ()), >=, 2025);

  kheo_date_split (kheo_date_new (9999, 12, 31), &year, &month, &day);
  g_assert_cmpint (year * 10000 + month * 100 + day, ==, 99991231);
}

static void
test_iso (void)
{
  static const char *const bad[] = { "",           "2025",       "2025-7-1",  "2025-07-01 ",
                                     "2025-02-30", "2025/07/01", "abcd-07-01" };
  g_autofree char         *text = kheo_date_to_iso (kheo_date_from_iso ("2025-07-01"));

  g_assert_cmpstr (text, ==, "2025-07-01");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (kheo_date_from_iso (bad[i]), ==, KHEO_DATE_UNKNOWN);
  g_assert_cmpuint (kheo_date_from_iso (NULL), ==, KHEO_DATE_UNKNOWN);
  g_assert_null (kheo_date_to_iso (KHEO_DATE_UNKNOWN));
}

static void
test_serial (void)
{
  static const struct
  {
    double      serial;
    gboolean    is_1904;
    const char *expected;
  } cases[] = {
    { 1, FALSE, "1900-01-01" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, NULL },
    { 61, FALSE, "1900-03-01" },
    { 45005, FALSE, "2023-03-20" },
    { 45005.99, FALSE, "2023-03-20" },
    { 2958465, FALSE, "9999-12-31" },
    { 2958466, FALSE, NULL },
    { 0, FALSE, NULL },
    { -1, FALSE, NULL },
    { 0, TRUE, "1904-01-01" },
    { 45005 - 1462, TRUE, "2023-03-20" },
    { 2957003, TRUE, "9999-12-31" },
    { 2957004, TRUE, NULL },
    { 1e300, FALSE, NULL },
    { 0.0 / 0.0, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          kheo_date_to_iso (kheo_date_from_serial (cases[i].serial, cases[i].is_1904));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char   *text;
    const char   *expected; /* NULL: none */
    KheoPrecision precision;
  } cases[] = {
    { "23/5/2021", "2021-05-23", KHEO_PRECISION_DAY },
    { "23-05-2021", "2021-05-23", KHEO_PRECISION_DAY },
    { " 23 . 5 . 21 ", "2021-05-23", KHEO_PRECISION_DAY },
    { "1/1/75", "1975-01-01", KHEO_PRECISION_DAY },
    { "2021-05-23", "2021-05-23", KHEO_PRECISION_DAY },
    { "2021-05-23T00:00:00", "2021-05-23", KHEO_PRECISION_DAY },
    { "23/05/2021 7:30", "2021-05-23", KHEO_PRECISION_DAY },
    { "2021/5/23 00:00:00", "2021-05-23", KHEO_PRECISION_DAY },
    { "ngày 23 tháng 5 năm 2021", "2021-05-23", KHEO_PRECISION_DAY },
    { "NGÀY 23 THÁNG 05 NĂM 2021.", "2021-05-23", KHEO_PRECISION_DAY },
    { "Ngày 23/5/2021", "2021-05-23", KHEO_PRECISION_DAY },
    { "23 tháng 5, 2021", "2021-05-23", KHEO_PRECISION_DAY },
    { "23–5–2021", "2021-05-23", KHEO_PRECISION_DAY },
    { "5/2021", "2021-05-01", KHEO_PRECISION_MONTH },
    { "tháng 5-2021", "2021-05-01", KHEO_PRECISION_MONTH },
    { "Tháng 5 năm 2021", "2021-05-01", KHEO_PRECISION_MONTH },
    { "T5/2021", "2021-05-01", KHEO_PRECISION_MONTH },
    { "2021-05", "2021-05-01", KHEO_PRECISION_MONTH },
    { "quý III/2026", "2026-07-01", KHEO_PRECISION_QUARTER },
    { "Quí 4 năm 2026", "2026-10-01", KHEO_PRECISION_QUARTER },
    { "QUÝ I NĂM 2026", "2026-01-01", KHEO_PRECISION_QUARTER },
    { "Q2/2026", "2026-04-01", KHEO_PRECISION_QUARTER },
    { "năm 2026", "2026-01-01", KHEO_PRECISION_YEAR },
    { "2026", "2026-01-01", KHEO_PRECISION_YEAR },
    { "", NULL, 0 },
    { "31/2/2021", NULL, 0 },
    { "12/31/2021", NULL, 0 },
    { "13/2021", NULL, 0 },
    { "31/12", NULL, 0 },
    { "5/21", NULL, 0 },
    { "quý V/2026", NULL, 0 },
    { "quý 5/2026", NULL, 0 },
    { "1234", NULL, 0 },
    { "20260", NULL, 0 },
    { "Xã 2026", NULL, 0 },
    { "1.234.567", NULL, 0 },
    { "1.1.1.1.1.1.1.1.1.1.1.1.1", NULL, 0 },
    { "00:00", NULL, 0 },
    { ":", NULL, 0 },
    { "I", NULL, 0 },
    { "-", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoDate         date = KHEO_DATE_UNKNOWN;
      KheoPrecision    precision = KHEO_PRECISION_DAY;
      gboolean         found = kheo_date_parse (cases[i].text, &date, &precision);
      g_autofree char *iso = kheo_date_to_iso (date);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (iso, ==, cases[i].expected);
      g_assert_cmpint (found, ==, cases[i].expected != NULL);
      g_assert_cmpint (precision, ==, cases[i].precision);
    }
  g_assert_true (kheo_date_parse ("2026", NULL, NULL));
  g_assert_false (kheo_date_parse (NULL, NULL, NULL));
}

static void
test_format (void)
{
  g_autofree char *plain = kheo_date_format (kheo_date_new (2026, 2, 5));
  g_autofree char *none = kheo_date_format (KHEO_DATE_UNKNOWN);
  g_autofree char *early = kheo_date_format_long (kheo_date_new (2026, 2, 5));
  g_autofree char *late = kheo_date_format_long (kheo_date_new (2026, 3, 25));

  g_assert_cmpstr (plain, ==, "05/02/2026");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (early, ==, "ngày 05 tháng 02 năm 2026");
  g_assert_cmpstr (late, ==, "ngày 25 tháng 3 năm 2026");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/days", test_days);
  g_test_add_func ("/base/date/iso", test_iso);
  g_test_add_func ("/base/date/serial", test_serial);
  g_test_add_func ("/base/date/parse", test_parse);
  g_test_add_func ("/base/date/format", test_format);
  return g_test_run ();
}
