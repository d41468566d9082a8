/* Which of a sheet's tables are no lists of records. */
#include "kheo-import-block.h"

#include "kheo-import-conversion.h"
#include "kheo-import-figures.h"

static gboolean
wants (const KheoImport *self, KheoImportAs as)
{
  return self->options->as == as || self->options->as == KHEO_IMPORT_AUTO;
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
  table->info.first_row = block->heading_first;
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

  *out_taken = FALSE;
  if (list->found && list->sure && list->models)
    return TRUE;
  if (wants (self, KHEO_IMPORT_CONVERSION) &&
      kheo_conversion_find (self, sheet, *io_start, &block.heading_first, &block.heading_last) &&
      (!list->found || block.heading_first <= list->row))
    {
      block.as = KHEO_IMPORT_CONVERSION;
      block.reg = &kheo_register_conversion;
    }
  else if (!(list->found && list->sure) && wants (self, KHEO_IMPORT_FIGURES) &&
           kheo_figures_find (self, index, *io_start, &figures) &&
           (!list->found || figures.first <= list->row))
    {
      block.as = KHEO_IMPORT_FIGURES;
      block.reg = &kheo_register_figures;
      block.heading_first = figures.first;
      block.heading_last = figures.last;
      lead = figures.label + 1;
    }
  if (block.reg == NULL)
    return TRUE;
  *out_taken = TRUE;
  return take (self, index, &block, lead, io_start, progress, error);
}
