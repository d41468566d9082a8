#include "domain-book.h"
#include "kheo-test.h"
#include "kheo-text.h"

#include <string.h>

/* The ids that a statement gives, to compare with; @where may use :unit and :day. */
static GArray *
naive (KheoDb *db, const char *where, gint64 unit, const char *order)
{
  g_autofree char *sql = g_strdup_printf ("WITH RECURSIVE below (id) AS (SELECT :unit UNION"
                                          " SELECT v.unit_id FROM unit_version AS v JOIN below ON"
                                          " v.parent_id = below.id) SELECT id FROM model WHERE %s"
                                          " AND (:unit = 0 OR unit_id IN (SELECT id FROM below))"
                                          " ORDER BY %s",
                                          where, order);
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) error = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  kheo_stmt_bind_int (stmt, ":unit", unit);
  while (kheo_stmt_step (stmt, &error))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  g_assert_no_error (error);
  return ids;
}

static GArray *
run (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = kheo_query_run (db, query, &error);

  g_assert_no_error (error);
  return ids;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
assert_same_set (KheoDb *db, const KheoQuery *query, const char *where)
{
  g_autoptr (GArray) ids = run (db, query);
  g_autoptr (GArray) wanted = naive (db, where, query->unit, "id");

  g_array_sort (ids, compare_ids);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), wanted->data,
                   wanted->len * sizeof (gint64));
}

static gint64
some_unit (KheoDb *db, int at)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (db, "SELECT id FROM unit ORDER BY id LIMIT 1 OFFSET :at");
  gint64 id;

  kheo_stmt_bind_int (stmt, ":at", at);
  g_assert_true (kheo_stmt_step (stmt, NULL));
  id = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return id;
}

static const struct
{
  const char *field, *value, *where;
} conditions[] = {
  { "field", "economy", "field = 'economy'" },
  { "kind", "individual", "kind = 'individual'" },
  { "status", "", "status IS NULL" },
  { "status", "commended", "status = 'commended'" },
  { "year", "2022", "year = 2022" },
  { "budget", "", "budget IS NULL" },
  { "budget", "7000000", "budget = 7000000" },
  { "registered_on", "2021", "registered_on = '2021'" },
  { "registered_on", "", "registered_on IS NULL" },
  { "owner", "", "owner IS NULL" },
  { "owner", "Hội Hòa Bình", "owner = 'Hội Hòa Bình'" },
  { "status", "no-such-status", "0" },
};

static const struct
{
  const char *period, *where;
} periods[] = {
  { "2022", "year = 2022" },
  { "2019..2021", "year BETWEEN 2019 AND 2021" },
  { "2022-Q3",
    "((length (registered_on) = 10 AND registered_on BETWEEN '2022-07-01' AND '2022-09-30') OR"
    " registered_on IN ('2022-07', '2022-08', '2022-09'))" },
  { "2022-07", "((length (registered_on) = 10 AND registered_on LIKE '2022-07-%') OR"
               " registered_on = '2022-07')" },
  { "2021-01-01..2023-06-30",
    "((length (registered_on) = 10 AND registered_on BETWEEN '2021-01-01' AND '2023-06-30') OR"
    " (length (registered_on) = 7 AND registered_on BETWEEN '2021-01' AND '2023-06') OR"
    " registered_on IN ('2021', '2022') OR (registered_on IS NULL AND year IN (2021, 2022)))" },
};

static void
test_naive (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  g_autoptr (KheoDb) db = book_new ();

  book_fill (db, rand, 50, 600);
  for (guint u = 0; u < 10; u++)
    for (guint c = 0; c < G_N_ELEMENTS (conditions); c++)
      {
        const guint p = (u + c) % G_N_ELEMENTS (periods);
        g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
        g_autofree char *both =
            g_strdup_printf ("%s AND %s", conditions[c].where, periods[p].where);

        query->unit = u > 0 ? some_unit (db, (int) u) : 0;
        query->clock = u % 2 == 0 ? KHEO_CLOCK_TODAY : KHEO_CLOCK_AS_REPORTED;
        kheo_query_set_condition (query, conditions[c].field, conditions[c].value);
        assert_same_set (db, query, conditions[c].where);
        g_assert_true (kheo_period_parse (periods[p].period, &query->period, NULL));
        assert_same_set (db, query, both);
        kheo_query_set_condition (query, conditions[c].field, NULL);
        assert_same_set (db, query, periods[p].where);
      }
}

