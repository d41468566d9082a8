/* The one reform that all tables of old and new units of a file make together. */
#include "kheo-import-conversion.h"

#include <glib/gi18n-lib.h>

/* The reform of a file. */
struct _KheoReform
{
  KheoConversion     read;
  KheoReformPlan    *plan;
  KheoReformDecision decision;
  gboolean           decided; /* a person said it, not the options */
};

/* What the last match made; the decision stays. */
static void
forget_rows (KheoReform *reform)
{
  g_clear_pointer (&reform->read.rows, g_array_unref);
  g_clear_pointer (&reform->read.sources, g_array_unref);
  g_clear_pointer (&reform->plan, kheo_reform_plan_free);
}

void
kheo_conversion_clear (KheoImport *self)
{
  if (self->reform == NULL)
    return;
  forget_rows (self->reform);
  g_clear_pointer (&self->reform->read.chosen, g_hash_table_unref);
  kheo_reform_decision_clear (&self->reform->decision);
  g_clear_pointer (&self->reform, g_free);
}

static const KheoConversionSource *
source_of (const KheoReform *reform, guint row)
{
  return &g_array_index (reform->read.sources, KheoConversionSource, row);
}

static void
note_problem (const KheoReform *reform, const KheoReformProblem *problem, guint first)
{
  const KheoConversionSource *source =
      source_of (reform, problem->row != G_MAXUINT ? problem->row : first);
  int index = kheo_column_of_field (source->table, problem->of_new ? KHEO_CONVERSION_NEW_NAME
                                                                   : KHEO_CONVERSION_OLD_NAME);

  if (problem->row == G_MAXUINT)
    kheo_import_note (source->table, KHEO_STAGE_MATCH, problem->severity, problem->code,
                      g_strdup (problem->message), -1, -1);
  else
    kheo_import_note (
        source->table, KHEO_STAGE_MATCH, problem->severity, problem->code,
        g_strdup (problem->message), (int) (source->table->base_row + source->index),
        index >= 0 ? (int) kheo_table_column (source->table, (guint) index)->info.column : -1);
}

/* A row that speaks of several units is as bad as the worst of them. */
static void
settle_row (const KheoReform *reform, guint i)
{
  const KheoConversionSource *source = source_of (reform, i);
  KheoSheetRow               *row = kheo_table_row (source->table, source->index);

  switch (kheo_reform_plan_get_state (reform->plan, i))
    {
    case KHEO_REFORM_REFUSED:
      row->status = KHEO_ROW_REFUSED;
      break;
    case KHEO_REFORM_TAKEN:
      if (row->status != KHEO_ROW_REFUSED)
        row->status = KHEO_ROW_NEW;
      break;
    case KHEO_REFORM_DONE:
      if (row->status == KHEO_ROW_PENDING)
        row->status = KHEO_ROW_UNCHANGED;
      break;
    }
  if (row->id == 0)
    row->id = kheo_reform_plan_get_old (reform->plan, i);
}

static KheoDate
date_of (KheoImport *self)
{
  KheoDate date = self->options->date;

  for (guint i = 0; i < self->tables->len && date == KHEO_DATE_UNKNOWN; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.as == KHEO_IMPORT_CONVERSION)
        date = kheo_conversion_find_date (table);
    }
  return date;
}

static void
refuse_all (KheoReform *reform)
{
  const KheoConversionSource *first = source_of (reform, 0);

  for (guint i = 0; i < reform->read.sources->len; i++)
    kheo_table_row (source_of (reform, i)->table, source_of (reform, i)->index)->status =
        KHEO_ROW_REFUSED;
  kheo_import_note (first->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "missing",
                    g_strdup (_ ("The table does not say from which day the new units hold; give "
                                 "the day.")),
                    -1, -1);
}

gboolean
kheo_conversion_match (KheoImport *self, GError **error)
{
  KheoDate      date = date_of (self);
  const GArray *problems = NULL;

  if (self->reform == NULL)
    self->reform = g_new0 (KheoReform, 1);
  forget_rows (self->reform);
  self->reform->read.rows = g_array_new (FALSE, TRUE, sizeof (KheoConversionRow));
  self->reform->read.sources = g_array_new (FALSE, TRUE, sizeof (KheoConversionSource));
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.as == KHEO_IMPORT_CONVERSION)
        kheo_conversion_read (&self->reform->read, table);
    }
  if (self->reform->read.rows->len == 0)
    return TRUE;
  if (date == KHEO_DATE_UNKNOWN)
    {
      refuse_all (self->reform);
      return TRUE;
    }
  self->reform->plan = kheo_reform_plan_from_rows (
      self->units, date, (const KheoConversionRow *) (gpointer) self->reform->read.rows->data,
      self->reform->read.rows->len);
  for (guint i = 0; i < self->reform->read.rows->len; i++)
    settle_row (self->reform, i);
  problems = kheo_reform_plan_get_problems (self->reform->plan);
  for (guint i = 0; i < problems->len; i++)
    note_problem (self->reform, &g_array_index (problems, KheoReformProblem, i), 0);
  return TRUE;
}

