/* The units of one map by code and by name, as the rows of a reform write them. */
#include "kheo-conversion-private.h"

#include "kheo-text.h"
#include "kheo-unit-names.h"

#include <string.h>

#define SAME_NAME 0.6 /* likeness from which a name beside the right code is a slip */

/* ---- Words ---- */

gboolean
kheo_share_parse (const char *text, KheoShare *out_share)
{
  g_autofree char *key = kheo_text_match_key (text != NULL ? text : "");
  static const struct
  {
    const char *words;
    KheoShare   share;
  } known[] = {
    { "mot phan", KHEO_SHARE_PART },  { "phan con lai", KHEO_SHARE_PART },
    { "chia tach", KHEO_SHARE_PART }, { "giu nguyen", KHEO_SHARE_KEPT },
    { "doi ten", KHEO_SHARE_KEPT },   { "khong sap xep", KHEO_SHARE_KEPT },
    { "toan bo", KHEO_SHARE_WHOLE },  { "nguyen trang", KHEO_SHARE_WHOLE },
    { "nhap", KHEO_SHARE_WHOLE },     { "sap nhap", KHEO_SHARE_WHOLE },
    { "hop nhat", KHEO_SHARE_WHOLE }, { "part", KHEO_SHARE_PART },
    { "whole", KHEO_SHARE_WHOLE },    { "unchanged", KHEO_SHARE_KEPT },
  };

  *out_share = KHEO_SHARE_UNSAID;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strstr (key, known[i].words) == NULL)
        continue;
      *out_share = known[i].share;
      return TRUE;
    }
  return FALSE;
}

/* ---- Units of a map ---- */

static void
add (GHashTable *table, char *key, int index)
{
  GArray *all = g_hash_table_lookup (table, key);

  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (table, key, all);
    }
  else
    g_free (key);
  g_array_append_val (all, index);
}

void
kheo_conversion_index_init (KheoConversionIndex *self, KheoUnits *units, KheoDate day)
{
  self->map = kheo_unit_map_new (units, day);
  self->codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < kheo_unit_map_get_n (self->map); i++)
    {
      const KheoUnitVersion *version = kheo_unit_map_get_version (self->map, i);
      g_autofree char       *key = NULL;
      g_autofree char       *base = NULL;
      int                    level = 0;

      if (version->type == NULL || version->type->level == KHEO_LEVEL_ORGANISATION)
        continue;
      level = (int) version->type->level;
      key = kheo_text_match_key (version->name);
      base = kheo_name_base_of_version (version);
      if (version->code != NULL)
        add (self->codes, g_strdup_printf ("%d|%s", level, version->code), (int) i);
      add (self->names, g_strdup_printf ("%d|%s", level, key), (int) i);
      add (self->names, g_strdup_printf ("%d|=%s", level, base), (int) i);
    }
}

void
kheo_conversion_index_clear (KheoConversionIndex *self)
{
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->map, kheo_unit_map_unref);
}

KheoLevel
kheo_conversion_level_of (const char *name, KheoLevel fallback)
{
  const KheoUnitType *type = kheo_unit_type_of_name (name, fallback);

  if (type == NULL)
    type = kheo_unit_type_of_name (name, (KheoLevel) -1);
  return type != NULL && type->level != KHEO_LEVEL_ORGANISATION ? type->level : fallback;
}

static gboolean
is_under (const KheoConversionIndex *self, int index, int under)
{
  return under < 0 ||
         (index > under && (guint) index < kheo_unit_map_get_end (self->map, (guint) under));
}

/* How many of @all lie under @under; the first of them. */
static guint
count_under (const KheoConversionIndex *self, const GArray *all, int under, int *out_first)
{
  guint n = 0;

  *out_first = -1;
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      int index = g_array_index (all, int, i);

      if (!is_under (self, index, under))
        continue;
      if (n++ == 0)
        *out_first = index;
    }
  return n;
}

static const char *
name_of (const KheoConversionIndex *self, int index)
{
  return kheo_unit_map_get_version (self->map, (guint) index)->name;
}

/* Of several that bear the key, the one that is written letter by letter so; -1. */
static int
exactly_named (const KheoConversionIndex *self, const GArray *all, const char *name, int under)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  int              found = -1;

  for (guint i = 0; i < all->len; i++)
    {
      int              index = g_array_index (all, int, i);
      g_autofree char *own = g_utf8_casefold (name_of (self, index), -1);

      if (!is_under (self, index, under) || strcmp (own, wanted) != 0)
        continue;
      if (found >= 0)
        return -1;
      found = index;
    }
  return found;
}

