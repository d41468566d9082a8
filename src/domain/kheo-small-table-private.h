/* The two halves of reading a small table. */
#pragma once

#include "kheo-small-table.h"

G_BEGIN_DECLS

/* Leaves totals out, takes the unit of measure from the headings. */
void kheo_small_table_tidy (KheoSmallTable *self);

G_END_DECLS
