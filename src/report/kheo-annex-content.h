/* What an annex says: its table and the words around it.  Made on a store's thread, read on any. */
#pragma once

#include "kheo-annex.h"
#include "kheo-query.h"

G_BEGIN_DECLS

typedef struct
{
  KheoAnnexTable *table;     /* owned, as all strings; NULL leaves a part of the page out */
  char           *title;     /* translated, in capitals */
  char           *subtitle;  /* what was asked for: unit, period; clock */
  char           *unit_line; /* unit of measure, above the table */
  char           *note;      /* below the table: what must be known, source, day of the figures */
  char           *unit;      /* for layouts that name them in words of their own: {unit} … */
  char           *period;
  char           *date;      /* day of the figures */
  guint           n_records; /* of a list */
  gboolean        portrait;  /* the sheet that suits it */
  gboolean        is_sheet;  /* stands alone: no "PHỤ LỤC" above it */
} KheoAnnexContent;

KheoAnnexContent *kheo_annex_content_new (void); /* with an empty table */
void              kheo_annex_content_free (KheoAnnexContent *self);
/* What layouts call {unit}, {period} and {date}: the query's, and today; and the subtitle of all.
 */
void
kheo_annex_content_name_question (KheoAnnexContent *self, const KheoQuery *query, KheoUnits *units);
/* Lends table and words to @spec, which must not outlive @self; the rest of @spec stays. */
void kheo_annex_content_fill (const KheoAnnexContent *self, KheoAnnexSpec *spec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoAnnexContent, kheo_annex_content_free)

G_END_DECLS
