/*
 * One spelling and the unit that it means.  Names are looked up once per context — the district
 * named by a column, by a group above, by the sheet's name or its title — and per stretch of days
 * in which the map did not change, so that a row of 2024 finds the units of 2024.
 */
#include "kheo-import-place-private.h"

#include "kheo-text.h"
#include "kheo-unit-across.h"

#include <string.h>

/* ---- Spellings ---- */

/* @text in lower case with the tone of each syllable behind it: "hoà" and "hòa" are one. */
static char *
spelling_of (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  GString         *spelling = g_string_new (NULL);
  GString         *tone = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323)
        g_string_append_unichar (tone, c);
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (spelling, c);
      else
        {
          g_string_append (spelling, tone->str);
          g_string_truncate (tone, 0);
        }
    }
  g_string_append (spelling, tone->str);
  g_string_free (tone, TRUE);
  return g_string_free (spelling, FALSE);
}

/* The unit's name without its prefix; points into @version. */
static const char *
bare_name (const KheoUnitVersion *version)
{
  gsize prefix = version->type != NULL ? strlen (version->type->prefix) : 0;

  if (prefix > 0 && g_str_has_prefix (version->name, version->type->prefix) &&
      version->name[prefix] == ' ')
    return version->name + prefix + 1;
  return version->name;
}

/* Was the unit found although letters or marks differ from its name? */
static gboolean
is_spelt_otherwise (KheoPlaceFinder *self, const char *text, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (self->import->units, unit_id, day);
  g_autofree char       *written = spelling_of (text);
  g_autofree char       *bare = NULL;

  if (version == NULL)
    return TRUE;
  bare = spelling_of (bare_name (version));
  return strstr (written, bare) == NULL &&
         (version->code == NULL || strstr (text, version->code) == NULL);
}

#define SLIP_LIKENESS 0.8 /* from here on two names differ by a slip of the hand */

gboolean
kheo_place_names_unit (KheoPlaceFinder *self, const char *text, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (self->import->units, unit_id, day);
  g_autofree char       *written = kheo_text_match_key (text);
  g_autofree char       *bare = NULL;

  if (version == NULL)
    return FALSE;
  bare = kheo_text_match_key (bare_name (version));
  return kheo_words_contain (written, bare) ||
         (version->code != NULL && strstr (text, version->code) != NULL) ||
         kheo_text_likeness (version->name, text) >= SLIP_LIKENESS;
}

int
kheo_place_level_of (const KheoPlaceFinder *self, gint64 unit_id)
{
  const KheoUnitVersion *version =
      unit_id != 0 ? kheo_units_get_version (self->import->units, unit_id, kheo_date_today ())
                   : NULL;

  return version != NULL && version->type != NULL ? (int) version->type->level : -1;
}

/* ---- Places ---- */

static void
place_clear (KheoPlace *place)
{
  g_clear_pointer (&place->candidates, g_array_unref);
}

static void
clear_place (gpointer data)
{
  place_clear (data);
}

/* What a place is looked up by, twice for every row: nothing is allocated for that. */
typedef struct
{
  const char *text; /* borrowed, lives as long as the import */
  gint32      context;
  int         level;
  gint64      under;
  guint       epoch;
} PlaceKey;

static guint
hash_key (gconstpointer data)
{
  const PlaceKey *key = data;
  guint           rest = (guint) key->context * 31 + (guint) key->level * 7 + key->epoch;

  return g_str_hash (key->text) ^ (rest * 0x9e3779b9u) ^ g_int64_hash (&key->under);
}

static gboolean
keys_equal (gconstpointer a, gconstpointer b)
{
  const PlaceKey *left = a;
  const PlaceKey *right = b;

  return left->context == right->context && left->level == right->level &&
         left->under == right->under && left->epoch == right->epoch &&
         strcmp (left->text, right->text) == 0;
}

