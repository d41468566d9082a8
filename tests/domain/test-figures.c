/* Totals of figures: what counts, where it counts, what is told beside it. */
#include "domain-book.h"
#include "kheo-figure-cover.h"
#include "kheo-figures.h"

#include <math.h>

/* A province with two districts and four communes; the last two became one in the middle of 2025.
 */
typedef struct
{
  KheoDb *db;
  gint64  province, districts[2], communes[4], heir;
} Book;

static void
book_setup (Book *book, gconstpointer data)
{
  static const char *const names[] = { "Xã An", "Xã Bình", "Xã Cường", "Xã Dũng" };

  book->db = book_new ();
  action_begin (book->db);
  book->province = book_add_unit (book->db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  book->districts[0] =
      book_add_unit (book->db, "Huyện Mường La", "118", book->province, NULL, "2025-06-30");
  book->districts[1] =
      book_add_unit (book->db, "Huyện Mai Sơn", "119", book->province, NULL, "2025-06-30");
  for (guint i = 0; i < 4; i++)
    book->communes[i] = book_add_unit (book->db, names[i], NULL, book->districts[i / 2], NULL,
                                       i < 2 ? NULL : "2025-06-30");
  book->heir = book_add_unit (book->db, "Xã Cường Dũng", NULL, book->province, "2025-07-01", NULL);
  book_succeed (book->db, book->communes[2], book->heir, TRUE, "2025-07-01");
  book_succeed (book->db, book->communes[3], book->heir, TRUE, "2025-07-01");
  action_end (book->db);
}

static void
book_teardown (Book *book, gconstpointer data)
{
  kheo_db_close (book->db);
}

static KheoFigureTotal *
total_of (Book         *book,
          gint64        indicator,
          const char   *period,
          gint64        unit,
          const char   *clock,
          KheoFiguresBy by)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GError) error = NULL;
  KheoFigureTotal *total;

  query->unit = unit;
  if (period != NULL)
    g_assert_true (kheo_period_parse (period, &query->period, NULL));
  g_assert_true (kheo_clock_parse (clock, &query->clock, &query->clock_day));
  total = kheo_total_figures (book->db, indicator, query, by, &error);
  g_assert_no_error (error);
  return total;
}

static void
check_value (Book *book, gint64 indicator, const char *period, gint64 unit, gint64 expected)
{
  g_autoptr (KheoFigureTotal) total =
      total_of (book, indicator, period, unit, "as-reported", KHEO_FIGURES_BY_NOTHING);

  g_test_message ("%s", period);
  if (expected == NO_AMOUNT)
    g_assert_false (total->sum.has_value);
  else
    {
      g_assert_true (total->sum.has_value);
      g_assert_cmpint (total->sum.value, ==, expected);
    }
}

static gint64
begin_indicator (Book *book, const char *rules, const char *level)
{
  action_begin (book->db);
  return book_add_indicator (book->db, "X1", "Chỉ tiêu thử", rules, level);
}

