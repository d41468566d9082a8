#include "kheo-annex-print.h"

#include "kheo-annex-models.h"
#include "kheo-book-tables.h"

#include <glib/gi18n-lib.h>

struct _KheoAnnexSource
{
  gatomicrefcount refs;

  /* Owned. */
  KheoModelAnnex *annex;
  char           *superior, *office, *place_date, *symbol;
  char           *signer_title, *signer_name;

  KheoAnnexStyle style;
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
  g_clear_pointer (&self->annex, kheo_model_annex_free);
  g_free (self->superior);
  g_free (self->office);
  g_free (self->place_date);
  g_free (self->symbol);
  g_free (self->signer_title);
  g_free (self->signer_name);
  g_free (self);
}

const char *
kheo_annex_source_get_title (const KheoAnnexSource *self)
{
  return self->annex->title;
}

KheoAnnexStyle
kheo_annex_source_get_style (const KheoAnnexSource *self)
{
  return self->style;
}

/* ---- Reading, on the store's thread ---- */

typedef struct
{
  KheoQuery *query;
  gboolean   with_personal;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  kheo_query_free (ask->query);
  g_free (ask);
}

static char *
dup_setting (KheoDb *db, const char *key)
{
  return kheo_setting_get (db, key, NULL);
}

static void
read_settings (KheoAnnexSource *self, KheoDb *db)
{
  g_autofree char *style = dup_setting (db, "style");
  g_autofree char *place = dup_setting (db, "place");
  g_autofree char *today = kheo_date_format_long (kheo_date_today ());

  if (style == NULL || !kheo_annex_style_from_name (style, &self->style))
    self->style = KHEO_ANNEX_PARTY;
  self->superior = dup_setting (db, "superior");
  self->office = dup_setting (db, "office");
  self->symbol = dup_setting (db, "symbol");
  self->signer_title = dup_setting (db, "signer-title");
  self->signer_name = dup_setting (db, "signer-name");
  self->place_date = place != NULL ? g_strdup_printf ("%s, %s", place, today) : g_strdup (today);
}

static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask      *ask = data;
  KheoProgress    progress = { .cancellable = cancellable };
  KheoModelAnnex *annex =
      kheo_model_annex_new (db, ask->query, ask->with_personal, &progress, error);
  KheoAnnexSource *self;

  if (annex == NULL)
    return NULL;
  self = g_new0 (KheoAnnexSource, 1);
  g_atomic_ref_count_init (&self->refs);
  self->annex = annex;
  read_settings (self, db);
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
                              const KheoQuery    *query,
                              gboolean            with_personal,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (scope, cancellable, callback, user_data);
  Ask   *ask = g_new0 (Ask, 1);

  ask->query = kheo_query_dup (query);
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
  g_autofree char       *number = NULL;

  if (source->symbol != NULL) /* domain.md §6: the Party writes no colon */
    number = g_strdup_printf (self->style == KHEO_ANNEX_PARTY ? "Số …-BC/%s" : "Số: …/BC-%s",
                              source->symbol);
  kheo_annex_spec_init (&spec, self->style, self->paper);
  kheo_model_annex_fill (source->annex, &spec);
  spec.superior_body = source->superior;
  spec.issuing_body = source->office;
  spec.number = number;
  spec.place_date = source->place_date;
  spec.title = self->title;
  spec.left.post = _ ("PREPARED BY");
  spec.left.note = _ ("(Signature, full name)");
  spec.right.post = source->signer_title != NULL ? source->signer_title : _ ("HEAD OF UNIT");
  spec.right.name = source->signer_name;
  return kheo_annex_paginate (&spec, progress, error);
}
