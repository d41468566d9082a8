#include "kheo-comparison-report.h"

#include "kheo-figure-charts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Units that are named when they have no place in the chart. */
#define MOST_NAMES 12
/* More pairs than any paper can tell apart. */
#define MOST_ON_PAPER 60

static gboolean
is_empty (const KheoComparisonRow *row)
{
  return (!row->has_value || row->value == 0) && (!row->has_before || row->before == 0);
}

/* "Tỉnh Sơn La, năm 2026, so với năm 2025 · bản đồ hôm nay (22/11/2026)" */
static char *
describe_question (const KheoComparison *self, KheoUnits *units)
{
  g_autofree char *question = kheo_query_describe (self->query, units);
  g_autofree char *with = kheo_period_format (self->with);
  g_autofree char *clock = kheo_clock_format (self->query->clock, self->query->clock_day);

  /* Translators: what was asked for, the other period, the map of both. */
  return g_strdup_printf (_ ("%s, compared with %s · both on %s"), question, with, clock);
}

static char *
join_notes (const KheoComparison *self)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *today = kheo_date_format (kheo_date_today ());

  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (self->notes, i));
  /* Translators: below a table or chart; %s is a day. */
  g_string_append_printf (text, _ ("Figures as of %s."), today);
  return g_string_free (text, FALSE);
}

/* ---- The table ---- */

static void
add_columns (KheoAnnexTable *table, const KheoComparison *self)
{
  g_autofree char *period = kheo_comparison_format_period (self->query->period);
  g_autofree char *with = kheo_comparison_format_period (self->with);
  /* Translators: heading of a column, %s is a period: its numbers on the map of the other one. */
  g_autofree char      *before = g_strdup_printf (_ ("%s, restated"), with);
  const KheoAnnexColumn columns[] = {
    { "no", _ ("No."), NULL, 1, KHEO_ANNEX_ALIGN_CENTER, KHEO_ANNEX_HOLDS_ORDINAL },
    { "label", _ ("Unit"), NULL, 8, KHEO_ANNEX_ALIGN_LEFT, KHEO_ANNEX_HOLDS_TEXT },
    { "before", before, NULL, 3, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "value", period, NULL, 3, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "change", _ ("Change"), NULL, 3, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
    { "percent", _ ("Change (%)"), NULL, 3, KHEO_ANNEX_ALIGN_RIGHT, KHEO_ANNEX_HOLDS_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    kheo_annex_table_add (table, &columns[i]);
}

static void
add_row (KheoAnnexTable          *table,
         const KheoComparison    *self,
         const KheoComparisonRow *row,
         KheoAnnexRowKind         kind,
         const char              *number)
{
  g_autofree char *before = kheo_comparison_format (self, row->has_before, row->before);
  g_autofree char *value = kheo_comparison_format (self, row->has_value, row->value);
  g_autofree char *change = kheo_comparison_format_change (self, row);
  g_autofree char *percent = kheo_comparison_format_percent (self, row);
  const char      *label = kind == KHEO_ANNEX_ROW_TOTAL ? _ ("Total") : row->label;
  const char      *cells[] = { number, label, before, value, change, percent };

  kheo_annex_table_add_row (table, kind, cells);
}

KheoAnnexContent *
kheo_comparison_annex_new (const KheoComparison *comparison, KheoUnits *units)
{
  KheoAnnexContent *content = kheo_annex_content_new ();
  g_autofree char  *title = NULL;
  guint             n = 0;

  g_return_val_if_fail (comparison != NULL && units != NULL, content);

  add_columns (content->table, comparison);
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);
      g_autofree char         *number = NULL;

      if (is_empty (row))
        continue;
      number = g_strdup_printf ("%u", ++n);
      add_row (content->table, comparison, row, KHEO_ANNEX_ROW_DATA, number);
    }
  if (n == 0)
    kheo_annex_table_add_none (content->table, comparison->indicator != NULL
                                                   ? _ ("There are no figures.")
                                                   : _ ("There are no models."));
  add_row (content->table, comparison, &comparison->total, KHEO_ANNEX_ROW_TOTAL, "");
  title = g_strdup_printf (_ ("Comparison: %s"), kheo_comparison_get_title (comparison));
  content->title = g_utf8_strup (title, -1);
  content->subtitle = describe_question (comparison, units);
  if (comparison->indicator != NULL && comparison->indicator->unit.unit != NULL)
    /* Translators: above a table. */
    content->unit_line =
        g_strdup_printf (_ ("Unit of measure: %s"), comparison->indicator->unit.unit);
  content->note = join_notes (comparison);
  content->portrait = TRUE;
  return content;
}

/* ---- The chart ---- */

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KheoComparisonRow *x = *(const KheoComparisonRow *const *) a;
  const KheoComparisonRow *y = *(const KheoComparisonRow *const *) b;
  gint64                   by_x = ABS (x->value - x->before);
  gint64                   by_y = ABS (y->value - y->before);

  return by_x > by_y ? -1 : by_x < by_y;
}

