/* A day of which only the month or the year may be known, in four bytes.  Any thread. */
#pragma once

#include "kheo-date.h"

G_BEGIN_DECLS

/* A day, month or year: the first day and how much is known, so that it orders by the day.
 * 0: not known. */
typedef guint32 KheoSpan;

KheoSpan kheo_span_parse (const char *iso);
KheoDate kheo_span_first (KheoSpan span);
KheoDate kheo_span_last (KheoSpan span);
/* "2022-Q3" for spans inside one quarter: year * 4 + 0…3; 0 when it is not known. */
guint kheo_span_quarter (KheoSpan span);
/* The last day of @year. */
KheoDate kheo_span_end_of_year (guint year);

G_END_DECLS
