#include "kheo-own-charts.h"

#include "kheo-chart-options.h"
#include "kheo-error.h"
#include "kheo-small-table.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Where all values were written as shares, "%" is what they are measured in. */
static const char *
get_measure (const KheoOwnChart *chart, const KheoSmallTable *table)
{
  if (is_said (chart->unit_of_measure))
    return chart->unit_of_measure;
  return table->percent ? "%" : NULL;
}

static void
add_words (KheoChartData *data, const KheoOwnChart *chart, const KheoSmallTable *table)
{
  const char      *measure = get_measure (chart, table);
  g_autofree char *day = kheo_date_format (chart->dated_on);
  g_autofree char *source = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GString) subtitle = g_string_new (chart->subtitle);

  if (measure != NULL && subtitle->len > 0)
    {
      g_string_append (subtitle, " · ");
      /* Translators: under the title of a chart, after other words; %s is a unit of measure. */
      g_string_append_printf (subtitle, _ ("unit of measure: %s"), measure);
    }
  else if (measure != NULL)
    /* Translators: under the title of a chart; %s is a unit of measure. */
    g_string_append_printf (subtitle, _ ("Unit of measure: %s"), measure);
  if (is_said (chart->source))
    /* Translators: under a chart; %s is who gave the figures. */
    source = g_strdup_printf (_ ("Source: %s"), chart->source);
  if (chart->dated_on != KHEO_DATE_UNKNOWN)
    /* Translators: under a chart; %s is a day. */
    date = g_strdup_printf (_ ("Figures as of %s"), day);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, chart->title);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, subtitle->str);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, source);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_DATE, date);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, measure);
}

static KheoChartRole
role_of (const char *heading)
{
  switch (kheo_small_series_of_heading (heading))
    {
    case KHEO_SMALL_SERIES_TARGET:
      return KHEO_CHART_ROLE_TARGET;
    case KHEO_SMALL_SERIES_PREVIOUS:
      return KHEO_CHART_ROLE_PREVIOUS;
    case KHEO_SMALL_SERIES_PLAIN:
    default:
      return KHEO_CHART_ROLE_AUTO;
    }
}

/* What others are compared with comes first: a plan that stands before the result lets it pass. */
static guint
first_series (const KheoSmallTable *table)
{
  for (guint s = 0; s < table->series->len; s++)
    if (kheo_small_series_of_heading (table->series->pdata[s]) == KHEO_SMALL_SERIES_PLAIN)
      return s;
  return 0;
}

static void
fill_data (KheoChartData *data, KheoSmallTable *table)
{
  guint             n = table->series->len;
  guint             first = n > 0 ? first_series (table) : 0;
  g_autofree guint *order = g_new (guint, MAX (n, 1));

  for (guint s = 0; s < n; s++)
    order[s] = s == 0 ? first : s <= first ? s - 1 : s;
  for (guint s = 0; s < n; s++)
    {
      const char   *heading = table->series->pdata[order[s]];
      KheoChartRole role = s > 0 ? role_of (heading) : KHEO_CHART_ROLE_AUTO;

      kheo_chart_data_add_series (data, is_said (heading) ? heading : _ ("Figures"), role);
    }
  for (guint i = 0; i < table->labels->len; i++)
    {
      guint category = kheo_chart_data_add_category (data, table->labels->pdata[i], NULL, 0);

      if (table->groups != NULL)
        kheo_chart_data_set_category_group (data, category, table->groups->pdata[i]);
      for (guint s = 0; s < n; s++)
        kheo_chart_data_set_value (data, category, s, kheo_small_table_get (table, i, order[s]));
    }
}

/* Shares and rates are never added up. */
static gboolean
is_rate (const KheoOwnChart *chart, const KheoSmallTable *table)
{
  return table->percent ||
         (chart->unit_of_measure != NULL && (strchr (chart->unit_of_measure, '%') != NULL ||
                                             strstr (chart->unit_of_measure, "/") != NULL));
}

KheoChartData *
kheo_own_chart_make_data (const KheoOwnChart *chart, GPtrArray *findings)
{
  g_autoptr (KheoSmallTable) table = NULL;
  g_autoptr (KheoChartOptions) options = NULL;
  KheoChartData *data;

  g_return_val_if_fail (chart != NULL, NULL);

  table = kheo_small_table_parse (chart->content);
  options = kheo_chart_options_parse (chart->options);
  data = kheo_chart_data_new ();
  kheo_chart_data_set_decimals (data, table->decimals);
  kheo_chart_data_set_additive (data, !is_rate (chart, table));
  add_words (data, chart, table);
  fill_data (data, table);
  kheo_chart_options_apply (options, data, findings);
  for (guint i = 0; findings != NULL && i < table->findings->len; i++)
    g_ptr_array_add (findings, g_strdup (table->findings->pdata[i]));
  return data;
}

KheoChartKind
kheo_own_chart_get_kind (const KheoOwnChart *chart)
{
  KheoChartKind kind = KHEO_CHART_BAR;

  if (chart->kind != NULL && !kheo_chart_kind_from_name (chart->kind, &kind))
    kind = KHEO_CHART_BAR;
  return kind;
}

guint
kheo_chart_data_list_kinds (const KheoChartData *data)
{
  guint kinds = 0;

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if (kheo_chart_kind_fits ((KheoChartKind) kind, data, NULL))
      kinds |= 1u << kind;
  return kinds != 0 ? kinds : 1u << KHEO_CHART_BAR;
}

KheoOwnChart *
kheo_own_chart_find (KheoDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) charts = NULL;
  g_autofree char *key = NULL;
  int              found = -1;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  if (name[0] == '#')
    return kheo_own_chart_get (db, g_ascii_strtoll (name + 1, NULL, 10), error);
  if ((charts = kheo_own_chart_list (db, error)) == NULL)
    return NULL;
  key = kheo_text_match_key (name);
  for (guint i = 0; i < charts->len; i++)
    {
      g_autofree char *other =
          kheo_text_match_key (((const KheoOwnChart *) charts->pdata[i])->title);

      if (strcmp (key, other) != 0)
        continue;
      if (found >= 0)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("several charts are called “%s”; name one by #ID"), name);
          return NULL;
        }
      found = (int) i;
    }
  if (found >= 0)
    return g_ptr_array_steal_index (charts, (guint) found);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, _ ("there is no chart “%s” in the book"),
               name);
  return NULL;
}
