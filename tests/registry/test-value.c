#include "kheo-value.h"

static void
test_empty_is_null (void)
{
  KheoValue value = KHEO_VALUE_INIT;

  g_assert_true (kheo_value_is_null (&value));
  kheo_value_set_text (&value, "Đắk Lắk");
  g_assert_cmpint (value.type, ==, KHEO_VALUE_TEXT);
  kheo_value_set_text (&value, "");
  g_assert_true (kheo_value_is_null (&value));
  kheo_value_set_text (&value, NULL);
  g_assert_true (kheo_value_is_null (&value));
  kheo_value_take_text (&value, g_strdup (""));
  g_assert_true (kheo_value_is_null (&value));
}

static void
test_zero_is_a_value (void)
{
  KheoValue zero = KHEO_VALUE_INIT;
  KheoValue null = KHEO_VALUE_INIT;

  kheo_value_set_integer (&zero, 0);
  g_assert_false (kheo_value_is_null (&zero));
  g_assert_false (kheo_value_equal (&zero, &null));
  g_assert_true (kheo_value_equal (&null, &null));
}

static void
test_copy (void)
{
  KheoValue a = KHEO_VALUE_INIT;
  KheoValue b = KHEO_VALUE_INIT;

  kheo_value_set_text (&a, "x");
  kheo_value_set_integer (&b, 7);
  kheo_value_copy (&b, &a);
  g_assert_true (kheo_value_equal (&a, &b));
  g_assert_true (a.text != b.text);
  kheo_value_copy (&b, &b);
  g_assert_cmpstr (b.text, ==, "x");
  kheo_value_set_text (&a, "y");
  g_assert_false (kheo_value_equal (&a, &b));
  kheo_value_set_integer (&a, 1);
  g_assert_false (kheo_value_equal (&a, &b));
  kheo_value_clear (&a);
  kheo_value_clear (&b);
  g_assert_true (kheo_value_is_null (&b));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/value/empty-is-null", test_empty_is_null);
  g_test_add_func ("/registry/value/zero-is-a-value", test_zero_is_a_value);
  g_test_add_func ("/registry/value/copy", test_copy);
  return g_test_run ();
}