/* A year and its quarters are one number, and a year that says otherwise is told. */
static void
test_flow (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow sum sum", "commune");
  g_autoptr (KheoFigureTotal) total = NULL;

  book_add_figure (book->db, indicator, book->communes[0], "2024", 100, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q1", 20, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q2", 30, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q3", 25, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q4", 24, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024-H1", 7, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024-Q1", 3, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024-Q3", 2, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[2], "2024", NO_AMOUNT, NO_AMOUNT);
  action_end (book->db);

  check_value (book, indicator, "2024", book->communes[0], 100);
  check_value (book, indicator, "2024-H1", book->communes[0], 50);
  check_value (book, indicator, "2024-Q4", book->communes[0], 24);
  check_value (book, indicator, "2024-07", book->communes[0], NO_AMOUNT);
  check_value (book, indicator, "2024", book->communes[1], 9);
  check_value (book, indicator, "2024", book->communes[2], NO_AMOUNT);
  check_value (book, indicator, "2024", book->districts[0], 109);
  check_value (book, indicator, "2024", 0, 109);

  total =
      total_of (book, indicator, "2024", book->province, "as-reported", KHEO_FIGURES_BY_NOTHING);
  g_assert_cmpuint (total->sum.n_expected, ==, 4);
  g_assert_cmpuint (total->sum.n_missing, ==, 2);
  g_assert_cmpuint (total->sum.n_partial, ==, 1);
  g_assert_cmpuint (total->sum.n_units, ==, 2);
  g_assert_cmpuint (total->gaps->len, ==, 1);
  g_assert_cmpint (((KheoFigureGap *) total->gaps->pdata[0])->own, ==, 100);
  g_assert_cmpint (((KheoFigureGap *) total->gaps->pdata[0])->parts, ==, 99);
}

static void
test_stock (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 stock sum last", "commune");

  book_add_figure (book->db, indicator, book->communes[0], "2024-Q1", 20, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q3", 25, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024", 7, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024-Q4", 7, NO_AMOUNT);
  action_end (book->db);
  check_value (book, indicator, "2024", book->communes[0], 25);
  check_value (book, indicator, "2024-H1", book->communes[0], 20);
  check_value (book, indicator, "2024", book->province, 32);
  check_value (book, indicator, NULL, book->province, 32);
}

/* Never an average of percentages. */
static void
test_rate (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "percent 2 flow ratio ratio", "commune");
  g_autoptr (KheoFigureTotal) total = NULL;

  book_add_figure (book->db, indicator, book->communes[0], "2024", 90, 100);
  book_add_figure (book->db, indicator, book->communes[1], "2024", 10, 900);
  book_add_figure (book->db, indicator, book->communes[2], "2024", 9812, NO_AMOUNT);
  action_end (book->db);

  total = total_of (book, indicator, "2024", book->districts[0], "as-reported",
                    KHEO_FIGURES_BY_NOTHING);
  g_assert_true (total->sum.has_parts);
  g_assert_cmpint (total->sum.numerator, ==, 100);
  g_assert_cmpint (total->sum.denominator, ==, 1000);
  g_assert_cmpfloat_with_epsilon (total->sum.percent, 10.0, 1e-9);
  g_assert_cmpint (total->sum.value, ==, 1000);

  /* One percentage alone stands for itself; among others it is left out and told. */
  check_value (book, indicator, "2024", book->communes[2], 9812);
  kheo_figure_total_free (total);
  total =
      total_of (book, indicator, "2024", book->province, "as-reported", KHEO_FIGURES_BY_NOTHING);
  g_assert_cmpint (total->sum.value, ==, 1000);
  g_assert_cmpuint (total->sum.n_unadded, ==, 1);
}

static void
test_not_added (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow none none", NULL);

  book_add_figure (book->db, indicator, book->communes[0], "2024-Q1", 3, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q2", 4, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024", 5, NO_AMOUNT);
  action_end (book->db);
  check_value (book, indicator, "2024-Q1", book->communes[0], 3);
  check_value (book, indicator, "2024", book->communes[0], NO_AMOUNT);
  check_value (book, indicator, "2024", book->communes[1], 5);
}

/* The units below count; what the district itself reported is shown beside. */
static void
test_above_and_below (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "money 0 flow sum sum", "commune");
  g_autoptr (KheoFigureTotal) total = NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  book_add_figure (book->db, indicator, book->districts[0], "2024", 1000, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024", 300, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024", 500, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->districts[1], "2024", 70, NO_AMOUNT);
  action_end (book->db);

  total =
      total_of (book, indicator, "2024", book->districts[0], "as-reported", KHEO_FIGURES_BY_CHILD);
  g_assert_cmpint (total->sum.value, ==, 800);
  g_assert_true (total->has_reported);
  g_assert_cmpint (total->reported, ==, 1000);
  g_assert_cmpuint (total->rows->len, ==, 2);
  remarks =
      kheo_figure_total_remarks (total, kheo_world_get_units (kheo_world_get (book->db, NULL)));
  g_assert_cmpuint (remarks->len, ==, 1);
  /* Nobody below the other district reported: its own counts. */
  check_value (book, indicator, "2024", book->province, 870);
}

