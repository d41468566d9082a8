/* What a review may ask and correct of figures. */
#include "kheo-import-figures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
kheo_measure_name (KheoMeasure measure)
{
  static const char *const names[] = {
    [KHEO_MEASURE_RESULT] = "result", [KHEO_MEASURE_TARGET] = "target",
    [KHEO_MEASURE_RATE] = "rate",     [KHEO_MEASURE_COMPARISON] = "comparison",
    [KHEO_MEASURE_TOTAL] = "total",
  };

  return names[measure];
}

/* ---- Columns ---- */

void
kheo_import_table_get_meaning (const KheoImportTable *self,
                               guint                  index,
                               KheoImportMeaning     *out_meaning)
{
  const KheoFigureColumn *column = NULL;

  *out_meaning = (KheoImportMeaning){ .measure = KHEO_MEASURE_RESULT };
  if (self->figures == NULL || index >= self->figures->columns->len)
    return;
  column = kheo_figure_column (self, index);
  out_meaning->indicator = column->indicator;
  out_meaning->unit = column->unit;
  if (column->word != NULL && column->is_unit)
    out_meaning->unit = column->word;
  else if (column->word != NULL)
    out_meaning->indicator = column->word;
  out_meaning->period = column->period;
  out_meaning->measure = column->measure;
}

static const char *
canonical (KheoImport *self, const char *text)
{
  KheoPeriod       period = KHEO_PERIOD_ALL;
  g_autofree char *name = NULL;

  if (text == NULL || !kheo_period_parse (text, &period, NULL))
    return NULL;
  name = kheo_period_to_string (period);
  return kheo_import_intern (self, name);
}

void
kheo_import_set_meaning (KheoImport              *self,
                         KheoImportTable         *table,
                         guint                    index,
                         const KheoImportMeaning *meaning)
{
  KheoFigureColumn *said = NULL;

  g_return_if_fail (table->figures != NULL && index < table->columns->len);

  said = g_new0 (KheoFigureColumn, 1);
  said->role = KHEO_ROLE_FIGURES;
  said->indicator = kheo_import_intern (self, meaning->indicator);
  said->unit = kheo_import_intern (self, meaning->unit);
  said->period = canonical (self, meaning->period);
  said->measure = meaning->measure;
  said->unit_of_measure = index < table->figures->columns->len
                              ? kheo_figure_column (table, index)->unit_of_measure
                              : NULL;
  said->corrected = TRUE;
  said->place = -1;
  g_hash_table_insert (table->figures->meanings,
                       GUINT_TO_POINTER (kheo_table_column (table, index)->info.column), said);
  kheo_table_column (table, index)->info.field = KHEO_COLUMN_VALUE;
  kheo_table_column (table, index)->info.corrected = TRUE;
  self->corrected = TRUE;
  kheo_import_understand (table, NULL, NULL);
}

/* ---- Mappings ---- */

static void
write_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
kheo_figures_write_meaning (JsonBuilder *builder, const KheoImportTable *table, guint column)
{
  const KheoFigureColumn *said = NULL;

  if (table->figures != NULL)
    said = g_hash_table_lookup (table->figures->meanings, GUINT_TO_POINTER (column));
  if (said == NULL)
    return;
  write_text (builder, "measure", kheo_measure_name (said->measure));
  write_text (builder, "indicator", said->indicator);
  write_text (builder, "unit", said->unit);
}