gboolean
kheo_conversion_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_auto (KheoReformDecision) decision = { 0 };

  if (self->reform == NULL || self->reform->plan == NULL ||
      !kheo_reform_plan_has_work (self->reform->plan))
    return TRUE;
  if (!self->reform->decided)
    kheo_reform_decision_init_parse (&decision, self->options->document);
  return kheo_reform_apply (self->reform->plan, db,
                            self->reform->decided ? &self->reform->decision : &decision, progress,
                            NULL, error);
}

void
kheo_import_set_reform (KheoImport *self, KheoDate date, const KheoReformDecision *decision)
{
  if (self->reform == NULL)
    self->reform = g_new0 (KheoReform, 1);
  kheo_reform_decision_clear (&self->reform->decision);
  kheo_reform_decision_copy (&self->reform->decision, decision);
  self->reform->decided = TRUE;
  if (date != self->options->date)
    self->needs_match = TRUE;
  self->options->date = date;
}

guint
kheo_import_get_n_reform_rows (const KheoImport *self)
{
  return self->reform != NULL && self->reform->plan != NULL ? self->reform->read.rows->len : 0;
}

const KheoConversionRow *
kheo_import_get_reform_row (const KheoImport *self, guint index, guint *out_sheet, guint *out_row)
{
  const KheoConversionSource *source;

  g_return_val_if_fail (index < kheo_import_get_n_reform_rows (self), NULL);
  source = source_of (self->reform, index);
  *out_sheet = source->table->info.sheet;
  *out_row = source->table->base_row + source->index;
  return &g_array_index (self->reform->read.rows, KheoConversionRow, index);
}

void
kheo_import_choose_reform_unit (KheoImport *self, guint index, gint64 unit_id)
{
  g_autofree char *key = NULL;
  const gint64    *before;

  g_return_if_fail (index < kheo_import_get_n_reform_rows (self));
  if (self->reform->read.chosen == NULL)
    self->reform->read.chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  key = kheo_conversion_key (source_of (self->reform, index)->table,
                             &g_array_index (self->reform->read.rows, KheoConversionRow, index));
  before = g_hash_table_lookup (self->reform->read.chosen, key);
  if (unit_id == (before != NULL ? *before : 0))
    return;
  g_hash_table_replace (self->reform->read.chosen, g_steal_pointer (&key),
                        g_memdup2 (&unit_id, sizeof unit_id));
  self->needs_match = TRUE;
}

gboolean
kheo_import_count_reform (const KheoImport *self, KheoReformCounts *out_counts)
{
  if (self->reform == NULL || self->reform->plan == NULL)
    return FALSE;
  *out_counts = kheo_reform_plan_count (self->reform->plan);
  return TRUE;
}

const KheoReformPlan *
kheo_import_get_reform (const KheoImport *self)
{
  return self->reform != NULL ? self->reform->plan : NULL;
}

gboolean
kheo_conversion_get_unit (const KheoImport       *self,
                          guint                   unit,
                          gint64                 *out_id,
                          gboolean               *out_founded,
                          const KheoImportTable **out_table,
                          guint                  *out_index)
{
  const GArray               *units = self->reform != NULL && self->reform->plan != NULL
                                          ? kheo_reform_plan_get_units (self->reform->plan)
                                          : NULL;
  const KheoReformUnit       *found;
  const KheoConversionSource *source;

  if (units == NULL || unit >= units->len)
    return FALSE;
  found = &g_array_index (units, KheoReformUnit, unit);
  *out_id = found->row < self->reform->read.sources->len ? found->unit_id : 0;
  *out_founded = !found->kept;
  if (*out_id == 0)
    return TRUE;
  source = &g_array_index (self->reform->read.sources, KheoConversionSource, found->row);
  *out_table = source->table;
  *out_index = source->index;
  return TRUE;
}
