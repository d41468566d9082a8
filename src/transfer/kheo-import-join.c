/* Spellings that a person joined, here or in an earlier file, in the place of what the sheet says.
 */
#include "kheo-import-cluster.h"

#include "kheo-import-private.h"
#include "kheo-imports.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char    *meant;      /* equal to what is written: another thing, not asked about again */
  gboolean remembered; /* of an earlier file */
  guint    n_rows;     /* that it was applied to */
  guint    first_row;  /* of the sheet; the first of these */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->meant);
  g_free (answer);
}

/* Keys are "field|written". */
static char *
key_of (int field, const char *written)
{
  return g_strdup_printf ("%d|%s", field, written);
}

static Answer *
find_answer (const KheoImportTable *table, int field, const char *written)
{
  g_autofree char *key = NULL;

  if (table->joins == NULL)
    return NULL;
  key = key_of (field, written);
  return g_hash_table_lookup (table->joins, key);
}

static void
put_answer (
    KheoImportTable *table, int field, const char *written, const char *meant, gboolean remembered)
{
  Answer *answer = g_new0 (Answer, 1);

  if (table->joins == NULL)
    table->joins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  answer->meant = g_strdup (meant);
  answer->remembered = remembered;
  g_hash_table_insert (table->joins, key_of (field, written), answer);
}

gboolean
kheo_joins_is_apart (const KheoImportTable *table, int field, const char *written)
{
  const Answer *answer = find_answer (table, field, written);

  return answer != NULL && strcmp (answer->meant, written) == 0;
}

static gboolean
has_answers (const KheoImportTable *table, int field)
{
  GHashTableIter iter;
  gpointer       key = NULL;

  g_hash_table_iter_init (&iter, table->joins);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (atoi (key) == field)
      return TRUE;
  return FALSE;
}

static void
apply_to_field (KheoImportTable *table, int field)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      const KheoValue    *value = kheo_values_get (table, row, field);
      Answer             *answer = NULL;

      if (value == NULL || value->type != KHEO_VALUE_TEXT)
        continue;
      answer = find_answer (table, field, value->text);
      /* What a person typed into one cell stands above what holds for all alike. */
      if (answer == NULL || strcmp (answer->meant, value->text) == 0 ||
          kheo_import_is_fixed (table, i, field))
        continue;
      if (answer->n_rows++ == 0)
        answer->first_row = table->base_row + i;
      kheo_values_put_text (table, row, field, kheo_import_intern (table->import, answer->meant));
    }
}

void
kheo_joins_apply (KheoImportTable *table)
{
  GHashTableIter iter;
  gpointer       answer = NULL;

  if (table->joins == NULL || table->info.reg == NULL)
    return;
  g_hash_table_iter_init (&iter, table->joins);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    ((Answer *) answer)->n_rows = 0;
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    if (kheo_cluster_takes_field (table->info.reg, f) && has_answers (table, (int) f))
      apply_to_field (table, (int) f);
}

/* ---- Memory of the office ---- */

static gboolean
recall_field (KheoImportTable *table, guint field, KheoDb *db, guint *io_added, GError **error)
{
  g_autoptr (GHashTable) known =
      kheo_spelling_load (db, table->info.reg->name, table->info.reg->fields[field].name, error);
  GHashTableIter iter;
  gpointer       written = NULL;
  gpointer       meant = NULL;

  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &written, &meant))
    if (find_answer (table, (int) field, written) == NULL)
      {
        put_answer (table, (int) field, written, meant, TRUE);
        (*io_added)++;
      }
  return TRUE;
}

gboolean
kheo_joins_recall (KheoImportTable *table, KheoDb *db, GError **error)
{
  guint added = 0;

  if (table->joins_recalled || table->info.reg == NULL)
    return TRUE;
  for (guint f = 0; f < table->info.reg->n_fields; f++)
    if (kheo_cluster_takes_field (table->info.reg, f) &&
        !recall_field (table, f, db, &added, error))
      return FALSE;
  table->joins_recalled = TRUE;
  if (added > 0)
    kheo_joins_apply (table);
  return TRUE;
}

