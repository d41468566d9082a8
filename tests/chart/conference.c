#include "conference.h"

#include "kheo-test.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

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

/* Which category a line is about; -1 for an empty cell: the whole. */
static int
category_of (const KheoChartData *data, const char *label)
{
  if (*label == '\0')
    return -1;
  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    if (strcmp (kheo_chart_data_get_category_label (data, i), label) == 0)
      return (int) i;
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
read_paper (ConferenceSheet *sheet, char **cells)
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
read_line (ConferenceSheet *sheet, char **cells)
{
  KheoChartData *data = sheet->data;
  const char    *word = cells[0];

  if (*word == '#' || read_text (data, cells)) /* where the figures come from */
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
    kheo_chart_data_set_category_role (data, (guint) category_of (data, cells[1]),
                                       role_of (cells[2]));
  else if (strcmp (word, "group") == 0)
    kheo_chart_data_set_category_group (data, (guint) category_of (data, cells[1]), cells[2]);
  else if (strcmp (word, "reference") == 0)
    kheo_chart_data_add_reference (data, cells[1], g_ascii_strtod (cells[2], NULL));
  else if (strcmp (word, "note") == 0)
    kheo_chart_data_add_note (data, category_of (data, cells[1]), -1, cells[2]);
  else if (strcmp (word, "emphasis") == 0)
    kheo_chart_data_set_emphasis (data, category_of (data, cells[1]));
  else
    g_error ("unknown line \"%s\"", word);
}

ConferenceSheet
conference_read (const char *name)
{
  ConferenceSheet  sheet = { .data = kheo_chart_data_new (), .theme = KHEO_CHART_PRINT };
  g_autofree char *relative = g_strdup_printf ("conference/%s.tsv", name);
  g_autofree char *path = kheo_test_data (relative), *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      read_line (&sheet, cells);
    }
  return sheet;
}

KheoChartLayout *
conference_layout (const char *name)
{
  ConferenceSheet  sheet = conference_read (name);
  KheoChartStyle   style;
  KheoChartLayout *layout;

  kheo_chart_style_for_paper (&style, sheet.theme, sheet.paper);
  layout = kheo_chart_layout (sheet.kind, sheet.data, &style);
  kheo_chart_data_unref (sheet.data);
  return layout;
}

void
conference_start_locale (void)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  if (g_getenv ("KHEO_LOCALE_DIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KHEO_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
