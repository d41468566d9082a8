/* Layouts as data: they come back as they went, and annexes follow them. */
#include "domain-book.h"
#include "kheo-annex-question.h"
#include "kheo-error.h"
#include "kheo-record-table.h"
#include "kheo-test.h"

#include <string.h>

static const char full_layout[] =
    "{ \"name\": \"Danh sách của ban\", \"subject\": \"list:models\","
    "  \"columns\": [ \"no\", { \"key\": \"name\", \"heading\": \"Mô hình\", \"width\": 9 },"
    "    { \"key\": \"participants\", \"group\": \"Quy mô\\nTrong đó\", \"sum\": true } ],"
    "  \"groups\": [ \"field\", \"child\" ], \"totals\": \"first\", \"code_row\": \"letters\","
    "  \"form\": true, \"style\": \"front\", \"paper\": \"A3\", \"orientation\": \"portrait\","
    "  \"font_size\": 10.5, \"words\": { \"title\": \"DANH SÁCH CỦA {unit} {period}\","
    "    \"number\": \"\", \"right_post\": \"CHỦ TỊCH\" },"
    "  \"recipients\": [ \"Như trên\", \"Lưu Văn phòng\" ] }";

static KheoAnnexLayout *
layout_of (const char *json)
{
  g_autoptr (GError) error = NULL;
  KheoAnnexLayout *layout = kheo_annex_layout_from_json (json, &error);

  g_assert_no_error (error);
  return layout;
}

static void
test_json (void)
{
  g_autoptr (KheoAnnexLayout) layout = layout_of (full_layout);
  g_autofree char *json = kheo_annex_layout_to_json (layout);
  g_autoptr (KheoAnnexLayout) again = layout_of (json);
  g_autoptr (KheoAnnexLayout) copy = kheo_annex_layout_dup (again);
  g_autofree char *second = kheo_annex_layout_to_json (copy);

  g_assert_cmpstr (json, ==, second);
  g_assert_cmpuint (copy->columns->len, ==, 3);
  g_assert_true (kheo_annex_layout_find_column (copy, "participants")->sum);
  g_assert_cmpstr (kheo_annex_layout_find_column (copy, "name")->heading, ==, "Mô hình");
  g_assert_null (kheo_annex_layout_find_column (copy, "note"));
  g_assert_cmpint (copy->style, ==, KHEO_ANNEX_FRONT);
  g_assert_cmpint (copy->totals, ==, KHEO_ANNEX_TOTALS_FIRST);
  g_assert_cmpint (copy->code_row, ==, KHEO_ANNEX_CODES_LETTERED);
  g_assert_cmpstr (copy->words[KHEO_ANNEX_WORD_NUMBER], ==, "");
  g_assert_null (copy->words[KHEO_ANNEX_WORD_SUBTITLE]);
  g_assert_cmpuint (copy->recipients->len, ==, 2);
}

