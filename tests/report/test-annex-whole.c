/* The columns of a summary add up to its total, and so do its rows, whatever the book holds. */
#include "domain-book.h"
#include "kheo-annex-question.h"
#include "kheo-number.h"
#include "kheo-record-table.h"

#include <string.h>

#define N_BOOKS 6
#define TOTAL   "total:models"

static const char *const fields[] = { "kind", "field", "status", "level", "origin" };

static gint64
number_at (const KheoAnnexTable *table, guint row, guint column)
{
  const char *text = kheo_annex_table_get_cell (table, row, column);
  KheoNumber  number;

  g_assert_true (kheo_number_parse (text, KHEO_NUMBERS_ENGLISH, &number));
  return (gint64) number.value;
}

/* @layout's choices of @field are all columns. */
static gboolean
is_cut_by (const KheoAnnexLayout *layout, const char *field)
{
  const KheoField *known = kheo_register_get_field (&kheo_register_models, field);

  for (const KheoChoice *choice = known->choices; choice->value != NULL; choice++)
    {
      g_autofree char *key = g_strdup_printf ("%s=%s", field, choice->value);

      if (kheo_annex_layout_find_column (layout, key) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Σ of the columns of @field is the column of the total, in every row. */
static void
check_columns (const KheoAnnexTable *table, const char *field)
{
  g_autofree char *prefix = g_strconcat (field, "=", NULL);
  int              total = kheo_annex_table_find (table, "total");

  g_assert_cmpint (total, >=, 0);
  for (guint row = 0; row < kheo_annex_table_get_n_rows (table); row++)
    {
      gint64 sum = 0;

      if (kheo_annex_table_get_row_kind (table, row) == KHEO_ANNEX_ROW_NONE)
        continue;
      for (guint i = 0; i < kheo_annex_table_get_n_columns (table); i++)
        if (g_str_has_prefix (kheo_annex_table_get_key (table, i), prefix))
          sum += number_at (table, row, i);
      g_assert_cmpint (sum, ==, number_at (table, row, (guint) total));
    }
}

/* Σ of the rows is the last row, in every column of numbers but the shares. */
static void
check_rows (const KheoAnnexTable *table)
{
  guint last = kheo_annex_table_get_n_rows (table) - 1;

  g_assert_cmpint (kheo_annex_table_get_row_kind (table, last), ==, KHEO_ANNEX_ROW_TOTAL);
  for (guint i = 0; i < kheo_annex_table_get_n_columns (table); i++)
    {
      const char *key = kheo_annex_table_get_key (table, i);
      gint64      sum = 0;

      if (strchr (key, '=') == NULL && !g_str_equal (key, "total"))
        continue;
      for (guint row = 0; row < last; row++)
        if (kheo_annex_table_get_row_kind (table, row) == KHEO_ANNEX_ROW_DATA)
          sum += number_at (table, row, i);
      g_assert_cmpint (sum, ==, number_at (table, last, i));
    }
}

static void
check (KheoDb *db, const KheoQuery *query, KheoAnnexLayout *layout)
{
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (TOTAL, query);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexContent) content = NULL;

  layout->totals = KHEO_ANNEX_TOTALS_LAST;
  content = kheo_annex_question_answer (question, db, layout, TRUE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_cut_by (layout, fields[i]))
      check_columns (content->table, fields[i]);
  check_rows (content->table);
}

/* A layout that has every column there is, but those of what is not known. */
static KheoAnnexLayout *
make_full_layout (void)
{
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns (TOTAL, NULL);
  KheoAnnexLayout *layout = kheo_annex_layout_new ("all", TOTAL);

  for (guint i = 0; i < offers->len; i++)
    {
      const KheoAnnexOffer *offer = offers->pdata[i];

      if (!g_str_has_suffix (offer->key, "="))
        kheo_annex_layout_add_column (layout, offer->key);
    }
  return layout;
}

static const char *
random_choice (GRand *rand, guint field)
{
  const KheoChoice *choices = kheo_register_models.fields[field].choices;
  guint             n = 0;

  while (choices[n].value != NULL)
    n++;
  return choices[g_rand_int_range (rand, 0, (gint32) n)].value;
}

/* Some models get what the book's filler gives none. */
static void
tell_more (KheoDb *db, GRand *rand)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT id FROM model");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (kheo_stmt_step (stmt, NULL))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  kheo_stmt_reset (stmt);
  action_begin (db);
  for (guint i = 0; i < ids->len; i++)
    {
      guint field = g_rand_boolean (rand) ? KHEO_MODEL_LEVEL : KHEO_MODEL_ORIGIN;
      g_autoptr (KheoRecord) record =
          kheo_record_table_get (db, &kheo_register_models, g_array_index (ids, gint64, i), NULL);
      g_autoptr (GError) error = NULL;

      kheo_record_set_text (record, field, random_choice (rand, field));
      kheo_record_table_update (db, record, &error);
      g_assert_no_error (error);
    }
  action_end (db);
}

static void
add_conditions (KheoQuery *query, GRand *rand)
{
  static const char *const conditions[][2] = { { "status", "running" }, { "kind", "collective" },
                                               { "field", "economy" },  { "level", "" },
                                               { "status", "" },        { "origin", "new" } };
  guint                    n = (guint) g_rand_int_range (rand, 0, 3);

  for (guint i = 0; i < n; i++)
    {
      guint which = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (conditions));

      kheo_query_add_condition (query, conditions[which][0], conditions[which][1]);
    }
  if (g_rand_boolean (rand))
    query->period = kheo_period_year (g_rand_int_range (rand, 2018, 2027));
  query->clock = g_rand_boolean (rand) ? KHEO_CLOCK_TODAY : KHEO_CLOCK_AS_REPORTED;
}

