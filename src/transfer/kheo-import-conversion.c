/*
 * A table of old and new units: its rows, what they say, and the one reform that all such tables of
 * a file make together.
 */
#include "kheo-import-conversion.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The reform of a file. */
struct _KheoReform
{
  GArray            *rows;    /* KheoConversionRow, texts interned; row is an index in sources */
  GArray            *sources; /* Source */
  KheoReformPlan    *plan;
  GHashTable        *chosen; /* key of a row → gint64 of its old unit, by a person; NULL: none */
  KheoReformDecision decision;
  gboolean           decided; /* a person said it, not the options */
};

typedef struct
{
  KheoImportTable *table;
  guint            index; /* in table->rows */
} Source;

/* ---- Rows ---- */

static const char *
text_in (const KheoImportTable *table, guint row, int field)
{
  int index = kheo_column_of_field (table, field);

  return index >= 0 ? kheo_cell_text_at (table->import, table->sheet, row,
                                         kheo_table_column (table, (guint) index)->info.column)
                    : "";
}

static guint
count_cells (const KheoImportTable *table, guint row, const char **out_first)
{
  guint           n = 0;
  guint           filled = 0;
  const KheoCell *cells = kheo_sheet_get_row (table->sheet, row, &n);

  *out_first = "";
  for (guint i = 0; i < n; i++)
    {
      const char *text = kheo_cell_text (table->import, table->sheet, &cells[i]);

      if (*text == '\0' || cells[i].column < table->info.first_column ||
          cells[i].column > table->info.last_column)
        continue;
      if (filled++ == 0)
        *out_first = text;
    }
  return filled;
}

static gboolean
repeats_heading (const KheoImportTable *table, guint row)
{
  guint same = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KheoColumn *column = kheo_table_column (table, i);

      same += *column->leaf != '\0' &&
              strcmp (column->leaf, kheo_cell_text_at (table->import, table->sheet, row,
                                                       column->info.column)) == 0;
    }
  return same >= 2;
}

static KheoRowKind
classify (KheoImportTable *table, guint row, gboolean *io_signed)
{
  const char *first = "";
  guint       n = count_cells (table, row, &first);
  gboolean    old = *text_in (table, row, KHEO_CONVERSION_OLD_NAME) != '\0';
  gboolean    names = old || *text_in (table, row, KHEO_CONVERSION_NEW_NAME) != '\0';

  if (n == 0)
    return KHEO_ROW_BLANK;
  if (*io_signed)
    return KHEO_ROW_SIGNATURE;
  if (kheo_rows_is_code_row (table, row))
    return KHEO_ROW_CODES;
  if (repeats_heading (table, row))
    return KHEO_ROW_HEADING;
  if (kheo_words_total (first) != KHEO_TOTAL_NONE)
    return KHEO_ROW_TOTAL;
  if ((n >= 2 && names) || (n == 1 && old && !kheo_words_signature (first)))
    return KHEO_ROW_DATA;
  if (kheo_words_signature (first))
    {
      *io_signed = TRUE;
      return KHEO_ROW_SIGNATURE;
    }
  if (kheo_words_note (first))
    return KHEO_ROW_NOTE;
  /* "SƠN LA" over the rows of a province; a number of its own may stand before. */
  return n <= 2 ? KHEO_ROW_GROUP : KHEO_ROW_NOTE;
}

static void
add_row (KheoImportTable *table, guint row, KheoRowKind kind)
{
  KheoSheetRow new_row = { .kind = (guint8) kind, .data = KHEO_NO_DATA, .group = -1, .place = -1 };
  guint        decision =
      GPOINTER_TO_UINT (g_hash_table_lookup (table->decisions, GUINT_TO_POINTER (row)));

  new_row.flags = (guint8) decision;
  if (kheo_sheet_is_row_hidden (table->sheet, row))
    new_row.flags |= KHEO_ROW_FLAG_HIDDEN;
  if ((decision & KHEO_ROW_FLAG_SKIPPED) != 0)
    new_row.kind = KHEO_ROW_LEFT_OUT;
  else if ((decision & KHEO_ROW_FLAG_TAKEN) != 0)
    new_row.kind = KHEO_ROW_DATA;
  g_array_append_val (table->rows, new_row);
}