/* A hamlet among ten does not stand for its commune. */
static void
test_level (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow sum sum", "commune");
  gint64 hamlet = book_add_unit (book->db, "Thôn Một", NULL, book->communes[0], NULL, NULL);
  gint64 other = book_add_unit (book->db, "Thôn Hai", NULL, book->communes[1], NULL, NULL);

  book_add_figure (book->db, indicator, book->communes[0], "2024", 100, NO_AMOUNT);
  book_add_figure (book->db, indicator, hamlet, "2024", 12, NO_AMOUNT);
  book_add_figure (book->db, indicator, other, "2024", 5, NO_AMOUNT);
  action_end (book->db);
  check_value (book, indicator, "2024", book->communes[0], 100);
  check_value (book, indicator, "2024", book->province, 105);
}

static const KheoFigureRow *
find_row (const KheoFigureTotal *total, gint64 unit)
{
  for (guint i = 0; i < total->rows->len; i++)
    if (((KheoFigureRow *) total->rows->pdata[i])->unit_id == unit)
      return total->rows->pdata[i];
  return NULL;
}

static const KheoFigureRow *
row_of (const KheoFigureTotal *total, gint64 unit)
{
  const KheoFigureRow *row = find_row (total, unit);

  g_assert_nonnull (row);
  return row;
}

/* Two communes became one: today's map has their figures together, also beside its own. */
static void
test_reform (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow sum sum", "commune");
  g_autoptr (KheoFigureTotal) total = NULL;

  book_add_figure (book->db, indicator, book->communes[2], "2024", 10, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[3], "2024", 5, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[2], "2025-H1", 3, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->heir, "2025-H2", 4, NO_AMOUNT);
  action_end (book->db);
  total = total_of (book, indicator, "2024", book->province, "today", KHEO_FIGURES_BY_CHILD);
  g_assert_cmpint (row_of (total, book->heir)->sum.value, ==, 15);
  g_assert_cmpint (total->unapportioned, ==, 0);
  check_value (book, indicator, "2025", book->province, 7);

  /* The new one reports the whole year anew: what its parts reported is in it. */
  action_begin (book->db);
  book_add_figure (book->db, indicator, book->heir, "2025", 8, NO_AMOUNT);
  action_end (book->db);
  check_value (book, indicator, "2025", book->province, 8);
}

static void
test_targets (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "money 0 flow sum sum", "commune");
  g_autoptr (KheoFigureTotal) total = NULL;

  book_add_target (book->db, indicator, book->communes[0], "2024", 400);
  book_add_target (book->db, indicator, book->communes[1], "2024", 600);
  book_add_target (book->db, indicator, book->communes[2], "2024", 100);
  book_add_target (book->db, indicator, book->districts[0], "2024", 1500);
  book_add_figure (book->db, indicator, book->communes[0], "2024", 442, NO_AMOUNT);
  action_end (book->db);

  total =
      total_of (book, indicator, "2024", book->communes[0], "as-reported", KHEO_FIGURES_BY_NOTHING);
  g_assert_cmpint (total->sum.target, ==, 400);
  g_assert_cmpfloat_with_epsilon (total->sum.percent, 110.5, 1e-9);
  kheo_figure_total_free (total);
  /* What was set for the district wins over what its communes were set. */
  total = total_of (book, indicator, "2024", book->province, "as-reported", KHEO_FIGURES_BY_CHILD);
  g_assert_cmpint (total->sum.target, ==, 1600);
  g_assert_cmpint (row_of (total, book->districts[0])->sum.target, ==, 1500);
  kheo_figure_total_free (total);
  total = total_of (book, indicator, "2024-Q1", 0, "as-reported", KHEO_FIGURES_BY_NOTHING);
  g_assert_false (total->sum.has_target);
}

/* The whole book with another tree beside the territory's. */
static void
test_other_roots (Book *book, gconstpointer data)
{
  static const char *const clocks[] = { "as-reported", "on:2024-12-31" };
  gint64                   indicator = begin_indicator (book, "count 0 flow sum sum", NULL);
  gint64 party = book_add_unit (book->db, "Đảng ủy tỉnh", "D", 0, NULL, NULL);
  gint64 front = book_add_unit (book->db, "Ủy ban MTTQ tỉnh", "M", 0, NULL, NULL);

  book_add_figure (book->db, indicator, book->communes[0], "2024", 4, NO_AMOUNT);
  book_add_figure (book->db, indicator, party, "2024", 3, NO_AMOUNT);
  book_add_target (book->db, indicator, book->province, "2024", 10);
  book_add_target (book->db, indicator, party, "2024", 5);
  action_end (book->db);
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (KheoFigureTotal) total =
          total_of (book, indicator, "2024", 0, clocks[i], KHEO_FIGURES_BY_CHILD);

      g_assert_cmpint (total->sum.value, ==, 7);
      g_assert_cmpint (total->sum.target, ==, 15);
      g_assert_null (find_row (total, book->province));
      g_assert_null (find_row (total, front));
      g_assert_cmpint (row_of (total, party)->sum.value, ==, 3);
      g_assert_cmpint (row_of (total, party)->sum.target, ==, 5);
    }
}

