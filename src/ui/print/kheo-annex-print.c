#include "kheo-annex-print.h"

#include "kheo-book-tables.h"
#include "kheo-number.h"
#include "kheo-registers.h"
#include "kheo-world.h"

#include <glib/gi18n-lib.h>

struct _KheoAnnexSource
{
  gatomicrefcount refs;

  /* Owned. */
  KheoAnnexTable *table;
  char           *superior, *office, *place_date, *number;
  char           *signer_title, *signer_name;
  char           *title, *subtitle, *note;

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
  g_clear_pointer (&self->table, kheo_annex_table_unref);
  g_free (self->superior);
  g_free (self->office);
  g_free (self->place_date);
  g_free (self->number);
  g_free (self->signer_title);
  g_free (self->signer_name);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->note);
  g_free (self);
}

const char *
kheo_annex_source_get_title (const KheoAnnexSource *self)
{
  return self->title;
}

KheoAnnexStyle
kheo_annex_source_get_style (const KheoAnnexSource *self)
{
  return self->style;
}

/* ---- Reading, on the store's thread ---- */

/* Columns of the table; the kind is told by marks under one heading. */
enum
{
  COLUMN_ORDINAL,
  COLUMN_NAME,
  COLUMN_UNIT,
  COLUMN_OWNER,
  COLUMN_FIELD,
  COLUMN_COLLECTIVE,
  COLUMN_INDIVIDUAL,
  COLUMN_YEAR,
  COLUMN_STATUS,
  N_COLUMNS
};

/* Records are fetched so many at a time: a book may hold a million. */
#define PAGE 500u

typedef struct
{
  KheoDb          *db;
  const KheoQuery *query;
  KheoUnits       *units;
  KheoDate         day;
  KheoAnnexTable  *table;
  guint            n, n_collective, n_individual;
} Maker;

static void
add_columns (KheoAnnexTable *table)
{
  const char *kind = _ (kheo_register_models.fields[KHEO_MODEL_KIND].label);

  kheo_annex_table_add_column (table, _ ("No."), NULL, 4, KHEO_ALIGN_CENTER);
  kheo_annex_table_add_column (table, _ ("Name of model"), NULL, 30, KHEO_ALIGN_LEFT);
  kheo_annex_table_add_column (table, _ ("Unit"), NULL, 16, KHEO_ALIGN_LEFT);
  kheo_annex_table_add_column (table, _ ("Carried out by"), NULL, 16, KHEO_ALIGN_LEFT);
  kheo_annex_table_add_column (table, _ ("Field"), NULL, 11, KHEO_ALIGN_LEFT);
  kheo_annex_table_add_column (table, _ ("Collective"), kind, 6, KHEO_ALIGN_CENTER);
  kheo_annex_table_add_column (table, _ ("Individual"), kind, 6, KHEO_ALIGN_CENTER);
  kheo_annex_table_add_column (table, _ ("Year"), NULL, 5, KHEO_ALIGN_CENTER);
  kheo_annex_table_add_column (table, _ ("Status"), NULL, 10, KHEO_ALIGN_LEFT);
}

static void
add_record (Maker *maker, KheoRecord *record)
{
  const KheoField       *fields = kheo_register_models.fields;
  const char            *kind = kheo_record_get_text (record, KHEO_MODEL_KIND);
  gboolean               individual = g_strcmp0 (kind, "individual") == 0;
  gint64                 unit_id = kheo_record_get_integer (record, KHEO_MODEL_UNIT, 0);
  const KheoUnitVersion *unit = kheo_units_get_version (maker->units, unit_id, maker->day);
  g_autofree char       *ordinal = kheo_number_format (++maker->n);
  g_autofree char       *year =
      kheo_field_format (&fields[KHEO_MODEL_YEAR], kheo_record_get (record, KHEO_MODEL_YEAR));
  g_autofree char *field =
      kheo_field_format (&fields[KHEO_MODEL_FIELD], kheo_record_get (record, KHEO_MODEL_FIELD));
  g_autofree char *status =
      kheo_field_format (&fields[KHEO_MODEL_STATUS], kheo_record_get (record, KHEO_MODEL_STATUS));
  const char *cells[N_COLUMNS] = {
    [COLUMN_ORDINAL] = ordinal,
    [COLUMN_NAME] = kheo_record_get_text (record, KHEO_MODEL_NAME),
    [COLUMN_UNIT] = unit != NULL ? unit->name : NULL,
    [COLUMN_OWNER] = kheo_record_get_text (record, KHEO_MODEL_OWNER),
    [COLUMN_FIELD] = field,
    [COLUMN_COLLECTIVE] = individual ? NULL : "x",
    [COLUMN_INDIVIDUAL] = individual ? "x" : NULL,
    [COLUMN_YEAR] = year,
    [COLUMN_STATUS] = status,
  };

  maker->n_individual += individual;
  maker->n_collective += !individual;
  kheo_annex_table_add_row (maker->table, KHEO_ANNEX_ROW_DATA, cells);
}

