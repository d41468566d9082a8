/* What one does to a board: each change one action of the history. */
#include "kheo-board-item-form.h"
#include "kheo-board-view-private.h"
#include "kheo-chart-words.h"
#include "kheo-keeping.h"
#include "kheo-own-charts-window.h"
#include "kheo-page.h"
#include "kheo-print-window.h"
#include "kheo-registers.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

/* ---- Writing ---- */

static gboolean
keep_board (KheoDb *db, gpointer board, GError **error)
{
  return kheo_board_save (db, board, error);
}

static gboolean
take_away_board (KheoDb *db, gpointer board, GError **error)
{
  return kheo_board_remove (db, ((KheoBoard *) board)->id, error);
}

static void
board_free (gpointer board)
{
  kheo_board_free (board);
}

static const KheoKeepingSort boards = { keep_board, take_away_board, board_free };

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoBoardView) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoKeeping) done = kheo_keeping_finish (source, result, &error);

  if (self == NULL || self->scope == NULL)
    return;
  self->writing--;
  if (done == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The board could not be changed"), error);
      return;
    }
  self->chosen = done->removed ? 0 : ((KheoBoard *) done->thing)->id;
  kheo_board_view_ask (self);
  kheo_page_toast_action (GTK_WIDGET (self), _ ("The board was changed"), done->action);
}

/* Takes @board. */
static void
write_board (KheoBoardView *self, KheoBoard *board, gboolean remove)
{
  g_autofree char *title =
      /* Translators: an entry of the history; %s is the name of a board. */
      g_strdup_printf (remove ? _ ("Delete the board “%s”") : _ ("Change the board “%s”"),
                       board->name);

  self->writing++;
  kheo_keeping_async (self->scope, &boards, title, board, remove, written_cb, kheo_weak_new (self));
}

/* A copy of the board that is shown, to be changed and written; NULL while there is none or the
 * book is closed. */
static KheoBoard *
begin (KheoBoardView *self)
{
  if (self->reading == NULL || self->scope == NULL || kheo_scope_get_book (self->scope) == NULL)
    return NULL;
  return kheo_board_dup (self->reading->board);
}

/* ---- Items ---- */

static void
move_item (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (KheoBoard) board = begin (self);
  KheoBoardItem *item;
  int            from, to;

  g_variant_get (parameter, "(ii)", &from, &to);
  if (board == NULL || from < 0 || to < 0 || from == to || from >= (int) board->items->len ||
      to >= (int) board->items->len)
    return;
  item = g_ptr_array_steal_index (board->items, (guint) from);
  g_ptr_array_insert (board->items, to, item);
  self->focus = to;
  write_board (self, g_steal_pointer (&board), FALSE);
}

static void
widen_item (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (KheoBoard) board = begin (self);
  int index, width;

  g_variant_get (parameter, "(ii)", &index, &width);
  if (board == NULL || index < 0 || index >= (int) board->items->len || width < 1 ||
      width > KHEO_BOARD_COLUMNS)
    return;
  ((KheoBoardItem *) board->items->pdata[index])->width = width;
  self->focus = index;
  write_board (self, g_steal_pointer (&board), FALSE);
}

static void
set_item_kind (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (KheoBoard) board = begin (self);
  KheoBoardItem *item;
  const char    *kind;
  int            index;

  g_variant_get (parameter, "(i&s)", &index, &kind);
  if (board == NULL || index < 0 || index >= (int) board->items->len)
    return;
  item = board->items->pdata[index];
  if (g_strcmp0 (item->kind, kind) == 0)
    return;
  g_free (item->kind);
  item->kind = g_strdup (kind);
  write_board (self, g_steal_pointer (&board), FALSE);
}

/* What a person added to a chart stays on the board, arranging or not. */
static void
set_item_options (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (KheoBoard) board = begin (self);
  KheoBoardItem *item;
  const char    *options;
  int            index;

  g_variant_get (parameter, "(i&s)", &index, &options);
  if (board == NULL || index < 0 || index >= (int) board->items->len)
    return;
  item = board->items->pdata[index];
  g_free (item->options);
  item->options = *options != '\0' ? g_strdup (options) : NULL;
  write_board (self, g_steal_pointer (&board), FALSE);
}

static void
remove_item (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (KheoBoard) board = begin (self);
  int index = g_variant_get_int32 (parameter);

  if (board == NULL || index < 0 || index >= (int) board->items->len)
    return;
  g_ptr_array_remove_index (board->items, (guint) index);
  self->focus = MIN (index, (int) board->items->len - 1);
  write_board (self, g_steal_pointer (&board), FALSE);
}

