/* What becomes of finished pages, of charts as of annexes: cut over small sheets, or looked at
 * before they are printed. */
#pragma once

#include "kheo-cli.h"

#include "kheo-pages.h"

G_BEGIN_DECLS

typedef struct
{
  char    *tile_name; /* the sheet that a poster is cut over; NULL: the pages are the sheets */
  double   overlap;   /* millimetres */
  gboolean preflight; /* say what is to be said, print nothing */
  gboolean json;

  KheoPaper tile; /* found by kheo_cli_press_check() */
} KheoCliPress;

#define KHEO_CLI_PRESS_INIT                                                                        \
  {                                                                                                \
    .overlap = KHEO_TILE_OVERLAP                                                                   \
  }

#define KHEO_CLI_PRESS_ENTRIES(press)                                                              \
  { "tile", 0, 0, G_OPTION_ARG_STRING, &(press)->tile_name, NULL, "SHEET" },                       \
      { "overlap", 0, 0, G_OPTION_ARG_DOUBLE, &(press)->overlap, NULL, "MM" },                     \
      { "preflight", 0, 0, G_OPTION_ARG_NONE, &(press)->preflight, NULL, NULL },                   \
  {                                                                                                \
    "json", 0, 0, G_OPTION_ARG_NONE, &(press)->json, NULL, NULL                                    \
  }

void kheo_cli_press_clear (KheoCliPress *self);

/* The sheet and the overlap; @each: there is a sheet for each unit.  A failure is printed. */
KheoExit kheo_cli_press_check (KheoCliPress *self, gboolean each);

/* Takes @pages (NULL: gives NULL) and gives them, or the sheets that they are cut over. */
KheoPages *kheo_cli_press_cut (const KheoCliPress *self, KheoPages *pages);

/* Prints what is to be said of @pages; a file that is at @output already (NULL: none) is older than
 * the figures or not. */
KheoExit kheo_cli_press_print_findings (const KheoCliPress *self,
                                        KheoCli            *cli,
                                        const KheoPages    *pages,
                                        const char         *output);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KheoCliPress, kheo_cli_press_clear)

G_END_DECLS
