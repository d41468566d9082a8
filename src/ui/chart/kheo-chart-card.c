#include "kheo-chart-card.h"

#include "kheo-export.h"
#include "kheo-page.h"
#include "kheo-print-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoChartCard
{
  GtkWidget parent_instance;

  guint         offered; /* mask: the kinds that make sense of such data */
  guint         kinds;   /* mask: those of them that say something true of the present data */
  KheoChartKind wanted;  /* as chosen last: it comes back when the data suit it again */
  KheoChartKind kind;    /* as shown, one of @kinds */

  /* Owned: how it was asked for; NULL: not known. */
  KheoScope *scope;
  KheoQuery *query;
  char      *dataset;

  /* Template children. */
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *print_button;
  GtkWidget *menu_button;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (KheoChartCard, kheo_chart_card, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_KIND_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A picture of 960 × 600 points: fills the width of a page in a text document. */
#define PICTURE_WIDTH  960.0
#define PICTURE_HEIGHT 600.0

static GMenu *
make_kind_section (guint kinds)
{
  GMenu *section = g_menu_new ();

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if (kinds & (1u << kind))
      {
        g_autoptr (GMenuItem) item =
            g_menu_item_new (kheo_chart_kind_title ((KheoChartKind) kind), NULL);

        g_menu_item_set_action_and_target (item, "chart.kind", "s", kheo_chart_kind_to_name (kind));
        g_menu_append_item (section, item);
      }
  return section;
}

static GMenuModel *
make_menu (guint kinds)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kind_section = make_kind_section (kinds);
  g_autoptr (GMenu) copy_section = g_menu_new ();
  g_autoptr (GMenu) save_section = g_menu_new ();

  g_menu_append (copy_section, _ ("Copy as picture"), "chart.copy-picture");
  g_menu_append (copy_section, _ ("Copy as table"), "chart.copy-table");
  g_menu_append (save_section, _ ("Save as PDF…"), "chart.save::pdf");
  g_menu_append (save_section, _ ("Save as drawing (SVG)…"), "chart.save::svg");
  g_menu_append (save_section, _ ("Save as picture (PNG)…"), "chart.save::png");
  g_menu_append (save_section, _ ("Print…"), "chart.print");
  if (g_menu_model_get_n_items (G_MENU_MODEL (kind_section)) > 1)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (kind_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save_section));
  return G_MENU_MODEL (menu);
}

static KheoChartData *
get_data (KheoChartCard *self)
{
  return kheo_chart_view_get_data (KHEO_CHART_VIEW (self->view));
}

/* The kinds that suit @data; all that are offered while there is nothing to tell by. */
static guint
find_kinds (KheoChartCard *self, KheoChartData *data)
{
  guint kinds = 0;

  for (guint kind = 0; data != NULL && kind < KHEO_CHART_N_KINDS; kind++)
    if ((self->offered & (1u << kind)) != 0 &&
        kheo_chart_kind_fits ((KheoChartKind) kind, data, NULL))
      kinds |= 1u << kind;
  return kinds != 0 ? kinds : self->offered;
}

static void
set_kinds (KheoChartCard *self, guint kinds)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  menu = make_menu (kinds);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  kheo_chart_view_set_menu (KHEO_CHART_VIEW (self->view), menu);
}

/* What was chosen last, where it suits; else the first that does. */
static void
show_chart (KheoChartCard *self, KheoChartData *data)
{
  KheoChartKind before = self->kind;

  self->kind = self->wanted;
  for (guint kind = 0; (self->kinds & (1u << self->kind)) == 0 && kind < KHEO_CHART_N_KINDS; kind++)
    if ((self->kinds & (1u << kind)) != 0)
      self->kind = (KheoChartKind) kind;
  kheo_chart_view_set_chart (KHEO_CHART_VIEW (self->view), self->kind, data);
  if (self->kind != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

static void
want_kind (KheoChartCard *self, KheoChartKind kind)
{
  self->wanted = kind;
  if (self->kind != kind)
    show_chart (self, get_data (self));
}

/* ---- Copy: painted on a thread of its own, since layout and pictures take their time ---- */

typedef struct
{
  KheoChartKind  kind;
  KheoChartData *data;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  kheo_chart_data_unref (picture->data);
  g_free (picture);
}

static void
picture_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Picture         *picture = task_data;
  const double     scale = 2;
  int              width = (int) (PICTURE_WIDTH * scale), height = (int) (PICTURE_HEIGHT * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  KheoChartStyle   style;
  g_autoptr (KheoChartLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;

  kheo_chart_style_init (&style, KHEO_CHART_LIGHT, PICTURE_WIDTH, PICTURE_HEIGHT);
  style.font_size = 15;
  style.margin = 18;
  layout = kheo_chart_layout (picture->kind, picture->data, &style);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  kheo_chart_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                                 (gsize) cairo_image_surface_get_stride (surface)),
                         g_object_unref);
  cairo_surface_destroy (surface);
}

static void
picture_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *self = GTK_WIDGET (source);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (self), texture);
  kheo_page_toast (self, _ ("The chart is on the clipboard"));
}

static void
copy_picture (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard *self = KHEO_CHART_CARD (widget);
  Picture       *picture;
  g_autoptr (GTask) task = NULL;

  if (get_data (self) == NULL)
    return;
  picture = g_new0 (Picture, 1);
  picture->kind = self->kind;
  picture->data = kheo_chart_data_ref (get_data (self));
  task = g_task_new (self, NULL, picture_made_cb, NULL);
  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, picture_thread);
}

