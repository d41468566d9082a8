/* What the annex says is read, its pages are made, and what is to be said of them is shown: anew
 * when the draft changes. */
#include "kheo-annex-window-private.h"

#include "kheo-annex-look.h"
#include "kheo-findings-group.h"
#include "kheo-page-preview.h"
#include "kheo-weak.h"

/* Something is being typed: wait until the hand rests (milliseconds). */
#define TYPING_PAUSE 300

void
kheo_annex_window_allow_output (KheoAnnexWindow *self, gboolean allowed)
{
  self->ready = allowed;
  kheo_annex_window_allow_each (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.print", allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.save", allowed);
}

/* What is to be said; that the figures are others now stands above the pages too, where it is seen
 * whatever is being arranged. */
static void
show_findings (KheoAnnexWindow *self)
{
  const KheoPressResult *result = kheo_page_preview_get_result (KHEO_PAGE_PREVIEW (self->preview));

  kheo_findings_group_show (KHEO_FINDINGS_GROUP (self->findings),
                            result != NULL ? result->findings : NULL, self->stale);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->stale_bar), self->stale);
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
  kheo_annex_window_allow_output (self, made != NULL);
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
      kheo_annex_window_allow_output (self, FALSE);
      kheo_page_preview_show_message (KHEO_PAGE_PREVIEW (self->preview), error->message);
      return;
    }
  g_clear_pointer (&self->source, kheo_annex_source_unref);
  self->source = g_steal_pointer (&annex);
  kheo_annex_draft_learn (self->draft, kheo_annex_source_get_content (self->source),
                          kheo_annex_source_get_office (self->source));
  make_pages (self);
}

void
kheo_annex_window_read (KheoAnnexWindow *self)
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
    kheo_annex_window_read (self);
  else
    make_pages (self);
  self->reread = FALSE;
  return G_SOURCE_REMOVE;
}

void
kheo_annex_window_remake (KheoAnnexWindow *self, gboolean content)
{
  self->reread = self->reread || content;
  g_clear_handle_id (&self->remake, g_source_remove);
  self->remake = g_timeout_add (TYPING_PAUSE, remake_cb, self);
}

/* The figures may be others now; reading them is the person's to ask for. */
void
kheo_annex_window_grow_stale (KheoAnnexWindow *self)
{
  self->stale = TRUE;
  show_findings (self);
}

void
kheo_annex_window_renew (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow *self = KHEO_ANNEX_WINDOW (widget);

  /* The button goes away with its bar: the focus must not go with it. */
  gtk_widget_grab_focus (self->save_button);
  kheo_annex_window_read (self);
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

GtkWidget *
kheo_annex_window_make_findings (KheoAnnexWindow *self)
{
  self->findings = kheo_findings_group_new ();
  g_signal_connect_object (self->findings, "chosen", G_CALLBACK (finding_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return self->findings;
}
