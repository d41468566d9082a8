/* The five years of Quảng Ninh's Front on one sheet: what was given, the digital teams, the
 * election of heads of hamlets.  With KHEO_SHEETS=FOLDER the sheet is kept there to be looked at.
 */
#include "conference.h"
#include "kheo-chart-sheet.h"
#include "kheo-test.h"

#include <glib/gstdio.h>

static void
test_five_years (void)
{
  static const char *const names[] = { "04-nguon-luc", "05-to-cong-nghe-so", "07-bau-truong-thon" };

  ConferenceSheet    read[G_N_ELEMENTS (names)];
  KheoChartSheetItem items[G_N_ELEMENTS (names)];
  KheoChartSheet     sheet = {
        .heading = "Mặt trận Quảng Ninh: năm năm vì người nghèo, vì cơ sở",
        .layout = KHEO_CHART_SHEET_LEAD,
        .theme = KHEO_CHART_PRINT,
  };
  const char *kept = g_getenv ("KHEO_SHEETS");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GError) error = NULL;
  const char      *folder = kept != NULL ? kept : kheo_test_dir_get_path (dir);
  g_autofree char *pdf = g_build_filename (folder, "15-nam-nam.pdf", NULL);
  g_autofree char *png = g_build_filename (folder, "15-nam-nam.png", NULL);
  GStatBuf         status;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      read[i] = conference_read (names[i]);
      items[i] = (KheoChartSheetItem){ read[i].kind, read[i].data };
    }
  g_assert_true (kheo_paper_parse ("A3", TRUE, &sheet.paper, NULL));
  pages = kheo_pages_new_for_sheet (&sheet, items, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    kheo_chart_data_unref (read[i].data);
  g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
  kheo_pages_export_pdf (pages, pdf, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (pdf, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 2 * 1000 * 1000);
  kheo_pages_export_image (pages, 0, png, KHEO_CHART_PNG, 110, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  conference_start_locale ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/conference/five-years", test_five_years);
  return g_test_run ();
}
