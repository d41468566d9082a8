/* Private to this room: the character set of text that does not say it reliably. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @data as UTF-8 without byte order mark; what is no character becomes U+FFFD. A byte order mark
 * wins, then what is UTF-8 anyway, then @declared (may be NULL), then evidence: windows-1258 where
 * tone marks follow vowels, else windows-1252, which also carries TCVN3 and VNI byte by byte.
 * @out_charset gets a static name. */
GString *
kheo_charset_decode (const char *data, gsize size, const char *declared, const char **out_charset);

/* UTF-16 units in the order of this machine. */
GString *kheo_charset_decode_units (const guint16 *units, gsize n);
/* windows-1258, composed, or windows-1252. */
GString *kheo_charset_decode_bytes (const char *data, gsize size, gboolean vietnamese);

/* Whether the bytes look like text in any of them, and not like some binary file. */
gboolean kheo_charset_is_text (const char *data, gsize size);

G_END_DECLS
