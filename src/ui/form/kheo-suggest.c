#include "kheo-suggest.h"

#include "kheo-label.h"
#include "kheo-page.h"

/* A pause in typing after which suggestions are asked for, in milliseconds. */
#define PAUSE 120

struct _KheoSuggest
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *nothing;
  GtkWidget *scroller;

  /* owned */
  GPtrArray *items; /* KheoSuggestion */

  guint    pause;
  gboolean silent; /* text is being set by the program */
  gboolean asking; /* an answer is on its way */
  gboolean hasty;  /* Return was pressed before the answer: the first one is meant */
  gboolean ask_empty;
};

G_DEFINE_FINAL_TYPE (KheoSuggest, kheo_suggest, G_TYPE_OBJECT)

enum
{
  ASKED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

KheoSuggestion *
kheo_suggestion_new (gint64 id, int kind, const char *title, const char *detail)
{
  KheoSuggestion *self = g_new0 (KheoSuggestion, 1);

  self->id = id;
  self->kind = kind;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

void
kheo_suggestion_free (KheoSuggestion *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->end);
  g_free (self);
}

/* Rows */

static GtkWidget *
make_row (const KheoSuggestion *item)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *spoken =
      g_strjoin (", ", item->title, item->detail ? item->detail : item->end, item->end, NULL);

  if (item->icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (item->icon));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), kheo_label_new_line (item->title, NULL));
  if (item->detail != NULL)
    {
      GtkWidget *detail = kheo_label_new_line (item->detail, "caption");

      gtk_widget_add_css_class (detail, "dim-label");
      gtk_box_append (GTK_BOX (texts), detail);
    }
  gtk_box_append (GTK_BOX (box), texts);
  if (item->end != NULL)
    gtk_box_append (GTK_BOX (box), kheo_label_new_line (item->end, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  kheo_page_set_label (row, spoken);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  KheoSuggest    *self = user_data;
  KheoSuggestion *item = g_ptr_array_index (self->items, (guint) gtk_list_box_row_get_index (row));
  KheoSuggestion *above =
      before ? g_ptr_array_index (self->items, (guint) gtk_list_box_row_get_index (before)) : NULL;
  GtkWidget *heading = NULL;

  if (item->section != NULL && (above == NULL || g_strcmp0 (above->section, item->section) != 0))
    {
      heading = kheo_label_new_line (item->section, "caption-heading");
      gtk_widget_add_css_class (heading, "suggest-section");
    }
  gtk_list_box_row_set_header (row, heading);
}

static void
clear_rows (KheoSuggest *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* Asking */

static gboolean
pause_cb (gpointer user_data)
{
  KheoSuggest *self = user_data;

  self->pause = 0;
  self->asking = TRUE;
  g_signal_emit (self, signals[ASKED], 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  return G_SOURCE_REMOVE;
}

static void
typed_cb (KheoSuggest *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_handle_id (&self->pause, g_source_remove);
  self->hasty = FALSE;
  if (self->silent)
    return;
  if (*text == '\0' && !self->ask_empty)
    {
      kheo_suggest_close (self);
      g_signal_emit (self, signals[ASKED], 0, "");
      return;
    }
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
}

static void
row_activated_cb (KheoSuggest *self, GtkListBoxRow *row)
{
  kheo_suggest_choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
step (KheoSuggest *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int            n = (int) (self->items ? self->items->len : 0);
  int            place = row ? gtk_list_box_row_get_index (row) + by : 0;

  if (n == 0)
    return;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), CLAMP (place, 0, n - 1));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (gtk_widget_get_mapped (GTK_WIDGET (row)))
    {
      GtkAdjustment *adjustment =
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &box))
        gtk_adjustment_clamp_page (adjustment, (double) box.origin.y,
                                   (double) (box.origin.y + box.size.height));
    }
}

