/*
 * The digest of a book.  Each row is digested with its references replaced by the digest of what
 * they point to, and the rows of a table are added up as a multiset; so neither ids nor the order
 * of entry count.
 *
 *   unit: its versions, then some rounds in which each unit takes in its parents' digests
 *   model: the row, its unit's digest and, when it was replicated, that of the other model
 *   figure, target: the row, the digests of its unit and its indicator
 *   task, petition: the row, the digests of its unit and of that which had it first
 */
#include "kheo-digest.h"
#include "kheo-digest-private.h"

#include "kheo-book.h"

#include <string.h>

/* Chains of replicated models, or of parts of indicators, longer than this count up to here. */
#define LONGEST_CHAIN 16

static void
work_clear (KheoDigestWork *work)
{
  g_clear_pointer (&work->sha, g_checksum_free);
  g_clear_pointer (&work->units, g_hash_table_unref);
  g_clear_pointer (&work->originals, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoDigestWork, work_clear)

KheoDigest
kheo_digest_bytes (KheoDigestWork *work, const char *bytes, gsize size)
{
  KheoDigest digest;
  gsize      length = DIGEST_SIZE;

  g_checksum_reset (work->sha);
  g_checksum_update (work->sha, (const guchar *) bytes, (gssize) size);
  g_checksum_get_digest (work->sha, digest.bytes, &length);
  return digest;
}

/* Adds as numbers of 256 bits: the order does not count, but how often one comes does. */
void
kheo_digest_add (KheoDigest *sum, const KheoDigest *digest)
{
  guint carry = 0;

  for (guint i = DIGEST_SIZE; i > 0; i--)
    {
      carry += sum->bytes[i - 1] + digest->bytes[i - 1];
      sum->bytes[i - 1] = (guint8) carry;
      carry >>= 8;
    }
}

void
kheo_digest_put (GHashTable *table, gint64 id, const KheoDigest *digest)
{
  g_hash_table_insert (table, g_memdup2 (&id, sizeof id), g_memdup2 (digest, sizeof *digest));
}

static GHashTable *
digest_table_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/* What @id refers to; rows that are gone leave nothing but that they are gone. */
static void
append_reference (GString *row, GHashTable *table, gint64 id)
{
  const KheoDigest *digest = g_hash_table_lookup (table, &id);

  g_string_append_c (row, digest != NULL ? 'r' : 'g');
  if (digest != NULL)
    g_string_append_len (row, (const char *) digest->bytes, DIGEST_SIZE);
}

/* A value with its length before it, so that no two rows read alike. */
void
kheo_digest_append_value (GString *row, const char *name, const char *value)
{
  guint32 length;

  if (value == NULL)
    return;
  length = GUINT32_TO_LE ((guint32) strlen (value));
  g_string_append (row, name);
  g_string_append_c (row, '=');
  g_string_append_len (row, (const char *) &length, sizeof length);
  g_string_append_len (row, value, GUINT32_FROM_LE (length));
}

/* Order keys and provenance say nothing of their own. */
static gboolean
is_content (const char *column)
{
  return strcmp (column, "id") != 0 && !g_str_has_suffix (column, "_sort") &&
         !g_str_has_prefix (column, "import_");
}

/* The columns of @table that count; GPtrArray of names, NULL with @error. */
static GPtrArray *
list_columns (KheoDb *db, const char *table, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, "SELECT name FROM pragma_table_info (:table)"
                                                   " ORDER BY name");
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_text (stmt, ":table", table);
  while (kheo_stmt_step (stmt, &problem))
    if (is_content (kheo_stmt_get_text (stmt, 0)))
      g_ptr_array_add (columns, g_strdup (kheo_stmt_get_text (stmt, 0)));
  if (problem == NULL)
    return g_steal_pointer (&columns);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static KheoDigestReference
reference_of (const char *table, const char *column)
{
  static const struct
  {
    const char         *table;
    const char         *column;
    KheoDigestReference reference;
  } references[] = {
    { "unit_version", "unit_id", REFERS_TO_UNIT },
    { "unit_version", "parent_id", REFERS_TO_UNIT },
    { "succession", "old_id", REFERS_TO_UNIT },
    { "succession", "new_id", REFERS_TO_UNIT },
    { "model", "unit_id", REFERS_TO_UNIT },
    { "model", "parent_id", REFERS_TO_ORIGINAL },
    { "unit_alias", "unit_id", REFERS_TO_UNIT },
    { "unit_alias", "parent_id", REFERS_TO_UNIT },
    { "figure", "unit_id", REFERS_TO_UNIT },
    { "figure", "indicator_id", REFERS_TO_ORIGINAL },
    { "target", "unit_id", REFERS_TO_UNIT },
    { "target", "indicator_id", REFERS_TO_ORIGINAL },
    { "target_before", "target_id", REFERS_TO_ORIGINAL },
    { "task", "unit_id", REFERS_TO_UNIT },
    { "task", "first_unit_id", REFERS_TO_UNIT },
    { "petition", "unit_id", REFERS_TO_UNIT },
    { "petition", "first_unit_id", REFERS_TO_UNIT },
    { "chart", "unit_id", REFERS_TO_UNIT },
    { "board", "unit_id", REFERS_TO_UNIT },
    { "board_item", "board_id", REFERS_TO_ORIGINAL },
    { "board_item", "chart_id", REFERS_TO_ORIGINAL },
    { "indicator", "parent_id", REFERS_TO_ORIGINAL },
    { "indicator_alias", "indicator_id", REFERS_TO_ORIGINAL },
    { "succession", "reform_id", REFERS_TO_ORIGINAL },
    { "succession_weight", "succession_id", REFERS_TO_ORIGINAL },
    { "reform_task", "reform_id", REFERS_TO_ORIGINAL },
    { "reform_task", "unit_id", REFERS_TO_UNIT },
    { "reform_task", "other_id", REFERS_TO_UNIT },
    { "reform_task", "record_id", REFERS_TO_ANY },
    { "attachment", "record_id", REFERS_TO_ANY },
    { "unit_group_member", "group_id", REFERS_TO_ORIGINAL },
    { "unit_group_member", "unit_id", REFERS_TO_UNIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (strcmp (references[i].table, table) == 0 && strcmp (references[i].column, column) == 0)
      return references[i].reference;
  return REFERS_TO_NOTHING;
}

void
kheo_digest_table_clear (KheoDigestTable *table)
{
  g_clear_pointer (&table->columns, g_ptr_array_unref);
  g_clear_pointer (&table->references, g_free);
  g_clear_pointer (&table->stmt, kheo_stmt_free);
}

gboolean
kheo_digest_table_open (
    KheoDigestTable *self, KheoDb *db, const char *name, const char *where, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  self->table = name;
  self->columns = list_columns (db, name, error);
  if (self->columns == NULL)
    return FALSE;
  self->references = g_new (KheoDigestReference, MAX (self->columns->len, 1));
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append_printf (sql, ", \"%s\"", (char *) self->columns->pdata[i]);
      self->references[i] = reference_of (name, self->columns->pdata[i]);
    }
  g_string_append_printf (sql, " FROM \"%s\" %s", name, where);
  self->stmt = kheo_db_prepare (db, sql->str);
  return TRUE;
}

/* The current row; references to originals only when they are known by now. */
void
kheo_digest_append_row (KheoDigestWork *work, KheoDigestTable *table, GString *row)
{
  g_string_append (row, table->table);
  g_string_append_c (row, ';');
  for (guint i = 0; i < table->columns->len; i++)
    {
      int         place = (int) i + 1;
      const char *name = table->columns->pdata[i];

      if (kheo_stmt_is_null (table->stmt, place) || table->references[i] == REFERS_TO_ANY)
        continue;
      if (table->references[i] == REFERS_TO_NOTHING)
        kheo_digest_append_value (row, name, kheo_stmt_get_text (table->stmt, place));
      else
        {
          g_string_append (row, name);
          g_string_append_c (row, '=');
          append_reference (row,
                            table->references[i] == REFERS_TO_UNIT ? work->units : work->originals,
                            kheo_stmt_get_int (table->stmt, place));
        }
    }
}

static gboolean digest_original (
    KheoDigestWork *work, KheoDigestTable *table, gint64 id, guint depth, GError **error);

/* What others refer to must be known before those: the ids that @sql gives, of @name. */
static gboolean
digest_originals (KheoDigestWork *work, const char *name, const char *sql, GError **error)
{
  g_auto (KheoDigestTable) table = { 0 };
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (work->db, sql);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!kheo_digest_table_open (&table, work->db, name, "WHERE id = :id", error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!digest_original (work, &table, g_array_index (ids, gint64, i), 0, error))
      return FALSE;
  return TRUE;
}

/* The model that @id was replicated from, the indicator that it is a part of; 0 for none. */
static gint64
original_of (KheoDigestWork *work, const char *table, gint64 id)
{
  g_autofree char *sql = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  gint64 original = 0;

  if (strcmp (table, "model") != 0 && strcmp (table, "indicator") != 0)
    return 0;
  sql = g_strdup_printf ("SELECT parent_id FROM \"%s\" WHERE id = :id", table);
  stmt = kheo_db_prepare (work->db, sql);
  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, NULL))
    original = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return original;
}

