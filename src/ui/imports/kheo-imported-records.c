#include "kheo-imported-records.h"

#include "kheo-imports.h"
#include "kheo-number.h"
#include "kheo-record-columns.h"
#include "kheo-registers.h"
#include "kheo-sheet-window.h"

#include <glib/gi18n-lib.h>

/* What a list needs when a row is activated; owned by the list. */
typedef struct
{
  const KheoRegister *reg;
  GArray             *ids;  /* owned; of gint64, in the order shown */
  GtkWidget          *near; /* weak: where actions of the window are found; NULL: the list itself */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_weak_pointer (&place->near);
  g_array_unref (place->ids);
  g_free (place);
}

#define PLACE_KEY "kheo-place" /* on a list: Place */

static void
activate_cb (GtkWidget *list, guint position)
{
  Place     *place = g_object_get_data (G_OBJECT (list), PLACE_KEY);
  GtkWidget *from = place->near != NULL ? place->near : list;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (list));

  gtk_widget_activate_action (from, "win.show-record", "(sx)", place->reg->name,
                              g_array_index (place->ids, gint64, position));
  if (window != NULL && window != GTK_WIDGET (gtk_widget_get_root (from)))
    gtk_window_close (GTK_WINDOW (window));
}

/* ---- Records of tables: their columns ---- */

static GtkWidget *
make_table (KheoScope *scope, const KheoRegister *reg, GArray *ids)
{
  KheoRecordList    *list = kheo_record_list_new (kheo_scope_get_book (scope), reg);
  GtkSelectionModel *selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (list)));
  GtkWidget  *view = gtk_column_view_new (NULL);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  kheo_record_columns_add (GTK_COLUMN_VIEW (view), reg, scope);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_sorter (column, NULL); /* as the sheet has them */
    }
  kheo_record_list_take_ids (list, g_array_ref (ids));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), selection);
  g_object_unref (selection);
  return view;
}

/* ---- Units: not rows of one table, but names on the map's day ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget  *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  kheo_page_name_row (label, text);
}

/* "Xã Mường Bú, Huyện Mường La": the unit and the one above it. */
static char *
name_unit (KheoScope *scope, gint64 id)
{
  KheoUnits             *units = kheo_scope_get_units (scope);
  KheoDate               day = kheo_unit_map_get_day (kheo_scope_get_map (scope));
  const KheoUnitVersion *version = kheo_units_get_version (units, id, day);
  const KheoUnitVersion *above =
      version != NULL ? kheo_units_get_version (units, version->parent_id, day) : NULL;

  if (version == NULL)
    return kheo_scope_dup_unit_name (scope, id);
  return above != NULL ? g_strdup_printf ("%s, %s", version->name, above->name)
                       : g_strdup (version->name);
}

static GtkWidget *
make_names (KheoScope *scope, GArray *ids)
{
  GtkStringList      *names = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *view;

  for (guint i = 0; i < ids->len; i++)
    gtk_string_list_take (names, name_unit (scope, g_array_index (ids, gint64, i)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (names))),
                            factory);
  gtk_widget_add_css_class (view, "navigation-sidebar");
  return view;
}

/* ---- Tabs ---- */

static void
add_tab (GtkStack *stack, KheoScope *scope, const KheoRegister *reg, GArray *ids, GtkWidget *near)
{
  Place           *place = g_new0 (Place, 1);
  GtkWidget       *scroller = gtk_scrolled_window_new ();
  g_autofree char *count = kheo_number_format (ids->len);
  g_autofree char *title = g_strdup_printf ("%s  %s", _ (reg->label), count);
  GtkWidget       *list =
      reg == &kheo_register_units ? make_names (scope, ids) : make_table (scope, reg, ids);

  place->reg = reg;
  place->ids = g_array_ref (ids);
  g_set_weak_pointer (&place->near, near);
  g_object_set_data_full (G_OBJECT (list), PLACE_KEY, place, place_free);
  g_signal_connect (list, "activate", G_CALLBACK (activate_cb), NULL);
  kheo_page_set_label (list, title);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_stack_add_titled (stack, scroller, reg->name, title);
}

/* One tab is only a heading. */
static GtkWidget *
make_switcher (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);
  GtkWidget *switcher;

  if (g_list_model_get_n_items (G_LIST_MODEL (pages)) == 1)
    {
      GtkStackPage *page = gtk_stack_get_page (stack, gtk_stack_get_visible_child (stack));

      switcher = gtk_label_new (gtk_stack_page_get_title (page));
      gtk_widget_add_css_class (switcher, "heading");
    }
  else
    {
      switcher = gtk_stack_switcher_new ();
      gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), stack);
    }
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 6);
  return switcher;
}

GtkWidget *
kheo_imported_records_new (KheoScope *scope, GArray *records, GtkWidget *near)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *stack = gtk_stack_new ();

  g_return_val_if_fail (KHEO_IS_SCOPE (scope) && records != NULL, NULL);

  for (guint first = 0, end; first < records->len; first = end)
    {
      const char         *table = g_array_index (records, KheoImportRecord, first).table;
      const KheoRegister *reg = kheo_register_find (table);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (end = first; end < records->len &&
                        g_str_equal (g_array_index (records, KheoImportRecord, end).table, table);
           end++)
        g_array_append_val (ids, g_array_index (records, KheoImportRecord, end).id);
      if (reg != NULL)
        add_tab (GTK_STACK (stack), scope, reg, ids, near);
    }
  gtk_box_append (GTK_BOX (box), make_switcher (GTK_STACK (stack)));
  gtk_box_append (GTK_BOX (box), stack);
  return box;
}

void
kheo_imported_records_present (GtkWidget *near, KheoScope *scope, GArray *records, const char *file)
{
  KheoSheetWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (near) && KHEO_IS_SCOPE (scope) && records != NULL);

  window =
      kheo_sheet_window_new (near, file, NULL, kheo_imported_records_new (scope, records, near));
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 560);
  gtk_window_present (GTK_WINDOW (window));
}
