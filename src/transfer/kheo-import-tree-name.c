/*
 * Names and codes as lists of units write them: with what the unit is before its name, with a short
 * form of that or a slip in it, with none and the type beside it; codes that a spreadsheet took for
 * numbers.
 */
#include "kheo-import-tree.h"

#include "kheo-text.h"

#include <string.h>

/* ---- Prefixes ---- */

/* Does @lower begin with "xã "?  Every name is asked for all types: nothing is allocated here. */
static gboolean
is_prefix (const char *lower, const KheoUnitType *type)
{
  const char *p = type->prefix;

  for (; *p != '\0'; p = g_utf8_next_char (p), lower = g_utf8_next_char (lower))
    if (g_unichar_tolower (g_utf8_get_char (p)) != g_utf8_get_char (lower))
      return FALSE;
  return p > type->prefix && *lower == ' ';
}

static gboolean
has_prefix (const char *name, const KheoUnitType *type)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  return is_prefix (lower, type);
}

const KheoUnitType *
kheo_tree_type_of_prefix (const char *name)
{
  guint               n = 0;
  const KheoUnitType *types = kheo_unit_types (&n);
  g_autofree char    *lower = g_utf8_strdown (name, -1);

  for (guint i = 0; i < n; i++)
    if (types[i].level <= KHEO_LEVEL_HAMLET && is_prefix (lower, &types[i]))
      return &types[i];
  return NULL;
}

/* How many words of the match key @key are a way to write the prefix of @type; @out_short: one of
 * its short forms. */
static guint
count_prefix_words (const char *key, const KheoUnitType *type, gboolean *out_short)
{
  g_auto (GStrv) forms = g_strsplit (type->short_prefixes, "|", -1);
  g_autofree char *whole = kheo_text_match_key (type->prefix);
  gsize            longest = 0;
  guint            words = 0;

  for (guint i = 0; forms[i] != NULL; i++)
    {
      gsize length = strlen (forms[i]);

      if (length <= longest || strncmp (key, forms[i], length) != 0 || key[length] != ' ')
        continue;
      longest = length;
      *out_short = strcmp (forms[i], whole) != 0;
      words = 1;
      for (const char *p = forms[i]; *p != '\0'; p++)
        words += *p == ' ';
    }
  return words;
}

static const char *
skip_words (const char *text, guint words)
{
  while (words-- > 0)
    {
      while (*text != '\0' && g_unichar_isalnum (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
    }
  return text;
}

const char *
kheo_tree_whole_name (KheoImportTable    *table,
                      const char         *name,
                      const KheoUnitType *type,
                      gboolean            bare,
                      gboolean           *out_doubt)
{
  g_autofree char *key = NULL;
  g_autofree char *whole = NULL;
  gboolean         is_short = FALSE;
  guint            words = 0;

  *out_doubt = FALSE;
  if (type == NULL || *type->prefix == '\0' || has_prefix (name, type))
    return name;
  if (kheo_tree_type_of_prefix (name) != NULL && !bare)
    {
      *out_doubt = TRUE;
      return name;
    }
  key = kheo_text_match_key (name);
  words = bare ? 0 : count_prefix_words (key, type, &is_short);
  *out_doubt = words > 0 && !is_short;
  whole = g_strconcat (type->prefix, " ", skip_words (name, words), NULL);
  return kheo_import_intern (table->import, whole);
}

const char *
kheo_tree_clean_name (KheoImportTable *table, const char *name)
{
  KheoOrdinal ordinal = KHEO_ORDINAL_NONE;
  const char *rest = kheo_words_skip_ordinal (name, &ordinal);

  if (ordinal != KHEO_ORDINAL_NONE && kheo_tree_type_of_prefix (rest) != NULL)
    name = rest;
  return kheo_group_drop_count (table, name);
}

/* ---- Codes ---- */

static gsize
digits_of (const char *code)
{
  gsize length = code != NULL ? strlen (code) : 0;

  return length > 0 && strspn (code, "0123456789") == length ? length : 0;
}

const char *
kheo_tree_code (KheoImportTable      *table,
                const KheoTreeHabits *habits,
                const char           *code,
                KheoLevel             level)
{
  static const gsize lengths[] = { 2, 3, 5 };
  gsize              length = digits_of (code);
  g_autofree char   *padded = NULL;

  if (!habits->official || length == 0 || level > KHEO_LEVEL_COMMUNE || length >= lengths[level])
    return code;
  padded = g_strdup_printf ("%0*d", (int) lengths[level], atoi (code));
  return kheo_import_intern (table->import, padded);
}

/* ---- Habits ---- */

static gboolean
are_bare (const KheoImportTable *table, int field)
{
  guint n = 0;
  guint whole = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      const char *text = row->kind == KHEO_ROW_DATA ? kheo_tree_text (table, row, field) : NULL;

      n += text != NULL;
      whole += text != NULL && kheo_tree_type_of_prefix (text) != NULL;
    }
  return whole * 2 < n;
}

/* Codes of communes of three digits: the statistics office left room, 00001, 00004, 00007 …, for
 * those to come; who numbers units for himself leaves none. */
static gboolean
are_spaced (const KheoImportTable *table)
{
  guint n = 0;
  guint spaced = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);
      const char         *code =
          row->kind == KHEO_ROW_DATA ? kheo_tree_text (table, row, KHEO_UNIT_FIELD_CODE) : NULL;

      if (digits_of (code) == 0)
        continue;
      n++;
      spaced += atoi (code) % 3 == 1;
    }
  return n >= 5 && spaced * 5 >= n * 4;
}

/* Offices that number their units themselves, from 1, do so with few digits. */
static gboolean
are_official (const KheoImportTable *table)
{
  static const struct
  {
    int   field;
    gsize digits;
  } codes[] = { { KHEO_UNIT_FIELD_CODE, 4 }, { KHEO_UNIT_FIELD_DISTRICT_CODE, 2 } };

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint i = 0; i < table->rows->len; i++)
      {
        const KheoSheetRow *row = kheo_table_row (table, i);

        if (row->kind == KHEO_ROW_DATA &&
            digits_of (kheo_tree_text (table, row, codes[c].field)) >= codes[c].digits)
          return TRUE;
      }
  return are_spaced (table);
}

static gboolean
is_of_level (const char *name, KheoLevel level)
{
  const KheoUnitType *type = name != NULL ? kheo_tree_type_of_prefix (name) : NULL;

  return type != NULL && type->level == level;
}

/* Does some row name a unit of @level? */
static gboolean
has_level (const KheoImportTable *table, KheoLevel level)
{
  for (guint i = 0; i < table->groups->len; i++)
    if (is_of_level (g_array_index (table->groups, KheoGroup, i).text, level))
      return TRUE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (table, i);

      if (row->kind == KHEO_ROW_DATA &&
          is_of_level (kheo_tree_text (table, row, KHEO_UNIT_FIELD_NAME), level))
        return TRUE;
    }
  return FALSE;
}

void
kheo_tree_weigh_habits (const KheoImportTable *table, KheoTreeHabits *out_habits)
{
  out_habits->bare_names = are_bare (table, KHEO_UNIT_FIELD_NAME);
  out_habits->bare_districts = are_bare (table, KHEO_UNIT_FIELD_DISTRICT_NAME);
  out_habits->districts = has_level (table, KHEO_LEVEL_DISTRICT);
  out_habits->communes = has_level (table, KHEO_LEVEL_COMMUNE);
  out_habits->official = are_official (table);
}
