/* A board on paper: numbers and charts as they are arranged, nothing outside, words once. */
#include "domain-book.h"
#include "kheo-board-sheet.h"
#include "kheo-pages-private.h"
#include "kheo-preflight.h"
#include "kheo-test.h"

#include <string.h>

typedef struct
{
  KheoDb    *db;
  KheoQuery *query;
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  gint64 province, indicator;

  book->db = book_new ();
  action_begin (book->db);
  province = book_add_unit (book->db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  indicator =
      book_add_indicator (book->db, "A", "Quỹ vì người nghèo", "money 0 flow sum sum", "commune");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Xã Ngọc Chiến số %u", i + 1);
      gint64           unit = book_add_unit (book->db, name, NULL, province, NULL, NULL);

      book_add_figure (book->db, indicator, unit, "2024", 1500000000 + i, NO_AMOUNT);
      book_add_model (book->db, "Một", unit, 2024, "2024-01-05");
    }
  action_end (book->db);
  book->query = kheo_query_new (&kheo_register_models);
  book->query->period = kheo_period_year (2024);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_query_free (book->query);
  kheo_db_close (book->db);
}

static KheoPages *
make (Book *book, const GPtrArray *items, const char *paper, gboolean landscape, gboolean mono)
{
  g_autoptr (GPtrArray) answers = kheo_board_answers_new (book->db, book->query, items, NULL, NULL);
  g_autofree KheoBoardSheetItem *stands = g_new0 (KheoBoardSheetItem, items->len);
  KheoBoardSheet                 sheet = {
                    "Bảng của ban", "Tỉnh Sơn La, năm 2024", { 0 }, mono ? KHEO_CHART_MONO : KHEO_CHART_PRINT, NULL
  };

  g_assert_true (kheo_paper_parse (paper, landscape, &sheet.paper, NULL));
  for (guint i = 0; i < items->len; i++)
    {
      const KheoBoardAnswer *answer = answers->pdata[i];

      stands[i] =
          (KheoBoardSheetItem){ answer, answer->kind, ((KheoBoardItem *) items->pdata[i])->width };
    }
  return kheo_pages_new_for_board (&sheet, stands, items->len);
}

/* Charts lie on the paper and apart. */
static void
check_apart (KheoPages *pages)
{
  KheoPaper paper = kheo_pages_get_paper (pages);

  for (guint i = 0; i < kheo_pages_get_n_charts (pages); i++)
    {
      const KheoPagesChart *one = kheo_pages_get_chart (pages, i);
      const KheoChartStyle *a = kheo_chart_layout_get_style (one->layout);

      g_assert_cmpfloat (one->x, >, 0);
      g_assert_cmpfloat (one->y, >, 0);
      g_assert_cmpfloat (one->x + a->width, <, paper.width);
      g_assert_cmpfloat (one->y + a->height, <, paper.height);
      for (guint k = 0; k < i; k++)
        {
          const KheoPagesChart *other = kheo_pages_get_chart (pages, k);
          const KheoChartStyle *b = kheo_chart_layout_get_style (other->layout);

          g_assert_true (one->page != other->page || one->x >= other->x + b->width ||
                         other->x >= one->x + a->width || one->y >= other->y + b->height ||
                         other->y >= one->y + a->height);
        }
    }
}

static void
test_papers (Book *book, gconstpointer data)
{
  static const char *const papers[] = { "A5", "A4", "A3", "A0", "16:9", "100x400mm", "20x20mm" };
  g_autoptr (KheoBoard) board = kheo_board_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    for (guint way = 0; way < 4; way++)
      {
        g_autoptr (KheoPages) pages = make (book, board->items, papers[i], way % 2 == 1, way >= 2);

        g_assert_cmpuint (kheo_pages_get_n_charts (pages), ==, 3);
        check_apart (pages);
        if (i < 5) /* closed up rather than on two sheets */
          g_assert_cmpuint (kheo_pages_get_n_pages (pages), ==, 1);
      }
}

