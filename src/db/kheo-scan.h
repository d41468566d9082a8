/*
 * Reading a whole table.  A large one is read from both ends at once, by the caller's connection
 * from the least id on and by a second one, on a thread of its own, from the greatest down, until
 * they meet.  Each sees the book as it is when it begins, so what is written meanwhile may be in
 * one part and not in the other: to be read once more from the history.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

typedef void (*KheoScanFunc) (KheoStmt *stmt, gpointer part);

/* Calls @func with each row of @select, "SELECT id, … FROM table" with nothing behind it: with
 * @front those from the least id on, with @back (on the other thread) those from the greatest
 * down.  The last ones of @back may be in @front too. */
gboolean kheo_db_scan (KheoDb      *db,
                       const char  *select,
                       KheoScanFunc func,
                       gpointer     front,
                       gpointer     back,
                       GError     **error);

/* For tests: books of how many bytes are large. */
void kheo_db_scan_set_least (gsize bytes);

G_END_DECLS
