/*
 * Several charts on a sheet under one heading: what stands under all of them alike (unit, period,
 * source, day of the figures) is said once.  More charts than a sheet has places go on to the next.
 */
#pragma once

#include "kheo-pages.h"

G_BEGIN_DECLS

typedef enum
{
  KHEO_CHART_SHEET_AUTO,   /* by the number of charts and the shape of the paper */
  KHEO_CHART_SHEET_ONE,    /* one a sheet */
  KHEO_CHART_SHEET_BESIDE, /* two side by side */
  KHEO_CHART_SHEET_ABOVE,  /* two, one over the other */
  KHEO_CHART_SHEET_LEAD,   /* a large one and two small ones */
  KHEO_CHART_SHEET_FOUR,   /* 2 × 2 */
  KHEO_CHART_SHEET_SIX,    /* 3 × 2, on upright paper 2 × 3 */
  KHEO_CHART_SHEET_NINE,   /* 3 × 3 */
  KHEO_CHART_SHEET_BOARD,  /* as an office arranged it, numbers too: kheo-board-sheet.h */
  KHEO_N_SHEET_LAYOUTS
} KheoChartSheetLayout;

/* "auto", "one", "beside", "above", "lead", "four", "six", "nine", "board". */
const char *kheo_chart_sheet_layout_to_name (KheoChartSheetLayout layout);
gboolean    kheo_chart_sheet_layout_from_name (const char *name, KheoChartSheetLayout *out_layout);
/* Translated, for a menu. */
const char *kheo_chart_sheet_layout_title (KheoChartSheetLayout layout);

typedef struct
{
  KheoChartKind  kind;
  KheoChartData *data; /* borrowed */
} KheoChartSheetItem;

/* Strings are borrowed; the pages keep none of them. */
typedef struct
{
  const char          *heading; /* NULL or "": none */
  KheoChartSheetLayout layout;
  KheoPaper            paper;
  KheoChartTheme       theme;       /* KHEO_CHART_PRINT or KHEO_CHART_MONO */
  const char          *font_family; /* NULL: KHEO_CHART_FONT */
} KheoChartSheet;

/* @n ≥ 1.  The outline has a line for each chart.  KHEO_CHART_SHEET_BOARD is as
 * KHEO_CHART_SHEET_AUTO here. */
KheoPages *
kheo_pages_new_for_sheet (const KheoChartSheet *sheet, const KheoChartSheetItem *items, guint n);

G_END_DECLS