static void
read_rows (KheoImportTable *table)
{
  guint    n_rows = kheo_sheet_get_n_rows (table->sheet);
  gboolean signed_off = FALSE;

  g_array_set_size (table->rows, 0);
  g_array_set_size (table->groups, 0);
  for (guint row = table->base_row; row < n_rows; row++)
    {
      guint n = 0;

      kheo_sheet_get_row (table->sheet, row, &n);
      if (row < table->info.heading_first)
        add_row (table, row, n == 0 ? KHEO_ROW_BLANK : KHEO_ROW_TITLE);
      else if (row <= table->info.heading_last)
        add_row (table, row, KHEO_ROW_HEADING);
      else
        add_row (table, row, classify (table, row, &signed_off));
    }
  table->info.n_rows = table->rows->len;
  table->info.last_row = table->base_row + table->rows->len - 1;
}

gboolean
kheo_conversion_understand (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  kheo_conversion_assign (table);
  kheo_mapping_apply (table);
  read_rows (table);
  return kheo_columns_weigh (table, progress, error) && kheo_values_read (table, progress, error);
}

/* ---- What rows say ---- */

/* What rows beneath may leave out, because it is that of the row above. */
typedef struct
{
  KheoReform      *reform;
  KheoImportTable *table;
  const char      *above[KHEO_CONVERSION_N_FIELDS];
  const char      *group; /* province named over the rows */
} Reader;

/* The name and the code that a field and its code's field say; interned. */
static void
read_pair (Reader             *reader,
           const KheoSheetRow *row,
           int                 field,
           const char        **out_name,
           const char        **out_code)
{
  KheoImport      *import = reader->table->import;
  const KheoValue *name = kheo_values_get (reader->table, row, field);
  const KheoValue *code = kheo_values_get (reader->table, row, field + 1);
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;

  if (name != NULL && name->type == KHEO_VALUE_TEXT)
    kheo_conversion_split_code (name->text, &bare, &inside);
  *out_name = kheo_import_intern (import, bare);
  *out_code = code != NULL && code->type == KHEO_VALUE_TEXT ? code->text
                                                            : kheo_import_intern (import, inside);
  if (*out_name != NULL || *out_code != NULL)
    {
      reader->above[field] = *out_name;
      reader->above[field + 1] = *out_code;
    }
}

static void
take_above (const Reader *reader, int field, const char **io_name, const char **io_code)
{
  if (*io_name != NULL || *io_code != NULL)
    return;
  *io_name = reader->above[field];
  *io_code = reader->above[field + 1];
}

/* What stays of a row from match to match: its place, and which of the units named there it is. */
static char *
key_of_row (const KheoImportTable *table, const KheoConversionRow *row)
{
  return g_strdup_printf ("%u|%u|%s|%s", table->info.sheet, row->line,
                          row->old_name != NULL ? row->old_name : "",
                          row->old_code != NULL ? row->old_code : "");
}

static void
append_row (Reader *reader, guint index, KheoConversionRow *row)
{
  Source source = { reader->table, index };

  row->row = reader->reform->rows->len;
  row->line = reader->table->base_row + index + 1;
  if (reader->reform->chosen != NULL)
    {
      g_autofree char *key = key_of_row (reader->table, row);
      const gint64    *unit = g_hash_table_lookup (reader->reform->chosen, key);

      row->old_id = unit != NULL ? *unit : 0;
    }
  g_array_append_val (reader->reform->rows, *row);
  g_array_append_val (reader->reform->sources, source);
}

