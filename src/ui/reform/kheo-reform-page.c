#include "kheo-reform-page.h"

#include "kheo-act-form.h"
#include "kheo-file-picker.h"
#include "kheo-number.h"
#include "kheo-old-unit-form.h"
#include "kheo-question.h"
#include "kheo-take-back.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _KheoReformPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack   *stack;
  GtkWidget  *draft_row;
  GtkWidget  *hand_row;
  GtkWidget  *done_heading;
  GtkListBox *reforms;

  /* borrowed: children */
  KheoReformDraftView *draft_view;
  KheoReformDoneView  *done_view;

  /* owned */
  KheoScope       *scope;
  KheoReformDraft *draft;
  GPtrArray       *entries; /* of KheoReformEntry, as listed; NULL until asked */
  GCancellable    *asking;  /* NULL: no list on its way */
  GFile           *waiting; /* a table to be opened when the person says so */

  gboolean show_newest; /* a reform was written just now: turn to it when it is listed */
};

G_DEFINE_FINAL_TYPE (KheoReformPage, kheo_reform_page, GTK_TYPE_WIDGET)

/* The focus of one who works by keys goes along; it is left where it is in the tree or the finder.
 */
static void
turn_to (KheoReformPage *self, const char *place)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_stack_set_visible_child_name (self->stack, place);
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  if (g_str_equal (place, "done"))
    kheo_reform_done_view_take_focus (self->done_view);
  else if (root != NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static gboolean
is_preparing (KheoReformPage *self)
{
  return kheo_reform_draft_get_state (self->draft) != KHEO_DRAFT_EMPTY;
}

static gboolean
is_writable (KheoReformPage *self)
{
  return !kheo_book_is_read_only (kheo_scope_get_book (self->scope));
}

/* ---- Reforms done ---- */

static char *
describe_entry (const KheoReformEntry *entry)
{
  g_autofree char *date = kheo_date_format (entry->date);
  g_autofree char *from = g_strdup_printf (_ ("In effect from %s"), date);
  g_autofree char *decision = kheo_reform_decision_format (&(KheoReformDecision){
      .number = entry->number, .issued_on = entry->issued_on, .issuer = entry->issuer });
  g_autofree char *open = NULL;

  if (entry->n_open > 0)
    open = g_strdup_printf (
        ngettext ("%u matter to be decided", "%u matters to be decided", entry->n_open),
        entry->n_open);
  return g_strdup_printf ("%s%s%s%s%s", from, decision ? " · " : "", decision ? decision : "",
                          open ? " · " : "", open ? open : "");
}

static void
activated_cb (AdwActionRow *row, KheoReformPage *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "kheo-reform");

  gtk_widget_activate_action (GTK_WIDGET (self), "reform.show", "x", *id);
}

static GtkWidget *
make_row (KheoReformPage *self, const KheoReformEntry *entry)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_label (_ ("Take back…"));
  g_autofree char *title = g_markup_escape_text (entry->title, -1);
  g_autofree char *plain = describe_entry (entry);
  g_autofree char *detail = g_markup_escape_text (plain, -1);
  g_autofree char *name = g_strdup_printf (_ ("Take back the reform “%s”"), entry->title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", entry->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reform.take-back");
  kheo_page_set_label (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "kheo-reform", g_memdup2 (&entry->id, sizeof entry->id),
                          g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  return row;
}

static const KheoReformEntry *
find_entry (KheoReformPage *self, gint64 id)
{
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const KheoReformEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->id == id)
        return entry;
    }
  return NULL;
}

/* Ids are in order of time: the newest reform has the greatest. */
static const KheoReformEntry *
newest_entry (KheoReformPage *self)
{
  const KheoReformEntry *newest = NULL;

  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const KheoReformEntry *entry = g_ptr_array_index (self->entries, i);

      if (newest == NULL || entry->id > newest->id)
        newest = entry;
    }
  return newest;
}

static void
show_reforms (KheoReformPage *self)
{
  gboolean   any = self->entries->len > 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->reforms))) != NULL)
    gtk_list_box_remove (self->reforms, row);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (self->reforms, make_row (self, g_ptr_array_index (self->entries, i)));
  gtk_widget_set_visible (self->done_heading, any);
  gtk_widget_set_visible (GTK_WIDGET (self->reforms), any);
}

/* What is shown of a reform follows the book; one that was taken back is shown no more. */
static void
follow_done (KheoReformPage *self)
{
  gint64                 shown = kheo_reform_done_view_get_reform (self->done_view);
  const KheoReformEntry *entry = find_entry (self, shown);

  if (self->show_newest && newest_entry (self) != NULL)
    {
      self->show_newest = FALSE;
      kheo_reform_done_view_show (self->done_view, newest_entry (self));
      turn_to (self, "done");
    }
  else if (entry != NULL)
    kheo_reform_done_view_show (self->done_view, entry);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "done") == 0)
    turn_to (self, "home");
}

static gpointer
list_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_reform_list (db, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoReformPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->scope == NULL)
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      return;
    }
  g_clear_object (&self->asking);
  if (entries == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  show_reforms (self);
  follow_done (self);
}