static const char *
written_of (const char *key, int *out_field)
{
  *out_field = atoi (key);
  return strchr (key, '|') + 1;
}

/* What was joined because of an earlier answer is said, one finding for all rows alike. */
void
kheo_joins_note (KheoImportTable *table)
{
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;

  if (table->joins == NULL)
    return;
  g_hash_table_iter_init (&iter, table->joins);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Answer *answer = value;
      int           field = 0;
      const char   *written = written_of (key, &field);
      int           column = kheo_column_of_field (table, field);

      if (!answer->remembered || answer->n_rows == 0)
        continue;
      kheo_import_note (
          table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "spelling-joined",
          g_strdup_printf (ngettext ("“%s” was read as “%s” in %u row, as was decided for an "
                                     "earlier file.",
                                     "“%s” was read as “%s” in %u rows, as was decided for an "
                                     "earlier file.",
                                     answer->n_rows),
                           written, answer->meant, answer->n_rows),
          (int) answer->first_row,
          column >= 0 ? (int) kheo_table_column (table, (guint) column)->info.column : -1);
    }
}

gboolean
kheo_joins_remember (KheoImportTable *table, KheoDb *db, GError **error)
{
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;

  if (table->joins == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, table->joins);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Answer *answer = value;
      int           field = 0;
      const char   *written = written_of (key, &field);

      if (answer->remembered)
        continue;
      if (!kheo_spelling_set (db, table->info.reg->name, table->info.reg->fields[field].name,
                              written, answer->meant, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Public ---- */

/* What was said in this review is as if never said; what was said before is said otherwise now. */
static void
take_back (KheoImportTable *table, int field, const char *written)
{
  const Answer    *answer = find_answer (table, field, written);
  g_autofree char *key = key_of (field, written);

  if (answer != NULL && answer->remembered)
    put_answer (table, field, written, written, FALSE);
  else if (answer != NULL)
    g_hash_table_remove (table->joins, key);
}

void
kheo_import_join (
    KheoImport *self, KheoImportTable *table, int field, const char *written, const char *meant)
{
  g_return_if_fail (table != NULL && table->info.reg != NULL && written != NULL);
  g_return_if_fail (field >= 0 && kheo_cluster_takes_field (table->info.reg, (guint) field));

  if (meant != NULL)
    put_answer (table, field, written, meant, FALSE);
  else
    take_back (table, field, written);
  kheo_import_understand (table, NULL, NULL);
  self->needs_match = TRUE;
}

static int
compare_joins (gconstpointer a, gconstpointer b)
{
  const KheoJoin *first = a;
  const KheoJoin *second = b;

  if (first->table != second->table)
    return first->table < second->table ? -1 : 1;
  if (first->field != second->field)
    return first->field - second->field;
  return strcmp (first->written, second->written);
}

GArray *
kheo_import_list_joins (const KheoImport *self)
{
  GArray *joins = g_array_new (FALSE, FALSE, sizeof (KheoJoin));

  for (guint t = 0; t < self->tables->len; t++)
    {
      const KheoImportTable *table = g_ptr_array_index (self->tables, t);
      GHashTableIter         iter;
      gpointer               key = NULL;
      gpointer               value = NULL;

      if (table->joins == NULL)
        continue;
      g_hash_table_iter_init (&iter, table->joins);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          const Answer *answer = value;
          KheoJoin      join = { .table = t, .meant = answer->meant, .n_rows = answer->n_rows };

          join.written = written_of (key, &join.field);
          join.remembered = answer->remembered;
          if (answer->n_rows > 0)
            g_array_append_val (joins, join);
        }
    }
  g_array_sort (joins, compare_joins);
  return joins;
}
