#include "kheo-provenance-private.h"

#include "kheo-date.h"
#include "kheo-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Names ---- */

static const struct
{
  const char *name;
  const char *label; /* N_() */
} kinds[] = {
  [KHEO_SOURCE_CELL] = { "cell", N_ ("the cell of its row") },
  [KHEO_SOURCE_MERGED] = { "merged", N_ ("a merged cell over several rows") },
  [KHEO_SOURCE_GROUP] = { "group", N_ ("a row above that holds for several") },
  [KHEO_SOURCE_TITLE] = { "title", N_ ("the title of the sheet") },
  [KHEO_SOURCE_SHEET] = { "sheet", N_ ("the name of the sheet") },
  [KHEO_SOURCE_HEADING] = { "heading", N_ ("the heading of the column") },
  [KHEO_SOURCE_DERIVED] = { "derived", N_ ("worked out from another value") },
  [KHEO_SOURCE_GIVEN] = { "given", N_ ("said when the file was taken in") },
  [KHEO_SOURCE_EDITED] = { "edited", N_ ("entered in the program") },
  [KHEO_SOURCE_UNKNOWN] = { "unknown", N_ ("not known any more") },
  [KHEO_SOURCE_CORRECTED] = { "corrected", N_ ("corrected by hand when it was taken in") },
};

const char *
kheo_source_kind_name (KheoSourceKind kind)
{
  return kinds[kind].name;
}

const char *
kheo_source_kind_label (KheoSourceKind kind)
{
  return _ (kinds[kind].label);
}

/* ---- Making and freeing ---- */

KheoSourceOrigin *
kheo_source_origin_new (const KheoImportEntry *entry)
{
  KheoSourceOrigin *origin = g_new0 (KheoSourceOrigin, 1);

  origin->import_id = entry->id;
  origin->file = g_strdup (entry->file);
  origin->sha256 = g_strdup (entry->sha256);
  origin->size = entry->size;
  origin->at = entry->at;
  origin->sheet = g_strdup ("");
  origin->row = origin->column = -1;
  return origin;
}

static void
origin_free (gpointer data)
{
  KheoSourceOrigin *origin = data;

  g_free (origin->file);
  g_free (origin->sha256);
  g_free (origin->sheet);
  g_clear_pointer (&origin->workbook, kheo_workbook_unref);
  g_free (origin->problem);
  g_free (origin);
}

KheoSourceCell *
kheo_source_cell_new (int field)
{
  KheoSourceCell *cell = g_new0 (KheoSourceCell, 1);

  cell->field = field;
  cell->kind = KHEO_SOURCE_UNKNOWN;
  cell->origin = G_MAXUINT;
  cell->row = cell->column = -1;
  return cell;
}

static void
cell_free (gpointer data)
{
  KheoSourceCell *cell = data;

  g_free (cell->cell);
  g_free (cell->heading);
  g_free (cell->text);
  g_free (cell->raw);
  g_free (cell->actor);
  g_free (cell);
}

KheoSource *
kheo_source_new (const KheoRegister *reg, gint64 id)
{
  KheoSource *self = g_new0 (KheoSource, 1);

  self->reg = reg;
  self->id = id;
  self->origins = g_ptr_array_new_with_free_func (origin_free);
  self->cells = g_ptr_array_new_with_free_func (cell_free);
  return self;
}

void
kheo_source_free (KheoSource *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->origins);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
kheo_source_part_free (KheoSourcePart *self)
{
  g_clear_pointer (&self->file, kheo_source_file_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_free (self);
}

void
kheo_source_ask_free (KheoSourceAsk *self)
{
  if (self == NULL)
    return;
  kheo_source_free (self->source);
  g_clear_object (&self->record);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->cache, kheo_source_cache_unref);
  g_free (self);
}

/* ---- Asking a source ---- */

const KheoSourceCell *
kheo_source_find (const KheoSource *self, int field)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const KheoSourceCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->field == field)
        return cell;
    }
  return NULL;
}