static void
copy_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard   *self = KHEO_CHART_CARD (widget);
  g_autofree char *table = NULL;

  if (get_data (self) == NULL)
    return;
  table = kheo_chart_data_table (get_data (self));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
  kheo_page_toast (widget, _ ("The table of the chart is on the clipboard"));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const formats[] = { "pdf", "svg", "png" };
  KheoChartCard           *self = KHEO_CHART_CARD (widget);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (get_data (self) != NULL && g_str_equal (g_variant_get_string (parameter, NULL), formats[i]))
      kheo_export_chart (widget, self->kind, get_data (self), (KheoChartFormat) i);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard *self = KHEO_CHART_CARD (widget);
  g_autoptr (KheoPrintSheet) sheet = kheo_print_sheet_new (NULL);

  if (get_data (self) == NULL)
    return;
  kheo_print_sheet_add (sheet, self->kind, get_data (self));
  if (self->dataset != NULL && kheo_scope_get_book (self->scope) != NULL)
    {
      g_autoptr (GPtrArray) items =
          g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
      KheoBoardItem *item = kheo_board_item_new (FALSE, self->dataset, 1);

      item->kind = g_strdup (kheo_chart_kind_to_name (self->kind));
      g_ptr_array_add (items, item);
      kheo_print_sheet_set_question (sheet, self->scope, self->query, items);
    }
  kheo_print_window_present_sheet (widget, sheet);
}

static void
view_activated_cb (KheoChartCard *self, int category, int series)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, category, series);
}

/* ---- Object ---- */

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KIND)
    g_value_set_string (value, kheo_chart_kind_to_name (KHEO_CHART_CARD (object)->kind));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KheoChartCard *self = KHEO_CHART_CARD (object);
  KheoChartKind  kind;

  if (id != PROP_KIND)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_string (value) != NULL &&
           kheo_chart_kind_from_name (g_value_get_string (value), &kind) &&
           (self->kinds & (1u << kind)) != 0)
    {
      want_kind (self, kind);
      g_signal_emit (self, signals[SIGNAL_KIND_CHOSEN], 0, g_value_get_string (value));
    }
}

static void
dispose (GObject *object)
{
  kheo_chart_card_set_question (KHEO_CHART_CARD (object), NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KHEO_TYPE_CHART_CARD);
  G_OBJECT_CLASS (kheo_chart_card_parent_class)->dispose (object);
}

static void
kheo_chart_card_class_init (KheoChartCardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;

  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, "bar",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[SIGNAL_KIND_CHOSEN] =
      g_signal_new ("kind-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_property_action (widget_class, "chart.kind", "kind");
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture);
  gtk_widget_class_install_action (widget_class, "chart.copy-table", NULL, copy_table);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print);

  g_type_ensure (KHEO_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "chart/kheo-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, header);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, print_button);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, view);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kheo_chart_card_init (KheoChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kheo_page_set_label (self->print_button, _ ("Print this chart"));
  kheo_page_set_label (self->menu_button, _ ("Save, copy or change this chart"));
  kheo_chart_card_set_kinds (self, 1u << KHEO_CHART_BAR, KHEO_CHART_BAR);
}

/* ---- Public ---- */

GtkWidget *
kheo_chart_card_new (void)
{
  return g_object_new (KHEO_TYPE_CHART_CARD, NULL);
}

void
kheo_chart_card_set_kinds (KheoChartCard *self, guint kinds, KheoChartKind first)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self));
  g_return_if_fail ((kinds & (1u << first)) != 0);

  self->offered = kinds;
  set_kinds (self, find_kinds (self, get_data (self)));
  want_kind (self, first);
}

void
kheo_chart_card_set_data (KheoChartCard *self, KheoChartData *data)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self));

  set_kinds (self, find_kinds (self, data));
  show_chart (self, data);
  if (data == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->title),
                       kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE));
  gtk_label_set_label (GTK_LABEL (self->subtitle),
                       kheo_chart_data_get_text (data, KHEO_CHART_TEXT_SUBTITLE));
  kheo_page_set_label (GTK_WIDGET (self), kheo_chart_data_get_text (data, KHEO_CHART_TEXT_TITLE));
}

KheoChartView *
kheo_chart_card_get_view (KheoChartCard *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_CARD (self), NULL);
  return KHEO_CHART_VIEW (self->view);
}

void
kheo_chart_card_set_question (KheoChartCard   *self,
                              KheoScope       *scope,
                              const KheoQuery *query,
                              const char      *dataset)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self) && (dataset == NULL || query != NULL));

  g_set_object (&self->scope, scope);
  g_clear_pointer (&self->query, kheo_query_free);
  self->query = query != NULL ? kheo_query_dup (query) : NULL;
  g_free (self->dataset);
  self->dataset = g_strdup (dataset);
}

KheoChartKind
kheo_chart_card_get_wanted (KheoChartCard *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_CARD (self), KHEO_CHART_BAR);
  return self->wanted;
}

void
kheo_chart_card_set_whole (KheoChartCard *self, gboolean whole)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self));

  gtk_widget_set_visible (self->title, !whole);
  gtk_widget_set_visible (self->subtitle, !whole);
  kheo_chart_view_set_whole (KHEO_CHART_VIEW (self->view), whole);
}
