/*
 * What annexes are made of, and which columns and groups each can have:
 *
 *   list:REGISTER   the records of a register: its fields by name, and "no", "unit" …
 *   total:models    counts: "no", "label", "total", "percent" and "FIELD=VALUE"; "FIELD=" counts
 *                   those of which it is not known
 *   total:figures   sums by unit: "no", "label" and "indicator=CODE" with "/target", "/percent"
 *   indicators      every indicator of a unit: value, target, percent, the year before
 *   comparison      two periods of a unit
 *   unit-life       what became of a unit
 *   imports         the files taken in, newest first
 *   history         what was done with the book, newest first
 *   reform-matters  what is left to decide after each reform of units, and what was decided
 *
 * Any thread.
 */
#pragma once

#include "kheo-annex-layout.h"
#include "kheo-field.h"
#include "kheo-indicators.h"

G_BEGIN_DECLS

/* A column that an annex can have. */
typedef struct
{
  char          *key;
  char          *heading; /* translated */
  char          *group;   /* common headings above; NULL */
  double         weight;
  KheoAnnexAlign align;
  KheoAnnexHolds holds;
  gboolean       usual;    /* there unless a layout chooses */
  gboolean       always;   /* of the usual ones: even when no row has a value */
  gboolean       personal; /* names people */
  gboolean       sum;      /* can be added up */
} KheoAnnexOffer;

/* GPtrArray of KheoAnnexOffer, the usual ones first in their order; NULL: there is no such subject.
 * @indicators (may be NULL): those of the book, for "total:figures". */
GPtrArray *kheo_annex_subject_list_columns (const char *subject, KheoIndicators *indicators);
/* Gives the table of a subject without an indicator of its own all its columns. */
void kheo_annex_subject_add_columns (const char *subject, KheoAnnexTable *table);
/* What rows can be grouped by: of these only key and heading count. */
GPtrArray *kheo_annex_subject_list_groups (const char *subject);
/* For people: "Danh sách: Mô hình". */
char *kheo_annex_subject_format (const char *subject);
/* The register of "list:…"; NULL. */
const KheoRegister *kheo_annex_subject_get_register (const char *subject);

/* What columns call an indicator: its code, "#ID" of one without. */
char *kheo_annex_indicator_name (const KheoIndicator *indicator);

/* A column as the layout wants it; strings borrowed from offer and layout. */
typedef struct
{
  const KheoAnnexOffer *offer;
  KheoAnnexColumn       column;
  gboolean              sum;
  gboolean              keep; /* even when no row has a value */
} KheoAnnexChosen;

/* The columns of @layout (NULL: as usual) out of @offers, which must stay: GArray of
 * KheoAnnexChosen.  KHEO_ERROR_INVALID names a column that is none. */
GArray *kheo_annex_choose (const GPtrArray *offers, const KheoAnnexLayout *layout, GError **error);

/* Puts the columns of a finished table, found by their keys, in the layout's order and words. */
gboolean kheo_annex_content_arrange (KheoAnnexContent      *content,
                                     const char            *subject,
                                     const KheoAnnexLayout *layout,
                                     GError               **error);

G_END_DECLS
