/*
 * Units of a table of figures: of its rows, of its columns, of the sheet.  Names are looked for on
 * the map of the last day that the figures speak of.
 */
#include "kheo-import-figures.h"
#include "kheo-import-place-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Groups ---- */

/* "Hòa Lũng" over communes is the district, not its town of the same name. */
static gint32
find_district (
    KheoPlaceFinder *self, const char *text, gint32 context, KheoDate day, gint32 otherwise)
{
  gint32 place = kheo_place_find (self, text, KHEO_LEVEL_DISTRICT, context, day);

  return kheo_place_at (self, place)->unit_id != 0 ? place : otherwise;
}

static gint32
place_of_group (KheoPlaceFinder *self, int index, KheoDate day)
{
  KheoGroup *group = NULL;
  gint32     context = -1;

  if (index < 0)
    return -1;
  group = &g_array_index (self->table->groups, KheoGroup, index);
  context = place_of_group (self, group->parent, day);
  group->place = kheo_place_find (self, group->text, group->level, context, day);
  if (group->level < 0 && kheo_place_at (self, group->place)->quality == KHEO_MATCH_AMBIGUOUS)
    group->place = find_district (self, group->text, context, day, group->place);
  if (kheo_place_at (self, group->place)->unit_id != 0 || group->level >= 0)
    return group->place;
  return context;
}

/* ---- Rows ---- */

/* Rows of one unit below each other name it on the first only. */
static const char *
carried (KheoPlaceFinder *self, const char *unit)
{
  if (unit == NULL && self->table->figures->indicator_column >= 0)
    return self->last_unit;
  self->last_unit = unit;
  return unit;
}

static gint32
place_of_row (KheoPlaceFinder *self, const KheoSheetRow *row, KheoDate day)
{
  const char *code = kheo_place_text_of (self, row, KHEO_COLUMN_UNIT_CODE);
  const char *province = kheo_place_text_of (self, row, KHEO_COLUMN_PROVINCE);
  const char *district = kheo_place_text_of (self, row, KHEO_COLUMN_DISTRICT);
  const char *unit = carried (self, kheo_place_text_of (self, row, KHEO_FIGURE_UNIT));
  gint32      context = place_of_group (self, row->group, day);
  gint32      place = -1;

  if (code != NULL)
    {
      place = kheo_place_find (self, code, -1, -1, day);
      if (kheo_place_at (self, place)->unit_id != 0)
        return place;
    }
  if (province != NULL)
    context = kheo_place_find (self, province, KHEO_LEVEL_PROVINCE, context, day);
  if (district == NULL && unit != NULL)
    district = self->last_district;
  if (district != NULL)
    context = kheo_place_find (self, district, KHEO_LEVEL_DISTRICT, context, day);
  self->last_district = district;
  if (unit == NULL)
    return context;
  return kheo_place_find (
      self, unit,
      context >= 0 && kheo_place_at (self, context)->unit_id != 0 ? (int) KHEO_LEVEL_COMMUNE : -1,
      context, day);
}

static gboolean
names_units (const KheoImportTable *table)
{
  return table->figures->unit_column >= 0 ||
         kheo_column_of_field (table, KHEO_COLUMN_UNIT_CODE) >= 0;
}

/* The row that stands for the whole of what the sheet speaks of: "Toàn tỉnh" is a total, but
 * "Tỉnh Sông Vân" is looked up like any other. */
static void
place_row (KheoPlaceFinder *self, guint index, KheoDate day)
{
  KheoSheetRow   *row = kheo_table_row (self->table, index);
  KheoFigureLine *line = kheo_figure_line (self->table, index);

  row->flags &= (guint8) ~KHEO_ROW_FLAG_NO_UNIT;
  row->place = place_of_row (self, row, day);
  line->has_unit = FALSE;
  if (row->place < 0)
    {
      kheo_place_report_missing (self, row, self->table->base_row + index);
      return;
    }
  kheo_place_at (self, row->place)->n_rows++;
  kheo_place_report (self, row, self->table->base_row + index);
  line->unit_id = kheo_place_at (self, row->place)->unit_id;
  line->has_unit = TRUE;
}

/* A subtotal that is a district's own row: its unit is that of the group it opens. */
static void
place_subtotal (KheoPlaceFinder *self, guint index, KheoDate day)
{
  KheoSheetRow *row = kheo_table_row (self->table, index);

  if (row->group < 0 || g_array_index (self->table->groups, KheoGroup, row->group).row !=
                            self->table->base_row + index)
    return;
  row->place = place_of_group (self, row->group, day);
  if (row->place >= 0)
    kheo_figure_line (self->table, index)->unit_id = kheo_place_at (self, row->place)->unit_id;
}

/* ---- Columns ---- */

/* "Tổng số" beside units is their sum; beside parts of an indicator it is that indicator. */
static void
settle_totals (KheoImportTable *table, gboolean units)
{
  KheoMeasure measure = units ? KHEO_MEASURE_TOTAL : KHEO_MEASURE_RESULT;

  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->total && !kheo_figure_column (table, i)->sum_of_periods &&
        !kheo_figure_column (table, i)->corrected)
      kheo_figure_column (table, i)->measure = measure;
  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      cell->measure = (guint8) kheo_figure_column (table, cell->column)->measure;
    }
}

