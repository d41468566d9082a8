#include "kheo-number.h"

static void
test_evidence (void)
{
  static const struct
  {
    const char     *text;
    KheoNumberStyle style;
  } cases[] = {
    { "1.234.567", KHEO_NUMBERS_VIETNAMESE }, { "98,12", KHEO_NUMBERS_VIETNAMESE },
    { "1.234,5", KHEO_NUMBERS_VIETNAMESE },   { "0,125", KHEO_NUMBERS_VIETNAMESE },
    { "12345,678", KHEO_NUMBERS_VIETNAMESE }, { "hơn 1.234.567 đồng", KHEO_NUMBERS_VIETNAMESE },
    { "1,234.5", KHEO_NUMBERS_ENGLISH },      { "1,234,567", KHEO_NUMBERS_ENGLISH },
    { "98.12", KHEO_NUMBERS_ENGLISH },        { "0.125", KHEO_NUMBERS_ENGLISH },
    { "1.234", KHEO_NUMBERS_UNDECIDED },      { "1,234", KHEO_NUMBERS_UNDECIDED },
    { "12", KHEO_NUMBERS_UNDECIDED },         { "", KHEO_NUMBERS_UNDECIDED },
    { "23.5.2021", KHEO_NUMBERS_UNDECIDED },  { "1.2-3,4", KHEO_NUMBERS_UNDECIDED },
    { NULL, KHEO_NUMBERS_UNDECIDED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kheo_number_evidence (cases[i].text), ==, cases[i].style);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char     *text;
    KheoNumberStyle style;
    KheoNumber      expected;
  } cases[] = {
    { "1032", 0, { 1032 } },
    { " 1.234.567,8 ", 0, { 1234567.8 } },
    { "1,234,567.8", KHEO_NUMBERS_VIETNAMESE, { 1234567.8 } },
    { "1.032", KHEO_NUMBERS_VIETNAMESE, { 1032 } },
    { "1.032", KHEO_NUMBERS_ENGLISH, { 1.032 } },
    { "1.032", KHEO_NUMBERS_UNDECIDED, { 1032, TRUE } },
    { "1,032", KHEO_NUMBERS_VIETNAMESE, { 1.032 } },
    { "1,032", KHEO_NUMBERS_ENGLISH, { 1032 } },
    { "1,032", KHEO_NUMBERS_UNDECIDED, { 1032, TRUE } },
    { "98,12", 0, { 98.12 } },
    { "98.12", KHEO_NUMBERS_VIETNAMESE, { 98.12 } },
    { "0,5", 0, { 0.5 } },
    { ",5", 0, { 0.5 } },
    { "0.125", 0, { 0.125 } },
    { "-5", 0, { -5 } },
    { "−5", 0, { -5 } },
    { "+5", 0, { 5 } },
    { "(1.500)", KHEO_NUMBERS_VIETNAMESE, { -1500 } },
    { "1 234 567", 0, { 1234567 } },
    { "1\xc2\xa0"
      "234,5",
      0,
      { 1234.5 } },
    { "100%", 0, { 100, .percent = TRUE } },
    { "98,5 %", 0, { 98.5, .percent = TRUE } },
    { "220,34 tỷ đồng", 0, { 220340000000., .has_scale = TRUE } },
    { "157,8 triệu", 0, { 157800000., .has_scale = TRUE } },
    { "12 nghìn tỷ đồng", 0, { 12e12, .has_scale = TRUE } },
    { "5 tỷ 129 triệu đồng", 0, { 5129000000., .has_scale = TRUE } },
    { "1,2 tr.đ", 0, { 1200000., .has_scale = TRUE } },
    { "918 trđ", 0, { 918000000., .has_scale = TRUE } },
    { "500 ngàn", 0, { 500000, .has_scale = TRUE } },
    { "5tr", 0, { 5e6, .has_scale = TRUE } },
    { "950.000 đồng", KHEO_NUMBERS_VIETNAMESE, { 950000 } },
    { "1.000.000đ", 0, { 1e6 } },
    { "1.000.000 VNĐ", 0, { 1e6 } },
    { "hơn 11.000", KHEO_NUMBERS_VIETNAMESE, { 11000, .qualifier = KHEO_NUMBER_OVER } },
    { "Trên 20", 0, { 20, .qualifier = KHEO_NUMBER_OVER } },
    { "gần 85,9 tỷ", 0, { 85.9 * 1e9, .has_scale = TRUE, .qualifier = KHEO_NUMBER_UNDER } },
    { "dưới 20", 0, { 20, .qualifier = KHEO_NUMBER_UNDER } },
    { "khoảng 20", 0, { 20, .qualifier = KHEO_NUMBER_ABOUT } },
    { "~20", 0, { 20, .qualifier = KHEO_NUMBER_ABOUT } },
    { "1.2E+06", 0, { 1.2e6 } },
    { "007", 0, { 7 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KheoNumber number;

      g_test_message ("%s", cases[i].text);
      g_assert_true (kheo_number_parse (cases[i].text, cases[i].style, &number));
      g_assert_cmpfloat_with_epsilon (number.value, cases[i].expected.value, 1e-6);
      g_assert_cmpint (number.ambiguous, ==, cases[i].expected.ambiguous);
      g_assert_cmpint (number.percent, ==, cases[i].expected.percent);
      g_assert_cmpint (number.has_scale, ==, cases[i].expected.has_scale);
      g_assert_cmpint (number.qualifier, ==, cases[i].expected.qualifier);
    }
}

static void
test_not_numbers (void)
{
  static const char *const cases[] = {
    "",          "abc",      "1-2",         "1.452/1.452", "-",        "…",         "x",
    "1.",        "1.2.3",    "23.5.2021",   "1,2,3",       "1.23.456", "0.123.456", "1.234,5,6",
    "1,234.5.6", "12 xã",    "5 triệu 300", "hơn",         "%",        "12a",       "(5",
    "1..2",      ".",        "1.234.5",     "5e3",         "tỷ",       "1 2",       "5 %%",
    "--5",       "12 345 6", "2 tr 3 tỷ",   "1 tỷ 1 tỷ"
  };
  g_autofree char *huge = g_strnfill (100000, '9');
  KheoNumber       number;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_false (kheo_number_parse (cases[i], KHEO_NUMBERS_VIETNAMESE, &number));
    }
  g_assert_false (kheo_number_parse (NULL, KHEO_NUMBERS_VIETNAMESE, &number));
  g_assert_false (kheo_number_parse (huge, KHEO_NUMBERS_VIETNAMESE, &number));
  huge[100] = '\0';
  g_assert_false (kheo_number_parse (huge, KHEO_NUMBERS_VIETNAMESE, &number));
}

static void
test_money_scale (void)
{
  static const struct
  {
    const char *text;
    gint64      scale;
  } cases[] = {
    { "triệu đồng", 1000000 },
    { "Triệu Đồng", 1000000 },
    { "Kinh phí (triệu đồng)", 1000000 },
    { "Đơn vị tính: Triệu đồng", 1000000 },
    { "KINH PHÍ\n(TRIỆU ĐỒNG)", 1000000 },
    { "Kinh phí (trđ)", 1000000 },
    { "Kinh phí (tr.đ)", 1000000 },
    { "ĐVT: tr.đồng", 1000000 },
    { "Kinh phí (triệu)", 1000000 },
    { "Kinh phí\n(ĐVT: Triệu)", 1000000 },
    { "Kinh phí thực hiện, trđ", 1000000 },
    { "Kinh phí (1.000)", 0 },
    { "Số tiền, triệu đồng/người", 1000000 },
    { "Kinh phí 1.000.000 đồng", 1000000 },
    { "nghìn đồng", 1000 },
    { "ngàn đồng", 1000 },
    { "1.000 đ", 1000 },
    { "ĐVT: 1.000đ", 1000 },
    { "ĐVT: 1000 đồng", 1000 },
    { "tỷ đồng", 1000000000 },
    { "tỉ đồng", 1000000000 },
    { "nghìn tỷ đồng", G_GINT64_CONSTANT (1000000000000) },
    { "đồng", 1 },
    { "VNĐ", 1 },
    { "Kinh phí (đồng)", 1 },
    { "Kinh phí (đ)", 1 },
    { "Đơn vị tính: đồng", 1 },
    { "Kinh phí (VND)", 1 },
    { "đồng/hộ", 1 },
    { "Cộng đồng", 0 },
    { "Hội đồng nhân dân", 0 },
    { "Đồng bào", 0 },
    { "Lao động", 0 },
    { "Đông", 0 },
    { "Dân số (triệu người)", 0 },
    { "Người", 0 },
    { "", 0 },
    { NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kheo_money_scale (cases[i].text), ==, cases[i].scale);
    }
}

/* In English: the tests run in the C locale. */
static void
test_format (void)
{
  static const struct
  {
    gint64      value;
    const char *expected;
  } whole[] = {
    { 0, "0" },
    { 7, "7" },
    { 999, "999" },
    { 1000, "1,000" },
    { -1234567, "-1,234,567" },
    { G_MININT64, "-9,223,372,036,854,775,808" },
  };
  static const struct
  {
    double      value;
    int         decimals;
    const char *expected;
  } decimal[] = {
    { 98.125, 2, "98.12" }, { 1234567.891, 1, "1,234,567.9" },
    { -0.001, 2, "0.00" },  { -0.5, 1, "-0.5" },
    { 2.6, 0, "3" },        { 1.0 / 0.0, 2, "" },
  };
  static const struct
  {
    gint64      amount;
    const char *expected;
  } money[] = {
    { G_GINT64_CONSTANT (220340000000), "220.34 billion đồng" },
    { 157800000, "157.8 million đồng" },
    { 950000, "950,000 đồng" },
    { 1000000, "1 million đồng" },
    { 999999, "999,999 đồng" },
    { 999996000, "1 billion đồng" },
    { 1500, "1,500 đồng" },
    { 0, "0 đồng" },
    { -157800000, "-157.8 million đồng" },
    { G_GINT64_CONSTANT (1234567000000000), "1,234,567 billion đồng" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autofree char *text = kheo_number_format (whole[i].value);

      g_assert_cmpstr (text, ==, whole[i].expected);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (decimal); i++)
    {
      g_autofree char *text = kheo_number_format_decimal (decimal[i].value, decimal[i].decimals);

      g_assert_cmpstr (text, ==, decimal[i].expected);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (money); i++)
    {
      g_autofree char *text = kheo_money_format_short (money[i].amount);

      g_assert_cmpstr (text, ==, money[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/evidence", test_evidence);
  g_test_add_func ("/base/number/parse", test_parse);
  g_test_add_func ("/base/number/not-numbers", test_not_numbers);
  g_test_add_func ("/base/number/money-scale", test_money_scale);
  g_test_add_func ("/base/number/format", test_format);
  return g_test_run ();
}
