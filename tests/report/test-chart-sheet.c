/* Several charts on a sheet: none outside, none over another, common words once. */
#include "kheo-chart-sheet.h"
#include "kheo-pages-private.h"
#include "kheo-test.h"

#include <string.h>

static KheoChartData *
make_data (guint number)
{
  g_autofree char *title = g_strdup_printf ("Biểu đồ thứ %u", number);
  KheoChartData   *data = kheo_chart_data_new ();

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, title);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, "Tỉnh Sơn La · năm 2022");
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, "Nguồn: Sổ dân vận");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < 5; i++)
    {
      kheo_chart_data_add_category (data, "Huyện Mường La", NULL, i);
      kheo_chart_data_set_value (data, i, 0, 10 + i * number);
    }
  return data;
}

static KheoPages *
make_sheet (KheoChartSheetLayout layout, guint n, const char *paper, gboolean landscape)
{
  KheoChartSheet sheet = { "Dân vận khéo năm 2022", layout, { 0 }, KHEO_CHART_PRINT, NULL };
  KheoChartSheetItem items[16];
  KheoPages         *pages;

  g_assert_true (kheo_paper_parse (paper, landscape, &sheet.paper, NULL));
  for (guint i = 0; i < n; i++)
    items[i] = (KheoChartSheetItem){ KHEO_CHART_RANKING, make_data (i + 1) };
  pages = kheo_pages_new_for_sheet (&sheet, items, n);
  for (guint i = 0; i < n; i++)
    kheo_chart_data_unref (items[i].data);
  return pages;
}

static KheoBox
box_of (const KheoPagesChart *chart)
{
  const KheoChartStyle *style = kheo_chart_layout_get_style (chart->layout);

  return (KheoBox){ chart->x, chart->y, style->width, style->height };
}

static void
check_apart (KheoPages *pages)
{
  KheoPaper paper = kheo_pages_get_paper (pages);

  for (guint i = 0; i < kheo_pages_get_n_charts (pages); i++)
    {
      const KheoPagesChart *one = kheo_pages_get_chart (pages, i);
      KheoBox               a = box_of (one);

      g_assert_cmpfloat (a.x, >, 0);
      g_assert_cmpfloat (a.y, >, 0);
      g_assert_cmpfloat (a.x + a.width, <, paper.width);
      g_assert_cmpfloat (a.y + a.height, <, paper.height);
      for (guint k = 0; k < i; k++)
        {
          const KheoPagesChart *other = kheo_pages_get_chart (pages, k);
          KheoBox               b = box_of (other);

          g_assert_true (one->page != other->page || a.x >= b.x + b.width || b.x >= a.x + a.width ||
                         a.y >= b.y + b.height || b.y >= a.y + a.height);
        }
    }
}

static void
test_places (void)
{
  static const char *const papers[] = { "A5", "A4", "A0", "16:9", "100x400mm" };

  for (guint layout = 0; layout < KHEO_N_SHEET_LAYOUTS; layout++)
    for (guint paper = 0; paper < G_N_ELEMENTS (papers); paper++)
      for (guint n = 1; n <= 10; n += 3)
        {
          g_autoptr (KheoPages) pages =
              make_sheet ((KheoChartSheetLayout) layout, n, papers[paper], n % 2 == 0);

          g_assert_cmpuint (kheo_pages_get_n_charts (pages), ==, n);
          check_apart (pages);
        }
}

static void
test_pages (void)
{
  static const struct
  {
    KheoChartSheetLayout layout;
    guint                n, n_pages;
  } cases[] = {
    { KHEO_CHART_SHEET_AUTO, 1, 1 },   { KHEO_CHART_SHEET_AUTO, 3, 1 },
    { KHEO_CHART_SHEET_AUTO, 10, 2 },  { KHEO_CHART_SHEET_ONE, 3, 3 },
    { KHEO_CHART_SHEET_BESIDE, 3, 2 }, { KHEO_CHART_SHEET_FOUR, 4, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoPages) pages = make_sheet (cases[i].layout, cases[i].n, "A4", TRUE);

      g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, cases[i].n_pages);
      g_assert_cmpuint (kheo_pages_get_n_entries (pages), ==, cases[i].n);
    }
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

static void
test_words_once (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "sheet.pdf");
  g_autoptr (KheoPages) pages = make_sheet (KHEO_CHART_SHEET_LEAD, 3, "A4", TRUE);
  g_autofree char *text = NULL;
  const char      *command[] = { tool, path, "-", NULL };

  g_assert_true (kheo_pages_export_pdf (pages, path, NULL, NULL, NULL));
  if (tool == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_cmpuint (count (text, "Dân vận khéo năm 2022"), ==, 1);
  g_assert_cmpuint (count (text, "Tỉnh Sơn La · năm 2022"), ==, 1);
  g_assert_cmpuint (count (text, "Nguồn: Sổ dân vận"), ==, 1);
  g_assert_cmpuint (count (text, "Biểu đồ thứ"), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/chart-sheet/places", test_places);
  g_test_add_func ("/report/chart-sheet/pages", test_pages);
  g_test_add_func ("/report/chart-sheet/words-once", test_words_once);
  return g_test_run ();
}
