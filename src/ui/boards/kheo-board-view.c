#include "kheo-board-view-private.h"

#include "kheo-page.h"
#include "kheo-registers.h"
#include "kheo-weak.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoBoardView, kheo_board_view, GTK_TYPE_WIDGET)

enum
{
  PROP_ARRANGING = 1,
  PROP_ONLY_UNIT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

#define SHOW_TIME 4000 /* µs of a turn of the main loop for making and filling cards */

/* ---- Showing ---- */

/* Do the cards that are there stand for the items of @board? */
static gboolean
is_shown (KheoBoardView *self, const KheoBoard *board)
{
  const KheoBoard *before = self->reading != NULL ? self->reading->board : NULL;

  if (before == NULL || before->id != board->id || before->items->len != board->items->len ||
      kheo_board_grid_get_n (KHEO_BOARD_GRID (self->grid)) != board->items->len)
    return FALSE;
  for (guint i = 0; i < board->items->len; i++)
    {
      const KheoBoardItem *a = before->items->pdata[i];
      const KheoBoardItem *b = board->items->pdata[i];

      if (a->id != b->id || a->is_tile != b->is_tile || a->width != b->width)
        return FALSE;
    }
  return TRUE;
}

static void
activated_cb (KheoBoardCard *card, int category, int series, KheoBoardView *self)
{
  for (guint i = 0; i < kheo_board_view_get_n_items (self); i++)
    if (kheo_board_view_get_card (self, i) == card && i < self->reading->answers->len)
      kheo_board_view_open_rows (self, self->reading->answers->pdata[i], category, series);
}

static void
append_card (KheoBoardView *self, guint index)
{
  const KheoBoardItem *item = self->reading->board->items->pdata[index];
  GtkWidget           *card = kheo_board_card_new (item, (int) index);

  kheo_board_card_set_arranging (KHEO_BOARD_CARD (card), self->arranging);
  g_signal_connect_object (card, "activated", G_CALLBACK (activated_cb), self, 0);
  kheo_board_grid_append (KHEO_BOARD_GRID (self->grid), card, item->is_tile, item->width);
}

static void
add_board_item (GMenu *menu, const char *name, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, "board.show", "x", id);
  g_menu_append_item (menu, item);
}

static void
show_menu (KheoBoardView *self)
{
  const KheoBoardReading *reading = self->reading;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) boards = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  for (guint i = 0; i < reading->boards->len; i++)
    {
      const KheoBoard *board = reading->boards->pdata[i];

      add_board_item (boards, board->name, board->id);
    }
  g_menu_append (change, _ ("New board…"), "board.new");
  if (reading->board->id != 0)
    {
      g_menu_append (change, _ ("Rename…"), "board.rename");
      g_menu_append (change, _ ("Only for this unit"), "board.only-unit");
      g_menu_append (change, _ ("Delete this board"), "board.delete");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (boards));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->boards), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->boards), reading->board->name);
}

static void
show_item (KheoBoardView *self, guint index)
{
  const KheoBoardItem *item = self->reading->board->items->pdata[index];
  KheoBoardCard       *card = kheo_board_view_get_card (self, index);
  KheoChartCard       *chart;
  g_autoptr (KheoQuery) query = NULL;

  kheo_board_card_show (card, self->reading->answers->pdata[index]);
  chart = kheo_board_card_get_chart (card);
  if (chart == NULL || item->chart_id != 0) /* an own chart is the same for every unit */
    return;
  query = kheo_scope_make_query_of (self->scope, &kheo_register_models);
  kheo_chart_card_set_additions (chart, item->options);
  kheo_chart_card_set_question (chart, self->scope, query, item->dataset);
}

static gboolean
show_more_cb (gpointer view)
{
  KheoBoardView *self = view;
  gint64         start = g_get_monotonic_time ();

  do
    {
      if (self->n_shown == kheo_board_view_get_n_items (self))
        append_card (self, self->n_shown);
      show_item (self, self->n_shown++);
    }
  while (self->n_shown < self->reading->answers->len &&
         g_get_monotonic_time () - start < SHOW_TIME);
  if (self->n_shown < self->reading->answers->len)
    return G_SOURCE_CONTINUE;
  self->show_id = 0;
  return G_SOURCE_REMOVE;
}

void
kheo_board_view_show_rest (KheoBoardView *self)
{
  if (self->show_id == 0)
    return;
  g_clear_handle_id (&self->show_id, g_source_remove);
  while (show_more_cb (self) == G_SOURCE_CONTINUE)
    ;
}

/* A full board takes several frames to be filled, so that none of them is late; one that is being
 * arranged stays where it is on the screen, and so does the focus. */
static void
show_items (KheoBoardView *self, gboolean at_once)
{
  self->n_shown = 0;
  if (self->reading->answers->len == 0)
    return;
  while (show_more_cb (self) == G_SOURCE_CONTINUE && at_once)
    ;
  if (self->n_shown < self->reading->answers->len)
    self->show_id = g_idle_add (show_more_cb, self);
}

static void
show_reading (KheoBoardView *self, KheoBoardReading *reading)
{
  gboolean writable = !kheo_book_is_read_only (kheo_scope_get_book (self->scope));
  gboolean same = is_shown (self, reading->board);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->reading, kheo_board_reading_free);
  self->reading = reading;
  if (!same)
    kheo_board_grid_clear (KHEO_BOARD_GRID (self->grid));
  show_items (self, self->arranging || self->focus >= 0);
  if (self->focus >= 0 && self->focus < (int) reading->answers->len)
    gtk_widget_grab_focus (GTK_WIDGET (kheo_board_view_get_card (self, (guint) self->focus)));
  self->focus = -1;
  show_menu (self);
  gtk_widget_set_visible (self->empty, reading->board->items->len == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.arrange", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.only-unit",
                                 writable && kheo_scope_get_unit (self->scope) != 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_UNIT]);
}

