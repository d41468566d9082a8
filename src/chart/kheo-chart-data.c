#include "kheo-chart-data-private.h"

#include "kheo-number.h"
#include "kheo-text.h"

#include <math.h>

static void
heading_clear (gpointer item)
{
  KheoChartHeading *heading = item;

  g_free (heading->label);
  g_free (heading->full_label);
  g_free (heading->group);
}

static void
reference_clear (gpointer item)
{
  g_free (((KheoChartReference *) item)->label);
}

static void
note_clear (gpointer item)
{
  g_free (((KheoChartNote *) item)->text);
}

static GArray *
array_new (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

static KheoChartHeading *
get_category (const KheoChartData *self, guint category)
{
  g_assert (category < self->categories->len);
  return &g_array_index (self->categories, KheoChartHeading, category);
}

static KheoChartHeading *
get_series (const KheoChartData *self, guint series)
{
  g_assert (series < self->series->len);
  return &g_array_index (self->series, KheoChartHeading, series);
}

KheoChartData *
kheo_chart_data_new (void)
{
  KheoChartData *self = g_new0 (KheoChartData, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->categories = array_new (sizeof (KheoChartHeading), heading_clear);
  self->series = array_new (sizeof (KheoChartHeading), heading_clear);
  self->references = array_new (sizeof (KheoChartReference), reference_clear);
  self->notes = array_new (sizeof (KheoChartNote), note_clear);
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->emphasis = -1;
  self->additive = TRUE;
  self->overall = (double) NAN;
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
  g_array_unref (self->references);
  g_array_unref (self->notes);
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

void
kheo_chart_data_set_overall (KheoChartData *self, double value)
{
  self->overall = value;
}

double
kheo_chart_data_get_overall (const KheoChartData *self)
{
  return self->overall;
}

guint
kheo_chart_data_add_category (KheoChartData *self,
                              const char    *label,
                              const char    *full_label,
                              gint64         key)
{
  KheoChartHeading heading = { .label = kheo_text_tidy (label), .key = key };
  double           missing = (double) NAN;

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
  KheoChartHeading heading = { .label = kheo_text_tidy (label), .role = role };
  guint            old_n = self->series->len;
  GArray          *moved = g_array_new (FALSE, FALSE, sizeof (double));

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
kheo_chart_data_set_category_group (KheoChartData *self, guint category, const char *group)
{
  KheoChartHeading *heading = get_category (self, category);

  g_free (heading->group);
  heading->group = group != NULL ? kheo_text_tidy (group) : NULL;
}

const char *
kheo_chart_data_get_category_group (const KheoChartData *self, guint category)
{
  const char *group = get_category (self, category)->group;

  return group != NULL && *group != '\0' ? group : NULL;
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
  const KheoChartHeading *heading = get_category (self, category);

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

gboolean
kheo_chart_data_is_part (const KheoChartData *self, guint series)
{
  KheoChartRole role = get_series (self, series)->role;

  return role != KHEO_CHART_ROLE_TARGET && role != KHEO_CHART_ROLE_PREVIOUS;
}

int
kheo_chart_data_find_series (const KheoChartData *self, KheoChartRole role)
{
  for (guint i = 0; i < self->series->len; i++)
    if (get_series (self, i)->role == role)
      return (int) i;
  return -1;
}

double
kheo_chart_data_get_category_total (const KheoChartData *self, guint category)
{
  double total = (double) NAN;

  for (guint i = 0; i < self->series->len; i++)
    {
      double value = kheo_chart_data_get_value (self, category, i);

      if (!isnan (value) && kheo_chart_data_is_part (self, i))
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
  g_autofree char *number = kheo_chart_data_format_plain (self, value);

  if (isnan (value) || !kheo_chart_data_is_percent (self))
    return g_steal_pointer (&number);
  if (value == round (value) && fabs (value) < 1e9) /* "100%" beside "98,12%" */
    {
      g_free (number);
      number = kheo_number_format_decimal (value, 0);
    }
  return g_strconcat (number, "%", NULL);
}

gboolean
kheo_chart_data_is_percent (const KheoChartData *self)
{
  return g_strcmp0 (self->texts[KHEO_CHART_TEXT_UNIT], "%") == 0;
}

char *
kheo_chart_data_format_plain (const KheoChartData *self, double value)
{
  return isnan (value) ? g_strdup ("–") : kheo_number_format_decimal (value, self->decimals);
}
