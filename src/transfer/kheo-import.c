#include "kheo-import-conversion.h"
#include "kheo-import-figures.h"
#include "kheo-import-keep.h"
#include "kheo-import-plain.h"

#include "kheo-error.h"
#include "kheo-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Names ---- */

static const char *const as_names[] = {
  [KHEO_IMPORT_AUTO] = "auto",
  [KHEO_IMPORT_UNITS] = "units",
  [KHEO_IMPORT_MODELS] = "models",
  [KHEO_IMPORT_FIGURES] = "figures",
  [KHEO_IMPORT_CONVERSION] = "conversion",
  [KHEO_IMPORT_INDICATORS] = "indicators",
  [KHEO_IMPORT_TASKS] = "tasks",
  [KHEO_IMPORT_PETITIONS] = "petitions",
  [KHEO_IMPORT_NOTHING] = NULL,
};

gboolean
kheo_import_as_parse (const char *text, KheoImportAs *out_as)
{
  for (guint i = KHEO_IMPORT_AUTO; i < KHEO_IMPORT_NOTHING; i++)
    if (g_strcmp0 (text, as_names[i]) == 0)
      {
        *out_as = (KheoImportAs) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_import_as_name (KheoImportAs as)
{
  return as_names[as];
}

const char *
kheo_row_kind_name (KheoRowKind kind)
{
  static const char *const names[] = {
    [KHEO_ROW_DATA] = "data",         [KHEO_ROW_TITLE] = "title",
    [KHEO_ROW_HEADING] = "heading",   [KHEO_ROW_CODES] = "code-row",
    [KHEO_ROW_GROUP] = "group",       [KHEO_ROW_SUBTOTAL] = "subtotal",
    [KHEO_ROW_TOTAL] = "total",       [KHEO_ROW_SIGNATURE] = "signature",
    [KHEO_ROW_BLANK] = "blank",       [KHEO_ROW_NOTE] = "note",
    [KHEO_ROW_LEFT_OUT] = "left-out",
  };

  return names[kind];
}

const char *
kheo_row_status_name (KheoRowStatus status)
{
  static const char *const names[] = {
    [KHEO_ROW_PENDING] = "pending", [KHEO_ROW_NEW] = "new",
    [KHEO_ROW_CHANGED] = "changed", [KHEO_ROW_UNCHANGED] = "unchanged",
    [KHEO_ROW_REFUSED] = "refused",
  };

  return names[status];
}

/* ---- Options ---- */

KheoImportOptions *
kheo_import_options_new (void)
{
  return g_new0 (KheoImportOptions, 1);
}

static KheoImportOptions *
options_dup (const KheoImportOptions *self)
{
  KheoImportOptions *copy = kheo_import_options_new ();

  if (self == NULL)
    return copy;
  *copy = *self;
  copy->under = g_strdup (self->under);
  copy->period = g_strdup (self->period);
  copy->mapping = g_strdup (self->mapping);
  copy->document = g_strdup (self->document);
  return copy;
}

void
kheo_import_options_free (KheoImportOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->under);
  g_free (self->period);
  g_free (self->mapping);
  g_free (self->document);
  g_free (self);
}

/* ---- Findings ---- */

static void
clear_note (gpointer data)
{
  KheoNote *note = data;

  g_free ((char *) note->finding.message);
  g_free ((char *) note->finding.value);
}

void
kheo_import_note (KheoImportTable *table,
                  KheoStage        stage,
                  KheoSeverity     severity,
                  const char      *code,
                  char            *message,
                  int              row,
                  int              column)
{
  KheoNote note = { .stage = stage };

  note.finding.table = table;
  note.finding.sheet = table->info.sheet;
  note.finding.row = row;
  note.finding.column = column;
  note.finding.severity = severity;
  note.finding.code = code;
  note.finding.message = message;
  if (row >= 0 && column >= 0)
    {
      const char *text =
          kheo_cell_text_at (table->import, table->sheet, (guint) row, (guint) column);

      note.finding.value = *text != '\0' ? g_strdup (text) : NULL;
    }
  g_array_append_val (table->import->notes, note);
}

/* Keeps the order; one pass. */
void
kheo_import_forget (KheoImportTable *table, KheoStage stage)
{
  GArray *notes = table->import->notes;
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (KheoNote), notes->len);

  for (guint i = 0; i < notes->len; i++)
    {
      KheoNote *note = &g_array_index (notes, KheoNote, i);

      if (note->finding.table == table && note->stage == stage)
        clear_note (note);
      else
        g_array_append_val (kept, *note);
    }
  g_array_set_clear_func (notes, NULL);
  g_array_unref (notes);
  g_array_set_clear_func (kept, clear_note);
  table->import->notes = kept;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const KheoImportFinding *first = &((const KheoNote *) a)->finding;
  const KheoImportFinding *second = &((const KheoNote *) b)->finding;

  if (first->sheet != second->sheet)
    return first->sheet < second->sheet ? -1 : 1;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->column - second->column;
}

