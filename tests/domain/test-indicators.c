/* Indicators: their order, what headings of sheets mean, the catalogue, the rules at entry, lists.
 */
#include "domain-book.h"
#include "kheo-figure-rules.h"
#include "kheo-figures.h"
#include "kheo-indicator-catalogue.h"
#include "kheo-text.h"

static KheoIndicators *
load (KheoDb *db)
{
  g_autoptr (GError) error = NULL;
  KheoIndicators *indicators = kheo_indicators_load (db, &error);

  g_assert_no_error (error);
  return indicators;
}

static void
check_match (KheoIndicators  *indicators,
             const char      *heading,
             const char      *unit,
             KheoIndicatorFit fit,
             const char      *code)
{
  KheoIndicatorMatch match;
  const char        *found = NULL;

  g_test_message ("%s", heading);
  kheo_indicators_match (indicators, heading, unit, &match);
  g_assert_cmpint (match.fit, ==, fit);
  if (fit == KHEO_INDICATOR_OWN)
    found = kheo_indicators_find (indicators, match.id)->code;
  else if (fit == KHEO_INDICATOR_CATALOGUE)
    found = match.catalogue->code;
  g_assert_cmpstr (found, ==, code);
}

/* Headings as forms have them, with an empty book. */
static void
test_headings (void)
{
  static const struct
  {
    const char *heading, *unit, *code;
  } cases[] = {
    { "Quỹ \"Vì người nghèo\"", NULL, "DV22" },
    { "QUỸ VÌ NGƯỜI NGHÈO (triệu đồng)", NULL, "DV22" },
    { "1. Vận động Quỹ “Vì người nghèo”", "đồng", "DV22" },
    { "Số nhà Đại đoàn kết xây mới", NULL, "DV24" },
    { "- Nhà đại đoàn kết sửa chữa (nhà)", NULL, "DV25" },
    { "Trong đó: Nhà Đại đoàn kết xây mới", NULL, "DV24" },
    { "a) Tổ hoà giải", NULL, "DV63a" },
    { "Tổng số mô hình đăng ký", NULL, "DV01" },
    { "Ngày công", NULL, "DV38" },
    { "Số cuộc giám sát cấp xã", NULL, "DV42c" },
    { "Số hộ nghèo được hỗ trợ", "hộ", "DV32" },
    { "II. Gia đình văn hóa", NULL, "DV21" },
  };
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoIndicators) indicators = load (db);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_match (indicators, cases[i].heading, cases[i].unit, KHEO_INDICATOR_CATALOGUE,
                 cases[i].code);
  check_match (indicators, "Ghi chú", NULL, KHEO_INDICATOR_UNKNOWN, NULL);
  check_match (indicators, "1", NULL, KHEO_INDICATOR_UNKNOWN, NULL);
  check_match (indicators, "", NULL, KHEO_INDICATOR_UNKNOWN, NULL);
  /* Money is no count of houses, a count no money. */
  check_match (indicators, "Nhà Đại đoàn kết xây mới (triệu đồng)", NULL, KHEO_INDICATOR_UNKNOWN,
               NULL);
  check_match (indicators, "Quỹ vì người nghèo (hộ)", NULL, KHEO_INDICATOR_UNKNOWN, NULL);
  check_match (indicators, "Quỹ vì người nghèo (%)", NULL, KHEO_INDICATOR_UNKNOWN, NULL);
}

/* The book's own names and answers come before the catalogue. */
static void
test_own_first (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoIndicators) indicators = NULL;
  KheoIndicatorMatch match;
  gint64             houses;

  action_begin (db);
  houses = book_add_indicator (db, "N1", "Nhà Đại đoàn kết xây mới", "count 0 flow sum sum", NULL);
  book_add_indicator (db, "N2", "Số suất quà", "count 0 flow sum sum", NULL);
  book_add_indicator (db, "N3", "Quà (đồng)", "money 0 flow sum sum", NULL);
  book_add_indicator (db, "N4", "Quà", "count 0 flow sum sum", NULL);
  g_assert_true (kheo_indicator_heading_set (db, "Nhà ĐĐK", houses, NULL));
  action_end (db);
  indicators = load (db);
  check_match (indicators, "Số nhà Đại đoàn kết xây mới", NULL, KHEO_INDICATOR_OWN, "N1");
  check_match (indicators, "nhà đđk", NULL, KHEO_INDICATOR_OWN, "N1");
  check_match (indicators, "Suất quà", NULL, KHEO_INDICATOR_OWN, "N2");
  check_match (indicators, "N2", NULL, KHEO_INDICATOR_OWN, "N2");
  check_match (indicators, "Quỹ vì người nghèo", NULL, KHEO_INDICATOR_CATALOGUE, "DV22");
  /* Looks alike: offered, not taken. */
  g_assert_false (kheo_indicators_match (indicators, "Nhà đại đoàn kết làm", NULL, &match));
  g_assert_cmpuint (match.n_candidates + match.n_offers, >, 0);
}

