/* The sheets that a conference sees, made from small tables: nothing cut short, nothing left out,
 * nothing over anything else.  With KHEO_SHEETS=FOLDER the sheets are kept there to be looked at.
 */
#include "kheo-test.h"
#include "random-chart.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

typedef struct
{
  KheoChartData *data;
  KheoChartKind  kind;
  KheoChartTheme theme;
  KheoPaper      paper;
} Sheet;

static KheoChartRole
role_of (const char *name)
{
  static const struct
  {
    const char   *name;
    KheoChartRole role;
  } roles[] = {
    { "economy", KHEO_CHART_ROLE_FIELD_ECONOMY }, { "culture", KHEO_CHART_ROLE_FIELD_CULTURE },
    { "defence", KHEO_CHART_ROLE_FIELD_DEFENCE }, { "politics", KHEO_CHART_ROLE_FIELD_POLITICS },
    { "collective", KHEO_CHART_ROLE_COLLECTIVE }, { "individual", KHEO_CHART_ROLE_INDIVIDUAL },
    { "target", KHEO_CHART_ROLE_TARGET },         { "previous", KHEO_CHART_ROLE_PREVIOUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].name, name) == 0)
      return roles[i].role;
  g_assert_null (name);
  return KHEO_CHART_ROLE_AUTO;
}

static guint
category_of (const KheoChartData *data, const char *label)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (strcmp (kheo_chart_data_get_category_label (data, i), label) == 0)
      return i;
  g_error ("no row \"%s\"", label);
}

static void
read_series (KheoChartData *data, char **cells)
{
  for (guint i = 1; cells[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (cells[i], ":", 2);

      kheo_chart_data_add_series (data, parts[0], role_of (parts[1]));
    }
}

static void
read_row (KheoChartData *data, char **cells)
{
  guint category = kheo_chart_data_add_category (data, cells[1], NULL, 0);

  for (guint i = 2; cells[i] != NULL; i++)
    if (*cells[i] != '\0')
      kheo_chart_data_set_value (data, category, i - 2, g_ascii_strtod (cells[i], NULL));
}

static void
read_paper (Sheet *sheet, char **cells)
{
  g_assert_true (
      kheo_paper_parse (cells[1], g_strcmp0 (cells[2], "landscape") == 0, &sheet->paper, NULL));
}

static gboolean
read_text (KheoChartData *data, char **cells)
{
  static const char *const names[KHEO_CHART_N_TEXTS] = { "title", "subtitle", "source", "date",
                                                         "unit" };

  for (guint i = 0; i < KHEO_CHART_N_TEXTS; i++)
    if (strcmp (names[i], cells[0]) == 0)
      {
        kheo_chart_data_set_text (data, (KheoChartText) i, cells[1]);
        return TRUE;
      }
  return FALSE;
}

static void
read_line (Sheet *sheet, char **cells)
{
  KheoChartData *data = sheet->data;
  const char    *word = cells[0];

  if (read_text (data, cells))
    return;
  if (strcmp (word, "kind") == 0)
    g_assert_true (kheo_chart_kind_from_name (cells[1], &sheet->kind));
  else if (strcmp (word, "paper") == 0)
    read_paper (sheet, cells);
  else if (strcmp (word, "theme") == 0)
    sheet->theme = strcmp (cells[1], "dark") == 0 ? KHEO_CHART_DARK : KHEO_CHART_MONO;
  else if (strcmp (word, "decimals") == 0)
    kheo_chart_data_set_decimals (data, (int) g_ascii_strtoll (cells[1], NULL, 10));
  else if (strcmp (word, "rates") == 0)
    kheo_chart_data_set_additive (data, FALSE);
  else if (strcmp (word, "series") == 0)
    read_series (data, cells);
  else if (strcmp (word, "row") == 0)
    read_row (data, cells);
  else if (strcmp (word, "role") == 0)
    kheo_chart_data_set_category_role (data, category_of (data, cells[1]), role_of (cells[2]));
  else if (strcmp (word, "group") == 0)
    kheo_chart_data_set_category_group (data, category_of (data, cells[1]), cells[2]);
  else if (strcmp (word, "reference") == 0)
    kheo_chart_data_add_reference (data, cells[1], g_ascii_strtod (cells[2], NULL));
  else if (strcmp (word, "note") == 0)
    kheo_chart_data_add_note (data, (int) category_of (data, cells[1]), -1, cells[2]);
  else if (strcmp (word, "emphasis") == 0)
    kheo_chart_data_set_emphasis (data, (int) category_of (data, cells[1]));
  else
    g_error ("unknown line \"%s\"", word);
}

static KheoChartLayout *
read_sheet (const char *path)
{
  Sheet            sheet = { .data = kheo_chart_data_new (), .theme = KHEO_CHART_PRINT };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  KheoChartStyle   style;
  KheoChartLayout *layout;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      read_line (&sheet, cells);
    }
  kheo_chart_style_for_paper (&style, sheet.theme, sheet.paper);
  layout = kheo_chart_layout (sheet.kind, sheet.data, &style);
  kheo_chart_data_unref (sheet.data);
  return layout;
}

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
  g_autofree char *relative = g_strdup_printf ("conference/%s.tsv", name);
  g_autofree char *path = kheo_test_data (relative);
  g_autoptr (KheoChartLayout) layout = read_sheet (path);
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
      g_autofree char *relative = g_strdup_printf ("conference/%s.tsv", names[i]);
      g_autofree char *path = kheo_test_data (relative);
      g_autoptr (KheoChartLayout) layout = read_sheet (path);

      seen[kheo_chart_layout_get_kind (layout)] = TRUE;
    }
  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    g_assert_true (seen[kind]);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = {
    "01-linh-vuc",        "02-tap-the-ca-nhan",   "03-linh-vuc-trinh-chieu",
    "04-nguon-luc",       "05-to-cong-nghe-so",   "06-cuoc-van-dong",
    "07-bau-truong-thon", "08-cu-tri-di-bau",     "09-xep-hang",
    "10-don-vi-linh-vuc", "11-qua-cac-nam",       "12-dia-ban",
    "13-ho-ngheo",        "14-the-loai-linh-vuc", NULL,
  };

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  if (g_getenv ("KHEO_LOCALE_DIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KHEO_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chart/conference/%s", names[i]);

      g_test_add_data_func (path, names[i], test_sheet);
    }
  g_test_add_data_func ("/chart/conference/kinds", names, test_kinds);
  return g_test_run ();
}
