/*
 * Charts of an office's own figures, which are not in the book: a small table with title, source
 * and date.  What the content means is read above (domain/kheo-small-table.h, options:
 * report/kheo-chart-options.h).  Store's thread; writes inside a history action.
 */
#pragma once

#include "kheo-date.h"
#include "kheo-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   id; /* 0: not in the book yet */
  char    *title;
  char    *kind;            /* "bar", "ranking" … */
  char    *subtitle;        /* this and all below may be NULL */
  char    *unit_of_measure; /* of the values */
  char    *source;          /* who gave the figures, without "Source:" */
  KheoDate dated_on;
  gint64   unit_id; /* of what unit it speaks; 0: any */
  char    *content; /* heading line first, cells between tabs; never NULL in the book */
  char    *options;
  char    *note;
} KheoOwnChart;

KheoOwnChart *kheo_own_chart_dup (const KheoOwnChart *self);
void          kheo_own_chart_free (KheoOwnChart *self); /* may be NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoOwnChart, kheo_own_chart_free)

/* By title, the Vietnamese way: GPtrArray of KheoOwnChart. */
GPtrArray *kheo_own_chart_list (KheoDb *db, GError **error);
/* KHEO_ERROR_NOT_FOUND. */
KheoOwnChart *kheo_own_chart_get (KheoDb *db, gint64 id, GError **error);
/* Adds it (id 0, which it is then given) or changes it. */
gboolean kheo_own_chart_save (KheoDb *db, KheoOwnChart *chart, GError **error);
/* With the places on boards that show it. */
gboolean kheo_own_chart_remove (KheoDb *db, gint64 id, GError **error);

G_END_DECLS
