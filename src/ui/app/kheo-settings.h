/*
 * What the program remembers of a person's habits (GSettings org.kheo.Kheo).  Without an installed
 * schema everything has its default and nothing is kept: the program starts all the same.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Borrowed; NULL when the schema is not installed. */
GSettings *kheo_settings_get (void);

int      kheo_settings_get_int (const char *key, int fallback);
gboolean kheo_settings_get_boolean (const char *key, gboolean fallback);
/* Never NULL; "" when not set. */
char *kheo_settings_dup_string (const char *key);
void  kheo_settings_set_int (const char *key, int value);
void  kheo_settings_set_boolean (const char *key, gboolean value);
void  kheo_settings_set_string (const char *key, const char *value);

/* One entry of a map text → text or number. */
int  kheo_settings_get_width (const char *column); /* 0: not set */
void kheo_settings_set_width (const char *column, int width);
/* The same of texts, in the map @key; "" when not set. */
char *kheo_settings_dup_entry (const char *key, const char *entry);
void  kheo_settings_set_entry (const char *key, const char *entry, const char *value);

G_END_DECLS
