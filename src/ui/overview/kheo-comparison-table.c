#include "kheo-comparison-table.h"

#include "kheo-page.h"

#include <glib/gi18n-lib.h>

enum
{
  COLUMN_NAME,
  COLUMN_BEFORE,
  COLUMN_VALUE,
  COLUMN_CHANGE,
  COLUMN_PERCENT,
  N_COLUMNS
};

/* In pixels. */
#define NUMBER_WIDTH 104 /* "Tăng, giảm (%)" can be read */
#define DIGIT_WIDTH  8
#define CELL_PADDING 14

/* ---- A row as the list wants it ---- */

#define KHEO_TYPE_COMPARISON_ITEM (kheo_comparison_item_get_type ())
G_DECLARE_FINAL_TYPE (KheoComparisonItem, kheo_comparison_item, KHEO, COMPARISON_ITEM, GObject)

struct _KheoComparisonItem
{
  GObject parent_instance;

  char    *texts[N_COLUMNS];
  gint64   unit; /* 0: the row is of no unit */
  gboolean is_total;
};

G_DEFINE_FINAL_TYPE (KheoComparisonItem, kheo_comparison_item, G_TYPE_OBJECT)

static void
kheo_comparison_item_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (KHEO_COMPARISON_ITEM (object)->texts[i]);
  G_OBJECT_CLASS (kheo_comparison_item_parent_class)->finalize (object);
}

static void
kheo_comparison_item_class_init (KheoComparisonItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_comparison_item_finalize;
}

static void
kheo_comparison_item_init (KheoComparisonItem *self)
{
}

static KheoComparisonItem *
item_new (const KheoComparison *comparison, const KheoComparisonRow *row, const char *label)
{
  KheoComparisonItem *self = g_object_new (KHEO_TYPE_COMPARISON_ITEM, NULL);

  self->texts[COLUMN_NAME] = g_strdup (label);
  self->texts[COLUMN_BEFORE] = kheo_comparison_format (comparison, row->has_before, row->before);
  self->texts[COLUMN_VALUE] = kheo_comparison_format (comparison, row->has_value, row->value);
  self->texts[COLUMN_CHANGE] = kheo_comparison_format_change (comparison, row);
  self->texts[COLUMN_PERCENT] = kheo_comparison_format_percent (comparison, row);
  self->unit = row->unit_id;
  self->is_total = row == &comparison->total;
  return self;
}

/* ---- The table ---- */

struct _KheoComparisonTable
{
  GtkWidget parent_instance;

  GtkColumnView       *view;               /* borrowed: a child */
  GtkColumnViewColumn *columns[N_COLUMNS]; /* borrowed: of the view */
  GListStore          *rows;               /* owned: of KheoComparisonItem */
};

G_DEFINE_FINAL_TYPE (KheoComparisonTable, kheo_comparison_table, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  gboolean   name = GPOINTER_TO_UINT (index) == COLUMN_NAME;
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), name ? 0 : 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), name ? 16 : 6);
  if (!name)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer index)
{
  KheoComparisonItem *row = gtk_list_item_get_item (item);
  GtkWidget          *label = gtk_list_item_get_child (item);
  const char         *text = row->texts[GPOINTER_TO_UINT (index)];

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  kheo_page_set_label (label, text);
  if (row->is_total)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  if (GPOINTER_TO_UINT (index) == COLUMN_NAME)
    {
      g_autofree char *spoken = g_strdup_printf ("%s: %s → %s", text, row->texts[COLUMN_BEFORE],
                                                 row->texts[COLUMN_VALUE]);

      gtk_widget_set_tooltip_text (label, text);
      kheo_page_name_row (label, spoken);
    }
}

static void
activate_cb (KheoComparisonTable *self, guint position)
{
  g_autoptr (KheoComparisonItem) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL && row->unit != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, row->unit);
}

static void
kheo_comparison_table_dispose (GObject *object)
{
  KheoComparisonTable *self = KHEO_COMPARISON_TABLE (object);

  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (kheo_comparison_table_parent_class)->dispose (object);
}

