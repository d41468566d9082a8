#include "kheo-paper-run.h"

#include "kheo-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* In the folder: a line a file, key and name between a tab; later lines count. */
#define MEMORY ".kheo-sheets"

struct _KheoPaperRun
{
  GArray     *targets; /* owned reference, of KheoPaperTarget */
  char       *folder, *ending;
  GHashTable *made_of; /* name of a file → key */
  FILE       *memory;
  KheoBinder *binder; /* of a bound run */
  guint       n_made, n_kept;
};

/* ---- What the folder remembers ---- */

static void
read_memory (KheoPaperRun *self, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i + 1 < n; i++) /* behind the last line feed: broken off */
    {
      char *tab = strchr (lines[i], '\t');

      if (tab != NULL)
        g_hash_table_replace (self->made_of, g_strdup (tab + 1),
                              g_strndup (lines[i], (gsize) (tab - lines[i])));
    }
}

/* Once a run: without what later lines said otherwise, and without a line that was broken off. */
static gboolean
tidy_memory (KheoPaperRun *self, const char *path, GError **error)
{
  GString       *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer       name, key;
  gboolean       saved;

  g_hash_table_iter_init (&iter, self->made_of);
  while (g_hash_table_iter_next (&iter, &name, &key))
    g_string_append_printf (text, "%s\t%s\n", (const char *) key, (const char *) name);
  saved = g_file_set_contents (path, text->str, (gssize) text->len, error);
  g_string_free (text, TRUE);
  return saved;
}

/* What a run that was killed left beside its files: "Xã A.pdf.K3X9QZ". */
static void
sweep (KheoPaperRun *self)
{
  const gsize tail = strlen (".XXXXXX");
  g_autoptr (GHashTable) ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < self->targets->len; i++)
    g_hash_table_add (ours, g_strconcat (g_array_index (self->targets, KheoPaperTarget, i).file,
                                         ".", self->ending, NULL));
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      gsize            length = strlen (name);
      g_autofree char *whole = length > tail ? g_strndup (name, length - tail) : NULL;
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (whole != NULL && name[length - tail] == '.' && g_hash_table_contains (ours, whole))
        g_unlink (path);
    }
}

static char *
build_name (const KheoPaperRun *self, guint index)
{
  return g_strconcat (g_array_index (self->targets, KheoPaperTarget, index).file, ".", self->ending,
                      NULL);
}

static gboolean
fail (const char *path, GError **error)
{
  int problem = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem), "cannot write \"%s\": %s",
               path, g_strerror (problem));
  return FALSE;
}

/* ---- Public ---- */

KheoPaperRun *
kheo_paper_run_new_folder (GArray *targets, const char *folder, const char *ending, GError **error)
{
  g_autoptr (KheoPaperRun) self = g_new0 (KheoPaperRun, 1);
  g_autofree char *memory = g_build_filename (folder, MEMORY, NULL);

  self->targets = g_array_ref (targets);
  self->folder = g_strdup (folder);
  self->ending = g_strdup (ending);
  self->made_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      fail (folder, error);
      return NULL;
    }
  read_memory (self, memory);
  sweep (self);
  if (!tidy_memory (self, memory, error))
    return NULL;
  if ((self->memory = g_fopen (memory, "a")) == NULL)
    {
      fail (memory, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

KheoPaperRun *
kheo_paper_run_new_bound (
    GArray *targets, const char *path, const char *title, const char *author, GError **error)
{
  const KheoBinderWords words = { title, NULL, author };
  KheoBinder           *binder = kheo_binder_new (path, &words, error);
  KheoPaperRun         *self;

  if (binder == NULL)
    return NULL;
  self = g_new0 (KheoPaperRun, 1);
  self->targets = g_array_ref (targets);
  self->binder = binder;
  return self;
}

void
kheo_paper_run_free (KheoPaperRun *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->binder, kheo_binder_free);
  if (self->memory != NULL)
    fclose (self->memory);
  g_clear_pointer (&self->made_of, g_hash_table_unref);
  g_array_unref (self->targets);
  g_free (self->folder);
  g_free (self->ending);
  g_free (self);
}

guint
kheo_paper_run_get_n (const KheoPaperRun *self)
{
  return self->targets->len;
}

const KheoPaperTarget *
kheo_paper_run_get_target (const KheoPaperRun *self, guint index)
{
  g_return_val_if_fail (index < self->targets->len, NULL);

  return &g_array_index (self->targets, KheoPaperTarget, index);
}

gboolean
kheo_paper_run_is_there (KheoPaperRun *self, guint index, const char *key)
{
  g_autofree char *name = NULL, *path = NULL;

  if (self->folder == NULL)
    return FALSE;
  name = build_name (self, index);
  path = g_build_filename (self->folder, name, NULL);
  if (g_strcmp0 (g_hash_table_lookup (self->made_of, name), key) != 0 ||
      !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  self->n_kept++;
  return TRUE;
}

char *
kheo_paper_run_build_path (const KheoPaperRun *self, guint index)
{
  g_autofree char *name = build_name (self, index);

  return g_build_filename (self->folder, name, NULL);
}

gboolean
kheo_paper_run_note (KheoPaperRun *self, guint index, const char *key, GError **error)
{
  char *name = build_name (self, index);

  self->n_made++;
  g_hash_table_replace (self->made_of, name, g_strdup (key));
  if (fprintf (self->memory, "%s\t%s\n", key, name) > 0 && fflush (self->memory) == 0)
    return TRUE;
  return fail (self->folder, error);
}

/* A picture shows one page; more of them are numbered. */
static gboolean
write_pictures (const KheoPages *pages, const char *path, KheoChartFormat format, GError **error)
{
  for (guint page = 0; page < kheo_pages_get_n_pages (pages); page++)
    {
      gsize            stem = strlen (path) - 4;
      g_autofree char *numbered =
          g_strdup_printf ("%.*s (%u)%s", (int) stem, path, page + 1, path + stem);

      if (!kheo_pages_export_image (pages, page, page == 0 ? path : numbered, format, 0, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_paper_run_add (KheoPaperRun    *self,
                    guint            index,
                    const KheoPages *pages,
                    const char      *key,
                    KheoProgress    *progress,
                    GError         **error)
{
  g_autofree char *path = NULL;
  KheoChartFormat  format = KHEO_CHART_PDF;
  gboolean         written;

  if (self->binder != NULL)
    {
      written = kheo_binder_add (self->binder, pages, kheo_paper_run_get_target (self, index)->name,
                                 progress, error);
      self->n_made += written ? 1 : 0;
      return written;
    }
  path = kheo_paper_run_build_path (self, index);
  if (!kheo_chart_format_from_path (path, &format))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID, "\"%s\" is no kind of picture",
                   self->ending);
      return FALSE;
    }
  written = format == KHEO_CHART_PDF ? kheo_pages_export_pdf (pages, path, NULL, progress, error)
                                     : write_pictures (pages, path, format, error);
  return written && kheo_paper_run_note (self, index, key, error);
}

gboolean
kheo_paper_run_finish (KheoPaperRun *self, GError **error)
{
  return self->binder == NULL || kheo_binder_close (self->binder, error);
}

guint
kheo_paper_run_get_n_made (const KheoPaperRun *self)
{
  return self->n_made;
}

guint
kheo_paper_run_get_n_kept (const KheoPaperRun *self)
{
  return self->n_kept;
}
