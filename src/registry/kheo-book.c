#include "kheo-book.h"

#include "kheo-id.h"
#include "kheo-schema.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* "KHEO", stamped by the first step of the schema. */
#define APPLICATION_ID G_GINT64_CONSTANT (0x4b48454f)

struct _KheoBook
{
  GObject parent_instance;

  KheoStore *store; /* owned; NULL once closed */
};

G_DEFINE_FINAL_TYPE (KheoBook, kheo_book, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* blob is not here: its rows never change (001-book.sql). */
static const char *const tables[] = { "setting",    "import", "unit",       "unit_version",
                                      "succession", "model",  "unit_alias", "mapping",
                                      "attachment", NULL };

typedef struct
{
  KheoRecord *record; /* owned, a copy that only this job holds */
} SaveJob;

typedef struct
{
  const KheoRegister *reg;
  gint64             *ids; /* owned */
  guint               n;
} DeleteJob;

static gboolean fail (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, int code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (KHEO_ERROR, code, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gint64
read_pragma (KheoDb *db, const char *sql, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  gint64 value = 0;

  if (kheo_stmt_step (stmt, error))
    value = kheo_stmt_get_int (stmt, 0);
  kheo_stmt_reset (stmt);
  return value;
}

/* Looks at an existing, non-empty file without changing it. */
static gboolean
check_content (const char *path, guint *out_step, GError **error)
{
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  gint64           application = 0;

  db = kheo_db_open (path, KHEO_DB_READ_ONLY, error);
  if (db == NULL)
    return FALSE;
  application = read_pragma (db, "PRAGMA application_id", &problem);
  if (problem == NULL)
    *out_step = kheo_db_get_schema (db);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (application != APPLICATION_ID)
    return fail (error, KHEO_ERROR_FORMAT,
                 _ ("“%s” is a database of another program, not a book; open a file that ends in "
                    ".kheo."),
                 name);
  if (*out_step > kheo_schema_get ()->n_steps)
    return fail (error, KHEO_ERROR_NEWER,
                 _ ("“%s” was written by a newer version of this program; install that version."),
                 name);
  return TRUE;
}

static gboolean
make_parent (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return fail (error, KHEO_ERROR_FAILED, _ ("The folder “%s” cannot be made; choose another."),
               folder);
}

/* May @path be opened with @flags?  @out_step: the step of its schema, 0 for a book to be made. */
static gboolean
check_file (const char *path, KheoDbFlags flags, guint *out_step, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GStatBuf         info = { 0 };

  *out_step = 0;
  if (strcmp (path, ":memory:") == 0)
    return TRUE;
  if (g_stat (path, &info) != 0 || info.st_size == 0)
    {
      if ((flags & KHEO_DB_CREATE) != 0)
        return make_parent (path, error);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return fail (error, KHEO_ERROR_FORMAT,
                     _ ("“%s” is empty: it is not a book; choose another file."), name);
      return fail (error, KHEO_ERROR_NOT_FOUND, _ ("There is no book “%s”; check its place."),
                   name);
    }
  if (S_ISDIR (info.st_mode))
    return fail (error, KHEO_ERROR_FORMAT,
                 _ ("“%s” is a folder, not a book; choose a file that ends in .kheo."), name);
  return check_content (path, out_step, error);
}

/* The errors of db/ are a developer's English: what a person can act on is said again here. */
static gboolean
translate_error (const char *path, GError *problem, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_error_matches (problem, KHEO_ERROR, KHEO_ERROR_CORRUPT))
    fail (error, KHEO_ERROR_CORRUPT, _ ("“%s” is damaged or not a book; restore it from a backup."),
          name);
  else if (g_error_matches (problem, KHEO_ERROR, KHEO_ERROR_BUSY))
    fail (error, KHEO_ERROR_BUSY,
          _ ("“%s” is in use by another program; close it there and try again."), name);
  else
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_error_free (problem);
  return FALSE;
}

/* A book of an older version that may only be read cannot be brought up to date. */
static gboolean
check_readable (const char *path, gboolean read_only, guint step, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!read_only || step == kheo_schema_get ()->n_steps)
    return TRUE;
  return fail (error, KHEO_ERROR_READ_ONLY,
               _ ("“%s” comes from an older version and must be opened for writing once."), name);
}

static void
changed_cb (KheoStore *store, KheoChangeSet *changes, KheoBook *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  g_object_unref (job->record);
  g_free (job);
}

static void
delete_job_free (gpointer data)
{
  DeleteJob *job = data;

  g_free (job->ids);
  g_free (job);
}

static gpointer
box (gint64 number)
{
  gint64 *boxed = g_new (gint64, 1);

  *boxed = number;
  return boxed;
}

/* Store's thread. */
static gpointer
save_record (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SaveJob *job = data;
  gboolean saved = FALSE;

  if (kheo_record_get_id (job->record) == 0)
    saved = kheo_record_table_insert (db, job->record, error);
  else
    saved = kheo_record_table_update (db, job->record, error);
  return saved ? box (kheo_record_get_id (job->record)) : NULL;
}

/* Store's thread. */
static gpointer
delete_records (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  DeleteJob *job = data;

  if (!kheo_record_table_delete_many (db, job->reg, job->ids, job->n, error))
    return NULL;
  return box (job->n);
}

static char *
title_of_save (KheoRecord *record)
{
  const KheoRegister *reg = kheo_record_get_register (record);
  int                 field = kheo_register_find_field (reg, "name");
  const char         *name = field >= 0 ? kheo_record_get_text (record, (guint) field) : NULL;

  if (kheo_record_get_id (record) == 0)
    /* Translators: an entry of the history: what kind of record, its name. */
    return g_strdup_printf (_ ("Add the %s “%s”"), _ (reg->one), name != NULL ? name : "");
  /* Translators: an entry of the history: what kind of record, its name. */
  return g_strdup_printf (_ ("Change the %s “%s”"), _ (reg->one), name != NULL ? name : "");
}

static void
kheo_book_finalize (GObject *object)
{
  /* Closing may wait, so it is asked for by name: kheo_book_close(). */
  g_warn_if_fail (KHEO_BOOK (object)->store == NULL);

  G_OBJECT_CLASS (kheo_book_parent_class)->finalize (object);
}

static void
kheo_book_class_init (KheoBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_book_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KHEO_TYPE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kheo_book_init (KheoBook *self)
{
}

KheoBook *
kheo_book_open (const char *path, KheoDbFlags flags, GError **error)
{
  g_autoptr (GError) problem = NULL;
  KheoStore *store = NULL;
  KheoBook  *self = NULL;
  guint      step = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (check_file (path, flags, &step, &problem) &&
      check_readable (path, (flags & KHEO_DB_READ_ONLY) != 0, step, &problem))
    store = kheo_store_open (path, kheo_schema_get (), flags, &problem);
  if (store == NULL)
    {
      translate_error (path, g_steal_pointer (&problem), error);
      return NULL;
    }

  self = g_object_new (KHEO_TYPE_BOOK, NULL);
  self->store = store;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

void
kheo_book_close (KheoBook *self)
{
  g_return_if_fail (KHEO_IS_BOOK (self));

  if (self->store == NULL)
    return;
  kheo_store_close (self->store);
  g_clear_object (&self->store);
}

KheoStore *
kheo_book_get_store (KheoBook *self)
{
  g_return_val_if_fail (KHEO_IS_BOOK (self), NULL);

  return self->store;
}

const char *
kheo_book_get_path (KheoBook *self)
{
  g_return_val_if_fail (KHEO_IS_BOOK (self), NULL);

  return kheo_store_get_path (self->store);
}

gboolean
kheo_book_is_read_only (KheoBook *self)
{
  g_return_val_if_fail (KHEO_IS_BOOK (self), TRUE);

  return kheo_store_is_read_only (self->store);
}

char *
kheo_book_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "kheo", "book.kheo", NULL);
}

KheoDb *
kheo_book_open_db (const char *path, KheoDbFlags flags, GError **error)
{
  const KheoStoreSchema *schema = kheo_schema_get ();
  gboolean               read_only = (flags & KHEO_DB_READ_ONLY) != 0;
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (GError) problem = NULL;
  guint step = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (check_file (path, flags, &step, &problem) && check_readable (path, read_only, step, &problem))
    db = kheo_db_open (path, flags, &problem);
  if (db != NULL && !read_only && kheo_db_migrate (db, schema->steps, schema->n_steps, &problem))
    kheo_history_attach (db, schema->tables);
  if (problem != NULL)
    {
      translate_error (path, g_steal_pointer (&problem), error);
      return NULL;
    }
  return g_steal_pointer (&db);
}

const char *const *
kheo_book_tables (void)
{
  return tables;
}

void
kheo_book_save_async (KheoBook           *self,
                      KheoRecord         *record,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  SaveJob         *job = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (KHEO_IS_BOOK (self) && KHEO_IS_RECORD (record));

  title = title_of_save (record);
  job = g_new0 (SaveJob, 1);
  job->record = kheo_record_dup (record);
  kheo_record_set_id (job->record, kheo_record_get_id (record));
  kheo_store_write_async (self->store, title, save_record, job, save_job_free, g_free, cancellable,
                          callback, user_data);
}

void
kheo_book_delete_async (KheoBook           *self,
                        const KheoRegister *reg,
                        const gint64       *ids,
                        guint               n,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  DeleteJob       *job = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (KHEO_IS_BOOK (self) && reg != NULL);

  /* Translators: an entry of the history: how many, what kind of record. */
  title = g_strdup_printf (ngettext ("Delete %u %s", "Delete %u %s", n), n, _ (reg->one));
  job = g_new0 (DeleteJob, 1);
  job->reg = reg;
  job->ids = g_memdup2 (ids, n * sizeof (gint64));
  job->n = n;
  kheo_store_write_async (self->store, title, delete_records, job, delete_job_free, g_free, NULL,
                          callback, user_data);
}
