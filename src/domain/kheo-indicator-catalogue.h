/*
 * The indicators that offices of mass mobilisation and of the Fatherland Front report: what a new
 * book offers, so that a first sheet needs no definitions.  Static data; any thread.
 */
#pragma once

#include "kheo-indicators.h"

G_BEGIN_DECLS

struct _KheoCatalogueIndicator
{
  const char *code;    /* "DV22": never changes; breakdowns "DV02a" */
  const char *parent;  /* code of what it is part of, or NULL */
  const char *section; /* Vietnamese: content of the book, not words of the program */
  const char *name;    /* Vietnamese */
  const char *english;
  const char *unit;       /* of measure */
  const char *value_type; /* these as stored: sql/002-figures.sql */
  int         decimals;
  const char *nature;
  const char *across_units;
  const char *across_time;
  const char *direction; /* NULL: not said */
  const char *level;     /* NULL: any */
  const char *frequency; /* NULL: any */
  const char *synonyms;  /* match keys of headings, '|' between */
};

const KheoCatalogueIndicator *kheo_indicator_catalogue_list (guint *out_n);
const KheoCatalogueIndicator *kheo_indicator_catalogue_find (const char *code); /* NULL */

/* A record of the register, not stored yet, without its parent. */
KheoRecord *kheo_indicator_catalogue_to_record (const KheoCatalogueIndicator *self);
/* Makes it in the book, with what it is part of; when its code is there already, that one is meant.
 * Inside a history action. */
gboolean kheo_indicator_catalogue_add (KheoDb                       *db,
                                       const KheoCatalogueIndicator *self,
                                       gint64                       *out_id,
                                       GError                      **error);
/* All that are not in the book yet. */
gboolean kheo_indicator_catalogue_add_all (KheoDb *db, guint *out_n, GError **error);

G_END_DECLS
