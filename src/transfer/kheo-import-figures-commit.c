/* Writes what a match of figures found: new indicators, figures, targets, and the answers. */
#include "kheo-import-figures.h"

#include "kheo-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Indicators ---- */

static const char *
nature_of (const KheoIndicatorPlace *place)
{
  return place->unit.type == KHEO_AMOUNT_YES_NO || place->unit.type == KHEO_AMOUNT_PERCENT ? "stock"
                                                                                           : "flow";
}

static const char *
across_of (const KheoIndicatorPlace *place, gboolean time)
{
  if (place->unit.type == KHEO_AMOUNT_PERCENT)
    return "ratio";
  if (place->unit.type == KHEO_AMOUNT_YES_NO)
    return time ? "last" : "none";
  return "sum";
}

/* The indicator of which this one is a part, as far as the same file knows it. */
static gint64
parent_of (const KheoImport *self, const KheoIndicatorPlace *place)
{
  for (guint i = 0; place->parent != NULL && i < self->indicators->len; i++)
    {
      const KheoIndicatorPlace *other = kheo_indicator_place (self, (int) i);

      if (other != place && other->id != 0 && strcmp (other->text, place->parent) == 0 &&
          other->unit.type == place->unit.type)
        return other->id;
    }
  return 0;
}

static gboolean
found_indicator (KheoImport *self, KheoDb *db, KheoIndicatorPlace *place, GError **error)
{
  g_autoptr (KheoRecord) record = kheo_record_new (&kheo_register_indicators, 0);
  gint64 parent = parent_of (self, place);

  kheo_record_set_text (record, KHEO_INDICATOR_NAME, place->name);
  kheo_record_set_text (record, KHEO_INDICATOR_UNIT_OF_MEASURE, place->unit.unit);
  kheo_record_set_text (record, KHEO_INDICATOR_VALUE_TYPE,
                        kheo_amount_type_to_name (place->unit.type));
  kheo_record_set_integer (record, KHEO_INDICATOR_DECIMALS, place->unit.decimals);
  kheo_record_set_text (record, KHEO_INDICATOR_NATURE, nature_of (place));
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_UNITS, across_of (place, FALSE));
  kheo_record_set_text (record, KHEO_INDICATOR_ACROSS_TIME, across_of (place, TRUE));
  kheo_record_set_text (record, KHEO_INDICATOR_SECTION, place->section);
  if (parent != 0)
    kheo_record_set_integer (record, KHEO_INDICATOR_PARENT, parent);
  if (!kheo_record_table_insert (db, record, error))
    return FALSE;
  place->id = kheo_record_get_id (record);
  return TRUE;
}

