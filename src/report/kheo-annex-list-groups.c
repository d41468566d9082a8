/* In which groups the rows of a list stand, over several depths. */
#include "kheo-annex-list-private.h"

#include "kheo-registers.h"
#include "kheo-unit-across.h"

#include <glib/gi18n-lib.h>

#define ORDER_ITSELF  0u /* the unit itself stands before those below it */
#define ORDER_NOWHERE (G_MAXUINT - 1)
#define ORDER_NONE    G_MAXUINT

static void
add_grouping (KheoAnnexGather *gather, const char *key)
{
  const KheoRegister *reg = gather->query->reg;
  KheoAnnexGrouping   grouping = { .key = key, .field = kheo_register_find_field (reg, key) };

  if (gather->n_groupings == KHEO_ANNEX_MOST_GROUPS)
    return;
  if (grouping.field < 0 && !g_str_equal (key, "child"))
    return;
  if (grouping.field >= 0)
    grouping.description = &reg->fields[grouping.field];
  grouping.labels = g_ptr_array_new_with_free_func (g_free);
  grouping.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gather->groupings[gather->n_groupings++] = grouping;
}

gboolean
kheo_annex_gather_is_usual (const KheoAnnexGather *gather)
{
  return gather->layout == NULL ||
         (gather->layout->columns->len == 0 && gather->layout->groups->len == 0);
}

void
kheo_annex_gather_groupings (KheoAnnexGather *gather)
{
  if (kheo_annex_gather_is_usual (gather))
    {
      if (gather->query->reg == &kheo_register_models && gather->query->sort == NULL)
        add_grouping (gather, "child");
      return;
    }
  for (guint i = 0; i < gather->layout->groups->len; i++)
    add_grouping (gather, gather->layout->groups->pdata[i]);
}

/* The index of the label of @value; @label is taken. */
static guint
know (KheoAnnexGrouping *grouping, const char *value, char *label)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (grouping->known, value));

  if (known != 0)
    {
      g_free (label);
      return known - 1;
    }
  g_ptr_array_add (grouping->labels, label);
  g_hash_table_insert (grouping->known, g_strdup (value), GUINT_TO_POINTER (grouping->labels->len));
  return grouping->labels->len - 1;
}

/* ---- By the units directly below ---- */

/* Where @unit lies on the map: its index, or that of who stands for it; -1. */
static int
find_on_map (const KheoAnnexGather *gather, gint64 unit)
{
  int index = kheo_unit_map_find (gather->map, unit);
  g_autoptr (GArray) standing = NULL;

  if (index >= 0)
    return index;
  standing = kheo_units_list_standing (gather->units, unit, kheo_unit_map_get_day (gather->map));
  return standing->len > 0 ? kheo_unit_map_find (gather->map, g_array_index (standing, gint64, 0))
                           : -1;
}

static KheoAnnexGroupKey
child_key (KheoAnnexGather *gather, KheoAnnexGrouping *grouping, KheoRecord *record)
{
  gint64 scope = gather->query->unit;
  gint64 unit = gather->query->reg == &kheo_register_units
                    ? kheo_record_get_id (record)
                    : kheo_record_get_integer (record, (guint) MAX (gather->unit_field, 0), 0);
  int    index = find_on_map (gather, unit), base = -1, parent;
  char   value[16];

  if (scope == 0 && kheo_unit_map_get_n (gather->map) > 0 &&
      kheo_unit_map_get_end (gather->map, 0) == kheo_unit_map_get_n (gather->map))
    base = 0; /* the only root stands for everything */
  else if (scope != 0)
    base = kheo_unit_map_find (gather->map, scope);
  if (index < 0)
    return (KheoAnnexGroupKey){ ORDER_NOWHERE, know (grouping, "nowhere", g_strdup ("–")) };
  parent = index == base ? base : kheo_unit_map_get_parent (gather->map, (guint) index);
  while (index != base && parent != base && parent >= 0)
    {
      index = parent;
      parent = kheo_unit_map_get_parent (gather->map, (guint) index);
    }
  g_snprintf (value, sizeof value, "%d", index);
  return (KheoAnnexGroupKey){
    index == base ? ORDER_ITSELF : (guint) index + 1,
    know (grouping, value, g_strdup (kheo_unit_map_get_version (gather->map, (guint) index)->name)),
  };
}

/* ---- By a field ---- */

static KheoAnnexGroupKey
field_key (KheoAnnexGather *gather, KheoAnnexGrouping *grouping, KheoRecord *record)
{
  guint            index = (guint) grouping->field;
  const KheoField *field = grouping->description;
  const KheoValue *value = kheo_record_get (record, index);
  g_autofree char *text = kheo_annex_gather_text (gather, record, field->name);
  int              choice = -1;

  if (*text == '\0')
    return (
        KheoAnnexGroupKey){ ORDER_NONE,
                            /* Translators: heading of a group: those of which it is not known. */
                            know (grouping, "", g_strdup (_ ("Not said"))) };
  if (field->type == KHEO_FIELD_CHOICE && field->choices != NULL)
    choice = kheo_field_choice_index (field, kheo_record_get_text (record, index));
  if (choice >= 0)
    return (KheoAnnexGroupKey){ (guint) choice, know (grouping, text, g_strdup (text)) };
  if (field->type == KHEO_FIELD_YEAR)
    return (KheoAnnexGroupKey){ (guint) CLAMP (value->integer, 0, 9999),
                                know (grouping, text, g_strdup (text)) };
  /* Others in the order in which they come: of the tree, of the list. */
  {
    guint label = know (grouping, text, g_strdup (text));

    return (KheoAnnexGroupKey){ label, label };
  }
}

void
kheo_annex_gather_keys (KheoAnnexGather *gather, KheoRecord *record, guint child)
{
  for (guint i = 0; i < gather->n_groupings; i++)
    {
      KheoAnnexGrouping *grouping = &gather->groupings[i];
      KheoAnnexGroupKey  key;

      if (grouping->field >= 0)
        key = field_key (gather, grouping, record);
      else if (gather->children != NULL)
        {
          const char *name = gather->children->pdata[child];
          char        value[16];

          g_snprintf (value, sizeof value, "%u", child);
          key = (KheoAnnexGroupKey){ child, know (grouping, value, g_strdup (name)) };
        }
      else
        key = child_key (gather, grouping, record);
      g_array_append_val (gather->keys, key);
    }
}

/* ---- Order ---- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KheoAnnexGather   *gather = user_data;
  guint                    x = *(const guint *) a, y = *(const guint *) b;
  const KheoAnnexGroupKey *keys = (const KheoAnnexGroupKey *) (gpointer) gather->keys->data;

  for (guint i = 0; i < gather->n_groupings; i++)
    {
      guint of_x = keys[x * gather->n_groupings + i].order;
      guint of_y = keys[y * gather->n_groupings + i].order;

      if (of_x != of_y)
        return of_x < of_y ? -1 : 1;
    }
  return x < y ? -1 : x > y;
}

GArray *
kheo_annex_gather_order (const KheoAnnexGather *gather)
{
  guint   n = kheo_annex_table_get_n_rows (gather->rows);
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    g_array_append_val (order, i);
  if (gather->n_groupings > 0)
    g_array_sort_with_data (order, compare_rows, (gpointer) gather);
  return order;
}
