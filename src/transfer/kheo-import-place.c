/*
 * Which unit each row of models, tasks or petitions means: what its own columns say inside what its
 * groups say inside what the sheet speaks of; else the unit in the name of its owner; else the
 * sheet's own.
 */
#include "kheo-import-place-private.h"

#include "kheo-import-plain.h"

#include "kheo-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Groups ---- */

static KheoGroup *
group_at (KheoPlaceFinder *self, int index)
{
  return &g_array_index (self->table->groups, KheoGroup, index);
}

static gint32
context_of (KheoPlaceFinder *self, const KheoGroup *group)
{
  return group->parent >= 0 ? group_at (self, group->parent)->place : -1;
}

/* No unit lies in one of its own level or smaller: what stands between is passed over. */
static void
climb (KheoPlaceFinder *self, KheoGroup *group, int level)
{
  while (group->parent >= 0 && group_at (self, group->parent)->level >= level)
    group->parent = group_at (self, group->parent)->parent;
}

static gboolean
find_group (KheoPlaceFinder *self, KheoGroup *group, int level, gint32 context, KheoDate day)
{
  group->place = kheo_place_find (self, group->text, level, context, day);
  return kheo_place_at (self, group->place)->unit_id != 0;
}

/* "4. Cần Giờ" among the communes of the third district, none of which is called so: the next. */
static gboolean
find_next_district (KheoPlaceFinder *self, KheoGroup *group, KheoDate day)
{
  int parent = group->parent;

  if (context_of (self, group) < 0 ||
      kheo_place_level_of (self, kheo_place_at (self, context_of (self, group))->unit_id) !=
          KHEO_LEVEL_DISTRICT)
    return FALSE;
  climb (self, group, KHEO_LEVEL_DISTRICT);
  if (find_group (self, group, KHEO_LEVEL_DISTRICT, context_of (self, group), day) &&
      kheo_place_level_of (self, kheo_place_at (self, group->place)->unit_id) ==
          KHEO_LEVEL_DISTRICT)
    return TRUE;
  group->parent = parent;
  return FALSE;
}

/*
 * Looks a group up that does not say what it is ("Mường La" alone).  Over others stands the larger
 * where rows name their communes themselves; else it is a commune of the district before it, if
 * that has such a one.
 */
static void
find_bare_group (KheoPlaceFinder *self, KheoGroup *group, int district, KheoDate day)
{
  gboolean communes_below = self->table->by_column[self->unit_field + KHEO_N_META];

  climb (self, group, KHEO_LEVEL_COMMUNE);
  if (communes_below && find_group (self, group, KHEO_LEVEL_DISTRICT, -1, day) &&
      kheo_place_level_of (self, kheo_place_at (self, group->place)->unit_id) ==
          KHEO_LEVEL_DISTRICT)
    {
      climb (self, group, KHEO_LEVEL_DISTRICT);
      return;
    }
  if (district >= 0 && context_of (self, group) < 0 &&
      strcmp (group_at (self, district)->text, group->text) != 0 &&
      find_group (self, group, KHEO_LEVEL_COMMUNE, group_at (self, district)->place, day))
    {
      group->parent = district;
      return;
    }
  if (context_of (self, group) < 0 && find_group (self, group, KHEO_LEVEL_DISTRICT, -1, day))
    return;
  /* A town bears its district's name. */
  if (context_of (self, group) >= 0 &&
      find_group (self, group, KHEO_LEVEL_COMMUNE, context_of (self, group), day))
    return;
  if (find_next_district (self, group, day))
    return;
  find_group (self, group, -1, context_of (self, group), day);
}

/* Groups in reading order: those without a prefix get their level from the unit that they name, so
 * that a district holds for the communes after it. */
