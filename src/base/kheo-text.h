/*
 * Vietnamese text as plain values.  Everything takes and gives UTF-8; new strings are the caller's.
 * Any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as NFC, blanks (also U+00A0) squeezed to one and cut at both ends; invalid UTF-8 becomes
 * U+FFFD.  NULL gives "". */
char *kheo_text_tidy (const char *text);

/* Search key: lower case, no tone or letter marks, đ as d, blanks squeezed, punctuation kept.
 * A key is derived, never stored as truth: it may change between versions. */
char *kheo_text_fold (const char *text);

/* Appends the search key of @text (length -1: to the end) to @key without clearing it. */
void kheo_text_fold_append (GString *key, const char *text, gssize length);

/* Matching key: like fold, but y = i where they sound alike, punctuation and quotes become blanks.
 * Two spellings of one name (hoà/hòa, kỹ/kĩ, "Xã A."/"xã a") have the same key. */
char *kheo_text_match_key (const char *text);

/* Bytes that order as a Vietnamese reader expects (ICU "vi", numeric: Thôn 2 < Thôn 10).
 * Compare with memcmp / SQLite BLOB order. */
GBytes *kheo_text_sort_key (const char *text);

/* < 0, 0, > 0 in the same order as the sort keys. */
int kheo_text_compare (const char *a, const char *b);

/* Likeness of two texts by their match keys: 0 (nothing in common) … 1 (equal). */
double kheo_text_likeness (const char *a, const char *b);

G_END_DECLS
