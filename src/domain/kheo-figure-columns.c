#include "kheo-figure-block.h"

#include "kheo-columns.h"
#include "kheo-scan.h"
#include "kheo-target-before.h"
#include "kheo-units-private.h"

#include <string.h>

/* Blocks that are asked for one by one before all are read in one scan. */
#define ASKED_FEW 6
/* Blocks that a reader finds at once; a power of two. */
#define N_RECENT 256u

typedef struct
{
  KheoPeriod  period;
  const char *name; /* key of the table of names */
} Period;

/* ---- The whole ---- */

static GHashTable *
blocks_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, kheo_block_free);
}

KheoFigureColumns *
kheo_figure_columns_new (void)
{
  KheoFigureColumns *self = g_new0 (KheoFigureColumns, 1);

  self->blocks[0] = blocks_new ();
  self->blocks[KHEO_BLOCKS_OF_TARGETS] = blocks_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->periods = g_array_new (FALSE, FALSE, sizeof (Period));
  return self;
}

void
kheo_figure_columns_free (KheoFigureColumns *self)
{
  if (self == NULL)
    return;
  kheo_figure_cache_close (self->cache);
  g_hash_table_unref (self->blocks[0]);
  g_hash_table_unref (self->blocks[KHEO_BLOCKS_OF_TARGETS]);
  g_hash_table_unref (self->names);
  g_array_unref (self->periods);
  g_clear_pointer (&self->before, g_array_unref);
  g_free (self);
}

void
kheo_figure_columns_clear (KheoFigureColumns *self)
{
  g_hash_table_remove_all (self->blocks[0]);
  self->whole[0] = FALSE;
  self->n_asked = 0;
  g_clear_pointer (&self->cache, kheo_figure_cache_close);
  self->asked_cache = FALSE;
  kheo_figure_columns_clear_targets (self);
}

void
kheo_figure_columns_set_seq (KheoFigureColumns *self, gint64 seq)
{
  self->seq = seq;
}

void
kheo_figure_columns_clear_targets (KheoFigureColumns *self)
{
  g_hash_table_remove_all (self->blocks[KHEO_BLOCKS_OF_TARGETS]);
  g_clear_pointer (&self->before, g_array_unref);
  self->whole[KHEO_BLOCKS_OF_TARGETS] = FALSE;
}

guint32
kheo_figure_columns_add_period (KheoFigureColumns *self, const char *name)
{
  guint  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));
  Period period = { KHEO_PERIOD_ALL, NULL };
  char  *own;

  if (index != 0)
    return index - 1;
  /* No days lie in it: first day after the last. */
  if (!kheo_period_parse (name, &period.period, NULL))
    period.period = (KheoPeriod){ G_MAXUINT32, 1 };
  own = g_strdup (name);
  period.name = own;
  g_array_append_val (self->periods, period);
  g_hash_table_insert (self->names, own, GUINT_TO_POINTER (self->periods->len));
  return self->periods->len - 1;
}

guint
kheo_figure_columns_get_n_periods (const KheoFigureColumns *self)
{
  return self->periods->len;
}

KheoPeriod
kheo_figure_columns_get_period (const KheoFigureColumns *self, guint32 period)
{
  return g_array_index (self->periods, Period, period).period;
}

const char *
kheo_figure_columns_get_period_name (const KheoFigureColumns *self, guint32 period)
{
  return g_array_index (self->periods, Period, period).name;
}

/* ---- Reading ---- */

typedef struct
{
  KheoFigureColumns *to;
  KheoUnits         *units;
  gboolean           targets;
  GHashTable        *but; /* gint64*: indicators that are there already; NULL: none */
  gint64             last_id;
  /* Rows of one unit, one period, one indicator mostly stand together. */
  gint64     last_unit;
  guint32    last_unit_index;
  guint32    last_period;
  KheoBlock *recent[N_RECENT]; /* by the low bits of the indicator's id: they take turns */
} Reader;

#define READER_INIT(to, units, targets)                                                            \
  {                                                                                                \
    to, units, targets, NULL, G_MININT64, -1, G_MAXUINT32, G_MAXUINT32,                            \
    {                                                                                              \
      NULL                                                                                         \
    }                                                                                              \
  }

static const char *
get_select (gboolean targets)
{
  return targets ? "SELECT id, indicator_id, unit_id, period, value, direction FROM target"
                 : "SELECT id, indicator_id, unit_id, period, value, state, denominator,"
                   " qualifier FROM figure";
}

