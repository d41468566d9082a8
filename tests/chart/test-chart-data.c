#include "kheo-chart.h"

#include <math.h>
#include <string.h>

static KheoChartData *
fields_data (void)
{
  static const char *const names[] = { "Kinh tế", "Văn hóa – xã hội", "Quốc phòng – an ninh",
                                       "Hệ thống chính trị" };
  static const double values[][2] = { { 750, 282 }, { 583, 232 }, { 318, 122 }, { 270, 108 } };

  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình theo lĩnh vực");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, "mô hình");
  kheo_chart_data_add_series (data, "Tập thể", KHEO_CHART_ROLE_COLLECTIVE);
  kheo_chart_data_add_series (data, "Cá nhân", KHEO_CHART_ROLE_INDIVIDUAL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      kheo_chart_data_add_category (data, names[i], NULL, i + 1);
      kheo_chart_data_set_value (data, i, 0, values[i][0]);
      kheo_chart_data_set_value (data, i, 1, values[i][1]);
    }
  return data;
}

static void
test_missing_is_not_zero (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();

  kheo_chart_data_add_series (data, "a", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "x", "Xã X", 42);
  g_assert_true (isnan (kheo_chart_data_get_value (data, 0, 0)));
  g_assert_true (isnan (kheo_chart_data_get_category_total (data, 0)));
  kheo_chart_data_set_value (data, 0, 0, 0);
  g_assert_cmpfloat (kheo_chart_data_get_category_total (data, 0), ==, 0);
  kheo_chart_data_set_value (data, 0, 0, INFINITY);
  g_assert_true (isnan (kheo_chart_data_get_value (data, 0, 0)));
  g_assert_cmpint (kheo_chart_data_get_category_key (data, 0), ==, 42);
  g_assert_cmpstr (kheo_chart_data_get_category_full_label (data, 0), ==, "Xã X");
}

/* A series that comes late moves the values, and keeps them. */
static void
test_late_series (void)
{
  g_autoptr (KheoChartData) data = fields_data ();

  kheo_chart_data_add_series (data, "Chưa rõ", KHEO_CHART_ROLE_MUTED);
  g_assert_cmpfloat (kheo_chart_data_get_value (data, 3, 1), ==, 108);
  g_assert_true (isnan (kheo_chart_data_get_value (data, 3, 2)));
  g_assert_cmpfloat (kheo_chart_data_get_category_total (data, 0), ==, 1032);
}

static void
test_table (void)
{
  g_autoptr (KheoChartData) data = fields_data ();
  g_autofree char *table = kheo_chart_data_table (data);

  g_assert_cmpstr (table, ==,
                   "\tTập thể\tCá nhân\tTotal\n"
                   "Kinh tế\t750\t282\t1,032\n"
                   "Văn hóa – xã hội\t583\t232\t815\n"
                   "Quốc phòng – an ninh\t318\t122\t440\n"
                   "Hệ thống chính trị\t270\t108\t378\n"
                   "Total\t1,921\t744\t2,665\n");
}

/* A target and the time before are told, but never added. */
static void
test_beside_the_whole (void)
{
  g_autoptr (KheoChartData) data = fields_data ();
  guint target = kheo_chart_data_add_series (data, "Chỉ tiêu", KHEO_CHART_ROLE_TARGET);
  guint before = kheo_chart_data_add_series (data, "2024", KHEO_CHART_ROLE_PREVIOUS);
  g_autofree char *table = NULL;

  kheo_chart_data_set_value (data, 0, target, 1200);
  kheo_chart_data_set_value (data, 0, before, 900);
  g_assert_true (kheo_chart_data_is_part (data, 1));
  g_assert_false (kheo_chart_data_is_part (data, target));
  g_assert_cmpint (kheo_chart_data_find_series (data, KHEO_CHART_ROLE_PREVIOUS), ==, (int) before);
  g_assert_cmpint (kheo_chart_data_find_series (data, KHEO_CHART_ROLE_MUTED), ==, -1);
  g_assert_cmpfloat (kheo_chart_data_get_category_total (data, 0), ==, 1032);
  table = kheo_chart_data_table (data);
  g_assert_nonnull (strstr (table, "Kinh tế\t750\t282\t1,200\t900\t1,032\n"));
}

