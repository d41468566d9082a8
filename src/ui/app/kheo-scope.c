#include "kheo-scope.h"

#include "kheo-figures.h"
#include "kheo-provenance.h"
#include "kheo-registers.h"
#include "kheo-rollup.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

struct _KheoScope
{
  GObject parent_instance;

  /* owned */
  KheoBook       *book;
  KheoUnits      *units;      /* NULL until loaded */
  KheoUnitMap    *map;        /* NULL until loaded */
  GArray         *years;      /* of int, newest first; NULL until loaded */
  KheoIndicators *indicators; /* NULL until loaded */
  GCancellable   *cancellable;
  char           *search;

  KheoSourceCache *sources; /* NULL until asked for */

  gint64     unit;
  KheoPeriod period;
  KheoClock  clock;
  KheoDate   clock_day;
  KheoBasis  basis;
  guint      generation;   /* of the last load asked for: older answers are dropped */
  guint      changed_idle; /* source that will emit "changed" */
};

G_DEFINE_FINAL_TYPE (KheoScope, kheo_scope, G_TYPE_OBJECT)

enum
{
  CHANGED,
  MAP_CHANGED,
  SHOW_QUERY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a load asks, and what it brings back from the reading thread. */
typedef struct
{
  KheoDate day;
} LoadAsk;

typedef struct
{
  KheoUnits      *units;
  KheoUnitMap    *map;
  GArray         *years;
  KheoIndicators *indicators;
} Loaded;

typedef struct
{
  KheoScope *scope;
  guint      generation;
} LoadWait;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->units, kheo_units_unref);
  g_clear_pointer (&loaded->map, kheo_unit_map_unref);
  g_clear_pointer (&loaded->years, g_array_unref);
  g_clear_pointer (&loaded->indicators, kheo_indicators_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static GArray *
list_years (KheoDb *db, GError **error)
{
  const KheoBy by = KHEO_BY_YEAR;
  g_autoptr (KheoQuery) query = kheo_query_new (&kheo_register_models);
  g_autoptr (KheoTotal) total = kheo_total_models (db, query, &by, 1, error);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));

  if (total == NULL)
    return NULL;
  for (guint i = total->rows->len; i-- > 0;)
    {
      const KheoTotalRow *row = g_ptr_array_index (total->rows, i);
      int                 year = row->key[0] ? (int) g_ascii_strtoll (row->key[0], NULL, 10) : 0;

      if (year > 0 && row->value > 0)
        g_array_append_val (years, year);
    }
  return g_steal_pointer (&years);
}

/* On the reading thread. */
static gpointer
load_job (KheoDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadAsk *ask = data;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  KheoWorld      *world = kheo_world_get (db, error);
  KheoUnitMap    *map;
  KheoIndicators *indicators;

  if (world == NULL)
    return NULL;
  loaded->units = kheo_units_ref (kheo_world_get_units (world));
  map = kheo_world_get_map (world, ask->day);
  if (map == NULL)
    return NULL;
  loaded->map = kheo_unit_map_ref (map);
  indicators = kheo_world_get_indicators (world, error);
  if (indicators == NULL)
    return NULL;
  loaded->indicators = kheo_indicators_ref (indicators);
  loaded->years = list_years (db, error);
  return loaded->years ? g_steal_pointer (&loaded) : NULL;
}

