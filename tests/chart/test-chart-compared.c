/* What figures are compared with: targets, the time before, levels, notes, waves, moments. */
#include "random-chart.h"

#include <math.h>
#include <string.h>

static KheoChartData *
data_of (const char *const *names, guint n)
{
  KheoChartData *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, "mô hình");
  for (guint i = 0; i < n; i++)
    kheo_chart_data_add_category (data, names[i], NULL, i);
  return data;
}

static const char *const three[] = { "Xã Húc Động", "Xã Lục Hồn", "Đặc khu Cô Tô" };

/* Done, to be done, time before. */
static KheoChartData *
compared_data (void)
{
  static const double values[3][3] = { { 45, 60, 30 }, { 66, 50, 40 }, { 12, 24, NAN } };

  KheoChartData *data = data_of (three, 3);

  kheo_chart_data_add_series (data, "Đã đăng ký", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_series (data, "Chỉ tiêu", KHEO_CHART_ROLE_TARGET);
  kheo_chart_data_add_series (data, "Năm trước", KHEO_CHART_ROLE_PREVIOUS);
  for (guint i = 0; i < 3; i++)
    for (guint series = 0; series < 3; series++)
      kheo_chart_data_set_value (data, i, series, values[i][series]);
  return data;
}

static KheoChartLayout *
layout_of (KheoChartKind kind, KheoChartData *data, const char *paper)
{
  KheoChartStyle style;
  KheoPaper      size;

  g_assert_true (kheo_paper_parse (paper, TRUE, &size, NULL));
  kheo_chart_style_for_paper (&style, KHEO_CHART_PRINT, size);
  return kheo_chart_layout (kind, data, &style);
}

static const KheoChartMark *
find_mark (const KheoChartLayout *layout, KheoChartMarkType type, int category, int series)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      const KheoChartMark *mark = kheo_chart_layout_get_mark (layout, i);

      if (mark->type == type && mark->category == category && mark->series == series)
        return mark;
    }
  return NULL;
}

static const KheoChartLabel *
find_label (const KheoChartLayout *layout, const char *text)
{
  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    if (strcmp (kheo_chart_layout_get_label (layout, i)->text, text) == 0)
      return kheo_chart_layout_get_label (layout, i);
  return NULL;
}

static guint
count_labels (const KheoChartLayout *layout, KheoChartLabelType type)
{
  guint n = 0;

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    n += kheo_chart_layout_get_label (layout, i)->type == type ? 1 : 0;
  return n;
}

/* The target is where a bar of its value would end, the time before a bar on the same scale. */
static void
test_lying (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = layout_of (kind, data, "A4");
  const KheoChartMark *bar = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 0);
  const KheoChartMark *tick = find_mark (layout, KHEO_CHART_MARK_TICK, 0, 1);
  const KheoChartMark *before = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 2);
  g_autofree char     *text = NULL;
  int                  hit;

  check_layout (layout, 0);
  g_assert_nonnull (bar);
  g_assert_nonnull (tick);
  g_assert_nonnull (before);
  g_assert_null (find_mark (layout, KHEO_CHART_MARK_BAR, 2, 2)); /* missing is not nothing */
  g_assert_cmpfloat_with_epsilon ((tick->x - bar->box.x) / bar->box.width, 60.0 / 45, 1e-6);
  g_assert_cmpfloat_with_epsilon (before->box.width / bar->box.width, 30.0 / 45, 1e-6);
  g_assert_cmpfloat (before->box.height, <, bar->box.height);
  hit = kheo_chart_layout_hit (layout, tick->x, tick->y);
  g_assert_true (kheo_chart_layout_get_mark (layout, (guint) hit) == tick);
  hit = kheo_chart_layout_hit (layout, bar->box.x + 1, bar->y);
  text = kheo_chart_layout_describe_mark (layout, (guint) hit);
  g_assert_cmpstr (text, ==,
                   "Xã Húc Động, Đã đăng ký: 45 mô hình; Chỉ tiêu: 60 (75.0% reached); "
                   "Năm trước: 30");
}

static void
test_columns (void)
{
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark *bar, *tick, *before;

  kheo_chart_data_add_reference (data, "Bình quân", 41);
  layout = layout_of (KHEO_CHART_BAR, data, "A4");
  check_layout (layout, 0);
  bar = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 0);
  tick = find_mark (layout, KHEO_CHART_MARK_TICK, 0, 1);
  before = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 2);
  g_assert_cmpfloat_with_epsilon ((bar->box.y + bar->box.height - tick->y) / bar->box.height,
                                  60.0 / 45, 1e-6);
  g_assert_cmpfloat_with_epsilon (before->box.height / bar->box.height, 30.0 / 45, 1e-6);
  g_assert_cmpfloat (before->box.x + before->box.width, <=, bar->box.x);
  g_assert_nonnull (find_label (layout, "Bình quân: 41"));
}

