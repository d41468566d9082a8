#include "kheo-indicator-row.h"

#include "kheo-number.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KheoIndicatorRow
{
  GObject parent_instance;

  /* Owned. */
  char *texts[KHEO_INDICATOR_ROW_N_TEXTS];
  char *key; /* folded, for the filter */

  gint64   id;
  guint    depth;
  gboolean any;
  gboolean has_value;
  double   share;
};

G_DEFINE_FINAL_TYPE (KheoIndicatorRow, kheo_indicator_row, G_TYPE_OBJECT)

static void
kheo_indicator_row_finalize (GObject *object)
{
  KheoIndicatorRow *self = KHEO_INDICATOR_ROW (object);

  for (guint i = 0; i < KHEO_INDICATOR_ROW_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->key);
  G_OBJECT_CLASS (kheo_indicator_row_parent_class)->finalize (object);
}

static void
kheo_indicator_row_class_init (KheoIndicatorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_indicator_row_finalize;
}

static void
kheo_indicator_row_init (KheoIndicatorRow *self)
{
  self->share = -1;
}

/* ---- Words ---- */

/* The amount without its unit of measure, money in tỷ and triệu. */
static char *
format_amount (const KheoIndicator *indicator, gint64 amount)
{
  g_autofree char *full = NULL;
  g_autofree char *suffix = NULL;

  if (indicator->unit.type != KHEO_AMOUNT_MONEY || indicator->unit.unit == NULL)
    return kheo_amount_format (&indicator->unit, amount);
  full = kheo_amount_format_full (&indicator->unit, amount);
  suffix = g_strconcat (" ", indicator->unit.unit, NULL);
  if (g_str_has_suffix (full, suffix))
    full[strlen (full) - strlen (suffix)] = '\0';
  return g_steal_pointer (&full);
}

char *
kheo_figure_sum_format (const KheoIndicator *indicator, const KheoFigureSum *sum)
{
  g_autofree char *amount = NULL;

  if (!sum->has_value)
    return g_strdup (sum->n_unadded > 0 ? _ ("cannot be added") : _ ("not reported"));
  amount = format_amount (indicator, sum->value);
  return sum->about ? g_strdup_printf ("≈ %s", amount) : g_steal_pointer (&amount);
}

/* "8/10", or how many where nobody says who is to report. */
static char *
format_reported (const KheoFigureSum *sum)
{
  g_autofree char *reported = NULL;
  g_autofree char *expected = kheo_number_format (sum->n_expected);

  if (sum->n_expected == 0)
    return sum->n_units > 0 ? kheo_number_format (sum->n_units) : g_strdup ("");
  reported = kheo_number_format ((gint64) sum->n_expected - sum->n_missing);
  return g_strdup_printf ("%s/%s", reported, expected);
}

/* "104,5%" of the target; "" without one.  @out_share may be NULL. */
static char *
format_share (const KheoFigureSum *sum, double *out_share)
{
  static const KheoAmountUnit percent = { KHEO_AMOUNT_PERCENT, 1, "%" };
  double                      share = -1;

  if (sum->has_target && sum->has_value && sum->target > 0)
    share = (double) sum->value / (double) sum->target;
  if (out_share != NULL)
    *out_share = share;
  return share < 0 ? g_strdup ("") : kheo_amount_format (&percent, (gint64) (share * 1000 + 0.5));
}

/* ---- Periods ---- */

/* The last day of a month stays one, so that whole months stay whole. */
static KheoDate
year_before (KheoDate date)
{
  int year, month, day;

  if (date == KHEO_DATE_UNKNOWN)
    return date;
  kheo_date_split (date, &year, &month, &day);
  if (month == 2 && day >= 28)
    return kheo_date_new (year - 1, 3, 1) - 1;
  return kheo_date_new (year - 1, month, day);
}

/* The same span a year before. */
static KheoPeriod
period_before (KheoPeriod period)
{
  return (KheoPeriod){ year_before (period.from), year_before (period.to) };
}

/* The span a query is about: its own, or the year of the newest figures when it is about all. */
static KheoPeriod
choose_period (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GPtrArray) periods = NULL;
  KheoPeriod newest = KHEO_PERIOD_ALL;

  if (!kheo_period_is_all (query->period))
    return query->period;
  periods = kheo_figures_list_periods (db, 0, query, NULL);
  if (periods != NULL && periods->len > 0 &&
      kheo_period_parse (g_ptr_array_index (periods, 0), &newest, NULL) &&
      newest.to != KHEO_DATE_UNKNOWN)
    return kheo_period_year (kheo_date_get_year (newest.to));
  return kheo_period_year (kheo_date_get_year (kheo_date_today ()));
}

/* ---- Reading, on the store's thread ---- */

