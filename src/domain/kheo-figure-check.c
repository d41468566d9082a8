#include "kheo-figure-check.h"

#include "kheo-figures.h"
#include "kheo-number.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KheoDb         *db;
  KheoProblemFunc report;
  gpointer        user_data;
} Check;

/* Every period is one, with both ends, and written in the one way that the key needs. */
static gboolean
check_periods (Check *check, const KheoRegister *reg, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT period, count(*) FROM %s GROUP BY period", reg->table);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (check->db, sql);
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      const char      *text = kheo_stmt_get_text (stmt, 0);
      KheoPeriod       period = KHEO_PERIOD_ALL;
      g_autofree char *name = NULL;
      g_autofree char *n = NULL;

      if (kheo_period_parse (text, &period, NULL) && period.from != KHEO_DATE_UNKNOWN &&
          period.to != KHEO_DATE_UNKNOWN)
        name = kheo_period_to_string (period);
      if (g_strcmp0 (name, text) == 0)
        continue;
      n = kheo_number_format (kheo_stmt_get_int (stmt, 1));
      check->report (
          /* Translators: a text that should be a period, name of the register, how many. */
          g_strdup_printf (_ ("“%s” is not a period as the book writes it; %s that have it: %s."),
                           text, _ (reg->label), n),
          check->user_data);
    }
  check->report (NULL, check->user_data);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
check_indicators (Check *check, KheoIndicators *indicators)
{
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);
      const KheoIndicator *first =
          indicator->code != NULL ? kheo_indicators_find_code (indicators, indicator->code) : NULL;
      gint64 at = indicator->parent_id;

      if (first != NULL && first != indicator)
        check->report (g_strdup_printf (_ ("“%s” and “%s” have the same code %s; change one."),
                                        first->name, indicator->name, indicator->code),
                       check->user_data);
      for (guint depth = 0; at != 0 && depth < kheo_indicators_get_n (indicators); depth++)
        {
          const KheoIndicator *above = kheo_indicators_find (indicators, at);

          at = above != NULL ? above->parent_id : 0;
          if (at == indicator->id || (above != NULL && above->id == indicator->id))
            {
              check->report (
                  g_strdup_printf (_ ("“%s” is a part of itself; change what it is a part of."),
                                   indicator->name),
                  check->user_data);
              break;
            }
        }
    }
  check->report (NULL, check->user_data);
}

/* Σ of the parts is the whole, on every clock. */
static gboolean
check_totals (Check *check, KheoIndicators *indicators, GError **error)
{
  static const KheoClock clocks[] = { KHEO_CLOCK_AS_REPORTED, KHEO_CLOCK_TODAY };

  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    for (guint c = 0; c < G_N_ELEMENTS (clocks); c++)
      {
        const KheoIndicator *indicator = kheo_indicators_get (indicators, i);
        g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
        g_autoptr (KheoFigureTotal) total = NULL;
        gint64 sum = 0;

        query->clock = clocks[c];
        total = kheo_total_figures (check->db, indicator->id, query, KHEO_FIGURES_BY_CHILD, error);
        if (total == NULL)
          return FALSE;
        for (guint r = 0; r < total->rows->len; r++)
          sum += ((KheoFigureRow *) total->rows->pdata[r])->sum.value;
        if (kheo_figure_total_is_additive (total) && sum != total->sum.value)
          {
            g_autofree char *parts = kheo_amount_format_full (&indicator->unit, sum);
            g_autofree char *whole = kheo_amount_format_full (&indicator->unit, total->sum.value);

            check->report (
                /* Translators: an indicator, the sum of the units, the total. */
                g_strdup_printf (_ ("%s: the units together have %s, but the total is %s."),
                                 indicator->name, parts, whole),
                check->user_data);
          }
      }
  check->report (NULL, check->user_data);
  return TRUE;
}

gboolean
kheo_figures_check_book (KheoDb *db, KheoProblemFunc report, gpointer user_data, GError **error)
{
  Check           check = { db, report, user_data };
  KheoWorld      *world;
  KheoIndicators *indicators;
  g_autoptr (KheoIndicators) own = NULL;

  g_return_val_if_fail (db != NULL && report != NULL, FALSE);

  if ((world = kheo_world_get (db, error)) == NULL ||
      (indicators = kheo_world_get_indicators (world, error)) == NULL)
    return FALSE;
  own = kheo_indicators_ref (indicators);
  check_indicators (&check, own);
  return check_periods (&check, &kheo_register_figures, error) &&
         check_periods (&check, &kheo_register_targets, error) && check_totals (&check, own, error);
}
