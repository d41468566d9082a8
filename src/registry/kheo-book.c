#include "kheo-book.h"

#include "kheo-backup.h"
#include "kheo-book-lock.h"
#include "kheo-schema.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

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
static const char *const tables[] = { "setting",       "import",
                                      "unit",          "unit_version",
                                      "reform",        "succession",
                                      "reform_task",   "succession_weight",
                                      "unit_group",    "model",
                                      "unit_alias",    "unit_group_member",
                                      "mapping",       "attachment",
                                      "indicator",     "figure",
                                      "target",        "import_table",
                                      "import_row",    "not_duplicate",
                                      "spelling",      "indicator_alias",
                                      "task",          "petition",
                                      "chart",         "board",
                                      "board_item",    "annex_layout",
                                      "target_before", NULL };

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

/* The folder of a book to be made. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return fail (error, KHEO_ERROR_FAILED,
               _ ("The folder “%s” cannot be made; choose another place for the book."), folder);
}

static gboolean
prepare_place (const char *path, KheoDbFlags flags, GError **error)
{
  if ((flags & KHEO_DB_CREATE) == 0 || strcmp (path, ":memory:") == 0 ||
      g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  return make_folder (path, error);
}

/* The errors of db/ are a developer's English: what a person can act on is said again here. */
static gboolean
explain (const char *path, GError *problem, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) own = problem;

  if (own->domain != KHEO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  switch ((KheoErrorCode) own->code)
    {
    case KHEO_ERROR_NOT_FOUND:
      return fail (error, own->code, _ ("There is no book “%s”; check its place."), name);
    case KHEO_ERROR_BUSY:
      return fail (error, own->code,
                   _ ("“%s” is open in another window or program; close it there and try again."),
                   name);
    case KHEO_ERROR_CORRUPT:
      return fail (error, own->code, _ ("“%s” is damaged or not a book; restore it from a backup."),
                   name);
    case KHEO_ERROR_NEWER:
      return fail (error, own->code,
                   _ ("“%s” was written by a newer version of Khéo; install that version."), name);
    case KHEO_ERROR_READ_ONLY:
      return fail (error, own->code,
                   _ ("“%s” may only be read here, but must be written; copy it to a folder of "
                      "your own."),
                   name);
    case KHEO_ERROR_ENCRYPTED:
      return fail (error, own->code,
                   _ ("“%s” is protected by a password; take the password off first."), name);
    case KHEO_ERROR_FORMAT:
      return fail (error, own->code,
                   _ ("“%s” is not a book of Khéo; choose a file that ends in .kheo."), name);
    case KHEO_ERROR_FAILED:
    case KHEO_ERROR_INVALID:
    case KHEO_ERROR_CONFLICT:
    case KHEO_ERROR_TOO_LARGE:
    default:
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
}

static void
free_lock (gpointer lock)
{
  kheo_book_lock_free (lock);
}

/* Holds @path against a second writer as long as @db is open. */
static gboolean
lock_db (KheoDb *db, const char *path, KheoBookLock **lock, GError **error)
{
  if (kheo_db_is_read_only (db) || kheo_book_is_remote (path))
    return fail (error, KHEO_ERROR_READ_ONLY, "'%s' may only be read", path);
  if (*lock == NULL)
    *lock = kheo_book_lock_take (path);
  if (*lock == NULL)
    return fail (error, KHEO_ERROR_BUSY, "'%s' is locked", path);
  kheo_db_set_data (db, "book-lock", g_steal_pointer (lock), free_lock);
  return TRUE;
}

/* A book that exists is locked before it is opened, a new one as soon as it is there; then it is
 * brought up to date. */
static KheoDb *
open_for_writing (const char *path, KheoDbFlags flags, GError **error)
{
  const KheoStoreSchema *schema = kheo_schema_get ();
  gboolean               is_file = strcmp (path, ":memory:") != 0;
  g_autoptr (KheoBookLock) lock = is_file ? kheo_book_lock_take (path) : NULL;
  g_autoptr (KheoDb) db = kheo_db_open (path, flags, error);

  if (db == NULL || (is_file && !lock_db (db, path, &lock, error)) ||
      !kheo_db_migrate (db, schema->steps, schema->n_steps, error))
    return NULL;
  return g_steal_pointer (&db);
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

  /* A figure has no name of its own; the list and the history of the record say whose it is. */
  if (field < 0)
    return g_strdup_printf (kheo_record_get_id (record) == 0 ? _ ("Add a %s") : _ ("Change a %s"),
                            _ (reg->one));
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

  g_return_val_if_fail (path != NULL, NULL);

  if (!prepare_place (path, flags, error))
    return NULL;
  store = kheo_store_open (path, kheo_schema_get (), flags, &problem);
  if (store == NULL)
    {
      explain (path, g_steal_pointer (&problem), error);
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

static void
remove_copy (gpointer data)
{
  g_autofree char         *copy = data;
  g_autofree char         *folder = g_path_get_dirname (copy);
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (copy, ends[i], NULL);

      g_unlink (name);
    }
  g_rmdir (folder);
}

/* A book of an older version that is only read: a copy of it is brought up to date, which goes with
 * the connection.  @db: the book itself, closed afterwards. */
static KheoDb *
open_copy (KheoDb *db, GError **error)
{
  const KheoStoreSchema *schema = kheo_schema_get ();
  g_autofree char       *folder = g_dir_make_tmp ("kheo-XXXXXX", error);
  char                  *copy;
  KheoDb                *current = NULL;

  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, "book.kheo", NULL);
  if (kheo_backup_write (db, copy, error))
    current = kheo_db_open (copy, 0, error);
  if (current == NULL)
    {
      remove_copy (copy);
      return NULL;
    }
  kheo_db_set_data (current, "copy", copy, remove_copy);
  if (!kheo_db_migrate (current, schema->steps, schema->n_steps, error))
    g_clear_pointer (&current, kheo_db_close);
  return current;
}

/* Brought up to date as well: itself, or a copy. */
static KheoDb *
open_to_read (const char *path, GError **error)
{
  const KheoStoreSchema *schema = kheo_schema_get ();
  g_autoptr (KheoDb) db = kheo_db_open (path, KHEO_DB_READ_ONLY, error);
  g_autoptr (GError) problem = NULL;

  if (db == NULL)
    return NULL;
  if (kheo_db_migrate (db, schema->steps, schema->n_steps, &problem))
    return g_steal_pointer (&db);
  if (g_error_matches (problem, KHEO_ERROR, KHEO_ERROR_READ_ONLY))
    return open_copy (db, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

KheoDb *
kheo_book_open_db (const char *path, KheoDbFlags flags, GError **error)
{
  const KheoStoreSchema *schema = kheo_schema_get ();
  g_autoptr (KheoDb) db = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!prepare_place (path, flags, error))
    return NULL;
  if ((flags & KHEO_DB_READ_ONLY) != 0)
    db = open_to_read (path, &problem);
  else
    db = open_for_writing (path, flags, &problem);
  if (db == NULL)
    {
      explain (path, g_steal_pointer (&problem), error);
      return NULL;
    }
  /* Also to read: the history names its rows by them. */
  kheo_history_attach (db, schema->tables);
  kheo_history_set_bonds (db, schema->bonds);
  kheo_history_set_guard (db, schema->guard);
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