static char *
format_time (gint64 at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (at);

  return g_date_time_format (when, "%d/%m/%Y %H:%M");
}

static char *
dup_edited (const KheoSourceCell *cell)
{
  g_autofree char *when = NULL;

  if (cell->at == 0)
    return g_strdup (_ ("Entered in the program."));
  when = format_time (cell->at);
  /* TRANSLATORS: time, then person. */
  return g_strdup_printf (_ ("Entered in the program on %s by %s."), when, cell->actor);
}

char *
kheo_source_dup_sentence (const KheoSource *self, const KheoSourceCell *cell)
{
  const KheoSourceOrigin *origin;
  g_autofree char        *when = NULL;
  g_autofree char        *place = NULL;

  g_return_val_if_fail (self != NULL && cell != NULL, NULL);

  if (cell->kind == KHEO_SOURCE_EDITED || cell->origin >= self->origins->len)
    return dup_edited (cell);
  origin = g_ptr_array_index (self->origins, cell->origin);
  when = format_time (origin->at);
  if (cell->cell == NULL && *origin->sheet == '\0')
    return g_strdup_printf (_ ("File %s, taken in on %s: %s."), origin->file, when,
                            kheo_source_kind_label (cell->kind));
  if (cell->cell == NULL)
    return g_strdup_printf (_ ("Sheet “%s” of the file %s, taken in on %s: %s."), origin->sheet,
                            origin->file, when, kheo_source_kind_label (cell->kind));
  place = *origin->sheet == '\0'
              ? g_strdup_printf (_ ("Cell %s"), cell->cell)
              : g_strdup_printf (_ ("Cell %s of the sheet “%s”"), cell->cell, origin->sheet);
  /* TRANSLATORS: "Cell F12 of the sheet …", file, time, what kind of cell. */
  return g_strdup_printf (_ ("%s, file %s, taken in on %s: %s."), place, origin->file, when,
                          kheo_source_kind_label (cell->kind));
}

/* ---- Understanding ---- */

static KheoSourceFile *
open_origin (KheoSourceAsk *self, guint index, KheoProgress *progress, GError **error)
{
  KheoSourceOrigin *origin = g_ptr_array_index (self->source->origins, index);
  KheoSourcePart   *part = g_ptr_array_index (self->parts, index);

  return kheo_source_open_part (part, origin, self->cache, progress, error);
}

/* All cells that stem from origin @index. */
static gboolean
locate_all (KheoSourceAsk *self, guint index, KheoProgress *progress, GError **error)
{
  KheoSourceOrigin *origin = g_ptr_array_index (self->source->origins, index);
  KheoSourcePart   *part = g_ptr_array_index (self->parts, index);
  g_autoptr (GError) problem = NULL;
  g_autoptr (KheoSourceFile) file = open_origin (self, index, progress, &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (file == NULL)
    return TRUE;
  g_mutex_lock (&file->mutex);
  for (guint i = 0; i < self->source->cells->len; i++)
    {
      KheoSourceCell *cell = g_ptr_array_index (self->source->cells, i);

      if (cell->origin == index)
        kheo_source_locate (file, part->layouts, origin, self->record, cell);
    }
  g_mutex_unlock (&file->mutex);
  return TRUE;
}

gboolean
kheo_source_understand (KheoSourceAsk *self, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < self->source->origins->len; i++)
    if (!locate_all (self, i, progress, error))
      return FALSE;
  return TRUE;
}

KheoSource *
kheo_source_read (KheoDb             *db,
                  const KheoRegister *reg,
                  gint64              id,
                  KheoSourceCache    *cache,
                  KheoProgress       *progress,
                  GError            **error)
{
  g_autoptr (KheoSourceAsk) ask = NULL;

  g_return_val_if_fail (db != NULL && reg != NULL, NULL);

  ask = kheo_source_gather (db, reg, id, cache, error);
  if (ask == NULL || !kheo_source_understand (ask, progress, error))
    return NULL;
  return g_steal_pointer (&ask->source);
}

