/* The rows of a total by the units directly below, by dated groups, or by level. */
#include "kheo-figure-sums.h"

#include "kheo-group-scope.h"
#include "kheo-groups.h"
#include "kheo-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char         *key;
  char         *label;
  gint64        unit_id;
  KheoFigureAcc acc;
} Group;

typedef struct
{
  const KheoFigureQuestion *question;
  const KheoFigureScope    *scope;
  KheoFiguresBy             by;
  int                       above;   /* whose children they are, -1: the roots */
  GArray                   *groups;  /* of Group */
  guint                    *of_unit; /* by unit: its group as a child + 1 */
  int                      *part_of; /* by index of the clock's map: unit of its part, -1 */
  guint                     of_level[KHEO_LEVEL_ORGANISATION + 1]; /* + 1 */
  guint                     itself;                                /* + 1 */
  guint                     nowhere;                               /* + 1 */
  GPtrArray                *scopes;     /* of KheoGroupScope: the first groups are theirs */
  guint                     in_none;    /* + 1 */
  guint                     in_several; /* + 1 */
} Grouping;

static guint
add_group (Grouping *self, char *key, char *label, gint64 unit_id)
{
  Group group = { key, label, unit_id };

  g_array_append_val (self->groups, group);
  return self->groups->len;
}

static char *
name_of (Grouping *self, guint unit)
{
  KheoUnits *units = self->scope->units;

  return g_strdup (
      units->versions[kheo_units_nearest_version (units, unit, self->scope->day)]->name);
}

static guint
get_child (Grouping *self, guint unit)
{
  gint64 id = self->scope->units->ids[unit];

  if (self->of_unit[unit] == 0)
    self->of_unit[unit] =
        add_group (self, g_strdup_printf ("%" G_GINT64_FORMAT, id), name_of (self, unit), id);
  return self->of_unit[unit];
}

static guint
get_itself (Grouping *self)
{
  if (self->itself == 0)
    {
      g_autofree char *name = name_of (self, (guint) self->above);

      self->itself = add_group (self, g_strdup ("0"),
                                /* Translators: %s is a unit: its own, not those of units below. */
                                g_strdup_printf (_ ("Directly at %s"), name), 0);
    }
  return self->itself;
}

static guint
get_nowhere (Grouping *self)
{
  if (self->nowhere == 0)
    self->nowhere =
        add_group (self, g_strdup (KHEO_KEY_NOWHERE), g_strdup (_ ("Unit not on the map")), 0);
  return self->nowhere;
}

/* @place: of the clock's map; nothing to say as reported. */
static guint
group_of_child (Grouping *self, guint unit, KheoDate day, int place)
{
  const KheoFigureScope *scope = self->scope;
  guint                  above = self->above >= 0 ? (guint) self->above : G_MAXUINT;
  gboolean               inside;
  guint                  part;

  if (scope->placing == NULL)
    {
      part = kheo_units_part_on (scope->units, above, unit, day, &inside);
      return part == above ? get_itself (self) : get_child (self, part);
    }
  if (place < 0)
    return get_nowhere (self);
  if (self->part_of[place] >= 0)
    return get_child (self, (guint) self->part_of[place]);
  return self->above >= 0 ? get_itself (self) : get_nowhere (self);
}

static guint
group_of_scope (Grouping *self, guint unit, KheoDate day, int place)
{
  int found = kheo_group_scopes_find (self->scopes, unit, day, place);

  if (found >= 0)
    return (guint) found + 1;
  if (found == -1 && self->in_none == 0)
    self->in_none = add_group (self, NULL, g_strdup (_ ("In no group")), 0);
  if (found == -2 && self->in_several == 0)
    self->in_several =
        add_group (self, g_strdup (KHEO_GROUP_SEVERAL), g_strdup (_ ("In several groups")), 0);
  return found == -1 ? self->in_none : self->in_several;
}

static guint
group_of_level (Grouping *self, guint unit, KheoDate day)
{
  KheoUnits          *units = self->scope->units;
  const KheoUnitType *type = units->versions[kheo_units_nearest_version (units, unit, day)]->type;
  KheoLevel           level = type != NULL ? type->level : KHEO_LEVEL_ORGANISATION;

  return self->of_level[level];
}

static KheoFigureAcc *
acc_of_part (Grouping *self, guint unit, KheoDate day, int place)
{
  guint group = self->by == KHEO_FIGURES_BY_CHILD   ? group_of_child (self, unit, day, place)
                : self->by == KHEO_FIGURES_BY_GROUP ? group_of_scope (self, unit, day, place)
                                                    : group_of_level (self, unit, day);

  return &g_array_index (self->groups, Group, group - 1).acc;
}

