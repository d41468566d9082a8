/* chart board NAME: what stands on a board of the book, of any unit, as it is arranged. */
#pragma once

#include "kheo-cli.h"

#include "kheo-board-sheet.h"
#include "kheo-chart-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* NULL: no board is asked for */

  /* Found out by kheo_cli_board_open(). */
  KheoBoard *board;
  KheoQuery *query;

  /* Read last. */
  GPtrArray *answers;
  char      *subtitle;
} KheoCliBoard;

void kheo_cli_board_clear (KheoCliBoard *self);

/* The board of that name, or the one that offices start from while the book has none; else
 * printed. */
KheoExit kheo_cli_board_open (KheoCliBoard *self, KheoCli *cli, KheoCliScope *scope);
/* Of @unit (0: of the scope's); else printed. */
KheoExit kheo_cli_board_read (KheoCliBoard *self, KheoCli *cli, gint64 unit);

/* What was read last. @look->heading NULL: the board's name. */
KheoPages *kheo_cli_board_make (const KheoCliBoard *self, const KheoChartSheet *look);
void       kheo_cli_board_add_to_key (const KheoCliBoard *self, GChecksum *key);
void       kheo_cli_board_print (const KheoCliBoard *self);

G_END_DECLS
