#include "kheo-annex-table.h"

typedef struct
{
  const char *heading, *group; /* owned by the chunk */
  double      weight;
  KheoAlign   align;
} Column;

struct _KheoAnnexTable
{
  gatomicrefcount ref_count;
  GStringChunk   *strings;
  GArray         *columns; /* Column */
  GByteArray     *kinds;   /* KheoAnnexRowKind, one byte a row */
  GPtrArray      *cells;   /* row by row; borrowed from the chunk or "" */
};

KheoAnnexTable *
kheo_annex_table_new (void)
{
  KheoAnnexTable *self = g_new0 (KheoAnnexTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->strings = g_string_chunk_new (64 * 1024);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->kinds = g_byte_array_new ();
  self->cells = g_ptr_array_new ();
  return self;
}

KheoAnnexTable *
kheo_annex_table_ref (KheoAnnexTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kheo_annex_table_unref (KheoAnnexTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->columns);
  g_byte_array_unref (self->kinds);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
kheo_annex_table_add_column (
    KheoAnnexTable *self, const char *heading, const char *group, double weight, KheoAlign align)
{
  Column column = {
    .heading = g_string_chunk_insert (self->strings, heading != NULL ? heading : ""),
    .weight = MAX (weight, 0.01),
    .align = align,
  };

  g_return_if_fail (self->kinds->len == 0);

  if (group != NULL)
    column.group = g_string_chunk_insert_const (self->strings, group);
  g_array_append_val (self->columns, column);
}

void
kheo_annex_table_add_row (KheoAnnexTable *self, KheoAnnexRowKind kind, const char *const *cells)
{
  guint8 byte = (guint8) kind;

  g_return_if_fail (self->columns->len > 0);

  g_byte_array_append (self->kinds, &byte, 1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char      *cell = cells[i] != NULL ? cells[i] : "";
      g_autofree char *valid =
          g_utf8_validate (cell, -1, NULL) ? NULL : g_utf8_make_valid (cell, -1);

      if (valid != NULL)
        cell = valid;
      g_ptr_array_add (self->cells,
                       *cell != '\0' ? g_string_chunk_insert (self->strings, cell) : (gpointer) "");
    }
}

static const Column *
get_column (const KheoAnnexTable *self, guint column)
{
  g_assert (column < self->columns->len);
  return &g_array_index (self->columns, Column, column);
}

guint
kheo_annex_table_get_n_columns (const KheoAnnexTable *self)
{
  return self->columns->len;
}

const char *
kheo_annex_table_get_heading (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->heading;
}

const char *
kheo_annex_table_get_group (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->group;
}

double
kheo_annex_table_get_weight (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->weight;
}

KheoAlign
kheo_annex_table_get_align (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->align;
}

guint
kheo_annex_table_get_n_rows (const KheoAnnexTable *self)
{
  return self->kinds->len;
}

KheoAnnexRowKind
kheo_annex_table_get_row_kind (const KheoAnnexTable *self, guint row)
{
  g_assert (row < self->kinds->len);
  return (KheoAnnexRowKind) self->kinds->data[row];
}

const char *
kheo_annex_table_get_cell (const KheoAnnexTable *self, guint row, guint column)
{
  g_assert (row < self->kinds->len && column < self->columns->len);
  return g_ptr_array_index (self->cells, row * self->columns->len + column);
}