static gboolean
changed_cb (gpointer user_data)
{
  KheoScope *self = user_data;

  self->changed_idle = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_changed (KheoScope *self)
{
  if (self->changed_idle == 0)
    self->changed_idle = g_idle_add_full (G_PRIORITY_DEFAULT, changed_cb, self, NULL);
}

/* A unit that does not live on the new map gives way to the nearest one above it that does. */
static void
settle_unit (KheoScope *self)
{
  int left = 16; /* deeper than any tree of offices; a cycle ends too */

  while (self->unit != 0 && kheo_unit_map_find (self->map, self->unit) < 0 && left-- > 0)
    {
      const KheoUnitVersion *version =
          kheo_units_get_version (self->units, self->unit, kheo_unit_map_get_day (self->map));

      self->unit = version ? version->parent_id : 0;
    }
  if (left < 0)
    self->unit = 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LoadWait *wait = user_data;
  g_autoptr (KheoScope) self = wait->scope;
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = kheo_store_read_finish (KHEO_STORE (source), result, &error);

  if (wait->generation != self->generation ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL)
    {
      g_warning ("units could not be read: %s", error->message);
      queue_changed (self);
      return;
    }
  g_clear_pointer (&self->years, g_array_unref);
  self->years = g_steal_pointer (&loaded->years);
  g_clear_pointer (&self->indicators, kheo_indicators_unref);
  self->indicators = g_steal_pointer (&loaded->indicators);
  if (loaded->map != self->map)
    {
      g_clear_pointer (&self->units, kheo_units_unref);
      g_clear_pointer (&self->map, kheo_unit_map_unref);
      self->units = g_steal_pointer (&loaded->units);
      self->map = g_steal_pointer (&loaded->map);
      settle_unit (self);
      g_signal_emit (self, signals[MAP_CHANGED], 0);
    }
  queue_changed (self);
}

/* "As reported" shows the units as they stood at the end of the period. */
static KheoDate
map_day (KheoScope *self)
{
  KheoDate today = kheo_date_today ();

  switch (self->clock)
    {
    case KHEO_CLOCK_ON_DAY:
      return self->clock_day;
    case KHEO_CLOCK_AS_REPORTED:
      return kheo_period_is_all (self->period) ? today : MIN (self->period.to, today);
    case KHEO_CLOCK_TODAY:
    default:
      return today;
    }
}

static void
load (KheoScope *self)
{
  LoadAsk  *ask = g_new0 (LoadAsk, 1);
  LoadWait *wait = g_new0 (LoadWait, 1);

  ask->day = map_day (self);
  wait->scope = g_object_ref (self);
  wait->generation = ++self->generation;
  kheo_store_read_async (kheo_book_get_store (self->book), load_job, ask, g_free, loaded_free,
                         self->cancellable, loaded_cb, wait);
}

static void
book_changed_cb (KheoScope *self)
{
  load (self);
}

static void
kheo_scope_dispose (GObject *object)
{
  KheoScope *self = KHEO_SCOPE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->changed_idle, g_source_remove);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (kheo_scope_parent_class)->dispose (object);
}

static void
kheo_scope_finalize (GObject *object)
{
  KheoScope *self = KHEO_SCOPE (object);

  g_clear_pointer (&self->units, kheo_units_unref);
  g_clear_pointer (&self->map, kheo_unit_map_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->indicators, kheo_indicators_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->sources, kheo_source_cache_unref);
  G_OBJECT_CLASS (kheo_scope_parent_class)->finalize (object);
}

static void
kheo_scope_class_init (KheoScopeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kheo_scope_dispose;
  object_class->finalize = kheo_scope_finalize;
  signals[CHANGED] = g_signal_new ("changed", KHEO_TYPE_SCOPE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[MAP_CHANGED] = g_signal_new ("map-changed", KHEO_TYPE_SCOPE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOW_QUERY] = g_signal_new ("show-query", KHEO_TYPE_SCOPE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kheo_scope_init (KheoScope *self)
{
  self->cancellable = g_cancellable_new ();
  self->search = g_strdup ("");
  self->period = KHEO_PERIOD_ALL;
  self->clock = KHEO_CLOCK_TODAY;
}

KheoScope *
kheo_scope_new (KheoBook *book)
{
  KheoScope *self = g_object_new (KHEO_TYPE_SCOPE, NULL);

  self->book = g_object_ref (book);
  g_signal_connect_object (book, "changed", G_CALLBACK (book_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}

KheoBook *
kheo_scope_get_book (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->book;
}

KheoUnits *
kheo_scope_get_units (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->units;
}

KheoUnitMap *
kheo_scope_get_map (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->map;
}

gint64
kheo_scope_get_unit (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), 0);
  return self->unit;
}

KheoPeriod
kheo_scope_get_period (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), KHEO_PERIOD_ALL);
  return self->period;
}

KheoClock
kheo_scope_get_clock (KheoScope *self, KheoDate *out_day)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), KHEO_CLOCK_TODAY);
  if (out_day != NULL)
    *out_day = self->clock_day;
  return self->clock;
}

