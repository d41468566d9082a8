#include "kheo-annex-window-private.h"

#include "kheo-annex-columns.h"
#include "kheo-annex-look.h"
#include "kheo-annex-words.h"
#include "kheo-file-picker.h"
#include "kheo-findings-group.h"
#include "kheo-page-preview.h"
#include "kheo-page.h"
#include "kheo-print-operation.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

/* Something is being typed: wait until the hand rests (milliseconds). */
#define TYPING_PAUSE 300

G_DEFINE_FINAL_TYPE (KheoAnnexWindow, kheo_annex_window, ADW_TYPE_WINDOW)

static void
allow_output (KheoAnnexWindow *self, gboolean allowed)
{
  self->ready = allowed;
  kheo_annex_window_allow_each (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.print", allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.save", allowed);
}

/* ---- Making the pages ---- */

static void
show_findings (KheoAnnexWindow *self)
{
  const KheoPressResult *result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));

  kheo_findings_group_show (KHEO_FINDINGS_GROUP (self->findings),
                            result != NULL ? result->findings : NULL, self->stale);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  KheoPressResult *made = kheo_press_make_finish (KHEO_PRESS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self == NULL ||
      self->preview == NULL)
    {
      kheo_press_result_free (made);
      return;
    }
  allow_output (self, made != NULL);
  if (made != NULL)
    kheo_page_preview_take_result (KHEO_PAGE_PREVIEW (self->preview), made);
  else
    kheo_page_preview_show_message (KHEO_PAGE_PREVIEW (self->preview), error->message);
  show_findings (self);
}

static void
make_pages (KheoAnnexWindow *self)
{
  if (self->source == NULL)
    return;
  kheo_press_make_async (
      self->press, kheo_annex_print_make,
      kheo_annex_print_new (self->source, kheo_annex_draft_get_layout (self->draft),
                            kheo_annex_look_get_tile (KHEO_ANNEX_LOOK (self->look))),
      kheo_annex_print_free, made_cb, kheo_weak_new (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoAnnexSource) annex = kheo_annex_source_load_finish (result, &error);

  if (self == NULL || self->preview == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (annex == NULL)
    {
      allow_output (self, FALSE);
      kheo_page_preview_show_message (KHEO_PAGE_PREVIEW (self->preview), error->message);
      return;
    }
  g_clear_pointer (&self->source, kheo_annex_source_unref);
  self->source = g_steal_pointer (&annex);
  kheo_annex_draft_learn (self->draft, kheo_annex_source_get_content (self->source),
                          kheo_annex_source_get_office (self->source));
  make_pages (self);
}

static void
read_annex (KheoAnnexWindow *self)
{
  gboolean personal = adw_combo_row_get_selected (ADW_COMBO_ROW (self->personal_row)) == 1;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->stale = FALSE;
  kheo_annex_source_load_async (self->scope, self->question,
                                kheo_annex_draft_get_layout (self->draft), personal,
                                self->cancellable, read_cb, kheo_weak_new (self));
}

static gboolean
remake_cb (gpointer user_data)
{
  KheoAnnexWindow *self = user_data;

  self->remake = 0;
  if (self->reread || self->source == NULL)
    read_annex (self);
  else
    make_pages (self);
  self->reread = FALSE;
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KheoAnnexWindow *self, gboolean content)
{
  self->reread = self->reread || content;
  g_clear_handle_id (&self->remake, g_source_remove);
  self->remake = g_timeout_add (TYPING_PAUSE, remake_cb, self);
}

/* Keeping a layout writes in the book, too, but no figures. */
static void
book_changed_cb (KheoAnnexWindow *self, KheoChangeSet *changes)
{
  if (kheo_change_set_touches (changes, "annex_layout"))
    return;
  self->stale = TRUE;
  show_findings (self);
}

static void
personal_changed_cb (KheoAnnexWindow *self)
{
  if (self->draft != NULL)
    changed_cb (self, TRUE);
}

/* ---- Layouts ---- */

static gpointer
load_layouts (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_annex_layouts_load (db, data, error);
}

/* What is chosen shows its name only when it is the office's own: there it can be kept again or
 * taken away. */
static void
show_chosen (KheoAnnexWindow *self)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), layout->is_own ? layout->name : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.remove", layout->is_own);
  gtk_widget_set_visible (self->remove_button, layout->is_own);
}

