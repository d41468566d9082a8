#include "kheo-import-jobs.h"

#include "kheo-import-rejects.h"

#include <glib/gi18n-lib.h>

static void
correction_clear (gpointer data)
{
  KheoCorrection *correction = data;

  g_free ((char *) correction->text);
  g_free ((char *) correction->meant);
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
  copy.meant = g_strdup (correction->meant);
  g_array_append_val (corrections, copy);
}

void
kheo_import_job_free (gpointer data)
{
  KheoImportJob *job = data;

  g_clear_pointer (&job->corrections, g_array_unref);
  g_free (job->path);
  g_free (job);
}

void
kheo_import_matched_free (gpointer data)
{
  KheoImportMatched *matched = data;

  g_clear_pointer (&matched->review, kheo_import_review_unref);
  g_clear_error (&matched->refused);
  g_free ((char *) matched->alike.text);
  g_free (matched->fingerprint);
  g_free (matched);
}

/* ---- Matching ---- */

static const char *
null_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* The unit stays what the headings say. */
static void
set_meaning (KheoImport *import, KheoImportTable *table, const KheoCorrection *correction)
{
  KheoImportMeaning meaning;

  kheo_import_table_get_meaning (table, correction->index, &meaning);
  meaning.indicator = null_if_empty (correction->text);
  meaning.period = null_if_empty (correction->meant);
  meaning.measure = (KheoMeasure) correction->field;
  kheo_import_set_meaning (import, table, correction->index, &meaning);
}

static gboolean
set_figure (KheoImport           *import,
            KheoImportTable      *table,
            const KheoCorrection *correction,
            GError              **error)
{
  int figure = kheo_import_table_find_figure (table, correction->index, (guint) correction->field);

  return figure < 0 ||
         kheo_import_set_figure (import, table, (guint) figure, correction->text, error);
}

