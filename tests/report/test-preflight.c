/* What is said before printing, and where it is. */
#include "kheo-chart-sheet.h"
#include "kheo-preflight.h"
#include "kheo-test.h"

#include <math.h>
#include <string.h>

static KheoPages *
make_pages (guint n, gboolean with_figures, const char *name, const char *paper_name)
{
  g_autoptr (KheoChartData) data = kheo_chart_data_new ();
  KheoPaper paper;

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, "Mô hình theo đơn vị");
  kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", name, i);

      kheo_chart_data_add_category (data, label, NULL, i);
      if (with_figures && i != 1)
        kheo_chart_data_set_value (data, i, 0, 100 + i);
    }
  g_assert_true (kheo_paper_parse (paper_name, TRUE, &paper, NULL));
  return kheo_pages_new_for_chart (KHEO_CHART_RANKING, data, paper, KHEO_CHART_PRINT, NULL);
}

static const KheoPreflightFinding *
find (const GPtrArray *findings, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoPreflightFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, code))
        return finding;
    }
  return NULL;
}

static const KheoPreflightFinding *
require (const GPtrArray *findings, const char *code)
{
  const KheoPreflightFinding *finding = find (findings, code);

  if (finding == NULL)
    g_error ("nothing is told of %s", code);
  return finding;
}

static void
test_well (void)
{
  static const char *const papers[] = { "A5", "A4", "A1", "A0", "16:9" };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (KheoPages) pages = make_pages (1, TRUE, "Huyện Mường La", papers[i]);
      g_autoptr (GPtrArray) findings = kheo_preflight (pages, 0, 0);

      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static void
test_missing (void)
{
  g_autoptr (KheoPages) pages = make_pages (3, TRUE, "Xã Mường Bú", "A4");
  g_autoptr (GPtrArray) findings = kheo_preflight (pages, 0, 0);
  const KheoPreflightFinding *missing = require (findings, "missing");

  g_assert_cmpint (missing->severity, ==, KHEO_PREFLIGHT_WARNING);
  g_assert_nonnull (strstr (missing->message, "Xã Mường Bú 1"));
  g_assert_cmpfloat (missing->box.width, >, 0);
}

static void
test_no_figures (void)
{
  g_autoptr (KheoPages) none = make_pages (0, FALSE, "", "A4");
  g_autoptr (KheoPages) empty = make_pages (3, FALSE, "Xã", "A4");
  g_autoptr (GPtrArray) of_none = kheo_preflight (none, 0, 0);
  g_autoptr (GPtrArray) of_empty = kheo_preflight (empty, 0, 0);

  g_assert_cmpint (require (of_none, "no-figures")->severity, ==, KHEO_PREFLIGHT_ERROR);
  g_assert_nonnull (find (of_empty, "no-figures"));
  g_assert_null (find (of_empty, "missing"));
}

/* Three hundred units on a sheet in the hand: small type, or summed up, and told. */
static void
test_crowded (void)
{
  g_autoptr (KheoPages) pages = make_pages (300, TRUE, "Xã Chiềng Khoa", "A5");
  g_autoptr (GPtrArray) findings = kheo_preflight (pages, 0, 0);

  g_assert_true (find (findings, "not-shown") != NULL || find (findings, "small-type") != NULL);
}

/* Nine charts on A4, each with a source of its own in tiny type. */
static void
test_small_type (void)
{
  KheoChartSheet     sheet = { NULL, KHEO_CHART_SHEET_NINE, { 0 }, KHEO_CHART_PRINT, NULL };
  KheoChartSheetItem items[9];
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  const KheoPreflightFinding *small;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *source = g_strdup_printf ("Nguồn: sổ %u", i);
      KheoChartData   *data = kheo_chart_data_new ();

      kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, source);
      kheo_chart_data_add_series (data, "Mô hình", KHEO_CHART_ROLE_AUTO);
      kheo_chart_data_add_category (data, "2024", NULL, 0);
      kheo_chart_data_set_value (data, 0, 0, 7);
      items[i] = (KheoChartSheetItem){ KHEO_CHART_RANKING, data };
    }
  g_assert_true (kheo_paper_parse ("A4", TRUE, &sheet.paper, NULL));
  pages = kheo_pages_new_for_sheet (&sheet, items, G_N_ELEMENTS (items));
  findings = kheo_preflight (pages, 0, 0);
  small = require (findings, "small-type");
  g_assert_cmpfloat (small->box.x, >, 0);
  g_assert_nonnull (strstr (small->message, "Nguồn: sổ"));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    kheo_chart_data_unref (items[i].data);
}