guint
kheo_import_get_n_findings (const KheoImport *self)
{
  return self->notes->len;
}

void
kheo_import_get_finding (const KheoImport *self, guint index, KheoImportFinding *out_finding)
{
  *out_finding = g_array_index (self->notes, KheoNote, index).finding;
}

/* ---- Reading ---- */

static KheoImport *
import_new (const char *path, const KheoImportOptions *options)
{
  KheoImport *self = g_new0 (KheoImport, 1);

  self->path = g_strdup (path);
  self->file = g_path_get_basename (path);
  self->options = options_dup (options);
  self->mapping = g_strdup (self->options->mapping);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) kheo_import_table_free);
  self->notes = g_array_new (FALSE, FALSE, sizeof (KheoNote));
  g_array_set_clear_func (self->notes, clear_note);
  self->strings = g_string_chunk_new (64 * 1024);
  for (guint i = 0; i < KHEO_N_LETTERS; i++)
    self->decoded[i] = g_hash_table_new (NULL, NULL);
  self->fonts = g_hash_table_new (NULL, NULL);
  self->fallback = g_array_new (FALSE, TRUE, sizeof (KheoEncoding));
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->needs_match = TRUE;
  return self;
}

void
kheo_import_free (KheoImport *self)
{
  if (self == NULL)
    return;
  kheo_conversion_clear (self);
  kheo_figures_clear (self);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->place_index, g_hash_table_unref);
  g_ptr_array_unref (self->tables);
  g_array_unref (self->notes);
  for (guint i = 0; i < KHEO_N_LETTERS; i++)
    g_hash_table_unref (self->decoded[i]);
  g_hash_table_unref (self->fonts);
  g_array_unref (self->fallback);
  g_hash_table_unref (self->answers);
  g_clear_pointer (&self->units, kheo_units_unref);
  g_clear_pointer (&self->workbook, kheo_workbook_unref);
  g_clear_pointer (&self->bytes, kheo_spool_free);
  g_string_chunk_free (self->strings);
  kheo_import_options_free (self->options);
  g_clear_pointer (&self->letters, g_hash_table_unref);
  g_free (self->form_name);
  g_free (self->mapping);
  g_free (self->path);
  g_free (self->file);
  g_free (self);
}

static void
note_missing_tables (KheoImport *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    any = any || ((KheoImportTable *) g_ptr_array_index (self->tables, i))->info.reg != NULL;
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      /* An empty sheet beside others, or one of pick lists, is nothing to tell. */
      if (table->info.reg != NULL || table->info.heading_last > 0 ||
          (any && (table->info.hidden || kheo_sheet_get_n_rows (table->sheet) == 0)))
        continue;
      kheo_import_note (table, KHEO_STAGE_READ, any ? KHEO_SEVERITY_WARNING : KHEO_SEVERITY_ERROR,
                        "no-table",
                        g_strdup (_ ("No table of a known kind was found on this sheet; show its "
                                     "heading row.")),
                        -1, -1);
    }
}

static gboolean
find_tables (KheoImport *self, KheoProgress *progress, GError **error)
{
  guint n = kheo_workbook_get_n_sheets (self->workbook);

  for (guint i = 0; i < n; i++)
    {
      KheoEncoding encoding =
          kheo_sheet_guess_encoding (kheo_workbook_get_sheet (self->workbook, i));

      g_array_append_val (self->fallback, encoding);
    }
  for (guint i = 0; i < n; i++)
    if (!kheo_finder_run (self, i, progress, error))
      return FALSE;
  note_missing_tables (self);
  return TRUE;
}

