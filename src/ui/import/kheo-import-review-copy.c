/* Copies what an import understood; on the thread that has it. */
#include "kheo-import-review-private.h"

#include "kheo-import-rejects.h"
#include "kheo-text.h"
#include "kheo-unit-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Freeing ---- */

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
  g_ptr_array_unref (unit->whys);
  g_free (unit);
}

static void
indicator_free (gpointer data)
{
  KheoReviewIndicator *indicator = data;

  g_free (indicator->text);
  g_free (indicator->code);
  g_free (indicator->measure);
  g_free (indicator->name);
  g_array_unref (indicator->ids);
  g_free (indicator);
}

static void
join_free (gpointer data)
{
  KheoReviewJoin *join = data;

  g_free (join->label);
  g_free (join->written);
  g_free (join->meant);
  g_free (join);
}

/* ---- Tables ---- */

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
      guint64       bits = 0;
      gint64        key = 0;

      kheo_import_table_get_row (table, i, &row);
      if (row.row >= rows->len)
        continue;
      g_array_index (rows, KheoReviewRow, row.row) =
          (KheoReviewRow){ (gint32) i, number, (guint8) row.kind, (guint8) row.status };
      if (row.status != KHEO_ROW_CHANGED)
        continue;
      bits = kheo_import_table_get_changes (table, i);
      key = kheo_review_key (info->sheet, row.row, -1);
      g_hash_table_insert (self->changes, g_memdup2 (&key, sizeof key),
                           g_memdup2 (&bits, sizeof bits));
    }
}

static char *
format_fixed (KheoImportReview      *self,
              const KheoImportTable *table,
              const KheoRegister    *reg,
              const KheoImportFixed *place)
{
  int       index = kheo_import_table_find_row (table, place->row);
  KheoValue value = KHEO_VALUE_INIT;
  char     *text = NULL;

  if (index < 0)
    return g_strdup ("");
  value = kheo_import_table_get_value (table, (guint) index, place->field);
  if (place->field >= 0 && reg->fields[place->field].type == KHEO_FIELD_UNIT)
    text = value.type == KHEO_VALUE_INTEGER ? kheo_import_dup_address (self->units, value.integer)
                                            : NULL;
  else if (place->field >= 0)
    text = kheo_field_format (&reg->fields[place->field], &value);
  else
    text = value.type == KHEO_VALUE_TEXT ? g_strdup (value.text) : NULL;
  return text != NULL ? text : g_strdup ("");
}

/* Cells that a person corrected, where their fields have columns. */
static void
copy_fixed (KheoImportReview *self, const KheoImportTable *table, const KheoReviewTable *copy)
{
  g_autoptr (GArray) fixed = kheo_import_table_list_fixed (table);

  for (guint i = 0; i < fixed->len; i++)
    {
      const KheoImportFixed *place = &g_array_index (fixed, KheoImportFixed, i);

      for (guint c = 0; c < copy->columns->len; c++)
        {
          const KheoReviewColumn *column = g_ptr_array_index (copy->columns, c);
          gint64 key = kheo_review_key (copy->sheet, place->row, (int) column->column);

          if (column->field == place->field)
            g_hash_table_insert (self->fixed, g_memdup2 (&key, sizeof key),
                                 format_fixed (self, table, copy->reg, place));
        }
    }
}

static void
copy_table (KheoImportReview *self, const KheoImport *import, guint index)
{
  const KheoImportTable *table = kheo_import_get_table (import, index);
  KheoReviewTable       *copy = g_new0 (KheoReviewTable, 1);
  KheoImportTableInfo    info;
  KheoImportRow          first;

  kheo_import_table_get_info (table, &info);
  copy->sheet = info.sheet;
  copy->name = g_strdup (info.name);
  copy->as = info.as;
  copy->reg = info.reg;
  if (info.n_rows > 0)
    {
      kheo_import_table_get_row (table, 0, &first);
      copy->base_row = first.row;
    }
  copy->first_row = info.first_row;
  copy->first_column = info.first_column;
  copy->last_column = info.last_column;
  copy->year = info.year;
  copy->under = g_strdup (info.under);
  copy->counts = kheo_import_count (import, table);
  copy->columns = kheo_review_copy_columns (table, &info);
  copy->fields = copy_fields (table);
  copy_rows (self, table, &info, (gint16) index);
  copy_fixed (self, table, copy);
  g_ptr_array_add (self->tables, copy);
}