/* A table beside the bars: done, to be done, before, per cent. */
static void
test_bullet_figures (void)
{
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = layout_of (KHEO_CHART_BULLET, data, "A4");

  g_assert_nonnull (find_label (layout, "75%"));
  g_assert_nonnull (find_label (layout, "132%"));
  g_assert_nonnull (find_label (layout, "50%"));
  g_assert_nonnull (find_label (layout, "60"));
  g_assert_nonnull (find_label (layout, "–"));
}

static KheoChartData *
waves_data (void)
{
  KheoChartData *data = data_of (three, 3);

  kheo_chart_data_add_series (data, "Điểm", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_series (data, "Đợt 1", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < 3; i++)
    {
      kheo_chart_data_set_value (data, i, 0, 20);
      kheo_chart_data_set_value (data, i, 1, 40 * i);
    }
  kheo_chart_data_add_reference (data, "Toàn tỉnh", 200);
  return data;
}

/* Steps stand on each other; what is reached is told as a share of the largest level. */
static void
test_coverage (void)
{
  g_autoptr (KheoChartData) data = waves_data ();
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark *pilot, *wave, *next;

  layout = layout_of (KHEO_CHART_COVERAGE, data, "A4");
  check_layout (layout, 0);
  pilot = find_mark (layout, KHEO_CHART_MARK_BAR, 1, 0);
  wave = find_mark (layout, KHEO_CHART_MARK_BAR, 1, 1);
  next = find_mark (layout, KHEO_CHART_MARK_BAR, 2, 1);
  g_assert_cmpfloat_with_epsilon (wave->box.y + wave->box.height, pilot->box.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (wave->box.x + wave->box.width, next->box.x, 1e-6);
  g_assert_nonnull (find_label (layout, "10%"));
  g_assert_nonnull (find_label (layout, "30%"));
  g_assert_nonnull (find_label (layout, "50%"));
  g_assert_nonnull (find_label (layout, "Đợt 1: 80 (40%)"));
  g_assert_nonnull (find_label (layout, "Toàn tỉnh: 200"));
}

/* The time before stands at the left, whatever the order of the columns of the table. */
static void
test_slope (void)
{
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = layout_of (KHEO_CHART_SLOPE, data, "A4");
  const KheoChartMark *before = find_mark (layout, KHEO_CHART_MARK_POINT, 0, 2);
  const KheoChartMark *now = find_mark (layout, KHEO_CHART_MARK_POINT, 0, 0);
  const KheoChartMark *target = find_mark (layout, KHEO_CHART_MARK_POINT, 0, 1);

  check_layout (layout, 0);
  g_assert_cmpfloat (before->x, <, now->x);
  g_assert_cmpfloat (now->x, <, target->x);
  g_assert_cmpfloat (before->y, >, now->y);
  g_assert_null (find_mark (layout, KHEO_CHART_MARK_POINT, 2, 2));
}

/* Of thousands of lines only those that moved most are named; the others are told by number. */
static void
test_slope_many (void)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  g_autoptr (KheoChartLayout) layout = NULL;

  kheo_chart_data_add_series (data, "2021", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_series (data, "2026", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < 3321; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã %u", i);

      kheo_chart_data_add_category (data, name, NULL, i);
      kheo_chart_data_set_value (data, i, 0, i % 97);
      kheo_chart_data_set_value (data, i, 1, i % 97 + i % 7);
    }
  kheo_chart_data_set_emphasis (data, 3000);
  layout = layout_of (KHEO_CHART_SLOPE, data, "A3");
  check_layout (layout, 0);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 2 * 3321);
  g_assert_nonnull (find_label (layout, "Xã 3000"));
  g_assert_cmpuint (count_labels (layout, KHEO_CHART_LABEL_CATEGORY), <=, 2 * 40);
  g_assert_cmpuint (count_labels (layout, KHEO_CHART_LABEL_NOTE), ==, 1); /* "3,294 more lines …" */
}

static KheoChartData *
series_data (guint n_series)
{
  KheoChartData *data = data_of (three, 3);

  for (guint series = 0; series < n_series; series++)
    {
      g_autofree char *name = g_strdup_printf ("Địa bàn %u", series);

      kheo_chart_data_add_series (data, name, KHEO_CHART_ROLE_AUTO);
      for (guint i = 0; i < 3; i++)
        kheo_chart_data_set_value (data, i, series, series + i);
    }
  return data;
}

static void
test_panels (void)
{
  g_autoptr (KheoChartData) few = series_data (60), many = series_data (75);
  g_autoptr (KheoChartLayout) all = layout_of (KHEO_CHART_SMALL_MULTIPLES, few, "A1");
  g_autoptr (KheoChartLayout) most = layout_of (KHEO_CHART_SMALL_MULTIPLES, many, "A1");

  check_layout (all, 0);
  check_layout (most, 0);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (all), ==, 60 * 3);
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (most), ==, 60 * 3);
  g_assert_nonnull (find_label (all, "Địa bàn 59"));
  g_assert_nonnull (find_label (most, "15 more are not shown"));
}

