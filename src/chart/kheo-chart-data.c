#include "kheo-chart-data.h"

#include "kheo-number.h"
#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char         *label;
  char         *full_label; /* NULL: as label */
  gint64        key;
  KheoChartRole role;
} Heading;

struct _KheoChartData
{
  gatomicrefcount ref_count;
  char           *texts[KHEO_CHART_N_TEXTS];
  GArray         *categories; /* Heading */
  GArray         *series;     /* Heading */
  GArray         *values;     /* double, category × series */
  int             decimals;
  int             emphasis;
  gboolean        additive;
};

static void
heading_clear (gpointer item)
{
  Heading *heading = item;

  g_free (heading->label);
  g_free (heading->full_label);
}

static GArray *
heading_array_new (void)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (Heading));

  g_array_set_clear_func (array, heading_clear);
  return array;
}

static Heading *
get_category (const KheoChartData *self, guint category)
{
  g_assert (category < self->categories->len);
  return &g_array_index (self->categories, Heading, category);
}

static Heading *
get_series (const KheoChartData *self, guint series)
{
  g_assert (series < self->series->len);
  return &g_array_index (self->series, Heading, series);
}

KheoChartData *
kheo_chart_data_new (void)
{
  KheoChartData *self = g_new0 (KheoChartData, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->categories = heading_array_new ();
  self->series = heading_array_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->emphasis = -1;
  self->additive = TRUE;
  return self;
}

KheoChartData *
kheo_chart_data_ref (KheoChartData *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_chart_data_unref (KheoChartData *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < KHEO_CHART_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_array_unref (self->categories);
  g_array_unref (self->series);
  g_array_unref (self->values);
  g_free (self);
}

void
kheo_chart_data_set_text (KheoChartData *self, KheoChartText which, const char *text)
{
  g_return_if_fail (self != NULL && which < KHEO_CHART_N_TEXTS);

  g_free (self->texts[which]);
  self->texts[which] = kheo_text_tidy (text);
}

const char *
kheo_chart_data_get_text (const KheoChartData *self, KheoChartText which)
{
  g_return_val_if_fail (self != NULL && which < KHEO_CHART_N_TEXTS, "");

  return self->texts[which] != NULL ? self->texts[which] : "";
}

void
kheo_chart_data_set_decimals (KheoChartData *self, int decimals)
{
  self->decimals = CLAMP (decimals, 0, 9);
}

int
kheo_chart_data_get_decimals (const KheoChartData *self)
{
  return self->decimals;
}

void
kheo_chart_data_set_additive (KheoChartData *self, gboolean additive)
{
  self->additive = additive;
}

gboolean
kheo_chart_data_get_additive (const KheoChartData *self)
{
  return self->additive;
}

guint
kheo_chart_data_add_category (KheoChartData *self,
                              const char    *label,
                              const char    *full_label,
                              gint64         key)
{
  Heading heading = { .label = kheo_text_tidy (label), .key = key };
  double  missing = (double) NAN;

  if (full_label != NULL)
    heading.full_label = kheo_text_tidy (full_label);
  g_array_append_val (self->categories, heading);
  for (guint i = 0; i < self->series->len; i++)
    g_array_append_val (self->values, missing);
  return self->categories->len - 1;
}

guint
kheo_chart_data_add_series (KheoChartData *self, const char *label, KheoChartRole role)
{
  Heading heading = { .label = kheo_text_tidy (label), .role = role };
  guint   old_n = self->series->len;
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_val (self->series, heading);
  g_array_set_size (moved, self->categories->len * (old_n + 1));
  for (guint category = 0; category < self->categories->len; category++)
    {
      double *row = &g_array_index (moved, double, category *(old_n + 1));

      for (guint i = 0; i < old_n; i++)
        row[i] = g_array_index (self->values, double, category *old_n + i);
      row[old_n] = (double) NAN;
    }
  g_array_unref (self->values);
  self->values = moved;
  return old_n;
}

void
kheo_chart_data_set_category_role (KheoChartData *self, guint category, KheoChartRole role)
{
  get_category (self, category)->role = role;
}

void
kheo_chart_data_set_series_key (KheoChartData *self, guint series, gint64 key)
{
  get_series (self, series)->key = key;
}

guint
kheo_chart_data_get_n_categories (const KheoChartData *self)
{
  return self->categories->len;
}

guint
kheo_chart_data_get_n_series (const KheoChartData *self)
{
  return self->series->len;
}

const char *
kheo_chart_data_get_category_label (const KheoChartData *self, guint category)
{
  return get_category (self, category)->label;
}

const char *
kheo_chart_data_get_category_full_label (const KheoChartData *self, guint category)
{
  const Heading *heading = get_category (self, category);

  return heading->full_label != NULL ? heading->full_label : heading->label;
}

gint64
kheo_chart_data_get_category_key (const KheoChartData *self, guint category)
{
  return get_category (self, category)->key;
}

KheoChartRole
kheo_chart_data_get_category_role (const KheoChartData *self, guint category)
{
  return get_category (self, category)->role;
}

const char *
kheo_chart_data_get_series_label (const KheoChartData *self, guint series)
{
  return get_series (self, series)->label;
}

gint64
kheo_chart_data_get_series_key (const KheoChartData *self, guint series)
{
  return get_series (self, series)->key;
}

KheoChartRole
kheo_chart_data_get_series_role (const KheoChartData *self, guint series)
{
  return get_series (self, series)->role;
}

void
kheo_chart_data_set_value (KheoChartData *self, guint category, guint series, double value)
{
  g_return_if_fail (category < self->categories->len && series < self->series->len);

  g_array_index (self->values, double, category * self->series->len + series) =
      isfinite (value) ? value : (double) NAN;
}

double
kheo_chart_data_get_value (const KheoChartData *self, guint category, guint series)
{
  g_return_val_if_fail (category < self->categories->len && series < self->series->len,
                        (double) NAN);

  return g_array_index (self->values, double, category * self->series->len + series);
}

double
kheo_chart_data_get_category_total (const KheoChartData *self, guint category)
{
  double total = (double) NAN;

  for (guint i = 0; i < self->series->len; i++)
    {
      double value = kheo_chart_data_get_value (self, category, i);

      if (!isnan (value))
        total = isnan (total) ? value : total + value;
    }
  return total;
}

void
kheo_chart_data_set_emphasis (KheoChartData *self, int category)
{
  self->emphasis = category;
}

int
kheo_chart_data_get_emphasis (const KheoChartData *self)
{
  return self->emphasis < (int) self->categories->len ? MAX (self->emphasis, -1) : -1;
}

char *
kheo_chart_data_format (const KheoChartData *self, double value)
{
  return isnan (value) ? g_strdup ("–") : kheo_number_format_decimal (value, self->decimals);
}

static void
append_cell (const KheoChartData *self, GString *table, double value)
{
  g_autofree char *text = kheo_chart_data_format (self, value);

  g_string_append_printf (table, "\t%s", text);
}

/* The sums of the series, and of everything when there are several. */
static void
append_total_line (const KheoChartData *self, GString *table)
{
  guint  n = self->series->len;
  double all = 0;

  g_string_append (table, _ ("Total"));
  for (guint series = 0; series < n; series++)
    {
      double sum = 0;

      for (guint i = 0; i < self->categories->len; i++)
        {
          double value = kheo_chart_data_get_value (self, i, series);

          sum += isnan (value) ? 0 : value;
        }
      append_cell (self, table, sum);
      all += sum;
    }
  if (n > 1)
    append_cell (self, table, all);
  g_string_append_c (table, '\n');
}

char *
kheo_chart_data_table (const KheoChartData *self)
{
  GString *table = g_string_new (NULL);
  gboolean with_sum = self->additive && self->series->len > 1;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->series->len; i++)
    g_string_append_printf (table, "\t%s", get_series (self, i)->label);
  if (with_sum)
    g_string_append_printf (table, "\t%s", _ ("Total"));
  g_string_append_c (table, '\n');

  for (guint category = 0; category < self->categories->len; category++)
    {
      g_string_append (table, kheo_chart_data_get_category_full_label (self, category));
      for (guint i = 0; i < self->series->len; i++)
        append_cell (self, table, kheo_chart_data_get_value (self, category, i));
      if (with_sum)
        append_cell (self, table, kheo_chart_data_get_category_total (self, category));
      g_string_append_c (table, '\n');
    }
  if (self->additive && self->categories->len > 1 && self->series->len > 0)
    append_total_line (self, table);
  return g_string_free (table, FALSE);
}
