/* The desk of reforms: by hand and from a table, rehearsed, carried out, taken back; units dropped
 * on one another; the slider over the days of the tree. */
#include "kheo-act-form.h"
#include "kheo-day-slider.h"
#include "kheo-old-unit-form.h"
#include "kheo-reform-page.h"
#include "kheo-reform-task-item.h"
#include "kheo-take-back.h"
#include "kheo-unit-days.h"
#include "kheo-unit-drop.h"
#include "kheo-weight-form.h"
#include "ui-book.h"

#define DAY kheo_date_new (2025, 7, 1)

/* ---- Help ---- */

/* A desk in a window of its own, as the actions of pages want it. */
typedef struct
{
  UiBook         *book;
  GtkWidget      *window;
  KheoReformPage *page;
} Desk;

static Desk *
desk_new (void)
{
  Desk      *desk = g_new0 (Desk, 1);
  GtkWidget *page;

  desk->book = ui_book_new ();
  page = kheo_reform_page_new (desk->book->scope);
  desk->page = KHEO_REFORM_PAGE (page);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1000, 640);
  gtk_window_set_child (GTK_WINDOW (desk->window), page);
  gtk_window_present (GTK_WINDOW (desk->window));
  WAIT_UNTIL (gtk_widget_get_mapped (page));
  return desk;
}

static void
desk_free (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_test_settle ();
  ui_book_free (desk->book);
  g_free (desk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

static KheoSheetWindow *
sheet_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);

      if (KHEO_IS_SHEET_WINDOW (other))
        return KHEO_SHEET_WINDOW (other); /* its window lives on */
    }
  return NULL;
}

static void
accept (KheoSheetWindow *window)
{
  g_assert_nonnull (window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "sheet.accept", NULL));
  WAIT_UNTIL (sheet_window () == NULL);
}

static gboolean
is_ready (Desk *desk)
{
  return kheo_reform_draft_get_state (kheo_reform_page_get_draft (desk->page)) == KHEO_DRAFT_READY;
}

static int
find_unit (UiBook *book, const char *name)
{
  KheoUnitMap *map = kheo_scope_get_map (book->scope);

  for (guint i = 0; i < kheo_unit_map_get_n (map); i++)
    if (g_str_equal (kheo_unit_map_get_version (map, i)->name, name))
      return (int) i;
  return -1;
}

static const KheoReformLineFacts *
line_at (GListModel *lines, guint index)
{
  g_autoptr (KheoReformLine) line = g_list_model_get_item (lines, index);

  return kheo_reform_line_get (line); /* the list holds it */
}

/* Nothing may stand in the way; what does is named. */
static void
carry_out (Desk *desk)
{
  KheoReformDraft *draft = kheo_reform_page_get_draft (desk->page);

  WAIT_UNTIL (is_ready (desk));
  g_assert_true (kheo_reform_draft_can_apply (draft));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.apply", NULL));
  WAIT_UNTIL (g_str_equal (kheo_reform_page_get_place (desk->page), "done") ||
              kheo_reform_draft_get_problem (draft) != NULL);
  g_assert_no_error ((GError *) kheo_reform_draft_get_problem (draft));
}

/* ---- By hand ---- */

/* What the form of @kind says when it is filled in as @act; takes @act. */
static void
add_by_form (Desk *desk, KheoReformAct *act)
{
  static const char *const names[] = {
    [KHEO_ACT_FOUND] = "found",
    [KHEO_ACT_MERGE] = "merge",
    [KHEO_ACT_DIVIDE] = "divide",
    [KHEO_ACT_RENAME] = "rename",
    [KHEO_ACT_CHANGE_TYPE] = "change-type",
    [KHEO_ACT_CHANGE_PARENT] = "change-parent",
    [KHEO_ACT_ABOLISH_LEVEL] = "abolish-level",
    [KHEO_ACT_END] = "end",
  };
  KheoActForm *form;

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.add", "s", names[act->kind]));
  form = KHEO_ACT_FORM (kheo_sheet_window_get_content (sheet_window ()));
  kheo_act_form_take (form, act);
  kheo_reform_act_free (act);
  accept (sheet_window ());
  WAIT_UNTIL (is_ready (desk));
}

static KheoReformAct *
merge_of (gint64 one, gint64 other, const char *name)
{
  KheoReformAct *act = kheo_reform_act_new (KHEO_ACT_MERGE);

  kheo_reform_act_add_old (act, one);
  kheo_reform_act_add_old (act, other);
  kheo_reform_act_add_unit (act, 0, name);
  return act;
}