static void
settle_groups (KheoPlaceFinder *self)
{
  KheoDate day = kheo_place_day_of_sheet (self);
  int      district = -1;

  for (guint i = 0; i < self->table->groups->len; i++)
    {
      KheoGroup *group = group_at (self, (int) i);

      group->place = -1;
      if (group->choice_field >= 0 || group->year > 0)
        {
          /* What lies in it lies where it does. */
          group->place = context_of (self, group);
          continue;
        }
      if (group->level < 0)
        {
          find_bare_group (self, group, district, day);
          group->level = kheo_place_level_of (self, kheo_place_at (self, group->place)->unit_id);
        }
      else
        {
          climb (self, group, group->level);
          find_group (self, group, group->level, context_of (self, group), day);
        }
      if (group->level == KHEO_LEVEL_DISTRICT)
        district = (int) i;
    }
}

/* The place that the groups above the row name, innermost last. */
static gint32
place_of_group (KheoPlaceFinder *self, int index, KheoDate day)
{
  KheoGroup *group = NULL;
  gint32     context = -1;

  if (index < 0)
    return -1;
  group = &g_array_index (self->table->groups, KheoGroup, index);
  context = place_of_group (self, group->parent, day);
  if (group->choice_field >= 0 || group->year > 0)
    return context;
  group->place = kheo_place_find (self, group->text, group->level, context, day);
  if (kheo_place_at (self, group->place)->unit_id != 0 ||
      kheo_place_at (self, group->place)->create || group->level >= 0)
    return group->place;
  /* No unit and not called one: a heading of some other sense. */
  return context;
}

/* ---- Columns ---- */

/* "Hội Nông dân xã Ngọc Chiến" → "xã Ngọc Chiến", the last such; a part of @owner or NULL. */
static const char *
unit_in_owner (const char *owner)
{
  static const char *const prefixes[] = { "xã ", "phường ", "thị trấn ", "đặc khu " };
  g_autofree char         *lower = g_utf8_strdown (owner, -1);
  const char              *found = NULL;

  if (strlen (lower) != strlen (owner))
    return NULL;
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
      if ((p == lower || p[-1] == ' ') && g_str_has_prefix (p, prefixes[i]) &&
          !g_str_has_prefix (p, "xã hội"))
        found = owner + (p - lower);
  /* "Thị xã Sa Pa" is no "xã Sa Pa". */
  if (found != NULL && found - owner > 5 &&
      g_str_has_prefix (lower + (found - owner) - 5, "thị xã"))
    return NULL;
  return found;
}

/* Does the name of @owner's unit stand in @unit?  "Công an xã Lý Mỹ" and "Lý Mỹ, huyện Hòa Lũng".
 */
static gboolean
is_owner_of (const char *owner, const char *unit)
{
  const KheoUnitType *type = kheo_unit_type_of_name (owner, KHEO_LEVEL_COMMUNE);
  g_autofree char *name = kheo_text_match_key (owner + (type != NULL ? strlen (type->prefix) : 0));
  g_autofree char *key = kheo_text_match_key (unit);

  return kheo_words_contain (key, name);
}

/*
 * Is each unit written on the first of its rows only?  Then no two rows that follow each other
 * in one group write the same one, and rows that write none are many or those of owners there.
 */
static gboolean
is_written_once (const KheoPlaceFinder *self)
{
  const char *above = NULL; /* of the row above */
  const char *last = NULL;  /* the last one written in the group */
  gint32      group = -1;
  guint       n = 0;
  guint       blanks = 0;
  guint       owners_here = 0;
  guint       owners_elsewhere = 0;

  for (guint i = 0; i < self->table->rows->len; i++)
    {
      const KheoSheetRow *row = kheo_table_row (self->table, i);
      const char         *text = NULL;
      const char         *owner = NULL;

      if (row->kind != KHEO_ROW_DATA)
        continue;
      n++;
      if (row->group != group)
        above = last = NULL;
      group = row->group;
      text = kheo_place_text_of (self, row, self->unit_field);
      if (text != NULL && above != NULL && strcmp (text, above) == 0)
        return FALSE;
      blanks += text == NULL;
      above = text;
      last = text != NULL ? text : last;
      if (text != NULL || last == NULL)
        continue;
      owner = kheo_place_text_of (self, row, self->owner_field);
      owner = owner != NULL ? unit_in_owner (owner) : NULL;
      if (owner != NULL)
        *(is_owner_of (owner, last) ? &owners_here : &owners_elsewhere) += 1;
    }
  return blanks > 0 && blanks < n && owners_elsewhere * 4 <= owners_here &&
         (blanks * 5 >= n || owners_here > 0);
}