KheoImport *
kheo_import_read (const char              *path,
                  const KheoImportOptions *options,
                  KheoProgress            *progress,
                  GError                 **error)
{
  g_autoptr (KheoImport) self = NULL;
  g_autoptr (KheoTaking) taking = NULL; /* ends before self */

  g_return_val_if_fail (path != NULL, NULL);

  self = import_new (path, options);
  taking = kheo_taking_begin (self, progress);
  self->workbook = kheo_import_open_workbook (path, progress, error);
  if (self->workbook == NULL || !kheo_taking_end (taking, error) ||
      !find_tables (self, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

KheoImport *
kheo_import_read_bytes (GBytes                  *bytes,
                        const char              *name,
                        const KheoImportOptions *options,
                        KheoProgress            *progress,
                        GError                 **error)
{
  g_autoptr (KheoImport) self = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  self = import_new (name, options);
  self->size = (gint64) g_bytes_get_size (bytes);
  self->workbook = kheo_import_open_bytes (bytes, name, progress, error);
  if (self->workbook == NULL || !find_tables (self, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
tell_checking (KheoProgress *progress, GError **error)
{
  return kheo_progress_tick (progress, -1, _ ("Checking the rows"), error);
}

gboolean
kheo_import_understand (KheoImportTable *table, KheoProgress *progress, GError **error)
{
  kheo_import_forget (table, KHEO_STAGE_UNDERSTAND);
  kheo_import_forget (table, KHEO_STAGE_MATCH);
  table->import->needs_match = TRUE;
  if (table->info.reg == NULL)
    return TRUE;
  if (table->info.as == KHEO_IMPORT_FIGURES)
    return kheo_figures_understand (table, progress, error);
  if (table->info.as == KHEO_IMPORT_CONVERSION)
    return kheo_conversion_understand (table, progress, error);
  kheo_finder_assign_columns (table);
  kheo_mapping_apply (table);
  if (!kheo_rows_read (table, progress, error) || !kheo_columns_weigh (table, progress, error) ||
      !kheo_values_read (table, progress, error) || !tell_checking (progress, error))
    return FALSE;
  kheo_joins_apply (table);
  kheo_account_check (table);
  kheo_totals_check (table);
  return tell_checking (progress, error);
}

/* ---- Matching ---- */

static gboolean
match_table (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  kheo_import_forget (table, KHEO_STAGE_MATCH);
  if (!kheo_joins_recall (table, db, error))
    return FALSE;
  kheo_joins_note (table);
  if (kheo_plain_is (table->info.reg))
    return kheo_plain_match (table, db, progress, error);
  if (table->info.as == KHEO_IMPORT_UNITS)
    return kheo_tree_match (table, db, progress, error);
  if (table->info.as == KHEO_IMPORT_MODELS)
    return kheo_places_find (table, db, progress, error) &&
           kheo_compare_run (table, db, progress, error);
  return TRUE; /* figures and conversions: all tables of a file together */
}

/* The unit that options or a person put the file under. */
static gboolean
find_under (KheoImport *self, GError **error)
{
  const char *text = self->options->under;

  if (text == NULL || self->under != 0)
    return TRUE;
  self->under = kheo_units_resolve (
      self->units, text, self->options->date > 0 ? self->options->date : kheo_date_today (), error);
  return self->under != 0;
}

/* What a person corrected in an earlier file of this form; what was understood without help then is
 * understood again by itself. */
static gboolean
recall_form (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *remembered = NULL;
  g_autofree char *now = NULL;

  if (self->form_known)
    return TRUE;
  fingerprint = kheo_import_dup_fingerprint (self);
  remembered = kheo_mapping_get (db, fingerprint, NULL);
  if (remembered == NULL)
    return TRUE;
  self->form_known = TRUE;
  if (self->form_name == NULL)
    self->form_name = kheo_mapping_dup_name (db, fingerprint);
  now = kheo_import_dup_mapping (self);
  if (self->mapping != NULL || self->corrected || !kheo_mapping_is_corrected (remembered) ||
      strcmp (now, remembered) == 0)
    return TRUE;
  self->mapping = g_steal_pointer (&remembered);
  for (guint i = 0; i < self->tables->len; i++)
    if (!kheo_import_understand (g_ptr_array_index (self->tables, i), progress, error))
      return FALSE;
  return TRUE;
}

gboolean
kheo_import_match (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  KheoWorld *world = NULL;

  g_return_val_if_fail (self != NULL && db != NULL, FALSE);

  if (!recall_form (self, db, progress, error))
    return FALSE;
  world = kheo_world_get (db, error);
  if (world == NULL)
    return FALSE;
  kheo_places_reset (self);
  g_clear_pointer (&self->units, kheo_units_unref);
  self->units = kheo_units_ref (kheo_world_get_units (world));
  self->seq = kheo_history_get_seq (db);
  if (!find_under (self, error))
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    if (!match_table (g_ptr_array_index (self->tables, i), db, progress, error))
      return FALSE;
  if (!kheo_figures_match (self, db, progress, error) || !kheo_conversion_match (self, error))
    return FALSE;
  g_array_sort (self->notes, compare_notes);
  self->needs_match = FALSE;
  self->matched = TRUE;
  return TRUE;
}

/* ---- What it comes to ---- */

static void
count_status (KheoRowStatus status, KheoImportCounts *counts)
{
  switch (status)
    {
    case KHEO_ROW_NEW:
      counts->created++;
      break;
    case KHEO_ROW_CHANGED:
      counts->changed++;
      break;
    case KHEO_ROW_UNCHANGED:
      counts->unchanged++;
      break;
    case KHEO_ROW_REFUSED:
      counts->refused++;
      break;
    case KHEO_ROW_PENDING:
      break;
    }
}

/* A row is a record; in a table of figures each cell is one. */
static void
count_table (const KheoImportTable *table, KheoImportCounts *counts)
{
  guint n_figures = kheo_import_table_get_n_figures (table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      counts->rows++;
      if (table->info.as != KHEO_IMPORT_FIGURES)
        count_status ((KheoRowStatus) row->status, counts);
    }
  for (guint i = 0; i < n_figures; i++)
    {
      KheoImportFigure figure;

      kheo_import_table_get_figure (table, i, &figure);
      count_status (figure.status, counts);
    }
  counts->taken = counts->created + counts->changed + counts->unchanged;
}

KheoImportCounts
kheo_import_count (const KheoImport *self, const KheoImportTable *table)
{
  KheoImportCounts counts = { 0 };

  if (table != NULL)
    count_table (table, &counts);
  else
    for (guint i = 0; i < self->tables->len; i++)
      count_table (g_ptr_array_index (self->tables, i), &counts);
  return counts;
}

gboolean
kheo_import_has_work (const KheoImport *self)
{
  KheoImportCounts counts = kheo_import_count (self, NULL);

  return counts.created + counts.changed > 0;
}

gboolean
kheo_import_needs_person (const KheoImport *self)
{
  return self->notes->len > 0 || kheo_import_count (self, NULL).refused > 0;
}

char *
kheo_import_dup_title (const KheoImport *self)
{
  KheoReformCounts    reform;
  guint               taken[4] = { 0, 0, 0, 0 };
  const KheoRegister *plain = NULL;
  guint               which = 0;
  g_autofree char    *number = NULL;

  if (kheo_import_count_reform (self, &reform))
    return g_strdup_printf (ngettext ("Apply the reform of %u unit from %s",
                                      "Apply the reform of %u units from %s",
                                      reform.units_ended + reform.units_kept),
                            reform.units_ended + reform.units_kept, self->file);
  for (guint i = 0; i < self->tables->len; i++)
    {
      const KheoImportTable *table = g_ptr_array_index (self->tables, i);
      KheoImportCounts       counts = kheo_import_count (self, table);

      taken[table->info.as == KHEO_IMPORT_UNITS     ? 1
            : table->info.as == KHEO_IMPORT_FIGURES ? 2
            : kheo_plain_is (table->info.reg)       ? 3
                                                    : 0] += counts.created + counts.changed;
      if (plain == NULL && kheo_plain_is (table->info.reg) && counts.created + counts.changed > 0)
        plain = table->info.reg;
    }
  which = taken[2] > 0 && taken[0] == 0                     ? 2
          : plain != NULL && taken[0] == 0 && taken[1] == 0 ? 3
          : taken[1] > 0 && taken[0] == 0                   ? 1
                                                            : 0;
  number = kheo_number_format (taken[which]);
  if (which == 2)
    return g_strdup_printf (
        ngettext ("Import %s figure from %s", "Import %s figures from %s", taken[2]), number,
        self->file);
  if (which == 3)
    return g_strdup_printf (
        /* Translators: how many, of which register ("Indicators"), the file. */
        ngettext ("Import %s row of “%s” from %s", "Import %s rows of “%s” from %s", taken[3]),
        number, _ (plain->label), self->file);
  if (which == 1)
    return g_strdup_printf (
        ngettext ("Import %s unit from %s", "Import %s units from %s", taken[1]), number,
        self->file);
  return g_strdup_printf (
      ngettext ("Import %s model from %s", "Import %s models from %s", taken[0]), number,
      self->file);
}

char *
kheo_import_dup_summary (const KheoImport *self)
{
  KheoImportCounts counts = kheo_import_count (self, NULL);
  g_autofree char *created = kheo_number_format (counts.created);
  g_autofree char *changed = kheo_number_format (counts.changed);
  g_autofree char *unchanged = kheo_number_format (counts.unchanged);
  g_autofree char *refused = kheo_number_format (counts.refused);

  return g_strdup_printf (_ ("%s: %s new, %s changed, %s unchanged, %s refused"), self->file,
                          created, changed, unchanged, refused);
}
