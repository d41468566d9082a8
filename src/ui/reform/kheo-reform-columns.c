#include "kheo-reform-columns.h"

#include "kheo-number.h"
#include "kheo-page.h"

/* Which text (or, from KHEO_LINE_N_TEXTS on, which count) the column of a factory shows. */
#define WHAT(data) GPOINTER_TO_UINT (data)

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 3);
  if (WHAT (data) >= KHEO_LINE_N_TEXTS)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  gtk_list_item_set_child (item, cell);
}

/* What a screen reader says of the whole row. */
static char *
spell (KheoReformLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = KHEO_LINE_OLD; i < KHEO_LINE_N_TEXTS; i++)
    {
      const char *part = kheo_reform_line_get_text (line, i);

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
look (GtkWidget *cell, const KheoReformLineFacts *facts)
{
  gboolean refused = facts->state == KHEO_REFORM_REFUSED ||
                     (facts->doubtful && facts->severity == KHEO_SEVERITY_ERROR);

  gtk_widget_remove_css_class (cell, "error");
  gtk_widget_remove_css_class (cell, "warning");
  gtk_widget_remove_css_class (cell, "dim-label");
  if (refused)
    gtk_widget_add_css_class (cell, "error");
  else if (facts->doubtful)
    gtk_widget_add_css_class (cell, "warning");
  else if (facts->state == KHEO_REFORM_DONE)
    gtk_widget_add_css_class (cell, "dim-label");
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  KheoReformLine            *line = gtk_list_item_get_item (item);
  const KheoReformLineFacts *facts = kheo_reform_line_get (line);
  GtkWidget                 *cell = gtk_list_item_get_child (item);
  guint                      what = WHAT (data);
  g_autofree char           *number = NULL;
  const char                *text;

  if (what >= KHEO_LINE_N_TEXTS)
    {
      gint64 count = facts->counts[what - KHEO_LINE_N_TEXTS];

      number = count != 0 ? kheo_number_format (count) : g_strdup ("–");
      text = number;
    }
  else
    text = kheo_reform_line_get_text (line, (KheoLineText) what);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (what == KHEO_LINE_PROBLEM || what == KHEO_LINE_OLD || what == KHEO_LINE_NEW)
    gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
  if (what == KHEO_LINE_STATE || what == KHEO_LINE_PROBLEM)
    look (cell, facts);
  if (what == KHEO_LINE_OLD || what == KHEO_LINE_NEW)
    {
      g_autofree char *name = spell (line);

      kheo_page_name_row (cell, name);
    }
}

static void
add_column (GtkColumnView *view, const char *title, guint what, int width)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (what));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (what));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, width == 0);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

void
kheo_reform_columns_add_text (GtkColumnView *view, const char *title, KheoLineText text, int width)
{
  add_column (view, title, text, width);
}

void
kheo_reform_columns_add_count (GtkColumnView *view,
                               const char    *title,
                               KheoLineCount  count,
                               int            width)
{
  add_column (view, title, KHEO_LINE_N_TEXTS + (guint) count, width);
}