static KheoReformAct *
division_of (gint64 old, const char *one, const char *other)
{
  KheoReformAct *act = kheo_reform_act_new (KHEO_ACT_DIVIDE);

  kheo_reform_act_add_old (act, old);
  kheo_reform_act_add_unit (act, 0, one)->amounts[KHEO_BASIS_POPULATION] = 3000;
  kheo_reform_act_add_unit (act, 0, other)->amounts[KHEO_BASIS_POPULATION] = 1000;
  return act;
}

static gint64
sum_of_weights (UiBook *book, gint64 old, KheoBasis basis)
{
  guint                 n;
  const KheoSuccession *all = kheo_units_get_successions (kheo_scope_get_units (book->scope), &n);
  gint64                sum = 0;

  for (guint i = 0; i < n; i++)
    if (all[i].old_id == old)
      sum += all[i].weights[basis];
  return sum;
}

/* Two acts are one reform with its decision; what they touch is said before anything is written. */
static void
test_by_hand (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoReformDraft     *draft = kheo_reform_page_get_draft (desk->page);
  KheoReformDraftView *view = kheo_reform_page_get_draft_view (desk->page);
  KheoReformDoneView  *done = kheo_reform_page_get_done_view (desk->page);
  g_autofree char     *before = ui_book_digest (desk->book);
  g_autofree char     *rehearsed = NULL;
  const KheoRehearsal *rehearsal;
  int                  index;

  g_assert_cmpstr (kheo_reform_page_get_place (desk->page), ==, "home");
  add_by_form (desk, merge_of (desk->book->communes[0], desk->book->communes[1], "Xã Mường La"));
  g_assert_cmpstr (kheo_reform_page_get_place (desk->page), ==, "draft");
  add_by_form (desk, division_of (desk->book->communes[2], "Xã Chiềng Một", "Xã Chiềng Hai"));
  kheo_reform_draft_view_fill (view, "Sắp xếp xã năm 2025", DAY, "1681/NQ-UBTVQH15",
                               kheo_date_new (2025, 6, 16), "Ủy ban Thường vụ Quốc hội");
  WAIT_UNTIL (is_ready (desk));

  /* Another day, and the first one again before the other was answered. */
  kheo_reform_draft_set_date (draft, KHEO_DATE_UNKNOWN);
  kheo_reform_draft_set_date (draft, DAY);
  WAIT_UNTIL (is_ready (desk));
  rehearsal = kheo_reform_draft_get_rehearsal (draft);
  g_assert_no_error ((GError *) kheo_reform_draft_get_problem (draft));
  g_assert_cmpuint (rehearsal->date, ==, DAY);
  g_assert_cmpuint (rehearsal->date, ==, DAY);
  g_assert_cmpuint (rehearsal->counts.units_ended, ==, 3);
  g_assert_cmpuint (rehearsal->counts.units_begun, ==, 3);
  g_assert_cmpuint (rehearsal->total.models, ==, 9); /* three at each commune */
  g_assert_cmpuint (g_list_model_get_n_items (kheo_reform_draft_view_get_lines (view)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (kheo_reform_draft_view_get_impact (view, TRUE)), ==,
                    3);
  g_assert_cmpuint (g_list_model_get_n_items (kheo_reform_draft_view_get_impact (view, FALSE)), ==,
                    3);
  rehearsed = ui_book_digest (desk->book);
  g_assert_cmpstr (rehearsed, ==, before);

  carry_out (desk);
  WAIT_UNTIL (!kheo_reform_done_view_is_busy (done));
  g_assert_cmpuint (kheo_reform_page_get_n_reforms (desk->page), ==, 1);
  WAIT_UNTIL (g_list_model_get_n_items (kheo_reform_done_view_get_lines (done)) == 4);
  WAIT_UNTIL ((index = find_unit (desk->book, "Xã Mường La")) >= 0);
  g_assert_cmpint (find_unit (desk->book, "Xã Ngọc Chiến"), <, 0); /* ended units are not shown */

  /* The whole of it is taken back, with what was noted on it since. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.take-back", "x",
                                             kheo_reform_done_view_get_reform (done)));
  WAIT_UNTIL (sheet_window () != NULL);
  accept (sheet_window ());
  WAIT_UNTIL (kheo_reform_page_get_n_reforms (desk->page) == 0);
  g_free (g_steal_pointer (&rehearsed));
  rehearsed = ui_book_digest (desk->book);
  g_assert_cmpstr (rehearsed, ==, before);
  g_assert_cmpstr (kheo_reform_page_get_place (desk->page), ==, "home");
}

/* How much of a divided unit went where is found out after the reform. */
static void
test_weights (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char    *before = ui_book_digest (desk->book);
  g_autofree char    *after = NULL;
  KheoReformDoneView *done = kheo_reform_page_get_done_view (desk->page);
  KheoSheetWindow    *window;
  KheoWeightForm     *form;

  add_by_form (desk, division_of (desk->book->communes[2], "Xã Chiềng Một", "Xã Chiềng Hai"));
  kheo_reform_draft_view_fill (kheo_reform_page_get_draft_view (desk->page), NULL, DAY, NULL,
                               KHEO_DATE_UNKNOWN, NULL);
  carry_out (desk);
  WAIT_UNTIL (g_list_model_get_n_items (kheo_reform_done_view_get_lines (done)) == 2);
  window = kheo_weight_form_open (GTK_WIDGET (done), desk->book->scope,
                                  kheo_reform_done_view_get_reform (done), desk->book->communes[2]);
  form = KHEO_WEIGHT_FORM (kheo_sheet_window_get_content (window));
  kheo_weight_form_fill (form, 0, KHEO_BASIS_HOUSEHOLDS, 700);
  kheo_weight_form_fill (form, 1, KHEO_BASIS_HOUSEHOLDS, 300);
  accept (window);
  WAIT_UNTIL (sum_of_weights (desk->book, desk->book->communes[2], KHEO_BASIS_HOUSEHOLDS) == 1000);
  g_assert_cmpint (sum_of_weights (desk->book, desk->book->communes[2], KHEO_BASIS_POPULATION), ==,
                   4000);

  /* The reform is taken back with them. */
  WAIT_UNTIL (sheet_window () == NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.take-back", "x",
                                             kheo_reform_done_view_get_reform (done)));
  WAIT_UNTIL (sheet_window () != NULL);
  accept (sheet_window ());
  WAIT_UNTIL (kheo_reform_page_get_n_reforms (desk->page) == 0);
  after = ui_book_digest (desk->book);
  g_assert_cmpstr (after, ==, before);
}

/* What cannot be done is said where it stands, and nothing can be carried out. */
static void
test_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoReformDraft     *draft = kheo_reform_page_get_draft (desk->page);
  KheoReformDraftView *view = kheo_reform_page_get_draft_view (desk->page);
  KheoReformAct       *end = kheo_reform_act_new (KHEO_ACT_END);
  GListModel          *lines = kheo_reform_draft_view_get_lines (view);
  KheoReformAct       *rename;

  kheo_reform_act_add_old (end, desk->book->districts[0]); /* communes live in it */
  add_by_form (desk, end);
  g_assert_false (kheo_reform_draft_can_apply (draft));
  g_assert_cmpint (line_at (lines, 0)->state, ==, KHEO_REFORM_REFUSED);
  g_assert_nonnull (line_at (lines, 0)->texts[KHEO_LINE_PROBLEM]);
  g_assert_cmpuint (kheo_reform_draft_get_rehearsal (draft)->n_doubtful, ==, 1);

  /* It is put right by altering the act, not by beginning anew. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.remove-act", NULL));
  rename = kheo_reform_act_new (KHEO_ACT_RENAME);
  kheo_reform_act_add_old (rename, desk->book->communes[3]);
  kheo_reform_act_add_unit (rename, 0, "Xã Tân Hòa");
  add_by_form (desk, rename);
  g_assert_true (kheo_reform_draft_can_apply (draft));
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.give-up", NULL);
  g_assert_cmpint (kheo_reform_draft_get_state (draft), ==, KHEO_DRAFT_EMPTY);
  g_assert_cmpstr (kheo_reform_page_get_place (desk->page), ==, "home");
}

/* ---- From a table ---- */

static const char table[] =
    "Đơn vị hành chính từ ngày 01/7/2025;;;Đơn vị hành chính trước ngày 01/7/2025;;;;\n"
    "Tỉnh, thành phố;Tên Xã mới;Mã Xã mới;Tên Xã cũ;Mã Xã cũ;Ghi chú;Quận/huyện;Tỉnh cũ\n"
    "Tỉnh Sơn La (14);Xã Mường Bú;03761;Xã Ngọc Chiến;03760;Nhập toàn bộ;Huyện Mường La "
    "(118);Tỉnh Sơn La (14)\n"
    "Tỉnh Sơn La (14);Xã Mường Bú;03761;Xã Mường Bú;03761;Nhập toàn bộ;Huyện Mường La (118);Tỉnh "
    "Sơn La (14)\n"
    "Tỉnh Sơn La (14);Xã Chiềng Lao;03762;Xã Chiềng Lao;03762;Giữ nguyên;Huyện Mai Sơn (125);Tỉnh "
    "Sơn La (14)\n"
    "Tỉnh Sơn La (14);Xã Mường Bú;03761;Xã Không Có;03799;Nhập toàn bộ;Huyện Mai Sơn (125);Tỉnh "
    "Sơn La (14)\n";

/* The first row is the heading of its kind, the next one a matter of it. */
static const KheoReformTask *
task_at (GListModel *rows, guint place)
{
  g_autoptr (KheoReformTaskItem) item = g_list_model_get_item (rows, place);

  return item != NULL ? kheo_reform_task_item_get (item) : NULL;
}

static char *
progress_of (GListModel *rows)
{
  g_autoptr (KheoReformTaskItem) heading = g_list_model_get_item (rows, 0);

  return kheo_reform_task_item_format_progress (heading);
}

/* The note of the first matter once it is closed; NULL while it is open. */
static const char *
note_of_first (GListModel *rows)
{
  const KheoReformTask *task = task_at (rows, 1);

  return task != NULL && task->done_on != KHEO_DATE_UNKNOWN ? task->note : NULL;
}

/* A matter is closed with a word on how it was decided. */
static void
check_note (Desk *desk, KheoReformDoneView *done)
{
  GListModel           *rows = kheo_reform_done_view_get_tasks (done);
  const KheoReformTask *task = task_at (rows, 1);
  g_autofree char      *before = progress_of (rows);
  g_autofree char      *after = NULL;
  KheoSheetWindow      *window;
  GtkWidget            *form;

  g_assert_null (task_at (rows, 0));
  g_assert (task != NULL);
  g_assert_cmpstr (before, ==, "0 of 1 done");
  window = kheo_reform_done_view_ask_note (done, task->id);
  form = kheo_sheet_window_get_content (window);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (form)), "Xã viết sai mã");
  accept (window);
  WAIT_UNTIL (sheet_window () == NULL);
  WAIT_UNTIL (note_of_first (rows) != NULL);
  g_assert_cmpstr (note_of_first (rows), ==, "Xã viết sai mã");
  after = progress_of (rows);
  g_assert_cmpstr (after, ==, "1 of 1 done");
}

