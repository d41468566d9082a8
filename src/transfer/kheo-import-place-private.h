/*
 * Which unit each row of models means, in parts.
 *
 *   place         rows, their columns and the groups above them
 *   place-find    one spelling, once per context and stretch of days
 *   place-map     which day's map
 *   place-report  what is told of a row's unit
 */
#pragma once

#include "kheo-import-private.h"

G_BEGIN_DECLS

/* Looks names up for one table. */
typedef struct
{
  KheoImportTable *table;
  KheoImport      *import;
  KheoDb          *db;
  int              unit_field, owner_field; /* of the table's register; KHEO_COLUMN_NONE */
  GArray          *changes;                 /* KheoDate: days on which the map changed, sorted */
  GPtrArray       *matchers;                /* by number of changes before; made when needed */
  gint64           base;                    /* what the sheet speaks of; 0: anything */
  int              base_level;              /* -1: no base */
  const char      *base_missed;  /* the smallest unit that the title names, when not found */
  gboolean         base_many;    /* … because several are called so */
  gboolean         base_is_unit; /* rows that name no unit are of the base itself */
  gboolean         carry_unit;   /* the column of units names each on the first of its rows only */
  gint32           last_group;   /* of the row above */
  const char      *last_district, *last_unit;
  gboolean         conflict; /* of the row's code and name */
  gboolean         vague;    /* the row leaves its cell for the unit empty */
  gboolean         carried;  /* … and is of the unit of the row above */
  gboolean         told_missing;
} KheoPlaceFinder;

/* ---- kheo-import-place-map.c ---- */

gboolean kheo_place_load_days (KheoPlaceFinder *self, GError **error);
void     kheo_place_clear_days (KheoPlaceFinder *self);
/* How many changes of the map lie on or before @day: one number for each map. */
guint            kheo_place_epoch (const KheoPlaceFinder *self, KheoDate day);
KheoUnitMatcher *kheo_place_matcher (KheoPlaceFinder *self, guint epoch, KheoDate day);
/* The day whose names the row's sheet speaks of. */
KheoDate kheo_place_day_of_row (const KheoPlaceFinder *self, const KheoSheetRow *row);
KheoDate kheo_place_day_of_sheet (const KheoPlaceFinder *self);

/* ---- kheo-import-place-find.c ---- */

/* Index of the place that @text names inside @context (another place, -1). */
gint32
kheo_place_find (KheoPlaceFinder *self, const char *text, int level, gint32 context, KheoDate day);
/* What the options, the title and the sheet's name together speak of. */
void kheo_place_find_base (KheoPlaceFinder *self);
/* Does @text name the unit, whatever else it says? */
gboolean
    kheo_place_names_unit (KheoPlaceFinder *self, const char *text, gint64 unit_id, KheoDate day);
int kheo_place_level_of (const KheoPlaceFinder *self, gint64 unit_id); /* -1: not known */

static inline KheoPlace *
kheo_place_at (const KheoPlaceFinder *self, gint32 index)
{
  return &g_array_index (self->import->places, KheoPlace, index);
}

/* ---- kheo-import-place-report.c ---- */

const char *kheo_place_text_of (const KheoPlaceFinder *self, const KheoSheetRow *row, int field);
void        kheo_place_report_missing (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row);
void        kheo_place_report_conflict (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row);
/* The row was taken for a unit that only its surroundings name. */
void kheo_place_report_vague (KheoPlaceFinder *self, guint sheet_row, gint64 unit_id);
void kheo_place_report (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row);
void kheo_place_report_groups (KheoPlaceFinder *self);

G_END_DECLS
