/* Across a reform in the window: units found by old names, names of the day beside those of today,
 * last year restated beside this one, the life of a unit. */
#include "kheo-finder.h"
#include "kheo-groups-window.h"
#include "kheo-overview-page.h"
#include "kheo-record-columns.h"
#include "kheo-registers.h"
#include "kheo-suggest.h"
#include "kheo-unit-chooser.h"
#include "kheo-unit-edit.h"
#include "ui-book.h"

#include <adwaita.h>
#include <string.h>

/* The first district's two communes go whole into a new one on 1 July 2024. */
typedef struct
{
  UiBook    *book;
  GtkWidget *window;
  GtkWidget *page;
  gint64     merged;
} Fixture;

static gboolean
end_unit (KheoDb *db, gint64 unit, gint64 heir, KheoDate day, GError **error)
{
  KheoSuccession link = { .old_id = unit, .new_id = heir, .whole = TRUE, .date = day };

  return kheo_unit_end (db, unit, day - 1, error) &&
         kheo_succession_insert (db, &link, NULL, error);
}

static gpointer
reform_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture        *f = data;
  KheoDate        day = kheo_date_new (2024, 7, 1);
  KheoUnitVersion merged = { .name = (char *) "Xã Hợp Nhất",
                             .type = kheo_unit_type_find ("commune"),
                             .code = (char *) "77777",
                             .parent_id = f->book->districts[0],
                             .valid_from = day };

  if (!kheo_unit_add (db, &merged, error))
    return NULL;
  f->merged = merged.unit_id;
  return end_unit (db, f->book->communes[0], f->merged, day, error) &&
                 end_unit (db, f->book->communes[1], f->merged, day, error)
             ? f
             : NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kheo_store_write_finish (KHEO_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
setup (Fixture *f, gconstpointer data)
{
  gboolean done = FALSE;

  f->book = ui_book_new ();
  kheo_store_write_async (kheo_book_get_store (f->book->book), "Reform", reform_job, f, NULL, NULL,
                          NULL, written_cb, &done);
  WAIT_UNTIL (done);
  WAIT_UNTIL (kheo_unit_map_find (kheo_scope_get_map (f->book->scope), f->merged) >= 0);
  f->page = kheo_overview_page_new (f->book->scope);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1066, 660);
  gtk_window_set_child (GTK_WINDOW (f->window), f->page);
  gtk_window_present (GTK_WINDOW (f->window));
  WAIT_UNTIL (!kheo_overview_page_is_busy (KHEO_OVERVIEW_PAGE (f->page)));
}

static void
teardown (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_test_settle ();
  ui_book_free (f->book);
}

static const char *
name_of (Fixture *f, gint64 unit)
{
  return kheo_units_get_version (kheo_scope_get_units (f->book->scope), unit,
                                 kheo_date_new (2023, 12, 31))
      ->name;
}

static void
test_suggestions (Fixture *f, gconstpointer data)
{
  KheoUnitMap *map = kheo_scope_get_map (f->book->scope);
  g_autoptr (GPtrArray) found =
      kheo_unit_suggest (kheo_unit_map_get_units (map), kheo_unit_map_get_day (map),
                         name_of (f, f->book->communes[0]), 5, 0, -1);
  const KheoSuggestion *first;

  g_assert_cmpuint (found->len, >=, 1);
  first = g_ptr_array_index (found, 0);
  g_assert_cmpint (first->id, ==, f->merged);
  g_assert_cmpstr (first->title, ==, "Xã Hợp Nhất");
  g_assert_nonnull (strstr (first->detail, name_of (f, f->book->communes[0])));
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);
  g_autofree char *restated = NULL;
  g_autofree char *reported = NULL;
  g_autofree char *expected =
      g_strdup_printf ("%s → Xã Hợp Nhất, 01/07/2024", name_of (f, f->book->communes[0]));

  kheo_record_set_integer (record, KHEO_MODEL_UNIT, f->book->communes[0]);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2023);
  restated = kheo_record_cell_text (f->book->scope, record, KHEO_MODEL_UNIT);
  g_assert_cmpstr (restated, ==, expected);
  kheo_scope_set_clock (f->book->scope, KHEO_CLOCK_AS_REPORTED, 0);
  reported = kheo_record_cell_text (f->book->scope, record, KHEO_MODEL_UNIT);
  g_assert_cmpstr (reported, ==, name_of (f, f->book->communes[0]));
}

