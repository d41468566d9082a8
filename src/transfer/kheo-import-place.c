/*
 * Which unit each row of models means.  Names are looked up once per spelling and context — the
 * district named by a column, by a group above, by the sheet's name or its title — and per stretch
 * of days in which the map did not change, so that a row of 2024 finds the units of 2024.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Looks names up for one table. */
typedef struct
{
  KheoImportTable *table;
  KheoImport      *import;
  KheoDb          *db;
  GArray          *changes;      /* KheoDate: days on which the map changed, sorted */
  GPtrArray       *matchers;     /* by number of changes before; made when needed */
  gint64           base;         /* what the sheet speaks of; 0: anything */
  gboolean         base_is_unit; /* rows that name no unit are of the base itself */
  const char      *last_district;
  gboolean         told_missing;
} Finder;

/* ---- Days ---- */

static void
add_change (const KheoUnitVersion *version, gpointer user_data)
{
  GArray *changes = user_data;

  if (version->valid_from != KHEO_DATE_UNKNOWN)
    g_array_append_val (changes, version->valid_from);
  if (version->valid_to != KHEO_DATE_UNKNOWN)
    {
      KheoDate after = version->valid_to + 1;

      g_array_append_val (changes, after);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  KheoDate first = *(const KheoDate *) a;
  KheoDate second = *(const KheoDate *) b;

  return first < second ? -1 : first > second;
}

static gboolean
load_changes (Finder *finder, GError **error)
{
  guint kept = 0;

  finder->changes = g_array_new (FALSE, FALSE, sizeof (KheoDate));
  if (!kheo_unit_table_foreach (finder->db, add_change, finder->changes, error))
    return FALSE;
  g_array_sort (finder->changes, compare_dates);
  for (guint i = 0; i < finder->changes->len; i++)
    if (i == 0 || g_array_index (finder->changes, KheoDate, i) !=
                      g_array_index (finder->changes, KheoDate, i - 1))
      g_array_index (finder->changes, KheoDate, kept++) =
          g_array_index (finder->changes, KheoDate, i);
  g_array_set_size (finder->changes, kept);
  finder->matchers = g_ptr_array_new ();
  g_ptr_array_set_size (finder->matchers, (int) kept + 1);
  return TRUE;
}

/* How many changes of the map lie on or before @day. */
static guint
epoch_of (const Finder *finder, KheoDate day)
{
  guint low = 0;
  guint high = finder->changes->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (finder->changes, KheoDate, middle) <= day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static KheoUnitMatcher *
matcher_of (Finder *finder, guint epoch, KheoDate day)
{
  if (finder->matchers->pdata[epoch] == NULL)
    finder->matchers->pdata[epoch] = kheo_unit_matcher_new (finder->import->units, day);
  return finder->matchers->pdata[epoch];
}

static KheoDate
day_of_row (const Finder *finder, const KheoSheetRow *row)
{
  const KheoValue *day = kheo_values_get (finder->table, row, KHEO_MODEL_REGISTERED_ON);
  const KheoValue *year = kheo_values_get (finder->table, row, KHEO_MODEL_YEAR);
  KheoDate         today = kheo_date_today ();
  int              number = 0;

  if (finder->import->options->date != KHEO_DATE_UNKNOWN)
    return finder->import->options->date;
  if (finder->changes->len == 0)
    return today;
  if (day != NULL && day->type == KHEO_VALUE_TEXT && strlen (day->text) == 10)
    return kheo_date_from_iso (day->text);
  if (year != NULL && year->type == KHEO_VALUE_INTEGER)
    number = (int) year->integer;
  if (number > 0 && (finder->table->info.day == KHEO_DATE_UNKNOWN ||
                     kheo_date_get_year (finder->table->info.day) != number))
    return MIN (kheo_date_new (number, 12, 31), today);
  return finder->table->info.day != KHEO_DATE_UNKNOWN ? finder->table->info.day : today;
}

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

/* Was the unit found although letters or marks differ from its name? */
static gboolean
is_spelt_otherwise (Finder *finder, const char *text, gint64 unit_id, KheoDate day)
{
  const KheoUnitVersion *version = kheo_units_get_version (finder->import->units, unit_id, day);
  g_autofree char       *written = spelling_of (text);
  g_autofree char       *bare = NULL;
  const char            *name = NULL;
  gsize                  prefix = 0;

  if (version == NULL)
    return TRUE;
  name = version->name;
  prefix = version->type != NULL ? strlen (version->type->prefix) : 0;
  if (prefix > 0 && g_str_has_prefix (name, version->type->prefix) && name[prefix] == ' ')
    name += prefix + 1;
  bare = spelling_of (name);
  return strstr (written, bare) == NULL &&
         (version->code == NULL || strstr (text, version->code) == NULL);
}

/* ---- Places ---- */

void
kheo_place_clear (KheoPlace *place)
{
  g_clear_pointer (&place->candidates, g_array_unref);
}

static void
clear_place (gpointer data)
{
  kheo_place_clear (data);
}

void
kheo_places_reset (KheoImport *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->place_index, g_hash_table_unref);
  self->places = g_array_new (FALSE, TRUE, sizeof (KheoPlace));
  g_array_set_clear_func (self->places, clear_place);
  self->place_index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static KheoPlace *
place_at (const Finder *finder, gint32 index)
{
  return &g_array_index (finder->import->places, KheoPlace, index);
}

/* Looked for on the row's day, else as the names are today. */
static void
look_up (Finder *finder, KheoPlace *place, KheoDate day)
{
  KheoUnitMatch match = { KHEO_MATCH_NONE, 0, NULL };
  KheoDate      today = kheo_date_today ();

  kheo_unit_matcher_find (matcher_of (finder, epoch_of (finder, day), day), finder->db, place->text,
                          place->level, place->under, &match);
  if (match.unit_id == 0 && match.quality == KHEO_MATCH_NONE &&
      epoch_of (finder, day) != epoch_of (finder, today))
    {
      kheo_unit_match_clear (&match);
      kheo_unit_matcher_find (matcher_of (finder, epoch_of (finder, today), today), finder->db,
                              place->text, place->level, place->under, &match);
    }
  place->unit_id = match.unit_id;
  place->quality = match.quality;
  place->candidates = g_steal_pointer (&match.candidates);
  place->marks_differ = match.unit_id != 0 && match.quality == KHEO_MATCH_LIKELY &&
                        is_spelt_otherwise (finder, place->text, match.unit_id, day);
}

static void
apply_answer (Finder *finder, KheoPlace *place)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "|%s", place->under, place->text);
  const gint64    *answer = g_hash_table_lookup (finder->import->answers, key);

  if (answer == NULL)
    return;
  place->unit_id = *answer;
  place->quality = KHEO_MATCH_ALIAS;
  place->marks_differ = FALSE;
  place->chosen = TRUE;
}