static KheoIndicatorRow *
section_new (const char *section)
{
  KheoIndicatorRow *self = g_object_new (KHEO_TYPE_INDICATOR_ROW, NULL);

  self->texts[KHEO_INDICATOR_ROW_NAME] = g_strdup (section != NULL ? section : _ ("Other"));
  for (guint i = 1; i < KHEO_INDICATOR_ROW_N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->key = g_strdup ("");
  return self;
}

KheoIndicatorRow *
kheo_indicator_row_new_part (const KheoIndicator *indicator,
                             const char          *label,
                             const KheoFigureSum *sum,
                             gint64               id)
{
  KheoIndicatorRow *self = g_object_new (KHEO_TYPE_INDICATOR_ROW, NULL);

  self->id = id;
  self->has_value = sum->has_value;
  self->any = sum->n_figures > 0 || sum->has_target;
  self->texts[KHEO_INDICATOR_ROW_NAME] = g_strdup (label);
  self->texts[KHEO_INDICATOR_ROW_MEASURE] = g_strdup (indicator->unit.unit);
  self->texts[KHEO_INDICATOR_ROW_VALUE] = kheo_figure_sum_format (indicator, sum);
  self->texts[KHEO_INDICATOR_ROW_TARGET] =
      sum->has_target ? format_amount (indicator, sum->target) : g_strdup ("");
  self->texts[KHEO_INDICATOR_ROW_PERCENT] = format_share (sum, &self->share);
  self->texts[KHEO_INDICATOR_ROW_REPORTED] = format_reported (sum);
  self->texts[KHEO_INDICATOR_ROW_BEFORE] = g_strdup ("");
  return self;
}

static KheoIndicatorRow *
row_new (const KheoIndicator *indicator, const KheoFigureSum *now, const KheoFigureSum *before)
{
  KheoIndicatorRow *self =
      kheo_indicator_row_new_part (indicator, indicator->name, now, indicator->id);
  g_autofree char *words =
      g_strjoin (" ", indicator->name, indicator->section != NULL ? indicator->section : "",
                 indicator->code != NULL ? indicator->code : "", NULL);

  self->depth = indicator->depth;
  self->any = self->any || before->has_value;
  self->key = kheo_text_fold (words);
  g_free (self->texts[KHEO_INDICATOR_ROW_BEFORE]);
  self->texts[KHEO_INDICATOR_ROW_BEFORE] =
      before->has_value ? kheo_figure_sum_format (indicator, before) : g_strdup ("");
  return self;
}

void
kheo_indicator_table_free (KheoIndicatorTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
add_row (KheoIndicatorTable *table,
         KheoIndicatorRow   *section,
         KheoDb             *db,
         const KheoQuery    *query,
         gint64              id,
         GError            **error)
{
  KheoIndicatorRow *row;
  g_autoptr (KheoQuery) earlier = kheo_query_dup (query);
  g_autoptr (KheoFigureTotal) now = NULL;
  g_autoptr (KheoFigureTotal) before = NULL;

  earlier->period = period_before (query->period);
  now = kheo_total_figures (db, id, query, KHEO_FIGURES_BY_NOTHING, error);
  before =
      now != NULL ? kheo_total_figures (db, id, earlier, KHEO_FIGURES_BY_NOTHING, error) : NULL;
  if (before == NULL)
    return FALSE;
  row = row_new (now->indicator, &now->sum, &before->sum);
  section->any = section->any || row->any;
  g_ptr_array_add (table->rows, row);
  return TRUE;
}

KheoIndicatorTable *
kheo_indicator_table_read (KheoDb          *db,
                           const KheoQuery *query,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_autoptr (KheoQuery) asked = kheo_query_dup (query);
  g_autoptr (KheoIndicatorTable) table = g_new0 (KheoIndicatorTable, 1);
  g_autoptr (KheoIndicators) indicators = kheo_indicators_load (db, error);
  const char       *title = NULL;
  KheoIndicatorRow *section = NULL;

  table->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (indicators == NULL)
    return NULL;
  asked->period = table->period = choose_period (db, query);
  for (guint i = 0; i < kheo_indicators_get_n (indicators); i++)
    {
      const KheoIndicator *indicator = kheo_indicators_get (indicators, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (section == NULL || g_strcmp0 (title, indicator->section) != 0)
        {
          section = section_new (indicator->section);
          g_ptr_array_add (table->rows, section);
        }
      title = indicator->section;
      if (!add_row (table, section, db, asked, indicator->id, error))
        return NULL;
    }
  return g_steal_pointer (&table);
}

/* ---- Public ---- */

gint64
kheo_indicator_row_get_id (KheoIndicatorRow *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), 0);
  return self->id;
}

guint
kheo_indicator_row_get_depth (KheoIndicatorRow *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), 0);
  return self->depth;
}

const char *
kheo_indicator_row_get_text (KheoIndicatorRow *self, KheoIndicatorText which)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self) && which < KHEO_INDICATOR_ROW_N_TEXTS, "");
  return self->texts[which] != NULL ? self->texts[which] : "";
}

gboolean
kheo_indicator_row_has_value (KheoIndicatorRow *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), FALSE);
  return self->has_value;
}

gboolean
kheo_indicator_row_has_any (KheoIndicatorRow *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), FALSE);
  return self->any;
}

double
kheo_indicator_row_get_share (KheoIndicatorRow *self)
{
  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), -1);
  return self->share;
}

gboolean
kheo_indicator_row_matches (KheoIndicatorRow *self, const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  g_return_val_if_fail (KHEO_IS_INDICATOR_ROW (self), FALSE);
  for (guint i = 0; words[i] != NULL; i++)
    if (self->key == NULL || strstr (self->key, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
