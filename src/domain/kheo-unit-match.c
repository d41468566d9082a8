/*
 * How a text finds its unit:
 *
 *   code ─► name, in all its readings ─► parts ("xã A, huyện B", "A (B)", "B/A") that confirm each
 *   other ─► else nothing, with the likeliest as candidates.
 *
 * A reading whose prefix is the unit's own beats one without prefix; marks decide between what is
 * left; whatever then is not one is ambiguous.
 */
#include "kheo-unit-match-private.h"

#include "kheo-book-tables.h"
#include "kheo-text.h"
#include "kheo-unit-names.h"
#include "kheo-units-private.h"

#include <string.h>

typedef enum
{
  RANK_NONE,
  RANK_OTHER_PREFIX, /* a prefix was written that the unit does not bear */
  RANK_LOOSE,        /* the prefix may be none */
  RANK_NO_PREFIX,
  RANK_PREFIX,
} Rank;

typedef struct
{
  GArray   *hits; /* of guint: indexes of the best rank */
  Rank      rank;
  KheoTones tones; /* of the best of them */
  gboolean  same;  /* the last of them is written just so */
  gboolean  by_code;
  gboolean  padded; /* the code had lost its zeros */
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->hits, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
chain (GHashTable *table, char *key, guint index, guint *next)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  next[index] = first;
  g_hash_table_replace (table, key, GUINT_TO_POINTER (index + 1));
}

KheoUnitMatcher *
kheo_unit_matcher_new (KheoUnits *units, KheoDate day)
{
  KheoUnitMatcher *self = g_new0 (KheoUnitMatcher, 1);
  guint            n;

  g_return_val_if_fail (units != NULL, NULL);

  self->map = kheo_unit_map_new (units, day);
  n = self->map->n;
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  self->bases = g_new0 (char *, n + 1);
  self->letters = g_new (guint32, n + 1);
  self->next_name = g_new0 (guint, n + 1);
  self->next_code = g_new0 (guint, n + 1);

  /* From the last, so that chains run in tree order. */
  for (guint i = n; i > 0; i--)
    {
      const KheoUnitVersion *version = kheo_unit_map_get_version (self->map, i - 1);

      self->bases[i - 1] = kheo_name_base_of_version (version);
      self->letters[i - 1] = kheo_match_letters_of (self->bases[i - 1]);
      chain (self->names, self->bases[i - 1], i - 1, self->next_name);
      if (version->code != NULL)
        chain (self->codes, version->code, i - 1, self->next_code);
    }
  return self;
}

void
kheo_unit_matcher_free (KheoUnitMatcher *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->names);
  g_hash_table_unref (self->codes);
  g_clear_pointer (&self->past, g_hash_table_unref);
  g_strfreev (self->bases);
  g_free (self->letters);
  g_free (self->next_name);
  g_free (self->next_code);
  kheo_unit_map_unref (self->map);
  g_free (self);
}

void
kheo_unit_match_clear (KheoUnitMatch *match)
{
  g_clear_pointer (&match->candidates, g_array_unref);
  match->quality = KHEO_MATCH_NONE;
  match->unit_id = 0;
}

static Rank
rank_hit (const KheoNameReading *reading, const KheoUnitVersion *version)
{
  if (reading->prefix == NULL)
    return RANK_NO_PREFIX;
  if (!kheo_unit_type_has_prefix (version->type, reading->prefix))
    return RANK_OTHER_PREFIX;
  return reading->loose ? RANK_LOOSE : RANK_PREFIX;
}

static void
add_hit (Found *found, guint index)
{
  for (guint i = 0; i < found->hits->len; i++)
    if (g_array_index (found->hits, guint, i) == index)
      return;
  g_array_append_val (found->hits, index);
}

/* Adds one unit that a reading names, keeping only the best rank and, in it, the best marks. */
static gboolean
weigh_hit (Found *found, guint index, Rank rank, KheoTones tones)
{
  if (rank < found->rank || (rank == found->rank && tones < found->tones))
    return FALSE;
  if (rank > found->rank || tones > found->tones)
    {
      found->rank = rank;
      found->tones = tones;
      g_array_set_size (found->hits, 0);
    }
  add_hit (found, index);
  return TRUE;
}

static void
weigh_reading (const KheoMatchScope  *scope,
               const KheoNameReading *reading,
               guint                  index,
               Found                 *found)
{
  const KheoUnitVersion *version = kheo_unit_map_get_version (scope->matcher->map, index);
  g_autoptr (KheoNameReading) own = kheo_name_read_version (version);
  KheoTones tones = kheo_name_compare_tones (reading, own);

  gboolean same = tones == KHEO_TONES_SAME;

  /* Who writes no marks at all fits all that differ only in them: "xa nga thanh" is Nga Thanh as
   * well as Nga Thành. */
  if (!reading->marked && same)
    tones = KHEO_TONES_OPEN;
  if (weigh_hit (found, index, rank_hit (reading, version), tones))
    found->same = same;
}

