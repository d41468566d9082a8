#include "kheo-sheet-builder.h"

#include "kheo-error.h"

#include <string.h>

#define MAX_RECENT_LENGTH 128u /* longer texts seldom repeat */

static gboolean
arena_reserve (KheoArena *arena, gsize length, GError **error)
{
  if (arena->size + length + 1 > KHEO_SHEET_MAX_STRINGS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "more than %u bytes of text",
                   KHEO_SHEET_MAX_STRINGS);
      return FALSE;
    }
  if (arena->size + length + 1 > arena->allocated)
    {
      arena->allocated = MAX (arena->allocated + arena->allocated / 2, arena->size + length + 4096);
      arena->data = g_realloc (arena->data, arena->allocated);
    }
  return TRUE;
}

static gboolean
arena_append (KheoArena *arena, const char *text, gsize length, KheoText *out_text, GError **error)
{
  if (!arena_reserve (arena, length, error))
    return FALSE;

  out_text->offset = (guint32) arena->size;
  out_text->length = (guint32) length;
  out_text->tidy = FALSE;
  memcpy (arena->data + arena->size, text, length);
  arena->data[arena->size + length] = '\0';
  arena->size += length + 1;
  return TRUE;
}

/* Eight bytes a step: texts are hashed by the million. */
static guint
hash_bytes (const char *text, gsize length)
{
  guint64 hash = length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 word = 0;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }
  word = 0;
  memcpy (&word, text, length);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 40);
}

static inline gboolean
is_tail (guint8 byte)
{
  return (byte & 0xc0) == 0x80;
}

/*
 * Bytes of a character beyond ASCII that may stand in a tidy text, 0 for others: Latin-1 but
 * U+00A0 and U+00AD, Latin Extended A and B, Latin Extended Additional (where Vietnamese lives) and
 * the usual quotes and dashes.
 */
static inline gsize
scan_tidy (const guint8 *p, gsize left)
{
  if (p[0] >= 0xc3 && p[0] <= 0xc9)
    return left >= 2 && is_tail (p[1]) ? 2 : 0;
  if (left < 3)
    return 0;
  if (p[0] == 0xe1)
    return (p[1] == 0xba || p[1] == 0xbb) && is_tail (p[2]) ? 3 : 0;
  return p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x93 && p[2] <= 0xa6 ? 3 : 0;
}

/* Valid UTF-8 as well. */
static gboolean
is_tidy (const char *text, gsize length)
{
  const guint8 *p = (const guint8 *) text;
  const guint8 *end = p + length;
  guint8        before = ' ';

  while (p < end)
    {
      gsize n = 1;

      if (*p == ' ' ? before == ' ' : *p < ' ' || *p == 0x7f)
        return FALSE;
      if (*p >= 0x80 && (n = scan_tidy (p, (gsize) (end - p))) == 0)
        return FALSE;
      before = *p;
      p += n;
    }
  return before != ' ';
}

static gboolean
check_text_length (gsize length, GError **error)
{
  if (length <= KHEO_SHEET_MAX_CELL_TEXT)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "a cell of more than %u bytes",
               KHEO_SHEET_MAX_CELL_TEXT);
  return FALSE;
}

