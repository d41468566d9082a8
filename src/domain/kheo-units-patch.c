/*
 * Units after a few changes: what was not touched is taken over as it is, version by version, and
 * only what was is read from the tables.  The answer is the one of kheo_units_load().
 */
#include "kheo-columns.h"
#include "kheo-text.h"
#include "kheo-units-private.h"

#include <string.h>

/* More units than that are better loaded anew. */
#define MOST_TOUCHED(n) ((n) / 16 + 200)

/* A unit that is read anew. */
typedef struct
{
  gint64 id;
  guint  first; /* of its versions in the pool */
  guint  n;
} Fresh;

typedef struct
{
  KheoUnits *from;
  KheoUnits *to;
  KheoDb    *db;
  GArray    *fresh; /* of Fresh, ids ascending */
  guint32   *ranks; /* by version of the pool */
  guint     *now;   /* by old unit: its index, G_MAXUINT: gone; NULL: all are where they were */
} Patch;

static void
patch_clear (Patch *self)
{
  g_clear_pointer (&self->to, kheo_units_unref);
  g_clear_pointer (&self->fresh, g_array_unref);
  g_clear_pointer (&self->ranks, g_free);
  g_clear_pointer (&self->now, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Patch, patch_clear)

static gboolean
pass_on (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* ---- What was touched ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Ascending, each once. */
static void
tidy_ids (GArray *ids)
{
  guint n = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, gint64, n - 1) != g_array_index (ids, gint64, i))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

/* What @sql tells of the rows @ids, into @out; those that are gone into @gone. */
static gboolean
look_up (KheoDb *db, const char *sql, GArray *ids, GArray *out, GArray *gone, GError **error)
{
  g_autoptr (KheoStmt) stmt = kheo_db_prepare (db, sql);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 found;
      g_autoptr (GError) problem = NULL;

      kheo_stmt_bind_int (stmt, ":id", id);
      if (kheo_stmt_step (stmt, &problem))
        {
          found = kheo_stmt_get_int (stmt, 0);
          g_array_append_val (out, found);
        }
      else
        g_array_append_val (gone, id);
      kheo_stmt_reset (stmt);
      if (problem != NULL)
        return pass_on (g_steal_pointer (&problem), error);
    }
  return TRUE;
}

static GArray *
list_touched (KheoUnits *self, KheoDb *db, KheoChangeSet *changes, GError **error)
{
  g_autoptr (GArray) units = kheo_list_changed (changes, "unit");
  g_autoptr (GArray) versions = kheo_list_changed (changes, "unit_version");
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!look_up (db, "SELECT unit_id FROM unit_version WHERE id = :id", versions, units, gone,
                error))
    return NULL;
  for (guint v = 0; v < self->n_versions && gone->len > 0; v++)
    if (kheo_find_id ((const gint64 *) (gpointer) gone->data, gone->len, self->versions[v]->id) >=
        0)
      g_array_append_val (units, self->versions[v]->unit_id);
  tidy_ids (units);
  return g_steal_pointer (&units);
}

/* Reads the units @ids as they are now; one without versions is gone. */
static gboolean
read_fresh (Patch *self, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      Fresh fresh = { g_array_index (ids, gint64, i), self->to->pool->n, 0 };
      g_autoptr (GArray) versions = kheo_unit_table_list_versions (self->db, fresh.id, error);

      if (versions == NULL)
        return FALSE;
      for (guint v = 0; v < versions->len; v++)
        kheo_unit_pool_add (self->to->pool, &g_array_index (versions, KheoUnitVersion, v));
      fresh.n = versions->len;
      g_array_append_val (self->fresh, fresh);
    }
  return TRUE;
}

/* ---- Putting together ---- */

/* Are units that stay where they were, and what is new after them? */
static gboolean
is_stable (Patch *self)
{
  KheoUnits *from = self->from;

  for (guint f = 0; f < self->fresh->len; f++)
    {
      const Fresh *fresh = &g_array_index (self->fresh, Fresh, f);
      int          unit = kheo_units_find (from, fresh->id);

      if (unit >= 0 ? fresh->n == 0
                    : fresh->n > 0 && from->n > 0 && fresh->id < from->ids[from->n - 1])
        return FALSE;
    }
  return TRUE;
}

static void
allocate (Patch *self)
{
  KheoUnits *from = self->from;
  KheoUnits *to = self->to;
  guint      n = from->n + self->fresh->len;
  guint      n_versions = from->n_versions + to->pool->n;

  to->ids = g_new (gint64, MAX (n, 1));
  to->first = g_new (guint, n + 1);
  to->fixed = g_new (int, MAX (n, 1));
  to->versions = g_new (KheoUnitVersion *, MAX (n_versions, 1));
  to->owner = g_new (guint, MAX (n_versions, 1));
  to->parents = g_new (int, MAX (n_versions, 1));
  to->rank = g_new (guint32, MAX (n_versions, 1));
  to->levels = g_new (guint8, MAX (n_versions, 1));
  to->name_at = g_new (guint, n_versions + 1);
  kheo_search_text_reserve (&to->names, from->names.length + 64 * (gsize) to->pool->n + 64);
  if (!is_stable (self))
    self->now = g_new (guint, MAX (from->n, 1));
}

