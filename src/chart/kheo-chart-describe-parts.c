/* Sentences about tables of cells and groups. */
#include "kheo-chart-describe.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_GROUPS 6 /* told one by one */

static gboolean
has_value (const KheoChartData *data, guint category, guint series)
{
  return !isnan (kheo_chart_data_get_value (data, category, series));
}

/* "Mường La, Kinh tế 123 mô hình" */
static char *
named_cell (const KheoChartData *data, guint category, guint series)
{
  g_autofree char *value =
      kheo_chart_with_unit (data, kheo_chart_data_get_value (data, category, series));
  const char *name = kheo_chart_data_get_category_full_label (data, category);

  if (kheo_chart_data_get_n_series (data) < 2)
    return g_strdup_printf ("%s %s", name, value);
  return g_strdup_printf ("%s, %s %s", name, kheo_chart_data_get_series_label (data, series),
                          value);
}

void
kheo_chart_describe_cells (const KheoChartData *data, GString *text)
{
  guint  n_series = kheo_chart_data_get_n_series (data), highest[2] = { 0 }, lowest[2] = { 0 };
  guint  n = 0, n_missing = 0;
  double high = -INFINITY, low = INFINITY;
  g_autofree char *most = NULL, *least = NULL, *cells = NULL, *missing = NULL;

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    for (guint series = 0; series < n_series; series++)
      {
        double value = kheo_chart_data_get_value (data, i, series);

        if (!kheo_chart_data_is_part (data, series))
          continue;
        n += has_value (data, i, series) ? 1 : 0;
        n_missing += has_value (data, i, series) ? 0 : 1;
        if (value > high)
          {
            high = value;
            highest[0] = i;
            highest[1] = series;
          }
        if (value < low)
          {
            low = value;
            lowest[0] = i;
            lowest[1] = series;
          }
      }
  if (n == 0)
    return;
  most = named_cell (data, highest[0], highest[1]);
  least = named_cell (data, lowest[0], lowest[1]);
  if (high == low)
    g_string_append (text, _ ("All are equal."));
  else
    g_string_append_printf (text, _ ("Highest: %s; lowest: %s."), most, least);
  if (n_missing == 0)
    return;
  missing = kheo_number_format (n_missing);
  cells = kheo_number_format (n + n_missing);
  g_string_append_c (text, ' ');
  /* Translators: number of cells without a figure, number of all cells of a table */
  g_string_append_printf (
      text,
      ngettext ("%s of %s cell has no figure.", "%s of %s cells have no figure.", n + n_missing),
      missing, cells);
}

typedef struct
{
  const char *name;
  double      sum;
} Group;

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a, *second = b;

  return first->sum > second->sum ? -1 : first->sum < second->sum;
}

/* The sums of the groups, in the order in which the groups come; empty without groups. */
static GArray *
sum_groups (const KheoChartData *data)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      const char *name = kheo_chart_data_get_category_group (data, i);
      double      value = kheo_chart_data_get_category_total (data, i);
      gpointer    place;
      Group       group = { .name = name };

      if (name == NULL || isnan (value))
        continue;
      if (!g_hash_table_lookup_extended (places, name, NULL, &place))
        {
          place = GUINT_TO_POINTER (groups->len);
          g_hash_table_insert (places, (gpointer) name, place);
          g_array_append_val (groups, group);
        }
      g_array_index (groups, Group, GPOINTER_TO_UINT (place)).sum += value;
    }
  return groups;
}

void
kheo_chart_describe_groups (const KheoChartData *data, double total, GString *text)
{
  g_autoptr (GArray) groups = sum_groups (data);

  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < groups->len && i < MOST_GROUPS; i++)
    {
      const Group     *group = &g_array_index (groups, Group, i);
      g_autofree char *sum = kheo_chart_with_unit (data, group->sum);

      g_string_append_printf (text, "%s%s %s", i == 0 ? " " : "; ", group->name, sum);
      if (total > 0)
        {
          g_autofree char *share = kheo_number_format_decimal (group->sum / total * 100, 1);

          g_string_append_printf (text, " (%s%%)", share);
        }
    }
  if (groups->len > MOST_GROUPS)
    g_string_append (text, "; …");
  else if (groups->len > 0)
    g_string_append_c (text, '.');
}
