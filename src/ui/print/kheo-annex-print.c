#include "kheo-annex-print.h"

#include "kheo-annex-list.h"
#include "kheo-annex-office.h"

struct _KheoAnnexSource
{
  gatomicrefcount refs;

  /* Owned. */
  KheoAnnexContent *content;
  KheoAnnexOffice  *office;
};

struct _KheoAnnexRecipe
{
  gatomicrefcount refs;

  KheoAnnexMake  make;
  gpointer       data;
  GDestroyNotify data_free;
};

KheoAnnexRecipe *
kheo_annex_recipe_new (KheoAnnexMake make, gpointer data, GDestroyNotify data_free)
{
  KheoAnnexRecipe *self = g_new0 (KheoAnnexRecipe, 1);

  g_atomic_ref_count_init (&self->refs);
  self->make = make;
  self->data = data;
  self->data_free = data_free;
  return self;
}

KheoAnnexRecipe *
kheo_annex_recipe_ref (KheoAnnexRecipe *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_annex_recipe_unref (KheoAnnexRecipe *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

static KheoAnnexContent *
make_models (
    KheoDb *db, gpointer data, gboolean with_personal, KheoProgress *progress, GError **error)
{
  return kheo_annex_list_new (db, data, NULL, with_personal, progress, error);
}

KheoAnnexRecipe *
kheo_annex_recipe_new_models (const KheoQuery *query)
{
  return kheo_annex_recipe_new (make_models, kheo_query_dup (query),
                                (GDestroyNotify) kheo_query_free);
}

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

const char *
kheo_annex_source_get_title (const KheoAnnexSource *self)
{
  return self->content->title;
}

KheoAnnexStyle
kheo_annex_source_get_style (const KheoAnnexSource *self)
{
  return self->office->style;
}

/* ---- Reading, on the store's thread ---- */

typedef struct
{
  KheoAnnexRecipe *recipe;
  gboolean         with_personal;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_annex_recipe_unref (ask->recipe);
  g_free (ask);
}

static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask        *ask = data;
  KheoProgress      progress = { .cancellable = cancellable };
  KheoAnnexContent *content =
      ask->recipe->make (db, ask->recipe->data, ask->with_personal, &progress, error);
  KheoAnnexSource *self;

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
kheo_annex_source_load_async (KheoScope          *scope,
                              KheoAnnexRecipe    *recipe,
                              gboolean            with_personal,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (scope, cancellable, callback, user_data);
  Ask   *ask = g_new0 (Ask, 1);

  ask->recipe = kheo_annex_recipe_ref (recipe);
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
  KheoPaper        paper;
  KheoAnnexStyle   style;
  char            *title;
};

KheoAnnexPrint *
kheo_annex_print_new (KheoAnnexSource *source,
                      KheoPaper        paper,
                      KheoAnnexStyle   style,
                      const char      *title)
{
  KheoAnnexPrint *self = g_new0 (KheoAnnexPrint, 1);

  self->source = kheo_annex_source_ref (source);
  self->paper = paper;
  self->style = style;
  self->title = g_strdup (title);
  return self;
}

void
kheo_annex_print_free (gpointer data)
{
  KheoAnnexPrint *self = data;

  kheo_annex_source_unref (self->source);
  g_free (self->title);
  g_free (self);
}

KheoPages *
kheo_annex_print_make (gpointer data, KheoProgress *progress, GError **error)
{
  const KheoAnnexPrint  *self = data;
  const KheoAnnexSource *source = self->source;
  KheoAnnexSpec          spec;

  kheo_annex_spec_init (&spec, self->style, self->paper);
  kheo_annex_content_fill (source->content, &spec);
  kheo_annex_office_fill (source->office, &spec);
  spec.title = self->title;
  return kheo_annex_paginate (&spec, progress, error);
}
