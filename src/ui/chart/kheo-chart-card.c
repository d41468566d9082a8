#include "kheo-chart-card.h"

#include "kheo-chart-additions-window.h"
#include "kheo-chart-ask.h"
#include "kheo-chart-before.h"
#include "kheo-chart-copy.h"
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

  /* What a person added, as in kheo-chart-options.h; owned, NULL: nothing. */
  char            *additions;
  gboolean         owner_adds; /* the data that are given bear them already */
  KheoChartData   *plain;      /* as given; owned, NULL: none */
  KheoBoardAnswer *answer;     /* what is shown in its place; owned, NULL: as given */
  GCancellable    *asking;     /* for the next of these; NULL: none is on its way */

  /* Template children. */
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *kind_button;
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
  SIGNAL_ADDITIONS_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GMenuModel *
make_kind_menu (guint kinds)
{
  GMenu *menu = g_menu_new ();

  for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
    if (kinds & (1u << kind))
      {
        g_autoptr (GMenuItem) item =
            g_menu_item_new (kheo_chart_kind_title ((KheoChartKind) kind), NULL);

        g_menu_item_set_action_and_target (item, "chart.kind", "s", kheo_chart_kind_to_name (kind));
        g_menu_append_item (menu, item);
      }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_paper_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) add = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) save = g_menu_new ();
  g_autoptr (GMenuItem) additions =
      g_menu_item_new (_ ("Compare and annotate…"), "chart.additions");

  g_menu_item_set_attribute (additions, "hidden-when", "s", "action-disabled");
  g_menu_append_item (add, additions);

  g_menu_append (copy, _ ("Copy as picture"), "chart.copy-picture");
  g_menu_append (copy, _ ("Copy as table"), "chart.copy-table");
  g_menu_append (save, _ ("Save as PDF…"), "chart.save::pdf");
  g_menu_append (save, _ ("Save as drawing (SVG)…"), "chart.save::svg");
  g_menu_append (save, _ ("Save as picture (PNG)…"), "chart.save::png");
  g_menu_append (save, _ ("Print…"), "chart.print");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (add));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save));
  return G_MENU_MODEL (menu);
}

/* All of it, for the chart itself: the kinds in a menu of their own, since a menu longer than the
 * screen hides its end. */
static GMenuModel *
make_menu (GMenuModel *kinds, GMenuModel *paper)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  if (g_menu_model_get_n_items (kinds) > 1)
    {
      g_menu_append_submenu (change, _ ("Kind of chart"), kinds);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
    }
  g_menu_append_section (menu, NULL, paper);
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
  g_autoptr (GMenuModel) of_kinds = NULL;
  g_autoptr (GMenuModel) of_paper = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  of_kinds = make_kind_menu (kinds);
  of_paper = make_paper_menu ();
  menu = make_menu (of_kinds, of_paper);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->kind_button), of_kinds);
  gtk_widget_set_visible (self->kind_button, g_menu_model_get_n_items (of_kinds) > 1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), of_paper);
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

/* ---- What a person adds ---- */

/* How it was asked for, with what was added. */
static KheoBoardItem *
make_item (KheoChartCard *self)
{
  KheoBoardItem *item = kheo_board_item_new (FALSE, self->dataset, 1);

  item->kind = g_strdup (kheo_chart_kind_to_name (self->kind));
  item->options = g_strdup (self->additions);
  return item;
}

static void
stop_asking (KheoChartCard *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->answer, kheo_board_answer_unref);
}