static void
test_ambiguous (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoIndicators) indicators = NULL;
  KheoIndicatorMatch match;

  action_begin (db);
  book_add_indicator (db, "A", "Hỗ trợ", "count 0 flow sum sum", NULL);
  book_add_indicator (db, "B", "Hỗ trợ", "money 0 flow sum sum", NULL);
  book_add_indicator (db, "C", "Số hỗ trợ", "count 0 flow sum sum", NULL);
  action_end (db);
  indicators = load (db);
  check_match (indicators, "Hỗ trợ (triệu đồng)", NULL, KHEO_INDICATOR_OWN, "B");
  g_assert_false (kheo_indicators_match (indicators, "Hỗ trợ", NULL, &match));
  g_assert_cmpint (match.fit, ==, KHEO_INDICATOR_AMBIGUOUS);
  g_assert_cmpuint (match.n_candidates, >=, 2);
}

/* Every entry can be made, is valid, and its own name and synonyms lead back to it alone. */
static void
test_catalogue (void)
{
  guint                         n = 0;
  guint                         made = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoIndicators) empty = load (db);
  g_autoptr (KheoIndicators) full = NULL;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n, >=, 66);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) synonyms =
          g_strsplit (all[i].synonyms != NULL ? all[i].synonyms : "", "|", -1);
      g_autoptr (KheoRecord) record = kheo_indicator_catalogue_to_record (&all[i]);
      g_autoptr (GPtrArray) findings = kheo_record_validate_with (record, NULL, empty);

      g_test_message ("%s", all[i].code);
      g_assert_cmpuint (findings->len, ==, 0);
      check_match (empty, all[i].name, all[i].unit, KHEO_INDICATOR_CATALOGUE, all[i].code);
      for (guint k = 0; synonyms[k] != NULL; k++)
        {
          g_autofree char *key = kheo_text_match_key (synonyms[k]);

          g_assert_cmpstr (key, ==, synonyms[k]);
          g_assert_true (g_hash_table_add (keys, g_steal_pointer (&key)));
        }
    }

  action_begin (db);
  g_assert_true (kheo_indicator_catalogue_add_all (db, &made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (made, ==, n);
  g_assert_true (kheo_indicator_catalogue_add_all (db, &made, &error));
  g_assert_cmpuint (made, ==, 0);
  action_end (db);
  full = load (db);
  g_assert_cmpuint (kheo_indicators_get_n (full), ==, n);
  for (guint i = 0; i < n; i++)
    check_match (full, all[i].name, all[i].unit, KHEO_INDICATOR_OWN, all[i].code);
}

static void
test_order (void)
{
  static const char *const expected[] = { "DV01", "DV02a", "DV02b", "DV03" };
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoIndicators) indicators = NULL;
  guint made;

  action_begin (db);
  g_assert_true (kheo_indicator_catalogue_add_all (db, &made, NULL));
  action_end (db);
  indicators = load (db);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (kheo_indicators_get (indicators, i)->code, ==, expected[i]);
  g_assert_cmpuint (kheo_indicators_get (indicators, 1)->depth, ==, 1);
  g_assert_cmpint (kheo_indicators_index (indicators, kheo_indicators_get (indicators, 7)->id), ==,
                   7);
}

static void
check_finding (GPtrArray *findings, const char *code, KheoSeverity severity)
{
  g_test_message ("%s", code);
  for (guint i = 0; i < findings->len; i++)
    {
      const KheoFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, code))
        {
          g_assert_cmpint (finding->severity, ==, severity);
          return;
        }
    }
  g_assert_not_reached ();
}

static GPtrArray *
validate (KheoDb *db, KheoRecord *record)
{
  KheoWorld *world = kheo_world_get (db, NULL);

  return kheo_record_validate_with (record, kheo_world_get_units (world),
                                    kheo_world_get_indicators (world, NULL));
}