static void
find_reading (const KheoMatchScope *scope, const KheoNameReading *reading, Found *found)
{
  KheoUnitMatcher *matcher = scope->matcher;
  guint            hit = GPOINTER_TO_UINT (g_hash_table_lookup (matcher->names, reading->base));

  for (; hit != 0; hit = matcher->next_name[hit - 1])
    if (reading->base[0] != '\0' && kheo_match_in_scope (scope, hit - 1))
      weigh_reading (scope, reading, hit - 1, found);
}

static void
find_name (const KheoMatchScope *scope, const char *text, Found *found)
{
  g_autoptr (GPtrArray) readings = kheo_name_read (text);
  const KheoNameReading *whole = readings->pdata[0];

  for (guint r = 0; r < readings->len; r++)
    find_reading (scope, readings->pdata[r], found);

  /* Without marks nothing tells "quan son", the quận of Sơn, from the huyện of Quan Sơn. */
  if (found->rank == RANK_PREFIX && !whole->marked)
    {
      g_auto (Found) plain = { .hits = g_array_new (FALSE, FALSE, sizeof (guint)) };

      find_reading (scope, whole, &plain);
      for (guint i = 0; i < plain.hits->len; i++)
        add_hit (found, g_array_index (plain.hits, guint, i));
    }
}

static void
take_code (const KheoMatchScope *scope, const char *code, Found *found)
{
  guint hit = GPOINTER_TO_UINT (g_hash_table_lookup (scope->matcher->codes, code));

  for (; hit != 0; hit = scope->matcher->next_code[hit - 1])
    if (kheo_match_in_scope (scope, hit - 1))
      add_hit (found, hit - 1);
}

/* @text as an official code; a sheet that took it for a number has lost its zeros. */
static void
find_code (const KheoMatchScope *scope, const char *text, Found *found)
{
  static const guint lengths[] = { 2, 3, 5 };
  gsize              length = strlen (text);

  take_code (scope, text, found);
  found->by_code = found->hits->len > 0;
  if (found->by_code || length == 0 || strspn (text, "0123456789") != length)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (lengths[i] > length)
      {
        g_autofree char *padded = g_strdup_printf ("%0*d", (int) lengths[i], atoi (text));

        take_code (scope, padded, found);
      }
  found->padded = found->by_code = found->hits->len > 0;
}

/* Code or name of one unit. */
static void
find_one (const KheoMatchScope *scope, const char *text, Found *found)
{
  g_autofree char *tidy = kheo_text_tidy (text);
  Found            padded = { 0 };

  found->hits = g_array_new (FALSE, FALSE, sizeof (guint));
  find_code (scope, tidy, found);
  if (!found->by_code)
    find_name (scope, tidy, found);
  else if (found->padded)
    {
      /* "14" may be Phường 14 or a code 014: only both together are the whole answer. */
      padded = *found;
      *found = (Found){ .hits = g_array_new (FALSE, FALSE, sizeof (guint)) };
      find_name (scope, tidy, found);
      for (guint i = 0; i < padded.hits->len; i++)
        add_hit (found, g_array_index (padded.hits, guint, i));
      found->padded = TRUE;
      if (found->rank == RANK_NONE)
        found->rank = RANK_NO_PREFIX;
      found_clear (&padded);
    }
}

static void
offer_all (KheoUnitMatcher *matcher, KheoUnitMatch *match, GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    kheo_match_offer (matcher, match, g_array_index (hits, guint, i));
}

/* Says what one search found; FALSE when it is nothing to build on. */
static gboolean
settle (KheoUnitMatcher *matcher, const Found *found, KheoUnitMatch *match)
{
  if (found->hits->len == 0)
    return FALSE;
  if (found->hits->len > 1 || (!found->by_code && found->rank == RANK_OTHER_PREFIX))
    {
      match->quality = KHEO_MATCH_AMBIGUOUS;
      offer_all (matcher, match, found->hits);
      return TRUE;
    }

  match->unit_id = kheo_unit_map_get_id (matcher->map, g_array_index (found->hits, guint, 0));
  if (found->by_code || (found->rank == RANK_PREFIX && found->same))
    match->quality = KHEO_MATCH_EXACT;
  else
    match->quality = KHEO_MATCH_LIKELY;
  return TRUE;
}