static KheoStmt *
prepare_reader (KheoDb *db, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("%s %s ORDER BY id", get_select (FALSE), where);

  return kheo_db_prepare (db, sql);
}

static guint8
state_of (const char *text)
{
  switch (text[0])
    {
    case 'm':
      return KHEO_FIGURE_IS_MISSING;
    case 'n':
      return text[1] == 'i' ? KHEO_FIGURE_IS_NIL : KHEO_FIGURE_IS_NOT_APPLICABLE;
    default:
      return KHEO_FIGURE_IS_VALUE;
    }
}

static void
read_unit_and_period (Reader *reader, KheoStmt *stmt, KheoBlockRow *row)
{
  gint64      unit = kheo_stmt_get_int (stmt, 2);
  const char *period = kheo_stmt_get_text (stmt, 3);

  if (unit != reader->last_unit)
    {
      reader->last_unit = unit;
      reader->last_unit_index = (guint32) kheo_units_find (reader->units, unit);
    }
  if (reader->last_period == G_MAXUINT32 ||
      strcmp (kheo_figure_columns_get_period_name (reader->to, reader->last_period), period) != 0)
    reader->last_period = kheo_figure_columns_add_period (reader->to, period);
  row->unit = reader->last_unit_index;
  row->period = reader->last_period;
}

static KheoBlockRow
read_row (Reader *reader, KheoStmt *stmt)
{
  KheoBlockRow row = { .id = kheo_stmt_get_int (stmt, 0), .denominator = KHEO_NO_AMOUNT };

  read_unit_and_period (reader, stmt, &row);
  if (!kheo_stmt_is_null (stmt, 4))
    row.value = kheo_stmt_get_int (stmt, 4);
  if (reader->targets)
    {
      row.state = KHEO_FIGURE_IS_VALUE;
      if (strcmp (kheo_stmt_get_text (stmt, 5), "at-most") == 0)
        row.state |= KHEO_FIGURE_AT_MOST;
      return row;
    }
  row.state = state_of (kheo_stmt_get_text (stmt, 5));
  if (!kheo_stmt_is_null (stmt, 6))
    row.denominator = kheo_stmt_get_int (stmt, 6);
  if (!kheo_stmt_is_null (stmt, 7))
    row.state |= KHEO_FIGURE_IS_ABOUT;
  return row;
}

static KheoBlock *
get_block (KheoFigureColumns *self, gboolean targets, gint64 indicator, gboolean make)
{
  KheoBlock *block = g_hash_table_lookup (self->blocks[targets], &indicator);

  if (block == NULL && make)
    {
      block = kheo_block_new (indicator);
      g_hash_table_insert (self->blocks[targets], &block->block.indicator, block);
    }
  return block;
}

/* Puts a row into its indicator's block, but for blocks that were read before. */
static void
take_row (KheoStmt *stmt, gpointer part)
{
  Reader      *reader = part;
  gint64       indicator = kheo_stmt_get_int (stmt, 1);
  KheoBlock  **recent = &reader->recent[(guint64) indicator % N_RECENT];
  KheoBlockRow row;

  reader->last_id = kheo_stmt_get_int (stmt, 0);
  if (*recent == NULL || (*recent)->block.indicator != indicator)
    *recent = get_block (reader->to, reader->targets, indicator, TRUE);
  if (reader->but != NULL && g_hash_table_contains (reader->but, &indicator))
    return;
  row = read_row (reader, stmt);
  kheo_block_add (*recent, &row);
}

static gboolean
read_rows (Reader *reader, KheoStmt *stmt, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (kheo_stmt_step (stmt, &problem))
    take_row (stmt, reader);
  kheo_stmt_reset (stmt);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Appends what was read from the last row on, but for rows that @reader has. */
static void
append_back (Reader *reader, KheoFigureColumns *back)
{
  g_autofree guint32 *periods = g_new (guint32, MAX (back->periods->len, 1));
  GHashTableIter      iter;
  gpointer            value;

  for (guint p = 0; p < back->periods->len; p++)
    periods[p] =
        kheo_figure_columns_add_period (reader->to, kheo_figure_columns_get_period_name (back, p));
  g_hash_table_iter_init (&iter, back->blocks[reader->targets]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KheoFigureBlock *from = &((KheoBlock *) value)->block;
      KheoBlock             *block = get_block (reader->to, reader->targets, from->indicator, TRUE);

      kheo_block_resize (block, block->block.n + from->n);
      for (guint i = from->n; i > 0; i--)
        {
          KheoBlockRow row = kheo_block_get (from, i - 1);

          row.period = periods[row.period];
          if (row.id > reader->last_id)
            kheo_block_add (block, &row);
        }
    }
}

/* Ids of the indicators that have their blocks. */
static GHashTable *
list_indicators (KheoFigureColumns *self, gboolean targets)
{
  GHashTable    *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->blocks[targets]);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (ids, g_memdup2 (key, sizeof (gint64)));
  return ids;
}

