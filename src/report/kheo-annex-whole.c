/* Columns that are parts of a whole add up to it: what is not known has a column too. */
#include "kheo-annex-total.h"

#include "kheo-registers.h"
#include "kheo-rollup.h"

#include <string.h>

/* The fields whose choices can be columns. */
static const guint fields[] = { KHEO_MODEL_KIND, KHEO_MODEL_FIELD, KHEO_MODEL_STATUS,
                                KHEO_MODEL_LEVEL, KHEO_MODEL_ORIGIN };

static int
find_chosen (const GArray *chosen, const char *field, const char *value)
{
  g_autofree char *key = g_strdup_printf ("%s=%s", field, value);

  for (guint i = 0; i < chosen->len; i++)
    if (g_str_equal (g_array_index (chosen, KheoAnnexChosen, i).offer->key, key))
      return (int) i;
  return -1;
}

/* The last column of @field when all its choices that @query lets have one, but not what is not
 * known; else -1. */
static int
find_last_of_all (const GArray *chosen, const KheoQuery *query, const KheoField *field)
{
  int last = -1;

  if (find_chosen (chosen, field->name, "") >= 0 || !kheo_query_lets (query, field->name, ""))
    return -1;
  for (const KheoChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      int column = find_chosen (chosen, field->name, choice->value);

      if (column < 0 && kheo_query_lets (query, field->name, choice->value))
        return -1;
      last = MAX (last, column);
    }
  return last;
}

/* FALSE: not counted. */
static gboolean
count_unknown (
    KheoDb *db, const KheoQuery *query, const KheoField *field, gint64 *out_count, GError **error)
{
  g_autoptr (KheoQuery) narrowed = kheo_query_dup (query);
  g_autoptr (KheoTotal) total = NULL;

  kheo_query_set_condition (narrowed, field->name, "");
  if ((total = kheo_total_models (db, narrowed, NULL, 0, error)) == NULL)
    return FALSE;
  *out_count = total->total;
  return TRUE;
}

/* Under the common headings of the column that it follows. */
static void
insert_unknown (const GPtrArray *offers, GArray *chosen, guint after, const KheoField *field)
{
  const KheoAnnexChosen before = g_array_index (chosen, KheoAnnexChosen, after);
  g_autofree char      *key = g_strconcat (field->name, "=", NULL);
  KheoAnnexChosen       added = before;

  for (guint i = 0; i < offers->len; i++)
    if (g_str_equal (((const KheoAnnexOffer *) offers->pdata[i])->key, key))
      added.offer = offers->pdata[i];
  added.column.key = added.offer->key;
  added.column.heading = added.offer->heading;
  g_array_insert_val (chosen, after + 1, added);
}

gboolean
kheo_annex_counts_complete (
    KheoDb *db, const KheoQuery *query, const GPtrArray *offers, GArray *chosen, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const KheoField *field = &kheo_register_models.fields[fields[i]];
      int              last = find_last_of_all (chosen, query, field);
      gint64           count = 0;

      if (last < 0)
        continue;
      if (!count_unknown (db, query, field, &count, error))
        return FALSE;
      if (count > 0)
        insert_unknown (offers, chosen, (guint) last, field);
    }
  return TRUE;
}
