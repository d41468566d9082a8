/*
 * A board on paper as it stands on the window: numbers and charts in the rows and columns that an
 * office gave them, under one heading, with source and day below.  Wide paper has three columns of
 * charts, upright paper two, a strip one; rows that do not fit go on to further pages.
 */
#pragma once

#include "kheo-board-charts.h"
#include "kheo-pages.h"

G_BEGIN_DECLS

typedef struct
{
  const KheoBoardAnswer *answer; /* borrowed until the pages are made */
  KheoChartKind          kind;   /* of a chart: as it is looked at */
  int                    width;  /* columns */
} KheoBoardSheetItem;

/* Strings are borrowed; the pages keep none of them. */
typedef struct
{
  const char *heading;
  const char *subtitle; /* kheo_chart_words_question(): charts that say the same say it no more */
  KheoPaper   paper;
  KheoChartTheme theme;       /* KHEO_CHART_PRINT or KHEO_CHART_MONO */
  const char    *font_family; /* NULL: KHEO_CHART_FONT */
} KheoBoardSheet;

/* What the sheet of @item depends on, for kheo-paper-key.h. */
void kheo_board_sheet_add_to_key (GChecksum *key, const KheoBoardSheetItem *item);

/* @n ≥ 1.  The outline has a line for each chart. */
KheoPages *
kheo_pages_new_for_board (const KheoBoardSheet *sheet, const KheoBoardSheetItem *items, guint n);

G_END_DECLS
