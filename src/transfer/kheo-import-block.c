/* Which of a sheet's tables are no lists of models or units. */
#include "kheo-import-block.h"

#include "kheo-import-conversion.h"
#include "kheo-import-figures.h"
#include "kheo-import-plain.h"

#include "kheo-text.h"

#define SEARCH_ROWS 200u /* of a sheet in which no other list was found */

static gboolean
wants (const KheoImport *self, KheoImportAs as)
{
  return self->options->as == as || self->options->as == KHEO_IMPORT_AUTO;
}

/* "Chỉ tiêu" and "Kỳ báo cáo" side by side: a figure a row, though its unit has a code like those
 * in lists of units. */
static gboolean
has_figure_each_row (KheoImport *self, const KheoSheet *sheet, guint row)
{
  const KheoField *fields = kheo_register_figures.fields;
  gboolean         indicator = FALSE;
  gboolean         period = FALSE;
  guint            n = 0;
  const KheoCell  *cells = kheo_sheet_get_row (sheet, row, &n);

  for (guint i = 0; i < n && i < KHEO_MAX_COLUMNS; i++)
    {
      g_autofree char *key = NULL;

      if (cells[i].type != KHEO_CELL_TEXT)
        continue;
      key = kheo_text_match_key (kheo_cell_text (self, sheet, &cells[i]));
      indicator = indicator || kheo_field_match_heading (&fields[KHEO_FIGURE_INDICATOR], key);
      period = period || kheo_field_match_heading (&fields[KHEO_FIGURE_PERIOD], key);
    }
  return indicator && period;
}

static gboolean
take (KheoImport          *self,
      guint                index,
      KheoImportTableInfo *block,
      guint                lead,
      guint               *io_start,
      KheoProgress        *progress,
      GError             **error)
{
  KheoImportTable *table = kheo_import_table_new (self, index);

  table->info.as = block->as;
  table->info.reg = block->reg;
  table->base_row = *io_start;
  table->lead = lead;
  table->info.heading_first = block->heading_first;
  table->info.heading_last = block->heading_last;
  if (kheo_plain_is (block->reg))
    kheo_heading_find_block (table, block->heading_first, *io_start);
  table->info.first_row = table->info.heading_first;
  kheo_finder_make_columns (table);
  kheo_title_read (table, *io_start);
  if (!kheo_import_understand (table, progress, error))
    return FALSE;
  *io_start = MAX (table->info.last_row, table->info.heading_last) + 1;
  return TRUE;
}

gboolean
kheo_block_read (KheoImport          *self,
                 guint                index,
                 const KheoListFound *list,
                 guint               *io_start,
                 gboolean            *out_taken,
                 KheoProgress        *progress,
                 GError             **error)
{
  const KheoSheet    *sheet = kheo_workbook_get_sheet (self->workbook, index);
  KheoImportTableInfo block = { .as = KHEO_IMPORT_NOTHING };
  KheoFigureBlock     figures = { 0, 0, 0 };
  guint               lead = 0;
  guint               end = list->found ? list->row + 1 : *io_start + SEARCH_ROWS;

  gboolean sure = list->found && list->sure;

  *out_taken = FALSE;
  if (sure && !list->models && has_figure_each_row (self, sheet, list->row))
    sure = FALSE;
  /* "Name" heads models too, but not beside what only the other register has. */
  if (kheo_plain_find (self, sheet, *io_start, end, KHEO_PLAIN_SURE, &block))
    ;
  else if (sure && list->models)
    return TRUE;
  else if (wants (self, KHEO_IMPORT_CONVERSION) &&
           kheo_conversion_find (self, sheet, *io_start, &block.heading_first,
                                 &block.heading_last) &&
           (!list->found || block.heading_first <= list->row))
    {
      block.as = KHEO_IMPORT_CONVERSION;
      block.reg = &kheo_register_conversion;
    }
  else if (!sure && wants (self, KHEO_IMPORT_FIGURES) &&
           kheo_figures_find (self, index, *io_start, &figures) &&
           (!list->found || figures.first <= list->row))
    {
      block.as = KHEO_IMPORT_FIGURES;
      block.reg = &kheo_register_figures;
      block.heading_first = figures.first;
      block.heading_last = figures.last;
      lead = figures.label + 1;
    }
  else if (!sure)
    kheo_plain_find (self, sheet, *io_start, end, KHEO_PLAIN_LIKELY, &block);
  if (block.reg == NULL)
    return TRUE;
  *out_taken = TRUE;
  return take (self, index, &block, lead, io_start, progress, error);
}
