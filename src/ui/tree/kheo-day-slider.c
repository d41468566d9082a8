#include "kheo-day-slider.h"

#include "kheo-number.h"
#include "kheo-unit-days.h"

#include <glib/gi18n-lib.h>

/* While the thumb is dragged a map is asked for at most this often: each is made anew. */
#define MAP_INTERVAL 60 /* milliseconds */
/* So near to a mark the thumb settles on it. */
#define SNAP 6 /* pixels */

struct _KheoDaySlider
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel      *label;
  GtkRange      *scale;
  GtkAdjustment *adjustment;

  /* owned */
  KheoScope *scope;
  KheoUnits *units; /* those that the marks are of */
  GArray    *days;  /* of KheoUnitDay */

  guint    timer;    /* that will set the clock */
  gboolean settling; /* the slider follows the scope */
};

G_DEFINE_FINAL_TYPE (KheoDaySlider, kheo_day_slider, GTK_TYPE_WIDGET)

static const KheoUnitDay *
day_at (KheoDaySlider *self, int index)
{
  return index >= 0 && index < (int) self->days->len
             ? &g_array_index (self->days, KheoUnitDay, index)
             : NULL;
}

/* ---- What is shown ---- */

/* "53 units begin, 177 end, 2 change": what happened on the first day of the map shown. */
static char *
describe_change (const KheoUnitDay *mark)
{
  g_autofree char *date = kheo_date_format (mark->day);
  g_autofree char *begun = kheo_number_format (mark->begun);
  g_autofree char *ended = kheo_number_format (mark->ended);
  g_autofree char *changed = kheo_number_format (mark->changed);

  return g_strdup_printf (
      /* Translators: a day, then three numbers of units. */
      _ ("This map holds from %s: %s units began that day, %s had ended, %s had changed"), date,
      begun, ended, changed);
}

static void
show_label (KheoDaySlider *self)
{
  KheoDate           day = kheo_day_slider_get_day (self);
  const KheoUnitDay *mark = day_at (self, kheo_unit_days_find (self->days, day));
  g_autofree char   *date = kheo_date_format (day);
  /* Translators: the tree of units as it stood on that day. */
  g_autofree char *text = day == kheo_date_today () ? g_strdup (_ ("The tree of today"))
                                                    : g_strdup_printf (_ ("The tree of %s"), date);
  g_autofree char *change = mark ? describe_change (mark) : NULL;

  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), change);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "days.earlier", mark != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "days.later",
                                 day < gtk_adjustment_get_upper (self->adjustment));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "days.today", day != kheo_date_today ());
}

/* From a little before the first change to today, or to a reform that is still to come. */
static void
set_range (KheoDaySlider *self)
{
  KheoDate today = kheo_date_today ();
  KheoDate first = g_array_index (self->days, KheoUnitDay, 0).day;
  KheoDate last = g_array_index (self->days, KheoUnitDay, self->days->len - 1).day;
  KheoDate until = MAX (last, today);
  KheoDate margin = MAX ((until - MIN (first, until)) / 12, 31);

  gtk_adjustment_set_lower (self->adjustment, first - MIN (margin, first - 1));
  gtk_adjustment_set_upper (self->adjustment, last > today ? last + margin : today);
  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  for (guint i = 0; i < self->days->len; i++)
    gtk_scale_add_mark (GTK_SCALE (self->scale), g_array_index (self->days, KheoUnitDay, i).day,
                        GTK_POS_BOTTOM, NULL);
}

static void
follow_units (KheoDaySlider *self)
{
  KheoUnits *units = kheo_scope_get_units (self->scope);

  if (units == NULL || units == self->units)
    return;
  g_clear_pointer (&self->units, kheo_units_unref);
  g_clear_pointer (&self->days, g_array_unref);
  self->units = kheo_units_ref (units);
  self->days = kheo_units_list_days (units);
  gtk_widget_set_visible (GTK_WIDGET (self), self->days->len > 0);
  self->settling = TRUE;
  if (self->days->len > 0)
    set_range (self);
  self->settling = FALSE;
}

static void
follow_scope (KheoDaySlider *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);

  follow_units (self);
  /* What the person is choosing now comes first. */
  if (map == NULL || self->days->len == 0 || self->timer != 0)
    return;
  self->settling = TRUE;
  gtk_adjustment_set_value (self->adjustment, kheo_unit_map_get_day (map));
  self->settling = FALSE;
  show_label (self);
}

/* ---- Choosing a day ---- */

static gboolean
choose_cb (gpointer data)
{
  KheoDaySlider *self = data;
  KheoDate       day = kheo_day_slider_get_day (self);

  self->timer = 0;
  if (day == kheo_date_today ())
    kheo_scope_set_clock (self->scope, KHEO_CLOCK_TODAY, KHEO_DATE_UNKNOWN);
  else
    kheo_scope_set_clock (self->scope, KHEO_CLOCK_ON_DAY, day);
  return G_SOURCE_REMOVE;
}

