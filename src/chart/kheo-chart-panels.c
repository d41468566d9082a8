#include "kheo-chart-panels.h"

#include "kheo-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_PANELS  60
#define LEAST_WIDTH  8.0 /* of a panel, in type sizes */
#define LEAST_HEIGHT 5.2
#define GOOD_ASPECT  1.7 /* of a panel with its head */

static void
panel_clear (gpointer item)
{
  g_clear_pointer (&((KheoChartPanel *) item)->members, g_array_unref);
}

/* One panel a group, in the order in which the groups come; what is of no group comes last. */
static void
find_groups (KheoChartLayout *self, KheoChartPanels *panels)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < kheo_chart_data_get_n_categories (self->data); i++)
    {
      const char *name = kheo_chart_data_get_category_group (self->data, i);
      gpointer    place = NULL;
      GArray     *members = others;

      if (name != NULL && !g_hash_table_lookup_extended (by_name, name, NULL, &place))
        {
          KheoChartPanel panel = { .name = name };

          panel.members = g_array_new (FALSE, FALSE, sizeof (guint));
          place = GUINT_TO_POINTER (panels->panels->len);
          g_hash_table_insert (by_name, (gpointer) name, place);
          g_array_append_val (panels->panels, panel);
        }
      if (name != NULL)
        members = g_array_index (panels->panels, KheoChartPanel, GPOINTER_TO_UINT (place)).members;
      g_array_append_val (members, i);
    }
  if (panels->panels->len > 0 && others->len > 0)
    {
      KheoChartPanel panel = { .name = _ ("Others"), .members = others };

      g_array_append_val (panels->panels, panel);
    }
  else
    g_array_unref (others);
}

static void
find_panels (KheoChartLayout *self, KheoChartPanels *panels)
{
  panels->panels = g_array_new (FALSE, FALSE, sizeof (KheoChartPanel));
  g_array_set_clear_func (panels->panels, panel_clear);
  find_groups (self, panels);
  for (guint i = 0;
       panels->panels->len < self->n_parts && i < kheo_chart_data_get_n_series (self->data); i++)
    if (kheo_chart_data_is_part (self->data, i) &&
        (panels->panels->len == 0 ||
         g_array_index (panels->panels, KheoChartPanel, 0).members == NULL))
      {
        KheoChartPanel panel = { .name = kheo_chart_data_get_series_label (self->data, i),
                                 .series = i };

        g_array_append_val (panels->panels, panel);
      }
}

/* Zero is on the axis: bars and lines of different height are compared. */
static void
find_scale (KheoChartLayout *self, KheoChartPanels *panels)
{
  gboolean by_group = g_array_index (panels->panels, KheoChartPanel, 0).members != NULL;
  gboolean whole = kheo_chart_data_get_decimals (self->data) == 0;
  double   low = 0, high = 0;
  int      n_ticks = (int) CLAMP (panels->height / (panels->line * 2.2), 1, 4);

  for (guint i = 0; i < kheo_chart_data_get_n_categories (self->data); i++)
    {
      double total = kheo_chart_data_get_category_total (self->data, i);

      for (guint series = 0; series < kheo_chart_data_get_n_series (self->data); series++)
        {
          double value = kheo_chart_data_get_value (self->data, i, series);

          if (isnan (value) || (by_group && kheo_chart_data_is_part (self->data, series)))
            continue;
          low = MIN (low, value);
          high = MAX (high, value);
        }
      if (by_group && !isnan (total))
        {
          low = MIN (low, total);
          high = MAX (high, total);
        }
    }
  for (guint i = 0; i < kheo_chart_data_get_n_references (self->data); i++)
    {
      low = MIN (low, kheo_chart_data_get_reference_value (self->data, i));
      high = MAX (high, kheo_chart_data_get_reference_value (self->data, i));
    }
  panels->scale = kheo_scale_nice (low, high, n_ticks, whole);
  if (by_group) /* no ticks: the bars may have the whole width */
    panels->scale = (KheoScale){ low, high > low ? high : low + 1, 1 };
}

static double
span (double room, guint n, double gap)
{
  return (room - gap * (n - 1)) / n;
}

/* As many columns as give the panels the best form. */
static void
divide (KheoChartPanels *panels)
{
  double least_width = LEAST_WIDTH * panels->size, least_height = LEAST_HEIGHT * panels->size;
  double best = INFINITY;
  guint  most_columns, most_rows;

  panels->gap_x = panels->size * 2;
  panels->gap_y = panels->size * 1.4;
  most_columns = (guint) CLAMP (
      (panels->room.width + panels->gap_x) / (least_width + panels->gap_x), 1, MOST_PANELS);
  most_rows = (guint) CLAMP ((panels->room.height + panels->gap_y) / (least_height + panels->gap_y),
                             1, MOST_PANELS);
  panels->n_shown = MIN (MIN (panels->panels->len, MOST_PANELS), most_columns * most_rows);
  panels->n_columns = 1;
  for (guint columns = 1; columns <= MIN (most_columns, panels->n_shown); columns++)
    {
      guint  rows = (panels->n_shown + columns - 1) / columns;
      double width = span (panels->room.width, columns, panels->gap_x);
      double height = span (panels->room.height, rows, panels->gap_y);
      double empty = (double) (rows * columns - panels->n_shown) / (rows * columns);
      double badness = fabs (log (width / MAX (height, 1) / GOOD_ASPECT)) + empty * 1.2;

      if (rows <= most_rows && badness < best)
        {
          best = badness;
          panels->n_columns = columns;
        }
    }
  panels->n_rows = (panels->n_shown + panels->n_columns - 1) / panels->n_columns;
  panels->width = span (panels->room.width, panels->n_columns, panels->gap_x);
  panels->height = span (panels->room.height, panels->n_rows, panels->gap_y);
}

