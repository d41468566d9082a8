/* A reform of a made-up province: what is founded, kept, ended, moved; and what is refused. */
#include "domain-book.h"

#include "kheo-conversion.h"
#include "kheo-digest.h"
#include "kheo-reform.h"
#include "kheo-test.h"

#define DAY "2025-07-01"

typedef struct
{
  KheoDb *db;
  gint64  province, first, second, a, b, c, d, hamlet;
} Tree;

static void
tree_init (Tree *tree)
{
  tree->db = book_new ();
  action_begin (tree->db);
  tree->province = book_add_unit (tree->db, "Tỉnh Sông Vân", "10", 0, NULL, NULL);
  tree->first = book_add_unit (tree->db, "Huyện Đông Hà", "101", tree->province, NULL, NULL);
  tree->second = book_add_unit (tree->db, "Huyện Tây Hà", "102", tree->province, NULL, NULL);
  tree->a = book_add_unit (tree->db, "Xã An Bình", "10101", tree->first, NULL, NULL);
  tree->b = book_add_unit (tree->db, "Xã Hòa Lạc", "10102", tree->first, NULL, NULL);
  tree->c = book_add_unit (tree->db, "Xã Tân Mỹ", "10201", tree->second, NULL, NULL);
  tree->d = book_add_unit (tree->db, "Xã An Bình", "10202", tree->second, NULL, NULL);
  tree->hamlet = book_add_unit (tree->db, "Thôn Một", NULL, tree->b, NULL, NULL);
  action_end (tree->db);
}

static void
tree_clear (Tree *tree)
{
  kheo_db_close (tree->db);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

/* "old code|old name|new code|new name|share" → a row of Tỉnh Sông Vân. */
static void
fill_row (KheoConversionRow *row, guint i, char **parts)
{
  *row = (KheoConversionRow){ .row = i + 1,
                              .new_province = "Tỉnh Sông Vân",
                              .amounts = KHEO_NO_AMOUNTS };
  row->old_code = *parts[0] != '\0' ? parts[0] : NULL;
  row->old_name = parts[1];
  row->new_code = *parts[2] != '\0' ? parts[2] : NULL;
  row->new_name = parts[3];
  kheo_share_parse (parts[4], &row->share);
}

static KheoReformPlan *
plan_of (Tree *tree, const char *const *texts, guint n)
{
  KheoWorld        *world = kheo_world_get (tree->db, NULL);
  KheoConversionRow rows[16];
  char            **parts[16];
  KheoReformPlan   *plan = NULL;

  for (guint i = 0; i < n; i++)
    {
      parts[i] = g_strsplit (texts[i], "|", -1);
      fill_row (&rows[i], i, parts[i]);
    }
  plan = kheo_reform_plan_from_rows (kheo_world_get_units (world), book_day (DAY), rows, n);
  for (guint i = 0; i < n; i++)
    g_strfreev (parts[i]);
  return plan;
}

static gint64
apply (Tree *tree, KheoReformPlan *plan)
{
  g_auto (KheoReformDecision) decision = { 0 };
  g_autoptr (GError) error = NULL;

  kheo_reform_decision_init_parse (&decision, "1/NQ");
  action_begin (tree->db);
  kheo_reform_apply (plan, tree->db, &decision, NULL, NULL, &error);
  g_assert_no_error (error);
  return action_end (tree->db);
}

static void
assert_sound (Tree *tree)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = kheo_book_check (tree->db, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static char *
path_on (Tree *tree, gint64 unit, const char *day)
{
  return kheo_units_dup_path (kheo_world_get_units (kheo_world_get (tree->db, NULL)), unit,
                              book_day (day));
}

static void
assert_codes (KheoReformPlan *plan, const char *wanted)
{
  const GArray *problems = kheo_reform_plan_get_problems (plan);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KheoReformProblem *problem = &g_array_index (problems, KheoReformProblem, i);

      g_test_message ("%u %s: %s", problem->row, problem->code, problem->message);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", problem->code);
    }
  g_assert_cmpstr (codes->str, ==, wanted);
}

static const char *const all_rows[] = {
  "10101|Xã An Bình|10102|Xã Đông Hà|Nhập toàn bộ",
  "10102|Xã Hòa Lạc|10102|Xã Đông Hà|Nhập toàn bộ",
  "10201|Xã Tân Mỹ|10201|Phường Tân Mỹ|",
  "10202|Xã An Bình|10202|Xã An Bình|Giữ nguyên",
};

static void
test_merge_and_keep (void)
{
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  KheoReformCounts counts;
  g_autofree char *kept = NULL;
  g_autofree char *hamlet = NULL;
  g_autofree char *before = NULL;

  tree_init (&tree);
  plan = plan_of (&tree, all_rows, 4);
  assert_codes (plan, "");
  counts = kheo_reform_plan_count (plan);
  g_assert_cmpuint (counts.units_begun, ==, 1);
  g_assert_cmpuint (counts.units_kept, ==, 2);
  g_assert_cmpuint (counts.units_ended, ==, 4); /* two communes, two districts */
  g_assert_cmpuint (counts.whole, ==, 2);
  apply (&tree, plan);
  assert_sound (&tree);
  kept = path_on (&tree, tree.c, DAY);
  g_assert_cmpstr (kept, ==, "Tỉnh Sông Vân/Phường Tân Mỹ");
  before = path_on (&tree, tree.c, "2025-06-30");
  g_assert_cmpstr (before, ==, "Tỉnh Sông Vân/Huyện Tây Hà/Xã Tân Mỹ");
  hamlet = path_on (&tree, tree.hamlet, DAY);
  g_assert_cmpstr (hamlet, ==, "Tỉnh Sông Vân/Xã Đông Hà/Thôn Một");
}

static void
test_taken_back (void)
{
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoChangeSet) changes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  tree_init (&tree);
  before = kheo_book_digest (tree.db, &error);
  plan = plan_of (&tree, all_rows, 4);
  changes = kheo_history_undo (tree.db, apply (&tree, plan), "test", NULL, &error);
  g_assert_no_error (error);
  after = kheo_book_digest (tree.db, &error);
  g_assert_cmpstr (after, ==, before);
}