/* The row's code; its name must not speak against it. */
static gint32
place_of_code (KheoPlaceFinder *self, const char *code, const char *unit, KheoDate day)
{
  gint32     index = kheo_place_find (self, code, -1, -1, day);
  KheoPlace *place = kheo_place_at (self, index);

  if (place->unit_id == 0)
    return -1;
  if (unit == NULL || g_strcmp0 (place->agreed, unit) == 0)
    return index;
  if (kheo_place_names_unit (self, unit, place->unit_id, day))
    place->agreed = unit;
  else
    self->conflict = TRUE;
  return index;
}

static gint32
place_of_district (KheoPlaceFinder *self, const KheoSheetRow *row, gint32 context, KheoDate day)
{
  const char *province = kheo_place_text_of (self, row, KHEO_COLUMN_PROVINCE);
  const char *district = kheo_place_text_of (self, row, KHEO_COLUMN_DISTRICT);

  if (province != NULL)
    context = kheo_place_find (self, province, KHEO_LEVEL_PROVINCE, context, day);
  /* Districts are often written on the first of their rows only. */
  if (district == NULL)
    district = self->last_district;
  if (district != NULL)
    context = kheo_place_find (self, district, KHEO_LEVEL_DISTRICT, context, day);
  self->last_district = district;
  return context;
}

static gint32
place_of_columns (KheoPlaceFinder *self, const KheoSheetRow *row, gint32 context, KheoDate day)
{
  const char *unit = kheo_place_text_of (self, row, self->unit_field);
  const char *code = kheo_place_text_of (self, row, KHEO_COLUMN_UNIT_CODE);

  if (code != NULL)
    {
      gint32 place = place_of_code (self, code, unit, day);

      if (place >= 0)
        return place;
    }
  if (unit == NULL && self->carry_unit &&
      kheo_place_text_of (self, row, KHEO_COLUMN_DISTRICT) == NULL)
    unit = self->last_unit;
  self->carried = unit != NULL && kheo_place_text_of (self, row, self->unit_field) == NULL;
  self->last_unit = unit;
  context = place_of_district (self, row, context, day);
  /* Inside a district a bare name is a commune's, even where the district has the same. */
  if (unit != NULL)
    context = kheo_place_find (
        self, unit,
        context >= 0 && kheo_place_at (self, context)->unit_id != 0 ? (int) KHEO_LEVEL_COMMUNE : -1,
        context, day);
  else
    self->vague = self->table->by_column[self->unit_field + KHEO_N_META] &&
                  (context < 0 || kheo_place_at (self, context)->level != KHEO_LEVEL_COMMUNE);
  return context;
}

static gint32
place_of_owner (KheoPlaceFinder *self, const KheoSheetRow *row, gint32 context, KheoDate day)
{
  const char *owner = kheo_place_text_of (self, row, self->owner_field);
  const char *unit = owner != NULL ? unit_in_owner (owner) : NULL;

  return unit != NULL ? kheo_place_find (self, unit, KHEO_LEVEL_COMMUNE, context, day) : -1;
}

/* The unit was taken from the row above, but the row's owner bears the name of another. */
static gboolean
owner_is_elsewhere (KheoPlaceFinder *self, const KheoSheetRow *row, KheoDate day)
{
  gint32 place = place_of_owner (self, row, -1, day);

  return place >= 0 && kheo_place_at (self, place)->unit_id != 0 &&
         kheo_place_at (self, place)->unit_id != kheo_place_at (self, row->place)->unit_id;
}

/* ---- Rows ---- */

static gboolean
names_units (const KheoPlaceFinder *self)
{
  return self->table->by_column[self->unit_field + KHEO_N_META] ||
         self->table->by_column[KHEO_COLUMN_UNIT_CODE + KHEO_N_META];
}