static void
ask (KheoReformPage *self)
{
  KheoBook *book = kheo_scope_get_book (self->scope);

  if (book == NULL)
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  kheo_store_read_async (kheo_book_get_store (book), list_job, NULL, NULL,
                         (GDestroyNotify) g_ptr_array_unref, self->asking, listed_cb,
                         g_object_ref (self));
}

/* ---- The reform that is being prepared ---- */

static void
update_actions (KheoReformPage *self)
{
  GtkWidget     *widget = GTK_WIDGET (self);
  KheoDraftState state = kheo_reform_draft_get_state (self->draft);
  gboolean       applying = state == KHEO_DRAFT_APPLYING;
  gboolean chosen = kheo_reform_draft_view_get_act (self->draft_view) != G_MAXUINT && !applying;

  gtk_widget_action_set_enabled (widget, "reform.apply", kheo_reform_draft_can_apply (self->draft));
  gtk_widget_action_set_enabled (widget, "reform.give-up", is_preparing (self) && !applying);
  gtk_widget_action_set_enabled (widget, "reform.edit-act", chosen);
  gtk_widget_action_set_enabled (widget, "reform.remove-act",
                                 chosen && kheo_reform_draft_get_file (self->draft) == NULL);
  gtk_widget_action_set_enabled (widget, "reform.add", is_writable (self) && !applying);
  gtk_widget_action_set_enabled (widget, "reform.open", is_writable (self) && !applying);
  gtk_widget_action_set_enabled (widget, "reform.take-back", is_writable (self) && !applying);
}

static void
draft_changed_cb (KheoReformPage *self)
{
  const char   *file = kheo_reform_draft_get_file (self->draft);
  const GError *problem = kheo_reform_draft_get_problem (self->draft);

  gtk_widget_set_visible (self->draft_row, is_preparing (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->draft_row), file ? file : "");
  update_actions (self);
  /* A table that cannot be read leaves nothing to look at. */
  if (!is_preparing (self) && problem != NULL &&
      g_strcmp0 (kheo_reform_page_get_place (self), "draft") == 0)
    {
      turn_to (self, "home");
      kheo_page_show_error (GTK_WIDGET (self), _ ("The table could not be read"), problem);
    }
}

static void
applied_cb (KheoReformPage *self, gint64 action)
{
  self->show_newest = action != 0;
  ask (self);
  kheo_page_toast_action (GTK_WIDGET (self), _ ("The reform was carried out"), action);
}

static void
open_waiting (KheoReformPage *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->waiting);

  turn_to (self, "draft");
  kheo_reform_draft_read (self->draft, file);
}

static void
answered_cb (const char *id, gpointer user_data)
{
  g_autoptr (KheoReformPage) self = user_data;

  if (g_str_equal (id, "replace") && self->waiting != NULL && self->scope != NULL)
    open_waiting (self);
}

void
kheo_reform_page_open_table (KheoReformPage *self, GFile *file)
{
  static const KheoAnswer answers[] = {
    { "cancel", N_ ("_Cancel"), KHEO_ANSWER_PLAIN },
    { "replace", N_ ("_Give it up"), KHEO_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  KheoAnswer words[G_N_ELEMENTS (answers)];

  g_return_if_fail (KHEO_IS_REFORM_PAGE (self));
  if (kheo_reform_draft_get_state (self->draft) == KHEO_DRAFT_APPLYING)
    return;
  g_set_object (&self->waiting, file);
  if (kheo_reform_draft_get_n_acts (self->draft) == 0)
    {
      open_waiting (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      words[i] = answers[i];
      words[i].label = answers[i].label ? _ (answers[i].label) : NULL;
    }
  kheo_question_ask (GTK_WIDGET (self), _ ("Give up the reform that is being prepared?"),
                     _ ("Its changes by hand have not been carried out yet."), words, answered_cb,
                     g_object_ref (self));
}

void
kheo_reform_page_add_act (KheoReformPage *self, KheoReformAct *act)
{
  g_return_if_fail (KHEO_IS_REFORM_PAGE (self));
  turn_to (self, "draft");
  kheo_reform_draft_put_act (self->draft, act, G_MAXUINT);
}

/* ---- Actions ---- */

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoReformPage) self = user_data;
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);

  if (file != NULL && self->scope != NULL)
    kheo_reform_page_open_table (self, file);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const KheoFileKind kind = { _ ("Open a conversion table"), _ ("Spreadsheets"),
                              "*.xlsx|*.xlsm|*.xls|*.ods|*.csv|*.tsv|*.html|*.htm", NULL, FALSE };

  kheo_file_picker_ask_async (widget, &kind, NULL, picked_cb, g_object_ref (widget));
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (widget);
  KheoActKind     kind;

  if (!kheo_act_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    return;
  turn_to (self, "draft");
  kheo_act_form_open (widget, self->scope, self->draft, kind, G_MAXUINT);
}

static void
edit_act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (widget);
  guint           act = kheo_reform_draft_view_get_act (self->draft_view);

  if (act == G_MAXUINT)
    return;
  if (kheo_reform_draft_get_file (self->draft) != NULL)
    kheo_old_unit_form_open (widget, self->scope, self->draft, act);
  else
    kheo_act_form_open (widget, self->scope, self->draft, KHEO_ACT_FOUND, act);
}