static gboolean
scan (KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gboolean targets, GError **error)
{
  KheoFigureColumns *other = kheo_figure_columns_new ();
  g_autoptr (GHashTable) but = list_indicators (self, targets);
  Reader   front = READER_INIT (self, units, targets);
  Reader   back = READER_INIT (other, units, targets);
  gboolean done;

  front.but = back.but = g_hash_table_size (but) > 0 ? but : NULL;
  done = kheo_db_scan (db, get_select (targets), take_row, &front, &back, error);
  if (done)
    append_back (&front, other);
  kheo_figure_columns_free (other);
  return done;
}

static gboolean
read_all (KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gboolean targets, GError **error)
{
  GHashTableIter iter;
  gpointer       block;

  if (self->whole[targets])
    return TRUE;
  if (!targets && !kheo_figure_cache_look (self, db, units, error))
    return FALSE;
  if (!targets &&
      (self->whole[0] || (self->cache != NULL && kheo_figure_cache_read (self, units, 0))))
    return TRUE;
  if (!scan (self, db, units, targets, error))
    {
      kheo_figure_columns_clear (self);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, self->blocks[targets]);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    kheo_block_resize (block, ((KheoBlock *) block)->block.n);
  self->whole[targets] = TRUE;
  if (!targets)
    kheo_figure_cache_save (self, db, units, self->seq);
  return TRUE;
}

gboolean
kheo_figure_columns_need_all (KheoFigureColumns *self, KheoDb *db, KheoUnits *units, GError **error)
{
  return read_all (self, db, units, FALSE, error) && read_all (self, db, units, TRUE, error);
}

const KheoFigureBlock *
kheo_figure_columns_need (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gint64 indicator, GError **error)
{
  Reader     reader = READER_INIT (self, units, FALSE);
  KheoBlock *block = get_block (self, FALSE, indicator, FALSE);
  g_autoptr (KheoStmt) stmt = NULL;

  if (block != NULL)
    return &block->block;
  if (!kheo_figure_cache_look (self, db, units, error))
    return NULL;
  if (self->cache != NULL && kheo_figure_cache_read (self, units, indicator))
    return &get_block (self, FALSE, indicator, TRUE)->block;
  if (!self->whole[0] && self->n_asked++ >= ASKED_FEW && !read_all (self, db, units, FALSE, error))
    return NULL;
  if (self->whole[0])
    return &get_block (self, FALSE, indicator, TRUE)->block;

  stmt = prepare_reader (db, "WHERE indicator_id = :indicator");
  kheo_stmt_bind_int (stmt, ":indicator", indicator);
  block = get_block (self, FALSE, indicator, TRUE);
  if (!read_rows (&reader, stmt, error))
    {
      g_hash_table_remove (self->blocks[0], &indicator);
      return NULL;
    }
  kheo_block_resize (block, block->block.n);
  return &block->block;
}

const KheoFigureBlock *
kheo_figure_columns_need_targets (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, gint64 indicator, GError **error)
{
  if (!read_all (self, db, units, TRUE, error))
    return NULL;
  if (self->before == NULL && (self->before = kheo_target_before_list (db, error)) == NULL)
    return NULL;
  return &get_block (self, TRUE, indicator, TRUE)->block;
}

const GArray *
kheo_figure_columns_get_before (const KheoFigureColumns *self)
{
  return self->before;
}

/* ---- Patching ---- */

/* @touched: KheoBlock* → its rows read anew, ascending. */
static void
touch (GHashTable *touched, KheoBlock *block)
{
  if (g_hash_table_contains (touched, block))
    return;
  g_hash_table_insert (touched, block, kheo_block_new (block->block.indicator));
}