static void
test_alternatives (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autofree char *unit = NULL;
  g_autofree char *where = NULL;

  book_fill (db, rand, 20, 300);
  kheo_query_add_condition (query, "field", "economy");
  kheo_query_add_condition (query, "kind", "individual");
  kheo_query_add_condition (query, "field", "culture-society");
  assert_same_set (db, query, "field IN ('economy', 'culture-society') AND kind = 'individual'");

  unit = g_strdup_printf ("%" G_GINT64_FORMAT, some_unit (db, 3));
  where = g_strdup_printf ("unit_id = %s", unit);
  kheo_query_set_condition (query, "field", NULL);
  kheo_query_set_condition (query, "kind", NULL);
  kheo_query_add_condition (query, "unit_id", unit);
  assert_same_set (db, query, where);
}

/* The values of @field in the order of the result. */
static GPtrArray *
list_values (KheoDb *db, GArray *ids, guint field)
{
  g_autoptr (GPtrArray) records = kheo_record_table_get_many (
      db, &kheo_register_models, (const gint64 *) (gpointer) ids->data, ids->len, NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      const KheoValue *value = kheo_record_get (records->pdata[i], field);

      if (kheo_value_is_null (value))
        g_ptr_array_add (values, NULL);
      else if (value->type == KHEO_VALUE_TEXT)
        g_ptr_array_add (values, g_strdup (value->text));
      else
        g_ptr_array_add (values, g_strdup_printf ("%020" G_GINT64_FORMAT, value->integer));
    }
  return values;
}

static int
compare_values (const KheoField *field, const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  if (field->type == KHEO_FIELD_CHOICE)
    return kheo_field_choice_index (field, a) - kheo_field_choice_index (field, b);
  if (field->type == KHEO_FIELD_TEXT)
    return kheo_text_compare (a, b);
  return strcmp (a, b);
}

static void
test_orders (void)
{
  static const char *const fields[] = { "name",  "year",  "budget", "status", "kind",
                                        "owner", "field", "person", "level",  "participants" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (KheoDb) db = book_new ();

  book_fill (db, rand, 30, 400);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint descending = 0; descending < 2; descending++)
      {
        int              index = kheo_register_find_field (&kheo_register_models, fields[f]);
        const KheoField *field = &kheo_register_models.fields[index];
        g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
        g_autoptr (GArray) ids = NULL;
        g_autoptr (GPtrArray) values = NULL;

        query->sort = g_strdup (fields[f]);
        query->descending = descending != 0;
        ids = run (db, query);
        g_assert_cmpuint (ids->len, ==, 400);
        values = list_values (db, ids, (guint) index);
        for (guint i = 1; i < values->len; i++)
          {
            const char *a = values->pdata[i - 1];
            const char *b = values->pdata[i];
            int         order = compare_values (field, a, b);

            /* Unknown values come last either way. */
            if (descending != 0 && a != NULL && b != NULL)
              order = -order;
            g_assert_cmpint (order, <=, 0);
          }
      }
}

static void
test_tree_order (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GArray) ids = NULL;
  gint64 province, first, second, models[4];

  action_begin (db);
  province = book_add_unit (db, "Tỉnh P", NULL, 0, NULL, NULL);
  second = book_add_unit (db, "Xã Thôn 10", NULL, province, NULL, NULL);
  first = book_add_unit (db, "Xã Thôn 2", NULL, province, NULL, NULL);
  models[3] = book_add_model (db, "An", second, 2024, NULL);
  models[2] = book_add_model (db, "Đò", first, 2024, NULL);
  models[1] = book_add_model (db, "Dò", first, 2024, NULL);
  models[0] = book_add_model (db, "Xuân", province, 2024, NULL);
  action_end (db);

  ids = run (db, query);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), models, sizeof models);
  g_clear_pointer (&ids, g_array_unref);
  query->descending = TRUE;
  ids = run (db, query);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, models[3]);
  g_assert_cmpint (g_array_index (ids, gint64, 3), ==, models[0]);
}

static void
assert_finds (KheoDb *db, const char *text, const gint64 *wanted, guint n)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GArray) ids = NULL;

  query->search = g_strdup (text);
  ids = run (db, query);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), wanted, n * sizeof (gint64));
}

