/*
 * The tree of a reform's day while acts change it: only the units that they touch are copied.
 * Private to the files of a reform.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

/* What one step made of a unit; several steps lead through units that never were. */
typedef struct
{
  gint64 to; /* unit or handle */
  gint64 amounts[KHEO_N_BASES];
} KheoSketchLink;

typedef struct
{
  gint64              id; /* of the book, or a handle: negative */
  char               *name;
  char               *code; /* or NULL */
  const KheoUnitType *type;
  gint64              parent; /* unit or handle, 0 */
  gboolean            ended;
  gboolean            changed;   /* by an act of its own, not only carried along */
  gint64              fell_from; /* lay in this unit, which was divided, and went up; 0 */
  guint               n_before;  /* units of the reform that became this one */
  GArray             *links;     /* KheoSketchLink, in the order of the acts */
  guint               act;       /* the first that touched it */
} KheoSketchUnit;

typedef struct
{
  KheoUnits   *units; /* borrowed */
  KheoUnitMap *map;   /* of the day, owned */
  KheoDate     date;
  guint        act;   /* being carried out */
  GHashTable  *known; /* gint64* id → KheoSketchUnit */
  GPtrArray   *order; /* of them, as they came */
  GHashTable  *moved; /* gint64* id → GPtrArray of KheoSketchUnit that came below it */
  gint64       next;  /* handle for a unit that got none */
} KheoSketch;

void kheo_sketch_init (KheoSketch *self, KheoUnits *units, KheoDate date);
void kheo_sketch_clear (KheoSketch *self);

/* The unit, to be read and changed; NULL when it does not live on the day, or has ended since. */
KheoSketchUnit *kheo_sketch_get (KheoSketch *self, gint64 id);
/* @id: its handle; 0: it needs none.  Texts are copied. */
KheoSketchUnit *kheo_sketch_found (
    KheoSketch *self, gint64 id, const char *name, const KheoUnitType *type, gint64 parent);
void     kheo_sketch_set_parent (KheoSketch *self, KheoSketchUnit *unit, gint64 parent);
gboolean kheo_sketch_is_below (KheoSketch *self, gint64 id, gint64 above);
/* The nearest unit above that lives; 0. */
gint64 kheo_sketch_living_parent (KheoSketch *self, const KheoSketchUnit *unit);
/* Living units directly below; GPtrArray of KheoSketchUnit. */
GPtrArray *kheo_sketch_list_children (KheoSketch *self, gint64 id);
/* Living units of @level below @under (0: all). */
GPtrArray *kheo_sketch_list_level (KheoSketch *self, KheoLevel level, gint64 under);
void       kheo_sketch_link (KheoSketchUnit *from, KheoSketchUnit *to, const gint64 *amounts);

G_END_DECLS