/* A row whose old unit is not known is taken once the person says which one is meant. */
static void
check_choice (Desk *desk, KheoReformDraft *draft, GListModel *lines)
{
  gint64           unit = desk->book->communes[3];
  KheoOldUnitForm *form;

  g_assert_cmpuint (line_at (lines, 3)->act, ==, 3);
  kheo_old_unit_form_open (GTK_WIDGET (desk->page), desk->book->scope, draft, 3);
  WAIT_UNTIL (sheet_window () != NULL);
  form = KHEO_OLD_UNIT_FORM (kheo_sheet_window_get_content (sheet_window ()));
  kheo_old_unit_form_choose (form, unit);
  accept (sheet_window ());
  WAIT_UNTIL (sheet_window () == NULL);
  WAIT_UNTIL (is_ready (desk) && line_at (lines, 3)->state == KHEO_REFORM_TAKEN);
  g_assert_cmpint (line_at (lines, 3)->old_id, ==, unit);
  g_assert_false (line_at (lines, 3)->doubtful);
  g_assert_nonnull (line_at (lines, 3)->texts[KHEO_LINE_PROBLEM]);

  /* What the table says holds again. */
  kheo_reform_draft_choose_old (draft, 3, 0);
  WAIT_UNTIL (is_ready (desk) && line_at (lines, 3)->state == KHEO_REFORM_REFUSED);
}