void
kheo_places_reset (KheoImport *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->place_index, g_hash_table_unref);
  self->places = g_array_new (FALSE, TRUE, sizeof (KheoPlace));
  g_array_set_clear_func (self->places, clear_place);
  self->place_index = g_hash_table_new_full (hash_key, keys_equal, g_free, NULL);
}

/* Looked for on the row's day, else as the names are today. */
static void
look_up (KheoPlaceFinder *self, KheoPlace *place, KheoDate day)
{
  KheoUnitMatch match = { KHEO_MATCH_NONE, 0, NULL };
  KheoDate      today = kheo_date_today ();

  kheo_unit_matcher_find (kheo_place_matcher (self, kheo_place_epoch (self, day), day), self->db,
                          place->text, place->level, place->under, &match);
  if (match.unit_id == 0 && match.quality == KHEO_MATCH_NONE &&
      kheo_place_epoch (self, day) != kheo_place_epoch (self, today))
    {
      kheo_unit_match_clear (&match);
      kheo_unit_matcher_find (kheo_place_matcher (self, kheo_place_epoch (self, today), today),
                              self->db, place->text, place->level, place->under, &match);
    }
  place->unit_id = match.unit_id;
  place->quality = match.quality;
  place->candidates = g_steal_pointer (&match.candidates);
  place->marks_differ = match.unit_id != 0 && match.quality == KHEO_MATCH_LIKELY &&
                        is_spelt_otherwise (self, place->text, match.unit_id, day);
}

/* ---- Names of other days ---- */

/* Does @unit_id lie in @under (0: anywhere), as it was on @day? */
static gboolean
lies_in (KheoPlaceFinder *self, gint64 unit_id, gint64 under, KheoDate day)
{
  for (guint depth = 0; under != 0 && unit_id != under && depth < 8; depth++)
    {
      const KheoUnitVersion *version = kheo_units_get_version (self->import->units, unit_id, day);

      if (version == NULL || version->parent_id == 0)
        return FALSE;
      unit_id = version->parent_id;
    }
  return TRUE;
}

/* Who stands on @day for a unit that bore the name in @version: GArray of gint64.  A name that came
 * later than @day speaks of the later unit. */
static GArray *
list_standing (KheoPlaceFinder *self, const KheoUnitVersion *version, gint64 under, KheoDate day)
{
  GArray *standing = kheo_units_list_standing (self->import->units, version->unit_id, day);

  if (standing->len == 0 || (version->valid_from != KHEO_DATE_UNKNOWN && version->valid_from > day))
    {
      g_array_set_size (standing, 0);
      g_array_append_val (standing, version->unit_id);
    }
  for (guint i = standing->len; i > 0; i--)
    if (!lies_in (self, version->unit_id, under, version->valid_from) &&
        !lies_in (self, g_array_index (standing, gint64, i - 1), under, day))
      g_array_remove_index (standing, i - 1);
  return standing;
}

/* Is the unit of @version called what the place says, on its own map? */
static gboolean
was_called_so (KheoPlaceFinder *self, const KheoPlace *place, const KheoUnitVersion *version)
{
  KheoDate      day = version->valid_from != KHEO_DATE_UNKNOWN ? version->valid_from
                      : version->valid_to != KHEO_DATE_UNKNOWN ? version->valid_to
                                                               : kheo_date_today ();
  guint         epoch = kheo_place_epoch (self, day);
  KheoUnitMatch match = { KHEO_MATCH_NONE, 0, NULL };
  gboolean      called = FALSE;

  kheo_unit_matcher_find (kheo_place_matcher (self, epoch, day), NULL, place->text, place->level,
                          version->parent_id, &match);
  called = match.unit_id == version->unit_id;
  kheo_unit_match_clear (&match);
  return called;
}

/*
 * Nothing of that name lives on the row's day or today: does some unit of another map bear it?  It
 * is taken for who stands for that unit on the row's day, when that is one; a person is told.
 */
