/*
 * One description of "which records": unit's subtree, period, clock, filters, search, order.  List,
 * chart, total, annex and export all take it, so they always speak of the same rows.
 */
#pragma once

#include "kheo-field.h"
#include "kheo-period.h"
#include "kheo-units.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_CLOCK_AS_REPORTED, /* units as they stood when each record was made */
  KHEO_CLOCK_TODAY,       /* restated on today's map */
  KHEO_CLOCK_ON_DAY,      /* the map of @clock_day */
} KheoClock;

typedef struct
{
  const KheoRegister *reg;
  gint64              unit; /* subtree of this unit; 0: everything */
  KheoPeriod          period;
  KheoClock           clock;
  KheoDate            clock_day;
  KheoBasis           basis;      /* how totals apportion what units had that were divided since */
  GPtrArray          *conditions; /* of KheoCondition */
  char               *search;     /* free text, see below; NULL or "" for none */
  char    *sort; /* field name ("unit_id" sorts in tree order); NULL: tree order, then name */
  gboolean descending;
} KheoQuery;

typedef struct
{
  /*
   * A field's name: "unit_id" is the very unit (value: id; "" or "0": stands nowhere on the map).
   * Or "unit", "district": the subtree of a unit (value: id); "unit_part": of what is
   * reported within a unit, what counts in a unit directly below (value: made by
   * kheo_total_row_query()); or "registered_within": what is known of the registration lies in a
   * period (value: "2022", "2022-Q3"; "": not known to the quarter). Values of one field are
   * alternatives; all else must hold together.  "group": belongs to a dated group of units (value:
   * its name; "": to none, "*": to several; kheo-unit-groups.h), "group_kind": to one of that kind.
   */
  char *field;
  char *value; /* stored value; "" means "is null" */
} KheoCondition;

KheoQuery  *kheo_query_new (const KheoRegister *reg);
KheoQuery  *kheo_query_dup (const KheoQuery *self);
void        kheo_query_free (KheoQuery *self);
void        kheo_query_add_condition (KheoQuery *self, const char *field, const char *value);
void        kheo_query_set_condition (KheoQuery  *self,
                                      const char *field,
                                      const char *value); /* NULL value: takes it away */
const char *kheo_query_get_condition (const KheoQuery *self, const char *field);
gboolean kheo_clock_parse (const char *text, KheoClock *out_clock, KheoDate *out_day); /* cli.md */
char    *kheo_clock_to_string (KheoClock clock, KheoDate day);
/* Does it apportion what divided units had? Nothing is divided as reported. */
gboolean kheo_query_apportions (const KheoQuery *self);
/* For people: "bản đồ hôm nay (22/11/2026)", "theo báo cáo", "bản đồ ngày 30/6/2025". */
char *kheo_clock_format (KheoClock clock, KheoDate day);
/* For people, the whole question in one line; all units are named by the only root when there is
 * one: "Tỉnh …, năm 2022, lĩnh vực kinh tế, tập thể". */
char *kheo_query_describe (const KheoQuery *self, KheoUnits *units);

/*
 * Search: every word must begin a word of the model's texts or of a name or the code of its unit;
 * marks, case and punctuation aside.  Without a chosen order what fits best comes first: what has
 * the marks that were typed; then the phrase as the name, in the name, in another field; then all
 * words in the name; then the rest.
 */
/*
 * Ids in order: GArray of gint64.  Store's thread; 1,000,000 models in some 10 ms once loaded.
 *
 * Figures and targets: those of the unit's subtree whose period lies in the query's; conditions as
 * for models ("indicator_id", "unit_id", "unit", "period", "state" …); searched by unit and
 * indicator; ordered by indicator, tree, period or one of "period", "unit_id", "value",
 * "denominator".  Tasks and petitions: kheo-matter-query.h.  Indicators: by conditions and search,
 * in the order of lists, by "name" or "code".
 */
GArray *kheo_query_run (KheoDb *db, const KheoQuery *query, GError **error);

/* Conditions on one field are alternatives: is @condition the first of its own? */
gboolean kheo_query_is_first_on_field (const KheoQuery *self, guint condition);

/* No condition on @field, or one of them asks for @value. */
gboolean kheo_query_lets (const KheoQuery *self, const char *field, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoQuery, kheo_query_free)

G_END_DECLS