/* References, notes and groups stand in the table too, each in its place. */
static void
test_table_tells_all (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autofree char *table = NULL;

  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "Mường La", "Huyện Mường La", 1);
  kheo_chart_data_add_category (data, "Sốp Cộp", NULL, 2);
  kheo_chart_data_set_value (data, 0, 0, 12);
  kheo_chart_data_set_category_group (data, 0, "Cụm 1");
  kheo_chart_data_set_category_group (data, 1, "");
  g_assert_cmpint (kheo_chart_data_add_reference (data, "Bình quân", 10.4), ==, 0);
  g_assert_cmpint (kheo_chart_data_add_reference (data, "Không có", (double) NAN), ==, -1);
  kheo_chart_data_add_note (data, 0, 0, "Được  biểu dương");
  kheo_chart_data_add_note (data, 7, -3, "Số liệu tạm tính");
  g_assert_cmpint (kheo_chart_data_get_note_category (data, 1), ==, -1);
  g_assert_cmpint (kheo_chart_data_get_note_series (data, 1), ==, -1);
  g_assert_null (kheo_chart_data_get_category_group (data, 1));

  table = kheo_chart_data_table (data);
  g_assert_cmpstr (table, ==,
                   "\tGroup\tMô hình\n"
                   "Huyện Mường La\tCụm 1\t12\n"
                   "Sốp Cộp\t\t–\n"
                   "Total\t\t12\n"
                   "Bình quân\t10\n"
                   "Huyện Mường La, Mô hình\tĐược biểu dương\n"
                   "\tSố liệu tạm tính\n");
}

/* Which kinds suit which data; each refusal has its reason. */
static void
test_kinds_that_fit (void)
{
  g_autoptr (KheoChartData) data = fields_data ();
  const char *why = "";

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      const char *title = kheo_chart_kind_title ((KheoChartKind) kind);
      gboolean    fits = kheo_chart_kind_fits ((KheoChartKind) kind, data, &why);

      g_assert_true (*title != '\0');
      g_assert_true (fits == (why == NULL));
    }
  g_assert_true (kheo_chart_kind_fits (KHEO_CHART_DONUT, data, NULL));
  g_assert_false (kheo_chart_kind_fits (KHEO_CHART_BULLET, data, NULL));
  kheo_chart_data_add_reference (data, "Chỉ tiêu", 500);
  g_assert_true (kheo_chart_kind_fits (KHEO_CHART_BULLET, data, NULL));
  kheo_chart_data_set_value (data, 2, 1, -4);
  g_assert_false (kheo_chart_kind_fits (KHEO_CHART_TREE_MAP, data, NULL));
  g_assert_true (kheo_chart_kind_fits (KHEO_CHART_HEAT, data, NULL));
  kheo_chart_data_set_additive (data, FALSE);
  g_assert_false (kheo_chart_kind_fits (KHEO_CHART_SHARE, data, NULL));
  g_assert_true (kheo_chart_kind_fits (KHEO_CHART_LINE, data, NULL));
}

static void
test_sentence (void)
{
  g_autoptr (KheoChartData) data = fields_data ();
  g_autofree char *sentence = kheo_chart_describe (KHEO_CHART_STACKED, data);

  g_assert_cmpstr (sentence, ==,
                   "Mô hình theo lĩnh vực: 2,665 mô hình in 4 items. "
                   "Highest: Kinh tế 1,032 mô hình (38.7%); "
                   "lowest: Hệ thống chính trị 378 mô hình (14.2%). "
                   "Tập thể 1,921 mô hình (72.1%); Cá nhân 744 mô hình (27.9%).");
}