static void
test_twice (void)
{
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformPlan) again = NULL;

  tree_init (&tree);
  plan = plan_of (&tree, all_rows, 4);
  apply (&tree, plan);
  again = plan_of (&tree, all_rows, 4);
  assert_codes (again, "");
  g_assert_false (kheo_reform_plan_has_work (again));
  g_assert_cmpuint (kheo_reform_plan_count (again).rows_done, ==, 4);
}

/* A later table of the same day ends a unit that the first one kept under another parent. */
static void
test_contradicted (void)
{
  static const char *const rows[] = { "10202|Xã An Bình|10777|Xã Khác|Nhập toàn bộ" };
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformPlan) other = NULL;

  tree_init (&tree);
  plan = plan_of (&tree, all_rows, 4);
  apply (&tree, plan);
  other = plan_of (&tree, rows, 1);
  assert_codes (other, "left-behind not-consistent");
  g_assert_false (kheo_reform_plan_can_apply (other));
}

/* … also where nothing is known of what a new unit came from. */
static void
test_twice_unknown (void)
{
  static const char *const rows[] = {
    "10101|Xã An Bình|10102|Xã Đông Hà|Nhập toàn bộ",
    "10102|Xã Hòa Lạc|10102|Xã Đông Hà|Nhập toàn bộ",
    "99999|Xã Đâu Đó|10777|Xã Không Nguồn|Nhập toàn bộ",
    "99998|Xã Nơi Khác|10299|Xã Tân Mỹ|",
  };
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformPlan) again = NULL;

  tree_init (&tree);
  plan = plan_of (&tree, rows, G_N_ELEMENTS (rows));
  apply (&tree, plan);
  assert_sound (&tree);
  again = plan_of (&tree, rows, G_N_ELEMENTS (rows));
  g_assert_false (kheo_reform_plan_has_work (again));
}

