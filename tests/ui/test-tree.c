/* The tree of units: its models, the sidebar that shows them, and changing it by hand. */
#include "kheo-unit-deed.h"
#include "kheo-unit-node.h"
#include "kheo-unit-sidebar.h"
#include "ui-book.h"

static gint64
unit_at (GListModel *model, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, position);
  g_autoptr (KheoUnitNode) node = gtk_tree_list_row_get_item (row);

  return kheo_unit_node_get_unit (node);
}

static void
test_levels (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  KheoUnitMap *map = kheo_scope_get_map (book->scope);
  g_autoptr (KheoUnitLevel) roots = kheo_unit_level_new (map, KHEO_BRANCH_TERRITORY);
  g_autoptr (KheoUnitNode) whole = g_list_model_get_item (G_LIST_MODEL (roots), 0);
  g_autoptr (KheoUnitNode) province = g_list_model_get_item (G_LIST_MODEL (roots), 1);
  g_autoptr (GListModel) districts = kheo_unit_node_list_children (province);
  g_autoptr (KheoUnitNode) district = g_list_model_get_item (districts, 0);
  g_autoptr (GListModel) communes = kheo_unit_node_list_children (district);
  g_autoptr (KheoUnitNode) commune = g_list_model_get_item (communes, 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roots)), ==, 2);
  g_assert_cmpint (kheo_unit_node_get_unit (whole), ==, 0);
  g_assert_null (kheo_unit_node_list_children (whole));
  g_assert_cmpint (kheo_unit_node_get_unit (province), ==, book->province);
  g_assert_cmpuint (g_list_model_get_n_items (districts), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (communes), ==, 2);
  g_assert_null (kheo_unit_node_list_children (commune));
}

/* A search shows what it finds and the way down to it, nothing else. */
static void
test_search (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  KheoUnitMap *map = kheo_scope_get_map (book->scope);
  const char  *name = kheo_units_get_version (kheo_scope_get_units (book->scope), book->communes[3],
                                              kheo_unit_map_get_day (map))
                         ->name;
  g_autoptr (KheoUnitLevel) roots = kheo_unit_level_new_search (map, name);
  g_autoptr (KheoUnitNode) province = g_list_model_get_item (G_LIST_MODEL (roots), 0);
  g_autoptr (GListModel) districts = kheo_unit_node_list_children (province);
  g_autoptr (KheoUnitNode) district = g_list_model_get_item (districts, 0);
  g_autoptr (KheoUnitLevel) nothing = kheo_unit_level_new_search (map, "không có đơn vị này");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roots)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (districts), ==, 1);
  g_assert_cmpint (kheo_unit_node_get_unit (district), ==, book->districts[1]);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (nothing)), ==, 0);
}

static void
test_sidebar (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget         *widget = g_object_ref_sink (kheo_unit_sidebar_new (book->scope));
  KheoUnitSidebar   *sidebar = KHEO_UNIT_SIDEBAR (widget);
  GtkSelectionModel *model = kheo_unit_sidebar_get_model (sidebar);
  KheoPeriod         period = kheo_period_year (2023);
  g_autoptr (GtkBitset) selected = NULL;

  /* The only province is open. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 4);
  WAIT_UNTIL (kheo_unit_sidebar_get_count (sidebar, 0) == 12);
  g_assert_cmpint (kheo_unit_sidebar_get_count (sidebar, book->province), ==, 12);

  /* The counts follow the period. */
  kheo_scope_set_period (book->scope, period);
  WAIT_UNTIL (kheo_unit_sidebar_get_count (sidebar, book->province) == 5);

  /* A chosen row sets the scope … */
  gtk_selection_model_select_item (model, 2, TRUE);
  g_assert_cmpint (kheo_scope_get_unit (book->scope), ==, book->districts[1]); /* Mai < Mường */

  /* … and the scope chooses a row, opening all above it. */
  kheo_scope_set_unit (book->scope, book->communes[2]);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (model)) == 6);
  selected = gtk_selection_model_get_selection (model);
  g_assert_cmpint (unit_at (G_LIST_MODEL (model), (guint) gtk_bitset_get_minimum (selected)), ==,
                   book->communes[2]);
  ui_test_settle ();
  ui_test_let_go (widget);
}

static GtkWidget *
deed_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);

      if (KHEO_IS_SHEET_WINDOW (other))
        return other; /* its window lives on */
    }
  return NULL;
}

/* Fills in the form that is open and accepts it; returns when it has closed. */
static void
accept (KheoSheetWindow *window, const char *name, const char *type, gint64 parent, KheoDate day)
{
  kheo_unit_form_fill (KHEO_UNIT_FORM (kheo_sheet_window_get_content (window)), name, type, parent,
                       day);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "sheet.accept", NULL));
  WAIT_UNTIL (deed_window () == NULL);
}

static int
find_unit (UiBook *book, const char *name)
{
  KheoUnitMap *map = kheo_scope_get_map (book->scope);

  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    if (g_str_equal (kheo_unit_map_get_version (map, i)->name, name))
      return (int) i;
  return -1;
}

