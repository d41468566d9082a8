/*
 * Text written with the fonts that came before Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times").
 * The bytes of such text arrive as Latin-1 characters, U+00AD (soft hyphen) standing for "ư".
 * Sources: domain.md §5.2; TCVN 5712:1993.  Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KHEO_ENCODING_UNICODE,
  KHEO_ENCODING_TCVN3,
  KHEO_ENCODING_VNI,
} KheoEncoding;

/* What the font's name says: starting with '.Vn' is TCVN3, 'VNI-' is VNI, all else Unicode. */
KheoEncoding kheo_encoding_of_font (const char *font);

/* What the text itself says, when there is no font (csv, html): needs clear evidence, else Unicode.
 */
KheoEncoding kheo_encoding_guess (const char *text);

/* Of a text in a font of today whose letters, or some of whose words, are still an old font's
 * ("Ra m¾t mô h×nh"): what it is meant to say.  NULL when no word is surely so. */
char *kheo_legacy_mend (const char *text);

/* "unicode", "tcvn3", "vni": as in the JSON. */
const char *kheo_encoding_name (KheoEncoding encoding);

/* @text as NFC Unicode.  @font may be NULL; one that ends in 'H' (".VnTimeH") is a font of capitals
 * and its text is put in upper case. */
char *kheo_legacy_decode (const char *text, KheoEncoding encoding, const char *font);

G_END_DECLS
