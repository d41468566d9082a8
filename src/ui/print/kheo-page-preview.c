#include "kheo-page-preview.h"

#include "kheo-page.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

#define DESK_MARGIN 24 /* pixels around the page */
#define ZOOM_STEP   1.25
#define LEAST_ZOOM  0.2
#define MOST_ZOOM   4.0

struct _KheoPagePreview
{
  GtkWidget parent_instance;

  /* Owned. */
  KheoPress       *press;
  KheoPressResult *result;  /* NULL while pages are made */
  GCancellable    *drawing; /* the picture on its way */
  guint            redraw;  /* source that will draw the page in another size */

  guint    page;
  double   zoom; /* pixels per point; 0: what fits */
  gboolean whole;
  gboolean has_place;
  KheoBox  place; /* framed, points on the page */

  /* Children. */
  GtkWidget *box;
  GtkWidget *scroller;
  GtkWidget *picture;
  GtkWidget *frame; /* over the picture */
  GtkWidget *page_label;
};

G_DEFINE_FINAL_TYPE (KheoPagePreview, kheo_page_preview, GTK_TYPE_WIDGET)

/* The page is read while it is worked on, so its width counts, unless all of it fits anyway. */
static double
fit_scale (KheoPagePreview *self)
{
  double width = gtk_widget_get_width (self->scroller) - 2 * DESK_MARGIN;
  double height = gtk_widget_get_height (self->scroller) - 2 * DESK_MARGIN;
  double scale = width / self->result->paper.width;

  if (self->whole)
    scale = MIN (scale, height / self->result->paper.height);
  return scale > 0.05 ? scale : 0.5; /* before the window has a size */
}

static void
pictured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoPagePreview) self = kheo_weak_take (user_data);
  g_autoptr (GdkTexture) texture = kheo_press_picture_finish (KHEO_PRESS (source), result, NULL);

  if (texture != NULL && self != NULL && self->picture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
}

static void
draw_page (KheoPagePreview *self)
{
  double scale;
  int    factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->result == NULL || self->picture == NULL)
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
show_page_number (KheoPagePreview *self)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  guint            n = self->result != NULL ? self->result->n_pages : 0;
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: page 1 of 12. */
    text = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n);
  gtk_label_set_label (GTK_LABEL (self->page_label), text != NULL ? text : _ ("Making the pages…"));
  gtk_widget_action_set_enabled (widget, "preview.previous-page", n > 0 && self->page > 0);
  gtk_widget_action_set_enabled (widget, "preview.next-page", n > 0 && self->page + 1 < n);
}

static void
turn_to (KheoPagePreview *self, guint page)
{
  if (page != self->page)
    self->has_place = FALSE;
  self->page = page;
  gtk_widget_queue_draw (self->frame);
  show_page_number (self);
  draw_page (self);
}

/* ---- Actions ---- */

static void
turn_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPagePreview *self = KHEO_PAGE_PREVIEW (widget);
  gboolean         next = g_str_equal (action, "preview.next-page");

  if (self->result != NULL && next && self->page + 1 < self->result->n_pages)
    turn_to (self, self->page + 1);
  else if (self->result != NULL && !next && self->page > 0)
    turn_to (self, self->page - 1);
}

static void
zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoPagePreview *self = KHEO_PAGE_PREVIEW (widget);
  const char      *how = g_variant_get_string (parameter, NULL);
  double           now;

  if (self->result == NULL)
    return;
  now = self->zoom > 0 ? self->zoom : fit_scale (self);
  if (g_str_equal (how, "fit"))
    self->zoom = 0;
  else
    self->zoom =
        CLAMP (g_str_equal (how, "in") ? now * ZOOM_STEP : now / ZOOM_STEP, LEAST_ZOOM, MOST_ZOOM);
  draw_page (self);
}

static gboolean
redraw_cb (gpointer user_data)
{
  KheoPagePreview *self = user_data;

  self->redraw = 0;
  draw_page (self);
  return G_SOURCE_REMOVE;
}

/* Comes while sizes are being given out, when none may be asked for. */
static void
room_changed_cb (KheoPagePreview *self)
{
  if (self->zoom <= 0 && self->redraw == 0)
    self->redraw = g_idle_add (redraw_cb, self);
}

