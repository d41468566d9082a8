/*
 * Numbers as Vietnamese offices write them.  Any thread; never touches the C locale.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_NUMBERS_UNDECIDED,  /* not enough evidence */
  KHEO_NUMBERS_VIETNAMESE, /* 1.234.567,8 */
  KHEO_NUMBERS_ENGLISH,    /* 1,234,567.8 */
} KheoNumberStyle;

typedef enum
{
  KHEO_NUMBER_EXACT,
  KHEO_NUMBER_OVER,  /* "hơn", "trên" */
  KHEO_NUMBER_UNDER, /* "gần", "dưới" */
  KHEO_NUMBER_ABOUT, /* "khoảng" */
} KheoQualifier;

typedef struct
{
  double        value;     /* scale words ("tỷ", "triệu", "nghìn") already multiplied in */
  gboolean      ambiguous; /* one separator with three digits after it and @style undecided */
  gboolean      percent;   /* written with % (value not divided) */
  gboolean      has_scale; /* a scale word was written: 220,34 tỷ */
  KheoQualifier qualifier;
} KheoNumber;

/* Which style the text proves: "1.234.567" and "98,12" Vietnamese, "1,234.5" English, "1.234"
 * nothing. */
KheoNumberStyle kheo_number_evidence (const char *text);

/* Reads a whole cell's text; FALSE when it is not one number ("1-2", "abc", ""). */
gboolean kheo_number_parse (const char *text, KheoNumberStyle style, KheoNumber *out_number);

/* What a unit of measure multiplies by to give đồng: "triệu đồng" 1000000, "nghìn đồng" 1000,
 * "1.000 đ" 1000, "tỷ đồng" 1e9, "đồng"/"VNĐ" 1; 0 when it is not one of money.  Finds it inside
 * a heading ("Kinh phí (triệu đồng)") or an "Đơn vị tính:" line too. */
gint64 kheo_money_scale (const char *text);

/* For people: in Vietnamese "1.234.567" and "98,12"; in English "1,234,567" and "98.12".
 * Follows the messages locale (gettext), not LC_NUMERIC. */
char *kheo_number_format (gint64 value);
char *kheo_number_format_decimal (double value, int decimals);
/* "220,34 tỷ đồng", "157,8 triệu đồng", "950.000 đồng": short form of an amount in đồng. */
char *kheo_money_format_short (gint64 amount);

G_END_DECLS
