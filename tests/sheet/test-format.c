#include "kheo-sheet-builder.h"

#include <string.h>

static void
test_display (void)
{
  static const struct
  {
    const char *format;
    double      number;
    const char *shown;
  } cases[] = {
    { NULL, 830.18, "830.18" },
    { NULL, 103228700000, "103228700000" },
    { NULL, 0.1 + 0.2, "0.3" },
    { "General", -5, "-5" },
    { "0", 2.5, "2" }, /* as printf rounds */
    { "0.00", 3, "3.00" },
    { "#,##0", 1032, "1,032" },
    { "#,##0", 1234567890, "1,234,567,890" },
    { "#,##0", 0, "0" },
    { "#,##0", -1032, "-1,032" },
    { "#,##0;(#,##0)", -1032, "(1,032)" },
    { "#,##0.00", 1032.5, "1,032.50" },
    { "#,##0.##", 1032.5, "1,032.5" },
    { "0.00%", 0.9812, "98.12%" },
    { "0%", 1, "100%" },
    { "000000", 42, "000042" },
    { "0 \"ngày\"", 12, "12 ngày" },
    { "0\\d", 12, "12d" },
    { "[Red]0", 3, "3" },
    { "#,##0 [$₫-42A]", 1500, "1,500 ₫" },
    { "#,##0,", 1500000, "1,500" },
    { "0.00E+00", 12345, "1.23E+04" },
    { "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 0, "-" },
    { "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 1032, "1,032" },
    { "@", 12, "12" },
    { ";;;", 12, "" },
    { "dd/mm/yyyy", 44339, "23/05/2021" },
    { "d/m/yy", 44339, "23/5/21" },
    { "dd-mmm-yyyy", 44339, "23-May-2021" },
    { "dddd", 44339, "Sunday" },
    { "mmmm yyyy", 44339, "May 2021" },
    { "yyyy-mm-dd hh:mm:ss", 44339.5, "2021-05-23 12:00:00" },
    { "h:mm AM/PM", 44339.75, "6:00 PM" },
    { "[h]:mm", 1.5, "36:00" },
    { "[$-42A]dd/mm/yyyy;@", 44339, "23/05/2021" },
    { "mm:ss", 0.5, "00:00" },
    { "dd/mm/yyyy", -1, "-1" },
    { "# ?"
      "?/?"
      "?",
      0.5, "0.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = kheo_number_format_apply (cases[i].format, cases[i].number);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_classify (void)
{
  static const struct
  {
    const char *format;
    gboolean    is_date, is_time, is_percent;
  } cases[] = {
    { NULL, FALSE, FALSE, FALSE },
    { "General", FALSE, FALSE, FALSE },
    { "dd/mm/yyyy", TRUE, FALSE, FALSE },
    { "m/d/yy h:mm", TRUE, TRUE, FALSE },
    { "mmm-yy", TRUE, FALSE, FALSE },
    { "h:mm", FALSE, TRUE, FALSE },
    { "mm:ss.0", FALSE, TRUE, FALSE },
    { "[h]:mm:ss", FALSE, TRUE, FALSE },
    { "[$-42A]dd/mm/yyyy;@", TRUE, FALSE, FALSE },
    { "0 \"ngày\"", FALSE, FALSE, FALSE },
    { "0\\d", FALSE, FALSE, FALSE },
    { "[Red]#,##0", FALSE, FALSE, FALSE },
    { "0.00%", FALSE, FALSE, TRUE },
    { "\"Đợt\" dd/mm", TRUE, FALSE, FALSE },
    { "#,##0 \"hộ\"", FALSE, FALSE, FALSE },
    { "\"năm\" yyyy", TRUE, FALSE, FALSE },
    { "@", FALSE, FALSE, FALSE },
    { "\"", FALSE, FALSE, FALSE },
    { "[", FALSE, FALSE, FALSE },
    { "\\", FALSE, FALSE, FALSE },
    { "_", FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoCellStyle style = { .number_format = cases[i].format };

      kheo_number_format_classify (&style);
      g_test_message ("%s", cases[i].format);
      g_assert_cmpint (style.is_date, ==, cases[i].is_date);
      g_assert_cmpint (style.is_time, ==, cases[i].is_time);
      g_assert_cmpint (style.is_percent, ==, cases[i].is_percent);
    }
}

static void
test_builtin (void)
{
  g_assert_null (kheo_number_format_builtin (0));
  g_assert_cmpstr (kheo_number_format_builtin (10), ==, "0.00%");
  g_assert_cmpstr (kheo_number_format_builtin (14), ==, "dd/mm/yyyy");
  g_assert_null (kheo_number_format_builtin (163));
}

static void
test_scan (void)
{
  static const struct
  {
    const char *text;
    gboolean    ok;
    double      number;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-12.50", TRUE, -12.5 },
    { "830.1799999999999", TRUE, 830.18 },
    { "0.1", TRUE, 0.1 },
    { "123456789012345", TRUE, 123456789012345 },
    { "1.5E3", TRUE, 1500 },
    { "1e-7", TRUE, 1e-7 },
    { "000123", TRUE, 123 },
    { ".5", TRUE, 0.5 },
    { "5.", TRUE, 5 },
    { "", FALSE, 0 },
    { "-", FALSE, 0 },
    { ".", FALSE, 0 },
    { "1.2.3", FALSE, 0 },
    { "1,5", FALSE, 0 },
    { "0x10", FALSE, 0 },
    { "nan", FALSE, 0 },
    { "1e999", FALSE, 0 },
    { "12 ", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double number;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kheo_number_scan (cases[i].text, strlen (cases[i].text), &number), ==,
                       cases[i].ok);
      if (cases[i].ok)
        g_assert_cmpfloat (number, ==, cases[i].number);
    }
}

/* The fast way gives the same double as the slow one. */
static void
test_scan_is_exact (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%d.%0*d", g_rand_int_range (random, 0, 1000000),
                           g_rand_int_range (random, 1, 9), g_rand_int_range (random, 0, 10));
      double number;

      g_assert_true (kheo_number_scan (text, strlen (text), &number));
      g_assert_cmpfloat (number, ==, g_ascii_strtod (text, NULL));
    }
}

static void
test_iso (void)
{
  static const struct
  {
    const char *text;
    gboolean    ok;
    double      serial;
  } cases[] = {
    { "2021-05-23", TRUE, 44339 },
    { "2021-05-23T12:00:00", TRUE, 44339.5 },
    { "2021-05-23T00:00:00.000", TRUE, 44339 },
    { "1900-01-01", TRUE, 1 },
    { "1900-03-01", TRUE, 61 },
    { "12:00:00", TRUE, 0.5 },
    { "2021-13-01", FALSE, 0 },
    { "2021-05-23x", FALSE, 0 },
    { "1899-01-01", FALSE, 0 },
    { "", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double serial;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kheo_number_scan_iso (cases[i].text, &serial), ==, cases[i].ok);
      if (cases[i].ok)
        g_assert_cmpfloat (serial, ==, cases[i].serial);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/format/display", test_display);
  g_test_add_func ("/sheet/format/classify", test_classify);
  g_test_add_func ("/sheet/format/builtin", test_builtin);
  g_test_add_func ("/sheet/format/scan", test_scan);
  g_test_add_func ("/sheet/format/scan-is-exact", test_scan_is_exact);
  g_test_add_func ("/sheet/format/iso", test_iso);
  return g_test_run ();
}
