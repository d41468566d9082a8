#include "kheo-search-block.h"

#define NO_SLOT      G_MAXUINT
#define N_SAMPLES    16
#define SAMPLE_BYTES (64 * 1024)

struct _KheoSearchBlock
{
  KheoSearchText text;
  GArray        *at;   /* gsize: where each row begins */
  GArray        *slot; /* guint: by row; NO_SLOT when the text is forgotten */
  guint          n_forgotten;
};

static KheoStmt *
prepare_texts (KheoDb *db, const char *where)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (guint i = 0; i < kheo_register_models.n_fields; i++)
    if (kheo_register_models.fields[i].flags & KHEO_FIELD_SEARCHABLE)
      g_string_append_printf (sql, ", %s", kheo_register_models.fields[i].name);
  g_string_append_printf (sql, " FROM model WHERE %s", where);
  return kheo_db_prepare (db, sql->str);
}

static guint
count_searchable (void)
{
  guint n = 0;

  for (guint i = 0; i < kheo_register_models.n_fields; i++)
    n += (kheo_register_models.fields[i].flags & KHEO_FIELD_SEARCHABLE) != 0;
  return n;
}

static void
append_row (KheoSearchBlock *self, KheoStmt *stmt, guint n_fields, guint slot)
{
  gsize at = self->text.length;

  g_array_append_val (self->at, at);
  g_array_append_val (self->slot, slot);
  for (guint i = 1; i <= n_fields; i++)
    {
      const char *text = kheo_stmt_get_text (stmt, (int) i);

      if (text == NULL)
        continue;
      kheo_search_text_add (&self->text, text);
      kheo_search_text_end (&self->text, '\t');
    }
  kheo_search_text_end (&self->text, '\n');
}

/* Appends the rows of a range that @columns know. */
static gboolean
append_range (KheoSearchBlock   *self,
              KheoStmt          *stmt,
              const KheoColumns *columns,
              const gint64       range[2],
              GError           **error)
{
  guint n_fields = count_searchable ();
  g_autoptr (GError) problem = NULL;
  guint slot = 0;

  kheo_stmt_bind_int (stmt, ":first", range[0]);
  kheo_stmt_bind_int (stmt, ":last", range[1]);
  while (kheo_stmt_step (stmt, &problem))
    {
      gint64 id = kheo_stmt_get_int (stmt, 0);

      if (slot >= columns->n || columns->ids[slot] != id)
        {
          int found = kheo_columns_find (columns, id);

          if (found < 0)
            continue;
          slot = (guint) found;
        }
      append_row (self, stmt, n_fields, slot++);
    }
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

void
kheo_search_block_free (KheoSearchBlock *self)
{
  kheo_search_text_clear (&self->text);
  g_array_unref (self->at);
  g_array_unref (self->slot);
  g_free (self);
}

KheoSearchBlock *
kheo_search_block_load (KheoDb *db, const KheoColumns *columns, GError **error)
{
  KheoSearchBlock *self = g_new0 (KheoSearchBlock, 1);
  g_autoptr (KheoStmt) stmt = prepare_texts (db, "id BETWEEN :first AND :last ORDER BY id");
  const gint64 range[2] = { G_MININT64, G_MAXINT64 };

  kheo_search_text_reserve (&self->text, 128 * (gsize) columns->n);
  self->at = g_array_sized_new (FALSE, FALSE, sizeof (gsize), columns->n);
  self->slot = g_array_sized_new (FALSE, FALSE, sizeof (guint), columns->n);
  if (!append_range (self, stmt, columns, range, error))
    {
      kheo_search_block_free (self);
      return NULL;
    }
  return self;
}

gboolean
kheo_search_block_patch (KheoSearchBlock   *self,
                         KheoDb            *db,
                         const KheoColumns *columns,
                         GArray            *changed,
                         const guint       *moved,
                         GError           **error)
{
  g_autoptr (KheoStmt) stmt = prepare_texts (db, "id BETWEEN :first AND :last ORDER BY id");
  guint  next = 0;
  gint64 range[2];

  for (guint row = 0; row < self->slot->len; row++)
    {
      guint *slot = &g_array_index (self->slot, guint, row);

      if (*slot == NO_SLOT)
        continue;
      *slot = moved[*slot];
      /* Neighbours that were read along with changed rows are among them: they come again. */
      if (*slot == NO_SLOT)
        self->n_forgotten++;
    }
  if (self->n_forgotten > 1000 && self->n_forgotten > self->slot->len / 4)
    return FALSE;

  while (kheo_next_run (changed, &next, &range[0], &range[1]))
    if (!append_range (self, stmt, columns, range, error))
      return FALSE;
  return TRUE;
}

/* The last row that begins at or before @offset; @row is one before it, mostly near. */
static guint
row_at (KheoSearchBlock *self, gsize offset, guint row)
{
  const gsize *at = (const gsize *) (gpointer) self->at->data;
  guint        low = row;
  guint        high = self->at->len;

  for (guint step = 1; low + step < high && at[low + step] <= offset; step *= 2)
    low += step;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (at[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
kheo_search_block_get_n (KheoSearchBlock *self)
{
  return self->slot->len;
}

gboolean
kheo_search_block_get_row (KheoSearchBlock *self, guint row, guint *out_slot, KheoStretch *out_row)
{
  gsize end =
      row + 1 < self->at->len ? g_array_index (self->at, gsize, row + 1) : self->text.length;

  *out_slot = g_array_index (self->slot, guint, row);
  *out_row = (KheoStretch){ &self->text, g_array_index (self->at, gsize, row), end };
  return *out_slot != NO_SLOT;
}

void
kheo_search_block_mark (KheoSearchBlock *self, const KheoNeedle *word, guint8 *hits)
{
  gsize at = kheo_needle_find (word, &self->text, 0, self->text.length);
  guint row = 0;

  while (at != G_MAXSIZE)
    {
      row = row_at (self, at, row);
      hits[row] = 1;
      if (row + 1 >= self->at->len)
        break;
      at = kheo_needle_find (word, &self->text, g_array_index (self->at, gsize, row + 1),
                             self->text.length);
    }
}

guint
kheo_search_block_sample (KheoSearchBlock *self, const KheoNeedle *word)
{
  guint n = 0;

  for (gsize i = 0; i < N_SAMPLES; i++)
    {
      gsize from = self->text.length / N_SAMPLES * i;
      gsize to = MIN (from + SAMPLE_BYTES, self->text.length);
      gsize at = kheo_needle_find (word, &self->text, from, to);

      for (; at != G_MAXSIZE; at = kheo_needle_find (word, &self->text, at + 1, to))
        n++;
    }
  return n;
}
