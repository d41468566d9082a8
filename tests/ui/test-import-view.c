/* From a dropped file to the book: review, corrections, one action, and back. */
#include "kheo-import-panel.h"
#include "kheo-import-view.h"
#include "kheo-indicator-catalogue.h"
#include "kheo-registers.h"
#include "kheo-sheet-view.h"
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

  return file != NULL && kheo_import_file_get_state (file) == KHEO_FILE_REVIEW &&
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
  g_assert_cmpint (kheo_import_file_get_state (file), ==, KHEO_FILE_DONE);
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
      WAIT_UNTIL (kheo_import_file_get_state (get_file (&fixture)) == KHEO_FILE_FAILED);
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
  Fixture         fixture = { 0 };
  KheoImportFile *first = NULL;

  open_view (&fixture, book);
  open_file (&fixture, book, "a.csv", SHEET, -1);
  open_file (&fixture, book, "b.csv", SHEET, -1);
  g_assert_cmpint (kheo_import_view_get_n_files (KHEO_IMPORT_VIEW (fixture.view)), ==, 2);
  WAIT_UNTIL (is_ready (&fixture));
  first = get_file (&fixture);
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (get_file (&fixture) != first && is_ready (&fixture));
  g_assert_false (fixture.closed);
  g_assert_cmpint (count (&fixture).created, ==, 0);
  g_assert_cmpint (count (&fixture).unchanged, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.cancel", NULL);
  WAIT_UNTIL (fixture.closed);
  g_assert_cmpint (count_models (book), ==, 14);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* ---- The picture of the sheet ---- */

static GtkWidget *
find_widget (GtkWidget *above, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (above), type))
    return above;
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static KheoSheetView *
get_sheet (Fixture *fixture)
{
  return KHEO_SHEET_VIEW (find_widget (fixture->view, KHEO_TYPE_SHEET_VIEW));
}

/* Opens the entry over a cell and types into it, as F2 and Return do. */
static void
type_into (Fixture *fixture, int row, int column, const char *text)
{
  kheo_sheet_view_set_cursor (get_sheet (fixture), row, column);
  gtk_widget_activate_action (fixture->view, "import.edit-cell", NULL);
  g_assert_true (kheo_sheet_view_is_editing (get_sheet (fixture)));
  g_signal_emit_by_name (get_sheet (fixture), "edited", text);
}

static KheoImportReview *
get_review (Fixture *fixture)
{
  return kheo_import_file_get_review (get_file (fixture));
}

