/*
 * The digest of a book.  Each row is digested with its references replaced by the digest of what
 * they point to, and the rows of a table are added up as a multiset; so neither ids nor the order
 * of entry count.
 *
 *   unit: its versions, then some rounds in which each unit takes in its parents' digests
 *   model: the row, its unit's digest and, when it was replicated, that of the other model
 */
#include "kheo-digest.h"

#include "kheo-book.h"

#include <string.h>

#define DIGEST_SIZE 32
/* Rounds in which what stands above a unit comes to count: the depth of any tree of ours. */
#define N_ROUNDS 6
/* Chains of replicated models longer than this count up to here. */
#define LONGEST_CHAIN 16

typedef struct
{
  guint8 bytes[DIGEST_SIZE];
} Digest;

typedef struct
{
  KheoDb     *db;
  GChecksum  *sha;
  GHashTable *units;     /* gint64* id → Digest* */
  GHashTable *originals; /* models that others were replicated from: the same */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->sha, g_checksum_free);
  g_clear_pointer (&work->units, g_hash_table_unref);
  g_clear_pointer (&work->originals, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static Digest
digest_bytes (Work *work, const char *bytes, gsize size)
{
  Digest digest;
  gsize  length = DIGEST_SIZE;

  g_checksum_reset (work->sha);
  g_checksum_update (work->sha, (const guchar *) bytes, (gssize) size);
  g_checksum_get_digest (work->sha, digest.bytes, &length);
  return digest;
}

/* Adds as numbers of 256 bits: the order does not count, but how often one comes does. */
static void
add_digest (Digest *sum, const Digest *digest)
{
  guint carry = 0;

  for (guint i = DIGEST_SIZE; i > 0; i--)
    {
      carry += sum->bytes[i - 1] + digest->bytes[i - 1];
      sum->bytes[i - 1] = (guint8) carry;
      carry >>= 8;
    }
}

static void
put_digest (GHashTable *table, gint64 id, const Digest *digest)
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
  const Digest *digest = g_hash_table_lookup (table, &id);

  g_string_append_c (row, digest != NULL ? 'r' : 'g');
  if (digest != NULL)
    g_string_append_len (row, (const char *) digest->bytes, DIGEST_SIZE);
}

/* A value with its length before it, so that no two rows read alike. */
static void
append_value (GString *row, const char *name, const char *value)
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

typedef enum
{
  REFERS_TO_NOTHING,
  REFERS_TO_UNIT,
  REFERS_TO_MODEL,
} Reference;

