/*
 * Figures against those of the book: one each for a unit, an indicator and a period.  Who reports
 * again replaces what was.
 */
#include "kheo-import-figures.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the book holds of one unit, indicator and period. */
typedef struct
{
  gint64 id;
  char  *state, *qualifier;
  gint64 value, denominator; /* -1: none */
} Stored;

typedef struct
{
  KheoImport *import;
  KheoDb     *db;
  GHashTable *figures, *targets; /* "unit|indicator|period" → Stored */
  GHashTable *loaded;            /* ids of units whose rows are there */
  GHashTable *seen;              /* key of a cell → KheoFigureCell * */
} Matcher;

static void
free_stored (gpointer data)
{
  Stored *stored = data;

  g_free (stored->state);
  g_free (stored->qualifier);
  g_free (stored);
}

static char *
key_of (gint64 unit, gint64 indicator, const char *period)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s", unit, indicator, period);
}

/* ---- The book ---- */

static gboolean
load_rows (GHashTable *table, KheoDb *db, const char *sql, gint64 unit, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (GError) problem = NULL;

  kheo_stmt_bind_int (stmt, ":unit", unit);
  while (kheo_stmt_step (stmt, &problem))
    {
      Stored *stored = g_new0 (Stored, 1);

      stored->id = kheo_stmt_get_int (stmt, 0);
      stored->state = g_strdup (kheo_stmt_get_text (stmt, 3));
      stored->value = kheo_stmt_get_int (stmt, 4);
      stored->denominator = kheo_stmt_is_null (stmt, 5) ? -1 : kheo_stmt_get_int (stmt, 5);
      stored->qualifier = g_strdup (kheo_stmt_get_text (stmt, 6));
      g_hash_table_insert (
          table, key_of (unit, kheo_stmt_get_int (stmt, 1), kheo_stmt_get_text (stmt, 2)), stored);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
load_unit (Matcher *self, gint64 unit, GError **error)
{
  if (!g_hash_table_add (self->loaded, g_memdup2 (&unit, sizeof unit)))
    return TRUE;
  return load_rows (self->figures, self->db,
                    "SELECT id, indicator_id, period, state, value, denominator, qualifier"
                    " FROM figure WHERE unit_id = :unit",
                    unit, error) &&
         load_rows (self->targets, self->db,
                    "SELECT id, indicator_id, period, 'value', value, NULL, NULL"
                    " FROM target WHERE unit_id = :unit",
                    unit, error);
}

/* ---- One cell ---- */

static const char *
state_of (const KheoFigureCell *cell)
{
  switch (cell->text.says)
    {
    case KHEO_CELL_SAYS_NIL:
      return "nil";
    case KHEO_CELL_SAYS_MISSING:
      return "missing";
    case KHEO_CELL_SAYS_NOT_APPLICABLE:
      return "not-applicable";
    case KHEO_CELL_SAYS_VALUE:
    case KHEO_CELL_SAYS_NOTHING:
    case KHEO_CELL_SAYS_BAD:
      break;
    }
  return "value";
}

static gboolean
is_stored (const KheoFigureCell *cell, const Stored *stored)
{
  if (strcmp (stored->state, state_of (cell)) != 0)
    return FALSE;
  if (cell->text.says != KHEO_CELL_SAYS_VALUE)
    return TRUE;
  return stored->value == cell->amount && stored->denominator == cell->denominator &&
         g_strcmp0 (stored->qualifier, kheo_qualifier_to_name (cell->text.qualifier)) == 0;
}

/* What stood there, for people. */
static const char *
describe (KheoImport *self, const KheoIndicatorPlace *place, const Stored *stored)
{
  KheoAmountUnit   plain = { KHEO_AMOUNT_COUNT, 0, NULL };
  gboolean         parts = stored->denominator >= 0;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;
  const char      *label = NULL;

  if (strcmp (stored->state, "value") != 0)
    {
      label =
          kheo_field_choice_label (&kheo_register_figures.fields[KHEO_FIGURE_STATE], stored->state);
      return kheo_import_intern (self, label);
    }
  amount = kheo_amount_format_parts (
      parts && place->unit.type == KHEO_AMOUNT_PERCENT ? &plain : &place->unit, stored->value,
      parts ? &stored->denominator : NULL);
  label = kheo_qualifier_label (kheo_qualifier_from_name (stored->qualifier));
  text = g_strdup_printf ("%s%s%s", label, *label != '\0' ? " " : "", amount);
  return kheo_import_intern (self, text);
}

static void
note_cell (const KheoImportTable *table,
           const KheoFigureCell  *cell,
           KheoSeverity           severity,
           const char            *code,
           char                  *message)
{
  kheo_import_note ((KheoImportTable *) table, KHEO_STAGE_MATCH, severity, code, message,
                    (int) (table->base_row + cell->row),
                    (int) kheo_table_column (table, cell->column)->info.column);
}

/* The same unit, indicator and period twice in one file. */
static gboolean
is_repeated (Matcher *self, KheoImportTable *table, KheoFigureCell *cell)
{
  const KheoIndicatorPlace *place = kheo_indicator_place (self->import, cell->indicator);
  char *key = g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%" G_GINT64_FORMAT "|%s|%s|%d",
                               cell->unit_id, cell->unit_id == 0 ? cell->place : 0, place->id,
                               place->id == 0 ? place->name : "", cell->period, cell->measure);
  const KheoFigureCell *other = g_hash_table_lookup (self->seen, key);

  if (other == NULL)
    {
      g_hash_table_insert (self->seen, key, cell);
      return FALSE;
    }
  g_free (key);
  if (other->text.says == cell->text.says && other->amount == cell->amount &&
      other->denominator == cell->denominator)
    {
      cell->flags |= KHEO_FIGURE_FLAG_SAME;
      return TRUE;
    }
  cell->flags |= KHEO_FIGURE_FLAG_BAD;
  note_cell (table, cell, KHEO_SEVERITY_ERROR, "figure-conflict",
             g_strdup (_ ("Another cell of the file gives a different number for the same unit, "
                          "indicator and period; correct one of the two.")));
  return TRUE;
}

static gboolean
match_cell (Matcher *self, KheoImportTable *table, KheoFigureCell *cell, GError **error)
{
  const KheoIndicatorPlace *place = kheo_indicator_place (self->import, cell->indicator);
  GHashTable      *stock = cell->measure == KHEO_MEASURE_TARGET ? self->targets : self->figures;
  const Stored    *stored = NULL;
  g_autofree char *key = NULL;

  cell->status = KHEO_ROW_NEW;
  if (is_repeated (self, table, cell) || cell->unit_id == 0 || place->id == 0)
    return TRUE;
  if (!load_unit (self, cell->unit_id, error))
    return FALSE;
  key = key_of (cell->unit_id, place->id, cell->period);
  stored = g_hash_table_lookup (stock, key);
  if (stored == NULL)
    return TRUE;
  cell->id = stored->id;
  cell->status = is_stored (cell, stored) ? KHEO_ROW_UNCHANGED : KHEO_ROW_CHANGED;
  if (cell->status == KHEO_ROW_CHANGED)
    cell->before = describe (self->import, place, stored);
  return TRUE;
}

/* ---- Unit and period of a cell ---- */

static void
set_unit (KheoImportTable *table, KheoFigureCell *cell)
{
  const KheoSheetRow     *row = kheo_table_row (table, cell->row);
  const KheoFigureColumn *column = kheo_figure_column (table, cell->column);

  cell->place = column->place >= 0 ? column->place : row->place;
  cell->unit_id = cell->place >= 0
                      ? g_array_index (table->import->places, KheoPlace, cell->place).unit_id
                      : kheo_figure_line (table, cell->row)->unit_id;
}

static gboolean
has_unit (const KheoImport *self, const KheoFigureCell *cell)
{
  return cell->unit_id != 0 ||
         (cell->place >= 0 && g_array_index (self->places, KheoPlace, cell->place).create);
}

/* Is there a cell that is to be taken as far as it is known by now? */
static gboolean
is_candidate (const KheoImportTable *table, const KheoFigureCell *cell)
{
  return kheo_table_row (table, cell->row)->kind == KHEO_ROW_DATA &&
         cell->measure <= KHEO_MEASURE_TARGET &&
         (cell->flags & (KHEO_FIGURE_FLAG_BAD | KHEO_FIGURE_FLAG_SUM)) == 0;
}

static void
settle_units (KheoImportTable *table)
{
  gboolean told = FALSE;

  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      set_unit (table, cell);
      if (!is_candidate (table, cell))
        continue;
      if (!has_unit (table->import, cell))
        cell->flags |= KHEO_FIGURE_FLAG_BAD; /* the row, the column or the sheet told it */
      else if (cell->period == NULL)
        {
          cell->flags |= KHEO_FIGURE_FLAG_BAD;
          if (!told)
            kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "period-missing",
                              g_strdup (_ ("The sheet does not say of which period its figures "
                                           "are; give the period.")),
                              -1, -1);
          told = TRUE;
        }
    }
}

