#include "kheo-import-review-private.h"

#include "kheo-legacy.h"

#include <string.h>

gint64
kheo_review_key (guint sheet, guint row, int column)
{
  return ((gint64) sheet << 40) | ((gint64) row << 16) | (gint64) (column + 1);
}

static void
review_free (gpointer data)
{
  KheoImportReview *self = data;

  kheo_workbook_unref (self->workbook);
  g_clear_pointer (&self->units, kheo_units_unref);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->letters);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->fixed);
  g_ptr_array_unref (self->findings);
  g_array_unref (self->groups);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->counted);
  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->joins);
  g_array_unref (self->alike);
  for (guint i = 0; i < G_N_ELEMENTS (self->by_status); i++)
    g_array_unref (self->by_status[i]);
  g_free (self->title);
  g_free (self->form);
  g_free (self->rejects_name);
  g_free (self);
}

/* Lists of the side are asked for at once. */
static void
list_by_status (KheoImportReview *self)
{
  for (guint s = 0; s < self->sheets->len; s++)
    {
      const GArray *rows = g_ptr_array_index (self->sheets, s);

      for (guint r = 0; r < rows->len; r++)
        {
          const KheoReviewRow *row = &g_array_index (rows, KheoReviewRow, r);
          guint64              place = (guint64) s << 32 | r;

          if (row->kind == KHEO_ROW_DATA && row->table >= 0)
            g_array_append_val (self->by_status[row->status], place);
        }
    }
}

KheoImportReview *
kheo_import_review_new (const KheoImport *import,
                        KheoDb           *db,
                        KheoProgress     *progress,
                        GError          **error)
{
  KheoImportReview *self = g_new0 (KheoImportReview, 1);
  KheoUnits        *units = db != NULL ? kheo_import_get_units (import) : NULL;

  g_atomic_ref_count_init (&self->refs);
  self->workbook = kheo_workbook_ref ((KheoWorkbook *) kheo_import_get_workbook (import));
  self->units = units != NULL ? kheo_units_ref (units) : NULL;
  self->matched = db != NULL;
  self->counts = kheo_import_count (import, NULL);
  self->title = db != NULL ? kheo_import_dup_title (import) : NULL;
  self->form = g_strdup (kheo_import_get_form_name (import));
  self->form_known = kheo_import_is_form_known (import);
  self->has_work = db != NULL && kheo_import_has_work (import);
  for (guint i = 0; i < G_N_ELEMENTS (self->by_status); i++)
    self->by_status[i] = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (!kheo_review_copy (self, import, db, progress, error))
    {
      review_free (self);
      return NULL;
    }
  list_by_status (self);
  return self;
}

KheoImportReview *
kheo_import_review_ref (KheoImportReview *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
kheo_import_review_unref (KheoImportReview *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    kheo_import_free_aside (self, review_free);
}

typedef struct
{
  gpointer       data;
  GDestroyNotify data_free;
} Aside;

/* Here and not with the task: a task ends on the thread that made it. */
static void
free_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Aside *aside = task_data;

  aside->data_free (aside->data);
  g_task_return_boolean (task, TRUE);
}

void
kheo_import_free_aside (gpointer data, GDestroyNotify data_free)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Aside *aside = g_new (Aside, 1);

  *aside = (Aside){ data, data_free };
  g_task_set_task_data (task, aside, g_free);
  g_task_run_in_thread (task, free_thread);
}

gboolean
kheo_import_review_is_matched (const KheoImportReview *self)
{
  return self->matched;
}

gboolean
kheo_import_review_has_work (const KheoImportReview *self)
{
  return self->has_work;
}

gboolean
kheo_import_review_needs_person (const KheoImportReview *self)
{
  if (!self->matched || self->counts.refused > 0 || self->alike->len > 0)
    return TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    if (strcmp (g_array_index (self->groups, KheoReviewGroup, i).code, "spelling-joined") != 0)
      return TRUE;
  return FALSE;
}

const char *
kheo_import_review_get_form (const KheoImportReview *self)
{
  return self->form;
}

gboolean
kheo_import_review_is_form_known (const KheoImportReview *self)
{
  return self->form_known;
}

guint
kheo_import_review_count_rejects (const KheoImportReview *self)
{
  return self->n_rejects;
}

const char *
kheo_import_review_get_rejects_name (const KheoImportReview *self)
{
  return self->rejects_name;
}

const char *
kheo_import_review_get_title (const KheoImportReview *self)
{
  return self->title;
}

KheoImportCounts
kheo_import_review_count (const KheoImportReview *self)
{
  return self->counts;
}

const KheoWorkbook *
kheo_import_review_get_workbook (const KheoImportReview *self)
{
  return self->workbook;
}

guint
kheo_import_review_get_n_tables (const KheoImportReview *self)
{
  return self->tables->len;
}

const KheoReviewTable *
kheo_import_review_get_table (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->tables, index);
}

guint
kheo_import_review_get_n_findings (const KheoImportReview *self)
{
  return self->findings->len;
}

const KheoReviewFinding *
kheo_import_review_get_finding (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->findings, index);
}

guint
kheo_import_review_get_n_units (const KheoImportReview *self)
{
  return self->questions->len;
}

const KheoReviewUnit *
kheo_import_review_get_unit (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->questions, index);
}

