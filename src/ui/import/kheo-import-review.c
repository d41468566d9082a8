#include "kheo-import-review.h"

#include <glib/gi18n-lib.h>

struct _KheoImportReview
{
  gatomicrefcount refs;

  /* Owned. */
  KheoWorkbook *workbook;
  KheoUnits    *units;     /* may be NULL */
  GPtrArray    *tables;    /* of KheoReviewTable */
  GPtrArray    *sheets;    /* of GArray of KheoReviewRow, one a sheet */
  GPtrArray    *findings;  /* of KheoReviewFinding */
  GPtrArray    *questions; /* of KheoReviewUnit */
  GHashTable   *marks;     /* of cell key → KheoReviewFinding, borrowed */
  char         *title;
  char         *summary;

  KheoImportCounts counts;
  gboolean         matched, has_work;
};

/* ---- Freeing ---- */

static void
column_free (gpointer data)
{
  KheoReviewColumn *column = data;

  g_free (column->heading);
  g_free (column->label);
  g_free (column->detail);
  g_free (column);
}

static void
field_free (gpointer data)
{
  KheoReviewField *field = data;

  g_free (field->label);
  g_free (field);
}

static void
table_free (gpointer data)
{
  KheoReviewTable *table = data;

  g_free (table->name);
  g_free (table->under);
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->fields);
  g_free (table);
}

static void
finding_free (gpointer data)
{
  KheoReviewFinding *finding = data;

  g_free (finding->message);
  g_free (finding->value);
  g_free (finding);
}

static void
unit_free (gpointer data)
{
  KheoReviewUnit *unit = data;

  g_free (unit->text);
  g_free (unit->context);
  g_free (unit->path);
  g_array_unref (unit->ids);
  g_ptr_array_unref (unit->paths);
  g_free (unit);
}

/* ---- Copying ---- */

static char *
describe_encoding (const KheoImportColumn *column)
{
  const char *name = column->encoding == KHEO_ENCODING_TCVN3 ? "TCVN3" : "VNI";

  if (column->encoding == KHEO_ENCODING_UNICODE)
    return g_strdup (column->unit_of_measure);
  if (column->unit_of_measure != NULL)
    return g_strdup_printf ("%s → Unicode · %s", name, column->unit_of_measure);
  return g_strdup_printf ("%s → Unicode", name);
}

/* A mark column is named after its choice: "x: Kinh tế". */
static char *
describe_column (const KheoImportTable  *table,
                 const KheoRegister     *reg,
                 const KheoImportColumn *column)
{
  const KheoField *field;

  if (column->field != KHEO_COLUMN_CHOICE || reg == NULL || column->choice_field < 0)
    return kheo_import_table_field_label (table, column->field);
  field = &reg->fields[column->choice_field];
  if (field->choices == NULL || column->choice < 0)
    return kheo_import_table_field_label (table, column->field);
  /* Translators: a column of x-marks; %s is what a mark there means ("Economy"). */
  return g_strdup_printf (_ ("x = %s"),
                          kheo_field_choice_label (field, field->choices[column->choice].value));
}

static GPtrArray *
copy_columns (const KheoImportTable *table, const KheoImportTableInfo *info)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);

  for (guint i = 0; i < info->n_columns; i++)
    {
      KheoReviewColumn *copy = g_new0 (KheoReviewColumn, 1);
      KheoImportColumn  column;

      kheo_import_table_get_column (table, i, &column);
      copy->column = column.column;
      copy->heading = g_strdup (column.heading);
      copy->field = column.field;
      copy->label = describe_column (table, info->reg, &column);
      copy->detail = describe_encoding (&column);
      copy->corrected = column.corrected;
      g_ptr_array_add (columns, copy);
    }
  return columns;
}

static GPtrArray *
copy_fields (const KheoImportTable *table)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  g_autoptr (GArray) numbers = kheo_import_table_list_fields (table);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      KheoReviewField *field = g_new0 (KheoReviewField, 1);

      field->field = g_array_index (numbers, int, i);
      field->label = kheo_import_table_field_label (table, field->field);
      if (field->label == NULL || *field->label == '\0')
        {
          g_free (field->label);
          field->label = g_strdup (_ ("Leave out"));
        }
      g_ptr_array_add (fields, field);
    }
  return fields;
}

static void
copy_rows (KheoImportReview          *self,
           const KheoImportTable     *table,
           const KheoImportTableInfo *info,
           gint16                     number)
{
  GArray *rows = g_ptr_array_index (self->sheets, info->sheet);

  for (guint i = 0; i < info->n_rows; i++)
    {
      KheoImportRow row;

      kheo_import_table_get_row (table, i, &row);
      if (row.row < rows->len)
        g_array_index (rows, KheoReviewRow, row.row) =
            (KheoReviewRow){ (gint32) i, number, (guint8) row.kind, (guint8) row.status };
    }
}

static void
copy_table (KheoImportReview *self, const KheoImport *import, guint index)
{
  const KheoImportTable *table = kheo_import_get_table (import, index);
  KheoReviewTable       *copy = g_new0 (KheoReviewTable, 1);
  KheoImportTableInfo    info;

  kheo_import_table_get_info (table, &info);
  copy->sheet = info.sheet;
  copy->name = g_strdup (info.name);
  copy->as = info.as;
  copy->first_row = info.first_row;
  copy->first_column = info.first_column;
  copy->last_column = info.last_column;
  copy->year = info.year;
  copy->under = g_strdup (info.under);
  copy->counts = kheo_import_count (import, table);
  copy->columns = copy_columns (table, &info);
  copy->fields = copy_fields (table);
  copy_rows (self, table, &info, (gint16) index);
  g_ptr_array_add (self->tables, copy);
}

