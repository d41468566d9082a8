#include "kheo-period-button.h"

#include "kheo-date-entry.h"

#include <glib/gi18n-lib.h>

struct _KheoPeriodButton
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget       *button;
  GtkLabel        *label;
  GtkPopover      *popover;
  GtkToggleButton *all;
  GtkFlowBox      *years;
  GtkFlowBox      *parts;
  GtkBox          *span;

  /* borrowed: children */
  KheoDateEntry *from;
  KheoDateEntry *to;

  /* owned */
  KheoScope *scope; /* NULL while no book is open */

  gboolean settling;
};

G_DEFINE_FINAL_TYPE (KheoPeriodButton, kheo_period_button, GTK_TYPE_WIDGET)

/* The ends of the names of periods (cli.md), in the order offered. */
static const struct
{
  const char *suffix;
  const char *label;
} part[] = {
  { "", N_ ("Whole year") },     { "-H1", N_ ("First 6 months") }, { "-H2", N_ ("Last 6 months") },
  { "-9M", N_ ("9 months") },    { "-Q1", N_ ("Quarter I") },      { "-Q2", N_ ("Quarter II") },
  { "-Q3", N_ ("Quarter III") }, { "-Q4", N_ ("Quarter IV") },
};

#define NAME_KEY "kheo-period" /* on a toggle: the period's name, or its suffix */

static int
current_year (KheoPeriodButton *self)
{
  KheoPeriod period = kheo_scope_get_period (self->scope);
  GArray    *years = kheo_scope_get_years (self->scope);

  if (!kheo_period_is_all (period))
    return kheo_date_get_year (period.to);
  return years != NULL && years->len > 0 ? g_array_index (years, int, 0)
                                         : kheo_date_get_year (kheo_date_today ());
}

static void
choose (KheoPeriodButton *self, const char *name)
{
  KheoPeriod period;

  if (kheo_period_parse (name, &period, NULL))
    kheo_scope_set_period (self->scope, period);
}

/* Toggles */

static void
year_cb (KheoPeriodButton *self, GtkWidget *toggle)
{
  if (!self->settling)
    choose (self, g_object_get_data (G_OBJECT (toggle), NAME_KEY));
}

static void
part_cb (KheoPeriodButton *self, GtkWidget *toggle)
{
  g_autofree char *name = NULL;

  if (self->settling)
    return;
  name = g_strdup_printf ("%d%s", current_year (self),
                          (const char *) g_object_get_data (G_OBJECT (toggle), NAME_KEY));
  choose (self, name);
  gtk_popover_popdown (self->popover);
}

static void
all_cb (KheoPeriodButton *self)
{
  if (self->settling || self->scope == NULL)
    return;
  kheo_scope_set_period (self->scope, KHEO_PERIOD_ALL);
  gtk_popover_popdown (self->popover);
}

static void
add_toggle (KheoPeriodButton *self, GtkFlowBox *box, const char *label, const char *name)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (toggle), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (toggle, "clicked",
                           box == self->years ? G_CALLBACK (year_cb) : G_CALLBACK (part_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (box, toggle);
  /* The focus belongs to the button, not to the place around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (toggle), FALSE);
}

static void
fill_years (KheoPeriodButton *self)
{
  GArray    *years = kheo_scope_get_years (self->scope);
  int        shown = current_year (self);
  gboolean   found = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->years))) != NULL)
    gtk_flow_box_remove (self->years, child);
  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      int              year = g_array_index (years, int, i);
      g_autofree char *name = g_strdup_printf ("%d", year);

      found = found || year == shown;
      add_toggle (self, self->years, name, name);
    }
  if (!found)
    {
      g_autofree char *name = g_strdup_printf ("%d", shown);

      add_toggle (self, self->years, name, name);
    }
}

static void
press_toggles (KheoPeriodButton *self, GtkFlowBox *box, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget  *toggle = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));
      const char *own = g_object_get_data (G_OBJECT (toggle), NAME_KEY);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), g_strcmp0 (own, name) == 0);
    }
}

static void
show (KheoPeriodButton *self)
{
  KheoPeriod       period;
  g_autofree char *name = NULL;
  g_autofree char *year = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (self->scope == NULL)
    return;
  period = kheo_scope_get_period (self->scope);
  name = kheo_period_to_string (period);
  year = g_strdup_printf ("%d", current_year (self));
  text = kheo_period_is_all (period) ? g_strdup (_ ("all years")) : kheo_period_format (period);
  /* Translators: a period: "năm 2022", "Quý III/2022". */
  label = g_strdup_printf (_ ("Period: %s"), text);
  gtk_label_set_text (self->label, label);
  kheo_page_set_label (self->button, label);
  self->settling = TRUE;
  fill_years (self);
  gtk_toggle_button_set_active (self->all, kheo_period_is_all (period));
  press_toggles (self, self->years, kheo_period_is_all (period) ? NULL : year);
  press_toggles (self, self->parts,
                 name != NULL && g_str_has_prefix (name, year) && !strstr (name, "..")
                     ? name + strlen (year)
                     : NULL);
  if (!kheo_period_is_all (period))
    {
      kheo_date_entry_set_date (self->from, period.from);
      kheo_date_entry_set_date (self->to, period.to);
    }
  self->settling = FALSE;
}

static void
span_cb (KheoPeriodButton *self)
{
  KheoDate from = kheo_date_entry_get_date (self->from);
  KheoDate to = kheo_date_entry_get_date (self->to);

  if (from != KHEO_DATE_UNKNOWN && to >= from)
    {
      kheo_scope_set_period (self->scope, (KheoPeriod){ from, to });
      gtk_popover_popdown (self->popover);
    }
  else
    gtk_widget_grab_focus (GTK_WIDGET (from == KHEO_DATE_UNKNOWN ? self->from : self->to));
}

static void
kheo_period_button_dispose (GObject *object)
{
  KheoPeriodButton *self = KHEO_PERIOD_BUTTON (object);

  self->settling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_PERIOD_BUTTON);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (kheo_period_button_parent_class)->dispose (object);
}

static void
kheo_period_button_class_init (KheoPeriodButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_period_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "app/kheo-period-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, button);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, label);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, popover);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, all);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, years);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, parts);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, span);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
}

static void
kheo_period_button_init (KheoPeriodButton *self)
{
  GtkWidget *from = kheo_date_entry_new (_ ("First day"));
  GtkWidget *to = kheo_date_entry_new (_ ("Last day"));
  GtkWidget *apply = gtk_button_new_from_icon_name ("object-select-symbolic");

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (part); i++)
    add_toggle (self, self->parts, _ (part[i].label), part[i].suffix);
  self->from = KHEO_DATE_ENTRY (from);
  self->to = KHEO_DATE_ENTRY (to);
  gtk_widget_set_tooltip_text (apply, _ ("Count these days"));
  kheo_page_set_label (apply, _ ("Count these days"));
  g_signal_connect_object (apply, "clicked", G_CALLBACK (span_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->span, from);
  gtk_box_append (self->span, gtk_label_new ("–"));
  gtk_box_append (self->span, to);
  gtk_box_append (self->span, apply);
}

void
kheo_period_button_set_scope (KheoPeriodButton *self, KheoScope *scope)
{
  g_return_if_fail (KHEO_IS_PERIOD_BUTTON (self));
  if (self->scope != NULL)
    g_signal_handlers_disconnect_by_data (self->scope, self);
  g_set_object (&self->scope, scope);
  gtk_widget_set_visible (GTK_WIDGET (self), scope != NULL);
  if (scope != NULL)
    g_signal_connect_object (scope, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
