/*
 * The models as narrow columns, slot by slot in the order of their ids: what filters, orders and
 * totals run over.  A column is read when it is first needed and patched with the others.
 */
#pragma once

#include "kheo-history.h"
#include "kheo-registers.h"
#include "kheo-span.h"
#include "kheo-units.h"

G_BEGIN_DECLS

/* More changed rows than that are better loaded anew. */
#define KHEO_MOST_PATCHED(n) ((n) / 4 + 1000)

#define KHEO_NO_UNIT  G_MAXUINT32
#define KHEO_NO_VALUE G_MININT64

typedef struct
{
  /* Bytes of one value: 1 choice (index + 1, 0 none), 2 year (0 none), 4 span or unit (index,
   * KHEO_NO_UNIT), 8 number (KHEO_NO_VALUE).  0: not loaded. */
  guint   width;
  guint8 *values;
} KheoColumn;

typedef struct
{
  guint      n;
  gint64    *ids; /* ascending */
  KheoColumn columns[KHEO_MODEL_N_FIELDS];
} KheoColumns;

/* Columns that nearly every question needs, loaded together. */
gboolean kheo_columns_load (KheoColumns *self, KheoDb *db, KheoUnits *units, GError **error);
/* The same, from a cache where there is one. */
gboolean kheo_columns_load_cached (KheoColumns *self, KheoDb *db, KheoUnits *units, GError **error);
/* The columns that are loaded together, and the bytes of a value of a field, 0: text. */
const guint *kheo_columns_list_core (guint *out_n);
guint        kheo_columns_get_width (guint field);
/* Ids of @table's changed rows, ascending, without doubles. */
GArray *kheo_list_changed (KheoChangeSet *changes, const char *table);
/* Where @id stands among @n ascending ones, -1: nowhere. */
int kheo_find_id (const gint64 *ids, guint n, gint64 id);
/* Makes sure that @field is there; only for fields that are numbers, not text. */
gboolean
kheo_columns_need (KheoColumns *self, KheoDb *db, KheoUnits *units, guint field, GError **error);
void kheo_columns_clear (KheoColumns *self);
int  kheo_columns_find (const KheoColumns *self, gint64 id); /* slot, -1 */

/*
 * Reads the rows of @changed (ascending, without doubles) anew.  @out_moved: by old slot the new
 * one, or G_MAXUINT for rows that were read anew or are gone; caller frees.  @out_fresh: the new
 * slots of rows that were read anew, ascending (GArray of guint32).
 */
gboolean kheo_columns_patch (KheoColumns *self,
                             KheoDb      *db,
                             KheoUnits   *units,
                             GArray      *changed,
                             guint      **out_moved,
                             GArray     **out_fresh,
                             GError     **error);
/* Units were loaded anew: their indexes have changed. */
void kheo_columns_remap_units (KheoColumns *self, KheoUnits *from, KheoUnits *to);

/* Ids that follow each other closely, to be read as one range: @next starts at 0. */
gboolean kheo_next_run (GArray *ids, guint *next, gint64 *out_first, gint64 *out_last);

static inline gint64
kheo_column_get (const KheoColumn *column, guint slot)
{
  switch (column->width)
    {
    case 1:
      return column->values[slot];
    case 2:
      return ((const guint16 *) (gconstpointer) column->values)[slot];
    case 4:
      return ((const guint32 *) (gconstpointer) column->values)[slot];
    default:
      return ((const gint64 *) (gconstpointer) column->values)[slot];
    }
}

static inline guint32
kheo_columns_unit (const KheoColumns *self, guint slot)
{
  return ((const guint32 *) (gconstpointer) self->columns[KHEO_MODEL_UNIT].values)[slot];
}

static inline guint
kheo_columns_year (const KheoColumns *self, guint slot)
{
  return ((const guint16 *) (gconstpointer) self->columns[KHEO_MODEL_YEAR].values)[slot];
}

static inline KheoSpan
kheo_columns_registered (const KheoColumns *self, guint slot)
{
  return ((const guint32 *) (gconstpointer) self->columns[KHEO_MODEL_REGISTERED_ON].values)[slot];
}

/* The model's own day: the last of what is known of its registration, else of its year. */
KheoDate kheo_columns_day (const KheoColumns *self, guint slot);

G_END_DECLS
