#include "kheo-annex-list-private.h"

#include "kheo-error.h"
#include "kheo-figures.h"
#include "kheo-registers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BATCH 512u /* records read at once */

static void
gather_clear (KheoAnnexGather *gather)
{
  g_clear_pointer (&gather->offers, g_ptr_array_unref);
  g_clear_pointer (&gather->columns, g_array_unref);
  g_clear_pointer (&gather->entries, g_array_unref);
  g_clear_pointer (&gather->children, g_ptr_array_unref);
  for (guint i = 0; i < gather->n_groupings; i++)
    {
      g_ptr_array_unref (gather->groupings[i].labels);
      g_hash_table_unref (gather->groupings[i].known);
    }
  g_clear_pointer (&gather->rows, kheo_annex_table_unref);
  g_clear_pointer (&gather->keys, g_array_unref);
  g_clear_pointer (&gather->amounts, g_array_unref);
  g_clear_pointer (&gather->summed, g_array_unref);
  g_clear_pointer (&gather->names, g_hash_table_unref);
  g_free (gather->used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoAnnexGather, gather_clear)

static gboolean
find_world (KheoAnnexGather *gather, GError **error)
{
  const KheoQuery *query = gather->query;
  gboolean         day = query->clock == KHEO_CLOCK_ON_DAY;

  if ((gather->world = kheo_world_get (gather->db, error)) == NULL ||
      (gather->indicators = kheo_world_get_indicators (gather->world, error)) == NULL)
    return FALSE;
  gather->units = kheo_world_get_units (gather->world);
  gather->map = kheo_world_get_map (gather->world, day ? query->clock_day : kheo_date_today ());
  if (query->clock != KHEO_CLOCK_AS_REPORTED || query->reg == &kheo_register_units)
    gather->map_day = day ? query->clock_day : kheo_date_today ();
  gather->unit_field = kheo_register_find_field (query->reg, "unit_id");
  return TRUE;
}

static gboolean
find_columns (KheoAnnexGather *gather, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("list:%s", gather->query->reg->name);

  gather->offers = kheo_annex_subject_list_columns (subject, NULL);
  if ((gather->columns = kheo_annex_choose (gather->offers, gather->layout, error)) == NULL)
    return FALSE;
  gather->rows = kheo_annex_table_new ();
  gather->used = g_new0 (gboolean, gather->columns->len);
  gather->summed = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < gather->columns->len; i++)
    {
      const KheoAnnexChosen *choice = &g_array_index (gather->columns, KheoAnnexChosen, i);

      kheo_annex_table_add (gather->rows, &choice->column);
      if (choice->sum)
        g_array_append_val (gather->summed, i);
    }
  return TRUE;
}

static void
add_amounts (KheoAnnexGather *gather, KheoRecord *record)
{
  for (guint i = 0; i < gather->summed->len; i++)
    {
      guint       column = g_array_index (gather->summed, guint, i);
      const char *key = g_array_index (gather->columns, KheoAnnexChosen, column).offer->key;
      int         field = kheo_register_find_field (gather->query->reg, key);
      gint64      amount =
          field >= 0 ? kheo_record_get_integer (record, (guint) field, G_MININT64) : G_MININT64;

      g_array_append_val (gather->amounts, amount);
    }
}

static void
add_record (KheoAnnexGather *gather, KheoRecord *record, guint child)
{
  guint             n = gather->columns->len;
  g_autofree char **cells = g_new0 (char *, n);

  for (guint i = 0; i < n; i++)
    {
      const KheoAnnexOffer *offer = g_array_index (gather->columns, KheoAnnexChosen, i).offer;

      cells[i] = offer->personal && !gather->with_personal
                     ? g_strdup ("")
                     : kheo_annex_gather_text (gather, record, offer->key);
      gather->used[i] = gather->used[i] || *cells[i] != '\0';
    }
  kheo_annex_gather_keys (gather, record, child);
  add_amounts (gather, record);
  kheo_annex_table_add_row (gather->rows, KHEO_ANNEX_ROW_DATA, (const char *const *) cells);
  for (guint i = 0; i < n; i++)
    g_free (cells[i]);
}

static gboolean
read_records (KheoAnnexGather *gather, GError **error)
{
  for (guint start = 0; start < gather->entries->len; start += BATCH)
    {
      guint n = MIN (BATCH, gather->entries->len - start);
      g_autoptr (GPtrArray) records = kheo_annex_gather_records (gather, start, n, error);

      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (records->pdata[i] != NULL)
          add_record (gather, records->pdata[i],
                      g_array_index (gather->entries, KheoAnnexEntry, start + i).child);
      if (!kheo_progress_tick (gather->progress, (double) (start + n) / gather->entries->len,
                               _ ("reading the records"), error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Words ---- */

static void
add_words (const KheoAnnexGather *gather, KheoAnnexContent *content)
{
  const KheoQuery *query = gather->query;
  gboolean         models = query->reg == &kheo_register_models;
  const char      *label = _ (query->reg->label);

  kheo_annex_content_name_question (content, query, gather->units);
  if (models)
    {
      content->title = g_strdup (_ ("LIST OF “SKILFUL MASS MOBILISATION” MODELS"));
      /* Translators: below the table; %s is a day */
      content->note = g_strdup_printf (
          _ ("Source: register of “Skilful mass mobilisation” models, figures as of %s."),
          content->date);
    }
  else
    {
      /* Translators: title of a printed list, put in capitals; %s is a register: "Tasks". */
      g_autofree char *title = g_strdup_printf (_ ("List: %s"), label);

      content->title = g_utf8_strup (title, -1);
      /* Translators: below a table; %s is a day. */
      content->note = g_strdup_printf (_ ("Figures as of %s."), content->date);
    }
}

KheoAnnexContent *
kheo_annex_list_new (KheoDb                *db,
                     const KheoQuery       *query,
                     const KheoAnnexLayout *layout,
                     KheoModelsBelow       *below,
                     gboolean               with_personal,
                     KheoProgress          *progress,
                     GError               **error)
{
  g_auto (KheoAnnexGather) gather = {
    .db = db,
    .query = query,
    .layout = layout,
    .below = below,
    .progress = progress,
    .with_personal = with_personal,
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .keys = g_array_new (FALSE, FALSE, sizeof (KheoAnnexGroupKey)),
    .amounts = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  KheoAnnexContent *content;

  if (!find_world (&gather, error) || !find_columns (&gather, error))
    return NULL;
  kheo_annex_gather_groupings (&gather);
  if (!kheo_annex_gather_entries (&gather, error) || !read_records (&gather, error))
    return NULL;
  content = kheo_annex_content_new ();
  kheo_annex_table_unref (content->table);
  content->table = kheo_annex_gather_write (&gather);
  content->n_records = kheo_annex_table_get_n_rows (gather.rows);
  add_words (&gather, content);
  return content;
}