static gboolean
digest_original (
    KheoDigestWork *work, KheoDigestTable *table, gint64 id, guint depth, GError **error)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  gint64     original;
  KheoDigest digest;

  if (g_hash_table_contains (work->originals, &id))
    return TRUE;
  original = original_of (work, table->table, id);
  if (original != 0 && depth < LONGEST_CHAIN &&
      !digest_original (work, table, original, depth + 1, error))
    return FALSE;

  kheo_stmt_bind_int (table->stmt, ":id", id);
  if (kheo_stmt_step (table->stmt, &problem))
    {
      kheo_digest_append_row (work, table, row);
      digest = kheo_digest_bytes (work, row->str, row->len);
      kheo_digest_put (work->originals, id, &digest);
    }
  kheo_stmt_reset (table->stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A setting whose value is the id of a unit. */
static gboolean
append_setting (KheoDigestWork *work, KheoDigestTable *table, GString *row)
{
  const char *key = NULL;
  const char *value = NULL;

  for (guint i = 0; i < table->columns->len; i++)
    if (strcmp (table->columns->pdata[i], "key") == 0)
      key = kheo_stmt_get_text (table->stmt, (int) i + 1);
    else if (strcmp (table->columns->pdata[i], "value") == 0)
      value = kheo_stmt_get_text (table->stmt, (int) i + 1);
  if (g_strcmp0 (key, "root-unit") != 0 || value == NULL)
    return FALSE;
  g_string_append (row, "setting;root-unit=");
  append_reference (row, work->units, g_ascii_strtoll (value, NULL, 10));
  return TRUE;
}

/* A record named by table and id counts with its content. */
static gboolean
append_owner (KheoDigestWork *work, const char *owner, gint64 id, GString *row, GError **error)
{
  g_auto (KheoDigestTable) owners = { 0 };
  g_autoptr (GError) problem = NULL;

  if (owner == NULL || !g_strv_contains (kheo_book_tables (), owner))
    return TRUE;
  if (!kheo_digest_table_open (&owners, work->db, owner, "WHERE id = :id", error))
    return FALSE;
  kheo_stmt_bind_int (owners.stmt, ":id", id);
  if (strcmp (owner, "unit") == 0)
    append_reference (row, work->units, id);
  else if (kheo_stmt_step (owners.stmt, &problem))
    kheo_digest_append_row (work, &owners, row);
  kheo_stmt_reset (owners.stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A row that names a record of any table. */
static gboolean
append_with_owner (KheoDigestWork *work, KheoDigestTable *table, GString *row, GError **error)
{
  const char *owner = NULL;
  gint64      id = 0;

  kheo_digest_append_row (work, table, row);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *name = table->columns->pdata[i];

      if (strcmp (name, "record_id") == 0)
        id = kheo_stmt_get_int (table->stmt, (int) i + 1);
      if (strcmp (name, "table_name") == 0)
        owner = g_intern_string (kheo_stmt_get_text (table->stmt, (int) i + 1));
    }
  return append_owner (work, owner, id, row, error);
}

/* Two records, whichever has the smaller id. */
static gboolean
append_pair (KheoDigestWork *work, KheoDigestTable *table, GString *row, GError **error)
{
  const char *owner = NULL;
  gint64      ids[2] = { 0, 0 };
  KheoDigest  both = { 0 };

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *name = table->columns->pdata[i];

      if (strcmp (name, "table_name") == 0)
        owner = g_intern_string (kheo_stmt_get_text (table->stmt, (int) i + 1));
      else
        ids[strcmp (name, "b_id") == 0] = kheo_stmt_get_int (table->stmt, (int) i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GString) one = g_string_new (NULL);
      KheoDigest digest;

      if (!append_owner (work, owner, ids[i], one, error))
        return FALSE;
      digest = kheo_digest_bytes (work, one->str, one->len);
      kheo_digest_add (&both, &digest);
    }
  g_string_append_printf (row, "not_duplicate;%s;", owner != NULL ? owner : "");
  g_string_append_len (row, (const char *) both.bytes, DIGEST_SIZE);
  return TRUE;
}

/* The sum of all rows of @name. */
static gboolean
digest_table (KheoDigestWork *work, const char *name, KheoDigest *sum, GError **error)
{
  g_auto (KheoDigestTable) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  gboolean settings = strcmp (name, "setting") == 0;
  gboolean owned = strcmp (name, "attachment") == 0 || strcmp (name, "reform_task") == 0;
  gboolean pairs = strcmp (name, "not_duplicate") == 0;

  if (!kheo_digest_table_open (&table, work->db, name, "", error))
    return FALSE;
  while (kheo_stmt_step (table.stmt, &problem))
    {
      KheoDigest digest;

      g_string_truncate (row, 0);
      if (owned)
        {
          if (!append_with_owner (work, &table, row, error))
            return FALSE;
        }
      else if (pairs)
        {
          if (!append_pair (work, &table, row, error))
            return FALSE;
        }
      else if (!settings || !append_setting (work, &table, row))
        kheo_digest_append_row (work, &table, row);
      digest = kheo_digest_bytes (work, row->str, row->len);
      kheo_digest_add (sum, &digest);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
add_units (KheoDigestWork *work, KheoDigest *sum)
{
  GHashTableIter iter;
  gpointer       digest;

  g_hash_table_iter_init (&iter, work->units);
  while (g_hash_table_iter_next (&iter, NULL, &digest))
    kheo_digest_add (sum, digest);
}

char *
kheo_book_digest (KheoDb *db, GError **error)
{
  g_auto (KheoDigestWork) work = { 0 };
  KheoDigest sum = { 0 };
  GString   *hex;

  g_return_val_if_fail (db != NULL, NULL);

  work.db = db;
  work.sha = g_checksum_new (G_CHECKSUM_SHA256);
  work.units = digest_table_new ();
  work.originals = digest_table_new ();
  if (!kheo_digest_units (&work, error) ||
      !digest_originals (&work, "model",
                         "SELECT DISTINCT parent_id FROM model WHERE parent_id IS NOT NULL",
                         error) ||
      !digest_originals (&work, "indicator", "SELECT id FROM indicator", error) ||
      !digest_originals (&work, "reform", "SELECT id FROM reform", error) ||
      !digest_originals (&work, "unit_group", "SELECT id FROM unit_group", error) ||
      !digest_originals (&work, "chart", "SELECT id FROM chart", error) ||
      !digest_originals (&work, "board", "SELECT id FROM board", error) ||
      !digest_originals (&work, "target", "SELECT DISTINCT target_id FROM target_before", error) ||
      !digest_originals (&work, "succession",
                         "SELECT DISTINCT succession_id FROM succession_weight", error))
    return NULL;

  add_units (&work, &sum);
  /* Imports are provenance; units and their versions are in the digests of the units. */
  for (const char *const *table = kheo_book_tables (); *table != NULL; table++)
    if (!g_str_has_prefix (*table, "import") && strcmp (*table, "unit") != 0 &&
        strcmp (*table, "unit_version") != 0 && !digest_table (&work, *table, &sum, error))
      return NULL;

  hex = g_string_sized_new (2 * DIGEST_SIZE);
  for (guint i = 0; i < DIGEST_SIZE; i++)
    g_string_append_printf (hex, "%02x", sum.bytes[i]);
  return g_string_free (hex, FALSE);
}
