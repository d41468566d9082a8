/* Which columns an annex has: those that its subject offers, as the layout wants them. */
#include "kheo-annex-subject.h"

#include "kheo-error.h"

#include <glib/gi18n-lib.h>

static const KheoAnnexOffer *
find_offer (const GPtrArray *offers, const char *key)
{
  for (guint i = 0; i < offers->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) offers->pdata[i])->key, key))
      return offers->pdata[i];
  return NULL;
}

static void
choose (GArray *chosen, const KheoAnnexOffer *offer, const KheoAnnexLayoutColumn *wanted)
{
  KheoAnnexChosen choice = {
    .offer = offer,
    .column = { .key = offer->key,
                .heading = offer->heading,
                .group = offer->group,
                .weight = offer->weight,
                .align = offer->align,
                .holds = offer->holds },
    .sum = offer->sum,
    .keep = wanted != NULL || offer->always,
  };

  if (wanted != NULL)
    {
      choice.sum = offer->sum && wanted->sum;
      if (wanted->heading != NULL)
        choice.column.heading = wanted->heading;
      if (wanted->group != NULL)
        choice.column.group = wanted->group;
      if (wanted->width > 0)
        choice.column.weight = wanted->width;
    }
  g_array_append_val (chosen, choice);
}

GArray *
kheo_annex_choose (const GPtrArray *offers, const KheoAnnexLayout *layout, GError **error)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (KheoAnnexChosen));

  if (layout == NULL || layout->columns->len == 0)
    {
      for (guint i = 0; i < offers->len; i++)
        if (((const KheoAnnexOffer *) offers->pdata[i])->usual)
          choose (chosen, offers->pdata[i], NULL);
      return g_steal_pointer (&chosen);
    }
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const KheoAnnexLayoutColumn *wanted = layout->columns->pdata[i];
      const KheoAnnexOffer        *offer = find_offer (offers, wanted->key);

      if (offer == NULL)
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("the layout “%s” names a column “%s” that this annex does not have"),
                       kheo_annex_layout_get_label (layout), wanted->key);
          return NULL;
        }
      choose (chosen, offer, wanted);
    }
  return g_steal_pointer (&chosen);
}

/* Groups and totals keep their number and label, whatever columns they stood in. */
static void
move_label (
    const KheoAnnexTable *from, guint row, const KheoAnnexTable *to, guint n, const char **cells)
{
  guint       label = kheo_annex_table_get_label_column (from, row);
  guint       place = kheo_annex_table_get_label_place (to);
  const char *number = label > 0 ? kheo_annex_table_get_cell (from, row, 0) : "";

  for (guint i = 0; i < n; i++)
    if (kheo_annex_table_get_holds (to, i) != KHEO_ANNEX_HOLDS_NUMBER)
      cells[i] = "";
  cells[place] = kheo_annex_table_get_cell (from, row, label);
  if (place > 0)
    cells[0] = number;
}

static void
copy_rows (const KheoAnnexTable *from, KheoAnnexTable *to, const int *places, guint n)
{
  g_autofree const char **cells = g_new0 (const char *, n);

  for (guint row = 0; row < kheo_annex_table_get_n_rows (from); row++)
    {
      KheoAnnexRowKind kind = kheo_annex_table_get_row_kind (from, row);

      if (kind == KHEO_ANNEX_ROW_NONE)
        {
          kheo_annex_table_add_none (to, kheo_annex_table_get_cell (from, row, 0));
          continue;
        }
      for (guint i = 0; i < n; i++)
        cells[i] = kheo_annex_table_get_cell (from, row, (guint) places[i]);
      if (kind != KHEO_ANNEX_ROW_DATA)
        move_label (from, row, to, n, cells);
      if (kind == KHEO_ANNEX_ROW_GROUP)
        kheo_annex_table_add_group (to, kheo_annex_table_get_row_depth (from, row), cells);
      else
        kheo_annex_table_add_row (to, kind, cells);
    }
}

gboolean
kheo_annex_content_arrange (KheoAnnexContent      *content,
                            const char            *subject,
                            const KheoAnnexLayout *layout,
                            GError               **error)
{
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns (subject, NULL);
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (KheoAnnexTable) table = NULL;
  g_autofree int *places = NULL;

  if (layout == NULL || layout->columns->len == 0)
    return TRUE;
  if ((chosen = kheo_annex_choose (offers, layout, error)) == NULL)
    return FALSE;
  table = kheo_annex_table_new ();
  places = g_new0 (int, chosen->len);
  for (guint i = 0; i < chosen->len; i++)
    {
      KheoAnnexChosen             *choice = &g_array_index (chosen, KheoAnnexChosen, i);
      const KheoAnnexLayoutColumn *wanted = layout->columns->pdata[i];

      places[i] = MAX (kheo_annex_table_find (content->table, choice->column.key), 0);
      /* A ready table knows its usual words better: "Năm 2025, quy về bản đồ mới". */
      if (wanted->heading == NULL)
        choice->column.heading = kheo_annex_table_get_heading (content->table, (guint) places[i]);
      kheo_annex_table_add (table, &choice->column);
    }
  copy_rows (content->table, table, places, chosen->len);
  kheo_annex_table_unref (content->table);
  content->table = g_steal_pointer (&table);
  return TRUE;
}

/* ---- A layout from elsewhere ---- */

static gboolean
check_columns (const KheoAnnexLayout *self, const GPtrArray *offers, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean figures = g_str_equal (self->subject, "total:figures");

  for (guint i = 0; i < self->columns->len; i++)
    {
      const KheoAnnexLayoutColumn *column = self->columns->pdata[i];

      if (!g_hash_table_add (seen, column->key))
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("the layout names the column “%s” twice"), column->key);
          return FALSE;
        }
      if (find_offer (offers, column->key) == NULL &&
          !(figures && g_str_has_prefix (column->key, "indicator=")))
        {
          g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                       _ ("the layout “%s” names a column “%s” that this annex does not have"),
                       kheo_annex_layout_get_label (self), column->key);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kheo_annex_layout_check (const KheoAnnexLayout *self, GError **error)
{
  g_autoptr (GPtrArray) offers = kheo_annex_subject_list_columns (self->subject, NULL);
  g_autoptr (GPtrArray) groups = kheo_annex_subject_list_groups (self->subject);

  if (offers == NULL)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, _ ("there is no annex of “%s”"),
                   self->subject);
      return FALSE;
    }
  for (guint i = 0; i < self->groups->len; i++)
    if (find_offer (groups, self->groups->pdata[i]) == NULL)
      {
        g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                     _ ("the layout “%s” names a group “%s” that this annex does not have"),
                     kheo_annex_layout_get_label (self), (const char *) self->groups->pdata[i]);
        return FALSE;
      }
  return check_columns (self, offers, error);
}
