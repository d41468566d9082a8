#include "kheo-annex-source.h"

#include "kheo-annex-file.h"
#include "kheo-page.h"

#include <glib/gi18n-lib.h>

struct _KheoAnnexSource
{
  gatomicrefcount refs;

  /* Owned. */
  KheoAnnexContent *content;
  KheoAnnexOffice  *office;
};

KheoAnnexSource *
kheo_annex_source_ref (KheoAnnexSource *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_annex_source_unref (KheoAnnexSource *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->content, kheo_annex_content_free);
  g_clear_pointer (&self->office, kheo_annex_office_free);
  g_free (self);
}

const KheoAnnexContent *
kheo_annex_source_get_content (const KheoAnnexSource *self)
{
  return self->content;
}

const KheoAnnexOffice *
kheo_annex_source_get_office (const KheoAnnexSource *self)
{
  return self->office;
}

/* ---- Reading, on the store's thread ---- */

typedef struct
{
  KheoAnnexQuestion *question;
  KheoAnnexLayout   *layout;
  gboolean           with_personal;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_annex_question_free (ask->question);
  kheo_annex_layout_free (ask->layout);
  g_free (ask);
}

static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask        *ask = data;
  KheoProgress      progress = { .cancellable = cancellable };
  KheoAnnexContent *content = kheo_annex_question_answer (ask->question, db, ask->layout,
                                                          ask->with_personal, &progress, error);
  KheoAnnexSource  *self;

  if (content == NULL)
    return NULL;
  self = g_new0 (KheoAnnexSource, 1);
  g_atomic_ref_count_init (&self->refs);
  self->content = content;
  self->office = kheo_annex_office_new (db);
  return self;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  KheoAnnexSource *annex = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (annex != NULL)
    g_task_return_pointer (task, annex, (GDestroyNotify) kheo_annex_source_unref);
  else
    g_task_return_error (task, error);
}

void
kheo_annex_source_load_async (KheoScope               *scope,
                              const KheoAnnexQuestion *question,
                              const KheoAnnexLayout   *layout,
                              gboolean                 with_personal,
                              GCancellable            *cancellable,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data)
{
  GTask *task = g_task_new (scope, cancellable, callback, user_data);
  Ask   *ask = g_new0 (Ask, 1);

  ask->question = kheo_annex_question_dup (question);
  ask->layout = layout != NULL ? kheo_annex_layout_dup (layout) : NULL;
  ask->with_personal = with_personal;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), load_job, ask, ask_free,
                         (GDestroyNotify) kheo_annex_source_unref, cancellable, loaded_cb, task);
}

KheoAnnexSource *
kheo_annex_source_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Pages, on the press's thread ---- */

struct _KheoAnnexPrint
{
  KheoAnnexSource *source;
  KheoAnnexLayout *layout; /* NULL: as usual */
  KheoPaper        tile;   /* no width: in one piece */
  char            *path;   /* of a file to be written */
};

KheoAnnexPrint *
kheo_annex_print_new (KheoAnnexSource *source, const KheoAnnexLayout *layout, KheoPaper tile)
{
  KheoAnnexPrint *self = g_new0 (KheoAnnexPrint, 1);

  self->source = kheo_annex_source_ref (source);
  self->layout = layout != NULL ? kheo_annex_layout_dup (layout) : NULL;
  self->tile = tile;
  return self;
}

void
kheo_annex_print_free (gpointer data)
{
  KheoAnnexPrint *self = data;

  kheo_annex_source_unref (self->source);
  kheo_annex_layout_free (self->layout);
  g_free (self->path);
  g_free (self);
}

KheoPages *
kheo_annex_print_make (gpointer data, KheoProgress *progress, GError **error)
{
  const KheoAnnexPrint *self = data;
  g_autoptr (KheoAnnexPlan) plan =
      kheo_annex_plan_new (self->layout, self->source->content, self->source->office, error);

  g_autoptr (KheoPages) pages =
      plan != NULL ? kheo_annex_paginate (&plan->spec, progress, error) : NULL;

  if (pages == NULL || self->tile.width <= 0)
    return g_steal_pointer (&pages);
  return kheo_pages_new_tiled (pages, self->tile, KHEO_TILE_OVERLAP);
}

/* ---- Files, each on a thread of its own ---- */

static gboolean
write_poster (const KheoAnnexPrint *self, GError **error)
{
  g_autoptr (KheoPages) pages = kheo_annex_print_make ((gpointer) self, NULL, error);

  return pages != NULL &&
         kheo_pages_export_pdf (pages, self->path, self->source->office->office, NULL, error);
}

static gboolean
write_whole (const KheoAnnexPrint *self, GError **error)
{
  g_autoptr (KheoAnnexPlan) plan =
      kheo_annex_plan_new (self->layout, self->source->content, self->source->office, error);

  return plan != NULL &&
         kheo_annex_file_write (&plan->spec, self->path, self->source->office->office, NULL, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const KheoAnnexPrint *self = data;
  GError               *error = NULL;
  g_autofree char      *folded = g_ascii_strdown (self->path, -1);
  gboolean              poster = self->tile.width > 0 && g_str_has_suffix (folded, ".pdf");

  if (poster ? write_poster (self, &error) : write_whole (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    kheo_page_toast (GTK_WIDGET (source), _ ("Saved"));
  else
    kheo_page_show_error (GTK_WIDGET (source), _ ("The file could not be saved"), error);
}

void
kheo_annex_print_write (KheoAnnexSource       *source,
                        const KheoAnnexLayout *layout,
                        KheoPaper              tile,
                        const char            *path,
                        GtkWidget             *near)
{
  g_autoptr (GTask) task = g_task_new (near, NULL, written_cb, NULL);
  KheoAnnexPrint *self = kheo_annex_print_new (source, layout, tile);

  self->path = g_strdup (path);
  g_task_set_task_data (task, self, kheo_annex_print_free);
  g_task_run_in_thread (task, write_in_thread);
}