/* Add, rename, move, end: what was open stays open. */
static void
test_edit (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget  *parent = gtk_window_new ();
  GtkWidget  *sidebar = kheo_unit_sidebar_new (book->scope);
  GListModel *model = G_LIST_MODEL (kheo_unit_sidebar_get_model (KHEO_UNIT_SIDEBAR (sidebar)));
  gint64      added;

  gtk_window_set_child (GTK_WINDOW (parent), sidebar);
  gtk_window_present (GTK_WINDOW (parent));
  kheo_scope_set_unit (book->scope, book->communes[0]);
  WAIT_UNTIL (g_list_model_get_n_items (model) == 6);

  accept (kheo_unit_deed_begin (sidebar, book->scope, KHEO_UNIT_ADD, book->districts[0]),
          "Xã Mới Lập", "commune", 0, KHEO_DATE_UNKNOWN);
  WAIT_UNTIL (find_unit (book, "Xã Mới Lập") >= 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 7);
  added = kheo_unit_map_get_id (kheo_scope_get_map (book->scope),
                                (guint) find_unit (book, "Xã Mới Lập"));

  accept (kheo_unit_deed_begin (sidebar, book->scope, KHEO_UNIT_RENAME, added), "Xã Đổi Tên", NULL,
          0, KHEO_DATE_UNKNOWN);
  WAIT_UNTIL (find_unit (book, "Xã Đổi Tên") >= 0);
  g_assert_cmpint (find_unit (book, "Xã Mới Lập"), ==, -1);

  accept (kheo_unit_deed_begin (sidebar, book->scope, KHEO_UNIT_MOVE, added), NULL, NULL,
          book->districts[1], kheo_date_new (2024, 7, 1));
  WAIT_UNTIL (g_list_model_get_n_items (model) == 6);

  accept (kheo_unit_deed_begin (sidebar, book->scope, KHEO_UNIT_END, added), NULL, NULL, 0,
          kheo_date_new (2025, 6, 30));
  WAIT_UNTIL (find_unit (book, "Xã Đổi Tên") == -1);
  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* The trees of the Party line and the Front stand beside the territory's; who is found elsewhere
 * turns the side to its tree. */
static void
test_branches (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget       *parent = gtk_window_new ();
  GtkWidget       *side = kheo_unit_sidebar_new (book->scope);
  KheoUnitSidebar *sidebar = KHEO_UNIT_SIDEBAR (side);
  GListModel      *model = G_LIST_MODEL (kheo_unit_sidebar_get_model (sidebar));
  KheoSheetWindow *window;
  gint64           committee;

  gtk_window_set_child (GTK_WINDOW (parent), side);
  gtk_window_present (GTK_WINDOW (parent));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);

  /* Not below the district, which is of the territory; of the type that the name says. */
  window = kheo_unit_deed_add (side, book->scope, book->districts[0], KHEO_BRANCH_PARTY);
  accept (window, "Tỉnh ủy Sơn La", NULL, 0, KHEO_DATE_UNKNOWN);
  WAIT_UNTIL (find_unit (book, "Tỉnh ủy Sơn La") >= 0);
  committee = kheo_unit_map_get_id (kheo_scope_get_map (book->scope),
                                    (guint) find_unit (book, "Tỉnh ủy Sơn La"));
  window = kheo_unit_deed_add (side, book->scope, committee, KHEO_BRANCH_PARTY);
  accept (window, "Đảng ủy xã Ngọc Chiến", NULL, 0, kheo_date_new (2024, 7, 1));
  WAIT_UNTIL (find_unit (book, "Đảng ủy xã Ngọc Chiến") >= 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  g_assert_cmpint (kheo_unit_sidebar_get_branch (sidebar), ==, KHEO_BRANCH_TERRITORY);

  kheo_scope_set_unit (book->scope, committee);
  WAIT_UNTIL (kheo_unit_sidebar_get_branch (sidebar) == KHEO_BRANCH_PARTY);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  g_assert_cmpint (unit_at (model, 1), ==, committee);
  WAIT_UNTIL (kheo_unit_sidebar_get_count (sidebar, committee) == 0);

  kheo_scope_set_unit (book->scope, book->communes[0]);
  WAIT_UNTIL (kheo_unit_sidebar_get_branch (sidebar) == KHEO_BRANCH_TERRITORY);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 6);
  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* What the rules refuse is said in the form, which stays open. */
static void
test_refused (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget       *parent = gtk_window_new ();
  GtkWidget       *label = gtk_label_new ("");
  KheoSheetWindow *window;

  gtk_window_set_child (GTK_WINDOW (parent), label);
  window = kheo_unit_deed_begin (label, book->scope, KHEO_UNIT_END, book->districts[0]);
  kheo_unit_form_fill (KHEO_UNIT_FORM (kheo_sheet_window_get_content (window)), NULL, NULL, 0,
                       kheo_date_new (2025, 6, 30));
  gtk_widget_activate_action (GTK_WIDGET (window), "sheet.accept", NULL);
  WAIT_UNTIL (kheo_sheet_window_get_problem (window) != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (parent));
}

int
main (int argc, char **argv)
{
  if (!ui_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/ui/tree/levels", test_levels);
  g_test_add_func ("/ui/tree/search", test_search);
  g_test_add_func ("/ui/tree/sidebar", test_sidebar);
  g_test_add_func ("/ui/tree/edit", test_edit);
  g_test_add_func ("/ui/tree/branches", test_branches);
  g_test_add_func ("/ui/tree/refused", test_refused);
  return g_test_run ();
}
