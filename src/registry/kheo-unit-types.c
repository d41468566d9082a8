#include "kheo-unit-types.h"

#include "kheo-field.h"
#include "kheo-text.h"
#include "kheo-unit-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AS_TYPE(value, label, prefix, short_prefixes, level, branch)                               \
  { value, label, prefix, short_prefixes, KHEO_LEVEL_##level, KHEO_BRANCH_##branch },

static const KheoUnitType types[] = { KHEO_UNIT_TYPES (AS_TYPE) };

static const struct
{
  const char *name;
  const char *label;
} levels[] = {
  [KHEO_LEVEL_PROVINCE] = { "province", N_ ("Province level") },
  [KHEO_LEVEL_DISTRICT] = { "district", N_ ("District level") },
  [KHEO_LEVEL_COMMUNE] = { "commune", N_ ("Commune level") },
  [KHEO_LEVEL_HAMLET] = { "hamlet", N_ ("Hamlet level") },
  [KHEO_LEVEL_ORGANISATION] = { "organisation", N_ ("Organisation") },
};

static const struct
{
  const char *name;
  const char *label;
} branches[KHEO_N_BRANCHES] = {
  [KHEO_BRANCH_TERRITORY] = { "territory", N_ ("Territory") },
  /* Translators: the tree of Party committees and their offices. */
  [KHEO_BRANCH_PARTY] = { "party", N_ ("Party line") },
  [KHEO_BRANCH_FRONT] = { "front", N_ ("Front and organisations") },
};

/* Does @name start with the words @prefix and go on after them? */
static gboolean
starts_with (const char *name, const char *prefix, gsize length)
{
  return length > 0 && strncmp (name, prefix, length) == 0 && name[length] == ' ';
}

/* Length of the longest of the '|'-separated @prefixes that @key starts with, 0 for none. */
static gsize
longest_prefix (const char *prefixes, const char *key)
{
  gsize longest = 0;

  while (*prefixes != '\0')
    {
      gsize length = strcspn (prefixes, "|");

      if (length > longest && starts_with (key, prefixes, length))
        longest = length;
      prefixes += length + (prefixes[length] == '|' ? 1 : 0);
    }
  return longest;
}

/* By the prefix with its marks, which tells "Bản Lướt" from "Ban Dân vận". */
static const KheoUnitType *
type_of_exact_name (const char *name, int level)
{
  g_autofree char    *tidy = kheo_text_tidy (name);
  g_autofree char    *folded = g_utf8_casefold (tidy, -1);
  const KheoUnitType *found = NULL;
  gsize               longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *prefix = g_utf8_casefold (types[i].prefix, -1);
      gsize            length = strlen (prefix);

      if ((level < 0 || (int) types[i].level == level) && length > longest &&
          starts_with (folded, prefix, length))
        {
          found = &types[i];
          longest = length;
        }
    }
  return found;
}

static const KheoUnitType *
type_of_key (const char *name, int level)
{
  g_autofree char    *key = kheo_text_match_key (name);
  const KheoUnitType *found = NULL;
  gsize               longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize length = 0;

      if (level >= 0 && (int) types[i].level != level)
        continue;
      length = longest_prefix (types[i].short_prefixes, key);
      if (length > longest)
        {
          found = &types[i];
          longest = length;
        }
    }
  return found;
}

const KheoUnitType *
kheo_unit_type_find (const char *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].value, value) == 0)
      return &types[i];
  return NULL;
}

const KheoUnitType *
kheo_unit_type_of_name (const char *name, KheoLevel level_hint)
{
  const KheoUnitType *exact = NULL;
  const KheoUnitType *keyed = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  exact = type_of_exact_name (name, (int) level_hint);
  keyed = type_of_key (name, (int) level_hint);

  /* "Ban Chỉ huy Quân sự" is no "Ban": the longer key of another kind says more. */
  if (exact != NULL && keyed != NULL && keyed != exact)
    {
      g_autofree char *key = kheo_text_match_key (name);
      g_autofree char *prefix = kheo_text_match_key (exact->prefix);

      return longest_prefix (keyed->short_prefixes, key) > strlen (prefix) ? keyed : exact;
    }
  return exact != NULL ? exact : keyed;
}

const KheoUnitType *
kheo_unit_types (guint *out_n)
{
  if (out_n != NULL)
    *out_n = G_N_ELEMENTS (types);
  return types;
}

const char *
kheo_level_name (KheoLevel level)
{
  g_return_val_if_fail (level < G_N_ELEMENTS (levels), NULL);

  return levels[level].name;
}

const char *
kheo_level_label (KheoLevel level)
{
  g_return_val_if_fail (level < G_N_ELEMENTS (levels), NULL);

  return _ (levels[level].label);
}

gboolean
kheo_branch_parse (const char *text, KheoBranch *out_branch)
{
  g_return_val_if_fail (text != NULL && out_branch != NULL, FALSE);

  for (guint i = 0; i < KHEO_N_BRANCHES; i++)
    if (strcmp (branches[i].name, text) == 0)
      {
        *out_branch = (KheoBranch) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kheo_branch_name (KheoBranch branch)
{
  g_return_val_if_fail (branch < KHEO_N_BRANCHES, NULL);

  return branches[branch].name;
}

const char *
kheo_branch_label (KheoBranch branch)
{
  g_return_val_if_fail (branch < KHEO_N_BRANCHES, NULL);

  return _ (branches[branch].label);
}