/* Old units @begin … @end - 1, which nobody touched; parents still by old index. */
static void
keep_units (Patch *self, guint begin, guint end, const guint32 *ranks)
{
  KheoUnits *from = self->from;
  KheoUnits *to = self->to;
  guint      v = from->first[begin];
  guint      n_versions = from->first[end] - v;
  gsize      text = from->name_at[v];
  gsize      length = from->name_at[from->first[end]] - text;

  memcpy (to->ids + to->n, from->ids + begin, (end - begin) * sizeof *to->ids);
  memcpy (to->fixed + to->n, from->fixed + begin, (end - begin) * sizeof *to->fixed);
  for (guint u = begin; u < end; u++)
    to->first[to->n + u - begin] = from->first[u] - v + to->n_versions;
  for (guint u = begin; u < end && self->now != NULL; u++)
    self->now[u] = to->n + u - begin;

  memcpy (to->versions + to->n_versions, from->versions + v, n_versions * sizeof *to->versions);
  memcpy (to->parents + to->n_versions, from->parents + v, n_versions * sizeof *to->parents);
  memcpy (to->levels + to->n_versions, from->levels + v, n_versions);
  for (guint i = 0; i < n_versions; i++)
    {
      to->owner[to->n_versions + i] = from->owner[v + i] - begin + to->n;
      to->rank[to->n_versions + i] = ranks[from->rank[v + i]];
      to->name_at[to->n_versions + i] = (guint) (from->name_at[v + i] - text + to->names.length);
    }

  kheo_search_text_reserve (&to->names, to->names.length + length + 1);
  memcpy (to->names.text + to->names.length, from->names.text + text, length);
  memcpy (to->names.marks + to->names.length, from->names.marks + text, length);
  to->names.length += length;
  to->n += end - begin;
  to->n_versions += n_versions;
}

static void
add_fresh (Patch *self, const Fresh *fresh)
{
  KheoUnits *to = self->to;

  if (fresh->n == 0)
    return;
  to->ids[to->n] = fresh->id;
  to->first[to->n] = to->n_versions;
  to->fixed[to->n] = KHEO_PARENT_NONE; /* linked when all are there */
  for (guint i = fresh->first; i < fresh->first + fresh->n; i++)
    {
      KheoUnitVersion *version = &to->pool->versions[i];

      to->versions[to->n_versions] = version;
      to->owner[to->n_versions] = to->n;
      to->parents[to->n_versions] = KHEO_PARENT_NONE;
      to->rank[to->n_versions] = self->ranks[i];
      to->levels[to->n_versions] =
          version->type != NULL ? (guint8) version->type->level : KHEO_NO_LEVEL;
      to->name_at[to->n_versions++] = (guint) to->names.length;
      kheo_units_add_text (to, version);
    }
  to->n++;
}

static void
put_together (Patch *self, const guint32 *ranks)
{
  KheoUnits *from = self->from;
  KheoUnits *to = self->to;
  guint      kept = 0; /* all old units before it are in their place */

  for (guint f = 0; f < self->fresh->len; f++)
    {
      const Fresh *fresh = &g_array_index (self->fresh, Fresh, f);
      guint        at = kheo_units_find_place (from, fresh->id);

      keep_units (self, kept, at, ranks);
      kept = at;
      if (at < from->n && from->ids[at] == fresh->id)
        {
          if (self->now != NULL)
            self->now[at] = fresh->n > 0 ? to->n : G_MAXUINT;
          kept++;
        }
      add_fresh (self, fresh);
    }
  keep_units (self, kept, from->n, ranks);
  to->first[to->n] = to->n_versions;
  to->name_at[to->n_versions] = (guint) to->names.length;
  kheo_search_text_reserve (&to->names, to->names.length + 1);
  to->names.text[to->names.length] = '\0';
}

static int
parent_now (Patch *self, int parent)
{
  guint now = parent >= 0 ? self->now[parent] : 0;

  return parent < 0 ? parent : now == G_MAXUINT ? KHEO_PARENT_NONE : (int) now;
}

static void
link_parents (Patch *self)
{
  KheoUnits *to = self->to;

  for (guint v = 0; v < to->n_versions && self->now != NULL; v++)
    to->parents[v] = parent_now (self, to->parents[v]);
  for (guint u = 0; u < to->n && self->now != NULL; u++)
    to->fixed[u] = parent_now (self, to->fixed[u]);

  for (guint f = 0; f < self->fresh->len; f++)
    {
      int unit = kheo_units_find (to, g_array_index (self->fresh, Fresh, f).id);

      if (unit >= 0)
        kheo_units_link_parents (to, (guint) unit);
    }
}

