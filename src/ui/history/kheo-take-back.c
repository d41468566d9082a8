#include "kheo-take-back.h"

#include "kheo-history-item.h"
#include "kheo-kept.h"
#include "kheo-question.h"
#include "kheo-reform.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

/* One taking back, from the question to the toast. */
typedef struct
{
  GtkWidget     *near; /* owned, as all here */
  KheoScope     *scope;
  char          *title;
  KheoChangeSet *changes; /* the rehearsal's; NULL: nothing could be taken back */
  gboolean       noted;   /* something was noted on the reform since: it cannot be rehearsed */
  GArray        *kept;    /* of KheoKept */
  GPtrArray     *lines;   /* of KheoKeptLine */
  gint64         action;
  gint64         reform; /* whose action it is, with all that was noted on it since; 0: none */
  gboolean       redo;
  KheoTakeAsking asking;
} Taking;

#define LINES_KEY   "kheo-lines"   /* on the window: GListModel */
#define SUMMARY_KEY "kheo-summary" /* on the window: its sentences */
#define LINE_KEY    "kheo-line"    /* on an item: KheoKeptLine */

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->near);
  g_object_unref (taking->scope);
  g_free (taking->title);
  g_clear_pointer (&taking->changes, kheo_change_set_unref);
  g_clear_pointer (&taking->kept, g_array_unref);
  g_clear_pointer (&taking->lines, g_ptr_array_unref);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static Taking *
taking_new (GtkWidget *near, KheoScope *scope, const char *title, KheoTakeAsking asking)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->near = g_object_ref (near);
  taking->scope = g_object_ref (scope);
  taking->title = g_strdup (title != NULL ? title : "");
  taking->asking = asking;
  return taking;
}

static KheoStore *
get_store (Taking *taking)
{
  KheoBook *book = kheo_scope_get_book (taking->scope);

  return book != NULL ? kheo_book_get_store (book) : NULL; /* NULL: closed meanwhile */
}

static void describe_kept (Taking *taking);

/* ---- Words ---- */

#define MAX_REGISTERS 16

/* How many records of each register are inserted, updated, deleted. */
static void
count_changes (KheoChangeSet *changes, gint64 counts[MAX_REGISTERS][3])
{
  const KheoRegister *const *registers = kheo_registers_list ();
  const char                *tables[MAX_REGISTERS];
  guint                      n_tables = 0;

  for (; registers[n_tables] != NULL && n_tables < MAX_REGISTERS; n_tables++)
    tables[n_tables] = g_intern_string (registers[n_tables]->table);
  for (guint i = 0; i < kheo_change_set_get_n (changes); i++)
    {
      const KheoChange *change = kheo_change_set_get (changes, i);

      for (guint t = 0; t < n_tables; t++)
        if (change->table == tables[t])
          counts[t][change->kind]++;
    }
}

/* @sentence has a place for a list as "12 models, 1 unit". */
static void
append_kind (GString       *text,
             const char    *sentence,
             KheoChangeKind kind,
             gint64         counts[MAX_REGISTERS][3])
{
  const KheoRegister *const *registers = kheo_registers_list ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) line = NULL;

  for (guint r = 0; registers[r] != NULL && r < MAX_REGISTERS; r++)
    {
      g_autofree char *name =
          counts[r][kind] > 0 ? kheo_history_describe_table (registers[r]->table, counts[r][kind])
                              : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  line = g_string_new (sentence);
  g_string_replace (line, "%s", names->str, 1);
  g_string_append (text, line->str);
}

static char *
describe_changes (KheoChangeSet *changes, gboolean reform)
{
  GString *text = g_string_new (NULL);
  gint64   counts[MAX_REGISTERS][3] = { { 0 } };

  if (changes != NULL)
    {
      count_changes (changes, counts);
      /* Translators: %s is a list as "12 models, 1 unit". */
      append_kind (text, _ ("Leaves the book: %s."), KHEO_CHANGE_DELETE, counts);
      append_kind (text, _ ("Becomes again what it was: %s."), KHEO_CHANGE_UPDATE, counts);
      append_kind (text, _ ("Comes back into the book: %s."), KHEO_CHANGE_INSERT, counts);
    }
  else
    g_string_append (text, _ ("Nothing of it can be reversed any more."));
  if (text->len == 0)
    g_string_append (text, reform ? _ ("The units are again what they were before the reform.")
                                  : _ ("Only answers and settings change."));
  return g_string_free (text, FALSE);
}

/* ---- The window ---- */

