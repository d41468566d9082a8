/* Private to this room: bytes that are UTF-8 and nothing but characters of XML. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Controls, halves of surrogate pairs, U+FFFE and U+FFFF are none. */
gboolean kheo_utf8_is_xml (gunichar c);

/* Whether @data is all such characters.  It may end within one, the bytes of which, up to three,
 * are counted in @out_n_left. */
gboolean kheo_utf8_check_xml (const char *data, gsize size, gsize *out_n_left);

G_END_DECLS
