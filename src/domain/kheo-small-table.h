/*
 * A small table that a person typed, pasted or dropped: labels down, series across.  It is found
 * among what stands around it on a sheet: a title, "Đơn vị tính: …", ordinals, a code row, a total,
 * "Nguồn: …".  Any thread.
 */
#pragma once

#include "kheo-small-grid.h"

G_BEGIN_DECLS

typedef struct
{
  char *title; /* of what stood around the table; NULL where there was none */
  char *subtitle;
  char *unit_of_measure;
  char *source; /* without "Nguồn:" */

  char      *label_heading; /* over the labels: "Huyện"; "" */
  char      *group_heading; /* over the groups; NULL: no groups */
  GPtrArray *labels;        /* of char* */
  GPtrArray *groups;        /* of char*, one a label; NULL: none */
  GPtrArray *series;        /* of char* */
  double    *values;        /* by label, then series; NAN: missing */
  int        decimals;      /* that the values need, at most 3 */
  gboolean   percent;       /* every value was written with % */
  GPtrArray *remarks;       /* of char*, whole sentences: what was rightly left out */
  GPtrArray *findings;      /* … what could not be understood and wants a person */
} KheoSmallTable;

/* Finds the table in @grid; 0 labels when there is none. */
KheoSmallTable *kheo_small_table_read (const KheoSmallGrid *grid);
/* Of what kheo_small_table_to_text() gave or a person edited: first line headings, first column
 * labels, nothing around it; numbers the Vietnamese way. */
KheoSmallTable *kheo_small_table_parse (const char *content);
void            kheo_small_table_free (KheoSmallTable *self); /* may be NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoSmallTable, kheo_small_table_free)

double kheo_small_table_get (const KheoSmallTable *self, guint label, guint series);
/* Lines of cells between tabs. */
char *kheo_small_table_to_text (const KheoSmallTable *self);

typedef enum
{
  KHEO_SMALL_SERIES_PLAIN,
  KHEO_SMALL_SERIES_TARGET,   /* "Chỉ tiêu", "Kế hoạch" … */
  KHEO_SMALL_SERIES_PREVIOUS, /* "Cùng kỳ", "Năm trước" … */
} KheoSmallSeries;
/* What a series is by its heading. */
KheoSmallSeries kheo_small_series_of_heading (const char *heading);

G_END_DECLS
