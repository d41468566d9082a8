/* A document as a list of what a handler hears of it, to compare the tokeniser with libxml2. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By our tokeniser, pushed in pieces of @piece bytes; 0: through kheo_xml_read_bytes(), which knows
 * encodings.  NULL: refused; the reason in @out_error, which may be NULL. */
char *xml_events_of_ours (const char *data, gsize size, gsize piece, char **out_error);

/* By libxml2's SAX2 with what we refuse refused. */
char *xml_events_of_libxml2 (const char *data, gsize size);

/* Whether libxml2 has a limit or a habit of its own here, so that the two need not agree. */
gboolean xml_events_may_differ (const char *data, gsize size);

G_END_DECLS