/* A plan of nothing is no plan. */
static gboolean
is_empty_target (const KheoFigureCell *cell)
{
  return cell->measure == KHEO_MEASURE_TARGET && cell->text.says != KHEO_CELL_SAYS_VALUE;
}

static gboolean
match_table (Matcher *self, KheoImportTable *table, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / table->figures->cells->len,
                                                  _ ("Comparing with the book"), error))
        return FALSE;
      cell->status = KHEO_ROW_PENDING;
      cell->id = 0;
      cell->before = NULL;
      if (is_candidate (table, cell) && !is_empty_target (cell) &&
          !match_cell (self, table, cell, error))
        return FALSE;
      if ((cell->flags & KHEO_FIGURE_FLAG_BAD) != 0)
        cell->status = KHEO_ROW_REFUSED;
      else if ((cell->flags & KHEO_FIGURE_FLAG_SAME) != 0)
        cell->status = KHEO_ROW_UNCHANGED;
    }
  return TRUE;
}

/* A row is what its cells are: new before changed before refused before unchanged. */
static void
settle_rows (KheoImportTable *table)
{
  static const guint8 rank[] = { [KHEO_ROW_PENDING] = 0,
                                 [KHEO_ROW_UNCHANGED] = 1,
                                 [KHEO_ROW_REFUSED] = 2,
                                 [KHEO_ROW_CHANGED] = 3,
                                 [KHEO_ROW_NEW] = 4 };

  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (table, i);

      row->status = (row->flags & KHEO_ROW_FLAG_NO_UNIT) != 0 ? KHEO_ROW_REFUSED : KHEO_ROW_PENDING;
      row->id = 0;
      row->changes = 0;
      kheo_figure_line (table, i)->refused = FALSE;
    }
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      const KheoFigureCell *cell = kheo_figure_cell (table, i);
      KheoSheetRow         *row = kheo_table_row (table, cell->row);

      if (row->kind == KHEO_ROW_DATA && rank[cell->status] > rank[row->status])
        row->status = cell->status;
      if (cell->status == KHEO_ROW_REFUSED)
        kheo_figure_line (table, cell->row)->refused = TRUE;
    }
}