static void
test_divided (void)
{
  static const char *const rows[] = {
    "10101|Xã An Bình|10101|Xã Đông Hà|Nhập toàn bộ",
    "10102|Xã Hòa Lạc|10101|Xã Đông Hà|Nhập một phần",
    "10102|Xã Hòa Lạc|10201|Phường Tân Mỹ|Nhập một phần diện tích, toàn bộ dân số",
    "10201|Xã Tân Mỹ|10201|Phường Tân Mỹ|Nhập toàn bộ",
    "10202|Xã An Bình|10201|Phường Tân Mỹ|Nhập toàn bộ",
  };
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autofree char *hamlet = NULL;

  tree_init (&tree);
  plan = plan_of (&tree, rows, G_N_ELEMENTS (rows));
  assert_codes (plan, "unit-moved");
  g_assert_cmpuint (kheo_reform_plan_count (plan).whole, ==, 3);
  g_assert_cmpuint (kheo_reform_plan_count (plan).part, ==, 2);
  g_assert_cmpuint (kheo_reform_plan_count (plan).units_begun, ==, 2);
  apply (&tree, plan);
  assert_sound (&tree);
  hamlet = path_on (&tree, tree.hamlet, DAY);
  g_assert_cmpstr (hamlet, ==, "Tỉnh Sông Vân/Thôn Một");
}

/* Each table with what is wrong about it. */
static void
test_findings (void)
{
  static const struct
  {
    const char *rows[3];
    const char *codes;
  } cases[] = {
    { { "10102|Xã An Bình|1|Xã Mới|toàn bộ" }, "unit-conflict" },
    { { "10102|Xã Hoà Lạcc|1|Xã Mới|toàn bộ" }, "unit-likely left-behind" },
    { { "|Xã An Bình|1|Xã Mới|toàn bộ" }, "unit-ambiguous" },
    { { "|Xã Không Có|1|Xã Mới|toàn bộ" }, "unit-unknown" },
    { { "10102|Xã Hòa Lạc|1|Xã Mới|một phần" }, "share-unclear left-behind" },
    { { "10101|Xã An Bình|1|Xã Mới|toàn bộ", "10102|Xã Hòa Lạc|1|Xã Cũ Kỹ|toàn bộ" },
      "unit-conflict left-behind" },
    { { "10101|Xã An Bình|1|Xã Mới|toàn bộ", "10101|Xã An Bình|1|Xã Mới|toàn bộ" },
      "duplicate-row left-behind" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Tree) tree = { 0 };
      g_autoptr (KheoReformPlan) plan = NULL;

      tree_init (&tree);
      plan = plan_of (&tree, cases[i].rows, g_strv_length ((char **) cases[i].rows));
      assert_codes (plan, cases[i].codes);
      apply (&tree, plan);
      assert_sound (&tree);
    }
}

/* A row whose old side is wrong means what a person says it means. */
static void
test_chosen (void)
{
  static const char *const texts[] = { "|Xã Không Có|10102|Xã Đông Hà|Nhập toàn bộ" };
  g_auto (Tree) tree = { 0 };
  KheoConversionRow row;
  g_auto (GStrv) parts = g_strsplit (texts[0], "|", -1);
  g_autoptr (KheoReformPlan) plan = NULL;
  g_autoptr (KheoReformPlan) refused = NULL;
  const KheoReformProblem *problem;

  tree_init (&tree);
  fill_row (&row, 0, parts);
  row.line = 7;
  refused = kheo_reform_plan_from_rows (kheo_world_get_units (kheo_world_get (tree.db, NULL)),
                                        book_day (DAY), &row, 1);
  g_assert_cmpint (kheo_reform_plan_get_state (refused, 0), ==, KHEO_REFORM_REFUSED);
  problem = &g_array_index (kheo_reform_plan_get_problems (refused), KheoReformProblem, 0);
  g_assert_cmpuint (problem->line, ==, 7);

  row.old_id = tree.a;
  plan = kheo_reform_plan_from_rows (kheo_world_get_units (kheo_world_get (tree.db, NULL)),
                                     book_day (DAY), &row, 1);
  g_assert_cmpint (kheo_reform_plan_get_state (plan, 0), ==, KHEO_REFORM_TAKEN);
  g_assert_cmpint (kheo_reform_plan_get_old (plan, 0), ==, tree.a);
  apply (&tree, plan);
  assert_sound (&tree);
}