/* Two headings may mean one new indicator. */
static gboolean
take_twin (KheoImport *self, guint index)
{
  KheoIndicatorPlace *place = kheo_indicator_place (self, (int) index);

  for (guint i = 0; i < index; i++)
    {
      const KheoIndicatorPlace *other = kheo_indicator_place (self, (int) i);

      if (other->create && other->id != 0 && strcmp (other->name, place->name) == 0 &&
          other->unit.type == place->unit.type)
        {
          place->id = other->id;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
found_indicators (KheoImport *self, KheoDb *db, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->indicators->len + 1);

  for (guint t = 0; t < self->tables->len; t++)
    {
      const KheoImportTable *table = g_ptr_array_index (self->tables, t);

      for (guint i = 0; i < kheo_import_table_get_n_figures (table); i++)
        if (kheo_figure_cell (table, i)->status == KHEO_ROW_NEW)
          used[kheo_figure_cell (table, i)->indicator] = TRUE;
    }
  for (guint i = 0; i < self->indicators->len; i++)
    {
      KheoIndicatorPlace *place = kheo_indicator_place (self, (int) i);

      if (!used[i] || !place->create || place->id != 0 || take_twin (self, i))
        continue;
      if (place->catalogue != NULL
              ? !kheo_indicator_catalogue_add (db, place->catalogue, &place->id, error)
              : !found_indicator (self, db, place, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Figures and targets ---- */

static void
put_integer (KheoValue *value, gint64 integer)
{
  value->type = KHEO_VALUE_INTEGER;
  value->integer = integer;
}

/* Borrowed: the writer copies. */
static void
put_text (KheoValue *value, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  value->type = KHEO_VALUE_TEXT;
  value->text = (char *) text;
}

static const char *
state_of (const KheoFigureCell *cell)
{
  return cell->text.says == KHEO_CELL_SAYS_NIL              ? "nil"
         : cell->text.says == KHEO_CELL_SAYS_MISSING        ? "missing"
         : cell->text.says == KHEO_CELL_SAYS_NOT_APPLICABLE ? "not-applicable"
                                                            : "value";
}

static gint64
unit_of (const KheoImport *self, const KheoFigureCell *cell)
{
  return cell->unit_id != 0 ? cell->unit_id
                            : g_array_index (self->places, KheoPlace, cell->place).unit_id;
}

static void
fill_figure (const KheoImportTable *table, const KheoFigureCell *cell, KheoValue *values)
{
  const KheoFigureLine *line = kheo_figure_line (table, cell->row);

  put_integer (&values[KHEO_FIGURE_INDICATOR],
               kheo_indicator_place (table->import, cell->indicator)->id);
  put_integer (&values[KHEO_FIGURE_UNIT], unit_of (table->import, cell));
  put_text (&values[KHEO_FIGURE_PERIOD], cell->period);
  put_text (&values[KHEO_FIGURE_STATE], state_of (cell));
  if (cell->text.says == KHEO_CELL_SAYS_VALUE)
    {
      put_integer (&values[KHEO_FIGURE_VALUE], cell->amount);
      if (cell->denominator >= 0)
        put_integer (&values[KHEO_FIGURE_DENOMINATOR], cell->denominator);
      put_text (&values[KHEO_FIGURE_QUALIFIER], kheo_qualifier_to_name (cell->text.qualifier));
    }
  put_text (&values[KHEO_FIGURE_REASON], line->reason);
  if (table->figures->is_long)
    put_text (&values[KHEO_FIGURE_NOTE], line->note);
  put_integer (&values[KHEO_FIGURE_IMPORT], table->import->id);
  put_text (&values[KHEO_FIGURE_IMPORT_SHEET], table->info.name);
  put_integer (&values[KHEO_FIGURE_IMPORT_ROW], table->base_row + cell->row + 1);
  put_integer (&values[KHEO_FIGURE_IMPORT_COLUMN],
               kheo_table_column (table, cell->column)->info.column + 1);
}

static void
fill_target (const KheoImportTable *table, const KheoFigureCell *cell, KheoValue *values)
{
  const KheoFigureLine *line = kheo_figure_line (table, cell->row);
  const char           *direction = NULL;

  put_integer (&values[KHEO_TARGET_INDICATOR],
               kheo_indicator_place (table->import, cell->indicator)->id);
  put_integer (&values[KHEO_TARGET_UNIT], unit_of (table->import, cell));
  put_text (&values[KHEO_TARGET_PERIOD], cell->period);
  put_integer (&values[KHEO_TARGET_VALUE], cell->amount);
  direction = line->direction != NULL
                  ? kheo_field_parse_choice (&kheo_register_targets.fields[KHEO_TARGET_DIRECTION],
                                             line->direction)
                  : NULL;
  put_text (&values[KHEO_TARGET_DIRECTION], direction != NULL ? direction : "at-least");
  put_text (&values[KHEO_TARGET_DOCUMENT], line->document);
  if (table->figures->is_long)
    put_text (&values[KHEO_TARGET_NOTE], line->note);
  put_integer (&values[KHEO_TARGET_IMPORT], table->import->id);
  put_text (&values[KHEO_TARGET_IMPORT_SHEET], table->info.name);
  put_integer (&values[KHEO_TARGET_IMPORT_ROW], table->base_row + cell->row + 1);
  put_integer (&values[KHEO_TARGET_IMPORT_COLUMN],
               kheo_table_column (table, cell->column)->info.column + 1);
}

/* What a later report says replaces; where it came from goes with it. */
static gboolean
change (const KheoImportTable *table, const KheoFigureCell *cell, KheoDb *db, GError **error)
{
  gboolean            target = cell->measure == KHEO_MEASURE_TARGET;
  const KheoRegister *reg = target ? &kheo_register_targets : &kheo_register_figures;
  KheoValue           values[KHEO_MAX_FIELDS] = { 0 };
  g_autoptr (KheoRecord) record = kheo_record_table_get (db, reg, cell->id, error);

  if (record == NULL)
    return FALSE;
  if (target)
    fill_target (table, cell, values);
  else
    fill_figure (table, cell, values);
  for (guint f = 0; f < reg->n_fields; f++)
    {
      /* What sheets of figures never say stays as it is. */
      if (kheo_value_is_null (&values[f]) &&
          (target || f == KHEO_FIGURE_NOTE || f == KHEO_FIGURE_REASON))
        continue;
      if (target && f == KHEO_TARGET_DIRECTION)
        continue;
      kheo_record_set (record, f, &values[f]);
    }
  return kheo_record_table_update (db, record, error);
}

typedef struct
{
  KheoRecordWriter *figures, *targets;
  gint64            next;
} Writers;

static gboolean
insert (const KheoImportTable *table, KheoFigureCell *cell, Writers *writers, GError **error)
{
  KheoValue values[KHEO_MAX_FIELDS] = { 0 };

  cell->id = writers->next++;
  if (cell->measure == KHEO_MEASURE_TARGET)
    {
      fill_target (table, cell, values);
      return kheo_record_writer_insert (writers->targets, cell->id, values, error);
    }
  fill_figure (table, cell, values);
  return kheo_record_writer_insert (writers->figures, cell->id, values, error);
}

static gboolean
write_table (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  g_autoptr (KheoRecordWriter) figures = kheo_record_writer_new (db, &kheo_register_figures);
  g_autoptr (KheoRecordWriter) targets = kheo_record_writer_new (db, &kheo_register_targets);
  guint   n = table->figures->cells->len;
  Writers writers = { figures, targets, kheo_id_next_block (n + 1) };

  for (guint i = 0; i < n; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      if ((i & 255) == 0 &&
          !kheo_progress_tick (progress, (double) i / n, _ ("Writing the figures"), error))
        return FALSE;
      if (cell->status == KHEO_ROW_NEW && !insert (table, cell, &writers, error))
        return FALSE;
      if (cell->status == KHEO_ROW_CHANGED && !change (table, cell, db, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Answers ---- */

static gboolean
remember (KheoImport *self, KheoDb *db, GError **error)
{
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const KheoIndicatorPlace *place = kheo_indicator_place (self, (int) i);

      if (place->chosen && place->id != 0 &&
          !kheo_indicator_heading_set (db, place->text, place->id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kheo_figures_commit (KheoImport *self, KheoDb *db, KheoProgress *progress, GError **error)
{
  if (self->indicators == NULL)
    return TRUE;
  if (!found_indicators (self, db, error))
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->info.as == KHEO_IMPORT_FIGURES && table->figures != NULL &&
          !write_table (table, db, progress, error))
        return FALSE;
    }
  return remember (self, db, error);
}
