#include "kheo-comparison.h"

#include "kheo-filter.h"
#include "kheo-number.h"
#include "kheo-world-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LEFT_OUT 5 /* units named in a note */

/* ---- Periods ---- */

static KheoDate
year_before (KheoDate date, gboolean is_last)
{
  int      year, month, day;
  KheoDate before;

  kheo_date_split (date, &year, &month, &day);
  before = kheo_date_new (year - 1, month, day);
  if (before == KHEO_DATE_UNKNOWN) /* 29 February */
    return kheo_date_new (year - 1, 2, 28);
  /* A period that ends with February ends with it in a leap year too. */
  if (is_last && month == 2 && day == 28 && kheo_date_new (year, 2, 29) == KHEO_DATE_UNKNOWN &&
      kheo_date_new (year - 1, 2, 29) != KHEO_DATE_UNKNOWN)
    return kheo_date_new (year - 1, 2, 29);
  return before;
}

gboolean
kheo_period_year_before (KheoPeriod period, KheoPeriod *out_before)
{
  g_return_val_if_fail (out_before != NULL, FALSE);

  if (period.from == KHEO_DATE_UNKNOWN || period.to == KHEO_DATE_UNKNOWN)
    return FALSE;
  *out_before = (KheoPeriod){ year_before (period.from, FALSE), year_before (period.to, TRUE) };
  return TRUE;
}

/* ---- Both totals, row by row ---- */

static void
row_clear (KheoComparisonRow *row)
{
  g_free (row->key);
  g_free (row->label);
}

static void
row_free (gpointer data)
{
  row_clear (data);
  g_free (data);
}

/* The question on the map of one day, which both periods are put to. */
static KheoQuery *
restated (const KheoQuery *query)
{
  KheoQuery *same = kheo_query_dup (query);

  if (same->clock == KHEO_CLOCK_AS_REPORTED)
    {
      same->clock_day = MIN (kheo_query_get_day (query), kheo_date_today ());
      same->clock = KHEO_CLOCK_ON_DAY;
    }
  return same;
}

static KheoComparison *
comparison_new (const KheoQuery *query, KheoPeriod with)
{
  KheoComparison *self = g_new0 (KheoComparison, 1);

  self->query = restated (query);
  self->with = with;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->additive = TRUE;
  return self;
}

void
kheo_comparison_free (KheoComparison *self)
{
  if (self == NULL)
    return;
  kheo_query_free (self->query);
  row_clear (&self->total);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->indicators, kheo_indicators_unref);
  g_free (self);
}

/* Keys of rows; NULL is one too. */
static guint
hash_key (gconstpointer key)
{
  return key != NULL ? g_str_hash (key) : 0;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b) == 0;
}

/* The row of @key; a new one where the first period has none. */
static KheoComparisonRow *
need_row (
    KheoComparison *self, GHashTable *known, const char *key, const char *label, gint64 unit_id)
{
  KheoComparisonRow *row = g_hash_table_lookup (known, key);

  if (row != NULL)
    return row;
  row = g_new0 (KheoComparisonRow, 1);
  row->key = g_strdup (key);
  row->label = g_strdup (label);
  row->unit_id = unit_id;
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (known, row->key, row);
  return row;
}

/* ---- What must be said beside the numbers ---- */

/* A sentence about one of the two periods. */
static void
add_note (KheoComparison *self, KheoPeriod period, const char *sentence)
{
  g_autofree char *when = kheo_comparison_format_period (period);

  /* Translators: a period, a whole sentence about it. */
  g_ptr_array_add (self->notes, g_strdup_printf (_ ("%s: %s"), when, sentence));
}

/* ---- Which units could not be restated ---- */

typedef struct
{
  guint unit; /* index */
  guint n;    /* models */
} LeftOut;

