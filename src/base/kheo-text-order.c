/* The Vietnamese order of text, by ICU. */
#include "kheo-text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* A collator may serve one thread at a time: each thread keeps its own. */
static GPrivate collators = G_PRIVATE_INIT ((GDestroyNotify) ucol_close);

static UCollator *
get_collator (void)
{
  UCollator *collator = g_private_get (&collators);
  UErrorCode status = U_ZERO_ERROR;

  if (collator != NULL)
    return collator;

  collator = ucol_open ("vi", &status);
  if (collator == NULL || U_FAILURE (status))
    g_error ("ICU has no collation data: %s", u_errorName (status));
  ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  ucol_setAttribute (collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
  g_assert (U_SUCCESS (status));
  g_private_set (&collators, collator);
  return collator;
}

GBytes *
kheo_text_sort_key (const char *text)
{
  UCollator        *collator = get_collator ();
  gsize             length;
  UChar             short_wide[256];
  guint8            short_key[1024];
  g_autofree UChar *long_wide = NULL;
  UChar            *wide = short_wide;
  UErrorCode        status = U_ZERO_ERROR;
  int32_t           wide_length = 0;
  int32_t           size;
  guint8           *key;

  g_return_val_if_fail (text != NULL, NULL);

  length = MIN (strlen (text), G_MAXINT32 / 4);
  if (length > G_N_ELEMENTS (short_wide))
    wide = long_wide = g_new (UChar, length);
  u_strFromUTF8WithSub (wide, (int32_t) MAX (length, G_N_ELEMENTS (short_wide)), &wide_length, text,
                        (int32_t) length, 0xfffd, NULL, &status);

  size = ucol_getSortKey (collator, wide, wide_length, short_key, sizeof short_key);
  /* The last byte is a zero that orders nothing. */
  if (size <= (int32_t) sizeof short_key)
    return g_bytes_new (short_key, (gsize) size - 1);
  key = g_malloc ((gsize) size);
  ucol_getSortKey (collator, wide, wide_length, key, size);
  return g_bytes_new_take (key, (gsize) size - 1);
}

int
kheo_text_compare (const char *a, const char *b)
{
  UErrorCode status = U_ZERO_ERROR;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  return ucol_strcollUTF8 (get_collator (), a, -1, b, -1, &status);
}
