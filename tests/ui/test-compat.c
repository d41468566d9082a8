/* The seam to the GTK of the day. */
#include "kheo-banner.h"
#include "kheo-column-sort.h"
#include "kheo-sheet-window.h"
#include "ui-book.h"

static void
test_column_sort (void)
{
  GtkColumnView       *view = GTK_COLUMN_VIEW (g_object_ref_sink (gtk_column_view_new (NULL)));
  GtkColumnViewColumn *columns[3];
  guint                index;
  gboolean             descending;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      columns[i] = gtk_column_view_column_new ("x", NULL);
      kheo_column_sort_prepare (columns[i], i);
      gtk_column_view_append_column (view, columns[i]);
      g_object_unref (columns[i]);
    }
  g_assert_false (kheo_column_sort_query (view, 3, &index, &descending));
  gtk_column_view_sort_by_column (view, columns[1], GTK_SORT_ASCENDING);
  g_assert_true (kheo_column_sort_query (view, 3, &index, &descending));
  g_assert_cmpuint (index, ==, 1);
  g_assert_false (descending);
  gtk_column_view_sort_by_column (view, columns[2], GTK_SORT_DESCENDING);
  g_assert_true (kheo_column_sort_query (view, 3, &index, &descending));
  g_assert_cmpuint (index, ==, 2);
  g_assert_true (descending);
  g_assert_finalize_object (view);
}

static void
test_banner (void)
{
  GtkWidget  *widget = g_object_ref_sink (kheo_banner_new ());
  KheoBanner *banner = KHEO_BANNER (widget);

  g_assert_null (kheo_banner_get_text (banner));
  kheo_banner_show (banner, "chỉ đọc", NULL, NULL);
  g_assert_cmpstr (kheo_banner_get_text (banner), ==, "chỉ đọc");
  kheo_banner_show (banner, NULL, NULL, NULL);
  g_assert_null (kheo_banner_get_text (banner));
  g_assert_finalize_object (widget);
}

static void
accepted_cb (KheoSheetWindow *window, guint *n)
{
  ++*n;
}

static void
test_sheet_window (void)
{
  KheoSheetWindow *window =
      kheo_sheet_window_new (NULL, "Đổi tên", "_Đổi", gtk_label_new ("nội dung"));
  guint n = 0;

  g_object_ref (window);
  g_signal_connect (window, "accepted", G_CALLBACK (accepted_cb), &n);
  kheo_sheet_window_set_ready (window, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "sheet.accept", NULL);
  g_assert_cmpuint (n, ==, 0);
  kheo_sheet_window_set_ready (window, TRUE);
  kheo_sheet_window_set_problem (window, "không được");
  gtk_widget_activate_action (GTK_WIDGET (window), "sheet.accept", NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (kheo_sheet_window_get_problem (window)); /* until the next answer */
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int argc, char **argv)
{
  if (!ui_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/ui/compat/column-sort", test_column_sort);
  g_test_add_func ("/ui/compat/banner", test_banner);
  g_test_add_func ("/ui/compat/sheet-window", test_sheet_window);
  return g_test_run ();
}