/* Bytes that are not UTF-8, and NULs, become U+FFFD. */
static char *
make_valid (const char *text, gsize length)
{
  g_autofree char *copy = g_malloc (length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  for (gsize i = 0; i < length; i++)
    if (copy[i] == '\0')
      copy[i] = (char) 0xff; /* no byte of UTF-8, so replaced with the others */
  return g_utf8_make_valid (copy, (gssize) length);
}

gboolean
kheo_workbook_add_text (
    KheoWorkbook *self, const char *text, gsize length, KheoText *out_text, GError **error)
{
  KheoText *slot = NULL;
  gboolean  tidy;

  *out_text = (KheoText){ 0, 0 };
  if (length == 0)
    return TRUE;
  if (!check_text_length (length, error))
    return FALSE;

  if (length <= MAX_RECENT_LENGTH)
    {
      slot = &self->recent[hash_bytes (text, length) & (KHEO_SHEET_N_RECENT - 1)];
      if (slot->length == length && memcmp (self->arena.data + slot->offset, text, length) == 0)
        {
          *out_text = *slot;
          return TRUE;
        }
    }
  tidy = is_tidy (text, length);
  if (!tidy && !g_utf8_validate_len (text, length, NULL))
    {
      g_autofree char *valid = make_valid (text, length);

      return arena_append (&self->arena, valid, strlen (valid), out_text, error);
    }
  if (!arena_append (&self->arena, text, length, out_text, error))
    return FALSE;
  out_text->tidy = tidy;
  if (slot != NULL)
    *slot = *out_text;
  return TRUE;
}

gboolean
kheo_workbook_add_rich_text (
    KheoWorkbook *self, const GString *text, GArray *runs, KheoText *out_text, GError **error)
{
  g_autoptr (GArray) taken = runs;

  *out_text = (KheoText){ 0, 0 };
  if (!check_text_length (text->len, error))
    return FALSE;
  /* Offsets of runs count bytes, so a text that must be repaired loses them. */
  if (text->len == 0 || taken->len == 0 || !g_utf8_validate_len (text->str, text->len, NULL))
    return kheo_workbook_add_text (self, text->str, text->len, out_text, error);
  if (!arena_append (&self->arena, text->str, text->len, out_text, error))
    return FALSE;

  g_hash_table_insert (self->runs, GUINT_TO_POINTER (out_text->offset), g_steal_pointer (&taken));
  return TRUE;
}

static gboolean
check_place (guint row, guint column, GError **error)
{
  if (row < KHEO_SHEET_MAX_ROWS && column < KHEO_SHEET_MAX_COLUMNS)
    return TRUE;
  g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE,
               "a cell in row %u, column %u, beyond %u × %u", row + 1, column + 1,
               KHEO_SHEET_MAX_ROWS, KHEO_SHEET_MAX_COLUMNS);
  return FALSE;
}

/* From now on each cell carries its row; _finish() sorts. */
static void
start_disorder (KheoSheet *self)
{
  self->cell_rows = g_new (guint32, self->cells_allocated);
  for (guint32 row = 0; row < self->n_rows; row++)
    {
      gsize end = row + 1 < self->n_rows ? self->row_starts[row + 1] : self->n_cells;

      for (gsize i = self->row_starts[row]; i < end; i++)
        self->cell_rows[i] = row;
    }
}

/* Makes @row the last one; rows between are empty. */
static void
open_rows_to (KheoSheet *self, guint row)
{
  if (row + 2 > self->rows_allocated)
    {
      self->rows_allocated = MAX (self->rows_allocated * 2, row + 64);
      self->row_starts = g_renew (guint32, self->row_starts, self->rows_allocated);
    }
  while (self->n_rows <= row)
    self->row_starts[self->n_rows++] = (guint32) self->n_cells;
}

static void
grow_cells (KheoSheet *self)
{
  self->cells_allocated = MAX (64, self->cells_allocated + self->cells_allocated / 2);
  self->cells = g_renew (KheoCell, self->cells, self->cells_allocated);
  if (self->cell_rows != NULL)
    self->cell_rows = g_renew (guint32, self->cell_rows, self->cells_allocated);
}

gboolean
kheo_sheet_add_cell (KheoSheet *self, guint row, const KheoCell *cell, GError **error)
{
  if (!check_place (row, cell->column, error))
    return FALSE;
  if (self->workbook->n_cells >= KHEO_SHEET_MAX_CELLS)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "more than %u filled cells",
                   KHEO_SHEET_MAX_CELLS);
      return FALSE;
    }

  if (self->n_cells == self->cells_allocated)
    grow_cells (self);
  if (self->cell_rows == NULL &&
      (row + 1 < self->n_rows ||
       (row + 1 == self->n_rows && self->n_cells > self->row_starts[row] &&
        self->cells[self->n_cells - 1].column >= cell->column)))
    start_disorder (self);
  if (self->cell_rows != NULL)
    {
      self->cell_rows[self->n_cells] = row;
      self->n_rows = MAX (self->n_rows, row + 1);
    }
  else if (row >= self->n_rows)
    open_rows_to (self, row);

  self->cells[self->n_cells++] = *cell;
  self->n_columns = MAX (self->n_columns, cell->column + 1u);
  self->workbook->n_cells++;
  return TRUE;
}

