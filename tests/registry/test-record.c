#include "kheo-record.h"
#include "kheo-registers.h"

static void
count_cb (KheoRecord *record, guint *n)
{
  (*n)++;
}

static void
test_set (void)
{
  KheoRecord *record = kheo_record_new (&kheo_register_models, 0);
  guint       n = 0;

  g_signal_connect (record, "changed", G_CALLBACK (count_cb), &n);
  g_assert_null (kheo_record_get_text (record, KHEO_MODEL_NAME));
  g_assert_cmpint (kheo_record_get_integer (record, KHEO_MODEL_YEAR, -1), ==, -1);

  kheo_record_set_text (record, KHEO_MODEL_NAME, "A");
  g_assert_cmpuint (n, ==, 1);
  kheo_record_set_text (record, KHEO_MODEL_NAME, "A");
  g_assert_cmpuint (n, ==, 1);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2022);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2022);
  g_assert_cmpuint (n, ==, 2);
  kheo_record_set_text (record, KHEO_MODEL_NAME, NULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (kheo_value_is_null (kheo_record_get (record, KHEO_MODEL_NAME)));

  g_assert_finalize_object (record);
}

static void
test_dup (void)
{
  KheoRecord *record = kheo_record_new (&kheo_register_models, 12);
  KheoRecord *copy = NULL;

  kheo_record_set_text (record, KHEO_MODEL_NAME, "A");
  kheo_record_set_integer (record, KHEO_MODEL_IMPORT_ROW, 9);
  copy = kheo_record_dup (record);
  g_assert_cmpint (kheo_record_get_id (copy), ==, 0);
  g_assert_true (kheo_record_get_register (copy) == &kheo_register_models);
  g_assert_true (kheo_record_equal (record, copy, TRUE));

  kheo_record_set_integer (copy, KHEO_MODEL_IMPORT_ROW, 10);
  g_assert_false (kheo_record_equal (record, copy, TRUE));
  g_assert_true (kheo_record_equal (record, copy, FALSE));
  kheo_record_set_text (copy, KHEO_MODEL_NAME, "B");
  g_assert_false (kheo_record_equal (record, copy, FALSE));

  g_assert_finalize_object (copy);
  g_assert_finalize_object (record);
}

static void
test_take (void)
{
  KheoRecord *record = kheo_record_new (&kheo_register_models, 1);
  KheoValue   value = KHEO_VALUE_INIT;

  kheo_value_set_text (&value, "A");
  kheo_record_take (record, KHEO_MODEL_NAME, &value);
  g_assert_true (kheo_value_is_null (&value));
  g_assert_cmpstr (kheo_record_get_text (record, KHEO_MODEL_NAME), ==, "A");
  g_assert_finalize_object (record);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/record/set", test_set);
  g_test_add_func ("/registry/record/dup", test_dup);
  g_test_add_func ("/registry/record/take", test_take);
  return g_test_run ();
}
