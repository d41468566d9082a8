/* What the files of bench-totals share. */
#pragma once

#include "kheo-figures.h"
#include "kheo-world.h"

G_BEGIN_DECLS

#define BENCH_REFORM "2025-07-01"

/* From start to stop: wall and processor; stop tells @what (NULL: nothing) and gives the
 * processor's milliseconds. */
void   bench_start (void);
double bench_stop (const char *what);
double bench_wall (void);
/* Ends the program with what went wrong.  @error is looked at only when @done is FALSE. */
void bench_check (gboolean done, GError *const *error);

/* Indexes of guint. */
GArray *bench_list_level (KheoUnitMap *map, KheoLevel level);

/* Gives a book of kheo-make-book its indicators, @n_figures figures and a reform, unless it has
 * them. */
void bench_complete_book (const char *path, guint n_figures);
/* What pages ask of figures: totals by this and that, lists. */
void bench_time_figures (KheoDb *db, KheoIndicators *indicators);

G_END_DECLS