static void
test_over_time (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow sum sum", NULL);
  g_autoptr (KheoFigureTotal) total = NULL;
  gint64 sum = 0;

  book_add_figure (book->db, indicator, book->communes[0], "2024-Q1", 4, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[0], "2024-Q2", 6, NO_AMOUNT);
  book_add_figure (book->db, indicator, book->communes[1], "2024", 30, NO_AMOUNT);
  action_end (book->db);
  total = total_of (book, indicator, "2024", 0, "as-reported", KHEO_FIGURES_BY_QUARTER);
  g_assert_cmpuint (total->rows->len, ==, 5);
  g_assert_cmpint (((KheoFigureRow *) total->rows->pdata[1])->sum.value, ==, 6);
  g_assert_false (((KheoFigureRow *) total->rows->pdata[2])->sum.has_value);
  g_assert_null (((KheoFigureRow *) total->rows->pdata[4])->key);
  for (guint i = 0; i < total->rows->len; i++)
    sum += ((KheoFigureRow *) total->rows->pdata[i])->sum.value;
  g_assert_cmpint (sum, ==, total->sum.value);
  g_assert_cmpint (sum, ==, 40);
}

/* The world follows edits. */
static void
test_edits (Book *book, gconstpointer data)
{
  gint64 indicator = begin_indicator (book, "count 0 flow sum sum", NULL);
  gint64 figure = book_add_figure (book->db, indicator, book->communes[0], "2024", 4, NO_AMOUNT);
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (KheoChangeSet) undone = NULL;
  gint64 action;

  action_end (book->db);
  check_value (book, indicator, "2024", 0, 4);

  record = kheo_record_table_get (book->db, &kheo_register_figures, figure, NULL);
  kheo_record_set_integer (record, KHEO_FIGURE_VALUE, 9);
  action_begin (book->db);
  g_assert_true (kheo_record_table_update (book->db, record, NULL));
  book_add_figure (book->db, indicator, book->communes[1], "2024", 1, NO_AMOUNT);
  action = action_end (book->db);
  check_value (book, indicator, "2024", 0, 10);

  undone = kheo_history_undo (book->db, action, "tester", NULL, NULL);
  g_assert_nonnull (undone);
  check_value (book, indicator, "2024", 0, 4);
  action_begin (book->db);
  g_assert_true (kheo_record_table_delete (book->db, &kheo_register_figures, figure, NULL));
  action_end (book->db);
  check_value (book, indicator, "2024", 0, NO_AMOUNT);
}

/* ---- Properties ---- */

/* The best cover by trying all of them. */
static void
try_all (GArray *items, guint *out_days, guint *out_pieces)
{
  *out_days = 0;
  *out_pieces = 0;
  for (guint set = 1; set < (1u << items->len); set++)
    {
      guint    days = 0;
      guint    pieces = 0;
      gboolean disjoint = TRUE;

      for (guint i = 0; i < items->len && disjoint; i++)
        {
          KheoPeriod a = g_array_index (items, KheoCoverItem, i).period;

          if ((set & (1u << i)) == 0)
            continue;
          days += kheo_period_length (a);
          pieces++;
          for (guint k = i + 1; k < items->len; k++)
            {
              KheoPeriod b = g_array_index (items, KheoCoverItem, k).period;

              disjoint &= (set & (1u << k)) == 0 || a.to < b.from || b.to < a.from;
            }
        }
      if (disjoint && (days > *out_days || (days == *out_days && pieces < *out_pieces)))
        {
          *out_days = days;
          *out_pieces = pieces;
        }
    }
}