static void
test_shortened (void)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    g_string_append (name, "Đảng ủy các cơ quan Đảng, đoàn thể và khối doanh nghiệp ");
  g_string_append (name, "vùng cao");
  {
    g_autoptr (KheoPages) pages = make_pages (4, TRUE, name->str, "A5");
    g_autoptr (GPtrArray) findings = kheo_preflight (pages, 0, 0);
    const KheoPreflightFinding *shortened = require (findings, "shortened");

    g_assert_cmpint (shortened->severity, ==, KHEO_PREFLIGHT_NOTE);
    g_assert_nonnull (strstr (shortened->message, "vùng cao")); /* the whole text */
  }
  g_string_free (name, TRUE);
}

static void
test_old_figures (void)
{
  g_autoptr (KheoPages) pages = make_pages (1, TRUE, "Xã", "A4");
  g_autoptr (GPtrArray) fresh = kheo_preflight (pages, 200, 100);
  g_autoptr (GPtrArray) old = kheo_preflight (pages, 100, 200);
  g_autoptr (GPtrArray) unknown = kheo_preflight (pages, 0, 200);

  g_assert_null (find (fresh, "old-figures"));
  g_assert_nonnull (find (old, "old-figures"));
  g_assert_null (find (unknown, "old-figures"));
}

/* On a poster that is cut up, the place is on one of its sheets, and type is judged by the poster.
 */
static void
test_tiles (void)
{
  g_autoptr (KheoPages) poster = make_pages (40, TRUE, "Xã Mường Bú", "A1");
  g_autoptr (GPtrArray) whole = kheo_preflight (poster, 0, 0);
  KheoPaper a4;
  g_autoptr (KheoPages) tiles = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  KheoPaper sheet;

  g_assert_true (kheo_paper_parse ("A4", FALSE, &a4, NULL));
  tiles = kheo_pages_new_tiled (poster, a4, KHEO_TILE_OVERLAP);
  sheet = kheo_pages_get_paper (tiles);
  findings = kheo_preflight (tiles, 0, 0);
  g_assert_cmpuint (whole->len, >, 0);
  g_assert_cmpuint (findings->len, ==, whole->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoPreflightFinding *finding = findings->pdata[i];
      double                      x = finding->box.x + finding->box.width / 2;
      double                      y = finding->box.y + finding->box.height / 2;

      g_assert_cmpuint (finding->page, <, kheo_pages_get_n_pages (tiles));
      g_assert_true (x >= 0 && y >= 0 && x <= sheet.width && y <= sheet.height);
    }
}

static void
test_distance (void)
{
  static const char *const papers[] = { "A5", "A4", "A3", "A2", "A1", "A0" };
  double                   before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      KheoPaper paper;

      g_assert_true (kheo_paper_parse (papers[i], FALSE, &paper, NULL));
      g_assert_cmpfloat (kheo_preflight_distance (paper), >, before);
      before = kheo_preflight_distance (paper);
    }
  g_assert_cmpfloat (before, >, 1.0); /* an A0 is read from well over a metre */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/preflight/well", test_well);
  g_test_add_func ("/report/preflight/missing", test_missing);
  g_test_add_func ("/report/preflight/no-figures", test_no_figures);
  g_test_add_func ("/report/preflight/crowded", test_crowded);
  g_test_add_func ("/report/preflight/small-type", test_small_type);
  g_test_add_func ("/report/preflight/shortened", test_shortened);
  g_test_add_func ("/report/preflight/old-figures", test_old_figures);
  g_test_add_func ("/report/preflight/tiles", test_tiles);
  g_test_add_func ("/report/preflight/distance", test_distance);
  return g_test_run ();
}