/* "Xã A, xã B và một phần xã C": several old units in one cell.  FALSE when it is one. */
static gboolean
append_several (Reader *reader, guint index, const KheoConversionRow *row)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *commas = NULL;
  gboolean         several = FALSE;

  if (row->old_name == NULL || row->old_code != NULL)
    return FALSE;
  lines = g_strsplit (row->old_name, " và ", -1);
  commas = g_strjoinv (",", lines);
  g_strdelimit (commas, ";\n", ',');
  g_strfreev (lines);
  lines = g_strsplit (commas, ",", -1);
  if (lines[0] == NULL || lines[1] == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    several = several || (i > 0 && kheo_conversion_find_prefix (lines[i]) != NULL);
  if (!several)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      KheoConversionRow part = *row;
      const char       *name = kheo_conversion_find_prefix (g_strstrip (lines[i]));

      if (*lines[i] == '\0')
        continue;
      if (name != NULL && name > lines[i])
        kheo_share_parse (lines[i], &part.share);
      part.old_name = kheo_import_intern (reader->table->import, name != NULL ? name : lines[i]);
      append_row (reader, index, &part);
    }
  return TRUE;
}

static void
note_share (Reader *reader, guint index, const char *text, gboolean part)
{
  int column = kheo_column_of_field (reader->table, KHEO_CONVERSION_NOTE);

  kheo_import_note (
      reader->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "share-unclear",
      part ? g_strdup_printf (_ ("“%s” was taken to mean a part of the unit. Check it."), text)
           : g_strdup_printf (_ ("“%s” does not say whether the whole unit or a part of it is "
                                 "meant. Check it."),
                              text),
      (int) (reader->table->base_row + index),
      column >= 0 ? (int) kheo_table_column (reader->table, (guint) column)->info.column : -1);
}

static KheoShare
read_share (Reader *reader, guint index, const char *text)
{
  KheoShare           share = KHEO_SHARE_UNSAID;
  KheoConversionDoubt doubt = kheo_conversion_read_share (text, &share);

  if (doubt != KHEO_CONVERSION_SURE)
    note_share (reader, index, text, doubt == KHEO_CONVERSION_PERHAPS_PART);
  return share;
}

static void
read_row (Reader *reader, guint index)
{
  const KheoSheetRow *sheet_row = kheo_table_row (reader->table, index);
  const KheoValue    *note = kheo_values_get (reader->table, sheet_row, KHEO_CONVERSION_NOTE);
  KheoConversionRow   row = { .amounts = KHEO_NO_AMOUNTS };

  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_NAME, &row.new_name, &row.new_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_DISTRICT, &row.new_district,
             &row.new_district_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_NEW_PROVINCE, &row.new_province,
             &row.new_province_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_NAME, &row.old_name, &row.old_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_DISTRICT, &row.old_district,
             &row.old_district_code);
  read_pair (reader, sheet_row, KHEO_CONVERSION_OLD_PROVINCE, &row.old_province,
             &row.old_province_code);
  take_above (reader, KHEO_CONVERSION_NEW_NAME, &row.new_name, &row.new_code);
  take_above (reader, KHEO_CONVERSION_NEW_PROVINCE, &row.new_province, &row.new_province_code);
  take_above (reader, KHEO_CONVERSION_OLD_PROVINCE, &row.old_province, &row.old_province_code);
  take_above (reader, KHEO_CONVERSION_OLD_DISTRICT, &row.old_district, &row.old_district_code);
  if (row.old_province == NULL)
    row.old_province = reader->group;
  if (note != NULL && note->type == KHEO_VALUE_TEXT)
    row.share = read_share (reader, index, note->text);
  if (append_several (reader, index, &row))
    return;
  kheo_conversion_read_amounts (reader->table, sheet_row, row.amounts);
  append_row (reader, index, &row);
}

static void
read_group (Reader *reader, guint index)
{
  const char *first = "";
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;

  count_cells (reader->table, reader->table->base_row + index, &first);
  memset (reader->above, 0, sizeof reader->above);
  first = kheo_words_skip_ordinal (first, &ordinal);
  if (kheo_unit_type_of_name (first, KHEO_LEVEL_PROVINCE) != NULL &&
      kheo_unit_type_of_name (first, KHEO_LEVEL_PROVINCE)->level == KHEO_LEVEL_DISTRICT)
    reader->above[KHEO_CONVERSION_OLD_DISTRICT] = first;
  else
    reader->group = first;
}

