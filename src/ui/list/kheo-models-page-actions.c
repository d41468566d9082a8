/* What people do with models: new, duplicate, delete. */
#include "kheo-models-page-private.h"

#include "kheo-number.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KheoModelsPage *page;
  char           *title;
  KheoRecord     *record; /* to show next */
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->page);
  g_clear_object (&wait->record);
  g_free (wait->title);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
offer_cb (gboolean go, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoModelsPage *self = wait->page;

  if (!go || self->scope == NULL)
    return;
  self->settling = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->settling = FALSE;
  kheo_record_form_set_record (self->form, wait->record);
}

static void
offer (KheoModelsPage *self, KheoRecord *record)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->page = g_object_ref (self);
  wait->record = g_object_ref (record);
  kheo_record_form_leave (self->form, offer_cb, wait);
}

/* A new model begins in the unit and the year one is looking at. */
void
kheo_models_page_new_model (KheoModelsPage *self)
{
  g_autoptr (KheoRecord) record = NULL;
  KheoPeriod period;
  int        year;

  g_return_if_fail (KHEO_IS_MODELS_PAGE (self));
  record = kheo_record_new (&kheo_register_models, 0);
  period = kheo_scope_get_period (self->scope);
  year = kheo_date_get_year (kheo_period_is_all (period) ? kheo_date_today () : period.to);
  kheo_record_set_integer (record, KHEO_MODEL_YEAR, year);
  kheo_record_set_text (record, KHEO_MODEL_STATUS, "registered");
  if (kheo_scope_get_unit (self->scope) != 0)
    kheo_record_set_integer (record, KHEO_MODEL_UNIT, kheo_scope_get_unit (self->scope));
  offer (self, record);
}

/* Everything but what belongs to the one original: its number and where it was read from. */
void
kheo_models_page_duplicate (KheoModelsPage *self)
{
  KheoRecord *shown;
  g_autoptr (KheoRecord) copy = NULL;
  const KheoValue nothing = KHEO_VALUE_INIT;

  g_return_if_fail (KHEO_IS_MODELS_PAGE (self));
  shown = kheo_record_form_get_record (self->form);
  if (shown == NULL)
    return;
  copy = kheo_record_dup (shown);
  for (guint i = 0; i < kheo_register_models.n_fields; i++)
    if (i == KHEO_MODEL_CODE || (kheo_register_models.fields[i].flags & KHEO_FIELD_DERIVED) != 0)
      kheo_record_set (copy, i, &nothing);
  offer (self, copy);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  KheoModelsPage *self = wait->page;
  g_autoptr (GError) error = NULL;
  gint64             action = 0;
  g_autofree gint64 *n = kheo_store_write_finish (KHEO_STORE (source), result, &action, &error);

  if (self->scope == NULL)
    return;
  if (n == NULL)
    kheo_page_show_error (GTK_WIDGET (self), _ ("The models could not be deleted"), error);
  else
    kheo_page_toast_action (GTK_WIDGET (self), wait->title, action);
}

/* Those selected, else the one in the form.  Not asked before: the toast brings them back. */
static GArray *
list_doomed (KheoModelsPage *self)
{
  GArray *ids = kheo_models_page_list_selected (self);
  gint64  shown = kheo_record_form_get_id (self->form);

  if (ids->len == 0 && shown != 0)
    g_array_append_val (ids, shown);
  return ids;
}

void
kheo_models_page_delete (KheoModelsPage *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree char *number = NULL;
  gint64           shown;
  Wait            *wait;

  g_return_if_fail (KHEO_IS_MODELS_PAGE (self));
  ids = list_doomed (self);
  shown = kheo_record_form_get_id (self->form);
  if (ids->len == 0)
    {
      if (kheo_record_form_has_record (self->form))
        kheo_record_form_set_record (self->form, NULL); /* a new one that was never stored */
      return;
    }
  number = kheo_number_format (ids->len);
  wait = g_new0 (Wait, 1);
  wait->page = g_object_ref (self);
  wait->title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s model deleted", "%s models deleted", ids->len), number);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == shown)
      kheo_record_form_set_record (self->form, NULL);
  kheo_book_delete_async (kheo_scope_get_book (self->scope), &kheo_register_models,
                          (const gint64 *) (gpointer) ids->data, ids->len, deleted_cb, wait);
}

void
kheo_models_page_clear_filters (KheoModelsPage *self)
{
  g_return_if_fail (KHEO_IS_MODELS_PAGE (self));
  kheo_scope_set_search (self->scope, NULL);
  kheo_models_page_show_query (self, NULL);
}

void
kheo_models_page_leave (KheoModelsPage *self, KheoLeaveFunc func, gpointer user_data)
{
  g_return_if_fail (KHEO_IS_MODELS_PAGE (self));
  kheo_record_form_leave (self->form, func, user_data);
}