static void
add_total (Maker *maker)
{
  g_autofree char *all = kheo_number_format (maker->n);
  g_autofree char *collective = kheo_number_format (maker->n_collective);
  g_autofree char *individual = kheo_number_format (maker->n_individual);
  g_autofree char *title = g_strdup_printf (_ ("Total: %s models"), all);
  const char      *cells[N_COLUMNS] = {
         [COLUMN_NAME] = title, [COLUMN_COLLECTIVE] = collective, [COLUMN_INDIVIDUAL] = individual
  };

  kheo_annex_table_add_row (maker->table, KHEO_ANNEX_ROW_TOTAL, cells);
}

static gboolean
fill_table (Maker *maker, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = kheo_query_run (maker->db, maker->query, error);

  if (ids == NULL)
    return FALSE;
  add_columns (maker->table);
  for (guint at = 0; at < ids->len; at += PAGE)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      records = kheo_record_table_get_many (maker->db, maker->query->reg,
                                            &g_array_index (ids, gint64, at),
                                            MIN (PAGE, ids->len - at), error);
      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        if (g_ptr_array_index (records, i) != NULL)
          add_record (maker, g_ptr_array_index (records, i));
    }
  add_total (maker);
  return TRUE;
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
  g_autofree char *symbol = dup_setting (db, "symbol");
  g_autofree char *today = kheo_date_format_long (kheo_date_today ());

  if (style == NULL || !kheo_annex_style_from_name (style, &self->style))
    self->style = KHEO_ANNEX_PARTY;
  self->superior = dup_setting (db, "superior");
  self->office = dup_setting (db, "office");
  self->signer_title = dup_setting (db, "signer-title");
  self->signer_name = dup_setting (db, "signer-name");
  self->place_date = place != NULL ? g_strdup_printf ("%s, %s", place, today) : g_strdup (today);
  if (symbol != NULL)
    self->number =
        g_strdup_printf (self->style == KHEO_ANNEX_PARTY ? "Số …-BC/%s" : "Số: …/BC-%s", symbol);
}

static void
write_words (KheoAnnexSource *self, const Maker *maker)
{
  const KheoQuery *query = maker->query;
  g_autofree char *clock = kheo_clock_format (query->clock, query->clock_day);
  g_autofree char *what = kheo_query_describe (query, maker->units);
  g_autofree char *today = kheo_date_format (kheo_date_today ());
  g_autofree char *date = g_strdup_printf (_ ("Figures as of %s"), today);

  self->title = g_strdup (_ ("List of “Skilful mass mobilisation” models"));
  self->subtitle = g_strdup_printf ("%s · %s", what, clock);
  self->note = g_strdup_printf ("%s. %s.",
                                _ ("Source: register of “Skilful mass mobilisation” models"), date);
}

static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const KheoQuery *query = data;
  KheoWorld       *world = kheo_world_get (db, error);
  g_autoptr (KheoAnnexSource) self = NULL;
  Maker maker = { .db = db, .query = query };

  if (world == NULL)
    return NULL;
  self = g_new0 (KheoAnnexSource, 1);
  g_atomic_ref_count_init (&self->refs);
  self->table = kheo_annex_table_new ();
  maker.units = kheo_world_get_units (world);
  maker.day = query->clock == KHEO_CLOCK_ON_DAY ? query->clock_day : kheo_date_today ();
  maker.table = self->table;
  if (!fill_table (&maker, cancellable, error))
    return NULL;
  read_settings (self, db);
  write_words (self, &maker);
  return g_steal_pointer (&self);
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
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (scope, cancellable, callback, user_data);

  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (scope)), load_job,
                         kheo_query_dup (query), (GDestroyNotify) kheo_query_free,
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
  spec.superior_body = source->superior;
  spec.issuing_body = source->office;
  spec.number = source->number;
  spec.place_date = source->place_date;
  spec.title = self->title;
  spec.subtitle = source->subtitle;
  spec.note = source->note;
  spec.table = source->table;
  spec.left.post = _ ("PREPARED BY");
  spec.left.note = _ ("(Signature, full name)");
  spec.right.post = source->signer_title != NULL ? source->signer_title : _ ("HEAD OF UNIT");
  spec.right.name = source->signer_name;
  return kheo_annex_paginate (&spec, progress, error);
}
