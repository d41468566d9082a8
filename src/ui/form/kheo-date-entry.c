#include "kheo-date-entry.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

struct _KheoDateEntry
{
  GtkWidget parent_instance;

  /* borrowed: children */
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *calendar;

  gboolean settling; /* the calendar follows the entry */
};

G_DEFINE_FINAL_TYPE (KheoDateEntry, kheo_date_entry, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (KheoDateEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
icon_cb (KheoDateEntry *self)
{
  KheoDate date = kheo_date_entry_get_date (self);
  int      year, month, day;
  g_autoptr (GDateTime) when = NULL;

  kheo_date_split (date != KHEO_DATE_UNKNOWN ? date : kheo_date_today (), &year, &month, &day);
  when = g_date_time_new_local (year, month, day, 0, 0, 0);
  self->settling = TRUE;
  if (when != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), when);
  self->settling = FALSE;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
day_cb (KheoDateEntry *self)
{
  g_autoptr (GDateTime) when = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  if (self->settling)
    return;
  kheo_date_entry_set_date (self, kheo_date_new (g_date_time_get_year (when),
                                                 g_date_time_get_month (when),
                                                 g_date_time_get_day_of_month (when)));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* What was typed in any of the accepted ways is shown in the one way when the entry is left. */
static void
left_cb (KheoDateEntry *self)
{
  KheoDate      date;
  KheoPrecision precision;

  if (kheo_date_parse (kheo_date_entry_get_text (self), &date, &precision) &&
      precision == KHEO_PRECISION_DAY)
    kheo_date_entry_set_date (self, date);
}

static void
kheo_date_entry_dispose (GObject *object)
{
  KheoDateEntry *self = KHEO_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_date_entry_parent_class)->dispose (object);
}

static gboolean
kheo_date_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KHEO_DATE_ENTRY (widget)->entry);
}

static void
kheo_date_entry_class_init (KheoDateEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_date_entry_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kheo_date_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_date_entry_init (KheoDateEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  /* Translators: how a date is typed: day/month/year. */
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("dd/mm/yyyy"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _ ("Choose a day"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 11);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (icon_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);

  self->calendar = gtk_calendar_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_cb), self);
}

GtkWidget *
kheo_date_entry_new (const char *label)
{
  KheoDateEntry *self = g_object_new (KHEO_TYPE_DATE_ENTRY, NULL);

  kheo_page_set_label (self->entry, label);
  return GTK_WIDGET (self);
}

const char *
kheo_date_entry_get_text (KheoDateEntry *self)
{
  g_return_val_if_fail (KHEO_IS_DATE_ENTRY (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
kheo_date_entry_set_text (KheoDateEntry *self, const char *text)
{
  g_return_if_fail (KHEO_IS_DATE_ENTRY (self));
  text = text ? text : "";
  if (!g_str_equal (kheo_date_entry_get_text (self), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

KheoDate
kheo_date_entry_get_date (KheoDateEntry *self)
{
  KheoDate      date;
  KheoPrecision precision;

  g_return_val_if_fail (KHEO_IS_DATE_ENTRY (self), KHEO_DATE_UNKNOWN);
  return kheo_date_parse (kheo_date_entry_get_text (self), &date, &precision) ? date
                                                                              : KHEO_DATE_UNKNOWN;
}

void
kheo_date_entry_set_date (KheoDateEntry *self, KheoDate date)
{
  g_autofree char *text = date != KHEO_DATE_UNKNOWN ? kheo_date_format (date) : NULL;

  kheo_date_entry_set_text (self, text);
}
