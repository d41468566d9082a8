/* The inside of KheoChartData, for its own files only. */
#pragma once

#include "kheo-chart-data.h"

G_BEGIN_DECLS

typedef struct
{
  char         *label;
  char         *full_label; /* NULL: as label */
  char         *group;      /* of a category; NULL: none */
  gint64        key;
  KheoChartRole role;
} KheoChartHeading;

typedef struct
{
  char  *label;
  double value;
} KheoChartReference;

typedef struct
{
  int   category, series; /* as given */
  char *text;
} KheoChartNote;

struct _KheoChartData
{
  gatomicrefcount ref_count;
  char           *texts[KHEO_CHART_N_TEXTS];
  GArray         *categories; /* KheoChartHeading */
  GArray         *series;     /* KheoChartHeading */
  GArray         *values;     /* double, category × series */
  GArray         *references; /* KheoChartReference */
  GArray         *notes;      /* KheoChartNote */
  int             decimals;
  int             emphasis;
  gboolean        additive;
  double          overall;
};

G_END_DECLS
