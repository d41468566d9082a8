/*
 * What cells say, as amounts of the indicators that they are of: in the smallest unit, or refused.
 */
#include "kheo-import-figures.h"

#include <glib/gi18n-lib.h>

static void
note_cell (KheoImportTable *table, KheoFigureCell *cell, const char *code, char *message)
{
  cell->flags |= KHEO_FIGURE_FLAG_BAD;
  kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, code, message,
                    (int) (table->base_row + cell->row),
                    (int) kheo_table_column (table, cell->column)->info.column);
}

static void
note_bad_amount (KheoImportTable *table, KheoFigureCell *cell, const KheoIndicatorPlace *place)
{
  note_cell (
      table, cell, "bad-value",
      g_strdup_printf (_ ("“%s” does not fit the indicator “%s”; correct the cell or the "
                          "unit of measure."),
                       kheo_cell_text_at (table->import, table->sheet, table->base_row + cell->row,
                                          kheo_table_column (table, cell->column)->info.column),
                       place->name));
}

/* Heads in a column of money, per cent among heads. */
static gboolean
fits (const KheoIndicatorPlace *place, const KheoFigureCell *cell)
{
  gboolean money = cell->text.money ||
                   (cell->unit_of_measure != NULL && kheo_money_scale (cell->unit_of_measure) > 0);

  if (money)
    return place->unit.type == KHEO_AMOUNT_MONEY;
  if (cell->text.percent)
    return place->unit.type == KHEO_AMOUNT_PERCENT;
  return TRUE;
}

/* "1,452" among "98,5": of what is counted there are no thousandths.  It is told. */
static gboolean
take_thousands (KheoImportTable *table, const KheoIndicatorPlace *place, KheoFigureCell *cell)
{
  guint           row = table->base_row + cell->row;
  guint           column = kheo_table_column (table, cell->column)->info.column;
  const KheoCell *at = kheo_sheet_get_cell (table->sheet, row, column);
  const char     *text = kheo_cell_text_at (table->import, table->sheet, row, column);

  if (place->unit.type != KHEO_AMOUNT_COUNT || cell->text.decimals != 3 || at == NULL ||
      at->type != KHEO_CELL_TEXT || !kheo_figures_is_triple (text) ||
      !kheo_amount_from_double (&place->unit, cell->text.value * 1000, &cell->amount))
    return FALSE;
  cell->text.value *= 1000;
  cell->text.decimals = 0;
  cell->text.thousands = TRUE;
  if (!cell->text.ambiguous)
    kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "ambiguous-number",
                      g_strdup_printf (_ ("“%s” may mean thousands or a decimal fraction; it was "
                                          "taken as thousands. Check the amount."),
                                       text),
                      (int) row, (int) column);
  return TRUE;
}

static void
take_amount (KheoImportTable *table, KheoFigureCell *cell)
{
  KheoIndicatorPlace   *place = kheo_indicator_place (table->import, cell->indicator);
  KheoAmountUnit        plain = { KHEO_AMOUNT_COUNT, 0, NULL };
  gboolean              parts = cell->text.denominator >= 0;
  const KheoAmountUnit *unit =
      parts && place->unit.type == KHEO_AMOUNT_PERCENT ? &plain : &place->unit;

  cell->denominator = -1;
  if (cell->text.says != KHEO_CELL_SAYS_VALUE)
    return;
  if (!parts && take_thousands (table, place, cell))
    return;
  if (!fits (place, cell) || !kheo_amount_from_double (unit, cell->text.value, &cell->amount) ||
      (parts && !kheo_amount_from_double (&plain, cell->text.denominator, &cell->denominator)))
    note_bad_amount (table, cell, place);
}

/* Amounts whose unit of measure nobody says: told once a column. */
static void
note_unmeasured (KheoImportTable *table, GHashTable *told, const KheoFigureCell *cell)
{
  const KheoIndicatorPlace *place = kheo_indicator_place (table->import, cell->indicator);
  gpointer                  key = GUINT_TO_POINTER (cell->column + 1u);

  if (place->unit.type != KHEO_AMOUNT_MONEY || cell->unit_of_measure != NULL ||
      cell->text.own_unit || cell->text.money || cell->text.says != KHEO_CELL_SAYS_VALUE ||
      cell->text.value == 0 || table->figures->is_long || !g_hash_table_add (told, key))
    return;
  kheo_import_note (table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-of-measure",
                    g_strdup (_ ("The sheet does not say in what unit these amounts are; they were "
                                 "taken as đồng.")),
                    (int) (table->base_row + cell->row),
                    (int) kheo_table_column (table, cell->column)->info.column);
}

void
kheo_figures_take_amounts (KheoImportTable *table)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < table->figures->cells->len; i++)
    {
      KheoFigureCell *cell = kheo_figure_cell (table, i);

      if (cell->indicator < 0 || (cell->flags & KHEO_FIGURE_FLAG_BAD) != 0 ||
          cell->measure > KHEO_MEASURE_TARGET ||
          kheo_table_row (table, cell->row)->kind != KHEO_ROW_DATA)
        continue;
      if (kheo_indicator_place (table->import, cell->indicator)->refused)
        {
          cell->flags |= KHEO_FIGURE_FLAG_BAD;
          continue;
        }
      take_amount (table, cell);
      note_unmeasured (table, told, cell);
    }
}
