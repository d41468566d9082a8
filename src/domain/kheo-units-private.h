/* The inside of KheoUnits and KheoUnitMap, for the files of this room that walk them by index. */
#pragma once

#include "kheo-history.h"
#include "kheo-search-words.h"
#include "kheo-units.h"

G_BEGIN_DECLS

#define KHEO_PARENT_NONE   (-1)
#define KHEO_PARENT_VARIES (-2)
/* No tree is this deep: walks up end here when the data is damaged. */
#define KHEO_DEPTH_MAX 64

#define KHEO_NO_LEVEL G_MAXUINT8

/*
 * What holds versions and their strings.  Units that came of others by a few changes own what was
 * changed and share the rest, so the pools of all that they came of stay with them.
 */
typedef struct _KheoUnitPool KheoUnitPool;
struct _KheoUnitPool
{
  gatomicrefcount  refs;
  guint            n;
  KheoUnitVersion *versions;
  GStringChunk    *strings;
  char            *arena;  /* the strings of versions read from a cache; NULL: in @strings */
  KheoUnitPool    *before; /* owned; NULL: the first */
};

void kheo_unit_pool_unref (KheoUnitPool *self);
/* Copies @version with its strings; what it gave before may have moved. */
void kheo_unit_pool_add (KheoUnitPool *self, const KheoUnitVersion *version);

struct _KheoUnits
{
  gatomicrefcount refs;

  guint             n; /* units */
  guint             n_versions;
  gint64           *ids;      /* by unit, ascending */
  guint            *first;    /* by unit, n + 1: its versions are first[i] … first[i + 1] - 1 */
  KheoUnitPool     *pool;     /* what @versions point into */
  KheoUnitVersion **versions; /* unit by unit, oldest first; those of one unit lie together */
  guint            *owner;    /* by version: unit */
  int              *parents;  /* by version: unit above, or KHEO_PARENT_NONE */
  int              *fixed;    /* by unit: unit above in all its versions, or KHEO_PARENT_… */
  guint32          *rank;     /* by version: order among siblings */
  guint8           *levels;   /* by version: of its type, KHEO_NO_LEVEL: none is known */
  GArray           *successions; /* of KheoSuccession */
  guint            *old_first;   /* by unit, n + 1, into old_links */
  guint            *old_links;   /* successions in which the unit is the old one */
  guint            *new_first;
  guint            *new_links;

  KheoSearchText names;   /* version by version: name, code */
  guint         *name_at; /* by version, n_versions + 1 */
};

struct _KheoUnitMap
{
  gatomicrefcount refs;

  KheoUnits *units;
  KheoDate   day;
  guint      n;
  guint     *version; /* by index */
  int       *parent;  /* by index */
  guint     *end;     /* by index */
  guint     *n_children;
  int       *index; /* by unit: index, or -1 when it does not live */
};

/* Building, for load and for tests: versions unit by unit in any order, then finish. */
KheoUnits *kheo_units_new (void);
void       kheo_units_add (KheoUnits *self, const KheoUnitVersion *version);
/* Takes @successions; NULL: none. */
void kheo_units_finish (KheoUnits *self, GArray *successions);

/* To be what @from becomes: its pool holds on to that of @from. */
KheoUnits *kheo_units_new_after (KheoUnits *from);
/* Appends what a search looks at. */
void kheo_units_add_text (KheoUnits *self, const KheoUnitVersion *version);
/* The units above @unit, from the ids of its versions. */
void kheo_units_link_parents (KheoUnits *self, guint unit);
/* Takes @successions (NULL: none) and finds them by unit; @same: units with the very same, or NULL.
 */
void kheo_units_take_links (KheoUnits *self, GArray *successions, KheoUnits *same);

/* What kheo_units_load() gives after @changes.  @out_touched: ids of the units that are another
 * than before, ascending; NULL: they were many, and all were loaded. */
KheoUnits *kheo_units_patch (
    KheoUnits *self, KheoDb *db, KheoChangeSet *changes, GArray **out_touched, GError **error);
/* By rank of @from, n_versions + 1: the one after the units @touched became what @pool has of them;
 * @out_ranks: by version of @pool. */
guint32 *kheo_units_patch_ranks (KheoUnits          *from,
                                 KheoDb             *db,
                                 const GArray       *touched,
                                 const KheoUnitPool *pool,
                                 guint32           **out_ranks,
                                 GError            **error);
/* Has each unit of @self the same index in @to? */
gboolean kheo_units_are_in_place (KheoUnits *self, KheoUnits *to);

