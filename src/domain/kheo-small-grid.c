#include "kheo-small-grid.h"

#include "kheo-text.h"

#include <math.h>
#include <string.h>

struct _KheoSmallGrid
{
  GPtrArray *rows; /* of GArray of KheoSmallCell */
  guint      n_columns;
  gboolean   full; /* the present row is left out */
  gboolean   cut;  /* something was */
};

static void
cell_clear (gpointer data)
{
  KheoSmallCell *cell = data;

  g_free (cell->text);
}

KheoSmallGrid *
kheo_small_grid_new (void)
{
  KheoSmallGrid *self = g_new0 (KheoSmallGrid, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
kheo_small_grid_free (KheoSmallGrid *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
kheo_small_grid_begin_row (KheoSmallGrid *self)
{
  GArray *row;

  g_return_if_fail (self != NULL);

  /* One more than values: the heading. */
  self->full = self->rows->len > KHEO_SMALL_GRID_MAX_ROWS;
  if (self->full)
    return;
  row = g_array_new (FALSE, TRUE, sizeof (KheoSmallCell));
  g_array_set_clear_func (row, cell_clear);
  g_ptr_array_add (self->rows, row);
}

/* Takes the text of @cell. */
static void
add_cell (KheoSmallGrid *self, KheoSmallCell cell)
{
  GArray *row;

  g_return_if_fail (self != NULL && self->rows->len > 0);

  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  if (self->full || row->len == KHEO_SMALL_GRID_MAX_COLUMNS)
    {
      self->cut = self->cut || !kheo_small_cell_is_empty (&cell);
      cell_clear (&cell);
      return;
    }
  g_array_append_val (row, cell);
  self->n_columns = MAX (self->n_columns, row->len);
}

void
kheo_small_grid_add_text (KheoSmallGrid *self, const char *text)
{
  KheoSmallCell cell = { kheo_text_tidy (text), NAN, FALSE };

  if (*cell.text == '\0')
    g_clear_pointer (&cell.text, g_free);
  add_cell (self, cell);
}

void
kheo_small_grid_add_number (KheoSmallGrid *self, double number, gboolean percent)
{
  add_cell (self, (KheoSmallCell){ NULL, number, percent });
}

/* One cell from @at on; gives where it ends: at its separator, a line's end or the text's. */
static const char *
parse_cell (KheoSmallGrid *self, const char *at, char separator)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean quoted = *at == '"' && strchr (at + 1, '"') != NULL;

  if (quoted)
    for (at++; *at != '\0' && !(*at == '"' && at[1] != '"'); at++)
      {
        if (*at == '"')
          at++;
        g_string_append_c (text, *at);
      }
  if (quoted && *at == '"')
    at++;
  for (; *at != '\0' && *at != '\n' && *at != '\r' && *at != separator; at++)
    g_string_append_c (text, *at);
  kheo_small_grid_add_text (self, text->str);
  return at;
}

KheoSmallGrid *
kheo_small_grid_parse (const char *text)
{
  KheoSmallGrid   *self = kheo_small_grid_new ();
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char             separator = strchr (valid, '\t') != NULL ? '\t' : ';';
  const char      *at = valid;

  while (*at != '\0')
    {
      kheo_small_grid_begin_row (self);
      at = parse_cell (self, at, separator);
      while (*at == separator)
        at = parse_cell (self, at + 1, separator);
      if (at[0] == '\r' && at[1] == '\n')
        at++;
      if (*at != '\0')
        at++;
    }
  return self;
}

guint
kheo_small_grid_get_n_rows (const KheoSmallGrid *self)
{
  return self->rows->len;
}

guint
kheo_small_grid_get_n_columns (const KheoSmallGrid *self)
{
  return self->n_columns;
}

gboolean
kheo_small_grid_is_cut (const KheoSmallGrid *self)
{
  return self->cut;
}

const KheoSmallCell *
kheo_small_grid_get (const KheoSmallGrid *self, guint row, guint column)
{
  static const KheoSmallCell empty = { NULL, NAN, FALSE };
  GArray                    *cells;

  if (row >= self->rows->len)
    return &empty;
  cells = g_ptr_array_index (self->rows, row);
  return column < cells->len ? &g_array_index (cells, KheoSmallCell, column) : &empty;
}

gboolean
kheo_small_cell_is_empty (const KheoSmallCell *cell)
{
  return cell->text == NULL && isnan (cell->number);
}

char *
kheo_small_number_to_text (double number)
{
  char  buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *text;

  if (isnan (number))
    return g_strdup ("");
  if (fabs (number) < 1e15 && (fabs (number) >= 1e-6 || number == 0))
    {
      /* As few digits as give the number back, without an exponent. */
      for (int decimals = 0; decimals <= 15; decimals++)
        {
          char format[8];

          g_snprintf (format, sizeof format, "%%.%df", decimals);
          g_ascii_formatd (buffer, sizeof buffer, format, number);
          if (fabs (g_ascii_strtod (buffer, NULL) - number) <= fabs (number) * 1e-15)
            break;
        }
    }
  else
    g_ascii_dtostr (buffer, sizeof buffer, number);
  text = g_strdup (buffer);
  return g_strdelimit (text, ".", ',');
}

char *
kheo_small_cell_to_text (const KheoSmallCell *cell)
{
  g_autofree char *number = NULL;

  if (cell->text != NULL)
    return g_strdup (cell->text);
  number = kheo_small_number_to_text (cell->number);
  return cell->percent ? g_strconcat (number, " %", NULL) : g_steal_pointer (&number);
}