static void
fill_layouts (KheoAnnexWindow *self, const char *name)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (labels, _ ("As usual"));
  for (guint i = 0; i < self->layouts->len; i++)
    {
      const KheoAnnexLayout *layout = self->layouts->pdata[i];

      gtk_string_list_append (labels, kheo_annex_layout_get_label (layout));
      if (name != NULL && layout->is_own && g_str_equal (layout->name, name))
        chosen = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->layout_row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->layout_row), chosen);
  self->filling = FALSE;
}

/* The choice again, with the name of the layout that was kept or NULL. */
typedef struct
{
  KheoAnnexWindow *self; /* weak: see kheo-weak.h */
  char            *name;
} Refill;

static void
layouts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refill          *refill = user_data;
  g_autofree char *name = refill->name;
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (refill->self);
  g_autoptr (GPtrArray) layouts = kheo_store_read_finish (KHEO_STORE (source), result, NULL);

  g_free (refill);
  if (self == NULL || self->draft == NULL || layouts == NULL)
    return;
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  self->layouts = g_steal_pointer (&layouts);
  fill_layouts (self, name);
}

static void
read_layouts (KheoAnnexWindow *self, const char *name)
{
  Refill *refill = g_new0 (Refill, 1);

  refill->self = kheo_weak_new (self);
  refill->name = g_strdup (name);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), load_layouts,
                         g_strdup (self->question->subject), g_free,
                         (GDestroyNotify) g_ptr_array_unref, NULL, layouts_cb, refill);
}

static void
layout_chosen_cb (KheoAnnexWindow *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->layout_row));
  g_autoptr (KheoAnnexLayout) bare = NULL;

  if (self->filling || self->layouts == NULL || chosen > self->layouts->len)
    return;
  bare = kheo_annex_layout_new ("", self->question->subject);
  kheo_annex_draft_replace (self->draft, chosen > 0 ? self->layouts->pdata[chosen - 1] : bare);
  show_chosen (self);
}

/* ---- Keeping and taking away ---- */

typedef struct
{
  KheoAnnexLayout *layout;
  gboolean         remove;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  kheo_annex_layout_free (deed->layout);
  g_free (deed);
}

static gpointer
deed_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Deed *deed = data;
  gboolean    ok = deed->remove ? kheo_annex_layout_remove (db, deed->layout->name, error)
                                : kheo_annex_layout_save (db, deed->layout, error);

  return ok ? g_strdup (deed->remove ? "" : deed->layout->name) : NULL;
}

static void
deed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gint64           action = 0;
  g_autofree char *name = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (self == NULL || self->draft == NULL)
    return;
  if (name == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The layout could not be kept"), error);
      return;
    }
  kheo_annex_draft_get_layout (self->draft)->is_own = *name != '\0';
  kheo_page_toast (GTK_WIDGET (self),
                   *name != '\0' ? _ ("The layout is kept") : _ ("The layout is taken away"));
  show_chosen (self);
  read_layouts (self, name);
}

/* Takes @deed. */
static void
do_deed (KheoAnnexWindow *self, const char *title, Deed *deed)
{
  kheo_store_write_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), title, deed_job,
                          deed, deed_free, g_free, NULL, deed_cb, kheo_weak_new (self));
}

static void
keep_cb (KheoAnnexWindow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  Deed            *deed;

  if (*g_strstrip (name) == '\0')
    return;
  g_free (layout->name);
  layout->name = g_strdup (name);
  deed = g_new0 (Deed, 1);
  deed->layout = kheo_annex_layout_dup (layout);
  do_deed (self, _ ("Keep a layout of annexes"), deed);
}

