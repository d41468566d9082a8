/* The layouts to choose from: those of the program and the office's own, which are kept in its book
 * and taken away again. */
#include "kheo-annex-window-private.h"

#include "kheo-keeping.h"
#include "kheo-page.h"
#include "kheo-weak.h"

#include <glib/gi18n-lib.h>

static gpointer
load_layouts (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return kheo_annex_layouts_load (db, data, error);
}

void
kheo_annex_window_show_layout (KheoAnnexWindow *self)
{
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);
  const char            *name = layout->is_own ? layout->name : "";

  /* The same name set again would look like one that is not kept yet. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), name) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annex.remove", layout->is_own);
  gtk_widget_set_visible (self->remove_button, layout->is_own);
}

/* What was kept under @name has been taken back: what is on the desk is nobody's again. */
static void
forget_name (KheoAnnexWindow *self, const char *name, guint chosen)
{
  KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);

  if (chosen > 0 || !layout->is_own || g_strcmp0 (layout->name, name) != 0)
    return;
  layout->is_own = FALSE;
  kheo_annex_window_show_layout (self);
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
  forget_name (self, name, chosen);
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

void
kheo_annex_window_read_layouts (KheoAnnexWindow *self, const char *name)
{
  Refill *refill = g_new0 (Refill, 1);

  refill->self = kheo_weak_new (self);
  refill->name = g_strdup (name);
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), load_layouts,
                         g_strdup (self->question->subject), g_free,
                         (GDestroyNotify) g_ptr_array_unref, NULL, layouts_cb, refill);
}

void
kheo_annex_window_layout_chosen (KheoAnnexWindow *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->layout_row));
  g_autoptr (KheoAnnexLayout) bare = NULL;

  if (self->filling || self->layouts == NULL || chosen > self->layouts->len)
    return;
  bare = kheo_annex_layout_new ("", self->question->subject);
  kheo_annex_draft_replace (self->draft, chosen > 0 ? self->layouts->pdata[chosen - 1] : bare);
  kheo_annex_window_show_layout (self);
}

/* ---- Keeping and taking away ---- */

static gboolean
keep_layout (KheoDb *db, gpointer layout, GError **error)
{
  return kheo_annex_layout_save (db, layout, error);
}

static gboolean
take_away_layout (KheoDb *db, gpointer layout, GError **error)
{
  return kheo_annex_layout_remove (db, ((KheoAnnexLayout *) layout)->name, error);
}

static void
layout_free (gpointer layout)
{
  kheo_annex_layout_free (layout);
}

static const KheoKeepingSort sort = { keep_layout, take_away_layout, layout_free };

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KheoAnnexWindow) self = kheo_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoKeeping) done = kheo_keeping_finish (source, result, &error);
  KheoAnnexLayout *layout;
  const char      *name;

  if (self == NULL || self->draft == NULL)
    return;
  if (done == NULL)
    {
      kheo_page_show_error (GTK_WIDGET (self), _ ("The layout could not be kept"), error);
      return;
    }
  name = ((KheoAnnexLayout *) done->thing)->name;
  layout = kheo_annex_draft_get_layout (self->draft);
  layout->is_own = !done->removed;
  g_free (layout->name);
  layout->name = g_strdup (name);
  kheo_page_toast_action (GTK_WIDGET (self),
                          done->removed ? _ ("The layout is taken away") : _ ("The layout is kept"),
                          done->action);
  kheo_annex_window_show_layout (self);
  kheo_annex_window_read_layouts (self, done->removed ? NULL : name);
}

void
kheo_annex_window_keep_layout (KheoAnnexWindow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  KheoAnnexLayout *layout;

  if (*g_strstrip (name) == '\0')
    return;
  layout = kheo_annex_layout_dup (kheo_annex_draft_get_layout (self->draft));
  g_free (layout->name);
  layout->name = g_steal_pointer (&name);
  kheo_keeping_async (self->scope, &sort, _ ("Keep a layout of annexes"), layout, FALSE, kept_cb,
                      kheo_weak_new (self));
}

void
kheo_annex_window_remove_layout (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KheoAnnexWindow       *self = KHEO_ANNEX_WINDOW (widget);
  const KheoAnnexLayout *layout = kheo_annex_draft_get_layout (self->draft);

  if (layout->is_own)
    kheo_keeping_async (self->scope, &sort, _ ("Take away a layout of annexes"),
                        kheo_annex_layout_dup (layout), TRUE, kept_cb, kheo_weak_new (self));
}
