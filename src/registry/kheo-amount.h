/*
 * Amounts of figures and targets: integers of the smallest unit of their indicator, so that sums
 * are exact.  What that unit is, the record's indicator says (unit_of_measure, value_type,
 * decimals); this is how such a number is written and read.  Any thread.
 *
 *   count, decimal   value × 10^decimals of the unit of measure ("km" with 2 decimals: 1,25 → 125)
 *   money            đồng × 10^decimals; decimals are 0
 *   percent          alone: percent × 10^decimals (98,12 % with 2 decimals: 9812); with a
 *                    denominator both are plain counts, of đồng or of heads: 1452 of 1452
 *   yes-no           1 or 0
 */
#pragma once

#include "kheo-number.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_AMOUNT_COUNT,
  KHEO_AMOUNT_DECIMAL,
  KHEO_AMOUNT_MONEY,
  KHEO_AMOUNT_PERCENT,
  KHEO_AMOUNT_YES_NO,
} KheoAmountType;

#define KHEO_AMOUNT_MAX_DECIMALS 6

typedef struct
{
  KheoAmountType type;
  int            decimals; /* 0 … KHEO_AMOUNT_MAX_DECIMALS */
  const char    *unit;     /* of measure: "hộ", "đồng", "%"; may be NULL */
} KheoAmountUnit;

/* "count", "money" … as stored; FALSE for anything else. */
gboolean    kheo_amount_type_from_name (const char *name, KheoAmountType *out_type);
const char *kheo_amount_type_to_name (KheoAmountType type);

/* 1, 10, 100 …: the smallest units in one. */
gint64 kheo_amount_scale (const KheoAmountUnit *unit);
/* For charts and spreadsheets. */
double kheo_amount_to_double (const KheoAmountUnit *unit, gint64 amount);
/* The nearest amount; FALSE when it is out of range or @value has more decimals than fit. */
gboolean kheo_amount_from_double (const KheoAmountUnit *unit, double value, gint64 *out_amount);

/* For people, without the unit of measure but with the "%" of a percentage: "1.452", "12,5",
 * "98,12%", "Có". */
char *kheo_amount_format (const KheoAmountUnit *unit, gint64 amount);
/* The same with the unit of measure: "1.452 hộ", "220,34 tỷ đồng". */
char *kheo_amount_format_full (const KheoAmountUnit *unit, gint64 amount);
/* What a figure says: "1.452/1.472" when there is a denominator (has_denominator). */
char *
kheo_amount_format_parts (const KheoAmountUnit *unit, gint64 amount, const gint64 *denominator);

/* What a person typed: "1.452", "12,5", "220,34 tỷ", "98,12%", "có"; Vietnamese before English.
 * @out_qualifier (may be NULL: then "hơn 11.000" is refused) takes "hơn", "gần", "khoảng".  FALSE
 * with a translated sentence. */
gboolean kheo_amount_parse (const KheoAmountUnit *unit,
                            const char           *text,
                            gint64               *out_amount,
                            KheoQualifier        *out_qualifier,
                            GError              **error);

/* Stored values of the field "qualifier": "more-than", "almost", "about"; NULL for exact. */
const char   *kheo_qualifier_to_name (KheoQualifier qualifier);
KheoQualifier kheo_qualifier_from_name (const char *name); /* NULL: exact */
/* The word before a number, translated: "hơn", "gần", "khoảng"; "" for exact. */
const char *kheo_qualifier_label (KheoQualifier qualifier);

G_END_DECLS
