/* From a dropped file to the book: review, corrections, one action, and back. */
#include "kheo-import-view.h"
#include "kheo-registers.h"
#include "ui-book.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  gboolean   closed;
} Fixture;

/* Three rows: one new, one whose unit the book does not know, one without a name. */
#define SHEET                                                                                                         \
  "STT,Tên mô hình,Xã,Huyện,Lĩnh vực,Loại hình,Năm\n"                                                    \
  "1,Thắp sáng đường quê,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,Tập thể,2024\n"                 \
  "2,Tổ tự quản đường hoa,Xã Phiêng Không Có,Huyện Mai Sơn,Văn hóa - xã hội,Tập thể,2024\n" \
  "3,Nuôi cá lồng,Xã Mường Bú,Huyện Mường La,Kinh tế,Cá nhân,2024\n"

static void
closed_cb (KheoImportView *view, Fixture *fixture)
{
  fixture->closed = TRUE;
}

static void
open_view (Fixture *fixture, UiBook *book)
{
  fixture->view = kheo_import_view_new (book->scope);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1066, 660);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  g_signal_connect (fixture->view, "closed", G_CALLBACK (closed_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static KheoImportFile *
get_file (Fixture *fixture)
{
  return kheo_import_view_get_file (KHEO_IMPORT_VIEW (fixture->view));
}

static gboolean
is_ready (Fixture *fixture)
{
  KheoImportFile *file = get_file (fixture);

  return file != NULL && kheo_import_file_get_state (file) == KHEO_IMPORT_REVIEW &&
         !kheo_import_file_is_busy (file) &&
         kheo_import_review_is_matched (kheo_import_file_get_review (file));
}

static void
open_file (Fixture *fixture, UiBook *book, const char *name, const char *content, gssize length)
{
  g_autofree char *path = kheo_test_dir_build (book->dir, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { .data = file };

  if (content != NULL)
    g_assert_true (g_file_set_contents (path, content, length, NULL));
  kheo_import_view_open_files (KHEO_IMPORT_VIEW (fixture->view), &files);
}

static guint
count_models (UiBook *book)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);

  return ui_book_count (book, query);
}

static KheoImportCounts
count (Fixture *fixture)
{
  return kheo_import_review_count (kheo_import_file_get_review (get_file (fixture)));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kept->len, ==, 0);
  *(gboolean *) user_data = TRUE;
}

static void
test_commit_and_undo (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autofree char *before = ui_book_digest (book);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (KheoImportFile) file = NULL;
  Fixture  fixture = { 0 };
  gboolean undone = FALSE;

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 2);
  g_assert_cmpint (count (&fixture).refused, ==, 1);
  file = g_object_ref (get_file (&fixture));
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (fixture.closed);
  g_assert_cmpint (kheo_import_file_get_state (file), ==, KHEO_IMPORT_DONE);
  g_assert_cmpint (count_models (book), ==, 14);
  after = ui_book_digest (book);
  g_assert_cmpstr (before, !=, after);
  kheo_store_undo_async (kheo_book_get_store (book->book), kheo_import_file_get_action (file),
                         FALSE, undone_cb, &undone);
  WAIT_UNTIL (undone);
  again = ui_book_digest (book);
  g_assert_cmpstr (before, ==, again);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