void
kheo_figures_read_meaning (KheoImportTable *table, guint column, JsonObject *object)
{
  const char       *measure = json_object_get_string_member_with_default (object, "measure", NULL);
  KheoFigureColumn *said = NULL;
  guint             index = column - table->info.first_column;

  if (table->figures == NULL || measure == NULL)
    return;
  said = g_new0 (KheoFigureColumn, 1);
  said->role = KHEO_ROLE_FIGURES;
  for (guint m = KHEO_MEASURE_RESULT; m <= KHEO_MEASURE_TOTAL; m++)
    if (strcmp (measure, kheo_measure_name ((KheoMeasure) m)) == 0)
      said->measure = (KheoMeasure) m;
  said->indicator = kheo_import_intern (
      table->import, json_object_get_string_member_with_default (object, "indicator", NULL));
  said->unit = kheo_import_intern (
      table->import, json_object_get_string_member_with_default (object, "unit", NULL));
  /* What else the column says is read from its heading as ever. */
  if (index < table->figures->columns->len)
    {
      said->unit_of_measure = kheo_figure_column (table, index)->unit_of_measure;
      said->span = kheo_figure_column (table, index)->span;
    }
  said->corrected = TRUE;
  said->place = -1;
  g_hash_table_insert (table->figures->meanings, GUINT_TO_POINTER (column), said);
}

void
kheo_import_set_period (KheoImport *self, const char *period)
{
  g_free (self->options->period);
  self->options->period = g_strdup (period);
  for (guint i = 0; i < self->tables->len; i++)
    {
      KheoImportTable *table = g_ptr_array_index (self->tables, i);

      if (table->figures != NULL)
        kheo_import_understand (table, NULL, NULL);
    }
}

/* ---- Figures ---- */

guint
kheo_import_table_get_n_figures (const KheoImportTable *self)
{
  return self->info.as == KHEO_IMPORT_FIGURES && self->figures != NULL ? self->figures->cells->len
                                                                       : 0;
}

static const char *
unit_text_of (const KheoImportTable *self, const KheoFigureCell *cell)
{
  const KheoImport *import = self->import;

  return cell->place >= 0 && import->places != NULL && (guint) cell->place < import->places->len
             ? g_array_index (import->places, KheoPlace, cell->place).text
             : NULL;
}

void
kheo_import_table_get_figure (const KheoImportTable *self,
                              guint                  index,
                              KheoImportFigure      *out_figure)
{
  const KheoFigureCell    *cell = kheo_figure_cell (self, index);
  static const char *const states[] = {
    [KHEO_CELL_SAYS_NOTHING] = "value",
    [KHEO_CELL_SAYS_VALUE] = "value",
    [KHEO_CELL_SAYS_NIL] = "nil",
    [KHEO_CELL_SAYS_MISSING] = "missing",
    [KHEO_CELL_SAYS_NOT_APPLICABLE] = "not-applicable",
    [KHEO_CELL_SAYS_BAD] = "value",
  };

  *out_figure = (KheoImportFigure){
    .row = self->base_row + cell->row,
    .column = kheo_table_column (self, cell->column)->info.column,
    .measure = (KheoMeasure) cell->measure,
    .indicator = (guint) MAX (cell->indicator, 0),
    .unit_id = cell->unit_id,
    .unit_text = unit_text_of (self, cell),
    .period = cell->period,
    .state = states[cell->text.says],
    .value = cell->amount,
    .denominator = cell->denominator,
    .qualifier = cell->text.qualifier,
    .status = (KheoRowStatus) cell->status,
    .id = cell->id,
    .before = cell->before,
  };
}

int
kheo_import_table_find_figure (const KheoImportTable *self, guint row, guint column)
{
  guint low = 0;
  guint high = kheo_import_table_get_n_figures (self);

  while (low < high)
    {
      guint                 middle = (low + high) / 2;
      const KheoFigureCell *cell = kheo_figure_cell (self, middle);
      guint                 at_column = kheo_table_column (self, cell->column)->info.column;

      if (self->base_row + cell->row == row && at_column == column)
        return (int) middle;
      if (self->base_row + cell->row < row ||
          (self->base_row + cell->row == row && at_column < column))
        low = middle + 1;
      else
        high = middle;
    }
  return -1;
}