static KheoFigureAcc *
acc_of (Grouping *self, guint unit, KheoDate day)
{
  return acc_of_part (self, unit, day,
                      self->scope->placing != NULL ? self->scope->placing->place[unit] : -1);
}

static void
count_expected (guint unit, gboolean missing, gpointer user_data)
{
  Grouping      *self = user_data;
  KheoFigureAcc *acc = acc_of (self, unit, self->scope->report_day);

  acc->n_expected++;
  acc->n_missing += missing;
}

static void
count_flagged (guint unit, guint8 flags, gpointer user_data)
{
  Grouping      *self = user_data;
  KheoFigureAcc *acc = acc_of (self, unit, self->scope->report_day);

  acc->n_partial += (flags & KHEO_UNIT_PARTIAL) != 0;
  acc->n_unadded += (flags & KHEO_UNIT_UNADDED) != 0;
}

/* The children of the clock's map are shown also without figures. */
static void
begin_children (Grouping *self)
{
  KheoUnitMap *map = kheo_world_get_placing (self->question->world, self->scope->day)->map;
  g_auto (KheoParts) parts = { 0 };

  kheo_parts_init (&parts, self->scope->query, map);
  self->above = parts.above;
  self->part_of = kheo_parts_list_units (&parts, map);
  self->of_unit = g_new0 (guint, MAX (self->scope->units->n, 1));
  for (guint c = 0; c < parts.children->len; c++)
    get_child (self, map->units->owner[map->version[g_array_index (parts.children, guint, c)]]);
}

static gboolean
begin_groups (Grouping *self, GError **error)
{
  self->scopes = kheo_group_scopes_new (self->question->world, self->scope->query, error);
  for (guint i = 0; self->scopes != NULL && i < self->scopes->len; i++)
    {
      const char *name = ((KheoGroupScope *) g_ptr_array_index (self->scopes, i))->group->name;

      add_group (self, g_strdup (name), g_strdup (name), 0);
    }
  return self->scopes != NULL;
}

static void
begin_levels (Grouping *self)
{
  for (KheoLevel level = KHEO_LEVEL_PROVINCE; level <= KHEO_LEVEL_ORGANISATION; level++)
    self->of_level[level] = add_group (self, g_strdup (kheo_level_name (level)),
                                       g_strdup (kheo_level_label (level)), 0);
}

static void
add_rows (Grouping *self, KheoFigureTotal *total)
{
  KheoUnitMap       *map = NULL;
  g_autofree gint64 *targets = kheo_figure_targets_new (self->question, self->scope->query, &map);

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group         *group = &g_array_index (self->groups, Group, i);
      KheoFigureRow *row;
      int            unit = kheo_units_find (self->scope->units, group->unit_id);
      int            index = unit >= 0 ? map->index[unit] : -1;

      if (self->by == KHEO_FIGURES_BY_LEVEL && group->acc.n_figures == 0 &&
          group->acc.n_expected == 0)
        {
          g_free (group->key);
          g_free (group->label);
          continue;
        }
      row = g_new0 (KheoFigureRow, 1);
      row->key = group->key;
      row->label = group->label;
      row->unit_id = group->unit_id;
      row->sum = kheo_figure_acc_finish (&group->acc, self->question->indicator);
      if (index >= 0)
        kheo_figure_sum_set_target (&row->sum, self->question->indicator, targets[index]);
      g_ptr_array_add (total->rows, row);
    }
}

gboolean
kheo_figure_groups_add_rows (const KheoFigureQuestion *question,
                             const KheoFigureScope    *scope,
                             const KheoFigureChoice   *choice,
                             KheoFigureTotal          *total,
                             GError                  **error)
{
  Grouping self = { question, scope, total->by, kheo_units_find (scope->units, total->unit) };
  g_autoptr (GArray) parts = kheo_figure_scope_list_parts (scope, question->indicator, choice);

  self.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  if (total->by == KHEO_FIGURES_BY_CHILD)
    begin_children (&self);
  else if (total->by == KHEO_FIGURES_BY_LEVEL)
    begin_levels (&self);
  else if (!begin_groups (&self, error))
    {
      g_array_unref (self.groups);
      return FALSE;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const KheoPart *part = &g_array_index (parts, KheoPart, i);

      if (kheo_figure_scope_holds_part (scope, part))
        kheo_figure_acc_add_part (acc_of_part (&self, part->unit, part->day, part->place), part);
    }
  kheo_figure_scope_foreach_expected (scope, question->world, question->indicator, choice,
                                      count_expected, &self);
  kheo_figure_scope_foreach_flagged (scope, choice, count_flagged, &self);
  add_rows (&self, total);
  g_array_unref (self.groups);
  g_clear_pointer (&self.scopes, g_ptr_array_unref);
  g_free (self.of_unit);
  g_free (self.part_of);
  return TRUE;
}
