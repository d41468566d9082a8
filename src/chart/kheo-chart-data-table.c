/* The data as a table of text: for screen readers and "copy as table". */
#include "kheo-chart-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
append_cell (const KheoChartData *self, GString *table, double value)
{
  g_autofree char *text = kheo_chart_data_format_plain (self, value);

  g_string_append_printf (table, "\t%s", text);
}

static gboolean
has_groups (const KheoChartData *self)
{
  for (guint i = 0; i < kheo_chart_data_get_n_categories (self); i++)
    if (kheo_chart_data_get_category_group (self, i) != NULL)
      return TRUE;
  return FALSE;
}

static guint
count_parts (const KheoChartData *self)
{
  guint n = 0;

  for (guint i = 0; i < kheo_chart_data_get_n_series (self); i++)
    n += kheo_chart_data_is_part (self, i) ? 1 : 0;
  return n;
}

static void
append_heading_line (const KheoChartData *self, GString *table, gboolean with_sum)
{
  if (has_groups (self))
    g_string_append_printf (table, "\t%s", _ ("Group"));
  for (guint i = 0; i < kheo_chart_data_get_n_series (self); i++)
    g_string_append_printf (table, "\t%s", kheo_chart_data_get_series_label (self, i));
  if (with_sum)
    g_string_append_printf (table, "\t%s", _ ("Total"));
  g_string_append_c (table, '\n');
}

static void
append_lines (const KheoChartData *self, GString *table, gboolean with_sum)
{
  gboolean with_group = has_groups (self);

  for (guint category = 0; category < kheo_chart_data_get_n_categories (self); category++)
    {
      const char *group = kheo_chart_data_get_category_group (self, category);

      g_string_append (table, kheo_chart_data_get_category_full_label (self, category));
      if (with_group)
        g_string_append_printf (table, "\t%s", group != NULL ? group : "");
      for (guint i = 0; i < kheo_chart_data_get_n_series (self); i++)
        append_cell (self, table, kheo_chart_data_get_value (self, category, i));
      if (with_sum)
        append_cell (self, table, kheo_chart_data_get_category_total (self, category));
      g_string_append_c (table, '\n');
    }
}

/* The sums of the series, and of everything when there are several parts. */
static void
append_total_line (const KheoChartData *self, GString *table, gboolean with_sum)
{
  double all = 0;

  g_string_append (table, _ ("Total"));
  if (has_groups (self))
    g_string_append_c (table, '\t');
  for (guint series = 0; series < kheo_chart_data_get_n_series (self); series++)
    {
      double sum = 0;

      for (guint i = 0; i < kheo_chart_data_get_n_categories (self); i++)
        {
          double value = kheo_chart_data_get_value (self, i, series);

          sum += isnan (value) ? 0 : value;
        }
      append_cell (self, table, sum);
      all += kheo_chart_data_is_part (self, series) ? sum : 0;
    }
  if (with_sum)
    append_cell (self, table, all);
  g_string_append_c (table, '\n');
}

static void
append_references (const KheoChartData *self, GString *table)
{
  for (guint i = 0; i < kheo_chart_data_get_n_references (self); i++)
    {
      g_string_append (table, kheo_chart_data_get_reference_label (self, i));
      append_cell (self, table, kheo_chart_data_get_reference_value (self, i));
      g_string_append_c (table, '\n');
    }
}

/* "Mường La, tập thể <tab> …"; a note at the whole has no name before it. */
static void
append_notes (const KheoChartData *self, GString *table)
{
  for (guint i = 0; i < kheo_chart_data_get_n_notes (self); i++)
    {
      int category = kheo_chart_data_get_note_category (self, i);
      int series = kheo_chart_data_get_note_series (self, i);

      if (category >= 0)
        g_string_append (table, kheo_chart_data_get_category_full_label (self, (guint) category));
      if (series >= 0)
        g_string_append_printf (table, "%s%s", category >= 0 ? ", " : "",
                                kheo_chart_data_get_series_label (self, (guint) series));
      g_string_append_printf (table, "\t%s\n", kheo_chart_data_get_note_text (self, i));
    }
}

char *
kheo_chart_data_table (const KheoChartData *self)
{
  GString *table = g_string_new (NULL);
  gboolean with_sum = kheo_chart_data_get_additive (self) && count_parts (self) > 1;

  append_heading_line (self, table, with_sum);
  append_lines (self, table, with_sum);
  if (kheo_chart_data_get_additive (self) && kheo_chart_data_get_n_categories (self) > 1 &&
      kheo_chart_data_get_n_series (self) > 0)
    append_total_line (self, table, with_sum);
  append_references (self, table);
  append_notes (self, table);
  return g_string_free (table, FALSE);
}
