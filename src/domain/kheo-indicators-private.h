/* The inside of KheoIndicators, for the file that matches headings.  Private to this room. */
#pragma once

#include "kheo-indicators.h"

G_BEGIN_DECLS

struct _KheoIndicators
{
  gatomicrefcount refs;

  guint          n;
  KheoIndicator *list;       /* in the order of lists; strings in @strings */
  char         **keys;       /* by index: match key of the name */
  char         **short_keys; /* by index: the same without "số", "tổng số" before it */
  GStringChunk  *strings;
  GHashTable    *by_id;   /* gint64* in @list → index + 1 */
  GHashTable    *aliases; /* match key → gint64* id */
};

/* @key without "so", "tong so" … at its beginning; points into it. */
const char *kheo_indicator_short_key (const char *key);

G_END_DECLS
