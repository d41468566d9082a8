/* What a file on its way says of itself. */
#include "kheo-import-file-private.h"

guint64
kheo_import_file_get_weight (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), 0);
  return self->weight;
}

KheoFileState
kheo_import_file_get_state (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), KHEO_FILE_FAILED);
  return self->state;
}

const char *
kheo_import_file_get_name (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->name;
}

GFile *
kheo_import_file_get_file (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->file;
}

gboolean
kheo_import_file_is_clean (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);
  return (self->state == KHEO_FILE_REVIEW || self->state == KHEO_FILE_PARKED) && self->clean &&
         self->has_work;
}

gboolean
kheo_import_file_is_ready (KheoImportFile *self)
{
  return kheo_import_file_is_clean (self) && self->form_known;
}

KheoImportCounts
kheo_import_file_count (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), (KheoImportCounts){ 0 });
  return self->counts;
}

const char *
kheo_import_file_get_fingerprint (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->fingerprint;
}

double
kheo_import_file_get_fraction (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), -1);
  return self->fraction;
}

KheoImportReview *
kheo_import_file_get_review (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->review;
}

gboolean
kheo_import_file_is_busy (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);
  return self->state == KHEO_FILE_READING || self->state == KHEO_FILE_WRITING || self->matching ||
         (self->corrections != NULL && self->corrections->len > 0);
}

const GError *
kheo_import_file_get_problem (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), NULL);
  return self->problem;
}

gint64
kheo_import_file_get_action (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), 0);
  return self->action;
}

int
kheo_import_file_get_year (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), 0);
  return self->year;
}

gboolean
kheo_import_file_get_create_units (KheoImportFile *self)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);
  return self->create_units;
}

gboolean
kheo_import_file_get_alike (KheoImportFile *self, KheoCorrection *out_correction, guint *out_n)
{
  g_return_val_if_fail (KHEO_IS_IMPORT_FILE (self), FALSE);

  if (self->state != KHEO_FILE_REVIEW || self->n_alike == 0)
    return FALSE;
  *out_correction = self->alike;
  out_correction->type = KHEO_CORRECT_ALIKE;
  *out_n = self->n_alike;
  return TRUE;
}
