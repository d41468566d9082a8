#include "kheo-sheet-builder.h"
#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static gboolean
put (KheoSheet *sheet, guint row, guint column, double number)
{
  const KheoPlace place = { row, column, 0, 0 };
  g_autoptr (GError) error = NULL;

  return kheo_sheet_add_number (sheet, &place, number, &error);
}

static double
at (const KheoSheet *sheet, guint row, guint column)
{
  const KheoCell *cell = kheo_sheet_get_cell (sheet, row, column);

  return cell != NULL ? cell->value.number : -1;
}

static void
test_cell_size (void)
{
  g_assert_cmpuint (sizeof (KheoCell), ==, 16);
}

static void
test_in_order (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);
  guint      n;

  put (sheet, 0, 3, 1);
  put (sheet, 2, 0, 2);
  put (sheet, 2, 5, 3);
  kheo_sheet_finish (sheet);
  g_assert_cmpuint (kheo_sheet_get_n_rows (sheet), ==, 3);
  g_assert_cmpuint (kheo_sheet_get_n_columns (sheet), ==, 6);
  g_assert_cmpfloat (at (sheet, 0, 3), ==, 1);
  g_assert_cmpfloat (at (sheet, 2, 5), ==, 3);
  g_assert_cmpfloat (at (sheet, 2, 4), ==, -1);
  g_assert_cmpfloat (at (sheet, 9, 0), ==, -1);
  kheo_sheet_get_row (sheet, 1, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Column by column, backwards, and some places twice: the later wins. */
static void
test_out_of_order (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet      *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);
  guint           n;
  const KheoCell *cells;

  for (guint column = 10; column-- > 0;)
    for (guint row = 0; row < 50; row++)
      put (sheet, row, column, row * 100 + column);
  put (sheet, 7, 3, 9999);
  kheo_sheet_finish (sheet);
  g_assert_cmpuint (kheo_sheet_get_n_cells (sheet), ==, 500);
  for (guint row = 0; row < 50; row++)
    {
      cells = kheo_sheet_get_row (sheet, row, &n);
      g_assert_cmpuint (n, ==, 10);
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (cells[i].column, ==, i);
    }
  g_assert_cmpfloat (at (sheet, 7, 3), ==, 9999);
  g_assert_cmpfloat (at (sheet, 49, 9), ==, 4909);
}

static void
test_empty (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, NULL, 0, NULL);

  kheo_sheet_finish (sheet);
  g_assert_cmpuint (kheo_sheet_get_n_rows (sheet), ==, 0);
  g_assert_null (kheo_sheet_get_cell (sheet, 0, 0));
  g_assert_null (kheo_sheet_find_merge (sheet, 0, 0));
  g_assert_cmpstr (kheo_sheet_get_name (sheet), ==, "");
}

static void
test_outside (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);

  g_assert_false (put (sheet, KHEO_SHEET_MAX_ROWS, 0, 1));
  g_assert_false (put (sheet, 0, KHEO_SHEET_MAX_COLUMNS, 1));
  g_assert_false (put (sheet, 0, 10000000, 1));
  g_assert_true (put (sheet, KHEO_SHEET_MAX_ROWS - 1, KHEO_SHEET_MAX_COLUMNS - 1, 1));
  kheo_sheet_finish (sheet);
  g_assert_cmpfloat (at (sheet, KHEO_SHEET_MAX_ROWS - 1, KHEO_SHEET_MAX_COLUMNS - 1), ==, 1);
}