static const GArray *
list_named (const KheoConversionIndex *self, const KheoConversionWanted *wanted)
{
  g_autofree char *key = kheo_text_match_key (wanted->name);
  g_autofree char *whole = g_strdup_printf ("%d|%s", (int) wanted->level, key);
  const GArray    *all = g_hash_table_lookup (self->names, whole);
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *base = NULL;

  if (all != NULL || kheo_unit_type_of_name (wanted->name, wanted->level) != NULL)
    return all;
  words = g_strsplit (key, " ", -1);
  joined = g_strjoinv ("", words);
  base = g_strdup_printf ("%d|=%s", (int) wanted->level, joined);
  return g_hash_table_lookup (self->names, base);
}

static KheoConversionFound
find_by_name (const KheoConversionIndex  *self,
              const KheoConversionWanted *wanted,
              const GArray               *named,
              int                        *out_index)
{
  guint                  n = count_under (self, named, wanted->under, out_index);
  const KheoUnitVersion *version = NULL;

  if (n == 0)
    return KHEO_FOUND_NONE;
  if (n > 1)
    *out_index = exactly_named (self, named, wanted->name, wanted->under);
  if (*out_index < 0)
    return KHEO_FOUND_SEVERAL;
  version = kheo_unit_map_get_version (self->map, (guint) *out_index);
  /* The table's code is borne by nobody: a slip, or another list. */
  return wanted->code != NULL && version->code != NULL && strcmp (version->code, wanted->code) != 0
             ? KHEO_FOUND_LIKELY
             : KHEO_FOUND_SURE;
}

KheoConversionFound
kheo_conversion_index_find (const KheoConversionIndex  *self,
                            const KheoConversionWanted *wanted,
                            int                        *out_index)
{
  const GArray *coded = NULL;
  const GArray *named = wanted->name != NULL ? list_named (self, wanted) : NULL;

  *out_index = -1;
  if (wanted->code != NULL)
    {
      g_autofree char *key = g_strdup_printf ("%d|%s", (int) wanted->level, wanted->code);

      coded = g_hash_table_lookup (self->codes, key);
      if (count_under (self, coded, wanted->under, out_index) == 0)
        count_under (self, coded, -1, out_index);
    }
  if (*out_index < 0)
    return named != NULL ? find_by_name (self, wanted, named, out_index) : KHEO_FOUND_NONE;
  if (wanted->name == NULL)
    return KHEO_FOUND_SURE;
  for (guint i = 0; named != NULL && i < named->len; i++)
    if (g_array_index (named, int, i) == *out_index)
      return KHEO_FOUND_SURE;
  /* A name that another unit here bears is no slip of this one's. */
  if (count_under (self, named, wanted->under, &(int){ 0 }) > 0 ||
      kheo_text_likeness (name_of (self, *out_index), wanted->name) < SAME_NAME)
    return KHEO_FOUND_CONFLICT;
  return KHEO_FOUND_LIKELY;
}

/* ---- Units that a reform has founded already ---- */

/* Is the unit at @index the one that @unit is to be, founded that day? */
static gboolean
is_begun (const KheoConversionIndex *self,
          KheoUnitMap               *before,
          const KheoReformUnit      *unit,
          guint                      index)
{
  const KheoUnitVersion *version = kheo_unit_map_get_version (self->map, index);
  g_autofree char       *key = NULL;
  g_autofree char       *wanted = NULL;

  if (version->type == NULL || version->type->level != unit->type->level ||
      kheo_unit_map_find (before, version->unit_id) >= 0 ||
      (unit->code != NULL && version->code != NULL && strcmp (unit->code, version->code) != 0))
    return FALSE;
  key = kheo_text_match_key (version->name);
  wanted = kheo_text_match_key (unit->name);
  return strcmp (key, wanted) == 0;
}

/* Among those that lie where it is to lie: another one there may bear its name since long. */
static int
find_begun_beside (const KheoConversionIndex *self,
                   KheoUnitMap               *before,
                   const KheoReformUnit      *unit,
                   int                        above)
{
  g_autoptr (GArray) children = kheo_unit_map_list_children (self->map, above);

  for (guint i = 0; i < children->len; i++)
    if (is_begun (self, before, unit, g_array_index (children, guint, i)))
      return (int) g_array_index (children, guint, i);
  return -1;
}

int
kheo_conversion_index_find_begun (const KheoConversionIndex *self,
                                  KheoUnitMap               *before,
                                  const KheoReformUnit      *unit)
{
  KheoConversionWanted wanted = { unit->name, NULL, unit->type->level, -1 };
  int                  found = -1;
  KheoConversionFound  how;

  if (unit->parent_id != 0)
    wanted.under = kheo_unit_map_find (self->map, unit->parent_id);
  how = kheo_conversion_index_find (self, &wanted, &found);
  if (how == KHEO_FOUND_NONE)
    return -1;
  if (how != KHEO_FOUND_SURE ||
      kheo_unit_map_find (before, kheo_unit_map_get_id (self->map, (guint) found)) >= 0)
    return find_begun_beside (self, before, unit, wanted.under);
  return found;
}