/* ---- Asking ---- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoBoardView) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoBoardReading) reading =
      kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self == NULL ||
      self->scope == NULL || kheo_scope_get_book (self->scope) == NULL)
    return; /* a newer question is on its way, or the view is gone */
  g_clear_object (&self->asking);
  if (reading != NULL)
    show_reading (self, g_steal_pointer (&reading));
  else
    kheo_page_show_error (GTK_WIDGET (self), _ ("The board could not be read"), error);
}

/* Later when it is not shown. */
void
kheo_board_view_ask (KheoBoardView *self)
{
  KheoBook *book = self->scope != NULL ? kheo_scope_get_book (self->scope) : NULL;

  if (book == NULL)
    {
      g_clear_handle_id (&self->show_id, g_source_remove);
      return;
    }
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (
      kheo_book_get_store (book), kheo_board_read_job,
      kheo_board_question_new (kheo_scope_make_query_of (self->scope, &kheo_register_models),
                               self->chosen),
      kheo_board_question_free, kheo_board_reading_free, self->asking, answered_cb,
      kheo_weak_new (self));
}

static void
map (GtkWidget *widget)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);

  GTK_WIDGET_CLASS (kheo_board_view_parent_class)->map (widget);
  if (self->stale)
    kheo_board_view_ask (self);
}

/* ---- Object ---- */

static void
set_arranging (KheoBoardView *self, gboolean arranging)
{
  if (self->arranging == arranging)
    return;
  self->arranging = arranging;
  for (guint i = 0; i < kheo_board_view_get_n_items (self); i++)
    kheo_board_card_set_arranging (kheo_board_view_get_card (self, i), arranging);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARRANGING]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (object);

  if (id == PROP_ARRANGING)
    g_value_set_boolean (value, self->arranging);
  else if (id == PROP_ONLY_UNIT)
    g_value_set_boolean (value, self->reading != NULL && self->reading->board->unit_id != 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (object);

  if (id == PROP_ARRANGING)
    set_arranging (self, g_value_get_boolean (value));
  else if (id == PROP_ONLY_UNIT)
    kheo_board_view_set_only_unit (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
dispose (GObject *object)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->reading, kheo_board_reading_free);
  kheo_page_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (kheo_board_view_parent_class)->dispose (object);
}

static void
kheo_board_view_class_init (KheoBoardViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  widget_class->map = map;
  properties[PROP_ARRANGING] = g_param_spec_boolean ("arranging", NULL, NULL, FALSE, flags);
  properties[PROP_ONLY_UNIT] = g_param_spec_boolean ("only-unit", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "board.arrange", "arranging");
  gtk_widget_class_install_property_action (widget_class, "board.only-unit", "only-unit");
  kheo_board_view_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (GtkWidget *bar, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
make_bar (KheoBoardView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *filler = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *arrange = gtk_toggle_button_new_with_mnemonic (_ ("_Arrange"));

  self->boards = gtk_menu_button_new ();
  kheo_page_set_label (self->boards, _ ("Boards"));
  gtk_widget_add_css_class (self->boards, "heading");
  gtk_widget_set_hexpand (filler, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (arrange), "board.arrange");
  gtk_widget_set_tooltip_text (arrange,
                               _ ("Move, widen, change and remove what stands on the board"));
  gtk_box_append (GTK_BOX (bar), self->boards);
  gtk_box_append (GTK_BOX (bar), filler);
  add_button (bar, "list-add-symbolic", _ ("A_dd"), "board.add");
  gtk_box_append (GTK_BOX (bar), arrange);
  add_button (bar, "x-office-spreadsheet-symbolic", _ ("_Own charts"), "board.own-charts");
  add_button (bar, "printer-symbolic", _ ("_Print"), "board.print");
  gtk_widget_add_css_class (bar, "board-head");
  return bar;
}

static void
kheo_board_view_init (KheoBoardView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->focus = -1;
  self->stale = TRUE;
  self->grid = kheo_board_grid_new ();
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "view-grid-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _ ("Nothing stands on this board yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   _ ("Press “Add” to put numbers and charts on it."));
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_widget_add_css_class (inside, "board-page");
  gtk_box_append (GTK_BOX (inside), self->grid);
  gtk_box_append (GTK_BOX (inside), self->empty);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), inside);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_board_view_new (KheoScope *scope)
{
  KheoBoardView *self = g_object_new (KHEO_TYPE_BOARD_VIEW, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "changed", G_CALLBACK (kheo_board_view_ask), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

const KheoBoard *
kheo_board_view_get_board (KheoBoardView *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_VIEW (self), NULL);
  return self->reading != NULL ? self->reading->board : NULL;
}

gboolean
kheo_board_view_is_busy (KheoBoardView *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_VIEW (self), FALSE);
  return self->asking != NULL || self->reading == NULL || self->writing > 0 || self->show_id != 0;
}

guint
kheo_board_view_get_n_items (KheoBoardView *self)
{
  g_return_val_if_fail (KHEO_IS_BOARD_VIEW (self), 0);
  return kheo_board_grid_get_n (KHEO_BOARD_GRID (self->grid));
}

KheoBoardCard *
kheo_board_view_get_card (KheoBoardView *self, guint index)
{
  g_return_val_if_fail (KHEO_IS_BOARD_VIEW (self), NULL);
  return (KheoBoardCard *) kheo_board_grid_get (KHEO_BOARD_GRID (self->grid), index);
}