/* What does not fit goes on; no page of tiles alone before charts. */
static void
test_many (Book *book, gconstpointer data)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_autoptr (KheoPages) pages = NULL;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (items, kheo_board_item_new (i % 5 == 0, i % 5 == 0 ? "models" : "models:child",
                                                 (int) (i % 3) + 1));
  pages = make (book, items, "A4", FALSE, FALSE);
  g_assert_cmpuint (kheo_pages_get_n_pages (pages), >, 3);
  g_assert_cmpuint (kheo_pages_get_n_charts (pages), ==, 32);
  g_assert_cmpuint (kheo_pages_get_n_entries (pages), ==, 32);
  check_apart (pages);
  for (guint page = 0, i = 0; page < kheo_pages_get_n_pages (pages); page++)
    {
      guint before = i;

      while (i < kheo_pages_get_n_charts (pages) && kheo_pages_get_chart (pages, i)->page == page)
        i++;
      g_assert_cmpuint (i, >, before);
    }
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

static void
test_words (Book *book, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (KheoTestDir) dir = kheo_test_dir_new ();
  g_autofree char *path = kheo_test_dir_build (dir, "board.pdf");
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_autoptr (KheoPages) pages = NULL;
  g_autofree char *text = NULL;
  const char      *command[] = { tool, path, "-", NULL };
  KheoBoardItem   *named = kheo_board_item_new (TRUE, "models", 1);

  named->title = g_strdup ("Tất cả các mô hình trong tỉnh");
  g_ptr_array_add (items, named);
  g_ptr_array_add (items, kheo_board_item_new (TRUE, "indicator:A", 1));
  g_ptr_array_add (items, kheo_board_item_new (FALSE, "models:child", 2));
  g_ptr_array_add (items, kheo_board_item_new (FALSE, "models:field", 1));
  pages = make (book, items, "A4", TRUE, FALSE);
  g_assert_nonnull (strstr (kheo_pages_get_description (pages), "Tất cả các mô hình"));
  g_assert_true (kheo_pages_export_pdf (pages, path, NULL, NULL, NULL));
  if (tool == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_cmpuint (count (text, "Bảng của ban"), ==, 1);
  g_assert_cmpuint (count (text, "Tỉnh Sơn La, năm 2024"), ==, 1);
  g_assert_cmpuint (count (text, "Source: register"), ==, 1);
  g_assert_cmpuint (count (text, "Source: reports"), ==, 1);
  g_assert_cmpuint (count (text, "Figures as of"), ==, 1);
  g_assert_nonnull (strstr (text, "18 billion"));
  g_assert_nonnull (strstr (text, "Quỹ vì người nghèo"));
}

/* One chart that is gone says so, and so does preflight; the others stand. */
static void
test_problem (Book *book, gconstpointer data)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_board_item_free);
  g_autoptr (KheoPages) pages = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  KheoBoardItem *gone = kheo_board_item_new (FALSE, "chart", 1);
  gboolean       told = FALSE;

  gone->chart_id = 99;
  gone->title = g_strdup ("Biểu đồ đã xóa");
  g_ptr_array_add (items, gone);
  g_ptr_array_add (items, kheo_board_item_new (TRUE, "models:colour=red", 1));
  g_ptr_array_add (items, kheo_board_item_new (FALSE, "models:child", 1));
  pages = make (book, items, "A4", TRUE, FALSE);
  g_assert_cmpuint (kheo_pages_get_n_charts (pages), ==, 2);
  findings = kheo_preflight (pages, 0, 0);
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoPreflightFinding *finding = findings->pdata[i];

      told |= g_str_equal (finding->code, "no-figures") &&
              strstr (finding->message, "Biểu đồ đã xóa") != NULL;
    }
  g_assert_true (told);
  g_assert_nonnull (strstr (kheo_pages_get_description (pages), "no longer in the book"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/report/board-sheet/" name, Book, NULL, book_setup, func, book_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("papers", test_papers);
  ADD ("many", test_many);
  ADD ("words", test_words);
  ADD ("problem", test_problem);
  return g_test_run ();
}
