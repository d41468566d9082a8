/* The sheets that a conference sees, made from small tables: nothing cut short, nothing left out,
 * nothing over anything else.  With KHEO_SHEETS=FOLDER the sheets are kept there to be looked at.
 */
#include "conference.h"
#include "kheo-test.h"
#include "random-chart.h"

#include <glib/gstdio.h>

/* What a conference may not see: words cut short, rows summed up, a note that went missing. */
static void
check_whole (const KheoChartLayout *layout)
{
  const KheoChartData *data = kheo_chart_layout_get_data (layout);
  guint                n_notes = 0, n_levels = 0;

  for (guint i = 0; i < kheo_chart_layout_get_n_labels (layout); i++)
    {
      const KheoChartLabel *label = kheo_chart_layout_get_label (layout, i);

      if (label->shortened)
        g_error ("\"%s\" is cut short", label->text);
      n_notes += label->type == KHEO_CHART_LABEL_ANNOTATION ? 1 : 0;
      n_levels += label->type == KHEO_CHART_LABEL_REFERENCE ? 1 : 0;
    }
  g_assert_cmpuint (n_notes, >=, kheo_chart_data_get_n_notes (data));
  g_assert_cmpuint (n_levels, ==, kheo_chart_data_get_n_references (data));
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    g_assert_cmpint (kheo_chart_layout_get_mark (layout, i)->type, !=, KHEO_CHART_MARK_REST);
}

static void
export_sheet (const KheoChartLayout *layout, const char *folder, const char *name)
{
  static const char *const endings[] = { ".pdf", ".svg", ".png" };

  for (guint format = KHEO_CHART_PDF; format <= KHEO_CHART_PNG; format++)
    {
      g_autofree char *file = g_strconcat (name, endings[format], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autoptr (GError) error = NULL;
      KheoChartExport options = { .dpi = 110 };
      GStatBuf        status;

      kheo_chart_export (layout, path, (KheoChartFormat) format, &options, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_size, <, 2 * 1000 * 1000);
    }
}

static void
test_sheet (gconstpointer user_data)
{
  const char *name = user_data, *kept = g_getenv ("KHEO_SHEETS");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autoptr (KheoChartLayout) layout = conference_layout (name);
  g_autofree char *sentence = NULL;

  export_sheet (layout, kept != NULL ? kept : kheo_test_dir_get_path (dir), name);
  check_layout (layout, 0);
  check_whole (layout);
  sentence = kheo_chart_describe (kheo_chart_layout_get_kind (layout),
                                  kheo_chart_layout_get_data (layout));
  g_assert_true (
      g_str_has_prefix (sentence, kheo_chart_data_get_text (kheo_chart_layout_get_data (layout),
                                                            KHEO_CHART_TEXT_TITLE)));
}

/* All twelve kinds are among them. */
static void
test_kinds (gconstpointer user_data)
{
  const char *const *names = user_data;
  gboolean           seen[KHEO_CHART_N_KINDS] = { FALSE };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (KheoChartLayout) layout = conference_layout (names[i]);

      seen[kheo_chart_layout_get_kind (layout)] = TRUE;
    }
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    g_assert_true (seen[kind]);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = {
    "01-linh-vuc",
    "02-tap-the-ca-nhan",
    "03-linh-vuc-trinh-chieu",
    "04-nguon-luc",
    "05-to-cong-nghe-so",
    "06-cuoc-van-dong",
    "07-bau-truong-thon",
    "08-cu-tri-di-bau",
    "09-xep-hang",
    "10-don-vi-linh-vuc",
    "11-qua-cac-nam",
    "12-dia-ban",
    "13-ho-ngheo",
    "14-the-loai-linh-vuc",
    "16-chi-tieu",
    "17-viec-dot-pha",
    NULL,
  };

  conference_start_locale ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/conference/%s", names[i]);

      g_test_add_data_func (path, names[i], test_sheet);
    }
  g_test_add_data_func ("/chart/conference/kinds", names, test_kinds);
  return g_test_run ();
}
