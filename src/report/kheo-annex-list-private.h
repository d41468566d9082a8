/* Shared by the files of the list only: what is gathered before it is written. */
#pragma once

#include "kheo-annex-list.h"
#include "kheo-models-below.h"
#include "kheo-record.h"
#include "kheo-world.h"

G_BEGIN_DECLS

#define KHEO_ANNEX_MOST_GROUPS 4u

/* What a row has in one of the depths: rows with the same place belong together. */
typedef struct
{
  guint order; /* place among its like */
  guint label; /* index in KheoAnnexGrouping.labels */
} KheoAnnexGroupKey;

/* One depth of groups. */
typedef struct
{
  const char      *key;         /* borrowed from the layout */
  int              field;       /* of the register; -1: units directly below */
  const KheoField *description; /* NULL: units directly below */
  GPtrArray       *labels;      /* owned: char* */
  GHashTable      *known;       /* value → index of its label + 1 */
} KheoAnnexGrouping;

/* A record of the list, and which unit directly below has it. */
typedef struct
{
  gint64 id;
  guint  child; /* order among the units directly below */
} KheoAnnexEntry;

typedef struct
{
  KheoDb                *db;
  const KheoQuery       *query;
  const KheoAnnexLayout *layout; /* NULL */
  KheoModelsBelow       *below;  /* of a run; NULL */
  KheoProgress          *progress;
  gboolean               with_personal;

  /* Borrowed from the world. */
  KheoWorld      *world;
  KheoUnits      *units;
  KheoUnitMap    *map;
  KheoIndicators *indicators;
  KheoDate        map_day; /* unknown: as reported */
  int             unit_field;

  /* Owned. */
  GPtrArray        *offers;
  GArray           *columns;  /* KheoAnnexChosen */
  GArray           *entries;  /* KheoAnnexEntry */
  GPtrArray        *children; /* char*: names of the units directly below, by order */
  KheoAnnexGrouping groupings[KHEO_ANNEX_MOST_GROUPS];
  guint             n_groupings;
  KheoAnnexTable   *rows;    /* all records as read, all columns */
  GArray           *keys;    /* KheoAnnexGroupKey: n_groupings a row */
  GArray           *amounts; /* gint64: one a row and summed column; G_MININT64 for none */
  GArray           *summed;  /* guint: columns that are added up */
  GHashTable       *names;   /* names of other records, by "register:id" */
  gboolean         *used;    /* by column: has a value in some row */
} KheoAnnexGather;

/* kheo-annex-list-source.c: which records, and what is known of each. */

/* Fills entries and children. */
gboolean kheo_annex_gather_entries (KheoAnnexGather *gather, GError **error);
/* The records of entries @start … @start + @n − 1 in that order; vanished ones are NULL. */
GPtrArray *
kheo_annex_gather_records (KheoAnnexGather *gather, guint start, guint n, GError **error);
/* The text of a cell; owned by the caller. */
char *kheo_annex_gather_text (KheoAnnexGather *gather, KheoRecord *record, const char *key);

/* kheo-annex-list-groups.c */

/* Does nobody choose columns or groups? */
gboolean kheo_annex_gather_is_usual (const KheoAnnexGather *gather);
void     kheo_annex_gather_groupings (KheoAnnexGather *gather);
/* Appends the keys of the row that was read last. */
void kheo_annex_gather_keys (KheoAnnexGather *gather, KheoRecord *record, guint child);
/* The rows in the order of their groups: GArray of guint. */
GArray *kheo_annex_gather_order (const KheoAnnexGather *gather);

/* kheo-annex-list-write.c: the table as it will be printed. */

KheoAnnexTable *kheo_annex_gather_write (const KheoAnnexGather *gather);

G_END_DECLS