KheoBasis
kheo_scope_get_basis (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), KHEO_BASIS_NONE);
  return self->basis;
}

const char *
kheo_scope_get_search (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), "");
  return self->search;
}

KheoIndicators *
kheo_scope_get_indicators (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->indicators;
}

GArray *
kheo_scope_get_years (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->years;
}

GCancellable *
kheo_scope_get_cancellable (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  return self->cancellable;
}

KheoSourceCache *
kheo_scope_get_sources (KheoScope *self)
{
  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  if (self->sources == NULL)
    self->sources = kheo_source_cache_new ();
  return self->sources;
}

char *
kheo_scope_dup_unit_name (KheoScope *self, gint64 unit_id)
{
  const KheoUnitVersion *version = NULL;

  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  if (unit_id != 0 && self->units != NULL)
    version = kheo_units_get_version (self->units, unit_id, map_day (self));
  return g_strdup (version ? version->name : _ ("Whole book"));
}

char *
kheo_scope_format_unit (KheoScope *self, gint64 unit_id, KheoDate day)
{
  char *text = NULL;

  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  if (unit_id != 0 && self->units != NULL)
    text = kheo_units_format_across (self->units, unit_id, day,
                                     self->clock == KHEO_CLOCK_AS_REPORTED ? day : map_day (self));
  return text != NULL ? text : g_strdup ("");
}

void
kheo_scope_set_unit (KheoScope *self, gint64 unit_id)
{
  g_return_if_fail (KHEO_IS_SCOPE (self));
  if (self->unit == unit_id)
    return;
  self->unit = unit_id;
  queue_changed (self);
}

void
kheo_scope_set_period (KheoScope *self, KheoPeriod period)
{
  KheoDate before;

  g_return_if_fail (KHEO_IS_SCOPE (self));
  if (self->period.from == period.from && self->period.to == period.to)
    return;
  before = map_day (self);
  self->period = period;
  if (map_day (self) != before)
    load (self);
  else
    queue_changed (self);
}

void
kheo_scope_set_clock (KheoScope *self, KheoClock clock, KheoDate day)
{
  KheoDate before;

  g_return_if_fail (KHEO_IS_SCOPE (self));
  if (self->clock == clock && self->clock_day == day)
    return;
  before = map_day (self);
  self->clock = clock;
  self->clock_day = day;
  if (map_day (self) != before)
    load (self);
  else
    queue_changed (self);
}

void
kheo_scope_set_basis (KheoScope *self, KheoBasis basis)
{
  g_return_if_fail (KHEO_IS_SCOPE (self));
  if (self->basis == basis)
    return;
  self->basis = basis;
  queue_changed (self);
}

void
kheo_scope_set_search (KheoScope *self, const char *text)
{
  g_return_if_fail (KHEO_IS_SCOPE (self));
  text = text ? text : "";
  if (g_str_equal (self->search, text))
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  queue_changed (self);
}

KheoQuery *
kheo_scope_make_query_of (KheoScope *self, const KheoRegister *reg)
{
  KheoQuery *query;

  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  query = kheo_query_new (reg);
  query->unit = self->unit;
  query->period = self->period;
  query->clock = self->clock;
  query->clock_day = self->clock_day;
  query->basis = self->basis;
  return query;
}

KheoQuery *
kheo_scope_make_query (KheoScope *self)
{
  KheoQuery *query;

  g_return_val_if_fail (KHEO_IS_SCOPE (self), NULL);
  query = kheo_scope_make_query_of (self, &kheo_register_models);
  g_free (query->search);
  query->search = *self->search ? g_strdup (self->search) : NULL;
  return query;
}

void
kheo_scope_show_query (KheoScope *self, const KheoQuery *query)
{
  g_return_if_fail (KHEO_IS_SCOPE (self));
  kheo_scope_set_unit (self, query->unit);
  kheo_scope_set_period (self, query->period);
  kheo_scope_set_search (self, query->search);
  g_signal_emit (self, signals[SHOW_QUERY], 0, query);
}
