/* What stands beside the values: levels to compare with, and the user's notes. */
#include "kheo-chart-data-private.h"

#include "kheo-text.h"

#include <math.h>

int
kheo_chart_data_add_reference (KheoChartData *self, const char *label, double value)
{
  KheoChartReference reference = { .value = value };

  if (!isfinite (value))
    return -1;
  reference.label = kheo_text_tidy (label);
  g_array_append_val (self->references, reference);
  return (int) self->references->len - 1;
}

guint
kheo_chart_data_get_n_references (const KheoChartData *self)
{
  return self->references->len;
}

const char *
kheo_chart_data_get_reference_label (const KheoChartData *self, guint reference)
{
  g_return_val_if_fail (reference < self->references->len, "");

  return g_array_index (self->references, KheoChartReference, reference).label;
}

double
kheo_chart_data_get_reference_value (const KheoChartData *self, guint reference)
{
  g_return_val_if_fail (reference < self->references->len, (double) NAN);

  return g_array_index (self->references, KheoChartReference, reference).value;
}

guint
kheo_chart_data_add_note (KheoChartData *self, int category, int series, const char *text)
{
  KheoChartNote note = { .category = category, .series = series, .text = kheo_text_tidy (text) };

  g_array_append_val (self->notes, note);
  return self->notes->len - 1;
}

guint
kheo_chart_data_get_n_notes (const KheoChartData *self)
{
  return self->notes->len;
}

int
kheo_chart_data_get_note_category (const KheoChartData *self, guint note)
{
  g_return_val_if_fail (note < self->notes->len, -1);

  int category = g_array_index (self->notes, KheoChartNote, note).category;

  return category < (int) self->categories->len ? MAX (category, -1) : -1;
}

int
kheo_chart_data_get_note_series (const KheoChartData *self, guint note)
{
  g_return_val_if_fail (note < self->notes->len, -1);

  int series = g_array_index (self->notes, KheoChartNote, note).series;

  return series < (int) self->series->len ? MAX (series, -1) : -1;
}

const char *
kheo_chart_data_get_note_text (const KheoChartData *self, guint note)
{
  g_return_val_if_fail (note < self->notes->len, "");

  return g_array_index (self->notes, KheoChartNote, note).text;
}
