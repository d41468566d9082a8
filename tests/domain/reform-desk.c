#include "reform-desk.h"

#include "kheo-digest.h"
#include "kheo-test.h"

void
desk_init (Desk *desk)
{
  desk->db = book_new ();
  desk->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_reform_act_free);
  action_begin (desk->db);
  desk->province = book_add_unit (desk->db, "Tỉnh Sông Vân", "10", 0, NULL, NULL);
  desk->district = book_add_unit (desk->db, "Huyện Đông Hà", "101", desk->province, NULL, NULL);
  desk->a = book_add_unit (desk->db, "Xã An Bình", "10101", desk->district, NULL, NULL);
  desk->b = book_add_unit (desk->db, "Xã Hòa Lạc", "10102", desk->district, NULL, NULL);
  desk->c = book_add_unit (desk->db, "Xã Tân Mỹ", "10103", desk->district, NULL, NULL);
  desk->hamlet = book_add_unit (desk->db, "Thôn Một", NULL, desk->b, NULL, NULL);
  action_end (desk->db);
}

void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->acts, g_ptr_array_unref);
  g_clear_pointer (&desk->db, kheo_db_close);
}

KheoReformAct *
desk_add_act (Desk *desk, KheoActKind kind, gint64 old)
{
  KheoReformAct *act = kheo_reform_act_new (kind);

  if (old != 0)
    kheo_reform_act_add_old (act, old);
  g_ptr_array_add (desk->acts, act);
  return act;
}

void
desk_add_merger (Desk *desk)
{
  KheoReformAct *act = desk_add_act (desk, KHEO_ACT_MERGE, desk->a);

  kheo_reform_act_add_old (act, desk->b);
  kheo_reform_act_add_unit (act, 0, "Xã Mới");
}

KheoReformPlan *
desk_plan (Desk *desk, const char *day)
{
  return kheo_reform_plan_from_acts (
      kheo_world_get_units (kheo_world_get (desk->db, NULL)), book_day (day),
      (const KheoReformAct *const *) desk->acts->pdata, desk->acts->len);
}

char *
desk_digest (Desk *desk)
{
  return kheo_book_digest (desk->db, NULL);
}

void
desk_assert_sound (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (desk->db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

void
plan_assert_codes (const KheoReformPlan *plan, const char *wanted)
{
  const GArray *problems = kheo_reform_plan_get_problems (plan);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      g_test_message ("%s: %s", problem->code, problem->message);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", problem->code);
    }
  g_assert_cmpstr (codes->str, ==, wanted);
}

gint64
desk_apply (Desk *desk, const char *codes)
{
  KheoReformDecision decision = { (char *) "7/NQ", 0, NULL, (char *) "Sắp xếp", NULL };
  g_autoptr (KheoReformPlan) plan = desk_plan (desk, DAY);
  g_autoptr (GError) error = NULL;
  gint64 reform = 0;

  plan_assert_codes (plan, codes);
  action_begin (desk->db);
  kheo_reform_apply (plan, desk->db, &decision, NULL, &reform, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  desk_assert_sound (desk);
  return reform;
}

gint64
desk_apply_any (Desk *desk)
{
  g_autoptr (KheoReformPlan) plan = desk_plan (desk, DAY);
  g_autoptr (GError) error = NULL;
  gint64 reform = 0;

  action_begin (desk->db);
  kheo_reform_apply (plan, desk->db, NULL, NULL, &reform, &error);
  g_assert_no_error (error);
  action_end (desk->db);
  desk_assert_sound (desk);
  g_ptr_array_set_size (desk->acts, 0);
  return reform;
}

gint64
desk_id_of (Desk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kheo_units_resolve (kheo_world_get_units (kheo_world_get (desk->db, NULL)), path,
                                  book_day (DAY), &error);

  g_assert_no_error (error);
  return id;
}

void
desk_assert_tasks (Desk *desk, gint64 reform, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = kheo_reform_list_tasks (desk->db, reform, &error);
  g_autoptr (GString) kinds = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    {
      const KheoReformTask *task = tasks->pdata[i];

      g_test_message ("%s: %s", task->kind, task->detail);
      g_string_append_printf (kinds, "%s%s%s", i > 0 ? " " : "", task->kind,
                              task->done_on != KHEO_DATE_UNKNOWN ? "!" : "");
    }
  g_assert_cmpstr (kinds->str, ==, wanted);
}

void
desk_take_back (Desk *desk, gint64 reform, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (KheoChangeSet) changes =
      kheo_reform_take_back (desk->db, reform, "tester", &kept, &error);
  g_autofree char *after = desk_digest (desk);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  g_assert_cmpuint (kept->len, ==, 0);
  g_assert_cmpstr (after, ==, before);
}
