/*
 * Private to this room: number formats cut into tokens. Only what tables use: sections, digits,
 * grouping, percent, exponent, dates; colours and conditions are dropped.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a format: one literal character, or a run of one letter or digit place. */
typedef struct
{
  char kind;         /* 'd' 'm' 'y' 'h' 's' 'n' (minutes) 'a' (AM/PM), '0' (digit place), '.', ',',
                        '%', 'E', 'e' (elapsed [h]), '@', ' ' (blank place), 'G' (General),
                        '"' (literal), ';', 0 (end) */
  char        place; /* for '0': which of 0 # ?; for 'e': which of h m s */
  guint       n;     /* how often the letter stands */
  const char *text;  /* literal: its bytes, @n of them */
} KheoFormatToken;

gboolean kheo_format_is_general (const char *format);
/* The next token of a format at @p; gives what follows it. @before (0 at first) carries the letter
 * seen last, which tells minutes from months. */
const char *kheo_format_scan (const char *p, KheoFormatToken *token, char *before);

G_END_DECLS
