/*
 * All indicators of a book in memory, with how the office heads them.  Immutable and atomically
 * counted, as KheoUnits: made on a store's thread, read on any.
 */
#pragma once

#include "kheo-amount.h"
#include "kheo-db.h"
#include "kheo-record.h"
#include "kheo-unit-table.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_FLOW,  /* happens in the period: money raised */
  KHEO_STOCK, /* stands at its end: models kept up */
} KheoNature;

typedef enum
{
  KHEO_ACROSS_SUM,
  KHEO_ACROSS_RATIO,    /* Σ numerators ÷ Σ denominators */
  KHEO_ACROSS_DISTINCT, /* units only: summed, but the same may be counted twice */
  KHEO_ACROSS_LAST,     /* time only */
  KHEO_ACROSS_NONE,     /* not added */
} KheoAcross;

typedef enum
{
  KHEO_FREQUENCY_ANY,
  KHEO_FREQUENCY_MONTH,
  KHEO_FREQUENCY_QUARTER,
  KHEO_FREQUENCY_HALF_YEAR,
  KHEO_FREQUENCY_YEAR,
  KHEO_FREQUENCY_TERM,
} KheoFrequency;

#define KHEO_LEVEL_ANY ((KheoLevel) -1)

typedef struct
{
  gint64         id;
  const char    *code; /* may be NULL */
  const char    *name;
  const char    *section; /* may be NULL */
  KheoAmountUnit unit;    /* how its amounts are written: kheo-amount.h */
  KheoNature     nature;
  KheoAcross     across_units;
  KheoAcross     across_time;
  int            direction; /* 1 more is better, -1 less is better, 0 not said */
  KheoLevel      level;     /* of the units that report it; KHEO_LEVEL_ANY */
  KheoFrequency  frequency;
  gint64         parent_id; /* "trong đó": what it is a part of; 0 */
  guint          depth;     /* below its parents */
} KheoIndicator;

typedef struct _KheoIndicators KheoIndicators;

KheoIndicators *kheo_indicators_load (KheoDb *db, GError **error);
KheoIndicators *kheo_indicators_ref (KheoIndicators *self);
void            kheo_indicators_unref (KheoIndicators *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoIndicators, kheo_indicators_unref)

/* In the order of lists: sections as they first come by code, parts below what they are part of. */
guint                kheo_indicators_get_n (KheoIndicators *self);
const KheoIndicator *kheo_indicators_get (KheoIndicators *self, guint index);
const KheoIndicator *kheo_indicators_find (KheoIndicators *self, gint64 id);             /* NULL */
const KheoIndicator *kheo_indicators_find_code (KheoIndicators *self, const char *code); /* NULL */
/* Place in the order of lists; -1. */
int kheo_indicators_index (KheoIndicators *self, gint64 id);

/* From what a person typed on a command line: code, "#ID" or name.  KHEO_ERROR_NOT_FOUND, or
 * KHEO_ERROR_INVALID when several fit (the message lists them). */
const KheoIndicator *
kheo_indicators_resolve (KheoIndicators *self, const char *text, GError **error);

/* ---- headings of sheets ---- */

typedef enum
{
  KHEO_INDICATOR_UNKNOWN,
  KHEO_INDICATOR_OWN,       /* of the book */
  KHEO_INDICATOR_CATALOGUE, /* not in the book yet, but in the catalogue */
  KHEO_INDICATOR_AMBIGUOUS,
} KheoIndicatorFit;

typedef struct _KheoCatalogueIndicator KheoCatalogueIndicator; /* kheo-indicator-catalogue.h */

typedef struct
{
  KheoIndicatorFit              fit;
  gint64                        id;        /* OWN */
  const KheoCatalogueIndicator *catalogue; /* CATALOGUE */
  /* AMBIGUOUS, and what an unknown heading may mean, likeliest first: ids of the book … */
  gint64 candidates[6];
  guint  n_candidates;
  /* … and of the catalogue. */
  const KheoCatalogueIndicator *offers[6];
  guint                         n_offers;
} KheoIndicatorMatch;

/*
 * What a heading of a sheet means.  Numbering ("1.", "a)", "-"), "Trong đó", a unit of measure in
 * brackets and "số", "tổng số" before it may be there or not.  The book's own come first (name,
 * then answers given before, then code), then the catalogue; a heading that only looks like one is
 * offered, never taken.  @unit_of_measure (may be NULL) tells apart what is headed alike ("… (hộ)",
 * "… (đồng)").  FALSE when nothing is sure.
 */
gboolean kheo_indicators_match (KheoIndicators     *self,
                                const char         *heading,
                                const char         *unit_of_measure,
                                KheoIndicatorMatch *out_match);

/* Remembers how this office heads an indicator; inside a history action. */
gboolean
kheo_indicator_heading_set (KheoDb *db, const char *heading, gint64 indicator_id, GError **error);

/* ---- texts of figures and targets ---- */

/* The cell of a list or form: as kheo_field_format(), amounts by their indicator ("98,12%"), the
 * indicator by its name; units give their id. */
char *kheo_indicators_format (KheoIndicators *self, KheoRecord *record, guint field);
/* How amounts of the record's indicator are written; of a percentage's @denominator and of a value
 * beside one: plain counts. */
KheoAmountUnit kheo_indicators_amount_unit (KheoIndicators *self, KheoRecord *record, guint field);

/* From a row of the register; strings are the record's. */
void kheo_indicator_from_record (KheoRecord *record, KheoIndicator *out_indicator);

KheoAcross    kheo_across_from_name (const char *name);
KheoFrequency kheo_frequency_from_name (const char *name); /* NULL: any */
/* The level by its stored name ("commune"); KHEO_LEVEL_ANY. */
KheoLevel kheo_indicator_level_from_name (const char *name);

G_END_DECLS