static int
compare_left_out (gconstpointer a, gconstpointer b)
{
  const LeftOut *x = a;
  const LeftOut *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* Of the models of @ids those of units that do not live on the map, by unit, most first: of
 * LeftOut. */
static GArray *
count_left_out (KheoWorld *world, GArray *ids, KheoUnitMap *map)
{
  KheoUnits         *units = kheo_world_get_units (world);
  const KheoColumns *columns = kheo_world_get_columns (world);
  g_autofree guint  *counts = g_new0 (guint, kheo_units_get_n (units) + 1);
  GArray            *left_out = g_array_new (FALSE, FALSE, sizeof (LeftOut));

  for (guint i = 0; i < ids->len; i++)
    {
      int     slot = kheo_columns_find (columns, g_array_index (ids, gint64, i));
      guint32 unit = slot >= 0 ? kheo_columns_unit (columns, (guint) slot) : KHEO_NO_UNIT;

      if (unit != KHEO_NO_UNIT && kheo_unit_map_find (map, units->ids[unit]) < 0)
        counts[unit]++;
    }
  for (guint unit = 0; unit < kheo_units_get_n (units); unit++)
    if (counts[unit] > 0)
      {
        LeftOut one = { unit, counts[unit] };

        g_array_append_val (left_out, one);
      }
  g_array_sort (left_out, compare_left_out);
  return left_out;
}

/* "Xã A (5), Xã B (3), … 2": the units with most, the others counted. */
static void
name_left_out (KheoComparison *self, KheoUnits *units, GArray *left_out, KheoPeriod period)
{
  GString *names = g_string_new (NULL);
  guint    n = MIN (left_out->len, MOST_LEFT_OUT);

  for (guint i = 0; i < n; i++)
    {
      const LeftOut *one = &g_array_index (left_out, LeftOut, i);

      g_string_append_printf (
          names, "%s%s (%u)", i > 0 ? ", " : "",
          kheo_units_get_version (units, units->ids[one->unit], period.to)->name, one->n);
    }
  if (left_out->len > n)
    {
      g_autofree char *others = g_strdup_printf (
          ngettext (" and %u other unit", " and %u other units", left_out->len - n),
          left_out->len - n);

      g_string_append (names, others);
    }
  /* Translators: units that were divided or ended, each with the number of its models. */
  g_ptr_array_add (self->notes,
                   g_strdup_printf (_ ("Not told to one unit of this map: %s."), names->str));
  g_string_free (names, TRUE);
}

/* What of a period counts at the unit itself, or nowhere, although it was reported below it. */
static gboolean
say_left_out (KheoComparison  *self,
              KheoDb          *db,
              const KheoQuery *query,
              const KheoTotal *total,
              GError         **error)
{
  for (guint i = 0; i < total->rows->len && total->unapportioned > 0; i++)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);
      g_autoptr (KheoQuery) below = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) left_out = NULL;
      KheoWorld *world;

      if (total->n_by != 1 || total->by[0] != KHEO_BY_CHILD || row->unit_id != 0 || row->value == 0)
        continue;
      below = kheo_total_row_query (query, total, row);
      if ((ids = kheo_query_run (db, below, error)) == NULL ||
          (world = kheo_world_get (db, error)) == NULL)
        return FALSE;
      left_out =
          count_left_out (world, ids, kheo_world_get_map (world, kheo_query_get_day (query)));
      if (left_out->len > 0)
        name_left_out (self, kheo_world_get_units (world), left_out, query->period);
    }
  return TRUE;
}

/* ---- Models ---- */

static void
take_models (KheoComparison *self, GHashTable *known, const KheoTotal *total, gboolean before)
{
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoTotalRow *from = g_ptr_array_index (total->rows, i);
      KheoComparisonRow  *row = need_row (self, known, from->key[0], from->label[0], from->unit_id);

      *(before ? &row->before : &row->value) = from->value;
    }
}

/* Counts are complete: what has no row is 0. */
static void
set_counts_known (KheoComparison *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KheoComparisonRow *row = g_ptr_array_index (self->rows, i);

      row->has_value = row->has_before = TRUE;
    }
  self->total.has_value = self->total.has_before = TRUE;
}

KheoComparison *
kheo_comparison_new_models (KheoDb          *db,
                            const KheoQuery *query,
                            KheoPeriod       with,
                            const KheoBy    *by,
                            guint            n_by,
                            GError         **error)
{
  g_autoptr (KheoComparison) self = NULL;
  g_autoptr (KheoQuery) earlier = NULL;
  g_autoptr (KheoTotal) now = NULL;
  g_autoptr (KheoTotal) before = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (hash_key, equal_keys);

  g_return_val_if_fail (db != NULL && query != NULL && n_by <= 1, NULL);

  self = comparison_new (query, with);
  earlier = kheo_query_dup (self->query);
  earlier->period = with;
  if ((now = kheo_total_models (db, self->query, by, n_by, error)) == NULL ||
      (before = kheo_total_models (db, earlier, by, n_by, error)) == NULL)
    return NULL;

  self->unit = now->unit;
  self->total.value = now->total;
  self->total.before = before->total;
  self->unapportioned = now->unapportioned;
  self->unapportioned_before = before->unapportioned;
  take_models (self, known, now, FALSE);
  take_models (self, known, before, TRUE);
  set_counts_known (self);
  for (guint i = 0; i < before->notes->len; i++)
    add_note (self, with, g_ptr_array_index (before->notes, i));
  if (!say_left_out (self, db, earlier, before, error))
    return NULL;
  for (guint i = 0; i < now->notes->len; i++)
    add_note (self, query->period, g_ptr_array_index (now->notes, i));
  return g_steal_pointer (&self);
}

/* ---- Figures ---- */

static void
take_sum (KheoComparisonRow *row, const KheoFigureSum *sum, gboolean before)
{
  *(before ? &row->has_before : &row->has_value) = sum->has_value;
  *(before ? &row->before : &row->value) = sum->value;
}

static void
take_figures (KheoComparison        *self,
              GHashTable            *known,
              const KheoFigureTotal *total,
              KheoUnits             *units,
              gboolean               before)
{
  g_autoptr (GPtrArray) remarks = kheo_figure_total_remarks (total, units);

  take_sum (&self->total, &total->sum, before);
  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureRow *from = g_ptr_array_index (total->rows, i);

      take_sum (need_row (self, known, from->key, from->label, from->unit_id), &from->sum, before);
    }
  for (guint i = 0; i < remarks->len; i++)
    add_note (self, before ? self->with : self->query->period, g_ptr_array_index (remarks, i));
}