static KheoBox
panel_box (const KheoChartPanels *panels, guint index)
{
  return (KheoBox){ panels->room.x + (index % panels->n_columns) * (panels->width + panels->gap_x),
                    panels->room.y + (index / panels->n_columns) * (panels->height + panels->gap_y),
                    panels->width, panels->height };
}

/* Names of the panels at their heads; gives what is left of the panel below. */
static KheoBox
add_head (KheoChartLayout *self, const KheoChartPanels *panels, guint index)
{
  const KheoChartPanel *panel = &g_array_index (panels->panels, KheoChartPanel, index);
  KheoBox               box = panel_box (panels, index);
  double                head = panels->line * 1.2;
  KheoTextSpec          spec = {
             .type = KHEO_CHART_LABEL_SERIES,
             .font_size = panels->size,
             .bold = TRUE,
             .max_width = box.width,
             .max_lines = 1,
             .color = self->style.text,
  };
  KheoChartItem item = kheo_chart_text_measure (self, panel->name, &spec);
  KheoBox       place = { box.x, box.y, item.label.box.width, item.label.box.height };

  item.label.series = panel->members == NULL ? (int) panel->series : -1;
  if (place.width > 0 && place.width <= box.width + 0.01 && place.height <= head &&
      kheo_chart_is_free (self, &place))
    kheo_chart_place (self, &item, box.x, box.y);
  kheo_chart_item_clear (&item);
  box.y += head;
  box.height = MAX (box.height - head, 0);
  return box;
}

/* "12 more are not shown" below the panels. */
static void
cut_others (KheoChartLayout *self, const KheoChartPanels *panels)
{
  guint            n = panels->panels->len - panels->n_shown;
  g_autofree char *count = kheo_number_format (n), *text = NULL;
  KheoTextSpec     spec = {
        .type = KHEO_CHART_LABEL_NOTE,
        .font_size = self->style.font_size * 0.9,
        .max_width = MAX (self->free.width, 1),
        .max_lines = 1,
        .color = self->style.muted,
  };

  /* Translators: the place is a number of small charts */
  text = g_strdup_printf (ngettext ("%s more is not shown", "%s more are not shown", n), count);
  kheo_chart_foot_line (self, text, &spec);
}

static void
divide_room (KheoChartLayout *self, KheoChartPanels *panels, gboolean by_group)
{
  double foot = by_group ? 0 : kheo_chart_panels_foot (self, panels->size);

  panels->room = self->free;
  panels->room.height = MAX (panels->room.height - foot, 0);
  divide (panels);
  find_scale (self, panels);
  if (!by_group)
    {
      KheoChartAxis axis = { .scale = panels->scale, .size = panels->size };
      double        ticks = kheo_chart_axis_ticks_width (self, &axis);

      if (ticks < panels->width * 0.4)
        {
          panels->room.x += ticks;
          panels->room.width -= ticks;
        }
      divide (panels);
    }
}

/* The largest type in which all panels have room, down to a size that can still be read. */
static void
choose_size (KheoChartLayout *self, KheoChartPanels *panels, gboolean by_group)
{
  static const double sizes[] = { 0.9, 0.8, 0.7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      panels->size = self->style.font_size * sizes[i];
      panels->line = kheo_chart_line_height (panels->size);
      divide_room (self, panels, by_group);
      if (panels->n_shown == panels->panels->len)
        return;
    }
}

/* "– – –  Target     · · ·  Last year": the lines over the only series. */
static void
cut_compared (KheoChartLayout *self, gboolean by_group)
{
  g_autoptr (GString) text = g_string_new (NULL);
  KheoTextSpec spec = {
    .type = KHEO_CHART_LABEL_NOTE,
    .font_size = self->style.font_size * 0.85,
    .max_width = MAX (self->free.width, 1),
    .max_lines = 2,
    .color = self->style.text,
  };

  for (guint i = 0; i < kheo_chart_data_get_n_series (self->data) && !by_group; i++)
    if (self->n_parts == 1 && !kheo_chart_data_is_part (self->data, i))
      g_string_append_printf (
          text, "%s%s  %s", text->len > 0 ? "     " : "",
          kheo_chart_data_get_series_role (self->data, i) == KHEO_CHART_ROLE_TARGET ? "– – –"
                                                                                    : "· · ·",
          kheo_chart_data_get_series_label (self->data, i));
  if (text->len > 0 && !kheo_chart_is_tile (self))
    kheo_chart_foot_line (self, text->str, &spec);
}

void
kheo_chart_small_multiples (KheoChartLayout *self)
{
  KheoChartPanels panels = { .n_shown = 0 };
  gboolean        by_group;

  self->by_series = TRUE;
  find_panels (self, &panels);
  if (panels.panels->len > 0)
    {
      by_group = g_array_index (panels.panels, KheoChartPanel, 0).members != NULL;
      cut_compared (self, by_group);
      choose_size (self, &panels, by_group);
      if (panels.n_shown < panels.panels->len)
        {
          cut_others (self, &panels);
          divide_room (self, &panels, by_group);
        }
      self->plot = panels.room;
      if (by_group)
        kheo_chart_panels_measure_groups (self, &panels);
      for (guint i = 0; i < panels.n_shown && panels.width > panels.size * 2; i++)
        {
          KheoBox box = add_head (self, &panels, i);

          if (box.height < panels.line * 2)
            continue;
          if (by_group)
            kheo_chart_panels_add_group (self, &panels, i, box);
          else
            kheo_chart_panels_add_series (self, &panels, i, box);
        }
      self->levels_crowded |=
          kheo_chart_data_get_n_references (self->data) > 0 && !self->levels_listed;
    }
  g_array_unref (panels.panels);
}