/* Rates are neither added nor shared out. */
static void
test_sentence_of_rates (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autofree char *sentence = NULL, *table = NULL;

  kheo_chart_data_set_additive (data, FALSE);
  kheo_chart_data_set_decimals (data, 2);
  kheo_chart_data_add_series (data, "Tỷ lệ cử tri", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_category (data, "2020", NULL, 0);
  kheo_chart_data_add_category (data, "2022", NULL, 0);
  kheo_chart_data_set_value (data, 0, 0, 93.25);
  kheo_chart_data_set_value (data, 1, 0, 98.12);
  sentence = kheo_chart_describe (KHEO_CHART_RANKING, data);
  table = kheo_chart_data_table (data);
  g_assert_cmpstr (sentence, ==, "Highest: 2022 98.12; lowest: 2020 93.25.");
  g_assert_null (strstr (table, "Total"));
}

static void
test_sentence_of_a_course (void)
{
  static const double values[] = { 1200, (double) NAN, 1511, 1400 };

  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autofree char *sentence = NULL;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Theo năm");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *year = g_strdup_printf ("%u", 2020 + i);

      kheo_chart_data_add_category (data, year, NULL, i);
      kheo_chart_data_set_value (data, i, 0, values[i]);
    }
  sentence = kheo_chart_describe (KHEO_CHART_LINE, data);
  g_assert_cmpstr (sentence, ==,
                   "Theo năm: from 1,200 (2020) to 1,400 (2023); "
                   "highest: 2022 1,511; lowest: 2020 1,200.");
}

static void
test_paper (void)
{
  KheoPaper paper;

  g_assert_true (kheo_paper_parse ("A4", FALSE, &paper, NULL));
  g_assert_cmpfloat_with_epsilon (paper.width, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (paper.height, 841.89, 0.01);
  g_assert_true (kheo_paper_parse ("a0", TRUE, &paper, NULL));
  g_assert_cmpfloat (paper.width, >, paper.height);
  g_assert_true (kheo_paper_parse ("16:9", FALSE, &paper, NULL));
  g_assert_cmpfloat (paper.width, >, paper.height);
  g_assert_true (kheo_paper_parse ("254x508mm", FALSE, &paper, NULL));
  g_assert_cmpfloat_with_epsilon (paper.width, 720, 0.001);
  g_assert_true (kheo_paper_parse ("254×508mm", TRUE, &paper, NULL));
  g_assert_cmpfloat_with_epsilon (paper.height, 720, 0.001);
}

static void
test_paper_refused (void)
{
  static const char *const names[] = { "",          "A6",         "B4",       "100x100",
                                       "10x10mm",   "9000x100mm", "-5x100mm", "xmm",
                                       "nanx100mm", "infx100mm",  "1e9x1e9mm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      KheoPaper paper;

      g_assert_false (kheo_paper_parse (names[i], FALSE, &paper, &error));
      g_assert_nonnull (error);
    }
}

/* Per cent has its sign at the number, but not in a table. */
static void
test_percent (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autofree char *part = NULL, *whole = NULL, *plain = NULL, *missing = NULL;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, "%");
  kheo_chart_data_set_decimals (data, 2);
  part = kheo_chart_data_format (data, 98.12);
  whole = kheo_chart_data_format (data, 100);
  plain = kheo_chart_data_format_plain (data, 98.12);
  missing = kheo_chart_data_format (data, (double) NAN);
  g_assert_true (g_str_has_prefix (part, plain) && g_str_has_suffix (part, "%"));
  g_assert_cmpstr (whole, ==, "100%");
  g_assert_cmpstr (missing, ==, "–");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/data/missing-is-not-zero", test_missing_is_not_zero);
  g_test_add_func ("/chart/data/late-series", test_late_series);
  g_test_add_func ("/chart/data/table", test_table);
  g_test_add_func ("/chart/data/beside-the-whole", test_beside_the_whole);
  g_test_add_func ("/chart/data/table-tells-all", test_table_tells_all);
  g_test_add_func ("/chart/kind/fits", test_kinds_that_fit);
  g_test_add_func ("/chart/describe/stacked", test_sentence);
  g_test_add_func ("/chart/describe/rates", test_sentence_of_rates);
  g_test_add_func ("/chart/describe/course", test_sentence_of_a_course);
  g_test_add_func ("/chart/data/percent", test_percent);
  g_test_add_func ("/chart/paper/sizes", test_paper);
  g_test_add_func ("/chart/paper/refused", test_paper_refused);
  return g_test_run ();
}
