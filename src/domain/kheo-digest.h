/*
 * A digest of the whole content of a book (cli.md "hash"): equal for equal content, whatever the
 * ids and the order of entry; history, provenance and caches do not count.  Store's thread.
 */
#pragma once

#include "kheo-db.h"

G_BEGIN_DECLS

char *kheo_book_digest (KheoDb *db, GError **error); /* 64 hex digits */

/* The book's own invariants besides SQLite's checks: GPtrArray of translated sentences, empty when
 * all is well. With
 * @repair, mends what can be mended without a person, as one history action. */
GPtrArray *kheo_book_check (KheoDb *db, gboolean repair, GError **error);

G_END_DECLS