static void
test_edit_cell (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture        fixture = { 0 };
  KheoCorrection alike;
  guint          n = 0;

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  /* What it cannot be is told by the entry, and nothing is changed. */
  type_into (&fixture, 1, 6, "năm ngoái");
  g_assert_true (kheo_sheet_view_is_editing (get_sheet (&fixture)));
  g_assert_false (kheo_import_file_is_busy (get_file (&fixture)));
  g_signal_emit_by_name (get_sheet (&fixture), "edited", "2025");
  g_assert_false (kheo_sheet_view_is_editing (get_sheet (&fixture)));
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpstr (kheo_import_review_get_fixed (get_review (&fixture), 0, 1, 6), ==, "2025");
  g_assert_null (kheo_import_review_get_fixed (get_review (&fixture), 0, 2, 6));
  /* The two other rows of 2024 are offered the same. */
  g_assert_true (kheo_import_file_get_alike (get_file (&fixture), &alike, &n));
  g_assert_cmpint (n, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.correct-alike", NULL);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpstr (kheo_import_review_get_fixed (get_review (&fixture), 0, 3, 6), ==, "2025");
  g_assert_false (kheo_import_file_get_alike (get_file (&fixture), &alike, &n));
  /* Headings and the like are not corrected. */
  kheo_sheet_view_set_cursor (get_sheet (&fixture), 0, 1);
  gtk_widget_activate_action (fixture.view, "import.edit-cell", NULL);
  g_assert_false (kheo_sheet_view_is_editing (get_sheet (&fixture)));
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
test_findings (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture fixture = { 0 };
  int     row, column;

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_n_groups (get_review (&fixture)), ==, 1);
  gtk_widget_activate_action (fixture.view, "import.next-finding", NULL);
  kheo_sheet_view_get_cursor (get_sheet (&fixture), &row, &column);
  g_assert_cmpint (row, ==, 2);
  g_assert_cmpint (column, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.previous-finding", NULL);
  kheo_sheet_view_get_cursor (get_sheet (&fixture), &row, &column);
  g_assert_cmpint (row, ==, 2);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* ---- Spellings and likenesses ---- */

#define OWNERS                                                                                             \
  "STT,Tên mô hình,Đơn vị thực hiện,Xã,Huyện,Lĩnh vực,Loại hình,Năm\n"                \
  "1,Một,Hội Nông dân xã Ngọc Chiến,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,TT,2024\n" \
  "2,Hai,Hội Nông dân xã Ngọc Chiến,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,TT,2024\n"   \
  "3,Ba,Hội ND xã Ngọc Chiến,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,TT,2024\n"            \
  "4,BA,Hội ND xã Ngọc Chiến,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,TT,2024\n"

static void
test_spellings_and_alike (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  const char *const    written[] = { "Hội ND xã Ngọc Chiến", NULL };
  const KheoDuplicate *alike = NULL;
  Fixture              fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", OWNERS, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_n_clusters (get_review (&fixture)), ==, 1);
  gtk_widget_activate_action (fixture.view, "import.page", "s", "spellings");
  gtk_widget_activate_action (fixture.view, "import.join", "(ui^ass)", 0u, KHEO_MODEL_OWNER,
                              written, "Hội Nông dân xã Ngọc Chiến");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_n_clusters (get_review (&fixture)), ==, 0);
  g_assert_cmpint (kheo_import_review_get_n_joins (get_review (&fixture)), ==, 1);
  gtk_widget_activate_action (fixture.view, "import.unjoin", "(uis)", 0u, KHEO_MODEL_OWNER,
                              written[0]);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_n_joins (get_review (&fixture)), ==, 0);
  /* "Ba" and "BA". */
  gtk_widget_activate_action (fixture.view, "import.page", "s", "alike");
  g_assert_cmpint (kheo_import_review_get_n_alike (get_review (&fixture)), ==, 1);
  alike = kheo_import_review_get_alike (get_review (&fixture), 0);
  gtk_widget_activate_action (fixture.view, "import.distinct", "(uuxi)", alike->table, alike->index,
                              alike->record, alike->other);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_n_alike (get_review (&fixture)), ==, 0);
  g_assert_cmpint (count (&fixture).created, ==, 4);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* ---- Figures ---- */

#define FIGURES                                                                                    \
  "STT,Xã,Huyện,Số hộ nghèo năm 2024\n"                                                   \
  "1,Xã Ngọc Chiến,Huyện Mường La,120\n"                                                 \
  "2,Xã Mường Bú,Huyện Mường La,88\n"

static void
test_figures (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  const KheoReviewColumn *column = NULL;
  Fixture                 fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "so-lieu.csv", FIGURES, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_get_table (get_review (&fixture), 0)->as, ==,
                   KHEO_IMPORT_FIGURES);
  g_assert_cmpint (count (&fixture).created, ==, 2);
  column = kheo_import_review_get_column (get_review (&fixture), 0, 3);
  g_assert_cmpint (column->field, ==, KHEO_COLUMN_VALUE);
  g_assert_cmpint (column->measure, ==, KHEO_MEASURE_RESULT);
  gtk_widget_activate_action (fixture.view, "import.set-meaning", "(uussi)", 0u, 3u, "Số hộ nghèo",
                              "2023", (int) KHEO_MEASURE_TARGET);
  WAIT_UNTIL (is_ready (&fixture));
  column = kheo_import_review_get_column (get_review (&fixture), 0, 3);
  g_assert_cmpint (column->measure, ==, KHEO_MEASURE_TARGET);
  g_assert_cmpstr (column->period, ==, "2023");
  /* A figure is mended in its cell; what is no number is refused. */
  type_into (&fixture, 1, 3, "121");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_null (kheo_import_file_get_problem (get_file (&fixture)));
  type_into (&fixture, 2, 3, "nhiều lắm");
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_nonnull (kheo_import_file_get_problem (get_file (&fixture)));
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* The rows that were not taken go to a spreadsheet where the person says. */
static void
test_rejects (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoWorkbook) workbook = NULL;
  g_autofree char *path = kheo_test_dir_build (book->dir, "chua-nhap.xlsx");
  Fixture          fixture = { 0 };

  open_view (&fixture, book);
  open_file (&fixture, book, "mo-hinh.csv", SHEET, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (kheo_import_review_count_rejects (get_review (&fixture)), >, 0);
  gtk_widget_activate_action (fixture.view, "import.write-rejects-to", "s", path);
  WAIT_UNTIL ((workbook = kheo_workbook_read (path, NULL, NULL)) != NULL);
  g_assert_cmpint (kheo_workbook_get_n_sheets (workbook), ==, 1);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

#define STRANGE                                                                                    \
  "STT,Xã,Huyện,Số buổi gặp mặt cuối tuần năm 2024\n"                              \
  "1,Xã Ngọc Chiến,Huyện Mường La,12\n"                                                  \
  "2,Xã Mường Bú,Huyện Mường La,8\n"

static gpointer
add_indicator_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);

  kheo_record_set_text (record, KHEO_INDICATOR_NAME, data);
  kheo_record_set_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE, "buổi");
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, "count");
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, 0);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, "flow");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, "sum");
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, "sum");
  return kheo_record_table_insert (db, record, error)
             ? g_memdup2 (&(gint64){ kheo_record_get_id (record) }, sizeof (gint64))
             : NULL;
}