static void
test_table (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoReformDraft     *draft = kheo_reform_page_get_draft (desk->page);
  KheoReformDraftView *view = kheo_reform_page_get_draft_view (desk->page);
  KheoReformDoneView  *done = kheo_reform_page_get_done_view (desk->page);
  GListModel          *lines = kheo_reform_draft_view_get_lines (view);
  g_autofree char     *path = kheo_test_dir_build (desk->book->dir, "Bảng chuyển đổi.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *before = ui_book_digest (desk->book);
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  kheo_reform_page_open_table (desk->page, file);
  WAIT_UNTIL (is_ready (desk));
  g_assert_no_error ((GError *) kheo_reform_draft_get_problem (draft));
  g_assert_cmpstr (kheo_reform_draft_get_file (draft), ==, "Bảng chuyển đổi.csv");
  g_assert_cmpuint (kheo_reform_draft_get_date (draft), ==, DAY);
  g_assert_true (kheo_reform_draft_can_apply (draft));

  /* Each row old → new, and what is to be looked at. */
  g_assert_nonnull (strstr (line_at (lines, 0)->texts[KHEO_LINE_OLD], "Xã Ngọc Chiến"));
  g_assert_nonnull (strstr (line_at (lines, 0)->texts[KHEO_LINE_NEW], "Xã Mường Bú"));
  g_assert_cmpint (line_at (lines, 3)->state, ==, KHEO_REFORM_REFUSED);
  g_assert_cmpuint (kheo_reform_draft_get_rehearsal (draft)->n_doubtful, >=, 1);
  check_choice (desk, draft, lines);

  kheo_reform_draft_view_fill (view, NULL, KHEO_DATE_UNKNOWN, "1681/NQ-UBTVQH15",
                               kheo_date_new (2025, 6, 16), "Ủy ban Thường vụ Quốc hội");
  carry_out (desk);
  WAIT_UNTIL (g_list_model_get_n_items (kheo_reform_done_view_get_lines (done)) > 0);
  WAIT_UNTIL (g_list_model_get_n_items (kheo_reform_done_view_get_tasks (done)) > 0);
  WAIT_UNTIL (find_unit (desk->book, "Xã Ngọc Chiến") < 0);
  check_note (desk, done);

  /* A second time there is nothing to do. */
  kheo_reform_page_open_table (desk->page, file);
  WAIT_UNTIL (is_ready (desk));
  g_assert_false (kheo_reform_draft_can_apply (draft));
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.give-up", NULL);

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.take-back", "x",
                              kheo_reform_done_view_get_reform (done));
  WAIT_UNTIL (sheet_window () != NULL);
  accept (sheet_window ());
  WAIT_UNTIL (kheo_reform_page_get_n_reforms (desk->page) == 0);
  after = ui_book_digest (desk->book);
  g_assert_cmpstr (after, ==, before);
}