static void
kheo_comparison_table_class_init (KheoComparisonTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kheo_comparison_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ACTIVATED] = g_signal_new ("activated", KHEO_TYPE_COMPARISON_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
add_column (KheoComparisonTable *self, guint index, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (index));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (index));
  self->columns[index] = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (self->columns[index], TRUE);
  if (index == COLUMN_NAME)
    gtk_column_view_column_set_expand (self->columns[index], TRUE);
  else
    gtk_column_view_column_set_fixed_width (self->columns[index], NUMBER_WIDTH);
  gtk_column_view_append_column (self->view, self->columns[index]);
  g_object_unref (self->columns[index]);
}

static void
kheo_comparison_table_init (KheoComparisonTable *self)
{
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkSingleSelection *selection;

  self->rows = g_list_store_new (KHEO_TYPE_COMPARISON_ITEM);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  kheo_page_set_label (GTK_WIDGET (self->view), _ ("Comparison by unit"));
  add_column (self, COLUMN_NAME, _ ("Unit"));
  add_column (self, COLUMN_BEFORE, "");
  add_column (self, COLUMN_VALUE, "");
  add_column (self, COLUMN_CHANGE, _ ("Change"));
  add_column (self, COLUMN_PERCENT, _ ("Change (%)"));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/* ---- Public ---- */

GtkWidget *
kheo_comparison_table_new (void)
{
  return g_object_new (KHEO_TYPE_COMPARISON_TABLE, NULL);
}

static void
show_titles (KheoComparisonTable *self, const KheoComparison *comparison)
{
  g_autofree char *period = kheo_comparison_format_period (comparison->query->period);
  g_autofree char *with = kheo_comparison_format_period (comparison->with);

  gtk_column_view_column_set_title (self->columns[COLUMN_BEFORE], with);
  gtk_column_view_column_set_title (self->columns[COLUMN_VALUE], period);
}

/* Room for the total, which is the longest number and bold. */
static void
make_room (KheoComparisonTable *self, KheoComparisonItem *total)
{
  for (guint i = COLUMN_BEFORE; i <= COLUMN_CHANGE; i++)
    gtk_column_view_column_set_fixed_width (
        self->columns[i],
        MAX (NUMBER_WIDTH, DIGIT_WIDTH * (int) g_utf8_strlen (total->texts[i], -1) + CELL_PADDING));
}

void
kheo_comparison_table_show (KheoComparisonTable *self, const KheoComparison *comparison)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (KHEO_IS_COMPARISON_TABLE (self));
  if (comparison != NULL)
    {
      show_titles (self, comparison);
      for (guint i = 0; i < comparison->rows->len; i++)
        {
          const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

          g_ptr_array_add (items, item_new (comparison, row, row->label));
        }
      g_ptr_array_add (items, item_new (comparison, &comparison->total, _ ("Total")));
      make_room (self, g_ptr_array_index (items, items->len - 1));
    }
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, items->pdata, items->len);
}

char *
kheo_comparison_table_dup_text (KheoComparisonTable *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (KHEO_IS_COMPARISON_TABLE (self), NULL);
  for (guint c = 0; c < N_COLUMNS; c++)
    g_string_append_printf (text, "%s%c", gtk_column_view_column_get_title (self->columns[c]),
                            c + 1 < N_COLUMNS ? '\t' : '\n');
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (KheoComparisonItem) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      for (guint c = 0; c < N_COLUMNS; c++)
        g_string_append_printf (text, "%s%c", row->texts[c], c + 1 < N_COLUMNS ? '\t' : '\n');
    }
  return g_string_free (text, FALSE);
}

guint
kheo_comparison_table_get_n_rows (KheoComparisonTable *self)
{
  g_return_val_if_fail (KHEO_IS_COMPARISON_TABLE (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

const char *
kheo_comparison_table_get_text (KheoComparisonTable *self, guint row, guint column)
{
  g_autoptr (KheoComparisonItem) item = NULL;

  g_return_val_if_fail (KHEO_IS_COMPARISON_TABLE (self) && column < N_COLUMNS, NULL);
  item = g_list_model_get_item (G_LIST_MODEL (self->rows), row);
  return item != NULL ? item->texts[column] : NULL; /* the store keeps the item */
}