/* ---- All ---- */

static void
matcher_init (Matcher *self)
{
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_stored);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_stored);
  self->loaded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
matcher_clear (Matcher *self)
{
  g_hash_table_unref (self->figures);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->loaded);
  g_hash_table_unref (self->seen);
}

static gboolean
is_figures (const KheoImportTable *table)
{
  return table->info.as == KHEO_IMPORT_FIGURES && table->figures != NULL;
}

/* What an earlier match found is found again. */
static void
forget (KheoImportTable *table)
{
  kheo_import_forget (table, KHEO_STAGE_MATCH);
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      cell->flags = cell->text.says == KHEO_CELL_SAYS_BAD ? KHEO_FIGURE_FLAG_BAD : 0;
      cell->amount = 0;
      cell->denominator = -1;
      if (cell->text.thousands)
        {
          cell->text.value /= 1000;
          cell->text.decimals = 3;
          cell->text.thousands = FALSE;
        }
    }
}

static gboolean
find_units (KheoImport *self, KheoDb *db, gboolean *out_any, GError **error)
{
  *out_any = FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (!is_figures (table))
        continue;
      *out_any = TRUE;
      forget (table);
      if (!kheo_figures_place (table, db, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_figures_match (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  Matcher  matcher = { .import = self, .db = db };
  gboolean any = FALSE;
  gboolean done = TRUE;

  if (!find_units (self, db, &any, error) ||
      (any && !kheo_figures_find_indicators (self, db, error)))
    return FALSE;
  matcher_init (&matcher);
  for (guint i = 0; i < self->tables->len && done; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (!is_figures (table))
        continue;
      settle_units (table);
      kheo_figures_check (table);
      done = match_table (&matcher, table, progress, error);
      settle_rows (table);
    }
  matcher_clear (&matcher);
  return done;
}

void
kheo_figures_clear (KheoImport *self)
{
  g_clear_pointer (&self->indicators, g_array_unref);
  g_clear_pointer (&self->indicator_index, g_hash_table_unref);
  g_clear_pointer (&self->indicator_answers, g_hash_table_unref);
}
