#include "kheo-period-button.h"

#include "kheo-date-entry.h"
#include "kheo-periods.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  GtkLabel        *others_title;
  GtkFlowBox      *others;
  GtkBox          *span;

  /* borrowed: children */
  KheoDateEntry *from;
  KheoDateEntry *to;

  /* owned */
  KheoScope *scope;   /* NULL while no book is open */
  GArray    *periods; /* of KheoPeriod, newest first: what the book has; NULL until read */

  gboolean stale; /* the book has changed since periods were asked for */
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

/* A whole period: of a year one may still choose a part. */
static void
name_cb (KheoPeriodButton *self, GtkWidget *toggle)
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
                           box == self->parts ? G_CALLBACK (part_cb) : G_CALLBACK (name_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (box, toggle);
  /* The focus belongs to the button, not to the place around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (toggle), FALSE);
}

/* Makes the toggles of @box again from its @first on when they are not those of @names already: the
 * focus stays where it is. */
static void
fill (KheoPeriodButton *self, GtkFlowBox *box, int first, GPtrArray *labels, GPtrArray *names)
{
  GtkFlowBoxChild *child;
  guint            same = 0;

  while (same < names->len && (child = gtk_flow_box_get_child_at_index (box, first + (int) same)) &&
         g_str_equal (g_object_get_data (G_OBJECT (gtk_flow_box_child_get_child (child)), NAME_KEY),
                      names->pdata[same]))
    same++;
  while ((child = gtk_flow_box_get_child_at_index (box, first + (int) same)) != NULL)
    gtk_flow_box_remove (box, GTK_WIDGET (child));
  for (guint i = same; i < names->len; i++)
    add_toggle (self, box, labels->pdata[i], names->pdata[i]);
}

static gint
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

/* Years that have models, or a period of any other register within them; newest first. */
static void
fill_years (KheoPeriodButton *self)
{
  GArray *scoped = kheo_scope_get_years (self->scope);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int shown = current_year (self);
  int last = 0;

  g_array_append_val (years, shown);
  if (scoped != NULL)
    g_array_append_vals (years, scoped->data, scoped->len);
  for (guint i = 0; self->periods != NULL && i < self->periods->len; i++)
    {
      KheoPeriod period = g_array_index (self->periods, KheoPeriod, i);
      int        year = kheo_date_get_year (period.to);

      if (kheo_date_get_year (period.from) == year)
        g_array_append_val (years, year);
    }
  g_array_sort (years, compare_years);
  for (guint i = 0; i < years->len; i++)
    {
      int year = g_array_index (years, int, i);

      if (year != last)
        g_ptr_array_add (names, g_strdup_printf ("%d", year));
      last = year;
    }
  fill (self, self->years, 0, names, names);
}

/* The months of the year shown that something is reported for. */
static void
fill_months (KheoPeriodButton *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int year = current_year (self);

  for (guint i = self->periods ? self->periods->len : 0; i-- > 0;)
    {
      KheoPeriod       period = g_array_index (self->periods, KheoPeriod, i);
      g_autofree char *name = kheo_period_to_string (period);
      int              own, month;

      if (sscanf (name, "%d-%d%c", &own, &month, &(char){ 0 }) != 2 || own != year)
        continue;
      /* Translators: a month of the year: "month 7" */
      g_ptr_array_add (labels, g_strdup_printf (_ ("Month %d"), month));
      g_ptr_array_add (names, g_strdup (name + strlen (name) - 3));
    }
  fill (self, self->parts, G_N_ELEMENTS (part), labels, names);
}

/* A part of a year that has no toggle of its own, or more than a year. */
static gboolean
is_other (KheoPeriod period, const char *name)
{
  int year = kheo_date_get_year (period.from);

  return year != kheo_date_get_year (period.to) || strstr (name, "..") != NULL ||
         strlen (name) > strlen ("2024-07");
}

static void
fill_others (KheoPeriodButton *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->periods != NULL && i < self->periods->len; i++)
    {
      KheoPeriod       period = g_array_index (self->periods, KheoPeriod, i);
      g_autofree char *name = kheo_period_to_string (period);

      if (!is_other (period, name))
        continue;
      g_ptr_array_add (labels, kheo_period_format (period));
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  fill (self, self->others, 0, labels, names);
  gtk_widget_set_visible (GTK_WIDGET (self->others_title), names->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->others), names->len > 0);
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
  fill_months (self);
  fill_others (self);
  gtk_toggle_button_set_active (self->all, kheo_period_is_all (period));
  press_toggles (self, self->years, kheo_period_is_all (period) ? NULL : year);
  press_toggles (self, self->parts,
                 name != NULL && g_str_has_prefix (name, year) && !strstr (name, "..")
                     ? name + strlen (year)
                     : NULL);
  press_toggles (self, self->others, name);
  if (!kheo_period_is_all (period))
    {
      kheo_date_entry_set_date (self->from, period.from);
      kheo_date_entry_set_date (self->to, period.to);
    }
  self->settling = FALSE;
}

/* What the book has is read when it is asked for: figures are many. */

static gpointer
periods_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_periods_list (db, error);
}

static void
periods_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPeriodButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) periods = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  /* Of a book that has been closed. */
  if (self->scope == NULL || kheo_scope_get_book (self->scope) == NULL ||
      kheo_book_get_store (kheo_scope_get_book (self->scope)) != KHEO_STORE (source))
    return;
  if (periods == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("periods could not be read: %s", error->message);
      self->stale = TRUE;
      return;
    }
  g_clear_pointer (&self->periods, g_array_unref);
  self->periods = g_steal_pointer (&periods);
  show (self);
}

static void
opened_cb (KheoPeriodButton *self)
{
  KheoBook *book = self->scope ? kheo_scope_get_book (self->scope) : NULL;

  if (!self->stale || book == NULL)
    return;
  self->stale = FALSE;
  kheo_store_read_async (kheo_book_get_store (book), periods_job, NULL, NULL,
                         (GDestroyNotify) g_array_unref, kheo_scope_get_cancellable (self->scope),
                         periods_cb, g_object_ref (self));
}

static void
book_changed_cb (KheoPeriodButton *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->popover)))
    opened_cb (self);
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
  g_clear_pointer (&self->periods, g_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, others_title);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, others);
  gtk_widget_class_bind_template_child (widget_class, KheoPeriodButton, span);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
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
  g_clear_pointer (&self->periods, g_array_unref);
  self->stale = scope != NULL;
  if (scope != NULL)
    {
      g_signal_connect_object (scope, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (book_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  show (self);
}