static void
look_in_past (KheoPlaceFinder *self, KheoPlace *place, KheoDate day)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  const KheoUnitVersion *old = NULL;

  for (guint c = 0; place->candidates != NULL && c < place->candidates->len; c++)
    {
      guint                  n = 0;
      const KheoUnitVersion *versions = kheo_units_get_versions (
          self->import->units, g_array_index (place->candidates, gint64, c), &n);

      for (guint v = 0; v < n; v++)
        {
          g_autoptr (GArray) standing = NULL;

          if (!was_called_so (self, place, &versions[v]))
            continue;
          standing = list_standing (self, &versions[v], place->under, day);
          old = standing->len > 0 ? &versions[v] : old;
          g_array_append_vals (found, standing->data, standing->len);
          break;
        }
    }
  if (found->len == 0)
    return;
  for (guint i = 1; i < found->len; i++)
    if (g_array_index (found, gint64, i) != g_array_index (found, gint64, 0))
      {
        place->quality = KHEO_MATCH_AMBIGUOUS;
        g_array_unref (place->candidates);
        place->candidates = g_steal_pointer (&found);
        return;
      }
  place->unit_id = g_array_index (found, gint64, 0);
  place->quality = KHEO_MATCH_LIKELY;
  place->old_unit_id = old->unit_id;
  place->old_day = old->valid_from != KHEO_DATE_UNKNOWN ? old->valid_from : old->valid_to;
}

/* "Xã Chiềng Sâng" in a district that has Chiềng Sàng, Chiềng San and nobody called so. */
static void
look_for_slip (KheoPlaceFinder *self, KheoPlace *place, KheoDate day)
{
  if (place->under == 0)
    return;
  place->unit_id =
      kheo_unit_matcher_find_slip (kheo_place_matcher (self, kheo_place_epoch (self, day), day),
                                   place->text, place->level, place->under);
  if (place->unit_id == 0)
    return;
  place->quality = KHEO_MATCH_LIKELY;
  place->marks_differ = TRUE;
}

/* ---- Finding ---- */

static void
apply_answer (KheoPlaceFinder *self, KheoPlace *place)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "|%s", place->under, place->text);
  const gint64    *answer = g_hash_table_lookup (self->import->answers, key);

  if (answer == NULL)
    return;
  place->unit_id = *answer;
  place->quality = KHEO_MATCH_ALIAS;
  place->marks_differ = FALSE;
  place->old_unit_id = 0;
  place->chosen = TRUE;
}

/*
 * The sheet says in what it lies, and the book has nothing of that name: a unit so called elsewhere
 * is offered, not taken.  One that lies in what the name above may be a slip of is what is meant.
 */
static void
keep_to_context (KheoPlaceFinder *self, KheoPlace *place, KheoDate day)
{
  const KheoPlace *context = place->context >= 0 ? kheo_place_at (self, place->context) : NULL;

  if (context == NULL || place->unit_id == 0 || place->quality == KHEO_MATCH_ALIAS ||
      context->unit_id != 0 || context->quality != KHEO_MATCH_NONE ||
      kheo_unit_type_of_name (context->text, (KheoLevel) -1) == NULL)
    return;
  for (guint i = 0; context->candidates != NULL && i < context->candidates->len; i++)
    if (lies_in (self, place->unit_id, g_array_index (context->candidates, gint64, i), day))
      return;
  g_clear_pointer (&place->candidates, g_array_unref);
  place->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (place->candidates, place->unit_id);
  place->quality = KHEO_MATCH_NONE;
  place->unit_id = place->old_unit_id = 0;
  place->marks_differ = FALSE;
}

/* The unit is to be founded: only when its name says what it is. */
static void
offer_to_create (KheoPlaceFinder *self, KheoPlace *place)
{
  const KheoUnitType *type = kheo_unit_type_of_name (place->text, (KheoLevel) -1);

  place->create = self->import->options->create_units && place->quality == KHEO_MATCH_NONE &&
                  type != NULL && type->level <= KHEO_LEVEL_COMMUNE;
}

