#include "kheo-print-window.h"

#include "kheo-export.h"
#include "kheo-page.h"
#include "kheo-print-operation.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

#include <math.h>

struct _KheoPrintWindow
{
  AdwWindow parent_instance;

  /* Owned. */
  KheoChartData   *data;
  KheoPress       *press;
  KheoPressResult *result;  /* of the last making; NULL while it runs */
  GCancellable    *drawing; /* the picture on its way */
  guint            remake;  /* source that will make the pages anew */
  guint            redraw;  /* source that will draw the page in another size */

  KheoChartKind kind;
  guint         page;
  double        zoom; /* pixels per point; 0: the whole page fits */

  /* Template children. */
  GtkWidget *scroller;
  GtkWidget *picture;
  GtkWidget *page_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *zoom_in_button;
  GtkWidget *zoom_out_button;
  GtkWidget *zoom_fit_button;
  GtkWidget *title_row;
  GtkWidget *paper_row;
  GtkWidget *orientation_row;
  GtkWidget *ink_row;
};

G_DEFINE_FINAL_TYPE (KheoPrintWindow, kheo_print_window, ADW_TYPE_WINDOW)

/* A title is being typed: wait until the hand rests (milliseconds). */
#define TYPING_PAUSE 300

#define DESK_MARGIN 24 /* pixels around the page */

/* ---- The picture of the page ---- */

static double
fit_scale (KheoPrintWindow *self)
{
  double width = gtk_widget_get_width (self->scroller) - 2 * DESK_MARGIN;
  double height = gtk_widget_get_height (self->scroller) - 2 * DESK_MARGIN;
  double scale = MIN (width / self->result->paper.width, height / self->result->paper.height);

  return scale > 0.05 ? scale : 0.5; /* before the window has a size */
}

static void
pictured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GdkTexture) texture = kheo_press_picture_finish (KHEO_PRESS (source), result, NULL);

  if (texture != NULL && self != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
}

static void
draw_page (KheoPrintWindow *self)
{
  double scale;
  int    factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->result == NULL)
    return;
  scale = self->zoom > 0 ? self->zoom : fit_scale (self);
  gtk_widget_set_size_request (self->picture, (int) (self->result->paper.width * scale),
                               (int) (self->result->paper.height * scale));
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->drawing = g_cancellable_new ();
  kheo_press_picture_async (self->press, self->page, scale * factor, self->drawing, pictured_cb,
                            kheo_weak_new (self));
}

static void
show_page_number (KheoPrintWindow *self)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  guint            n = self->result != NULL ? self->result->n_pages : 0;
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: page 1 of 12. */
    text = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n);
  gtk_label_set_label (GTK_LABEL (self->page_label), text != NULL ? text : _ ("Making the pages…"));
  gtk_widget_action_set_enabled (widget, "print.previous-page", n > 0 && self->page > 0);
  gtk_widget_action_set_enabled (widget, "print.next-page", n > 0 && self->page + 1 < n);
  gtk_widget_action_set_enabled (widget, "print.print", n > 0);
  gtk_widget_action_set_enabled (widget, "print.save", n > 0);
}

static void
turn_to (KheoPrintWindow *self, guint page)
{
  self->page = page;
  show_page_number (self);
  draw_page (self);
}

/* ---- Making the pages ---- */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPrintWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  KheoPressResult *made = kheo_press_make_finish (KHEO_PRESS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self == NULL)
    {
      kheo_press_result_free (made);
      return;
    }
  g_clear_pointer (&self->result, kheo_press_result_free);
  self->result = made;
  if (made == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->page_label), error->message);
      return;
    }
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), made->description);
  turn_to (self, MIN (self->page, made->n_pages - 1));
}

static KheoPaper
get_paper (KheoPrintWindow *self)
{
  static const char *const names[] = { "A4", "A3" };
  guint                    size = adw_combo_row_get_selected (ADW_COMBO_ROW (self->paper_row));
  gboolean  landscape = adw_combo_row_get_selected (ADW_COMBO_ROW (self->orientation_row)) == 0;
  KheoPaper paper = { 0 };

  kheo_paper_parse (names[MIN (size, 1u)], landscape, &paper, NULL);
  return paper;
}

static void
make_pages (KheoPrintWindow *self)
{
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title_row));
  gboolean    mono = adw_combo_row_get_selected (ADW_COMBO_ROW (self->ink_row)) == 1;
  g_autoptr (KheoChartData) data = kheo_chart_data_copy (self->data);

  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, title);
  kheo_chart_data_set_text (data, KHEO_CHART_TEXT_TITLE, title);
  kheo_press_make_async (self->press, kheo_chart_print_make,
                         kheo_chart_print_new (self->kind, data, get_paper (self), mono),
                         kheo_chart_print_free, made_cb, kheo_weak_new (self));
}