static void
test_figure_rules (void)
{
  static const struct
  {
    guint        indicator; /* 0 count, 1 percent, 2 yes-no */
    const char  *period, *state;
    gint64       value, denominator;
    const char  *code; /* NULL: nothing is wrong */
    KheoSeverity severity;
  } cases[] = {
    { 0, "2024", "value", 12, NO_AMOUNT, NULL, 0 },
    { 0, "2024", "value", 1473, 1452, "exceeds-whole", KHEO_SEVERITY_WARNING },
    { 0, "2024", "value", -1, NO_AMOUNT, "negative", KHEO_SEVERITY_ERROR },
    { 0, "2024", "value", NO_AMOUNT, NO_AMOUNT, "missing-value", KHEO_SEVERITY_ERROR },
    { 0, "2024", "missing", 3, NO_AMOUNT, "value-without-state", KHEO_SEVERITY_ERROR },
    { 0, "2024", "nil", NO_AMOUNT, NO_AMOUNT, NULL, 0 },
    { 0, "2024-07", "value", 1, NO_AMOUNT, "period-too-short", KHEO_SEVERITY_WARNING },
    { 0, "2024-13", "value", 1, NO_AMOUNT, "not-a-period", KHEO_SEVERITY_ERROR },
    { 0, "2024-01-01..2024-03-31", "value", 1, NO_AMOUNT, "period-spelling", KHEO_SEVERITY_ERROR },
    { 0, "2150", "value", 1, NO_AMOUNT, "period-in-future", KHEO_SEVERITY_WARNING },
    { 0, "2018", "value", 1, NO_AMOUNT, "unit-not-living", KHEO_SEVERITY_WARNING },
    { 1, "2024", "value", 9812, NO_AMOUNT, NULL, 0 },
    { 1, "2024", "value", 11075, NO_AMOUNT, "over-hundred", KHEO_SEVERITY_WARNING },
    { 1, "2024", "value", 1452, 1452, NULL, 0 },
    { 2, "2024", "value", 2, NO_AMOUNT, "not-yes-or-no", KHEO_SEVERITY_ERROR },
  };
  g_autoptr (KheoDb) db = book_new ();
  gint64 indicators[3];
  gint64 unit;
  g_autoptr (KheoRecord) yearly = NULL;

  action_begin (db);
  unit = book_add_unit (db, "Xã An", NULL, 0, "2020-01-01", NULL);
  indicators[0] = book_add_indicator (db, "A", "A", "count 0 flow sum sum", NULL);
  indicators[1] = book_add_indicator (db, "B", "B", "percent 2 flow ratio ratio", NULL);
  indicators[2] = book_add_indicator (db, "C", "C", "yes-no 0 flow none none", NULL);
  yearly = kheo_record_table_get (db, &kheo_register_indicators, indicators[0], NULL);
  kheo_record_set_text (yearly, KHEO_INDICATOR_FREQUENCY, "year");
  g_assert_true (kheo_record_table_update (db, yearly, NULL));
  action_end (db);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_figures, 0);
      g_autoptr (GPtrArray) findings = NULL;

      kheo_record_set_integer (record, KHEO_FIGURE_INDICATOR, indicators[cases[i].indicator]);
      kheo_record_set_integer (record, KHEO_FIGURE_UNIT, unit);
      kheo_record_set_text (record, KHEO_FIGURE_PERIOD, cases[i].period);
      kheo_record_set_text (record, KHEO_FIGURE_STATE, cases[i].state);
      if (cases[i].value != NO_AMOUNT)
        kheo_record_set_integer (record, KHEO_FIGURE_VALUE, cases[i].value);
      if (cases[i].denominator != NO_AMOUNT)
        kheo_record_set_integer (record, KHEO_FIGURE_DENOMINATOR, cases[i].denominator);
      findings = validate (db, record);
      g_test_message ("case %u", i);
      if (cases[i].code == NULL)
        g_assert_cmpuint (findings->len, ==, 0);
      else
        check_finding (findings, cases[i].code, cases[i].severity);
    }
}

static void
test_indicator_rules (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gint64 first;

  action_begin (db);
  first = book_add_indicator (db, "A", "A", "count 0 flow sum sum", NULL);
  action_end (db);
  record = kheo_record_table_get (db, &kheo_register_indicators, first, NULL);
  kheo_record_set_integer (record, KHEO_INDICATOR_PARENT, first);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, "stock");
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, 1);
  findings = validate (db, record);
  check_finding (findings, "own-part", KHEO_SEVERITY_ERROR);
  check_finding (findings, "stock-added", KHEO_SEVERITY_WARNING);
  check_finding (findings, "decimals-of-whole", KHEO_SEVERITY_ERROR);
  check_finding (findings, "scale-changed", KHEO_SEVERITY_WARNING);
  g_ptr_array_unref (findings);

  kheo_record_set_id (record, 0);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE, "percent");
  findings = validate (db, record);
  check_finding (findings, "code-taken", KHEO_SEVERITY_ERROR);
  check_finding (findings, "percent-added", KHEO_SEVERITY_WARNING);
}