static void
test_search (void)
{
  g_autoptr (KheoDb) db = book_new ();
  gint64 province, commune, plain, marked, other;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Đắk Lắk", "66", 0, NULL, NULL);
  commune = book_add_unit (db, "Xã Ea Súp", "00009", province, NULL, NULL);
  plain = book_add_model (db, "A dan van kheo", commune, 2024, NULL);
  marked = book_add_model (db, "Tổ dân vận khéo", commune, 2024, NULL);
  other = book_add_model (db, "Đường hoa", province, 2024, NULL);
  action_end (db);

  assert_finds (db, "dan van kheo", (gint64[]){ plain, marked }, 2);
  assert_finds (db, "  KHÉO dân ", (gint64[]){ marked, plain }, 2);
  assert_finds (db, "duong hoa", (gint64[]){ other }, 1);
  /* The name and code of the unit, words in any order. */
  assert_finds (db, "sup kheo to", (gint64[]){ marked }, 1);
  assert_finds (db, "dak", (gint64[]){ other }, 1);
  assert_finds (db, "00009 dan", (gint64[]){ plain, marked }, 2);
  assert_finds (db, "khong co", NULL, 0);
}

static void
test_refused (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (GError) error = NULL;
  gint64 old;

  action_begin (db);
  old = book_add_unit (db, "Huyện Cũ", NULL, 0, NULL, "2025-06-30");
  book_add_model (db, "Mô hình", old, 2024, NULL);
  action_end (db);

  query->unit = 4711;
  g_assert_null (kheo_query_run (db, query, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* A unit that is not on the clock's map has no answer there, which is not "none". */
  query->unit = old;
  query->clock = KHEO_CLOCK_TODAY;
  g_assert_null (kheo_query_run (db, query, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  query->unit = 0;
  query->sort = g_strdup ("no-such-field");
  g_assert_null (kheo_query_run (db, query, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_pointer (&query->sort, g_free);
  kheo_query_add_condition (query, "no-such-field", "1");
  g_assert_null (kheo_query_run (db, query, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
}

static void
test_clock (void)
{
  static const char *const texts[] = { "as-reported", "today", "on:2025-06-30" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KheoClock        clock;
      KheoDate         day;
      g_autofree char *back = NULL;
      g_autofree char *shown = NULL;

      g_assert_true (kheo_clock_parse (texts[i], &clock, &day));
      back = kheo_clock_to_string (clock, day);
      shown = kheo_clock_format (clock, day);
      g_assert_cmpstr (back, ==, texts[i]);
      g_assert_cmpuint (strlen (shown), >, 0);
    }
  {
    KheoClock clock;
    KheoDate  day;

    g_assert_false (kheo_clock_parse ("on:", &clock, &day));
    g_assert_false (kheo_clock_parse ("yesterday", &clock, &day));
  }
}

static void
test_describe (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoQuery) copy = NULL;
  g_autoptr (KheoUnits) units = NULL;
  g_autofree char *text = NULL;

  action_begin (db);
  query->unit = book_add_unit (db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  action_end (db);
  units = kheo_units_load (db, NULL);
  query->period = kheo_period_year (2022);
  query->search = g_strdup ("hoa");
  kheo_query_add_condition (query, "field", "economy");
  copy = kheo_query_dup (query);
  kheo_query_set_condition (query, "field", NULL);
  g_assert_null (kheo_query_get_condition (query, "field"));
  g_assert_cmpstr (kheo_query_get_condition (copy, "field"), ==, "economy");

  text = kheo_query_describe (copy, units);
  g_assert_true (g_str_has_prefix (text, "Tỉnh Sơn La, "));
  g_assert_nonnull (strstr (text, "2022"));
  g_assert_nonnull (strstr (text, "Field: Economy"));
  g_assert_nonnull (strstr (text, "“hoa”"));

  /* All units are those of the only root. */
  g_free (text);
  copy->unit = 0;
  text = kheo_query_describe (copy, units);
  g_assert_true (g_str_has_prefix (text, "Tỉnh Sơn La, "));
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/domain/query/naive", test_naive);
  g_test_add_func ("/domain/query/alternatives", test_alternatives);
  g_test_add_func ("/domain/query/orders", test_orders);
  g_test_add_func ("/domain/query/tree-order", test_tree_order);
  g_test_add_func ("/domain/query/search", test_search);
  g_test_add_func ("/domain/query/refused", test_refused);
  g_test_add_func ("/domain/query/clock", test_clock);
  g_test_add_func ("/domain/query/describe", test_describe);
  return g_test_run ();
}