/* What names of @level are looked for under: a commune's own list may name its district too. */
static gint64
base_above (const KheoPlaceFinder *self, int level)
{
  gint64 base = self->base;

  while (base != 0 && level >= 0 && kheo_place_level_of (self, base) >= level)
    {
      const KheoUnitVersion *version =
          kheo_units_get_version (self->import->units, base, kheo_date_today ());

      if (level == KHEO_LEVEL_COMMUNE || version == NULL)
        break;
      base = version->parent_id;
    }
  return base;
}

gint32
kheo_place_find (KheoPlaceFinder *self, const char *text, int level, gint32 context, KheoDate day)
{
  gint64 under = context >= 0 ? kheo_place_at (self, context)->unit_id : base_above (self, level);
  KheoPlace place = { .text = text, .context = context, .level = level };
  PlaceKey  key = { text, context, level, 0, 0 };
  gpointer  known = NULL;
  gint32    index = 0;

  /* A context that was not found leaves its own context to look in. */
  for (gint32 c = context; under == 0 && c >= 0 && !kheo_place_at (self, c)->create;
       c = kheo_place_at (self, c)->context)
    under = kheo_place_at (self, c)->under;
  place.under = under;
  key.under = under;
  key.epoch = kheo_place_epoch (self, day);
  if (g_hash_table_lookup_extended (self->import->place_index, &key, NULL, &known))
    return GPOINTER_TO_INT (known);

  look_up (self, &place, day);
  if (place.quality == KHEO_MATCH_NONE && level >= 0)
    {
      int wanted = place.level;

      g_clear_pointer (&place.candidates, g_array_unref);
      place.level = -1;
      look_up (self, &place, day);
      place.level = wanted;
    }
  if (place.quality == KHEO_MATCH_NONE)
    look_in_past (self, &place, day);
  if (place.quality == KHEO_MATCH_NONE)
    look_for_slip (self, &place, day);
  keep_to_context (self, &place, day);
  apply_answer (self, &place);
  offer_to_create (self, &place);
  index = (gint32) self->import->places->len;
  g_array_append_val (self->import->places, place);
  g_hash_table_insert (self->import->place_index, g_memdup2 (&key, sizeof key),
                       GINT_TO_POINTER (index));
  return index;
}

/* ---- What the sheet as a whole speaks of ---- */

static gboolean
has_letters (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (g_unichar_isalpha (g_utf8_get_char (name)))
      return TRUE;
  return FALSE;
}

static void
step_into (KheoPlaceFinder *self, const char *name, KheoDate day)
{
  KheoUnitMatch match = { KHEO_MATCH_NONE, 0, NULL };

  kheo_unit_matcher_find (kheo_place_matcher (self, kheo_place_epoch (self, day), day), self->db,
                          name, -1, self->base, &match);
  self->base_missed = match.unit_id == 0 ? kheo_import_intern (self->import, name) : NULL;
  self->base_many = match.quality == KHEO_MATCH_AMBIGUOUS;
  if (match.unit_id != 0)
    {
      self->base = match.unit_id;
      self->base_is_unit = kheo_place_level_of (self, match.unit_id) > (int) KHEO_LEVEL_PROVINCE;
    }
  kheo_unit_match_clear (&match);
}

/* The title's units from the whole to the part, then the sheet's name; what the book does not know
 * is no unit but a word. */
void
kheo_place_find_base (KheoPlaceFinder *self)
{
  const KheoImportTableInfo *info = &self->table->info;
  g_auto (GStrv) names = NULL;
  KheoDate day = kheo_place_day_of_sheet (self);

  self->base = self->import->under;
  self->base_is_unit = self->base != 0;
  names = g_strsplit (info->under != NULL ? info->under : "", "/", -1);
  for (guint i = 0; names[i] != NULL; i++)
    step_into (self, names[i], day);
  /* "2024" or "1" would be taken for a code. */
  if (has_letters (info->name))
    {
      KheoPlaceFinder before = *self;

      step_into (self, info->name, day);
      if (self->base == before.base)
        {
          self->base_missed = before.base_missed;
          self->base_many = before.base_many;
        }
    }
  self->base_level = kheo_place_level_of (self, self->base);
}