/* ---- Lists ---- */

static void
check_list (KheoDb *db, KheoQuery *query, const gint64 *expected, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = kheo_query_run (db, query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, expected[i]);
}

static void
test_lists (void)
{
  g_autoptr (KheoDb) db = book_new ();
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (KheoQuery) targets = kheo_query_new (&kheo_register_targets);
  g_autofree char *id = NULL;
  gint64           province, communes[2], indicators[2], figures[5], target;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Sơn La", NULL, 0, NULL, NULL);
  communes[0] = book_add_unit (db, "Xã Chiềng An", "1", province, NULL, NULL);
  communes[1] = book_add_unit (db, "Xã Mường Bú", "2", province, NULL, NULL);
  indicators[0] = book_add_indicator (db, "B", "Quà Tết", "count 0 flow sum sum", NULL);
  indicators[1] = book_add_indicator (db, "A", "Ngày công", "count 0 flow sum sum", NULL);
  figures[0] = book_add_figure (db, indicators[0], communes[1], "2024", 5, NO_AMOUNT);
  figures[1] = book_add_figure (db, indicators[0], communes[0], "2024", 7, NO_AMOUNT);
  figures[2] = book_add_figure (db, indicators[1], communes[1], "2024-Q2", 1, NO_AMOUNT);
  figures[3] = book_add_figure (db, indicators[1], communes[1], "2024-Q1", 9, NO_AMOUNT);
  figures[4] = book_add_figure (db, indicators[1], communes[0], "2023", NO_AMOUNT, NO_AMOUNT);
  target = book_add_target (db, indicators[0], communes[0], "2024", 8);
  action_end (db);

  {
    const gint64 all[] = { figures[4], figures[3], figures[2], figures[1], figures[0] };

    check_list (db, query, all, 5);
  }
  query->period = kheo_period_year (2024);
  query->unit = communes[1];
  {
    const gint64 some[] = { figures[3], figures[2], figures[0] };

    check_list (db, query, some, 3);
  }
  query->unit = 0;
  query->sort = g_strdup ("value");
  query->descending = TRUE;
  {
    const gint64 sorted[] = { figures[3], figures[1], figures[0], figures[2] };

    check_list (db, query, sorted, 4);
  }
  id = g_strdup_printf ("%" G_GINT64_FORMAT, indicators[0]);
  kheo_query_add_condition (query, "indicator_id", id);
  {
    const gint64 of_one[] = { figures[1], figures[0] };

    check_list (db, query, of_one, 2);
  }
  query->search = g_strdup ("muong qua");
  check_list (db, query, &figures[0], 1);
  kheo_query_set_condition (query, "indicator_id", NULL);
  g_free (g_steal_pointer (&query->search));
  query->period = KHEO_PERIOD_ALL;
  kheo_query_add_condition (query, "state", "missing");
  check_list (db, query, &figures[4], 1);
  kheo_query_set_condition (query, "state", NULL);
  kheo_query_add_condition (query, "value", "9");
  check_list (db, query, &figures[3], 1);
  check_list (db, targets, &target, 1);

  query->reg = &kheo_register_indicators;
  kheo_query_set_condition (query, "value", NULL);
  g_clear_pointer (&query->sort, g_free);
  query->descending = FALSE;
  {
    const gint64 ordered[] = { indicators[1], indicators[0] };

    check_list (db, query, ordered, 2);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/indicators/headings", test_headings);
  g_test_add_func ("/domain/indicators/own-first", test_own_first);
  g_test_add_func ("/domain/indicators/ambiguous", test_ambiguous);
  g_test_add_func ("/domain/indicators/catalogue", test_catalogue);
  g_test_add_func ("/domain/indicators/order", test_order);
  g_test_add_func ("/domain/indicators/figure-rules", test_figure_rules);
  g_test_add_func ("/domain/indicators/indicator-rules", test_indicator_rules);
  g_test_add_func ("/domain/indicators/lists", test_lists);
  return g_test_run ();
}