/* ---- Findings ---- */

static void
mark (KheoImportReview *self, KheoReviewFinding *finding)
{
  gint64             key = kheo_review_key (finding->sheet, (guint) finding->row, finding->column);
  KheoReviewFinding *other = g_hash_table_lookup (self->marks, &key);

  if (other == NULL || other->severity < finding->severity)
    g_hash_table_replace (self->marks, g_memdup2 (&key, sizeof key), finding);
}

static guint
group_of (KheoImportReview *self, const KheoImportFinding *finding)
{
  KheoReviewGroup group = { finding->code, finding->severity, 1 };

  for (guint i = 0; i < self->groups->len; i++)
    {
      KheoReviewGroup *known = &g_array_index (self->groups, KheoReviewGroup, i);

      if (strcmp (known->code, finding->code) != 0)
        continue;
      known->n++;
      known->worst = MAX (known->worst, finding->severity);
      return i;
    }
  g_array_append_val (self->groups, group);
  return self->groups->len - 1;
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
      copy->code = finding.code;
      copy->group = group_of (self, &finding);
      copy->message = g_strdup (finding.message);
      copy->value = g_strdup (finding.value);
      g_ptr_array_add (self->findings, copy);
      if (copy->row >= 0)
        mark (self, copy);
    }
}

/* ---- Units ---- */

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

/* "mã 03979 · từ 01/07/2025 · giống 92%": why a unit may be meant. */
static char *
describe_candidate (KheoUnits *units, gint64 id, const char *written)
{
  const KheoUnitVersion *version = kheo_units_get_version (units, id, kheo_date_today ());
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  int              likeness = 0;

  if (version == NULL)
    return g_strdup ("");
  if (version->code != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("code %s"), version->code));
  from = version->valid_from != KHEO_DATE_UNKNOWN ? kheo_date_format (version->valid_from) : NULL;
  to = version->valid_to != KHEO_DATE_UNKNOWN ? kheo_date_format (version->valid_to) : NULL;
  if (from != NULL && to != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("from %s to %s"), from, to));
  else if (from != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("since %s"), from));
  else if (to != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("until %s"), to));
  likeness = (int) (kheo_text_likeness (written, version->name) * 100 + 0.5);
  g_ptr_array_add (parts, likeness >= 100 ? g_strdup (_ ("the same name"))
                                          : g_strdup_printf (_ ("%d%% alike"), likeness));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
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
  copy->whys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; unit.candidates != NULL && i < unit.candidates->len; i++)
    {
      gint64 id = g_array_index (unit.candidates, gint64, i);
      char  *path = kheo_import_dup_address (self->units, id);

      if (path == NULL)
        continue;
      g_array_append_val (copy->ids, id);
      g_ptr_array_add (copy->paths, path);
      g_ptr_array_add (copy->whys, describe_candidate (self->units, id, unit.text));
    }
  g_ptr_array_add (self->questions, copy);
}

static void
copy_indicator (KheoImportReview *self, const KheoImport *import, guint index)
{
  KheoReviewIndicator *copy = g_new0 (KheoReviewIndicator, 1);
  KheoImportIndicator  indicator;

  kheo_import_get_indicator (import, index, &indicator);
  copy->text = g_strdup (indicator.text);
  copy->code = g_strdup (indicator.code);
  copy->measure = g_strdup (indicator.unit_of_measure);
  copy->n_figures = indicator.n_figures;
  copy->id = indicator.indicator_id;
  copy->create = indicator.create;
  copy->name = g_strdup (indicator.name != NULL ? indicator.name : indicator.text);
  copy->quality = indicator.quality;
  copy->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (indicator.candidates != NULL)
    g_array_append_vals (copy->ids, indicator.candidates->data, indicator.candidates->len);
  g_ptr_array_add (self->counted, copy);
}

/* ---- Spellings and likenesses ---- */

