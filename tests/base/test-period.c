#include "kheo-error.h"
#include "kheo-period.h"

static const struct
{
  const char *text;
  const char *from;
  const char *to;
  const char *shortest; /* NULL: as text */
  const char *people;
} cases[] = {
  { "2022", "2022-01-01", "2022-12-31", NULL, "year 2022" },
  { "2022-H1", "2022-01-01", "2022-06-30", NULL, "first half of 2022" },
  { "2022-H2", "2022-07-01", "2022-12-31", NULL, "second half of 2022" },
  { "2022-9M", "2022-01-01", "2022-09-30", NULL, "first nine months of 2022" },
  { "2022-Q3", "2022-07-01", "2022-09-30", NULL, "Quarter III of 2022" },
  { "2022-07", "2022-07-01", "2022-07-31", NULL, "month 7/2022" },
  { "2024-02", "2024-02-01", "2024-02-29", NULL, "month 2/2024" },
  { "2019..2024", "2019-01-01", "2024-12-31", NULL, "years 2019–2024" },
  { "2021-01-01..2023-06-30", "2021-01-01", "2023-06-30", NULL, "from 01/01/2021 to 30/06/2023" },
  { "2022-Q1..2022-Q2", "2022-01-01", "2022-06-30", "2022-H1", "first half of 2022" },
  { "2022-05-19", "2022-05-19", "2022-05-19", NULL, "19/05/2022" },
  { "2021-01-01..", "2021-01-01", NULL, NULL, "since 01/01/2021" },
  { "..2023-06-30", NULL, "2023-06-30", NULL, "until 30/06/2023" },
  { "2022-02..2022-04", "2022-02-01", "2022-04-30", "2022-02-01..2022-04-30",
    "from 01/02/2022 to 30/04/2022" },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      KheoPeriod       period = KHEO_PERIOD_ALL;
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;
      g_autofree char *shortest = NULL;
      g_autofree char *people = NULL;

      g_assert_true (kheo_period_parse (cases[i].text, &period, &error));
      g_assert_no_error (error);
      from = kheo_date_to_iso (period.from);
      to = kheo_date_to_iso (period.to);
      shortest = kheo_period_to_string (period);
      people = kheo_period_format (period);
      g_assert_cmpstr (from, ==, cases[i].from);
      g_assert_cmpstr (to, ==, cases[i].to);
      g_assert_cmpstr (shortest, ==, cases[i].shortest != NULL ? cases[i].shortest : cases[i].text);
      g_assert_cmpstr (people, ==, cases[i].people);
    }
}

static void
test_bad (void)
{
  static const char *const bad[] = { "",         "22",         "2022-",  "2022-H3",    "2022-Q5",
                                     "2022-13",  "2022-00",    "2022-7", "..",         "2024..2019",
                                     "2022..x",  "x..2022",    "0000",   "2022-02-30", "2022 ",
                                     "2022-Q3x", "2022...2023" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      KheoPeriod period;

      g_assert_false (kheo_period_parse (bad[i], &period, &error));
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
    }
}

static void
test_contains (void)
{
  KheoPeriod       year = kheo_period_year (2022);
  KheoPeriod       since = { kheo_date_new (2022, 1, 1), KHEO_DATE_UNKNOWN };
  g_autofree char *all = kheo_period_format (KHEO_PERIOD_ALL);

  g_assert_true (kheo_period_contains (year, kheo_date_new (2022, 1, 1)));
  g_assert_true (kheo_period_contains (year, kheo_date_new (2022, 12, 31)));
  g_assert_false (kheo_period_contains (year, kheo_date_new (2021, 12, 31)));
  g_assert_false (kheo_period_contains (year, kheo_date_new (2023, 1, 1)));
  g_assert_false (kheo_period_contains (year, KHEO_DATE_UNKNOWN));
  g_assert_true (kheo_period_contains (since, kheo_date_new (2999, 1, 1)));
  g_assert_false (kheo_period_contains (since, KHEO_DATE_UNKNOWN));
  g_assert_true (kheo_period_contains (KHEO_PERIOD_ALL, KHEO_DATE_UNKNOWN));
  g_assert_true (kheo_period_is_all (KHEO_PERIOD_ALL));
  g_assert_false (kheo_period_is_all (since));
  g_assert_null (kheo_period_to_string (KHEO_PERIOD_ALL));
  g_assert_cmpstr (all, ==, "all time");
}

/* As people write it, and as we do, in either language. */
static void
test_written (void)
{
  static const char *const written[][2] = {
    { "2024", "2024" },
    { "Năm 2024", "2024" },
    { "2024-Q3", "2024-Q3" },
    { "Quý III/2024", "2024-Q3" },
    { "quý 3 năm 2024", "2024-Q3" },
    { "Q1/2024", "2024-Q1" },
    { "QUÝ IV NĂM 2024", "2024-Q4" },
    { "6 tháng đầu năm 2024", "2024-H1" },
    { "sáu tháng cuối năm 2024", "2024-H2" },
    { "6T/2026", "2026-H1" },
    { "9 tháng năm 2024", "2024-9M" },
    { "tháng 7 năm 2024", "2024-07" },
    { "7/2024", "2024-07" },
    { "giai đoạn 2021 - 2025", "2021..2025" },
    { "nhiệm kỳ 2024–2029", "2024..2029" },
    { "từ năm 2019 đến năm 2024", "2019..2024" },
    { "từ ngày 15/12/2023 đến ngày 14/12/2024", "2023-12-15..2024-12-14" },
    { "first nine months of 2024", "2024-9M" },
    { "month 7/2024", "2024-07" },
    { "quý V/2024", NULL },
    { "tháng 13 năm 2024", NULL },
    { "2025-2021", NULL },
    { "Quý III", NULL },
    { "kết quả năm 2024", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      KheoPeriod       period = KHEO_PERIOD_ALL;
      gboolean         read = kheo_period_parse_written (written[i][0], &period);
      g_autofree char *name = read ? kheo_period_to_string (period) : NULL;
      g_autofree char *shown = NULL;
      KheoPeriod       back = KHEO_PERIOD_ALL;

      g_test_message ("%s", written[i][0]);
      g_assert_cmpstr (name, ==, written[i][1]);
      if (!read)
        continue;
      shown = kheo_period_format (period);
      g_assert_true (kheo_period_parse_written (shown, &back));
      g_assert_true (back.from == period.from && back.to == period.to);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/period/names", test_names);
  g_test_add_func ("/base/period/bad", test_bad);
  g_test_add_func ("/base/period/contains", test_contains);
  g_test_add_func ("/base/period/written", test_written);
  return g_test_run ();
}
