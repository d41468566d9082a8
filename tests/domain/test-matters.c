/* Tasks and petitions: how they stand, their rules, their lists. */
#include "domain-book.h"
#include "kheo-matters.h"
#include "kheo-record-table.h"

#include <string.h>

/* @days: "GIVEN DUE DONE", "-" for none. */
static gint64
add_task (KheoDb *db, const char *name, gint64 unit, const char *state, const char *days)
{
  static const guint fields[] = { KHEO_TASK_GIVEN_ON, KHEO_TASK_DUE_ON, KHEO_TASK_DONE_ON };
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_tasks, 0);
  g_auto (GStrv) parts = g_strsplit (days, " ", -1);
  g_autoptr (GError) error = NULL;

  kheo_record_set_text (record, KHEO_TASK_NAME, name);
  kheo_record_set_integer (record, KHEO_TASK_UNIT, unit);
  kheo_record_set_text (record, KHEO_TASK_STATE, state);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (parts[i], "-") != 0)
      kheo_record_set_text (record, fields[i], parts[i]);
  action_begin (db);
  kheo_record_table_insert (db, record, &error);
  g_assert_no_error (error);
  action_end (db);
  return kheo_record_get_id (record);
}

static void
hand_over (KheoDb *db, gint64 task, gint64 unit, gint64 first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoRecord) record = kheo_record_table_get (db, &kheo_register_tasks, task, &error);

  g_assert_no_error (error);
  kheo_record_set_integer (record, KHEO_TASK_UNIT, unit);
  kheo_record_set_integer (record, KHEO_TASK_FIRST_UNIT, first);
  action_begin (db);
  kheo_record_table_update (db, record, &error);
  g_assert_no_error (error);
  action_end (db);
}

