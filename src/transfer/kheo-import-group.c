/*
 * Rows that stand over others and say what holds for them: a district, a commune, a field, a kind
 * or a year.  Those of one class end each other; a unit ends the smaller units before it.
 */
#include "kheo-import-private.h"

#include "kheo-text.h"

#include <string.h>

/* "II. Các tập thể", "Lĩnh vực kinh tế": what all rows below are. */
void
kheo_group_find_choice (const char *label, KheoGroup *group)
{
  const KheoField *field = &kheo_register_models.fields[KHEO_MODEL_FIELD];
  const char      *value = kheo_choice_parse (field, label);
  g_autofree char *key = NULL;

  group->choice_field = -1;
  if (value != NULL)
    {
      group->choice_field = KHEO_MODEL_FIELD;
      group->choice = kheo_field_choice_index (field, value);
      return;
    }
  key = kheo_text_match_key (label);
  group->choice = kheo_choice_of_kind (key);
  if (group->choice >= 0)
    group->choice_field = KHEO_MODEL_KIND;
}

/* What a group's label says, as far as words go. */
void
kheo_group_understand (KheoImportTable *table, const char *label, KheoGroup *group)
{
  const KheoUnitType *type = NULL;

  group->level = -1;
  group->choice_field = -1;
  group->choice = -1;
  group->place = -1;
  group->year = 0;
  if (table->info.reg == &kheo_register_models)
    kheo_group_find_choice (label, group);
  if (group->choice_field >= 0)
    return;
  /* "Thành phố" is a district far more often than a province. */
  type = kheo_unit_type_of_name (label, KHEO_LEVEL_DISTRICT);
  if (type == NULL)
    type = kheo_unit_type_of_name (label, (KheoLevel) -1);
  if (type != NULL && type->level <= KHEO_LEVEL_COMMUNE)
    group->level = (int) type->level;
  else
    group->year = kheo_words_year (label);
}

#define CLASS_CHOICE 100 /* and the field's index; below: levels of units */
#define CLASS_YEAR   200
#define CLASS_BARE   300 /* a name without prefix, or anything else */

static int
class_of (const KheoGroup *group)
{
  if (group->choice_field >= 0)
    return CLASS_CHOICE + group->choice_field;
  if (group->level >= 0)
    return group->level;
  return group->year > 0 ? CLASS_YEAR : CLASS_BARE;
}

/* Those of one class end each other, a unit ends smaller ones. */
static gboolean
ends (const KheoOpenGroup *open, const KheoOpenGroup *added)
{
  if (open->class == CLASS_BARE || added->class == CLASS_BARE)
    return FALSE;
  return open->class == added->class ||
         (open->class < CLASS_CHOICE && added->class < CLASS_CHOICE && open->class > added->class);
}

/* Where the words say nothing the numbers do: "II" ends "I", "1" lies in what is open. */
static gboolean
follows (const KheoOpenGroup *open, const KheoOpenGroup *added)
{
  return (open->class == CLASS_BARE || added->class == CLASS_BARE) &&
         added->number.kind != KHEO_ORDINAL_NONE && open->number.kind == added->number.kind &&
         open->number.value + 1 == added->number.value;
}

static gboolean
stands_beside (const KheoOpenGroup *open, const KheoOpenGroup *added)
{
  return open->class == CLASS_BARE && added->class == CLASS_BARE &&
         open->number.kind == added->number.kind &&
         (added->number.kind == KHEO_ORDINAL_NONE || added->number.value != 1);
}

/* How many of the open groups stay open. */
static guint
find_depth (GArray *stack, const KheoOpenGroup *added)
{
  for (guint i = 0; i < stack->len; i++)
    if (ends (&g_array_index (stack, KheoOpenGroup, i), added))
      return i;
  for (guint i = stack->len; i > 0; i--)
    if (follows (&g_array_index (stack, KheoOpenGroup, i - 1), added))
      return i - 1;
  for (guint i = stack->len; i > 0; i--)
    if (stands_beside (&g_array_index (stack, KheoOpenGroup, i - 1), added))
      return i - 1;
  return stack->len;
}

/* The length of @text when it holds none. */
static gsize
start_of_last_number (const char *text)
{
  gsize end = strlen (text);

  while (end > 0 && !g_ascii_isdigit (text[end - 1]))
    end--;
  if (end == 0)
    return strlen (text);
  while (end > 0 && (g_ascii_isdigit (text[end - 1]) || text[end - 1] == '.'))
    end--;
  return end;
}

/* "mô hình", "đơn vị", "xã, phường, thị trấn": what a count behind a name counts. */
static gboolean
is_counted (const char *key)
{
  static const char *const starts[] = { "mo hinh", "mh",      "dien hinh", "don vi", "dv",
                                        "xa",      "phuong",  "thi tran",  "thon",   "ban",
                                        "to dan",  "khu pho", "ap",        NULL };

  for (guint i = 0; starts[i] != NULL; i++)
    {
      gsize length = strlen (starts[i]);

      if (strncmp (key, starts[i], length) == 0 && (key[length] == '\0' || key[length] == ' '))
        return TRUE;
    }
  return FALSE;
}

const char *
kheo_group_drop_count (KheoImportTable *table, const char *label)
{
  gsize            digits = start_of_last_number (label);
  gsize            end = digits;
  const char      *rest = label + digits + strspn (label + digits, "0123456789.");
  g_autofree char *counted = NULL;
  g_autofree char *bare = NULL;

  while (end > 0 && strchr (" (:-", label[end - 1]) != NULL)
    end--;
  if (label[digits] == '\0' || end == 0 || end == digits)
    return label;
  counted = kheo_text_match_key (rest);
  if (*counted != '\0' && !is_counted (counted))
    return label;
  /* "Phường 14": a number that is the name. */
  if (*counted == '\0' && label[digits - 1] != '(' && strchr (label, ':') == NULL)
    return label;
  bare = g_strndup (label, end);
  return kheo_import_intern (table->import, bare);
}

void
kheo_group_open (
    KheoImportTable *table, GArray *stack, guint row, const char *label, KheoRowNumber number)
{
  KheoGroup     group = { .row = row, .text = kheo_group_drop_count (table, label) };
  KheoOpenGroup open = { (int) table->groups->len, 0, number };

  kheo_group_understand (table, group.text, &group);
  open.class = class_of (&group);
  g_array_set_size (stack, find_depth (stack, &open));
  group.parent = stack->len > 0 ? g_array_index (stack, KheoOpenGroup, stack->len - 1).group : -1;
  g_array_append_val (table->groups, group);
  g_array_append_val (stack, open);
}