void
kheo_board_view_put (KheoBoardView *self, KheoBoardItem *item)
{
  g_autoptr (KheoBoard) board = NULL;
  guint place;

  g_return_if_fail (KHEO_IS_BOARD_VIEW (self) && item != NULL);

  if ((board = begin (self)) == NULL)
    {
      kheo_board_item_free (item);
      return;
    }
  /* A new number stands beside the other numbers. */
  for (place = board->items->len; item->is_tile && place > 0; place--)
    if (((const KheoBoardItem *) board->items->pdata[place - 1])->is_tile)
      break;
  g_ptr_array_insert (board->items, (int) place, item);
  self->focus = (int) place;
  write_board (self, g_steal_pointer (&board), FALSE);
}

/* What the form is about: the item with this id is changed, 0: one is added. */
static void
accepted_cb (KheoSheetWindow *window, KheoBoardView *self)
{
  KheoBoardItemForm *form = KHEO_BOARD_ITEM_FORM (kheo_sheet_window_get_content (window));
  KheoBoardItem     *item = kheo_board_item_form_get_item (form);
  int                index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), "kheo-item"));
  g_autoptr (KheoBoard) board = index > 0 ? begin (self) : NULL;

  if (item != NULL && index == 0)
    kheo_board_view_put (self, item);
  else if (item != NULL && board != NULL && index <= (int) board->items->len)
    {
      g_ptr_array_remove_index (board->items, (guint) index - 1);
      g_ptr_array_insert (board->items, index - 1, item);
      self->focus = index - 1;
      write_board (self, g_steal_pointer (&board), FALSE);
    }
  else
    g_clear_pointer (&item, kheo_board_item_free);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* @place 0: a new item; else the one at @place - 1. */
static void
ask_for_item (KheoBoardView *self, int place)
{
  KheoSheetWindow *window;
  GtkWidget       *form;

  if (self->reading == NULL || place > (int) self->reading->board->items->len)
    return;
  form =
      kheo_board_item_form_new (self->scope, self->reading->charts,
                                place > 0 ? self->reading->board->items->pdata[place - 1] : NULL);
  window = kheo_sheet_window_new (
      GTK_WIDGET (self), place > 0 ? _ ("Change what stands here") : _ ("Put on the board"),
      place > 0 ? _ ("_Change") : _ ("A_dd"), form);
  gtk_widget_add_css_class (form, "own-chart-form");
  gtk_window_set_default_size (GTK_WINDOW (window), 560, -1);
  g_object_set_data (G_OBJECT (window), "kheo-item", GINT_TO_POINTER (place));
  g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), self, 0);
  kheo_sheet_window_set_ready (window, TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_item (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_item (KHEO_BOARD_VIEW (widget), 0);
}

static void
edit_item (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_item (KHEO_BOARD_VIEW (widget), g_variant_get_int32 (parameter) + 1);
}

/* ---- Boards ---- */

static void
show_board (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);

  self->chosen = g_variant_get_int64 (parameter);
  kheo_board_view_ask (self);
}

static void
delete_board (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  KheoBoard     *board = begin (self);

  if (board != NULL && board->id != 0)
    write_board (self, board, TRUE);
  else
    kheo_board_free (board);
}

void
kheo_board_view_set_only_unit (KheoBoardView *self, gboolean only_unit)
{
  KheoBoard *board = begin (self);
  gint64     unit = only_unit && board != NULL ? kheo_scope_get_unit (self->scope) : 0;

  if (board == NULL || board->id == 0 || board->unit_id == unit)
    {
      kheo_board_free (board);
      return;
    }
  board->unit_id = unit;
  write_board (self, board, FALSE);
}