static void
value_cb (KheoDaySlider *self)
{
  if (self->settling)
    return;
  show_label (self);
  if (self->timer == 0)
    self->timer = g_timeout_add (MAP_INTERVAL, choose_cb, self);
}

/* On either side of a mark: its first day, or the last of the map before it. */
static double
snap (KheoDaySlider *self, double value)
{
  double upper = gtk_adjustment_get_upper (self->adjustment);
  int    width = gtk_widget_get_width (GTK_WIDGET (self->scale));
  double near =
      width > 0 ? (upper - gtk_adjustment_get_lower (self->adjustment)) * SNAP / width : 0;

  if (upper - value < near)
    return upper;
  for (guint i = 0; i < self->days->len; i++)
    {
      double day = g_array_index (self->days, KheoUnitDay, i).day;

      if (ABS (value - day) < near)
        return value < day ? day - 1 : day;
    }
  return value;
}

static gboolean
change_value_cb (KheoDaySlider *self, GtkScrollType scroll, double value)
{
  if (scroll != GTK_SCROLL_JUMP)
    return GDK_EVENT_PROPAGATE;
  gtk_range_set_value (self->scale, (double) (KheoDate) snap (self, MAX (value, 1)));
  return GDK_EVENT_STOP;
}

static void
earlier_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoDaySlider     *self = KHEO_DAY_SLIDER (widget);
  const KheoUnitDay *mark =
      day_at (self, kheo_unit_days_find (self->days, kheo_day_slider_get_day (self)));

  if (mark != NULL)
    gtk_range_set_value (self->scale, mark->day - 1);
}

static void
later_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoDaySlider     *self = KHEO_DAY_SLIDER (widget);
  KheoDate           day = kheo_day_slider_get_day (self);
  const KheoUnitDay *mark = day_at (self, kheo_unit_days_find (self->days, day) + 1);
  KheoDate           today = kheo_date_today ();

  if (mark != NULL)
    gtk_range_set_value (self->scale, mark->day);
  else if (day < today)
    gtk_range_set_value (self->scale, today);
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_range_set_value (KHEO_DAY_SLIDER (widget)->scale, kheo_date_today ());
}

/* ---- Object ---- */

static void
kheo_day_slider_dispose (GObject *object)
{
  KheoDaySlider *self = KHEO_DAY_SLIDER (object);

  self->settling = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_DAY_SLIDER);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_day_slider_parent_class)->dispose (object);
}

static void
kheo_day_slider_finalize (GObject *object)
{
  KheoDaySlider *self = KHEO_DAY_SLIDER (object);

  g_clear_pointer (&self->units, kheo_units_unref);
  g_clear_pointer (&self->days, g_array_unref);
  G_OBJECT_CLASS (kheo_day_slider_parent_class)->finalize (object);
}

static void
kheo_day_slider_class_init (KheoDaySliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_day_slider_dispose;
  G_OBJECT_CLASS (klass)->finalize = kheo_day_slider_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "tree/kheo-day-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoDaySlider, label);
  gtk_widget_class_bind_template_child (widget_class, KheoDaySlider, scale);
  gtk_widget_class_bind_template_child (widget_class, KheoDaySlider, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_cb);
  gtk_widget_class_install_action (widget_class, "days.earlier", NULL, earlier_cb);
  gtk_widget_class_install_action (widget_class, "days.later", NULL, later_cb);
  gtk_widget_class_install_action (widget_class, "days.today", NULL, today_cb);
  gtk_widget_class_set_css_name (widget_class, "day-slider");
}

static void
kheo_day_slider_init (KheoDaySlider *self)
{
  self->settling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->days = g_array_new (FALSE, FALSE, sizeof (KheoUnitDay));
  self->settling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kheo_day_slider_new (KheoScope *scope)
{
  KheoDaySlider *self = g_object_new (KHEO_TYPE_DAY_SLIDER, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "map-changed", G_CALLBACK (follow_scope), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scope, "changed", G_CALLBACK (follow_scope), self, G_CONNECT_SWAPPED);
  follow_scope (self);
  return GTK_WIDGET (self);
}

void
kheo_day_slider_move (KheoDaySlider *self, KheoDate day)
{
  g_return_if_fail (KHEO_IS_DAY_SLIDER (self));
  change_value_cb (self, GTK_SCROLL_JUMP, day);
}

KheoDate
kheo_day_slider_get_day (KheoDaySlider *self)
{
  g_return_val_if_fail (KHEO_IS_DAY_SLIDER (self), KHEO_DATE_UNKNOWN);
  return (KheoDate) gtk_adjustment_get_value (self->adjustment);
}

GArray *
kheo_day_slider_get_days (KheoDaySlider *self)
{
  g_return_val_if_fail (KHEO_IS_DAY_SLIDER (self), NULL);
  return self->days;
}