static void
remove_act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (widget);

  kheo_reform_draft_remove_act (self->draft, kheo_reform_draft_view_get_act (self->draft_view));
}

static void
chosen_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  update_actions (KHEO_REFORM_PAGE (widget));
}

static void
turn_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn_to (KHEO_REFORM_PAGE (widget), g_str_equal (action, "reform.draft") ? "draft" : "home");
}

static void
show_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage        *self = KHEO_REFORM_PAGE (widget);
  const KheoReformEntry *entry = find_entry (self, g_variant_get_int64 (parameter));

  if (entry == NULL)
    return;
  kheo_reform_done_view_show (self->done_view, entry);
  turn_to (self, "done");
}

static void
apply_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kheo_reform_draft_apply (KHEO_REFORM_PAGE (widget)->draft);
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (widget);

  kheo_reform_draft_cancel (self->draft);
}

static void
give_up_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (widget);

  kheo_reform_draft_clear (self->draft);
  turn_to (self, "home");
}

static void
take_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoReformPage        *self = KHEO_REFORM_PAGE (widget);
  const KheoReformEntry *entry = find_entry (self, g_variant_get_int64 (parameter));

  if (entry != NULL)
    kheo_take_back_reform (widget, self->scope, entry->id, entry->title);
}

/* ---- Object ---- */

static void
kheo_reform_page_dispose (GObject *object)
{
  KheoReformPage *self = KHEO_REFORM_PAGE (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->draft, self);
      kheo_reform_draft_cancel (self->draft);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), KHEO_TYPE_REFORM_PAGE);
  kheo_page_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->draft);
  g_clear_object (&self->waiting);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (kheo_reform_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reform.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "reform.add", "s", add_cb);
  gtk_widget_class_install_action (widget_class, "reform.edit-act", NULL, edit_act_cb);
  gtk_widget_class_install_action (widget_class, "reform.remove-act", NULL, remove_act_cb);
  gtk_widget_class_install_action (widget_class, "reform.chosen", NULL, chosen_cb);
  gtk_widget_class_install_action (widget_class, "reform.draft", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "reform.home", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "reform.show", "x", show_cb);
  gtk_widget_class_install_action (widget_class, "reform.apply", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "reform.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "reform.give-up", NULL, give_up_cb);
  gtk_widget_class_install_action (widget_class, "reform.take-back", "x", take_back_cb);
}

static void
kheo_reform_page_class_init (KheoReformPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kheo_reform_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "reform/kheo-reform-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoReformPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoReformPage, draft_row);
  gtk_widget_class_bind_template_child (widget_class, KheoReformPage, hand_row);
  gtk_widget_class_bind_template_child (widget_class, KheoReformPage, done_heading);
  gtk_widget_class_bind_template_child (widget_class, KheoReformPage, reforms);
  install_actions (widget_class);
}

static void
kheo_reform_page_init (KheoReformPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kheo_page_hide_unmapped (GTK_WIDGET (self));
  kheo_page_hide_unmapped_pages (self->stack);
}

static GtkWidget *
add_place (KheoReformPage *self, GtkWidget *child, const char *name)
{
  kheo_page_hide_unmapped (child);
  gtk_stack_add_named (self->stack, child, name);
  return child;
}

GtkWidget *
kheo_reform_page_new (KheoScope *scope)
{
  KheoReformPage *self = g_object_new (KHEO_TYPE_REFORM_PAGE, NULL);

  self->scope = g_object_ref (scope);
  self->draft = kheo_reform_draft_new (scope);
  self->draft_view =
      KHEO_REFORM_DRAFT_VIEW (add_place (self, kheo_reform_draft_view_new (self->draft), "draft"));
  self->done_view =
      KHEO_REFORM_DONE_VIEW (add_place (self, kheo_reform_done_view_new (scope), "done"));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "applied", G_CALLBACK (applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  ask (self);
  return GTK_WIDGET (self);
}

KheoReformDraft *
kheo_reform_page_get_draft (KheoReformPage *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_PAGE (self), NULL);
  return self->draft;
}

KheoReformDraftView *
kheo_reform_page_get_draft_view (KheoReformPage *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_PAGE (self), NULL);
  return self->draft_view;
}

KheoReformDoneView *
kheo_reform_page_get_done_view (KheoReformPage *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_PAGE (self), NULL);
  return self->done_view;
}

const char *
kheo_reform_page_get_place (KheoReformPage *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_PAGE (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

guint
kheo_reform_page_get_n_reforms (KheoReformPage *self)
{
  g_return_val_if_fail (KHEO_IS_REFORM_PAGE (self), 0);
  return self->entries ? self->entries->len : 0;
}