static void
test_comparison (Fixture *f, gconstpointer data)
{
  KheoComparisonView   *view = kheo_overview_page_show_comparison (KHEO_OVERVIEW_PAGE (f->page));
  KheoComparisonTable  *table = kheo_comparison_view_get_table (view);
  const KheoComparison *comparison;
  gint64                value = 0, before = 0;
  guint                 n;

  kheo_scope_set_period (f->book->scope, kheo_period_year (2024));
  WAIT_UNTIL (kheo_comparison_view_get (view) != NULL && !kheo_comparison_view_is_busy (view) &&
              kheo_comparison_view_get (view)->query->period.to == kheo_date_new (2024, 12, 31));
  comparison = kheo_comparison_view_get (view);
  g_assert_cmpint (comparison->total.value, ==, 7);
  g_assert_cmpint (comparison->total.before, ==, 5);
  g_assert_cmpuint (comparison->with.to, ==, kheo_date_new (2023, 12, 31));
  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const KheoComparisonRow *row = g_ptr_array_index (comparison->rows, i);

      value += row->value;
      before += row->before;
    }
  g_assert_cmpint (value, ==, 7);
  g_assert_cmpint (before, ==, 5);
  n = kheo_comparison_table_get_n_rows (table);
  g_assert_cmpuint (n, ==, comparison->rows->len + 1);
  g_assert_cmpstr (kheo_comparison_table_get_text (table, n - 1, 1), ==, "5");
  g_assert_cmpstr (kheo_comparison_table_get_text (table, n - 1, 2), ==, "7");

  {
    g_autofree char *text = kheo_comparison_table_dup_text (table);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, n + 2); /* headings, and nothing after the last */
    g_assert_true (g_str_has_prefix (lines[n], "Total\t5\t7\t+2\t"));
  }

  /* By field, with two years before: nothing then. */
  kheo_comparison_view_choose (view, 0, 2, 1);
  WAIT_UNTIL (!kheo_comparison_view_is_busy (view) &&
              kheo_comparison_view_get (view)->with.to == kheo_date_new (2022, 12, 31));
  comparison = kheo_comparison_view_get (view);
  g_assert_cmpuint (comparison->rows->len, ==, 4);
  g_assert_cmpint (comparison->total.before, ==, 0);
}

static void
test_life (Fixture *f, gconstpointer data)
{
  KheoLifeView       *view = kheo_overview_page_get_life (KHEO_OVERVIEW_PAGE (f->page));
  const KheoUnitLife *life;

  kheo_overview_page_show_life (KHEO_OVERVIEW_PAGE (f->page), f->merged);
  WAIT_UNTIL (kheo_life_view_get (view) != NULL && kheo_life_view_get (view)->unit_id == f->merged);
  life = kheo_life_view_get (view);
  g_assert_cmpuint (life->predecessors->len, ==, 2);
  g_assert_true (life->lives);

  /* An ended unit is one click away, and so is the way back. */
  gtk_widget_activate_action (GTK_WIDGET (view), "life.show", "x", f->book->communes[1]);
  WAIT_UNTIL (kheo_life_view_get (view)->unit_id == f->book->communes[1]);
  life = kheo_life_view_get (view);
  g_assert_false (life->lives);
  g_assert_cmpint (((KheoLifeRelative *) life->successors->pdata[0])->unit_id, ==, f->merged);
  gtk_widget_activate_action (GTK_WIDGET (view), "life.back", NULL);
  WAIT_UNTIL (kheo_life_view_get (view)->unit_id == f->merged);

  /* The tree leads again. */
  kheo_scope_set_unit (f->book->scope, f->book->districts[1]);
  WAIT_UNTIL (kheo_life_view_get (view)->unit_id == f->book->districts[1]);
}

/* A group is made, a unit put in; what the rules refuse is said and changes nothing. */
static void
test_groups (Fixture *f, gconstpointer data)
{
  KheoGroupsWindow *window = kheo_groups_window_present (f->page, f->book->scope);
  g_autoptr (KheoQuery) query = NULL;

  WAIT_UNTIL (kheo_groups_window_get_n_groups (window) == 0);
  kheo_groups_window_add (window, "Cụm thi đua", " Cụm 1 ");
  WAIT_UNTIL (kheo_groups_window_get_n_groups (window) == 1);
  kheo_groups_window_put (window, 0, f->merged, 0);
  WAIT_UNTIL (kheo_groups_window_get_n_members (window, 0) == 1);
  kheo_groups_window_add (window, "Cụm thi đua", "Cụm 1");
  ui_test_settle ();
  g_assert_cmpint (kheo_groups_window_get_n_groups (window), ==, 1);

  /* The models of the two communes that became the member. */
  query = kheo_scope_make_query (f->book->scope);
  kheo_query_set_condition (query, "group", "Cụm 1");
  g_assert_cmpuint (ui_book_count (f->book, query), >, 0);
  g_assert_cmpuint (ui_book_count (f->book, query), <, 12);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_test_settle ();
}

int
main (int argc, char **argv)
{
  if (!ui_test_init (&argc, &argv))
    return 0;
  g_test_add ("/ui/life/suggestions", Fixture, NULL, setup, test_suggestions, teardown);
  g_test_add ("/ui/life/names", Fixture, NULL, setup, test_names, teardown);
  g_test_add ("/ui/life/comparison", Fixture, NULL, setup, test_comparison, teardown);
  g_test_add ("/ui/life/groups", Fixture, NULL, setup, test_groups, teardown);
  g_test_add ("/ui/life/life", Fixture, NULL, setup, test_life, teardown);
  return g_test_run ();
}
