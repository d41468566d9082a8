/* The desk of annexes: the pages follow the layout, which can be kept in the book. */
#include "kheo-annex-window.h"
#include "kheo-paper-run.h"
#include "kheo-registers.h"
#include "ui-book.h"

static KheoAnnexWindow *
open_window (UiBook *book, GtkWidget *near, const char *subject)
{
  g_autoptr (KheoQuery) query =
      kheo_scope_make_query_of (book->scope, kheo_annex_subject_get_query_register (subject));
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (subject, query);
  KheoAnnexWindow *window = kheo_annex_window_present (near, book->scope, question);

  WAIT_UNTIL (kheo_annex_window_get_n_pages (window) >= 1);
  return window;
}

static void
close_window (KheoAnnexWindow *window, GtkWidget *near)
{
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (near));
}

/* Another layout makes other pages. */
static void
test_choose (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget       *near = gtk_window_new ();
  KheoAnnexWindow *window = open_window (book, near, "list:models");

  g_assert_cmpuint (kheo_annex_window_get_layout (window)->columns->len, ==, 0);
  kheo_annex_window_choose (window, 2);
  WAIT_UNTIL (kheo_annex_window_get_layout (window)->columns->len > 0);
  WAIT_UNTIL (kheo_annex_window_get_n_pages (window) >= 1);
  g_assert_false (kheo_annex_window_get_layout (window)->is_own);
  close_window (window, near);
}

/* Every subject that the menu offers opens and has a page. */
static void
test_subjects (void)
{
  static const char *const subjects[] = { "total:models", "list:units", "indicators",
                                          "list:tasks" };
  g_autoptr (UiBook) book = ui_book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      GtkWidget *near = gtk_window_new ();

      close_window (open_window (book, near, subjects[i]), near);
    }
}

/* One annex for each unit below: bound, and as files that a second run finds there. */
static void
test_each (void)
{
  static const char *const how[] = { "pdf", "xlsx", "odt" };
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *bound = kheo_test_dir_build (dir, "Phụ lục.pdf");
  g_autofree char *communes = kheo_test_dir_build (dir, "Các xã.pdf");
  g_autofree char *folder = kheo_test_dir_build (dir, "Các đơn vị");
  g_autoptr (GArray) targets = NULL;
  GtkWidget       *near = gtk_window_new ();
  KheoAnnexWindow *window = open_window (book, near, "list:models");

  WAIT_UNTIL (kheo_scope_get_map (book->scope) != NULL);
  targets = kheo_paper_targets_new (kheo_scope_get_map (book->scope),
                                    kheo_scope_get_unit (book->scope), KHEO_EACH_CHILD);
  g_assert_cmpuint (targets->len, >, 1);
  kheo_annex_window_write_each (window, KHEO_EACH_CHILD, bound, "bound");
  WAIT_UNTIL (!kheo_annex_window_is_writing (window));
  g_assert_true (g_file_test (bound, G_FILE_TEST_EXISTS));
  /* Not only those directly below. */
  kheo_annex_window_write_each (window, KHEO_LEVEL_COMMUNE, communes, "bound");
  WAIT_UNTIL (!kheo_annex_window_is_writing (window));
  g_assert_true (g_file_test (communes, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (how); i++)
    {
      kheo_annex_window_write_each (window, KHEO_EACH_CHILD, folder, how[i]);
      WAIT_UNTIL (!kheo_annex_window_is_writing (window));
      for (guint k = 0; k < targets->len; k++)
        {
          g_autofree char *name =
              g_strconcat (g_array_index (targets, KheoPaperTarget, k).file, ".", how[i], NULL);
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
        }
    }
  close_window (window, near);
}

/* The window stands beside the main one: it goes when the book is closed below it. */
static void
test_book_closed (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  GtkWidget *near = gtk_window_new ();
  GObject   *window = G_OBJECT (open_window (book, near, "total:models"));

  g_object_add_weak_pointer (window, (gpointer *) &window);
  g_object_run_dispose (G_OBJECT (book->scope));
  WAIT_UNTIL (window == NULL);
  gtk_window_destroy (GTK_WINDOW (near));
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/annex/choose", test_choose);
  g_test_add_func ("/ui/annex/subjects", test_subjects);
  g_test_add_func ("/ui/annex/each", test_each);
  g_test_add_func ("/ui/annex/book-closed", test_book_closed);
  return g_test_run ();
}
