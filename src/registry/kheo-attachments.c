/*
 * Files attached to records, and the files that were imported.  Their content is kept once per
 * SHA-256 in `blob`, which no action ever takes away: so the history need not hold it a second
 * time, and undoing a removal finds it again.
 */
#include "kheo-imports.h"

#include "kheo-id.h"

/* The bytes of @path, at most KHEO_KEPT_FILE_MAX of them. */
static GBytes *
load_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  GError *problem = NULL;
  GBytes *bytes = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                            &problem);
  if (info != NULL && g_file_info_get_size (info) > KHEO_KEPT_FILE_MAX)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "“%s” is larger than 64 MiB", path);
      return NULL;
    }
  if (info != NULL)
    bytes = g_file_load_bytes (file, NULL, NULL, &problem);
  if (bytes != NULL)
    return bytes;

  g_set_error_literal (error, KHEO_ERROR,
                       g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                           ? KHEO_ERROR_NOT_FOUND
                           : KHEO_ERROR_FAILED,
                       problem->message);
  g_error_free (problem);
  return NULL;
}

static gboolean
add_kept_file (KheoDb *db, const char *sha256, GBytes *bytes, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  gsize         size = 0;
  gconstpointer data = NULL;

  g_return_val_if_fail (db != NULL && sha256 != NULL && bytes != NULL, FALSE);

  stmt = kheo_db_prepare (db, "INSERT INTO blob (sha256, size, data) VALUES (:sha256, :size, :data)"
                              " ON CONFLICT (sha256) DO NOTHING");
  data = g_bytes_get_data (bytes, &size);
  kheo_stmt_bind_text (stmt, ":sha256", sha256);
  kheo_stmt_bind_int (stmt, ":size", (gint64) size);
  /* An empty file is an empty blob, not NULL. */
  kheo_stmt_bind_blob (stmt, ":data", data != NULL ? data : "", size);
  return kheo_stmt_run (stmt, error);
}

/* Makes room for @size bytes; *out_rowid is 0 when they are there already. */
static gboolean
reserve_blob (KheoDb *db, const char *sha256, gsize size, gint64 *out_rowid, GError **error)
{
  g_autoptr (KheoStmt) add = NULL;
  g_autoptr (KheoStmt) find = NULL;

  *out_rowid = 0;
  add = kheo_db_prepare (db, "INSERT INTO blob (sha256, size, data)"
                             " VALUES (:sha256, :size, zeroblob (:size))"
                             " ON CONFLICT (sha256) DO NOTHING");
  kheo_stmt_bind_text (add, ":sha256", sha256);
  kheo_stmt_bind_int (add, ":size", (gint64) size);
  if (!kheo_stmt_run (add, error))
    return FALSE;
  if (kheo_db_changes (db) == 0)
    return TRUE;
  find = kheo_db_prepare (db, "SELECT rowid FROM blob WHERE sha256 = :sha256");
  kheo_stmt_bind_text (find, ":sha256", sha256);
  if (!kheo_stmt_step (find, error))
    return FALSE;
  *out_rowid = kheo_stmt_get_int (find, 0);
  return TRUE;
}

gboolean
kheo_kept_file_add_spool (KheoDb       *db,
                          const char   *sha256,
                          KheoSpool    *spool,
                          KheoProgress *progress,
                          const char   *what,
                          GError      **error)
{
  gint64 rowid = 0;

  g_return_val_if_fail (db != NULL && sha256 != NULL && spool != NULL, FALSE);

  return reserve_blob (db, sha256, kheo_spool_get_size (spool), &rowid, error) &&
         (rowid == 0 ||
          kheo_spool_fill_blob (spool, db, "blob", "data", rowid, progress, what, error));
}

gboolean
kheo_kept_file_exists (KheoDb *db, const char *sha256)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  stmt = kheo_db_prepare (db, "SELECT 1 FROM blob WHERE sha256 = :sha256");
  kheo_stmt_bind_text (stmt, ":sha256", sha256);
  return kheo_stmt_step (stmt, NULL);
}