static gboolean
apply (KheoImport *import, const KheoCorrection *correction, GError **error)
{
  KheoImportTable *table = correction->table < kheo_import_get_n_tables (import)
                               ? kheo_import_get_table (import, correction->table)
                               : NULL;

  switch (correction->type)
    {
    case KHEO_CORRECT_NOTHING:
      return TRUE;
    case KHEO_CORRECT_ENCODING:
      kheo_import_set_encoding (import, table, correction->index, (KheoEncoding) correction->field);
      return TRUE;
    case KHEO_CORRECT_ALIKE:
      return kheo_import_set_alike (import, table, correction->index, correction->field,
                                    correction->text, error);
    case KHEO_CORRECT_JOIN:
      kheo_import_join (import, table, correction->field, correction->text, correction->meant);
      return TRUE;
    case KHEO_CORRECT_SAME:
      kheo_import_set_same (import, table, correction->index, correction->id);
      return TRUE;
    case KHEO_CORRECT_DISTINCT:
      kheo_import_set_distinct (import, table, correction->index, correction->id,
                                correction->field);
      return TRUE;
    case KHEO_CORRECT_MEANING:
      set_meaning (import, table, correction);
      return TRUE;
    case KHEO_CORRECT_FIGURE:
      return set_figure (import, table, correction, error);
    case KHEO_CORRECT_FORM:
      kheo_import_set_form_name (import, correction->text);
      return TRUE;
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
    case KHEO_CORRECT_INDICATOR:
      kheo_import_choose_indicator (import, correction->index, correction->id);
      return TRUE;
    case KHEO_CORRECT_CATALOGUE:
      kheo_import_choose_catalogue (import, correction->index, correction->text);
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

/* The last value that was corrected, and how many rows say what its cell says. */
static void
look_for_alike (const KheoImportJob *job, KheoImportMatched *matched)
{
  const KheoCorrection *last =
      job->corrections->len > 0
          ? &g_array_index (job->corrections, KheoCorrection, job->corrections->len - 1)
          : NULL;
  KheoImportTable *table = NULL;

  if (last == NULL || last->type != KHEO_CORRECT_VALUE ||
      last->table >= kheo_import_get_n_tables (job->import))
    return;
  table = kheo_import_get_table (job->import, last->table);
  matched->n_alike = kheo_import_count_alike (job->import, table, last->index, last->field);
  matched->alike = *last;
  matched->alike.text = g_strdup (last->text);
  matched->alike.meant = NULL;
}

gpointer
kheo_import_job_match (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob     *job = data;
  KheoImportMatched *matched = g_new0 (KheoImportMatched, 1);

  for (guint i = 0; job->corrections != NULL && i < job->corrections->len; i++)
    {
      g_autoptr (GError) refused = NULL;

      if (!apply (job->import, &g_array_index (job->corrections, KheoCorrection, i), &refused) &&
          matched->refused == NULL)
        matched->refused = g_steal_pointer (&refused);
    }
  job->progress.cancellable = cancellable;
  if (kheo_import_match (job->import, db, &job->progress, error))
    matched->review = kheo_import_review_new (job->import, db, &job->progress, error);
  if (matched->review == NULL)
    {
      kheo_import_matched_free (matched);
      return NULL;
    }
  matched->fingerprint = kheo_import_dup_fingerprint (job->import);
  if (job->corrections != NULL && matched->refused == NULL)
    look_for_alike (job, matched);
  return matched;
}

/* ---- Writing ---- */

/* What was read of the book may be another book by now. */
static gboolean
is_still_clean (KheoImportJob *job, KheoDb *db, GError **error)
{
  KheoImportReview *review = NULL;
  gboolean          clean = FALSE;

  if (!kheo_import_match (job->import, db, &job->progress, error))
    return FALSE;
  review = kheo_import_review_new (job->import, db, &job->progress, error);
  if (review == NULL)
    return FALSE;
  clean = !kheo_import_review_needs_person (review);
  kheo_import_review_unref (review);
  if (!clean)
    g_set_error_literal (error, KHEO_ERROR, KHEO_ERROR_CONFLICT,
                         _ ("Something in the file wants to be looked at first."));
  return clean;
}

gpointer
kheo_import_job_commit (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob *job = data;

  job->progress.cancellable = cancellable;
  if (job->clean_only && !is_still_clean (job, db, error))
    return NULL;
  return kheo_import_commit (job->import, db, &job->progress, error) ? GINT_TO_POINTER (1) : NULL;
}

gpointer
kheo_import_job_rejects (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob *job = data;

  return kheo_import_write_rejects (job->import, job->path, error) ? GINT_TO_POINTER (1) : NULL;
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

static KheoImportDetail *
make_detail (const KheoImport *import,
             const KheoField  *field,
             const KheoValue  *before,
             const KheoValue  *after)
{
  KheoImportDetail *detail = g_new0 (KheoImportDetail, 1);

  detail->editable = field->type != KHEO_FIELD_UNIT && field->type != KHEO_FIELD_RECORD;
  detail->label = g_strdup (_ (field->label));
  detail->after = format_value (import, field, after);
  detail->before = before != NULL ? format_value (import, field, before) : NULL;
  return detail;
}

/* @record beside @other (may be NULL), fields that neither says left away. */
static GPtrArray *
list_details (const KheoImport *import, KheoRecord *record, KheoRecord *other)
{
  GPtrArray          *details = g_ptr_array_new_with_free_func (detail_free);
  const KheoRegister *reg = kheo_record_get_register (record);

  for (guint i = 0; i < reg->n_fields; i++)
    {
      const KheoField  *field = &reg->fields[i];
      const KheoValue  *after = kheo_record_get (record, i);
      const KheoValue  *before = other != NULL ? kheo_record_get (other, i) : NULL;
      KheoImportDetail *detail = NULL;

      if ((field->flags & KHEO_FIELD_DERIVED) != 0 ||
          ((field->flags & KHEO_FIELD_REQUIRED) == 0 && kheo_value_is_null (after) &&
           (before == NULL || kheo_value_is_null (before))))
        continue;
      detail = make_detail (import, field, before, after);
      detail->field = (int) i;
      g_ptr_array_add (details, detail);
    }
  return details;
}

/* The figures of a row, each with what it is of. */
static GPtrArray *
list_figures (const KheoImport *import, const KheoImportTable *table, guint index)
{
  GPtrArray          *details = g_ptr_array_new_with_free_func (detail_free);
  KheoImportTableInfo info;
  KheoImportRow       row;

  kheo_import_table_get_info (table, &info);
  kheo_import_table_get_row (table, index, &row);
  for (guint column = info.first_column; column <= info.last_column; column++)
    {
      int                 at = kheo_import_table_find_figure (table, row.row, column);
      KheoImportFigure    figure;
      KheoImportIndicator indicator;
      KheoImportDetail   *detail = NULL;

      if (at < 0)
        continue;
      kheo_import_table_get_figure (table, (guint) at, &figure);
      if (figure.measure != KHEO_MEASURE_RESULT && figure.measure != KHEO_MEASURE_TARGET)
        continue; /* only checked against the others */
      kheo_import_get_indicator (import, figure.indicator, &indicator);
      detail = g_new0 (KheoImportDetail, 1);
      detail->label =
          g_strdup_printf ("%s · %s%s%s", indicator.name != NULL ? indicator.name : indicator.text,
                           figure.period != NULL ? figure.period : "?",
                           figure.measure == KHEO_MEASURE_TARGET ? " · " : "",
                           figure.measure == KHEO_MEASURE_TARGET ? _ ("target") : "");
      detail->after = kheo_import_figure_format (import, &figure);
      detail->before = g_strdup (figure.before);
      detail->changed = figure.status == KHEO_ROW_CHANGED;
      g_ptr_array_add (details, detail);
    }
  return details;
}

gpointer
kheo_import_job_details (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob         *job = data;
  const KheoImportTable *table = kheo_import_get_table (job->import, job->table);
  g_autoptr (KheoRecord) record = NULL;
  g_autoptr (KheoRecord) stored = NULL;
  guint64             changes = kheo_import_table_get_changes (table, job->index);
  GPtrArray          *details = NULL;
  KheoImportTableInfo info;

  kheo_import_table_get_info (table, &info);
  if (info.as == KHEO_IMPORT_FIGURES)
    return list_figures (job->import, table, job->index);
  record = kheo_import_table_dup_record (table, job->index);
  if (record == NULL)
    return g_ptr_array_new_with_free_func (detail_free);
  stored = kheo_import_table_load_stored (table, job->index, db, NULL);
  details = list_details (job->import, record, stored);
  for (guint i = 0; stored != NULL && i < details->len; i++)
    {
      KheoImportDetail *detail = g_ptr_array_index (details, i);

      detail->changed = (changes & (G_GUINT64_CONSTANT (1) << detail->field)) != 0;
    }
  return details;
}

gpointer
kheo_import_job_alike (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  KheoImportJob         *job = data;
  const KheoImportTable *table = kheo_import_get_table (job->import, job->alike.table);
  g_autoptr (KheoRecord) record = kheo_import_table_dup_record (table, job->alike.index);
  g_autoptr (KheoRecord) other = kheo_import_load_alike (job->import, &job->alike, db, error);
  GPtrArray *details = NULL;

  if (record == NULL || other == NULL)
    return NULL;
  details = list_details (job->import, record, other);
  for (guint i = 0; i < details->len; i++)
    {
      KheoImportDetail *detail = g_ptr_array_index (details, i);

      detail->changed = g_strcmp0 (detail->before, detail->after) != 0;
    }
  return details;
}