static void
indicator_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);

  g_assert_no_error (error);
  *(gint64 *) user_data = *id;
}

static const KheoReviewIndicator *
get_counted (Fixture *fixture)
{
  g_assert_cmpint (kheo_import_review_get_n_indicators (get_review (fixture)), ==, 1);
  return kheo_import_review_get_indicator (get_review (fixture), 0);
}

static void
choose_indicator (Fixture *fixture, gint64 id)
{
  gtk_widget_activate_action (fixture->view, "import.choose-indicator", "(ux)", 0u, id);
  WAIT_UNTIL (is_ready (fixture));
}

static GtkWidget *
find_button (GtkWidget *above, const char *label)
{
  if (GTK_IS_BUTTON (above) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (above)), label) == 0)
    return above;
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* As a person does: the button, then the row of the list that begins with @name. */
static void
choose_of_catalogue (Fixture *fixture, const char *name)
{
  GtkWidget  *button = NULL;
  GtkWidget  *card = NULL;
  GListModel *names = NULL;
  GtkWidget  *list = NULL;
  guint       row = 0;

  WAIT_UNTIL ((button = find_button (fixture->view, "One of the catalogue…")) != NULL);
  card = gtk_widget_get_parent (button);
  g_signal_emit_by_name (button, "clicked");
  list = find_widget (card, GTK_TYPE_DROP_DOWN);
  names = gtk_drop_down_get_model (GTK_DROP_DOWN (list));
  while (!g_str_has_prefix (gtk_string_list_get_string (GTK_STRING_LIST (names), row), name))
    row++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), row);
}