static Reference
reference_of (const char *table, const char *column)
{
  static const struct
  {
    const char *table;
    const char *column;
    Reference   reference;
  } references[] = {
    { "unit_version", "unit_id", REFERS_TO_UNIT }, { "unit_version", "parent_id", REFERS_TO_UNIT },
    { "succession", "old_id", REFERS_TO_UNIT },    { "succession", "new_id", REFERS_TO_UNIT },
    { "model", "unit_id", REFERS_TO_UNIT },        { "model", "parent_id", REFERS_TO_MODEL },
    { "unit_alias", "unit_id", REFERS_TO_UNIT },   { "unit_alias", "parent_id", REFERS_TO_UNIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (strcmp (references[i].table, table) == 0 && strcmp (references[i].column, column) == 0)
      return references[i].reference;
  return REFERS_TO_NOTHING;
}

/* A table being read: SELECT id, its columns. */
typedef struct
{
  const char *table;
  GPtrArray  *columns;
  Reference  *references; /* by column */
  KheoStmt   *stmt;
} Table;

static void
table_clear (Table *table)
{
  g_clear_pointer (&table->columns, g_ptr_array_unref);
  g_clear_pointer (&table->references, g_free);
  g_clear_pointer (&table->stmt, kheo_stmt_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
table_open (Table *self, KheoDb *db, const char *name, const char *where, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  self->table = name;
  self->columns = list_columns (db, name, error);
  if (self->columns == NULL)
    return FALSE;
  self->references = g_new (Reference, MAX (self->columns->len, 1));
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append_printf (sql, ", \"%s\"", (char *) self->columns->pdata[i]);
      self->references[i] = reference_of (name, self->columns->pdata[i]);
    }
  g_string_append_printf (sql, " FROM \"%s\" %s", name, where);
  self->stmt = kheo_db_prepare (db, sql->str);
  return TRUE;
}

/* The current row; references to models only when they are known by now. */
static void
append_row (Work *work, Table *table, GString *row)
{
  g_string_append (row, table->table);
  g_string_append_c (row, ';');
  for (guint i = 0; i < table->columns->len; i++)
    {
      int         place = (int) i + 1;
      const char *name = table->columns->pdata[i];

      if (kheo_stmt_is_null (table->stmt, place))
        continue;
      if (table->references[i] == REFERS_TO_NOTHING)
        append_value (row, name, kheo_stmt_get_text (table->stmt, place));
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

/* Units by their own row, without versions. */
static gboolean
begin_units (Work *work, GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;

  if (!table_open (&table, work->db, "unit", "", error))
    return FALSE;
  while (kheo_stmt_step (table.stmt, &problem))
    {
      Digest digest;

      g_string_truncate (row, 0);
      append_row (work, &table, row);
      digest = digest_bytes (work, row->str, row->len);
      put_digest (work->units, kheo_stmt_get_int (table.stmt, 0), &digest);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

typedef struct
{
  Digest *unit; /* in the table of units */
  Digest *parent;
  Digest  content; /* the version without its references */
} Version;

/* All versions, unit by unit. */
static GArray *
read_versions (Work *work, GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GArray) versions = g_array_new (FALSE, TRUE, sizeof (Version));
  g_autoptr (GError) problem = NULL;
  int unit_place = 0;
  int parent_place = 0;

  if (!table_open (&table, work->db, "unit_version", "", error))
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
          append_value (row, table.columns->pdata[i], kheo_stmt_get_text (table.stmt, (int) i + 1));
      version.content = digest_bytes (work, row->str, row->len);
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
mix_parents (Work *work, GArray *versions, GHashTable *base)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer       key, value;

  for (guint i = 0; i < versions->len; i++)
    {
      Version *version = &g_array_index (versions, Version, i);
      char     both[2 * DIGEST_SIZE] = { 0 };
      Digest  *sum = g_hash_table_lookup (sums, version->unit);
      Digest   digest;

      memcpy (both, version->content.bytes, DIGEST_SIZE);
      if (version->parent != NULL)
        memcpy (both + DIGEST_SIZE, version->parent->bytes, DIGEST_SIZE);
      digest = digest_bytes (work, both, sizeof both);
      if (sum == NULL)
        {
          sum = g_memdup2 (g_hash_table_lookup (base, version->unit), sizeof *sum);
          g_hash_table_insert (sums, version->unit, sum);
        }
      add_digest (sum, &digest);
    }
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    *(Digest *) key = digest_bytes (work, value, DIGEST_SIZE);
}

static gboolean
digest_units (Work *work, GError **error)
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
    g_hash_table_insert (base, digest, g_memdup2 (digest, sizeof (Digest)));
  for (guint round = 0; round < N_ROUNDS; round++)
    mix_parents (work, versions, base);
  return TRUE;
}

static gboolean digest_original (Work *work, Table *table, gint64 id, guint depth, GError **error);

/* Models that others were replicated from must be known before those. */
static gboolean
digest_originals (Work *work, GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (
      work->db, "SELECT DISTINCT parent_id FROM model WHERE parent_id IS NOT NULL");
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
  if (!table_open (&table, work->db, "model", "WHERE id = :id", error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!digest_original (work, &table, g_array_index (ids, gint64, i), 0, error))
      return FALSE;
  return TRUE;
}

/* The model that @id was replicated from, 0 for none. */
static gint64
original_of (Work *work, gint64 id)
{
  g_autoptr (KheoStmt) stmt =
      kheo_db_prepare (work->db, "SELECT parent_id FROM model WHERE id = :id");
  gint64 original = 0;

  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, NULL))
    original = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return original;
}

static gboolean
digest_original (Work *work, Table *table, gint64 id, guint depth, GError **error)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  gint64 original;
  Digest digest;

  if (g_hash_table_contains (work->originals, &id))
    return TRUE;
  original = original_of (work, id);
  if (original != 0 && depth < LONGEST_CHAIN &&
      !digest_original (work, table, original, depth + 1, error))
    return FALSE;

  kheo_stmt_bind_int (table->stmt, ":id", id);
  if (kheo_stmt_step (table->stmt, &problem))
    {
      append_row (work, table, row);
      digest = digest_bytes (work, row->str, row->len);
      put_digest (work->originals, id, &digest);
    }
  kheo_stmt_reset (table->stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A setting whose value is the id of a unit. */
static gboolean
append_setting (Work *work, Table *table, GString *row)
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

/* A file's record is named by table and id: it counts with the content of that record. */
static gboolean
append_attachment (Work *work, Table *table, GString *row, GError **error)
{
  const char *owner = NULL;
  gint64      id = 0;
  g_auto (Table) owners = { 0 };
  g_autoptr (GError) problem = NULL;

  g_string_append (row, "attachment;");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *name = table->columns->pdata[i];

      if (strcmp (name, "record_id") == 0)
        id = kheo_stmt_get_int (table->stmt, (int) i + 1);
      else
        append_value (row, name, kheo_stmt_get_text (table->stmt, (int) i + 1));
      if (strcmp (name, "table_name") == 0)
        owner = g_intern_string (kheo_stmt_get_text (table->stmt, (int) i + 1));
    }
  if (owner == NULL || !g_strv_contains (kheo_book_tables (), owner))
    return TRUE;
  if (!table_open (&owners, work->db, owner, "WHERE id = :id", error))
    return FALSE;
  kheo_stmt_bind_int (owners.stmt, ":id", id);
  if (strcmp (owner, "unit") == 0)
    append_reference (row, work->units, id);
  else if (kheo_stmt_step (owners.stmt, &problem))
    append_row (work, &owners, row);
  kheo_stmt_reset (owners.stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The sum of all rows of @name. */
static gboolean
digest_table (Work *work, const char *name, Digest *sum, GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  gboolean settings = strcmp (name, "setting") == 0;
  gboolean attachments = strcmp (name, "attachment") == 0;

  if (!table_open (&table, work->db, name, "", error))
    return FALSE;
  while (kheo_stmt_step (table.stmt, &problem))
    {
      Digest digest;

      g_string_truncate (row, 0);
      if (attachments)
        {
          if (!append_attachment (work, &table, row, error))
            return FALSE;
        }
      else if (!settings || !append_setting (work, &table, row))
        append_row (work, &table, row);
      digest = digest_bytes (work, row->str, row->len);
      add_digest (sum, &digest);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
add_units (Work *work, Digest *sum)
{
  GHashTableIter iter;
  gpointer       digest;

  g_hash_table_iter_init (&iter, work->units);
  while (g_hash_table_iter_next (&iter, NULL, &digest))
    add_digest (sum, digest);
}

char *
kheo_book_digest (KheoDb *db, GError **error)
{
  g_auto (Work) work = { 0 };
  Digest   sum = { 0 };
  GString *hex;

  g_return_val_if_fail (db != NULL, NULL);

  work.db = db;
  work.sha = g_checksum_new (G_CHECKSUM_SHA256);
  work.units = digest_table_new ();
  work.originals = digest_table_new ();
  if (!digest_units (&work, error) || !digest_originals (&work, error))
    return NULL;

  add_units (&work, &sum);
  /* Imports are provenance; units and their versions are in the digests of the units. */
  for (const char *const *table = kheo_book_tables (); *table != NULL; table++)
    if (strcmp (*table, "import") != 0 && strcmp (*table, "unit") != 0 &&
        strcmp (*table, "unit_version") != 0 && !digest_table (&work, *table, &sum, error))
      return NULL;

  hex = g_string_sized_new (2 * DIGEST_SIZE);
  for (guint i = 0; i < DIGEST_SIZE; i++)
    g_string_append_printf (hex, "%02x", sum.bytes[i]);
  return g_string_free (hex, FALSE);
}