static void
test_group_panels (void)
{
  g_autoptr (KheoChartData) data = series_data (1);
  g_autoptr (KheoChartLayout) layout = NULL;

  kheo_chart_data_set_category_group (data, 0, "Miền Đông");
  kheo_chart_data_set_category_group (data, 2, "Biên giới, hải đảo");
  layout = layout_of (KHEO_CHART_SMALL_MULTIPLES, data, "A4");
  check_layout (layout, 0);
  g_assert_nonnull (find_label (layout, "Miền Đông"));
  g_assert_nonnull (find_label (layout, "Biên giới, hải đảo"));
  g_assert_nonnull (find_label (layout, "Others"));
  g_assert_cmpuint (kheo_chart_layout_get_n_marks (layout), ==, 3);
}

/* Beside its mark while there is room, else numbered and listed; never lost. */
static void
test_notes (void)
{
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) beside = NULL, listed = NULL;
  const KheoChartMark  *bar;
  const KheoChartLabel *note;

  kheo_chart_data_add_note (data, 2, 0, "Mới có từ tháng 7");
  beside = layout_of (KHEO_CHART_RANKING, data, "A4");
  check_layout (beside, 0);
  note = find_label (beside, "Mới có từ tháng 7");
  bar = find_mark (beside, KHEO_CHART_MARK_BAR, 2, 0);
  g_assert_nonnull (note);
  g_assert_cmpint (note->type, ==, KHEO_CHART_LABEL_ANNOTATION);
  g_assert_cmpfloat (fabs (note->box.y + note->box.height / 2 - bar->y), <, bar->box.height);

  kheo_chart_data_add_note (data, 1, 0,
                            "Đơn vị dẫn đầu cụm thi đua số một, vượt chỉ tiêu tỉnh giao");
  kheo_chart_data_add_note (data, -1, -1, "Chưa kể mô hình đang xét");
  listed = layout_of (KHEO_CHART_RANKING, data, "A4");
  check_layout (listed, 0);
  g_assert_nonnull (find_label (listed, "(1) Đặc khu Cô Tô: Mới có từ tháng 7"));
  g_assert_nonnull (find_label (listed, "Chưa kể mô hình đang xét"));
  g_assert_nonnull (find_label (listed, "(2)"));
}

/* A level is named once: at its line or in the list. */
static void
test_levels (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = NULL;

  kheo_chart_data_add_reference (data, "Bình quân của tỉnh", 41);
  kheo_chart_data_add_reference (data, "Mục tiêu đến năm 2030", 90);
  layout = layout_of (kind, data, "A4");
  check_layout (layout, 0);
  g_assert_cmpuint (count_labels (layout, KHEO_CHART_LABEL_REFERENCE), ==, 2);
}

/* What is said to those who do not see: shares of the target, moments that are never added up. */
static void
test_sentences (void)
{
  g_autoptr (KheoChartData) compared = compared_data (), waves = waves_data ();
  g_autofree char *bullet = kheo_chart_describe (KHEO_CHART_BULLET, compared);
  g_autofree char *slope = kheo_chart_describe (KHEO_CHART_SLOPE, compared);
  g_autofree char *coverage = kheo_chart_describe (KHEO_CHART_COVERAGE, waves);

  g_assert_true (g_str_has_suffix (
      bullet, "1 of 3 reached their target. In all 123 mô hình of 134 mô hình (91.8%)."));
  g_assert_cmpstr (slope, ==,
                   "Năm trước – Đã đăng ký. 2 rose, 0 fell, most of all: "
                   "Xã Lục Hồn rose from 40 mô hình to 66 mô hình.");
  g_assert_cmpstr (coverage, ==,
                   "Xã Húc Động: 20 mô hình (10.0%). Đặc khu Cô Tô: 100 mô hình (50.0%). "
                   "Điểm 20 mô hình; Đợt 1 80 mô hình. Toàn tỉnh: 200 mô hình.");
}

/* In every kind: the one that stands out, its level and notes are in the sentence and in the table,
 * the level and the notes are on the sheet too. */
