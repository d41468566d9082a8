/* Which units, and what their files are called. */
#include "kheo-paper-run.h"

#include "kheo-text.h"

#include <string.h>

#define LONGEST 180 /* bytes; file systems take 255, folders and endings need some */

/* Names that Windows keeps for devices. */
static gboolean
is_reserved (const char *name)
{
  static const char *const names[] = { "con", "prn", "aux", "nul" };
  g_autofree char         *lower = g_ascii_strdown (name, (gssize) strcspn (name, "."));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (lower, names[i]))
      return TRUE;
  return strlen (lower) == 4 &&
         (g_str_has_prefix (lower, "com") || g_str_has_prefix (lower, "lpt")) &&
         g_ascii_isdigit (lower[3]);
}

char *
kheo_paper_name_file (const char *name)
{
  g_autofree char *tidy = kheo_text_tidy (name);
  GString         *safe = g_string_new (NULL);

  for (const char *at = tidy; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (safe->len + 6 > LONGEST)
        break;
      if (!g_unichar_isprint (c))
        continue;
      if (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL)
        c = '-';
      g_string_append_unichar (safe, c);
    }
  g_strchomp (safe->str);
  g_string_set_size (safe, strlen (safe->str));
  while (safe->len > 0 && strchr (". ", safe->str[safe->len - 1]) != NULL)
    g_string_truncate (safe, safe->len - 1);
  while (safe->len > 0 && strchr (".- ", safe->str[0]) != NULL)
    g_string_erase (safe, 0, 1);
  if (safe->len == 0 || is_reserved (safe->str))
    g_string_prepend (safe, "_");
  return g_string_free (safe, FALSE);
}

static void
target_clear (gpointer data)
{
  KheoPaperTarget *target = data;

  g_free (target->name);
  g_free (target->file);
}

static void
add_target (GArray *targets, KheoUnitMap *map, guint index)
{
  const KheoUnitVersion *version = kheo_unit_map_get_version (map, index);
  KheoPaperTarget        target = { kheo_unit_map_get_id (map, index), g_strdup (version->name),
                                    kheo_paper_name_file (version->name) };

  g_array_append_val (targets, target);
}

/* ---- Telling equal names apart ---- */

typedef char *(*Addition) (KheoUnitMap *map, guint index);

static char *
add_parent (KheoUnitMap *map, guint index)
{
  int parent = kheo_unit_map_get_parent (map, index);

  return g_strdup (parent >= 0 ? kheo_unit_map_get_version (map, (guint) parent)->name : NULL);
}

static char *
add_code (KheoUnitMap *map, guint index)
{
  return g_strdup (kheo_unit_map_get_version (map, index)->code);
}

static char *
add_id (KheoUnitMap *map, guint index)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, kheo_unit_map_get_id (map, index));
}

/* As file systems compare that see no case. */
static GHashTable *
count_names (GArray *targets)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < targets->len; i++)
    {
      char *key = g_utf8_casefold (g_array_index (targets, KheoPaperTarget, i).file, -1);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static void
tell_apart (GArray *targets, KheoUnitMap *map, Addition addition)
{
  g_autoptr (GHashTable) counts = count_names (targets);

  for (guint i = 0; i < targets->len; i++)
    {
      KheoPaperTarget *target = &g_array_index (targets, KheoPaperTarget, i);
      g_autofree char *key = g_utf8_casefold (target->file, -1);
      g_autofree char *more = NULL, *whole = NULL;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) < 2)
        continue;
      more = addition (map, (guint) kheo_unit_map_find (map, target->unit));
      if (more == NULL)
        continue;
      whole = g_strdup_printf ("%s (%s)", target->file, more);
      g_free (target->file);
      target->file = kheo_paper_name_file (whole);
    }
}

GArray *
kheo_paper_targets_new (KheoUnitMap *map, gint64 above, int level)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (KheoPaperTarget));
  guint   n = kheo_unit_map_get_n (map);
  int     top = above != 0 ? kheo_unit_map_find (map, above) : -1;

  g_array_set_clear_func (targets, target_clear);
  if (above != 0 && top < 0)
    return targets;
  if (top < 0 && n > 0 && kheo_unit_map_get_end (map, 0) == n)
    top = 0;
  if (level == KHEO_EACH_CHILD)
    {
      g_autoptr (GArray) children = kheo_unit_map_list_children (map, top);

      for (guint i = 0; i < children->len; i++)
        add_target (targets, map, g_array_index (children, guint, i));
    }
  else
    {
      guint end = top >= 0 ? kheo_unit_map_get_end (map, (guint) top) : n;

      for (guint i = top >= 0 ? (guint) top + 1 : 0; i < end; i++)
        if ((int) kheo_unit_map_get_version (map, i)->type->level == level)
          add_target (targets, map, i);
    }
  tell_apart (targets, map, add_parent);
  tell_apart (targets, map, add_code);
  tell_apart (targets, map, add_id);
  return targets;
}
