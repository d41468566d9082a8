/*
 * What a chart shows: categories × series of plain numbers and the words around them.  It knows
 * nothing of books or units; the caller's `key` of a category comes back when it is clicked.
 * Built on one thread, then read by any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a colour means; the style says which colour that is.  A category's role wins over the
 * series'; a series' tint is laid over it (fields × kinds: hue by field, tint by kind). */
typedef enum
{
  KHEO_CHART_ROLE_AUTO, /* by the place of the series */
  KHEO_CHART_ROLE_FIELD_ECONOMY,
  KHEO_CHART_ROLE_FIELD_CULTURE,
  KHEO_CHART_ROLE_FIELD_DEFENCE,
  KHEO_CHART_ROLE_FIELD_POLITICS,
  KHEO_CHART_ROLE_COLLECTIVE, /* full tint */
  KHEO_CHART_ROLE_INDIVIDUAL, /* light tint */
  KHEO_CHART_ROLE_MUTED,      /* what stands back: others, not classified */
  /* Beside the figures, not parts of them: in no total and no share. */
  KHEO_CHART_ROLE_TARGET,   /* series: what the first series was to reach */
  KHEO_CHART_ROLE_PREVIOUS, /* series: the time before (last year), stands back */
} KheoChartRole;

typedef enum
{
  KHEO_CHART_TEXT_TITLE,    /* "Mô hình “Dân vận khéo” theo lĩnh vực" */
  KHEO_CHART_TEXT_SUBTITLE, /* unit, period, clock */
  KHEO_CHART_TEXT_SOURCE,   /* whole line: "Nguồn: …" */
  KHEO_CHART_TEXT_DATE,     /* whole line: "Số liệu đến ngày …" */
  KHEO_CHART_TEXT_UNIT,     /* of the values, after a number: "mô hình"; may be empty */
  KHEO_CHART_N_TEXTS
} KheoChartText;

typedef struct _KheoChartData KheoChartData;

KheoChartData *kheo_chart_data_new (void);
KheoChartData *kheo_chart_data_ref (KheoChartData *self);
void           kheo_chart_data_unref (KheoChartData *self);
/* With all its words and values; may be changed. */
KheoChartData *kheo_chart_data_copy (const KheoChartData *self);

/* Strings are copied (tidied to valid UTF-8 NFC); NULL is "". */
void        kheo_chart_data_set_text (KheoChartData *self, KheoChartText which, const char *text);
const char *kheo_chart_data_get_text (const KheoChartData *self, KheoChartText which);

/* Digits after the comma of every value; 0 at first. */
void kheo_chart_data_set_decimals (KheoChartData *self, int decimals);
int  kheo_chart_data_get_decimals (const KheoChartData *self);

/* FALSE for rates and percentages: then no total, no share and no sum of "other units" is ever
 * made of them.  TRUE at first. */
void     kheo_chart_data_set_additive (KheoChartData *self, gboolean additive);
gboolean kheo_chart_data_get_additive (const KheoChartData *self);
/* Of rates: that of the whole, which is their average; the mean of the parts says nothing.  NAN at
 * first: not known. */
void   kheo_chart_data_set_overall (KheoChartData *self, double value);
double kheo_chart_data_get_overall (const KheoChartData *self);

/* All values of categories and series start as missing.  @full_label (may be NULL: same as
 * @label) is what tooltip, table and screen reader say; @key is the caller's.  Both give the new
 * index.  A series should be added before many categories: adding one moves all values. */
guint kheo_chart_data_add_category (KheoChartData *self,
                                    const char    *label,
                                    const char    *full_label,
                                    gint64         key);
guint kheo_chart_data_add_series (KheoChartData *self, const char *label, KheoChartRole role);
void  kheo_chart_data_set_category_role (KheoChartData *self, guint category, KheoChartRole role);
/* Categories of one group stand together: a panel of small multiples, an outer rectangle of a tree
 * map.  NULL (at first) and "": of no group. */
void kheo_chart_data_set_category_group (KheoChartData *self, guint category, const char *group);
/* The caller's key of a series, 0 at first. */
void kheo_chart_data_set_series_key (KheoChartData *self, guint series, gint64 key);

guint         kheo_chart_data_get_n_categories (const KheoChartData *self);
guint         kheo_chart_data_get_n_series (const KheoChartData *self);
const char   *kheo_chart_data_get_category_label (const KheoChartData *self, guint category);
const char   *kheo_chart_data_get_category_full_label (const KheoChartData *self, guint category);
gint64        kheo_chart_data_get_category_key (const KheoChartData *self, guint category);
KheoChartRole kheo_chart_data_get_category_role (const KheoChartData *self, guint category);
const char   *kheo_chart_data_get_category_group (const KheoChartData *self, guint category);
const char   *kheo_chart_data_get_series_label (const KheoChartData *self, guint series);
gint64        kheo_chart_data_get_series_key (const KheoChartData *self, guint series);
KheoChartRole kheo_chart_data_get_series_role (const KheoChartData *self, guint series);

/* NAN is "missing", which is not 0; an infinity counts as missing. */
void   kheo_chart_data_set_value (KheoChartData *self, guint category, guint series, double value);
double kheo_chart_data_get_value (const KheoChartData *self, guint category, guint series);
/* FALSE for a target and for the time before: these are compared with, never added. */
gboolean kheo_chart_data_is_part (const KheoChartData *self, guint series);
/* The first series of @role, -1 for none. */
int kheo_chart_data_find_series (const KheoChartData *self, KheoChartRole role);
/* Sum over the series of one category that are parts; NAN when all are missing. */
double kheo_chart_data_get_category_total (const KheoChartData *self, guint category);

/* The category that stands out (the chosen unit), -1 for none. */
void kheo_chart_data_set_emphasis (KheoChartData *self, int category);
int  kheo_chart_data_get_emphasis (const KheoChartData *self);

/* A level that all values are compared with (average of the province, target of all): a dashed line
 * with its label wherever values have an axis.  Gives its index; NAN and infinities are refused
 * with -1. */
int         kheo_chart_data_add_reference (KheoChartData *self, const char *label, double value);
guint       kheo_chart_data_get_n_references (const KheoChartData *self);
const char *kheo_chart_data_get_reference_label (const KheoChartData *self, guint reference);
double      kheo_chart_data_get_reference_value (const KheoChartData *self, guint reference);

/* What the user typed at a value; @category or @series -1: at all of them, both: at the whole
 * chart.  Gives its index. */
guint kheo_chart_data_add_note (KheoChartData *self, int category, int series, const char *text);
guint kheo_chart_data_get_n_notes (const KheoChartData *self);
/* -1 also for a category or series that does not exist. */
int         kheo_chart_data_get_note_category (const KheoChartData *self, guint note);
int         kheo_chart_data_get_note_series (const KheoChartData *self, guint note);
const char *kheo_chart_data_get_note_text (const KheoChartData *self, guint note);

/* @value written for people with the data's decimals, with its sign where the unit is per cent:
 * "98,12%"; "–" for missing. */
char *kheo_chart_data_format (const KheoChartData *self, double value);
/* The number alone, for a table. */
char    *kheo_chart_data_format_plain (const KheoChartData *self, double value);
gboolean kheo_chart_data_is_percent (const KheoChartData *self);

/* Tab separated: a heading line, then one line a category with its full label (and its group, when
 * any has one); a total line when additive; references and notes below, one a line.  For screen
 * readers and "copy as table". */
char *kheo_chart_data_table (const KheoChartData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoChartData, kheo_chart_data_unref)

G_END_DECLS