static void
test_cover (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (KheoCoverItem));
      guint n = (guint) g_rand_int_range (rand, 1, 9);
      guint best, fewest, days;
      guint pieces = 0;
      guint sum = 0;

      for (guint i = 0; i < n; i++)
        {
          KheoDate      from = 1000 + (KheoDate) g_rand_int_range (rand, 0, 12) * 30;
          KheoCoverItem item = {
            .slot = i, .period = { from, from + 29 + (KheoDate) g_rand_int_range (rand, 0, 4) * 30 }
          };

          g_array_append_val (items, item);
        }
      try_all (items, &best, &fewest);
      days = kheo_cover_choose (items);
      for (guint i = 0; i < items->len; i++)
        if (g_array_index (items, KheoCoverItem, i).taken)
          {
            sum += kheo_period_length (g_array_index (items, KheoCoverItem, i).period);
            pieces++;
          }
      g_assert_cmpuint (days, ==, best);
      g_assert_cmpuint (sum, ==, best);
      g_assert_cmpuint (pieces, ==, fewest);
    }
}

static gint64
query_int (KheoDb *db, const char *sql, gint64 unit, gint64 indicator)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  kheo_stmt_bind_int (stmt, ":unit", unit);
  kheo_stmt_bind_int (stmt, ":indicator", indicator);
  if (kheo_stmt_step (stmt, &error))
    value = kheo_stmt_get_int (stmt, 0);
  g_assert_no_error (error);
  return value;
}

/* Figures of the lowest units, one period each: the roll-up is the plain recursive sum. */
static void
test_against_sql (void)
{
  static const char sql[] =
      "WITH RECURSIVE below (id) AS (SELECT :unit UNION SELECT unit_id FROM unit_version"
      " JOIN below ON parent_id = below.id)"
      " SELECT sum (value) FROM figure JOIN below ON unit_id = below.id"
      " WHERE indicator_id = :indicator AND state = 'value'";
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (KheoDb) db = book_new ();
      g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) sums = NULL;
      g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (gint64));
      KheoUnitMap *map;
      gint64       indicator;

      book_fill (db, rand, 60, 0);
      map = kheo_world_get_map (kheo_world_get (db, NULL), 0);
      for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
        if (kheo_unit_map_get_n_children (map, i) == 0)
          {
            gint64 id = kheo_unit_map_get_id (map, i);

            g_array_append_val (communes, id);
          }
      action_begin (db);
      indicator = book_add_indicator (db, "X", "X", "count 0 flow sum sum", NULL);
      for (guint i = 0; i < communes->len; i++)
        for (int q = 1; q <= 4; q++)
          {
            g_autofree char *period = g_strdup_printf ("2024-Q%d", q);

            if (g_rand_boolean (rand))
              book_add_figure (db, indicator, g_array_index (communes, gint64, i), period,
                               g_rand_int_range (rand, 0, 1000), NO_AMOUNT);
          }
      action_end (db);

      query->period = kheo_period_year (2024);
      query->clock = (KheoClock) (round % 2);
      map = kheo_world_get_map (kheo_world_get (db, NULL), 0);
      sums = kheo_rollup_figures (db, indicator, query, map, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
        g_assert_cmpint (g_array_index (sums, KheoFigureSum, i).value, ==,
                         query_int (db, sql, kheo_unit_map_get_id (map, i), indicator));
    }
}

static void
check_rows (const KheoFigureTotal *total)
{
  gint64 sum = 0;
  guint  n_figures = 0, n_expected = 0, n_missing = 0;

  for (guint i = 0; i < total->rows->len; i++)
    {
      const KheoFigureSum *row = &((KheoFigureRow *) total->rows->pdata[i])->sum;

      sum += row->has_value ? row->value : 0;
      n_figures += row->n_figures;
      n_expected += row->n_expected;
      n_missing += row->n_missing;
    }
  if (kheo_figure_total_is_additive (total))
    g_assert_cmpint (sum, ==, total->sum.has_value ? total->sum.value : 0);
  if (total->by > KHEO_FIGURES_BY_LEVEL)
    return;
  g_assert_cmpuint (n_figures, ==, total->sum.n_figures);
  g_assert_cmpuint (n_expected, ==, total->sum.n_expected);
  g_assert_cmpuint (n_missing, ==, total->sum.n_missing);
}