/* As kheo_units_finish(), for versions that are in order, with their ranks and texts. */
void kheo_units_finish_known (KheoUnits *self, GArray *successions);
/* Is anything of units, or of what became of them, in @changes? */
gboolean kheo_units_are_touched (KheoChangeSet *changes);
/* What kheo_units_load() would give, from a cache: see kheo-cache.h. */
KheoUnits *kheo_units_load_cached (KheoDb *db, GError **error);

int kheo_units_find (KheoUnits *self, gint64 unit_id); /* index, -1 */
/* The first unit that does not come before @unit_id; n: none. */
guint kheo_units_find_place (KheoUnits *self, gint64 unit_id);
/* Version of @unit on @day: -1 when it does not live. */
int kheo_units_version_on (KheoUnits *self, guint unit, KheoDate day);
/* The same, else the last before, else the first after. */
guint kheo_units_nearest_version (KheoUnits *self, guint unit, KheoDate day);
/* Unit above on @day by the nearest version; KHEO_PARENT_NONE. */
int kheo_units_parent_on (KheoUnits *self, guint unit, KheoDate day);

/* The unit that all others living on @day are below; KHEO_PARENT_NONE when there are several. */
int kheo_units_only_root (KheoUnits *self, KheoDate day);
/* As reported: which part of @above the models of @unit counted in on @day: the unit directly below
 * it, or @above itself; where @above was not above it, the uppermost unit that was. */
guint
kheo_units_part_on (KheoUnits *self, guint above, guint unit, KheoDate day, gboolean *out_inside);

/* Sets @marks by unit where the name or code of any version holds @word. */
void kheo_units_mark_named (KheoUnits *self, const KheoNeedle *word, guint8 *marks);

/* The next version at or after *@at whose name or code holds @word; FALSE at the end. */
gboolean
kheo_units_next_named (KheoUnits *units, const KheoNeedle *word, guint *at, guint *out_version);
/* How well name and code of @version fit; KHEO_NO_FIT. */
guint8 kheo_units_fit_version (KheoUnits *units, const KheoSearchWords *words, guint version);
/* The word that the fewest texts hold, likely. */
const KheoNeedle *kheo_search_words_longest (const KheoSearchWords *words);

static inline gboolean
kheo_unit_version_holds_on (const KheoUnitVersion *version, KheoDate day)
{
  return version->valid_from <= day && (version->valid_to == 0 || version->valid_to >= day);
}

/* The nearest unit of the map that holds both, by index; -1 when there is none. */
static inline int
kheo_unit_map_find_common (const KheoUnitMap *self, int a, int b)
{
  /* Parents stand before children: the greater index is not above the other. */
  while (a >= 0 && b >= 0 && a != b)
    if (a > b)
      a = self->parent[a];
    else
      b = self->parent[b];
  return a >= 0 && b >= 0 ? a : -1;
}

/* Is @unit of the past on @day? */
static inline gboolean
kheo_units_is_over (const KheoUnits *self, guint unit, KheoDate day)
{
  KheoDate last = self->versions[self->first[unit + 1] - 1]->valid_to;

  return last != KHEO_DATE_UNKNOWN && last < day;
}

/* Does @link lead to @day, forward from its old unit or back from its new one? */
static inline gboolean
kheo_succession_leads (const KheoSuccession *link, gboolean forward, KheoDate day)
{
  return link->date == KHEO_DATE_UNKNOWN || (forward ? link->date <= day : link->date > day);
}

/* Of a unit, while successions are followed from one to the next. */
typedef enum
{
  KHEO_WALK_NEW,
  KHEO_WALK_BUSY, /* being followed: coming back to it is a circle */
  KHEO_WALK_DONE,
} KheoWalkState;

typedef struct _KheoShares KheoShares;

/*
 * A clock: where the models of each unit count on the map of a day.  A unit that lives counts as
 * itself; one that does not, where whole successions lead; else at the nearest living unit that is
 * sure to hold all of it, and then it is not apportioned.
 */
typedef struct
{
  KheoUnitMap *map;                  /* owned */
  int         *place;                /* by unit: index of map, -1: nowhere on this map */
  gboolean    *apportioned;          /* by unit: FALSE when only a unit above it could be told */
  guint32     *position;             /* by unit: order of the tree, dead units where they count */
  KheoShares  *shares[KHEO_N_BASES]; /* made when they are asked for */
} KheoPlacing;

KheoPlacing *kheo_placing_new (KheoUnits *units, KheoDate day);
void         kheo_placing_free (KheoPlacing *self);
/* What @basis says of the units that are not apportioned.  Borrowed; one thread at a time. */
const KheoShares *kheo_placing_get_shares (KheoPlacing *self, KheoBasis basis);

G_END_DECLS