static void
read_table (KheoReform *reform, KheoImportTable *table)
{
  Reader reader = { .reform = reform, .table = table };

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->status = KHEO_ROW_PENDING;
      row->id = 0;
      row->changes = 0;
      if (row->kind == KHEO_ROW_GROUP)
        read_group (&reader, i);
      else if (row->kind == KHEO_ROW_DATA)
        read_row (&reader, i);
    }
}

/* ---- The reform ---- */

/* What the last match made; the decision stays. */
static void
forget_rows (KheoReform *reform)
{
  g_clear_pointer (&reform->rows, g_array_unref);
  g_clear_pointer (&reform->sources, g_array_unref);
  g_clear_pointer (&reform->plan, kheo_reform_plan_free);
}

void
kheo_conversion_clear (KheoImport *self)
{
  if (self->reform == NULL)
    return;
  forget_rows (self->reform);
  g_clear_pointer (&self->reform->chosen, g_hash_table_unref);
  kheo_reform_decision_clear (&self->reform->decision);
  g_clear_pointer (&self->reform, g_free);
}

static const Source *
source_of (const KheoReform *reform, guint row)
{
  return &g_array_index (reform->sources, Source, row);
}

static void
note_problem (const KheoReform *reform, const KheoReformProblem *problem, guint first)
{
  const Source *source = source_of (reform, problem->row != G_MAXUINT ? problem->row : first);
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
  const Source *source = source_of (reform, i);
  KheoSheetRow *row = kheo_table_row (source->table, source->index);

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
  const Source *first = source_of (reform, 0);

  for (guint i = 0; i < reform->sources->len; i++)
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
  self->reform->rows = g_array_new (FALSE, TRUE, sizeof (KheoConversionRow));
  self->reform->sources = g_array_new (FALSE, TRUE, sizeof (Source));
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.as == KHEO_IMPORT_CONVERSION)
        read_table (self->reform, table);
    }
  if (self->reform->rows->len == 0)
    return TRUE;
  if (date == KHEO_DATE_UNKNOWN)
    {
      refuse_all (self->reform);
      return TRUE;
    }
  self->reform->plan = kheo_reform_plan_from_rows (
      self->units, date, (const KheoConversionRow *) (gpointer) self->reform->rows->data,
      self->reform->rows->len);
  for (guint i = 0; i < self->reform->rows->len; i++)
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
  return self->reform != NULL && self->reform->plan != NULL ? self->reform->rows->len : 0;
}

const KheoConversionRow *
kheo_import_get_reform_row (const KheoImport *self, guint index, guint *out_sheet, guint *out_row)
{
  const Source *source;

  g_return_val_if_fail (index < kheo_import_get_n_reform_rows (self), NULL);
  source = source_of (self->reform, index);
  *out_sheet = source->table->info.sheet;
  *out_row = source->table->base_row + source->index;
  return &g_array_index (self->reform->rows, KheoConversionRow, index);
}

void
kheo_import_choose_reform_unit (KheoImport *self, guint index, gint64 unit_id)
{
  g_autofree char *key = NULL;
  const gint64    *before;

  g_return_if_fail (index < kheo_import_get_n_reform_rows (self));
  if (self->reform->chosen == NULL)
    self->reform->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  key = key_of_row (source_of (self->reform, index)->table,
                    &g_array_index (self->reform->rows, KheoConversionRow, index));
  before = g_hash_table_lookup (self->reform->chosen, key);
  if (unit_id == (before != NULL ? *before : 0))
    return;
  g_hash_table_replace (self->reform->chosen, g_steal_pointer (&key),
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
  const GArray         *units = self->reform != NULL && self->reform->plan != NULL
                                    ? kheo_reform_plan_get_units (self->reform->plan)
                                    : NULL;
  const KheoReformUnit *found;
  const Source         *source;

  if (units == NULL || unit >= units->len)
    return FALSE;
  found = &g_array_index (units, KheoReformUnit, unit);
  *out_id = found->row < self->reform->sources->len ? found->unit_id : 0;
  *out_founded = !found->kept;
  if (*out_id == 0)
    return TRUE;
  source = &g_array_index (self->reform->sources, Source, found->row);
  *out_table = source->table;
  *out_index = source->index;
  return TRUE;
}