static gint64
cell_key (guint sheet, guint row, int column)
{
  return ((gint64) sheet << 40) | ((gint64) row << 16) | (gint64) (column + 1);
}

static void
mark (KheoImportReview *self, KheoReviewFinding *finding)
{
  gint64             key = cell_key (finding->sheet, (guint) finding->row, finding->column);
  KheoReviewFinding *other = g_hash_table_lookup (self->marks, &key);

  if (other == NULL || other->severity < finding->severity)
    g_hash_table_replace (self->marks, g_memdup2 (&key, sizeof key), finding);
}

static void
copy_findings (KheoImportReview *self, const KheoImport *import)
{
  guint n = kheo_import_get_n_findings (import);

  for (guint i = 0; i < n; i++)
    {
      KheoReviewFinding *copy = g_new0 (KheoReviewFinding, 1);
      KheoImportFinding  finding;

      kheo_import_get_finding (import, i, &finding);
      copy->table = -1;
      for (guint t = 0; finding.table != NULL && t < kheo_import_get_n_tables (import); t++)
        if (kheo_import_get_table (import, t) == finding.table)
          copy->table = (int) t;
      copy->sheet = finding.sheet;
      copy->row = finding.row;
      copy->column = finding.column;
      copy->severity = finding.severity;
      copy->message = g_strdup (finding.message);
      copy->value = g_strdup (finding.value);
      g_ptr_array_add (self->findings, copy);
      if (copy->row >= 0)
        mark (self, copy);
    }
}

/* "Xã Ngọc Chiến, Huyện Mường La, Tỉnh Sơn La": as an address is written, so that what tells two
 * units apart stands first. */
char *
kheo_import_dup_address (KheoUnits *units, gint64 id)
{
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  GString *address;

  if (units == NULL || id == 0)
    return NULL;
  path = kheo_units_dup_path (units, id, kheo_date_today ());
  if (path == NULL)
    return NULL;
  parts = g_strsplit (path, "/", -1);
  address = g_string_new (NULL);
  for (guint i = g_strv_length (parts); i > 0; i--)
    g_string_append_printf (address, "%s%s", address->len > 0 ? ", " : "", parts[i - 1]);
  return g_string_free (address, FALSE);
}

static void
copy_unit (KheoImportReview *self, const KheoImport *import, guint index)
{
  KheoReviewUnit *copy = g_new0 (KheoReviewUnit, 1);
  KheoImportUnit  unit;

  kheo_import_get_unit (import, index, &unit);
  copy->text = g_strdup (unit.text);
  copy->context = g_strdup (unit.context);
  copy->n_rows = unit.n_rows;
  copy->unit_id = unit.unit_id;
  copy->quality = unit.quality;
  copy->path = kheo_import_dup_address (self->units, unit.unit_id);
  copy->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  copy->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; unit.candidates != NULL && i < unit.candidates->len; i++)
    {
      gint64 id = g_array_index (unit.candidates, gint64, i);
      char  *path = kheo_import_dup_address (self->units, id);

      if (path == NULL)
        continue;
      g_array_append_val (copy->ids, id);
      g_ptr_array_add (copy->paths, path);
    }
  g_ptr_array_add (self->questions, copy);
}

/* ---- Public ---- */

KheoImportReview *
kheo_import_review_new (const KheoImport *import, gboolean matched)
{
  KheoImportReview *self = g_new0 (KheoImportReview, 1);
  KheoUnits        *units = matched ? kheo_import_get_units (import) : NULL;

  g_atomic_ref_count_init (&self->refs);
  self->workbook = kheo_workbook_ref ((KheoWorkbook *) kheo_import_get_workbook (import));
  self->units = units != NULL ? kheo_units_ref (units) : NULL;
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->findings = g_ptr_array_new_with_free_func (finding_free);
  self->questions = g_ptr_array_new_with_free_func (unit_free);
  self->marks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->matched = matched;
  self->counts = kheo_import_count (import, NULL);
  self->summary = kheo_import_dup_summary (import);
  self->title = matched ? kheo_import_dup_title (import) : NULL;
  self->has_work = matched && kheo_import_has_work (import);

  for (guint s = 0; s < kheo_workbook_get_n_sheets (self->workbook); s++)
    {
      const KheoSheet    *sheet = kheo_workbook_get_sheet (self->workbook, s);
      guint               n = kheo_sheet_get_n_rows (sheet);
      GArray             *rows = g_array_sized_new (FALSE, FALSE, sizeof (KheoReviewRow), n);
      const KheoReviewRow none = { -1, -1, KHEO_ROW_NOTE, KHEO_ROW_PENDING };

      for (guint r = 0; r < n; r++)
        g_array_append_val (rows, none);
      g_ptr_array_add (self->sheets, rows);
    }
  for (guint i = 0; i < kheo_import_get_n_tables (import); i++)
    copy_table (self, import, i);
  copy_findings (self, import);
  for (guint i = 0; matched && i < kheo_import_get_n_units (import); i++)
    copy_unit (self, import, i);
  return self;
}

KheoImportReview *
kheo_import_review_ref (KheoImportReview *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
review_free (gpointer data)
{
  KheoImportReview *self = data;

  kheo_workbook_unref (self->workbook);
  g_clear_pointer (&self->units, kheo_units_unref);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->sheets);
  g_hash_table_unref (self->marks);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->questions);
  g_free (self->title);
  g_free (self->summary);
  g_free (self);
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

const char *
kheo_import_review_get_title (const KheoImportReview *self)
{
  return self->title;
}

const char *
kheo_import_review_get_summary (const KheoImportReview *self)
{
  return self->summary;
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

KheoUnits *
kheo_import_review_get_units (const KheoImportReview *self)
{
  return self->units;
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
  gint64 key = cell_key (sheet, row, column);

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