guint
kheo_import_review_get_n_indicators (const KheoImportReview *self)
{
  return self->counted->len;
}

const KheoReviewIndicator *
kheo_import_review_get_indicator (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->counted, index);
}

gboolean
kheo_review_indicator_is_open (const KheoReviewIndicator *indicator)
{
  return indicator->n_figures > 0 && indicator->id == 0 &&
         (!indicator->create || indicator->quality == KHEO_MATCH_NONE);
}

guint
kheo_import_review_get_n_groups (const KheoImportReview *self)
{
  return self->groups->len;
}

const KheoReviewGroup *
kheo_import_review_get_group (const KheoImportReview *self, guint index)
{
  return &g_array_index (self->groups, KheoReviewGroup, index);
}

guint
kheo_import_review_get_n_clusters (const KheoImportReview *self)
{
  return self->clusters->len;
}

const KheoCluster *
kheo_import_review_get_cluster (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->clusters, index);
}

guint
kheo_import_review_get_n_joins (const KheoImportReview *self)
{
  return self->joins->len;
}

const KheoReviewJoin *
kheo_import_review_get_join (const KheoImportReview *self, guint index)
{
  return g_ptr_array_index (self->joins, index);
}

guint
kheo_import_review_get_n_alike (const KheoImportReview *self)
{
  return self->alike->len;
}

const KheoDuplicate *
kheo_import_review_get_alike (const KheoImportReview *self, guint index)
{
  return &g_array_index (self->alike, KheoDuplicate, index);
}

KheoReviewRow
kheo_import_review_get_row (const KheoImportReview *self, guint sheet, guint row)
{
  const GArray *rows = sheet < self->sheets->len ? g_ptr_array_index (self->sheets, sheet) : NULL;

  if (rows == NULL || row >= rows->len)
    return (KheoReviewRow){ -1, -1, KHEO_ROW_BLANK, KHEO_ROW_PENDING };
  return g_array_index (rows, KheoReviewRow, row);
}

const KheoReviewFinding *
kheo_import_review_find (const KheoImportReview *self, guint sheet, guint row, int column)
{
  gint64 key = kheo_review_key (sheet, row, column);

  return g_hash_table_lookup (self->marks, &key);
}

const KheoReviewFinding *
kheo_import_review_find_row (const KheoImportReview *self, guint sheet, guint row, int column)
{
  const KheoReviewFinding *finding = kheo_import_review_find (self, sheet, row, column);
  const KheoSheet         *grid = kheo_workbook_get_sheet (self->workbook, sheet);

  for (int at = -1; finding == NULL && at < (int) kheo_sheet_get_n_columns (grid); at++)
    finding = kheo_import_review_find (self, sheet, row, at);
  return finding;
}

const GArray *
kheo_import_review_list_rows (const KheoImportReview *self, KheoRowStatus status)
{
  return self->by_status[status];
}

guint64
kheo_import_review_get_changes (const KheoImportReview *self, guint sheet, guint row)
{
  gint64         key = kheo_review_key (sheet, row, -1);
  const guint64 *bits = g_hash_table_lookup (self->changes, &key);

  return bits != NULL ? *bits : 0;
}

const char *
kheo_import_review_get_fixed (const KheoImportReview *self, guint sheet, guint row, guint column)
{
  gint64 key = kheo_review_key (sheet, row, (int) column);

  return g_hash_table_lookup (self->fixed, &key);
}

/* How a cell of that font is read: what a person said of its column, its font, the sheet's. */
static KheoEncoding
get_encoding (const KheoImportReview *self, guint sheet, guint column, const char *font)
{
  gint64 key = kheo_review_key (sheet, 0, (int) column);
  int    said = GPOINTER_TO_INT (g_hash_table_lookup (self->said, &key));

  if (said > 0)
    return (KheoEncoding) (said - 1);
  if (font != NULL)
    return kheo_encoding_of_font (font);
  return g_array_index (self->letters, KheoEncoding, sheet);
}

char *
kheo_import_review_dup_text (
    const KheoImportReview *self, guint sheet, guint row, guint column, glong max)
{
  const KheoSheet *grid = kheo_workbook_get_sheet (self->workbook, sheet);
  const KheoCell  *cell = kheo_sheet_get_cell (grid, row, column);
  const char      *text = cell != NULL ? kheo_cell_get_text (grid, cell) : NULL;
  const char      *font = cell != NULL ? kheo_sheet_get_style (grid, cell)->font_name : NULL;
  KheoEncoding     encoding = get_encoding (self, sheet, column, font);
  g_autofree char *start = NULL;

  if (text == NULL)
    return cell != NULL ? kheo_cell_dup_display (grid, cell) : g_strdup ("");
  start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, max * 4), max));
  g_strdelimit (start, "\n\r\t", ' ');
  return encoding == KHEO_ENCODING_UNICODE ? g_steal_pointer (&start)
                                           : kheo_legacy_decode (start, encoding, font);
}

const KheoReviewColumn *
kheo_import_review_get_column (const KheoImportReview *self, guint table, guint column)
{
  const KheoReviewTable *info = table < self->tables->len ? self->tables->pdata[table] : NULL;

  for (guint i = 0; info != NULL && i < info->columns->len; i++)
    if (((KheoReviewColumn *) info->columns->pdata[i])->column == column)
      return info->columns->pdata[i];
  return NULL;
}