/* Rows with a place in the chart, and the others; both in natural order, borrowed. */
typedef struct
{
  GPtrArray *shown, *others;
} Choice;

static void
choice_clear (Choice *choice)
{
  g_clear_pointer (&choice->shown, g_ptr_array_unref);
  g_clear_pointer (&choice->others, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, choice_clear)

static void
choose_rows (const KheoComparison *self, guint most_pairs, Choice *choice)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) most = NULL;
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  choice->shown = g_ptr_array_new ();
  choice->others = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    if (!is_empty (g_ptr_array_index (self->rows, i)))
      g_ptr_array_add (rows, g_ptr_array_index (self->rows, i));
  most = g_ptr_array_copy (rows, NULL, NULL);
  g_ptr_array_sort (most, compare_changes);
  for (guint i = 0; i < MIN (most->len, most_pairs); i++)
    g_hash_table_add (chosen, most->pdata[i]);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (g_hash_table_contains (chosen, rows->pdata[i]) ? choice->shown
                                                                    : choice->others,
                     rows->pdata[i]);
}

/* "Xã A, Xã B và 140 đơn vị khác" */
static char *
join_names (const GPtrArray *rows)
{
  guint    n = rows->len > MOST_NAMES + 1 ? MOST_NAMES : rows->len;
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              row->label != NULL ? row->label : _ ("Not known"));
    }
  if (n < rows->len)
    /* Translators: ends a list of names. */
    g_string_append_printf (names, ngettext (" and %u other", " and %u others", rows->len - n),
                            rows->len - n);
  return g_string_free (names, FALSE);
}

static gboolean
add_up (const GPtrArray *rows, gint64 *out_value, gint64 *out_before)
{
  *out_value = *out_before = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (rows, i);

      if ((row->has_value && __builtin_add_overflow (*out_value, row->value, out_value)) ||
          (row->has_before && __builtin_add_overflow (*out_before, row->before, out_before)))
        return FALSE;
    }
  return TRUE;
}

/* Who has no place in the chart, and what they had together; NULL: all are there. */
static char *
describe_others (const KheoComparison *self, const GPtrArray *others)
{
  g_autofree char *names = NULL;
  g_autofree char *with = kheo_comparison_format_period (self->with);
  g_autofree char *period = kheo_comparison_format_period (self->query->period);
  g_autofree char *before_text = NULL;
  g_autofree char *value_text = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 value, before;

  if (others->len == 0)
    return NULL;
  names = join_names (others);
  /* Translators: below a chart that has no room for all; a number, names. */
  g_string_append_printf (text, _ ("Not drawn: %u (%s)."), others->len, names);
  if (self->additive && add_up (others, &value, &before))
    {
      before_text = kheo_comparison_format (self, TRUE, before);
      value_text = kheo_comparison_format (self, TRUE, value);
      /* Translators: what they had; twice a period and a number. */
      g_string_append_printf (text, _ (" Together: %s %s; %s %s."), with, before_text, period,
                              value_text);
    }
  return g_strdup (text->str);
}

/* What was asked for, with what one on the axis is. */
static char *
describe_measure (const KheoComparison *self, const KheoChartData *data, KheoUnits *units)
{
  const char      *measure = kheo_chart_data_get_text (data, KHEO_CHART_TEXT_UNIT);
  g_autofree char *question = describe_question (self, units);

  if (self->indicator == NULL || *measure == '\0')
    return g_steal_pointer (&question);
  /* Translators: under the title of a chart: what was asked for, unit of measure. */
  return g_strdup_printf (_ ("%s · unit of measure: %s"), question, measure);
}