/* A file that is no such table leaves the desk as it was. */
static void
test_no_table (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoReformDraft *draft = kheo_reform_page_get_draft (desk->page);
  g_autofree char *path = kheo_test_dir_build (desk->book->dir, "không phải bảng.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "a;b\n1;2\n", -1, NULL));
  kheo_reform_page_open_table (desk->page, file);
  WAIT_UNTIL (kheo_reform_draft_get_state (draft) == KHEO_DRAFT_READY ||
              kheo_reform_draft_get_state (draft) == KHEO_DRAFT_EMPTY);
  g_assert_false (kheo_reform_draft_can_apply (draft));
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.give-up", NULL);
}

/* ---- Dropping a unit on another ---- */

static void
test_drop (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoScope       *scope = desk->book->scope;
  KheoSheetWindow *window;
  KheoUnitDrop    *form;
  KheoReformDraft *draft = kheo_reform_page_get_draft (desk->page);

  /* A commune on a commune: merged.  On a district: belongs to it. */
  window = kheo_unit_drop_begin (GTK_WIDGET (desk->page), scope, desk->page,
                                 desk->book->communes[0], desk->book->communes[1]);
  form = KHEO_UNIT_DROP (kheo_sheet_window_get_content (window));
  g_assert_true (kheo_unit_drop_is_merge (form));
  kheo_unit_drop_fill (form, TRUE, DAY, FALSE);
  accept (window);
  WAIT_UNTIL (find_unit (desk->book, "Xã Ngọc Chiến") < 0);
  WAIT_UNTIL (kheo_reform_page_get_n_reforms (desk->page) == 1);

  /* Into the reform that is being prepared: nothing is written yet. */
  window = kheo_unit_drop_begin (GTK_WIDGET (desk->page), scope, desk->page,
                                 desk->book->communes[3], desk->book->districts[0]);
  form = KHEO_UNIT_DROP (kheo_sheet_window_get_content (window));
  g_assert_false (kheo_unit_drop_is_merge (form));
  kheo_unit_drop_fill (form, FALSE, DAY, TRUE);
  accept (window);
  WAIT_UNTIL (is_ready (desk));
  g_assert_cmpuint (kheo_reform_draft_get_n_acts (draft), ==, 1);
  g_assert_cmpint (kheo_reform_draft_get_act (draft, 0)->kind, ==, KHEO_ACT_CHANGE_PARENT);
  g_assert_cmpuint (kheo_reform_page_get_n_reforms (desk->page), ==, 1);
}

/* ---- The slider ---- */

static void
test_slider (void)
{
  g_autoptr (Desk) desk = desk_new ();
  KheoScope     *scope = desk->book->scope;
  GtkWidget     *widget = g_object_ref_sink (kheo_day_slider_new (scope));
  KheoDaySlider *slider = KHEO_DAY_SLIDER (widget);
  KheoDate       day;

  /* The tree was always the same: there is nothing to choose. */
  g_assert_false (gtk_widget_get_visible (widget));

  add_by_form (desk, merge_of (desk->book->communes[0], desk->book->communes[1], "Xã Mường La"));
  kheo_reform_draft_view_fill (kheo_reform_page_get_draft_view (desk->page), NULL, DAY, NULL,
                               KHEO_DATE_UNKNOWN, NULL);
  WAIT_UNTIL (is_ready (desk));
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "reform.apply", NULL);
  WAIT_UNTIL (gtk_widget_get_visible (widget));
  g_assert_cmpuint (kheo_day_slider_get_days (slider)->len, ==, 1);
  g_assert_cmpuint (g_array_index (kheo_day_slider_get_days (slider), KheoUnitDay, 0).day, ==, DAY);
  g_assert_cmpuint (kheo_day_slider_get_day (slider), ==, kheo_date_today ());

  /* The map before: the tree shows what lived then, and only that. */
  gtk_widget_activate_action (widget, "days.earlier", NULL);
  WAIT_UNTIL (find_unit (desk->book, "Xã Ngọc Chiến") >= 0);
  g_assert_cmpint (find_unit (desk->book, "Xã Mường La"), <, 0);
  g_assert_cmpint (kheo_scope_get_clock (scope, &day), ==, KHEO_CLOCK_ON_DAY);
  g_assert_cmpuint (day, ==, DAY - 1);

  gtk_widget_activate_action (widget, "days.later", NULL);
  WAIT_UNTIL (find_unit (desk->book, "Xã Mường La") >= 0);
  kheo_scope_get_clock (scope, &day);
  g_assert_cmpuint (day, ==, DAY);
  gtk_widget_activate_action (widget, "days.today", NULL);
  WAIT_UNTIL (kheo_scope_get_clock (scope, NULL) == KHEO_CLOCK_TODAY);

  /* A little beside the mark it settles on the day. */
  kheo_day_slider_move (slider, DAY);
  WAIT_UNTIL (kheo_scope_get_clock (scope, &day) == KHEO_CLOCK_ON_DAY);
  g_assert_cmpuint (day, ==, DAY);
  ui_test_settle ();
  ui_test_let_go (widget);
}

static void
test_basis (void)
{
  g_autoptr (UiBook) book = ui_book_new ();
  g_autoptr (KheoQuery) query = NULL;

  g_assert_cmpint (kheo_scope_get_basis (book->scope), ==, KHEO_BASIS_NONE);
  kheo_scope_set_basis (book->scope, KHEO_BASIS_HOUSEHOLDS);
  query = kheo_scope_make_query (book->scope);
  g_assert_cmpint (query->basis, ==, KHEO_BASIS_HOUSEHOLDS);
}

int
main (int argc, char **argv)
{
  if (!ui_test_init (&argc, &argv))
    return 77;
  g_test_add_func ("/ui/reform/by-hand", test_by_hand);
  g_test_add_func ("/ui/reform/weights", test_weights);
  g_test_add_func ("/ui/reform/refused", test_refused);
  g_test_add_func ("/ui/reform/table", test_table);
  g_test_add_func ("/ui/reform/no-table", test_no_table);
  g_test_add_func ("/ui/reform/drop", test_drop);
  g_test_add_func ("/ui/reform/slider", test_slider);
  g_test_add_func ("/ui/reform/basis", test_basis);
  return g_test_run ();
}
