/* A copy that may be changed: other words on paper than in the window. */
#include "kheo-chart-data-private.h"

static void
copy_series (const KheoChartData *from, KheoChartData *to)
{
  for (guint s = 0; s < kheo_chart_data_get_n_series (from); s++)
    {
      kheo_chart_data_add_series (to, kheo_chart_data_get_series_label (from, s),
                                  kheo_chart_data_get_series_role (from, s));
      kheo_chart_data_set_series_key (to, s, kheo_chart_data_get_series_key (from, s));
    }
}

static void
copy_categories (const KheoChartData *from, KheoChartData *to)
{
  guint n_series = kheo_chart_data_get_n_series (from);

  for (guint c = 0; c < kheo_chart_data_get_n_categories (from); c++)
    {
      kheo_chart_data_add_category (to, kheo_chart_data_get_category_label (from, c),
                                    kheo_chart_data_get_category_full_label (from, c),
                                    kheo_chart_data_get_category_key (from, c));
      kheo_chart_data_set_category_role (to, c, kheo_chart_data_get_category_role (from, c));
      kheo_chart_data_set_category_group (to, c, kheo_chart_data_get_category_group (from, c));
      for (guint s = 0; s < n_series; s++)
        kheo_chart_data_set_value (to, c, s, kheo_chart_data_get_value (from, c, s));
    }
}

KheoChartData *
kheo_chart_data_copy (const KheoChartData *self)
{
  KheoChartData *copy = kheo_chart_data_new ();

  for (guint text = 0; text < KHEO_CHART_N_TEXTS; text++)
    kheo_chart_data_set_text (copy, text, kheo_chart_data_get_text (self, text));
  kheo_chart_data_set_decimals (copy, kheo_chart_data_get_decimals (self));
  kheo_chart_data_set_additive (copy, kheo_chart_data_get_additive (self));
  kheo_chart_data_set_overall (copy, kheo_chart_data_get_overall (self));
  copy_series (self, copy);
  copy_categories (self, copy);
  for (guint i = 0; i < self->references->len; i++)
    {
      const KheoChartReference *reference =
          &g_array_index (self->references, KheoChartReference, i);

      kheo_chart_data_add_reference (copy, reference->label, reference->value);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const KheoChartNote *note = &g_array_index (self->notes, KheoChartNote, i);

      kheo_chart_data_add_note (copy, note->category, note->series, note->text);
    }
  kheo_chart_data_set_emphasis (copy, kheo_chart_data_get_emphasis (self));
  return copy;
}
