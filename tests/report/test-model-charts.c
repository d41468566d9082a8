/* The charts of the models: every kind that is offered has figures to show, and a cell leads back
 * to exactly the rows beneath it. */
#include "domain-book.h"
#include "kheo-model-charts.h"

typedef struct
{
  KheoDb    *db;
  KheoQuery *query;
  gint64     communes[2];
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  gint64 province;

  book->db = book_new ();
  action_begin (book->db);
  province = book_add_unit (book->db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  book->communes[0] = book_add_unit (book->db, "Xã An", NULL, province, NULL, NULL);
  book->communes[1] = book_add_unit (book->db, "Xã Bình", NULL, province, NULL, NULL);
  book_add_model (book->db, "Một", book->communes[0], 2024, "2024-01-05");
  book_add_model (book->db, "Hai", book->communes[1], 2023, "2023-02-05");
  book_add_model (book->db, "Ba", book->communes[1], 2024, "2024-02-05");
  action_end (book->db);
  book->query = kheo_query_new (&kheo_register_models);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_query_free (book->query);
  kheo_db_close (book->db);
}

static KheoModelChart *
make_chart (Book *book, const char *name)
{
  g_autoptr (GError) error = NULL;
  KheoModelsDataset dataset;
  KheoModelChart   *chart;

  g_assert_true (kheo_models_dataset_parse (name, &dataset));
  chart = kheo_model_chart_new (book->db, book->query, dataset, &error);
  g_assert_no_error (error);
  return chart;
}

/* Units × four fields: each sum is that of the plain dataset, each cell leads to its rows. */
static void
test_units_by_field (Book *book, gconstpointer data)
{
  g_autoptr (KheoModelChart) plain = make_chart (book, "models:child");
  g_autoptr (KheoModelChart) chart = make_chart (book, "models:child-field");
  guint n_series = kheo_chart_data_get_n_series (chart->data);

  g_assert_cmpuint (n_series, >=, 4);
  g_assert_cmpuint (kheo_chart_data_get_n_categories (chart->data), ==,
                    kheo_chart_data_get_n_categories (plain->data));
  g_assert_cmpint (kheo_chart_data_get_series_role (chart->data, 0), ==,
                   KHEO_CHART_ROLE_FIELD_ECONOMY);
  for (guint i = 0; i < kheo_chart_data_get_n_categories (chart->data); i++)
    {
      g_assert_cmpfloat (kheo_chart_data_get_category_total (chart->data, i), ==,
                         kheo_chart_data_get_value (plain->data, i, 0));
      for (guint series = 0; series < n_series; series++)
        {
          g_autoptr (KheoQuery) under = kheo_model_chart_query (chart, (int) i, (int) series);
          g_autoptr (GError) error = NULL;
          g_autoptr (KheoTotal) total = kheo_total_models (book->db, under, NULL, 0, &error);
          double value = kheo_chart_data_get_value (chart->data, i, series);

          g_assert_no_error (error);
          g_assert_cmpfloat ((double) total->total, ==, value > 0 ? value : 0);
        }
    }
}

static void
test_years_by_field (Book *book, gconstpointer data)
{
  g_autoptr (KheoModelChart) chart = make_chart (book, "models:year-field");

  g_assert_cmpuint (kheo_chart_data_get_n_categories (chart->data), ==, 2);
  g_assert_cmpstr (kheo_chart_data_get_category_label (chart->data, 0), ==, "2023");
  g_assert_cmpfloat (kheo_chart_data_get_category_total (chart->data, 0), ==, 1);
  g_assert_cmpfloat (kheo_chart_data_get_category_total (chart->data, 1), ==, 2);
}

/* What is offered in a menu can be drawn from a book that has models. */
static void
test_offered_kinds_fit (Book *book, gconstpointer data)
{
  static const char *const names[] = { "models:field",       "models:kind",       "models:child",
                                       "models:child-field", "models:year-field", "models:year" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KheoModelChart) chart = make_chart (book, names[i]);
      guint kinds = kheo_models_dataset_list_kinds (chart->dataset);

      g_assert_true (kinds & (1u << kheo_models_dataset_get_chart (chart->dataset)));
      for (guint kind = 0; kind < KHEO_CHART_N_KINDS; kind++)
        if (kinds & (1u << kind))
          g_assert_true (kheo_chart_kind_fits ((KheoChartKind) kind, chart->data, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/model-charts/units-by-field", Book, NULL, book_setup, test_units_by_field,
              book_teardown);
  g_test_add ("/report/model-charts/years-by-field", Book, NULL, book_setup, test_years_by_field,
              book_teardown);
  g_test_add ("/report/model-charts/offered-kinds-fit", Book, NULL, book_setup,
              test_offered_kinds_fit, book_teardown);
  return g_test_run ();
}
