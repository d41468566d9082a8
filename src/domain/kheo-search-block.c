#define _GNU_SOURCE /* memmem */
#include "kheo-search-block.h"

#include "kheo-text.h"

#include <string.h>

#define NO_SLOT G_MAXUINT

struct _KheoSearchBlock
{
  GString *text; /* of each row, '\n' after it */
  GArray  *at;   /* gsize: where each row begins */
  GArray  *slot; /* guint: by row; NO_SLOT when the text is forgotten */
  guint    n_forgotten;
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
  gsize at = self->text->len;

  g_array_append_val (self->at, at);
  g_array_append_val (self->slot, slot);
  for (guint i = 1; i <= n_fields; i++)
    {
      const char *text = kheo_stmt_get_text (stmt, (int) i);

      if (text == NULL)
        continue;
      kheo_text_fold_append (self->text, text, -1);
      g_string_append_c (self->text, '\t');
    }
  g_string_append_c (self->text, '\n');
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
  g_string_free (self->text, TRUE);
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

  self->text = g_string_sized_new (128 * (gsize) columns->n);
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

static void
find_everywhere (KheoSearchBlock *self, const char *word, guint8 *hits)
{
  const char *start = self->text->str;
  const char *end = start + self->text->len;
  gsize       length = strlen (word);
  guint       row = 0;

  for (const char *hit = memmem (start, self->text->len, word, length); hit != NULL;
       hit = memmem (hit, (gsize) (end - hit), word, length))
    {
      guint slot;

      row = row_at (self, (gsize) (hit - start), row);
      slot = g_array_index (self->slot, guint, row);
      if (slot != NO_SLOT)
        hits[slot] = 1;
      if (row + 1 >= self->at->len)
        break;
      hit = start + g_array_index (self->at, gsize, row + 1);
    }
}

static void
find_in_rows (KheoSearchBlock *self, const char *word, const guint8 *mask, guint8 *hits)
{
  gsize length = strlen (word);

  for (guint row = 0; row < self->slot->len; row++)
    {
      guint slot = g_array_index (self->slot, guint, row);
      gsize start = g_array_index (self->at, gsize, row);
      gsize end =
          row + 1 < self->at->len ? g_array_index (self->at, gsize, row + 1) : self->text->len;

      if (slot != NO_SLOT && mask[slot])
        hits[slot] = memmem (self->text->str + start, end - start, word, length) != NULL;
    }
}

void
kheo_search_block_find (KheoSearchBlock *self, const char *word, const guint8 *mask, guint8 *hits)
{
  guint n_wanted = 0;

  for (guint row = 0; row < self->slot->len; row++)
    {
      guint slot = g_array_index (self->slot, guint, row);

      n_wanted += slot != NO_SLOT && mask[slot];
    }
  if (n_wanted < self->slot->len / 4)
    find_in_rows (self, word, mask, hits);
  else
    find_everywhere (self, word, hits);
}

KheoStmt *
kheo_search_texts_prepare (KheoDb *db)
{
  return prepare_texts (db, "id = :id");
}

char *
kheo_search_texts_read (KheoStmt *stmt, gint64 id, GError **error)
{
  guint n_fields = count_searchable ();
  g_autoptr (GError) problem = NULL;
  GString *text = NULL;

  kheo_stmt_bind_int (stmt, ":id", id);
  if (kheo_stmt_step (stmt, &problem))
    {
      text = g_string_new (NULL);
      for (guint i = 1; i <= n_fields; i++)
        {
          g_string_append (text, kheo_stmt_get_text (stmt, (int) i) ?: "");
          g_string_append_c (text, '\t');
        }
    }
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}