static void
remove_layout (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow       *self = KHEO_ANNEX_WINDOW (widget);
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  Deed                  *deed;

  if (!layout->is_own)
    return;
  deed = g_new0 (Deed, 1);
  deed->layout = kheo_annex_layout_dup (layout);
  deed->remove = TRUE;
  do_deed (self, _ ("Take away a layout of annexes"), deed);
}

/* ---- Output ---- */

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow       *self = KHEO_ANNEX_WINDOW (widget);
  const KheoPressResult *result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));

  if (result != NULL)
    kheo_print_run (GTK_WINDOW (self), self->press, result);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GFile) file = kheo_file_picker_ask_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self != NULL && self->source != NULL && path != NULL)
    kheo_annex_print_write (self->source, kheo_annex_draft_get_layout (self->draft),
                            kheo_annex_look_get_tile (KHEO_ANNEX_LOOK (self->look)), path,
                            GTK_WIDGET (self));
}

/* A file name that every file system takes. */
static char *
suggest_name (KheoAnnexWindow *self, const char *end)
{
  const char      *own = kheo_annex_draft_get_layout (self->draft)->words[KHEO_ANNEX_WORD_TITLE];
  const char      *title = own != NULL ? own : kheo_annex_source_get_content (self->source)->title;
  g_autofree char *name = g_strdup (title != NULL && *title != '\0' ? title : _ ("Annex"));

  g_strdelimit (name, "/\\:*?\"<>|\n“”", ' ');
  return g_strconcat (g_strstrip (name), ".", end, NULL);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct
  {
    const char *end, *name, *pattern; /* name N_() */
  } kinds[] = {
    { "pdf", N_ ("PDF documents"), "*.pdf" },
    { "xlsx", N_ ("Excel sheets"), "*.xlsx" },
    { "ods", N_ ("OpenDocument sheets"), "*.ods" },
    { "odt", N_ ("OpenDocument texts"), "*.odt" },
  };
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (widget);
  const char      *end = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->source != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].end, end))
      {
        g_autofree char *initial = suggest_name (self, end);
        KheoFileKind     kind = { .title = _ ("Save as"),
                                  .name = _ (kinds[i].name),
                                  .patterns = kinds[i].pattern,
                                  .initial = initial,
                                  .save = TRUE };

        kheo_file_picker_ask_async (widget, &kind, NULL, chosen_cb, kheo_weak_new (self));
      }
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (object);

  g_clear_handle_id (&self->remake, g_source_remove);
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
  gtk_widget_class_install_action (widget_class, "annex.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "annex.save", "s", save);
  gtk_widget_class_install_action (widget_class, "annex.save-each", "(is)",
                                   kheo_annex_window_save_each);
  gtk_widget_class_install_action (widget_class, "annex.stop", NULL, kheo_annex_window_stop);
  gtk_widget_class_install_action (widget_class, "annex.remove", NULL, remove_layout);
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
  allow_output (self, FALSE);
}

/* Shows on the preview what was chosen. */
static void
finding_chosen_cb (KheoAnnexWindow *self, guint index)
{
  const KheoPressResult *result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));

  if (result != NULL && index < result->findings->len)
    {
      const KheoPreflightFinding *finding = result->findings->pdata[index];

      kheo_page_preview_show_place (KHEO_PAGE_PREVIEW (self->preview), finding->page,
                                    &finding->box);
    }
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
  self->findings = kheo_findings_group_new ();
  g_signal_connect_object (self->findings, "chosen", G_CALLBACK (finding_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->look_place), self->findings);
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
  self->question = kheo_annex_question_dup (question);
  self->draft = kheo_annex_draft_new (question->subject);
  if (g_str_equal (question->subject, "total:figures"))
    kheo_annex_draft_set_indicators (self->draft, kheo_scope_get_indicators (scope));
  gtk_widget_set_visible (self->personal_row,
                          names_people (kheo_annex_draft_get_offers (self->draft)));
  add_editors (self);
  show_chosen (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kheo_scope_get_book (scope), "changed", G_CALLBACK (book_changed_cb),
                           self, G_CONNECT_SWAPPED);
  read_layouts (self, NULL);
  read_annex (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
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