static gboolean
remake_cb (gpointer user_data)
{
  KheoPrintWindow *self = user_data;

  self->remake = 0;
  make_pages (self);
  return G_SOURCE_REMOVE;
}

/* ---- Callbacks ---- */

static void
title_changed_cb (KheoPrintWindow *self)
{
  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->data != NULL)
    self->remake = g_timeout_add (TYPING_PAUSE, remake_cb, self);
}

static void
option_changed_cb (KheoPrintWindow *self)
{
  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->data != NULL)
    self->remake = g_idle_add (remake_cb, self);
}

static gboolean
redraw_cb (gpointer user_data)
{
  KheoPrintWindow *self = user_data;

  self->redraw = 0;
  draw_page (self);
  return G_SOURCE_REMOVE;
}

/* Comes while sizes are being given out, when none may be asked for. */
static void
room_changed_cb (KheoPrintWindow *self)
{
  if (self->zoom <= 0 && self->redraw == 0)
    self->redraw = g_idle_add (redraw_cb, self);
}

/* ---- Actions ---- */

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);

  if (self->result != NULL)
    kheo_print_run (GTK_WINDOW (self), self->press, self->result);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const names[] = { "pdf", "svg", "png" };
  KheoPrintWindow         *self = KHEO_PRINT_WINDOW (widget);

  for (guint i = 0; self->result != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), names[i]))
      kheo_export_pages (widget, self->press, self->page, self->result->title, (KheoChartFormat) i);
}

static void
turn_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);
  gboolean         next = g_str_equal (action, "print.next-page");

  if (self->result != NULL && next && self->page + 1 < self->result->n_pages)
    turn_to (self, self->page + 1);
  else if (self->result != NULL && !next && self->page > 0)
    turn_to (self, self->page - 1);
}

static void
zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const double     step = 1.25, least = 0.2, most = 4;
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (widget);
  const char      *how = g_variant_get_string (parameter, NULL);
  double           now;

  if (self->result == NULL)
    return;
  now = self->zoom > 0 ? self->zoom : fit_scale (self);
  if (g_str_equal (how, "fit"))
    self->zoom = 0;
  else
    self->zoom = CLAMP (g_str_equal (how, "in") ? now * step : now / step, least, most);
  draw_page (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoPrintWindow *self = KHEO_PRINT_WINDOW (object);

  g_clear_handle_id (&self->remake, g_source_remove);
  g_clear_handle_id (&self->redraw, g_source_remove);
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_clear_object (&self->press);
  g_clear_pointer (&self->data, kheo_chart_data_unref);
  g_clear_pointer (&self->result, kheo_press_result_free);
  G_OBJECT_CLASS (kheo_print_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "print/kheo-print-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, page_label);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, zoom_out_button);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, zoom_fit_button);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, title_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, paper_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, orientation_row);
  gtk_widget_class_bind_template_child (widget_class, KheoPrintWindow, ink_row);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
}

static void
kheo_print_window_class_init (KheoPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "print.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "print.save", "s", save);
  gtk_widget_class_install_action (widget_class, "print.next-page", NULL, turn_page);
  gtk_widget_class_install_action (widget_class, "print.previous-page", NULL, turn_page);
  gtk_widget_class_install_action (widget_class, "print.zoom", "s", zoom);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "print.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "print.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "print.previous-page",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "print.zoom",
                                       "s", "in");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "print.zoom",
                                       "s", "out");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "print.zoom", "s",
                                       "fit");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kheo_print_window_init (KheoPrintWindow *self)
{
  GtkAdjustment *horizontal, *vertical;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->press = kheo_press_new ();
  kheo_page_set_label (self->previous_button, _ ("Previous page"));
  kheo_page_set_label (self->next_button, _ ("Next page"));
  kheo_page_set_label (self->zoom_in_button, _ ("Larger"));
  kheo_page_set_label (self->zoom_out_button, _ ("Smaller"));
  kheo_page_set_label (self->zoom_fit_button, _ ("Whole page"));
  horizontal = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (horizontal, "notify::page-size", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical, "notify::page-size", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_page_number (self);
}

/* ---- Public ---- */

static KheoPrintWindow *
present (GtkWidget *near, KheoPrintWindow *self)
{
  GtkRoot *root = gtk_widget_get_root (near);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

KheoPrintWindow *
kheo_print_window_present_chart (GtkWidget *near, KheoChartKind kind, KheoChartData *data)
{
  KheoPrintWindow *self = g_object_new (KHEO_TYPE_PRINT_WINDOW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->title_row),
                         kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE));
  self->kind = kind;
  self->data = kheo_chart_data_ref (data);
  make_pages (self);
  return present (near, self);
}

guint
kheo_print_window_get_n_pages (KheoPrintWindow *self)
{
  g_return_val_if_fail (KHEO_IS_PRINT_WINDOW (self), 0);
  return self->result != NULL ? self->result->n_pages : 0;
}
