#include "kheo-unit-counts.h"

#include "kheo-rollup.h"

struct _KheoUnitCounts
{
  GObject parent_instance;

  /* owned */
  KheoScope   *scope;
  KheoUnitMap *map;    /* the one that @counts is of; NULL until known */
  GArray      *counts; /* of guint32 by map index */

  gint64 total;      /* of the whole book */
  guint  generation; /* of the counts asked for */
};

G_DEFINE_FINAL_TYPE (KheoUnitCounts, kheo_unit_counts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  KheoQuery   *query;
  KheoUnitMap *map;
} CountAsk;

typedef struct
{
  GArray *counts;
  gint64  total;
} CountAnswer;

typedef struct
{
  KheoUnitCounts *owner;
  KheoUnitMap    *map;
  guint           generation;
} CountWait;

static void
count_ask_free (gpointer data)
{
  CountAsk *ask = data;

  kheo_query_free (ask->query);
  kheo_unit_map_unref (ask->map);
  g_free (ask);
}

static void
count_answer_free (gpointer data)
{
  CountAnswer *answer = data;

  g_clear_pointer (&answer->counts, g_array_unref);
  g_free (answer);
}

static void
count_wait_free (CountWait *wait)
{
  g_object_unref (wait->owner);
  kheo_unit_map_unref (wait->map);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CountAnswer, count_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CountWait, count_wait_free)

static gpointer
count_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CountAsk *ask = data;
  g_autoptr (CountAnswer) answer = g_new0 (CountAnswer, 1);
  g_autoptr (KheoTotal) total = NULL;

  answer->counts = kheo_rollup_counts (db, ask->query, ask->map, error);
  if (answer->counts == NULL)
    return NULL;
  total = kheo_total_models (db, ask->query, NULL, 0, error);
  if (total == NULL)
    return NULL;
  answer->total = total->total;
  return g_steal_pointer (&answer);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CountWait) wait = user_data;
  KheoUnitCounts *self = wait->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (CountAnswer) answer = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (answer == NULL || wait->generation != self->generation)
    return;
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->map, kheo_unit_map_unref);
  self->counts = g_steal_pointer (&answer->counts);
  self->map = kheo_unit_map_ref (wait->map);
  self->total = answer->total;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask_counts (KheoUnitCounts *self)
{
  KheoUnitMap *map = kheo_scope_get_map (self->scope);
  CountAsk    *ask;
  CountWait   *wait;

  if (map == NULL)
    return;
  ask = g_new0 (CountAsk, 1);
  ask->query = kheo_scope_make_query (self->scope);
  ask->query->unit = 0;
  ask->map = kheo_unit_map_ref (map);
  wait = g_new0 (CountWait, 1);
  wait->owner = g_object_ref (self);
  wait->map = kheo_unit_map_ref (map);
  wait->generation = ++self->generation;
  kheo_store_read_async (kheo_book_get_store (kheo_scope_get_book (self->scope)), count_job, ask,
                         count_ask_free, count_answer_free,
                         kheo_scope_get_cancellable (self->scope), counted_cb, wait);
}

static void
kheo_unit_counts_finalize (GObject *object)
{
  KheoUnitCounts *self = KHEO_UNIT_COUNTS (object);

  g_clear_object (&self->scope);
  g_clear_pointer (&self->map, kheo_unit_map_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  G_OBJECT_CLASS (kheo_unit_counts_parent_class)->finalize (object);
}

static void
kheo_unit_counts_class_init (KheoUnitCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kheo_unit_counts_finalize;
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_UNIT_COUNTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kheo_unit_counts_init (KheoUnitCounts *self)
{
}

KheoUnitCounts *
kheo_unit_counts_new (KheoScope *scope)
{
  KheoUnitCounts *self = g_object_new (KHEO_TYPE_UNIT_COUNTS, NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (scope, "changed", G_CALLBACK (ask_counts), self, G_CONNECT_SWAPPED);
  ask_counts (self);
  return self;
}

gint64
kheo_unit_counts_get (KheoUnitCounts *self, KheoUnitMap *map, int index)
{
  g_return_val_if_fail (KHEO_IS_UNIT_COUNTS (self), -1);
  if (self->counts == NULL)
    return -1;
  if (index < 0)
    return self->total;
  /* A map that has just been replaced has other indexes: wait for its own counts. */
  return map == self->map && (guint) index < self->counts->len
             ? g_array_index (self->counts, guint32, index)
             : -1;
}