/* The names of the list, one blank between. */
static char *
names_of (KheoDb *db, const KheoQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = kheo_query_run (db, query, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KheoRecord) record =
          kheo_record_table_get (db, query->reg, g_array_index (ids, gint64, i), &error);

      g_assert_no_error (error);
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", kheo_record_get_text (record, 0));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_names (KheoDb *db, const KheoQuery *query, const char *expected)
{
  g_autofree char *names = names_of (db, query);

  g_assert_cmpstr (names, ==, expected);
}

/* ---- How they stand ---- */

static void
test_standing (void)
{
  const KheoMatters *tasks = kheo_matters_of (&kheo_register_tasks);
  const KheoMatters *petitions = kheo_matters_of (&kheo_register_petitions);
  KheoDate           today = book_day ("2026-11-22");
  KheoStanding       standing;

  g_assert_null (kheo_matters_of (&kheo_register_models));
  g_assert_cmpint (kheo_matters_stand (tasks, "doing", NULL, today), ==, KHEO_STANDING_OPEN);
  g_assert_cmpint (kheo_matters_stand (tasks, "doing", "2026-11-22", today), ==,
                   KHEO_STANDING_OPEN);
  g_assert_cmpint (kheo_matters_stand (tasks, "new", "2026-11-21", today), ==,
                   KHEO_STANDING_OVERDUE);
  /* A month alone lasts until its last day. */
  g_assert_cmpint (kheo_matters_stand (tasks, "new", "2026-11", today), ==, KHEO_STANDING_OPEN);
  g_assert_cmpint (kheo_matters_stand (tasks, "new", "2026-10", today), ==, KHEO_STANDING_OVERDUE);
  g_assert_cmpint (kheo_matters_stand (tasks, "done", "2026-10", today), ==, KHEO_STANDING_CLOSED);
  g_assert_cmpint (kheo_matters_stand (tasks, "stopped", NULL, today), ==, KHEO_STANDING_CLOSED);
  g_assert_cmpint (kheo_matters_stand (petitions, "done", NULL, today), ==, KHEO_STANDING_CLOSED);
  g_assert_true (kheo_standing_parse ("overdue", &standing));
  g_assert_cmpint (standing, ==, KHEO_STANDING_OVERDUE);
  g_assert_false (kheo_standing_parse ("late", &standing));
}

static void
test_words (void)
{
  static const struct
  {
    const char *state, *due, *done, *words;
  } cases[] = {
    { "doing", NULL, NULL, "No day set" },
    { "doing", "2026-11-22", NULL, "Due today" },
    { "doing", "2026-11-23", NULL, "1 day left" },
    { "new", "2026-11-10", NULL, "Overdue by 12 days" },
    { "done", "2026-11-10", "2026-11-10", "Done" },
    { "done", "2026-11-10", "2026-11-13", "Done, 3 days late" },
    { "stopped", "2026-11-10", "2026-11-13", "Stopped" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_tasks, 0);
      g_autofree char *words = NULL;

      kheo_record_set_text (record, KHEO_TASK_STATE, cases[i].state);
      kheo_record_set_text (record, KHEO_TASK_DUE_ON, cases[i].due);
      kheo_record_set_text (record, KHEO_TASK_DONE_ON, cases[i].done);
      words = kheo_matters_describe (record, book_day ("2026-11-22"));
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_completing (void)
{
  g_autoptr (KheoRecord) fresh = kheo_record_new (&kheo_register_petitions, 0);
  g_autoptr (KheoRecord) answered = kheo_record_new (&kheo_register_petitions, 0);
  g_autoptr (KheoRecord) task = kheo_record_new (&kheo_register_tasks, 0);

  kheo_matters_complete (fresh);
  g_assert_cmpstr (kheo_record_get_text (fresh, KHEO_PETITION_STATE), ==, "open");
  kheo_record_set_text (answered, KHEO_PETITION_ANSWER, "Đã sửa cầu");
  kheo_matters_complete (answered);
  g_assert_cmpstr (kheo_record_get_text (answered, KHEO_PETITION_STATE), ==, "done");

  kheo_record_set_text (task, KHEO_TASK_STATE, "doing");
  kheo_matters_complete (task);
  g_assert_cmpstr (kheo_record_get_text (task, KHEO_TASK_STATE), ==, "doing");
  kheo_matters_set_done (task, book_day ("2026-11-22"));
  g_assert_cmpstr (kheo_record_get_text (task, KHEO_TASK_STATE), ==, "done");
  g_assert_cmpstr (kheo_record_get_text (task, KHEO_TASK_DONE_ON), ==, "2026-11-22");
}

/* ---- Rules ---- */

/* The codes of what is wrong, one blank between; @values: fields by turns with their texts. */
static char *
codes_of (const KheoRegister *reg, KheoUnits *units, gint64 unit, const char *const *values)
{
  g_autoptr (KheoRecord) record = kheo_record_new (reg, 0);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);

  kheo_record_set_integer (record, kheo_matters_of (reg)->unit, unit);
  for (guint i = 0; values[i] != NULL; i += 2)
    kheo_record_set_text (record, (guint) kheo_register_find_field (reg, values[i]), values[i + 1]);
  findings = kheo_record_validate (record, units);
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "",
                            ((KheoFinding *) findings->pdata[i])->code);
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
test_rules (void)
{
  g_autoptr (KheoDb) db = book_new ();
  gint64 commune = book_add_unit (db, "Xã Chiềng Lao", "03791", 0, NULL, NULL);
  gint64 ended = book_add_unit (db, "Xã Mường Trai", "03792", 0, NULL, "2025-06-30");
  g_autoptr (KheoUnits) units = kheo_units_load (db, NULL);
  const struct
  {
    const KheoRegister *reg;
    gint64              unit;
    const char         *values[12];
    const char         *codes;
  } cases[] = {
    { &kheo_register_tasks, commune, { "name", "A", "state", "new" }, "" },
    { &kheo_register_tasks, commune, { "name", "A" }, "missing" },
    { &kheo_register_tasks,
      commune,
      { "name", "A", "state", "doing", "given_on", "2026-03-10", "due_on", "2026-03-09" },
      "due-before-given" },
    { &kheo_register_tasks,
      commune,
      { "name", "A", "state", "doing", "given_on", "2026-03-10", "due_on", "2026-03" },
      "" },
    { &kheo_register_tasks, commune, { "name", "A", "state", "done" }, "closed-without-day" },
    { &kheo_register_tasks,
      commune,
      { "name", "A", "state", "doing", "done_on", "2026-03-10" },
      "day-without-closing" },
    { &kheo_register_tasks,
      commune,
      { "name", "A", "state", "done", "done_on", "2199-03-10" },
      "closed-in-future" },
    { &kheo_register_tasks, ended, { "name", "A", "state", "doing" }, "unit-not-living" },
    { &kheo_register_tasks, ended, { "name", "A", "state", "done", "done_on", "2024-03-10" }, "" },
    { &kheo_register_petitions, 12345, { "content", "A", "state", "open" }, "unknown-unit" },
    { &kheo_register_petitions,
      commune,
      { "content", "A", "state", "doing", "received_on", "2026-03-10", "sent_on", "2026-03-01" },
      "sent-before-received" },
    { &kheo_register_petitions, commune, { "content", "A", "state", "gone" }, "unknown-choice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *codes = codes_of (cases[i].reg, units, cases[i].unit, cases[i].values);

      g_test_message ("%u", i);
      g_assert_cmpstr (codes, ==, cases[i].codes);
    }
}

/* ---- Lists ---- */

typedef struct
{
  KheoDb *db;
  gint64  province, north, old, south;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  KheoDb *db = fixture->db = book_new ();

  fixture->province = book_add_unit (db, "Tỉnh Sơn La", "14", 0, NULL, NULL);
  fixture->north =
      book_add_unit (db, "Xã Chiềng Lao", "03791", fixture->province, "2025-07-01", NULL);
  fixture->old =
      book_add_unit (db, "Xã Mường Trai", "03792", fixture->province, NULL, "2025-06-30");
  fixture->south = book_add_unit (db, "Xã Mường Bú", "03793", fixture->province, NULL, NULL);
  book_succeed (db, fixture->old, fixture->north, TRUE, "2025-07-01");

  add_task (db, "muon", fixture->north, "doing", "2026-01-10 2026-02 -");
  add_task (db, "xa", fixture->south, "new", "2026-03-01 2199-01-01 -");
  add_task (db, "khong", fixture->south, "doing", "- - -");
  add_task (db, "xong", fixture->old, "done", "2024-03-01 2024-06-01 2024-05-20");
  hand_over (db, add_task (db, "chuyen", fixture->north, "doing", "2025-02-01 2198-01-01 -"),
             fixture->north, fixture->old);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kheo_db_close (fixture->db);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  /* Open ones by the day on which they are due, then those without, then closed ones. */
  assert_names (fixture->db, query, "muon chuyen xa khong xong");
  query->sort = g_strdup ("name");
  assert_names (fixture->db, query, "chuyen khong muon xa xong");
  query->descending = TRUE;
  assert_names (fixture->db, query, "xong xa muon khong chuyen");
  g_free (query->sort);
  query->sort = g_strdup ("given_on");
  assert_names (fixture->db, query, "xa muon chuyen xong khong");
  query->descending = FALSE;
  assert_names (fixture->db, query, "xong chuyen muon xa khong");
}

static void
test_standing_condition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  kheo_query_add_condition (query, KHEO_CONDITION_STANDING, "overdue");
  assert_names (fixture->db, query, "muon");
  kheo_query_set_condition (query, KHEO_CONDITION_STANDING, "open");
  assert_names (fixture->db, query, "muon chuyen xa khong");
  kheo_query_set_condition (query, KHEO_CONDITION_STANDING, "closed");
  assert_names (fixture->db, query, "xong");
  kheo_query_set_condition (query, KHEO_CONDITION_STANDING, NULL);
  kheo_query_add_condition (query, "state", "new");
  kheo_query_add_condition (query, "state", "done");
  assert_names (fixture->db, query, "xa xong");
  kheo_query_set_condition (query, "state", NULL);
  kheo_query_add_condition (query, "given_on", "");
  assert_names (fixture->db, query, "khong");
}

static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  query->unit = fixture->north;
  assert_names (fixture->db, query, "muon chuyen");
  query->unit = fixture->old;
  assert_names (fixture->db, query, "chuyen xong");
  query->clock = KHEO_CLOCK_TODAY;
  query->unit = fixture->north;
  assert_names (fixture->db, query, "muon chuyen xong");
  query->clock = KHEO_CLOCK_ON_DAY;
  query->clock_day = book_day ("2025-06-30");
  query->unit = fixture->old;
  assert_names (fixture->db, query, "muon chuyen xong"); /* all of it was that unit alone */
  query->unit = fixture->province;
  assert_names (fixture->db, query, "muon chuyen xa khong xong");
}

static void
test_period (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  g_assert_true (kheo_period_parse ("2024", &query->period, NULL));
  assert_names (fixture->db, query, "khong xong");
  g_assert_true (kheo_period_parse ("2024-H2", &query->period, NULL));
  assert_names (fixture->db, query, "khong");
  g_assert_true (kheo_period_parse ("2026-Q1", &query->period, NULL));
  assert_names (fixture->db, query, "muon chuyen xa khong");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_tasks);

  query->search = g_strdup ("muong trai");
  assert_names (fixture->db, query, "chuyen xong");
  g_free (query->search);
  query->search = g_strdup ("XONG");
  assert_names (fixture->db, query, "xong");
  g_free (query->search);
  query->search = g_strdup ("muong khe");
  assert_names (fixture->db, query, "");
}

static void
test_unit_is_used (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  action_begin (fixture->db);
  g_assert_false (kheo_unit_remove (fixture->db, fixture->south, &error));
  g_assert_error (error, KHEO_ERROR, KHEO_ERROR_CONFLICT);
  kheo_history_cancel (fixture->db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/matters/standing", test_standing);
  g_test_add_func ("/domain/matters/words", test_words);
  g_test_add_func ("/domain/matters/completing", test_completing);
  g_test_add_func ("/domain/matters/rules", test_rules);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/domain/matters/order", test_order);
  ADD ("/domain/matters/standing-condition", test_standing_condition);
  ADD ("/domain/matters/clocks", test_clocks);
  ADD ("/domain/matters/period", test_period);
  ADD ("/domain/matters/search", test_search);
  ADD ("/domain/matters/unit-is-used", test_unit_is_used);
#undef ADD
  return g_test_run ();
}
