/*
 * A calendar day as a plain number, so that comparing and storing are trivial.  Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 0001-01-01 (day 1, as GDate's Julian); 0 is "not known". */
typedef guint32 KheoDate;

#define KHEO_DATE_UNKNOWN 0u

KheoDate kheo_date_new (int year, int month, int day); /* 0 when there is no such day */
KheoDate kheo_date_today (void);
void     kheo_date_split (KheoDate date, int *out_year, int *out_month, int *out_day);
int      kheo_date_get_year (KheoDate date); /* 0 for unknown */

/* ISO 8601 "2025-07-01"; 0 when @text is not that. */
KheoDate kheo_date_from_iso (const char *text);
char    *kheo_date_to_iso (KheoDate date); /* NULL for unknown */

/* Excel's serial number; @is_1904 for books that count from 1904.  0 when out of range. */
KheoDate kheo_date_from_serial (double serial, gboolean is_1904);

/* As offices write it, day first: 23/5/2021, 23-05-2021, 23.5.21, "ngày 23 tháng 5 năm 2021",
 * ISO; also "5/2021", "tháng 5-2021", "quý III/2026", "năm 2026", "2026", which name a span: then
 * the first day is given and out_precision tells.  FALSE when it is none of these. */
typedef enum
{
  KHEO_PRECISION_DAY,
  KHEO_PRECISION_MONTH,
  KHEO_PRECISION_QUARTER,
  KHEO_PRECISION_YEAR,
} KheoPrecision;

gboolean kheo_date_parse (const char *text, KheoDate *out_date, KheoPrecision *out_precision);

/* For people, the Vietnamese way: "05/02/2026". */
char *kheo_date_format (KheoDate date);
/* "ngày 05 tháng 02 năm 2026": 0 before days < 10 and before months 1 and 2 only (05-HD/VPTW). */
char *kheo_date_format_long (KheoDate date);
/* A moment (Unix seconds) where the program runs: "14:05 05/02/2026". */
char *kheo_date_format_moment (gint64 unix_seconds);

G_END_DECLS