/* A fault is named, never guessed. */
static void
test_json_faults (void)
{
  static const struct
  {
    const char *json, *said;
  } cases[] = {
    { "", "layout" },
    { "[]", "layout" },
    { "{ \"name\": \"a\" }", "subject" },
    { "{ \"subject\": \"list:models\", \"colums\": [] }", "colums" },
    { "{ \"subject\": \"list:models\", \"columns\": [ 7 ] }", "key" },
    { "{ \"subject\": \"list:models\", \"columns\": [ { \"heading\": \"a\" } ] }", "columns" },
    { "{ \"subject\": \"list:models\", \"columns\": [ { \"key\": \"no\", \"width\": -1 } ] }",
      "width" },
    { "{ \"subject\": \"list:models\", \"words\": { \"titel\": \"a\" } }", "titel" },
    { "{ \"subject\": \"list:models\", \"paper\": \"A9\" }", "paper" },
    { "{ \"subject\": \"list:models\", \"style\": \"red\" }", "style" },
    { "{ \"subject\": \"list:models\", \"font_size\": \"big\" }", "font_size" },
    { "{ \"subject\": \"list:models\", \"form\": 1 }", "form" },
    { "{ \"subject\": \"list:models\", \"form\": null }", "form" },
    { "{ \"subject\": \"list:models\", \"words\": [] }", "words" },
    { "{ \"subject\": \"list:models\", \"columns\": {} }", "columns" },
    { "{ \"subject\": \"list:models\", \"groups\": [ null ] }", "groups" },
    { "{ \"subject\": \"list:models\", \"recipients\": [ {} ] }", "recipients" },
    { "{ \"subject\": 7 }", "subject" },
    { "{ \"subject\": \"list:models\", \"name\": [] }", "name" },
    { "{ \"subject\": \"list:models\", \"font_size\": 900 }", "font_size" },
    /* Columns and groups that the annex does not have. */
    { "{ \"subject\": \"list:weather\" }", "list:weather" },
    { "{ \"subject\": \"list:models\", \"columns\": [ \"rain\" ] }", "rain" },
    { "{ \"subject\": \"list:models\", \"groups\": [ \"rain\" ] }", "rain" },
    { "{ \"subject\": \"total:models\", \"columns\": [ \"status=great\" ] }", "status=great" },
    { "{ \"subject\": \"list:models\", \"columns\": [ \"no\", \"no\" ] }", "twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_autoptr (KheoAnnexLayout) read = kheo_annex_layout_from_json (cases[i].json, &error);

      g_assert_true (read == NULL || !kheo_annex_layout_check (read, &error));
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
      if (strstr (error->message, cases[i].said) == NULL)
        g_error ("%s: %s", cases[i].json, error->message);
    }
}

/* A huge one is refused before it is read. */
static void
test_json_huge (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *blank = g_strnfill (KHEO_ANNEX_LAYOUT_MOST, ' ');
  g_autofree char *json = g_strconcat (full_layout, blank, NULL);
  g_autofree char *deep = g_strnfill (100000, '[');

  g_assert_null (kheo_annex_layout_from_json (json, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (kheo_annex_layout_from_json (deep, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
}

/* Changes a few bytes of @text: puts another there, takes some out or doubles them. */
static char *
spoil (const char *text, GRand *rand)
{
  static const char tokens[] = "{}[]\",:0123456789-eE.ntfalsrue\\\t\n \x01\xc3\xa9\xff";
  GString          *spoilt = g_string_new (text);
  guint             n = (guint) g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n && spoilt->len > 2; i++)
    {
      gssize           at = g_rand_int_range (rand, 0, (gint32) spoilt->len - 1);
      gssize           wish = g_rand_int_range (rand, 1, 12);
      gssize           length = MIN (wish, (gssize) spoilt->len - at);
      g_autofree char *piece = g_strndup (spoilt->str + at, (gsize) length);

      if (g_rand_boolean (rand))
        spoilt->str[at] = tokens[g_rand_int_range (rand, 0, sizeof tokens - 1)];
      else if (g_rand_boolean (rand))
        g_string_erase (spoilt, at, length);
      else
        g_string_insert (spoilt, at, piece);
    }
  return g_string_free (spoilt, FALSE);
}

/* From a stranger: read as something that is whole and stays the same, or refused with a reason. */
static void
test_json_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint n_read = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = spoil (full_layout, rand);
      g_autoptr (KheoAnnexLayout) layout = kheo_annex_layout_from_json (json, &error);

      if (layout != NULL && kheo_annex_layout_check (layout, &error))
        {
          g_autofree char *first = kheo_annex_layout_to_json (layout);
          g_autoptr (KheoAnnexLayout) again = layout_of (first);
          g_autofree char *second = kheo_annex_layout_to_json (again);

          g_assert_cmpstr (first, ==, second);
          n_read++;
          continue;
        }
      g_assert_error (error, KHEO_ERROR, KHEO_ERROR_INVALID);
      g_assert_cmpuint (strlen (error->message), >, 5);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  g_assert_cmpuint (n_read, >, 0);
}

/* Whatever the program brings along can be chosen, written and read. */
static void
test_built_in (void)
{
  g_autoptr (GPtrArray) layouts = kheo_annex_layouts_built_in (NULL);

  g_assert_cmpuint (layouts->len, >, 8);
  for (guint i = 0; i < layouts->len; i++)
    {
      const KheoAnnexLayout *layout = layouts->pdata[i];
      g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns (layout->subject, NULL);
      g_autoptr (GPtrArray) groups = kheo_annex_subject_list_groups (layout->subject);
      g_autofree char *json = kheo_annex_layout_to_json (layout);
      g_autoptr (KheoAnnexLayout) again = layout_of (json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) chosen = NULL;

      g_assert_nonnull (offers);
      chosen = kheo_annex_choose (offers, layout, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (chosen->len, >=, 2);
      for (guint k = 0; k < layout->groups->len; k++)
        {
          gboolean found = FALSE;

          for (guint g = 0; g < groups->len; g++)
            found = found || g_str_equal (((const KheoAnnexOffer *) groups->pdata[g])->key,
                                          layout->groups->pdata[k]);
          g_assert_true (found);
        }
      g_assert_cmpstr (kheo_annex_layout_get_label (layout), !=, layout->name);
    }
}

/* ---- A book ---- */

static gint64 province, ba_che;

static void
add_model (
    KheoDb *db, const char *name, gint64 unit, const char *kind, const char *field, gint64 people)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_models, 0);

  kheo_record_set_text (record, KHEO_MODEL_NAME, name);
  kheo_record_set_integer (record, KHEO_MODEL_UNIT, unit);
  kheo_record_set_text (record, KHEO_MODEL_KIND, kind);
  kheo_record_set_text (record, KHEO_MODEL_FIELD, field);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, 2022);
  if (people > 0)
    kheo_record_set_integer (record, KHEO_MODEL_PARTICIPANTS, people);
  g_assert_true (kheo_record_table_insert (db, record, NULL));
}

static KheoDb *
fill_book (void)
{
  KheoDb *db = book_new ();
  gint64  hong_gai, raised;

  action_begin (db);
  province = book_add_unit (db, "Tỉnh Quảng Ninh", "22", 0, NULL, NULL);
  ba_che = book_add_unit (db, "Xã Ba Chẽ", "06970", province, NULL, NULL);
  hong_gai = book_add_unit (db, "Phường Hồng Gai", "06652", province, NULL, NULL);
  add_model (db, "A", ba_che, "collective", "economy", 1200);
  add_model (db, "B", ba_che, "collective", "culture-society", 0);
  add_model (db, "C", hong_gai, "individual", "economy", 34);
  add_model (db, "D", hong_gai, "collective", "economy", 3000);
  raised = book_add_indicator (db, "DV22", "Quỹ vì người nghèo", "count 0 flow sum sum", NULL);
  book_add_figure (db, raised, ba_che, "2022", 1500, NO_AMOUNT);
  book_add_figure (db, raised, hong_gai, "2022", 2500, NO_AMOUNT);
  book_add_figure (db, raised, hong_gai, "2021", 1000, NO_AMOUNT);
  book_add_target (db, raised, province, "2022", 8000);
  action_end (db);
  return db;
}

static KheoQuery *
query_of (const KheoRegister *reg)
{
  KheoQuery *query = kheo_query_new (reg);

  query->unit = province;
  query->period = kheo_period_year (2022);
  query->clock = KHEO_CLOCK_TODAY;
  return query;
}

static KheoAnnexContent *
answer (KheoDb *db, const KheoAnnexLayout *layout, const char *subject)
{
  g_autoptr (KheoQuery) query = query_of (kheo_annex_subject_get_query_register (subject));
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (subject, query);
  g_autoptr (GError) error = NULL;
  KheoAnnexContent *content = kheo_annex_question_answer (question, db, layout, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content);
  return content;
}

/* A row as one text: kind and depth, then its cells. */
static char *
row_text (const KheoAnnexTable *table, guint row)
{
  static const char kinds[] = { 'd', 'g', 't' };
  GString          *text = g_string_new (NULL);

  g_string_append_printf (text, "%c%u", kinds[kheo_annex_table_get_row_kind (table, row)],
                          kheo_annex_table_get_row_depth (table, row));
  for (guint i = 0; i < kheo_annex_table_get_n_columns (table); i++)
    g_string_append_printf (text, "|%s", kheo_annex_table_get_cell (table, row, i));
  return g_string_free (text, FALSE);
}

static void
check_rows (const KheoAnnexTable *table, const char *const *rows)
{
  guint n = 0;

  for (; rows[n] != NULL; n++)
    {
      g_autofree char *text = n < kheo_annex_table_get_n_rows (table) ? row_text (table, n) : NULL;

      g_assert_cmpstr (text, ==, rows[n]);
    }
  g_assert_cmpuint (kheo_annex_table_get_n_rows (table), ==, n);
}

/* Groups within groups, their sums, the total first. */
static void
test_groups (void)
{
  static const char *const rows[] = {
    "t0|Total: 4||4,234",
    "g0|A|Economy: 3 models|4,234",
    "g1|I|Phường Hồng Gai: 2 models|3,034",
    "d0|1|C|34",
    "d0|2|D|3,000",
    "g1|II|Xã Ba Chẽ: 1 model|1,200",
    "d0|3|A|1,200",
    "g0|B|Culture and society: 1 model|",
    "g1|I|Xã Ba Chẽ: 1 model|",
    "d0|4|B|",
    NULL,
  };
  KheoDb *db = fill_book ();
  g_autoptr (KheoAnnexLayout) layout = layout_of (full_layout);
  g_autoptr (KheoAnnexContent) content = answer (db, layout, "list:models");

  check_rows (content->table, rows);
  g_assert_cmpuint (kheo_annex_table_get_n_levels (content->table), ==, 2);
  g_assert_cmpstr (kheo_annex_table_get_common (content->table, 2, 1), ==, "Trong đó");
  g_assert_null (kheo_annex_table_get_common (content->table, 1, 0));
  kheo_db_close (db);
}

/* Each column is a total of its own; rows add up. */
static void
test_counts (void)
{
  static const char *const rows[] = {
    "d0|1|Phường Hồng Gai|2|1|1|2|0|0|0|50.0",
    "d0|2|Xã Ba Chẽ|2|2|0|1|1|0|0|50.0",
    "t0||Total|4|3|1|3|1|0|0|100.0",
    NULL,
  };
  KheoDb *db = fill_book ();
  g_autoptr (GPtrArray) layouts = kheo_annex_layouts_built_in ("total:models");
  g_autoptr (KheoAnnexContent) content = answer (db, layouts->pdata[0], "total:models");

  check_rows (content->table, rows);
  g_assert_cmpuint (kheo_annex_table_get_n_levels (content->table), ==, 2);
  g_assert_cmpuint (kheo_annex_table_get_common_end (content->table, 3, 0), ==, 9);
  g_assert_cmpuint (kheo_annex_table_get_common_end (content->table, 3, 1), ==, 5);
  kheo_db_close (db);
}

static void
test_counts_refused (void)
{
  KheoDb *db = fill_book ();
  g_autoptr (KheoQuery) query = query_of (&kheo_register_models);
  g_autoptr (KheoAnnexLayout) layout = kheo_annex_layout_new ("x", "total:models");
  g_autoptr (GError) group = NULL;
  g_autoptr (GError) column = NULL;

  g_ptr_array_add (layout->groups, g_strdup ("weather"));
  g_assert_null (kheo_annex_counts_new (db, query, layout, NULL, &group));
  g_assert_error (group, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_ptr_array_set_size (layout->groups, 0);
  kheo_annex_layout_add_column (layout, "kind=unheard");
  g_assert_null (kheo_annex_counts_new (db, query, layout, NULL, &column));
  g_assert_error (column, KHEO_ERROR, KHEO_ERROR_INVALID);
  g_assert_nonnull (strstr (column->message, "kind=unheard"));
  kheo_db_close (db);
}

static void
test_figures (void)
{
  static const char *const rows[] = {
    "d0|1|Phường Hồng Gai|2,500",
    "d0|2|Xã Ba Chẽ|1,500",
    "t0||Total|4,000",
    NULL,
  };
  static const char *const indicators[] = {
    "d0|1|Quỹ vì người nghèo|8,000|4,000|50.0|1,000|+3,000",
    NULL,
  };
  KheoDb *db = fill_book ();
  g_autoptr (KheoAnnexLayout) layout =
      layout_of ("{ \"subject\": \"total:figures\","
                 "  \"columns\": [ \"no\", \"label\", \"indicator=DV22\" ] }");
  g_autoptr (KheoAnnexLayout) plain = layout_of (
      "{ \"subject\": \"indicators\", \"columns\": [ \"no\", \"name\", \"target\", \"value\","
      "  \"percent\", \"before\", \"change\" ] }");
  g_autoptr (KheoAnnexContent) sums = answer (db, layout, "total:figures");
  g_autoptr (KheoAnnexContent) all = answer (db, plain, "indicators");

  check_rows (sums->table, rows);
  check_rows (all->table, indicators);
  kheo_db_close (db);
}

/* Units, and a table that is ready before its layout is known. */
static void
test_units_and_life (void)
{
  KheoDb *db = fill_book ();
  g_autoptr (KheoAnnexContent) units = answer (db, NULL, "list:units");
  g_autoptr (KheoAnnexLayout) layout = layout_of (
      "{ \"subject\": \"unit-life\", \"columns\": [ { \"key\": \"name\", \"heading\": \"Tên\" },"
      "  \"time\" ] }");
  g_autoptr (KheoAnnexContent) life = answer (db, layout, "unit-life");

  g_assert_cmpuint (kheo_annex_table_get_n_rows (units->table), ==, 4); /* 3 and the total */
  g_assert_cmpuint (units->n_records, ==, 3);
  g_assert_cmpuint (kheo_annex_table_get_n_columns (life->table), ==, 2);
  g_assert_cmpstr (kheo_annex_table_get_heading (life->table, 0), ==, "Tên");
  g_assert_cmpint (kheo_annex_table_get_row_kind (life->table, 0), ==, KHEO_ANNEX_ROW_GROUP);
  g_assert_cmpstr (kheo_annex_table_get_cell (life->table, 0, 0), !=, "");
  g_assert_cmpstr (kheo_annex_table_get_cell (life->table, 1, 0), ==, "Tỉnh Quảng Ninh (22)");
  kheo_db_close (db);
}

/* ---- Plans ---- */

static void
test_plan (void)
{
  KheoDb *db = fill_book ();
  g_autoptr (KheoAnnexLayout) layout = layout_of (full_layout);
  g_autoptr (KheoAnnexContent) content = answer (db, layout, "list:models");
  g_autoptr (KheoAnnexOffice) office = kheo_annex_office_new (db);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexPlan) plan = kheo_annex_plan_new (layout, content, office, &error);
  g_autoptr (KheoAnnexPlan) usual = kheo_annex_plan_new (NULL, content, office, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (plan->spec.title, ==, "DANH SÁCH CỦA TỈNH QUẢNG NINH YEAR 2022");
  g_assert_cmpstr (plan->spec.annex_number, ==, "");
  g_assert_cmpstr (plan->spec.right.post, ==, "CHỦ TỊCH");
  g_assert_cmpstr (plan->spec.recipients[1], ==, "Lưu Văn phòng");
  g_assert_true (plan->spec.is_form);
  g_assert_cmpfloat (plan->spec.paper.width, <, plan->spec.paper.height);
  g_assert_cmpfloat (plan->spec.paper.width, >, 800);
  g_assert_cmpfloat (usual->spec.paper.width, >, usual->spec.paper.height);
  g_assert_cmpstr (usual->spec.title, ==, content->title);
  g_assert_null (usual->spec.recipients);
  kheo_db_close (db);
}

/* ---- In the book ---- */

static void
test_book (void)
{
  KheoDb *db = fill_book ();
  g_autoptr (KheoAnnexLayout) layout = layout_of (full_layout);
  g_autoptr (KheoAnnexLayout) found = NULL;
  g_autoptr (GPtrArray) before = kheo_annex_layouts_load (db, "list:models", NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GError) error = NULL;

  action_begin (db);
  g_assert_true (kheo_annex_layout_save (db, layout, &error));
  action_end (db);
  after = kheo_annex_layouts_load (db, "list:models", NULL);
  other = kheo_annex_layouts_load (db, "indicators", NULL);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpuint (other->len, ==, 1);
  found = kheo_annex_layout_find (db, "Danh sách của ban", &error);
  g_assert_no_error (error);
  g_assert_true (found->is_own);
  g_assert_cmpuint (found->columns->len, ==, 3);
  action_begin (db);
  g_assert_true (kheo_annex_layout_remove (db, "Danh sách của ban", &error));
  action_end (db);
  g_clear_pointer (&found, kheo_annex_layout_free);
  found = kheo_annex_layout_find (db, "Danh sách của ban", &error);
  g_assert_null (found);
  g_assert_no_error (error);
  kheo_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/annex-layout/json", test_json);
  g_test_add_func ("/report/annex-layout/json-faults", test_json_faults);
  g_test_add_func ("/report/annex-layout/json-huge", test_json_huge);
  g_test_add_func ("/report/annex-layout/json-random", test_json_random);
  g_test_add_func ("/report/annex-layout/built-in", test_built_in);
  g_test_add_func ("/report/annex-layout/groups", test_groups);
  g_test_add_func ("/report/annex-layout/counts", test_counts);
  g_test_add_func ("/report/annex-layout/counts-refused", test_counts_refused);
  g_test_add_func ("/report/annex-layout/figures", test_figures);
  g_test_add_func ("/report/annex-layout/units-and-life", test_units_and_life);
  g_test_add_func ("/report/annex-layout/plan", test_plan);
  g_test_add_func ("/report/annex-layout/book", test_book);
  return g_test_run ();
}