/* The unit is to be founded: only when its name says what it is. */
static void
offer_to_create (Finder *finder, KheoPlace *place)
{
  const KheoUnitType *type = kheo_unit_type_of_name (place->text, (KheoLevel) -1);

  place->create = finder->import->options->create_units && place->quality == KHEO_MATCH_NONE &&
                  type != NULL && type->level <= KHEO_LEVEL_COMMUNE;
}

/* Index of the place that @text names inside @context (another place, -1). */
static gint32
find_place (Finder *finder, const char *text, int level, gint32 context, KheoDate day)
{
  gint64           under = context >= 0 ? place_at (finder, context)->unit_id : finder->base;
  KheoPlace        place = { .text = text, .context = context, .level = level };
  g_autofree char *key = NULL;
  gpointer         known = NULL;
  gint32           index = 0;

  /* A context that was not found leaves its own context to look in. */
  for (gint32 c = context; under == 0 && c >= 0 && !place_at (finder, c)->create;
       c = place_at (finder, c)->context)
    under = place_at (finder, c)->under;
  place.under = under;
  key = g_strdup_printf ("%d|%d|%" G_GINT64_FORMAT "|%u|%s", context, level, under,
                         epoch_of (finder, day), text);
  if (g_hash_table_lookup_extended (finder->import->place_index, key, NULL, &known))
    return GPOINTER_TO_INT (known);

  look_up (finder, &place, day);
  if (place.quality == KHEO_MATCH_NONE && level >= 0)
    {
      int wanted = place.level;

      g_clear_pointer (&place.candidates, g_array_unref);
      place.level = -1;
      look_up (finder, &place, day);
      place.level = wanted;
    }
  apply_answer (finder, &place);
  offer_to_create (finder, &place);
  index = (gint32) finder->import->places->len;
  g_array_append_val (finder->import->places, place);
  g_hash_table_insert (finder->import->place_index, g_steal_pointer (&key),
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
step_into (Finder *finder, const char *name, KheoDate day)
{
  KheoUnitMatch          match = { KHEO_MATCH_NONE, 0, NULL };
  const KheoUnitVersion *version = NULL;

  kheo_unit_matcher_find (matcher_of (finder, epoch_of (finder, day), day), finder->db, name, -1,
                          finder->base, &match);
  if (match.unit_id != 0)
    {
      finder->base = match.unit_id;
      version = kheo_units_get_version (finder->import->units, match.unit_id, day);
      finder->base_is_unit =
          version != NULL && version->type != NULL && version->type->level != KHEO_LEVEL_PROVINCE;
    }
  kheo_unit_match_clear (&match);
}

/* The title's units from the whole to the part, then the sheet's name; what the book does not know
 * is no unit but a word. */
static void
find_base (Finder *finder)
{
  const KheoImportTableInfo *info = &finder->table->info;
  g_auto (GStrv) names = NULL;
  KheoDate day = kheo_date_today ();

  if (finder->import->options->date != KHEO_DATE_UNKNOWN)
    day = finder->import->options->date;
  else if (info->day != KHEO_DATE_UNKNOWN)
    day = info->day;
  finder->base = finder->import->under;
  finder->base_is_unit = finder->base != 0;
  names = g_strsplit (info->under != NULL ? info->under : "", "/", -1);
  for (guint i = 0; names[i] != NULL; i++)
    step_into (finder, names[i], day);
  /* "2024" or "1" would be taken for a code. */
  if (has_letters (info->name))
    step_into (finder, info->name, day);
}

/* ---- Rows ---- */

static const char *
text_of (const Finder *finder, const KheoSheetRow *row, int field)
{
  const KheoValue *value = kheo_values_get (finder->table, row, field);

  return value != NULL && value->type == KHEO_VALUE_TEXT ? value->text : NULL;
}

/* The place that the groups above the row name, innermost last. */
static gint32
place_of_group (Finder *finder, int index, KheoDate day)
{
  KheoGroup *group = NULL;
  gint32     context = -1;

  if (index < 0)
    return -1;
  group = &g_array_index (finder->table->groups, KheoGroup, index);
  context = place_of_group (finder, group->parent, day);
  if (group->choice_field >= 0 || group->year > 0)
    return context;
  group->place = find_place (finder, group->text, group->level, context, day);
  if (place_at (finder, group->place)->unit_id != 0 || place_at (finder, group->place)->create ||
      group->level >= 0)
    return group->place;
  /* No unit and not called one: a heading of some other sense. */
  return context;
}

static gint32
place_of_columns (Finder *finder, const KheoSheetRow *row, gint32 context, KheoDate day)
{
  const char *province = text_of (finder, row, KHEO_COLUMN_PROVINCE);
  const char *district = text_of (finder, row, KHEO_COLUMN_DISTRICT);
  const char *unit = text_of (finder, row, KHEO_MODEL_UNIT);
  const char *code = text_of (finder, row, KHEO_COLUMN_UNIT_CODE);

  if (code != NULL)
    {
      gint32 place = find_place (finder, code, -1, -1, day);

      if (place_at (finder, place)->unit_id != 0)
        return place;
    }
  if (province != NULL)
    context = find_place (finder, province, KHEO_LEVEL_PROVINCE, context, day);
  /* Districts are often written on the first of their rows only. */
  if (district == NULL && unit != NULL)
    district = finder->last_district;
  if (district != NULL)
    context = find_place (finder, district, KHEO_LEVEL_DISTRICT, context, day);
  finder->last_district = district;
  /* Inside a district a bare name is a commune's, even where the district has the same. */
  if (unit != NULL)
    context = find_place (
        finder, unit,
        context >= 0 && place_at (finder, context)->unit_id != 0 ? (int) KHEO_LEVEL_COMMUNE : -1,
        context, day);
  return context;
}

static int
column_for_findings (const Finder *finder, const KheoSheetRow *row)
{
  static const int fields[] = { KHEO_MODEL_UNIT, KHEO_COLUMN_UNIT_CODE, KHEO_COLUMN_DISTRICT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      int index = kheo_column_of_field (finder->table, fields[i]);

      if (index >= 0 && text_of (finder, row, fields[i]) != NULL)
        return (int) kheo_table_column (finder->table, (guint) index)->info.column;
    }
  return -1;
}

static char *
name_of (const Finder *finder, gint64 unit_id)
{
  g_autofree char *path = kheo_units_dup_path (finder->import->units, unit_id, kheo_date_today ());

  return path != NULL ? g_strdup (path) : g_strdup ("");
}

static char *
message_of (const Finder *finder, const KheoPlace *place)
{
  if (place->quality == KHEO_MATCH_AMBIGUOUS)
    return g_strdup_printf (_ ("Several units are called “%s”; choose the one that is meant."),
                            place->text);
  if (place->context >= 0)
    return g_strdup_printf (_ ("“%s” (“%s”) is not in the book; choose the unit, or import the "
                               "list of units first."),
                            place->text, place_at (finder, place->context)->text);
  return g_strdup_printf (
      _ ("“%s” is not in the book; choose the unit, or import the list of units first."),
      place->text);
}

static void
report_missing (Finder *finder, KheoSheetRow *row, guint sheet_row)
{
  const KheoImportTable *table = finder->table;
  gboolean said = table->by_column[KHEO_MODEL_UNIT + KHEO_N_META] || table->groups->len > 0 ||
                  table->by_column[KHEO_COLUMN_UNIT_CODE + KHEO_N_META] ||
                  table->by_column[KHEO_COLUMN_DISTRICT + KHEO_N_META];

  row->flags |= KHEO_ROW_FLAG_NO_UNIT;
  if (said || !finder->told_missing)
    kheo_import_note (finder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR, "unit-missing",
                      g_strdup (said ? _ ("The row names no unit; choose one.")
                                     : _ ("The sheet names no unit; choose the one that it is of, "
                                          "or the column of units.")),
                      said ? (int) sheet_row : -1, -1);
  finder->told_missing = TRUE;
}

static void
report_place (Finder *finder, KheoSheetRow *row, guint sheet_row)
{
  KheoPlace       *place = place_at (finder, row->place);
  int              column = column_for_findings (finder, row);
  int              at = (int) sheet_row;
  g_autofree char *name = NULL;

  if (column < 0 && row->group >= 0)
    at = (int) g_array_index (finder->table->groups, KheoGroup, row->group).row;
  if (place->unit_id == 0 && !place->create)
    {
      row->flags |= KHEO_ROW_FLAG_NO_UNIT;
      kheo_import_note (finder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_ERROR,
                        place->quality == KHEO_MATCH_AMBIGUOUS ? "unit-ambiguous" : "unit-unknown",
                        message_of (finder, place), (int) sheet_row, column);
      return;
    }
  if (!place->marks_differ &&
      (place->context < 0 || place_at (finder, place->context)->unit_id != 0 || place->create))
    return;
  name = name_of (finder, place->unit_id);
  kheo_import_note (finder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "unit-likely",
                    g_strdup_printf (_ ("“%s” was taken for “%s”. Check it."), place->text, name),
                    at, column);
}

static void
place_row (Finder *finder, KheoSheetRow *row, guint sheet_row)
{
  KheoDate day = day_of_row (finder, row);
  gint32   context = place_of_group (finder, row->group, day);

  row->place = place_of_columns (finder, row, context, day);
  if (row->place < 0 && finder->base_is_unit && finder->base != 0)
    return; /* of the base itself: see kheo_row_get_unit() */
  if (row->place < 0)
    {
      report_missing (finder, row, sheet_row);
      return;
    }
  place_at (finder, row->place)->n_rows++;
  report_place (finder, row, sheet_row);
}

/* Groups that were taken for no unit are told once each. */
static void
report_groups (Finder *finder)
{
  for (guint i = 0; i < finder->table->groups->len; i++)
    {
      const KheoGroup *group = &g_array_index (finder->table->groups, KheoGroup, i);

      if (group->place < 0 || group->level >= 0 || place_at (finder, group->place)->unit_id != 0 ||
          place_at (finder, group->place)->create)
        continue;
      kheo_import_note (finder->table, KHEO_STAGE_MATCH, KHEO_SEVERITY_WARNING, "group-unknown",
                        g_strdup_printf (_ ("“%s” above the rows is no unit, field or kind that is "
                                            "known; it was not taken into account."),
                                         group->text),
                        (int) group->row, -1);
    }
}

static void
finder_clear (Finder *finder)
{
  if (finder->matchers != NULL)
    for (guint i = 0; i < finder->matchers->len; i++)
      if (finder->matchers->pdata[i] != NULL)
        kheo_unit_matcher_free (finder->matchers->pdata[i]);
  g_clear_pointer (&finder->matchers, g_ptr_array_unref);
  g_clear_pointer (&finder->changes, g_array_unref);
}

static gboolean
place_rows (Finder *finder, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < finder->table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (finder->table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / finder->table->rows->len,
                                                  _ ("Finding the units"), error))
        return FALSE;
      row->flags &= (guint8) ~KHEO_ROW_FLAG_NO_UNIT;
      place_row (finder, row, finder->table->base_row + i);
    }
  return TRUE;
}

gboolean
kheo_places_find (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  Finder   finder = { .table = table, .import = table->import, .db = db };
  gboolean done = FALSE;

  if (load_changes (&finder, error))
    {
      find_base (&finder);
      table->base = finder.base_is_unit ? finder.base : 0;
      done = place_rows (&finder, progress, error);
      if (done)
        report_groups (&finder);
    }
  finder_clear (&finder);
  return done;
}

gint64
kheo_row_get_unit (const KheoImportTable *table, const KheoSheetRow *row)
{
  if (row->place < 0)
    return table->base;
  return g_array_index (table->import->places, KheoPlace, row->place).unit_id;
}