/* ---- For a window ---- */

typedef struct
{
  const KheoRegister *reg; /* NULL: the file alone */
  gint64              id;
  KheoSourceCache    *cache;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->cache, kheo_source_cache_unref);
  g_free (question);
}

static gpointer
gather_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return kheo_source_gather (db, question->reg, question->id, question->cache, error);
}

static void
understand_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KheoSourceAsk *ask = data;
  KheoProgress   progress = { .cancellable = cancellable };
  GError        *error = NULL;

  if (kheo_source_understand (ask, &progress, &error))
    g_task_return_pointer (task, g_steal_pointer (&ask->source), (GDestroyNotify) kheo_source_free);
  else
    g_task_return_error (task, error);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError        *error = NULL;
  KheoSourceAsk *ask = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (ask == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, ask, (GDestroyNotify) kheo_source_ask_free);
  g_task_run_in_thread (task, understand_thread);
}

static Question *
question_new (const KheoRegister *reg, gint64 id, KheoSourceCache *cache)
{
  Question *question = g_new0 (Question, 1);

  question->reg = reg;
  question->id = id;
  question->cache = cache != NULL ? kheo_source_cache_ref (cache) : NULL;
  return question;
}

void
kheo_source_read_async (KheoStore          *store,
                        const KheoRegister *reg,
                        gint64              id,
                        KheoSourceCache    *cache,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (KHEO_IS_STORE (store) && reg != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kheo_source_read_async);
  kheo_store_read_async (store, gather_job, question_new (reg, id, cache), question_free,
                         (GDestroyNotify) kheo_source_ask_free, cancellable, gathered_cb, task);
}

KheoSource *
kheo_source_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- A file alone ---- */

typedef struct
{
  KheoSource      *source; /* of one origin */
  KheoSourcePart  *part;
  KheoSourceCache *cache;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  kheo_source_free (opening->source);
  kheo_source_part_free (opening->part);
  g_clear_pointer (&opening->cache, kheo_source_cache_unref);
  g_free (opening);
}

static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question  *question = data;
  KheoImportEntry *entry = kheo_import_table_get (db, question->id, error);
  Opening         *opening;

  if (entry == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_NOT_FOUND,
                             _ ("This file was taken back; its entry is gone."));
      return NULL;
    }
  opening = g_new0 (Opening, 1);
  opening->source = kheo_source_new (NULL, 0);
  opening->part = g_new0 (KheoSourcePart, 1);
  opening->cache = question->cache != NULL ? kheo_source_cache_ref (question->cache) : NULL;
  g_ptr_array_add (opening->source->origins, kheo_source_origin_new (entry));
  kheo_source_load_file (db, opening->source->origins->pdata[0], opening->cache, opening->part);
  kheo_import_entry_free (entry);
  return opening;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening          *opening = data;
  KheoSourceOrigin *origin = opening->source->origins->pdata[0];
  KheoProgress      progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;
  g_autoptr (KheoSourceFile) file =
      kheo_source_open_part (opening->part, origin, opening->cache, &progress, &error);

  if (file != NULL)
    g_task_return_pointer (task, kheo_workbook_ref (origin->workbook),
                           (GDestroyNotify) kheo_workbook_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, KHEO_ERROR, KHEO_ERROR_NOT_FOUND, "%s", origin->problem);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError  *error = NULL;
  Opening *opening = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (opening == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

void
kheo_source_open_async (KheoStore          *store,
                        gint64              import_id,
                        KheoSourceCache    *cache,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (KHEO_IS_STORE (store));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kheo_source_open_async);
  kheo_store_read_async (store, load_job, question_new (NULL, import_id, cache), question_free,
                         opening_free, cancellable, loaded_cb, task);
}

KheoWorkbook *
kheo_source_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
