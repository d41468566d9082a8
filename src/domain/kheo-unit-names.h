/*
 * How the name of a unit can be read: "TT. Trạm Tấu" is the prefix "tt" and the name "Trạm Tấu",
 * but "Quan Sơn" is not the urban district (quận) of "Sơn".  Any thread.
 */
#pragma once

#include "kheo-unit-table.h"

G_BEGIN_DECLS

typedef struct
{
  char    *prefix; /* as a match key; NULL: none is written */
  gboolean marked; /* the whole text has marks: a word without is meant so */
  gboolean loose; /* the prefix may be part of the name as well, or words before it were left out */
  char    *base;  /* match key of the name proper, without blanks: what units are looked up by */
  char *toned; /* its words with marks in one canonical spelling ("hoà" = "hòa", "kỹ" = "kĩ") */
} KheoNameReading;

/* All readings of @text, the one without prefix first; GPtrArray of KheoNameReading. */
GPtrArray *kheo_name_read (const char *text);
/* The one reading of a unit's own name. */
KheoNameReading *kheo_name_read_version (const KheoUnitVersion *version);
/* Only the base of it, which is all that an index needs. */
char *kheo_name_base_of_version (const KheoUnitVersion *version);
void  kheo_name_reading_free (KheoNameReading *self);

/* Do units of @type bear @prefix? */
gboolean kheo_unit_type_has_prefix (const KheoUnitType *type, const char *prefix);

typedef enum
{
  KHEO_TONES_DIFFER, /* a word has other marks */
  KHEO_TONES_OPEN,   /* where @text has marks they are the same */
  KHEO_TONES_SAME,
} KheoTones;
/* How well the marks of a text fit those of a name with the same base. */
KheoTones kheo_name_compare_tones (const KheoNameReading *text, const KheoNameReading *name);

/* The places where "xã A huyện B" can be cut: the parts, or NULL when there is only one. */
char **kheo_name_split_at_prefixes (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KheoNameReading, kheo_name_reading_free)

G_END_DECLS