/* Who types fast does not wait for the list. */
static gboolean
hurry (KheoSuggest *self)
{
  if (self->pause == 0 && !self->asking)
    return GDK_EVENT_PROPAGATE;
  self->hasty = TRUE;
  if (self->pause != 0)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      pause_cb (self);
    }
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (KheoSuggest *self, guint key, guint code, GdkModifierType state)
{
  gboolean       open = gtk_widget_get_visible (self->popover);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (key == GDK_KEY_Down && !open)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      pause_cb (self);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (self->pause != 0 || self->asking))
    return hurry (self);
  if (!open)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    step (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step (self, -1);
  else if (key == GDK_KEY_Escape)
    kheo_suggest_close (self);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && row != NULL)
    row_activated_cb (self, row);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (KheoSuggest *self)
{
  kheo_suggest_close (self);
}

/* The popover is a child of the entry: it must go before it. */
static void
entry_destroyed_cb (KheoSuggest *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
kheo_suggest_finalize (GObject *object)
{
  KheoSuggest *self = KHEO_SUGGEST (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_suggest_parent_class)->finalize (object);
}

static void
kheo_suggest_class_init (KheoSuggestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_suggest_finalize;
  signals[ASKED] = g_signal_new ("asked", KHEO_TYPE_SUGGEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", KHEO_TYPE_SUGGEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kheo_suggest_init (KheoSuggest *self)
{
}

static void
build_popover (KheoSuggest *self, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->popover = gtk_popover_new ();
  self->list = gtk_list_box_new ();
  self->nothing = gtk_label_new (NULL);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "suggest");
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, self, NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  kheo_page_set_label (self->list, label);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, self->entry);
}

KheoSuggest *
kheo_suggest_attach (GtkWidget *entry, const char *label)
{
  KheoSuggest        *self = g_object_new (KHEO_TYPE_SUGGEST, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  build_popover (self, label);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "destroy", G_CALLBACK (entry_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  g_object_set_data_full (G_OBJECT (entry), "kheo-suggest", self, g_object_unref);
  return self;
}

void
kheo_suggest_take_items (KheoSuggest *self, GPtrArray *items, const char *nothing)
{
  gboolean any = items != NULL && items->len > 0;

  g_return_if_fail (KHEO_IS_SUGGEST (self));
  if (self->popover == NULL)
    {
      g_clear_pointer (&items, g_ptr_array_unref);
      return;
    }
  clear_rows (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  self->asking = FALSE;
  if (self->hasty && any)
    {
      self->hasty = FALSE;
      kheo_suggest_choose (self, 0);
      return;
    }
  self->hasty = FALSE;
  for (guint i = 0; any && i < items->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (g_ptr_array_index (items, i)));
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_visible (self->nothing, !any);
  gtk_label_set_text (GTK_LABEL (self->nothing), nothing ? nothing : "");
  if (any)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  if ((any || nothing != NULL) && gtk_widget_get_mapped (self->entry))
    {
      gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (self->entry), 260),
                                   -1);
      gtk_popover_popup (GTK_POPOVER (self->popover));
    }
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
kheo_suggest_close (KheoSuggest *self)
{
  g_return_if_fail (KHEO_IS_SUGGEST (self));
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
kheo_suggest_set_text (KheoSuggest *self, const char *text)
{
  g_return_if_fail (KHEO_IS_SUGGEST (self));
  self->silent = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text ? text : "");
  self->silent = FALSE;
}

void
kheo_suggest_set_ask_empty (KheoSuggest *self, gboolean ask_empty)
{
  g_return_if_fail (KHEO_IS_SUGGEST (self));
  self->ask_empty = ask_empty;
}

GPtrArray *
kheo_suggest_get_items (KheoSuggest *self)
{
  g_return_val_if_fail (KHEO_IS_SUGGEST (self), NULL);
  return self->items;
}

void
kheo_suggest_choose (KheoSuggest *self, guint index)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (KHEO_IS_SUGGEST (self));
  if (self->items == NULL || index >= self->items->len)
    return;
  items = g_ptr_array_ref (self->items); /* who hears of it may ask for others */
  kheo_suggest_close (self);
  g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (items, index));
}