static void
activated_cb (GtkListView *view, guint position, Taking *taking)
{
  g_autoptr (GtkStringObject) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), position);
  const KheoKeptLine *line = g_object_get_data (G_OBJECT (item), LINE_KEY);
  GtkWidget          *near = taking->near;

  if (line->reg == NULL)
    return;
  gtk_widget_activate_action (near, "win.show-record", "(sx)", line->reg->name, line->id);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject    *string = gtk_list_item_get_item (item);
  const KheoKeptLine *line = g_object_get_data (G_OBJECT (string), LINE_KEY);
  GtkWidget          *row = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (row)),
                      gtk_string_object_get_string (string));
  gtk_widget_set_visible (gtk_widget_get_last_child (row), line->reg != NULL);
  gtk_list_item_set_activatable (item, line->reg != NULL);
  kheo_page_name_row (row, gtk_string_object_get_string (string));
}

static GListModel *
make_lines (Taking *taking)
{
  GListStore *store = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  for (guint i = 0; taking->lines != NULL && i < taking->lines->len; i++)
    {
      KheoKeptLine *line = g_ptr_array_index (taking->lines, i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (line->text);

      g_object_set_data (G_OBJECT (item), LINE_KEY, line);
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

static GtkWidget *
make_list (Taking *taking, GListModel *lines)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection     *selection = gtk_no_selection_new (g_object_ref (lines));
  GtkWidget          *view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  guint               n = g_list_model_get_n_items (lines);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "kept-lines");
  kheo_page_set_label (view, _ ("What is kept"));
  g_signal_connect (view, "activate", G_CALLBACK (activated_cb), taking);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              (int) CLAMP (n, 2, 6) * 58);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
add_sentence (GtkWidget *box, const char *icon, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
}

static void do_it (Taking *taking);

static void
accepted_cb (KheoSheetWindow *window, Taking *taking)
{
  Taking *next = taking_new (taking->near, taking->scope, taking->title, taking->asking);

  next->action = taking->action;
  next->reform = taking->reform;
  next->noted = taking->noted;
  next->redo = taking->redo;
  gtk_window_destroy (GTK_WINDOW (window)); /* frees @taking */
  do_it (next);
}

/* Takes @taking.  @done: it has happened, only what was kept is told. */
static void
present (Taking *taking, gboolean done)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget       *heading = gtk_label_new (taking->title);
  const char      *title = done ? _ ("Not all was taken back") : _ ("Take it back");
  const char      *deed = done ? NULL : taking->redo ? _ ("_Bring back") : _ ("_Take back");
  g_autofree char *changes = NULL;
  g_autofree char *kept = kheo_kept_dup_summary (taking->kept);
  g_autofree char *summary = NULL;
  g_autoptr (GListModel) lines = make_lines (taking);
  KheoSheetWindow *window;

  if (taking->noted && !done)
    changes = g_strdup (_ ("The reform is taken back with all that was noted on it since."));
  else if (!done)
    changes = describe_changes (taking->changes, taking->reform != 0);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (box, "take-back");
  gtk_box_append (GTK_BOX (box), heading);
  if (changes != NULL)
    add_sentence (box, "edit-undo-symbolic", changes);
  if (kept != NULL)
    add_sentence (box, "dialog-warning-symbolic", kept);
  if (g_list_model_get_n_items (lines) > 0)
    gtk_box_append (GTK_BOX (box), make_list (taking, lines));
  summary = g_strjoin ("\n", changes ? changes : kept, changes ? kept : NULL, NULL);
  if (taking->redo && !done)
    title = _ ("Bring it back");
  window = kheo_sheet_window_new (taking->near, title, deed, box);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, -1);
  kheo_sheet_window_set_ready (window, taking->noted || taking->changes != NULL);
  g_object_set_data_full (G_OBJECT (window), LINES_KEY, g_object_ref (lines), g_object_unref);
  g_object_set_data_full (G_OBJECT (window), SUMMARY_KEY, g_steal_pointer (&summary), g_free);
  g_signal_connect (window, "accepted", G_CALLBACK (accepted_cb), taking);
  g_object_set_data_full (G_OBJECT (window), "kheo-taking", taking, taking_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The deed ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&taking->kept, g_array_unref);
  taking->kept = kheo_store_undo_finish (KHEO_STORE (source), result, &error);
  if (get_store (taking) == NULL)
    return;
  if (error != NULL)
    {
      kheo_page_show_error (taking->near,
                            taking->redo ? _ ("This could not be done again")
                                         : _ ("This could not be taken back"),
                            error);
      return;
    }
  text =
      g_strdup_printf (taking->redo ? _ ("Done again: %s") : _ ("Taken back: %s"), taking->title);
  if (taking->redo)
    kheo_page_toast_action (taking->near, text, taking->action);
  else
    kheo_page_toast_undone (taking->near, text, taking->action);
  if (taking->noted) /* what stays is told now, as it could not be before */
    taking->asking = KHEO_TAKE_AT_ONCE;
  if (taking->asking == KHEO_TAKE_AT_ONCE && taking->kept != NULL && taking->kept->len > 0)
    describe_kept (g_steal_pointer (&taking));
}