static gboolean
add_at (KheoSheet *self, const KheoPlace *place, KheoCellType type, KheoCell *cell, GError **error)
{
  if (!check_place (place->row, place->column, error))
    return FALSE;
  cell->column = (guint16) place->column;
  cell->style = (guint16) place->style;
  cell->type = (guint8) type;
  cell->flags |= (guint8) place->flags;
  return kheo_sheet_add_cell (self, place->row, cell, error);
}

gboolean
kheo_sheet_add_text (KheoSheet *self, const KheoPlace *place, KheoText text, GError **error)
{
  KheoCell cell = { .value.text = { text.offset, text.length } };

  if (text.length == 0)
    return TRUE;
  cell.flags = text.tidy ? KHEO_CELL_TIDY : 0;
  if (g_hash_table_size (self->workbook->runs) > 0 &&
      g_hash_table_contains (self->workbook->runs, GUINT_TO_POINTER (text.offset)))
    cell.flags = KHEO_CELL_RICH;
  return add_at (self, place, KHEO_CELL_TEXT, &cell, error);
}

gboolean
kheo_sheet_add_error_text (KheoSheet *self, const KheoPlace *place, KheoText text, GError **error)
{
  KheoCell cell = { .value.text = { text.offset, text.length } };

  return text.length == 0 || add_at (self, place, KHEO_CELL_ERROR, &cell, error);
}

gboolean
kheo_sheet_add_number (KheoSheet *self, const KheoPlace *place, double number, GError **error)
{
  const KheoCellStyle *style = &g_array_index (self->workbook->styles, KheoCellStyle, place->style);
  KheoCell             cell = { .value.number = number };

  return add_at (self, place, style->is_date ? KHEO_CELL_DATE : KHEO_CELL_NUMBER, &cell, error);
}

gboolean
kheo_sheet_add_date (KheoSheet *self, const KheoPlace *place, double serial, GError **error)
{
  KheoPlace     dated = *place;
  KheoCellStyle style = g_array_index (self->workbook->styles, KheoCellStyle, place->style);
  KheoCell      cell = { .value.number = serial };

  if (!style.is_date)
    {
      style.number_format = "dd/mm/yyyy";
      dated.style = kheo_workbook_add_style (self->workbook, &style);
    }
  return add_at (self, &dated, KHEO_CELL_DATE, &cell, error);
}

gboolean
kheo_sheet_add_boolean (KheoSheet *self, const KheoPlace *place, gboolean value, GError **error)
{
  KheoCell cell = { .value.number = value ? 1 : 0 };

  return add_at (self, place, KHEO_CELL_BOOLEAN, &cell, error);
}

gboolean
kheo_sheet_add_merge (KheoSheet *self, const KheoMerge *merge, GError **error)
{
  if (merge->rows == 0 || merge->columns == 0 || (merge->rows == 1 && merge->columns == 1))
    return TRUE;
  if (!check_place (merge->row, merge->column, error))
    return FALSE;
  self->merged_columns += merge->columns;
  if (merge->columns > KHEO_SHEET_MAX_COLUMNS || self->merged_columns > KHEO_SHEET_MAX_MERGED)
    {
      g_set_error (error, KHEO_ERROR, KHEO_ERROR_TOO_LARGE, "too many merged blocks");
      return FALSE;
    }
  g_array_append_val (self->merges, *merge);
  return TRUE;
}

static void
hide (GArray *spans, guint first, guint last, guint limit)
{
  KheoSpan span = { first, MIN (last, limit - 1) };

  if (first > span.last)
    return;
  if (spans->len > 0 && g_array_index (spans, KheoSpan, spans->len - 1).last + 1 == first)
    g_array_index (spans, KheoSpan, spans->len - 1).last = span.last;
  else
    g_array_append_val (spans, span);
}

void
kheo_sheet_hide_rows (KheoSheet *self, guint first, guint last)
{
  hide (self->hidden_rows, first, last, KHEO_SHEET_MAX_ROWS);
}

void
kheo_sheet_hide_columns (KheoSheet *self, guint first, guint last)
{
  hide (self->hidden_columns, first, last, KHEO_SHEET_MAX_COLUMNS);
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer data)
{
  return (int) ((const KheoCell *) a)->column - (int) ((const KheoCell *) b)->column;
}

