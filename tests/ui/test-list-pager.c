/* A long list a page at a time: where a page begins, what it holds, what its arrows may do. */
#include "kheo-list-pager.h"
#include "ui-book.h"

static void
count_cb (KheoListPager *pager, guint *io_turned)
{
  (*io_turned)++;
}

/* The buttons before and after the place. */
static GtkWidget *
get_button (GtkWidget *pager, gboolean on)
{
  GtkWidget *box = gtk_widget_get_first_child (pager);

  return on ? gtk_widget_get_last_child (box) : gtk_widget_get_first_child (box);
}

static void
check_page (GtkWidget *pager, guint first, guint length, gboolean back, gboolean on)
{
  g_assert_cmpuint (kheo_list_pager_get_first (KHEO_LIST_PAGER (pager)), ==, first);
  g_assert_cmpuint (kheo_list_pager_get_length (KHEO_LIST_PAGER (pager)), ==, length);
  g_assert_true (gtk_widget_get_sensitive (get_button (pager, FALSE)) == back);
  g_assert_true (gtk_widget_get_sensitive (get_button (pager, TRUE)) == on);
}

static void
test_pages (void)
{
  GtkWidget *pager = g_object_ref_sink (g_object_new (KHEO_TYPE_LIST_PAGER, NULL));
  guint      turned = 0;

  g_signal_connect (pager, "turned", G_CALLBACK (count_cb), &turned);
  kheo_list_pager_set_count (KHEO_LIST_PAGER (pager), KHEO_LIST_PAGE);
  g_assert_false (gtk_widget_get_visible (pager)); /* one page needs no arrows */
  check_page (pager, 0, KHEO_LIST_PAGE, FALSE, FALSE);
  kheo_list_pager_set_count (KHEO_LIST_PAGER (pager), 2 * KHEO_LIST_PAGE + 3);
  g_assert_true (gtk_widget_get_visible (pager));
  check_page (pager, 0, KHEO_LIST_PAGE, FALSE, TRUE);
  g_signal_emit_by_name (get_button (pager, TRUE), "clicked");
  check_page (pager, KHEO_LIST_PAGE, KHEO_LIST_PAGE, TRUE, TRUE);
  g_assert_true (kheo_list_pager_show_item (KHEO_LIST_PAGER (pager), 2 * KHEO_LIST_PAGE + 2));
  check_page (pager, 2 * KHEO_LIST_PAGE, 3, TRUE, FALSE);
  g_assert_false (kheo_list_pager_show_item (KHEO_LIST_PAGER (pager), 2 * KHEO_LIST_PAGE));
  g_signal_emit_by_name (get_button (pager, FALSE), "clicked");
  check_page (pager, KHEO_LIST_PAGE, KHEO_LIST_PAGE, TRUE, TRUE);
  g_assert_cmpuint (turned, ==, 2); /* what the program turns, it knows */
  kheo_list_pager_set_count (KHEO_LIST_PAGER (pager), 0);
  check_page (pager, 0, 0, FALSE, FALSE);
  g_assert_finalize_object (pager);
}

int
main (int argc, char **argv)
{
  if (!ui_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/ui/list-pager/pages", test_pages);
  return g_test_run ();
}
