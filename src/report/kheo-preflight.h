/*
 * What one would wish to have known before the sheet hung on the wall: labels over each other or
 * outside, type too small for the distance a sheet is read from, ink too faint on its ground, units
 * without figures, names shown shortened, figures that changed since.  Any pages; charts on them
 * are looked into, and what the maker of annexes remarked is told.
 */
#pragma once

#include "kheo-date.h"
#include "kheo-pages.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_PREFLIGHT_NOTE,    /* so it is, and that may be well */
  KHEO_PREFLIGHT_WARNING, /* most would change it */
  KHEO_PREFLIGHT_ERROR,   /* do not print this */
} KheoPreflightSeverity;

typedef struct
{
  KheoPreflightSeverity severity;
  /* "overlap", "clipped", "small-type", "contrast", "no-figures", "missing", "not-shown",
   * "shortened", "old-figures"; of annexes "broken-words", "broken-row", "blank-word"; "more"
   * stands for further ones of the code before. */
  const char *code;
  char       *message; /* translated, a whole sentence */
  guint       page;
  KheoBox     box; /* points on the page; no width: all of it */
} KheoPreflightFinding;

const char *kheo_preflight_severity_to_name (KheoPreflightSeverity severity); /* "note" … */

/* @made_at, @changed_at: when the pages' figures were read and when the book last changed, seconds
 * of the unix clock; 0: not known.  The worst first, then by page.  GPtrArray of
 * KheoPreflightFinding; empty: all is well. */
GPtrArray *kheo_preflight (const KheoPages *pages, gint64 made_at, gint64 changed_at);

/* From how far a sheet is read, metres, and the smallest type that is read from there, points. */
double kheo_preflight_distance (KheoPaper paper);
double kheo_preflight_smallest_type (KheoPaper paper);

G_END_DECLS
