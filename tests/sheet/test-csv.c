#include "sheet-samples.h"

#include "kheo-error.h"

#include <string.h>

static KheoWorkbook *
read_text (const char *text)
{
  return sample_read_take (g_bytes_new (text, strlen (text)));
}

static void
test_full (void)
{
  g_autoptr (KheoWorkbook) workbook = read_text (sample_full_csv);
  const KheoSheet *sheet = kheo_workbook_get_sheet (workbook, 0);

  g_assert_cmpstr (kheo_workbook_get_format (workbook), ==, "csv");
  g_assert_cmpuint (kheo_sheet_get_n_rows (sheet), ==, 6);
  g_assert_cmpuint (kheo_sheet_get_n_columns (sheet), ==, 3);
  assert_shows (workbook, "A1", "DANH SÁCH MÔ HÌNH");
  assert_shows (workbook, "A2", "");
  assert_shows (workbook, "B4", "a;\"b\"\r\nc");
  assert_shows (workbook, "C4", "1.032,5");
  assert_shows (workbook, "B5", " x ");
  assert_shows (workbook, "B6", "=1+1");
  assert_shows (workbook, "C6", "");
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    const char *b1;
  } cases[] = {
    { "a,b\n1,2\n", "b" },
    { "a;b\n1,5;2,5\n3,5;4,5\n", "b" },
    { "a\tb,c\n1\t2\n", "b,c" },
    { "a|b\n1|2\n", "b" },
    { "sep=;\r\na,x;b,y\r\n", "b,y" },
    { "title, with comma\n\na;b;c\n1;2;3\n4;5;6\n", "" },
    { "a\rb\rc\r", "" },
    { "\"a;b\",c\n\"d;e\",f\n", "c" },
    { "alone", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoWorkbook) workbook = read_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      if (strncmp (cases[i].text, "title", 5) != 0)
        assert_shows (workbook, "B1", cases[i].b1);
      else
        assert_shows (workbook, "C3", "c");
    }
}

static void
test_charsets (void)
{
  static const struct
  {
    const char *bytes;
    gsize       size;
    const char *charset, *a1;
  } cases[] = {
    { "T\xc3\xaan", 4, "UTF-8", "Tên" },
    { "\xef\xbb\xbfT\xc3\xaan", 7, "UTF-8", "Tên" },
    { "\xff\xfeT\0\xea\0n\0", 8, "UTF-16LE", "Tên" },
    { "\xfe\xff\0T\0\xea\0n", 8, "UTF-16BE", "Tên" },
    { "T\0o\0,\0\x01\x1e\n\0", 10, "UTF-16LE", "To" },
    { "v\xe2\xf2n \xf0\xf4\xf2ng", 10, "windows-1258", "vận động" },
    { "M\xab h\xd7nh", 7, "windows-1252", "M« h×nh" }, /* TCVN3, byte by byte */
    { "h\xad\xadng", 5, "windows-1252", "h\xc2\xad\xc2\xadng" },
    { "\x93x\x94", 3, "windows-1252", "“x”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoWorkbook) workbook =
          sample_read_take (g_bytes_new (cases[i].bytes, cases[i].size));

      assert_shows (workbook, "A1", cases[i].a1);
      g_assert_cmpstr (kheo_workbook_get_charset (workbook), ==, cases[i].charset);
    }
}

/* A few bad bytes in a UTF-8 file stay visible and do not change the rest. */
static void
test_bad_bytes (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 50; i++)
    g_string_append (text, "Đắk,Tập thể\n");
  g_string_append (text, "a\xff"
                         "b,c\n");
  {
    g_autofree char *owned = g_string_free (text, FALSE);
    g_autoptr (KheoWorkbook) workbook = read_text (owned);

    assert_shows (workbook, "A1", "Đắk");
    assert_shows (workbook, "A51",
                  "a\xef\xbf\xbd"
                  "b");
  }
}

static void
check_error (const char *text, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (kheo_workbook_read_bytes (bytes, NULL, &error));
  g_assert_error (error, KHEO_ERROR, code);
}

static void
test_refused (void)
{
  g_autofree char *commas = g_strnfill (KHEO_SHEET_MAX_COLUMNS + 1, ',');
  g_autofree char *wide = g_strconcat (commas, "x\n", NULL);
  g_autofree char *lines = g_strnfill (KHEO_SHEET_MAX_ROWS, '\n');
  g_autofree char *tall = g_strconcat (lines, "x\n", NULL);
  g_autofree char *huge = g_strnfill (KHEO_SHEET_MAX_ROWS * 2, 'x');

  check_error ("a,\"b\nc,d\n", 9, KHEO_ERROR_CORRUPT);
  check_error (wide, strlen (wide), KHEO_ERROR_TOO_LARGE);
  check_error (tall, strlen (tall), KHEO_ERROR_TOO_LARGE);
  check_error (huge, strlen (huge), KHEO_ERROR_TOO_LARGE);
  check_error ("\0\1\2\3binary\0\0", 12, KHEO_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/csv/full", test_full);
  g_test_add_func ("/sheet/csv/separators", test_separators);
  g_test_add_func ("/sheet/csv/charsets", test_charsets);
  g_test_add_func ("/sheet/csv/bad-bytes", test_bad_bytes);
  g_test_add_func ("/sheet/csv/refused", test_refused);
  return g_test_run ();
}