static void
add_words (const KheoComparison *self, KheoChartData *data, KheoUnits *units, const Choice *choice)
{
  guint            n = choice->shown->len, n_all = n + choice->others->len;
  g_autofree char *question = describe_measure (self, data, units);
  g_autofree char *note = join_notes (self);
  g_autofree char *others = describe_others (self, choice->others);
  g_autofree char *source = others != NULL ? g_strdup_printf ("%s %s", others, note) : NULL;
  g_autofree char *subtitle =
      others != NULL
          /* Translators: below a title; what was asked for, a number, of how many. */
          ? g_strdup_printf (_ ("%s · the %u of %u that changed most"), question, n, n_all)
          : g_strdup (question);

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, kheo_comparison_get_title (self));
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SUBTITLE, subtitle);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_SOURCE, source != NULL ? source : note);
}

static double
to_double (const KheoComparison *self, gint64 amount)
{
  return self->indicator != NULL ? kheo_amount_to_double (&self->indicator->unit, amount)
                                 : (double) amount;
}

/* What the values are to be divided by, in words on the axis too. */
static double
choose_unit (const KheoComparison *self, KheoChartData *data, GPtrArray *rows)
{
  double greatest = 0;

  if (self->indicator == NULL)
    {
      kheo_chart_data_set_text (data, KHEO_CHART_TEXT_UNIT, _ ("models"));
      return 1;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (rows, i);

      greatest = MAX (greatest, fabs (to_double (self, MAX (row->value, row->before))));
    }
  return kheo_chart_data_choose_unit (data, &self->indicator->unit, greatest);
}

KheoChartData *
kheo_comparison_chart_new (const KheoComparison *comparison, KheoUnits *units, guint most)
{
  KheoChartData *data = kheo_chart_data_new ();
  g_auto (Choice) choice = { NULL };
  g_autofree char *period = NULL;
  g_autofree char *with = NULL;
  double           scale;

  g_return_val_if_fail (comparison != NULL && units != NULL, data);

  choose_rows (comparison, most, &choice);
  period = kheo_comparison_format_period (comparison->query->period);
  with = kheo_comparison_format_period (comparison->with);
  /* Two periods beside each other make no sum. */
  kheo_chart_data_set_additive (data, FALSE);
  scale = choose_unit (comparison, data, choice.shown);
  kheo_chart_data_add_series (data, with, KHEO_CHART_ROLE_MUTED);
  kheo_chart_data_add_series (data, period, KHEO_CHART_ROLE_AUTO);
  for (guint i = 0; i < choice.shown->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (choice.shown, i);
      guint category = kheo_chart_data_add_category (data, row->label, row->label, row->unit_id);

      if (row->has_before)
        kheo_chart_data_set_value (data, category, 0, to_double (comparison, row->before) / scale);
      if (row->has_value)
        kheo_chart_data_set_value (data, category, 1, to_double (comparison, row->value) / scale);
    }
  add_words (comparison, data, units, &choice);
  return data;
}

/* ---- The chart on paper ---- */

/* How many categories have a mark: the others are only counted in a line of the chart. */
static guint
count_drawn (KheoChartData *data, KheoPaper paper, KheoChartTheme theme)
{
  guint              n = kheo_chart_data_get_n_categories (data), n_drawn = 0;
  g_autofree guint8 *drawn = g_new0 (guint8, n + 1);
  g_autoptr (KheoChartLayout) layout = NULL;
  KheoChartStyle style;

  kheo_chart_style_for_paper (&style, theme, paper);
  layout = kheo_chart_layout (KHEO_CHART_BAR, data, &style);
  for (guint i = 0; i < kheo_chart_layout_get_n_marks (layout); i++)
    {
      int category = kheo_chart_layout_get_mark (layout, i)->category;

      if (category >= 0 && category < (int) n)
        drawn[category] = 1;
    }
  for (guint i = 0; i < n; i++)
    n_drawn += drawn[i];
  return n_drawn;
}

KheoPages *
kheo_comparison_pages_new (const KheoComparison *comparison,
                           KheoUnits            *units,
                           KheoPaper             paper,
                           KheoChartTheme        theme)
{
  g_autoptr (KheoChartData) data = NULL;
  guint most = MOST_ON_PAPER;

  g_return_val_if_fail (comparison != NULL && units != NULL, NULL);

  /* Fewer pairs make more words below them, which take room again. */
  while (TRUE)
    {
      guint n, n_drawn;

      g_clear_pointer (&data, kheo_chart_data_unref);
      data = kheo_comparison_chart_new (comparison, units, most);
      n = kheo_chart_data_get_n_categories (data);
      n_drawn = count_drawn (data, paper, theme);
      if (n_drawn == n || n_drawn == 0)
        break;
      most = MIN (n_drawn, most - 1);
    }
  return kheo_pages_new_for_chart (KHEO_CHART_BAR, data, paper, theme, NULL);
}