/* What a sheet counts is a new indicator until a person says which one is meant. */
static void
test_choose_indicator (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  Fixture                       fixture = { 0 };
  gint64                        meetings = 0;
  guint                         n = 0;
  const KheoCatalogueIndicator *catalogue = kheo_indicator_catalogue_list (&n);

  kheo_store_write_async (kheo_book_get_store (book->book), "Thêm chỉ tiêu", add_indicator_job,
                          (gpointer) "Hội nghị tiếp xúc", NULL, g_free, NULL, indicator_added_cb,
                          &meetings);
  WAIT_UNTIL (meetings != 0);
  open_view (&fixture, book);
  open_file (&fixture, book, "so-lieu.csv", STRANGE, -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_true (get_counted (&fixture)->create);
  g_assert_true (kheo_review_indicator_is_open (get_counted (&fixture)));
  g_assert_cmpint (kheo_import_panel_count (get_review (&fixture), "indicators"), ==, 1);
  gtk_widget_activate_action (fixture.view, "import.page", "s", "indicators");
  /* One that the book does not have yet, but the catalogue. */
  choose_of_catalogue (&fixture, catalogue[0].name);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_true (get_counted (&fixture)->create);
  g_assert_cmpstr (get_counted (&fixture)->name, ==, catalogue[0].name);
  /* A new one indeed. */
  choose_indicator (&fixture, 0);
  g_assert_false (kheo_review_indicator_is_open (get_counted (&fixture)));
  g_assert_true (get_counted (&fixture)->create);
  /* On second thoughts, one that the book has: for all cells alike. */
  choose_indicator (&fixture, meetings);
  g_assert_false (get_counted (&fixture)->create);
  g_assert_cmpint (get_counted (&fixture)->id, ==, meetings);
  g_assert_cmpint (count (&fixture).created, ==, 2);
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (fixture.closed);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  /* The next file of the form needs no answer. */
  fixture = (Fixture){ 0 };
  open_view (&fixture, book);
  open_file (&fixture, book, "so-lieu-2.csv", STRANGE "3,Xã Ít Ong,Huyện Mường La,5\n", -1);
  WAIT_UNTIL (is_ready (&fixture));
  g_assert_cmpint (get_counted (&fixture)->id, ==, meetings);
  g_assert_cmpint (kheo_import_panel_count (get_review (&fixture), "indicators"), ==, 0);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* ---- Many files ---- */

#define CLEAN                                                                                      \
  "STT,Tên mô hình,Xã,Huyện,Lĩnh vực,Loại hình,Năm\n"                                 \
  "1,Mô hình của tệp %u,Xã Ngọc Chiến,Huyện Mường La,Kinh tế,Tập thể,2024\n"

/* A folder with files of one form: the first is looked at and written, the rest by one click. */
static void
test_folder (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autofree char *folder = kheo_test_dir_build (book->dir, "gửi");
  g_autofree char *deep = g_build_filename (folder, "huyện", NULL);
  g_autoptr (GFile) dropped = g_file_new_for_path (folder);
  GSList           files = { .data = dropped };
  Fixture          fixture = { 0 };
  KheoImportQueue *queue = NULL;

  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("tệp %u.csv", i);
      g_autofree char *path = g_build_filename (i % 2 == 0 ? folder : deep, name, NULL);
      g_autofree char *content = g_strdup_printf (CLEAN, i);

      g_assert_true (g_file_set_contents (path, content, -1, NULL));
    }
  open_view (&fixture, book);
  kheo_import_view_open_files (KHEO_IMPORT_VIEW (fixture.view), &files);
  queue = kheo_import_view_get_queue (KHEO_IMPORT_VIEW (fixture.view));
  WAIT_UNTIL (kheo_import_queue_count (queue).total == 12);
  g_assert_cmpint (kheo_import_queue_count (queue).working, <=, 2);
  WAIT_UNTIL (kheo_import_queue_count (queue).person == 12 && is_ready (&fixture));
  gtk_widget_activate_action (fixture.view, "import.commit", NULL);
  WAIT_UNTIL (kheo_import_queue_count (queue).ready == 11 && is_ready (&fixture));
  ui_test_settle ();
  gtk_widget_activate_action (fixture.view, "import.write-ready", NULL);
  WAIT_UNTIL (fixture.closed);
  g_assert_cmpint (count_models (book), ==, 24);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

/* Doubtful and broken files stay, each with its state; all are given up at once. */
static void
test_cancel_all (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autofree char *before = ui_book_digest (book);
  g_autofree char *after = NULL;
  Fixture          fixture = { 0 };
  KheoImportQueue *queue = NULL;

  open_view (&fixture, book);
  open_file (&fixture, book, "hong.xlsx", "PK\003\004 this is no archive", -1);
  open_file (&fixture, book, "a.csv", SHEET, -1);
  open_file (&fixture, book, "b.csv", SHEET, -1);
  queue = kheo_import_view_get_queue (KHEO_IMPORT_VIEW (fixture.view));
  WAIT_UNTIL (kheo_import_queue_count (queue).failed == 1 &&
              kheo_import_queue_count (queue).person == 2);
  gtk_widget_activate_action (fixture.view, "import.cancel-all", NULL);
  WAIT_UNTIL (fixture.closed);
  after = ui_book_digest (book);
  g_assert_cmpstr (before, ==, after);
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
  g_test_add_func ("/ui/import/edit-cell", test_edit_cell);
  g_test_add_func ("/ui/import/findings", test_findings);
  g_test_add_func ("/ui/import/spellings-and-alike", test_spellings_and_alike);
  g_test_add_func ("/ui/import/figures", test_figures);
  g_test_add_func ("/ui/import/rejects", test_rejects);
  g_test_add_func ("/ui/import/choose-indicator", test_choose_indicator);
  g_test_add_func ("/ui/import/folder", test_folder);
  g_test_add_func ("/ui/import/cancel-all", test_cancel_all);
  return g_test_run ();
}