/* Random trees that change, random figures: Σ of the parts is the whole in every clock, and a
 * unit's own total is what the roll-up says of it. */
static void
check_book (KheoDb *db, gint64 indicator, GRand *rand)
{
  static const char *const clocks[] = { "as-reported", "today", "on:2024-06-30" };
  static const char *const periods[] = { "2024", "2024-H1", "2024..2025", "2024-Q3" };
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_figures);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sums = NULL;
  KheoUnitMap *map;
  KheoDate     day;

  g_assert_true (
      kheo_clock_parse (clocks[g_rand_int_range (rand, 0, 3)], &query->clock, &query->clock_day));
  g_assert_true (kheo_period_parse (periods[g_rand_int_range (rand, 0, 4)], &query->period, NULL));
  for (KheoFiguresBy by = KHEO_FIGURES_BY_CHILD; by <= KHEO_FIGURES_BY_MONTH; by++)
    {
      g_autoptr (KheoFigureTotal) total = kheo_total_figures (db, indicator, query, by, &error);

      g_assert_no_error (error);
      check_rows (total);
    }
  day = query->clock == KHEO_CLOCK_ON_DAY  ? query->clock_day
        : query->clock == KHEO_CLOCK_TODAY ? kheo_date_today ()
                                           : MIN (query->period.to, kheo_date_today ());
  map = kheo_unit_map_ref (kheo_world_get_map (kheo_world_get (db, NULL), day));
  sums = kheo_rollup_figures (db, indicator, query, map, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < kheo_unit_map_get_n (map); i += 5)
    {
      const KheoFigureSum *sum = &g_array_index (sums, KheoFigureSum, i);
      g_autoptr (KheoFigureTotal) total = NULL;

      query->unit = kheo_unit_map_get_id (map, i);
      total = kheo_total_figures (db, indicator, query, KHEO_FIGURES_BY_CHILD, &error);
      g_assert_no_error (error);
      check_rows (total);
      g_assert_cmpint (total->sum.has_value, ==, sum->has_value);
      g_assert_cmpint (total->sum.value, ==, sum->value);
      g_assert_cmpint (total->sum.numerator, ==, sum->numerator);
      g_assert_cmpint (total->sum.denominator, ==, sum->denominator);
      g_assert_cmpuint (total->sum.n_figures, ==, sum->n_figures);
      g_assert_cmpuint (total->sum.n_missing, ==, sum->n_missing);
    }
  kheo_unit_map_unref (map);
}

static void
test_random (void)
{
  static const char *const rules[] = { "count 0 flow sum sum", "money 0 stock sum last",
                                       "percent 2 flow ratio ratio", "count 0 flow distinct none",
                                       "decimal 2 flow none sum" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (KheoDb) db = book_new ();
      gint64 indicator;

      book_fill (db, rand, 40, 0);
      action_begin (db);
      indicator = book_add_indicator (db, "X", "X", rules[round % G_N_ELEMENTS (rules)],
                                      round % 3 == 0 ? "commune" : NULL);
      action_end (db);
      book_fill_figures (db, rand, indicator, 120);
      check_book (db, indicator, rand);
      for (guint i = 0; i < 12; i++)
        {
          action_begin (db);
          book_edit (db, rand);
          action_end (db);
        }
      check_book (db, indicator, rand);
      check_book (db, indicator, rand);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/domain/figures/" name, Book, NULL, book_setup, func, book_teardown)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("flow", test_flow);
  ADD ("stock", test_stock);
  ADD ("rate", test_rate);
  ADD ("not-added", test_not_added);
  ADD ("above-and-below", test_above_and_below);
  ADD ("level", test_level);
  ADD ("reform", test_reform);
  ADD ("targets", test_targets);
  ADD ("other-roots", test_other_roots);
  ADD ("over-time", test_over_time);
  ADD ("edits", test_edits);
  g_test_add_func ("/domain/figures/cover", test_cover);
  g_test_add_func ("/domain/figures/against-sql", test_against_sql);
  g_test_add_func ("/domain/figures/random", test_random);
  return g_test_run ();
}
