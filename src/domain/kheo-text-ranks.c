#include "kheo-text-ranks.h"

#include "kheo-sort.h"
#include "kheo-text.h"

#include <string.h>

/* Of more changed models it is not asked one by one whether they keep their rank. */
#define FEW_FRESH 16
/* Nor of one that is called like so many others. */
#define MOST_EQUAL 4096

/* The rank of each slot by the stored sort key, or one made now. */
static guint32 *
rank_texts (KheoDb *db, const KheoColumns *columns, const KheoField *field, GError **error)
{
  gboolean         stored = (field->flags & KHEO_FIELD_SORT_KEY) != 0;
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s%s FROM model ORDER BY id", field->name,
                                          stored ? "_sort" : "");
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);
  g_autoptr (KheoKeys) keys = kheo_keys_new (columns->n);
  g_autoptr (GError) problem = NULL;
  guint slot = 0;

  while (slot < columns->n && kheo_stmt_step (stmt, &problem))
    {
      g_autoptr (GBytes) key = NULL;
      gint64 id = kheo_stmt_get_int (stmt, 0);

      /* Rows written since the columns were read have no slot yet; gone ones no row. */
      for (; slot < columns->n && columns->ids[slot] < id; slot++)
        kheo_keys_add (keys, NULL, 0);
      if (slot >= columns->n || columns->ids[slot] != id)
        continue;
      if (!kheo_stmt_is_null (stmt, 1))
        key = stored ? kheo_stmt_dup_blob (stmt, 1)
                     : kheo_text_sort_key (kheo_stmt_get_text (stmt, 1));
      kheo_keys_add (keys, key != NULL ? g_bytes_get_data (key, NULL) : NULL,
                     key != NULL ? g_bytes_get_size (key) : 0);
      slot++;
    }
  kheo_stmt_reset (stmt);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  for (; slot < columns->n; slot++)
    kheo_keys_add (keys, NULL, 0);
  return kheo_keys_free_to_ranks (g_steal_pointer (&keys));
}

KheoTextRanks *
kheo_text_ranks_load (KheoDb *db, const KheoColumns *columns, guint field, GError **error)
{
  guint32       *ranks = rank_texts (db, columns, &kheo_register_models.fields[field], error);
  KheoTextRanks *self;

  if (ranks == NULL)
    return NULL;
  self = g_new0 (KheoTextRanks, 1);
  *self = (KheoTextRanks){ field, columns->n, ranks, 0, g_new (guint32, MAX (columns->n, 1)) };
  for (guint slot = 0; slot < self->n; slot++)
    if (ranks[slot] < self->n)
      self->order[self->n_order++] = slot;
    else
      ranks[slot] = KHEO_NO_RANK;
  kheo_sort_by_uint32 (self->order, self->n_order, ranks);
  return self;
}

void
kheo_text_ranks_free (KheoTextRanks *self)
{
  g_free (self->ranks);
  g_free (self->order);
  g_free (self);
}

/* A model to be put among the others. */
typedef struct
{
  guint32  slot;
  GBytes  *key;
  guint    at;    /* of the others' order: it comes right before this one … */
  gboolean equal; /* … and is called the same */
} Fresh;

static void
fresh_clear (gpointer data)
{
  g_bytes_unref (((Fresh *) data)->key);
}

static int
compare_fresh (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (((const Fresh *) a)->key, ((const Fresh *) b)->key);
}

/* Reads sort keys one by one. */
typedef struct
{
  KheoStmt *stmt;
  gboolean  stored;
} KeyReader;

static KeyReader
prepare_keys (KheoDb *db, const KheoField *field)
{
  gboolean         stored = (field->flags & KHEO_FIELD_SORT_KEY) != 0;
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s%s FROM model WHERE id = :id", field->name, stored ? "_sort" : "");

  return (KeyReader){ kheo_db_prepare (db, sql), stored };
}

/* NULL without @error: the model has none. */
static GBytes *
read_key (KeyReader *reader, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *key = NULL;

  kheo_stmt_bind_int (reader->stmt, ":id", id);
  if (kheo_stmt_step (reader->stmt, &problem) && !kheo_stmt_is_null (reader->stmt, 0))
    key = reader->stored ? kheo_stmt_dup_blob (reader->stmt, 0)
                         : kheo_text_sort_key (kheo_stmt_get_text (reader->stmt, 0));
  kheo_stmt_reset (reader->stmt);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return key;
}

/* Where in the order @fresh belongs, by halving: before all that are called the same. */
static gboolean
find_place (KheoTextRanks     *self,
            KeyReader         *reader,
            const KheoColumns *columns,
            Fresh             *fresh,
            GError           **error)
{
  guint low = 0;
  guint high = self->n_order;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (GError) problem = NULL;
      g_autoptr (GBytes) key = read_key (reader, columns->ids[self->order[middle]], &problem);
      int compared = key != NULL ? g_bytes_compare (key, fresh->key) : 1;

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (compared < 0)
        low = middle + 1;
      else
        high = middle;
      fresh->equal |= compared == 0;
    }
  fresh->at = high;
  return TRUE;
}