static gboolean
is_code (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Does the unit at @index lie below one that @part names (or, for a code, bear it)? */
static gboolean
is_confirmed_by (KheoUnitMatcher *matcher, guint index, const char *part)
{
  KheoMatchScope anywhere = { matcher, -1, 0, matcher->map->n };
  g_auto (Found) above = { 0 };

  find_one (&anywhere, part, &above);
  if (!above.by_code && above.rank <= RANK_OTHER_PREFIX)
    return FALSE;
  for (guint i = 0; i < above.hits->len; i++)
    {
      guint hit = g_array_index (above.hits, guint, i);

      if (hit == index ? is_code (part) : index > hit && index < matcher->map->end[hit])
        return TRUE;
    }
  return FALSE;
}

/* The units that parts[target] names and all the others confirm. */
static void
find_confirmed (
    const KheoMatchScope *scope, char **parts, guint target, Found *found, gboolean *out_exact)
{
  g_auto (Found) named = { 0 };

  find_one (scope, parts[target], &named);
  if (!named.by_code && named.rank <= RANK_OTHER_PREFIX)
    return;
  for (guint i = 0; i < named.hits->len; i++)
    {
      guint    index = g_array_index (named.hits, guint, i);
      gboolean confirmed = TRUE;

      for (guint p = 0; parts[p] != NULL && confirmed; p++)
        if (p != target)
          confirmed = is_confirmed_by (scope->matcher, index, parts[p]);
      if (confirmed)
        {
          add_hit (found, index);
          *out_exact = named.by_code || (named.rank == RANK_PREFIX && named.same);
        }
    }
}

/* Parts, smallest first or last. */
static gboolean
find_parts (const KheoMatchScope *scope, char **parts, KheoUnitMatch *match)
{
  guint    n = g_strv_length (parts);
  gboolean exact = FALSE;
  g_auto (Found) found = { 0 };

  if (n < 2)
    return FALSE;

  found.hits = g_array_new (FALSE, FALSE, sizeof (guint));
  find_confirmed (scope, parts, 0, &found, &exact);
  find_confirmed (scope, parts, n - 1, &found, &exact);
  if (found.hits->len == 1)
    {
      match->unit_id =
          kheo_unit_map_get_id (scope->matcher->map, g_array_index (found.hits, guint, 0));
      match->quality = exact ? KHEO_MATCH_EXACT : KHEO_MATCH_LIKELY;
      return TRUE;
    }
  if (found.hits->len > 1)
    {
      match->quality = KHEO_MATCH_AMBIGUOUS;
      offer_all (scope->matcher, match, found.hits);
      return TRUE;
    }
  /* No part contradicts in vain: what they name alone is offered, not taken. */
  for (guint p = 0; p < n; p++)
    {
      g_auto (Found) named = { 0 };

      find_one (scope, parts[p], &named);
      if (named.hits->len <= KHEO_MATCH_MOST)
        offer_all (scope->matcher, match, named.hits);
    }
  return FALSE;
}

/* Cuts @text at any of the characters @cuts; empty parts are left out. */
static char **
split_parts (const char *text, const char *cuts)
{
  g_auto (GStrv) raw = g_strsplit_set (text, cuts, -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    {
      g_autofree char *part = kheo_text_tidy (raw[i]);

      if (part[0] != '\0')
        g_ptr_array_add (parts, g_steal_pointer (&part));
    }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

static gboolean
find_composite (const KheoMatchScope *scope, const char *text, KheoUnitMatch *match)
{
  static const char *const cuts[] = { ",;/|()[]\n", ",;/|()[]\n-" };
  g_auto (GStrv) by_prefix = NULL;
  g_autoptr (GString) dashed = g_string_new (text);

  g_string_replace (dashed, "–", "-", 0);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_auto (GStrv) parts = split_parts (dashed->str, cuts[i]);

      if (find_parts (scope, parts, match))
        return TRUE;
    }
  by_prefix = kheo_name_split_at_prefixes (text);
  return by_prefix != NULL && find_parts (scope, by_prefix, match);
}

static gboolean
find_alias (
    const KheoMatchScope *scope, KheoDb *db, const char *text, gint64 under, KheoUnitMatch *match)
{
  g_autofree char *key = kheo_text_match_key (text);
  gint64           id = kheo_alias_get (db, key, under);
  int              index;

  if (id == 0 && under != 0)
    id = kheo_alias_get (db, key, 0);
  index = id != 0 ? kheo_unit_map_find (scope->matcher->map, id) : -1;
  if (index < 0 || !kheo_match_in_scope (scope, (guint) index))
    return FALSE;
  match->unit_id = id;
  match->quality = KHEO_MATCH_ALIAS;
  return TRUE;
}

void
kheo_unit_matcher_find (KheoUnitMatcher *self,
                        KheoDb          *db,
                        const char      *text,
                        int              level,
                        gint64           under,
                        KheoUnitMatch   *out_match)
{
  KheoMatchScope scope = { self, level, 0, self->map->n };
  g_auto (Found) found = { 0 };
  g_autofree char *tidy = NULL;

  g_return_if_fail (self != NULL && out_match != NULL);

  *out_match = (KheoUnitMatch){ KHEO_MATCH_NONE, 0, NULL };
  tidy = kheo_text_tidy (text);
  if (tidy[0] == '\0')
    return;
  if (under != 0)
    {
      int index = kheo_unit_map_find (self->map, under);

      scope.start = index >= 0 ? (guint) index : 0;
      scope.end = index >= 0 ? self->map->end[index] : 0;
    }

  if (db != NULL && find_alias (&scope, db, tidy, under, out_match))
    return;
  find_one (&scope, tidy, &found);
  if ((found.by_code || found.rank > RANK_OTHER_PREFIX) && settle (self, &found, out_match))
    return;
  if (find_composite (&scope, text, out_match))
    return;
  if (settle (self, &found, out_match))
    return;
  if (out_match->candidates == NULL)
    {
      kheo_match_offer_past (self, tidy, out_match);
      kheo_match_offer_alike (&scope, tidy, out_match);
    }
}
