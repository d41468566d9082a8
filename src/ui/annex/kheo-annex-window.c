#include "kheo-annex-window-private.h"

#include "kheo-annex-columns.h"
#include "kheo-annex-look.h"
#include "kheo-annex-words.h"
#include "kheo-page-preview.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KheoAnnexWindow, kheo_annex_window, ADW_TYPE_WINDOW)

/* ---- What is told from elsewhere ---- */

static void
changed_cb (KheoAnnexWindow *self, gboolean content)
{
  kheo_annex_window_remake (self, content);
}

/* Keeping a layout writes in the book, too, but no figures; so does taking that back. */
static void
book_changed_cb (KheoAnnexWindow *self, KheoChangeSet *changes)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);

  if (kheo_change_set_touches (changes, "annex_layout"))
    kheo_annex_window_read_layouts (self, layout->is_own ? layout->name : NULL);
  else
    kheo_annex_window_grow_stale (self);
}

/* The book is closed below the window. */
static void
scope_gone_cb (gpointer data, GObject *scope)
{
  KheoAnnexWindow *self = data;

  self->scope_watched = FALSE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
personal_changed_cb (KheoAnnexWindow *self)
{
  if (self->draft != NULL)
    kheo_annex_window_remake (self, TRUE);
}

static void
layout_chosen_cb (KheoAnnexWindow *self)
{
  kheo_annex_window_layout_chosen (self);
}

static void
keep_cb (KheoAnnexWindow *self)
{
  kheo_annex_window_keep_layout (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (object);

  g_clear_handle_id (&self->remake, g_source_remove);
  if (self->scope_watched)
    g_object_weak_unref (G_OBJECT (self->scope), scope_gone_cb, self);
  self->scope_watched = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  self->preview = NULL;
  g_clear_object (&self->writing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->press);
  g_clear_object (&self->draft);
  g_clear_object (&self->scope);
  g_clear_pointer (&self->source, kheo_annex_source_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->question, kheo_annex_question_free);
  G_OBJECT_CLASS (kheo_annex_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, KHEO_UI "annex/kheo-annex-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, preview_place);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, look_place);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, layout_row);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, personal_row);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, writing_bar);
  gtk_widget_class_bind_template_child (widget_class, KheoAnnexWindow, writing_progress);
  gtk_widget_class_bind_template_callback (widget_class, layout_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, personal_changed_cb);
}

static void
kheo_annex_window_class_init (KheoAnnexWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "annex.print", NULL, kheo_annex_window_print);
  gtk_widget_class_install_action (widget_class, "annex.save", "s", kheo_annex_window_save);
  gtk_widget_class_install_action (widget_class, "annex.save-each", "(is)",
                                   kheo_annex_window_save_each);
  gtk_widget_class_install_action (widget_class, "annex.renew", NULL, kheo_annex_window_renew);
  gtk_widget_class_install_action (widget_class, "annex.stop", NULL, kheo_annex_window_stop);
  gtk_widget_class_install_action (widget_class, "annex.remove", NULL,
                                   kheo_annex_window_remove_layout);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "annex.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kheo_annex_window_init (KheoAnnexWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->press = kheo_press_new ();
  self->preview = kheo_page_preview_new (self->press);
  adw_bin_set_child (ADW_BIN (self->preview_place), self->preview);
  kheo_page_set_label (self->remove_button, _ ("Take this layout out of the book"));
  kheo_annex_window_add_each_menu (self);
  kheo_annex_window_allow_output (self, FALSE);
}

static gboolean
names_people (const GPtrArray *offers)
{
  for (guint i = 0; i < offers->len; i++)
    if (((const KheoAnnexOffer *) offers->pdata[i])->personal)
      return TRUE;
  return FALSE;
}

static void
add_editors (KheoAnnexWindow *self)
{
  GtkStack *stack = GTK_STACK (self->stack);

  self->look = kheo_annex_look_new (self->draft);
  gtk_box_append (GTK_BOX (self->look_place), self->look);
  gtk_box_append (GTK_BOX (self->look_place), kheo_annex_window_make_findings (self));
  gtk_stack_add_titled (stack, kheo_annex_columns_new (self->draft), "columns",
                        _ ("Table columns"));
  gtk_stack_add_titled (stack, kheo_annex_words_new (self->draft), "words", _ ("Words"));
  gtk_stack_add_titled (stack, kheo_annex_signatures_new (self->draft), "signatures",
                        _ ("Signatures"));
  kheo_page_hide_unmapped_pages (stack);
}

/* ---- Public ---- */

KheoAnnexWindow *
kheo_annex_window_present (GtkWidget *near, KheoScope *scope, const KheoAnnexQuestion *question)
{
  KheoAnnexWindow *self = g_object_new (KHEO_TYPE_ANNEX_WINDOW, NULL);
  GtkRoot         *root = gtk_widget_get_root (near);

  self->scope = g_object_ref (scope);
  self->scope_watched = TRUE;
  g_object_weak_ref (G_OBJECT (scope), scope_gone_cb, self);
  self->question = kheo_annex_question_dup (question);
  self->draft = kheo_annex_draft_new (question->subject);
  if (g_str_equal (question->subject, "total:figures"))
    kheo_annex_draft_set_indicators (self->draft, kheo_scope_get_indicators (scope));
  gtk_widget_set_visible (self->personal_row,
                          names_people (kheo_annex_draft_get_offers (self->draft)));
  add_editors (self);
  kheo_annex_window_show_layout (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (book_changed_cb),
                           self, G_CONNECT_SWAPPED);
  kheo_annex_window_read_layouts (self, NULL);
  kheo_annex_window_read (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  if (G_IS_ACTION_GROUP (root)) /* what toasts offer is done by the window below */
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (root));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

KheoAnnexWindow *
kheo_annex_window_present_list (GtkWidget *near, KheoScope *scope, const KheoQuery *query)
{
  g_autofree char *subject = g_strdup_printf ("list:%s", query->reg->name);
  g_autoptr (KheoAnnexQuestion) question = kheo_annex_question_new (subject, query);

  return kheo_annex_window_present (near, scope, question);
}

guint
kheo_annex_window_get_n_pages (KheoAnnexWindow *self)
{
  const KheoPressResult *result;

  g_return_val_if_fail (KHEO_IS_ANNEX_WINDOW (self), 0);
  result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));
  return result != NULL ? result->n_pages : 0;
}

const KheoAnnexLayout *
kheo_annex_window_get_layout (KheoAnnexWindow *self)
{
  return kheo_annex_draft_get_layout (self->draft);
}

void
kheo_annex_window_choose (KheoAnnexWindow *self, guint index)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->layout_row), index);
}

gboolean
kheo_annex_window_is_writing (KheoAnnexWindow *self)
{
  return self->writing != NULL;
}