/* Two provinces that become one. */
static void
test_provinces (void)
{
  g_auto (Tree) tree = { 0 };
  g_autoptr (KheoReformPlan) plan = NULL;
  gint64                  other, district, commune;
  const KheoUnitVersion  *ended = NULL;
  const KheoConversionRow rows[] = {
    { 1, "Xã An Bình", "10101", NULL, NULL, NULL, NULL, "Xã Đông", "20001", NULL, NULL,
      "Tỉnh Sông Thao", "20", KHEO_SHARE_WHOLE },
    { 2, "Xã Hòa Lạc", "10102", NULL, NULL, NULL, NULL, "Xã Đông", "20001", NULL, NULL,
      "Tỉnh Sông Thao", "20", KHEO_SHARE_WHOLE },
    { 3, "Xã Tân Mỹ", "10201", NULL, NULL, NULL, NULL, "Xã Tây", "20002", NULL, NULL,
      "Tỉnh Sông Thao", "20", KHEO_SHARE_WHOLE },
    { 4, "Xã An Bình", "10202", NULL, NULL, NULL, NULL, "Xã Tây", "20002", NULL, NULL,
      "Tỉnh Sông Thao", "20", KHEO_SHARE_WHOLE },
    { 5, "Xã Kia", "20101", NULL, NULL, NULL, NULL, "Xã Kia", "20101", NULL, NULL, "Tỉnh Sông Thao",
      "20", KHEO_SHARE_KEPT },
  };

  tree_init (&tree);
  action_begin (tree.db);
  other = book_add_unit (tree.db, "Tỉnh Sông Thao", "20", 0, NULL, NULL);
  district = book_add_unit (tree.db, "Huyện Kia", "201", other, NULL, NULL);
  commune = book_add_unit (tree.db, "Xã Kia", "20101", district, NULL, NULL);
  action_end (tree.db);
  plan = kheo_reform_plan_from_rows (kheo_world_get_units (kheo_world_get (tree.db, NULL)),
                                     book_day (DAY), rows, G_N_ELEMENTS (rows));
  assert_codes (plan, "");
  apply (&tree, plan);
  assert_sound (&tree);
  ended = kheo_units_get_version (kheo_world_get_units (kheo_world_get (tree.db, NULL)),
                                  tree.province, book_day (DAY));
  g_assert_cmpuint (ended->valid_to, ==, book_day ("2025-06-30"));
  g_assert_cmpuint (kheo_reform_plan_count (plan).whole, ==, 5);
  g_assert_true (commune > 0);
}

int
main (int argc, char *argv[])
{
  kheo_test_init (&argc, &argv);
  g_test_add_func ("/conversion/merge-and-keep", test_merge_and_keep);
  g_test_add_func ("/conversion/taken-back", test_taken_back);
  g_test_add_func ("/conversion/twice", test_twice);
  g_test_add_func ("/conversion/contradicted", test_contradicted);
  g_test_add_func ("/conversion/twice-unknown", test_twice_unknown);
  g_test_add_func ("/conversion/divided", test_divided);
  g_test_add_func ("/conversion/findings", test_findings);
  g_test_add_func ("/conversion/chosen", test_chosen);
  g_test_add_func ("/conversion/provinces", test_provinces);
  return g_test_run ();
}
