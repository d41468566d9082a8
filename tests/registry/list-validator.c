#include "list-validator.h"

struct _ListValidator
{
  KheoRecordList *list; /* owned */
  GArray         *ids;  /* what the list has told so far */
  gulong          handler;
  guint           n_signals;
};

/* The list's own ids, copied. */
static GArray *
read_ids (KheoRecordList *list)
{
  guint   n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      gint64 id = kheo_record_list_get_id (list, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, ListValidator *self)
{
  g_autoptr (GArray) told = g_steal_pointer (&self->ids);

  self->n_signals++;
  g_assert_cmpuint (position + removed, <=, told->len);
  self->ids = read_ids (self->list);
  g_assert_cmpuint (self->ids->len, ==, told->len - removed + added);
  for (guint i = 0; i < position; i++)
    g_assert_cmpint (g_array_index (told, gint64, i), ==, g_array_index (self->ids, gint64, i));
  for (guint i = position + removed; i < told->len; i++)
    g_assert_cmpint (g_array_index (told, gint64, i), ==,
                     g_array_index (self->ids, gint64, i - removed + added));
}

ListValidator *
list_validator_new (KheoRecordList *list)
{
  ListValidator *self = g_new0 (ListValidator, 1);

  self->list = g_object_ref (list);
  self->ids = read_ids (list);
  self->handler = g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == KHEO_TYPE_ROW);
  return self;
}

guint
list_validator_get_n_signals (ListValidator *self)
{
  return self->n_signals;
}

void
list_validator_check (ListValidator *self, GArray *ids)
{
  GListModel *model = G_LIST_MODEL (self->list);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, ids->len);
  g_assert_cmpuint (self->ids->len, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KheoRow) row = g_list_model_get_item (model, i);
      g_autoptr (KheoRow) again = g_list_model_get_item (model, i);

      g_assert_true (row == again);
      g_assert_cmpint (kheo_row_get_id (row), ==, g_array_index (ids, gint64, i));
      g_assert_cmpint (kheo_record_list_get_id (self->list, i), ==, kheo_row_get_id (row));
      g_assert_cmpint (g_array_index (self->ids, gint64, i), ==, kheo_row_get_id (row));
    }
  g_assert_null (g_list_model_get_item (model, ids->len));
}

void
list_validator_free (ListValidator *self)
{
  g_signal_handler_disconnect (self->list, self->handler);
  g_object_unref (self->list);
  g_array_unref (self->ids);
  g_free (self);
}
