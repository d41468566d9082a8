/*
 * Ids of records: 63 bits, ordered by time, unique across offices (milliseconds since 2020 in the
 * high 41 bits, 22 random bits per process start below, then counted up).  Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 kheo_id_next (void);
/* The first of @n consecutive ids. */
gint64 kheo_id_next_block (guint n);

G_END_DECLS