/* Every layout of the program, and one of all columns, over rows of every sort. */
static void
check_book (KheoDb *db, GRand *rand)
{
  static const char *const rows[] = {
    "child", "field", "kind", "status", "level", "year", "quarter"
  };
  g_autoptr (GPtrArray) layouts = kheo_annex_layouts_built_in (TOTAL);

  g_ptr_array_add (layouts, make_full_layout ());
  for (guint i = 0; i < layouts->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
      {
        KheoAnnexLayout *layout = layouts->pdata[i];
        g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);

        add_conditions (query, rand);
        g_ptr_array_set_size (layout->groups, 0);
        if (g_rand_boolean (rand))
          g_ptr_array_add (layout->groups,
                           g_strdup (rows[g_rand_int_range (rand, 0, G_N_ELEMENTS (rows))]));
        g_ptr_array_add (layout->groups, g_strdup (rows[k]));
        check (db, query, layout);
      }
}

static void
test_random (void)
{
  for (guint i = 0; i < N_BOOKS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (1000 + i);
      KheoDb *db = book_new ();

      book_fill (db, rand, 20, 150);
      tell_more (db, rand);
      check_book (db, rand);
      kheo_db_close (db);
    }
}

/* The column is there only where it says something, under the headings of its neighbours. */
static void
test_column (void)
{
  KheoDb *db = book_new ();
  g_autoptr (GPtrArray) layouts = kheo_annex_layouts_built_in (TOTAL);
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoAnnexQuestion) question = NULL;
  gint64 unit;

  action_begin (db);
  unit = book_add_unit (db, "Tỉnh Quảng Ninh", "22", 0, NULL, NULL);
  book_add_model (db, "Mô hình", unit, 2022, NULL);
  action_end (db);
  question = kheo_annex_question_new (TOTAL, query);
  for (guint i = 0; i < layouts->len; i++)
    {
      const KheoAnnexLayout *layout = layouts->pdata[i];
      g_autoptr (KheoAnnexContent) content =
          kheo_annex_question_answer (question, db, layout, TRUE, NULL, NULL);
      const KheoAnnexTable *table = content->table;
      int                   column = kheo_annex_table_find (table, "status=");

      g_assert_cmpint (kheo_annex_table_find (table, "kind="), ==, -1);
      if (!is_cut_by (layout, "status"))
        {
          g_assert_cmpint (column, ==, -1);
          continue;
        }
      g_assert_cmpstr (kheo_annex_table_get_key (table, (guint) column - 1), ==, "status=stopped");
      g_assert_cmpstr (kheo_annex_table_get_heading (table, (guint) column), ==, "Not known");
      g_assert_cmpstr (kheo_annex_table_get_group (table, (guint) column), ==,
                       kheo_annex_table_get_group (table, (guint) column - 1));
      g_assert_cmpstr (kheo_annex_table_get_cell (table, 0, (guint) column), ==, "1");
    }
  kheo_db_close (db);
}

/* Where there is nothing a sentence says so, in every subject. */
static void
test_nothing (void)
{
  static const struct
  {
    const char *subject, *text;
  } subjects[] = { { "list:models", "There are no models." },
                   { "list:tasks", "There are no tasks." },
                   { "indicators", "There are no figures." },
                   { "total:models", "There are no models." },
                   { "comparison", "There are no models." } };
  KheoDb *db = book_new ();

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autoptr (KheoQuery) query =
          kheo_query_new (kheo_annex_subject_get_query_register (subjects[i].subject));
      g_autoptr (KheoAnnexQuestion) question = NULL;
      g_autoptr (KheoAnnexContent) content = NULL;
      g_autoptr (GError) error = NULL;
      KheoAnnexAlign align;

      query->period = kheo_period_year (2022);
      question = kheo_annex_question_new (subjects[i].subject, query);
      content = kheo_annex_question_answer (question, db, NULL, TRUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (kheo_annex_table_get_row_kind (content->table, 0), ==, KHEO_ANNEX_ROW_NONE);
      g_assert_cmpstr (kheo_annex_table_get_cell (content->table, 0, 0), ==, subjects[i].text);
      g_assert_cmpuint (kheo_annex_table_get_span (content->table, 0, 0, &align), ==,
                        kheo_annex_table_get_n_columns (content->table));
      g_assert_cmpint (align, ==, KHEO_ANNEX_ALIGN_CENTER);
      g_assert_false (kheo_annex_table_says_anything (content->table));
    }
  kheo_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/annex-whole/random", test_random);
  g_test_add_func ("/report/annex-whole/column", test_column);
  g_test_add_func ("/report/annex-whole/nothing", test_nothing);
  return g_test_run ();
}