/* The place that was asked for, framed in the accent of errors so that it is seen on any chart. */
static void
draw_frame (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  KheoPagePreview *self = user_data;
  graphene_rect_t  sheet; /* the picture has a margin around it */
  double           scale, edge = 4;
  KheoBox          box = self->place;

  if (!self->has_place || self->result == NULL ||
      !gtk_widget_compute_bounds (self->picture, GTK_WIDGET (area), &sheet))
    return;
  scale = sheet.size.width / self->result->paper.width;
  if (box.width <= 0)
    box = (KheoBox){ 0, 0, self->result->paper.width, self->result->paper.height };
  cairo_rectangle (cr, sheet.origin.x + box.x * scale - edge, sheet.origin.y + box.y * scale - edge,
                   box.width * scale + 2 * edge, box.height * scale + 2 * edge);
  cairo_set_line_width (cr, 3);
  cairo_set_source_rgb (cr, 0.88, 0.11, 0.14);
  cairo_stroke (cr);
}

/* ---- Children ---- */

static GtkWidget *
add_button (GtkWidget *bar, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  kheo_page_set_label (button, label);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
make_bar (KheoPagePreview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "toolbar");
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  add_button (bar, "go-previous-symbolic", _ ("Previous page"), "preview.previous-page");
  self->page_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->page_label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->page_label), 14);
  gtk_label_set_justify (GTK_LABEL (self->page_label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->page_label, "numeric");
  gtk_box_append (GTK_BOX (bar), self->page_label);
  add_button (bar, "go-next-symbolic", _ ("Next page"), "preview.next-page");
  gtk_box_append (GTK_BOX (bar), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  add_button (bar, "zoom-out-symbolic", _ ("Smaller"), "preview.zoom('out')");
  add_button (bar, "zoom-fit-best-symbolic", _ ("As wide as there is room"), "preview.zoom('fit')");
  add_button (bar, "zoom-in-symbolic", _ ("Larger"), "preview.zoom('in')");
  return bar;
}

static void
make_children (KheoPagePreview *self)
{
  GtkAdjustment *room;
  GtkWidget     *overlay;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_add_css_class (self->scroller, "page-desk");
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_FILL);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->picture, "paper");
  self->frame = gtk_drawing_area_new ();
  gtk_widget_set_can_target (self->frame, FALSE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->frame), draw_frame, self, NULL);
  overlay = gtk_overlay_new ();
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->frame);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), overlay);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  room = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (room, "notify::page-size", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  room = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (room, "notify::page-size", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoPagePreview *self = KHEO_PAGE_PREVIEW (object);

  g_clear_handle_id (&self->redraw, g_source_remove);
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_clear_object (&self->press);
  g_clear_pointer (&self->result, kheo_press_result_free);
  self->picture = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kheo_page_preview_parent_class)->dispose (object);
}

static void
kheo_page_preview_class_init (KheoPagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "preview.next-page", NULL, turn_page);
  gtk_widget_class_install_action (widget_class, "preview.previous-page", NULL, turn_page);
  gtk_widget_class_install_action (widget_class, "preview.zoom", "s", zoom);
}

static void
kheo_page_preview_init (KheoPagePreview *self)
{
  make_children (self);
  show_page_number (self);
}

GtkWidget *
kheo_page_preview_new (KheoPress *press)
{
  KheoPagePreview *self = g_object_new (KHEO_TYPE_PAGE_PREVIEW, NULL);

  self->press = g_object_ref (press);
  return GTK_WIDGET (self);
}

void
kheo_page_preview_take_result (KheoPagePreview *self, KheoPressResult *result)
{
  g_clear_pointer (&self->result, kheo_press_result_free);
  self->result = result;
  self->has_place = FALSE;
  if (result == NULL)
    {
      show_page_number (self);
      return;
    }
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), result->title);
  turn_to (self, MIN (self->page, result->n_pages - 1));
}

void
kheo_page_preview_show_message (KheoPagePreview *self, const char *message)
{
  kheo_page_preview_take_result (self, NULL);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  gtk_label_set_label (GTK_LABEL (self->page_label), message);
}

const KheoPressResult *
kheo_page_preview_get_result (KheoPagePreview *self)
{
  return self->result;
}

void
kheo_page_preview_set_whole (KheoPagePreview *self, gboolean whole)
{
  self->whole = whole;
  draw_page (self);
}

guint
kheo_page_preview_get_page (KheoPagePreview *self)
{
  return self->page;
}

void
kheo_page_preview_show_place (KheoPagePreview *self, guint page, const KheoBox *box)
{
  if (self->result == NULL || page >= self->result->n_pages)
    return;
  turn_to (self, page);
  self->has_place = box != NULL;
  if (box != NULL)
    self->place = *box;
  gtk_widget_queue_draw (self->frame);
}
