/*
 * A reform as a table tells it: which old unit becomes which new one, whole or in part; made into a
 * plan (kheo-reform-plan.h).
 *
 *   - Old units are looked for on the map of the day before, by code and by name; where the two
 *     disagree the row is refused.
 *   - A unit is kept — the same identity, with a new version from the day on — when the table says
 * so or when nothing but its parent, name or kind changes.  All other new units are founded, even
 *     where they bear the name and code of one of the old.
 *   - Old units end the day before, and so do districts and provinces in which nothing lives on.
 *   - What lived below an ended unit goes to its only successor, else to the unit above that.
 *   - A new unit whose old one is not found is founded all the same, without predecessor.
 *   - Rows that have been applied already are told as such and do nothing.
 */
#pragma once

#include "kheo-reform-plan.h"

G_BEGIN_DECLS

/* From this day on communes belong to provinces. */
#define KHEO_CONVERSION_TWO_LEVELS kheo_date_new (2025, 7, 1)

typedef enum
{
  KHEO_SHARE_UNSAID, /* whole when the old unit stands in one row only, else a part */
  KHEO_SHARE_WHOLE,
  KHEO_SHARE_PART,
  KHEO_SHARE_KEPT, /* it stays what it is: "giữ nguyên", "đổi tên" */
} KheoShare;

/* "Nhập toàn bộ", "Nhập một phần diện tích, toàn bộ dân số", "Giữ nguyên" …; FALSE: the words say
 * none of these (then @out_share is KHEO_SHARE_UNSAID). */
gboolean kheo_share_parse (const char *text, KheoShare *out_share);

/* One row.  Names are whole, with their prefix; any text may be NULL. An @old_name of NULL means
 * the district itself (islands without communes). */
typedef struct
{
  guint       row; /* the caller's number for it */
  const char *old_name, *old_code;
  const char *old_district, *old_district_code;
  const char *old_province, *old_province_code;
  const char *new_name, *new_code;
  const char *new_district, *new_district_code;
  const char *new_province, *new_province_code;
  KheoShare   share;
  gint64      amounts[KHEO_N_BASES]; /* how much of the old unit, by basis; -1: not known */
  guint       line;                  /* of its sheet, from 1, for people; 0: none */
  gint64      old_id;                /* the old unit as a person chose it; 0: by code and name */
} KheoConversionRow;

/* @date: first day of the new units. */
KheoReformPlan *kheo_reform_plan_from_rows (KheoUnits               *units,
                                            KheoDate                 date,
                                            const KheoConversionRow *rows,
                                            guint                    n_rows);

G_END_DECLS