/* Takes @taking. */
static void
do_it (Taking *taking)
{
  KheoStore *store = get_store (taking);

  if (store != NULL && taking->reform != 0)
    kheo_store_undo_with_async (store, kheo_reform_take_back, taking->reform, done_cb, taking);
  else if (store != NULL)
    kheo_store_undo_async (store, taking->action, taking->redo, done_cb, taking);
  else
    taking_free (taking);
}

/* ---- The rehearsal ---- */

static gpointer
describe_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_kept_describe (db, data, 0, error);
}

static void
array_free (gpointer array)
{
  g_array_unref (array);
}

static void
lines_free (gpointer lines)
{
  g_ptr_array_unref (lines);
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (GError) error = NULL;

  taking->lines = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  if (get_store (taking) == NULL)
    return;
  if (error != NULL)
    kheo_page_show_error (taking->near, _ ("This could not be taken back"), error);
  else
    {
      gboolean done = taking->asking == KHEO_TAKE_AT_ONCE;

      present (g_steal_pointer (&taking), done);
    }
}

/* Takes @taking: reads what the kept rows are called, then shows the window. */
static void
describe_kept (Taking *taking)
{
  kheo_store_read_async (get_store (taking), describe_job, g_array_ref (taking->kept), array_free,
                         lines_free, NULL, described_cb, taking);
}

/* What was noted on a reform since is taken back before it, and only then is it known what else
 * would stay. */
static gboolean
was_noted_on (const GArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    {
      const KheoKept *row = &g_array_index (kept, KheoKept, i);

      if (kheo_reform_owns_table (row->table) ||
          (row->by_table != NULL && kheo_reform_owns_table (row->by_table)))
        return TRUE;
    }
  return FALSE;
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (GError) error = NULL;

  taking->kept = kheo_store_preview_finish (KHEO_STORE (source), result, &taking->changes, &error);
  taking->noted = taking->reform != 0 && taking->kept != NULL && was_noted_on (taking->kept);
  if (taking->noted)
    g_array_set_size (taking->kept, 0);
  if (get_store (taking) == NULL)
    return;
  if (error != NULL)
    kheo_page_show_error (taking->near, _ ("This could not be taken back"), error);
  else if (taking->asking == KHEO_TAKE_ASK || taking->kept->len > 0)
    describe_kept (g_steal_pointer (&taking));
  else
    do_it (g_steal_pointer (&taking));
}

void
kheo_take_back (GtkWidget     *near,
                KheoScope     *scope,
                gint64         action,
                const char    *title,
                gboolean       redo,
                KheoTakeAsking asking)
{
  KheoBook *book = kheo_scope_get_book (scope);
  Taking   *taking;

  if (book == NULL || kheo_book_is_read_only (book))
    return;
  taking = taking_new (near, scope, title, asking);
  taking->action = action;
  taking->redo = redo;
  if (asking == KHEO_TAKE_AT_ONCE)
    do_it (taking);
  else
    kheo_store_preview_async (get_store (taking), action, redo, rehearsed_cb, taking);
}

/* The action that made a reform. */
static gpointer
find_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *found = g_new (gint64, 1);

  *found = kheo_history_find_maker (db, "reform", *(gint64 *) data);
  return found;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *found = kheo_store_read_finish (KHEO_STORE (source), result, &error);
  KheoStore         *store = get_store (taking);

  if (store == NULL)
    return;
  if (found == NULL || *found == 0)
    {
      kheo_question_tell (taking->near, _ ("This could not be taken back"),
                          error ? error->message
                                : _ ("The history of the book does not know this reform."));
      return;
    }
  taking->action = *found;
  kheo_store_preview_async (store, *found, FALSE, rehearsed_cb, g_steal_pointer (&taking));
}

void
kheo_take_back_reform (GtkWidget *near, KheoScope *scope, gint64 reform, const char *title)
{
  KheoBook *book = kheo_scope_get_book (scope);
  Taking   *taking;

  if (book == NULL || kheo_book_is_read_only (book))
    return;
  taking = taking_new (near, scope, title, KHEO_TAKE_ASK);
  taking->reform = reform;
  kheo_store_read_async (kheo_book_get_store (book), find_job, g_memdup2 (&reform, sizeof reform),
                         g_free, g_free, NULL, found_cb, taking);
}

/* ---- For tests ---- */

GListModel *
kheo_take_back_get_lines (KheoSheetWindow *window)
{
  return g_object_get_data (G_OBJECT (window), LINES_KEY);
}

char *
kheo_take_back_dup_summary (KheoSheetWindow *window)
{
  return g_strdup (g_object_get_data (G_OBJECT (window), SUMMARY_KEY));
}
