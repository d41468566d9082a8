/*
 * Rows that stand over others and say what holds for them: a district, a commune, a field, a kind
 * or a year.  Those of one class end each other; a unit ends the smaller units before it.
 */
#include "kheo-import-private.h"

#include <string.h>

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
    for (guint i = 0; i < table->info.reg->n_fields && group->choice_field < 0; i++)
      {
        const KheoField *field = &table->info.reg->fields[i];
        const char      *value = NULL;

        if (i != KHEO_MODEL_FIELD && i != KHEO_MODEL_KIND)
          continue;
        value = kheo_field_parse_choice (field, label);
        if (value == NULL)
          continue;
        group->choice_field = (int) i;
        group->choice = kheo_field_choice_index (field, value);
      }
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

/* Groups of one class end each other. */
static int
class_of (const KheoGroup *group, KheoOrdinal ordinal)
{
  if (group->choice_field >= 0)
    return 100 + group->choice_field;
  if (group->level >= 0)
    return group->level;
  return group->year > 0 ? 200 : 300 + (int) ordinal;
}

void
kheo_group_open (
    KheoImportTable *table, GArray *stack, guint row, const char *label, KheoOrdinal ordinal)
{
  KheoGroup     group = { .row = row, .text = label };
  KheoOpenGroup open = { (int) table->groups->len, 0 };

  kheo_group_understand (table, label, &group);
  open.class = class_of (&group, ordinal);
  for (guint i = 0; i < stack->len; i++)
    {
      int other = g_array_index (stack, KheoOpenGroup, i).class;

      if (other == open.class || (open.class < 100 && other < 100 && other > open.class))
        {
          g_array_set_size (stack, i);
          break;
        }
    }
  group.parent = stack->len > 0 ? g_array_index (stack, KheoOpenGroup, stack->len - 1).group : -1;
  g_array_append_val (table->groups, group);
  g_array_append_val (stack, open);
}
