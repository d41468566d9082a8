#include "kheo-indicator-columns.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

static const struct
{
  KheoIndicatorText text;
  const char       *title;
  int               width; /* pixels; -1: the room there is */
  gboolean          number;
  gboolean          parts; /* also of the parts of an indicator */
} columns[] = {
  { KHEO_INDICATOR_ROW_NAME, NULL, -1, FALSE, TRUE },
  { KHEO_INDICATOR_ROW_MEASURE, N_ ("Measure"), 80, FALSE, FALSE },
  { KHEO_INDICATOR_ROW_VALUE, N_ ("Value"), 120, TRUE, TRUE },
  { KHEO_INDICATOR_ROW_TARGET, N_ ("Target"), 100, TRUE, TRUE },
  { KHEO_INDICATOR_ROW_PERCENT, N_ ("Of target"), 120, TRUE, TRUE },
  { KHEO_INDICATOR_ROW_REPORTED, N_ ("Reported"), 84, TRUE, TRUE },
  { KHEO_INDICATOR_ROW_BEFORE, N_ ("Year before"), 110, TRUE, FALSE },
};

#define NAME_CHARS 20          /* of a name at least: "Huyện Hòa Vang Thượng" can be read */
#define TEXT_KEY   "kheo-text" /* on a column: KheoIndicatorText */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  gboolean   number = columns[GPOINTER_TO_UINT (index)].number;
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), number ? 1 : 0);
  gtk_inscription_set_min_chars (
      GTK_INSCRIPTION (label),
      columns[GPOINTER_TO_UINT (index)].text == KHEO_INDICATOR_ROW_NAME ? NAME_CHARS : 3);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The share of the target as a number over a bar. */
static void
setup_share_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_add_css_class (bar, "share");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_share_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  KheoIndicatorRow *row = gtk_list_item_get_item (item);
  GtkWidget        *box = gtk_list_item_get_child (item);
  GtkWidget        *bar = gtk_widget_get_first_child (box);
  const char       *text = kheo_indicator_row_get_text (row, KHEO_INDICATOR_ROW_PERCENT);
  double            share = kheo_indicator_row_get_share (row);

  gtk_widget_set_visible (box, share >= 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (share, 0, 1));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  kheo_page_set_label (box, text);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_name (GtkWidget *label, KheoIndicatorRow *row, const char *text)
{
  gboolean section = kheo_indicator_row_get_id (row) == 0;

  gtk_widget_set_margin_start (label, (int) kheo_indicator_row_get_depth (row) * 16);
  set_class (label, "heading", section);
  gtk_widget_set_tooltip_text (label, text);
  if (section)
    kheo_page_name_row (label, text);
  else
    {
      const char      *value = kheo_indicator_row_get_text (row, KHEO_INDICATOR_ROW_VALUE);
      const char      *measure = kheo_indicator_row_get_text (row, KHEO_INDICATOR_ROW_MEASURE);
      g_autofree char *spoken = g_strdup_printf ("%s: %s %s", text, value, measure);

      kheo_page_name_row (label, g_strchomp (spoken));
    }
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  KheoIndicatorRow *row = gtk_list_item_get_item (item);
  GtkWidget        *label = gtk_list_item_get_child (item);
  KheoIndicatorText which = columns[GPOINTER_TO_UINT (index)].text;
  const char       *text = kheo_indicator_row_get_text (row, which);

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  kheo_page_set_label (label, text);
  set_class (label, "dim-label",
             !kheo_indicator_row_has_value (row) && which != KHEO_INDICATOR_ROW_TARGET &&
                 kheo_indicator_row_get_id (row) != 0);
  if (which == KHEO_INDICATOR_ROW_NAME)
    bind_name (label, row, text);
}

void
kheo_indicator_columns_add (GtkColumnView *view, const char *first, gboolean parts)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory  *factory;
      GtkColumnViewColumn *column;

      if (parts && !columns[i].parts)
        continue;
      factory = gtk_signal_list_item_factory_new ();
      if (columns[i].text == KHEO_INDICATOR_ROW_PERCENT)
        {
          g_signal_connect (factory, "setup", G_CALLBACK (setup_share_cb), NULL);
          g_signal_connect (factory, "bind", G_CALLBACK (bind_share_cb), NULL);
        }
      else
        {
          g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
          g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
        }
      column = gtk_column_view_column_new (columns[i].title != NULL ? _ (columns[i].title) : first,
                                           factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width < 0);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      g_object_set_data (G_OBJECT (column), TEXT_KEY, GUINT_TO_POINTER (columns[i].text));
      gtk_column_view_append_column (view, column);
      g_object_unref (column);
    }
}

static int
width_of (guint text)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i].text == text)
      return columns[i].width;
  return -1;
}

void
kheo_indicator_columns_follow (GtkColumnView *view, GListModel *rows)
{
  GListModel *shown = gtk_column_view_get_columns (view);
  gboolean    any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (rows) && !any; i++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (rows, i);

      any = *kheo_indicator_row_get_text (row, KHEO_INDICATOR_ROW_TARGET) != '\0';
    }
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);
      guint text = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), TEXT_KEY));

      if (text != KHEO_INDICATOR_ROW_TARGET && text != KHEO_INDICATOR_ROW_PERCENT)
        continue;
      /* GTK 4.8 keeps the room of a hidden column that has a fixed width. */
      gtk_column_view_column_set_fixed_width (column, any ? width_of (text) : 0);
      gtk_column_view_column_set_visible (column, any);
    }
}

char *
kheo_indicator_columns_dup_table (GListModel *rows, const char *first, gboolean parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!parts || columns[i].parts)
      g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                              columns[i].title != NULL ? _ (columns[i].title) : first);
  g_string_append_c (text, '\n');
  for (guint r = 0; r < g_list_model_get_n_items (rows); r++)
    {
      g_autoptr (KheoIndicatorRow) row = g_list_model_get_item (rows, r);

      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        if (!parts || columns[i].parts)
          g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                                  kheo_indicator_row_get_text (row, columns[i].text));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