char *
kheo_import_figure_format (const KheoImport *self, const KheoImportFigure *figure)
{
  const KheoIndicatorPlace *place = NULL;
  KheoAmountUnit            plain = { KHEO_AMOUNT_COUNT, 0, NULL };
  const char               *label = kheo_qualifier_label (figure->qualifier);
  g_autofree char          *amount = NULL;

  if (self->indicators == NULL || figure->indicator >= self->indicators->len)
    return g_strdup ("");
  if (strcmp (figure->state, "value") != 0)
    return g_strdup (
        kheo_field_choice_label (&kheo_register_figures.fields[KHEO_FIGURE_STATE], figure->state));
  place = kheo_indicator_place (self, (int) figure->indicator);
  amount = figure->denominator >= 0
               ? kheo_amount_format_parts (place->unit.type == KHEO_AMOUNT_PERCENT ? &plain
                                                                                   : &place->unit,
                                           figure->value, &figure->denominator)
               : kheo_amount_format_full (&place->unit, figure->value);
  return g_strdup_printf ("%s%s%s", label, *label != '\0' ? " " : "", amount);
}

gboolean
kheo_import_set_figure (
    KheoImport *self, KheoImportTable *table, guint index, const char *text, GError **error)
{
  const KheoFigureCell *cell = kheo_figure_cell (table, index);
  KheoNumber            number = { 0 };

  if (*text != '\0' && !kheo_number_parse (text, KHEO_NUMBERS_VIETNAMESE, &number))
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_INVALID,
                   _ ("“%s” is no number; write it as 1.452 or 12,5."), text);
      return FALSE;
    }
  g_hash_table_insert (table->figures->fixes,
                       g_strdup_printf ("%u,%u", table->base_row + cell->row,
                                        kheo_table_column (table, cell->column)->info.column),
                       g_strdup (text));
  kheo_import_understand (table, NULL, NULL);
  return TRUE;
}

void
kheo_figures_list_fixed (const KheoImportTable *table, guint column, GArray *rows)
{
  GHashTableIter iter;
  gpointer       key = NULL;

  if (table->figures == NULL)
    return;
  g_hash_table_iter_init (&iter, table->figures->fixes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      char *comma = NULL;
      guint row = (guint) g_ascii_strtoull (key, &comma, 10);

      if (*comma == ',' && g_ascii_strtoull (comma + 1, NULL, 10) == column)
        g_array_append_val (rows, row);
    }
}

/* ---- Indicators ---- */

guint
kheo_import_get_n_indicators (const KheoImport *self)
{
  return self->indicators != NULL ? self->indicators->len : 0;
}

void
kheo_import_get_indicator (const KheoImport *self, guint index, KheoImportIndicator *out_indicator)
{
  const KheoIndicatorPlace *place = kheo_indicator_place (self, (int) index);

  *out_indicator = (KheoImportIndicator){
    .text = place->text,
    .code = place->code,
    .unit_of_measure = place->unit_of_measure,
    .n_figures = place->n_figures,
    .indicator_id = place->id,
    .create = place->create && place->n_figures > 0,
    .name = place->name,
    .quality = place->quality,
    .candidates = place->candidates,
  };
}

void
kheo_import_choose_indicator (KheoImport *self, guint indicator, gint64 indicator_id)
{
  const KheoIndicatorPlace *place = NULL;

  g_return_if_fail (indicator < kheo_import_get_n_indicators (self));

  place = kheo_indicator_place (self, (int) indicator);
  g_hash_table_insert (self->indicator_answers, g_strdup (place->text),
                       g_memdup2 (&indicator_id, sizeof indicator_id));
  self->needs_match = TRUE;
}

/* Answers below zero are places in the catalogue, from -1. */
gboolean
kheo_import_choose_catalogue (KheoImport *self, guint indicator, const char *code)
{
  guint                         n = 0;
  const KheoCatalogueIndicator *all = kheo_indicator_catalogue_list (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (all[i].code, code) == 0)
      {
        kheo_import_choose_indicator (self, indicator, -(gint64) i - 1);
        return TRUE;
      }
  return FALSE;
}