/* Takes the old slots out of the order and gives the others their new numbers. */
static void
move_slots (KheoTextRanks *self, const KheoColumns *columns, const guint *moved)
{
  guint32 *ranks = g_new (guint32, MAX (columns->n, 1));
  guint    n = 0;

  memset (ranks, 0xff, columns->n * sizeof *ranks);
  for (guint slot = 0; slot < self->n; slot++)
    if (moved[slot] != G_MAXUINT)
      ranks[moved[slot]] = self->ranks[slot];
  for (guint i = 0; i < self->n_order; i++)
    if (moved[self->order[i]] != G_MAXUINT)
      self->order[n++] = moved[self->order[i]];
  g_free (self->ranks);
  self->ranks = ranks;
  self->n = columns->n;
  self->n_order = n;
}

/* Merges @list, which is ordered, into the order and numbers the ranks anew. */
static void
merge (KheoTextRanks *self, const GArray *list)
{
  guint        n = self->n_order + list->len;
  guint32     *order = g_new (guint32, MAX (n, 1));
  const Fresh *last = NULL;              /* the one before, when it is fresh */
  guint32      last_rank = KHEO_NO_RANK; /* its rank until now, when it is not */
  guint32      rank = 0;
  guint        next = 0;

  for (guint i = 0; i < n; i++)
    {
      guint        old = i - next;
      const Fresh *fresh = next < list->len ? &g_array_index (list, Fresh, next) : NULL;
      gboolean     same;

      if (fresh != NULL && fresh->at <= old)
        {
          same = last != NULL && g_bytes_equal (last->key, fresh->key);
          last = fresh;
          last_rank = KHEO_NO_RANK;
          order[i] = fresh->slot;
          next++;
        }
      else
        {
          order[i] = self->order[old];
          same = last != NULL ? last->equal : self->ranks[order[i]] == last_rank;
          last = NULL;
          last_rank = self->ranks[order[i]];
        }
      if (!same)
        rank = i;
      self->ranks[order[i]] = rank;
    }
  g_free (self->order);
  self->order = order;
  self->n_order = n;
}

/* Is @key after that of the model at @at of the order, or where @same is asked, equal to it? */
static gboolean
stands_after (KheoTextRanks     *self,
              KeyReader         *reader,
              const KheoColumns *columns,
              guint              at,
              GBytes            *key,
              gboolean           same)
{
  g_autoptr (GBytes) other = read_key (reader, columns->ids[self->order[at]], NULL);
  int compared = other != NULL ? g_bytes_compare (other, key) : 1;

  return same ? compared == 0 : compared < 0;
}

/* Does the text of @slot still stand between its neighbours in the order? */
static gboolean
keeps_rank (KheoTextRanks *self, KeyReader *reader, const KheoColumns *columns, guint32 slot)
{
  guint32 rank = self->ranks[slot];
  guint   at = rank;
  g_autoptr (GBytes) key = read_key (reader, columns->ids[slot], NULL);

  if (rank == KHEO_NO_RANK || key == NULL)
    return FALSE;
  while (at < self->n_order && self->order[at] != slot && at - rank < MOST_EQUAL)
    at++;
  if (at == self->n_order || self->order[at] != slot)
    return FALSE;
  if (at > 0 && !stands_after (self, reader, columns, at - 1, key, at > rank))
    return FALSE;
  if (at + 1 < self->n_order)
    {
      guint32 next = self->order[at + 1];
      g_autoptr (GBytes) after = read_key (reader, columns->ids[next], NULL);
      int compared = after != NULL ? g_bytes_compare (key, after) : 1;

      return self->ranks[next] == rank ? compared == 0 : compared < 0;
    }
  return TRUE;
}

/* Most edits change neither how many models there are nor this text: then nothing moves. */
static gboolean
stays (KheoTextRanks     *self,
       KeyReader         *reader,
       const KheoColumns *columns,
       const guint       *moved,
       GArray            *fresh)
{
  if (columns->n != self->n || fresh->len > FEW_FRESH)
    return FALSE;
  for (guint slot = 0; slot < self->n; slot++)
    if (moved[slot] != slot && moved[slot] != G_MAXUINT)
      return FALSE;
  for (guint i = 0; i < fresh->len; i++)
    if (!keeps_rank (self, reader, columns, g_array_index (fresh, guint32, i)))
      return FALSE;
  return TRUE;
}

gboolean
kheo_text_ranks_patch (KheoTextRanks     *self,
                       KheoDb            *db,
                       const KheoColumns *columns,
                       const guint       *moved,
                       GArray            *fresh,
                       GError           **error)
{
  KeyReader reader = prepare_keys (db, &kheo_register_models.fields[self->field]);
  g_autoptr (KheoStmt) stmt = reader.stmt;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Fresh));
  g_autoptr (GError) problem = NULL;

  if (stays (self, &reader, columns, moved, fresh))
    return TRUE;
  g_array_set_clear_func (list, fresh_clear);
  move_slots (self, columns, moved);
  for (guint i = 0; i < fresh->len && problem == NULL; i++)
    {
      guint32 slot = g_array_index (fresh, guint32, i);
      Fresh   model = { slot, read_key (&reader, columns->ids[slot], &problem), 0, FALSE };

      if (model.key == NULL)
        continue;
      if (find_place (self, &reader, columns, &model, &problem))
        g_array_append_val (list, model);
      else
        fresh_clear (&model);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_array_sort (list, compare_fresh);
  merge (self, list);
  return TRUE;
}
