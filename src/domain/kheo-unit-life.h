/*
 * The life of a unit: what it was called and where it lay, what it came from, what became of it, by
 * which documents, and what was counted under which name.  Made on a store's thread, read on any.
 */
#pragma once

#include "kheo-units.h"

G_BEGIN_DECLS

typedef struct
{
  KheoDate from, to; /* both inclusive; unknown is a value */
  char    *name;
  char    *type;     /* translated; NULL */
  char    *code;     /* NULL: none */
  gint64   above_id; /* 0: none */
  char    *above;    /* the path above it as it was called then; NULL at the root */
  char    *document; /* NULL: not known */
} KheoLifeVersion;

typedef struct
{
  gint64   unit_id;
  char    *name; /* as it was called on the day */
  char    *code; /* then; NULL: none */
  gboolean whole;
  KheoDate day;
  char    *document;              /* number, day, issuer; NULL: not known */
  gint64   weights[KHEO_N_BASES]; /* of the part; -1: not known */
} KheoLifeRelative;

typedef struct
{
  int    year;
  char  *name;                               /* at the year's end, or the last */
  gint64 n_models;                           /* as reported, with the units that were below it */
  guint  n_figures, n_indicators, n_targets; /* of the unit itself */
} KheoLifeYear;

typedef struct
{
  gint64     unit_id;
  char      *name; /* of today, or its last */
  char      *path; /* the same with the units above */
  KheoDate   from, to;
  gboolean   lives;        /* today */
  GPtrArray *versions;     /* of KheoLifeVersion, oldest first */
  GPtrArray *predecessors; /* of KheoLifeRelative, by day */
  GPtrArray *successors;
  GPtrArray *years; /* of KheoLifeYear, oldest first: those in which there is anything */
} KheoUnitLife;

/* KHEO_ERROR_NOT_FOUND when there is no such unit. */
KheoUnitLife *kheo_unit_life_new (KheoDb *db, gint64 unit_id, GError **error);
void          kheo_unit_life_free (KheoUnitLife *self);

/* For people: "01/07/2025 – nay", "đến 30/06/2025", "từ trước đến nay". */
char *kheo_life_format_span (KheoDate from, KheoDate to);
/* "toàn bộ", "một phần", with what is known of it: "một phần, dân số 1.234". */
char *kheo_life_format_share (const KheoLifeRelative *relative);
/* "12 mô hình, 34 số liệu (8 chỉ tiêu), 2 chỉ tiêu được giao"; never "". */
char *kheo_life_format_year (const KheoLifeYear *year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoUnitLife, kheo_unit_life_free)

G_END_DECLS