static void
named_cb (KheoSheetWindow *window, KheoBoardView *self)
{
  GtkWidget       *entry = g_object_get_data (G_OBJECT (window), "kheo-name");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gboolean         rename = g_object_get_data (G_OBJECT (window), "kheo-rename") != NULL;
  KheoBoard       *board = *name != '\0' ? begin (self) : NULL;

  if (*name == '\0')
    {
      kheo_sheet_window_set_problem (window, _ ("A board needs a name."));
      return;
    }
  if (board != NULL && rename)
    {
      g_free (board->name);
      board->name = g_steal_pointer (&name);
      write_board (self, board, FALSE);
    }
  else if (board != NULL)
    {
      KheoBoard *fresh = kheo_board_new (name);

      fresh->place = (int) self->reading->boards->len;
      kheo_board_free (board);
      write_board (self, fresh, FALSE);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
ask_for_name (KheoBoardView *self, gboolean rename)
{
  GtkWidget       *group = adw_preferences_group_new ();
  GtkWidget       *entry = adw_entry_row_new ();
  KheoSheetWindow *window;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name of the board"));
  if (rename && self->reading != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), self->reading->board->name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  gtk_widget_add_css_class (group, "own-chart-form");
  window =
      kheo_sheet_window_new (GTK_WIDGET (self), rename ? _ ("Rename the board") : _ ("New board"),
                             rename ? _ ("_Rename") : _ ("_Make"), group);
  g_object_set_data (G_OBJECT (window), "kheo-name", entry);
  g_object_set_data (G_OBJECT (window), "kheo-rename", rename ? self : NULL);
  g_signal_connect_object (window, "accepted", G_CALLBACK (named_cb), self, 0);
  kheo_sheet_window_set_ready (window, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (entry);
}

static void
new_board (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_name (KHEO_BOARD_VIEW (widget), FALSE);
}

static void
rename_board (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_name (KHEO_BOARD_VIEW (widget), TRUE);
}

/* ---- What lies beneath ---- */

static void
show_own_chart (KheoBoardView *self, gint64 id)
{
  kheo_own_charts_window_show (kheo_own_charts_window_present (GTK_WIDGET (self), self->scope), id);
}

void
kheo_board_view_open_rows (KheoBoardView         *self,
                           const KheoBoardAnswer *answer,
                           int                    category,
                           int                    series)
{
  g_autoptr (KheoQuery) query = kheo_board_answer_query (answer, category, series);

  if (answer->own != NULL)
    show_own_chart (self, answer->own->id);
  else if (query != NULL && answer->indicator != 0)
    {
      kheo_scope_set_unit (self->scope, query->unit);
      kheo_scope_set_period (self->scope, query->period);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(sx)",
                                  kheo_register_indicators.name, answer->indicator);
    }
  else if (query != NULL && query->reg == &kheo_register_figures)
    kheo_scope_set_unit (self->scope, query->unit);
  else if (query != NULL)
    kheo_scope_show_query (self->scope, query);
}

static void
own_charts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);

  if (self->scope != NULL && kheo_scope_get_book (self->scope) != NULL)
    kheo_own_charts_window_present (widget, self->scope);
}

/* ---- Print ---- */

/* Adds item @index of the board as it is looked at now, and how it was asked for. */
static void
add_to_sheet (KheoBoardView *self, guint index, KheoPrintSheet *sheet, GPtrArray *items)
{
  KheoBoardAnswer *answer = self->reading->answers->pdata[index];
  KheoChartCard   *card = kheo_board_card_get_chart (kheo_board_view_get_card (self, index));
  KheoBoardItem   *item = kheo_board_item_dup (self->reading->board->items->pdata[index]);
  KheoChartKind    kind = answer->kind;

  if (card != NULL)
    {
      kind = kheo_chart_view_get_kind (kheo_chart_card_get_view (card));
      g_free (item->kind);
      item->kind = g_strdup (kheo_chart_kind_to_name (kind));
    }
  g_ptr_array_add (items, item);
  kheo_print_sheet_add_answer (sheet, answer, kind, item->width);
}

static void
print_board (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoBoardView *self = KHEO_BOARD_VIEW (widget);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_autoptr (KheoQuery) query = NULL;
  g_autoptr (KheoPrintSheet) sheet = NULL;
  g_autofree char *subtitle = NULL;

  if (self->reading == NULL || self->scope == NULL || kheo_scope_get_units (self->scope) == NULL)
    return;
  kheo_board_view_show_rest (self);
  query = kheo_scope_make_query_of (self->scope, &kheo_register_models);
  subtitle = kheo_chart_words_question (query, kheo_scope_get_units (self->scope));
  sheet = kheo_print_sheet_new (self->reading->board->name);
  kheo_print_sheet_set_subtitle (sheet, subtitle);
  for (guint i = 0; i < self->reading->answers->len; i++)
    add_to_sheet (self, i, sheet, items);
  if (items->len == 0)
    {
      kheo_page_toast (widget, _ ("There is nothing on this board to print"));
      return;
    }
  kheo_print_sheet_set_question (sheet, self->scope, query, items);
  kheo_print_window_present_sheet (widget, sheet);
}

void
kheo_board_view_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "board.add", NULL, add_item);
  gtk_widget_class_install_action (klass, "board.edit", "i", edit_item);
  gtk_widget_class_install_action (klass, "board.move", "(ii)", move_item);
  gtk_widget_class_install_action (klass, "board.width", "(ii)", widen_item);
  gtk_widget_class_install_action (klass, "board.kind", "(is)", set_item_kind);
  gtk_widget_class_install_action (klass, "board.options", "(is)", set_item_options);
  gtk_widget_class_install_action (klass, "board.remove", "i", remove_item);
  gtk_widget_class_install_action (klass, "board.show", "x", show_board);
  gtk_widget_class_install_action (klass, "board.new", NULL, new_board);
  gtk_widget_class_install_action (klass, "board.rename", NULL, rename_board);
  gtk_widget_class_install_action (klass, "board.delete", NULL, delete_board);
  gtk_widget_class_install_action (klass, "board.own-charts", NULL, own_charts);
  gtk_widget_class_install_action (klass, "board.print", NULL, print_board);
}
