#include "kheo-amount.h"
#include "kheo-error.h"

static const KheoAmountUnit count = { KHEO_AMOUNT_COUNT, 0, "hộ" };
static const KheoAmountUnit length = { KHEO_AMOUNT_DECIMAL, 3, "km" };
static const KheoAmountUnit money = { KHEO_AMOUNT_MONEY, 0, "đồng" };
static const KheoAmountUnit percent = { KHEO_AMOUNT_PERCENT, 2, "%" };
static const KheoAmountUnit yes_no = { KHEO_AMOUNT_YES_NO, 0, NULL };

/* Exact in the smallest unit, however it is written. */
static void
test_parse (void)
{
  static const struct
  {
    const KheoAmountUnit *unit;
    const char           *text;
    gint64                amount;
    KheoQualifier         qualifier;
  } cases[] = {
    { &count, "1.452", 1452, KHEO_NUMBER_EXACT },
    { &count, "1,452", 1452, KHEO_NUMBER_EXACT },
    { &count, "hơn 11.000", 11000, KHEO_NUMBER_OVER },
    { &count, "gần 12 hộ", 12, KHEO_NUMBER_UNDER },
    { &length, "12,5", 12500, KHEO_NUMBER_EXACT },
    { &length, "12,125 km", 12125, KHEO_NUMBER_EXACT },
    { &money, "220,34 tỷ", 220340000000, KHEO_NUMBER_EXACT },
    { &money, "553 triệu đồng", 553000000, KHEO_NUMBER_EXACT },
    { &money, "950.000đ", 950000, KHEO_NUMBER_EXACT },
    { &percent, "98,12%", 9812, KHEO_NUMBER_EXACT },
    { &percent, "100", 10000, KHEO_NUMBER_EXACT },
    { &yes_no, "Có", 1, KHEO_NUMBER_EXACT },
    { &yes_no, "không", 0, KHEO_NUMBER_EXACT },
    { &yes_no, "x", 1, KHEO_NUMBER_EXACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64        amount = 0;
      KheoQualifier qualifier = KHEO_NUMBER_EXACT;

      g_test_message ("%s", cases[i].text);
      g_assert_true (kheo_amount_parse (cases[i].unit, cases[i].text, &amount, &qualifier, &error));
      g_assert_no_error (error);
      g_assert_cmpint (amount, ==, cases[i].amount);
      g_assert_cmpint (qualifier, ==, cases[i].qualifier);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const KheoAmountUnit *unit;
    const char           *text;
  } cases[] = { { &count, "12,5" },   { &count, "98%" },      { &count, "1-2" },
                { &count, "abc" },    { &length, "1,23456" }, { &percent, "98,123" },
                { &yes_no, "có lẽ" }, { &count, "" } };
  gint64 amount = 77;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      KheoQualifier qualifier;

      g_test_message ("%s", cases[i].text);
      g_assert_false (
          kheo_amount_parse (cases[i].unit, cases[i].text, &amount, &qualifier, &error));
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
    }
  /* "hơn" where there is no place for it. */
  g_assert_false (kheo_amount_parse (&count, "hơn 11.000", &amount, NULL, NULL));
}

static void
check_format (const KheoAmountUnit *unit, gint64 amount, const char *bare, const char *full)
{
  g_autofree char *text = kheo_amount_format (unit, amount);
  g_autofree char *whole = kheo_amount_format_full (unit, amount);

  g_assert_cmpstr (text, ==, bare);
  g_assert_cmpstr (whole, ==, full);
}

static void
test_format (void)
{
  gint64           whole = 1472;
  g_autofree char *parts = kheo_amount_format_parts (&percent, 1452, &whole);

  check_format (&count, 1452, "1,452", "1,452 hộ");
  check_format (&length, 12500, "12.5", "12.5 km");
  check_format (&length, 12000, "12", "12 km");
  check_format (&length, -125, "-0.125", "-0.125 km");
  check_format (&percent, 9812, "98.12%", "98.12%");
  check_format (&yes_no, 1, "Yes", "Yes");
  check_format (&money, 220340000000, "220,340,000,000", "220.34 billion đồng");
  g_assert_cmpstr (parts, ==, "1,452/1,472");
}

/* Whatever an amount is written as is read back. */
static void
test_round_trip (void)
{
  static const KheoAmountUnit *const units[] = { &count, &length, &money, &percent };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 2000; i++)
    {
      const KheoAmountUnit *unit = units[i % G_N_ELEMENTS (units)];
      gint64                amount = g_rand_int_range (rand, 0, 1 << 30);
      g_autofree char      *text = kheo_amount_format (unit, amount);
      gint64                back = -1;
      gint64                through = -1;

      /* In English three digits after the mark would be thousands in Vietnamese. */
      if (unit != &length)
        {
          g_assert_true (kheo_amount_parse (unit, text, &back, NULL, NULL));
          g_assert_cmpint (back, ==, amount);
        }
      g_assert_true (
          kheo_amount_from_double (unit, kheo_amount_to_double (unit, amount), &through));
      g_assert_cmpint (through, ==, amount);
    }
}

static void
test_names (void)
{
  KheoAmountType type;

  for (guint i = KHEO_AMOUNT_COUNT; i <= KHEO_AMOUNT_YES_NO; i++)
    {
      g_assert_true (kheo_amount_type_from_name (kheo_amount_type_to_name (i), &type));
      g_assert_cmpuint (type, ==, i);
    }
  g_assert_false (kheo_amount_type_from_name ("money ", &type));
  for (guint i = KHEO_NUMBER_EXACT; i <= KHEO_NUMBER_ABOUT; i++)
    g_assert_cmpuint (kheo_qualifier_from_name (kheo_qualifier_to_name (i)), ==, i);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/amount/parse", test_parse);
  g_test_add_func ("/registry/amount/refuse", test_refuse);
  g_test_add_func ("/registry/amount/format", test_format);
  g_test_add_func ("/registry/amount/round-trip", test_round_trip);
  g_test_add_func ("/registry/amount/names", test_names);
  return g_test_run ();
}
