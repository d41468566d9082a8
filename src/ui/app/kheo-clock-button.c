#include "kheo-clock-button.h"

#include "kheo-date-entry.h"

#include <glib/gi18n-lib.h>

struct _KheoClockButton
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget      *button;
  GtkLabel       *label;
  GtkWidget      *popover;
  GtkCheckButton *today;
  GtkCheckButton *reported;
  GtkCheckButton *on_day;
  GtkBox         *day_place;
  GtkDropDown    *basis;

  /* borrowed: child */
  KheoDateEntry *day;

  /* owned */
  KheoScope *scope; /* NULL while no book is open */

  gboolean settling; /* the choices follow the scope */
};

G_DEFINE_FINAL_TYPE (KheoClockButton, kheo_clock_button, GTK_TYPE_WIDGET)

/* In the order of KheoBasis. */
static const char *const basis_choices[KHEO_N_BASES] = {
  [KHEO_BASIS_NONE] = N_ ("is not apportioned"),
  [KHEO_BASIS_POPULATION] = N_ ("is apportioned by population"),
  [KHEO_BASIS_HOUSEHOLDS] = N_ ("is apportioned by number of households"),
  [KHEO_BASIS_AREA] = N_ ("is apportioned by area"),
  [KHEO_BASIS_EQUAL] = N_ ("is apportioned in equal parts"),
};

/* "Map: today": short, for the header bar; the whole sentence is the tooltip. */
static char *
describe (KheoClock clock, KheoDate day)
{
  g_autofree char *date = NULL;

  switch (clock)
    {
    case KHEO_CLOCK_AS_REPORTED:
      return g_strdup (_ ("Map: as reported"));
    case KHEO_CLOCK_ON_DAY:
      date = kheo_date_format (day);
      return g_strdup_printf (_ ("Map: %s"), date);
    case KHEO_CLOCK_TODAY:
    default:
      return g_strdup (_ ("Map: today"));
    }
}

static void
show (KheoClockButton *self)
{
  KheoDate         day;
  KheoClock        clock;
  g_autofree char *text = NULL;

  if (self->scope == NULL)
    return;
  clock = kheo_scope_get_clock (self->scope, &day);
  text = describe (clock, day);
  gtk_label_set_text (self->label, text);
  kheo_page_set_label (self->button, text);
  self->settling = TRUE;
  gtk_check_button_set_active (clock == KHEO_CLOCK_TODAY         ? self->today
                               : clock == KHEO_CLOCK_AS_REPORTED ? self->reported
                                                                 : self->on_day,
                               TRUE);
  gtk_drop_down_set_selected (self->basis, kheo_scope_get_basis (self->scope));
  /* As reported nothing is restated. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->basis), clock != KHEO_CLOCK_AS_REPORTED);
  /* Not while a day is being typed: "30/6/20" is one on the way to "30/6/2025". */
  if (clock == KHEO_CLOCK_ON_DAY && kheo_date_entry_get_date (self->day) != day &&
      (gtk_widget_get_state_flags (GTK_WIDGET (self->day)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    kheo_date_entry_set_date (self->day, day);
  self->settling = FALSE;
}

static void
choice_cb (KheoClockButton *self, GtkCheckButton *choice)
{
  KheoDate day;

  if (self->settling || self->scope == NULL || !gtk_check_button_get_active (choice))
    return;
  if (choice == self->today)
    kheo_scope_set_clock (self->scope, KHEO_CLOCK_TODAY, KHEO_DATE_UNKNOWN);
  else if (choice == self->reported)
    kheo_scope_set_clock (self->scope, KHEO_CLOCK_AS_REPORTED, KHEO_DATE_UNKNOWN);
  else
    {
      day = kheo_date_entry_get_date (self->day);
      if (day != KHEO_DATE_UNKNOWN)
        kheo_scope_set_clock (self->scope, KHEO_CLOCK_ON_DAY, day);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
    }
}

/* A whole day that has been typed or chosen is taken at once. */
static void
day_cb (KheoClockButton *self)
{
  KheoDate      day;
  KheoPrecision precision;

  if (self->settling || self->scope == NULL ||
      !kheo_date_parse (kheo_date_entry_get_text (self->day), &day, &precision) ||
      precision != KHEO_PRECISION_DAY || kheo_date_get_year (day) < 1900)
    return;
  kheo_scope_set_clock (self->scope, KHEO_CLOCK_ON_DAY, day);
}

static void
basis_cb (KheoClockButton *self)
{
  guint basis = gtk_drop_down_get_selected (self->basis);

  if (!self->settling && self->scope != NULL && basis < KHEO_N_BASES)
    kheo_scope_set_basis (self->scope, (KheoBasis) basis);
}

static void
kheo_clock_button_dispose (GObject *object)
{
  KheoClockButton *self = KHEO_CLOCK_BUTTON (object);

  self->settling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_CLOCK_BUTTON);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_clock_button_parent_class)->dispose (object);
}

static void
kheo_clock_button_class_init (KheoClockButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_clock_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "app/kheo-clock-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, button);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, label);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, popover);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, today);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, reported);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, on_day);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, day_place);
  gtk_widget_class_bind_template_child (widget_class, KheoClockButton, basis);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, basis_cb);
}

static void
kheo_clock_button_init (KheoClockButton *self)
{
  GtkWidget *day = kheo_date_entry_new (_ ("Day of the map"));
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  self->settling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < KHEO_N_BASES; i++)
    gtk_string_list_append (choices, _ (basis_choices[i]));
  gtk_drop_down_set_model (self->basis, G_LIST_MODEL (choices));
  self->settling = FALSE;
  self->day = KHEO_DATE_ENTRY (day);
  gtk_box_append (self->day_place, day);
  g_signal_connect_object (day, "changed", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
}

void
kheo_clock_button_set_scope (KheoClockButton *self, KheoScope *scope)
{
  g_return_if_fail (KHEO_IS_CLOCK_BUTTON (self));
  if (self->scope != NULL)
    g_signal_handlers_disconnect_by_data (self->scope, self);
  g_set_object (&self->scope, scope);
  gtk_widget_set_visible (GTK_WIDGET (self), scope != NULL);
  if (scope != NULL)
    g_signal_connect_object (scope, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
