/* What a person said of rows that look like a record, or like another row. */
#include "kheo-import-duplicate.h"

#include "kheo-import-private.h"
#include "kheo-imports.h"

#include <stdlib.h>

/* Keys of table->distinct: "row|record|other". */
static char *
key_of (guint index, gint64 record, int other)
{
  return g_strdup_printf ("%u|%" G_GINT64_FORMAT "|%d", index, record, record != 0 ? -1 : other);
}

gboolean
kheo_duplicate_is_distinct (const KheoImportTable *table, guint index, gint64 record, int other)
{
  g_autofree char *key = NULL;

  if (table->distinct == NULL)
    return FALSE;
  key = key_of (index, record, other);
  return g_hash_table_contains (table->distinct, key);
}

gint64
kheo_duplicate_get_same (const KheoImportTable *table, guint index)
{
  const gint64 *record =
      table->same != NULL ? g_hash_table_lookup (table->same, GUINT_TO_POINTER (index + 1)) : NULL;

  return record != NULL ? *record : 0;
}

void
kheo_import_set_same (KheoImport *self, KheoImportTable *table, guint index, gint64 record)
{
  g_return_if_fail (table != NULL && index < table->rows->len);

  if (table->same == NULL)
    table->same = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (record != 0)
    g_hash_table_insert (table->same, GUINT_TO_POINTER (index + 1),
                         g_memdup2 (&record, sizeof record));
  else
    g_hash_table_remove (table->same, GUINT_TO_POINTER (index + 1));
  self->needs_match = TRUE;
}

void
kheo_import_set_distinct (
    KheoImport *self, KheoImportTable *table, guint index, gint64 record, int other)
{
  g_return_if_fail (table != NULL && index < table->rows->len);

  if (table->distinct == NULL)
    table->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (table->distinct, key_of (index, record, other));
  self->needs_match = TRUE;
}

gboolean
kheo_duplicates_remember (KheoImportTable *table, KheoDb *db, GError **error)
{
  GHashTableIter iter;
  gpointer       key = NULL;

  if (table->distinct == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, table->distinct);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (key, "|", 3);
      guint  index = (guint) atoi (parts[0]);
      gint64 first = index < table->rows->len ? kheo_table_row (table, index)->id : 0;
      gint64 second = g_ascii_strtoll (parts[1], NULL, 10);
      int    other = atoi (parts[2]);

      if (second == 0 && other >= 0 && (guint) other < table->rows->len)
        second = kheo_table_row (table, (guint) other)->id;
      if (first != 0 && second != 0 && first != second &&
          !kheo_not_duplicate_set (db, table->info.reg->table, first, second, error))
        return FALSE;
    }
  return TRUE;
}
