#include "kheo-html.h"

#include "kheo-error.h"

#define MAX_NESTED 64u

static void
table_clear (gpointer data)
{
  g_array_unref (((KheoHtmlTable *) data)->busy);
}

void
kheo_html_grid_init (KheoHtmlGrid *self, KheoSheet *sheet)
{
  self->sheet = sheet;
  self->tables = g_array_new (FALSE, TRUE, sizeof (KheoHtmlTable));
  self->next_row = 0;
  g_array_set_clear_func (self->tables, table_clear);
}

void
kheo_html_grid_clear (KheoHtmlGrid *self)
{
  g_array_unref (self->tables);
}

static KheoHtmlTable *
current_table (KheoHtmlGrid *self)
{
  if (self->tables->len == 0)
    kheo_html_grid_open_table (self);
  return &g_array_index (self->tables, KheoHtmlTable, self->tables->len - 1);
}

gboolean
kheo_html_grid_open_table (KheoHtmlGrid *self)
{
  KheoHtmlTable table = { 0 };

  if (self->tables->len >= MAX_NESTED)
    return FALSE;
  /* An empty row sets tables apart; not tables within tables, which only lay out the page. */
  if (self->tables->len == 0 && self->next_row > 0)
    self->next_row++;
  table.row = self->next_row;
  table.busy = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_append_val (self->tables, table);
  return TRUE;
}

void
kheo_html_grid_close_table (KheoHtmlGrid *self)
{
  if (self->tables->len == 0)
    return;
  g_array_set_size (self->tables, self->tables->len - 1);
  if (self->tables->len == 0)
    self->next_row++;
  else /* what is left of the row around it goes below */
    current_table (self)->row = self->next_row;
}

void
kheo_html_grid_open_row (KheoHtmlGrid *self)
{
  KheoHtmlTable *table = current_table (self);

  table->row = self->next_row++;
  table->column = 0;
}

gboolean
kheo_html_grid_add_cell (
    KheoHtmlGrid *self, guint rows, guint columns, KheoPlace *out_place, GError **error)
{
  KheoHtmlTable *table = current_table (self);
  KheoMerge      merge;

  while (table->column < table->busy->len &&
         g_array_index (table->busy, guint, table->column) > table->row)
    table->column++;
  if (table->column + columns > KHEO_SHEET_MAX_COLUMNS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a table of too many columns");
      return FALSE;
    }
  out_place->row = table->row;
  out_place->column = table->column;
  self->next_row = MAX (self->next_row, table->row + 1);

  if (table->busy->len < table->column + columns)
    g_array_set_size (table->busy, table->column + columns);
  for (guint i = 0; i < columns; i++)
    g_array_index (table->busy, guint, table->column + i) = table->row + rows;
  merge = (KheoMerge){ table->row, table->column, rows, columns };
  table->column += columns;
  return kheo_sheet_add_merge (self->sheet, &merge, error);
}

guint
kheo_html_grid_add_line (KheoHtmlGrid *self)
{
  return self->next_row++;
}
