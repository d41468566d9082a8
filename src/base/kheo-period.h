/*
 * A span of days with a name: 2022, 2022-H1, 2022-9M, 2022-Q3, 2022-07, 2019..2024,
 * 2021-01-01..2023-06-30 (cli.md).  Any thread.
 */
#pragma once

#include "kheo-date.h"

G_BEGIN_DECLS

typedef struct
{
  KheoDate from; /* first day */
  KheoDate to;   /* last day, inclusive; both 0: all time */
} KheoPeriod;

#define KHEO_PERIOD_ALL ((KheoPeriod){ 0, 0 })

gboolean kheo_period_parse (const char *text, KheoPeriod *out_period, GError **error);
/* The same, and as people write it, in Vietnamese or as kheo_period_format() does: "Quý III/2024",
 * "6 tháng đầu năm 2024", "tháng 7 năm 2024", "7/2024", "giai đoạn 2021 - 2025", "từ ngày
 * 15/12/2023 đến ngày 14/12/2024".  The whole of @text must be the period. */
gboolean   kheo_period_parse_written (const char *text, KheoPeriod *out_period);
KheoPeriod kheo_period_year (int year);
gboolean   kheo_period_is_all (KheoPeriod period);
gboolean   kheo_period_contains (KheoPeriod period, KheoDate date);

/* The shortest name in the form of cli.md; NULL for all time. */
char *kheo_period_to_string (KheoPeriod period);

/* For people, translated: "năm 2022", "6 tháng đầu năm 2022", "Quý III/2022", "từ 01/01/2021 đến
 * 30/6/2023"… */
char *kheo_period_format (KheoPeriod period);

G_END_DECLS
