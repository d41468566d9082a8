#include "kheo-registers.h"
#include "kheo-row.h"

static void
count_cb (KheoRow *row, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_notifies_on_change (void)
{
  KheoRow *row = kheo_row_new (7);
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 7);
  g_autoptr (KheoRecord) same = kheo_record_new (&kheo_register_models, 7);
  g_autoptr (KheoRecord) other = kheo_record_new (&kheo_register_models, 7);
  g_autoptr (KheoRecord) read = NULL;
  guint n = 0;

  kheo_record_set_text (other, KHEO_MODEL_NAME, "khác");
  g_signal_connect (row, "notify::record", G_CALLBACK (count_cb), &n);
  g_assert_cmpint (kheo_row_get_id (row), ==, 7);
  g_assert_null (kheo_row_get_record (row));
  kheo_row_set_record (row, record);
  kheo_row_set_record (row, same);
  g_assert_cmpuint (n, ==, 1);
  kheo_row_set_record (row, other);
  g_assert_cmpuint (n, ==, 2);
  g_object_get (row, "record", &read, NULL);
  g_assert_true (read == other);
  g_assert_finalize_object (row);
}

/* What was read before a change does not count as read. */
static void
test_old_reading_does_not_count (void)
{
  KheoRow *row = kheo_row_new (7);

  g_assert_true (kheo_row_is_wanted (row));
  g_assert_true (kheo_row_settle (row, 0));
  g_assert_false (kheo_row_is_wanted (row));
  kheo_row_mark_stale (row, 3);
  g_assert_true (kheo_row_is_wanted (row));
  g_assert_false (kheo_row_settle (row, 2));
  g_assert_true (kheo_row_is_wanted (row));
  g_assert_true (kheo_row_settle (row, 3));
  g_assert_false (kheo_row_is_wanted (row));
  g_assert_finalize_object (row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry/row/notifies-on-change", test_notifies_on_change);
  g_test_add_func ("/registry/row/old-reading-does-not-count", test_old_reading_does_not_count);
  return g_test_run ();
}