/* Stable, so that of two cells in one place the later stands behind the earlier; it wins. */
static gsize
sort_row (KheoCell *cells, gsize n_cells)
{
  gsize kept = 0;

  g_qsort_with_data (cells, (int) n_cells, sizeof *cells, compare_cells, NULL);
  for (gsize i = 0; i < n_cells; i++)
    {
      if (kept > 0 && cells[kept - 1].column == cells[i].column)
        kept--;
      cells[kept++] = cells[i];
    }
  return kept;
}

/* A counting sort by row, then each row by column. */
static void
sort_cells (KheoSheet *self)
{
  g_autofree KheoCell *unsorted = g_steal_pointer (&self->cells);
  g_autofree guint32  *rows = g_steal_pointer (&self->cell_rows);
  g_autofree guint32  *starts = g_new0 (guint32, self->n_rows + 1);
  gsize                kept = 0;

  for (gsize i = 0; i < self->n_cells; i++)
    starts[rows[i] + 1]++;
  for (guint32 row = 0; row < self->n_rows; row++)
    starts[row + 1] += starts[row];

  self->cells = g_new (KheoCell, self->n_cells);
  for (gsize i = 0; i < self->n_cells; i++)
    self->cells[starts[rows[i]]++] = unsorted[i];

  /* Each start has moved to the end of its row, which is the start of the next. */
  g_free (self->row_starts);
  self->row_starts = g_new0 (guint32, self->n_rows + 1);
  for (guint32 row = 0; row < self->n_rows; row++)
    {
      gsize begin = row == 0 ? 0 : starts[row - 1];
      gsize n = sort_row (self->cells + begin, starts[row] - begin);

      memmove (self->cells + kept, self->cells + begin, n * sizeof (KheoCell));
      self->row_starts[row] = (guint32) kept;
      kept += n;
    }
  self->workbook->n_cells -= self->n_cells - kept;
  self->n_cells = kept;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  guint32 first = ((const KheoSpan *) a)->first;
  guint32 second = ((const KheoSpan *) b)->first;

  return first < second ? -1 : first > second;
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const KheoMerge *one = a;
  const KheoMerge *two = b;

  if (one->row != two->row)
    return one->row < two->row ? -1 : 1;
  return one->column < two->column ? -1 : one->column > two->column;
}

/* Overlapping spans become one, so that a place can be searched by halving. */
static void
join_spans (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      KheoSpan  span = g_array_index (spans, KheoSpan, i);
      KheoSpan *before = kept > 0 ? &g_array_index (spans, KheoSpan, kept - 1) : NULL;

      if (before != NULL && span.first <= before->last)
        before->last = MAX (before->last, span.last);
      else
        g_array_index (spans, KheoSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

/* Per column, so that the merge over a cell is found by halving however many there are. */
static void
index_merges (KheoSheet *self)
{
  const KheoMerge    *merges = (const KheoMerge *) (const void *) self->merges->data;
  g_autofree guint32 *next = g_new0 (guint32, self->n_columns + 1);

  self->merge_starts = g_new0 (guint32, self->n_columns + 1);
  for (guint i = 0; i < self->merges->len; i++)
    for (guint c = merges[i].column;
         c < MIN (merges[i].column + merges[i].columns, self->n_columns); c++)
      self->merge_starts[c + 1]++;
  for (guint c = 0; c < self->n_columns; c++)
    {
      next[c] = self->merge_starts[c];
      self->merge_starts[c + 1] += self->merge_starts[c];
    }

  self->merge_index = g_new (guint32, self->merge_starts[self->n_columns]);
  for (guint i = 0; i < self->merges->len; i++)
    for (guint c = merges[i].column;
         c < MIN (merges[i].column + merges[i].columns, self->n_columns); c++)
      self->merge_index[next[c]++] = i;
}

void
kheo_sheet_finish (KheoSheet *self)
{
  if (self->cell_rows != NULL)
    sort_cells (self);
  self->cells_allocated = self->n_cells;
  self->cells = g_renew (KheoCell, self->cells, self->n_cells);
  self->rows_allocated = self->n_rows + 1;
  self->row_starts = g_renew (guint32, self->row_starts, self->rows_allocated);
  self->row_starts[self->n_rows] = (guint32) self->n_cells;
  g_array_sort (self->merges, compare_merges);
  index_merges (self);
  join_spans (self->hidden_rows);
  join_spans (self->hidden_columns);
}
