#include "kheo-finder-search.h"

#include "kheo-matters.h"
#include "kheo-record-table.h"
#include "kheo-registers.h"

typedef struct
{
  char      *text;
  KheoPeriod period;
  guint      n_models, n_matters;
} Ask;

static void
ask_free (gpointer data)
{
  g_free (((Ask *) data)->text);
  g_free (data);
}

static void
unref_records (gpointer records)
{
  g_ptr_array_unref (records);
}

/* Ids of what is found that @ids does not have yet, until those are @limit. */
static gboolean
add_ids (KheoDb             *db,
         const KheoRegister *reg,
         const Ask          *ask,
         KheoPeriod          period,
         guint               limit,
         GArray             *ids,
         GError            **error)
{
  g_autoptr (KheoQuery) query = kheo_query_new (reg);
  g_autoptr (GArray) found = NULL;
  guint n_before = ids->len;

  query->search = g_strdup (ask->text);
  query->period = period;
  if ((found = kheo_query_run (db, query, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < found->len && ids->len < limit; i++)
    {
      gint64   id = g_array_index (found, gint64, i);
      gboolean known = FALSE;

      for (guint k = 0; k < n_before && !known; k++)
        known = g_array_index (ids, gint64, k) == id;
      if (!known)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
add_records (KheoDb             *db,
             const KheoRegister *reg,
             const Ask          *ask,
             guint               limit,
             GPtrArray          *records,
             GError            **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) found = NULL;

  if (reg != &kheo_register_models && !add_ids (db, reg, ask, ask->period, limit, ids, error))
    return FALSE;
  if (ids->len < limit && !add_ids (db, reg, ask, KHEO_PERIOD_ALL, limit, ids, error))
    return FALSE;
  found =
      kheo_record_table_get_many (db, reg, (const gint64 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (found->pdata[i] != NULL)
      g_ptr_array_add (records, g_object_ref (found->pdata[i]));
  return found != NULL;
}

/* On the reading thread. */
static gpointer
search_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask         *ask = data;
  const KheoMatters *matters;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_records (db, &kheo_register_models, ask, ask->n_models, records, error))
    return NULL;
  for (guint n = 0; (matters = kheo_matters_nth (n)) != NULL; n++)
    if (!add_records (db, matters->reg, ask, ask->n_matters, records, error))
      return NULL;
  return g_steal_pointer (&records);
}

void
kheo_finder_search_async (KheoScope          *scope,
                          const char         *text,
                          guint               n_models,
                          guint               n_matters,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->text = g_strdup (text);
  ask->period = kheo_scope_get_period (scope);
  ask->n_models = n_models;
  ask->n_matters = n_matters;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), search_job, ask,
                         ask_free, unref_records, kheo_scope_get_cancellable (scope), callback,
                         user_data);
}