test_cancel_changes_nothing (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autofree char *before = ui_book_digest (book);
  g_autofree char *after = NULL;
  Fixture          fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  gtk_widget_activate_action (fixture.view, "import.cancel", NULL);
  WAIT_UNTIL (fixture.closed);
  after = ui_book_digest (book);
  g_assert_cmpstr (before, ==, after);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* The review's place of the unit written @text. */
static guint
find_unit (Fixture *fixture, const char *text)
{
  KheoImportReview *review = kheo_import_file_get_review (get_file (fixture));

  for (guint i = 0; i < kheo_import_review_get_n_units (review); i++)
    if (g_str_equal (kheo_import_review_get_unit (review, i)->text, text))
      return i;
  g_assert_not_reached ();
}

static void
test_choose_unit (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  gtk_widget_activate_action (fixture.view, "import.choose-unit", "(ux)",
                              find_unit (&fixture, "Xã Phiêng Không Có"), book->communes[3]);
  g_assert_true (kheo_import_file_is_busy (get_file (&fixture)));
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 3);
  g_assert_cmpint (count (&fixture).refused, ==, 0);
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (fixture.closed);
  g_assert_cmpint (count_models (book), ==, 15);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
test_corrections (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  /* Without its name no model can be taken … */
  gtk_widget_activate_action (fixture.view, "import.set-column", "(uui)", 0u, 1u, KHEO_COLUMN_NONE);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 0);
  /* … and with it again two can. */
  gtk_widget_activate_action (fixture.view, "import.set-column", "(uui)", 0u, 1u, KHEO_MODEL_NAME);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 2);
  /* The cursor stands on the first row of data. */
  gtk_widget_activate_action (fixture.view, "import.skip-row", NULL);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 1);
  gtk_widget_activate_action (fixture.view, "import.take-row", NULL);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (count (&fixture).created, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.set-value", "(is)", KHEO_MODEL_NAME,
                              "Tên đã sửa");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_null (kheo_import_file_get_problem (get_file (&fixture)));
  g_assert_cmpint (count (&fixture).created, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.set-value", "(is)", KHEO_MODEL_YEAR,
                              "không rõ");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_nonnull (kheo_import_file_get_problem (get_file (&fixture)));
  g_assert_cmpint (count (&fixture).created, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.set-as", "s", "nothing");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_false (kheo_import_review_has_work (kheo_import_file_get_review (get_file (&fixture))));
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *name, *content;
    gssize      length;
    int         code;
  } bad[] = {
    { "hong.xlsx", "PK\003\004 this is no archive", -1, KHEO_ERROR_CORRUPT },
    { "khong-co.xlsx", NULL, 0, KHEO_ERROR_NOT_FOUND },
    { "anh.png", "\211PNG\r\n\032\n\000\000\000\015IHDR", 16, KHEO_ERROR_FORMAT },
  };
  g_autoptr (UiBook) book = ui_book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      Fixture fixture = { 0 };

      open_view (&fixture, book);
      open_file (&fixture, book, bad[i].name, bad[i].content, bad[i].length);
      WAIT_UNTIL (kheo_import_file_get_state (get_file (&fixture)) == KHEO_IMPORT_FAILED);
      g_assert_error (kheo_import_file_get_problem (get_file (&fixture)), KHEO_ERROR, bad[i].code);
      gtk_widget_activate_action (fixture.view, "import.cancel", NULL);
      g_assert_true (fixture.closed);
      gtk_window_destroy (GTK_WINDOW (fixture.window));
    }
}

/* Two files wait in a row; each is an action of its own, and the second sees the first's rows. */
static void
test_queue (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "a.csv", SHEET, -1);
  open_file (&fixture, book, "b.csv", SHEET, -1);
  g_assert_cmpint (kheo_import_view_get_n_files (KHEO_IMPORT_VIEW (fixture.view)), ==, 2);
  WAIT_UNTIL (is_ready (&fixture));
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (kheo_import_view_get_n_files (KHEO_IMPORT_VIEW (fixture.view)) == 1 &&
              is_ready (&fixture));
  g_assert_false (fixture.closed);
  gtk_widget_activate_action (fixture.view, "import.cancel", NULL);
  WAIT_UNTIL (fixture.closed);
  g_assert_cmpint (count_models (book), ==, 14);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

int
main (int argc, char *argv[])
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/import/commit-and-undo", test_commit_and_undo);
  g_test_add_func ("/ui/import/cancel", test_cancel_changes_nothing);
  g_test_add_func ("/ui/import/choose-unit", test_choose_unit);
  g_test_add_func ("/ui/import/corrections", test_corrections);
  g_test_add_func ("/ui/import/bad-files", test_bad_files);
  g_test_add_func ("/ui/import/queue", test_queue);
  return g_test_run ();
}
