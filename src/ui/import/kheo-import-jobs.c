#include "kheo-import-jobs.h"

#include <glib/gi18n-lib.h>

static void
correction_clear (gpointer data)
{
  KheoCorrection *correction = data;

  g_free ((char *) correction->text);
}

GArray *
kheo_import_corrections_new (void)
{
  GArray *corrections = g_array_new (FALSE, FALSE, sizeof (KheoCorrection));

  g_array_set_clear_func (corrections, correction_clear);
  return corrections;
}

void
kheo_import_corrections_add (GArray *corrections, const KheoCorrection *correction)
{
  KheoCorrection copy = *correction;

  copy.text = g_strdup (correction->text);
  g_array_append_val (corrections, copy);
}

void
kheo_import_job_free (gpointer data)
{
  KheoImportJob *job = data;

  g_clear_pointer (&job->corrections, g_array_unref);
  g_free (job);
}

/* ---- Matching ---- */

static gboolean
apply (KheoImport *import, const KheoCorrection *correction, GError **error)
{
  KheoImportTable *table = correction->table < kheo_import_get_n_tables (import)
                               ? kheo_import_get_table (import, correction->table)
                               : NULL;

  switch (correction->type)
    {
    case KHEO_CORRECT_COLUMN:
      kheo_import_set_column (import, table, correction->index, correction->field);
      return TRUE;
    case KHEO_CORRECT_AS:
      kheo_import_set_as (import, table, (KheoImportAs) correction->field);
      return TRUE;
    case KHEO_CORRECT_VALUE:
      return kheo_import_set_value (import, table, correction->index, correction->field,
                                    correction->text, error);
    case KHEO_CORRECT_SKIP:
      kheo_import_skip_row (import, table, correction->index);
      return TRUE;
    case KHEO_CORRECT_TAKE:
      kheo_import_take_row (import, table, correction->index);
      return TRUE;
    case KHEO_CORRECT_UNIT:
      kheo_import_choose_unit (import, correction->index, correction->id);
      return TRUE;
    case KHEO_CORRECT_YEAR:
      kheo_import_set_year (import, correction->field);
      return TRUE;
    case KHEO_CORRECT_UNDER:
      kheo_import_set_under (import, correction->id);
      return TRUE;
    case KHEO_CORRECT_CREATE_UNITS:
      kheo_import_set_create_units (import, correction->field != 0);
      return TRUE;
    default:
      g_return_val_if_reached (TRUE);
    }
}

gpointer
kheo_import_job_match (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob *job = data;

  for (guint i = 0; job->corrections != NULL && i < job->corrections->len; i++)
    if (!apply (job->import, &g_array_index (job->corrections, KheoCorrection, i), error))
      return NULL;
  job->progress.cancellable = cancellable;
  if (!kheo_import_match (job->import, db, &job->progress, error))
    return NULL;
  return kheo_import_review_new (job->import, TRUE);
}

/* ---- Writing ---- */

gpointer
kheo_import_job_commit (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob *job = data;

  job->progress.cancellable = cancellable;
  return kheo_import_commit (job->import, db, &job->progress, error) ? GINT_TO_POINTER (1) : NULL;
}

/* ---- A row's details ---- */

static void
detail_free (gpointer data)
{
  KheoImportDetail *detail = data;

  g_free (detail->label);
  g_free (detail->before);
  g_free (detail->after);
  g_free (detail);
}

static char *
format_value (const KheoImport *import, const KheoField *field, const KheoValue *value)
{
  KheoUnits *units = kheo_import_get_units (import);
  char      *path;

  if (field->type == KHEO_FIELD_UNIT && value->type == KHEO_VALUE_INTEGER && units != NULL)
    {
      path = kheo_import_dup_address (units, value->integer);
      if (path != NULL)
        return path;
    }
  return kheo_field_format (field, value);
}

gpointer
kheo_import_job_details (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob         *job = data;
  const KheoImportTable *table = kheo_import_get_table (job->import, job->table);
  g_autoptr (KheoRecord) record = kheo_import_table_dup_record (table, job->index);
  g_autoptr (KheoRecord) stored = NULL;
  g_autoptr (GError) problem = NULL;
  guint64             changes = kheo_import_table_get_changes (table, job->index);
  GPtrArray          *details = g_ptr_array_new_with_free_func (detail_free);
  const KheoRegister *reg;

  if (record == NULL)
    return details;
  reg = kheo_record_get_register (record);
  stored = kheo_import_table_load_stored (table, job->index, db, &problem);
  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField  *field = &reg->fields[i];
      const KheoValue  *after = kheo_record_get (record, i);
      const KheoValue  *before = stored != NULL ? kheo_record_get (stored, i) : NULL;
      KheoImportDetail *detail;

      if ((field->flags & KHEO_FIELD_DERIVED) != 0 ||
          ((field->flags & KHEO_FIELD_REQUIRED) == 0 && kheo_value_is_null (after) &&
           (before == NULL || kheo_value_is_null (before))))
        continue;
      detail = g_new0 (KheoImportDetail, 1);
      detail->field = (int) i;
      detail->editable = field->type != KHEO_FIELD_UNIT && field->type != KHEO_FIELD_RECORD;
      detail->label = g_strdup (_ (field->label));
      detail->after = format_value (job->import, field, after);
      detail->before = before != NULL ? format_value (job->import, field, before) : NULL;
      detail->changed = stored != NULL && (changes & (G_GUINT64_CONSTANT (1) << i)) != 0;
      g_ptr_array_add (details, detail);
    }
  return details;
}
