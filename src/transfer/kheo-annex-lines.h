/*
 * What stands above and below the table of an annex as lines of one, two or three parts beside each
 * other: for files that flow, as sheets and documents do.  (Pages place each part by itself.)
 */
#pragma once

#include "kheo-annex.h"

G_BEGIN_DECLS

typedef struct
{
  char          *text; /* owned; "" where a part has nothing on this line */
  double         size; /* points */
  gboolean       bold, italic, underline;
  KheoAnnexAlign align;
  double         rule;     /* points: length of the rule below, in the middle; 0: none */
  gboolean       is_whole; /* the rule is as long as the text */
} KheoAnnexPart;

#define KHEO_ANNEX_MOST_PARTS 3u

typedef struct
{
  guint         n_parts; /* 1 over the whole width, 2 or 3 beside each other */
  KheoAnnexPart parts[KHEO_ANNEX_MOST_PARTS];
  double        shares[KHEO_ANNEX_MOST_PARTS]; /* of the width; together 1 */
  gboolean      is_room;                       /* for a signature */
  gboolean is_level; /* its parts stand on one line; in others each only below what stands above
                        it in its own part */
} KheoAnnexLine;

/* GArray of KheoAnnexLine, with a clear function. */
GArray *kheo_annex_lines_above (const KheoAnnexSpec *spec);
GArray *kheo_annex_lines_below (const KheoAnnexSpec *spec);

G_END_DECLS
