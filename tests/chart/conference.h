/*
 * Small tables of tests/data/conference as charts.  One line a thing, cells parted by tabs: kind,
 * paper, theme, the texts, "series" with "name:role", "row" with its values, then what is said of
 * rows: role, group, note, emphasis; "reference" with its value.
 */
#pragma once

#include "kheo-chart.h"

G_BEGIN_DECLS

typedef struct
{
  KheoChartData *data; /* owned */
  KheoChartKind  kind;
  KheoChartTheme theme;
  KheoPaper      paper;
} ConferenceSheet;

/* @name without its ending; fails the test when there is none or it cannot be read. */
ConferenceSheet  conference_read (const char *name);
KheoChartLayout *conference_layout (const char *name);
/* The language of the one who looks at the sheets: of the environment, with texts of
 * KHEO_LOCALE_DIR. */
void conference_start_locale (void);

G_END_DECLS