static void
test_told (gconstpointer user_data)
{
  KheoChartKind kind = (KheoChartKind) GPOINTER_TO_INT (user_data);
  g_autoptr (KheoChartData) data = compared_data ();
  g_autoptr (KheoChartLayout) layout = NULL;
  g_autofree char *sentence = NULL, *table = NULL, *focus = NULL;

  kheo_chart_data_set_emphasis (data, 1);
  kheo_chart_data_add_reference (data, "Bình quân của tỉnh", 41);
  kheo_chart_data_add_note (data, 1, 0, "Sáp nhập từ ngày 01/7/2025");
  kheo_chart_data_add_note (data, -1, -1, "Chưa gồm lực lượng vũ trang");
  sentence = kheo_chart_describe (kind, data);
  table = kheo_chart_data_table (data);
  layout = layout_of (kind, data, "A4");
  focus = g_strdup_printf ("In focus: %s ", kheo_chart_data_get_category_label (data, 1));
  g_assert_nonnull (strstr (sentence, focus));
  g_assert_nonnull (strstr (sentence, "Bình quân của tỉnh: 41 mô hình"));
  g_assert_nonnull (strstr (sentence, "Sáp nhập từ ngày 01/7/2025."));
  g_assert_nonnull (strstr (sentence, "Chưa gồm lực lượng vũ trang."));
  g_assert_nonnull (strstr (table, "Bình quân của tỉnh\t41"));
  g_assert_nonnull (strstr (table, "\tSáp nhập từ ngày 01/7/2025\n"));
  g_assert_nonnull (strstr (table, "\tChưa gồm lực lượng vũ trang\n"));
  for (guint i = 0; i < kheo_chart_data_get_n_series (data); i++)
    {
      const char *name = kheo_chart_data_get_series_label (data, i);

      g_assert_nonnull (strstr (table, name));
      /* A table of cells tells its highest and its lowest alone. */
      if (!kheo_chart_data_is_part (data, i) && kind != KHEO_CHART_HEAT && kind != KHEO_CHART_SLOPE)
        g_assert_nonnull (strstr (sentence, name));
    }
  g_assert_cmpuint (count_labels (layout, KHEO_CHART_LABEL_REFERENCE), ==, 1);
  g_assert_cmpuint (count_labels (layout, KHEO_CHART_LABEL_ANNOTATION), >=, 2);
}

static void
add_test (const char *name, KheoChartKind kind, GTestDataFunc test)
{
  g_autofree char *path =
      g_strdup_printf ("/chart/compared/%s/%s", name, kheo_chart_kind_to_name (kind));

  g_test_add_data_func (path, GINT_TO_POINTER (kind), test);
}

/* A number belongs to its own bar, however much longer the time before is; bars of parts have no
 * such time beside them. */
static void
test_number (void)
{
  g_autoptr (KheoChartData) data = data_of (three, 2);
  g_autoptr (KheoChartLayout) layout = NULL;
  const KheoChartMark  *bar, *before;
  const KheoChartLabel *number;

  kheo_chart_data_add_series (data, "Năm nay", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_add_series (data, "Năm trước", KHEO_CHART_ROLE_PREVIOUS);
  kheo_chart_data_set_value (data, 0, 0, 31);
  kheo_chart_data_set_value (data, 0, 1, 90);
  kheo_chart_data_set_value (data, 1, 0, 52);
  g_assert_true (kheo_chart_kind_fits (KHEO_CHART_BAR, data, NULL));
  layout = layout_of (KHEO_CHART_RANKING, data, "A4");
  bar = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 0);
  before = find_mark (layout, KHEO_CHART_MARK_BAR, 0, 1);
  number = find_label (layout, "31");
  g_assert_true (bar != NULL && before != NULL && number != NULL);
  g_assert_cmpfloat (before->x, >, bar->x + number->box.width * 2);
  g_assert_cmpfloat (number->box.x, <, bar->x + number->box.height);
  g_assert_cmpfloat (number->box.y + number->box.height, <=, before->box.y + 1.5);
  kheo_chart_data_add_series (data, "Phần khác", KHEO_CHART_ROLE_AUTO);
  kheo_chart_data_set_value (data, 0, 2, 7);
  g_assert_false (kheo_chart_kind_fits (KHEO_CHART_BAR, data, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("lying", KHEO_CHART_RANKING, test_lying);
  add_test ("lying", KHEO_CHART_BULLET, test_lying);
  g_test_add_func ("/chart/compared/columns", test_columns);
  g_test_add_func ("/chart/compared/number", test_number);
  g_test_add_func ("/chart/compared/bullet-figures", test_bullet_figures);
  g_test_add_func ("/chart/compared/coverage", test_coverage);
  g_test_add_func ("/chart/compared/slope", test_slope);
  g_test_add_func ("/chart/compared/slope-many", test_slope_many);
  g_test_add_func ("/chart/compared/panels", test_panels);
  g_test_add_func ("/chart/compared/group-panels", test_group_panels);
  g_test_add_func ("/chart/compared/notes", test_notes);
  g_test_add_func ("/chart/compared/sentences", test_sentences);
  for (int kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    {
      add_test ("levels", (KheoChartKind) kind, test_levels);
      add_test ("told", (KheoChartKind) kind, test_told);
    }
  return g_test_run ();
}