KheoComparison *
kheo_comparison_new_figures (KheoDb          *db,
                             gint64           indicator,
                             const KheoQuery *query,
                             KheoPeriod       with,
                             KheoFiguresBy    by,
                             GError         **error)
{
  g_autoptr (KheoComparison) self = NULL;
  g_autoptr (KheoQuery) earlier = NULL;
  g_autoptr (KheoFigureTotal) now = NULL;
  g_autoptr (KheoFigureTotal) before = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (hash_key, equal_keys);
  KheoUnits *units;

  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  self = comparison_new (query, with);
  earlier = kheo_query_dup (self->query);
  earlier->period = with;
  if ((now = kheo_total_figures (db, indicator, self->query, by, error)) == NULL ||
      (before = kheo_total_figures (db, indicator, earlier, by, error)) == NULL)
    return NULL;

  units = kheo_world_get_units (kheo_world_get (db, NULL));
  self->indicators = kheo_indicators_ref (now->indicators);
  self->indicator = now->indicator;
  self->unit = now->unit;
  self->additive = kheo_figure_total_is_additive (now);
  self->unapportioned = now->unapportioned;
  self->unapportioned_before = before->unapportioned;
  take_figures (self, known, now, units, FALSE);
  take_figures (self, known, before, units, TRUE);
  return g_steal_pointer (&self);
}

/* ---- For people ---- */

gboolean
kheo_comparison_get_change (const KheoComparisonRow *row, gint64 *out_change)
{
  g_return_val_if_fail (row != NULL && out_change != NULL, FALSE);

  if (!row->has_value || !row->has_before)
    return FALSE;
  *out_change = row->value - row->before;
  return TRUE;
}

gboolean
kheo_comparison_get_percent (const KheoComparison    *self,
                             const KheoComparisonRow *row,
                             double                  *out_percent)
{
  gint64 change;

  g_return_val_if_fail (self != NULL && out_percent != NULL, FALSE);

  if (!kheo_comparison_get_change (row, &change) || row->before <= 0 ||
      (self->indicator != NULL && self->indicator->unit.type == KHEO_AMOUNT_PERCENT))
    return FALSE;
  *out_percent = 100.0 * (double) change / (double) row->before;
  return TRUE;
}

static const KheoAmountUnit *
amount_unit (const KheoComparison *self)
{
  static const KheoAmountUnit plain = { KHEO_AMOUNT_COUNT, 0, NULL };

  return self->indicator != NULL ? &self->indicator->unit : &plain;
}

char *
kheo_comparison_format (const KheoComparison *self, gboolean has_value, gint64 value)
{
  return has_value ? kheo_amount_format (amount_unit (self), value) : g_strdup ("–");
}

static const char *
sign_of (gboolean more)
{
  return more ? "+" : "";
}

char *
kheo_comparison_format_change (const KheoComparison *self, const KheoComparisonRow *row)
{
  gint64           change = 0;
  gboolean         known = kheo_comparison_get_change (row, &change);
  g_autofree char *number = kheo_comparison_format (self, known, change);

  return g_strconcat (sign_of (known && change > 0), number, NULL);
}

char *
kheo_comparison_format_percent (const KheoComparison *self, const KheoComparisonRow *row)
{
  double           percent = 0;
  g_autofree char *number = NULL;

  if (!kheo_comparison_get_percent (self, row, &percent))
    return g_strdup ("–");
  number = kheo_number_format_decimal (percent, 1);
  return g_strdup_printf ("%s%s%%", sign_of (percent > 0), number);
}

char *
kheo_comparison_format_period (KheoPeriod period)
{
  g_autofree char *name = kheo_period_format (period);
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (name), NULL);
}

const char *
kheo_comparison_get_title (const KheoComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->indicator != NULL ? self->indicator->name : _ ("“Skilful mass mobilisation” models");
}

char *
kheo_comparison_describe (const KheoComparison *self)
{
  const KheoComparisonRow *total = &self->total;
  g_autofree char         *value = NULL;
  g_autofree char         *before = NULL;
  g_autofree char         *period = NULL;
  g_autofree char         *with = NULL;
  g_autofree char         *change = NULL;
  g_autofree char         *percent = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  value = kheo_comparison_format (self, total->has_value, total->value);
  before = kheo_comparison_format (self, total->has_before, total->before);
  period = kheo_comparison_format_period (self->query->period);
  with = kheo_period_format (self->with);
  change = kheo_comparison_format_change (self, total);
  percent = kheo_comparison_format_percent (self, total);
  if (strcmp (percent, "–") == 0)
    /* Translators: a period and its number, the other period and its number, the change. */
    return g_strdup_printf (_ ("%s: %s; %s on the same map: %s. Change: %s."), period, value, with,
                            before, change);
  /* Translators: the same with the change in percent. */
  return g_strdup_printf (_ ("%s: %s; %s on the same map: %s. Change: %s (%s)."), period, value,
                          with, before, change, percent);
}