GBytes *
kheo_kept_file_read (KheoDb *db, const char *sha256, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (db != NULL && sha256 != NULL, NULL);

  stmt = kheo_db_prepare (db, "SELECT data FROM blob WHERE sha256 = :sha256");
  kheo_stmt_bind_text (stmt, ":sha256", sha256);
  if (!kheo_stmt_step (stmt, error))
    return NULL;
  bytes = kheo_stmt_dup_blob (stmt, 0);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_str_equal (digest, sha256))
    return g_steal_pointer (&bytes);
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_CORRUPT, "the kept file %s is damaged", sha256);
  return NULL;
}

static char *
guess_mime (const char *path, GBytes *bytes)
{
  gsize            size = 0;
  const guint8    *data = g_bytes_get_data (bytes, &size);
  g_autofree char *type = g_content_type_guess (path, data, MIN (size, 4096), NULL);
  char            *mime = g_content_type_get_mime_type (type);

  return mime != NULL ? mime : g_strdup ("application/octet-stream");
}

static KheoAttachment *
read_attachment (KheoStmt *stmt)
{
  KheoAttachment *attachment = g_new0 (KheoAttachment, 1);

  attachment->id = kheo_stmt_get_int (stmt, 0);
  attachment->name = g_strdup (kheo_stmt_get_text (stmt, 1));
  attachment->mime = g_strdup (kheo_stmt_get_text (stmt, 2));
  attachment->sha256 = g_strdup (kheo_stmt_get_text (stmt, 3));
  attachment->size = kheo_stmt_get_int (stmt, 4);
  return attachment;
}

static gboolean
fail_not_found (gint64 id, GError **error)
{
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
               "no attachment with the id %" G_GINT64_FORMAT, id);
  return FALSE;
}

static void
attachment_free (KheoAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->name);
  g_free (attachment->mime);
  g_free (attachment->sha256);
  g_free (attachment);
}

gboolean
kheo_attachment_add (
    KheoDb *db, const char *table, gint64 record_id, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = NULL;
  g_autofree char *mime = NULL;

  g_return_val_if_fail (db != NULL && table != NULL && path != NULL, FALSE);

  bytes = load_file (path, error);
  if (bytes == NULL)
    return FALSE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!add_kept_file (db, sha256, bytes, error))
    return FALSE;

  name = g_filename_display_basename (path);
  mime = guess_mime (path, bytes);
  stmt =
      kheo_db_prepare (db, "INSERT INTO attachment (id, table_name, record_id, name, mime, sha256)"
                           " VALUES (:id, :table, :record, :name, :mime, :sha256)");
  kheo_stmt_bind_int (stmt, ":id", kheo_id_next ());
  kheo_stmt_bind_text (stmt, ":table", table);
  kheo_stmt_bind_int (stmt, ":record", record_id);
  kheo_stmt_bind_text (stmt, ":name", name);
  kheo_stmt_bind_text (stmt, ":mime", mime);
  kheo_stmt_bind_text (stmt, ":sha256", sha256);
  return kheo_stmt_run (stmt, error);
}

GPtrArray *
kheo_attachment_list (KheoDb *db, const char *table, gint64 record_id, GError **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (db != NULL && table != NULL, NULL);

  attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) attachment_free);
  stmt = kheo_db_prepare (db, "SELECT id, name, mime, sha256, size"
                              " FROM attachment JOIN blob USING (sha256)"
                              " WHERE record_id = :record AND table_name = :table ORDER BY id");
  kheo_stmt_bind_int (stmt, ":record", record_id);
  kheo_stmt_bind_text (stmt, ":table", table);
  while (kheo_stmt_step (stmt, &problem))
    g_ptr_array_add (attachments, read_attachment (stmt));
  if (problem == NULL)
    return g_steal_pointer (&attachments);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GBytes *
kheo_attachment_read (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt =
      kheo_db_prepare (db, "SELECT data FROM attachment JOIN blob USING (sha256) WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, &problem))
    bytes = kheo_stmt_dup_blob (stmt, 0);
  kheo_stmt_reset (stmt);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (bytes == NULL)
    fail_not_found (id, error);
  return bytes;
}

gboolean
kheo_attachment_remove (KheoDb *db, gint64 id, GError **error)
{
  g_autoptr (KheoStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  stmt = kheo_db_prepare (db, "DELETE FROM attachment WHERE id = :id");
  kheo_stmt_bind_int (stmt, ":id", id);
  if (!kheo_stmt_run (stmt, error))
    return FALSE;
  return kheo_db_changes (db) == 1 || fail_not_found (id, error);
}
