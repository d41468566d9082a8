/* The digests of the units: their versions, then rounds in which what stands above comes to count.
 */
#include "kheo-digest-private.h"

#include <string.h>

/* Rounds in which what stands above a unit comes to count: the depth of any tree of ours. */
#define N_ROUNDS 6
/* Units by their own row, without versions. */
static gboolean
begin_units (KheoDigestWork *work, GError **error)
{
  g_auto (KheoDigestTable) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;

  if (!kheo_digest_table_open (&table, work->db, "unit", "", error))
    return FALSE;
  while (kheo_stmt_step (table.stmt, &problem))
    {
      KheoDigest digest;

      g_string_truncate (row, 0);
      kheo_digest_append_row (work, &table, row);
      digest = kheo_digest_bytes (work, row->str, row->len);
      kheo_digest_put (work->units, kheo_stmt_get_int (table.stmt, 0), &digest);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

typedef struct
{
  KheoDigest *unit; /* in the table of units */
  KheoDigest *parent;
  KheoDigest  content; /* the version without its references */
} Version;

/* All versions, unit by unit. */
static GArray *
read_versions (KheoDigestWork *work, GError **error)
{
  g_auto (KheoDigestTable) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GArray) versions = g_array_new (FALSE, TRUE, sizeof (Version));
  g_autoptr (GError) problem = NULL;
  int unit_place = 0;
  int parent_place = 0;

  if (!kheo_digest_table_open (&table, work->db, "unit_version", "", error))
    return NULL;
  for (guint i = 0; i < table.columns->len; i++)
    if (strcmp (table.columns->pdata[i], "unit_id") == 0)
      unit_place = (int) i + 1;
    else if (strcmp (table.columns->pdata[i], "parent_id") == 0)
      parent_place = (int) i + 1;

  while (kheo_stmt_step (table.stmt, &problem))
    {
      Version version = { 0 };
      gint64  unit = kheo_stmt_get_int (table.stmt, unit_place);
      gint64  parent = kheo_stmt_get_int (table.stmt, parent_place);

      g_string_truncate (row, 0);
      for (guint i = 0; i < table.columns->len; i++)
        if (table.references[i] == REFERS_TO_NOTHING)
          kheo_digest_append_value (row, table.columns->pdata[i],
                                    kheo_stmt_get_text (table.stmt, (int) i + 1));
      version.content = kheo_digest_bytes (work, row->str, row->len);
      version.unit = g_hash_table_lookup (work->units, &unit);
      version.parent = g_hash_table_lookup (work->units, &parent);
      if (version.unit != NULL)
        g_array_append_val (versions, version);
    }
  if (problem == NULL)
    return g_steal_pointer (&versions);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* One round: each unit becomes its base and all its versions with their parents of the last. */
static void
mix_parents (KheoDigestWork *work, GArray *versions, GHashTable *base)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer       key, value;

  for (guint i = 0; i < versions->len; i++)
    {
      Version    *version = &g_array_index (versions, Version, i);
      char        both[2 * DIGEST_SIZE] = { 0 };
      KheoDigest *sum = g_hash_table_lookup (sums, version->unit);
      KheoDigest  digest;

      memcpy (both, version->content.bytes, DIGEST_SIZE);
      if (version->parent != NULL)
        memcpy (both + DIGEST_SIZE, version->parent->bytes, DIGEST_SIZE);
      digest = kheo_digest_bytes (work, both, sizeof both);
      if (sum == NULL)
        {
          sum = g_memdup2 (g_hash_table_lookup (base, version->unit), sizeof *sum);
          g_hash_table_insert (sums, version->unit, sum);
        }
      kheo_digest_add (sum, &digest);
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    *(KheoDigest *) key = kheo_digest_bytes (work, value, DIGEST_SIZE);
}

gboolean
kheo_digest_units (KheoDigestWork *work, GError **error)
{
  g_autoptr (GHashTable) base = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) versions = NULL;
  GHashTableIter iter;
  gpointer       digest;

  if (!begin_units (work, error))
    return FALSE;
  versions = read_versions (work, error);
  if (versions == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, work->units);
  while (g_hash_table_iter_next (&iter, NULL, &digest))
    g_hash_table_insert (base, digest, g_memdup2 (digest, sizeof (KheoDigest)));
  for (guint round = 0; round < N_ROUNDS; round++)
    mix_parents (work, versions, base);
  return TRUE;
}
