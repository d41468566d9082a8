#include "kheo-annex-table.h"

#define MOST_LEVELS 4u
#define KIND_BITS   2 /* of the byte of a row; the rest is its depth */

typedef struct
{
  KheoAnnexColumn words;               /* strings owned by the chunk */
  const char     *common[MOST_LEVELS]; /* the group cut up */
  guint           n_levels;
} Column;

struct _KheoAnnexTable
{
  gatomicrefcount ref_count;
  GStringChunk   *strings;
  GArray         *columns; /* Column */
  GByteArray     *kinds;   /* KheoAnnexRowKind and depth, one byte a row */
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

static void
cut_group (KheoAnnexTable *self, Column *column)
{
  g_auto (GStrv) parts = g_strsplit (column->words.group, "\n", (int) MOST_LEVELS);

  for (guint i = 0; parts[i] != NULL; i++)
    column->common[column->n_levels++] = g_string_chunk_insert_const (self->strings, parts[i]);
}

void
kheo_annex_table_add (KheoAnnexTable *self, const KheoAnnexColumn *column)
{
  Column added = { .words = *column };

  g_return_if_fail (self->kinds->len == 0);

  added.words.heading =
      g_string_chunk_insert (self->strings, column->heading != NULL ? column->heading : "");
  added.words.weight = MAX (column->weight, 0.01);
  if (column->key != NULL)
    added.words.key = g_string_chunk_insert (self->strings, column->key);
  if (column->group != NULL && *column->group == '\0')
    added.words.group = NULL;
  if (added.words.group != NULL)
    {
      added.words.group = g_string_chunk_insert_const (self->strings, column->group);
      cut_group (self, &added);
    }
  g_array_append_val (self->columns, added);
}

void
kheo_annex_table_add_column (KheoAnnexTable *self,
                             const char     *heading,
                             const char     *group,
                             double          weight,
                             KheoAnnexAlign  align)
{
  KheoAnnexColumn column = {
    .heading = heading,
    .group = group,
    .weight = weight,
    .align = align,
    .holds = align == KHEO_ANNEX_ALIGN_RIGHT ? KHEO_ANNEX_HOLDS_NUMBER : KHEO_ANNEX_HOLDS_TEXT,
  };

  kheo_annex_table_add (self, &column);
}

/* Control characters and U+FFFE, U+FFFF, which are legal UTF-8 but which paper and XML refuse. */
static gboolean
is_refused (const char *p)
{
  guint8 byte = (guint8) *p;

  if (byte < 0x20)
    return byte != '\n' && byte != '\t';
  return byte == 0xef && (guint8) p[1] == 0xbf && (guint8) p[2] >= 0xbe;
}

/* What can be set of @text; NULL: all of it as it is. */
static char *
clean (const char *text)
{
  gboolean         valid = g_utf8_validate (text, -1, NULL);
  g_autofree char *repaired = valid ? NULL : g_utf8_make_valid (text, -1);
  const char      *from = repaired != NULL ? repaired : text, *p = from;
  GString         *cleaned;

  while (*p != '\0' && !is_refused (p))
    p++;
  if (*p == '\0')
    return g_steal_pointer (&repaired);
  cleaned = g_string_new (NULL);
  for (p = from; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (cleaned, is_refused (p) ? 0xfffd : g_utf8_get_char (p));
  return g_string_free (cleaned, FALSE);
}

static void
add_row (KheoAnnexTable *self, KheoAnnexRowKind kind, guint depth, const char *const *cells)
{
  guint8 byte = (guint8) (kind | MIN (depth, 63u) << KIND_BITS);

  g_return_if_fail (self->columns->len > 0);

  g_byte_array_append (self->kinds, &byte, 1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char      *cell = cells[i] != NULL ? cells[i] : "";
      g_autofree char *cleaned = clean (cell);

      if (cleaned != NULL)
        cell = cleaned;
      g_ptr_array_add (self->cells,
                       *cell != '\0' ? g_string_chunk_insert (self->strings, cell) : (gpointer) "");
    }
}

void
kheo_annex_table_add_row (KheoAnnexTable *self, KheoAnnexRowKind kind, const char *const *cells)
{
  add_row (self, kind, 0, cells);
}

void
kheo_annex_table_add_group (KheoAnnexTable *self, guint depth, const char *const *cells)
{
  add_row (self, KHEO_ANNEX_ROW_GROUP, depth, cells);
}

void
kheo_annex_table_add_none (KheoAnnexTable *self, const char *text)
{
  g_autofree const char **cells = g_new0 (const char *, self->columns->len);

  cells[0] = text;
  add_row (self, KHEO_ANNEX_ROW_NONE, 0, cells);
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
kheo_annex_table_get_key (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.key;
}

int
kheo_annex_table_find (const KheoAnnexTable *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (get_column (self, i)->words.key, key) == 0)
      return (int) i;
  return -1;
}

const char *
kheo_annex_table_get_heading (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.heading;
}

const char *
kheo_annex_table_get_group (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.group;
}

double
kheo_annex_table_get_weight (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.weight;
}

KheoAnnexAlign
kheo_annex_table_get_align (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.align;
}

KheoAnnexHolds
kheo_annex_table_get_holds (const KheoAnnexTable *self, guint column)
{
  return get_column (self, column)->words.holds;
}

guint
kheo_annex_table_get_n_levels (const KheoAnnexTable *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n = MAX (n, get_column (self, i)->n_levels);
  return n;
}

const char *
kheo_annex_table_get_common (const KheoAnnexTable *self, guint column, guint level)
{
  const Column *words = get_column (self, column);

  return level < words->n_levels ? words->common[level] : NULL;
}

static gboolean
shares (const Column *a, const Column *b, guint level)
{
  if (a->n_levels <= level || b->n_levels <= level)
    return FALSE;
  for (guint i = 0; i <= level; i++)
    if (a->common[i] != b->common[i]) /* the chunk holds each text once */
      return FALSE;
  return TRUE;
}

guint
kheo_annex_table_get_common_end (const KheoAnnexTable *self, guint column, guint level)
{
  guint end = column + 1;

  while (end < self->columns->len &&
         shares (get_column (self, column), get_column (self, end), level))
    end++;
  return end;
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
  return (KheoAnnexRowKind) (self->kinds->data[row] & ((1 << KIND_BITS) - 1));
}

guint
kheo_annex_table_get_row_depth (const KheoAnnexTable *self, guint row)
{
  g_assert (row < self->kinds->len);
  return self->kinds->data[row] >> KIND_BITS;
}

gboolean
kheo_annex_table_says_anything (const KheoAnnexTable *self)
{
  for (guint row = 0; row < self->kinds->len; row++)
    if (kheo_annex_table_get_row_kind (self, row) == KHEO_ANNEX_ROW_DATA)
      return TRUE;
  return FALSE;
}

/* Groups within groups stand back by their slope, not by their size. */
gboolean
kheo_annex_table_is_row_bold (const KheoAnnexTable *self, guint row)
{
  KheoAnnexRowKind kind = kheo_annex_table_get_row_kind (self, row);

  return (kind == KHEO_ANNEX_ROW_GROUP || kind == KHEO_ANNEX_ROW_TOTAL) &&
         kheo_annex_table_get_row_depth (self, row) < 2;
}

gboolean
kheo_annex_table_is_row_slanted (const KheoAnnexTable *self, guint row)
{
  return kheo_annex_table_get_row_kind (self, row) == KHEO_ANNEX_ROW_NONE ||
         kheo_annex_table_get_row_depth (self, row) > 0;
}

guint
kheo_annex_table_get_label_place (const KheoAnnexTable *self)
{
  const KheoAnnexColumn *first = &get_column (self, 0)->words;

  if (self->columns->len < 2 || get_column (self, 1)->words.holds == KHEO_ANNEX_HOLDS_NUMBER)
    return 0;
  return first->holds == KHEO_ANNEX_HOLDS_ORDINAL || first->align == KHEO_ANNEX_ALIGN_CENTER ? 1
                                                                                             : 0;
}

guint
kheo_annex_table_get_label_column (const KheoAnnexTable *self, guint row)
{
  guint place = kheo_annex_table_get_label_place (self);

  switch (kheo_annex_table_get_row_kind (self, row))
    {
    case KHEO_ANNEX_ROW_GROUP:
      return *kheo_annex_table_get_cell (self, row, place) != '\0' ? place : 0;
    case KHEO_ANNEX_ROW_TOTAL:
      return *kheo_annex_table_get_cell (self, row, 0) != '\0' ? 0 : place;
    case KHEO_ANNEX_ROW_NONE:
      return 0;
    case KHEO_ANNEX_ROW_DATA:
    default:
      return self->columns->len;
    }
}

const char *
kheo_annex_table_get_cell (const KheoAnnexTable *self, guint row, guint column)
{
  g_assert (row < self->kinds->len && column < self->columns->len);
  return g_ptr_array_index (self->cells, row * self->columns->len + column);
}

guint
kheo_annex_table_get_span (const KheoAnnexTable *self,
                           guint                 row,
                           guint                 column,
                           KheoAnnexAlign       *out_align)
{
  guint            n = kheo_annex_table_get_n_columns (self), end = column + 1;
  KheoAnnexRowKind kind;

  *out_align = kheo_annex_table_get_align (self, column);
  if (column != kheo_annex_table_get_label_column (self, row))
    return 1;
  while (end < n && *kheo_annex_table_get_cell (self, row, end) == '\0')
    end++;
  kind = kheo_annex_table_get_row_kind (self, row);
  *out_align = kind == KHEO_ANNEX_ROW_NONE || (kind == KHEO_ANNEX_ROW_TOTAL && end < n)
                   ? KHEO_ANNEX_ALIGN_CENTER
                   : KHEO_ANNEX_ALIGN_LEFT;
  return end - column;
}