/* The rows of @changed as they are now, into what was touched; also what lost a row. */
static gboolean
read_changed (KheoFigureColumns *self,
              KheoDb            *db,
              KheoUnits         *units,
              GArray            *changed,
              GHashTable        *touched,
              GError           **error)
{
  Reader reader = READER_INIT (self, units, FALSE);
  g_autoptr (KheoStmt) stmt = prepare_reader (db, "WHERE id = :id");

  for (guint i = 0; i < changed->len; i++)
    {
      gint64         id = g_array_index (changed, gint64, i);
      GHashTableIter iter;
      gpointer       value;
      g_autoptr (GError) problem = NULL;

      g_hash_table_iter_init (&iter, self->blocks[0]);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        if (kheo_find_id (((KheoBlock *) value)->block.ids, ((KheoBlock *) value)->block.n, id) >=
            0)
          touch (touched, value);
      kheo_stmt_bind_int (stmt, ":id", id);
      if (kheo_stmt_step (stmt, &problem))
        {
          KheoBlock   *block = get_block (self, FALSE, kheo_stmt_get_int (stmt, 1), self->whole[0]);
          KheoBlockRow row = read_row (&reader, stmt);

          if (block != NULL)
            {
              touch (touched, block);
              kheo_block_add (g_hash_table_lookup (touched, block), &row);
            }
        }
      kheo_stmt_reset (stmt);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

/* The old rows but the changed ones, and the fresh ones, in the order of their ids. */
static KheoBlock *
merge (const KheoBlock *old, const KheoBlock *fresh, GArray *changed)
{
  KheoBlock *merged = kheo_block_new (old->block.indicator);
  guint      f = 0;
  guint      c = 0;

  kheo_block_resize (merged, old->block.n + fresh->block.n);
  for (guint i = 0; i < old->block.n; i++)
    {
      gint64       id = old->block.ids[i];
      KheoBlockRow row;

      while (f < fresh->block.n && fresh->block.ids[f] <= id)
        {
          row = kheo_block_get (&fresh->block, f++);
          kheo_block_add (merged, &row);
        }
      while (c < changed->len && g_array_index (changed, gint64, c) < id)
        c++;
      if (c < changed->len && g_array_index (changed, gint64, c) == id)
        continue;
      row = kheo_block_get (&old->block, i);
      kheo_block_add (merged, &row);
    }
  for (; f < fresh->block.n; f++)
    {
      KheoBlockRow row = kheo_block_get (&fresh->block, f);

      kheo_block_add (merged, &row);
    }
  return merged;
}

gboolean
kheo_figure_columns_patch (
    KheoFigureColumns *self, KheoDb *db, KheoUnits *units, GArray *changed, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (NULL, NULL, NULL, kheo_block_free);
  GHashTableIter iter;
  gpointer       old, fresh;
  guint          n = 0;

  /* What is still in the file is as old as the file. */
  if (self->cache != NULL)
    kheo_figure_cache_read (self, units, 0);
  g_hash_table_iter_init (&iter, self->blocks[0]);
  while (g_hash_table_iter_next (&iter, NULL, &old))
    n += ((KheoBlock *) old)->block.n;
  if (changed->len > n / 8 + 1000)
    {
      /* Read again by who needs them. */
      g_hash_table_remove_all (self->blocks[0]);
      self->whole[0] = FALSE;
      self->n_asked = 0;
      return TRUE;
    }
  if (!read_changed (self, db, units, changed, touched, error))
    return FALSE;
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &old, &fresh))
    {
      KheoBlock *merged = merge (old, fresh, changed);

      g_hash_table_remove (self->blocks[0], &((KheoBlock *) old)->block.indicator);
      g_hash_table_insert (self->blocks[0], &merged->block.indicator, merged);
    }
  return TRUE;
}

void
kheo_figure_columns_remap_units (KheoFigureColumns *self, KheoUnits *from, KheoUnits *to)
{
  g_autofree guint32 *now = g_new (guint32, MAX (from->n, 1));

  for (guint i = 0; i < from->n; i++)
    now[i] = (guint32) kheo_units_find (to, from->ids[i]);
  for (guint kind = 0; kind < G_N_ELEMENTS (self->blocks); kind++)
    {
      GHashTableIter iter;
      gpointer       value;

      g_hash_table_iter_init (&iter, self->blocks[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          KheoFigureBlock *block = &((KheoBlock *) value)->block;

          for (guint i = 0; i < block->n; i++)
            if (block->units[i] != G_MAXUINT32)
              block->units[i] = now[block->units[i]];
        }
    }
}
