#include "kheo-chart-height.h"

#define MAX_ROWS     14u
#define MAX_ALL_ROWS 400u

/* What a kind wants: in all, and for each category. */
static const struct
{
  double fixed, row;
} kinds[KHEO_CHART_N_KINDS] = {
  [KHEO_CHART_BAR] = { 14, 0 },
  [KHEO_CHART_STACKED] = { 3, 2.6 },
  [KHEO_CHART_RANKING] = { 2, 1.9 },
  [KHEO_CHART_LINE] = { 14, 0 },
  [KHEO_CHART_SHARE] = { 4, 2.6 },
  [KHEO_CHART_HEAT] = { 4, 1.9 },
  [KHEO_CHART_DONUT] = { 17, 0 },
  [KHEO_CHART_TREE_MAP] = { 20, 0 },
  [KHEO_CHART_BULLET] = { 4, 2.6 },
  [KHEO_CHART_COVERAGE] = { 17, 0 },
  [KHEO_CHART_SMALL_MULTIPLES] = { 24, 0 },
  [KHEO_CHART_SLOPE] = { 8, 1.6 },
};

/* Of kinds without rows: what is still read in a card that has to be low. */
#define LOWEST 11

/* A lower chart is looked at, not read: its notes are told only when they are pointed at. */
#define WITH_NOTES 19
#define MOST_NOTES 6u

/* What a person added wants room too, so that the figures keep theirs. */
static double
add_lines (const KheoChartData *data, double lines, guint rows)
{
  if (kheo_chart_data_get_n_references (data) > 0)
    lines += 1.6;
  if (kheo_chart_data_find_series (data, KHEO_CHART_ROLE_PREVIOUS) >= 0)
    lines += 1.8 + 0.6 * rows;
  return lines;
}

KheoChartHeight
kheo_chart_height_of (KheoChartKind kind, const KheoChartData *data, gboolean all_rows)
{
  guint    n = data != NULL ? kheo_chart_data_get_n_categories (data) : 0;
  guint    n_notes = data != NULL ? kheo_chart_data_get_n_notes (data) : 0;
  guint    rows = MIN (MAX (n, 3u), all_rows ? MAX_ALL_ROWS : MAX_ROWS);
  gboolean has_rows = kinds[kind].row > 0;
  double   lines = kinds[kind].fixed + kinds[kind].row * rows;
  double   least;

  if (kind == KHEO_CHART_RANKING && n > rows)
    lines += kinds[kind].row; /* "n other units" */
  if (data != NULL)
    lines = add_lines (data, lines, has_rows ? rows : 0);
  least = has_rows ? lines : MIN (lines, LOWEST);
  if (n_notes > 0)
    {
      lines = MAX (lines + 1.5 * MIN (n_notes, MOST_NOTES), WITH_NOTES);
      least = MAX (least, WITH_NOTES);
    }
  return (KheoChartHeight){ least, lines };
}