/* Units that hung in the air, if there were any, may have what they hang on now, or the other way
 * round. */
static void
link_dangling (KheoUnits *to)
{
  guint unit = G_MAXUINT;

  for (guint v = 0; v < to->n_versions; v++)
    if (to->parents[v] == KHEO_PARENT_NONE && to->versions[v]->parent_id != 0 &&
        to->owner[v] != unit)
      {
        unit = to->owner[v];
        kheo_units_link_parents (to, unit);
      }
}

/* ---- Successions ---- */

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const KheoSuccession *x = a;
  const KheoSuccession *y = b;

  if (x->date != y->date)
    return x->date < y->date ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* The successions as they are now; those that @changes touches are read anew. */
static GArray *
patch_links (KheoUnits *from, KheoDb *db, KheoChangeSet *changes, GError **error)
{
  g_autoptr (GArray) ids = kheo_list_changed (changes, "succession");
  g_autoptr (GArray) weights = kheo_list_changed (changes, "succession_weight");
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) links =
      g_array_sized_new (FALSE, FALSE, sizeof (KheoSuccession), from->successions->len + ids->len);

  if (!look_up (db, "SELECT succession_id FROM succession_weight WHERE id = :id", weights, ids,
                gone, error))
    return NULL;
  /* Whose amount it was that is gone is not known any more. */
  if (gone->len > 0 || ids->len > MOST_TOUCHED (from->successions->len))
    return kheo_succession_list (db, error);
  tidy_ids (ids);
  for (guint i = 0; i < from->successions->len; i++)
    {
      const KheoSuccession *link = &g_array_index (from->successions, KheoSuccession, i);

      if (kheo_find_id ((const gint64 *) (gpointer) ids->data, ids->len, link->id) < 0)
        g_array_append_vals (links, link, 1);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      KheoSuccession link;
      g_autoptr (GError) problem = NULL;

      if (kheo_succession_get (db, g_array_index (ids, gint64, i), &link, &problem))
        g_array_append_val (links, link);
      else if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  if (ids->len > 0)
    g_array_sort (links, compare_links);
  return g_steal_pointer (&links);
}

/* ---- The whole ---- */

static KheoUnits *
make (Patch *self, GArray *touched, KheoChangeSet *changes, GError **error)
{
  GArray             *links;
  g_autofree guint32 *ranks = NULL;
  gboolean            same_links = !kheo_change_set_touches (changes, "succession") &&
                        !kheo_change_set_touches (changes, "succession_weight");

  ranks =
      kheo_units_patch_ranks (self->from, self->db, touched, self->to->pool, &self->ranks, error);
  if (ranks == NULL)
    return NULL;
  links = same_links ? g_array_ref (self->from->successions)
                     : patch_links (self->from, self->db, changes, error);
  if (links == NULL)
    return NULL;
  allocate (self);
  put_together (self, ranks);
  link_parents (self);
  if (self->to->n != self->from->n || self->now != NULL)
    link_dangling (self->to);
  kheo_units_take_links (self->to, links, same_links ? self->from : NULL);
  return g_steal_pointer (&self->to);
}

/* A few changed rows, which is seen before each is looked up? */
static gboolean
is_worth_it (KheoUnits *self, KheoChangeSet *changes)
{
  guint n = 0;

  for (guint i = 0; i < kheo_change_set_get_n (changes); i++)
    n += strcmp (kheo_change_set_get (changes, i)->table, "unit_version") == 0;
  return n <= 2 * MOST_TOUCHED (self->n);
}

KheoUnits *
kheo_units_patch (
    KheoUnits *self, KheoDb *db, KheoChangeSet *changes, GArray **out_touched, GError **error)
{
  g_auto (Patch) patch = { .from = self, .db = db };
  g_autoptr (GArray) touched = NULL;
  KheoUnits *to;

  *out_touched = NULL;
  if (!is_worth_it (self, changes))
    return kheo_units_load (db, error);
  touched = list_touched (self, db, changes, error);
  if (touched == NULL)
    return NULL;
  if (touched->len > MOST_TOUCHED (self->n))
    return kheo_units_load (db, error);
  patch.fresh = g_array_new (FALSE, FALSE, sizeof (Fresh));
  patch.to = kheo_units_new_after (self);
  if (!read_fresh (&patch, touched, error))
    return NULL;
  to = make (&patch, touched, changes, error);
  if (to != NULL)
    *out_touched = g_steal_pointer (&touched);
  return to;
}

gboolean
kheo_units_are_in_place (KheoUnits *self, KheoUnits *to)
{
  return to->n >= self->n && memcmp (to->ids, self->ids, self->n * sizeof *self->ids) == 0;
}
