/*
 * What is chosen at the top and the side of the window: book, unit, clock (map), period, search.
 * Every page follows it.  Holds the units' tree of the clock's day, refreshed after each change of
 * the book.  Main thread.
 */
#pragma once

#include "kheo-book.h"
#include "kheo-indicators.h"
#include "kheo-query.h"

G_BEGIN_DECLS

typedef struct _KheoSourceCache KheoSourceCache; /* kheo-provenance.h */

#define KHEO_TYPE_SCOPE (kheo_scope_get_type ())
G_DECLARE_FINAL_TYPE (KheoScope, kheo_scope, KHEO, SCOPE, GObject)

/*
 * Signals:
 *   "changed" ()                 something chosen has changed, or the book: pages ask again.
 *                                Coalesced: at most one a turn of the main loop.
 *   "map-changed" ()             the tree of units is another one (map replaced); before "changed".
 *   "show-query" (const KheoQuery *)   see kheo_scope_show_query().
 */
KheoScope *kheo_scope_new (KheoBook *book);

KheoBook    *kheo_scope_get_book (KheoScope *self);  /* NULL once the window has closed it */
KheoUnits   *kheo_scope_get_units (KheoScope *self); /* NULL until loaded */
KheoUnitMap *kheo_scope_get_map (KheoScope *self);   /* NULL until loaded */
gint64       kheo_scope_get_unit (KheoScope *self);  /* 0: the whole book */
KheoPeriod   kheo_scope_get_period (KheoScope *self);
KheoClock    kheo_scope_get_clock (KheoScope *self, KheoDate *out_day); /* @out_day may be NULL */
const char  *kheo_scope_get_search (KheoScope *self);                   /* never NULL */
/* How totals apportion what units had that were divided since. */
KheoBasis       kheo_scope_get_basis (KheoScope *self);
KheoIndicators *kheo_scope_get_indicators (KheoScope *self); /* NULL until loaded */
/* Years that have models, newest first: GArray of int, borrowed, NULL until loaded. */
GArray *kheo_scope_get_years (KheoScope *self);
/* Cancelled when the scope is disposed: for reads whose answer nobody needs then. */
GCancellable *kheo_scope_get_cancellable (KheoScope *self);
/* Kept files that were read again to show their cells; borrowed. */
KheoSourceCache *kheo_scope_get_sources (KheoScope *self);
/* "Huyện Mường La" on the map's day; the book's own name for 0; caller frees. */
char *kheo_scope_dup_unit_name (KheoScope *self, gint64 unit_id);

/* The name on @day and what it is on the map: "Phường Trúc Bạch → Phường Ba Đình, 01/07/2025";
 * as reported the name of the day alone. "" for 0; caller frees. */
char *kheo_scope_format_unit (KheoScope *self, gint64 unit_id, KheoDate day);

void kheo_scope_set_unit (KheoScope *self, gint64 unit_id);
void kheo_scope_set_period (KheoScope *self, KheoPeriod period);
void kheo_scope_set_clock (KheoScope *self, KheoClock clock, KheoDate day);
void kheo_scope_set_basis (KheoScope *self, KheoBasis basis);
void kheo_scope_set_search (KheoScope *self, const char *text);

/* The query of all models in scope, conditions empty; caller frees. */
KheoQuery *kheo_scope_make_query (KheoScope *self);
/* The same of another register: unit, period and clock, without the search. */
KheoQuery *kheo_scope_make_query_of (KheoScope *self, const KheoRegister *reg);

/* "the page list shows exactly these rows": @query's conditions go to the models page (emits
 * "show-query" (KheoQuery *)), which the window answers by turning to that page. */
void kheo_scope_show_query (KheoScope *self, const KheoQuery *query);

G_END_DECLS