static void
show_data (KheoChartCard *self, KheoChartData *data)
{
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

static gboolean
adds_itself (KheoChartCard *self)
{
  return self->additions != NULL && !self->owner_adds && self->dataset != NULL &&
         kheo_scope_get_book (self->scope) != NULL;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoChartCard) self = user_data;
  g_autoptr (GError) error = NULL;
  KheoBoardAnswer *answer = kheo_chart_ask_finish (source, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* other data came, or the card is gone */
  g_clear_object (&self->asking);
  self->answer = answer;
  show_data (self, answer != NULL && answer->data != NULL ? answer->data : self->plain);
}

/* As given, or with what is added to it, as soon as it is there. */
static void
show_plain_or_ask (KheoChartCard *self)
{
  g_autoptr (KheoBoardItem) item = NULL;

  stop_asking (self);
  if (!adds_itself (self))
    {
      show_data (self, self->plain);
      return;
    }
  item = make_item (self);
  self->asking = g_cancellable_new ();
  kheo_chart_ask (self->scope, self->query, item, self->asking, asked_cb, g_object_ref (self));
}

static void
additions_accepted_cb (KheoSheetWindow *window, KheoChartCard *self)
{
  g_autofree char *text = NULL;

  if (!kheo_chart_additions_window_take (window, &text))
    return;
  kheo_chart_card_choose_additions (self, text);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
ask_additions (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard   *self = KHEO_CHART_CARD (widget);
  KheoSheetWindow *window;

  if (self->dataset == NULL || get_data (self) == NULL)
    return;
  window = kheo_chart_additions_window_present (
      KHEO_CHART_VIEW (self->view), self->additions,
      kheo_chart_has_before (self->dataset, self->query->period));
  g_signal_connect_object (window, "accepted", G_CALLBACK (additions_accepted_cb), self, 0);
}

/* ---- Copy, save, print ---- */

static void
copy_picture (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard *self = KHEO_CHART_CARD (widget);

  if (get_data (self) != NULL)
    kheo_chart_copy_picture (widget, self->kind, get_data (self));
}

static void
copy_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoChartCard *self = KHEO_CHART_CARD (widget);

  if (get_data (self) != NULL)
    kheo_chart_copy_table (widget, get_data (self));
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

      g_ptr_array_add (items, make_item (self));
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
  KheoChartCard *self = KHEO_CHART_CARD (object);

  stop_asking (self);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->query, kheo_query_free);
  g_clear_pointer (&self->dataset, g_free);
  g_clear_pointer (&self->additions, g_free);
  g_clear_pointer (&self->plain, kheo_chart_data_unref);
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
  signals[SIGNAL_ADDITIONS_CHOSEN] =
      g_signal_new ("additions-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_property_action (widget_class, "chart.kind", "kind");
  gtk_widget_class_install_action (widget_class, "chart.additions", NULL, ask_additions);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture);
  gtk_widget_class_install_action (widget_class, "chart.copy-table", NULL, copy_table);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print);

  g_type_ensure (KHEO_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "chart/kheo-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, header);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, kind_button);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, print_button);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KheoChartCard, view);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Its tip would stand over the menu that it opened. */
static void
name_menu_button (GtkWidget *button, const char *name)
{
  kheo_page_set_label (button, name);
  g_object_bind_property (gtk_widget_get_first_child (button), "active", button, "has-tooltip",
                          G_BINDING_INVERT_BOOLEAN);
}

static void
kheo_chart_card_init (KheoChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_menu_button (self->kind_button, _ ("Change the kind of this chart"));
  kheo_page_set_label (self->print_button, _ ("Print this chart"));
  name_menu_button (self->menu_button, _ ("Save or copy this chart"));
  kheo_chart_card_set_kinds (self, 1u << KHEO_CHART_BAR, KHEO_CHART_BAR);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.additions", FALSE);
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

  if (data != NULL)
    kheo_chart_data_ref (data);
  g_clear_pointer (&self->plain, kheo_chart_data_unref);
  self->plain = data;
  stop_asking (self);
  if (data == NULL || !adds_itself (self)) /* else the question follows */
    show_data (self, data);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.additions", dataset != NULL);
  if (adds_itself (self))
    show_plain_or_ask (self);
}

void
kheo_chart_card_set_additions (KheoChartCard *self, const char *additions)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self));

  self->owner_adds = TRUE;
  g_free (self->additions);
  self->additions = g_strdup (additions);
}

void
kheo_chart_card_choose_additions (KheoChartCard *self, const char *additions)
{
  g_return_if_fail (KHEO_IS_CHART_CARD (self));

  g_free (self->additions);
  self->additions = g_strdup (additions);
  if (!self->owner_adds)
    show_plain_or_ask (self);
  g_signal_emit (self, signals[SIGNAL_ADDITIONS_CHOSEN], 0, additions);
}

const char *
kheo_chart_card_get_additions (KheoChartCard *self)
{
  g_return_val_if_fail (KHEO_IS_CHART_CARD (self), NULL);
  return self->additions;
}

KheoQuery *
kheo_chart_card_dup_query (KheoChartCard *self, int category, int series)
{
  g_return_val_if_fail (KHEO_IS_CHART_CARD (self), NULL);
  return self->answer != NULL ? kheo_board_answer_query (self->answer, category, series) : NULL;
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