static void
copy_joins (KheoImportReview *self, const KheoImport *import)
{
  g_autoptr (GArray) joins = kheo_import_list_joins (import);

  for (guint i = 0; i < joins->len; i++)
    {
      const KheoJoin *join = &g_array_index (joins, KheoJoin, i);
      KheoReviewJoin *copy = g_new0 (KheoReviewJoin, 1);

      copy->table = join->table;
      copy->field = join->field;
      copy->label =
          kheo_import_table_field_label (kheo_import_get_table (import, join->table), join->field);
      copy->written = g_strdup (join->written);
      copy->meant = g_strdup (join->meant);
      copy->n_rows = join->n_rows;
      copy->remembered = join->remembered;
      g_ptr_array_add (self->joins, copy);
    }
}

static gboolean
look_further (KheoImportReview *self,
              const KheoImport *import,
              KheoDb           *db,
              KheoProgress     *progress,
              GError          **error)
{
  GPtrArray *clusters = kheo_import_find_clusters (import, db, progress, error);
  GArray    *alike = NULL;

  if (clusters == NULL)
    return FALSE;
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  self->clusters = clusters;
  alike = kheo_import_find_duplicates (import, db, progress, error);
  if (alike == NULL)
    return FALSE;
  g_clear_pointer (&self->alike, g_array_unref);
  self->alike = alike;
  copy_joins (self, import);
  return TRUE;
}

/* ---- All ---- */

static void
copy_sheet (KheoImportReview *self, const KheoImport *import, guint index)
{
  const KheoSheet    *sheet = kheo_workbook_get_sheet (self->workbook, index);
  guint               n = kheo_sheet_get_n_rows (sheet);
  GArray             *rows = g_array_sized_new (FALSE, FALSE, sizeof (KheoReviewRow), n);
  KheoEncoding        letters = kheo_import_get_letters (import, index);
  const KheoReviewRow none = { -1, -1, KHEO_ROW_NOTE, KHEO_ROW_PENDING };

  for (guint r = 0; r < n; r++)
    g_array_append_val (rows, none);
  g_ptr_array_add (self->sheets, rows);
  g_array_append_val (self->letters, letters);
  for (guint c = 0; c < MIN (kheo_sheet_get_n_columns (sheet), 1024u); c++)
    {
      int    said = kheo_import_get_encoding (import, index, c);
      gint64 key = kheo_review_key (index, 0, (int) c);

      if (said >= 0)
        g_hash_table_insert (self->said, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (said + 1));
    }
}

static void
make_room (KheoImportReview *self)
{
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->letters = g_array_new (FALSE, FALSE, sizeof (KheoEncoding));
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->findings = g_ptr_array_new_with_free_func (finding_free);
  self->groups = g_array_new (FALSE, FALSE, sizeof (KheoReviewGroup));
  self->questions = g_ptr_array_new_with_free_func (unit_free);
  self->counted = g_ptr_array_new_with_free_func (indicator_free);
  self->clusters = g_ptr_array_new ();
  self->joins = g_ptr_array_new_with_free_func (join_free);
  self->alike = g_array_new (FALSE, FALSE, sizeof (KheoDuplicate));
  self->marks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->fixed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

gboolean
kheo_review_copy (KheoImportReview *self,
                  const KheoImport *import,
                  KheoDb           *db,
                  KheoProgress     *progress,
                  GError          **error)
{
  make_room (self);
  for (guint s = 0; s < kheo_workbook_get_n_sheets (self->workbook); s++)
    copy_sheet (self, import, s);
  for (guint i = 0; i < kheo_import_get_n_tables (import); i++)
    copy_table (self, import, i);
  copy_findings (self, import);
  if (db == NULL)
    return TRUE;
  for (guint i = 0; i < kheo_import_get_n_units (import); i++)
    copy_unit (self, import, i);
  for (guint i = 0; i < kheo_import_get_n_indicators (import); i++)
    copy_indicator (self, import, i);
  self->n_rejects = kheo_import_count_rejects (import);
  self->rejects_name = kheo_import_dup_rejects_name (import);
  return look_further (self, import, db, progress, error);
}
