/* The kinds by name, and which data each of them suits. */
#include "kheo-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *const kind_names[KHEO_CHART_N_KINDS] = {
  [KHEO_CHART_BAR] = "bar",
  [KHEO_CHART_STACKED] = "stacked",
  [KHEO_CHART_RANKING] = "ranking",
  [KHEO_CHART_LINE] = "line",
  [KHEO_CHART_SHARE] = "share",
  [KHEO_CHART_HEAT] = "heat",
  [KHEO_CHART_DONUT] = "donut",
  [KHEO_CHART_TREE_MAP] = "tree-map",
  [KHEO_CHART_BULLET] = "bullet",
  [KHEO_CHART_COVERAGE] = "coverage",
  [KHEO_CHART_SMALL_MULTIPLES] = "small-multiples",
  [KHEO_CHART_SLOPE] = "slope",
};

static const char *const kind_titles[KHEO_CHART_N_KINDS] = {
  [KHEO_CHART_BAR] = N_ ("Columns"),
  [KHEO_CHART_STACKED] = N_ ("Stacked bars"),
  [KHEO_CHART_RANKING] = N_ ("Ranking"),
  [KHEO_CHART_LINE] = N_ ("Line"),
  [KHEO_CHART_SHARE] = N_ ("Shares"),
  [KHEO_CHART_HEAT] = N_ ("Heat table"),
  [KHEO_CHART_DONUT] = N_ ("Donut"),
  [KHEO_CHART_TREE_MAP] = N_ ("Tree map"),
  [KHEO_CHART_BULLET] = N_ ("Against the target"),
  [KHEO_CHART_COVERAGE] = N_ ("Coverage"),
  [KHEO_CHART_SMALL_MULTIPLES] = N_ ("Small multiples"),
  [KHEO_CHART_SLOPE] = N_ ("From then to now"),
};

const char *
kheo_chart_kind_to_name (KheoChartKind kind)
{
  g_return_val_if_fail (kind < KHEO_CHART_N_KINDS, NULL);

  return kind_names[kind];
}

gboolean
kheo_chart_kind_from_name (const char *name, KheoChartKind *out_kind)
{
  for (guint i = 0; i < KHEO_CHART_N_KINDS; i++)
    if (strcmp (name, kind_names[i]) == 0)
      {
        *out_kind = (KheoChartKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_chart_kind_title (KheoChartKind kind)
{
  g_return_val_if_fail (kind < KHEO_CHART_N_KINDS, NULL);

  return _ (kind_titles[kind]);
}

/* What the kinds ask of the data, found in one walk. */
typedef struct
{
  guint    n_categories; /* with a value */
  guint    n_parts;      /* series that are no target and no time before, with a value */
  double   sum;          /* of the parts */
  gboolean has_negative;
} Facts;

static Facts
find_facts (const KheoChartData *data)
{
  guint                n_series = kheo_chart_data_get_n_series (data);
  g_autofree gboolean *seen = g_new0 (gboolean, MAX (n_series, 1));
  Facts                facts = { .n_categories = 0 };

  for (guint i = 0; i < kheo_chart_data_get_n_categories (data); i++)
    {
      gboolean any = FALSE;

      for (guint series = 0; series < n_series; series++)
        {
          double value = kheo_chart_data_get_value (data, i, series);

          if (isnan (value) || !kheo_chart_data_is_part (data, series))
            continue;
          any = seen[series] = TRUE;
          facts.sum += value;
          facts.has_negative = facts.has_negative || value < 0;
        }
      facts.n_categories += any ? 1 : 0;
    }
  for (guint series = 0; series < n_series; series++)
    facts.n_parts += seen[series] ? 1 : 0;
  return facts;
}

/* Parts of a whole: nothing below zero, a sum that means something. */
static const char *
why_no_parts (const KheoChartData *data, const Facts *facts)
{
  if (!kheo_chart_data_get_additive (data))
    return _ ("These figures are rates: they do not add up to a whole.");
  if (facts->has_negative)
    return _ ("Some figures are below zero: they are no parts of a whole.");
  if (facts->sum <= 0)
    return _ ("All figures are zero: there is nothing to divide.");
  return NULL;
}

/* Bars that are the sums of several series. */
static const char *
why_no_sums (const KheoChartData *data, const Facts *facts)
{
  return facts->n_parts > 1 && !kheo_chart_data_get_additive (data)
             ? _ ("These figures are rates: they do not add up to a whole.")
             : NULL;
}

static const char *
why_not (KheoChartKind kind, const KheoChartData *data, const Facts *facts)
{
  if (facts->n_categories == 0)
    return _ ("There are no figures yet.");
  switch (kind)
    {
    case KHEO_CHART_SHARE:
    case KHEO_CHART_DONUT:
    case KHEO_CHART_TREE_MAP:
      return why_no_parts (data, facts);
    case KHEO_CHART_STACKED:
      return kheo_chart_data_get_additive (data)
                 ? NULL
                 : _ ("These figures are rates: they do not add up to a whole.");
    case KHEO_CHART_RANKING:
      return why_no_sums (data, facts);
    case KHEO_CHART_BULLET:
      if (why_no_sums (data, facts) != NULL)
        return why_no_sums (data, facts);
      return kheo_chart_data_find_series (data, KHEO_CHART_ROLE_TARGET) >= 0 ||
                     kheo_chart_data_get_n_references (data) > 0
                 ? NULL
                 : _ ("There is no target to compare with.");
    case KHEO_CHART_COVERAGE:
      return facts->n_categories < 2 ? _ ("There is only one moment: nothing has moved yet.")
                                     : why_no_parts (data, facts);
    case KHEO_CHART_SLOPE:
      return kheo_chart_data_get_n_series (data) < 2
                 ? _ ("There is only one moment: nothing has moved yet.")
                 : NULL;
    case KHEO_CHART_LINE:
      return facts->n_categories < 2 ? _ ("There is only one moment: nothing has moved yet.")
                                     : NULL;
    case KHEO_CHART_BAR:
      return facts->n_parts > 1 && kheo_chart_data_find_series (data, KHEO_CHART_ROLE_PREVIOUS) >= 0
                 ? _ ("The time before is of all parts together: it cannot stand beside one.")
                 : NULL;
    case KHEO_CHART_HEAT:
    case KHEO_CHART_SMALL_MULTIPLES:
    case KHEO_CHART_N_KINDS:
    default:
      return NULL;
    }
}

gboolean
kheo_chart_kind_fits (KheoChartKind kind, const KheoChartData *data, const char **out_why)
{
  Facts       facts = find_facts (data);
  const char *why = why_not (kind, data, &facts);

  if (out_why != NULL)
    *out_why = why;
  return why == NULL;
}
