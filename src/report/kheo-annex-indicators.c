/* Every indicator of a unit: what was reached, what was to be, what was the year before. */
#include "kheo-annex-total.h"

#include "kheo-annex-list.h"
#include "kheo-comparison.h"
#include "kheo-figures.h"
#include "kheo-number.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoDb         *db;
  KheoUnits      *units;
  KheoIndicators *indicators;
  KheoQuery      *before; /* owned: the same question a year earlier; NULL */
  const GArray   *columns;
  KheoAnnexTable *table;
  const char     *section; /* whose rows are being written */
  guint           n_sections, n_rows;
} Report;

/* What is known of one indicator. */
typedef struct
{
  KheoFigureTotal *now, *before;
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->now, kheo_figure_total_free);
  g_clear_pointer (&known->before, kheo_figure_total_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static char *
format_amount (const KheoIndicator *indicator, gboolean has_value, gint64 value)
{
  return has_value ? kheo_amount_format (&indicator->unit, value) : g_strdup ("");
}

/* With its sign, as comparisons write it. */
static char *
format_change (const KheoIndicator *indicator, const Known *known)
{
  const KheoFigureSum *now = &known->now->sum;
  gint64               change;
  g_autofree char     *text = NULL;

  if (known->before == NULL || !now->has_value || !known->before->sum.has_value ||
      __builtin_sub_overflow (now->value, known->before->sum.value, &change))
    return g_strdup ("");
  text = kheo_amount_format (&indicator->unit, change);
  return change > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

/* A part stands below what it is a part of. */
static char *
format_name (const KheoIndicator *indicator)
{
  return indicator->depth > 0 ? g_strconcat ("- ", indicator->name, NULL)
                              : g_strdup (indicator->name);
}

static char *
cell_text (Report *report, const KheoIndicator *indicator, const Known *known, const char *key)
{
  const KheoFigureSum *sum = &known->now->sum;

  if (g_str_equal (key, "no"))
    return indicator->depth > 0 ? g_strdup ("") : g_strdup_printf ("%u", report->n_rows);
  if (g_str_equal (key, "name"))
    return format_name (indicator);
  if (g_str_equal (key, "code"))
    return g_strdup (indicator->code != NULL ? indicator->code : "");
  if (g_str_equal (key, "measure"))
    return g_strdup (indicator->unit.unit != NULL ? indicator->unit.unit : "");
  if (g_str_equal (key, "target"))
    return format_amount (indicator, sum->has_target, sum->target);
  if (g_str_equal (key, "value"))
    return format_amount (indicator, sum->has_value, sum->value);
  if (g_str_equal (key, "percent"))
    return sum->has_percent ? kheo_number_format_decimal (sum->percent, 1) : g_strdup ("");
  if (g_str_equal (key, "before"))
    return format_amount (indicator, known->before != NULL && known->before->sum.has_value,
                          known->before != NULL ? known->before->sum.value : 0);
  if (g_str_equal (key, "change"))
    return format_change (indicator, known);
  return sum->n_expected > 0
             ? g_strdup_printf ("%u/%u", sum->n_expected - sum->n_missing, sum->n_expected)
             : g_strdup_printf ("%u", sum->n_units);
}

static void
begin_section (Report *report, const char *name)
{
  g_autofree const char **cells = g_new0 (const char *, report->columns->len + 1);
  g_autofree char        *numeral = kheo_annex_roman (++report->n_sections);
  guint                   place = kheo_annex_table_get_label_place (report->table);

  if (place > 0)
    cells[0] = numeral;
  cells[place] = name;
  kheo_annex_table_add_group (report->table, 0, cells);
  report->section = name;
}

static void
add_indicator (Report *report, const KheoIndicator *indicator, const Known *known)
{
  guint n = report->columns->len;
  g_auto (GStrv) cells = g_new0 (char *, n + 1);

  if (indicator->section != NULL && g_strcmp0 (indicator->section, report->section) != 0)
    begin_section (report, indicator->section);
  if (indicator->depth == 0)
    report->n_rows++;
  for (guint i = 0; i < n; i++)
    cells[i] = cell_text (report, indicator, known,
                          g_array_index (report->columns, KheoAnnexChosen, i).offer->key);
  kheo_annex_table_add_row (report->table, KHEO_ANNEX_ROW_DATA, (const char *const *) cells);
}

static gboolean
is_known (const Known *known)
{
  return known->now->sum.has_value || known->now->sum.has_target || known->now->sum.n_figures > 0 ||
         (known->before != NULL && known->before->sum.has_value);
}

static gboolean
add_indicators (Report *report, const KheoQuery *query, KheoProgress *progress, GError **error)
{
  guint n = kheo_indicators_get_n (report->indicators);

  for (guint i = 0; i < n; i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (report->indicators, i);
      g_auto (Known) known = { 0 };

      known.now =
          kheo_total_figures (report->db, indicator->id, query, KHEO_FIGURES_BY_NOTHING, error);
      if (known.now != NULL && report->before != NULL)
        known.before = kheo_total_figures (report->db, indicator->id, report->before,
                                           KHEO_FIGURES_BY_NOTHING, error);
      if (known.now == NULL || (report->before != NULL && known.before == NULL))
        return FALSE;
      if (is_known (&known))
        add_indicator (report, indicator, &known);
      if (!kheo_progress_tick (progress, (double) i / n, _ ("adding up the figures"), error))
        return FALSE;
    }
  return TRUE;
}

static void
add_words (const Report *report, const KheoQuery *query, KheoAnnexContent *content)
{
  kheo_annex_content_name_question (content, query, report->units);
  content->title = g_strdup (_ ("RESULTS BY INDICATOR"));
  /* Translators: below a table; %s is a day. */
  content->note = g_strdup_printf (_ ("Figures as of %s."), content->date);
}

KheoAnnexContent *
kheo_annex_indicators_new (KheoDb                *db,
                           const KheoQuery       *query,
                           const KheoAnnexLayout *layout,
                           KheoProgress          *progress,
                           GError               **error)
{
  KheoWorld *world = kheo_world_get (db, error);
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns ("indicators", NULL);
  g_autoptr (GArray) columns = NULL;
  g_autoptr (KheoQuery) before = NULL;
  g_autoptr (KheoAnnexContent) content = kheo_annex_content_new ();
  Report     report = { .db = db, .table = content->table };
  KheoPeriod year_before;

  if (world == NULL || (report.indicators = kheo_world_get_indicators (world, error)) == NULL ||
      (columns = kheo_annex_choose (offers, layout, error)) == NULL)
    return NULL;
  report.units = kheo_world_get_units (world);
  report.columns = columns;
  for (guint i = 0; i < columns->len; i++)
    kheo_annex_table_add (content->table, &g_array_index (columns, KheoAnnexChosen, i).column);
  if (kheo_period_year_before (query->period, &year_before))
    {
      before = kheo_query_dup (query);
      before->period = year_before;
      report.before = before;
    }
  if (!add_indicators (&report, query, progress, error))
    return NULL;
  if (!kheo_annex_table_says_anything (content->table))
    kheo_annex_table_add_none (content->table, _ ("There are no figures."));
  add_words (&report, query, content);
  return g_steal_pointer (&content);
}