/* Words over columns are units when most of them are: "Mường La | Sông Mã | Tổng cộng". */
static void
place_words (KheoPlaceFinder *self, KheoDate day)
{
  KheoImportTable *table = self->table;
  guint            words = 0;
  guint            found = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      column->is_unit = FALSE;
      if (column->word == NULL)
        continue;
      column->place = kheo_place_find (self, column->word, -1, -1, day);
      words++;
      found += kheo_place_at (self, column->place)->unit_id != 0 ||
               kheo_place_at (self, column->place)->quality == KHEO_MATCH_AMBIGUOUS;
    }
  if (words == 0)
    return;
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      if (column->word == NULL)
        continue;
      column->is_unit = found * 2 >= words;
      if (!column->is_unit)
        column->place = -1;
    }
  settle_totals (table, found * 2 >= words);
}

static void
report_column (KheoPlaceFinder *self, guint index)
{
  const KheoFigureColumn *column = kheo_figure_column (self->table, index);
  const KheoPlace        *place = kheo_place_at (self, column->place);
  int                     at = (int) kheo_table_column (self->table, index)->info.column;

  if (place->unit_id != 0)
    return;
  kheo_import_note (
      self->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR,
      place->quality == KHEO_MATCH_AMBIGUOUS ? "unit-ambiguous" : "unit-unknown",
      place->quality == KHEO_MATCH_AMBIGUOUS
          ? g_strdup_printf (_ ("Several units are called “%s”; choose the one that is meant."),
                             place->text)
          : g_strdup_printf (_ ("“%s” is not in the book; choose the unit, or import the list of "
                                "units first."),
                             place->text),
      (int) self->table->info.heading_last, at);
}

static void
place_columns (KheoPlaceFinder *self, KheoDate day)
{
  KheoImportTable *table = self->table;

  place_words (self, day);
  for (guint i = 0; i < table->columns->len; i++)
    {
      KheoFigureColumn *column = kheo_figure_column (table, i);

      if (column->unit != NULL)
        column->place = kheo_place_find (self, column->unit, -1, -1, day);
      if (column->place < 0)
        continue;
      kheo_place_at (self, column->place)->n_rows += table->n_data;
      report_column (self, i);
    }
}

/* ---- The table ---- */

/* The last day of what the figures speak of; the names are those of that day. */
static KheoDate
last_day (const KheoImportTable *table)
{
  KheoDate last = KHEO_DATE_UNKNOWN;
  KheoDate today = kheo_date_today ();

  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      const KheoFigureCell *cell = kheo_figure_cell (table, i);
      KheoPeriod            period = KHEO_PERIOD_ALL;

      if (i > 0 && kheo_figure_cell (table, i - 1)->period == cell->period)
        continue;
      if (cell->period != NULL && kheo_period_parse (cell->period, &period, NULL))
        last = MAX (last, period.to);
    }
  return last == KHEO_DATE_UNKNOWN ? today : MIN (last, today);
}

static gboolean
has_units_across (const KheoImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (kheo_figure_column (table, i)->place >= 0)
      return TRUE;
  return FALSE;
}

/* Figures of "xã Tân Mỹ" are not its province's because the book does not know the commune; who
 * puts the file under a unit knows better, but is told. */
static void
doubt_base (KheoPlaceFinder *self)
{
  KheoImportTable *table = self->table;
  const char      *missed = self->base_missed;
  g_autofree char *path = NULL;

  if (missed == NULL || table->figures->cells->len == 0)
    return;
  if (table->import->under != 0)
    {
      path = kheo_units_dup_path (table->import->units, table->base, kheo_date_today ());
      kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-likely",
                        g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), missed, path),
                        -1, -1);
      return;
    }
  table->base = 0;
  kheo_import_note (
      table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR,
      self->base_many ? "unit-ambiguous" : "unit-unknown",
      self->base_many
          ? g_strdup_printf (_ ("Several units are called “%s”; choose the one that is meant."),
                             missed)
          : g_strdup_printf (_ ("“%s” is not in the book; choose the unit, or import the list of "
                                "units first."),
                             missed),
      -1, -1);
}

static void
place_all (KheoPlaceFinder *self, KheoDate day)
{
  KheoImportTable *table = self->table;
  gboolean         of_base = FALSE;

  place_columns (self, day);
  of_base = !names_units (table) && !has_units_across (table);
  if (of_base && table->groups->len == 0)
    doubt_base (self);
  for (guint i = 0; i < table->rows->len; i++)
    {
      KheoSheetRow   *row = kheo_table_row (table, i);
      KheoFigureLine *line = kheo_figure_line (table, i);

      row->place = -1;
      line->unit_id = table->base;
      line->has_unit = FALSE;
      if (!names_units (table) && table->groups->len == 0)
        continue;
      if (row->kind == KHEO_ROW_DATA)
        place_row (self, i, day);
      else if (row->kind == KHEO_ROW_SUBTOTAL)
        place_subtotal (self, i, day);
    }
  if (!of_base || table->base != 0 || self->base_missed != NULL || table->figures->cells->len == 0)
    return;
  kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "unit-missing",
                    g_strdup (_ ("The sheet names no unit; choose the one that it is of, or the "
                                 "column of units.")),
                    -1, -1);
}

gboolean
kheo_figures_place (KheoImportTable *table, KheoDb *db, GError **error)
{
  KheoPlaceFinder finder = { .table = table, .import = table->import, .db = db };
  KheoDate        day = table->import->options->date;
  gboolean        done = kheo_place_load_days (&finder, error);

  if (done)
    {
      if (day == KHEO_DATE_UNKNOWN)
        day = last_day (table);
      table->info.day = day;
      kheo_place_find_base (&finder);
      table->base = finder.base;
      place_all (&finder, day);
    }
  kheo_place_clear_days (&finder);
  return done;
}