static void
place_row (KheoPlaceFinder *self, KheoSheetRow *row, guint sheet_row)
{
  KheoDate day = kheo_place_day_of_row (self, row);
  gint32   context = place_of_group (self, row->group, day);

  if (row->group != self->last_group)
    self->last_unit = self->last_district = NULL;
  self->last_group = row->group;
  self->conflict = self->vague = self->carried = FALSE;
  row->place = place_of_columns (self, row, context, day);
  if ((self->vague || !names_units (self)) &&
      (row->place < 0 || kheo_place_at (self, row->place)->level != KHEO_LEVEL_COMMUNE))
    {
      gint32 place = place_of_owner (self, row, row->place, day);

      if (place >= 0 && (!self->vague || kheo_place_at (self, place)->unit_id != 0))
        row->place = place;
    }
  if (row->place < 0 && self->base_is_unit && self->base != 0)
    {
      /* Of the base itself: see kheo_row_get_unit(). */
      if (self->vague && self->base_level != KHEO_LEVEL_COMMUNE)
        kheo_place_report_vague (self, sheet_row, self->base);
      return;
    }
  if (row->place < 0)
    {
      kheo_place_report_missing (self, row, sheet_row);
      return;
    }
  kheo_place_at (self, row->place)->n_rows++;
  if (self->conflict)
    kheo_place_report_conflict (self, row, sheet_row);
  else
    kheo_place_report (self, row, sheet_row);
  if ((self->vague || (self->carried && owner_is_elsewhere (self, row, day))) &&
      kheo_place_at (self, row->place)->unit_id != 0)
    kheo_place_report_vague (self, sheet_row, kheo_place_at (self, row->place)->unit_id);
}

static gboolean
place_rows (KheoPlaceFinder *self, KheoProgress *progress, GError **error)
{
  for (guint i = 0; i < self->table->rows->len; i++)
    {
      KheoSheetRow *row = kheo_table_row (self->table, i);

      if (row->kind != KHEO_ROW_DATA)
        continue;
      if ((i & 1023) == 0 && !kheo_progress_tick (progress, (double) i / self->table->rows->len,
                                                  _ ("Finding the units"), error))
        return FALSE;
      row->flags &= (guint8) ~KHEO_ROW_FLAG_NO_UNIT;
      place_row (self, row, self->table->base_row + i);
    }
  return TRUE;
}

int
kheo_table_unit_field (const KheoImportTable *table)
{
  if (table->info.as == KHEO_IMPORT_MODELS)
    return KHEO_MODEL_UNIT;
  if (table->info.as == KHEO_IMPORT_FIGURES)
    return KHEO_FIGURE_UNIT;
  return table->info.reg != NULL ? kheo_plain_unit_field (table->info.reg) : -1;
}

/* Of who does what the row speaks of. */
static int
owner_field_of (const KheoImportTable *table)
{
  return table->info.as == KHEO_IMPORT_MODELS  ? (int) KHEO_MODEL_OWNER
         : table->info.as == KHEO_IMPORT_TASKS ? (int) KHEO_TASK_BODY
                                               : KHEO_COLUMN_NONE;
}

gboolean
kheo_places_find (KheoImportTable *table, KheoDb *db, KheoProgress *progress, GError **error)
{
  KheoPlaceFinder finder = { .table = table,
                             .import = table->import,
                             .db = db,
                             .unit_field = kheo_table_unit_field (table),
                             .owner_field = owner_field_of (table),
                             .last_group = -1 };
  gboolean        done = FALSE;

  if (kheo_place_load_days (&finder, error))
    {
      kheo_place_find_base (&finder);
      table->base = finder.base_is_unit ? finder.base : 0;
      finder.carry_unit = is_written_once (&finder);
      settle_groups (&finder);
      done = place_rows (&finder, progress, error);
      if (done)
        kheo_place_report_groups (&finder);
    }
  kheo_place_clear_days (&finder);
  return done;
}

gint64
kheo_row_get_unit (const KheoImportTable *table, const KheoSheetRow *row)
{
  if (row->place < 0)
    return table->base;
  return g_array_index (table->import->places, KheoPlace, row->place).unit_id;
}