static void
test_texts (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet       *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);
  const KheoPlace  place = { 0, 0, 0, 0 };
  KheoText         one, two, bad;
  g_autofree char *huge = g_strnfill (KHEO_SHEET_MAX_CELL_TEXT + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (kheo_workbook_add_text (workbook, "Tập thể", strlen ("Tập thể"), &one, NULL));
  g_assert_true (kheo_workbook_add_text (workbook, "Tập thể", strlen ("Tập thể"), &two, NULL));
  g_assert_cmpuint (one.offset, ==, two.offset);
  g_assert_true (kheo_workbook_add_text (workbook, "a\0b\xff", 4, &bad, NULL));
  kheo_sheet_add_text (sheet, &place, bad, NULL);
  g_assert_false (
      kheo_workbook_add_text (workbook, huge, KHEO_SHEET_MAX_CELL_TEXT + 1, &two, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE);
  kheo_sheet_finish (sheet);
  g_assert_cmpstr (kheo_cell_get_text (sheet, kheo_sheet_get_cell (sheet, 0, 0)), ==,
                   "a\xef\xbf\xbd"
                   "b\xef\xbf\xbd");
}

static void
test_merges (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet      *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);
  const KheoMerge merges[] = {
    { 5, 0, 100, 1 }, { 0, 0, 1, 8 }, { 6, 1, 2, 2 }, { 3, 3, 1, 1 }, { 9, 1, 1, 2 }
  };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    g_assert_true (kheo_sheet_add_merge (sheet, &merges[i], NULL));
  put (sheet, 50, 7, 1);
  kheo_sheet_finish (sheet);
  kheo_sheet_get_merges (sheet, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 0, 7)->columns, ==, 8);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 104, 0)->rows, ==, 100);
  g_assert_cmpuint (kheo_sheet_find_merge (sheet, 7, 2)->row, ==, 6);
  g_assert_null (kheo_sheet_find_merge (sheet, 8, 1));
  g_assert_null (kheo_sheet_find_merge (sheet, 105, 0));
  g_assert_null (kheo_sheet_find_merge (sheet, 3, 3));
}

static void
test_too_many_merges (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet      *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);
  const KheoMerge whole = { 0, 0, 1, KHEO_SHEET_MAX_COLUMNS };
  gboolean        ok = TRUE;

  for (guint i = 0; ok && i < 100000; i++)
    ok = kheo_sheet_add_merge (sheet, &whole, NULL);
  g_assert_false (ok);
  kheo_sheet_finish (sheet);
}

static void
test_hidden (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  KheoSheet *sheet = kheo_workbook_add_sheet (workbook, "a", 0, NULL);

  kheo_sheet_hide_rows (sheet, 10, 20);
  kheo_sheet_hide_rows (sheet, 12, 13);
  kheo_sheet_hide_rows (sheet, 2, 2);
  kheo_sheet_hide_rows (sheet, 3, 3);
  kheo_sheet_hide_columns (sheet, 5, G_MAXUINT32);
  kheo_sheet_finish (sheet);
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 2));
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 3));
  g_assert_false (kheo_sheet_is_row_hidden (sheet, 4));
  g_assert_true (kheo_sheet_is_row_hidden (sheet, 18));
  g_assert_false (kheo_sheet_is_row_hidden (sheet, 21));
  g_assert_true (kheo_sheet_is_column_hidden (sheet, 16383));
  g_assert_false (kheo_sheet_is_column_hidden (sheet, 4));
}

static void
test_names (void)
{
  static const struct
  {
    guint       row, column;
    const char *name;
  } cases[] = { { 0, 0, "A1" },
                { 11, 27, "AB12" },
                { 0, 25, "Z1" },
                { 9, 701, "ZZ10" },
                { 1048575, 16383, "XFD1048576" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = kheo_cell_name (cases[i].row, cases[i].column);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_styles_are_shared (void)
{
  g_autoptr (KheoWorkbook) workbook = kheo_workbook_new ("test");
  char                font[] = ".VnTime";
  const KheoCellStyle style = { .font_name = font, .number_format = "0%" };
  guint               index = kheo_workbook_add_style (workbook, &style);

  g_assert_cmpuint (kheo_workbook_add_style (workbook, &style), ==, index);
  font[0] = 'x'; /* the workbook keeps its own */
  g_assert_cmpstr (g_array_index (workbook->styles, KheoCellStyle, index).font_name, ==, ".VnTime");
  g_assert_true (g_array_index (workbook->styles, KheoCellStyle, index).is_percent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/workbook/cell-size", test_cell_size);
  g_test_add_func ("/sheet/workbook/in-order", test_in_order);
  g_test_add_func ("/sheet/workbook/out-of-order", test_out_of_order);
  g_test_add_func ("/sheet/workbook/empty", test_empty);
  g_test_add_func ("/sheet/workbook/outside", test_outside);
  g_test_add_func ("/sheet/workbook/texts", test_texts);
  g_test_add_func ("/sheet/workbook/merges", test_merges);
  g_test_add_func ("/sheet/workbook/too-many-merges", test_too_many_merges);
  g_test_add_func ("/sheet/workbook/hidden", test_hidden);
  g_test_add_func ("/sheet/workbook/names", test_names);
  g_test_add_func ("/sheet/workbook/styles-are-shared", test_styles_are_shared);
  return g_test_run ();
}
